"""What a rule file may hold: rules, words, tables and examples as typed records."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = {
    "numeral": "how numbers are written (variables for all other files)",
    "quantity": "a number with its unit and hedge, or a word that is one",
    "exclusion": "a stretch with digits that is no figure: editions, document numbers, idioms",
    "period": "a time or stretch of time",
    "words": "trigger words of one class: verbs of change, comparisons, targets",
    "clause": "which slot of a clause's signature goes to which field",
    "name": "how a name is made: organisations, persons, policies, clusters",
    "layout": "which lines of a scraped page belong to the article",
}

COMMON_FIELDS = {"id", "about", "pattern", "words", "priority", "needs", "examples", "counter", "disable"}

KIND_FIELDS: dict[str, set[str]] = {
    "numeral": set(),
    "quantity": {"value", "unit", "bound", "figure", "optional", "scale", "half"},
    "exclusion": set(),
    "period": {"reading", "shift", "years"},
    "words": {"class", "bound", "basis", "sign", "kind", "category"},
    "clause": {"left", "right", "unit", "kind", "sign", "basis", "indicator", "bound"},
    "name": {"type", "role"},
    "layout": {"role"},
}


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the stretches that must be found in it and how they must be read.

    ``spans`` are offsets into ``text``; ``reading`` is None where only the span counts.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    reading: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a file. ``pattern`` is a regular expression with its variables expanded.

    ``needs`` is a cheap pattern without which the rule cannot match within the next characters.
    """

    id: str
    kind: str
    file: str
    line: int
    pattern: str | None = None
    words: tuple[str, ...] = ()
    priority: int = 50
    needs: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    counter: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists of ``patterns/schema.yaml``: name → {value: meaning}."""

    lists: dict[str, dict[str, str]]

    def __getitem__(self, name: str) -> dict[str, str]:
        return self.lists[name]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules and tables of one or more folders, later folders winning.

    ``tables`` maps a table's path without ending (``places/china``) to its rows;
    ``fingerprint`` is a hash of everything that was read.
    """

    rules: tuple[Rule, ...]
    tables: dict[str, tuple[dict[str, str], ...]]
    variables: dict[str, str]
    vocabulary: Vocabulary
    fingerprint: str

    def of(self, kind: str) -> list[Rule]:
        """The rules of a kind, by falling priority, then in file order."""
        return sorted((r for r in self.rules if r.kind == kind), key=lambda r: -r.priority)

    def table(self, name: str) -> tuple[dict[str, str], ...]:
        """The rows of a table; empty when there is none."""
        return self.tables.get(name, ())
