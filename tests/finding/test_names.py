"""Names found in made-up sentences, and every example of the name rules."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from extractor.finding.names import NameFinder, Names
from extractor.rules import Example, Rule, load_rules

KINDS = {"LOC": "place", "ORG": "organisation", "PER": "person", "POLICY": "policy", "CLUSTER": "cluster"}


@cache
def finder() -> NameFinder:
    return NameFinder(load_rules())


def names(text: str) -> Names:
    return finder().find(text, [(0, len(text))])


def texts(text: str, kind: str) -> list[str]:
    return [m.text for m in names(text).mentions if m.kind == kind]


def _examples(field: str) -> list[tuple[Rule, Example]]:
    return [(rule, e) for rule in load_rules().of("name") for e in getattr(rule, field)]


def _label(item: object) -> str:
    return item.id if isinstance(item, Rule) else item.text[:20] if isinstance(item, Example) else str(item)


@pytest.mark.parametrize(("rule", "example"), _examples("examples"), ids=_label)
def test_example_is_found(rule: Rule, example: Example) -> None:
    kind = KINDS[rule.fields["type"]]
    found = {(m.start, m.end) for m in names(example.text).mentions if m.kind == kind}
    assert set(example.spans) <= found


@pytest.mark.parametrize(("rule", "example"), _examples("counter"), ids=_label)
def test_counter_gives_nothing(rule: Rule, example: Example) -> None:
    kind = KINDS[rule.fields["type"]]
    assert texts(example.text, kind) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("据桂林市统计局局长李大山介绍,产值增长。", ["桂林市统计局"]),
        ("记者从国家发展改革委、财政部获悉,补贴已经下达。", ["国家发展改革委", "财政部"]),
        ("匈牙利国家气象局发布警报。", ["匈牙利国家气象局"]),
        ("长三角国家技术创新中心成立。", ["长三角国家技术创新中心"]),
        ("锦辉(荆州)硅能科技有限公司投产。", ["锦辉(荆州)硅能科技有限公司"]),
        ("俄罗斯外交部发言人表示反对。", ["俄罗斯外交部"]),
        ("中国科学院材料战略研究院发布报告。", ["中国科学院材料战略研究院"]),
        ("国家统计局桂林调查队公布数据。", ["国家统计局桂林调查队"]),
        ("各省、自治区、直辖市人民政府要抓好落实。", []),
        ("工信部门和卫生部门加强监管。", []),
        ("降到一点三六零度，来了两万科技人员。", []),
        ("三六零公布年报，万科也公布了。", ["三六零", "万科"]),
        ("一批智能工厂和数据中心建成。", []),
        ("蓝锦贸易有限公司(以下简称“蓝锦贸”)中标。", ["蓝锦贸易有限公司", "蓝锦贸"]),
        ("中国政府愿与各国政府合作。", ["中国政府"]),
    ],
)
def test_organisations(text: str, expected: list[str]) -> None:
    found = texts(text, "organisation")
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_short_form_is_found_again() -> None:
    text = "浙江蓝锦科技有限公司(以下简称“蓝锦科技”)公告称，蓝锦科技将增资。"
    assert texts(text, "organisation") == ["浙江蓝锦科技有限公司", "蓝锦科技", "蓝锦科技"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会长张守山说,增速回落。张守山认为,后市可期。", ["张守山", "张守山"]),
        ("(记者　叶小前)", ["叶小前"]),
        ("记者 曾 剑 编辑 张小妮", ["曾 剑", "张小妮"]),
        ("行政长官李家明、局长高志山分别致辞。", ["李家明", "高志山"]),
        ("记者了解到,专家表示,方案指出。", []),
        ("主任医师和高级工程师参加培训。", []),
        ("董事会收到王小明先生的报告。", ["王小明"]),
        ("经济学家Jane Miller认为,通胀放缓。", ["Jane Miller"]),
    ],
)
def test_persons(text: str, expected: list[str]) -> None:
    assert texts(text, "person") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《关于促进某产业发展的若干意见》印发。", ["《关于促进某产业发展的若干意见》"]),
        ("一曲《我爱家乡的河》响起。", []),
        ("实施科技“尖兵”行动。", ["科技“尖兵”行动"]),
        ("深入开展提振消费专项行动。", ["提振消费专项行动"]),
        ("推行“链长制”,建设“平安城市”。", ["“链长制”", "“平安城市”"]),
        ("“四个全面”战略布局", []),
        ("在“十四五”期间,“五大工程”进展顺利。", []),
    ],
)
def test_policies(text: str, expected: list[str]) -> None:
    assert texts(text, "policy") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业落户合肥高新区。", ["合肥高新区"]),
        ("雄安新区和浦东新区发展迅速。", []),
        ("国家级开发区和产业园区超过600个。", []),
        ("成渝地区工业互联网一体化发展示范区揭牌。", ["成渝地区工业互联网一体化发展示范区"]),
    ],
)
def test_clusters(text: str, expected: list[str]) -> None:
    assert texts(text, "cluster") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("安泰科(Antaike)表示，需求增长。", ["安泰科", "Antaike"]),
        ("江西水泥(000789.SZ)表示，需求增长。", ["江西水泥"]),
        ("华为、Puma和比亚迪参展。", ["华为", "Puma", "比亚迪"]),
        ("市场研究机构Databeans预测增长。去年Databeans预测下降。", ["Databeans", "Databeans"]),
        ("董事长DavidFlanagan表示，DavidFlanagan公布了计划。", []),
        ("电视、LED和手机畅销。", []),
    ],
)
def test_latin_firms(text: str, expected: list[str]) -> None:
    assert texts(text, "organisation") == expected


def test_media_in_book_marks_is_an_organisation() -> None:
    assert texts("《经济参考报》记者获悉。", "organisation") == ["《经济参考报》"]


def test_places_inside_other_names_are_kept_apart() -> None:
    found = names("湖南省株洲市工业和信息化局发布通知。")
    assert [m.kind for m in found.mentions] == ["organisation"]
    assert [(m.text, m.adcode) for m in found.inner] == [("湖南省", "430000"), ("株洲市", "430200")]


def test_mentions_neither_overlap_nor_leave_the_body() -> None:
    text = "北京市政府网站\n上海市统计局局长王小山说,长三角一体化示范区建设加快。\n广州"
    start, end = text.index("上"), text.rindex("\n")
    found = finder().find(text, [(start, end)]).mentions
    assert found
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(start <= m.start < m.end <= end and m.text == text[m.start : m.end] and m.rules for m in found)


@pytest.mark.parametrize("text", ["前三季度增长。\n韩元", "总计\n张文磊\n张素"])
def test_names_end_within_the_text(text: str) -> None:
    assert all(m.end <= len(text) and m.text == text[m.start : m.end] for m in names(text).mentions)
