"""Every example and counter-example of patterns/layout."""

from __future__ import annotations

import pytest

from extractor.reading.lines import find_rule
from extractor.rules import Example, Rule, load_rules

RULES = load_rules().of("layout")
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
    assert found[1] <= len(example.text)
    if not rule.words or rule.pattern is None:
        assert found[1] >= min(marked[1], found[0] + 1)


@pytest.mark.parametrize(("rule", "example"), COUNTERS)
def test_counter(rule: Rule, example: Example) -> None:
    assert find_rule(rule, example.text) == ()
