"""How far a time, a place, a source and a subject reach: over clauses, sentences and items of a list."""

from __future__ import annotations

import pytest

from extractor.model import Figure
from extractor.pipeline import default_extractor

SPRING = "2024-01-15"
REPORT = "2024年浙江省政府工作报告\n2024-01-15\n"
YEAR, LAST = ("2023-01-01", "2023-12-31"), ("2023-12-31", "2023-12-31")


def last(text: str, published: str = SPRING) -> Figure:
    return default_extractor().extract(text, published=published).figures[-1]


PERIOD = [
    # 目前 holds on for what stands, a closed year is what a stretch of years ends with.
    ("去年产值达3亿元。目前，全国共有企业5万家。数字经济增加值占GDP比重达到10%。", (SPRING, SPRING)),
    ("2023年到发班列863列。启动建设7年来，到发班列3249列。", ("2017-01-01", "2023-12-31")),
    ("2023年，与上年相比，民间投资比重由21.8%提升至26%。", YEAR),
    ("1月份，家电类商品今年首次实现20%以上的高增长，零售额增长20.5%。", ("2024-01-01", "2024-01-31")),
    ("7月电子板块涨幅1.8%。", ("2023-07-01", "2023-07-31")),
    ("截至1月7日，铁路今年的煤炭运量已达2.52亿吨。", ("2024-01-01", "2024-01-07")),
    # In a report on a year a total stands, its parts with it; what is done for people takes the year.
    (REPORT + "农村劳动力转移就业总量300万人，其中省内转移121万人，省外输出178万人。", LAST),
    (REPORT + "为1700万名学生免费提供教科书。", YEAR),
    (REPORT + "本年新增图书藏量7.51万册。", YEAR),
    (REPORT + "近三年，投入105亿元。安排30亿元支持医院建设。", YEAR),
    (REPORT + "今年是“十四五”关键之年，确保良好开局。主要预期目标是增长5%。", ("2024-01-01", "2024-12-31")),
]

PLACE = [
    (REPORT + "研发投入强度2.61%、居中国西部第1。", ("330000",)),
    ("石家庄河道焕新。源于河北践行绿色发展的决心，绿化率达到97%。", ("130100",)),
    ("新疆策勒绿意渐浓。当地群众正在种树，今年将完成造林52万亩。", ("653225",)),
    ("西部外贸增长。青海、新疆增幅较大，分别增长49.3%、27.3%。", ("650000",)),
    (REPORT + "宁波、温州获批国家物流枢纽，新增航线12条。", ("330000",)),
    ("越南对日本纺织品出口金额为3亿美元。", ("VN",)),
    (REPORT + "对共建国家、欧盟、东盟出口均实现两位数增长。", ("330000",)),
    ("我国外贸增长。本周青岛港铁矿石现货价格下探1.5%。", ("370200",)),
    (REPORT + "宁波舟山港集装箱吞吐量4387万标箱。", ("330200", "330900")),
    (REPORT + "宁波国际航线恢复至52条，出入境旅客132万人。", ("330200",)),
    (REPORT + "宁波、温州获批国家物流枢纽，新增航线12条。长三角加快建设，合作项目5个。", ("310000", "320000", "330000", "340000")),
    (REPORT + "宁波港区建成；温州机场加快建设；稳定开行线路44条。", ("330000",)),
    # What a higher body awards stands in the place the text is on.
    ("2023年洛阳市统计公报\n2024-01-15\n新增河南省智能制造标杆企业2家。", ("410300",)),
    ("国内消费平稳，全国供应充足。据莫尼塔集团分析师介绍，库存上升至600万吨。", ("100000",)),
]

SUBJECT = [
    (REPORT + "研发投入强度2.61%、居中国西部第1。", "浙江省"),
    ("全国总产值2300亿元。其中安防电子产品发展较快，年均增长25%。", "安防电子产品"),
    ("出口成交230亿美元，增长8.9%。其中对金砖国家及欧盟的增长最为迅速，增幅超过3成。", "金砖国家及欧盟"),
    ("食品类价格上涨2%，下降的是衣着、家庭设备和交通通讯，分别下降4.3%、0.7%和0.8%。", "交通通讯"),
    (REPORT + "99%乡镇通等级公路。", "乡镇"),
    (REPORT + "南昌、温州纳入停留区域；7家企业上榜。", "浙江省"),
    # In the report of a place a figure is the place's, but for names, things that are counted and what a clause defines.
    (REPORT + "建成投产260个产业项目。", "浙江省"),
    (REPORT + "新增养老护理、应急救护持证护理员1万人。", "浙江省"),
    (REPORT + "冰雪经济是万亿级新赛道。", "冰雪经济"),
    (REPORT + "十二是免费送戏1万场。", "浙江省"),
    # What a figure before 的 only describes owns it, and owns no later one.
    ("江苏发展加快。总投资超500亿元的晋北新能源基地加快建设。", "晋北新能源基地"),
    ("年销售收入达到100亿元的大公司。", "大公司"),
    ("载箱量达11552标箱的“地中海之星”轮靠泊青岛港。", "“地中海之星”"),
    ("预计销量达到15亿元的目标。", ""),
    ("江苏发展加快。首期规模500亿元的浙江科创基金签约落地。", "浙江科创基金"),
    ("江苏加快发展，培育收入超10亿元的企业5家、示范基地6个。", "江苏"),
    # The world owns what begins with it; what a clause only deals with owns nothing; 我省 is the place of the report.
    ("根据世界卫生组织公布的数据，全球累计确诊病例达到3亿例。", "全球"),
    (REPORT + "哈萨克斯坦码头投用，建成海外仓36个。", "浙江省"),
    (REPORT + "我省新建农村公路1000公里。", "浙江省"),
    ("四川项目开工，由江苏雨润集团投资建设，总投资102亿元。", "四川"),
    ("四川适应加入世贸组织的要求，废止法规71件。", "四川"),
    # A magnitude and a norm own nothing.
    ("山东发展加快，每千人口拥有托位数4个。", "山东"),
    ("海信售价较高，铝价上冲18000元。", "海信"),
    # What a clause only compares with, asks or has behind it owns nothing.
    (REPORT + "提请省人大常委会审议地方性法规4件。", "浙江省"),
    (REPORT + "实施20项重大科技项目、转化100项科技成果。", "浙江省"),
    (REPORT + "共有星级酒店42家，国际国内旅行社145家。", "浙江省"),
    ("吉林健儿在全国第十四届冬运会上获得62枚金牌。", "吉林健儿"),
    ("四川发展加快，过渡期以来累计发放小额信贷3900亿元。", "四川"),
]

INDICATOR = [
    ("“疆电外送”1264亿千瓦时。", "“疆电外送”"),
    ("全球“灯塔工厂”3家。", "“灯塔工厂”"),
    ("建成3个千万千瓦级新能源基地。", "新能源基地"),
    ("这里聚集着上百家从事有色金属贸易的企业。", "企业"),
    ("21个包保重大项目顺利推进。", "包保重大项目"),
    ("贸易额居中西部第1位。", "贸易额"),
    ("存款余额增长8.5%，新增4万亿元。", "存款余额"),
    ("爆炸已造成至少20人死亡、450多人受伤。", "受伤"),
    ("旅客发送量由开通初期的60万人次增至220万人次。", "旅客发送量"),
    ("中国已成为世界第四大天然气消费国。", "天然气消费国"),
    ("新建充电桩2万个，其中农村1万个。", "新建充电桩"),
    ("螺纹价格较全国均价高出400元/吨。", "螺纹价格"),
    ("旅客吞吐量增长5%、入境游客增长18%。", "入境游客"),
]

GROWTH = [
    ("工业增速由5%回落至4%。", 4.0),
    ("出口降幅收窄至3%。", -3.0),
    ("销售额以两位数增长、销量创新高。", 10.0),
]


@pytest.mark.parametrize(("text", "period"), PERIOD)
def test_period(text: str, period: tuple[str, str]) -> None:
    assert last(text).period == period


def test_the_first_of_a_pair_is_of_the_year_compared_with() -> None:
    first, second = default_extractor().extract("2023年，与上年相比，民间投资比重由21.8%提升至26%。", published=SPRING).figures
    assert (first.period, second.period) == (("2022-01-01", "2022-12-31"), YEAR)


@pytest.mark.parametrize(("text", "location"), PLACE)
def test_location(text: str, location: tuple[str, ...]) -> None:
    assert last(text).location == location


@pytest.mark.parametrize(("text", "subject"), SUBJECT)
def test_subject(text: str, subject: str) -> None:
    assert last(text).subject == subject


@pytest.mark.parametrize(("text", "indicator"), INDICATOR)
def test_indicator(text: str, indicator: str) -> None:
    assert last(text).indicator == indicator


@pytest.mark.parametrize(("text", "value"), GROWTH)
def test_growth(text: str, value: float) -> None:
    figure = last(text)
    assert (figure.kind, figure.value) == ("growth", value)


def test_the_items_of_a_list_are_all_of_the_past() -> None:
    """Item two of a report tells of what was done although its sentences begin like orders."""
    past = "一是项目稳步推进。投资同比增长5%。\n二是城乡面貌稳步提升。新增企业3家。新建乡村300个。完成投资51亿元。实施工程3万套。"
    assert {f.status for f in default_extractor().extract(REPORT + past, published=SPRING).figures} == {"actual"}


def test_a_place_between_body_and_paper_is_part_of_the_paper() -> None:
    text = "国家林草局今天公布的中国国土绿化状况公报显示，去年我国完成造林6669万亩。"
    assert last("森林增长\n\n" + text).source == "国家林草局"


def test_growth_goes_on_from_growth_not_from_a_change_of_pace() -> None:
    text = "去年零售额同比增长20.5%，增速比上月加快17.1个百分点，其中家电零售额增长30%。"
    assert [f.basis for f in default_extractor().extract(text, published=SPRING).figures] == ["yoy", "sequential", "yoy"]


def test_a_report_without_a_place_in_its_title_is_of_its_province() -> None:
    text = (
        "政府工作报告\n――2026年1月27日在青海省第十四届人民代表大会第四次会议上\n各位代表：\n"
        "现在，我代表省人民政府作工作报告。\n一、2025年工作回顾\n一年来，青海经济回升，西宁、海东两市增长更快，青海外贸回稳。\n"
        "完成国土绿化693.4万亩。"
    )
    figure = default_extractor().extract(text, published="2026-01-31").figures[-1]
    assert figure.location == ("630000",)
    assert figure.subject == "青海省"
