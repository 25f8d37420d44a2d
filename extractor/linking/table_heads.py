"""What the head of a column or row says: what is measured, unit, kind, time, place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractor.finding.grid_cells import Cell
from extractor.finding.quantities import Unit
from extractor.finding.timeline import Time
from extractor.linking.document import COUNTRY
from extractor.model import Mention
from extractor.rules.schema import RuleSet

Times = Callable[[int, int], list[Time]]
"""The times that the period rules find between two characters."""

Places = Callable[[int, int], Sequence[Mention]]
"""The places that begin between two characters."""

LONG_UNIT = 24
ROLES = ("number", "note", "unit", "rank", "share", "change", "fall", "growth")
_SCALES = {"十": 10.0, "百": 100.0, "千": 1000.0, "万": 10_000.0, "亿": 100_000_000.0}
_ASIDE = re.compile(r"\(([^()]*)\)")
_BASED = re.compile(r"[^()]{0,12}(?:=|为)1?00")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?$")
_LEAD = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|[#·—-])+")
_PART = re.compile(r"^(?:#|其中:?|其中：)")
_BETWEEN = re.compile(r"[、,，;； ]|和")


@dataclass(frozen=True, slots=True)
class Label:
    """A read head. ``role`` is "" for plain values; ``text`` what is left for the indicator."""

    text: str = ""
    role: str = ""
    units: tuple[Unit, ...] = ()
    time: Time | None = None
    basis: str | None = None
    place: tuple[str, ...] | None = None
    place_name: str = ""
    stretch: str = ""
    planned: bool = False
    part: bool = False
    total: bool = False
    index: bool = False
    whole_year: int | None = None


class Units:
    """Names of units with or without a scale before them: 万件, 亿吨公里, 蒸发量吨."""

    def __init__(self, rules: RuleSet, units: Mapping[str, Unit]) -> None:
        self._units = units
        marks = sorted((w for r in rules.of("words") if r.fields.get("class") == "table_unit" for w in r.words), key=len, reverse=True)
        self._line = re.compile(rf"(?:{'|'.join(map(re.escape, marks)) or '(?!)'})[:：]([^()\n]{{1,24}}?)(?:币种.{{0,12}})?(?:$|\))")

    def read(self, name: str, *, loosely: bool = False) -> Unit | None:
        """The unit of that name; ``loosely`` also one at the end of a longer name."""
        name = name.strip("±:")
        if len(name) > LONG_UNIT:
            return None
        found = self._units.get(name)
        if found is not None or not name:
            return found
        if "/" in name:
            return self._rate(*name.split("/", 1))
        size = next((i for i, c in enumerate(name) if c not in _SCALES), len(name))
        for at in range(1, size + 1):
            if name[at:] in self._units:
                return _scaled(self._units[name[at:]], name[:at])
        if not loosely:
            return None
        tail = next((name[i:] for i in range(1, len(name)) if name[i:] in self._units), "")
        head = next((name[:i] for i in range(len(name) - 1, 0, -1) if self.read(name[:i])), "")
        return self.read(tail or head)

    def _rate(self, above: str, below: str) -> Unit | None:
        unit = self.read(above)
        if unit is None or unit.unit_class == "money" or below in ("年", "月", "日", "天", "小时"):
            return unit
        return replace(unit, canonical=f"{unit.canonical}/{below}", unit_class="measure")

    def listed(self, text: str) -> tuple[Unit, ...]:
        """All units of 亿元、%; () where one of the words is none."""
        found = [self.read(part) for part in _BETWEEN.split(text) if part]
        return tuple(u for u in found if u is not None) if found and all(found) else ()

    def is_line(self, text: str) -> bool:
        """Whether a line only names the units of what follows."""
        match = self._line.search(text)
        return match is not None and match.start() <= 1 and match.end() >= len(text) - 1

    def line(self, text: str) -> tuple[Unit, ...]:
        """The units of a line of them (单位：亿元) or of a title with one behind it."""
        match = self._line.search(text)
        if match is not None:
            return self.listed(match[1])
        return next((u for u in map(self.listed, _ASIDE.findall(text)) if u), ())


class Heads:
    """Reads the heads of one article's tables."""

    def __init__(self, words: Mapping[str, tuple[str, ...]], units: Units, deictic: Mapping[str, str]) -> None:
        self.words: Mapping[str, tuple[str, ...]] = defaultdict(tuple, words)
        self.units = units
        self.deictic = deictic

    def read(self, cell: Cell, folded: str, times: Times, places: Places) -> Label:
        """The label of a head cell, its own words taken away one by one."""
        text, part = _PART.sub("", cell.text), _PART.match(cell.text) is not None
        text = _LEAD.sub("", text)
        text, units, index = self._units_in(text)
        label = Label(units=units, part=part, index=index)
        text, label = self._stretch(text, label)
        if _YEAR.match(text):
            return replace(label, whole_year=int(text[:4]))
        if not label.stretch:
            text, label = _timed(text, label, [(t, "".join(folded[t.start : t.end].split())) for t in times(cell.start, cell.end)])
        text, label = self._place(text, label, places(cell.start, cell.end))
        text, label = self._role(text, label)
        if text in self.words["total"]:
            return replace(label, total=True)
        return replace(label, text="" if text in self.words["value"] else text)

    def _units_in(self, text: str) -> tuple[str, tuple[Unit, ...], bool]:
        """Units in brackets or, for %, at the end; what a base year says makes an index."""
        units: tuple[Unit, ...] = ()
        index = _BASED.fullmatch(text) is not None
        if index:
            return "", (), True
        for inner in _ASIDE.findall(text):
            if _BASED.match(inner):
                index = True
            elif self.units.listed(inner):
                units = self.units.listed(inner)
            else:
                continue
            text = text.replace(f"({inner})", "")
        for end in ("%", "‰", "个百分点", "百分点"):
            if text.endswith(end):
                text = text.removesuffix(end)
                units = units or self.units.listed(end)
        return text, units, index

    def _stretch(self, text: str, label: Label) -> tuple[str, Label]:
        """上年同期, 本年累计, 本月; 目标: the time told by the head's own words."""
        for name in ("last_year", "so_far", "this"):
            if text in self.words[name]:
                return "", replace(label, stretch=name)
        for word in self.words["planned"]:
            if word in text:
                return text.replace(word, ""), replace(label, planned=True)
        for word in self.words["so_far"]:
            if text.endswith(word):
                return text.removesuffix(word), replace(label, stretch="" if any(c.isdigit() for c in text) else "so_far")
        return text, label

    def _place(self, text: str, label: Label, found: Sequence[Mention]) -> tuple[str, Label]:
        for word, scope in self.deictic.items():
            if text == word or (text.startswith(word) and word[0] == "全" and scope != "world"):
                codes = {"nation": (COUNTRY,), "world": ()}.get(scope)
                return text[len(word) :], replace(label, place=codes, total=label.total or text == word)
        coded = [p for p in found if p.unit]
        if coded:
            best = coded[-1]
            name = "".join(best.text.split())
            label = replace(label, place=tuple((best.unit or "").split("|")), place_name=name)
            text = text.replace(name, "", 1) if text.startswith(name) else text
        return text, label

    def _role(self, text: str, label: Label) -> tuple[str, Label]:
        """The longest role word at the end or, for whole heads, as all of it."""
        percent = any(u.unit_class == "percent" and u.canonical != "pp" for u in label.units)
        for role in ROLES:
            for word in self.words[role]:
                if text != word and (role in ("number", "note", "unit") or not text.endswith(word)):
                    continue
                if role == "change" and percent:
                    role = "growth"
                if role in ("growth", "fall") and label.units and not percent:
                    role = "change"
                return text.removesuffix(word).rstrip("的±+-"), replace(label, role=role)
        if label.basis and not text:
            return text, replace(label, role="growth" if percent or not label.units else "change")
        return text, label


def _timed(text: str, label: Label, found: Sequence[tuple[Time, str]]) -> tuple[str, Label]:
    """Times and comparisons with their words, which leave the text."""
    for time, word in found:
        if not word or word not in text:
            continue
        text = text.replace(word, "", 1).replace("()", "")
        if time.reading:
            label = replace(label, basis="yoy" if time.reading == "year" else time.reading)
        elif label.time is None:
            label = replace(label, time=time)
    return text.strip(":的"), label


def _scaled(unit: Unit, scale: str) -> Unit:
    factor = unit.factor
    for char in scale:
        factor *= _SCALES[char]
    return replace(unit, factor=factor)


def is_part(text: str) -> bool:
    """Whether a row head says that its row is a part of the one above: #铁路, 其中：夏粮."""
    return _PART.match(text) is not None


def joined(labels: Sequence[Label]) -> Label:
    """The labels of heads above each other as one: words one after another, the lowest statement of all else."""
    out = Label()
    for label in labels:
        text = label.text if label.text.startswith(out.text) else out.text + label.text
        out = Label(
            text=text,
            role="" if label.index else label.role or out.role,
            units=label.units or out.units,
            time=label.time or out.time,
            basis=label.basis or out.basis,
            place=label.place if label.place is not None else out.place,
            place_name=label.place_name or out.place_name,
            stretch=label.stretch or out.stretch,
            planned=label.planned or out.planned,
            part=label.part,
            total=label.total,
            index=label.index or out.index,
            whole_year=label.whole_year or out.whole_year,
        )
    return out


def period_of(label: Label, base: tuple[date, date] | None) -> tuple[date, date] | None:
    """The period that a label states; ``base`` is what 本年累计 and 上年同期 count from."""
    stated = label.time.period if label.time is not None else None
    if label.whole_year is not None:
        stated = (date(label.whole_year, 1, 1), date(label.whole_year, 12, 31))
    if not label.stretch:
        return stated
    if base is None:
        return stated
    start, end = stated or base
    if label.stretch == "last_year":
        return _last_year(start), _last_year(end)
    return (date(end.year, 1, 1), end) if label.stretch == "so_far" else (date(end.year, end.month, 1), end)


def _last_year(day: date) -> date:
    leap = (day.month, day.day) in ((2, 28), (2, 29))
    if leap:
        year = day.year - 1
        last = 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
        return date(year, 2, last)
    return day.replace(year=day.year - 1)
