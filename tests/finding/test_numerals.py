"""Numerals in every writing, and the law that what is written is read back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.finding.numerals import read_number, write_chinese

READINGS = {
    "三千八百五十六亿": 385_600_000_000,
    "2.1万亿": 2_100_000_000_000,
    "1.88万亿": 1_880_000_000_000,
    "一百零五点三": 105.3,
    "一万五千亿": 1_500_000_000_000,
    "二十万亿": 20_000_000_000_000,
    "一万零十二": 10_012,
    "1,100万": 11_000_000,
    "两万五": 25_000,
    "一百二": 120,
    "二〇二二": 2022,
    "十二": 12,
    "1 234.5": 1234.5,
    "千亿": 100_000_000_000,
    "叁佰": 300,
}


@pytest.mark.parametrize(("text", "value"), READINGS.items())
def test_reads(text: str, value: float) -> None:
    number = read_number(text)
    assert number is not None
    assert number.value == pytest.approx(value)
    assert not number.vague


@pytest.mark.parametrize(("text", "value"), [("两千余", 2000), ("百余", 100), ("5100多亿", 510_000_000_000), ("10多万", 100_000)])
def test_more(text: str, value: float) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.value, number.more) == (value, True)


@pytest.mark.parametrize(("text", "value"), [("数十", 10), ("几百", 100), ("数百万", 1_000_000), ("三五十", 10)])
def test_vague(text: str, value: float) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.value, number.vague) == (value, True)


@pytest.mark.parametrize(
    ("text", "low", "high"), [("两三百", 200, 300), ("一二十", 10, 20), ("七八千", 7000, 8000), ("一两万亿", 1e12, 2e12), ("六七", 6, 7)]
)
def test_range(text: str, low: float, high: float) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.value, number.upto, number.vague) == (low, high, False)


@pytest.mark.parametrize("text", ["", "元", "第三", "五天"])
def test_is_no_numeral(text: str) -> None:
    assert read_number(text) is None


@settings(max_examples=2000, deadline=None)
@given(st.integers(min_value=1, max_value=10**16 - 1))
def test_inverse(value: int) -> None:
    number = read_number(write_chinese(value))
    assert number is not None
    assert number.value == float(value)
