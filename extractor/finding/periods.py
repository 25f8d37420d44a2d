"""Matches of period rules → two inclusive dates, given the day of writing and what the text is about."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from extractor.finding.numerals import read_number
from extractor.rules.schema import RuleSet

HALVES = {"半年": (1, 6), "上半年": (1, 6), "上半年度": (1, 6), "下半年": (7, 12)}
RELATIVE = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "上一年度": -1,
    "前年": -2,
    "明年": 1,
    "下一年": 1,
    "后年": 2,
}
CONGRESSES = {"十八": "2012-11-08", "十九": "2017-10-18", "二十": "2022-10-16"}
_EARLY_MONTH = 4
_REACHING = ("到", "至")
# How far before a time a word stands that puts it ahead.
_AHEAD = 4
_WEEKDAYS = "一二三四五六日"
_ENDS = ("底", "末", "年底", "年末", "岁末", "末期", "收官之年")
_STARTS = ("初", "年初", "初期", "开局之年", "前夕")


@dataclass(slots=True)
class Time:
    """A time in the text. ``period`` is None where the words leave it open (近日).

    ``until`` marks 到/截至 before it, ``point`` a single day,
    ``span`` a stretch told from now (五年来); ``reading`` the basis of a comparison.
    """

    start: int
    end: int
    period: tuple[date, date] | None
    rule: str
    until: str = ""
    point: bool = False
    span: bool = False
    since: bool = False
    plan: bool = False
    reading: str = ""
    now: bool = False
    future: bool = False
    whole: bool = False


@dataclass(slots=True)
class Anchor:
    """What times are resolved against: the day of writing, and the year a report is about."""

    published: date | None
    year: int | None = None
    plan: tuple[date, date] | None = None
    forward: bool = False


class Periods:
    """Reads matches of period rules."""

    def __init__(self, rules: RuleSet) -> None:
        self._ahead = tuple(w for r in rules.of("words") if r.fields.get("class") == "ahead" for w in r.words)
        self.holidays = {(r["holiday"], int(r["year"])): (r["start"], r["end"]) for r in rules.table("periods/holidays")}

    def read(self, rule: Any, match: Any, anchor: Anchor) -> Time:
        """A Time; its period may be None."""
        groups = {k: v for k, v in match.groupdict().items() if v}
        time = Time(match.start(), match.end(), None, rule.id, until=groups.get("until", ""), reading=rule.fields.get("reading", ""))
        if self._is_ahead(match, time):
            anchor = replace(anchor, forward=True)
        try:
            time.period = self._resolve(groups, anchor, time)
        except (ValueError, OverflowError):
            time.period = None
        return time

    def _is_ahead(self, match: Any, time: Time) -> bool:
        """Whether a time without a year is the next of its name: 预计9月底, 9月底前, 延期至8月15日."""
        text, start, end = match.string, match.start(), match.end()
        return time.until in _REACHING or text.startswith("前", end) or text.endswith(self._ahead, max(0, start - _AHEAD), start)

    def _resolve(self, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
        for names, reader in _READERS:
            if any(n in g for n in names):
                found = reader(self, g, anchor, time)
                return _edged(found, g, anchor, time)
        return None


def _edged(found: tuple[date, date] | None, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    if found is None:
        return None
    start, end = found
    edge = g.get("edge", "")
    if "since" in g:
        time.since = True
        start = end if edge in _ENDS else start
        return start, max(start, anchor.published or end)
    if edge in _ENDS or (time.until and not edge and not time.span):
        time.point = True
        return end, end
    if edge in _STARTS:
        time.point = True
        return start, start
    time.point = start == end
    return start, end


def _year(g: dict[str, str], anchor: Anchor, time: Time) -> int | None:
    if "year" in g:
        number = read_number(g["year"])
        return int(number.value) if number else None
    if "year2d" in g:
        return 1900 + int(g["year2d"])
    rel = g.get("rel")
    if rel:
        if rel in RELATIVE:
            base = anchor.published.year if anchor.published else anchor.year
            return None if base is None else base + RELATIVE[rel]
        return anchor.year or (anchor.published.year if anchor.published else None)
    return None


def _open_year(anchor: Anchor, month: int, day: int = 1) -> int | None:
    """The year of a stretch told without one: the report's, else the latest that has begun by the day of writing."""
    if anchor.year is not None:
        return anchor.year
    if anchor.published is None:
        return None
    if anchor.forward and month > anchor.published.month:
        return anchor.published.year
    later = (month, day) > (anchor.published.month + 1, 31)
    return anchor.published.year - 1 if later else anchor.published.year


def _number(text: str) -> int:
    found = read_number(text)
    if found is None:
        raise ValueError(text)
    return int(found.value)


def _months(year: int | None, first: int, last: int) -> tuple[date, date] | None:
    if year is None or not 1 <= first <= 12 or not 1 <= last <= 12:
        return None
    year_of_last = year if last >= first else year + 1
    return date(year, first, 1), date(year_of_last, last, calendar.monthrange(year_of_last, last)[1])


def _read_day(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    if "month" not in g:
        if anchor.published is None:
            return None
        g = {**g, "month": str(anchor.published.month)}
    month, day = _number(g["month"]), _number(g["day"])
    year = _year(g, anchor, time) or _open_year(anchor, month, day)
    if year is None:
        return None
    start = date(year, month, day)
    if "day2" not in g:
        return start, start
    end_year = int(g["year_b"]) if "year_b" in g else year
    end = date(end_year, _number(g.get("month2", g["month"])), _number(g["day2"]))
    time.until = ""
    return (start, end) if end >= start else (start, start)


def _read_months(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    first = _number(g["month"])
    last = _number(g["month2"]) if "month2" in g else first
    year = _year(g, anchor, time) or _open_year(anchor, first)
    found = _months(year, first, last)
    if found and "part" in g:
        low, high = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, found[1].day)}[g["part"]]
        return found[0].replace(day=low), found[0].replace(day=high)
    if found and "month2" in g:
        time.until = ""
    return found


def _read_first(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    return _months(_year(g, anchor, time) or _open_year(anchor, 1), 1, _number(g["first"]))


def _read_quarters(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    if "firstq" in g:
        return _months(_year(g, anchor, time) or _open_year(anchor, 1), 1, 3 * _number(g["firstq"]))
    first = _number(g["quarter"])
    last = _number(g["quarter2"]) if "quarter2" in g else first
    return _months(_year(g, anchor, time) or _open_year(anchor, 3 * first - 2), 3 * first - 2, 3 * last)


def _read_half(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    low, high = HALVES[g["half"]]
    return _months(_year(g, anchor, time) or _open_year(anchor, low), low, high)


def _read_decade(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    base = 2000 if g.get("century") in ("本世纪", "21世纪") else 1900
    first = base + _number(g["decade"])
    return date(first, 1, 1), date(first + 9, 12, 31)


def _read_year(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    year = _year(g, anchor, time)
    if year is None:
        return None
    last = int(_number(g["year_b"])) if "year_b" in g else year
    time.span = last > year
    return date(year, 1, 1), date(last, 12, 31)


def _read_plan(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    words = g["plan"].strip('“”"‘’『』')
    number = _number(words[:-1])
    first = 1953 + (number - 1) * 5 if number <= 2 else 1966 + (number - 3) * 5
    time.plan = True
    return date(first, 1, 1), date(first + 4, 12, 31)


def _read_open_year(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    year = anchor.year or (anchor.published.year if anchor.published else None)
    if year is None:
        return None
    time.whole = anchor.year is None
    if "whole" in g and anchor.year is None and anchor.published and anchor.published.month <= _EARLY_MONTH:
        year -= 1
    if g.get("edge") in _ENDS and anchor.year is None and not time.until and anchor.published and anchor.published.month <= 11:
        year -= 1
    return date(year, 1, 1), date(year, 12, 31)


def _read_now(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    if anchor.published is None:
        return None
    time.now = True
    back = {"前天": 2, "前日": 2}.get(g.get("yesterday", ""), 1 if "yesterday" in g else 0)
    day = anchor.published - timedelta(days=back)
    return day, day


def _read_relative(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    today = anchor.published
    if today is None:
        return None
    if "relmonth" in g:
        month = today.year * 12 + today.month - 1 - (1 if g["relmonth"].startswith("上") else 0)
        return _months(month // 12, month % 12 + 1, month % 12 + 1)
    if "relquarter" in g:
        quarter = today.year * 4 + (today.month - 1) // 3 - (1 if g["relquarter"].startswith("上") else 0)
        first = quarter % 4 * 3 + 1
        return _months(quarter // 4, first, first + 2)
    if "weekday2" in g:
        back = (today.weekday() - _WEEKDAYS.index(g["weekday2"])) % 7
        return today - timedelta(days=back), today - timedelta(days=back)
    weeks = {"上周": -7, "本周": 0, "下周": 7}[g["week"]]
    monday = today - timedelta(days=today.weekday()) + timedelta(days=weeks)
    if "weekday" in g:
        day = monday + timedelta(days=_WEEKDAYS.index(g["weekday"]))
        return day, day
    return monday, monday + timedelta(days=6)


def _read_span(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    time.span = True
    years = _number(g["span"])
    today = anchor.published
    if "future" in g:
        if today is None:
            return None
        time.future = True
        plan = anchor.plan
        if plan is not None and years == 5 and plan[0].year in (today.year, today.year + 1):
            return plan
        return today, _replace_year(today, years) - timedelta(days=1)
    if anchor.year is not None:
        return date(anchor.year - years + 1, 1, 1), date(anchor.year, 12, 31)
    if today is None:
        return None
    return _replace_year(today, -years), today


def _replace_year(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _read_past_months(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    today = anchor.published
    if today is None:
        return None
    time.span = True
    month = today.year * 12 + today.month - 1 - _number(g["months_ago"])
    year, first = divmod(month, 12)
    return date(year, first + 1, min(today.day, calendar.monthrange(year, first + 1)[1])), today


def _read_ago(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    if anchor.published is None:
        return None
    year = anchor.published.year - _number(g["years_ago"])
    return date(year, 1, 1), date(year, 12, 31)


def _read_congress(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    start = date.fromisoformat(CONGRESSES[g["congress"].removeprefix("党的").removesuffix("大")])
    time.span = True
    return (start, anchor.published) if anchor.published and anchor.published >= start else None


def _read_holiday(self: Periods, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    year = _year(g, anchor, time) or (anchor.published.year if anchor.published else None)
    found = self.holidays.get((g["holiday"].strip("“”").replace("“", "").replace("”", ""), year or 0))
    return (date.fromisoformat(found[0]), date.fromisoformat(found[1])) if found else None


_READERS: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("day",), _read_day),
    (("first",), _read_first),
    (("firstq", "quarter"), _read_quarters),
    (("half",), _read_half),
    (("month",), _read_months),
    (("decade",), _read_decade),
    (("plan",), _read_plan),
    (("span",), _read_span),
    (("months_ago",), _read_past_months),
    (("years_ago",), _read_ago),
    (("congress",), _read_congress),
    (("holiday",), _read_holiday),
    (("now", "yesterday"), _read_now),
    (("relmonth", "relquarter", "week", "weekday2"), _read_relative),
    (("year", "rel", "year2d"), _read_year),
    (("whole", "edge"), _read_open_year),
)
