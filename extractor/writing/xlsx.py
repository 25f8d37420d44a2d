"""A workbook with a sheet for each table, written row by row in bounded memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from extractor.errors import MissingExtraError
from extractor.writing.atomic import settle, temporary_beside
from extractor.writing.block import Block
from extractor.writing.rows import Row
from extractor.writing.schema import DATE, TABLES, Table

SHEET_ROWS = 1_048_575  # Excel's limit without the heading
CELL_CHARACTERS = 32_767
CUT = "…[cut]"
# Control characters are not allowed in XML; their pictures are.
_PICTURES = {c: chr(0x2400 + c) for c in range(32) if chr(c) not in "\t\n\r"} | {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
_PICTURES |= dict.fromkeys(range(55296, 57344), "�")


def sheet_text(text: str) -> str:
    """``text`` as a cell can hold it: control characters shown as pictures, at most 32,767 characters."""
    clean = text.translate(_PICTURES)
    # Excel counts UTF-16 units, so that a character beyond the basic plane counts twice.
    if len(clean) <= CELL_CHARACTERS // 2:
        return clean
    units = clean.encode("utf-16-le", "replace")
    if len(units) <= 2 * CELL_CHARACTERS:
        return clean
    return units[: 2 * (CELL_CHARACTERS - len(CUT))].decode("utf-16-le", "ignore") + CUT


class Book:
    """A workbook with a sheet for each table; text is always text, never a formula. A full sheet goes on in the next."""

    def __init__(self, path: Path, tables: Iterable[Table], *, sheet_rows: int = SHEET_ROWS) -> None:
        try:
            import xlsxwriter
        except ImportError as error:
            raise MissingExtraError.of("Writing xlsx", "tables") from error
        self.path = path
        self.temporary = temporary_beside(self.path)
        self._scratch = self.temporary.with_suffix(".parts")
        self._scratch.mkdir()
        options = {"constant_memory": True, "tmpdir": str(self._scratch), "strings_to_formulas": False, "strings_to_urls": False}
        self.book: Any = xlsxwriter.Workbook(str(self.temporary), options)
        self.book.set_properties({"created": datetime(2000, 1, 1)})  # a workbook must not depend on when it was made
        self.heading = self.book.add_format({"bold": True})
        self.date = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self._sheets = {table.name: _Sheets(self, table, sheet_rows) for table in tables}

    def write(self, table: str, rows: Iterable[Row]) -> None:
        """Append rows."""
        sheets = self._sheets[table]
        for row in rows:
            sheets.write(row)

    def commit(self) -> None:
        """Pack the workbook and put it in its place."""
        for sheets in self._sheets.values():
            sheets.finish()
        self.book.close()
        shutil.rmtree(self._scratch, ignore_errors=True)
        settle(self.temporary, self.path)

    def abort(self) -> None:
        """Remove what was written so far."""
        for sheet in self.book.worksheets():
            sheet.row_data_fh.close()
        self.book.fileclosed = True  # or the library warns about a workbook that nobody wants
        shutil.rmtree(self._scratch, ignore_errors=True)
        self.temporary.unlink(missing_ok=True)


class Xlsx:
    """``extractor.xlsx`` of a run."""

    def __init__(self, folder: Path, *, sheet_rows: int = SHEET_ROWS) -> None:
        self._book = Book(folder / "extractor.xlsx", TABLES.values(), sheet_rows=sheet_rows)
        self.commit, self.abort = self._book.commit, self._book.abort

    def add(self, block: Block) -> None:
        """Append the rows of every table."""
        for name in TABLES:
            self._book.write(name, block.rows(name))


class _Sheets:
    """The sheets of one table, the next begun when one is full."""

    def __init__(self, owner: Book, table: Table, limit: int) -> None:
        self._owner, self._table, self._limit = owner, table, limit
        self._dates = {i for i, c in enumerate(table.columns) if c.type == DATE}
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        name = self._table.name if self._count == 1 else f"{self._table.name} {self._count}"
        self._sheet = self._owner.book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for i, column in enumerate(self._table.columns):
            self._sheet.write_string(0, i, column.name, self._owner.heading)
        self._row = 0

    def write(self, row: Row) -> None:
        if self._row == self._limit:
            self.finish()
            self._begin()
        self._row += 1
        for i, value in enumerate(row):
            if value is not None:
                self._write_cell(i, value)

    def _write_cell(self, column: int, value: Any) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, column, value)
        elif isinstance(value, str):
            day = _day(value) if column in self._dates else None
            if day:
                self._sheet.write_datetime(self._row, column, day, self._owner.date)
            else:
                self._sheet.write_string(self._row, column, sheet_text(value))
        else:
            self._sheet.write_number(self._row, column, value)

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, self._row, len(self._table.columns) - 1)


def _day(text: str) -> datetime | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # A sheet's calendar begins in 1900; earlier days stay text.
    return datetime(day.year, day.month, day.day) if day.year >= 1900 else None
