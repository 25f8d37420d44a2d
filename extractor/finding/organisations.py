"""Organisations of a page: lists, names grown to the left from what ends them, firms that the text introduces."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import ClassVar, Final

from extractor.finding.names_growth import Context, Growth, outer
from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page
from extractor.finding.organisations_abroad import BodiesAbroad
from extractor.finding.organisations_grown import GrownBodies
from extractor.finding.organisations_latin import LatinFirms
from extractor.finding.organisations_said import SaidFirms
from extractor.rules.compile import first_characters

Trigger = tuple[int, int, str]
LISTED: Final = 60
# Above the places and bodies in it.
WHOLE: Final = 64
_NATION: Final = "国家"
_LISTED_NEXT: Final = "、和与及"


class OrganisationFinder:
    """Compiled once; ``find`` is pure."""

    # Later roles win where a word has several.
    ROLES: ClassVar = ("office", "trade", "suffix", "mission", "association", "firm", "standalone", "event", "never")

    def __init__(self, lexicon: Lexicon, growth: Growth) -> None:
        self._code = lexicon.pattern("ORG", "code")
        self._growth = growth
        self._grown = GrownBodies(lexicon, growth, self._code)
        self._abroad = BodiesAbroad(lexicon)
        self._missions = lexicon.words("ORG", "mission") - lexicon.words("ORG", "suffix")
        self._latin = LatinFirms(lexicon, self._code)
        self._said = SaidFirms(lexicon, growth, self._code)
        self._whole = lexicon.pattern("ORG", "whole_name")
        self._legal = sorted(lexicon.words("ORG", "legal"), key=len, reverse=True)
        self._department_ends = tuple(f"{stem}部" for stem in lexicon.words("ORG", "firm_department"))
        self._state_bodies = tuple(lexicon.words("ORG", "state_body"))
        # What ends a name wherever it stands.
        self._led = lexicon.words("ORG", "office") | lexicon.words("ORG", "trade_alone")
        # None of a pattern that can begin with any character.
        starts = first_characters(self._code.pattern, {})
        self._heads = {cue[0] for cue in self._grown.cues} | (starts or set())
        self._any_head = starts is None

    @classmethod
    def triggers(cls, lexicon: Lexicon) -> dict[str, str]:
        """Word → role, for the page's scan."""
        return {w: role for role in cls.ROLES for w in lexicon.words("ORG", role)}

    def find(self, page: Page, places: list[Found], listed: Sequence[tuple[int, int, bool]], triggers: list[Trigger]) -> list[Found]:
        """Organisations, overlapping ones included; ``listed`` are hits of the list with whether they need context."""
        near, wide = _contexts(places)
        out = list(self._abroad.ministries(page, places, near))
        near.bodies.update((found.end, found.start) for found in out)
        doubtful: list[Found] = []
        hits = [(a, b, "guarded" if guarded else "list") for a, b, guarded in listed if self._stands(page, a, b)]
        likely = [t for t in triggers if t[2] != "never" and (t[2] != "trade" or self._leads_on(page.text, t[0], t[1]))]
        for start, end, role in sorted([*hits, *likely], key=itemgetter(1)):
            if role == "guarded" and not self._cued(page.text, end):
                doubtful.append(Found(start, end, "organisation", "org.list", LISTED))
                continue
            found = self._found(page, start, end, role, near, wide)
            if found is None:
                continue
            out.append(found)
            if found.kind == "organisation":
                near.bodies[found.end] = min(found.start, near.bodies.get(found.end, found.start))
        out += self._said.find(page, out, near, triggers)
        out += _confirmed(page.text, doubtful, out, near)
        out += self._latin.find(page, out)
        for a, b in page.spans:
            out += [Found(*m.span(), "organisation", "org.whole_name", WHOLE) for m in self._whole.finditer(page.text, a, b)]
        return [*out, *self._abroad.branches(page, out)]

    def _found(self, page: Page, start: int, end: int, role: str, near: Context, wide: Context) -> Found | None:
        if role == "guarded":
            return Found(start, end, "organisation", "org.list", LISTED)
        if role == "list":
            return self._national(page, start, end, near)
        if role == "event":
            return self._grown.event(page, start, end, wide)
        if near.bodies.get(end, end) <= start:
            return None
        if role == "mission":
            found = self._abroad.mission(page, start, end, near)
            if found is not None or page.text[start:end] in self._missions:
                return found
            role = "suffix"
        return self._grown.grown(page, start, end, role, near)

    def _leads_on(self, text: str, start: int, end: int) -> bool:
        """Whether a trade can end a firm's name: before what only firms do, or a code; most are common words."""
        return text[end : end + 1] in self._heads or text[start:end] in self._led or self._any_head

    def _stands(self, page: Page, start: int, end: int) -> bool:
        """Whether a listed name is cut as words are; long ones may be glued to a neighbour by the word cut."""
        if not page.is_edge(end) and page.text[end : end + 1] in self._grown.goes_on:
            return False
        if page.is_edge(end) and self._growth.begins(page, start):
            return True
        return page.whole(start, end) or (end - start > 2 and (page.is_edge(start) or page.is_edge(end)))

    def _national(self, page: Page, start: int, end: int, near: Context) -> Found:
        """A listed ministry may belong to a country (俄罗斯外交部), a commission to a province (省发展改革委)."""
        local = page.text[end - 1] in "委局"
        if start in near.places and (page.text.endswith(self._state_bodies, start, end) or (local and start in near.home)):
            start = outer(near.places, start)
        elif start in near.bodies and page.text.endswith(self._department_ends, start, end):
            # 诺基亚 + 人事部
            start = near.bodies[start]
        elif local:
            start -= self._grown.level(page, start)
        elif (
            page.is_edge(start - len(_NATION))
            and page.text.endswith(_NATION, 0, start)
            and page.text.endswith(self._state_bodies, start, end)
        ):
            # 国家环保部
            start -= len(_NATION)
        # 中国国家铁路集团 + 有限公司
        end += next((len(form) for form in self._legal if page.text.startswith(form, end)), 0)
        return Found(start, end, "organisation", "org.list", LISTED)

    def _cued(self, text: str, end: int) -> bool:
        return text.startswith(self._grown.cues, end) or self._code.match(text, end) is not None


def _contexts(places: list[Found]) -> tuple[Context, Context]:
    """Without and with the named regions as places."""
    regions = {p.end: p.start for p in places if not p.adcode and (not p.codes or "|" in p.codes)}
    heads = frozenset(p.start for p in places)
    ends = {p.end: p.start for p in places}
    near = Context({e: s for e, s in ends.items() if e not in regions}, {}, regions, heads, frozenset(p.end for p in places if p.adcode))
    return near, Context(ends, {}, {}, heads)


def _confirmed(text: str, doubtful: list[Found], found: list[Found], near: Context) -> list[Found]:
    """Words that are also firms, where the same name is sure elsewhere or a sure one stands next in a list."""
    sure = {text[f.start : f.end] for f in found}
    starts = {f.start for f in found}
    listed = {
        text[f.start : f.end]
        for f in doubtful
        if (text[f.start - 1 : f.start] in _LISTED_NEXT and f.start - 1 in near.bodies)
        or (text[f.end : f.end + 1] in _LISTED_NEXT and f.end + 1 in starts)
    }
    return [f for f in doubtful if text[f.start : f.end] in sure or text[f.start : f.end] in listed]
