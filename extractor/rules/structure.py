"""What the parsed parts of a pattern say of characters, for whoever asks what a match can begin with or stand behind."""

from __future__ import annotations

import re._constants as sre
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Characters = frozenset[str]
"""Of which one must stand at some place; the empty string is the beginning of the text."""

Edge = tuple[Characters | None, bool]
"""(characters with which a part begins or ends, whether it can be empty); None: any."""

REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
Categories = Mapping[Any, Characters]
# A folded text has no digits of other scripts and begins no match with another space.
DIGITS: Categories = {sre.CATEGORY_DIGIT: frozenset("0123456789")}
DIGITS_AND_SPACES: Categories = {**DIGITS, sre.CATEGORY_SPACE: frozenset(" \n")}
# A wider range stands for nearly everything.
_WIDEST = 500


def members(argument: Any, categories: Categories, widest: int = _WIDEST) -> Characters | None:
    """The characters of a class; None where it has a range of ``widest`` or more, or a category that is not among ``categories``."""
    out: set[str] = set()
    for op, value in argument:
        if op is sre.LITERAL:
            out.add(chr(value))
        elif op is sre.RANGE and value[1] - value[0] < widest:
            out.update(map(chr, range(value[0], value[1] + 1)))
        elif op is sre.CATEGORY and value in categories:
            out |= categories[value]
        else:
            return None
    return frozenset(out)


def edge(parts: Iterable[Any], read: Callable[[Any, Any], Edge]) -> Edge:
    """The edge of parts that follow one another, from the one at the edge inwards; ``read`` gives that of a part."""
    out: Characters = frozenset()
    for op, argument in parts:
        found, empty = read(op, argument)
        if found is None:
            return None, empty
        out |= found
        if not empty:
            return out, False
    return out, True


def union(edges: Iterable[Edge]) -> Edge:
    """The edge of parts of which one stands there."""
    out: Characters = frozenset()
    empty = False
    for found, can_be_empty in edges:
        if found is None:
            return None, can_be_empty
        out |= found
        empty = empty or can_be_empty
    return out, empty
