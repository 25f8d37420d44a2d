"""What a cell of a table measures: the kind and unit, the indicator composed of its heads, the subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.finding.quantities import Unit
from extractor.linking.document import Document
from extractor.linking.draft import Draft
from extractor.linking.indicators import Head, Indicators
from extractor.linking.link_words import LinkWords
from extractor.linking.table_heads import Label, Places, Times, Units

RANK = Unit("rank", 1.0, "rank", "", frozenset())


@dataclass(slots=True)
class Context:
    """What holds for a whole table: its caption's label, units and first indicator."""

    document: Document
    folded: str
    times: Times
    places: Places
    caption: Label
    units: tuple[Unit, ...] = ()
    period: tuple[date, date] | None = None
    point: bool = False
    measure: str = ""
    growing: bool = False


@dataclass(slots=True)
class RowState:
    """What a row and the rows above it say of its cells."""

    label: Label
    unit: Unit | None = None
    parent: str = ""
    level: Label | None = None
    whole: bool = False
    name: str = ""


class CellReader:
    """Composes kind, unit, indicator and subject by the lexicons."""

    def __init__(self, indicators: Indicators, units: Units, words: LinkWords) -> None:
        self.indicators = indicators
        self.units = units
        self.words = words
        self._percent = units.read("%")
        self._points = units.read("百分点")

    def kind(self, role: str, own: Unit | None, column: Label, context: Context, state: RowState) -> tuple[str, Unit | None]:
        """Kind and unit of a cell; ``own`` is the unit written in it."""
        if role == "rank":
            return "rank", RANK
        if role == "share":
            return "share", own or self._percent
        if role in ("growth", "fall"):
            return self._growth(own, column, state)
        if role == "change":
            level = state.level.units if state.level is not None else ()
            found = own or next(iter(column.units), None) or state.unit or next(iter((*state.label.units, *level)), None)
            return "change", self._points if found is not None and found.canonical == "%" else found or _plain(context.units)
        return self._level(own, column, context, state)

    def _growth(self, own: Unit | None, column: Label, state: RowState) -> tuple[str, Unit | None]:
        """A growth; of a rate it is a change in points, unless the head says %."""
        stated = own or next((u for u in column.units if u.canonical == "pp"), None)
        of_row = state.unit or next(iter(state.label.units), None)
        if stated is None and not column.units and column.role and of_row is not None and of_row.unit_class == "percent":
            stated = self._points
        return ("change" if stated is not None and stated.canonical == "pp" else "growth"), stated or self._percent

    def _level(self, own: Unit | None, column: Label, context: Context, state: RowState) -> tuple[str, Unit | None]:
        """A plain value in its own unit, the row's, the column's or the table's; a percentage is a rate."""
        unit = next((u for u in (own, state.unit, *state.label.units, *column.units) if u is not None), None) or _plain(context.units)
        if unit is None and context.growing:
            unit = self._percent
        if unit is not None and unit.unit_class == "percent":
            return ("change" if unit.canonical == "pp" else "growth" if context.growing else "share"), unit
        return ("rank" if unit is not None and unit.unit_class == "rank" else "level"), unit

    def own_head(self, text: str) -> Head | None:
        """The measured magnitude that ends a head; not a thing that is counted or produced."""
        head = self.indicators.head(text, False) if len(text) > 1 else None
        return head if head is not None and not head.counted and not head.bare else None

    def name(self, column: Label, context: Context, state: RowState) -> tuple[str, Head | None]:
        """Row head and column head as one indicator; what they leave open the row above or the title says."""
        row, over = state.label.text, column.text
        own, measured = self.own_head(row), self.own_head(over)
        general = state.parent or context.measure
        if column.index and (general.endswith(over) or measured is None):
            over = ""
            own = own if own is not None and own.nature == "index" else None
        if not row:
            name = over or context.measure
        elif over and measured is not None:
            name = row if own is not None and row.endswith(measured.text) else row + over
        elif over and own is not None:
            name = over + row
        elif over and not general:
            name = row + over
        elif own is not None or not general or (state.whole and not context.measure and row.endswith(self.words.own_end)):
            name = row
        else:
            name = general if row == general else over + row + self._bare(general)
        if not over:
            state.name = name
        return name, self.indicators.head(name, False)

    def _bare(self, general: str) -> str:
        """What a part measures: its whole's indicator without the whole's owner (规模以上工业增加值 → 增加值)."""
        owner = self.indicators.owner(general)
        if owner and general.startswith(owner):
            return general[len(owner) :].lstrip("的")
        head = self.own_head(general)
        return head.text if head is not None else general

    def subject(self, draft: Draft, context: Context, state: RowState) -> str:
        """The row's own thing, the indicator's owner, or the place that the document is about."""
        document, row = context.document, state.label.text
        owner = row if row != draft.indicator and draft.indicator.startswith(row) else ""
        owner = owner or self.indicators.attribute(draft.indicator, draft.head)
        local = document.annual and bool(document.place_name)
        if len(owner) >= 2 and (not local or owner.endswith(self.words.owner_end)):
            return owner
        return document.place_name if local else context.caption.place_name or document.place_name


def _plain(units: Sequence[Unit]) -> Unit | None:
    """The unit of plain values: the only one that is no percentage; a single % counts too."""
    plain = [u for u in units if u.unit_class != "percent"]
    if len(plain) == 1:
        return plain[0]
    return units[0] if len(units) == 1 else None
