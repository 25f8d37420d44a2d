"""Name rules and gazetteers → one automaton per job and sets of words by role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs

from extractor.errors import RuleError
from extractor.model import Span
from extractor.rules import Rule, RuleSet
from extractor.rules.compile import first_characters


@dataclass(slots=True)
class Found:
    """A candidate name. ``rank`` decides between overlapping ones: higher wins, then longer, then earlier.

    ``codes`` are '|'-joined location codes, ``adcode`` the one of a place's own; both for places only.
    """

    start: int
    end: int
    kind: str
    rule: str
    rank: int
    adcode: str | None = None
    codes: str = ""


# So many words make an automaton large.
_MANY = 4000


class Words:
    """An Aho–Corasick automaton over words with a payload each; the leftmost longest wins."""

    def __init__(self, payloads: Mapping[str, Any]) -> None:
        self._payloads = list(payloads.values())
        self._find = ahocorasick_rs.AhoCorasick(
            list(payloads),
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            store_patterns=False,
            # Of many words the fastest form takes longer to make than a run of some articles saves.
            implementation=ahocorasick_rs.Implementation.DFA if len(payloads) < _MANY else None,
        ).find_matches_as_indexes

    def scan(self, text: str, spans: Sequence[Span]) -> list[tuple[int, int, Any]]:
        """(start, end, payload), left to right."""
        out: list[tuple[int, int, Any]] = []
        payloads = self._payloads
        for start, end in spans:
            out += [(start + a, start + b, payloads[i]) for i, a, b in self._find(text[start:end])]
        return out


class Begun:
    """A pattern that is tried only where a character stands that can begin it: faster than a search where these are few."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self._starts = first_characters(pattern.pattern, {})

    def finditer(self, text: str, start: int, end: int) -> list[re.Match[str]]:
        """As the pattern's own."""
        if self._starts is None:
            return list(self.pattern.finditer(text, start, end))
        spots: list[int] = []
        for char in self._starts:
            at = text.find(char, start, end)
            while at >= 0:
                spots.append(at)
                at = text.find(char, at + 1, end)
        out: list[re.Match[str]] = []
        for at in sorted(spots):
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


_NOTHING = re.compile(r"(?!)")
