"""Where a figure holds: works and zones without a code, lists, ways of goods and people, bodies of the nation."""

from __future__ import annotations

import pytest

from extractor.pipeline import default_extractor

PUBLISHED = "2023-07-05"
NEWS = "### 今日要闻\n\n**央视网消息**（新闻联播）：我国经济持续向好。\n\n"
FLASH = "### 国内联播快讯\n\n**央视网消息**（新闻联播）：\n\n"

PLACE = [
    # Works and zones without a code.
    ("中老铁路累计发送旅客200万人次。", ("100000", "LA")),
    ("中关村企业达2万家。", ("110000",)),
    ("天津滨海中关村科技园企业达2000家。", ("120000",)),
    ("大庆油田生产原油3000万吨。", ("230600",)),
]


@pytest.mark.parametrize(("text", "location"), PLACE)
def test_last_figure(text: str, location: tuple[str, ...]) -> None:
    assert default_extractor().extract(NEWS + text, published=PUBLISHED).figures[-1].location == location


FLASHES = [
    # What a central body tells is of the nation.
    ("**勇士榜发布**\n\n中央政法委发布勇士榜，共有69位勇士。", ("100000",)),
    ("**勇士榜发布**\n\n组委会发布勇士榜，共有69位勇士。", ()),
]


@pytest.mark.parametrize(("text", "location"), FLASHES)
def test_item_of_newsflash(text: str, location: tuple[str, ...]) -> None:
    assert default_extractor().extract(FLASH + text, published=PUBLISHED).figures[-1].location == location
