"""Whether a paragraph of a report tells what was done or what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from extractor.rules.quick import compiled
from extractor.rules.schema import Rule

# A sign of the past weighs as much as so many orders; a verb that both moods begin with, as much as a part of one.
_PAST: Final = 2.0
_DEED: Final = 0.4
# A number too exact for an aim.
_EXACT: Final = 1.2
# An excerpt is mostly all review or all plan, so that the other paragraphs count for a good half.
_OTHERS: Final = 0.6
# So many orders the beginning of a numbered item is worth that is one itself.
_ITEM: Final = 2
# That of a numbered paragraph of tasks.
_TASK: Final = 6
_NUMERALS: Final = frozenset("一二三四五六七八九十")
_ENOUGH: Final = 0.17
# Fewer clauses than these show no mood; what they tell is taken as done.
_FEWEST: Final = 4
# Paragraphs; a longer text is a whole report, the review first and the plan behind it.
_EXCERPT: Final = 16
_LINE: Final = compiled(r"[^\n]+")
_CLAUSE: Final = compiled("[^，。；：！\\n]{2,}")


class Mood:
    """Weighs the clauses of paragraphs: those that begin with an order or name an aim against those with signs of the past."""

    def __init__(self, by_id: Mapping[str, Rule]) -> None:
        self._order, self._deed, self._aim, self._past, self._exact, self._back = (
            compiled(by_id[f"plan.{name}"].pattern or "(?!)") for name in ("order", "deed", "aim", "past", "exact", "looks_back")
        )

    def planned(self, text: str, body: tuple[int, int]) -> tuple[tuple[int, int], ...]:
        """The spans of the paragraphs of ``body`` that tell what is to be done."""
        lines = [m.span() for m in _LINE.finditer(text, *body)]
        weighed = [self._weigh(text[a:b]) for a, b in lines]
        if len(lines) > _EXCERPT:
            at = _turn([weight - _ENOUGH * count for weight, count in weighed])
            return ((lines[at][0], lines[-1][1]),) if at < len(lines) else ()
        plan, clauses = sum(w for w, _ in weighed), sum(n for _, n in weighed)
        if clauses < _FEWEST:
            return ()
        return tuple(
            span
            for span, (weight, count) in zip(lines, weighed, strict=True)
            if weight + _OTHERS * (plan - weight) > _ENOUGH * (count + _OTHERS * (clauses - count))
        )

    def _weigh(self, line: str) -> tuple[float, int]:
        """(orders and aims less signs of the past, number of clauses) of a paragraph."""
        order, deed, aim, past, exact = (len(p.findall(line)) for p in (self._order, self._deed, self._aim, self._past, self._exact))
        if self._back.match(line) is not None:
            return -_PAST * (order + deed + aim + past + 1), len(_CLAUSE.findall(line))
        # 二、提升困难群众兜底保障水平: a numbered item that begins with an order; 七、深入推进公路建设, one of a list of tasks.
        listed = line.lstrip(" \u3000")
        item = listed.lstrip("（(")[:1] in _NUMERALS and self._order.match(line) is not None
        task = listed[:1] in _NUMERALS and "、" in listed[1:3] and any(p.match(line) is not None for p in (self._order, self._deed))
        order += _TASK if task else _ITEM * item
        return order + _DEED * deed + aim - _PAST * past - _EXACT * exact, len(_CLAUSE.findall(line))


def _turn(weights: Sequence[float]) -> int:
    """The paragraph with which the plan begins: the most orders behind it and the most past before it."""
    best, at = 0.0, len(weights)
    behind = 0.0
    for i in range(len(weights) - 1, -1, -1):
        behind += weights[i]
        if behind > best:
            best, at = behind, i
    return at
