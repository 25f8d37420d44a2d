"""Growth that no verb tells: a rate behind a comparison or behind an amount of change."""

from __future__ import annotations

import pytest

from extractor.pipeline import default_extractor

# The text, and value, basis and period of its last figure.
LAST = [
    ("净利润环比增长31.81%，同比18.60%。", 18.6, "yoy", None),
    ("公司二季度产量环比一季度增加13.82 万吨或9.10%。", 9.1, "sequential", ("2011-04-01", "2011-06-30")),
    ("2011年市场规模将在2010年基础上增长24%。", 24.0, "yoy", ("2011-01-01", "2011-12-31")),
]


@pytest.mark.parametrize(("text", "value", "basis", "period"), LAST)
def test_growth(text: str, value: float, basis: str, period: tuple[str, str] | None) -> None:
    figure = default_extractor().extract(text, published="2011-07-21").figures[-1]
    assert (figure.kind, figure.value, figure.basis, figure.period) == ("growth", value, basis, period)


def test_what_a_stock_comes_to_is_of_the_day_before_the_comma() -> None:
    text = "截至7月15日，库存从六月中旬的40万吨，下降至16万吨。"
    first, second = default_extractor().extract(text, published="2011-07-21").figures
    assert first.period == ("2011-06-11", "2011-06-20")
    assert second.period == ("2011-07-15", "2011-07-15")


def test_the_same_rate_at_another_time_is_growth() -> None:
    figures = default_extractor().extract("5月汽车销量增速为7%，4月为14%。", published="2011-07-05").figures
    assert [(f.kind, f.value) for f in figures] == [("growth", 7), ("growth", 14)]


def test_expected_growth_that_is_revised_is_growth_and_expected_before_and_after() -> None:
    for text in ("机构将今年经济增长预期从4.8%上调至5.3%。", "机构将今年经济增速预期下调0.2个百分点至4.3%。"):
        figures = default_extractor().extract(text, published="2011-07-05").figures
        assert figures[-1].kind == "growth"
        assert {f.status for f in figures} == {"target"}


def test_a_rate_that_somebody_moves_is_against_no_time_and_one_at_a_months_end_is_yearly() -> None:
    for text, basis in [
        ("今年以来，央行降低存款准备金率0.5个百分点。", None),
        ("今年以来，存款准备金率降低0.5个百分点。", "yoy"),
        ("6月末，绿色贷款增速保持在20%。", "yoy"),
        ("截至7月15日，港口存量较6月底增加7.2%。", "sequential"),
        ("2025年1月末，外汇储备较2024年12月末上升67亿美元，升幅为0.21%。", "sequential"),
        ("2024年6月末，贷款余额比2023年6月末增加67亿元，增幅为2%。", "yoy"),
        ("截至7月15日，港口存量较3月底增加7.2%。", "period"),
    ]:
        assert default_extractor().extract(text, published="2011-07-21").figures[-1].basis == basis


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        # What stands right before the number is only compared with, unless 的 follows it.
        ("出口价格大幅低于平均价格20%。", "growth", -20),
        ("这个数字远低于欧美国家70%的水平。", "share", 70),
        # So much more of the same.
        ("企业数量将减少三分之二，甚至五分之四。", "growth", -80),
        ("空调开始涨价，幅度在10%以上。", "growth", 10),
        ("石脑油价格下跌107美元，乙烯价格跌幅更大，达155美元。", "change", -155),
        # By how much a price is moved.
        ("发改委决定上调汽油价格每吨500元。", "change", 500),
    ],
)
def test_the_way_it_went_is_told_around_the_number(text: str, kind: str, value: float) -> None:
    figure = default_extractor().extract(text, published="2011-07-21").figures[-1]
    assert (figure.kind, figure.value) == (kind, value)


def test_another_branch_grows_in_its_own_added_value() -> None:
    text = "去年，采矿业增加值增长5%，制造业增长6%。"
    found = default_extractor().extract(text, published="2025-02-10").figures
    assert [(f.subject, f.indicator) for f in found] == [("采矿业", "采矿业增加值"), ("制造业", "增加值")]


def test_a_price_index_that_stands_still_is_against_what_its_clause_names() -> None:
    text = "8月份，PPI环比持平，同比下降2.9%。"
    assert [f.basis for f in default_extractor().extract(text, published="2025-09-10").figures] == ["sequential", "yoy"]


def test_net_additions_against_an_earlier_day_are_changes() -> None:
    text = "截至8月末，5G基站总数达464万个，比上年末净增39万个。"
    found = default_extractor().extract(text, published="2025-09-10").figures
    assert [(f.kind, f.basis, f.indicator) for f in found] == [("level", None, "5G基站总数"), ("change", "period", "5G基站总数")]


def test_a_yearly_mean_is_of_its_own_growth() -> None:
    text = "过去五年，科研贷款年均增长27%，贷款利率下降2个百分点。"
    found = default_extractor().extract(text, published="2025-09-10").figures
    assert [f.basis for f in found] == ["average", "period"]
