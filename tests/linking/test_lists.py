"""分别 hands out a list to its figures in order, whatever the word cut found inside it."""

from __future__ import annotations

import pytest

from extractor.pipeline import default_extractor

# The text, and the subjects of its figures.
LISTS = [
    (
        "充电服务业、风能设备制造、光伏设备及元器件制造用电同比分别增长6%、4%、5%。",
        ["充电服务业", "风能设备制造", "光伏设备及元器件制造用电"],
    ),
    ("对拉美、非洲、中亚等新兴市场出口分别增长1%、2%、3%。", ["拉美", "非洲", "中亚"]),
]


@pytest.mark.parametrize(("text", "subjects"), LISTS)
def test_each_member_gets_its_figure(text: str, subjects: list[str]) -> None:
    assert [f.subject for f in default_extractor().extract(text, published="2025-01-10").figures] == subjects


def test_years_are_no_members() -> None:
    text = "2021、2022、2023年我国钢铁产量分别同比增长1%、2%和3%。"
    assert {f.subject for f in default_extractor().extract(text, published="2024-01-10").figures} == {"钢铁"}
