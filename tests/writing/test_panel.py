from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractor.errors import UsageError
from extractor.writing.columns import typed_frame
from extractor.writing.panel import PANEL, Filter, panel, panel_rows, since_date
from extractor.writing.schema import FIGURES
from extractor.writing.single import write_table


def record(article: str = "a", **fields: Any) -> dict[str, Any]:
    plain: dict[str, Any] = dict.fromkeys(FIGURES.names) | {
        "article_id": article, "value": 100.0, "unit": "吨", "bound": "exact", "kind": "level",
        "category": "production", "indicator": "粮食产量",
        "location": "430200", "place": "株洲市", "period_start": "2022-01-01", "period_end": "2022-12-31", "status": "actual", "number": 1,
        "start": 0, "end": 1, "text": "x", "optional": False, "sentence": "x",
    }  # fmt: skip
    return plain | fields


def rows(*records: dict[str, Any], **filters: Any) -> list[dict[str, Any]]:
    return [dict(zip(PANEL.names, row, strict=True)) for row in panel_rows(records, Filter(**filters))]


def test_what_several_articles_say_is_one_row() -> None:
    (row,) = rows(record("a"), record("b", subject="全市"), record("c", subject="株洲"), record("b", value=100_200.0, unit="公斤"))
    assert (row["value"], row["unit"], row["figures"], row["sources"], row["conflict"]) == (100.0, "吨", 4, 3, False)
    assert row["statements"] == "100 (a, b, c); 100.2 (b)"
    assert row["spread"] == pytest.approx(0.002)


def test_conflicts_are_shown() -> None:
    (row,) = rows(record("a"), record("b"), record("c", value=130.0))
    assert (row["value"], row["lowest"], row["highest"], row["conflict"]) == (100.0, 100.0, 130.0, True)
    assert row["statements"] == "100 (a, b); 130 (c)"


@pytest.mark.parametrize(
    ("value", "bound", "conflict"),
    [
        (98.0, "over", False),
        (102.0, "over", True),
        (102.0, "nearly", False),
        (98.0, "nearly", True),
        (95.0, "about", False),
        (80.0, "about", True),
        (101.0, "under", False),
        (60.0, "at_least", False),
        (-100.0, "exact", True),
    ],
)
def test_bounds_are_considered(value: float, bound: str, conflict: bool) -> None:
    (row,) = rows(record("a"), record("b", value=value, bound=bound))
    assert row["conflict"] is conflict
    assert row["bound"] == "exact"


def test_a_fall_of_over_five_is_below_minus_five() -> None:
    assert not rows(record(value=-5.4), record("b", value=-5.0, bound="over"))[0]["conflict"]
    assert rows(record(value=-4.4), record("b", value=-5.0, bound="over"))[0]["conflict"]


def test_what_differs_stays_apart() -> None:
    others = [
        {"basis": "yoy"},
        {"unit": "%"},
        {"status": "target"},
        {"period_end": "2022-06-30"},
        {"location": "430100"},
        {"subject": "某公司"},
    ]
    assert len(rows(record(), *(record(**o) for o in others))) == 7


def test_figures_without_place_period_or_indicator_are_left_out() -> None:
    assert rows(record(location=None), record(period_end=None), record(indicator=None)) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"indicators": ["粮食"]}, 1),
        ({"indicators": ["产值"]}, 0),
        ({"places": ["430200"]}, 1),
        ({"places": ["43*"]}, 1),
        ({"places": ["株洲"]}, 1),
        ({"places": ["长沙", "44*"]}, 0),
        ({"since": "2022-12-31"}, 1),
        ({"since": "2023-01-01"}, 0),
    ],
)
def test_filters(filters: dict[str, Any], found: int) -> None:
    assert len(rows(record(), **filters)) == found


def test_since_is_a_year_a_month_or_a_day() -> None:
    assert [since_date(s) for s in ("2020", "2020-06", "2020-06-15", None)] == ["2020-01-01", "2020-06-01", "2020-06-15", None]
    for wrong in ("20", "2020-13", "last year"):
        with pytest.raises(UsageError):
            since_date(wrong)


def test_the_panel_of_a_frame_is_the_panel_of_its_records() -> None:
    records = [record(), record("b", value=130.0), record("c", value_max=120.0, bound="range", published="2023-01-02")]
    frame = typed_frame(FIGURES, [tuple(r.values()) for r in records])
    found = panel(frame, indicator="粮食", place=["株洲"], since=2020)
    assert tuple(found.columns) == PANEL.names
    assert found["statements"].tolist() == [r["statements"] for r in rows(*records)]
    assert str(found["period_start"].dtype).startswith("datetime64")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_files_are_read_back(ending: str, tmp_path: Path) -> None:
    import pandas as pd

    made = panel_rows([record(), record("b", value=130.0)])
    file = tmp_path / f"p.{ending}"
    write_table(file, PANEL, made)
    frame = pd.read_excel(file, engine="openpyxl") if ending == "xlsx" else {"csv": pd.read_csv, "parquet": pd.read_parquet}[ending](file)
    assert list(frame.columns) == list(PANEL.names)
    assert frame["value"].tolist() == [100.0 if made[0][11] == 100.0 else 130.0]
    assert frame["statements"].tolist() == [made[0][-1]]
    with pytest.raises(UsageError):
        write_table(tmp_path / "p.doc", PANEL, made)
