"""Whose figures they are where no owner is named: things, not verbs or words of kind."""

from __future__ import annotations

import pytest

from extractor.pipeline import default_extractor

NATION = "我国经济向好，我国外贸向好。"
REPORT = "我代表省人民政府，向大会报告政府工作。去年任务完成较好。"

# The text, and the subject of its last figure.
SUBJECTS = [
    # Inside a term of the lexicon, where nobody else owns it.
    (NATION + "公路通车里程达到500万公里。", "公路"),
    (NATION + "银行业金融机构资产总额达400万亿元。", "银行业金融机构"),
    (NATION + "特高压输电线路达44条。", "我国"),
    # Goods that grow one after another.
    (NATION + "去年钢材增长46%，水泥增长40%。", "水泥"),
    # Verbs and words of kind own nothing.
    (NATION + "今年一季度末，宏图新材的销售毛利率为90.71%。", "宏图新材"),
    # A price is that of the goods, wherever they are sold.
    ("上海市场铝锭成交价17530元/吨。", "市场铝锭"),
    ("我国家电市场很大。记者在卖场看到，一款国产3D彩电，价格为3999元。", "一款国产3D彩电"),
    ("佛山铝锭报价17630元/吨，均价17640元/吨。", "铝锭"),
    # A project goes on to be spoken of.
    ("江西今年新建公路。\n沿江高速项目采用四车道标准，路基宽度26米。隧道5座共3088米。", "沿江高速项目"),
    # Places written as one, and the first part of what is counted.
    ("山东省去年举办中俄文化大集等文旅活动2万余场。", "山东省"),
]


@pytest.mark.parametrize(("text", "subject"), SUBJECTS)
def test_subject(text: str, subject: str) -> None:
    assert default_extractor().extract(text, published="2025-01-10").figures[-1].subject == subject


def test_the_first_part_of_what_is_counted_owns_nothing_in_a_report() -> None:
    text = REPORT + "省财政支出500亿元。新增“两山”实践创新基地3个。"
    assert default_extractor().extract(text, published="2025-01-10").figures[-1].subject != "“两山”"


def test_a_place_that_is_not_where_the_figure_is_owns_nothing_in_a_report() -> None:
    text = "2025年重庆市政府工作报告\n巴蜀文化旅游走廊加快建设，5A级景区增至12个。\n"
    assert default_extractor().extract(text, published="2025-01-10").figures[-1].subject == "重庆市"


def test_a_report_calls_its_place_by_the_commonest_name() -> None:
    text = (
        "政府工作报告\n我代表省人民政府，向大会报告政府工作。青海省发展良好。青海好，青海美，青海强。环青海湖赛事精彩。\n改造管网99公里。\n"
    )
    assert default_extractor().extract(text, published="2025-01-10").figures[-1].subject == "青海省"


def test_the_company_is_the_firm_of_the_title_unless_the_paragraph_names_another() -> None:
    title = "海信集团去年营收增长\n海信集团发布年报。\n股东格力集团将减持股份。\n"
    for paragraph, subject in [
        ("分析师认为，公司净利润可达2亿元。", "海信集团"),
        ("格力集团公告业绩。公司净利润可达2亿元。", "格力集团"),
    ]:
        assert default_extractor().extract(title + paragraph, published="2025-01-10").figures[-1].subject == subject


def test_what_nothing_else_owns_is_of_the_firm_that_a_text_tells_of_alone() -> None:
    title = "海信集团拟扩大产能\n海信集团发布公告。海信集团将建厂房。海信集团称市场很大。"
    other = "格力集团发布公告。格力集团称市场很大。"
    tail = "\n首先是厂房，年产电缆380公里。\n"
    for text, subject in [(title + tail, "海信集团"), (title + other + tail, "")]:
        assert default_extractor().extract(text, published="2025-01-10").figures[-1].subject == subject


def test_the_firm_that_a_text_names_time_and_again_need_not_stand_in_its_title() -> None:
    title = "一家电缆厂商拟扩大产能\n海信集团发布公告。海信集团将建厂房。海信集团称市场很大。海信集团扩张。海信集团增产。"
    tail = "\n首先是厂房，年产电缆380公里。\n"
    assert default_extractor().extract(title + tail, published="2025-01-10").figures[-1].subject == "海信集团"
    assert default_extractor().extract(title.replace("海信集团增产。", "") + tail, published="2025-01-10").figures[-1].subject == ""


# The text, and who owns its figure: a name in the clause goes before the goods that its magnitude is of, not before an industry or people.
NAMED = [
    ("我国经济平稳。1—4月，全国累计完成电力市场交易电量2万亿千瓦时。", "全国"),
    ("我国经济平稳。截至7日，大秦铁路今年的煤炭运量已达2亿吨。", "大秦铁路"),
    ("我国经济平稳。去年，我国装备制造业增加值增长5%。", "装备制造业"),
]


@pytest.mark.parametrize(("text", "owner"), NAMED)
def test_a_name_goes_before_what_a_magnitude_is_of(text: str, owner: str) -> None:
    assert default_extractor().extract(text, published="2025-05-10").figures[-1].subject == owner


# The text, and who owns its last figure.
NATION = [
    ("我国农业向好，全国丰收。农业农村部组织100名干部下乡，全国60多万农技人员包片指导。", "全国"),
    ("我国占世界经济的比重从1978年的1.7%增长到2023年的17%。", "我国"),
]


@pytest.mark.parametrize(("text", "owner"), NATION)
def test_the_nation_that_begins_a_clause_owns_its_figure(text: str, owner: str) -> None:
    assert default_extractor().extract(text, published="2025-05-10").figures[-1].subject == owner


FIRMS = [
    ("三一重工发展迅速。去年，该公司向徐工定购起重机6台。", "三一重工"),
    ("三一重工股份有限公司发展迅速。去年，公司定购起重机6台。", "三一重工股份有限公司"),
    ("三一重工发展迅速。徐工预测，该公司将少销售10万辆新车。", "徐工"),
    ("财政部在香港面向投资者招标发行3次国债。", "财政部"),
    # Who makes so much of what the indicator begins with.
    ("炼油厂位于地中海沿岸，原油日加工能力为21万桶。", "炼油厂"),
    ("江苏阳光集团实力较强，多晶硅年产能5000吨。", "江苏阳光集团"),
]


@pytest.mark.parametrize(("text", "subject"), FIRMS)
def test_the_firm_is_who_acts(text: str, subject: str) -> None:
    assert default_extractor().extract(text, published="2011-07-05").figures[-1].subject == subject


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("包钢集团要全力突围，在稳经营、调结构上下功夫，力争营收达到1200亿元。", "包钢集团"),
        # One of several, and what is counted, are the province's.
        ("包钢集团扩产、稀土深加工等项目投产，原煤产量达到1200万吨。", "内蒙古自治区"),
        ("包钢集团改制成功，新增国有企业3家。", "内蒙古自治区"),
    ],
)
def test_a_magnitude_of_a_report_is_of_the_firm_that_begins_its_sentence(sentence: str, subject: str) -> None:
    text = "2025年内蒙古自治区政府工作报告\n\n二、2025年工作安排\n\n今年经济将平稳增长。" + sentence
    assert default_extractor().extract(text, published="2025-01-20").figures[-1].subject == subject


def test_a_number_or_a_day_owns_nothing() -> None:
    for text in [
        "某主力合约6月27日收盘在10305元/吨，较5月底的10685下跌380元。",
        "优质电煤比上月17日上涨5元/吨。",
        "我国股市回落，报收于7.26 1/2元。",
    ]:
        assert not default_extractor().extract(text, published="2025-07-10").figures[-1].subject[:1].isdigit()
