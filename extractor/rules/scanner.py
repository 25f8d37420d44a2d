"""Tries each rule only where characters stand that can begin it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

from extractor.rules.compile import Dispatch, find_dispatch
from extractor.rules.needs import signs
from extractor.rules.schema import Rule

Matcher = Callable[[str, int, int], Any]
Try = tuple[Matcher, Rule]
# What a rule needs is kept for blocks of so many characters (a power of two); it stands in the block where the rule is tried or
# in one of the next three.
_BLOCK = 4
# So many numerals in a row are no number; rules would try each of them up to the last.
_NUMERAL = "[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟几数多余来点]"
_RUN = re.compile(_NUMERAL + "{48,}")
# Of every 24th character such a run holds two, side by side.
_STEP = 24
_TWO = re.compile(_NUMERAL + "{2}")


class Entry:
    """The rules that can begin with some characters, in their order, each with the bit of what it needs near it (0: nothing)."""

    def __init__(self, rules: Sequence[tuple[Matcher, Rule, int]]) -> None:
        self._rules = rules
        self.bits = 0
        for _, _, bit in rules:
            self.bits |= bit
        self._tries: dict[int, list[Try]] = {}

    def tries(self, near: int) -> list[Try]:
        """The rules that have what they need; ``near`` are the bits of what stands near, of ``bits`` only."""
        found = self._tries.get(near)
        if found is None:
            found = self._tries[near] = [(match, rule) for match, rule, bit in self._rules if bit & near == bit]
        return found


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
        matchers = [
            (c.match, r, bits.get(needed.get(r.needs or "") or frozenset(), 0))
            for c, r in zip(self.dispatch.compiled, self.rules, strict=True)
        ]
        entries: dict[tuple[int, ...], Entry] = {}

        def entry(numbers: tuple[int, ...]) -> Entry:
            if numbers not in entries:
                entries[numbers] = Entry([matchers[n] for n in numbers])
            return entries[numbers]

        self._by_pair = {pair: entry(numbers) for pair, numbers in self.dispatch.pairs.items()}
        self._by_first = {char: entry(numbers) for char, numbers in self.dispatch.firsts.items()}
        # What a rule is tried at: characters whatever follows them (None: the pair must be looked up), and pairs of the others.
        alone: dict[str, Entry | None] = {char: None for char, numbers in self.dispatch.firsts.items() if numbers}
        anchors = alone | {pair: self._by_pair[pair] for pair, numbers in self.dispatch.pairs.items() if numbers and pair[0] not in alone}
        near = dict.fromkeys(anchors, 0)
        for words, bit in bits.items():
            for word in words:
                near[word] = near.get(word, 0) | bit
        self._automaton = AhoCorasick(list(near), store_patterns=False, implementation=Implementation.DFA)
        self._anchored = list(anchors.values())
        self._near = list(near.values())

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[Rule, Any]]:
        """(rule, match) pairs, left to right, without overlap, in ``text[start:end]``."""
        stop = len(text) if end is None else end
        found: list[tuple[Rule, Any]] = []
        hits = self._automaton.find_matches_as_indexes(text[start:stop], overlapping=True)
        near = self._blocks(hits, stop - start)
        behind = start
        runs = _RUN.finditer(text, start, stop)
        run = next(runs, None) if _TWO.search(text[start:stop:_STEP]) else None
        anchored, by_pair, by_first = self._anchored, self._by_pair, self._by_first
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
                entry = by_pair.get(text[at : min(at + 2, stop)])
                if entry is None:
                    entry = by_first[text[at]]
            bits = entry.bits
            if bits:
                block = offset >> _BLOCK
                bits &= near[block] | near[block + 1] | near[block + 2] | near[block + 3]
            for match, rule in entry.tries(bits):
                hit = match(text, at, stop)
                if hit is not None and hit.end() > at:
                    found.append((rule, hit))
                    behind = hit.end()
                    break
        return found

    def _blocks(self, hits: Sequence[tuple[int, int, int]], size: int) -> list[int]:
        """The bits of the signs that stand in each block of a text, and of three more behind it."""
        near = self._near
        out = [0] * ((size >> _BLOCK) + 4)
        for number, offset, _ in hits:
            bits = near[number]
            if bits:
                out[offset >> _BLOCK] |= bits
        return out
