"""Tries each rule only where characters stand that can begin it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ahocorasick_rs import AhoCorasick

from extractor.rules.compile import Dispatch, find_dispatch
from extractor.rules.needs import signs
from extractor.rules.quick import Guarded
from extractor.rules.schema import Rule

Matcher = Callable[[str, int, int], Any]
# The number of a word and where it stands. Of lists of them, not of sequences, compiled modules know how to read one without a call.
Hit = tuple[int, int, int]
# What must match, if anything, where a rule is tried; the match itself.
Try = tuple[Matcher | None, Matcher, Rule]
# What a rule needs is kept for blocks of so many characters (a power of two); it stands in the block where the rule is tried or
# in one of the next three.
_BLOCK: Final = 4
# So many numerals in a row are no number; rules would try each of them up to the last.
_NUMERAL: Final = "[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟几数多余来点]"
_RUN: Final = re.compile(_NUMERAL + "{48,}")
# Of every twelfth character such a run holds four, side by side; hardly anything else does.
_STEP: Final = 12
_FOUR: Final = re.compile(_NUMERAL + "{4}")


class Entry:
    """The rules that can begin with some characters, in their order, each with the bits of what it needs near or before it."""

    def __init__(self, rules: Sequence[tuple[Try, int]]) -> None:
        self._rules = rules
        self.bits = 0
        for _, bits in rules:
            self.bits |= bits
        # What was asked of ``tries`` before.
        self.known: dict[int, list[Try]] = {}

    def tries(self, near: int) -> list[Try]:
        """The rules that have what they need; ``near`` are the bits of what stands near and before, of ``bits`` only."""
        found = self.known[near] = [way for way, bits in self._rules if bits & near == bits]
        return found


class _Entries:
    """Makes one entry for all characters that the same rules can begin with under the same conditions."""

    def __init__(self, tries: Sequence[tuple[Try, int]], befores: Mapping[int, Mapping[str, int]]) -> None:
        self._tries = tries
        self._befores = befores
        self._asked: dict[tuple[tuple[int, ...], str], Entry] = {}
        self._made: dict[tuple[tuple[int, int], ...], Entry] = {}

    def of(self, numbers: tuple[int, ...], first: str) -> Entry:
        """The entry of these rules where they begin with ``first``."""
        found = self._asked.get((numbers, first))
        if found is None:
            ways = tuple([(n, self._befores[n].get(first, 0) if n in self._befores else 0) for n in numbers])
            found = self._asked[numbers, first] = self._made.get(ways) or self._new(ways)
        return found

    def _new(self, ways: tuple[tuple[int, int], ...]) -> Entry:
        rules: list[tuple[Try, int]] = []
        for number, before in ways:
            way, bits = self._tries[number]
            rules.append((way, bits | before))
        found = self._made[ways] = Entry(rules)
        return found


def _try(pattern: Any, rule: Rule) -> Try:
    return (pattern.guard, pattern.exact, rule) if isinstance(pattern, Guarded) else (None, pattern.match, rule)


class Scanner:
    """Finds the leftmost match of the rule of highest priority, then goes on behind it.

    A rule is tried only where its first two characters can stand; which pairs can is asked of
    the compiled patterns once (partial matching) and kept in ``dispatch``.
    """

    def __init__(self, rules: Sequence[Rule], lists: Mapping[str, Sequence[str]], dispatch: Dispatch | None = None) -> None:
        self.rules = list(rules)
        self.dispatch = dispatch if dispatch is not None else find_dispatch(self.rules, lists)
        needed = {n: signs(n) for n in dict.fromkeys(r.needs for r in self.rules) if n}
        bits = {words: 1 << i for i, words in enumerate(dict.fromkeys(w for w in needed.values() if w))}
        standing = self.dispatch.behind
        befores = {chars: 1 << len(bits) + i for i, chars in enumerate(dict.fromkeys(c for b in standing.values() for c in b.values()))}
        # Character → the bits of what can stand behind it; the empty string is the beginning of the text.
        self._before: dict[str, int] = {}
        for chars, bit in befores.items():
            for char in chars:
                self._before[char] = self._before.get(char, 0) | bit
        tries = [
            (_try(c, r), bits.get(needed.get(r.needs or "") or frozenset(), 0))
            for c, r in zip(self.dispatch.compiled, self.rules, strict=True)
        ]
        entries = _Entries(tries, {n: {first: befores[c] for first, c in found.items()} for n, found in standing.items()})
        self._by_pair = {pair: entries.of(numbers, pair[0]) for pair, numbers in self.dispatch.pairs.items()}
        self._by_first = {char: entries.of(numbers, char) for char, numbers in self.dispatch.firsts.items()}
        # What a rule is tried at: characters whatever follows them (None: the pair must be looked up), and pairs of the others.
        alone: dict[str, Entry | None] = {char: None for char, numbers in self.dispatch.firsts.items() if numbers}
        anchors = alone | {pair: self._by_pair[pair] for pair, numbers in self.dispatch.pairs.items() if numbers and pair[0] not in alone}
        near = dict.fromkeys(anchors, 0)
        for words, bit in bits.items():
            for word in words:
                near[word] = near.get(word, 0) | bit
        self._automaton = AhoCorasick(list(near), store_patterns=False)
        self._anchored = list(anchors.values())
        self._near = list(near.values())

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[Rule, Any]]:
        """(rule, match) pairs, left to right, without overlap, in ``text[start:end]``."""
        stop = len(text) if end is None else end
        # As an object, which a matcher takes: else it would be made one for each.
        limit: Any = stop
        found: list[tuple[Rule, Any]] = []
        hits: list[Hit] = self._automaton.find_matches_as_indexes(text[start:stop], overlapping=True)
        near = self._blocks(hits, stop - start)
        behind = start
        runs = _RUN.finditer(text, start, stop)
        run = next(runs, None) if _FOUR.search(text[start:stop:_STEP]) else None
        anchored, by_pair, by_first, before = self._anchored, self._by_pair, self._by_first, self._before
        anchors = len(anchored)
        for number, offset, _ in hits:
            at = offset + start
            if at < behind or number >= anchors:
                continue
            if run is not None and at >= run.start():
                behind = max(behind, run.end())
                run = next(runs, None)
                if at < behind:
                    continue
            entry = anchored[number]
            if entry is None:
                entry = by_pair.get(text[at : at + 2] if at + 2 <= stop else text[at:stop])
                if entry is None:
                    entry = by_first[text[at]]
            bits = entry.bits
            if bits:
                block = offset >> _BLOCK
                bits &= near[block] | near[block + 1] | near[block + 2] | near[block + 3] | before.get(text[at - 1] if at else "", 0)
            tries = entry.known.get(bits)
            if tries is None:
                tries = entry.tries(bits)
            here: Any = at
            for guard, match, rule in tries:
                if guard is not None and guard(text, here, limit) is None:
                    continue
                hit = match(text, here, limit)
                if hit is not None and (reached := hit.end()) > at:
                    found.append((rule, hit))
                    behind = reached
                    break
        return found

    def _blocks(self, hits: list[Hit], size: int) -> list[int]:
        """The bits of the signs that stand in each block of a text, and of three more behind it."""
        near = self._near
        out = [0] * ((size >> _BLOCK) + 4)
        for number, offset, _ in hits:
            bits = near[number]
            if bits:
                out[offset >> _BLOCK] |= bits
        return out
