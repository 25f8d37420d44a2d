"""Tables and lists of articles (json, jsonl, csv, tsv, xlsx, parquet): one article a row."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from extractor.errors import InputError
from extractor.model import Failure
from extractor.reading.dates import iso_date
from extractor.reading.document import Document, TextBuilder
from extractor.reading.limits import Limits
from extractor.rules import RuleSet

ROLES = ("text", "title", "published", "id")
LONG_CELL = 40
PREVIEW = 50
_NAME_IT = "Name the column of the texts with --text-column."
_SURROGATES = re.compile("[\ud800-\udfff]")
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what; None: guessed from usual names."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a format gives it: names of the columns, rows with their number in the file."""

    names: tuple[str, ...]
    rows: Iterable[tuple[int, Sequence[Any] | Failure]]
    encoding: str | None = None
    replaced: int = 0
    name: str = ""
    grid: bool = False
    """Whether a table without texts makes sense as one: sheets and csv files, not lists of objects."""


class RowReader:
    """Rows → documents, with the columns that are given or usual."""

    def __init__(self, rules: RuleSet, columns: Columns, limits: Limits, note: Note | None) -> None:
        self._usual: dict[str, list[str]] = {role: [] for role in ROLES}
        for rule in rules.of("layout"):
            role = rule.fields.get("role", "")
            if role.startswith("column_"):
                self._usual.setdefault(role.removeprefix("column_"), []).extend(rule.words)
        self._columns = columns
        self._limits = limits
        self._note = note

    def articles(self, table: Table, path: str) -> Iterator[Document | Failure]:
        """One document a row; a table without a column of texts is one document made of its cells."""
        found = self._find(table.names)
        rows = iter(table.rows)
        early: list[tuple[int, Sequence[Any] | Failure]] = []
        if "text" not in found:
            for numbered in rows:
                early.append(numbered)
                if len(early) >= PREVIEW:
                    break
            longest = self._longest(table.names, [r for _, r in early if not isinstance(r, Failure)])
            if longest is None and not table.grid:
                raise InputError(f"It has no column of texts; its columns are: {', '.join(table.names[:30])}.", _NAME_IT, code="E113")
            if longest is None:
                yield from self._as_table(table, [*early, *rows], path)
                return
            found["text"] = longest
        self._say(path, table.names, found)
        seen: dict[str, int] = {}
        number = 0
        for number, row in chain(early, rows):
            if number > self._limits.rows:
                raise InputError(f"More than {self._limits.rows} rows.", "Split the file.", code="E105")
            yield row if isinstance(row, Failure) else self._document(table, number, row, found, seen, path)
        if not number:
            raise InputError("A header without rows.", "Add the rows.", code="E104")

    def _find(self, names: Sequence[str]) -> dict[str, int]:
        """Role → index of its column. InputError where a column that was asked for is missing."""
        plain = ["".join(str(n).split()).lower() for n in names]
        found: dict[str, int] = {}
        for role in ROLES:
            asked = getattr(self._columns, role)
            if asked is not None:
                if asked not in names:
                    raise InputError(f"There is no column {asked!r}.", f"Its columns are: {', '.join(map(str, names[:30]))}.", code="E113")
                found[role] = list(names).index(asked)
                continue
            at = next((plain.index(u) for u in self._usual[role] if u in plain and plain.index(u) not in found.values()), None)
            if at is not None:
                found[role] = at
        return found

    def _longest(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> int | None:
        """The column whose cells are long enough to be articles."""
        sizes = [
            sum(len(row[i]) for row in rows if i < len(row) and isinstance(row[i], str)) / max(1, len(rows)) for i in range(len(names))
        ]
        best = max(range(len(names)), key=sizes.__getitem__, default=None)
        return best if best is not None and sizes[best] >= LONG_CELL else None

    def _say(self, path: str, names: Sequence[str], found: dict[str, int]) -> None:
        guessed = {role: names[at] for role, at in found.items() if getattr(self._columns, role) is None}
        if guessed and self._note is not None:
            self._note(f"{path}: took " + ", ".join(f"column {name!r} for the {role}" for role, name in guessed.items()) + ".")

    def _document(
        self, table: Table, number: int, row: Sequence[Any], found: dict[str, int], seen: dict[str, int], path: str
    ) -> Document | Failure:
        def cell(role: str) -> str:
            at = found.get(role)
            value = row[at] if at is not None and at < len(row) else None
            return cell_text(value)

        text = cell("text")
        name = cell("id") or str(number)
        seen[name] = seen.get(name, 0) + 1
        suffix = f"#{name}" if seen[name] == 1 else f"#{name}~{seen[name]}"
        if not text.strip():
            return Failure(
                path + suffix, "E116", f"Row {number} has no text.", f"Its text is expected in column {table.names[found['text']]!r}."
            )
        if len(text) > self._limits.field_chars:
            return Failure(path + suffix, "E105", f"The text of row {number} has {len(text)} characters.", "Split it.")
        return Document(
            text, cell("title").strip() or None, iso_date(cell("published")[:40]), (), table.encoding, text.count("\ufffd"), suffix
        )

    def _as_table(self, table: Table, rows: Sequence[tuple[int, Sequence[Any] | Failure]], path: str) -> Iterator[Document | Failure]:
        yield from (row for _, row in rows if isinstance(row, Failure))
        cells = [[cell_text(c) for c in row] for _, row in rows if not isinstance(row, Failure)]
        if not cells:
            raise InputError("A header without rows.", "Add the rows.", code="E104")
        builder = TextBuilder(self._limits.field_chars)
        if table.name:
            builder.line(table.name)
        builder.table([list(map(str, table.names)), *cells])
        text = builder.text()
        if not any(c.isalpha() for c in text):
            raise InputError("It has no column of texts and no table with words.", _NAME_IT, code="E113")
        if self._note is not None:
            self._note(f"{path}: no column of texts; read as one table.")
        suffix = f"#{table.name}" if table.name else ""
        yield Document(text, table.name or None, None, tuple(builder.tables), table.encoding, table.replaced, suffix)


def cell_text(value: Any) -> str:
    """A cell as text: dates in ISO form, whole floats without their point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, list):
        return "\n".join(cell_text(v) for v in value)
    return str(value)
