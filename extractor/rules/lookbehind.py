"""Look-behinds of several widths, taken apart into look-behinds of one width each, which is all the standard library compiles."""

from __future__ import annotations

import re._constants as sre
import re._parser as sre_parser
from collections.abc import Iterable, Iterator
from typing import Any

_MOST = 64
"""Ways of being as wide that one sequence may have."""
_GROUPS = (sre.GROUPREF, sre.GROUPREF_EXISTS)
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT)
# What may match less where something before it is left out.
_BOUND = (*_GROUPS, sre.ATOMIC_GROUP, sre.POSSESSIVE_REPEAT)
Items = list[Any]


class _TooManyError(Exception):
    """A look-behind that cannot be taken apart."""


def split_look_behinds(parsed: Any) -> None:
    """In the tree of a pattern, (?<=A|B) → (?:(?<=A)|(?<=B)) and (?<!A|B) → (?<!A)(?<!B) where widths differ.

    What cannot be taken apart is left for the compiler to refuse. Nothing put in has a width, so all known ones stay right.
    """
    out: Items = []
    for op, argument in parsed.data:
        for below in _below(argument):
            split_look_behinds(below)
        out += _split(parsed.state, op, argument) if op in (sre.ASSERT, sre.ASSERT_NOT) else [(op, argument)]
    parsed.data = out


def _split(state: Any, op: Any, argument: Any) -> Items:
    direction, inner = argument
    low, high = inner.getwidth()
    if direction > 0 or low == high or _has_groups(inner):
        return [(op, argument)]
    try:
        ways = _ways(state, inner.data)
    except _TooManyError:
        return [(op, argument)]
    parts = [(op, (direction, _pattern(state, _any(state, ways[width])))) for width in sorted(ways)]
    return parts if op is sre.ASSERT_NOT else [(sre.BRANCH, (None, [_pattern(state, [part]) for part in parts]))]


def _ways(state: Any, items: Iterable[Any]) -> dict[int, list[Items]]:
    """Width → the sequences of that width that together match what ``items`` match."""
    out: dict[int, list[Items]] = {0: [[]]}
    for item in items:
        longer: dict[int, list[Items]] = {}
        for width, ends in _item_ways(state, item).items():
            for before, starts in out.items():
                longer.setdefault(before + width, []).extend(start + end for start in starts for end in ends)
        if sum(map(len, longer.values())) > _MOST:
            raise _TooManyError
        out = longer
    return out


def _item_ways(state: Any, item: Any) -> dict[int, list[Items]]:
    op, argument = item
    low, high = _pattern(state, [item]).getwidth()
    if low == high:
        return {low: [[item]]}
    if op is sre.SUBPATTERN and not argument[1] and not argument[2]:
        return _ways(state, argument[3].data)
    if op is sre.BRANCH:
        return _together(state, (branch.data for branch in argument[1]))
    if op in _REPEATS and argument[1] <= _MOST:
        return _together(state, (list(argument[2].data) * count for count in range(argument[0], argument[1] + 1)))
    raise _TooManyError


def _together(state: Any, choices: Iterable[Items]) -> dict[int, list[Items]]:
    """The ways of all ``choices``, those of one width as one alternation."""
    out: dict[int, list[Items]] = {}
    for items in choices:
        for width, ways in _ways(state, items).items():
            out.setdefault(width, []).extend(ways)
    return {width: [_any(state, ways)] for width, ways in out.items()}


def _any(state: Any, ways: list[Items]) -> Items:
    if len(ways) == 1:
        return ways[0]
    if all(len(way) == 1 and _is_class(*way[0]) for way in ways):
        return [(sre.IN, [member for ((op, argument),) in ways for member in (argument if op is sre.IN else [(op, argument)])])]
    return [(sre.BRANCH, (None, [_pattern(state, way) for way in ways]))]


def _is_class(op: Any, argument: Any) -> bool:
    return op is sre.LITERAL or (op is sre.IN and argument[0][0] is not sre.NEGATE)


def _pattern(state: Any, items: Items) -> Any:
    return sre_parser.SubPattern(state, items)


def _below(argument: Any) -> Iterator[Any]:
    """The patterns that the argument of an operation holds."""
    if isinstance(argument, sre_parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for part in argument:
            yield from _below(part)


def _has_groups(parsed: Any) -> bool:
    return any(
        op in _GROUPS or (op is sre.SUBPATTERN and argument[0] is not None) or any(map(_has_groups, _below(argument)))
        for op, argument in parsed.data
    )


def loosen(parsed: Any) -> bool:
    """Leave out the look-behinds of several widths, so that what is left matches wherever the whole does; False where it may not."""
    out: Items = []
    for op, argument in parsed.data:
        if op in _BOUND:
            return False
        if op in (sre.ASSERT, sre.ASSERT_NOT) and _is_wide(argument):
            continue
        if op is sre.ASSERT_NOT:
            if _holds_wide(argument[1]):
                return False
        elif not all(map(loosen, _below(argument))):
            return False
        out.append((op, argument))
    parsed.data = out
    return True


def _is_wide(argument: Any) -> bool:
    """Whether an assertion is a look-behind of several widths."""
    low, high = argument[1].getwidth()
    return argument[0] < 0 and bool(low != high)


def _holds_wide(parsed: Any) -> bool:
    return any(
        (op in (sre.ASSERT, sre.ASSERT_NOT) and _is_wide(argument)) or any(map(_holds_wide, _below(argument)))
        for op, argument in parsed.data
    )
