"""The body, title and date of scraped texts (all of them made up)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.reading.layout import Layout, Parsed
from extractor.rules import load_rules

LAYOUT = Layout(load_rules())
TITLE = "临江市四大产业集群上半年产值突破千亿元"
LEAD = "今年上半年，临江市四个产业集群完成产值1050亿元，同比增长8.5%，新增规模以上企业36家，发展势头良好。"
REST = "市工业和信息化局表示，下半年将继续推进链主企业培育，力争全年新建智能工厂20家以上，带动就业3万人。"
TEASER = "别处城市的会议在昨天举行 与会者讨论了许多与本文无关的题目，涉及三百亿元的项目..."


def body(text: str) -> list[str]:
    return [text[a:b] for a, b in LAYOUT.parse(text).body]


def test_header_with_account_date_and_views() -> None:
    text = f"{TITLE}\nadmin\n2023-07-20 10:11:12\n0\n\n  {LEAD}\n\n  {REST}\n\n相关内容\n\n热门资讯\n\n{TEASER}\n{TEASER}"
    assert body(text) == [TITLE, f"{LEAD}\n\n  {REST}"]
    assert LAYOUT.parse(text) == Parsed(LAYOUT.parse(text).body, TITLE, "2023-07-20")


def test_of_three_titles_the_last_one_counts() -> None:
    text = f"{TITLE}- 【某商网】\n\n首页\n\n资讯\n\n{TITLE}\n\n{TITLE}\n\n发布时间：2011-07-13\n\n发布人：-某报\n\n{LEAD}"
    assert LAYOUT.parse(text).body[0] == (text.rindex(TITLE), text.rindex(TITLE) + len(TITLE))
    assert body(text) == [TITLE, LEAD]
    assert LAYOUT.parse(text).published == "2011-07-13"


def test_a_list_of_calls_at_the_end() -> None:
    calls = "\n\n".join(f"{i}、2011（第三届）中国某某行业优秀供应商评价推介" for i in range(1, 10))
    assert body(f"{TITLE}\n\n{LEAD}\n\n{REST}\n\n{calls}") == [f"{TITLE}\n\n{LEAD}\n\n{REST}"]


def test_doubled_title_without_crumbs() -> None:
    assert body(f"{TITLE}\n{TITLE}\n{LEAD}") == [f"{TITLE}\n{LEAD}"]


def test_buttons_and_bread_crumbs_of_a_government_page() -> None:
    text = (
        "您的位置:\n首页\n>\n要闻\n要闻\n2026年政府工作报告\n来源：某日报\n2026-02-03 09:02:33\n【字体：\n大\n中\n小\n】\n"
        f"——2026年1月28日在某市第十届人民代表大会第四次会议上\n市长　张三\n各位代表：\n{LEAD}\n{REST}\n收藏\n|\n分享到:\n×\n相关文档："
    )
    parts = body(text)
    assert parts[0] == "2026年政府工作报告"
    assert parts[1].startswith("——2026年1月28日")
    assert parts[-1].endswith(REST)
    assert LAYOUT.parse(text).published == "2026-02-03"


def test_key_and_value_on_two_lines() -> None:
    text = f"首页\n>\n要闻\n{TITLE}\n发表时间：\n2026-02-09 09:45:30\n来源：\n某日报客户端\n阅读量：\n{LEAD}\n{REST}"
    assert body(text) == [TITLE, f"{LEAD}\n{REST}"]


def test_by_line_inside_date_line_outside() -> None:
    text = f"2023年某市国民经济和社会发展统计公报\n某市统计局\n2024年4月30日\n\n{LEAD}\n{REST}"
    assert body(text) == ["2023年某市国民经济和社会发展统计公报\n某市统计局", f"{LEAD}\n{REST}"]


def test_running_heads_and_page_numbers() -> None:
    text = f"- 1 -\n2023年某市国民经济和社会发展统计公报①\n{LEAD}\n某市2023年国民经济和社会发展统计公报\n{REST}\n- 2 -\n{LEAD}"
    assert body(text) == [f"2023年某市国民经济和社会发展统计公报①\n{LEAD}", REST, LEAD]


def test_table_over_a_document() -> None:
    keys = {"索 引 号：": "000000000/2019-00001", "发文机关：": "某部", "成文日期：": "2019年01月20日"}
    keys |= {"标　　题：": "某部关于做好统计工作的通知", "发布日期：": "2019年02月01日", "主 题 词：": "统计　通知"}
    table = "".join(f"{key}\n\n{value}\n\n" for key, value in keys.items())
    text = f"{table}某部关于做好\n统计工作的通知\n某发〔2019〕1号\n\n{LEAD}\n某部\n2019年1月20日\n\n扫一扫在手机打开当前页"
    parsed = LAYOUT.parse(text)
    assert body(text) == [f"某部关于做好\n统计工作的通知\n某发〔2019〕1号\n\n{LEAD}\n某部\n2019年1月20日"]
    assert parsed.title == "某部关于做好统计工作的通知"
    assert parsed.published == "2019-02-01"


def test_markdown_title() -> None:
    text = f"### {TITLE}\n\n{LEAD}\n\n{REST}\n\n"
    assert LAYOUT.parse(text).body == ((4, len(text) - 2),)
    assert LAYOUT.parse(text).title == TITLE


def test_notices_within_the_last_line() -> None:
    assert body(LEAD + "某某资讯有限公司版权所有。本网站提供之资料仅供参考。Copyright 2014 X.") == [LEAD]
    assert body(f"{LEAD}\n{REST}（责任编辑：李四）") == [f"{LEAD}\n{REST}"]


def test_call_to_vote_before_the_article() -> None:
    text = f"谁是年度人物？点击投票，评选你心中的年度十大人物。【我要投票】\n原标题：{TITLE}    来源：某财经\n{LEAD}\n{REST}"
    assert body(text) == [f"原标题：{TITLE}", f"{LEAD}\n{REST}"]


def test_an_article_after_the_name_of_a_column_is_kept() -> None:
    assert body(f"相关报道\n短讯一则\n{LEAD * 2}\n{REST * 2}") == [f"{LEAD * 2}\n{REST * 2}"]


def test_cells_of_a_table_are_no_view_counts() -> None:
    text = "金  融\n单位：亿元\n指标\n3月末\n存款\n2291\n34\n贷款\n985\n27"
    assert body(text) == [text]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"{TITLE}\n2024 年4 月29 日\n{LEAD}", "2024-04-29"),
        (f"{TITLE}\n——2025年1月14日在某会议上\n{LEAD}", "2025-01-14"),
        (f"{TITLE}\n（2022年3月11日某会议通过）\n{LEAD}", "2022-03-11"),
        (f"{LEAD}\n某厅\n一九八一年五月二十三日", "1981-05-23"),
        (f"{LEAD}\n某厅\n二〇二四年十二月三十一日", "2024-12-31"),
        (f"{TITLE}\n某社某市2023年5月6日电 {LEAD}", "2023-05-06"),
        (f"{TITLE}\n今天（2026年4月15日）公布的数据显示，{LEAD}", "2026-04-15"),
        (f"{TITLE}\n2022-13-45\n{LEAD}", None),
        (f"{TITLE}\n某社某市5月6日电 {LEAD}", None),
        (LEAD, None),
    ],
)
def test_published(text: str, day: str | None) -> None:
    assert LAYOUT.parse(text).published == day


def test_what_the_caller_knows_is_kept() -> None:
    parsed = LAYOUT.parse(f"{TITLE}\n2024-01-01\n{LEAD}", title="甲", published="2020-02-02")
    assert (parsed.title, parsed.published) == ("甲", "2020-02-02")


SHELL = ["首页", "来源：某报", "2024-01-02", "相关报道", "0", "", " ", "\u200b", "- 3 -", "|", "大", "主 题 词：", "** **", "#"]
PIECES = st.sampled_from([*SHELL, TITLE, LEAD, REST])


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=14).map("\n".join)))
def test_spans_are_sound(text: str) -> None:
    end = 0
    for start, stop in LAYOUT.parse(text).body:
        assert end <= start < stop <= len(text)
        assert text[start:stop].strip() == text[start:stop].strip("\ufeff\u200b").strip()
        end = stop


def test_a_list_of_headlines_is_no_article() -> None:
    rows = [f"某市企业采购增长{n}0%\n\n2011-05-1{n}" for n in range(1, 6)]
    head = "首页\n\n商圈资讯\n\n标题\n时间\n\n"
    assert not any("采购" in part for part in body(head + "\n\n".join(rows)))
    assert any("采购" in part for part in body("标题\n时间\n\n" + rows[0] + f"\n\n{LEAD}\n\n{REST}"))
