"""Over which days the figures of trade news hold: what is so now, what is hoped for, what projects will be."""

from __future__ import annotations

import pytest

from extractor.pipeline import default_extractor

DAY = "2011-07-05"

# The period and status of the last figure.
LAST = [
    # The whole of the year that the sentence tells, whatever year the news was of before.
    ("今年计划投资3亿元。\n去年该省利用太阳能，全年节约标准煤16万吨。", ("2010-01-01", "2010-12-31"), "actual"),
    ("2010年以来，行业回升，全年销售装载机21万台。", ("2010-01-01", "2010-12-31"), "actual"),
    # What is to be reached is not of the day of writing.
    ("“十二五”时期，该省将发展水电。同时，力争光伏发电装机达到16万千瓦。", ("2011-01-01", "2015-12-31"), "target"),
    ("今年累计投资将达20亿元。", ("2011-01-01", "2011-12-31"), "target"),
    ("目前税费占利润的37%，推行新税后可能会增加到45%。", None, "target"),
    ("今天预计发送旅客3亿人次。", (DAY, DAY), "target"),
    # What was expected beforehand was expected of the month that is told of.
    ("加拿大4月零售销售基本持平。经济学家此前预期增长0.6%。", ("2011-04-01", "2011-04-30"), "target"),
    ("从7月1日起，停车费由现行的每车每小时1.5元调整为3元。", ("2011-07-01", "2011-07-01"), "actual"),
    # From one time to the other.
    ("去年下半年到今年一季度，价格上涨20%。", ("2010-07-01", "2011-03-31"), "actual"),
    ("自2009年底至2010年上半年，瓷砖热销。当年，氧化锌涨至1.8万元。", ("2010-01-01", "2010-12-31"), "actual"),
    # The whole and its part have times of their own.
    ("截至上周，今年采购额已达32亿元，完成了全年60亿元采购任务的53%。", ("2011-01-01", "2011-07-03"), "actual"),
    # Since when something has been so, and when it only fell.
    ("自2007年对手推出手机后，该公司的市值已缩水2/3。", ("2007-01-01", DAY), "actual"),
    # A day of a deed is none on which is reckoned.
    ("6月30日，谈判宣告结束。\n其中四国的储量占世界的92%。", (DAY, DAY), "actual"),
    ("截至6月30日，四国的储量增至4亿吨。\n其中四国的储量占世界的92%。", ("2011-06-30", "2011-06-30"), "actual"),
    # The week that is told, here and further on.
    ("本周（6月20日至6月26日）丙烯价格在1600美元/吨。采购商说，本周出价低30美元/吨。", ("2011-06-20", "2011-06-26"), "actual"),
    ("本周（6月24日）钢铁指数下跌6.7%。", ("2011-06-20", "2011-06-26"), "actual"),
    ("6月17日，丁二烯猛涨到3800美元，自3月以来已上涨了300美元。", ("2011-03-01", "2011-06-17"), "actual"),
    # A date to be met is a day.
    ("明年年底预计可以把产量增加到1200万吨。", ("2012-12-31", "2012-12-31"), "target"),
    ("今年的出口增幅达到了66%。", ("2011-01-01", DAY), "actual"),
    ("位列第四位的公司今后会更强。", (DAY, DAY), "actual"),
    # The three months up to a day.
    ("该公司公布了截至2011年5月31日的2012财年第一季度财报。上一财季营收2亿美元。", ("2011-03-01", "2011-05-31"), "actual"),
    ("2010财年，该公司营收280亿欧元。", ("2010-01-01", "2010-12-31"), "actual"),
    # What is announced is yet to be done.
    ("该公司近日宣布投资6.76亿美元加速矿山扩建。", None, "target"),
    ("该国政府承诺在2011年建设1000万套保障房。", ("2011-01-01", "2011-12-31"), "target"),
    ("2010年8月，董事长依承诺斥资2.5亿元认购了股份。", ("2010-08-01", "2010-08-31"), "actual"),
    ("该公司今日公布增发预案，拟募资13.2亿。", None, "target"),
    # What surpasses a demand is a fact; a list that counts what there is sets no limit.
    ("该产品的损耗优于国标要求54.55%。", (DAY, DAY), "actual"),
    ("据统计，全国有县级市2800多个，乡镇不少于5万个。", (DAY, DAY), "actual"),
    # Within some years is at some time of them.
    ("预计五年内新产品占公司收入比重将达到50%。", (DAY, "2016-07-04"), "target"),
    # What is so every year is of no year.
    ("每年年初，该厂与农户签订合同。收购价上浮10%。", None, "actual"),
    ("该厂利用新成果，推出了5款产品。", None, "actual"),
    ("2010/2011年度食糖产量增加，上年度产量为240万吨。", ("2009-10-01", "2010-09-30"), "actual"),
    ("美国小麦期货1日收低。芝加哥9月软红冬小麦期货收跌1.3%。", ("2011-07-01", "2011-07-01"), "actual"),
    # What another did lately is not of the time that the item before told.
    ("甲厂将于7月底投产，产能1万吨；乙厂近日宣布将投资72亿元。", None, "target"),
    # Months before others are not those that the year begins with.
    ("该厂以前一个月能生产三百台。", None, "actual"),
    # What is so now is no aim.
    ("他希望退税率能够提高，“目前的退税率是17%。”", (DAY, DAY), "actual"),
]


@pytest.mark.parametrize(("text", "period", "status"), LAST)
def test_period_and_status(text: str, period: tuple[str, str] | None, status: str) -> None:
    figure = default_extractor().extract(text, published=DAY).figures[-1]
    assert (figure.period, figure.status) == (period, status)


def test_what_a_price_was_before_is_of_no_day_that_is_told() -> None:
    figures = default_extractor().extract("从7月1日起，停车费由现行的每车每小时1.5元调整为3元。", published=DAY).figures
    assert figures[0].period is None


def test_a_title_tells_the_aim_of_its_text() -> None:
    text = "英才公司2200万美元投资三家企业\n\n英才公司将向三家企业投资2200万美元。"
    assert [f.status for f in default_extractor().extract(text, published=DAY).figures if f.unit == "USD"] == ["target", "target"]


def test_an_index_falls_from_that_of_the_month_before() -> None:
    figures = default_extractor().extract("日本3月采购经理人指数从52.9下降到46.4。", published=DAY).figures
    assert [f.period for f in figures] == [("2011-02-01", "2011-02-28"), ("2011-03-01", "2011-03-31")]


def test_what_is_now_is_no_aim_under_years_to_come() -> None:
    figures = default_extractor().extract("该公司计划未来五年采购额从目前的25亿美元增加到50亿美元。", published=DAY).figures
    assert [f.status for f in figures] == ["actual", "target"]
