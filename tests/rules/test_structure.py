"""The rule files as a whole: notation, repetition, dead rules, time."""

from __future__ import annotations

import pytest

from extractor.judging.budget import SECONDS, slowest
from extractor.judging.engine import Engine
from extractor.judging.lint import Linter, columns_of
from extractor.judging.structure import repeated_patterns, repeated_words, shadowed_rules
from extractor.judging.tables import closed_cells, repeated_rows
from extractor.rules import Rule, builtin_folder, load_rules

RULES = load_rules()


def test_notation() -> None:
    assert [str(f) for f in Linter(RULES.vocabulary, RULES.variables, columns_of(RULES)).folder(builtin_folder())] == []


def test_nothing_stands_twice() -> None:
    assert list(repeated_patterns(RULES)) == []
    assert list(repeated_words(RULES)) == []
    assert list(repeated_rows(RULES)) == []


def test_cells_come_from_their_lists() -> None:
    assert list(closed_cells(RULES)) == []


def test_no_rule_is_dead(engine: Engine) -> None:
    assert list(shadowed_rules(engine)) == []


@pytest.mark.parametrize("rule", [r for r in RULES.rules if r.pattern], ids=lambda r: r.id)
def test_time(engine: Engine, rule: Rule) -> None:
    took, text = slowest(rule, engine.lists)
    assert took <= SECONDS, text[:30]
