"""Titles and subheads: their figures take period, place and status from the text that says the same."""

from __future__ import annotations

from typing import Final

from extractor.linking.draft import Draft

HEADING_LENGTH: Final = 60
NEAR: Final = 0.06
LOOK_AHEAD: Final = 60
_TODAY: Final = "the day of writing"
_UNDATED: Final = ("no time that is known", "a project as a whole")


def is_heading(text: str, start: int, end: int) -> bool:
    """A short line without a full stop."""
    return end - start <= HEADING_LENGTH and text[start:end].rstrip("*” ")[-1:] not in "。；;！!？?"


def adopt(titles: list[Draft], later: list[Draft]) -> None:
    """Complete ``titles`` from the figures that follow them."""
    for title in titles:
        title.source = None
        chosen = _twin(title, later[:LOOK_AHEAD])
        if chosen is None:
            continue
        if _is_same(title, chosen):
            _adopt_period(title, chosen)
        dated = title.how("period") in ("its sentence", "no time that is known")
        if not dated and chosen.period is not None:
            title.period, title.status = chosen.period, chosen.status
            title.came("period", "what follows the title", chosen.quantity.start, chosen.quantity.end)
            title.basis = title.basis or (chosen.basis if title.kind == chosen.kind else None)
        if title.how("location") != "its sentence":
            title.location = chosen.location


def _is_same(title: Draft, told: Draft) -> bool:
    """Whether a figure tells the title's again, value, unit and kind."""
    return (told.value, told.unit, told.kind) == (title.value, title.unit, title.kind)


def _adopt_period(title: Draft, told: Draft) -> None:
    """Over 截至目前，2026年票房… the title 2026年票房破129亿元 is up to that day; over 近日发布6项 the title 六项标准发布 has none."""
    inside = (
        title.how("period") == told.how("period") == "its sentence"
        and title.period is not None
        and told.period is not None
        and title.period != told.period
        and title.period[0] <= told.period[0]
        and told.period[1] <= title.period[1]
    )
    undated = title.how("period") == _TODAY and told.period is None and told.how("period") in _UNDATED
    if inside or undated:
        title.period = told.period
        title.came("period", "what follows the title", told.quantity.start, told.quantity.end)


def _twin(title: Draft, later: list[Draft]) -> Draft | None:
    """The figure with the same unit and nearly the same value, else the first of the same category, else the first."""
    for draft in later:
        if draft.unit == title.unit and abs(draft.value - title.value) <= NEAR * max(abs(draft.value), abs(title.value), 1e-9):
            return draft
    return next((d for d in later[:3] if d.category == title.category), later[0] if later else None)
