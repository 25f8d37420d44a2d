"""Names in quotes are one noun, whatever words they are made of."""

from __future__ import annotations

import pytest

import extractor


@pytest.mark.parametrize(
    ("text", "indicator", "subject"),
    [
        ("创新型企业和“专精特新”企业分别达194户、157户。", "创新型企业和“专精特新”企业", "创新型企业"),
        ("“西电东送”累计送电量2万亿千瓦时。", "送电量", "“西电东送”"),
        ("新增“双持证”护理员8000人。", "新增“双持证”护理员", ""),
        ("“保交房”项目交付房屋9.4万套。", "房屋", "“保交房”项目"),
        ("全省汽车以旧换新超12万辆。", "汽车以旧换新", "全省"),
        ("上线“高效办成一件事”21项。", "“高效办成一件事”", ""),
        # What tells of a number or a place is no name.
        ("提出“投资增长5%”的目标。", "投资", ""),
        ("全市居民消费价格指数(CPI)上涨0.2%。", "居民消费价格指数(CPI)", "全市"),
    ],
)
def test_a_name_in_quotes_is_not_broken(text: str, indicator: str, subject: str) -> None:
    figure = extractor.extract(text, published="2025-01-20").figures[0]
    assert (figure.indicator, figure.subject) == (indicator, subject)
