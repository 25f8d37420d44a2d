from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import sqlite3
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import OutputError, UsageError
from extractor.model import Article, Entity, Failure, Figure
from extractor.writing.atomic import replacing
from extractor.writing.block import Block, block_of
from extractor.writing.formats import FORMATS, check_formats, writing
from extractor.writing.frames import to_frame
from extractor.writing.rows import sentence_around
from extractor.writing.saved import article_of, saved_articles
from extractor.writing.schema import BOOLEAN, CATEGORY, DATE, INTEGER, NUMBER, TABLES

NASTY = [
    "=1+1",
    "+86",
    "-5%",
    "@SUM(A1)",
    "\t制表",
    "＝1",
    "a,b\"c'd",
    "换\n行",
    "垂直\x0b制表\x00",
    "𠮷野家",
    "",
    "null",
    "http://a.b",
    "0012",
]


def figure(text: str, at: int, **fields: Any) -> Figure:
    plain: dict[str, Any] = {
        "start": at, "end": at + len(text), "text": text, "value": 6.2e12, "value_max": None, "unit": "CNY", "bound": "exact",
        "kind": "level",
        "category": "output", "indicator": "产值", "subject": "全市", "location": ("430200", "US"), "period": ("2022-01-01", "2022-06-30"),
        "basis": None, "status": "actual", "source": None, "section": ("一", "(一)"), "rules": ("quantity.level", "x"),
    }  # fmt: skip
    return Figure(**plain | fields)


def articles(prefix: str = "n") -> list[Article | Failure]:
    out: list[Article | Failure] = []
    for number, nasty in enumerate(NASTY):
        text = f"前句。{nasty}达到6.2万亿元。后句"
        at = text.index("6.2")
        figures = (
            figure("6.2万亿元", at, indicator=nasty, source=nasty or None),
            figure(
                "6.2",
                at,
                value=-0.5,
                value_max=7.25,
                unit="",
                location=(),
                period=None,
                basis="yoy",
                kind="growth",
                optional=True,
                section=(),
            ),
        )
        entities = (Entity(0, 1, "前", "LOC", "430200", ("r",)), Entity(1, 2, "句", "ORG"))
        published = "2022-10-27" if number % 2 else None
        out.append(
            Article(f"{prefix}/{number}", nasty, published, text, ((0, 3), (3, len(text))), figures, entities, f"{prefix}/{number}.txt")
        )
        out.append(Failure(f"{prefix}/{number}.bad", "E104", f"empty {nasty}", "" if number % 2 else "see"))
    return out


def write(folder: Path, *names: str, run: str = "in", blocks: list[Block] | None = None, **options: Any) -> None:
    with writing(folder, names, run=run, **options) as writers:
        for block in blocks or [block_of("k1", articles()[:9]), block_of("k2", articles()[9:])]:
            writers.add(block)


def expected(table: str) -> list[tuple[Any, ...]]:
    return block_of("k", articles()).rows(table)


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_read_back(table: str, tmp_path: Path) -> None:
    write(tmp_path, "csv", raw=True)
    file = tmp_path / f"{table}.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with open(file, encoding="utf-8-sig", newline="") as lines:
        head, *rows = csv.reader(lines)
    assert tuple(head) == TABLES[table].names
    assert [tuple(map(_typed, r, TABLES[table].columns)) for r in rows] == [
        tuple(v if v != "" else None for v in r) for r in expected(table)
    ]


def _typed(cell: str, column: Any) -> Any:
    if cell == "":
        return None
    return {INTEGER: int, NUMBER: float, BOOLEAN: "true".__eq__}.get(column.type, str)(cell)


def test_csv_cells_are_no_formulas_and_numbers_stay_numbers(tmp_path: Path) -> None:
    write(tmp_path, "csv")
    for table in TABLES.values():
        with open(tmp_path / f"{table.name}.csv", encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                for column in table.columns:
                    cell = row[column.name]
                    if column.type in (INTEGER, NUMBER):
                        assert cell == "" or float(cell) is not None
                    else:
                        assert not cell.startswith(("=", "+", "-", "@", "\t", "＝"))
    with open(tmp_path / "figures.csv", encoding="utf-8-sig", newline="") as lines:
        found = list(csv.DictReader(lines))
    assert {"'=1+1", "'-5%", "'@SUM(A1)"} <= {row["indicator"] for row in found}
    assert {"-0.5", "6200000000000"} == {row["value"] for row in found}


@pytest.mark.parametrize("table", TABLES)
def test_xlsx_is_read_back_as_text_and_numbers(table: str, tmp_path: Path) -> None:
    import openpyxl

    write(tmp_path, "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "extractor.xlsx")[table]
    head, *rows = sheet.iter_rows()
    assert tuple(c.value for c in head) == TABLES[table].names
    assert all(cell.data_type != "f" for row in rows for cell in row)
    for row, wanted in zip(rows, expected(table), strict=True):
        for cell, value, column in zip(row, wanted, TABLES[table].columns, strict=True):
            got = cell.value.date().isoformat() if isinstance(cell.value, datetime) else cell.value
            assert (got or None) == (value.replace("\x0b", "␋").replace("\x00", "␀") if isinstance(value, str) and value else value or None)
            assert value is None or column.type != DATE or isinstance(cell.value, datetime)


def test_xlsx_goes_on_in_the_next_sheet_and_cuts_long_cells(tmp_path: Path) -> None:
    import openpyxl

    from extractor.writing.xlsx import CUT, Xlsx, sheet_text

    writer = Xlsx(tmp_path, sheet_rows=10)
    writer.add(block_of("k", articles()))
    writer.commit()
    book = openpyxl.load_workbook(tmp_path / "extractor.xlsx")
    assert [s for s in book.sheetnames if s.startswith("figures")] == ["figures", "figures 2", "figures 3"]
    rows = [r for s in book.sheetnames if s.startswith("figures") for r in list(book[s].values)[1:]]
    assert [r[0] for r in rows] == [r[0] for r in expected("figures")]
    long = sheet_text("字" * 40_000)
    assert len(long) == 32_767
    assert long.endswith(CUT)
    assert len(sheet_text("𠮷" * 20_000).encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize("table", TABLES)
def test_parquet_is_read_back(table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet as pq

    monkeypatch.setattr("extractor.writing.parquet.DEFAULT_GROUP_ROWS", 10)
    write(tmp_path, "parquet")
    file = pq.ParquetFile(tmp_path / f"{table}.parquet")
    assert file.metadata.num_row_groups == (-(-len(expected(table)) // 10) if table != "articles" else 1)
    assert file.schema_arrow.names == list(TABLES[table].names)
    rows = [tuple(_plain(v) for v in row.values()) for row in file.read().to_pylist()]
    assert rows == expected(table)


@pytest.mark.parametrize("name", ["sqlite", "duckdb"])
@pytest.mark.parametrize("table", TABLES)
def test_databases_are_read_back(name: str, table: str, tmp_path: Path) -> None:
    write(tmp_path, name)
    key = ", ".join(TABLES[table].key)
    assert query(tmp_path, name, f"SELECT * FROM {table} ORDER BY {key}") == sorted(
        expected(table), key=lambda r: (r[0], r[3] if table == "figures" else r[1])
    )


def query(folder: Path, name: str, sql: str) -> list[tuple[Any, ...]]:
    file = str(folder / f"extractor.{name}")
    if name == "sqlite":
        with sqlite3.connect(file) as db:
            types = {}
            found = db.execute(sql)
            for table in TABLES.values():
                types |= {c.name: c.type for c in table.columns}
            names = [d[0] for d in found.description]
            return [tuple(bool(v) if types.get(n) == BOOLEAN else v for n, v in zip(names, row, strict=True)) for row in found]
    import duckdb

    with duckdb.connect(file, read_only=True) as db:
        return [tuple(_plain(v) for v in row) for row in db.execute(sql).fetchall()]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", ["sqlite", "duckdb"])
def test_a_second_run_adds_without_doubling(name: str, tmp_path: Path) -> None:
    first = [block_of("k1", articles()[:9]), block_of("k2", articles()[9:])]
    write(tmp_path, name, blocks=first)
    before = query(tmp_path, name, "SELECT * FROM figures ORDER BY article_id, number")
    write(tmp_path, name, blocks=first)
    assert query(tmp_path, name, "SELECT * FROM figures ORDER BY article_id, number") == before
    write(tmp_path, name, run="other", blocks=[block_of("k3", articles("m"))])
    assert query(tmp_path, name, "SELECT count(*) FROM figures") == [(2 * len(before),)]
    assert query(tmp_path, name, "SELECT count(*) FROM failures") == [(2 * len(NASTY),)]
    changed = [block_of("k4", [a for a in articles()[:9] if a.__class__ is Article][1:]), first[1]]
    write(tmp_path, name, blocks=changed)
    assert query(tmp_path, name, "SELECT count(*) FROM articles WHERE article_id LIKE 'n/%'") == [(len(NASTY) - 1,)]
    assert query(tmp_path, name, "SELECT count(*) FROM articles WHERE article_id LIKE 'm/%'") == [(len(NASTY),)]
    assert query(tmp_path, name, "SELECT count(*) FROM failures WHERE path LIKE 'n/%'") == [(len(NASTY) - 4,)]


def test_failed_writing_leaves_what_was_there(tmp_path: Path) -> None:
    write(tmp_path, *FORMATS)
    before = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in tmp_path.iterdir() if p.suffix not in (".sqlite", ".duckdb")}
    with pytest.raises(AttributeError):
        write(tmp_path, *FORMATS, blocks=[block_of("k9", articles("z")), None])  # type: ignore[list-item]
    after = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in tmp_path.iterdir() if p.suffix not in (".sqlite", ".duckdb")}
    assert after == before


def test_the_same_articles_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, "jsonl", "csv", "xlsx", "parquet")
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_replacing_is_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text("old")
    with contextlib.suppress(RuntimeError), replacing(file) as out:
        out.write(b"half")
        raise RuntimeError
    assert [p.name for p in tmp_path.iterdir()] == ["f"]
    assert file.read_text() == "old"
    with replacing(file) as out:
        out.write(b"new")
    assert file.read_text() == "new"


def test_jsonl_gives_the_articles_back(tmp_path: Path) -> None:
    write(tmp_path, "jsonl")
    assert [article_of(a) for a in saved_articles(tmp_path)] == [a for a in articles() if isinstance(a, Article)]
    assert [Failure(**json.loads(line)) for line in (tmp_path / "failures.jsonl").read_bytes().splitlines()] == [
        f for f in articles() if isinstance(f, Failure)
    ]


def test_unpaired_surrogates_do_not_stop_a_run(tmp_path: Path) -> None:
    broken = Article("a", "\ud800", None, "坏\udc80字", ((0, 3),))
    write(tmp_path, *FORMATS, blocks=[block_of("k", [broken])])
    assert next(saved_articles(tmp_path))["text"] == "坏\ufffd字"


@pytest.mark.parametrize("table", TABLES)
def test_frames_are_typed(table: str) -> None:
    import pandas as pd

    frame = to_frame(articles(), table)
    assert tuple(frame.columns) == TABLES[table].names
    for column in TABLES[table].columns:
        kind = str(frame[column.name].dtype)
        if column.type == CATEGORY:
            assert set(column.values) <= set(frame[column.name].cat.categories)
        else:
            assert kind.lower().startswith(
                {INTEGER: "int64", NUMBER: "float64", BOOLEAN: "boolean", DATE: "datetime64"}.get(column.type, "str")
            )
    rows = [
        tuple(None if pd.isna(v) else v.date().isoformat() if isinstance(v, pd.Timestamp) else v for v in r)
        for r in frame.itertuples(index=False)
    ]
    assert rows == expected(table)
    assert to_frame([], table).dtypes.equals(frame.dtypes)


def test_formats_are_checked() -> None:
    assert check_formats(()) == ("jsonl", "figures.csv")
    assert check_formats(("parquet,csv", "jsonl")) == ("jsonl", "csv", "parquet")
    with pytest.raises(UsageError, match="exel") as error:
        check_formats(("exel",))
    assert "xlsx" in error.value.advice


@pytest.mark.parametrize(
    ("text", "part", "sentence"),
    [
        ("前句。产值达到5亿元。后句。", "5亿元", "产值达到5亿元。"),
        ("他说：“产值5亿元。”后句", "5亿元", "他说：“产值5亿元。”"),
        ("题目\n  产值5亿元\n下一段", "5亿元", "产值5亿元"),
        ("产值5亿元", "5亿元", "产值5亿元"),
    ],
)
def test_the_sentence_around(text: str, part: str, sentence: str) -> None:
    at = text.index(part)
    assert sentence_around(text, at, at + len(part)) == sentence


def test_the_schema_fits_what_is_written() -> None:
    for table in TABLES:
        for row in expected(table):
            assert len(row) == len(TABLES[table].columns)
            for value, column in zip(row, TABLES[table].columns, strict=True):
                assert value is not None or not column.required


def test_closed_lists_are_those_of_the_rules() -> None:
    from extractor.rules import load_rules

    vocabulary = load_rules().vocabulary
    listed = {c.listed: c.values for table in TABLES.values() for c in table.columns if c.listed}
    assert set(listed) == {"bounds", "kinds", "categories", "bases", "statuses", "entity_types"}
    assert all(list(values) == [v for v in vocabulary[name] if v != "__line__"] for name, values in listed.items())


@pytest.mark.parametrize("name", ["sqlite", "duckdb"])
def test_a_database_that_is_none_or_of_another_make_is_said(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"extractor.{name}"
    file.write_bytes(b"this is no database" * 1000)
    with pytest.raises(OutputError, match=f"extractor.{name}"):
        write(tmp_path, name)
    file.unlink()
    if name == "sqlite":
        with sqlite3.connect(file) as db:
            db.execute("CREATE TABLE figures (article_id TEXT)")
        with pytest.raises(OutputError, match="columns"):
            write(tmp_path, name)
