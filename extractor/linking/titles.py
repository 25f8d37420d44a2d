"""Titles and subheads: their figures take period, place and status from the text that says the same."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.draft import Draft

HEADING_LENGTH = 60
NEAR = 0.06
LOOK_AHEAD = 60


def is_heading(text: str, start: int, end: int) -> bool:
    """A short line without a full stop."""
    return end - start <= HEADING_LENGTH and text[start:end].rstrip("*” ")[-1:] not in "。；;！!？?"


def adopt(titles: Sequence[Draft], later: Sequence[Draft]) -> None:
    """Complete ``titles`` from the figures that follow them."""
    for title in titles:
        title.source = None
        chosen = _twin(title, later[:LOOK_AHEAD])
        if chosen is None:
            continue
        dated = title.how("period") in ("its sentence", "no time that is known")
        if not dated and chosen.period is not None:
            title.period, title.status = chosen.period, chosen.status
            title.came("period", "what follows the title", chosen.quantity.start, chosen.quantity.end)
            title.basis = title.basis or (chosen.basis if title.kind == chosen.kind else None)
        if title.how("location") != "its sentence":
            title.location = chosen.location


def _twin(title: Draft, later: Sequence[Draft]) -> Draft | None:
    """The figure with the same unit and nearly the same value, else the first of the same category, else the first."""
    for draft in later:
        if draft.unit == title.unit and abs(draft.value - title.value) <= NEAR * max(abs(draft.value), abs(title.value), 1e-9):
            return draft
    return next((d for d in later[:3] if d.category == title.category), later[0] if later else None)
