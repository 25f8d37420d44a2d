"""Tables → figures: row head × column head, with unit and time from the heads, the lines above and the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from extractor.finding.grid_cells import NUMBER, Cell, Grid, Row, is_label
from extractor.finding.quantities import Quantity, Unit
from extractor.finding.timeline import Time
from extractor.linking.document import Document
from extractor.linking.draft import Draft
from extractor.linking.linker import Linker
from extractor.linking.stocks import is_stock
from extractor.linking.table_cells import CellReader, Context, RowState
from extractor.linking.table_frame import Frame, frame_of
from extractor.linking.table_heads import Heads, Label, Places, Times, Units, is_part, joined, period_of
from extractor.linking.turns import is_year
from extractor.model import Mention, Span
from extractor.rules.schema import RuleSet

RULE = "table.cell"
CAPTION_LINES = 4
KINDS = {"growth": "growth", "fall": "growth", "change": "change", "share": "share", "rank": "rank"}
_SKIPPED = ("number", "note", "unit")
_AND = re.compile(r"[及和与、]")
_NUMBERED = re.compile(r"^[表图]\d+[-—.\d]*[::]?")


class Tables:
    """Compiled once from a rule set; holds no state between articles."""

    def __init__(self, rules: RuleSet, linker: Linker, units: Mapping[str, Unit]) -> None:
        classes: dict[str, list[str]] = {}
        for rule in rules.of("words"):
            classes.setdefault(rule.fields.get("class", ""), []).extend(rule.words)
        own = {
            name.removeprefix("table_"): tuple(sorted(found, key=len, reverse=True))
            for name, found in classes.items()
            if name.startswith("table_")
        }
        self.units = Units(rules, units)
        self.heads = Heads(own, self.units, linker.deictic)
        self.indicators = linker.grammar.indicators
        self.words = linker.words
        self.cells = CellReader(self.indicators, self.units, self.words)

    def drafts(
        self, folded: str, body: Sequence[Span], grids: Sequence[Grid], document: Document, places: Sequence[Mention], times: Times
    ) -> list[Draft]:
        """The figures of the tables, in order."""
        ordered = sorted(places, key=lambda p: p.start)
        starts = [p.start for p in ordered]

        def within(start: int, end: int) -> Sequence[Mention]:
            return ordered[bisect_left(starts, start) : bisect_left(starts, end)]

        out: list[Draft] = []
        last = 0
        for grid in grids:
            frame = frame_of(grid)
            if frame is not None:
                lines = _lines_above(folded, body, last, grid.start, self.units.line)
                out += self._table(frame, self._context(folded, lines, frame, body, document, within, times))
            last = grid.end
        return sorted(out, key=lambda d: d.quantity.start)

    def _context(
        self,
        folded: str,
        lines: Sequence[Cell],
        frame: Frame,
        body: Sequence[Span],
        document: Document,
        places: Places,
        times: Times,
    ) -> Context:
        captions = [*lines, *frame.captions]
        units = next((u for u in (self.units.line(c.text) for c in reversed(captions)) if u), ())
        labels = [self.heads.read(c, folded, times, places) for c in captions if not self.units.is_line(c.text)]
        context = Context(document, folded, times, places, joined(labels), units)
        stated = [lb.time for lb in reversed(labels) if lb.time is not None and lb.time.period is not None]
        time = next((t for t in stated if not _is_day(folded, t)), None)
        if time is None and not document.annual and body:
            start, end = body[0]
            found = times(start, min(end, folded.find("\n", start) if "\n" in folded[start:end] else end))
            time = next((t for t in found if t.period is not None and not t.reading and not _is_day(folded, t)), None)
        if time is not None:
            context.period, context.point = time.period, time.point
        elif document.annual and document.year:
            context.period = (date(document.year, 1, 1), date(document.year, 12, 31))
        for label in labels:
            for part in _AND.split(_NUMBERED.sub("", label.text)):
                measure = self._measure(part)
                if measure:
                    context.measure = measure
                    context.growing = label.role == "growth" and not _AND.search(label.text)
        return context

    def _measure(self, title: str) -> str:
        """The indicator that a title names: 住宅销售价格变动情况 → 住宅销售价格."""
        title = self.indicators.solid(title)
        for role in ("change", "growth", "share"):
            title = next((title.removesuffix(w) for w in self.heads.words[role] if title.endswith(w)), title)
        title = self.indicators.solid(title)
        head = self.cells.own_head(title)
        return "" if head is None else title.removeprefix("主要") if self.indicators.owner(title) else head.text

    def _table(self, frame: Frame, context: Context) -> list[Draft]:
        read = self.heads.read
        columns = [joined([read(c, context.folded, context.times, context.places) for c in cells]) for cells in frame.heads]
        values = [frame.is_value(i) for i in range(len(columns))]
        if columns and not values[0]:
            self._corner(columns[0], context)
        out: list[Draft] = []
        state = RowState(Label())
        above: dict[int, Cell] = {}
        for number, row in enumerate(frame.rows):
            filled = [c for c in row if c.text]
            if len(filled) == 1 and not filled[0].is_number:
                state = self._group(filled[0], context, state)
                continue
            below = frame.rows[number + 1][0].text if number + 1 < len(frame.rows) else ""
            whole = is_part(below) and not is_part(row[0].text)
            out += self._row(row, columns, values, context, state, above, whole)
        return out

    def _corner(self, label: Label, context: Context) -> None:
        """The head over the row heads may say what the whole table measures: 产量（万吨）."""
        context.units = context.units or label.units
        if self.cells.own_head(label.text) is not None:
            context.measure = label.text

    def _group(self, cell: Cell, context: Context, state: RowState) -> RowState:
        """A row of one cell heads the rows below, and may name their unit or what they measure."""
        label = self.heads.read(cell, context.folded, context.times, context.places)
        units = self.units.line(cell.text) or label.units
        parent = label.text if self.cells.own_head(label.text) is not None else state.parent
        return RowState(Label(), units[0] if units else None, parent)

    def _row(
        self,
        row: Row,
        columns: Sequence[Label],
        values: Sequence[bool],
        context: Context,
        group: RowState,
        above: dict[int, Cell],
        whole: bool,
    ) -> list[Draft]:
        out: list[Draft] = []
        heads: list[Cell] = []
        state = RowState(Label(), group.unit, group.parent, whole=whole)
        counted = False
        texts = sum(not v and columns[i].role not in _SKIPPED for i, v in enumerate(values))
        for i, cell in enumerate(row):
            column = columns[i] if i < len(columns) else Label()
            if column.role == "unit" and cell.text:
                state.unit = self.units.read(cell.text, loosely=True)
            elif column.role in _SKIPPED:
                continue
            elif not values[i]:
                if counted:
                    heads, counted, state = [], False, RowState(Label(), group.unit, group.parent)
                if not cell.text and i in above and texts > 1 and not heads:
                    cell = above[i]
                above[i] = cell
                heads.append(cell)
                state.label = self._row_label(heads, context)
            else:
                counted = True
                draft = self._cell(cell, column, context, state) if cell.is_number or cell.text == "持平" else None
                if column.role == "":
                    state.level = column
                if draft is not None:
                    out.append(draft)
        if state.label.text and not state.label.part and (whole or self.cells.own_head(state.label.text) is not None):
            group.parent = state.name or state.label.text
        return out

    def _row_label(self, heads: Sequence[Cell], context: Context) -> Label:
        labels = [self.heads.read(c, context.folded, context.times, context.places) for c in heads if c.text]
        label = joined(labels)
        last = next((lb.text for lb in reversed(labels) if lb.text), "")
        return label if self.cells.own_head(last) is None else replace(label, text=last)

    def _cell(self, cell: Cell, column: Label, context: Context, state: RowState) -> Draft | None:
        match = NUMBER.match(cell.text)
        number = float(match["number"].replace(",", "")) if match else 0.0
        own = self.units.read(match["unit"]) if match and match["unit"] else None
        if match and match["unit"] and own is None:
            return None
        role = column.role or (state.label.role if state.label.role in KINDS else "")
        kind, unit = self.cells.kind(role, own, column, context, state)
        if match is None and kind != "growth":
            return None
        name, head = self.cells.name(column if role != column.role or role == "" else _measured(column, state), context, state)
        if not name and unit is None:
            return None
        if unit is None:
            if not (column.index or (head is not None and not head.bare)):
                return None
            unit = Unit("人" if head is not None and head.category == "people" else "", 1.0, "bare", "", frozenset())
        value = float(f"{number * unit.factor:.15g}")
        if role == "fall" and value > 0:
            value = -value
        quantity = Quantity(cell.start, cell.end, value, None, unit.canonical, unit.unit_class, "exact", RULE)
        draft = Draft(quantity, 0, 0)
        draft.kind, draft.indicator, draft.head = kind, name, head
        self._fill(draft, column, context, state)
        return draft

    def _fill(self, draft: Draft, column: Label, context: Context, state: RowState) -> None:
        document, row = context.document, state.label
        head = draft.head
        if head is not None:
            draft.nature = head.nature
            draft.rules.append(head.rule)
        priced = draft.quantity.unit_class == "money" and draft.indicator.endswith(("价格", "均价", "单价"))
        draft.category = self.indicators.category(head, draft.unit, "", priced)
        place = next((lb.place for lb in (row, column, context.caption) if lb.place is not None), None)
        draft.location = document.place if place is None else place
        draft.subject = row.place_name or column.place_name or self.cells.subject(draft, context, state)
        self._time(draft, column, context, state)
        if draft.kind in ("growth", "change"):
            draft.basis = column.basis or row.basis or context.caption.basis or ("yoy" if draft.kind == "growth" else None)
        ahead = draft.period is not None and document.published is not None and draft.period[0] > document.published
        if column.planned or row.planned or ahead:
            draft.status = "target"
        draft.came("indicator", "the heads of its row and column")
        draft.came("period", "the heads of its row and column, or the table's title")

    def _time(self, draft: Draft, column: Label, context: Context, state: RowState) -> None:
        """The column's time, the row's, that of the column before a growth; else the table's or the document's."""
        labels = [column, state.label]
        if column.role and state.level is not None:
            labels.insert(1, state.level)
        label = next((lb for lb in labels if lb.time is not None or lb.whole_year or lb.stretch), None)
        annual = context.document.annual
        if label is not None:
            draft.period = period_of(label, context.period)
            if draft.period is None or label.time is None or not (annual and label.time.point):
                return
            point = True
        else:
            draft.period, point = context.period, context.point
        if draft.period is None or not annual:
            return
        end = draft.period[1]
        stock = is_stock(draft, [], False, self.words)
        if stock and not point and is_year(draft.period):
            draft.period = (end, end)
        elif point and not stock and draft.nature in ("flow", "rate") and (end.month, end.day) == (12, 31):
            draft.period = (date(end.year, 1, 1), end)


def _is_day(folded: str, time: Time) -> bool:
    """Whether a time names a day: when a text was written, not what its tables cover."""
    return time.point and ("日" in folded[time.start : time.end] or "-" in folded[time.start : time.end])


def _measured(column: Label, state: RowState) -> Label:
    """A column of growth, change or share without words of its own is about the column before it."""
    return state.level if state.level is not None and not column.text else column


def _lines_above(folded: str, body: Sequence[Span], low: int, high: int, is_unit: Callable[[str], object]) -> list[Cell]:
    """The few short lines right above a table, top down: its number, title and unit."""
    spans = [(max(a, low), min(b, high)) for a, b in body if a < high and b > low]
    out: list[Cell] = []
    for start, end in reversed(spans):
        at = end
        while at > start and len(out) < CAPTION_LINES:
            begin = folded.rfind("\n", start, at) + 1 or start
            cell = Cell.at(folded, max(begin, start), at)
            at = max(begin, start) - 1
            if not cell.text:
                continue
            if not is_label(cell.text) and not is_unit(cell.text):
                return out[::-1]
            out.append(cell)
    return out[::-1]
