"""Campaigns, programmes and strategies without quotes, told by the verb that launches them or by the list they stand in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from extractor.finding.names_lexicon import Lexicon
from extractor.finding.names_page import Page

_WINDOW: Final = 36
_SHORTEST: Final = 3
_LISTING: Final = "、和与及"
_BUILT: Final = "工程"


class CampaignFinder:
    """Compiled once; ``begin`` is pure."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.words("POLICY", "campaign")
        self._endings = tuple(self.words)
        self._launched = lexicon.pattern("POLICY", "launched")
        self._item = lexicon.pattern("POLICY", "launched_item")
        self._stop = lexicon.words("POLICY", "stop")

    def begin(self, page: Page, start: int, end: int, known: Collection[int]) -> int | None:
        """Where the name begins whose last word is ``[start, end)``; ``known`` are ends of policies found before it."""
        if not page.text.endswith(self._endings, start, end):
            return None
        m = self._launched.search(page.text, max(0, start - _WINDOW), end)
        at = m.start(m.lastindex) if m is not None and m.lastindex else self._listed(page, start, end, known)
        return at if at is not None and page.is_edge(at) and start - at > 1 else None

    def _listed(self, page: Page, start: int, end: int, known: Collection[int]) -> int | None:
        """Behind another of its kind: 甲行动、乙行动."""
        text = page.text
        for at in range(start - _SHORTEST, max(0, start - _WINDOW), -1):
            if not text[at - 1].isalnum() or text[at - 1] in _LISTING:
                if at - 1 in known and text[at - 1] in _LISTING:
                    # Of works many are built, not launched.
                    alike = text[at - 3 : at - 1] == text[end - 2 : end] or not text.endswith(_BUILT, start, end)
                    lead = page.words[page.index(at)] in self._stop
                    return at if alike and not lead and self._item.match(text, at, end) else None
                if text[at - 1] not in _LISTING[1:]:
                    return None
        return None
