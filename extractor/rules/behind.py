"""What must stand before a match: for each character that a pattern can begin with, the characters it can stand behind."""

from __future__ import annotations

import re._constants as sre
import re._parser as sre_parser
from collections.abc import Iterator, Sequence
from typing import Any

from extractor.rules.structure import DIGITS, REPEATS, Characters, Edge, edge, members, union

_BEGINNINGS = (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING)


def behind(pattern: str) -> dict[str, Characters]:
    """First character → the characters it can stand behind; those that can stand behind any are left out.

    Nothing is said where a pattern can begin with any character.
    """
    parsed = sre_parser.parse(pattern)
    lines = bool(parsed.state.flags & sre.SRE_FLAG_MULTILINE)
    out: dict[str, Characters | None] = {}
    for before, firsts in _ways(list(parsed), None, lines):
        if firsts is None:
            return {}
        for first in firsts:
            known = out.get(first, before)
            out[first] = None if before is None or known is None else known | before
    return {first: before for first, before in out.items() if before is not None}


def _ways(items: Sequence[Any], before: Characters | None, lines: bool) -> Iterator[tuple[Characters | None, Characters | None]]:
    """(what must stand before, with what it begins) of each way to match; None: anything."""
    for number, (op, argument) in enumerate(items):
        rest = items[number + 1 :]
        if op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
            before = _both(before, _told(op, argument, lines))
        elif op is sre.SUBPATTERN:
            yield from _ways([*argument[-1], *rest], before, lines)
            return
        elif op is sre.BRANCH:
            for branch in argument[1]:
                yield from _ways([*branch, *rest], before, lines)
            return
        elif op is sre.ATOMIC_GROUP:
            yield from _ways([*argument, *rest], before, lines)
            return
        elif op in REPEATS:
            # Of what follows a first time round nothing counts but what it begins with.
            yield from _ways([*argument[2], *rest], before, lines)
            if argument[0]:
                return
        else:
            yield before, _begun(op, argument)
            return
    yield before, None


def _told(op: Any, argument: Any, lines: bool) -> Characters | None:
    """What an assertion says of the character before."""
    if op is sre.AT:
        return frozenset(("", "\n") if lines else ("",)) if argument in _BEGINNINGS else None
    if op is sre.ASSERT and argument[0] < 0:
        found, empty = _lasts(argument[1], lines)
        return None if empty else found
    return None


def _both(left: Characters | None, right: Characters | None) -> Characters | None:
    if left is None or right is None:
        return right if left is None else left
    return left & right


def _begun(op: Any, argument: Any) -> Characters | None:
    if op is sre.LITERAL:
        return frozenset(chr(argument))
    return members(argument, DIGITS) if op is sre.IN else None


def _lasts(items: Sequence[Any], lines: bool) -> Edge:
    """(last characters, whether the sequence can be empty)."""
    return edge(reversed(items), lambda op, argument: _last(op, argument, lines))


def _last(op: Any, argument: Any, lines: bool) -> Edge:
    if op is sre.AT:
        told = _told(op, argument, lines)
        return told or frozenset(), told is None
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return frozenset(), True
    if op is sre.SUBPATTERN:
        return _lasts(argument[-1], lines)
    if op is sre.BRANCH:
        return union(_lasts(branch, lines) for branch in argument[1])
    if op in REPEATS:
        found, empty = _lasts(argument[2], lines)
        return found, empty or argument[0] == 0
    return _begun(op, argument), False
