"""Without any one rule some example fails: no rule is there for nothing, and every example says what its rule is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.judging.engine import Engine, without
from extractor.judging.necessity import Necessity
from extractor.rules import Rule, load_rules


@pytest.mark.parametrize("rule", load_rules().rules, ids=lambda r: r.id)
def test_some_example_fails_without(necessity: Necessity, rule: Rule) -> None:
    assert necessity.noticed(rule)


@pytest.mark.parametrize("kind", ["quantity", "period", "exclusion", "words", "clause", "name"])
def test_taking_out_is_as_good_as_disabling(engine: Engine, kind: str, tmp_path: Path) -> None:
    """The quick way of taking a rule out gives what an extractor made without it gives."""
    rule = engine.rules.of(kind)[0]
    overlay = tmp_path / "disable.yaml"
    overlay.write_text(f"kind: {kind}\nrules:\n  - id: {rule.id}\n    disable: 'true'\n", encoding="utf-8")
    quick, thorough = without(engine, rule), Engine([overlay])
    assert {r.id for r in engine.rules.rules} - {r.id for r in quick.rules.rules} == {rule.id}
    for other in engine.rules.of(kind):
        for example in other.examples:
            assert quick.linked(example.text) == thorough.linked(example.text)
