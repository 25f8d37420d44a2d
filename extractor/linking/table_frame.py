"""A grid taken apart: captions, heads of the columns, rows; and which columns hold values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.finding.grid_cells import Cell, Grid, Row

_YEAR = re.compile(r"(?:19|20)\d\d年?$")
MAX_HEADS = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """``captions`` are rows of one cell above the heads; ``heads`` has one list of cells a column, top down."""

    captions: tuple[Cell, ...]
    heads: tuple[tuple[Cell, ...], ...]
    rows: tuple[Row, ...]

    def is_value(self, column: int) -> bool:
        """Whether most cells of a column are numbers, years not counted."""
        cells = [row[column] for row in self.rows if column < len(row) and row[column].text and len(row) > 1]
        numbers = sum(c.is_number for c in cells)
        years = sum(_YEAR.match(c.text) is not None for c in cells)
        return numbers * 2 >= max(1, len(cells)) and not (column == 0 and years == len(cells))


def frame_of(grid: Grid) -> Frame | None:
    """The parts of a grid; None where it has no rows of values or too many heads."""
    captions: list[Cell] = []
    at = 0
    for row in grid.rows:
        filled = [c for c in row if c.text]
        if len(filled) != 1 or filled[0].is_number:
            break
        captions.append(filled[0])
        at += 1
    top = at
    while at < len(grid.rows) and _is_head(grid.rows[at]):
        at += 1
    if at == len(grid.rows) or at - top > MAX_HEADS:
        return None
    rows = grid.rows[at:]
    width = max(len(r) for r in grid.rows)
    # A single cell between heads and values heads a group of rows, not the columns.
    while at > top and sum(bool(c.text) for c in grid.rows[at - 1]) == 1 and at - 1 > top:
        at -= 1
        rows = grid.rows[at:]
    return Frame(tuple(captions), _columns(grid.rows[top:at], width), rows)


def _is_head(row: Row) -> bool:
    values = [c for c in row[1:] if c.is_number]
    return all(_YEAR.match(c.text) for c in values) and not (row[0].is_number and values)


def _columns(rows: Sequence[Row], width: int) -> tuple[tuple[Cell, ...], ...]:
    """The cells over each column; one that spans several columns stands over each of them."""
    spread: list[list[Cell | None]] = []
    for number, row in enumerate(rows):
        line: list[Cell | None] = []
        for column in range(width):
            cell = row[column] if column < len(row) and row[column].text else None
            above = spread[-1][column] if spread else None
            own_above = number > 0 and above is not None and column > 0 and above is not spread[-1][column - 1]
            if cell is None and column > 0 and number < len(rows) - 1 and not own_above:
                cell = line[-1]
            line.append(cell)
        spread.append(line)
    out: list[tuple[Cell, ...]] = []
    for column in range(width):
        cells = [line[column] for line in spread]
        out.append(tuple(c for i, c in enumerate(cells) if c is not None and c not in cells[:i]))
    return tuple(out)
