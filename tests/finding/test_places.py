"""Places: boundaries, which of several places of a name, and the codes that a figure's location needs."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.finding.names import NameFinder
from extractor.model import Mention
from extractor.rules import load_rules


@cache
def finder() -> NameFinder:
    return NameFinder(load_rules())


def places(text: str) -> list[Mention]:
    return [m for m in finder().find(text, [(0, len(text))]).mentions if m.kind == "place"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("湖南省株洲市", [("湖南省", "430000"), ("株洲市", "430200")]),
        ("江苏徐州", [("江苏", "320000"), ("徐州", "320300")]),
        ("我国与德国、日本", [("德国", None), ("日本", None)]),
        ("中国经济", [("中国", "100000")]),
        ("长三角一体化", [("长三角", None)]),
        # A common word is a place only between two places of its province.
        ("在沈阳、朝阳、铁岭设厂", [("沈阳", "210100"), ("朝阳", "211300"), ("铁岭", "211200")]),
        ("心中有沈阳、朝阳、希望", [("沈阳", "210100")]),
        ("在河北阜平县", [("河北", "130000"), ("阜平县", "130624")]),
        ("宜州入选,象州、宜州两地", [("象州", "451322"), ("宜州", "451203")]),
        ("全市、全省、该县、本市", []),
    ],
)
def test_names_and_codes(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = [(m.text, m.adcode or None) for m in places(text)]
    assert found[-len(expected) :] == expected if expected else found == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("洛阳市场供应充足", ["洛阳"]),
        ("上海市民出行", ["上海"]),
        ("人民银行大连续作", []),
        ("习近平新时代中国特色社会主义思想", []),
        ("中欧班列开行", []),
        ("湖北西部有雨", ["湖北"]),
        ("南方多雨", ["南方"]),
        ("“洛阳速度”刷新", []),
        ("北京2022年冬残奥会", []),
        ("扩大开放合作,推动东北全面振兴", ["东北"]),
        ("外商及港澳台商投资企业", []),
        ("通化、白山等地", ["通化", "白山"]),
        ("川、渝两地", ["川", "渝"]),
    ],
)
def test_boundaries(text: str, expected: list[str]) -> None:
    assert [m.text for m in places(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京朝阳区发布", "110105"),
        ("辽宁朝阳市发布", "211300"),
        ("吉林市发布", "220200"),
    ],
)
def test_which_of_several(text: str, expected: str) -> None:
    assert places(text)[-1].adcode == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("成渝地区双城经济圈", "500000|510000"),
        ("美国发布数据", "US"),
        ("株洲发布数据", "430200"),
        ("雄安新区建设", "130000"),
        ("欧洲市场", ""),
    ],
)
def test_codes_for_locations(text: str, unit: str) -> None:
    assert places(text)[0].unit == unit


def test_village_behind_a_county_and_alone() -> None:
    found = places("在阜平县骆驼岭村,骆驼岭村民说。走进骆驼岭村")
    assert next((m.text, m.adcode) for m in found if "骆驼岭" in m.text) == ("骆驼岭村", None)
    assert len([m for m in found if m.text == "骆驼岭村"]) >= 2
