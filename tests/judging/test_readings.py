"""The notation of examples: read, compared and written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.errors import RuleError
from extractor.judging.readings import (
    FigureReading,
    QuantityReading,
    fits_figure,
    fits_quantity,
    read_reading,
    write_figure,
    write_quantity,
)
from extractor.model import Figure, Mention

KINDS = frozenset({"level", "growth"})
BASES = frozenset({"yoy", "peer"})


def read(text: str) -> object:
    return read_reading(text, KINDS, BASES, "x.yaml:3")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("380 家", QuantityReading(380, None, "家", "exact")),
        (">380 家", QuantityReading(380, None, "家", "over")),
        ("≲100 家", QuantityReading(100, None, "家", "nearly")),
        ("vague100 家", QuantityReading(100, None, "家", "vague")),
        ("5..8 个", QuantityReading(5, 8, "个", "range")),
        ("-8..-80 %", QuantityReading(-8, -80, "%", "range")),
        ("884000000", QuantityReading(884000000, None, "", "exact")),
        ("2022-01-01…2022-07-31", ("2022-01-01", "2022-07-31")),
        ("growth -15.16 yoy", FigureReading("growth", -15.16, None, "yoy")),
        ("growth 15..20", FigureReading("growth", 15, 20)),
        ("level 6 target source=工信部", FigureReading("level", 6, None, None, True, {"source": "工信部"})),
        ("level", FigureReading("level")),
    ],
)
def test_read(text: str, wanted: object) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(("text", "code"), [("about 5", "E230"), ("", "E230"), ("growth 5 yoyo", "E231"), ("growth 5 colour=red", "E231")])
def test_what_cannot_be_read(text: str, code: str) -> None:
    with pytest.raises(RuleError) as caught:
        read(text)
    assert caught.value.code == code
    assert "x.yaml:3" in caught.value.reason


MENTION = Mention("money", 0, 5, "5万元以上", 50000.0, None, "CNY", "at_least")
FIGURE = Figure(0, 2, "5%", 5.0, None, "%", "exact", "growth", "output", "产值", "", ("110000",), None, "yoy", "actual", None)


def test_a_mention_is_written_as_it_is_read() -> None:
    assert write_quantity(MENTION) == "≥50000 CNY"
    reading = read(write_quantity(MENTION))
    assert isinstance(reading, QuantityReading)
    assert fits_quantity(reading, MENTION)
    assert not fits_quantity(reading, replace(MENTION, bound="over"))
    assert not fits_quantity(reading, replace(MENTION, value=50001.0))
    assert not fits_quantity(reading, replace(MENTION, unit="USD"))


def test_a_figure_is_written_as_it_is_read() -> None:
    text = write_figure(FIGURE, ("location", "indicator", "source", "period"))
    assert text == "growth 5 yoy location=110000 indicator=产值 source=- period=-"
    reading = read(text)
    assert isinstance(reading, FigureReading)
    assert fits_figure(reading, FIGURE)
    assert not fits_figure(reading, replace(FIGURE, indicator="投资"))
    assert not fits_figure(reading, replace(FIGURE, status="target"))
    assert not fits_figure(reading, replace(FIGURE, basis=None))
    assert not fits_figure(reading, replace(FIGURE, period=("2022-01-01", "2022-12-31")))
