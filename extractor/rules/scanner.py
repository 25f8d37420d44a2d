"""Tries each rule only where characters stand that can begin it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import regex
from ahocorasick_rs import AhoCorasick

from extractor.rules.compile import Dispatch, find_dispatch
from extractor.rules.schema import Rule

Matcher = Callable[[str, int, int], Any]
Try = tuple[Matcher, Rule, "regex.Pattern[str] | None"]
NEAR = 40
# So many numerals in a row are no number; rules would try each of them up to the last.
_RUN = re.compile("[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟几数多余来点]{48,}")


class Scanner:
    """Finds the leftmost match of the rule of highest priority, then goes on behind it.

    A rule is tried only where its first two characters can stand; which pairs can is asked of
    the compiled patterns once (partial matching) and kept in ``dispatch``.
    """

    def __init__(self, rules: Sequence[Rule], lists: Mapping[str, Sequence[str]], dispatch: Dispatch | None = None) -> None:
        self.rules = list(rules)
        self.dispatch = dispatch if dispatch is not None else find_dispatch(self.rules, lists)
        needed = {n: regex.compile(n) for n in {r.needs for r in self.rules} if n}
        self._needs = list(needed.values())
        tables: dict[tuple[int, ...], tuple[Try, ...]] = {}
        matchers = [(c.match, r, needed.get(r.needs or "")) for c, r in zip(self.dispatch.compiled, self.rules, strict=True)]

        def entry(numbers: tuple[int, ...]) -> tuple[Try, ...]:
            return tables.setdefault(numbers, tuple(matchers[n] for n in numbers))

        self._by_pair = {pair: entry(numbers) for pair, numbers in self.dispatch.pairs.items()}
        self._by_first = {char: entry(numbers) for char, numbers in self.dispatch.firsts.items()}
        # What a rule is tried at: characters whatever follows them (None: the pair must be looked up), and pairs of the others.
        alone: dict[str, tuple[Try, ...] | None] = {char: None for char, rules in self._by_first.items() if rules}
        anchors = alone | {pair: rules for pair, rules in self._by_pair.items() if rules and pair[0] not in alone}
        self._anchors = AhoCorasick(list(anchors), store_patterns=False)
        self._anchored = list(anchors.values())

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[Rule, Any]]:
        """(rule, match) pairs, left to right, without overlap, in ``text[start:end]``."""
        stop = len(text) if end is None else end
        found: list[tuple[Rule, Any]] = []
        behind = start
        runs = _RUN.finditer(text, start, stop)
        run = next(runs, None)
        anchored, by_pair, by_first = self._anchored, self._by_pair, self._by_first
        ahead = dict.fromkeys(self._needs, -1)
        for number, at, _ in self._anchors.find_matches_as_indexes(text[start:stop], overlapping=True):
            at += start
            if at < behind:
                continue
            if run is not None and at >= run.start():
                behind = max(behind, run.end())
                run = next(runs, None)
                if at < behind:
                    continue
            rules = anchored[number]
            if rules is None:
                rules = by_pair.get(text[at : min(at + 2, stop)])
                if rules is None:
                    rules = by_first[text[at]]
            for match, rule, need in rules:
                if need is not None:
                    where = ahead[need]
                    if where < at:
                        trigger = need.search(text, at, stop)
                        where = ahead[need] = trigger.start() if trigger is not None else stop + NEAR
                    if where - at > NEAR:
                        continue
                hit = match(text, at, stop)
                if hit is not None and hit.end() > at:
                    found.append((rule, hit))
                    behind = hit.end()
                    break
        return found
