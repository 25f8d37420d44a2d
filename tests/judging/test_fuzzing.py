"""Any text: no exception, no overlap, no offset outside; composed values come back.

EXTRACTOR_FUZZ sets how many texts the grammar composes; 3,000 if not set.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.judging.engine import Engine
from extractor.judging.fuzzing import Grammar, extract_any, faults, unsound_spans
from extractor.model import Entity

TEXTS = int(os.environ.get("EXTRACTOR_FUZZ", "3000"))
STEP = 500
ALPHABET = (
    "的在为达至增降占比同环第前近超多余约0123456789.,%％‰０５一二三十百千万亿零两几年月日季度"
    "元家个吨倍成分之番（）“”《》、，。；：\n\t 　-—～G5A·\u200b\ufeff\x00"
)


@pytest.mark.parametrize("seed", range(-(-TEXTS // STEP)))
def test_composed_texts(engine: Engine, seed: int) -> None:
    grammar = Grammar(engine.rules, seed)
    wrong: list[tuple[list[str], str]] = []
    for _ in range(min(STEP, TEXTS)):
        composed = grammar.text()
        found = faults(engine, composed) + extract_any(engine, composed.text)
        if found:
            wrong.append((found, composed.text))
    assert wrong == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=120), st.text(alphabet=ALPHABET, max_size=120)))
def test_any_text(engine: Engine, text: str) -> None:
    assert extract_any(engine, text) == []
    figures, entities = engine.linked(text)
    assert unsound_spans(text, figures) == []
    assert unsound_spans(text, entities) == []


def test_the_same_seed_gives_the_same_texts(engine: Engine) -> None:
    one, two = Grammar(engine.rules, 3), Grammar(engine.rules, 3)
    assert [one.text() for _ in range(20)] == [two.text() for _ in range(20)]
    assert any(Grammar(engine.rules, seed).text().wanted for seed in range(20))


@pytest.mark.parametrize("spans", [[(0, 2, "北京"), (1, 3, "京市")], [(0, 9, "北京市")], [(0, 2, "南京")], [(2, 3, "市"), (0, 2, "北京")]])
def test_unsound_spans_are_seen(spans: list[tuple[int, int, str]]) -> None:
    assert unsound_spans("北京市", [Entity(a, b, t, "LOC") for a, b, t in spans])
    assert unsound_spans("北京市", [Entity(0, 2, "北京", "LOC"), Entity(2, 3, "市", "LOC")]) == []
