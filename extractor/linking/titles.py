"""Titles and subheads: their figures take period, place and status from the text that says the same."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from extractor.linking.draft import Draft
from extractor.linking.turns import UNKNOWN

HEADING_LENGTH: Final = 60
NEAR: Final = 0.06
# How far a round number in a title may lie below what is told.
_ROUNDED: Final = 1.1
LOOK_AHEAD: Final = 60
# Among so many figures behind a title the first of the text stands.
_NEXT: Final = 6
_TODAY: Final = "the day of writing"
_OWN: Final = ("its clause", "the noun behind it")
_MONEY: Final = ("money", "bare")
_UNDATED: Final = (UNKNOWN, "a project as a whole")


def is_heading(text: str, start: int, end: int) -> bool:
    """A short line without a full stop."""
    return end - start <= HEADING_LENGTH and text[start:end].rstrip("*” ")[-1:] not in "。；;！!？?"


def adopt(titles: list[Draft], later: list[Draft], headed: Set[int]) -> None:
    """Complete ``titles`` from the figures that follow them; ``headed`` are those of all titles."""
    for title in titles:
        title.source = None
        chosen = _twin(title, later[:LOOK_AHEAD], headed)
        if chosen is None:
            continue
        if _is_same(title, chosen) or _rounds(title, chosen):
            if chosen.status == "target":
                title.status = chosen.status
                title.period = None if title.how("period") == _TODAY else title.period
            _adopt_period(title, chosen)
            _adopt_thing(title, chosen)
        dated = title.how("period") in ("its sentence", UNKNOWN)
        if not dated and chosen.period is not None:
            title.period, title.status = chosen.period, chosen.status
            title.came("period", "what follows the title", chosen.quantity.start, chosen.quantity.end)
            title.basis = title.basis or (chosen.basis if title.kind == chosen.kind else None)
        if title.how("location") != "its sentence":
            title.location = chosen.location


def _is_same(title: Draft, told: Draft) -> bool:
    """Whether a figure tells the title's again, value, unit and kind."""
    return (told.value, told.unit, told.kind) == (title.value, title.unit, title.kind)


def _rounds(title: Draft, told: Draft) -> bool:
    """突破10万吨 over 10.78万吨"""
    same = (told.unit, told.kind) == (title.unit, title.kind)
    return same and title.bound == "over" and title.value <= told.value <= title.value * _ROUNDED


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


def _adopt_thing(title: Draft, told: Draft) -> None:
    """What a title leaves open the text tells: what its money is filed under, and whose it is."""
    money = title.quantity.unit_class in _MONEY and title.head is None and title.category == "other"
    if money and told.head is not None and told.how("indicator") in _OWN:
        title.category, title.indicator, title.head = told.category, told.indicator, told.head
        title.came("indicator", "what follows the title", told.quantity.start, told.quantity.end)
    if told.subject and not title.subject:
        title.give(told.subject, "what follows the title", told.quantity.start, told.quantity.end)


def _twin(title: Draft, later: list[Draft], headed: Set[int]) -> Draft | None:
    """The figure with the same unit and nearly the same value, else the first of the same category, else the first of the text.

    In a list of headlines the next one tells of something else.
    """
    for draft in later:
        if _rounds(title, draft):
            return draft
        if draft.unit == title.unit and abs(draft.value - title.value) <= NEAR * max(abs(draft.value), abs(title.value), 1e-9):
            return draft
    told = [d for d in later[:_NEXT] if id(d) not in headed]
    return next((d for d in told[:3] if d.category == title.category), told[0] if told else None)
