"""Rules → a scanner that tries a rule only where a character stands that can begin it."""

from __future__ import annotations

import re._constants as sre
import re._parser as sre_parser
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import regex

from extractor.errors import RuleError
from extractor.rules.schema import Rule

Matcher = Callable[[str, int], Any]
_LIST = regex.compile(r"\\L<(\w+)>")
ANY: frozenset[str] | None = None
_CATEGORIES = {sre.CATEGORY_DIGIT: frozenset("0123456789"), sre.CATEGORY_SPACE: frozenset(" \n")}


def compile_rule(rule: Rule, lists: Mapping[str, Sequence[str]]) -> regex.Pattern[str]:
    """The compiled pattern of a rule; ``\\L<name>`` stands for any word of ``lists[name]``, longest first."""
    used = {name: list(lists[name]) for name in _LIST.findall(rule.pattern or "") if name in lists}
    try:
        return regex.compile(rule.pattern or "", **used)
    except regex.error as error:
        raise RuleError(f"{rule.file}:{rule.line}: {rule.id}: {error}.", "Correct the pattern.", code="E220") from error


def first_characters(pattern: str, lists: Mapping[str, Sequence[str]]) -> frozenset[str] | None:
    """The characters a match of ``pattern`` can begin with; None if any can."""
    starts = _LIST.sub(lambda m: "[" + "".join(regex.escape(c) for c in sorted({w[0] for w in lists[m[1]]})) + "]", pattern)
    names: set[str] = set()

    def once(match: Any) -> str:
        # The standard parser, used here only to read the pattern's structure, refuses a name that stands twice.
        again = match[1] in names
        names.add(match[1])
        return "(?:" if again else match[0]

    plain = regex.sub(r"\(\?P?<(\w+)>", once, starts)
    found, _ = _firsts(sre_parser.parse(plain))
    return found


def _firsts(items: Iterable[Any]) -> tuple[frozenset[str] | None, bool]:
    """(first characters, whether the sequence can be empty)."""
    out: frozenset[str] = frozenset()
    for op, argument in items:
        found, empty = _first(op, argument)
        if found is None:
            return None, empty
        out |= found
        if not empty:
            return out, False
    return out, True


def _first(op: Any, argument: Any) -> tuple[frozenset[str] | None, bool]:
    if op is sre.LITERAL:
        return frozenset(chr(argument)), False
    if op is sre.IN:
        return _members(argument), False
    if op is sre.BRANCH:
        return _union(_firsts(branch) for branch in argument[1])
    if op is sre.SUBPATTERN:
        return _firsts(argument[-1])
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        found, empty = _firsts(argument[2])
        return found, empty or argument[0] == 0
    if op is sre.ATOMIC_GROUP:
        return _firsts(argument)
    if op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
        return frozenset(), True
    return None, False


def _members(argument: Any) -> frozenset[str] | None:
    out: set[str] = set()
    for op, value in argument:
        if op is sre.LITERAL:
            out.add(chr(value))
        elif op is sre.RANGE and value[1] - value[0] < 500:
            out.update(chr(c) for c in range(value[0], value[1] + 1))
        elif op is sre.CATEGORY and value in _CATEGORIES:
            out |= _CATEGORIES[value]
        else:
            return None
    return frozenset(out)


def _union(parts: Iterable[tuple[frozenset[str] | None, bool]]) -> tuple[frozenset[str] | None, bool]:
    out: frozenset[str] = frozenset()
    empty = False
    for found, can_be_empty in parts:
        if found is None:
            return None, can_be_empty
        out |= found
        empty = empty or can_be_empty
    return out, empty


class Scanner:
    """Finds the leftmost match of the rule of highest priority, then goes on behind it."""

    def __init__(self, rules: Sequence[Rule], lists: Mapping[str, Sequence[str]]) -> None:
        self.rules = list(rules)
        by_char: dict[str, list[tuple[Matcher, Rule]]] = {}
        for rule in self.rules:
            compiled = compile_rule(rule, lists)
            firsts = first_characters(rule.pattern or "", lists)
            if firsts is None:
                raise RuleError(
                    f"{rule.file}:{rule.line}: {rule.id} can begin with any character.", "Begin it with a word or class.", code="E221"
                )
            for char in firsts - {" ", "\n"}:
                by_char.setdefault(char, []).append((compiled.match, rule))
        self._by_char = {c: tuple(ms) for c, ms in by_char.items()}
        self._anchor = regex.compile("[" + "".join(regex.escape(c) for c in sorted(by_char)) + "]")

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[Rule, Any]]:
        """(rule, match) pairs, left to right, without overlap, in ``text[start:end]``."""
        stop = len(text) if end is None else end
        found: list[tuple[Rule, Any]] = []
        behind = start
        by_char = self._by_char
        for anchor in self._anchor.finditer(text, start, stop):
            at = anchor.start()
            if at < behind:
                continue
            for match, rule in by_char[text[at]]:
                hit = match(text, at, stop)
                if hit is not None and hit.end() > at:
                    found.append((rule, hit))
                    behind = hit.end()
                    break
        return found
