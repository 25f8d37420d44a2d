"""A table of the report, as text for a terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width


@dataclass
class Table:
    """``rows`` hold finished cells; the first column is the name of what was measured."""

    title: str
    heads: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    note: str = ""

    def markdown(self) -> str:
        """The table in Markdown, numbers to the right."""
        line = "|" + "|".join(["---", *["---:"] * (len(self.heads) - 1)]) + "|"
        body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in [self.heads, *self.rows]]
        return "\n".join([f"## {self.title}", "", *([self.note, ""] if self.note else []), body[0], line, *body[1:], ""])

    def plain(self) -> str:
        """The table with columns aligned by spaces."""
        rows = [self.heads, *self.rows]
        widths = [max(_width(row[i]) for row in rows if i < len(row)) for i in range(len(self.heads))]
        lines = ["  ".join(_pad(cell, widths[i], right=i > 0) for i, cell in enumerate(row)).rstrip() for row in rows]
        return "\n".join([self.title, *([f"({self.note})"] if self.note else []), *(f"  {line}" for line in lines), ""])


def _width(cell: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in cell)


def _pad(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space
