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
    ("我国东部、中部、西部地区实际使用外资分别增长1%、2%和3%。", ["东部", "中部", "西部地区"]),
    ("其中，贵州占西部外贸的5%；青海、新疆增幅较大，分别增长40%、20%。", ["西部", "青海", "新疆"]),
    ("其中，第一、第二、第三产业用电量分别增长1%、2%、3%。", ["第一产业", "第二产业", "第三产业"]),
    # The last member is what stands before the magnitude of all.
    ("今年城镇和农村常住居民人均可支配收入分别增长4%和6%。", ["城镇", "农村常住居民"]),
    ("今年小微企业、高新技术企业数量分别增长4%和6%。", ["小微企业", "高新技术企业"]),
]


@pytest.mark.parametrize(("text", "subjects"), LISTS)
def test_each_member_gets_its_figure(text: str, subjects: list[str]) -> None:
    assert [f.subject for f in default_extractor().extract(text, published="2025-01-10").figures] == subjects


# The text, and what its figures measure.
MEASURES = [
    ("全省5G基站、标准机架分别达到10万个、100万架。", ["5G基站", "标准机架"]),
    ("全省新一代信息技术、新能源、输变电装备产业产值分别增长9%、8%、12%。", ["产值", "产值", "产值"]),
    ("全省粮食、油料作物种植面积分别保持在400万亩、200万亩以上。", ["种植面积", "种植面积"]),
    ("全省专精特新企业、高新技术企业分别新增11家和27家。", ["专精特新企业", "高新技术企业"]),
    ("国家级、部级创新平台分别达到22家、18家。", ["国家级创新平台", "部级创新平台"]),
    ("“中原标准”、“中原品牌”分别新增11个和27项。", ["“中原标准”", "“中原品牌”"]),
    ("新建6个国家级、20个省级临床重点专科。", ["临床重点专科", "省级临床重点专科"]),
    ("全市培育产业集群5家、重点实验室4家，分别占全国的7%和6%。", ["产业集群", "重点实验室"]),
    ("我国对拉美、非洲、中亚等新兴市场出口分别增长1%、2%、3%。", ["对拉美出口", "对非洲出口", "对中亚出口"]),
    ("两条铁路、高铁分别发送旅客9万、1600万人次。", ["旅客", "旅客"]),
    # What visitors spend, no spending of visitors.
    ("接待游客、旅游总花费分别增长14%、16%。", ["游客", "旅游总花费"]),
    ("新落地项目、实际利用内资分别增长18%、31%。", ["新落地项目", "实际利用内资"]),
]


@pytest.mark.parametrize(("text", "indicators"), MEASURES)
def test_things_have_their_own_counts_and_share_a_magnitude(text: str, indicators: list[str]) -> None:
    found = [f.indicator for f in default_extractor().extract(text, published="2025-01-10").figures]
    assert found[-len(indicators) :] == indicators


def test_partners_own_nothing() -> None:
    text = "上半年，我国对东盟、欧盟进出口分别增长1%、2%。"
    assert [f.subject for f in default_extractor().extract(text, published="2025-07-10").figures] == ["我国", "我国"]


def test_parts_of_the_country_have_their_provinces() -> None:
    text = "上半年，我国东部、西部地区进出口分别增长1%、2%。"
    assert [len(f.location) for f in default_extractor().extract(text, published="2025-07-10").figures] == [10, 12]


def test_each_magnitude_has_its_own_owner_or_that_of_the_place() -> None:
    report = "2025年湖南省政府工作报告\n{}\n"
    for text, owners in [
        ("工业投资、民间投资分别增长11%、8%。", ["工业", "湖南省"]),
        ("规上工业增加值、固定资产投资分别增长6%、5%。", ["规上工业", "湖南省"]),
        ("生产安全事故起数、死亡人数分别下降40%、32%。", ["生产安全事故", "生产安全事故"]),
        ("太阳能电池、集成电路圆片产量分别增长57%、36%。", ["太阳能电池", "集成电路圆片"]),
    ]:
        assert [f.subject for f in default_extractor().extract(report.format(text), published="2025-01-10").figures] == owners


def test_years_are_no_members() -> None:
    text = "2021、2022、2023年我国钢铁产量分别同比增长1%、2%和3%。"
    assert {f.subject for f in default_extractor().extract(text, published="2024-01-10").figures} == {"我国"}


# The text, and who owns its last figure.
OWNERS = [
    ("绿色贷款、制造业中长期贷款增速保持在30%左右。", "绿色贷款、制造业中长期贷款"),
    ("烧碱和PVC产能均居世界第一。", "烧碱和PVC"),
    ("乡亲们的人均可支配收入达到1.7万元。", "乡亲们"),
    ("合作社每年的产值达到300万元。", "合作社"),
]


@pytest.mark.parametrize(("text", "owner"), OWNERS)
def test_owners_are_whole_and_end_in_a_thing(text: str, owner: str) -> None:
    assert default_extractor().extract(text, published="2025-01-10").figures[-1].subject == owner


def test_the_second_list_has_the_places_and_categories_of_the_first() -> None:
    text = "深圳香港方向口岸出入境人员达2亿人次，珠海澳门方向口岸达1亿人次，同比分别增长14%和12%。"
    figures = default_extractor().extract(text, published="2025-10-10").figures
    assert [(f.location, f.category) for f in figures[2:]] == [(f.location, "consumption") for f in figures[:2]]


def test_a_total_is_a_magnitude_of_its_own() -> None:
    text = "十年来，全国普通高中总数和在校生人数分别增长7%和5%。"
    figures = default_extractor().extract(text, published="2025-10-10").figures
    assert [f.indicator for f in figures] == ["普通高中总数", "在校生人数"]


def test_what_was_prepared_is_no_plan() -> None:
    text = "市场为人们准备了礼盒等年货，上万家商户忙着批发零售。"
    assert [f.status for f in default_extractor().extract(text, published="2025-01-16").figures] == ["actual"]


# The text, and the bounds of its figures.
HEDGES = [
    ("利用率、普及率分别稳定在80%、86%以上。", ["at_least", "at_least"]),
    ("全省失业率和物价涨幅分别控制在5%和3%以内。", ["at_most", "at_most"]),
    ("生产总值、投资分别增长3.5%左右、6%以上。", ["about", "at_least"]),
    ("全省投资、消费分别增长10%和近7%。", ["exact", "nearly"]),
]


@pytest.mark.parametrize(("text", "bounds"), HEDGES)
def test_the_hedge_behind_a_list_is_that_of_each(text: str, bounds: list[str]) -> None:
    assert [f.bound for f in default_extractor().extract(text, published="2025-01-10").figures] == bounds
