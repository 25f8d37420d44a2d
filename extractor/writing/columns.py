"""Rows → typed columns: Arrow tables and pandas frames with the types of schema.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from extractor.errors import MissingExtraError, UsageError
from extractor.writing.rows import Row
from extractor.writing.schema import BOOLEAN, CATEGORY, DATE, INTEGER, NUMBER, STRING, TABLES, Table

if TYPE_CHECKING:
    import pandas as pd

PANDAS_TYPES = {STRING: "string", INTEGER: "Int64", NUMBER: "Float64", BOOLEAN: "boolean", DATE: "datetime64[s]"}


def day(text: str | None) -> date | None:
    """An ISO date; None where it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def known_table(name: str) -> Table:
    """The table of that name. Raises UsageError."""
    if name not in TABLES:
        raise UsageError(f"There is no table {name!r}.", f"Known: {', '.join(TABLES)}.", code="E410")
    return TABLES[name]


def arrow_schema(table: Table) -> Any:
    """pyarrow.Schema of a table; descriptions go along as field metadata."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError.of("Writing parquet or duckdb", "tables") from error
    types = {
        STRING: pa.string(),
        INTEGER: pa.int64(),
        NUMBER: pa.float64(),
        BOOLEAN: pa.bool_(),
        DATE: pa.date32(),
        CATEGORY: pa.dictionary(pa.int32(), pa.string()),
    }
    return pa.schema([pa.field(c.name, types[c.type], nullable=not c.required, metadata={"description": c.about}) for c in table.columns])


def arrow_table(table: Table, rows: Sequence[Row]) -> Any:
    """pyarrow.Table of rows."""
    import pyarrow as pa

    schema = arrow_schema(table)
    arrays = []
    for at, (column, kind) in enumerate(zip(table.columns, schema.types, strict=True)):
        values = [row[at] for row in rows]
        if column.type == DATE:
            values = [day(v) for v in values]
        arrays.append(pa.array(values, pa.string()).dictionary_encode() if column.type == CATEGORY else pa.array(values, kind))
    return pa.Table.from_arrays(arrays, schema=schema)


def frame_of(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """pandas.DataFrame of rows: nullable numbers, dates as datetime64, closed lists as categories."""
    return typed_frame(known_table(name), rows)


def typed_frame(table: Table, rows: Iterable[Row]) -> pd.DataFrame:
    """The same for any table."""
    import pandas as pd

    columns: list[list[Any]] = [[] for _ in table.columns]
    for row in rows:
        for values, value in zip(columns, row, strict=True):
            values.append(value)
    series: dict[str, Any] = {}
    for column, values in zip(table.columns, columns, strict=True):
        if column.type == CATEGORY:
            series[column.name] = pd.Series(pd.Categorical(values, categories=_values(column.values, values)))
        elif column.type == DATE:
            series[column.name] = pd.Series([day(v) for v in values], dtype=PANDAS_TYPES[DATE])
        else:
            series[column.name] = pd.Series(values, dtype=PANDAS_TYPES[column.type])
    return pd.DataFrame(series)


def _values(closed: Sequence[str], found: Iterable[str | None]) -> list[str]:
    # A user's own rules may use a value that is not on our list: it is added behind, not lost.
    return [*closed, *sorted({v for v in found if v is not None} - set(closed))]
