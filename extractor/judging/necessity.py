"""Every rule is needed: with a rule disabled some example must notice."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.judging.engine import Engine, without
from extractor.judging.examples import Judge
from extractor.reading.lines import find_rule
from extractor.rules import Example, Rule

Case = tuple[Rule, Example, bool]
"""A rule, an example of it, and whether it is a counter-example."""


class Necessity:
    """Which rules an engine's examples need; only examples that hold to begin with count."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        judge = Judge(engine)
        cases = [(r, e, c) for r in engine.rules.rules for c, es in ((False, r.examples), (True, r.counter)) for e in es]
        self._cases = [case for case in cases if not _fails(judge, case)]

    def noticed(self, rule: Rule) -> str:
        """The id of a rule whose example fails without ``rule``; "" if none does.

        Only results count: another rule may give the same. What an exclusion is called is its result, for coverage reads it.
        """
        if rule.kind == "layout":
            return rule.id if _alone(self.engine, rule) else ""
        judge = Judge(without(self.engine, rule))
        return next((case[0].id for case in self._nearest_first(rule) if _fails(judge, case)), "")

    def _nearest_first(self, rule: Rule) -> Sequence[Case]:
        """The rule's own examples, those of its file, those of its kind, then all others."""
        return sorted(self._cases, key=lambda c: (c[0].id != rule.id, c[0].file != rule.file, c[0].kind != rule.kind))


def _fails(judge: Judge, case: Case) -> bool:
    rule, example, is_counter = case
    return bool(judge.counter(rule, example) if is_counter else judge.example(rule, example, own=rule.kind == "exclusion"))


def _alone(engine: Engine, rule: Rule) -> bool:
    """Whether some example of a layout rule is taken by no other rule of its role."""
    role = rule.fields.get("role")
    others = [r for r in engine.rules.of("layout") if r.id != rule.id and r.fields.get("role") == role]
    if not rule.id.startswith("layout."):
        return bool(rule.examples)
    return any(all(find_rule(r, e.text) != find_rule(rule, e.text) for r in others) for e in rule.examples)
