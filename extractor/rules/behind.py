"""What must stand before a match: for each character that a pattern can begin with, the characters it can stand behind."""

from __future__ import annotations

import re._constants as sre
import re._parser as sre_parser
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Characters = frozenset[str]
"""Of which one must stand before; the empty string is the beginning of the text."""
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_BEGINNINGS = (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING)
# Wider classes stand before nearly everything.
_WIDEST = 500


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
        elif op in _REPEATS:
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
    return _members(argument) if op is sre.IN else None


def _lasts(items: Iterable[Any], lines: bool) -> tuple[Characters | None, bool]:
    """(last characters, whether the sequence can be empty); None: any."""
    out: Characters = frozenset()
    for op, argument in reversed(list(items)):
        found, empty = _last(op, argument, lines)
        if found is None:
            return None, empty
        out |= found
        if not empty:
            return out, False
    return out, True


def _last(op: Any, argument: Any, lines: bool) -> tuple[Characters | None, bool]:
    if op is sre.AT:
        told = _told(op, argument, lines)
        return told or frozenset(), told is None
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return frozenset(), True
    if op is sre.SUBPATTERN:
        return _lasts(argument[-1], lines)
    if op is sre.BRANCH:
        parts = [_lasts(branch, lines) for branch in argument[1]]
        known = [found for found, _ in parts if found is not None]
        return frozenset().union(*known) if len(known) == len(parts) else None, any(empty for _, empty in parts)
    if op in _REPEATS:
        found, empty = _lasts(argument[2], lines)
        return found, empty or argument[0] == 0
    return _begun(op, argument), False


def _members(argument: Any) -> Characters | None:
    out: set[str] = set()
    for op, value in argument:
        if op is sre.LITERAL:
            out.add(chr(value))
        elif op is sre.RANGE and value[1] - value[0] < _WIDEST:
            out.update(map(chr, range(value[0], value[1] + 1)))
        elif op is sre.CATEGORY and value is sre.CATEGORY_DIGIT:
            # Digits of other scripts are no digits of a folded text.
            out.update("0123456789")
        else:
            return None
    return frozenset(out)
