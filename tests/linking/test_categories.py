"""Which noun decides what a figure is of: behind a count over verbs and quotes, before a verb, or told before."""

from __future__ import annotations

import pytest

from extractor.pipeline import default_extractor

# The text, and category and indicator of its last figure; no indicator where only the category counts.
LAST = [
    # The noun behind a count goes on over verbs, quotes and names.
    ("新培育5个左右现代海洋特色产业集聚区。", "organisations", "现代海洋特色产业集聚区"),
    ("建设10家高价值专利培育中心。", "organisations", "高价值专利培育中心"),
    ("落地认定7家跨境资金集中运营中心。", "organisations", "跨境资金集中运营中心"),
    ("建设122个“就业驿站”。", "organisations", "“就业驿站”"),
    ("推广150项“全区通办”事项。", "policy", "“全区通办”事项"),
    ("出台“20条”等增量政策。", "policy", "增量政策"),
    ("新建3个环京蔬菜生产基地。", "organisations", "环京蔬菜生产基地"),
    ("13个“高效办成一件事”落地见效。", "policy", "“高效办成一件事”"),
    ("优化安排12类45件民生实事。", "projects", "民生实事"),
    ("3个重大项目投入使用。", "projects", "重大项目"),
    ("1.52万离校未就业高校毕业生实现就业。", "people", "离校未就业高校毕业生"),
    ("设立5000亿元科技创新和技术改造再贷款。", "finance", "科技创新和技术改造再贷款"),
    ("90%的县达到标准。", "organisations", "县"),
    ("出台安商惠企“20条”，降低成本。", "policy", "安商惠企"),
    ("接续出台43条、16条举措。", "policy", "出台"),
    ("科技巨头约30%的利润来自欧洲。", "profit", "利润"),
    ("自贸试验区以不到千分之四的国土面积，贡献了占全国约五分之一的进出口总额。", "trade", "进出口总额"),
    ("资产负债率30%以上的企业减少。", "finance", "资产负债率"),
    # A share of the market is a rate of its own, unless of a magnitude.
    ("罗氏血糖测试设备在全球占据31%的份额。", "other", "份额"),
    ("灯具出口占据出口总额31%的份额。", "trade", "灯具出口"),
    # A space parts a headline, and 集体 is no part of what is counted.
    ("铅酸电池行业拉开整顿大幕 三分之二企业将淘汰", "firms", "企业"),
    ("新疆五个新能源项目集体开工", "projects", "新能源项目"),
    # The unit of bodies counts the body, not its goods.
    ("金昌市四所医院植入性医疗器械购用管理已经规范。", "organisations", "医院"),
    # What is bought is paid for, plant that is sold is made.
    ("大客户每年采购500万元的红酒。", "spending", "红酒"),
    ("公司去年售出320台机组。", "production", "机组"),
    ("研发经费支出相当于全市生产总值的比例达到4%。", "innovation", "研发经费支出"),
    # A sum is of the whole fund, a count of what a verb only follows.
    ("省里设立10亿元产业发展专项资金。", "spending", "产业发展专项资金"),
    ("省里设立10亿元南疆发展专项资金。", "spending", "南疆发展专项资金"),
    ("中央财政支持55个产粮大县提升粮食生产能力。", "organisations", "产粮大县"),
    ("今年改造100个农村互助幸福院。", "organisations", "农村互助幸福院"),
    # What befalls the things or is done with them is none of their name.
    ("台风造成12万户家庭断电。", "people", "家庭"),
    ("完成1万家规上工业企业数智化转型。", "firms", "规上工业企业"),
    # Of magnitudes that share a figure the first decides, not where the last one's end belongs to both.
    ("生产总值和居民人均收入翻一番。", "output", "生产总值和居民人均收入"),
    ("生活补贴、护理补贴标准提高到280元。", "spending", ""),
    ("优化1.6万个户外劳动者“爱心驿站”的公益服务和管理机制。", "organisations", "户外劳动者“爱心驿站”"),
    ("全省经营主体连续4年每年新增百万户以上。", "firms", "经营主体"),
    ("全国60%的照明企业云集于此。", "firms", "照明企业"),
    # 占比 of its own, not of what is told before it.
    ("新建项目1.5万个、总投资10万亿元，产业项目占比超过60%。", "projects", "产业项目占比"),
    ("投资完成额增长6%，其中制造业占比70%以上。", "investment", "投资完成额"),
    ("去年推广新品种6个，面积1.2万亩，预计增产10%。", "production", "增产"),
    ("全国97%的县传播率居高不下。", "organisations", "县"),
    ("全球首台16兆瓦海上风电机组成功下线。", "capacity", "海上风电机组"),
    # It is not cut short, nor taken from what became of it.
    ("建设24个群众滑冰场。", "capacity", "群众滑冰场"),
    ("全市共有贫困县32个，其中26个入选示范项目。", "organisations", "贫困县"),
    # What stands before a verb or behind it.
    ("年产120万条轮胎项目投产。", "production", ""),
    ("年处理铁矿石3000万吨。", "production", ""),
    ("出口额仅为营业收入的6.3%。", "trade", "出口额"),
    ("今年新增发放创业担保贷款完成年计划的118.2%。", "finance", ""),
    ("今年中央预算内投资安排5376亿元。", "investment", "中央预算内投资"),
    ("全省进出口总额接连突破8万亿元。", "trade", "进出口总额"),
    ("全省地区生产总值连跨4个千亿台阶，达到1.3万亿元。", "output", "地区生产总值"),
    ("企业带动销售超2.5万亿元。", "revenue", ""),
    ("消费品以旧换新带动销售超2.5万亿元。", "revenue", ""),
    # What stands around it.
    ("节日期间商场客流量突破60万人次，销售额增长24%。", "consumption", "销售额"),
    ("事故中86名乘客和机组人员已全部遇难。", "health", ""),
    ("该国已成为世界第二大铁矿石消费国。", "consumption", ""),
    ("多晶硅成本按照每吨35万元计算。", "price", ""),
    ("全省地区生产总值增长5.5%、达到10.3万亿元，成为北方第一个过10万亿元省份。", "output", ""),
    ("全省共清理规章2300件，废止830件。", "policy", ""),
    ("租金大约每小时6800元。", "price", "租金"),
    ("机场旅客和国际货邮吞吐量分别增长14.2%、25%。", "other", ""),
    # What was told before.
    ("吸引民间投资项目495个、248亿元。", "investment", "民间投资项目"),
    ("签约合作项目40个，总金额达845亿元。", "investment", "总金额"),
    ("上市公司45家，总量居全国第一。", "firms", "上市公司总量"),
    ("生产总值增长5.1%，突破2万亿元大关。", "output", "生产总值"),
    # How much it is.
    ("培育百亿企业。", "revenue", "企业"),
    ("带动家电销售550亿元。", "revenue", ""),
    ("对日本出口纺织服装12亿美元。", "trade", ""),
]


@pytest.mark.parametrize(("text", "category", "indicator"), LAST)
def test_category(text: str, category: str, indicator: str) -> None:
    figure = default_extractor().extract(text).figures[-1]
    assert (figure.category, figure.indicator) == (category, indicator or figure.indicator)


def test_first_of_list_keeps_its_magnitude() -> None:
    """旅客和货邮吞吐量: passengers are not freight."""
    first = default_extractor().extract("机场旅客和国际货邮吞吐量分别增长14.2%、25%。").figures[0]
    assert first.category == "consumption"


def test_trips_without_unit() -> None:
    """旅游人次23.84亿 is no money."""
    assert default_extractor().extract("国内旅游总人次达23.84亿。").figures[0].unit == "人次"


def test_equality_is_no_figure() -> None:
    assert not default_extractor().extract("坚持平等互利，支持平台企业规范经营。").figures


def test_a_list_that_ends_in_capacity_is_all_capacity() -> None:
    text = "项目将形成年产电缆380公里、光缆780公里的生产能力，去年光缆产量为5000公里。"
    figures = default_extractor().extract(text, published="2011-07-05").figures
    assert [f.category for f in figures] == ["capacity", "capacity", "production"]


def test_high_before_reaching_is_no_growth() -> None:
    figure = default_extractor().extract("带宽等费用高达数亿元。", published="2011-07-05").figures[0]
    assert (figure.kind, figure.value) == ("level", 100_000_000)


def test_what_countries_invest_is_foreign_capital_that_comes_in() -> None:
    text = "一季度，全国实际使用外资增长5%。法国、英国投资分别增长17%、14%。我国对共建国家投资增长3%。"
    figures = default_extractor().extract(text, published="2025-04-10").figures
    assert [f.category for f in figures] == ["trade", "trade", "trade", "investment"]


def test_a_part_of_those_who_come_and_go_is_filed_with_them() -> None:
    text = "假期，全国口岸出入境人员达1600万人次。其中，外国人143万人次，较去年同期增长21%。"
    assert {f.category for f in default_extractor().extract(text, published="2025-10-10").figures} == {"consumption"}


def test_who_has_so_many_of_what_was_told() -> None:
    figures = default_extractor().extract("地铁共有自动扶梯22台，其中甲酒店8台。", published="2011-07-05").figures
    assert [(f.category, f.indicator) for f in figures] == [("capacity", "自动扶梯")] * 2


def test_money_behind_goods_sold_by_the_unit_is_a_price() -> None:
    figures = default_extractor().extract("去年，黄花梨从每吨50万元上涨到270万元。", published="2011-07-05").figures
    assert [(f.category, f.indicator) for f in figures] == [("price", "价格")] * 2


def test_a_price_that_nothing_names_is_called_price() -> None:
    figure = default_extractor().extract("楼盘降价促销，降幅达到4000元/平方米。", published="2011-07-05").figures[-1]
    assert (figure.category, figure.indicator) == ("price", "价格")


def test_goods_behind_a_growth_of_output_grow() -> None:
    text = "去年，平板玻璃业的增加值增速为16%，而技术玻璃为31.7%。"
    figures = default_extractor().extract(text, published="2011-07-05").figures
    assert [(f.kind, f.category) for f in figures] == [("growth", "output")] * 2


def test_what_is_able_to_grow_has_its_own_name() -> None:
    figure = default_extractor().extract("生产成本几乎不变，利润却可以翻倍。", published="2011-07-05").figures[-1]
    assert (figure.category, figure.indicator) == ("profit", "利润")


def test_so_much_a_year_is_what_works_can_make() -> None:
    """The thing made says nothing of how much was made; a magnitude does."""
    text = "新城石化的芳烃装置可生产80万吨/年的对二甲苯，12万吨/年的纯苯。当地需求约为30万吨/年。"
    assert [f.category for f in default_extractor().extract(text).figures] == ["capacity", "capacity", "production"]
