"""What is planned, what is expected, and over which days a figure holds, where the words alone do not say."""

from __future__ import annotations

import pytest

from extractor.pipeline import default_extractor

SUMMER = "2011-07-05"

STATUS = [
    ("今年全国尿素产量约5700万吨。", "target"),
    ("去年全国尿素产量约5700万吨。", "actual"),
    ("今年全国已生产尿素5700万吨。", "actual"),
    ("据统计今年大豆播种面积只有6200万亩。", "actual"),
    ("项目在石家庄开工建设，计划总投资102.09亿元。", "target"),
    ("项目在石家庄建成，总投资102.09亿元。", "actual"),
    ("公司回购股份的资金总额不低于5000万元。", "target"),
    ("公司已回购股份的资金总额不低于5000万元。", "actual"),
    ("中心建成运营后可提供就业岗位2万个。", "target"),
    ("大桥通车后日均车流量达3万辆。", "actual"),
    ("经济学家此前预计，6月零售销售增长0.4%。", "target"),
    ("行车时间将由3小时缩短。", "actual"),
    ("全国拥有这种生产线的企业不超过4家。", "actual"),
]

# The last of several figures.
STATUS_OF_LAST = [
    ("计划新开工老旧小区1227个，目前已开工改造937个，开工率75%。", "actual"),
    ("项目在石家庄开工建设，计划总投资102亿元，总建筑面积5万平方米。", "target"),
    ("上半年销售彩电1937万台，完成全年预期的46.3%。", "actual"),
]

PERIOD = [
    # Firms close their accounts within the year; a stock holds on the day.
    ("截至2010年9月30日，公司营业收入28亿元。", ("2010-01-01", "2010-09-30")),
    ("截至2010年9月30日，公司拥有门店28家。", ("2010-09-30", "2010-09-30")),
    # The end of a plan is a point, the end of a year the whole of it.
    ("“十二五”末，我国烧碱产量将达到2800万吨。", ("2015-12-31", "2015-12-31")),
    # The day of an event is not that of its toll.
    ("今天，6月30日发生的地震已造成44人死亡。", (SUMMER, SUMMER)),
    ("6月30日发生的地震造成44人死亡。", ("2011-06-30", "2011-06-30")),
    ("近年来，勘探取得突破，新疆共发现18个大型油气田。", None),
    # The day on which it is told that so many there are; sales of no stated time are not of that day.
    ("军方4日称，洪水已导致5人死亡。", ("2011-07-04", "2011-07-04")),
    ("该部4日通报，展会销售额230亿元。", None),
    ("卫生部门4日公布，过去7天新增确诊病例44万例。", ("2011-06-28", "2011-07-04")),
    ("2003年12月18日晚8时和19日晚8时发生地震，受损房屋76户。", ("2003-12-19", "2003-12-19")),
    ("当地时间3日晚上发生枪击事件，导致3人受伤。", ("2011-07-03", "2011-07-03")),
    # A run of months from January that is not over is last year's.
    ("公司前三季度营业收入5亿元。", ("2010-01-01", "2010-09-30")),
    ("公司前5个月营业收入5亿元。", ("2011-01-01", "2011-05-31")),
    # The same months of the year before; what grows from them is of this year.
    ("上年同期盈利2亿元。", ("2010-01-01", "2010-12-31")),
    ("目前，项目准备就绪，总投资45亿元。", None),
    ("经济学家此前预计，5月零售销售增长0.4%。", ("2011-05-01", "2011-05-31")),
    ("前5个月累计开行1万列，已连续3个月单月开行超1700列。", ("2011-01-01", "2011-05-31")),
    ("开年以来，全国消费品销售额3000亿元。", ("2011-01-01", SUMMER)),
]

# The periods of all figures.
PERIODS = [
    ("一季度，销量从去年同期的63万台降至42万台。", ["2010-01-01", "2011-01-01"]),
    ("1—4月，公司净利润5亿元，上年同期2亿元，同比增长150%。收入7亿元。", ["2011-01-01", "2010-01-01", "2011-01-01", "2011-01-01"]),
    ("4月份，均价为3200元，而去年同期，均价为3000元。", ["2011-04-01", "2010-04-01"]),
    ("1—5月，投资均超去年同期水平，26个省份落实投资超过100亿元。", ["2011-01-01", "2011-01-01"]),
]

# What a yearly report, given in January 2025, tells behind a time that is not its year's.
REPORT = "2025年湖南省政府工作报告\n一、2024年工作回顾\n{}\n"
OF_LAST_YEAR, OF_PLAN = ("2024-01-01", "2024-12-31"), ("2021-01-01", "2025-12-31")
IN_REPORT = [
    ("提前完成“十四五”节能目标。改造管网99公里。", OF_LAST_YEAR),
    ("系统谋划2024年、2025年、“十五五”期间重大项目清单。改造管网99公里。", OF_LAST_YEAR),
    ("“十四五”时期，工作扎实推进。改造管网99公里。", OF_PLAN),
    ("在2023年评比第三的基础上再进一位。改造管网99公里。", OF_LAST_YEAR),
    ("四季度成交面积增长26%。改造管网99公里。", OF_LAST_YEAR),
    ("力争2027年建成5个产业。改造管网99公里。", ("2025-01-01", "2025-12-31")),
    ("今后五年，改造管网99公里。", ("2025-01-01", "2029-12-31")),
]

PLACE = [
    # A region of the world in the yearly report of a place.
    ("2025年湖南省政府工作报告\n去年建设世界一流学科20个，对非洲出口增长5%。", ("430000",)),
    # 浙江宁波 is one place, not two to be dealt out.
    ("浙江宁波去年进口和出口分别增长4%、11.3%。", ("330200",)),
    ("浙江、江苏去年出口分别增长4%、11.3%。", ("330000",)),
    ("石家庄采购中心由江苏雨润集团建设，总投资3亿元。", ("130100",)),
]


@pytest.mark.parametrize(("text", "period"), IN_REPORT)
def test_period_in_a_yearly_report(text: str, period: tuple[str, str]) -> None:
    assert default_extractor().extract(REPORT.format(text), published="2025-01-14").figures[-1].period == period


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_status(text: str, status: str) -> None:
    assert default_extractor().extract(text, published=SUMMER).figures[0].status == status


@pytest.mark.parametrize(("text", "status"), STATUS_OF_LAST)
def test_status_of_last(text: str, status: str) -> None:
    assert default_extractor().extract(text, published=SUMMER).figures[-1].status == status


@pytest.mark.parametrize(("text", "starts"), PERIODS)
def test_periods(text: str, starts: list[str]) -> None:
    assert [f.period and f.period[0] for f in default_extractor().extract(text, published=SUMMER).figures] == starts


@pytest.mark.parametrize(("text", "period"), PERIOD)
def test_period(text: str, period: tuple[str, str] | None) -> None:
    assert default_extractor().extract(text, published=SUMMER).figures[0].period == period


@pytest.mark.parametrize(("text", "location"), PLACE)
def test_location(text: str, location: tuple[str, ...]) -> None:
    assert default_extractor().extract(text, published=SUMMER).figures[0].location == location


def test_listed_times_are_dealt_to_the_figures() -> None:
    text = "公司2016年、2017年上半年的营业收入分别为1732万元、2994万元，净利润分别为-810万元、1345万元。"
    figures = default_extractor().extract(text, published="2018-01-05").figures
    first, second = ("2016-01-01", "2016-12-31"), ("2017-01-01", "2017-06-30")
    assert [f.period for f in figures] == [first, second, first, second]
    assert [f.value for f in figures] == [17_320_000, 29_940_000, -8_100_000, 13_450_000]


def test_a_region_of_the_world_has_no_code() -> None:
    text = "俄罗斯市场增长166.8%，南美市场增长121%，布伦特原油期货价格为120美元。"
    assert [f.location for f in default_extractor().extract(text, published=SUMMER).figures] == [("RU",), (), ()]
