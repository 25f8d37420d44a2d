"""Noun phrase → what is measured: its head in the lexicons, category and nature."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor.rules.schema import RuleSet


@dataclass(frozen=True, slots=True)
class Head:
    """The lexicon entry that ends a noun phrase. ``counted`` for things, else a measured magnitude."""

    text: str
    category: str
    nature: str
    counted: bool
    rule: str


class Indicators:
    """The indicator, counted-noun and unit-fallback tables."""

    def __init__(self, rules: RuleSet) -> None:
        self.measured = {
            r["indicator"]: Head(r["indicator"], r["category"], r["nature"], False, "indicator." + r["indicator"])
            for r in rules.table("indicators/indicators")
        }
        self.counted = {
            r["noun"]: Head(r["noun"], r["category"], r["nature"], True, "counted." + r["noun"]) for r in rules.table("indicators/counted")
        }
        self.by_unit = {r["unit"]: r["category"] for r in rules.table("indicators/fallback")}
        self._longest = max(map(len, [*self.measured, *self.counted, ""]))
        self.head = lru_cache(20_000)(self._head)
        self.inner = lru_cache(20_000)(self._inner)

    def _head(self, phrase: str, counts: bool) -> Head | None:
        """The longest entry that ends ``phrase``; of equal ones the counted noun for a count."""
        first, second = (self.counted, self.measured) if counts else (self.measured, self.counted)
        for start in range(max(0, len(phrase) - self._longest), len(phrase)):
            tail = phrase[start:]
            found = first.get(tail) or second.get(tail)
            if found is not None:
                return found
        return None

    def _inner(self, phrase: str, counts: bool) -> Head | None:
        """The head, or the entry that ends latest inside the phrase (企业上云用云 → 企业)."""
        for end in range(len(phrase), 1, -1):
            found = self._head(phrase[:end], counts)
            if found is not None:
                return found
        return None
