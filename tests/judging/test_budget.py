"""A pattern that can be made to take for ever is caught, a sound one passes."""

from __future__ import annotations

from extractor.judging.budget import SECONDS, adversaries, over_budget, slowest
from extractor.rules import Example, Rule, RuleSet
from extractor.rules.schema import Vocabulary

BAD = Rule("mine.bad", "exclusion", "x.yaml", 1, r"(?:一+)+二", examples=(Example("一一一二", ((0, 4),), None, 1),))
GOOD = Rule("mine.good", "exclusion", "x.yaml", 2, r"一{1,9}+二", examples=BAD.examples)


def test_the_catastrophe_is_caught() -> None:
    took, text = slowest(BAD, {}, 0.2)
    assert took > 0.2
    assert text.startswith("一")


def test_the_sound_one_passes() -> None:
    took, _ = slowest(GOOD, {}, SECONDS)
    assert took < SECONDS


def test_over_budget_names_the_rule() -> None:
    rules = RuleSet((BAD, GOOD), {}, {}, Vocabulary({}), "")
    (message,) = over_budget(rules, {}, 0.2)
    assert "mine.bad" in message


def test_examples_cut_short_are_tried() -> None:
    assert any(text.startswith("一一一一一一") and "二" not in text for text in adversaries(BAD, {}))
