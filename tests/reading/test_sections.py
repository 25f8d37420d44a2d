"""Headings as the path of what stands under them."""

from __future__ import annotations

from itertools import pairwise

from extractor.reading.sections import Outline
from extractor.rules import load_rules

OUTLINE = Outline(load_rules())
REPORT = """某市政府工作报告
各位代表：现在我代表市人民政府向大会报告工作，请予审议，并请各位委员提出意见。
一、2024年工作回顾
过去一年，全市生产总值增长5.5%，达到3200亿元，规模以上工业增加值增长7.1%。
（一）产业升级步伐加快。新增高新技术企业120家。
1.做强主导产业。装备制造业产值增长9%。
（二）改革开放持续深化
进出口总额增长4.2%，实际利用外资3.5亿美元，营商环境不断改善，市场主体总量达到42万户。
二、2025年工作安排
生产总值增长5%左右，力争城镇新增就业6万人以上，居民收入增长与经济增长同步，物价保持稳定。
"""


def paths(text: str) -> list[tuple[str, tuple[str, ...]]]:
    found = OUTLINE.sections(text, ((0, len(text.rstrip())),))
    return [(text[s.start : s.start + 6], s.path) for s in found]


def test_path_of_each_section() -> None:
    one, two = "一、2024年工作回顾", "二、2025年工作安排"
    assert paths(REPORT) == [
        ("某市政府工作", ()),
        ("一、2024", (one,)),
        ("（一）产业升", (one, "（一）产业升级步伐加快")),
        ("1.做强主导", (one, "（一）产业升级步伐加快", "1.做强主导产业")),
        ("（二）改革开", (one, "（二）改革开放持续深化")),
        ("二、2025", (two,)),
    ]


def test_sections_follow_each_other() -> None:
    found = OUTLINE.sections(REPORT, ((0, len(REPORT)),))
    assert all(a.end == b.start for a, b in pairwise(found))
    assert (found[0].start, found[-1].end) == (0, len(REPORT))


def test_numbers_are_no_headings() -> None:
    lead = "全年产值如下。今年以来，各行业产值保持增长，其中装备制造业增长较快，占全部产值的三成以上。"
    text = f"{lead}\n1.5万亿元的产值来自工业。\n一、二季度产值均增长。\n1、2月份数据合并公布。"
    assert [p for _, p in paths(text)] == [()]


def test_empty() -> None:
    assert OUTLINE.sections("", ()) == ()
