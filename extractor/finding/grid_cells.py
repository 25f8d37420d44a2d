"""The parts of a table as it stands in a text: cells, rows, the grid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

NUMBER = re.compile(
    r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,20})(?:\.\d{1,20})?)"
    r"\(?(?P<unit>%|(?![年月日季周岁旬号届])[^\W\d_]{1,6}(?:/[^\W\d_]{1,4})?)?\)?$"
)
"""A number with at most a short unit behind it, in folded text without white space; dates and ages are no numbers."""
_MISSING = re.compile(r"[-—–…./*×·]+$|无$")
_ASIDE = re.compile(r"\([^()]*\)")
_STOP = re.compile(r"[。；;！？]")
LONG_CELL = 40
LONG_LABEL = 34


@dataclass(frozen=True, slots=True)
class Cell:
    """Characters ``[start, end)``; ``text`` is folded and without white space."""

    start: int
    end: int
    text: str

    @classmethod
    def at(cls, folded: str, start: int, end: int) -> Cell:
        """The cell between two edges, white space and marks of emphasis left outside."""
        raw = folded[start:end]
        bare = raw.strip(" \t\r*")
        low = start + (raw.find(bare[0]) if bare else 0)
        return cls(low, low + len(bare), "".join(bare.split()))

    @property
    def is_number(self) -> bool:
        """Whether a value stands here: 1,234.5, -3.2, 12%, 3.5亿元."""
        return NUMBER.match(self.text) is not None


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, heads among them; ``flat`` where every cell stands on its own line."""

    rows: tuple[Row, ...]
    flat: bool = False

    @property
    def start(self) -> int:
        return self.rows[0][0].start

    @property
    def end(self) -> int:
        return max(c.end for c in self.rows[-1])


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return _MISSING.match(text) is not None


def is_prose(text: str) -> bool:
    """Whether a cell holds running text, which the clauses read."""
    return len(text) > LONG_CELL or (len(text) > 12 and _STOP.search(text) is not None)


def is_label(text: str) -> bool:
    """Whether a line can be the head of a row or column."""
    bare = _ASIDE.sub("", text)
    return 0 < len(bare) <= LONG_LABEL and not _STOP.search(bare) and "，" not in bare


def joined_cells(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells of one character each are one word that was spaced out: 指    标."""
    out: list[Cell] = []
    alone = False
    for cell in cells:
        single = len(cell.text) == 1 and "\u4e00" <= cell.text <= "\u9fff"
        if single and alone:
            out[-1] = Cell(out[-1].start, cell.end, out[-1].text + cell.text)
        else:
            out.append(cell)
        alone = single
    return tuple(out)
