"""A value written in every way comes back. EXTRACTOR_ROUND_TRIPS sets how many; 20,000 if not set."""

from __future__ import annotations

import os
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.finding.numerals import read_number, write_chinese
from extractor.judging.engine import Engine
from extractor.judging.numbers import Writer, decimal_ways, misread, whole_ways

TRIPS = int(os.environ.get("EXTRACTOR_ROUND_TRIPS", "20000"))
STEP = 2000


@pytest.mark.parametrize("seed", range(-(-TRIPS // STEP)))
def test_quantities_come_back(engine: Engine, seed: int) -> None:
    writer = Writer(engine.rules, seed)
    written = [writer.one() for _ in range(min(STEP, TRIPS))]
    wrong = [f"{one.text} ({one.way}): wanted {one.value} {one.unit} {one.bound}, found {found}" for one, found in misread(engine, written)]
    assert wrong == []


@given(st.integers(1, 10**13 - 1))
def test_whole_numbers_come_back(value: int) -> None:
    for way, text in whole_ways(value):
        plain = text.translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
        found = read_number(plain)
        assert found is not None, (way, text)
        assert found.value == pytest.approx(value, rel=1e-12), (way, text)


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal(99999), places=2))
def test_decimals_come_back(value: Decimal) -> None:
    for way, text in decimal_ways(value):
        found = read_number(text.translate(str.maketrans("０１２３４５６７８９．", "0123456789.")))
        assert found is not None, (way, text)
        assert found.value == pytest.approx(float(value)), (way, text)


@pytest.mark.parametrize(
    ("value", "text"), [(10, "十"), (10012, "一万零一十二"), (385600000000, "三千八百五十六亿"), (1_0000_0000_0001, "一万亿零一")]
)
def test_chinese(value: int, text: str) -> None:
    assert write_chinese(value) == text


def test_every_way_and_unit_is_written(engine: Engine) -> None:
    writer = Writer(engine.rules, 7)
    ways: Counter[str] = Counter(writer.one().way for _ in range(5000))
    assert set(ways) >= {
        "arabic", "full width", "thousands", "mixed", "mixed full width", "mixed spaced", "chinese", "chinese two",
        "chinese decimal", "formal", "chinese one ten", "decimal", "decimal full width",
    }  # fmt: skip
    assert len(writer.units) > 200


def test_a_reader_that_is_wrong_is_seen(engine: Engine) -> None:
    writer = Writer(engine.rules, 1)
    one = writer.one()
    wrong = type(one)(one.text, one.value * 2, one.unit, one.bound, one.way)
    assert [w for w, _ in misread(engine, [wrong])] == [wrong]
