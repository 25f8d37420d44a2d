"""Paragraphs of a report that look back on five years rather than on one."""

import pytest

from extractor import Extractor

EXTRACTOR = Extractor()
PROVINCE, NATION = "2026年湖南省政府工作报告\n2026-01-20\n{}\n", "2018年国务院政府工作报告\n2018-03-05\n{}\n"
YEAR, YEARS, LAST_DAY = ("2025-01-01", "2025-12-31"), ("2021-01-01", "2025-12-31"), ("2025-12-31", "2025-12-31")

# The period of the last figure.
REVIEWS = [
    # Signs of several years, of a single one.
    ("工业增加值年均增长7%，城镇化率大幅提高，人均地区生产总值从5万元提高到7万元，经济总量跨越新台阶。新建农村公路500公里。", YEARS),
    ("工业增加值增长7%，全年技术合同成交额增长9%。新建农村公路500公里。", YEAR),
    # What a paragraph begins with holds for those behind it.
    ("五年来，产业不断壮大。\n城乡面貌焕然一新。新建农村公路500公里。", YEARS),
    ("五年来，产业不断壮大。\n刚刚过去的2025年很不平凡。\n城乡面貌焕然一新。新建农村公路500公里。", YEAR),
    ("过去一年，全省攻坚克难。\n2025年任务圆满完成，标志着“十四五”胜利收官。\n城乡面貌焕然一新。新建农村公路500公里。", YEARS),
    (
        "2025年园区产值比重较2020年提高9个百分点，人均预期寿命提高2岁，城镇化率年均提高1个百分点，毛入学率稳定在90%。\n新建农村公路500公里。",
        YEARS,
    ),
    # A heading of the year holds until words name the five years, whatever signs stand between.
    (
        "一、2025年工作回顾\n过去一年，全省攻坚克难。\n（一）产业更加厚实。技术合同成交额较2020年翻番，新能源装机占比由2020年的30%升至50%，"
        "经济总量跨越新台阶，毛入学率稳定在90%。\n（二）城乡更加协调。新建农村公路500公里。",
        YEAR,
    ),
    # The aim of a plan that has ended dates nothing behind it.
    ("超额完成国家“十四五”找矿目标任务，加快开发利用。新建农村公路500公里。", YEAR),
    # What is told year by year, or what a rate has come to, is of the last.
    ("五年来，产业不断壮大。\n财政总收入7019亿元。", YEAR),
    ("五年来，产业不断壮大。\n人均预期寿命增至80.5岁。", YEAR),
    ("五年来，产业不断壮大。\n农作物综合机械化率90%。", YEAR),
    ("五年来，产业不断壮大。\n机场年货邮吞吐量100万吨。", YEAR),
    ("五年来，产业不断壮大。\n粮食产量稳定在500亿斤以上。", YEARS),
    ("五年来，产业不断壮大。\n民生支出占比保持在70%以上。", YEARS),
]


# What a plan of five years aims at, and what is to be done within the year.
AHEAD = "二、“十五五”时期主要目标\n{}\n三、2026年重点工作\n{}"
PLAN, NEXT = ("2026-01-01", "2030-12-31"), ("2026-01-01", "2026-12-31")


@pytest.mark.parametrize(("text", "period"), REVIEWS)
def test_years_that_a_paragraph_reviews(text: str, period: tuple[str, str]) -> None:
    assert EXTRACTOR.extract(PROVINCE.format(text), published="2026-01-20").figures[-1].period == period


def test_no_plan_ends_with_the_year() -> None:
    text = "2025年湖南省政府工作报告\n2025-01-20\n工业增加值年均增长7%，人均地区生产总值从5万元提高到7万元。新建农村公路500公里。\n"
    assert EXTRACTOR.extract(text, published="2025-01-20").figures[-1].period == ("2024-01-01", "2024-12-31")


def test_a_government_sums_up_its_term() -> None:
    text = NATION.format("居民收入年均增长7%，高铁里程从1万公里增加到2万公里，经济总量跨越新台阶，城镇化率大幅提高。新建农村公路500公里。")
    assert EXTRACTOR.extract(text, published="2018-03-05").figures[-1].period == ("2013-01-01", "2017-12-31")


def test_a_plan_of_five_years_and_the_tasks_of_one() -> None:
    goals = "高质量发展取得重大进展。地区生产总值年均增长5%。新增城镇就业50万人。"
    tasks = "今年要扩大内需。开展试点，新建农村公路500公里。"
    text = PROVINCE.format(AHEAD.format(goals, tasks))
    found = [f.period for f in EXTRACTOR.extract(text, published="2026-01-20").figures if not f.optional]
    assert found == [PLAN, PLAN, NEXT]


def test_an_excerpt_from_the_plan_has_no_heading() -> None:
    goals = "推动产业体系更加健全，加快建设制造强省，健全社会保障体系，力争研发投入年均增长10%左右。新增城镇就业50万人左右。"
    text = PROVINCE.format(goals)
    assert {f.period for f in EXTRACTOR.extract(text, published="2026-01-20").figures} == {PLAN}


# A paragraph without a heading, and whether its last figure is done or to be done.
MOODS = [
    ("深化环境治理，推进生态修复，加强水质保护。改造管网1600公里。", "target"),
    ("深化环境治理，推进生态修复，加强水质保护。完成造林28.35万亩、石漠化治理887.83平方公里。改造管网1609公里。", "actual"),
    ("过去五年，我们推进改革，加快开放，完善机制，提升能力。改造管网1600公里。", "actual"),
    ("七、深入推进公路建设和养护。聘请专家、组织人员，连续参保的，按照规定办理。改造管网1600公里。", "target"),
]


@pytest.mark.parametrize(("text", "status"), MOODS)
def test_what_a_paragraph_without_a_heading_tells(text: str, status: str) -> None:
    report = "2025年湖南省政府工作报告\n2025-01-20\n{}\n"
    assert EXTRACTOR.extract(report.format(text), published="2025-01-20").figures[-1].status == status
