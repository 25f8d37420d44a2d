"""Firms that the text itself introduces: by code, notice, analyst, list of members, or a short form agreed on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from extractor.finding.names_growth import Context, Growth
from extractor.finding.names_lexicon import Begun, Found, Lexicon
from extractor.finding.names_page import Page
from extractor.model import Span

RANK: Final = 62
SHORT: Final = 58
WEAK: Final = 52
SHORTEST: Final = 51
_REPEATED: Final = ("org.code", "org.trade", "org.firm", "org.notice", "org.analyst", "org.example")
# A firm that nothing introduces is called by its name so often at least.
_OFTEN: Final = 3
_LIST_ENDS: Final = frozenset("、和与及等，。；;（(：:\n")
_HEADS: Final = "，。；;：:“”\n、"
_MARKS: Final = "、，。；;：:“（(\n"


class SaidFirms:
    """Compiled once; ``find`` is pure."""

    def __init__(self, lexicon: Lexicon, growth: Growth, code: re.Pattern[str]) -> None:
        self._growth = growth
        self._code = Begun(code)
        self._recurrent = lexicon.words("ORG", "trade_repeated")
        self._trades = lexicon.words("ORG", "trade") | lexicon.words("ORG", "legal") | {"集团"}
        self._does = tuple(lexicon.words("ORG", "cue") | lexicon.words("ORG", "does"))
        self._member = lexicon.pattern("ORG", "member")
        self._notice = lexicon.pattern("ORG", "notice")
        self._notice_verbs = lexicon.words("ORG", "notice_verb")
        self._analyst = lexicon.pattern("ORG", "analyst")
        self._analyst_titles = lexicon.words("ORG", "analyst_title")
        self._abbreviation = Begun(lexicon.pattern("ORG", "abbreviation"))
        self._legal_form = lexicon.pattern("ORG", "legal_form")

    def find(self, page: Page, found: list[Found], near: Context, triggers: Sequence[tuple[int, int, str]]) -> list[Found]:
        """Firms besides ``found``; ``triggers`` are the words that can end names, with their roles."""
        places = frozenset((*near.regions, *near.places))
        out = [*self._coded(page), *self._members_of_lists(page, found, places), *self._analysts(page), *self._notices(page)]
        trades = [(start, end) for start, end, role in triggers if role == "trade"]
        out += self._recurring(page, near, trades)
        out += self._listed(page, [*found, *out], near, trades)
        return out + self._repeated(page, [*found, *out])

    def _coded(self, page: Page) -> Iterator[Found]:
        """名（600000.SH）: the words before the bracket."""
        for a, b in page.spans:
            for m in self._code.finditer(page.text, a, b):
                start = self._growth.short_name(page, m.start(), a)
                if start is not None:
                    yield Found(start, m.start(), "organisation", "org.code", RANK)

    def _recurring(self, page: Page, near: Context, trades: Sequence[Span]) -> Iterator[Found]:
        """锦凤科技 said three times: a name of two characters and a trade."""
        text = page.text
        ends = [(s, e) for s, e in trades if text[s:e] in self._recurrent and page.is_edge(e)]
        counts = Counter(text[s - 2 : e] for s, e in ends) if len(ends) >= _OFTEN else Counter()
        for start, end in ends:
            if counts[text[start - 2 : end]] < _OFTEN or start in near.places or start in near.regions:
                continue
            if near.bodies.get(start) == start - 2:
                # 徐工|重型
                yield Found(start - 2, end, "organisation", "org.trade", RANK)
            else:
                reach = self._growth.left(page, start, near, firm=True)
                if reach and reach.unknown and reach.words == 1 and start - reach.start == 2 and not reach.placed:
                    yield Found(reach.start, end, "organisation", "org.trade", SHORT)

    def _listed(self, page: Page, found: list[Found], near: Context, trades: Sequence[Span]) -> Iterator[Found]:
        """卓翼科技 in a list next to a firm: 欣旺达、卓翼科技."""
        text = page.text
        bodies = [f for f in found if f.kind == "organisation"]
        ends, heads = {f.end for f in bodies}, {f.start for f in bodies}
        for start, end in trades:
            if text[end : end + 1] not in _LIST_ENDS or not (text[start - 3 : start - 2] == "、" or text[end] == "、"):
                continue
            head = start - 2
            after = text[start - 3 : start - 2] == "、" and start - 3 in ends
            before = text[end : end + 1] == "、" and end + 1 in heads and text[head - 1 : head] in _HEADS
            if (after or before) and page.whole(head, start) and not text[head:start].isascii():
                if start in near.places or text[head:start] in self._growth.generic or page.tag(page.index(head))[0] in "vadm":
                    continue
                ends.add(end)
                yield Found(head, end, "organisation", "org.listed", SHORT)

    def _members_of_lists(self, page: Page, found: list[Found], places: frozenset[int]) -> Iterator[Found]:
        """甲、乙等一批企业: the members of a list of firms."""
        known = {f.start: f.end for f in found}
        for a, b in page.spans:
            for m in self._member.finditer(page.text, a, b):
                items = self._members(page, m.start(), a)
                if any(end in places or self._growth.is_common(page, start, end) for start, end in items):
                    continue
                strict = [i for i in items if known.get(i[0]) == i[1] or self._growth.is_name(page, *i)]
                for item in items if strict else ():
                    if item in strict or (len(items) > 1 and self._growth.is_name(page, *item, loose=True)):
                        yield Found(*item, "organisation", "org.example", WEAK)

    def _members(self, page: Page, end: int, floor: int) -> list[Span]:
        """The names of a list 甲、乙 that ends at ``end``, last first."""
        items: list[Span] = []
        while True:
            mark = max(page.text.rfind(c, max(floor, end - 9), end) for c in _MARKS)
            if mark < 0 or page.text[mark] != "、" or end - mark < 3:
                break
            items.append((mark + 1, end))
            end = mark
        start = self._growth.short_name(page, end, floor)
        return items if start is None else [*items, (start, end)]

    def _analysts(self, page: Page) -> Iterator[Found]:
        """甲乙丙分析师王某: whose analyst."""
        for title in self._analyst_titles:
            for at in page.places_of(title):
                m = self._analyst.search(page.text, max(0, at - 22), at + len(title) + 6)
                if m and page.is_edge(m.start("firm")) and self._growth.is_name(page, *m.span("firm"), loose=True):
                    yield Found(*m.span("firm"), "organisation", "org.analyst", SHORT)

    def _notices(self, page: Page) -> Iterator[Found]:
        """某某4日晚间公告: who gives notice."""
        for verb in self._notice_verbs:
            for at in page.places_of(verb):
                m = self._notice.search(page.text, max(0, at - 22), at + len(verb))
                if m is None or m.end() != at + len(verb):
                    continue
                start, end = m.span("firm")
                dated = bool(m["when"])
                if page.is_edge(start) and (dated or page.is_edge(end)) and self._growth.is_name(page, start, end, loose=dated):
                    yield Found(start, end, "organisation", "org.notice", SHORT)

    def _repeated(self, page: Page, found: list[Found]) -> list[Found]:
        """Firms by name and by the short forms said in brackets, through the whole page."""
        text = page.text
        names = {text[f.start : f.end]: f.rule for f in found if f.rule in _REPEATED}
        for f in found:
            if f.rule == "org.firm":
                names.update(dict.fromkeys(self._short_forms(page, f), "org.short"))
        known = {text[f.start : f.end] for f in found if f.rule in _REPEATED or f.rule == "org.list"}
        names.update((short, "org.short") for short in self._shorts(known) if short not in names)
        ends = {f.end for f in found}
        for a, b in page.spans:
            names |= {m["name"]: "org.abbreviation" for m in self._abbreviation.finditer(text, a, b) if m.start() in ends}
        return [
            Found(at, at + len(name), "organisation", names[name], SHORT if len(name) > 2 else SHORTEST)
            for name, ats in page.places_of_all([n for n in names if len(n) > 1]).items()
            for at in ats
            if self._stands(page, at, at + len(name), names[name])
        ]

    def _shorts(self, names: Iterable[str]) -> set[str]:
        """光明 of 光明食品: what stands before a trade, if it is two characters."""
        return {name[:2] for name in names if name[2:] in self._trades and name[:2] not in self._growth.generic}

    def _stands(self, page: Page, start: int, end: int, rule: str) -> bool:
        """Whether a name is cut as words are; a short form that is a word (光明) must head its clause and do what firms do."""
        if end - start > 2 or rule != "org.short":
            return end - start > 3 or page.is_edge(start) or page.is_edge(end)
        if not page.whole(start, end) or page.tag(page.index(start))[0] in "vadm":
            return False
        if page.text[start:end] not in self._growth.dictionary:
            return True
        return page.text[start - 1 : start] in _HEADS and page.text.startswith(self._does, end)

    def _short_forms(self, page: Page, firm: Found) -> list[str]:
        """What a firm of a full name is called for short: 得康电子 of 深圳得康电子有限公司."""
        full = page.text[firm.start : firm.end]
        core = self._legal_form.sub("", full)
        i = page.index(firm.start)
        place = page.words[i] if page.tag(i) == "ns" and full.startswith(page.words[i]) else ""
        bare = core[len(place) :]
        at = firm.start + len(place)
        if len(bare) < 2 or not self._growth.is_name(page, at, at + 2):
            return []
        forms = [core, bare, bare[:4]] + ([place + bare[:2]] if place else [])
        return [x for x in forms if 3 <= len(x) <= 6 and x != full]
