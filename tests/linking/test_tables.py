"""Tables of every format become figures; eight real ones are measured cell by cell."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from extractor.model import Article, Failure, Figure
from extractor.pipeline import Extractor, default_extractor
from extractor.reading import default_reader

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reading"))
from builders import docx, paragraph, word_table, xlsx  # noqa: E402

YEAR = ("2024-01-01", "2024-12-31")
HALF = ("2024-01-01", "2024-06-30")
JIANGSU, NANJING, SUZHOU = ("320000",), ("320100",), ("320500",)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return default_extractor()


def read(data: bytes, name: str, published: str | None = None) -> Article:
    source = next(iter(default_reader().read_bytes(data, name, published=published)))
    assert not isinstance(source, Failure), source
    return default_extractor().extract_source(source)


def cells(article: Article) -> list[Figure]:
    """The figures made of cells; each must stand in the text where it says."""
    found = [f for f in article.figures if "table.cell" in f.rules]
    assert all(article.text[f.start : f.end] == f.text for f in found)
    assert len({f.start for f in article.figures}) == len(article.figures)
    return found


def short(figures: list[Figure]) -> list[tuple[float, str, str, str]]:
    return [(f.value, f.unit, f.kind, f.indicator) for f in figures]


PAGE = """<html><head><title>江苏省经济运行情况</title></head><body><div><h1>江苏省经济运行情况</h1><p>2025-01-20</p>
<p>去年以来，江苏省认真贯彻落实各项部署，经济运行总体平稳、稳中有进，各市的情况见下表。</p>
<table><tr><th rowspan=2>地区</th><th colspan=2>地区生产总值（亿元）</th><th colspan=2>一般公共预算收入（亿元）</th></tr>
<tr><th>2024年</th><th>同比增长（%）</th><th>2024年</th><th>同比增长（%）</th></tr>
<tr><td>全省</td><td>1,234.5</td><td>5.2</td><td>100.5</td><td>-3.1</td></tr>
<tr><td>南京市</td><td>500.1</td><td>4.8</td><td>60</td><td>2.0</td></tr>
<tr><td>苏州市</td><td>700.4</td><td>—</td><td>40.5</td><td>1.0</td></tr></table>
<p>下一步，江苏省将继续推动经济高质量发展，努力完成全年目标任务，确保各项工作落到实处。</p></div></body></html>"""


def test_html_heads_that_span() -> None:
    found = cells(read(PAGE.encode(), "a.html"))
    assert short(found[:4]) == [
        (123450000000, "CNY", "level", "地区生产总值"),
        (5.2, "%", "growth", "地区生产总值"),
        (10050000000, "CNY", "level", "一般公共预算收入"),
        (-3.1, "%", "growth", "一般公共预算收入"),
    ]
    assert [f.location for f in found] == [JIANGSU] * 4 + [NANJING] * 4 + [SUZHOU] * 3
    assert {f.period for f in found} == {YEAR}
    assert found[4].subject == "南京市"
    assert {f.basis for f in found if f.kind == "growth"} == {"yoy"}


def test_docx_line_of_units() -> None:
    table = [["指标", "绝对数", "比上年增长"], ["地区生产总值", "1234.5", "5.2"], ["城镇化率（%）", "45.31", "1.01"]]
    article = read(docx(paragraph("2024年江苏省主要指标"), paragraph("单位：亿元，%"), word_table(table)), "a.docx")
    assert short(cells(article)) == [
        (123450000000, "CNY", "level", "地区生产总值"),
        (5.2, "%", "growth", "地区生产总值"),
        (45.31, "%", "share", "城镇化率"),
        (1.01, "pp", "change", "城镇化率"),
    ]
    assert len(article.figures) == 4
    assert {f.period for f in article.figures} == {YEAR}
    assert {f.location for f in article.figures} == {JIANGSU}


def test_xlsx_years_across_and_parts() -> None:
    sheet = [
        ["江苏省主要农产品产量", "", "", ""],
        ["单位：万吨", "", "", ""],
        ["产品", 2022, 2023, 2024],
        ["粮食", 902.6, 910, 915.5],
        ["其中：夏粮", 56.4, 57, 58.25],
    ]
    found = cells(read(xlsx(sheet), "a.xlsx"))
    assert [f.value for f in found] == [9026000, 9100000, 9155000, 564000, 570000, 582500]
    assert [f.indicator for f in found] == ["粮食产量"] * 3 + ["夏粮产量"] * 3
    assert [f.period for f in found[:3]] == [(f"{y}-01-01", f"{y}-12-31") for y in (2022, 2023, 2024)]
    assert {f.location for f in found} == {JIANGSU}


def test_xlsx_without_title() -> None:
    found = cells(read(xlsx([[2023, 2024], ["指标", "数值"]]), "a.xlsx"))
    assert found == []
    found = cells(read(xlsx([["指标", 2023, 2024], ["产值（亿元）", 12.5, 13]]), "a.xlsx"))
    assert [(f.value, f.period) for f in found] == [(1250000000, ("2023-01-01", "2023-12-31")), (1300000000, YEAR)]


MARKDOWN = """# 2024年1-6月江苏省工业运行情况

2024-07-20

| 序号 | 行业 | 增加值（亿元） | 增速（%） | 备注 |
|---|---|---:|---:|---|
| 1 | 钢铁 | 120.5 | 3.2 | 快报 |
| 2 | 化工 | 88.1 | -1.5 | |
| 3 | 汽车制造业 | 66 | 持平 | |
"""


def test_markdown_with_numbers_of_rows() -> None:
    found = cells(read(MARKDOWN.encode(), "a.md"))
    assert short(found) == [
        (12050000000, "CNY", "level", "钢铁增加值"),
        (3.2, "%", "growth", "钢铁增加值"),
        (8810000000, "CNY", "level", "化工增加值"),
        (-1.5, "%", "growth", "化工增加值"),
        (6600000000, "CNY", "level", "汽车制造业增加值"),
        (0, "%", "growth", "汽车制造业增加值"),
    ]
    assert {f.period for f in found} == {HALF}
    assert {f.category for f in found} == {"output"}


def test_tabs_two_panels_and_relative_heads(extractor: Extractor) -> None:
    text = (
        "指标\t2024年6月\t上年同期\t本年累计\t指标\t2024年6月\n"
        "出口（亿美元）\t12.5\t11.0\t70\t进口（亿美元）\t9\n"
        "用电量（亿千瓦时）\t3\t4\t5\t发电量（亿千瓦时）\t6\n"
    )
    found = cells(extractor.extract(text))
    june, year_before = ("2024-06-01", "2024-06-30"), ("2023-06-01", "2023-06-30")
    assert [f.period for f in found] == [june, year_before, HALF, june] * 2
    assert [f.indicator for f in found] == ["出口"] * 3 + ["进口"] + ["用电量"] * 3 + ["发电量"]
    assert [f.unit for f in found] == ["USD"] * 4 + ["千瓦时"] * 4


def test_wide_gaps(extractor: Extractor) -> None:
    text = "2024年武汉市人口情况\n\n指    标    2023年    2024年\n"
    text += "常住人口（万人）    1377.4    1380.9\n城镇人口（万人）    1160.1    1170.2\n出生率（‰）    6.5    6.4\n"
    found = cells(extractor.extract(text))
    assert short(found[:2]) == [(13774000, "人", "level", "常住人口"), (13809000, "人", "level", "常住人口")]
    assert short(found[4:]) == [(6.5, "‰", "share", "出生率"), (6.4, "‰", "share", "出生率")]
    assert {f.location for f in found} == {("420100",)}


def test_rows_of_places_and_ranks(extractor: Extractor) -> None:
    text = "2024年各市增加值\n城市\t增加值（亿元）\t位次\n武汉市\t100\t1\n宜昌市\t90\t2\n"
    found = cells(extractor.extract(text))
    assert [(f.value, f.unit, f.kind, f.location) for f in found] == [
        (10000000000, "CNY", "level", ("420100",)),
        (1, "rank", "rank", ("420100",)),
        (9000000000, "CNY", "level", ("420500",)),
        (2, "rank", "rank", ("420500",)),
    ]


FLAT = """2023年临江市国民经济和社会发展统计公报
全年全市粮食总产量56.4万吨，比上年增长2.3%，粮食生产再获丰收，农业农村经济总体平稳。
表1
主要产品产量
产品名称
单位
产
量
比上年增长（%）
粮食
万吨
56.4
2.3
#夏
粮
万吨
10.2
-0.5
纱
吨
300
12.0
年末全市常住人口20.5万人，城镇化率达到61.2%，比上年末提高0.8个百分点，总体保持稳定。
"""


def test_one_cell_a_line(extractor: Extractor) -> None:
    article = extractor.extract(FLAT)
    assert short(cells(article)) == [
        (564000, "吨", "level", "粮食产量"),
        (2.3, "%", "growth", "粮食产量"),
        (102000, "吨", "level", "夏粮产量"),
        (-0.5, "%", "growth", "夏粮产量"),
        (300, "吨", "level", "纱产量"),
        (12, "%", "growth", "纱产量"),
    ]
    assert {f.period for f in cells(article)} == {("2023-01-01", "2023-12-31")}
    assert len(article.figures) == 11


@pytest.mark.parametrize(
    "text",
    [
        "编号\nX坐标\nY坐标\n1\n15172.500\n103655.000\n2\n14829.000\n103655.000\n3\n14829.000\n103635.000\n",
        "任务\t责任单位\n新建智能工厂20家，培育企业100家。\t工信局\n新增就业5万人，开展培训2万人次。\t人社局\n",
        "姓名\t电话\n张三\t5551234\n李四\t5551235\n",
        "指标\n产量（万吨）\n增长（%）\n粮食\n902.6\n油料\n56.4\n6.8\n1.2\n棉花\n3\n",
        "a|b\nc|d\n",
    ],
    ids=["coordinates", "sentences", "telephones", "irregular", "bars"],
)
def test_no_table_of_figures(extractor: Extractor, text: str) -> None:
    assert cells(extractor.extract(text)) == []


def test_sentences_in_cells_are_still_read(extractor: Extractor) -> None:
    text = "任务\t责任单位\n新建智能工厂20家，培育企业100家。\t工信局\n新增就业5万人，开展培训2万人次。\t人社局\n"
    assert [f.value for f in extractor.extract(text).figures] == [20, 100, 50000, 20000]


def test_explain_tells_of_cells(extractor: Extractor) -> None:
    traces = extractor.explain("2024年各市增加值\n城市\t增加值（亿元）\n武汉市\t100\n宜昌市\t90\n")
    assert [t.figure.value for t in traces] == [10000000000, 9000000000]
    assert "table.cell" in traces[0].rules


ARTICLES = ROOT.parent / "shared" / "articles"
REAL = json.loads((ROOT / "tests" / "data" / "real_tables.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles of the real tables are not here: ../shared/articles")
@pytest.mark.parametrize("table", REAL, ids=[f"{Path(t['file']).stem}:{t['lines'][0]}" for t in REAL])
def test_real_tables(table: dict, capsys: pytest.CaptureFixture[str]) -> None:
    """Every figure between a table's first and last line, against what was written down by hand."""
    source = next(iter(default_reader().read(ARTICLES / table["file"])))
    assert not isinstance(source, Failure)
    ends = [0]
    for line in source.text.split("\n"):
        ends.append(ends[-1] + len(line) + 1)
    low, high = ends[table["lines"][0] - 1], ends[table["lines"][1]]
    article = default_extractor().extract_source(source)
    found = Counter((f.value, f.unit, f.kind, f.period, f.location) for f in article.figures if low <= f.start < high)
    location = (table["adcode"],) if table["adcode"] else ()
    wanted = Counter((v, u, k, tuple(p) if p else None, location) for v, u, k, p in table["cells"])
    right = (found & wanted).total()
    with capsys.disabled():
        name = f"{table['file']} lines {table['lines'][0]}-{table['lines'][1]}"
        print(f"\n{name}: precision {right / max(1, found.total()):.3f}, recall {right / wanted.total():.3f} of {wanted.total()} cells")
    assert found == wanted
