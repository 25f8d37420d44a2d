"""Without any one rule some example fails: no rule is there for nothing, and every example says what its rule is for."""

from __future__ import annotations

import pytest

from extractor.judging.engine import Engine, without
from extractor.judging.necessity import Necessity
from extractor.rules import Rule, load_rules


@pytest.mark.parametrize("rule", load_rules().rules, ids=lambda r: r.id)
def test_some_example_fails_without(necessity: Necessity, rule: Rule) -> None:
    assert necessity.noticed(rule)


def test_without_takes_out_one_rule(engine: Engine) -> None:
    rule = engine.rules.of("clause")[0]
    with without(engine, rule) as poorer:
        assert {r.id for r in engine.rules.rules} - {r.id for r in poorer.rules.rules} == {rule.id}
