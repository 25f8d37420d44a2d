"""What is planned, what is expected, and over which days a figure holds, where the words alone do not say."""

from __future__ import annotations

import pytest

from extractor.pipeline import default_extractor

SUMMER = "2011-07-05"

STATUS = [
    ("7月1日起，539项国家标准将正式实施。", "target"),
    ("企业完成了全年60亿元采购任务的53%。", "target"),
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
    # 将 that only brings an object forward.
    ("主管部门将应急响应提升至三级，派出4个工作组。", "actual"),
    ("车队将1400吨物资送达灾区。", "actual"),
    ("公司将产品价格下调5%。", "actual"),
    ("机收率将超过99%。", "target"),
    ("价格将下调5%。", "target"),
    ("公司将重点投入5亿元。", "target"),
    ("公司可能将产品价格下调5%。", "target"),
]

# The last of several figures.
STATUS_OF_LAST = [
    ("企业完成了全年60亿元采购任务的53%。", "actual"),
    ("2011年政府工作报告\n“十二五”时期经济年均增长保持在8%以上。", "target"),
    ("到2015年，产能由30万吨提高到50万吨。", "target"),
    ("计划新开工老旧小区1227个，目前已开工改造937个，开工率75%。", "actual"),
    ("项目在石家庄开工建设，计划总投资102亿元，总建筑面积5万平方米。", "target"),
    ("上半年销售彩电1937万台，完成全年预期的46.3%。", "actual"),
]

PERIOD = [
    # Where a plan begins is no aim.
    ("到2015年，产能由30万吨提高到50万吨。", None),
    ("2011年政府工作报告\n到2015年，劳动生产率从人均8万元提高到12万元。", ("2010-01-01", "2010-12-31")),
    # Firms close their accounts within the year; a stock holds on the day.
    ("截至2010年9月30日，公司营业收入28亿元。", ("2010-01-01", "2010-09-30")),
    ("截至2010年底，中央财政累计投入资金5000亿元。", ("2010-12-31", "2010-12-31")),
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
    ("国内联播快讯\n\n**2011年票房突破129亿元**\n\n今年以来，票房突破129亿元。", ("2011-01-01", SUMMER)),
]

REPORT = "2011年山东省政府工作报告\n\n"
# The periods of all figures.
PERIODS = [
    ("一季度，销量从去年同期的63万台降至42万台。", ["2010-01-01", "2011-01-01"]),
    ("1—4月，公司净利润5亿元，上年同期2亿元，同比增长150%。收入7亿元。", ["2011-01-01", "2010-01-01", "2011-01-01", "2011-01-01"]),
    ("4月份，均价为3200元，而去年同期，均价为3000元。", ["2011-04-01", "2010-04-01"]),
    ("1—5月，投资均超去年同期水平，26个省份落实投资超过100亿元。", ["2011-01-01", "2011-01-01"]),
    # A title takes the day up to which the text counts, and none where the text tells none.
    ("国内联播快讯\n\n**六项国家标准发布**\n\n市场监管总局近日发布了6项国家标准。", [None, None]),
    # Parts of what is foreseen for the day are so too; what is merely expected has no day.
    ("今天预计全国客流超3亿人次。其中，铁路客运量预计1750万人次。", [SUMMER, SUMMER]),
    ("目前全国客流超3亿人次。铁路客运量预计1750万人次。", [SUMMER, None]),
    # Items of a newsflash have nothing to do with each other.
    ("国内联播快讯\n\n**电价**\n\n1—4月，全国电价上涨5%。\n\n**夏粮**\n\n银行安排收购资金1500亿元。", ["2011-01-01", None]),
    # What a year's end found; what merely was in it.
    ("2010年，全省经营主体达到1474万家，冠军企业超200家，举办展会20场。", ["2010-12-31", "2010-12-31", "2010-01-01"]),
    # Where five years set out from and what they came to; what stood on the last days, and the growth of the years between.
    (REPORT + "公路里程由2005年的12万公里增加到2010年的17万公里。", ["2005-12-31", "2010-12-31"]),
    (REPORT + "生产总值从2005年的7万亿元增加到2010年的10万亿元，平均每年增长7%。", ["2005-01-01", "2010-01-01", "2006-01-01"]),
    (REPORT + "这五年成就巨大。预算收入增加近1000亿元，达到3000亿元以上。", ["2006-01-01", "2010-01-01"]),
    # Under a plan a flow goes from its first year to its last, what grows by that grows over all of it.
    ("“十一五”时期，外贸规模从3万亿元增至4万亿元，增长33%。", ["2006-01-01", "2010-01-01", "2006-01-01"]),
    # What it came to has its own year.
    ("居民收入从2005年的1万元增长到2010年的2万元。全省建成农田7580万亩。", ["2005-01-01", "2010-01-01", SUMMER]),
    ("入学率从2005年的30%，提高至2010年的57.8%。接受教育的人口达到2.4亿人。", ["2005-01-01", "2010-01-01", SUMMER]),
    ("前5个月，财政收入增长5%，增幅与前4个月持平。全国支出增长3%。", ["2011-01-01"] * 3),
]

# What a yearly report, given in January 2025, tells behind a time that is not its year's.
# What was added and what there is, side by side.
SIDE_BY_SIDE = "2025年湖南省政府工作报告\n“湖南标准”、“湖南品牌”分别新增11个和27项，累计分别达到52个和204项。"

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
    ("新增煤矿产能20万吨，绿电装机规模突破50万千瓦。", ("2024-12-31", "2024-12-31")),
    ("新增煤矿产能20万吨，高速公路3公里。", OF_LAST_YEAR),
    # Things with a name of their own that have come so far; those that a deed has come to.
    ("新增企业101家，概念验证中心、中试基地分别达到69家、107家。", ("2024-12-31", "2024-12-31")),
    ("新增上市企业8家，全省实有企业首次突破200万户。", ("2024-12-31", "2024-12-31")),
    ("新增企业101家，招商大会达成投资项目193个。", OF_LAST_YEAR),
    ("新增企业101家，汽车以旧换新达到23万辆。", OF_LAST_YEAR),
]

PLACE = [
    # A region of the world in the yearly report of a place.
    ("2025年湖南省政府工作报告\n去年建设世界一流学科20个，对非洲出口增长5%。", ("430000",)),
    ("行动使3491个乌克兰军事设施瘫痪。", ("UA",)),
    ("广州白云机场客流突破1000万人次。", ("440100",)),
    ("宁波舟山港吞吐量2亿吨。", ("330200", "330900")),
    # 浙江宁波 is one place, not two to be dealt out.
    ("浙江宁波去年进口和出口分别增长4%、11.3%。", ("330200",)),
    ("浙江、江苏去年出口分别增长4%、11.3%。", ("330000",)),
    ("石家庄采购中心由江苏雨润集团建设，总投资3亿元。", ("130100",)),
    # A county's two characters inside a foreign name.
    ("国际联播快讯\n\n**土耳其地震**\n\n土耳其西部发生地震，震中位于西尔省的森德格镇。地震已造成30人死亡。", ("TR",)),
    # The town of a province, not the province.
    ("四川粮油生产大市广安选派人员1300多名。", ("511600",)),
    ("四川、广安选派人员1300多名。", ("510000", "511600")),
    # A text that names fairs among much else of the nation is about the nation.
    ("今日要闻\n\n广交会、服贸会、进博会、消博会开幕。自贸试验区推出举措300项。", ()),
    ("今日要闻\n\n广交会、服贸会、进博会、消博会开幕。自贸试验区推出举措300项。\n\n" + "中国开放。" * 12, ("100000",)),
]


def test_places_of_a_list_go_on() -> None:
    text = "对巴西和印度分别出口27万台和20万台，分别增长90%和86%。"
    figures = default_extractor().extract(text, published=SUMMER).figures
    assert [f.location for f in figures] == [("BR",), ("IN",), ("BR",), ("IN",)]


# A report given early in a year tells of the whole of it only as planned.
def test_coming_year_of_a_report() -> None:
    text = "2011年政府工作报告\n2011年工业产值增长8%。2010年工业产值增长7%。"
    figures = default_extractor().extract(text, published="2011-02-05").figures
    assert [f.status for f in figures] == ["target", "actual"]


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


def test_a_figure_in_brackets_behind_a_comparison_is_of_the_year_before() -> None:
    text = "2011年5月国内焦炭产量为83万吨，较去年同期(85万吨)减少2万吨，降幅为2.4%。"
    periods = [f.period for f in default_extractor().extract(text, published=SUMMER).figures]
    may, before = ("2011-05-01", "2011-05-31"), ("2010-05-01", "2010-05-31")
    assert periods == [may, before, may, may]


def test_what_is_to_come_is_of_no_year_told_before() -> None:
    text = "2005年汽车销量为590万辆，未来汽车销量将达到900万辆，占全球的5%。到2027年建成数字工厂100家、未来工厂20家。"
    periods = [f.period for f in default_extractor().extract(text, published=SUMMER).figures]
    assert periods[1] is None
    assert periods[-1] == ("2027-12-31", "2027-12-31")


def test_the_figures_of_one_firm_are_not_the_nations() -> None:
    nation = "我国钢材需求很大，我国钢材出口也多。"
    for text, location in [
        ("公司二季度粗钢产量增加13万吨。", ()),
        ("宏图新材一季度实现净利润0.85亿元。", ()),
        ("钢铁企业一季度实现净利润0.85亿元。", ("100000",)),
        ("二季度粗钢产量增加13万吨。", ("100000",)),
    ]:
        assert default_extractor().extract(nation + "\n" + text, published=SUMMER).figures[-1].location == location


def test_news_on_a_firm_is_not_of_the_nation() -> None:
    text = "我国啤酒需求很大，我国啤酒出口也多。去年产能为19万千升。"
    for title, location in [("华润雪花收购一家啤酒公司", ()), ("华润雪花看好我国市场", ("100000",)), ("共青团中央看好啤酒", ("100000",))]:
        assert default_extractor().extract(title + "\n" + text, published=SUMMER).figures[-1].location == location


def test_a_time_reaches_three_paragraphs_of_news() -> None:
    told = "2009年进口额为27亿美元。"
    between = "行业竞争激烈。"
    for paragraphs, reaches in [(2, True), (6, False)]:
        text = "\n".join([told, *[between] * paragraphs, "全行业出口额为6亿美元。"])
        assert (default_extractor().extract(text, published=SUMMER).figures[-1].period == ("2009-01-01", "2009-12-31")) == reaches


def test_when_a_firm_was_founded_dates_none_of_its_figures() -> None:
    for text in ("公司成立于1998年，员工300人。", "1998年成立的宏图公司拥有员工300人。"):
        assert default_extractor().extract(text, published=SUMMER).figures[-1].period == (SUMMER, SUMMER)
    figure = default_extractor().extract("1998年成立公司5家。", published=SUMMER).figures[-1]
    assert figure.period == ("1998-01-01", "1998-12-31")


def test_years_joined_are_one_stretch_or_are_dealt_out() -> None:
    both = ("2009-01-01", "2010-12-31")
    for text, periods in [
        ("2009年和2010年，全省出口5亿元。", [both]),
        ("2009年和2010年，全省出口分别增长5%和6%。", [("2009-01-01", "2009-12-31"), ("2010-01-01", "2010-12-31")]),
    ]:
        figures = default_extractor().extract(text, published=SUMMER).figures
        assert [f.period for f in figures] == periods
        assert all(f.basis == "yoy" for f in figures if f.kind == "growth")


def test_the_year_of_what_is_expected_stays_its_time() -> None:
    text = "公司公告，预计2010年度净利润与上年同期相比，将增加3亿元，同比增加36%。"
    change, growth = default_extractor().extract(text, published="2011-01-31").figures
    assert (change.kind, growth.kind) == ("change", "growth")
    assert change.period == growth.period == ("2010-01-01", "2010-12-31")


def test_an_aim_before_a_colon_is_made_not_spoken_of() -> None:
    for text, status in [("今年发展的主要预期目标是：出口增长5%。", "target"), ("全省完成了年度目标。出口增长5%。", "actual")]:
        assert default_extractor().extract(text, published=SUMMER).figures[-1].status == status


def test_the_people_of_a_nation_are_there_whatever_is_to_come() -> None:
    figure = default_extractor().extract("未来将凝聚起14亿多人民的磅礴力量。", published=SUMMER).figures[-1]
    assert (figure.status, figure.period) == ("actual", (SUMMER, SUMMER))
    assert default_extractor().extract("到2035年，人口将达到14亿人。", published=SUMMER).figures[-1].status == "target"


def test_what_a_thing_done_has_grown_by_is_done() -> None:
    text = "普及率达94%，预计到“十三五”末将达到96%；供水工程覆盖农村人口比例已达65%，较“十一五”末增长15个百分点。"
    assert [f.status for f in default_extractor().extract(text, published=SUMMER).figures] == ["actual", "target", "actual", "actual"]


def test_what_was_added_and_what_there_is_go_side_by_side() -> None:
    found = default_extractor().extract(SIDE_BY_SIDE, published="2025-01-10").figures
    assert [f.period and f.period[0] for f in found] == ["2024-01-01", "2024-01-01", "2024-12-31", "2024-12-31"]


def test_what_something_has_come_to_is_of_today() -> None:
    text = "央视网消息（新闻联播）：制造业开放加快。\n\n关税总水平从9.8%降到7.3%。播种面积保持在3.3亿亩。"
    read = default_extractor().extract(text, published="2024-03-17").figures
    assert [f.period and str(f.period[0]) for f in read] == [None, "2024-03-17", "2024-03-17"]


def test_a_measure_of_what_was_done_yesterday_is_of_today() -> None:
    text = "央视网消息（新闻联播）：哈巴雪山隧道昨天（7月8日）完工，昨天共有32名建设者参加。隧道全长9.7公里。"
    read = default_extractor().extract(text, published="2023-07-09").figures
    assert [f.period and str(f.period[0]) for f in read] == ["2023-07-08", "2023-07-09"]
