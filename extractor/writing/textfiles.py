"""jsonl and csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from extractor.writing.atomic import settle, temporary_beside
from extractor.writing.block import Block, dump_line
from extractor.writing.schema import TABLES, Table

BOM = b"\xef\xbb\xbf"
# A spreadsheet takes a cell that begins so for a formula, full-width forms included.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class _Replaced:
    """A file that is written beside its target and replaces it on commit."""

    def __init__(self, path: Path, head: bytes = b"") -> None:
        self.path = path
        self.temporary = temporary_beside(path)
        self.file: BinaryIO = open(self.temporary, "wb", buffering=1 << 20)  # noqa: SIM115 - closed by commit or abort
        self.file.write(head)

    def commit(self) -> None:
        self.file.close()
        settle(self.temporary, self.path)

    def abort(self) -> None:
        self.file.close()
        self.temporary.unlink(missing_ok=True)


class JsonLines:
    """``articles.jsonl``: one article a line."""

    def __init__(self, folder: Path) -> None:
        self._file = _Replaced(folder / "articles.jsonl")
        self.commit, self.abort = self._file.commit, self._file.abort

    def add(self, block: Block) -> None:
        """Append the block's lines as they are."""
        self._file.file.write(block.lines)


class FailureLines:
    """``failures.jsonl``: one input that gave no article a line."""

    def __init__(self, folder: Path) -> None:
        self._file = _Replaced(folder / "failures.jsonl")
        self.commit, self.abort = self._file.commit, self._file.abort

    def add(self, block: Block) -> None:
        """Append the block's failures."""
        for failure in block.failures:
            self._file.file.write(dump_line(failure)[1])


class Csv:
    """``TABLE.csv`` for each table, with a byte order mark so that Excel reads it as UTF-8; ``raw`` switches the formula guard off."""

    def __init__(self, folder: Path, tables: Sequence[str] = tuple(TABLES), *, raw: bool = False) -> None:
        self._raw = raw
        self._files = {name: _Replaced(folder / f"{name}.csv", csv_head(TABLES[name])) for name in tables}

    def add(self, block: Block) -> None:
        """Append the rows, rendered already or now."""
        for name, file in self._files.items():
            ready = None if self._raw else block.csv.get(name)
            file.file.write(render_csv(block.rows(name), raw=self._raw) if ready is None else ready)

    def commit(self) -> None:
        """Put all files in their places."""
        for file in self._files.values():
            file.commit()

    def abort(self) -> None:
        """Remove the temporary files."""
        for file in self._files.values():
            file.abort()


def csv_head(table: Table) -> bytes:
    """Byte order mark and column names."""
    return BOM + render_csv([table.names], raw=True)


def render_csv(rows: Iterable[Sequence[Any]], *, raw: bool = False) -> bytes:
    """Rows as csv text in UTF-8, lines ended as Excel ends them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([_cell(v, raw) for v in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: Any, raw: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return "'" + value if not raw and value.startswith(_DANGEROUS) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)
