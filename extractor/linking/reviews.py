"""Paragraphs of a report that are of five years rather than of one: of the plan or term that ended, of the plan that begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from extractor.finding.timeline import Time
from extractor.rules.quick import compiled
from extractor.rules.schema import Rule

_YEARS: Final = 5
# A government's term ends two years after a plan's does; since 1988 its last report sums it up.
_TERM: Final = 2
_FIRST_TERM: Final = 1992
# What it takes to go over from five years to one or back where no words say so.
_TURN: Final = 4.5
# A paragraph that begins with the one or the other is of it, whatever signs stand in it.
_NAMED: Final = 2.5
_MOST: Final = 1.5
_OPENING: Final = 60
_LINE: Final = compiled(r"[^\n]+")
_SENTENCE: Final = compiled("[^。]+")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Odds:
    """What a sign of five years and one of a single year weigh, and how much rarer paragraphs of five years are."""

    several: float
    single: float
    rare: float
    first: float


_REVIEW: Final = _Odds(0.4, 0.4, 0.2, 0.8)
_OUTLOOK: Final = _Odds(0.5, 0.3, 0.3, 0.0)


class Reviews:
    """Weighs the signs of five years against those of one, paragraph by paragraph, and finds the likeliest course of them."""

    def __init__(self, by_id: Mapping[str, Rule]) -> None:
        def rule(name: str) -> str:
            return by_id[name].pattern or "(?!)"

        self._review = _Weigher(rule, "review", _REVIEW)
        self._outlook = _Weigher(rule, "outlook", _OUTLOOK)

    def spans(self, text: str, body: Span, year: int | None, planned: Sequence[Span], national: bool) -> tuple[Span, ...]:
        """The paragraphs of five years; ``planned``: those that look ahead from ``year``."""
        if not year or not (year % _YEARS == 0 or (national and year % _YEARS == _TERM and year >= _FIRST_TERM)):
            return ()
        back: list[Span] = []
        ahead: list[Span] = []
        for found in _LINE.finditer(text, *body):
            (ahead if lies_in(found.start(), planned) else back).append(found.span())
        out = self._review.several(text, back)
        if year % _YEARS == 0:
            out += self._outlook.several(text, ahead)
        return tuple(out)


class _Weigher:
    """Tells paragraphs of five years from those of one by the rules of one kind."""

    def __init__(self, rule: Callable[[str], str], kind: str, odds: _Odds) -> None:
        self._several, self._single, self._named, self._year, self._sums_up = (
            compiled(rule(f"{kind}.{name}")) for name in ("several", "single", "term", "year", "sums_up")
        )
        self._odds = odds

    def several(self, text: str, lines: list[Span]) -> list[Span]:
        course = _course([self._weigh(text[a:b]) for a, b in lines], self._odds.first)
        return [span for span, so in zip(lines, course, strict=True) if so]

    def _weigh(self, line: str) -> tuple[float, int]:
        """How much speaks for five years, less what speaks for one; which of them the paragraph begins with."""
        odds = self._odds
        weight = odds.several * len(self._several.findall(line)) - odds.single * len(self._single.findall(line))
        first = _SENTENCE.search(line)
        opening = first[0] if first is not None else ""
        term = self._sums_up.search(opening) is not None or self._named.search(opening[:_OPENING]) is not None
        year = self._year.search(opening[:_OPENING]) is not None
        named = term - year
        return max(-_MOST, min(_MOST, weight)) - odds.rare + _NAMED * named, named


def lies_in(at: int, spans: Sequence[Span]) -> bool:
    """Whether a character stands in one of the spans."""
    return any(a <= at < b for a, b in spans)


def time_of(year: int, start: int, planned: bool) -> Time:
    """The five years up to ``year``, or behind it, for the paragraph at ``start``."""
    last = year + _YEARS if planned else year
    return Time(start, start, (date(last - _YEARS + 1, 1, 1), date(last, 12, 31)), "review", span=True, plan=planned)


def _course(weights: Sequence[tuple[float, int]], first: float) -> list[bool]:
    """Which paragraphs are of five years: the course with the most weight, less what each turn costs that nothing names."""
    several, single = -first, 0.0
    came: list[tuple[bool, bool]] = []
    for weight, named in weights:
        to_several = several, single - (0.0 if named > 0 else _TURN)
        to_single = several - (0.0 if named < 0 else _TURN), single
        came.append((to_several[0] >= to_several[1], to_single[0] > to_single[1]))
        several, single = max(to_several) + weight, max(to_single) - weight
    out: list[bool] = []
    now = several > single
    for from_several, from_single in reversed(came):
        out.append(now)
        now = from_several if now else from_single
    return out[::-1]
