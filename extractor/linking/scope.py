"""What holds over clauses: period, place, basis and status, inherited in a stated order."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import date
from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.aims import Aims
from extractor.linking.bases import Bases
from extractor.linking.clauses import Chunk, is_joint
from extractor.linking.document import COUNTRY, Document
from extractor.linking.draft import Draft
from extractor.linking.lasting import outlasts
from extractor.linking.link_words import LinkWords
from extractor.linking.memory import Paragraph, State
from extractor.linking.place_chunks import is_wider, ranked
from extractor.linking.placing import NATIONWIDE, Placing
from extractor.linking.scope_order import closes, dealt_times, ends_item, is_joined, place_in_order, times_told
from extractor.linking.seeing import Seeing
from extractor.linking.times import Times
from extractor.linking.turns import (
    DEALT,
    SAME_SPAN,
    UNKNOWN,
    carry_on,
    goes_to,
    is_ahead,
    is_event,
    is_source,
    year_before,
)
from extractor.linking.wholes import of_the_world, of_whole_people, of_whole_trade
from extractor.linking.year_pairs import pairs

_AFTER: Final = "后"
_AT: Final = "在"
# So many pieces back stand the places that 分别 deals to.
_DEALT: Final = 4
# 中西部, more than half of the provinces, is no topic that goes on.
_HALF: Final = 17
# In chunks: how far behind 由原来 the figure may stand.
_FAR: Final = 5


class Scope:
    """Fills period, location, basis and status of the drafts of one sentence."""

    def __init__(
        self,
        document: Document,
        deictic: Mapping[str, str],
        regions: Container[str],
        parts: Mapping[str, tuple[str, ...]],
        towns: Container[str],
        is_firm: Callable[[str], bool],
        inner: Mapping[int, tuple[str, ...]],
        words: LinkWords,
    ) -> None:
        self.is_firm = is_firm
        self.document = document
        self.inner = inner
        self.words = words
        self.times = Times(document, words)
        self.placing = Placing(document, deictic, regions, parts, towns, inner, words)
        self.local = self.placing.local
        self.seeing = Seeing(document, self.local, is_firm, words)
        self.bases = Bases(document, words)
        self.aims = Aims(document, words)
        # A report or plan of one place is about that place wherever a clause does not begin with another.
        self.one_place = self.local and (document.annual or document.kind == "plan")

    def fill(
        self,
        text: str,
        pieces: list[list[Chunk]],
        drafts: list[Draft],
        paragraph: Paragraph,
        targets: set[str],
        reported: bool = False,
    ) -> None:
        """Fill ``drafts``; remember in ``paragraph`` what later sentences inherit."""
        by_piece: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_piece.setdefault(draft.piece, []).append(draft)
        state = State()
        state.held = paragraph.time
        for number, chunks in enumerate(pieces):
            if ends_item(text, pieces, number):
                if self.one_place:
                    state.place, state.place_span = (), (-1, -1)
                if state.compared is not None and state.compared.reading != "yoy":
                    # 存款比年初增加2亿元；贷款增长9.6%
                    state.compared = None
            self.placing.note_villages(chunks)
            waiting = by_piece.get(number, [])
            if state.time is not None and state.time.rule == SAME_SPAN and (number - 1 in by_piece or closes(text, pieces, number)):
                state.time = state.held
            self._see_place(text, chunks, waiting[-1].index if waiting else len(chunks), state)
            if len(state.place) > 1:
                paragraph.listed = state.place
            elif paragraph.listed and chunks and text.startswith(self.words.those_places, chunks[0].start):
                state.place, state.place_span = paragraph.listed, (chunks[0].start, chunks[0].end)
            state.average = None
            dealt: list[tuple[tuple[str, ...], str]] = []
            times: list[Time] = []
            at = 0
            shared: Time | None = None
            for i, chunk in enumerate(chunks):
                self.seeing.see(text, chunks, i, state, targets)
                if chunk.letter == "F" or (chunk.letter == "V" and chunk.word.startswith(self.words.dealing)):
                    count = sum(d.index > i for d in waiting)
                    dealt = self.placing.dealt(chunks[:i], count) or self._dealt_before(pieces, number, count)
                    times = dealt_times(chunks[:i], count, state) or times_told(pieces, number, count)
                    if not times and number and all(c.letter == "T" or is_joint(c) for c in pieces[number - 1]):
                        # 2022年和2023年，投资分别增长5%和6%
                        times = dealt_times(pieces[number - 1], count, state)
                if at < len(waiting) and waiting[at].index == i:
                    # 比重分别从2005年的42.9%、33.8%调整为2010年的37.9%、29.4%: a list has the time of its first.
                    listed = at > 0 and waiting[at].list_of is not None and is_joined(chunks[waiting[at - 1].index + 1 : i])
                    shared = shared if listed and state.local is None else state.local
                    alone = bool(times)
                    state.local = times.pop(0) if times else shared
                    self._complete(text, waiting[at], chunks, pieces[0][0].start, state, paragraph, reported)
                    if alone and waiting[at].how("period") == "its sentence":
                        waiting[at].came("period", DEALT, *waiting[at].origin["period"][1:])
                    elif not times and shared is not None and listed:
                        waiting[at].period = waiting[at - 1].period
                    if dealt:
                        waiting[at].location, owner = dealt.pop(0)
                        waiting[at].give(owner, DEALT)
                    at += 1
        place_in_order(drafts)
        carry_on(drafts, pieces, self.words)
        paragraph.years = pairs(drafts, pieces, self.words, paragraph.years, self.document.annual)
        if not state.place and not self.document.annual and drafts:
            self._from_body(pieces, drafts, paragraph)
        self._remember(drafts, paragraph, state)

    def _dealt_before(self, pieces: list[list[Chunk]], number: int, count: int) -> list[tuple[tuple[str, ...], str]]:
        """青海、新疆(分别出口3万台和2万台)，分别增长49.3%、27.3%: the places that the piece before begins with.

        在哈密、和田分别建电站，装机均为2万千瓦，投资分别是3亿元、2亿元: those that 分别 has dealt to before.
        """
        before = pieces[number - 1] if number else []
        if sum(c.letter == "Q" for c in before) not in (0, count):
            before = []
        shared = (p for p in reversed(pieces[max(0, number - _DEALT) : number]) if any(c.letter == "P" for c in p))
        earlier = next(shared, [])
        return self.placing.dealt(before, count) or (
            self.placing.dealt(earlier, count)
            if any(c.letter == "F" for c in earlier) and not any(c.letter == "Q" for c in earlier)
            else []
        )

    def _see_place(self, text: str, chunks: list[Chunk], until: int, state: State) -> None:
        """The place that a piece names before its last figure; in a report on one place another holds on only as a topic."""
        if not state.leads:
            state.place, state.place_span = (), (-1, -1)
        if state.led_to is not None:
            (state.place, state.place_span), state.led_to = state.led_to, None
        found = self.placing.place_of(text, chunks[:until], ranked(chunks)) or self.placing.behind(chunks, until)
        if found is None and not state.place and until < len(chunks):
            found = self.placing.held_at(text, chunks, until)
        elif found is not None and found[0] == (COUNTRY,) and until < len(chunks) and not self.local:
            state.led_to = self.placing.held_at(text, chunks, until)
        first = next((c.start for c in chunks if c.letter not in "TdB"), -1)
        if self.document.flash and found is not None and found[0] == (COUNTRY,) and state.place and found[1][0] > first:
            # 和田输电工程贯通，为目前我国海拔最高的工程。: the item is still on 和田; 建成后全国将达15个 is not.
            found = found if text.startswith(NATIONWIDE, found[1][0]) else None
        if found is not None:
            state.place, state.place_span = found
            state.aside = state.place_span[0] > first
            state.within = state.place_span[0] > first + len(_AT)
            # 合肥集结中心获批，新增航线12条: a place of the province with a deed but no figure is no topic; 成渝 and a zone are.
            deed = until == len(chunks) and len({code[:2] for code in state.place}) == 1 and not self._is_zone(chunks, state.place_span[0])
            state.leads = not (self.one_place and (state.aside or deed or (len(state.place) > 1 and self.placing.counted)))

    def _is_zone(self, chunks: list[Chunk], at: int) -> bool:
        """Whether a place was taken from the name of a zone or cluster, which goes on to tell of itself."""
        return any(c.letter in "KL" and c.start == at for c in chunks)

    def _complete(
        self, text: str, draft: Draft, chunks: list[Chunk], start: int, state: State, paragraph: Paragraph, reported: bool
    ) -> None:
        """Period, basis, status and place of a figure from what was seen before it."""
        left = chunks[: draft.index]
        # 将由现在的7小时缩短至2小时, 可能从9061万吨降至8850万吨: what is now is no aim.
        told = (state.local is not None and state.local.now) or is_source(draft, chunks, self.words)
        told = told or self._is_bygone(text, draft, chunks)
        near = state.local or state.time
        if (near is None or near.point) and self.words.once_built.search(text, start, draft.quantity.start) is not None:
            # 建成后可提供岗位2万个, 年底投产后可提供8亿度
            state.target = True
        if self._undated(text, draft, chunks, near, start):
            draft.came("period", UNKNOWN)
            if near is None and is_source(draft, chunks, self.words) and goes_to(chunks, draft.index):
                draft.period = self._today()
        else:
            time = self.times.closed(state.local or state.average or state.time, paragraph.time)
            said = state.said or paragraph.said
            before = None if paragraph.now and state.said is None else paragraph.time
            self.times.stretch = state.told or paragraph.time
            self.times.choose(draft, chunks, time, before, state.flowing, reported, paragraph.now, state.target, said, state.lately)
        begun = state.local is None and self._begins_now(text, draft, chunks)
        inherited = draft.how("period") in ("the year of the document", "the paragraph", "the day of writing") or draft.nature == "index"
        if state.local is None and (state.compared is not None or (inherited and not state.target)):
            year_before(draft, chunks, state.compared, self.words)
        known, state.local = state.local or state.time or paragraph.time, None
        # 零售额同比增长20%，增速比上月加快3个百分点，其中家电增长30%: growth goes on from growth.
        compared = state.grown if draft.kind == "growth" and state.grown is not None else state.compared
        self.bases.fill(draft, chunks, compared, known)
        if draft.kind == "growth":
            state.grown = next((c.obj for c in reversed(left) if c.letter == "C"), state.grown)
        self.aims.decide(draft, chunks, state, paragraph, told, begun)
        of_whole_people(draft, chunks, self._today())
        aside = state.aside and self._is_passing(state.place, paragraph, self.placing.counted)
        own = self._is_own(text, draft, start, state, paragraph)
        place, span = self.placing.nearest(left, state.place) or (state.place, state.place_span)
        self._location(draft, () if aside else place, span, paragraph, state.firm, own)
        if not self.document.abroad:
            of_whole_trade(text, draft, chunks[0].start, self.words)
        of_the_world(text, draft, min(chunks[0].start, state.place_span[1]) if state.place else start, self.words, self.one_place)

    def _today(self) -> tuple[date, date] | None:
        """通车后，时间由3小时缩短至1.5小时: what is now, in news."""
        published = self.document.published
        return (published, published) if published is not None and self.document.kind == "news" else None

    def _begins_now(self, text: str, draft: Draft, chunks: list[Chunk]) -> bool:
        """到2020年，产能由30万吨提高到50万吨: the first is of the year reported on, in news of no time that is told.

        7月1日起，价格由1.1元调整为1.3元: so it was before.
        """
        document = self.document
        ahead = draft.period is not None and document.published is not None and is_ahead(draft.period, document.published)
        sets_in = draft.period is not None and text.startswith(self.words.onset, draft.origin["period"][2])
        if not (ahead or sets_in) or not is_source(draft, chunks, self.words) or not goes_to(chunks, draft.index):
            return False
        year = document.year if document.annual else None
        draft.period = (date(year, 1, 1), date(year, 12, 31)) if year else None
        draft.came("period", "what is now")
        return True

    def _remember(self, drafts: list[Draft], paragraph: Paragraph, state: State) -> None:
        """What the paragraph's later sentences inherit."""
        if state.time is not None and state.time.rule == SAME_SPAN:
            state.time = state.held
        behind = state.time is not None and any(d.quantity.start > state.time.start for d in drafts)
        if state.time is not None and state.time.now and not behind and state.told and state.told.period and is_event(state.told.period):
            # 展会将于11月5日至10日举办，目前准备就绪。: what follows is of its days.
            state.time = state.told
        if state.time is not None and (not state.time.now or behind):
            paragraph.now = state.time.now
        elif state.said is not None:
            paragraph.now = False
        paragraph.said = state.said or paragraph.said
        if state.time is not None and not state.time.now and not self._is_outlook(state.time, drafts):
            if outlasts(state.time, self.document, bool(drafts)):
                paragraph.time = state.time
            if drafts and not paragraph.noted:
                paragraph.noted = True
                self.times.note(state.first or state.time)
            elif drafts and state.time.until:
                self.times.note(state.time)
        elif drafts and paragraph.time is not None and not paragraph.noted:
            paragraph.noted = True
            self.times.note(paragraph.time)
        if state.place:
            domestic = state.place[0][:1].isdigit() and (
                len(state.place) == 1 or (self.placing.single and not state.aside and len(state.place) < _HALF)
            )
            aside = state.aside and self._is_passing(state.place, paragraph, self.placing.counted)
            if (domestic or self._goes_abroad(state)) and not self.one_place and not aside:
                paragraph.place, paragraph.place_span, paragraph.firm = state.place, state.place_span, False
        elif state.firm:
            paragraph.firm = True

    def _is_outlook(self, time: Time, drafts: list[Draft]) -> bool:
        """为明年春耕打好基础: a time to come with no figure behind it does not date what follows."""
        published = self.document.published
        ahead = published is not None and time.period is not None and time.period[0] > published
        if time.period is not None and is_event(time.period):
            # 广交会将于10月15日至11月4日举办。参展企业超2.8万家
            return False
        behind_all = not drafts or time.start > drafts[-1].quantity.start
        return ahead and behind_all and self.document.kind == "news" and not time.until

    def _undated(self, text: str, draft: Draft, chunks: list[Chunk], time: Time | None, start: int) -> bool:
        """建成后每年可…, 由峰值时的…: what would be, and what was at no stated time."""
        if time is None and self.words.supposed.search(text, start, draft.quantity.start):
            return True
        if time is not None and time.point and self.document.kind == "news" and not time.until:
            # 今天批复新设6个出入口局，建成后将达到15个: not of today
            built = self.words.supposed.search(text, time.end, draft.quantity.start)
            if built is not None and built.start() > time.end and built[0].endswith(_AFTER):
                return True
        if time is None and not self.document.annual and self.words.long_while.search(text, start, draft.quantity.start):
            return True
        return self._is_bygone(text, draft, chunks)

    def _is_bygone(self, text: str, draft: Draft, chunks: list[Chunk]) -> bool:
        """由峰值时的3亿吨, 由原来一次采购10吨, 由现行的每车每小时1.5元: what was before what it has come to."""
        at = draft.index - 1
        while at > 0 and draft.index - at < _FAR and chunks[at].letter != "Q" and chunks[at - 1].word not in self.words.sources:
            at -= 1
        if at < 1 or chunks[at - 1].word not in self.words.sources:
            return False
        before = chunks[at]
        bygone = any(text.startswith(word, before.start) for word in self.words.bygone)
        return bygone or (at == draft.index - 1 and text[before.start : before.end].endswith(self.words.bygone_end))

    def _goes_abroad(self, state: State) -> bool:
        """在加拿大东部，…: among news from abroad a paragraph may turn to another country."""
        return self.document.abroad and self.placing.single and len(state.place) == 1 and state.place[0].isalpha() and not state.within

    def _is_passing(self, place: tuple[str, ...], paragraph: Paragraph, counted: bool = False) -> bool:
        """展示中国与南亚的成果, 集中了各地产品: a wider place within a piece is not what a paragraph turns to."""
        known = paragraph.place
        if place == (COUNTRY,) and self.document.flash and not counted:
            return known != place and known[:1] > ("",)
        return is_wider(place, known)

    def _from_body(self, pieces: list[list[Chunk]], drafts: list[Draft], paragraph: Paragraph) -> None:
        """据南宁海关统计: a public body's seat is the place where the sentence names no other."""
        for chunks in pieces:
            for chunk in chunks:
                codes = self.inner.get(chunk.start, ()) if chunk.letter == "O" and chunk.word.endswith(self.words.public_body) else ()
                inherited: tuple[str, ...] = ("the document",)
                if not codes and chunk.letter == "O" and not self.local and self.document.is_central(chunk.word):
                    # 针对广东灾情，…。国家发展改革委安排…, in one item of a newsflash, is for 广东.
                    codes, inherited = (COUNTRY,), ("the document",) if self.document.flash else ("the document", "the paragraph")
                if len(codes) == 1:
                    for draft in drafts:
                        if draft.how("location") in inherited and draft.quantity.start > chunk.start:
                            draft.location = codes
                            draft.came("location", "the body that speaks", chunk.start, chunk.end)
                    if not paragraph.place:
                        paragraph.place, paragraph.place_span = codes, (chunk.start, chunk.end)
                    return

    def _is_own(self, text: str, draft: Draft, start: int, state: State, paragraph: Paragraph) -> bool:
        """公司产量增加13万吨, 时代新材实现净利润0.85亿元: a figure of one firm, where nothing but the nation was named."""
        if self.document.annual or (self.placing.items.default != (COUNTRY,) and paragraph.place != (COUNTRY,)):
            return False
        if state.itself or paragraph.itself or text.startswith(self.words.this_one, start):
            # 在这家工厂, 精度提升至0.003毫米
            return True
        accounts = draft.indicator.endswith(self.words.firm_account)
        return accounts and self.words.many_firms.search(text, start, draft.quantity.start) is None

    def _location(self, draft: Draft, place: tuple[str, ...], span: tuple[int, int], paragraph: Paragraph, firm: bool, own: bool) -> None:
        if not place and not self.local and (firm or paragraph.firm) and not self.placing.items.headed:
            draft.came("location", "a firm whose place is not stated")
        elif place:
            draft.location = tuple(c for c in place if c)
            draft.came("location", "its sentence", *span)
        elif paragraph.place and not (own and paragraph.place == (COUNTRY,)):
            draft.location = paragraph.place
            draft.came("location", "the paragraph", *paragraph.place_span)
        else:
            draft.location = () if own else self.placing.items.default
            draft.came("location", "the document")
