"""The rule files as a whole: notation, repetition, dead rules, time."""

from __future__ import annotations

import pytest

from extractor.judging.budget import SECONDS, slowest
from extractor.judging.engine import Engine
from extractor.judging.fuzzing import Grammar
from extractor.judging.lint import Linter, columns_of
from extractor.judging.structure import repeated_patterns, repeated_words, shadowed_rules
from extractor.judging.tables import closed_cells, repeated_rows
from extractor.rules import Rule, builtin_folder, load_rules
from extractor.rules.compile import compile_rule

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


def test_shortcuts_of_the_scanner_change_nothing(engine: Engine) -> None:
    """Trying every rule at every character finds what the scanner finds."""
    scanner = engine.extractor._scanner
    compiled = [(compile_rule(rule, engine.lists), rule.id) for rule in scanner.rules]
    grammar = Grammar(engine.rules, 5)
    texts = [engine.extractor._fold(e.text) for r in scanner.rules for e in (*r.examples, *r.counter)]
    texts += [engine.extractor._fold(grammar.text().text) for _ in range(100)]
    wrong = []
    for text in texts:
        found, at = [], 0
        while at < len(text):
            hit = next(((m, name) for p, name in compiled if text[at] not in " \n" and (m := p.match(text, at)) and m.end() > at), None)
            if hit is not None:
                found.append((hit[1], *hit[0].span()))
            at = hit[0].end() if hit else at + 1
        quick = [(rule.id, *m.span()) for rule, m in scanner.scan(text)]
        if found != quick:
            wrong.append((sorted(set(found) ^ set(quick), key=lambda h: h[1]), text[:60]))
    assert wrong == []
