"""Firms called by a Latin name: behind a kind of firm, before what firms do, in a list of firms, in brackets behind a Chinese name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page
from extractor.model import Span

# Below persons' names.
RANK: Final = 54
_JOINS: Final = frozenset(" &-.'")
_OPENING, _CLOSING = "（(", "）)"
_LISTING: Final = frozenset("、和")
_LIST_ENDS: Final = frozenset("、和及与等，。；;）)")
# An abbreviation of two letters is seldom a firm, unless a list of firms has it.
_SHORTEST: Final = 3


class LatinFirms:
    """Compiled once; ``find`` is pure."""

    def __init__(self, lexicon: Lexicon, code: re.Pattern[str]) -> None:
        self._code = code
        self._titles = tuple(lexicon.words("PER", "title") - lexicon.words("ORG", "latin_kind"))
        self._speech = tuple(lexicon.words("ORG", "latin_speech"))
        self._cues = tuple(lexicon.words("ORG", "latin_cue"))
        self._kinds = tuple(lexicon.words("ORG", "latin_kind"))
        self._summed = lexicon.pattern("ORG", "latin_summed")
        self._deictic = tuple(lexicon.words("ORG", "latin_deictic"))
        # Measures, standards and offices in Latin letters.
        self._never = lexicon.words("ORG", "latin_never")

    def find(self, page: Page, found: list[Found]) -> list[Found]:
        """Firms besides ``found``, with every further mention."""
        spans = list(self._spans(page))
        if not spans or not self._cues:
            return []
        firms = {f.end: f.start for f in found if f.kind == "organisation"}
        heads = {f.start for f in found if f.kind == "organisation"}
        text = page.text
        sure = {at: rule for at in spans if (rule := self._rule(text, at, firms, heads))}
        self._spread(text, spans, sure)
        persons = {text[a:b] for a, b in spans if text.endswith(self._titles, 0, a)}
        names = {text[a:b] for a, b in sure if b - a >= _SHORTEST} - persons
        return [
            Found(a, b, "organisation", sure.get((a, b), "org.latin_again"), RANK)
            for a, b in spans
            if text[a:b] in names or ((a, b) in sure and text[a:b] not in persons)
        ]

    def _spread(self, text: str, spans: list[Span], sure: dict[Span, str]) -> None:
        """What stands in a list with a firm, or in one that is summed up as firms (甲、乙等15家代理商), is one too."""
        ends = {b for _, b in sure}
        for at in spans:
            if at not in sure and text[at[0] - 1] in _LISTING and at[0] - 1 in ends and text[at[1] : at[1] + 1] in _LIST_ENDS:
                sure[at] = "org.latin_list"
                ends.add(at[1])
        heads = {a for a, _ in sure}
        for at in reversed(spans):
            listed = text[at[1] : at[1] + 1] in _LISTING and at[1] + 1 in heads
            if at not in sure and (listed or self._summed.match(text, at[1])):
                sure[at] = "org.latin_list"
                heads.add(at[0])

    def _spans(self, page: Page) -> Iterator[Span]:
        """Runs of Latin words that begin with a capital, or hold one (comScore)."""
        text = page.text
        last = 0
        for i in page.latin():
            start = page.starts[i]
            end = start + len(page.words[i])
            if start < last or text[start:end].islower() or page.words[i] in self._never or not _bounded(text, start):
                continue
            j = i + 1
            while j + 1 < len(page.words) and page.words[j] in _JOINS and page.starts[j] == end and self._goes_on(page, j + 1):
                end = page.starts[j + 1] + len(page.words[j + 1])
                j += 2
            last = end
            if end - start > 1 and not text[end : end + 1].isdigit():
                yield start, end

    def _goes_on(self, page: Page, i: int) -> bool:
        return page.tag(i) == "eng" and page.words[i][0].isupper() and page.words[i] not in self._never

    def _rule(self, text: str, at: Span, firms: dict[int, int], heads: set[int]) -> str:
        start, end = at
        before, after = text[start - 1 : start], text[end : end + 1]
        if before and before in _OPENING and after and after in _CLOSING and start - 1 in firms:
            return "" if self._code.match(text, start - 1) else "org.latin_bracket"
        if (before == "、" and start - 1 in firms and after in _LIST_ENDS) or (
            after == "、" and end + 1 in heads and (before in _LIST_ENDS)
        ):
            return "org.latin_list"
        if end - start < _SHORTEST:
            return ""
        capitals = text[start:end].isupper()
        if not capitals and text.endswith(self._kinds, 0, start) and not text.endswith(self._deictic, 0, start):
            return "org.latin_kind"
        # A person may say so too, but is not called by capitals only.
        cued = text[start].isupper() and text.startswith(self._cues, end)
        return "org.latin_cue" if cued or (capitals and text.startswith(self._speech, end)) else ""


def _bounded(text: str, start: int) -> bool:
    """Whether no Latin word, number or address goes on at ``start``."""
    before = text[start - 1 : start]
    return not before or not before.isascii() or not (before.isalnum() or before in "-./@")
