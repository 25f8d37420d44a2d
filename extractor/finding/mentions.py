"""Quantities and times → public mentions in the terms of the guidelines."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from extractor.finding.names_lexicon import Found
from extractor.finding.quantities import Quantity
from extractor.finding.timeline import Time, iso
from extractor.model import Mention, maker

KINDS: Final = {"money": "money", "percent": "percent", "pp": "percent", "rank": "rank", "duration": "duration", "bare": "number"}
_made: Final = maker(Mention)


def mentions_of(text: str, found: list[Quantity | Time], names: list[Found]) -> list[Mention]:
    """All mentions in order of place; names keep the text as read."""
    covered: set[int] = set()
    # Both stand in order and apart, so that one pass over the two is enough; an end of the text closes the list.
    out: list[Mention] = []
    taken = [(n.start, n.end) for n in names] + [(len(text), len(text))]
    at = 0
    for item in found:
        while at < len(names) and taken[at][1] <= item.start:
            at += 1
        if taken[at][0] < item.end:
            if not outreaches(item, taken[at][0], taken[at][1]):
                continue
            covered.add(at)
        out.append(_quantity(text, item) if isinstance(item, Quantity) else _time(text, item))
    out += [_named(text, n) for i, n in enumerate(names) if i not in covered]
    out.sort(key=attrgetter("start"))
    return out


def outreaches(item: Quantity | Time, start: int, end: int) -> bool:
    """Whether a time begins with a name and goes on behind it: 第六个五年计划|期间."""
    return isinstance(item, Time) and item.start <= start and end < item.end


def _named(text: str, name: Found) -> Mention:
    start, end = name.start, name.end
    return _made(name.kind, start, end, text[start:end], None, None, None, None, None, name.adcode, (name.rule,))


def _quantity(text: str, q: Quantity) -> Mention:
    kind = KINDS.get(q.unit_class, "quantity")
    return _made(kind, q.start, q.end, text[q.start : q.end], q.value, q.value_max, q.unit, q.bound, None, None, (q.rule,))


def _time(text: str, time: Time) -> Mention:
    period = None if time.period is None else (iso(time.period[0]), iso(time.period[1]))
    start, end = time.start, time.end
    return _made("period", start, end, text[start:end], None, None, None, None, period, None, (time.rule,))
