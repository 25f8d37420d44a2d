"""Rules → compiled patterns, and which of them can begin with a character or a pair."""

from __future__ import annotations

import re
import re._constants as sre
import re._parser as sre_parser
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import regex

from extractor.errors import RuleError
from extractor.rules.behind import behind
from extractor.rules.quick import Guarded, Quick, guarded, quick
from extractor.rules.schema import Rule
from extractor.rules.structure import DIGITS_AND_SPACES, REPEATS, Characters, Edge, edge, members, union

_LIST = regex.compile(r"\\L<(\w+)>")
_NAMED = re.compile(r"\(\?P?<(\w+)>")


def compile_rule(rule: Rule, lists: Mapping[str, Sequence[str]]) -> regex.Pattern[str]:
    """The compiled pattern of a rule; ``\\L<name>`` stands for any word of ``lists[name]``, longest first."""
    used = {name: list(lists[name]) for name in _LIST.findall(rule.pattern or "") if name in lists}
    try:
        return regex.compile(rule.pattern or "", **used)
    except regex.error as error:
        raise RuleError(f"{rule.file}:{rule.line}: {rule.id}: {error}.", "Correct the pattern.", code="E220") from error


def first_characters(pattern: str, lists: Mapping[str, Sequence[str]]) -> frozenset[str] | None:
    """The characters a match of ``pattern`` can begin with; None if any can."""
    found, _ = _firsts(sre_parser.parse(_plain(pattern, lists)))
    return found


def _plain(pattern: str, lists: Mapping[str, Sequence[str]]) -> str:
    """``pattern`` as the standard parser reads it, for questions about its structure; of a list it says what its words begin with."""
    starts = _LIST.sub(lambda m: "[" + "".join(regex.escape(c) for c in sorted({w[0] for w in lists[m[1]]})) + "].?", pattern)
    names: set[str] = set()

    def once(match: re.Match[str]) -> str:
        # The parser refuses a name that stands twice.
        again = match[1] in names
        names.add(match[1])
        return "(?:" if again else match[0]

    return _NAMED.sub(once, starts)


def _firsts(items: Iterable[Any]) -> Edge:
    """(first characters, whether the sequence can be empty)."""
    return edge(items, _first)


def _first(op: Any, argument: Any) -> Edge:
    if op is sre.LITERAL:
        return frozenset(chr(argument)), False
    if op is sre.IN:
        return members(argument, DIGITS_AND_SPACES), False
    if op is sre.BRANCH:
        return union(_firsts(branch) for branch in argument[1])
    if op is sre.SUBPATTERN:
        return _firsts(argument[-1])
    if op in REPEATS:
        found, empty = _firsts(argument[2])
        return found, empty or argument[0] == 0
    if op is sre.ATOMIC_GROUP:
        return _firsts(argument)
    if op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
        return frozenset(), True
    return None, False


# Characters that no rule names: one of words, one of marks.
_UNKNOWN = ("龘", "‽")
_BEHIND = "(?<="
_AHEAD = "(?="
# What opens or closes a group; escapes and classes are read over.
_GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?<?[=!])?|\)", re.DOTALL)
_ASCII = frozenset(chr(c) for c in range(0x20, 0x7F)) | {"\n"}


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The compiled patterns and which of them (by number) can begin with a character.

    ``pairs`` holds the pairs of characters whose answer differs from that of the first alone; ``behind`` says by number of
    a pattern and first character behind which characters alone it can stand.
    """

    compiled: tuple[regex.Pattern[str] | Quick | Guarded, ...]
    firsts: dict[str, tuple[int, ...]]
    pairs: dict[str, tuple[int, ...]]
    behind: dict[int, dict[str, Characters]] = field(default_factory=dict)


def find_dispatch(rules: Sequence[Rule], lists: Mapping[str, Sequence[str]]) -> Dispatch:
    """Compile ``rules`` and ask each which pairs of characters it can begin with."""
    compiled = tuple(compile_rule(r, lists) for r in rules)
    firsts: dict[str, list[int]] = {}
    changes: dict[str, dict[int, bool]] = {}
    for number, (pattern, rule) in enumerate(zip(compiled, rules, strict=True)):
        asked = _blind(pattern, rule, lists)
        seconds = _characters(rule, lists) if asked is not None else ()
        for first in _firsts_of(rule, lists):
            usual = asked is None or _can_begin(asked, first)
            listed = firsts.setdefault(first, [])
            if usual:
                listed.append(number)
            for second in seconds:
                can = asked is not None and bool(asked.match(first + second, partial=True))
                if can != usual:
                    changes.setdefault(first + second, {})[number] = can
    pairs = {pair: _changed(firsts[pair[0]], change) for pair, change in changes.items()}
    best = tuple(quick(r.pattern or "", lists) or guarded(r.pattern or "", lists, c) or c for c, r in zip(compiled, rules, strict=True))
    standing = {number: behind(_plain(rule.pattern or "", lists)) for number, rule in enumerate(rules)}
    return Dispatch(best, {c: tuple(n) for c, n in firsts.items()}, pairs, {number: found for number, found in standing.items() if found})


def _can_begin(pattern: regex.Pattern[str], first: str) -> bool:
    """Whether a match can begin with ``first`` at the end of a text or before a character that no rule names."""
    return bool(pattern.match(first)) or any(pattern.match(first + unknown, partial=True) for unknown in _UNKNOWN)


def _blind(pattern: regex.Pattern[str], rule: Rule, lists: Mapping[str, Sequence[str]]) -> regex.Pattern[str] | None:
    """The pattern to ask about two characters alone, whatever stands before them; None if it cannot be asked.

    An empty alternative lets every look behind succeed, so the answer is never a wrong no, unless one stands
    where success forbids.
    """
    text = rule.pattern or ""
    bare = text[_head(text) :]
    if _forbids_behind(bare):
        return None
    asked = bare.replace(_BEHIND, _BEHIND + "|")
    return pattern if asked == text else compile_rule(replace(rule, pattern=asked), lists)


def _head(pattern: str) -> int:
    """How long a look-ahead is with which a pattern begins: two characters are too few for it to say no."""
    depth = 0
    for token in _GROUP.finditer(pattern) if pattern.startswith(_AHEAD) else ():
        depth += (token[0][0] == "(") - (token[0] == ")")
        if not depth:
            return token.end()
    return 0


def _forbids_behind(pattern: str) -> bool:
    """Whether a look behind stands in a negative assertion."""
    forbidding: list[bool] = []
    for token in _GROUP.findall(pattern):
        if token == ")":
            forbidding.pop()
        elif token[0] == "(":
            if token == _BEHIND and any(forbidding):
                return True
            forbidding.append(token in ("(?!", "(?<!"))
    return False


def _changed(usual: Sequence[int], change: Mapping[int, bool]) -> tuple[int, ...]:
    return tuple(sorted({n for n in usual if change.get(n, True)} | {n for n, can in change.items() if can}))


def _firsts_of(rule: Rule, lists: Mapping[str, Sequence[str]]) -> frozenset[str]:
    found = first_characters(rule.pattern or "", lists)
    if found is None:
        where = f"{rule.file}:{rule.line}: {rule.id}"
        raise RuleError(f"{where} can begin with any character.", "Begin it with a word or class.", code="E221")
    return found - {" ", "\n"}


def _characters(rule: Rule, lists: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Every character that a rule or one of its word lists names; all others are alike to it."""
    out = set(_ASCII) | set(rule.pattern or "")
    for name in _LIST.findall(rule.pattern or ""):
        for word in lists.get(name, ()):
            out.update(word)
    return frozenset(out)
