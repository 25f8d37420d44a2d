"""Every kind of file: text, body, tables and ids."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import xlsxwriter

from extractor.errors import InputError
from extractor.model import Failure, Source
from extractor.reading import read_source, read_sources
from extractor.reading.limits import LIMITS
from extractor.reading.reader import Reader, article_id
from extractor.reading.rows import Columns
from extractor.rules import load_rules

from .builders import (
    ARTICLE,
    PARAGRAPHS,
    TITLE,
    docx,
    gz,
    mhtml,
    news_page,
    page,
    paragraph,
    parquet,
    pdf,
    tar_gz,
    word_table,
    wrapped_pdf,
    xlsx,
    zipped,
)
from .conftest import Read

LONG = [
    f"第{n}条内容说明如下，今年上半年全市第{n}产业增加值同比增长{n}.8%，其中高技术产业增加值增长12.3%，占比达到{n}8.65%；新增企业{n}234家。"
    for n in range(1, 9)
]


def only(found: list[Source | Failure]) -> Source:
    (source,) = found
    assert isinstance(source, Source), source
    return source


def inside(source: Source) -> str:
    return "\n".join(source.text[a:b] for a, b in source.body)


def cells(source: Source, table: int = 0) -> list[list[str]]:
    return [[source.text[a:b] for a, b in row] for row in source.tables[table].rows]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "gb2312"])
@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.shtml", "a", "a.txt"])
def test_page(read: Read, name: str, charset: str) -> None:
    source = only(read(news_page(charset), name))
    text = inside(source)
    assert text.startswith(TITLE)
    for kept in (*PARAGRAPHS, "图为集群内的装备企业生产车间。", "第二类是电子信息企业", "620"):
        assert kept in text
    for left_out in ("首页", "别的城市", "责任编辑", "版权所有", "9999", "分享", "来源"):
        assert left_out not in text
    assert (source.title, source.published) == (TITLE, "2024-07-15")
    assert cells(source)[1] == ["装备制造", "620", "9.1"]


def test_mhtml(read: Read) -> None:
    assert inside(only(read(mhtml(), "a.mhtml"))).startswith(TITLE)


def test_page_without_paragraph_tags(read: Read) -> None:
    source = only(read(page(f"<h1>{TITLE}</h1><div>{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}</div>"), "a.html"))
    assert inside(source) == "\n".join((TITLE, *PARAGRAPHS))


def test_spanning_cells_keep_columns(read: Read) -> None:
    head = "<tr><th rowspan=2>指标</th><th colspan=2>产值</th></tr><tr><th>总量</th><th>增速</th></tr>"
    table = f"<table>{head}<tr><td>工业</td><td>12</td><td>3</td></tr></table>"
    source = only(read(page(f"<h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p>{table}<p>{PARAGRAPHS[1]}</p>"), "a.html"))
    assert cells(source) == [["指标", "产值", ""], ["", "总量", "增速"], ["工业", "12", "3"]]
    assert source.tables[0].header_rows == 2


def test_docx(read: Read) -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>删去的字</w:delText></w:r></w:del>'
    deleted = f'<w:p>{gone}<w:ins w:id="2"><w:r><w:t>增补的话。</w:t></w:r></w:ins></w:p>'
    table = word_table([["指标", "数量（家）"], ["规模以上企业", "312"]])
    source = only(read(docx(paragraph(TITLE), paragraph("2024-07-15"), table, *map(paragraph, PARAGRAPHS), deleted), "a.docx"))
    lines = source.text.split("\n")
    assert lines[0] == TITLE
    assert lines.index("规模以上企业\t312") < lines.index(PARAGRAPHS[0])
    assert lines[-1] == "增补的话。"
    assert cells(source) == [["指标", "数量（家）"], ["规模以上企业", "312"]]
    assert source.published == "2024-07-15"


def test_pdf_joins_wrapped_lines(read: Read) -> None:
    source = only(read(wrapped_pdf([TITLE, *LONG]), "a.pdf"))
    assert source.text.split("\n") == [TITLE, *LONG]


def test_pdf_columns(read: Read) -> None:
    left = [(60.0, 700.0 - 20 * i, f"左栏的第{i}句话说的是产值增长。") for i in range(9)]
    right = [(330.0, 700.0 - 20 * i, f"右栏的第{i}句话说的是就业稳定。") for i in range(9)]
    head = [(60.0, 740.0, "全市上半年经济运行情况通报横跨两栏的标题行字数较多")]
    text = only(read(pdf([[*head, *sorted((*left, *right), key=lambda r: -r[1])]]), "a.pdf")).text
    order = [text.index(t) for _, _, t in (*head, *left, *right)]
    assert order == sorted(order)


def test_pdf_table(read: Read) -> None:
    rows = [["指标", "产量", "增长"], ["钢材", "120", "5.1"], ["水泥", "88", "-3.0"]]
    marks = [(60.0 + 120 * x, 680.0 - 20 * y, cell) for y, row in enumerate(rows) for x, cell in enumerate(row)]
    source = only(read(pdf([[(60.0, 720.0, "2023年全市主要工业产品产量"), *marks]]), "a.pdf"))
    assert cells(source) == rows


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "stdin"])
def test_json(read: Read, name: str) -> None:
    rows = [{"title": TITLE, "content": PARAGRAPHS[0], "发布时间": "2024-07-15 08:00"}, {"content": PARAGRAPHS[1], "id": "x7"}]
    data = json.dumps(rows, ensure_ascii=False) if name == "a.json" else "\n".join(json.dumps(r) for r in rows)
    first, second = read(data.encode(), name)
    assert isinstance(first, Source)
    assert isinstance(second, Source)
    assert (first.title, first.published, first.text) == (TITLE, "2024-07-15", PARAGRAPHS[0])
    assert (first.id, second.id) == (f"{name.split('.')[0]}#1", f"{name.split('.')[0]}#x7")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.tsv", "\t"), ("a.csv", ";")])
def test_csv(read: Read, name: str, mark: str, encoding: str) -> None:
    data = f'标题{mark}正文{mark}日期\n{TITLE}{mark}"{PARAGRAPHS[0]}\n他说""好""。"{mark}2024/7/15\n'
    source = only(read(data.encode(encoding), name))
    assert (source.title, source.published) == (TITLE, "2024-07-15")
    assert source.text == f'{PARAGRAPHS[0]}\n他说"好"。'


def test_sheets(read: Read) -> None:
    source = only(read(xlsx([["标题", "内容", "date"], [TITLE, PARAGRAPHS[0], "2024-07-15"]]), "a.xlsx"))
    assert (source.title, source.published, source.text) == (TITLE, "2024-07-15", PARAGRAPHS[0])
    statistics = only(read(xlsx([["指标", "1月", "2月"], ["产值（亿元）", 12.5, 13]]), "b.xlsx"))
    assert cells(statistics) == [["指标", "1月", "2月"], ["产值（亿元）", "12.5", "13"]]


def test_a_cell_shown_as_a_percentage_is_read_as_one(read: Read) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("2024年")
    page.write_row(2, 1, ["指标", "2024年"])
    page.write_row(3, 1, ["工业增加值增速", 0.052], book.add_format({"num_format": "0.0%"}))
    page.write_row(4, 1, ["人口（万人）", 0.5])
    book.close()
    assert cells(only(read(out.getvalue(), "a.xlsx"))) == [["指标", "2024年"], ["工业增加值增速", "5.2%"], ["人口（万人）", "0.5"]]


def test_parquet(read: Read) -> None:
    found = read(parquet({"content": list(PARAGRAPHS), "title": [TITLE, None]}), "a.parquet")
    assert [s.text for s in found if isinstance(s, Source)] == list(PARAGRAPHS)


def test_columns_asked_for_and_said_aloud() -> None:
    data = json.dumps({"甲": PARAGRAPHS[0], "乙": TITLE}, ensure_ascii=False).encode()
    said: list[str] = []
    asked = Reader(load_rules(), columns=Columns(text="甲", title="乙"), note=said.append)
    assert only(list(asked.read_bytes(data, "a.jsonl"))).title == TITLE
    assert said == []
    guessing = Reader(load_rules(), note=said.append)
    assert only(list(guessing.read_bytes(data, "a.jsonl"))).text == PARAGRAPHS[0]
    assert said == ["a.jsonl: took column '甲' for the text."]


def test_archives(read: Read) -> None:
    files = {"甲/一.txt": ARTICLE.encode("gb18030"), "乙.docx": docx(paragraph(PARAGRAPHS[0])), "__MACOSX/._乙.docx": b"x"}
    for data, name in ((zipped(files), "包.zip"), (tar_gz(files), "包.tar.gz")):
        found = read(data, name)
        assert [s.id for s in found if isinstance(s, Source)] == ["包/甲/一", "包/乙"]
        assert len(found) == 2
    assert only(read(gz(ARTICLE.encode()), "一.txt.gz")).id == "一"
    assert only(read(zipped({"内.zip": zipped({"一.txt": ARTICLE.encode()})}), "外.zip")).id == "外/内/一"


def test_names_in_gbk(read: Read) -> None:
    data = zipped({"aa.txt": ARTICLE.encode()}).replace(b"aa.txt", "甲".encode("gbk") + b".txt")
    assert only(read(data, "a.zip")).id == "a/甲"


def test_ids_are_relative_to_the_root(tmp_path: Path) -> None:
    (tmp_path / "一月").mkdir()
    path = tmp_path / "一月" / "a.b.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert read_source(path, root=tmp_path).id == "一月/a.b"
    assert read_source(path).id == "a.b"
    assert read_source(path).path == str(path)
    assert article_id("x/y.tar.gz", None) == "x/y"
    assert article_id("-", None) == "stdin"


def test_published_and_title_of_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PARAGRAPHS[0], encoding="utf-8")
    source = read_source(path, published="2020-01-02", title="某题")
    assert (source.published, source.title) == ("2020-01-02", "某题")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode("gb18030"))))
    assert read_source("-").text == ARTICLE


def test_errors_of_read_source(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file") as caught:
        read_source(tmp_path / "none.txt")
    assert caught.value.code == "E101"
    two = tmp_path / "two.jsonl"
    two.write_text('{"text": "甲产值增长。"}\n{"text": "乙产值增长。"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="more than one") as caught:
        read_source(two)
    assert caught.value.code == "E117"
    assert len(list(read_sources(two))) == 2


@pytest.mark.parametrize(("name", "module"), [("a.pdf", "pypdfium2"), ("a.xlsx", "python_calamine"), ("a.parquet", "pyarrow.parquet")])
def test_missing_extra(read: Read, monkeypatch: pytest.MonkeyPatch, name: str, module: str) -> None:
    data = {"a.pdf": wrapped_pdf([TITLE]), "a.xlsx": xlsx([["正文"], ["甲"]]), "a.parquet": parquet({"text": ["甲"]})}[name]
    monkeypatch.setitem(__import__("sys").modules, module, None)
    (failure,) = read(data, name)
    assert isinstance(failure, Failure)
    assert failure.code == "E500"
    assert "policy-extractor[" in failure.advice


def test_limits_have_a_file_size() -> None:
    assert LIMITS.file_bytes > LIMITS.text_bytes > LIMITS.markup_bytes
