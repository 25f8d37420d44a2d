"""Every example and counter-example of patterns/layout."""

from __future__ import annotations

import pytest

from extractor.reading.lines import find_rule
from extractor.rules import Example, Rule, load_rules

RULES = [rule for rule in load_rules().of("layout") if rule.id.startswith("layout.")]
EXAMPLES = [pytest.param(rule, example, id=f"{rule.id}-{i}") for rule in RULES for i, example in enumerate(rule.examples)]
COUNTERS = [pytest.param(rule, example, id=f"{rule.id}-{i}") for rule in RULES for i, example in enumerate(rule.counter)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_rule_has_both(rule: Rule) -> None:
    assert rule.examples
    assert rule.counter
    assert rule.fields.get("role")


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example) -> None:
    (marked,) = example.spans
    (found,) = find_rule(rule, example.text)
    assert found[0] == marked[0]
    assert marked[0] < found[1] <= len(example.text)


@pytest.mark.parametrize(("rule", "example"), COUNTERS)
def test_counter(rule: Rule, example: Example) -> None:
    assert find_rule(rule, example.text) == ()
