"""Matches of quantity rules → quantities: value, unit, bound in the terms of the output."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from extractor.finding.numerals import Number, read_number
from extractor.rules.schema import Rule, RuleSet

# How far before or behind a stretch of time the word stands that makes it a measure.
_LASTING: Final = 10
_CLAUSE_END: Final = re.compile("[，,。；;、]")
_NOUN_REACH: Final = 24
_SENTENCE_END: Final = re.compile("[。；;！？\\n]")


# Of the classes made by the thousand the constructor is written out: compiled, that of a dataclass takes twenty times as long.
@dataclass(slots=True, init=False)
class Quantity:
    """A number with unit and hedge as it stands in the text, before linking.

    ``unit_class`` is money, percent, pp, times, count, measure, duration, rank or bare.
    """

    start: int
    end: int
    value: float
    value_max: float | None
    unit: str
    unit_class: str
    bound: str
    rule: str
    optional: bool
    weak: bool
    per: bool

    def __init__(
        self,
        start: int,
        end: int,
        value: float,
        value_max: float | None,
        unit: str,
        unit_class: str,
        bound: str,
        rule: str,
        optional: bool = False,
        weak: bool = False,
        per: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.value_max = value_max
        self.unit = unit
        self.unit_class = unit_class
        self.bound = bound
        self.rule = rule
        self.optional = optional
        self.weak = weak
        self.per = per


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of ``units/units.tsv``."""

    canonical: str
    factor: float
    unit_class: str
    flag: str
    not_before: frozenset[str]


class Quantities:
    """Reads matches of quantity rules by the unit and hedge tables of a rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self.units = {
            r["unit"]: Unit(r["canonical"], float(r["factor"]), r["class"], r.get("flag", ""), frozenset(r.get("not_before", "")))
            for r in rules.table("units/units")
        }
        self.before = _hedges(rules, "before")
        self.after = _hedges(rules, "after")
        self._lasting = _endings(rules, "lasting")
        self._lasting_noun = _endings(rules, "lasting_noun")
        self._lasting_from = _endings(rules, "lasting_from")
        self.currencies = {r["mark"]: r["unit"] for r in rules.table("units/currency_marks")}

    @property
    def lists(self) -> dict[str, list[str]]:
        """The named lists that quantity patterns refer to."""
        return {"units": list(self.units), "before": list(self.before), "after": list(self.after)}

    def read(self, rule: Rule, match: Any, text: str) -> Quantity | None:
        """A Quantity, or None where the match turns out to be none (指标, 年份 …)."""
        groups: dict[str, str | None] = match.groupdict()
        fields = rule.fields
        first = _first_number(groups, fields)
        if first is None:
            return None
        last = read_number(groups["num2"]) if groups.get("num2") else None
        if groups.get("num2") and last is None:
            return None
        if self._is_word(groups, match, text):
            return self._without_unit(rule, match, groups)
        unit, unit_class, factor, flag = self._unit(groups, fields, match)
        if unit is None:
            return None
        if unit_class == "duration" and self._lasts(match, text):
            unit_class = "measure"
        value, value_max = _values(first, last, groups, fields)
        scale = float(fields.get("scale", "1")) * factor
        start = _trimmed_start(match, groups)
        bound = self._bound(groups, fields, first, last, value_max)
        number = groups.get("num") or ""
        return Quantity(
            start=start,
            end=match.end(),
            value=_product(value, scale),
            value_max=None if value_max is None else _product(value_max, scale),
            unit=unit,
            unit_class=unit_class,
            bound=bound,
            rule=rule.id,
            optional=flag == "optional" or "optional" in fields,
            weak=flag == "weak" and not any(c in number for c in "万亿."),
            per=bool(groups.get("per")) and unit_class == "money",
        )

    def _lasts(self, match: Any, text: str) -> bool:
        """Whether a stretch of time is a measure (由3小时缩短至1.5小时), not a time that the text tells by."""
        start: int = match.start()
        before = text[max(0, start - _LASTING) : start]
        if before.endswith(self._lasting) or self._counts_days(start, text):
            return True
        end: int = match.end()
        at = max([before.rfind(word) for word in self._lasting_from], default=-1)
        if at < 0 or _CLAUSE_END.search(before, at) is not None:
            return False
        # 从2017年的4天, 由目前的5个多小时
        return any(word in text[end : end + _LASTING] for word in self._lasting)

    def _counts_days(self, start: int, text: str) -> bool:
        """优良天数达到329天、同比增加4天: a noun before it measures in days or hours."""
        window = _SENTENCE_END.split(text[max(0, start - _NOUN_REACH) : start])[-1]
        return any(noun in window for noun in self._lasting_noun)

    def _is_word(self, groups: dict[str, str | None], match: Any, text: str) -> bool:
        """Whether the unit is the beginning of a word: 1400多万人口, 三部门."""
        name = groups.get("unit")
        if not name or groups.get("post") or groups.get("per"):
            return False
        end: int = match.end("unit")
        return end < len(text) and text[end] in self.units[name].not_before

    def _without_unit(self, rule: Rule, match: Any, groups: dict[str, str | None]) -> Quantity | None:
        """The bare number of a large scale that stands before the word; a small one is no quantity."""
        number = read_number(groups.get("num") or "")
        if number is None or groups.get("num2") or not (groups["num"] or "").rstrip().endswith(("万", "亿")):
            return None
        if groups["num"] in ("万", "亿") and not groups.get("hedge"):
            return None
        end = match.end("more") if groups.get("more") else match.end("num")
        bound = self._bound({**groups, "post": None}, rule.fields, number, None, None)
        start = _trimmed_start(match, groups)
        return Quantity(start, end, number.value, None, "", "bare", bound, rule.id)

    def _unit(self, groups: dict[str, str | None], fields: dict[str, str], match: Any) -> tuple[str | None, str, float, str]:
        if groups.get("money"):
            return self.currencies.get(groups["money"] or "", "CNY"), "money", 1.0, ""
        name = groups.get("unit")
        if name is None:
            unit = fields.get("unit", "")
            return unit, _class_of(unit), 1.0, ""
        row = self.units[name]
        per = groups.get("per")
        if not per:
            return row.canonical, row.unit_class, row.factor, row.flag
        if row.unit_class == "money" or per in ("年", "月", "日", "天"):
            return row.canonical, row.unit_class, row.factor, row.flag
        # 立方米每秒 stays as it is printed.
        joint = "每" if match.string[match.start("per") - 1] == "每" else "/"
        return f"{row.canonical}{joint}{per}", "measure", row.factor, ""

    def _bound(self, groups: dict[str, str | None], fields: dict[str, str], first: Number, last: Number | None, high: float | None) -> str:
        if high is not None:
            return "range"
        if first.vague:
            return "vague"
        after = groups.get("post")
        before = (groups.get("hedge") or "").strip()
        if after and self.after.get(after):
            return self.after[after]
        if before:
            return self.before[before]
        if first.more or groups.get("more") or (groups.get("unit") or "").startswith("个多"):
            return "over"
        return fields.get("bound", "exact")


def _class_of(unit: str) -> str:
    return {
        "%": "percent",
        "‰": "percent",
        "pp": "pp",
        "rank": "rank",
        "": "bare",
        "CNY": "money",
        "times": "times",
        "个月": "duration",
    }.get(unit, "measure")


def _first_number(groups: dict[str, str | None], fields: dict[str, str]) -> Number | None:
    if "value" in fields:
        return Number(float(fields["value"]))
    if "fold" in groups:
        times = read_number(groups["fold"] or "一")
        return None if times is None else Number(float(2**times.value * 100 - 100))
    number = read_number((groups.get("num") or "") + (groups.get("tail") or ""))
    if number is None:
        return None
    den = groups.get("den")
    if den:
        divisor = read_number(den)
        if divisor is None or not divisor.value:
            return None
        return Number(round(number.value / divisor.value * 100, 4), number.more)
    return number


def _values(first: Number, last: Number | None, groups: dict[str, str | None], fields: dict[str, str]) -> tuple[float, float | None]:
    value = first.value
    if groups.get("half") or fields.get("half"):
        tenth = groups.get("tenth")
        extra = read_number(tenth) if tenth else None
        value += extra.value / 10 if extra else 0.5
    if last is None:
        return value, first.upto
    # 3—5万: the scale stated once counts for both.
    factor = _scale_of(groups["num2"] or "")
    if factor > 1 and _scale_of(groups["num"] or "") == 1 and value < last.value / factor * 10:
        value *= factor
    return value, last.value


def _scale_of(number: str) -> float:
    factor = 1.0
    for char in reversed(number.strip()):
        if char in "万亿千百" and number.strip()[0] not in "万亿千百":
            factor *= {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}[char]
        else:
            break
    return factor


def _product(value: float, factor: float) -> float:
    return value if factor == 1 else float(f"{value * factor:.15g}")


def _trimmed_start(match: Any, groups: dict[str, str | None]) -> int:
    hedge = groups.get("hedge")
    if hedge:
        return int(match.start("hedge"))
    return int(match.start())


def _hedges(rules: RuleSet, position: str) -> dict[str, str]:
    return {w: r.fields["bound"] for r in rules.of("words") if r.fields.get("class") == position for w in r.words}


def _endings(rules: RuleSet, name: str) -> tuple[str, ...]:
    return tuple(w for r in rules.of("words") if r.fields.get("class") == name for w in r.words)
