"""What a format gives before the layout looks at it, and the text builder that formats share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.errors import InputError
from extractor.model import Span, Table
from extractor.reading.lines import BLANK


@dataclass(frozen=True, slots=True)
class Document:
    """One article as a format gives it. ``suffix`` is added to the file's id: a row's number or name, a member's path."""

    text: str
    title: str | None = None
    published: str | None = None
    tables: tuple[Table, ...] = ()
    encoding: str | None = None
    replaced: int = 0
    suffix: str = ""


@dataclass(slots=True)
class TextBuilder:
    """Puts lines and tables together and keeps the spans of the cells. ``limit`` counts characters."""

    limit: int
    parts: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    size: int = 0

    def line(self, text: str) -> Span | None:
        """Add a line; an empty one is left out. The span of its text."""
        text = text.strip(BLANK)
        if not text:
            return None
        return self._add(text, "\n")

    def table(self, rows: Sequence[Sequence[str]], *, header_rows: int = 1, caption: Span | None = None) -> None:
        """Add a table: one line a row, cells set apart by tabs. A table of one cell becomes plain lines."""
        kept = [[" ".join(cell.split()) for cell in row] for row in rows]
        kept = [row for row in kept if any(row)]
        if not kept:
            return
        if max(len(row) for row in kept) < 2:
            for row in rows:
                for cell in row:
                    for line in cell.split("\n"):
                        self.line(line)
            return
        spans: list[tuple[Span, ...]] = []
        for row in kept:
            cells: list[Span] = []
            for at, cell in enumerate(row):
                cells.append(self._add(cell, "\t" if at < len(row) - 1 else "\n"))
            spans.append(tuple(cells))
        self.tables.append(Table(tuple(spans), min(header_rows, len(spans)), caption))

    def text(self) -> str:
        """All of it, without the last line end."""
        return "".join(self.parts).rstrip("\n")

    def _add(self, text: str, end: str) -> Span:
        start = self.size
        self.parts.append(text)
        self.parts.append(end)
        self.size += len(text) + len(end)
        if self.size > self.limit:
            raise InputError(f"Its text is longer than {self.limit} characters.", "Split it into smaller files.", code="E105")
        return (start, start + len(text))
