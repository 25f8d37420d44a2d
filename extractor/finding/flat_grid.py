"""Tables that lost their lines: every cell on a line of its own, as PDF bulletins and scraped pages give them.

Only a regular one is taken for a table: a known head over the row heads, then the column
heads, then rows of one head and always the same number of values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.finding.grid_cells import Cell, Grid, Row, is_label, is_missing
from extractor.model import Span
from extractor.rules.schema import RuleSet

MAX_HEADS = 16
LONG = 50
"""An irregular run of more rows than this is not searched again for a table inside it: time stays linear."""
# Rows of a table without heads.
FEWEST = 3
ROW = 4
LONGEST_UNIT = 5
# Between these an index of prices lies, the year before being 100.
INDEX = (70.0, 150.0)
_LEAD = re.compile(r"^(?:#|其中:?|[一二三四五六七八九十]+、)+")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?$")
_CAPTION = re.compile(r"[表图]\d")


@dataclass(slots=True)
class _Row:
    groups: list[Cell]
    labels: list[Cell]
    values: list[Cell]


class FlatGrids:
    """Finds flattened tables by the words of their corners."""

    def __init__(self, rules: RuleSet) -> None:
        words = {r.fields.get("class", ""): frozenset(r.words) for r in rules.of("words")}
        self._stubs = words.get("table_stub", frozenset())
        self._unit_heads = words.get("table_unit", frozenset())
        self._shares = words.get("table_share", frozenset())
        ordered = {r.fields.get("class", ""): tuple(r.words) for r in rules.of("words")}
        self._assumed = ordered.get("table_assumed", ())
        self._assumed_value = ordered.get("table_assumed_value", ())
        self._amounts = ordered.get("table_amount", ())
        self._assumed_index = ordered.get("table_assumed_index", ())
        self._price_items = words.get("table_price_item", frozenset())
        self._unit_ends = tuple(r["unit"] for r in rules.table("units/units"))
        self._units = frozenset(r["unit"] for r in rules.table("units/units"))

    def find(self, folded: str, body: Sequence[Span]) -> list[Grid]:
        """The flattened tables of the body, in order and apart."""
        cells = self._cells(folded, body)
        out: list[Grid] = []
        at = 0
        while at < len(cells):
            grid, at = self._grid(cells, at) if cells[at].text in self._stubs else self._headless(cells, at)
            if grid is not None:
                out.append(grid)
        return out

    def _headless(self, cells: Sequence[Cell], at: int) -> tuple[Grid | None, int]:
        """A table whose heads are lost, told by its rows alone: of a word, its unit and two values, or of the parts of a price index."""
        rows: list[Row] = []
        end, heads = at, self._assumed
        while self._is_measured(cells[end : end + ROW]):
            rows.append(tuple(cells[end : end + ROW]))
            end += ROW
        if not rows:
            heads = self._assumed_index
            while self._is_price(cells[end : end + 2]):
                rows.append(tuple(cells[end : end + 2]))
                end += 2
        if heads is self._assumed and self._names_magnitudes(rows):
            heads = self._assumed_value
        if len(rows) < FEWEST or not heads:
            return None, at + 1
        start = cells[at].start
        head = tuple(Cell(start, start, word) for word in heads)
        return Grid((head, *rows), flat=True), end

    def _names_magnitudes(self, rows: Sequence[Row]) -> bool:
        """货物运输总量, #铁路, 公路: the first row or most of them; its parts name what they are parts of."""
        named = [row[0].text.endswith(self._amounts) for row in rows]
        return bool(named) and (named[0] or 2 * sum(named) > len(named))

    def _is_measured(self, cells: Sequence[Cell]) -> bool:
        """糖果 | 吨 | 26073 | -3.3"""
        if len(cells) < ROW or not all(map(_is_value, cells[2:])) or not _can_head(cells[0]):
            return False
        unit = cells[1].text
        return len(unit) <= LONGEST_UNIT and not _is_value(cells[0]) and unit.endswith(self._unit_ends) and is_label(unit)

    def _is_price(self, cells: Sequence[Cell]) -> bool:
        """居住 | 99.9"""
        if len(cells) < 2 or _LEAD.sub("", cells[0].text) not in self._price_items or not _NUMBER.match(cells[1].text):
            return False
        return INDEX[0] < float(cells[1].text.rstrip("%").replace(",", "")) < INDEX[1]

    def _cells(self, folded: str, body: Sequence[Span]) -> list[Cell]:
        """The lines as cells; a line of one character goes with the next (指, 标)."""
        lines = [Cell.at(folded, start, end) for start, end in _lines(folded, body)]
        lines = [c for c in lines if c.text]
        out: list[Cell] = []
        held: Cell | None = None
        for cell in lines:
            if held is not None:
                if _is_value(cell) or cell.text in self._units:
                    out.append(held)
                else:
                    cell = Cell(held.start, cell.end, held.text + cell.text)
                held = None
                out.append(cell)
            elif _is_broken(cell.text):
                held = cell
            else:
                out.append(cell)
        return out if held is None else [*out, held]

    def _grid(self, cells: Sequence[Cell], at: int) -> tuple[Grid | None, int]:
        """The table whose corner is a cell, and where to go on."""
        first = at + 1
        while first < len(cells) and first - at <= MAX_HEADS and not _is_value(cells[first]):
            if not is_label(cells[first].text):
                return None, at + 1
            first += 1
        if first == len(cells) or not _is_value(cells[first]):
            return None, at + 1
        has_unit = cells[at + 1].text in self._unit_heads
        size = 1 + has_unit
        heads = list(cells[at + 1 : first - size])
        if len(heads) <= has_unit or any(h.text.endswith(":") for h in heads):
            return None, at + 1
        width = len(heads) - has_unit
        rows, after = self._rows(cells, first - size, size, width)
        again = after if len(rows) > LONG else at + 1
        rows = self._regular(rows, [h.text for h in heads[has_unit:]])
        if len(rows) < 2 or (width == 1 and len(rows) < 3):
            return None, again
        table: list[Row] = [(cells[at], *heads)]
        for row in rows:
            table += [(group,) for group in row.groups]
            table.append((*row.labels, *row.values))
        return Grid(tuple(table), flat=True), after

    def _rows(self, cells: Sequence[Cell], at: int, size: int, width: int) -> tuple[list[_Row], int]:
        """Rows of ``size`` words and at most ``width`` values, until one does not fit."""
        rows: list[_Row] = []
        while True:
            begin = at
            while at < len(cells) and not _is_value(cells[at]) and at - begin < size + 2:
                at += 1
            labels = list(cells[begin:at])
            low = at
            while at < len(cells) and _is_value(cells[at]):
                at += 1
            values = list(cells[low:at])
            groups = labels[:-size]
            fits = len(labels) >= size and 0 < len(values) <= width
            if not fits or not all(g.text.endswith(":") for g in groups) or not all(map(_can_head, labels)):
                return rows, begin
            rows.append(_Row(groups, labels[-size:], values))

    def _regular(self, rows: list[_Row], heads: Sequence[str]) -> list[_Row]:
        """All rows, if they have one value a head, or all leave the last groups of like heads open; else none.

        A first row may lack its share: the whole has none.
        """
        counts = [len(r.values) for r in rows]
        if not counts:
            return []
        usual = max(set(counts), key=counts.count)
        if usual < len(heads):
            kinds = [re.sub(r"\d", "", h) for h in heads]
            period = next(n for n in range(1, len(kinds) + 1) if all(k == kinds[i % n] for i, k in enumerate(kinds)))
            if usual % period or period == len(kinds):
                return []
        for i, count in enumerate(counts):
            lacking = heads[count:usual]
            if count < usual and (i or not all(any(s in h for s in self._shares) for h in lacking)):
                return []
        return rows


def _can_head(cell: Cell) -> bool:
    return is_label(cell.text) and not _CAPTION.match(cell.text)


def _lines(folded: str, body: Sequence[Span]) -> list[Span]:
    return [(a + m.start(), a + m.end()) for a, b in body for m in re.finditer(r"[^\n]+", folded[a:b])]


def _is_value(cell: Cell) -> bool:
    return _NUMBER.match(cell.text) is not None or is_missing(cell.text)


def _is_broken(text: str) -> bool:
    bare = _LEAD.sub("", text)
    return len(bare) == 1 and "\u4e00" <= bare <= "\u9fff"
