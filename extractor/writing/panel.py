"""Figures → a panel: one row for each place, period, indicator and basis, with what the sources say of it."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError
from extractor.writing.columns import day, typed_frame
from extractor.writing.rows import Row, place_names
from extractor.writing.schema import BOOLEAN, CATEGORY, DATE, INTEGER, LIST_SEPARATOR, NUMBER, STRING, Column, Table

if TYPE_CHECKING:
    import pandas as pd

Record = Mapping[str, Any]

PANEL = Table(
    "panel",
    "one place, period, indicator and basis a row",
    ("location", "period_start", "period_end", "indicator", "subject", "kind", "basis", "unit", "status"),
    (
        Column("location", STRING, "codes of the place, joined by |", True),
        Column("place", STRING, "names of the place, joined by |"),
        Column("period_start", DATE, "first day", True),
        Column("period_end", DATE, "last day", True),
        Column("indicator", STRING, "what is measured", True),
        Column("subject", STRING, "whose figure it is, where it is not the place itself"),
        Column("category", CATEGORY, "what is measured, from a closed list", True, "categories"),
        Column("kind", CATEGORY, "level, growth, change, share or rank", True, "kinds"),
        Column("basis", CATEGORY, "what growth or change is measured against", False, "bases"),
        Column("unit", STRING, "one unit for all that can be compared: 公斤 are 吨, 亩 are 平方公里", True),
        Column("status", CATEGORY, "a fact, or a plan or forecast", True, "statuses"),
        Column("value", NUMBER, "what most sources say, the exact before the rounded, the later before the earlier", True),
        Column("bound", CATEGORY, "of that value", True, "bounds"),
        Column("lowest", NUMBER, "the lowest value stated", True),
        Column("highest", NUMBER, "the highest value stated", True),
        Column("spread", NUMBER, "highest less lowest, as a part of the value between; 0 where all agree", True),
        Column("figures", INTEGER, "how many figures state it", True),
        Column("sources", INTEGER, "how many articles state it", True),
        Column("conflict", BOOLEAN, "do the statements exclude each other, bounds considered", True),
        Column("statements", STRING, "each value with its bound and articles, the most frequent first", True),
    ),
)

# How far from its number the true value may lie, as parts of the number: (below, above).
_REACH = {
    "exact": (0.005, 0.005),
    "about": (0.1, 0.1),
    "nearly": (0.15, 0.0),
    "over": (0.0, 0.2),
    "at_least": (0.0, 1.0),
    "under": (0.2, 0.0),
    "at_most": (1.0, 0.0),
    "vague": (0.0, 9.0),
}
_SHOWN_ARTICLES = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """A value of one figure in the panel's unit."""

    value: float
    value_max: float | None
    bound: str
    article: str
    published: str
    category: str

    def span(self) -> tuple[float, float]:
        """Between what the true value lies if this statement is right."""
        if self.value_max is not None:
            return min(self.value, self.value_max), max(self.value, self.value_max)
        below, above = _REACH.get(self.bound, _REACH["exact"])
        if self.value < 0:  # a fall of over 5 %: further from zero
            below, above = above, below
        return self.value - below * abs(self.value), self.value + above * abs(self.value)


@functools.cache
def _comparable() -> dict[str, tuple[str, float]]:
    from extractor.rules import load_rules

    return {r["unit"]: (r["into"], float(r["factor"])) for r in load_rules().table("units/comparable")}


@functools.cache
def _deictic() -> frozenset[str]:
    from extractor.rules import load_rules

    return frozenset(r["word"] for r in load_rules().table("places/deictic"))


def _own_subject(subject: str | None, place: str) -> str:
    """The subject; nothing where it is the place itself: 全市, 株洲, 株洲市."""
    if not subject or subject in _deictic():
        return ""
    names = place.split(LIST_SEPARATOR)
    return "" if any(n == subject or (len(subject) >= 2 and n.startswith(subject)) for n in names) else subject


def _iso(value: Any) -> str:
    return "" if value is None or value != value else str(value)[:10]


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which figures to take. ``indicators`` are parts of names; ``places`` codes, beginnings of codes (43*) or names; ``since`` a date."""

    indicators: Sequence[str] = ()
    places: Sequence[str] = ()
    since: str | None = None

    def takes(self, record: Record) -> bool:
        """Does a figure belong to the panel: it must have a place, a period and an indicator."""
        indicator, location, end = _text(record["indicator"]), _text(record["location"]), _iso(record["period_end"])
        if not indicator or not location or not end:
            return False
        if self.indicators and not any(part in indicator for part in self.indicators):
            return False
        if self.places and not any(_is_place(asked, location) for asked in self.places):
            return False
        return self.since is None or end >= self.since


def _is_place(asked: str, location: str) -> bool:
    codes = location.split(LIST_SEPARATOR)
    if asked.endswith("*"):
        return any(code.startswith(asked[:-1]) for code in codes)
    return any(asked == code or place_names().get(code, "").startswith(asked) for code in codes)


def since_date(text: str | None) -> str | None:
    """2020, 2020-06 or 2020-06-15 → the first day of it. Raises UsageError."""
    if text is None:
        return None
    full = text + "-01-01"[(len(text) - 4) :] if len(text) in (4, 7, 10) else ""
    if day(full) is None:
        raise UsageError(f"--since is {text!r}.", "Give a year, a month or a day: 2020, 2020-06, 2020-06-15.", code="E416")
    return full


def panel_rows(records: Iterable[Record], taken: Filter | None = None) -> list[Row]:
    """Rows of the panel from figures, ordered by place, indicator and period."""
    chosen = taken or Filter()
    groups: defaultdict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for record in records:
        if chosen.takes(record):
            key, statement = _keyed(record)
            groups[key].append(statement)
    return [_row(key, groups[key]) for key in sorted(groups, key=lambda k: (k[0], k[4], k[5], k[2], k[3], k))]


def _keyed(r: Record) -> tuple[tuple[str, ...], Statement]:
    into, factor = _comparable().get(_text(r["unit"]), (_text(r["unit"]), 1.0))
    place = _text(r["place"])
    key = (
        _text(r["location"]), place, _iso(r["period_start"]), _iso(r["period_end"]), _text(r["indicator"]),
        _own_subject(_text(r["subject"]), place), _text(r["kind"]), _text(r["basis"]), into, _text(r["status"]),
    )  # fmt: skip
    upper = r["value_max"]
    value_max = None if upper is None or upper != upper else float(upper) * factor
    article, published, category = _text(r["article_id"]), _iso(r["published"]), _text(r["category"])
    return key, Statement(float(r["value"]) * factor, value_max, _text(r["bound"]), article, published, category)


def _row(key: tuple[str, ...], statements: Sequence[Statement]) -> Row:
    location, place, start, end, indicator, subject, kind, basis, unit, status = key
    best = _best(statements)
    values = [v for s in statements for v in (s.value, s.value_max) if v is not None]
    low, high, middle = min(values), max(values), abs(median(values))
    spans = [s.span() for s in statements]
    return (
        location, place or None, start, end, indicator, subject or None, best.category, kind, basis or None, unit, status,
        best.value, best.bound, low, high, (high - low) / middle if middle else 0.0, len(statements), len({s.article for s in statements}),
        max(a for a, _ in spans) > min(b for _, b in spans) + 1e-9, _statements(statements),
    )  # fmt: skip


def _best(statements: Sequence[Statement]) -> Statement:
    articles: defaultdict[float, set[str]] = defaultdict(set)
    for s in statements:
        articles[s.value].add(s.article)
    return max(statements, key=lambda s: (len(articles[s.value]), s.bound == "exact", s.published, s.article))


def _statements(statements: Sequence[Statement]) -> str:
    said: defaultdict[tuple[float, float | None, str], Counter[str]] = defaultdict(Counter)
    for s in statements:
        said[s.value, s.value_max, s.bound][s.article] += 1
    return "; ".join(_statement(k, said[k]) for k in sorted(said, key=lambda k: (-len(said[k]), k[0], k[1] or 0.0, k[2])))


def _statement(key: tuple[float, float | None, str], articles: Counter[str]) -> str:
    value, value_max, bound = key
    number = f"{value:.12g}" + ("" if value_max is None else f"–{value_max:.12g}")
    named = ", ".join(sorted(articles)[:_SHOWN_ARTICLES]) + (", …" if len(articles) > _SHOWN_ARTICLES else "")
    return f"{number if bound == 'exact' else f'{bound} {number}'} ({named})"


def saved_records(path: Any) -> Iterator[Record]:
    """The figures of an output as flat records, one at a time."""
    from extractor.writing.rows import figure_rows
    from extractor.writing.saved import saved_articles
    from extractor.writing.schema import FIGURES

    for article in saved_articles(path):
        for row in figure_rows(article):
            yield dict(zip(FIGURES.names, row, strict=True))


def panel(
    frame: pd.DataFrame, *, indicator: str | Sequence[str] = (), place: str | Sequence[str] = (), since: str | int | None = None
) -> pd.DataFrame:
    """The panel of a frame of figures (``to_frame(articles, "figures")``), typed like it.

    ``indicator``: parts of names; ``place``: codes, beginnings of codes (43*) or names; ``since``: a year, month or day.
    """
    listed = [[x] if isinstance(x, str) else list(x) for x in (indicator, place)]
    taken = Filter(listed[0], listed[1], since_date(None if since is None else str(since)))
    names = list(frame.columns)
    plain = frame.astype(object).where(frame.notna(), None)
    records = (dict(zip(names, row, strict=True)) for row in plain.itertuples(index=False, name=None))
    return typed_frame(PANEL, panel_rows(records, taken))
