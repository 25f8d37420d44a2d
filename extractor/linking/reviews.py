"""Items of a report that look back on a whole five-year plan rather than on its last year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.document import Document
from extractor.rules.quick import compiled
from extractor.rules.schema import Rule

_YEARS: Final = 5
# How far before an item the words stand that say what it looks back on.
_LEAD: Final = 700
# A text so short is a piece of a report, whose lead is not at hand.
_EXCERPT: Final = 3000


class Reviews:
    """In the report on a plan's last year a paragraph headed by a dash tells of the plan where the words before say so.

    Where they are not at hand, yearly averages among the items do.
    """

    def __init__(self, by_id: Mapping[str, Rule]) -> None:
        self._item, self._year, self._term, self._yearly = (
            compiled(by_id[f"review.{name}"].pattern or "(?!)") for name in ("item", "year", "term", "yearly")
        )

    def time(self, document: Document, text: str, start: int) -> Time | None:
        """The years that the paragraph at ``start`` looks back on; None if it is no such item."""
        if document.kind != "report" or not document.year or document.year % _YEARS or document.is_planned(start):
            return None
        if not self._item.match(text, start):
            return None
        lead = max(0, start - _LEAD)
        if not self._term.search(text, lead, start) and (
            self._year.search(text, lead, start) or len(text) > _EXCERPT or not self._yearly.search(text)
        ):
            return None
        period = date(document.year - _YEARS + 1, 1, 1), date(document.year, 12, 31)
        return Time(start, start, period, "review.item", span=True)
