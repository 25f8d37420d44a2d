"""One table into one file, whose ending says the format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.errors import UsageError
from extractor.writing.atomic import replacing, settle, temporary_beside
from extractor.writing.rows import Row
from extractor.writing.schema import Table
from extractor.writing.textfiles import csv_head, render_csv

ENDINGS = (".csv", ".xlsx", ".parquet")


def check_ending(path: Path) -> str:
    """The ending. Raises UsageError."""
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(f"{path} ends in {path.suffix or 'nothing'!r}.", f"Known endings: {', '.join(ENDINGS)}.", code="E415")
    return path.suffix.lower()


def write_table(path: Path, table: Table, rows: Sequence[Row], *, raw: bool = False) -> None:
    """Write rows to a .csv, .xlsx or .parquet file, whole or not at all."""
    ending = check_ending(path)
    if ending == ".csv":
        with replacing(path) as file:
            file.write(csv_head(table) + render_csv(rows, raw=raw))
    elif ending == ".parquet":
        from extractor.writing.columns import arrow_table

        content = arrow_table(table, rows)
        import pyarrow.parquet as pq

        temporary = temporary_beside(path)
        pq.write_table(content, str(temporary), compression="zstd")
        settle(temporary, path)
    else:
        from extractor.writing.xlsx import Book

        book = Book(path, [table])
        book.write(table.name, rows)
        book.commit()
