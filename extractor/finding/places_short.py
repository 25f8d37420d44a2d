"""Countries and provinces by one character: side by side (中法建交, 湘琼两地), in a list (川、渝), before an office (俄总统)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from extractor.finding.names_growth import Dictionary
from extractor.finding.names_lexicon import Begun, Found, Hit, Lexicon
from extractor.finding.names_page import Page
from extractor.finding.places_gazetteer import HOME
from extractor.model import Span

RANK: Final = 50
# 在京举行: a name, but a meeting's figures are seldom about where it is held.
SEAT: Final = "place.seat"
# A port: no entity, but a place for the figures about it.
SITE: Final = "site"
_CHINA: Final = "CN"
# 以军, 俄方: names and words of their own.
_ARMED: Final = "军方"
_LINE: Final = re.compile(r"^\*{2}(?=[^\n*]{4,40}\*{2}$)", re.MULTILINE)
_COUNTING: Final = frozenset("0123456789〇一二三四五六七八九十")
_HEADS: Final = "\n*。，；;：:“ 据"
# So many countries at most stand side by side.
_LONGEST: Final = 5


class ShortPlaces:
    """Compiled once; ``find`` is pure."""

    def __init__(self, lexicon: Lexicon, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        rows = [r for r in lexicon.table("places/countries") if r.get("abbr")]
        self._countries = {r["name"]: r["iso"] for r in rows}
        # Mostly other words: countries only where the text names the country in full.
        self._weak = frozenset(r["name"] for r in rows if r["abbr"] == "weak")
        self._full = frozenset(r["name"] for r in lexicon.table("places/countries") if not r.get("abbr"))
        self._begun = frozenset(name[:2] for name in self._full)
        self._provinces = {r["abbr"]: r["adcode"] for r in lexicon.table("places/provinces_abbr") if len(r["abbr"]) == 1}
        self._seat = Begun(lexicon.pattern("LOC", "seat"))
        self._pair = lexicon.pattern("LOC", "pair")
        self._pair_home = lexicon.pattern("LOC", "pair_home")
        self._toward = lexicon.pattern("LOC", "toward")
        abroad = [c for c, iso in self._countries.items() if iso != _CHINA and c not in self._weak]
        # What is looked for in the page's scan → of which kind it is.
        self.words: dict[str, str] = {a + b: "pair" for table in (self._countries, self._provinces) for a in table for b in table if a != b}
        self.words |= {c + office: "place.state_office" for c in (*abroad, *self._weak) for office in lexicon.words("LOC", "state_office")}
        self.words |= {"对" + c: "place.toward" for c in abroad}
        # Of a pattern that can begin with any character it is not asked where it can.
        self.seats = dict.fromkeys(self._seat.starts or (), "seat")

    def find(self, page: Page, places: list[Found], hits: list[Hit], seats: list[Hit]) -> list[Found]:
        """The short names at ``hits``, beside ``places``, which say what an ambiguous one means: 巴 of 巴西 or of 巴基斯坦.

        ``seats`` are where characters stand that can be a seat.
        """
        text, abbr = page.text, self._provinces
        named = {text[p.start]: p.codes for p in reversed(places) if text[p.start : p.end] in self._full}
        starts = [p.start for p in places]
        spots = [start for start, _, _ in seats]
        out: list[Found] = []
        for a, b in page.spans:
            out += self._listed(page, a, b)
            out += self._headed(page, a, b, named)
            seated = (
                self._seat.at(text, spots[bisect_left(spots, a) : bisect_left(spots, b)], a, b)
                if self.seats
                else self._seat.finditer(text, a, b)
            )
            for m in seated:
                # 在华
                code = abbr.get(m[0], HOME)
                out.append(Found(m.start(), m.end(), "place", SEAT, RANK, code, code))
        for start, end, kind in hits:
            last = bisect_right(starts, start) - 1
            if last < 0 or places[last].end <= start:
                out += self._found(page, (start, end), kind, named)
        return out

    def _headed(self, page: Page, a: int, b: int, named: dict[str, str]) -> Iterator[Found]:
        """美制造业指数跌至新低: a headline that begins with a country which the text names in full."""
        for m in _LINE.finditer(page.text, a, b) if page.text.find("**", a, b) >= 0 else ():
            at = m.end()
            char = page.text[at : at + 1]
            if char not in named or self._countries.get(char, _CHINA) == _CHINA or page.text[at : at + 2] in self._begun:
                continue
            if page.whole(at, at + 1) and page.text[at + 1] not in _ARMED:
                yield self._one(page.text, at, "place.pair", named)

    def _found(self, page: Page, at: Span, kind: str, named: dict[str, str]) -> Iterator[Found]:
        text = page.text
        start, end = at
        if kind == "pair":
            yield from self._run(page, start, named, self._pair.match, self._countries)
            yield from self._run(page, start, named, self._pair_home.match, self._provinces)
        elif self._apart(page, start):
            if kind == "place.state_office":
                if text[start] not in self._weak or (text[start] in named and text[start - 1 : start] in _HEADS):
                    yield self._one(text, start, kind, named)
            elif self._toward.match(text, end):
                yield self._one(text, start + 1, kind, named)

    def _run(
        self, page: Page, start: int, named: dict[str, str], cue: Callable[[str, int], object], table: dict[str, str]
    ) -> Iterator[Found]:
        """The characters from ``start`` on that are short names, if at least two stand before a cue."""
        text = page.text
        end = start
        while text[end : end + 1] in table and end - start < _LONGEST:
            end += 1
        # 俄中 + 新时代: the last character may begin the word behind.
        end = next((e for e in range(end, start + 1, -1) if cue(text, e)), start)
        if end - start < 2:
            return
        abroad = table is self._countries
        while abroad and start < end and text[start] in self._weak and text[start] not in named:
            # 以 in 以越中两国人民的根本利益 is a preposition.
            start += 1
        doubtful = abroad and any(c in self._weak and c not in named for c in text[start:end])
        i = page.index(start)
        # 法西斯文化
        doubtful = doubtful or (len(page.words[i]) > 2 and page.words[i] in self._dictionary)
        if end - start > 1 and not doubtful and self._apart(page, start):
            for i in range(start, end):
                yield self._one(text, i, "place.pair" if abroad else "place.pair_home", named)

    def _apart(self, page: Page, at: int) -> bool:
        """Whether a word begins at ``at`` or the word cut glued one character to it (指川渝两地); neither in 9日以双方 nor in 非法金融."""
        if page.text[at - 1 : at] in _COUNTING:
            return False
        i = page.index(at)
        if page.is_edge(at):
            return page.text[at] not in self._weak or len(page.words[i]) == 1 or page.words[i] not in self._dictionary
        return page.starts[i] == at - 1 and page.words[i] not in self._dictionary

    def _one(self, text: str, at: int, rule: str, named: dict[str, str]) -> Found:
        char = text[at]
        if rule == "place.pair_home":
            code = self._provinces[char]
            return Found(at, at + 1, "place", rule, RANK, code, code)
        iso = self._countries[char]
        if iso == _CHINA:
            return Found(at, at + 1, "place", rule, RANK, HOME, HOME)
        return Found(at, at + 1, "place", rule, RANK, None, named.get(char, iso))

    def _listed(self, page: Page, a: int, b: int) -> list[Found]:
        """川、渝: provinces by one character each, in a list."""
        out: list[Found] = []
        text, abbr = page.text, self._provinces
        at = text.find("、", a + 1, b)
        while at >= 0:
            start, end = at - 1, at
            while text[end : end + 1] == "、" and text[end - 1] in abbr and text[end + 1 : end + 2] in abbr and end + 2 <= b:
                end += 2
            if end > at and all(page.whole(i, i + 1) for i in range(start, end, 2)):
                out += [self._one(text, i, "place.pair_home", {}) for i in range(start, end, 2)]
            at = text.find("、", max(end, at + 1), b)
        return out
