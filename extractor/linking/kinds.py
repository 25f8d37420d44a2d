"""A clause's signature → what the figure states: kind, sign and basis, by the clause rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from extractor.errors import RuleError
from extractor.rules.quick import compiled
from extractor.rules.schema import RuleSet


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause rule says of a figure."""

    kind: str
    sign: str
    basis: str | None
    rule: str


class Kinds:
    """The clause rules, tried by priority; readings are remembered by signature."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules: list[tuple[re.Pattern[str], Reading]] = []
        for rule in rules.of("clause"):
            try:
                pattern = compiled(rule.pattern or "(?!)")
            except (re.error, regex.error) as error:
                raise RuleError(f"{rule.file}:{rule.line}: {rule.id}: {error}.", "Correct the signature.", code="E222") from error
            fields = rule.fields
            self._rules.append((pattern, Reading(fields.get("kind", "level"), fields.get("sign", ""), fields.get("basis"), rule.id)))
        self._known: dict[str, Reading] = {}

    def read(self, signature: str) -> Reading:
        """The reading of the first rule that matches."""
        found = self._known.get(signature)
        if found is None:
            found = next((r for p, r in self._rules if p.search(signature)), Reading("level", "", None, "clause.none"))
            if len(self._known) < 50_000:
                self._known[signature] = found
        return found

    def candidates(self, signature: str) -> list[Reading]:
        """All readings whose rules match, the winner first: for ``explain``."""
        return [r for p, r in self._rules if p.search(signature)]
