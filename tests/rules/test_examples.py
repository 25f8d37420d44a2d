"""Every example and counter-example of every rule, and of every row of a table: one test each."""

from __future__ import annotations

import pytest

from extractor.judging.engine import Engine
from extractor.judging.examples import Judge
from extractor.judging.tables import Row, judge_row, rows
from extractor.rules import Example, Rule, load_rules

RULES = load_rules()
EXAMPLES = [pytest.param(r, e, id=f"{r.id}-{i}") for r in RULES.rules for i, e in enumerate(r.examples)]
COUNTERS = [pytest.param(r, e, id=f"{r.id}-{i}") for r in RULES.rules for i, e in enumerate(r.counter)]


@pytest.fixture(scope="module")
def judge(engine: Engine) -> Judge:
    return Judge(engine)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(judge: Judge, rule: Rule, example: Example) -> None:
    assert judge.example(rule, example) == ""


@pytest.mark.parametrize(("rule", "example"), COUNTERS)
def test_counter(judge: Judge, rule: Rule, example: Example) -> None:
    assert judge.counter(rule, example) == ""


@pytest.mark.parametrize("row", [pytest.param(r, id=str(r)) for r in rows(RULES)])
def test_row(engine: Engine, row: Row) -> None:
    assert judge_row(engine, row) == ""


def test_a_wrong_example_is_seen(judge: Judge) -> None:
    rule = next(r for r in RULES.rules if r.id == "quantity.level")
    assert judge.example(rule, Example("产值达到5亿元。", ((4, 7),), "500000000 CNY", 1)) == ""
    assert "is read as 500000000 CNY" in judge.example(rule, Example("产值达到5亿元。", ((4, 7),), "5 CNY", 1))
    assert "was not found" in judge.example(rule, Example("产值达到5亿元。", ((3, 7),), "500000000 CNY", 1))
    assert "was made by" in judge.example(rule, Example("提高三个百分点。", ((2, 7),), "3 pp", 1))
    assert judge.counter(rule, Example("产值达到5亿元。", (), None, 1)) == "Found 5亿元."
