"""Tables in a text: runs of lines whose cells are set apart by tabs, bars or wide gaps.

Reading renders the tables of every format alike, one row a line and a tab between cells; the
other two writings stand in texts and Markdown. Tables with one cell a line are `flat_grid`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.finding.flat_grid import FlatGrids
from extractor.finding.grid_cells import NUMBER, Cell, Grid, Row, is_missing, is_prose, joined_cells
from extractor.model import Span
from extractor.rules.schema import RuleSet

_GAP = re.compile(r"[ \u3000\xa0]{2,}")
_GAPPED = re.compile(r"  [-+]?\d")
_FLAT = re.compile(r"\n *[-+]?\d[\d,]*(?:\.\d+)?%? *\r?\n")
_RULED = re.compile(r"[|:\- ]+$")
MIN_ROWS = 2
LINES_ABOVE = 6
NUMERIC = 0.4
"""Of the cells below the head and right of the row heads at least this share are numbers, else the table is left to the clauses."""


class Grids:
    """Finds the tables of a text; costs four searches in a text without any."""

    def __init__(self, rules: RuleSet) -> None:
        self._flat = FlatGrids(rules)
        marks = "|".join(re.escape(w) for r in rules.of("words") if r.fields.get("class") == "table_unit" for w in r.words)
        self._unit_line = re.compile(rf"\(?(?:{marks or '(?!)'})\s*:[^\n。;]{{1,30}}$")

    def find(self, text: str, folded: str, body: Sequence[Span]) -> list[Grid]:
        """The tables in the body, in order and apart; ``folded`` has the same length as ``text``."""
        found: list[Grid] = []
        if "\t" in text or "|" in folded or _GAPPED.search(folded):
            found += _ruled(text, folded, body)
        if _FLAT.search(folded):
            found += self._flat.find(folded, _cut(body, sorted((g.start, g.end) for g in found)))
        return sorted(found, key=lambda g: g.start)

    def prose(self, folded: str, body: Sequence[Span], grids: Sequence[Grid]) -> list[Span]:
        """The body without its tables and their lines of units; cells of running text stay in it."""
        spans = [(g.start, g.end) for g in grids]
        for grid in grids:
            spans += self._units_above(folded, grid.start)
        kept = _cut(body, sorted(set(spans)))
        kept += [(c.start, c.end) for g in grids for row in g.rows for c in row if is_prose(c.text)]
        return sorted(kept)

    def _units_above(self, folded: str, start: int) -> list[Span]:
        end = folded.rfind("\n", 0, start)
        for _ in range(LINES_ABOVE):
            if end <= 0:
                break
            low = folded.rfind("\n", 0, end) + 1
            if self._unit_line.match(folded[low:end].strip()):
                return [(low, end)]
            end = low - 1
        return []


def _cut(body: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """The body without the spans, which are in order and apart."""
    out: list[Span] = []
    for start, end in body:
        for low, high in spans:
            if high <= start or low >= end:
                continue
            if low > start:
                out.append((start, low))
            start = high
        if start < end:
            out.append((start, end))
    return out


def physical_lines(text: str, body: Sequence[Span]) -> Iterator[Span]:
    """The lines of the body from edge to edge: an empty first cell lies outside the body's span."""
    done = 0
    for start, end in body:
        at = max(done, text.rfind("\n", 0, start) + 1)
        while at < end:
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            yield at, stop
            done = at = stop + 1


def _ruled(text: str, folded: str, body: Sequence[Span]) -> list[Grid]:
    lines = [(start, end, _writing(text[start:end], folded[start:end])) for start, end in physical_lines(text, body)]
    out: list[Grid] = []
    for writing, run in groupby(lines, key=lambda line: line[2]):
        rows = [_cells(text, folded, start, end, writing) for start, end, _ in run] if writing else []
        if writing == " ":
            rows = _aligned(rows)
        rows = [row for row in rows if any(c.text for c in row)]
        if len(rows) >= MIN_ROWS:
            out += [Grid(tuple(part)) for part in _parts(rows) if is_data(part)]
    return out


def _writing(raw: str, folded: str) -> str:
    """What sets the cells of a line apart; "" for a line of text."""
    if "\t" in raw:
        return "\t"
    if folded.count("|") >= 2 or ("|" in folded and len(folded) < 80):
        return "|"
    if "  " in folded and len(_GAP.split(folded.strip())) >= 2 and not is_prose(folded.strip()):
        return " "
    return ""


def _cells(text: str, folded: str, start: int, end: int, writing: str) -> Row:
    line = text[start:end] if writing == "\t" else folded[start:end]
    if writing == "|":
        bare = line.strip()
        low = line.find("|") + 1 if bare.startswith("|") else 0
        high = line.rfind("|") if bare.endswith("|") and line.rfind("|") >= low else len(line)
        if _RULED.match(bare):
            return ()
        pieces = re.compile(r"\|").split(line[low:high])
        at = start + low
        return tuple(_placed(folded, at, pieces, 1))
    if writing == "\t":
        return tuple(_placed(folded, start, line.split("\t"), 1))
    cells: list[Cell] = []
    at = 0
    for gap in [*_GAP.finditer(line), None]:
        stop = len(line) if gap is None else gap.start()
        if line[at:stop].strip():
            cells.append(Cell.at(folded, start + at, start + stop))
        at = stop if gap is None else gap.end()
    return joined_cells(cells)


def _placed(folded: str, at: int, pieces: Sequence[str], gap: int) -> Iterator[Cell]:
    for piece in pieces:
        yield Cell.at(folded, at, at + len(piece))
        at += len(piece) + gap


def _aligned(rows: Sequence[Row]) -> list[Row]:
    """Rows of a table set by gaps: those with as many cells as most, and single heads; none where few agree."""
    counts = [len(r) for r in rows if len(r) > 1]
    if not counts:
        return []
    usual = max(set(counts), key=counts.count)
    agree = [r for r in rows if len(r) == usual or len(r) == 1]
    return agree if counts.count(usual) >= 3 and counts.count(usual) * 4 >= 3 * len(counts) else []


def _parts(rows: Sequence[Row]) -> list[list[Row]]:
    """Tables that follow each other without a line between: a row of words below numbers begins the next one."""
    out: list[list[Row]] = [[]]
    for row in rows:
        words = [c for c in row if c.text and not c.is_number and not is_missing(c.text)]
        head = len(words) >= 2 and len(words) * 2 > len(row) and not any(c.is_number or is_missing(c.text) for c in row)
        if head and any(c.is_number for c in (out[-1][-1] if out[-1] else ())):
            out.append([])
        out[-1].append(row)
    return out


def is_data(rows: Sequence[Row]) -> bool:
    """Whether a run of rows is a table of numbers and not one of sentences or names."""
    cells = [c for row in rows for c in row[1:] if c.text]
    first = next((i for i, row in enumerate(rows) if any(c.is_number for c in row[1:])), None)
    if first is None:
        return False
    below = [c for row in rows[first:] for c in row[1:] if c.text]
    numbers = sum(c.is_number for c in below)
    prose = sum(is_prose(c.text) for c in cells)
    return numbers >= MIN_ROWS and numbers >= NUMERIC * len(below) and prose * 3 < max(1, numbers)


__all__ = ["NUMBER", "Cell", "Grid", "Grids", "Row", "physical_lines"]
