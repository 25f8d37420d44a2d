"""A figure told again in a text is the same figure: what the second telling leaves open is known from the first."""

from __future__ import annotations

from typing import Final

from extractor.linking.draft import Draft
from extractor.linking.place_chunks import is_wider

# Two numbers that agree in so many digits are hardly two figures.
_DIGITS: Final = 3
_OPEN: Final = ("the day of writing", "a project as a whole", "")


def complete(drafts: list[Draft]) -> None:
    """Give later tellings the place, period and status of the first where they state none of their own."""
    first: dict[tuple[float, str, str], Draft] = {}
    for draft in drafts:
        if len(f"{abs(draft.value):.12g}".replace(".", "").strip("0")) < _DIGITS:
            continue
        key = (draft.value, draft.unit, draft.kind)
        known = first.setdefault(key, draft)
        if known is draft or known.category != draft.category:
            continue
        if not draft.location or is_wider(draft.location, known.location):
            draft.location = known.location
            draft.came("location", "the same figure told before", known.quantity.start, known.quantity.end)
        if draft.how("period") in _OPEN and known.how("period") not in ("the day of writing", ""):
            draft.period, draft.status = known.period, known.status
            draft.came("period", "the same figure told before", known.quantity.start, known.quantity.end)
