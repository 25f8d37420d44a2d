"""The word lists of ``patterns/words/linking.yaml``, gathered once for the linking steps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.finding.lexicon import Lexicon
from extractor.rules.quick import compiled


@dataclass(frozen=True, slots=True)
class LinkWords:
    """Each field is the words of the class of the same meaning; tuples are ends of words."""

    oblique: frozenset[str]
    towards: frozenset[str]
    sources: frozenset[str]
    at: frozenset[str]
    by: frozenset[str]
    locative: frozenset[str]
    standing: frozenset[str]
    itself: frozenset[str]
    wire: frozenset[str]
    jointly: frozenset[str]
    each: tuple[str, ...]
    per_head: tuple[str, ...]
    dealing: tuple[str, ...]
    planning: frozenset[str]
    of_counted: tuple[str, ...]
    making: frozenset[str]
    the_firm: frozenset[str]
    founded: tuple[str, ...]
    ability: re.Pattern[str]
    firm_account: tuple[str, ...]
    many_firms: re.Pattern[str]
    against: frozenset[str]
    manner: tuple[str, ...]
    belonging: frozenset[str]
    ranked: frozenset[str]
    causing: frozenset[str]
    being: frozenset[str]
    among: frozenset[str]
    society: tuple[str, ...]
    climbing: frozenset[str]
    height: frozenset[str]
    fulfilled: frozenset[str]
    plan_thing: tuple[str, ...]
    equalling: tuple[str, ...]
    on_year: frozenset[str]
    own_nation: frozenset[str]
    nominal_verb: frozenset[str]
    sum_of: frozenset[str]
    opening: tuple[str, ...]
    leaving_out: tuple[str, ...]
    attack: tuple[str, ...]
    elsewhere: tuple[str, ...]
    elsewhere_told: tuple[str, ...]
    helping: tuple[str, ...]
    keeping: frozenset[str]
    outspoken: re.Pattern[str]
    whole_trade: re.Pattern[str]
    this: frozenset[str]
    magnitude: tuple[str, ...]
    holding: tuple[str, ...]
    priced: frozenset[str]
    running: tuple[str, ...]
    class_end: tuple[str, ...]
    bygone: tuple[str, ...]
    enclitic: frozenset[str]
    lately: frozenset[str]
    lands: tuple[str, ...]
    settlement: frozenset[str]
    reaching_to: tuple[str, ...]
    setting_out: re.Pattern[str]
    plant: re.Pattern[str]
    those_places: tuple[str, ...]
    shown: tuple[str, ...]
    third_party: re.Pattern[str]
    public_body: tuple[str, ...]
    long_while: re.Pattern[str]
    supposed: re.Pattern[str]
    own_end: tuple[str, ...]
    owner_end: tuple[str, ...]
    lasting_rate: tuple[str, ...]
    record: tuple[str, ...]
    sums: tuple[str, ...]
    index: tuple[str, ...]
    anaphor: frozenset[str]
    located: frozenset[str]
    finishing: frozenset[str]
    guessing: frozenset[str]
    averaging: frozenset[str]
    thereafter: tuple[str, ...]
    onset: tuple[str, ...]
    route: re.Pattern[str]
    route_end: re.Pattern[str]
    since_then: re.Pattern[str]
    parting_end: tuple[str, ...]
    parting: tuple[str, ...]
    kind_end: tuple[str, ...]
    estimated: frozenset[str]
    planned_sum: frozenset[str]
    issued: re.Pattern[str]
    announcing: re.Pattern[str]
    beyond: re.Pattern[str]
    number_near: re.Pattern[str]
    plan_aim: re.Pattern[str]
    base: re.Pattern[str]
    base_of: re.Pattern[str]
    superlative: re.Pattern[str]
    adding_up: tuple[str, ...]
    covering: frozenset[str]
    that_year: frozenset[str]
    own_year: frozenset[str]
    this_year: frozenset[str]
    done_part: frozenset[str]
    deed: tuple[str, ...]
    deed_end: tuple[str, ...]
    size: frozenset[str]
    analyst: frozenset[str]
    index_end: tuple[str, ...]
    mean: tuple[str, ...]
    every_year: frozenset[str]
    rate_noun: frozenset[str]
    of_shares: tuple[str, ...]
    of_households: tuple[str, ...]
    of_families: tuple[str, ...]
    tally: tuple[str, ...]
    town: tuple[str, ...]
    same_unit: re.Pattern[str]
    at_rate: frozenset[str]
    performing: frozenset[str]
    last_year: frozenset[str]
    summed: frozenset[str]
    work: frozenset[str]
    adjectival: frozenset[str]
    going: frozenset[str]
    yearly: tuple[str, ...]
    both_parts: frozenset[str]
    already: frozenset[str]
    befalling: frozenset[str]
    serving: frozenset[str]
    total: tuple[str, ...]
    budget: tuple[str, ...]
    releasing: frozenset[str]
    agenda: frozenset[str]
    event: tuple[str, ...]
    fair: tuple[str, ...]
    fair_told: re.Pattern[str]
    aim: frozenset[str]
    aimed: tuple[str, ...]
    task: frozenset[str]
    will: frozenset[str]
    tasks: frozenset[str]
    limit: tuple[str, ...]
    beforehand: frozenset[str]
    aspect: frozenset[str]
    excepted: frozenset[str]
    peak: tuple[str, ...]
    here: frozenset[str]
    once: tuple[str, ...]
    offer: frozenset[str]
    whole_world: tuple[str, ...]
    world_price: re.Pattern[str]
    inflation: tuple[str, ...]
    told: tuple[str, ...]
    site: tuple[str, ...]
    of_goods: frozenset[str]
    goods: re.Pattern[str]
    editors: tuple[str, ...]
    leading: tuple[str, ...]
    counting: tuple[str, ...]
    happened: tuple[str, ...]
    once_built: re.Pattern[str]
    doer: frozenset[str]
    rate_end: tuple[str, ...]
    that_month: frozenset[str]
    norm: tuple[str, ...]
    degree: frozenset[str]
    so_far: tuple[str, ...]
    vague_time: frozenset[str]
    to_come: frozenset[str]
    habit: frozenset[str]
    tax_rate: tuple[str, ...]
    that_day: frozenset[str]
    marks: tuple[str, ...]
    number_words: frozenset[str]
    setting_up: frozenset[str]
    mode: frozenset[str]
    of_thing: tuple[str, ...]
    happening: frozenset[str]
    trading: tuple[str, ...]
    partner: tuple[str, ...]
    of_project: tuple[str, ...]
    head_count: tuple[str, ...]
    articles: frozenset[str]
    telling: frozenset[str]
    becoming: tuple[str, ...]
    yielding: frozenset[str]
    amounts: frozenset[str]
    allotting: frozenset[str]
    harm: re.Pattern[str]
    fleeing: tuple[str, ...]
    ranked_thing: re.Pattern[str]
    progress: frozenset[str]
    per_unit: tuple[str, ...]
    per_one: tuple[str, ...]
    turnover: tuple[str, ...]
    retail: tuple[str, ...]
    price_move: tuple[str, ...]
    price_said: tuple[str, ...]

    @classmethod
    def of(cls, lexicon: Lexicon) -> LinkWords:
        """The lists of a compiled lexicon."""
        return cls(
            oblique=lexicon.of("oblique"),
            towards=lexicon.of("towards"),
            sources=lexicon.of("from"),
            at=lexicon.of("at"),
            by=lexicon.of("by"),
            locative=lexicon.of("locative"),
            standing=lexicon.of("standing"),
            itself=lexicon.of("self"),
            wire=lexicon.of("wire"),
            jointly=lexicon.of("jointly"),
            each=lexicon.ends("each"),
            per_head=lexicon.ends("per_head"),
            dealing=lexicon.ends("dealing"),
            planning=lexicon.of("planning"),
            of_counted=lexicon.ends("of_counted"),
            making=lexicon.of("making"),
            the_firm=lexicon.of("the_firm"),
            founded=lexicon.ends("founded"),
            ability=compiled(f"的[^，。；、\\d]{{0,10}}?(?:{lexicon.alternation('ability')})"),
            firm_account=lexicon.ends("firm_account"),
            many_firms=compiled(lexicon.alternation("many_firms")),
            against=lexicon.of("against"),
            manner=lexicon.ends("manner"),
            belonging=lexicon.of("belonging"),
            ranked=lexicon.of("ranked"),
            causing=lexicon.of("causing"),
            being=lexicon.of("being"),
            among=lexicon.of("among"),
            society=lexicon.ends("society"),
            climbing=lexicon.of("climbing"),
            height=lexicon.of("height"),
            fulfilled=lexicon.of("fulfilled"),
            plan_thing=lexicon.ends("plan_thing"),
            equalling=lexicon.ends("equalling"),
            on_year=lexicon.of("on_year"),
            own_nation=lexicon.of("own_nation"),
            nominal_verb=lexicon.of("nominal_verb"),
            sum_of=lexicon.of("sum_of"),
            opening=lexicon.ends("opening"),
            leaving_out=lexicon.ends("leaving_out"),
            attack=lexicon.ends("attack"),
            elsewhere=lexicon.ends("elsewhere"),
            elsewhere_told=tuple(of + w for w in lexicon.ends("elsewhere_told") for of in ("", "的")),
            helping=lexicon.ends("helping"),
            keeping=lexicon.of("keeping"),
            outspoken=compiled(f"[^，。；]{{0,28}}?(?:{lexicon.alternation('outspoken')})"),
            whole_trade=compiled(f"(?<![于比占在较超])(?:{lexicon.alternation('whole_trade')})"),
            this=lexicon.of("this"),
            magnitude=lexicon.ends("magnitude"),
            holding=lexicon.ends("holding"),
            priced=lexicon.of("priced"),
            running=lexicon.ends("running"),
            class_end=lexicon.ends("class_end"),
            bygone=lexicon.ends("bygone"),
            enclitic=lexicon.of("enclitic"),
            lately=lexicon.of("lately"),
            lands=lexicon.ends("lands"),
            settlement=lexicon.of("settlement"),
            reaching_to=lexicon.ends("reaching_to"),
            setting_out=compiled(f"[^，。；]{{0,8}}?(?:{lexicon.alternation('setting_out')})"),
            plant=compiled(f"[一-龥]{{0,6}}?(?:{lexicon.alternation('plant')})"),
            those_places=lexicon.ends("those_places"),
            shown=lexicon.ends("shown"),
            third_party=compiled(
                f"(?:\\([^()]{{1,12}}\\))?(?:咨询|研究|资讯|调查)?(?:公司|机构|网)?的?(?:{lexicon.alternation('third_party')})"
            ),
            public_body=lexicon.ends("public_body"),
            long_while=compiled(lexicon.alternation("long_while")),
            supposed=compiled(lexicon.alternation("supposed")),
            owner_end=lexicon.ends("owner_end"),
            own_end=lexicon.ends("own_end"),
            lasting_rate=lexicon.ends("lasting_rate"),
            record=lexicon.ends("record"),
            sums=lexicon.ends("sums"),
            index=lexicon.ends("index"),
            anaphor=lexicon.of("anaphor"),
            located=lexicon.of("located"),
            finishing=lexicon.of("finishing"),
            guessing=lexicon.of("guessing"),
            averaging=lexicon.of("averaging"),
            thereafter=lexicon.ends("thereafter"),
            onset=lexicon.ends("onset"),
            route=compiled(f"[至—－-][一-龥]{{1,6}}?(?:{lexicon.alternation('route')})"),
            route_end=compiled(f"[一-龥]{{0,2}}?(?:{lexicon.alternation('route')})"),
            since_then=compiled(f"[一-龥]{{2,16}}?(?:{lexicon.alternation('since_then')})"),
            parting_end=lexicon.ends("parting_end"),
            parting=lexicon.ends("parting"),
            kind_end=lexicon.ends("kind_end"),
            estimated=lexicon.of("estimated"),
            planned_sum=lexicon.of("planned_sum"),
            beyond=compiled(f"(?:{lexicon.alternation('beyond')})(?:当地|全[国省市区])?$"),
            plan_aim=compiled(f"[^，、。；期]{{0,18}}?(?:{lexicon.alternation('plan_aim')})"),
            base=compiled(f"[^，。；]{{0,24}}?(?:{lexicon.alternation('base')})"),
            base_of=compiled(f"(?:{lexicon.alternation('base_of')})[^，。；]{{0,3}}$"),
            number_near=compiled("[^，、。；]{0,10}?\\d"),
            announcing=compiled(
                f"[^。；]{{0,14}}?(?:{lexicon.alternation('announcing')})的?[^，。；]{{0,10}}?(?:{lexicon.alternation('announced')})"
            ),
            superlative=compiled(lexicon.alternation("superlative")),
            adding_up=lexicon.ends("adding_up"),
            covering=lexicon.of("covering"),
            that_year=lexicon.of("that_year"),
            own_year=lexicon.of("own_year"),
            this_year=lexicon.of("this_year"),
            issued=compiled(
                f"[一-龥]{{0,4}}(?:{lexicon.alternation('issued')})《|(?:以前|之前|前)[一-龥]{{1,6}}的|(?:\\([^()]{{1,9}})?\\)?(?:{lexicon.alternation('ending')})(?![的一-龥])"
            ),
            done_part=lexicon.of("done_part"),
            deed=lexicon.ends("deed"),
            deed_end=lexicon.ends("deed_end"),
            size=lexicon.of("size"),
            analyst=lexicon.of("analyst"),
            index_end=lexicon.ends("index_end"),
            mean=lexicon.ends("mean"),
            every_year=lexicon.of("every_year"),
            rate_noun=lexicon.of("rate_noun"),
            of_shares=lexicon.ends("of_shares"),
            of_households=lexicon.ends("of_households"),
            of_families=lexicon.ends("of_families"),
            tally=lexicon.ends("tally"),
            town=lexicon.ends("town"),
            same_unit=compiled(f"[、，](?:{lexicon.alternation('reached')})?|{lexicon.alternation('number_joint')}"),
            at_rate=lexicon.of("at_rate"),
            performing=lexicon.of("performing"),
            last_year=lexicon.of("last_year"),
            summed=lexicon.of("summed"),
            work=lexicon.of("work"),
            adjectival=lexicon.of("adjectival"),
            going=lexicon.of("going"),
            yearly=lexicon.ends("yearly"),
            both_parts=lexicon.of("both_parts"),
            already=lexicon.of("already"),
            befalling=lexicon.of("befalling"),
            serving=lexicon.of("serving"),
            total=lexicon.ends("total"),
            budget=lexicon.ends("budget"),
            releasing=lexicon.of("releasing"),
            agenda=lexicon.of("agenda"),
            event=lexicon.ends("event"),
            fair=lexicon.ends("fair"),
            fair_told=compiled(
                "(?:(?<=[，。；：）)*\\n])|^)(?:在)?(?P<name>(?:第[一二三四五六七八九十百\\d]{1,4}届|本届|首届)[^，。；：\\d]{0,18}?"
                f"(?:{lexicon.alternation('fair')}))(?=[\\d（(]|第[一二三]期|(?:{lexicon.alternation('fair_does')}))"
            ),
            aim=lexicon.of("aim"),
            aimed=lexicon.ends("aimed"),
            task=lexicon.of("task"),
            will=lexicon.of("will"),
            tasks=lexicon.of("tasks"),
            limit=lexicon.ends("limit"),
            beforehand=lexicon.of("beforehand"),
            aspect=lexicon.of("aspect"),
            excepted=lexicon.of("excepted"),
            peak=lexicon.ends("peak"),
            here=lexicon.of("here"),
            once=lexicon.ends("once"),
            of_goods=lexicon.of("of_goods"),
            goods=compiled(lexicon.alternation("goods")),
            leading=lexicon.ends("leading"),
            editors=tuple(w + gap for w in lexicon.ends("editors") for gap in ("", " ", "　", "：", ":")),
            counting=lexicon.ends("counting"),
            site=lexicon.ends("site"),
            told=lexicon.ends("told"),
            inflation=lexicon.ends("inflation"),
            world_price=compiled(lexicon.alternation("world_price")),
            whole_world=lexicon.ends("whole_world"),
            offer=lexicon.of("offer"),
            happened=lexicon.ends("happened"),
            once_built=compiled(f"(?:{lexicon.alternation('once_built')}).*(?:{lexicon.alternation('able')})"),
            doer=lexicon.of("doer"),
            rate_end=lexicon.ends("rate_end"),
            that_month=lexicon.of("that_month"),
            norm=lexicon.ends("norm"),
            degree=lexicon.of("degree"),
            so_far=lexicon.ends("so_far"),
            vague_time=lexicon.of("vague_time"),
            to_come=lexicon.of("to_come"),
            habit=lexicon.of("habit"),
            tax_rate=lexicon.ends("tax_rate"),
            that_day=lexicon.of("that_day"),
            marks=lexicon.ends("marks"),
            number_words=lexicon.of("number_words"),
            setting_up=lexicon.of("setting_up"),
            mode=lexicon.of("mode"),
            of_thing=lexicon.ends("of_thing"),
            happening=lexicon.of("happening"),
            trading=lexicon.ends("trading"),
            partner=lexicon.ends("partner"),
            of_project=lexicon.ends("of_project"),
            head_count=lexicon.ends("head_count"),
            articles=lexicon.of("articles"),
            telling=lexicon.of("telling"),
            becoming=lexicon.ends("becoming"),
            yielding=lexicon.of("yielding"),
            amounts=lexicon.of("amounts"),
            allotting=lexicon.of("allotting"),
            harm=compiled(lexicon.alternation("harm")),
            fleeing=lexicon.ends("fleeing"),
            ranked_thing=compiled(f".*?(?P<what>{lexicon.alternation('ranked_thing')})"),
            progress=lexicon.of("progress"),
            per_unit=lexicon.ends("per_unit"),
            per_one=lexicon.ends("per_one"),
            turnover=lexicon.ends("turnover"),
            retail=lexicon.ends("retail"),
            price_move=lexicon.ends("price_move"),
            price_said=lexicon.ends("price_said"),
        )
