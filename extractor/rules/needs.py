"""What a rule needs near it → strings that one automaton can look for."""

from __future__ import annotations

import re._constants as sre
import re._parser as sre_parser
from collections.abc import Iterable
from typing import Any

from extractor.rules.structure import members

# Beyond so many alternatives, or so far behind the beginning of a match, a string is no sign of it.
_MANY = 64
_FAR = 8


def signs(pattern: str) -> frozenset[str] | None:
    """Strings of which one stands at the beginning of every match; None where only digits, or too many strings, are sure to."""
    return _signs(sre_parser.parse(pattern))


def _signs(items: Iterable[Any]) -> frozenset[str] | None:
    """The most telling of the parts that follow one another: the fewest strings, then the longest."""
    found: list[frozenset[str]] = []
    run = ""
    for op, argument in items:
        if op is sre.LITERAL:
            run += chr(argument)
            continue
        found.append(frozenset([run]))
        run = ""
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[1] > _FAR:
            break
        found += filter(None, [_sign(op, argument)])
    found.append(frozenset([run]))
    telling = [words for words in found if all(word and not word.isdigit() for word in words) and len(words) <= _MANY]
    return min(telling, key=lambda words: (len(words), -min(map(len, words)), sorted(words)), default=None)


def _sign(op: Any, argument: Any) -> frozenset[str] | None:
    if op is sre.IN:
        return members(argument, {}, _MANY)
    if op is sre.SUBPATTERN:
        return _signs(argument[-1])
    if op is sre.BRANCH:
        parts = [_signs(branch) for branch in argument[1]]
        known = [part for part in parts if part]
        return frozenset().union(*known) if len(known) == len(parts) else None
    return _signs(argument[2]) if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[0] else None
