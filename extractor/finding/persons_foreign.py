"""Foreign persons: names with a dot, and transliterated names behind a foreign title."""

from __future__ import annotations

import re
from typing import Final

from extractor.finding.names_growth import Growth
from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page
from extractor.model import Span

RANK: Final = 55
HAN: Final = re.compile(r"[一-鿿]")
ENDS: Final = frozenset('，,。、；;：:！!？?）)（(”"’ \n　|/】]《—-')
# What joins the parts of a name: 洛朗·圣-马丁.
_LINKS: Final = "·-"
# Characters that a name goes on behind its first dot.
LONGEST: Final = 60


class ForeignNames:
    """Compiled once; its methods are pure."""

    def __init__(self, lexicon: Lexicon, growth: Growth, offices: frozenset[str]) -> None:
        self._dictionary = growth.dictionary
        self._offices = offices
        self._transliteration = lexicon.characters("PER", "transliteration")
        self._particles = lexicon.characters("PER", "particle")
        self._dots = lexicon.characters("PER", "dot")
        self._following = lexicon.characters("PER", "following")
        self._after = tuple(lexicon.words("PER", "after_name"))

    def goes_on(self, text: str, found: Found) -> bool:
        """Whether a name is all transliterating characters and more of them follow."""
        return found.end - found.start > 2 and self._transliteration.issuperset(text[found.start : found.end + 1])

    def behind_title(self, page: Page, at: int, spoken: set[int], *, free: bool) -> Found | None:
        """A foreign name without a dot behind a foreign title: 内政部长达尔马宁. ``free``: behind a country, any characters."""
        text = page.text
        end = at
        while end < min(len(text), at + 8) and (text[end] in self._transliteration or (free and HAN.match(text[end]))):
            end += 1
        if free:
            end = next((e for e in range(at + 2, end + 1) if self._closes(page, e, spoken) or text.startswith(self._after, e)), at)
            if any(c in self._particles for c in text[at:end]) or any(text[k : k + 2] in self._offices for k in range(at, end)):
                return None
            if end > at and text[at:end] not in self._dictionary and not self._has_words(page, at, end):
                return Found(at, end, "person", "person.foreign_title", RANK - 1)
            return None if end > at else self._spelt(page, at)
        while end - at >= 2:
            if self._closes(page, end, spoken):
                i = page.index(at)
                if page.starts[i] == at and (page.tag(i).startswith("nr") or page.words[i] not in self._dictionary):
                    return Found(at, end, "person", "person.foreign_title", RANK - 1)
            end -= 1
        return None

    def _spelt(self, page: Page, at: int) -> Found | None:
        """总理索加瓦雷访华: the characters that spell foreign names, as far as they go; three at least."""
        end = at
        while end < at + 8 and page.text[end : end + 1] in self._transliteration:
            end += 1
        if end - at < 3 or page.text[at:end] in self._dictionary:
            return None
        if any(len(page.words[i]) > 1 and page.tag(i) in ("v", "vn", "d", "n") for i in page.inside(at, end)):
            return None
        return Found(at, end, "person", "person.foreign_title", RANK - 1)

    def spells(self, page: Page, at: int) -> bool:
        """Whether the word before ``at`` is one character that spells foreign names."""
        i = page.before(at)
        return i >= 0 and len(page.words[i]) == 1 and page.starts[i] == at - 1 and page.text[at - 1] in self._transliteration

    def _has_words(self, page: Page, start: int, end: int) -> bool:
        """Whether a word of the language, not a piece of a name, lies in ``[start, end)``."""
        return any(page.tag(i) in ("v", "vn", "d", "n", "ns") and page.words[i] in self._dictionary for i in page.inside(start, end))

    def _closes(self, page: Page, end: int, spoken: set[int]) -> bool:
        """Whether a name can end here: before a mark, a number, a verb of speech or a word that follows names."""
        after = page.text[end : end + 1]
        return end in spoken or (page.is_edge(end) and (after in ENDS or after.isdigit() or after in self._following))

    def dotted(self, page: Page, titles: set[int]) -> list[Found]:
        """Names around a dot; ``titles`` are ends of titles, where a name begins."""
        out: list[Found] = []
        for a, b in page.spans:
            at = page.text.find("·", a, b) if self._dots else -1
            while at >= 0:
                found = self._around(page, at, (a, b), titles)
                if found is not None:
                    out.append(found)
                    at = found.end
                at = page.text.find("·", at + 1, b)
        return out

    def _around(self, page: Page, dot: int, span: Span, titles: set[int]) -> Found | None:
        """The run of transliterating characters around a dot."""
        text = page.text
        near = [t for t in range(dot - 1, max(span[0], dot - 8), -1) if t in titles and all(HAN.match(c) for c in text[t:dot])]
        start = near[0] if near else dot
        while not near and start > span[0] and dot - start < 7 and text[start - 1] in self._transliteration:
            start -= 1
        if start not in titles and not page.is_edge(start) and dot - start < 2:
            start = page.starts[page.index(start)]
        end = dot + 1
        stop = min(span[1], dot + LONGEST)
        while end < stop and (text[end] in self._transliteration or text[end] in _LINKS):
            end += 1
        if not page.is_edge(end):
            i = page.index(end)
            rest = page.starts[i] + len(page.words[i])
            end = rest if rest - end < 3 and page.words[i] not in self._dictionary else end
        if text[end - 1] in _LINKS:
            end -= 1
        if dot - start < 1 or end - dot < 2:
            return None
        return Found(start, end, "person", "person.foreign", RANK + 3)
