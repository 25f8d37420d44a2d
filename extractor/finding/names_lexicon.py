"""Name rules and gazetteers → one automaton per job and sets of words by role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import ahocorasick_rs

from extractor.errors import RuleError
from extractor.model import Span
from extractor.rules import Rule, RuleSet
from extractor.rules.compile import first_characters


@dataclass(slots=True, init=False)
class Found:
    """A candidate name. ``rank`` decides between overlapping ones: higher wins, then longer, then earlier.

    ``codes`` are '|'-joined location codes, ``adcode`` the one of a place's own; both for places only.
    """

    start: int
    end: int
    kind: str
    rule: str
    rank: int
    adcode: str | None
    codes: str

    def __init__(self, start: int, end: int, kind: str, rule: str, rank: int, adcode: str | None = None, codes: str = "") -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.rule = rule
        self.rank = rank
        self.adcode = adcode
        self.codes = codes


Hit = tuple[int, int, Any]
"""Where a word begins and ends, and its payload."""


class WordLists:
    """Lists of words with a payload each, looked for in one pass: an automaton each would put the others out of the processor's cache."""

    def __init__(self, *lists: Mapping[str, Any]) -> None:
        entries: dict[str, list[tuple[int, Any]]] = {}
        for number, payloads in enumerate(lists):
            for word, payload in payloads.items():
                entries.setdefault(word, []).append((number, payload))
        self._count = len(lists)
        self._entries = list(entries.values())
        self._find = ahocorasick_rs.AhoCorasick(list(entries), store_patterns=False).find_matches_as_indexes

    def scan(self, text: str, spans: Sequence[Span]) -> list[list[Hit]]:
        """The hits of each list, left to right; of those that overlap the leftmost, then the longest."""
        out: list[list[Hit]] = [[] for _ in range(self._count)]
        entries = self._entries
        for offset, stop in spans:
            # They come in the order of their ends.
            found: list[tuple[int, int, int]] = self._find(text[offset:stop], overlapping=True)
            for number, a, b in found:
                for which, payload in entries[number]:
                    hits = out[which]
                    if hits and hits[-1][1] > offset + a:
                        _settle(hits, (offset + a, offset + b, payload))
                    else:
                        hits.append((offset + a, offset + b, payload))
        return out


def _settle(hits: list[Hit], new: Hit) -> None:
    """A hit that ends behind all others, in place of those that it overlaps, unless one of them begins before it."""
    start = new[0]
    kept = len(hits)
    while kept and hits[kept - 1][0] >= start:
        kept -= 1
    if not kept or hits[kept - 1][1] <= start:
        hits[kept:] = [new]


class Begun:
    """A pattern that is tried only where a character stands that can begin it: faster than a search where these are few.

    ``starts`` are these characters; None: any.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.starts = first_characters(pattern.pattern, {})

    def finditer(self, text: str, start: int, end: int) -> list[re.Match[str]]:
        """As the pattern's own."""
        if self.starts is None:
            return list(self.pattern.finditer(text, start, end))
        spots: list[int] = []
        for char in self.starts:
            at = text.find(char, start, end)
            while at >= 0:
                spots.append(at)
                at = text.find(char, at + 1, end)
        return self.at(text, sorted(spots), start, end)

    def at(self, text: str, spots: Sequence[int], start: int, end: int) -> list[re.Match[str]]:
        """The same, where it is known where ``starts`` stand."""
        out: list[re.Match[str]] = []
        for at in spots:
            found = self.pattern.match(text, at, end) if at >= start else None
            if found:
                out.append(found)
                start = found.end()
        return out


class Lexicon:
    """The rules of kind ``name`` by type and role."""

    def __init__(self, rules: RuleSet) -> None:
        self.tables = rules.tables
        self._by_role: dict[tuple[str, str], list[Rule]] = {}
        for rule in rules.of("name"):
            self._by_role.setdefault((rule.fields.get("type", ""), rule.fields.get("role", "")), []).append(rule)

    def rules(self, type_: str, role: str) -> list[Rule]:
        """The rules of a type and role; empty if there are none."""
        return self._by_role.get((type_, role), [])

    def words(self, type_: str, role: str) -> frozenset[str]:
        """All words of the rules of a type and role."""
        return frozenset(w for rule in self.rules(type_, role) for w in rule.words)

    def characters(self, type_: str, role: str) -> frozenset[str]:
        """The single characters of the rules of a type and role, written as strings of characters."""
        return frozenset("".join(self.words(type_, role)))

    def table(self, name: str) -> Iterable[dict[str, str]]:
        """The rows of a table; empty if there is none."""
        return self.tables.get(name, ())

    def pattern(self, type_: str, role: str) -> re.Pattern[str]:
        """The patterns of the rules of a type and role as one; it matches nothing if there are none."""
        patterns = [rule.pattern for rule in self.rules(type_, role) if rule.pattern]
        if not patterns:
            return _NOTHING
        try:
            return re.compile(patterns[0] if len(patterns) == 1 else "|".join(f"(?:{p})" for p in patterns))
        except re.error as error:
            rule = self.rules(type_, role)[0]
            raise RuleError(f"{rule.file}:{rule.line}: {rule.id}: {error}.", "Correct the pattern.", code="E220") from error


_NOTHING: Final = re.compile(r"(?!)")
