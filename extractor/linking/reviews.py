"""Paragraphs of a report that look back on a whole five-year plan or term of office rather than on its last year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from extractor.finding.timeline import Time
from extractor.rules.quick import compiled
from extractor.rules.schema import Rule

_YEARS: Final = 5
# A government's term ends two years after a plan's does; since 1988 its last report sums it up.
_TERM: Final = 2
_FIRST_TERM: Final = 1992
# A sign of several years counts less than one of a single year; a paragraph that begins with the one or the other is of it.
_SEVERAL: Final = 0.3
_SINGLE: Final = 0.4
_MOST: Final = 1.5
_NAMED: Final = 2.5
# Most paragraphs are of the year alone.
_RARE: Final = 0.2
_FIRST: Final = 0.8
# What it takes to go over from the one to the other.
_TURN: Final = 2.0
_OPENING: Final = 60
_LINE: Final = compiled(r"[^\n]+")
_SENTENCE: Final = compiled("[^。]+")
Span = tuple[int, int]


class Reviews:
    """Weighs the signs of several years against those of one, paragraph by paragraph, and finds the likeliest course of them."""

    def __init__(self, by_id: Mapping[str, Rule]) -> None:
        self._several, self._single, self._term, self._year, self._sums_up = (
            compiled(by_id[f"review.{name}"].pattern or "(?!)") for name in ("several", "single", "term", "year", "sums_up")
        )

    def spans(self, text: str, body: Span, year: int | None, planned: Sequence[Span], national: bool) -> tuple[Span, ...]:
        """The paragraphs that look back on the years up to ``year``; ``planned``: what looks ahead."""
        if not year or not (year % _YEARS == 0 or (national and year % _YEARS == _TERM and year >= _FIRST_TERM)):
            return ()
        lines = [m.span() for m in _LINE.finditer(text, *body) if not any(a <= m.start() < b for a, b in planned)]
        course = _course([self._weigh(text, a, b) for a, b in lines])
        return tuple(span for span, several in zip(lines, course, strict=True) if several)

    def _weigh(self, text: str, start: int, end: int) -> float:
        """How much speaks for several years, less what speaks for one."""
        line = text[start:end]
        weight = _SEVERAL * len(self._several.findall(line)) - _SINGLE * len(self._single.findall(line))
        weight = max(-_MOST, min(_MOST, weight)) - _RARE
        first = _SENTENCE.search(line)
        opening = first[0] if first is not None else ""
        term = self._sums_up.search(opening) is not None or self._term.search(opening[:_OPENING]) is not None
        year = self._year.search(opening[:_OPENING]) is not None
        return weight + _NAMED * (term - year)


def time_of(year: int, start: int) -> Time:
    """The five years up to ``year``, for the paragraph at ``start``."""
    return Time(start, start, (date(year - _YEARS + 1, 1, 1), date(year, 12, 31)), "review", span=True)


def _course(weights: Sequence[float]) -> list[bool]:
    """Which paragraphs are of several years: the course with the most weight, less what each turn costs."""
    several, single = -_FIRST, 0.0
    came: list[tuple[bool, bool]] = []
    for weight in weights:
        from_several, from_single = several >= single - _TURN, several - _TURN > single
        came.append((from_several, from_single))
        several, single = max(several, single - _TURN) + weight, max(single, several - _TURN) - weight
    out: list[bool] = []
    now = several > single
    for from_several, from_single in reversed(came):
        out.append(now)
        now = from_several if now else from_single
    return out[::-1]
