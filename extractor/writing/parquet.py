"""``TABLE.parquet``, a row group at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractor.writing.atomic import settle, temporary_beside
from extractor.writing.block import Block
from extractor.writing.columns import arrow_schema, arrow_table
from extractor.writing.rows import Row
from extractor.writing.schema import TABLES, Table

GROUP_ROWS = {"articles": 2_000}
DEFAULT_GROUP_ROWS = 50_000


class Parquet:
    """A file for each table; at most one row group of each is held in memory."""

    def __init__(self, folder: Path) -> None:
        self._files = [_File(folder, table) for table in TABLES.values()]

    def add(self, block: Block) -> None:
        """Append the rows of every table."""
        for file in self._files:
            file.add(block.rows(file.table.name))

    def commit(self) -> None:
        """Write what is left and put all files in their places."""
        for file in self._files:
            file.commit()

    def abort(self) -> None:
        """Remove the temporary files."""
        for file in self._files:
            file.abort()


class _File:
    def __init__(self, folder: Path, table: Table) -> None:
        schema = arrow_schema(table)
        import pyarrow.parquet as pq

        self.table = table
        self.path = folder / f"{table.name}.parquet"
        self.temporary = temporary_beside(self.path)
        self._limit = GROUP_ROWS.get(table.name, DEFAULT_GROUP_ROWS)
        self._rows: list[Row] = []
        self._writer: Any = pq.ParquetWriter(str(self.temporary), schema, compression="zstd")

    def add(self, rows: list[Row]) -> None:
        self._rows += rows
        while len(self._rows) >= self._limit:
            self._flush(self._rows[: self._limit])
            self._rows = self._rows[self._limit :]

    def _flush(self, rows: list[Row]) -> None:
        self._writer.write_table(arrow_table(self.table, rows), row_group_size=len(rows))

    def commit(self) -> None:
        if self._rows:
            self._flush(self._rows)
        self._writer.close()
        settle(self.temporary, self.path)

    def abort(self) -> None:
        self._writer.close()
        self.temporary.unlink(missing_ok=True)
