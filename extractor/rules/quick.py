"""Patterns for the standard library's matcher, which takes a third of the time of ``regex`` where it knows what a pattern says."""

from __future__ import annotations

import _sre
import re
import re._compiler as sre_compiler
import re._parser as sre_parser
import sys
import warnings
from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import regex

from extractor.rules.lookbehind import loosen, split_look_behinds
from extractor.rules.widths import widened

_LIST = re.compile(r"\\L<(\w+)>")
_NAME = re.compile(r"\(\?P<\w+>")
# Fuzzy counts of regex, which the standard library reads as plain characters.
_FUZZY = re.compile(r"(?<!\\)\{[^\d,}]")
# Before 3.11.5 the standard library loses matches of possessive repeats and atomic groups.
_POSSESSIVE = re.compile(r"(?<!\\)[+*?}]\+|\(\?>")
_LOSES_POSSESSIVE = sys.version_info < (3, 11, 5)
# Of so many ways to begin a class is asked first.
_MANY = 8
_Code = tuple[str, int, bytes, int, dict[str, int], tuple[str | None, ...]]


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``pattern`` for searches in a text, by the standard library where it knows all of it, else by ``regex``."""
    pattern = widened(pattern)
    if not _is_lost(pattern):
        with warnings.catch_warnings(), suppress(re.error, FutureWarning):
            warnings.simplefilter("error", FutureWarning)
            return re.compile(pattern, flags)
    slow: re.Pattern[str] = regex.compile(pattern, flags)
    return slow


def unnamed(pattern: str) -> str:
    """``pattern`` without the names of its groups: one that stands twice is not known to the standard library."""
    return _NAME.sub("(?:", pattern)


class Following:
    """A pattern that must stand behind what ``behind`` says, or where the search goes on.

    ``behind`` is a character with what must stand around it: a search for it takes a third of the time of a look-behind at every
    character. The matches begin with it.
    """

    def __init__(self, behind: str, pattern: str) -> None:
        self._here = compiled(pattern)
        self._later = compiled(f"{behind}(?:{pattern})")

    def finditer(self, text: str, start: int, end: int) -> list[re.Match[str]]:
        """The matches in ``text[start:end]``, left to right."""
        out: list[re.Match[str]] = []
        while found := self._here.match(text, start, end) or self._later.search(text, start, end):
            out.append(found)
            start = found.end()
        return out


class Quick:
    """A pattern compiled by the standard library; pickled with its code, so that reading it back compiles nothing."""

    __slots__ = ("_code", "match")

    def __init__(self, code: _Code) -> None:
        self._code = code
        text, flags, numbers, groups, names, order = code
        self.match = _sre.compile(text, flags, array("I", numbers).tolist(), groups, names, order).match

    def __reduce__(self) -> tuple[type[Quick], tuple[_Code]]:
        return Quick, (self._code,)


class Guarded:
    """A pattern of ``regex`` that is tried only where the standard library matches it without its look-behinds.

    ``guard`` is the match of the standard library, ``exact`` that of ``regex``, ``match`` the one behind the other.
    """

    __slots__ = ("_loose", "_whole", "exact", "guard", "match")

    def __init__(self, loose: Quick, whole: regex.Pattern[str]) -> None:
        self._loose = loose
        self._whole = whole
        self.guard, self.exact = can_match, match = loose.match, whole.match
        self.match = lambda text, start=0, end=sys.maxsize: match(text, start, end) if can_match(text, start, end) else None

    def __reduce__(self) -> tuple[type[Guarded], tuple[Quick, regex.Pattern[str]]]:
        return Guarded, (self._loose, self._whole)


def guarded(pattern: str, lists: Mapping[str, Sequence[str]], whole: regex.Pattern[str]) -> Guarded | None:
    """``whole``, which is ``pattern`` compiled, behind a guard; None where the standard library cannot read it."""
    # A guard finds no groups, and the standard library refuses a name that stands twice.
    loose = quick(unnamed(pattern), lists, loosened=True)
    return None if loose is None else Guarded(loose, whole)


def quick(pattern: str, lists: Mapping[str, Sequence[str]], *, loosened: bool = False) -> Quick | None:
    """``pattern`` with its lists for the standard library; None where that does not know all of it.

    ``loosened``: without the look-behinds that it does not know.
    """
    if _FUZZY.search(pattern) or _is_lost(pattern):
        return None
    text = _LIST.sub(lambda m: any_of(lists[m[1]]), pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            return Quick(_code(text, loosened))
    except (re.error, FutureWarning, AttributeError, _NoGuardError):
        return None


def _is_lost(pattern: str) -> bool:
    return _LOSES_POSSESSIVE and _POSSESSIVE.search(pattern) is not None


class _NoGuardError(Exception):
    """A pattern that may match less without its look-behinds."""


def _code(text: str, loosened: bool) -> _Code:
    parsed = sre_parser.parse(text)
    if not _LOSES_POSSESSIVE:
        split_look_behinds(parsed)
    if loosened and not loosen(parsed):
        raise _NoGuardError
    state = parsed.state
    order: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        order[number] = name
    numbers: Any = sre_compiler._code(parsed, 0)
    return text, state.flags, array("I", numbers).tobytes(), state.groups - 1, state.groupdict, tuple(order)


def any_of(words: Sequence[str]) -> str:
    """A regular expression for any of ``words``, the longest first, by their common beginnings.

    Of many it asks first whether one can begin here, which is quicker than to try each.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    firsts = f"(?=[{''.join(map(re.escape, sorted(tree)))}])" if len(tree) >= _MANY and "" not in tree else ""
    return firsts + _branches(tree) if tree else "(?!)"


def _branches(node: dict[str, Any]) -> str:
    last = "".join(re.escape(char) for char, below in sorted(node.items()) if char and below.keys() == {""})
    branches = [re.escape(char) + _branches(below) for char, below in sorted(node.items()) if char and below.keys() != {""}]
    branches += [f"[{last}]"] if last else []
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "") if branches else ""
