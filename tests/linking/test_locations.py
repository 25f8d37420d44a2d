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
    ("伦敦奥运会新闻中心面积31万平方米。", ("GB",)),
    ("据麦肯锡咨询公司提供的数据，市场需求为2800亿元。", ("100000",)),
    # A list whose members are counted is where the figure holds; one of which only some are named is not.
    ("珠海、湛江、黄石盘洲等3个综合保税区通过验收。", ("440400", "440800", "420200")),
    ("甘肃临夏、湖北恩施2个项目开工。", ("622900", "422800")),
    ("甘肃临夏209个重建项目完成。", ("622900",)),
    ("珠海、湛江等30个综合保税区通过验收。", ("100000",)),
    # The part of a place that stands right before a figure; parts of several.
    ("广东建成中海油惠州1200万吨炼油、湛江石化1300万吨炼油项目。", ("440800",)),
    ("四川在成都建成3个园区。", ("510100",)),
    ("山东中北部和西南部、河南东北部出现100毫米的大暴雨。", ("370000", "410000")),
    # The nation's name may be part of another; goods sold to it are made elsewhere.
    ("中国台湾LED产量居世界第一。", ("710000",)),
    ("石狮的公司将休闲裤打入美国市场，报价达到25美元。", ("350581",)),
    ("上调中国经济增长预期至5%，维持全球经济增长预期3.2%不变。", ()),
    # Where a paper is from, who is attacked.
    ("台湾《电子时报》预计夏末全球将会出货1350万台平板电脑。", ()),
    ("以色列军队今天凌晨对加沙地带北部实施空袭，造成56人死亡。", ("PS",)),
    ("以色列在加沙地带的军事行动已造成58026人死亡。", ("PS",)),
    # Where people and goods come from or go to, and who helps.
    ("大会在秦皇岛开幕，来自天津、山东的12家企业亮相。", ("130300",)),
    ("广州、深圳援助梅州建设4个小镇。", ("441400",)),
    ("来自湖北的数据显示，投资增长5%。", ("420000",)),
]


@pytest.mark.parametrize(("text", "location"), PLACE)
def test_last_figure(text: str, location: tuple[str, ...]) -> None:
    assert default_extractor().extract(NEWS + text, published=PUBLISHED).figures[-1].location == location


FLASHES = [
    # What a central body tells is of the nation.
    ("**勇士榜发布**\n\n中央政法委发布勇士榜，共有69位勇士。", ("100000",)),
    ("**勇士榜发布**\n\n组委会发布勇士榜，共有69位勇士。", ()),
    # A meeting is held where its name begins; the nation named in passing takes nothing away.
    ("**第四届北京人工智能大会举行**\n\n大会设置16场分论坛。", ("110000",)),
    ("**和田输电工程贯通**\n\n新疆和田输电工程贯通，为目前我国海拔最高的工程，线路全长210公里。", ("653200",)),
    ("**三地设出入口局**\n\n在南宁、青岛新设出入口局，建成后全国出入口局将达到15个。", ("100000",)),
    ("**南亚博览会开幕**\n\n南亚博览会在昆明开幕。博览会集中展示中国与南亚的成果；吸引了2500家企业参会。", ("530100",)),
]


@pytest.mark.parametrize(("text", "location"), FLASHES)
def test_item_of_newsflash(text: str, location: tuple[str, ...]) -> None:
    assert default_extractor().extract(FLASH + text, published=PUBLISHED).figures[-1].location == location


def test_counted_list_in_report() -> None:
    """What the list of a report counts is not told of what comes next."""
    text = "2025年湖北省政府工作报告\n过去一年成绩显著。武汉、襄阳、宜昌3家高新区进入全国50强，高新技术企业达到3万家。"
    figures = default_extractor().extract(text, published="2026-01-20").figures
    assert [f.location for f in figures] == [("420100", "420600", "420500"), ("420000",)]


def test_items_from_abroad() -> None:
    """A body of a country in a headline, another country at the head of a paragraph."""
    text = (
        "### 国际联播快讯\n\n**央视网消息**（新闻联播）：\n\n**美国国会通过法案**\n\n该法案计划减税4万亿美元。\n\n"
        "**热带气旋影响日本**\n\n日本12万户断电。\n\n在加拿大东部地区，飓风引发灾情。暴雨导致50万户断电。"
    )
    figures = default_extractor().extract(text, published=PUBLISHED).figures
    assert [f.location for f in figures] == [("US",), ("JP",), ("CA",)]


def test_city_that_ranks_as_a_county() -> None:
    """全市 in a text on such a city is the city."""
    text = "山东滕州市采购额增加\n今年全市开展采购活动86次。"
    assert default_extractor().extract(text, published=PUBLISHED).figures[-1].location == ("370481",)


def test_our_province_and_city() -> None:
    """What the writer calls 我省 or 我市 is the place that the text names most."""
    text = "原料价格上扬\n广东省玩具协会介绍，我省企业成本上升。广州、汕头企业减少。\n玩具原料涨价25%。"
    assert default_extractor().extract(text, published=PUBLISHED).figures[-1].location == ("440000",)
    text = "彩电半年降价三成\n我市家电卖场促销，卖场去了璧山县青杠镇。重庆国美说，重庆彩电降价20%。"
    assert default_extractor().extract(text, published=PUBLISHED).figures[-1].location == ("500000",)


def test_line_between_cities() -> None:
    """福厦高铁 is of both cities, in a report on one place it is not what the figures are of."""
    text = "福厦高铁全长277公里。"
    assert default_extractor().extract(NEWS + text, published=PUBLISHED).figures[-1].location == ("350100", "350200")
    text = "2025年福建省政府工作报告\n过去一年成绩显著。福厦高铁全长277公里。"
    assert default_extractor().extract(text, published="2026-01-20").figures[-1].location == ("350000",)


def test_places_dealt_to_before() -> None:
    """What 分别 has dealt to places is dealt on in later clauses."""
    text = "公司将在哈密、和田分别建设电站，装机容量均为2万千瓦，投资分别是3亿元和2亿元。"
    figures = default_extractor().extract(NEWS + text, published=PUBLISHED).figures
    assert [f.location for f in figures[1:]] == [("650500",), ("653200",)]


def test_body_abroad() -> None:
    """Where no place is told, what a body abroad does is there; what it says need not be."""
    for text, location in [("美国海军发生了3起事故。", ("US",)), ("德国商业银行预计，平板电脑出货5万台。", ())]:
        assert default_extractor().extract("平板电脑出货\n\n" + text, published=PUBLISHED).figures[-1].location == location


def test_a_fair_is_nowhere_unless_its_place_is_told() -> None:
    text = "### 国内联播快讯\n\n**第二届服务博览会报名踊跃**\n\n目前报名企业160家，其中46家国内机器人企业带来500款产品。"
    assert {f.location for f in default_extractor().extract(text, published="2025-07-10").figures} == {()}


def test_the_works_that_a_sentence_points_at_is_nowhere() -> None:
    text = "我国制造业较快发展，全国工厂较多。在这家造船企业，设计效率提升50%。"
    assert [f.location for f in default_extractor().extract(text, published="2025-07-10").figures] == [()]


def test_whom_the_nation_trades_with_is_not_where() -> None:
    text = "前8个月，我国外贸增长3%。我国与东盟贸易总值4.9万亿元。"
    assert {f.location for f in default_extractor().extract(text, published="2025-09-10").figures} == {("100000",)}


def test_a_provinces_own_count_is_not_of_the_city_named_before() -> None:
    text = "2025年湖南省政府工作报告\n\n一、2024年工作回顾\n\n过去一年，全省经济平稳增长。长沙保税物流中心获批设立，新开通航线15条。"
    assert default_extractor().extract(text, published="2025-01-20").figures[-1].location == ("430000",)
