"""Organisations of a page: lists, and names grown to the left from what ends them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.finding.names_growth import Growth, Reach
from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page

Trigger = tuple[int, int, str]
LISTED, GROWN, SHORT, WEAK = 60, 62, 58, 52
_STATE = frozenset(("国家", "国家级", "省级", "市级", "中央"))
_WORLD = frozenset(["国际", "世界", "全球", "亚洲", "欧洲", "中欧", "中美"])
_NOT_AFTER = frozenset("各直辖多两等该全本些每")


@dataclass(slots=True)
class Context:
    """What the other finders know of a page: ends of places and of organisations, starts of firm cues."""

    places: dict[int, int]
    bodies: dict[int, int]
    # Ends of named regions, which head no organisation: 中西部.
    regions: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()
    # Ends of places in China.
    home: frozenset[int] = frozenset()


class OrganisationFinder:
    """Compiled once; ``find`` is pure."""

    ROLES = ("office", "trade", "suffix", "association", "firm", "standalone", "event", "never")

    def __init__(self, lexicon: Lexicon, growth: Growth) -> None:
        self._growth = growth
        self._stems = lexicon.words("ORG", "department")
        self._longest = max((len(s) for s in self._stems), default=0)
        self._offices = lexicon.words("ORG", "office")
        self._standalone = lexicon.words("ORG", "standalone")
        self._levels = lexicon.words("ORG", "level")
        self._cues = tuple(_CUES)
        self._abbreviation = _compiled(lexicon.pattern("ORG", "abbreviation"))
        self._code = _compiled(lexicon.pattern("ORG", "code"))

    @classmethod
    def triggers(cls, lexicon: Lexicon) -> dict[str, str]:
        """Word → role, for the page's scan."""
        return {w: role for role in cls.ROLES for w in lexicon.words("ORG", role)}

    def find(self, page: Page, places: Sequence[Found], listed: Sequence[tuple[int, int, bool]], triggers: Sequence[Trigger]) -> list[Found]:
        """Organisations, overlapping ones included; ``listed`` are hits of the list with whether they need context."""
        regions = {p.end for p in places if not p.adcode and (not p.codes or "|" in p.codes)}
        heads = frozenset(p.start for p in places)
        context = Context({p.end: p.start for p in places if p.end not in regions}, {}, frozenset(regions), heads, frozenset(p.end for p in places if p.adcode))
        wide = Context({p.end: p.start for p in places}, {}, frozenset(), heads)
        out: list[Found] = []
        doubtful: list[Found] = []
        pending = sorted([(a, b, "guarded" if g else "list") for a, b, g in listed if self._stands(page, a, b)] + list(triggers), key=lambda t: t[1])
        for start, end, role in pending:
            if role == "list":
                found = self._national(page, start, end, context)
            elif role == "guarded":
                found = Found(start, end, "organisation", "org.list", LISTED)
                if not self._cued(page.text, start, end):
                    doubtful.append(found)
                    continue
            elif role == "never":
                continue
            elif role == "event":
                out += self._event(page, start, end, wide)
                continue
            elif end in context.bodies and context.bodies[end] <= start:
                continue
            else:
                made = self._grown(page, start, end, role, context)
                if made is None:
                    continue
                found = made
            context.bodies[found.end] = min(found.start, context.bodies.get(found.end, found.start))
            out.append(found)
        out += self._coded(page)
        out += self._examples(page, out, {p.end for p in places})
        out += self._analysts(page)
        out += self._notices(page)
        out += self._shortened(page, out)
        sure = {page.text[f.start : f.end] for f in out}
        out += [f for f in doubtful if page.text[f.start : f.end] in sure or _beside(page.text, f, context, out)]
        return out

    def _stands(self, page: Page, start: int, end: int) -> bool:
        """Whether a listed name is cut as words are; long ones may be glued to a neighbour by the word cut."""
        if end not in page.edges and page.text[end : end + 1] in _CONTINUED:
            return False
        return page.whole(start, end) or end - start > 2 and (start in page.edges or end in page.edges)

    def _national(self, page: Page, start: int, end: int, context: Context) -> Found:
        """A listed ministry may belong to a country: 俄罗斯外交部."""
        text = page.text
        if start in context.places and text.endswith(_STATE_BODIES, start, end):
            start = self._growth.outer(context, start)
        elif text[end - 1] in "委局" and start in context.home:
            start = self._growth.outer(context, start)
        elif text[end - 1] in "委局":
            level = self._level(page, start)
            start = start - level if level else start
        return Found(start, end, "organisation", "org.list", LISTED)

    def _cued(self, text: str, start: int, end: int) -> bool:
        return text.startswith(self._cues, end) or (self._code is not None and self._code.match(text, end) is not None)

    def _grown(self, page: Page, start: int, end: int, role: str, context: Context) -> Found | None:
        text = page.text
        if page.text[start:end] in self._offices and (end in page.edges or text[end : end + 1] not in _CONTINUED):
            found = self._department(page, start, end, context)
            if found is not None:
                return found
        if end not in page.edges and not text.startswith(_TITLE_STARTS, end):
            return None
        if role == "standalone":
            inside = next((p for p in range(start + 1, start + 4) if p in context.places), None)
            if inside is not None:
                return self._from_suffix(page, inside, end, "suffix", context)
            glued = start not in page.edges and self._growth.known(page.words[page.index(start)])
            if start in context.places or glued:
                return self._from_suffix(page, start, end, "suffix", context)
            if text[start - 1 : start] in _NOT_AFTER:
                return None
            return Found(start, end, "organisation", "org.standalone", GROWN)
        if role == "office":
            if text[start:end] == "所" and not text.startswith(("所长", "副所长"), end):
                return None
            i = page.index(start)
            if start not in page.edges and page.text[page.starts[i] : start] not in self._stems:
                return None
            return self._from_suffix(page, start, end, "office", context)
        if role == "trade":
            return self._trade(page, start, end, context)
        return self._from_suffix(page, start, end, role, context)

    def _event(self, page: Page, start: int, end: int, context: Context) -> Iterable[Found]:
        """A meeting, fair or prize: no organisation, but the places in its name are none either."""
        reach = self._growth.left(page, start, context)
        if reach is not None and (reach.placed or reach.head) and end in page.edges:
            yield Found(reach.start, end, "event", "org.event", GROWN)

    def _department(self, page: Page, start: int, end: int, context: Context) -> Found | None:
        """工业和信息化 + 局 behind a place, an organisation or a level."""
        text = page.text
        for size in range(min(self._longest, start), 0, -1):
            stem = start - size
            if text[stem:start] not in self._stems:
                continue
            if stem in context.bodies:
                return Found(context.bodies[stem], end, "organisation", "org.department", GROWN)
            if stem in context.places:
                return Found(self._growth.outer(context, stem), end, "organisation", "org.department", GROWN)
            level = self._level(page, stem)
            if level:
                return Found(stem - level, end, "organisation", "org.department", GROWN)
        return None

    def _level(self, page: Page, at: int) -> int:
        """How long the word of level is that ends at ``at``: 省, 自治区; 0 if none stands there."""
        for level in self._levels:
            start = at - len(level)
            if page.text.endswith(level, 0, at) and start in page.edges and page.text[start - 1 : start] not in _NOT_AFTER:
                return len(level)
        return 0

    def _from_suffix(self, page: Page, start: int, end: int, role: str, context: Context) -> Found | None:
        reach = self._growth.left(page, start, context, firm=role == "firm")
        if reach is None or not self._proper(page.text, reach, start, end, role):
            return None
        return Found(reach.start, end, "organisation", f"org.{role}", GROWN)

    def _proper(self, text: str, reach: Reach, start: int, end: int, role: str) -> bool:
        """Whether what was gathered makes a name of its own, not a kind of body."""
        suffix = text[start:end]
        if reach.head in _STATE:
            return reach.head == "国家" and role == "association" and reach.words > 0
        if reach.head in _WORLD:
            return role == "association" and reach.words > 0
        if role == "office":
            return reach.joined and start - reach.start <= 16
        if role == "firm":
            return self._firm(text, reach, start, suffix)
        if suffix.endswith("政府") or suffix in self._standalone:
            return reach.placed and reach.words <= 1 or reach.head == "中国" and not reach.words
        if reach.joined and not reach.words and not reach.placed:
            return text.startswith(_UNDER, start)
        if reach.head:
            return reach.words > 0 and (role == "association" or reach.head != "全国" and suffix not in _LOCAL)
        if suffix in _VAGUE:
            return (reach.placed or reach.joined) and reach.words > 0
        if reach.coined and reach.words > 1 and not reach.placed:
            return False
        return reach.placed or reach.joined or reach.words > 0 and reach.unknown

    def _firm(self, text: str, reach: Reach, start: int, suffix: str) -> bool:
        if reach.joined:
            return reach.unknown or reach.words > 1 or text.startswith(_PLAIN_FIRM, start) and text[start - 1] not in _PUBLIC
        if reach.special and (suffix in _LEGAL_FORMS or suffix == "集团" and reach.words == 1 and start - reach.start == 2):
            return True
        if reach.home and suffix in _GROUPS:
            return reach.words > 0
        return reach.unknown or reach.words > 1 and (reach.home or reach.head == "中国")

    def _trade(self, page: Page, start: int, end: int, context: Context) -> Found | None:
        coded = self._code is not None and self._code.match(page.text, end) is not None
        if not coded and not page.text.startswith(self._cues, end):
            return None
        reach = self._growth.left(page, start, context, firm=True)
        if reach is None or not 2 <= start - reach.start <= 6 or not (reach.unknown or reach.placed):
            return None
        if coded or reach.unknown and reach.words == 1 + reach.placed:
            return Found(reach.start, end, "organisation", "org.trade", GROWN)
        return None

    def _coded(self, page: Page) -> Iterable[Found]:
        """名（600000.SH）: the words before the bracket."""
        if self._code is None:
            return
        for a, b in page.spans:
            for m in self._code.finditer(page.text, a, b):
                start = self._growth.short_name(page, m.start(), a)
                if start is not None:
                    yield Found(start, m.start(), "organisation", "org.code", GROWN)

    def _examples(self, page: Page, found: Sequence[Found], places: set[int]) -> list[Found]:
        """甲、乙等一批企业: the members of a list of firms."""
        out: list[Found] = []
        known = {f.start: f.end for f in found}
        for a, b in page.spans:
            for m in _MEMBERS.finditer(page.text, a, b):
                items = self._members(page, m.start(), a)
                if any(end in places for _, end in items):
                    continue
                strict = [i for i in items if known.get(i[0]) == i[1] or self._growth.is_name(page, *i)]
                if strict and not any(self._growth.is_common(page, *i) for i in items):
                    chosen = [i for i in items if i in strict or (len(items) > 1 and self._growth.is_name(page, *i, loose=True))]
                    out += [Found(x, y, "organisation", "org.example", WEAK) for x, y in chosen]
        return out

    def _members(self, page: Page, end: int, floor: int) -> list[tuple[int, int]]:
        """The names of a list 甲、乙 that ends at ``end``, last first."""
        items: list[tuple[int, int]] = []
        while True:
            mark = max(page.text.rfind(c, max(floor, end - 9), end) for c in "、，。；：“（\n")
            if mark >= 0 and page.text[mark] == "、" and end - mark > 2:
                items.append((mark + 1, end))
                end = mark
                continue
            start = self._growth.short_name(page, end, floor)
            return items if start is None else [*items, (start, end)]

    def _analysts(self, page: Page) -> list[Found]:
        """甲乙丙分析师王某: whose analyst."""
        out: list[Found] = []
        for title in _FROM_HERE:
            for at in anchors(page, title):
                m = _ANALYST.search(page.text, max(0, at - 22), at + len(title) + 6)
                if m and m.start("firm") in page.edges and self._growth.is_name(page, *m.span("firm"), loose=True):
                    out.append(Found(*m.span("firm"), "organisation", "org.analyst", SHORT))
        return out

    def _notices(self, page: Page) -> list[Found]:
        """某某4日晚间公告: who gives notice."""
        out: list[Found] = []
        for word in ("公告", "披露"):
            for at in anchors(page, word):
                m = _NOTICE.search(page.text, max(0, at - 22), at + 2)
                if m is None or m.end() != at + 2:
                    continue
                start, end = m.span("firm")
                dated = bool(m["when"])
                if start in page.edges and (dated or end in page.edges) and self._growth.is_name(page, start, end, loose=dated):
                    out.append(Found(start, end, "organisation", "org.notice", SHORT))
        return out

    def _shortened(self, page: Page, found: Sequence[Found]) -> list[Found]:
        """Short forms said in brackets, and firms by name, through the whole page."""
        text = page.text
        names = {text[f.start : f.end]: f.rule for f in found if f.rule in _REPEATED}
        for f in found:
            if f.rule == "org.firm":
                names.update(dict.fromkeys(_short_forms(page, f, self._growth), "org.short"))
        out: list[Found] = []
        if self._abbreviation is not None:
            ends = {f.end for f in found}
            for a, b in page.spans:
                for m in self._abbreviation.finditer(text, a, b):
                    if m.start() in ends:
                        names[m["name"]] = "org.abbreviation"
        for name, rule in names.items():
            if len(name) > 1:
                out += [Found(i, i + len(name), "organisation", rule, SHORT) for i in occurrences(page, name)]
        return out


_CUES = ["公告", "发布公告", "董事长", "总经理", "总裁", "副总裁", "董事会", "CEO", "首席", "股价", "股份有限", "有限公司", "公司", "集团", "分析师", "研究员", "研报", "发布", "宣布", "表示", "称", "披露", "收盘", "涨停", "跌停", "控股", "旗下", "相关负责人", "有关负责人", "负责人", "方面", "创始人", "高管", "官网", "股东", "推出", "证券事务", "董秘", "投资者", "净利润", "营收", "上半年", "去年", "年报", "等公司", "等企业", "等上市公司", "等品牌", "等巨头", "也", "则", "高级", "中国区"]
_REPEATED = ("org.code", "org.trade", "org.firm", "org.notice", "org.analyst", "org.example")
_NOTICE = re.compile(
    r"(?:(?<=[。；\n　 】）)”丨:：])|^)(?P<firm>[一-鿿A-Z]{2,8}?)(?P<when>(?:今日|昨日|日前)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:晚间|晚|早间|午间|盘后)?)(?:发布)?(?:公告|披露)"
)
_LEGAL = re.compile(r"(?:集团)?(?:[（(][^）)]{2,6}[）)])?(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司|公司|集团)$")
_FROM_HERE = ("分析师", "研究员", "首席经济学家")
_MEMBERS = re.compile(r"等(?:[^，。；、：\s]{0,10}?)(?:企业|公司|药企|车企|房企|厂商|券商|银行|巨头|机构|品牌商)")
_ANALYST = re.compile(
    r"(?:(?<=[，。：；“”（(\n\s])|(?<=据)|^)(?P<firm>[一-鿿A-Za-z]{3,10}?)(?:高级|首席|资深|宏观|策略)?(?:[一-鿿]{2,4}(?:行业|产业))?(?:分析师|研究员|首席经济学家)(?=[一-鿿]{2,3}(?:认为|表示|指出|告诉|说|称|分析|介绍|预计|向|对|在|接受))"
)
_STATE_BODIES = ("部", "央行", "海关总署", "统计局", "税务总局", "外汇局", "证监会")
_LEGAL_FORMS = frozenset("有限公司 股份有限公司 有限责任公司 集团有限公司 集团股份有限公司 集团有限责任公司 集团公司 控股集团 股份公司 控股公司".split())
_GROUPS = _LEGAL_FORMS | {"集团"}
_PLAIN_FIRM = ("公司", "集团", "股份有限公司", "有限公司")
# Ends of bodies that are no firms: 交易所 + 公司 is no name.
_PUBLIC = frozenset("所局部会院委署府厅")
# 委员, 部门, 局面: the office is part of another word.
_CONTINUED = frozenset("员托派任门分件队面限署长业生")
# Bodies of places, of which there is no national one.
_LOCAL = frozenset("医院 学校 大学 频道 中心 银行 幼儿园 机场 中学 小学 实验室 学院 法院 海关 农场 林场".split())
# With a place alone these are a place in a network: 上海中心.
_VAGUE = frozenset("中心 医院 学校 实验室 创新中心 服务中心 幼儿园 研究院 分会 分局".split())
_UNDER = tuple(["办公室", "党组", "党委", "分会", "分局", "分院", "分公司", "新闻", "研究", "信息", "监测", "中心", "频道", "纪委", "工会"])
_TITLE_STARTS = tuple(["局长", "厅长", "部长", "院长", "所长", "会长", "主任", "社长", "司长", "处长", "署长", "校长", "行长", "书记", "党组", "党委"])


def _short_forms(page: Page, firm: Found, growth: Growth) -> list[str]:
    """What a firm of a full name is called for short: 得康电子 of 深圳得康电子有限公司."""
    full = page.text[firm.start : firm.end]
    core = _LEGAL.sub("", full)
    i = page.index(firm.start)
    place = page.words[i] if page.tags[i] == "ns" and full.startswith(page.words[i]) else ""
    bare = core[len(place) :]
    at = firm.start + len(place)
    if len(bare) < 2 or not growth.is_name(page, at, at + 2):
        return []
    forms = [core, bare, bare[:4]] + ([place + bare[:2]] if place else [])
    return [x for x in forms if 3 <= len(x) <= 6 and x != full]


def anchors(page: Page, word: str) -> Iterable[int]:
    """Where ``word`` stands in the body."""
    for a, b in page.spans:
        at = page.text.find(word, a, b)
        while at >= 0:
            yield at
            at = page.text.find(word, at + len(word), b)


def occurrences(page: Page, name: str) -> Iterable[int]:
    """Where ``name`` stands in the body, cut as words are."""
    for at in anchors(page, name):
        if len(name) > 3 or at in page.edges or at + len(name) in page.edges:
            yield at


def _beside(text: str, f: Found, context: Context, found: Sequence[Found]) -> bool:
    """Whether a sure organisation stands next in a list."""
    starts = {x.start for x in found}
    return (text[f.start - 1 : f.start] in "、和与及" and f.start - 1 in context.bodies) or (text[f.end : f.end + 1] in "、和与及" and f.end + 1 in starts)


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(pattern)
