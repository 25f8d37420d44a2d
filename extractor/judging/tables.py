"""The judge of tables: the ``example`` column of indicators, and the cells that come from closed lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.judging.engine import Engine
from extractor.model import Figure
from extractor.rules import RuleSet
from extractor.rules.load import read_example

_KEYS = {
    "indicators/indicators": "indicator",
    "indicators/counted": "noun",
    "indicators/bare": "noun",
    "indicators/verbs": "verb",
    "indicators/generic": "head",
    "indicators/by_unit": "of",
}
_LISTS = {"category": "categories", "nature": "natures", "class": "unit_classes"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with its example."""

    table: str
    key: str
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.table}:{self.key}"


def rows(rules: RuleSet) -> Iterator[Row]:
    """The rows that have an example."""
    for table, column in _KEYS.items():
        for cells in rules.table(table):
            if cells.get("example"):
                yield Row(table, cells[column], cells)


def judge_row(engine: Engine, row: Row) -> str:
    """Why the example of a row does not show what the row says; "" if it does."""
    example = read_example(row.cells["example"], row.table)
    if not example.spans:
        return "Nothing is marked with «…»."
    figures = {(f.start, f.end): f for f in engine.figures(example.text)}
    for span in example.spans:
        found = figures.get(span)
        if found is None:
            others = ", ".join(f.text for f in figures.values()) or "nothing"
            return f"{example.text[span[0] : span[1]]} was not found; found: {others}."
        reason = _fits(row, found)
        if reason:
            return reason
    return ""


def _fits(row: Row, found: Figure) -> str:
    wanted = row.cells.get("category")
    if wanted and found.category != wanted:
        return f"{found.text} has category {found.category}, wanted {wanted}; indicator: {found.indicator or '-'}."
    if row.table == "indicators/generic" and not found.indicator.endswith(row.key):
        return f"{found.text} has indicator {found.indicator or '-'}, wanted one that ends with {row.key}."
    return ""


def closed_cells(rules: RuleSet) -> Iterator[str]:
    """Cells that hold what their closed list in schema.yaml does not have."""
    for name, table in rules.tables.items():
        for column, listed in _LISTS.items():
            known = rules.vocabulary[listed]
            for cells in table:
                value = cells.get(column)
                if value is not None and value not in known:
                    yield f"{name}: {column} {value!r} of {next(iter(cells.values()))!r} is not in {listed}."


def repeated_rows(rules: RuleSet) -> Iterator[str]:
    """Keys that stand twice in a table of one folder; in several folders a later row replaces."""
    for name, column in {**_KEYS, "units/units": "unit", "indicators/fallback": "unit"}.items():
        seen: set[tuple[str, str]] = set()
        for cells in rules.table(name):
            key = (cells[column], cells["unit"] if name == "indicators/by_unit" else "")
            if key in seen:
                yield f"{name}: {cells[column]!r} stands twice."
            seen.add(key)
