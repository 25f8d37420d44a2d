"""Matches of period rules → two inclusive dates, given the day of writing and what the text is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from extractor.finding.numerals import read_number
from extractor.finding.periods_told import (
    read_ago,
    read_bare_day,
    read_congress,
    read_now,
    read_past_days,
    read_past_months,
    read_relative,
    read_span,
)
from extractor.finding.timeline import Anchor, Time, months, number
from extractor.rules.schema import RuleSet

HALVES: Final = {"半年": (1, 6), "上半年": (1, 6), "上半年度": (1, 6), "下半年": (7, 12)}
_WINTER: Final = 12
_SEASONS: Final = {"春": 3, "夏": 6, "秋": 9, "冬": _WINTER}
RELATIVE: Final = {
    "今": 0,
    "去": -1,
    "明": 1,
    "今年": 0,
    "这一年": 0,
    "开年": 0,
    "年初": 0,
    "本年": 0,
    "本年度": 0,
    "去年": -1,
    "上年度": -1,
    "上年": -1,
    "上一年": -1,
    "上一年度": -1,
    "前年": -2,
    "明年": 1,
    "下一年": 1,
    "后年": 2,
}
_EARLY_MONTH: Final = 4
# A day so many months ahead is still to come, where its year is not told.
_COMING: Final = 5
_REACHING: Final = ("到", "至")
# How far before a time a word stands that puts it ahead.
_AHEAD: Final = 4
# A holiday without a year that begins later than this many days from now is last year's.
_NEAR: Final = 60
_ANY_HOLIDAY: Final = ("假期", "长假", "假日", "节日")
# 假期 alone is a holiday of fewer days than this, at most so many days over.
_SHORT: Final = 12
_JUST_OVER: Final = 4
# Years of two digits below this one are of this century.
_CENTURY: Final = 50
_YEAR_BEFORE: Final = ("上年", "上年度", "上一年度")
# In a bulletin or report the year it is on; 今年 is the year it is given in.
_YEAR_REPORTED: Final = ("本年", "本年度", "这一年")
_ENDS: Final = ("底", "末", "期末", "年底", "年末", "岁末", "末期")
_STARTS: Final = ("初", "年初", "初期", "前夕")


class Periods:
    """Reads matches of period rules."""

    def __init__(self, rules: RuleSet) -> None:
        self._ahead = tuple(w for r in rules.of("words") if r.fields.get("class") == "ahead" for w in r.words)
        self._ahead_behind = tuple(w for r in rules.of("words") if r.fields.get("class") == "ahead_behind" for w in r.words)
        self.holidays = {
            (r["holiday"], int(r["year"])): (date.fromisoformat(r["start"]), date.fromisoformat(r["end"]))
            for r in rules.table("periods/holidays")
        }

    def read(self, rule: Any, match: Any, anchor: Anchor) -> Time:
        """A Time; its period may be None."""
        every: dict[str, str | None] = match.groupdict()
        groups = {k: v for k, v in every.items() if v}
        time = Time(match.start(), match.end(), None, rule.id, until=groups.get("until", ""), reading=rule.fields.get("reading", ""))
        if self._is_ahead(match, time):
            anchor = replace(anchor, forward=True)
        try:
            time.period = self._resolve(groups, anchor, time)
        except (ValueError, OverflowError):
            time.period = None
        return time

    def _is_ahead(self, match: Any, time: Time) -> bool:
        """Whether a time without a year is the next of its name: 预计9月底, 9月底前, 延期至8月15日, 年底投产后."""
        text: str = match.string
        start: int = match.start()
        end: int = match.end()
        if time.until in _REACHING or text.startswith(self._ahead_behind, end):
            return True
        return text.endswith(self._ahead, max(0, start - _AHEAD), start)

    def _resolve(self, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
        if "holiday" in g:
            return _edged(self._holiday(g, anchor, time), g, anchor, time)
        first = min([_ORDER.get(name, _NONE) for name in g], default=_NONE)
        return None if first == _NONE else _edged(_READERS[first][1](g, anchor, time), g, anchor, time)

    def _holiday(self, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
        name = g["holiday"].strip('“”"')
        found = self._current(anchor) if name in _ANY_HOLIDAY else self._named(name, _year(g, anchor, time), anchor)
        if found is None:
            return None
        start, end = found
        if "opening" in g:
            return start, start
        if "days" in g:
            return start, start + timedelta(days=number(g["days"]) - 1)
        published = anchor.published
        return (start, published) if "box" in g and published is not None and start <= published < end else found

    def _named(self, name: str, year: int | None, anchor: Anchor) -> tuple[date, date] | None:
        """The holiday of a year; without one the last that has come, or is about to."""
        published = anchor.published
        if year is None and published is None:
            return None
        found = self.holidays.get((name, year or (published.year if published else 0)))
        if year is None and published is not None and found is not None and (found[0] - published).days > _NEAR:
            return self.holidays.get((name, published.year - 1))
        return found

    def _current(self, anchor: Anchor) -> tuple[date, date] | None:
        """The holiday that is on, or was over a few days ago."""
        day = anchor.published
        if day is None:
            return None
        short = [
            h for (name, _), h in self.holidays.items() if (h[1] - h[0]).days < _SHORT and h[0] <= day <= h[1] + timedelta(days=_JUST_OVER)
        ]
        return max(short, default=None)


def _edged(found: tuple[date, date] | None, g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    if found is None:
        return None
    start, end = found
    edge = g.get("edge", "")
    if "since" in g:
        time.since = True
        start = end if edge in _ENDS else start
        return start, max(start, anchor.published or end)
    if "due" in g:
        time.until = g["due"]
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
        year = read_number(g["year"])
        return int(year.value) if year else None
    if "year2d" in g:
        short = int(g["year2d"])
        return short + (2000 if short < _CENTURY else 1900)
    rel = g.get("rel")
    if rel:
        if rel in _YEAR_BEFORE and anchor.year is not None:
            return anchor.year - 1
        if rel in _YEAR_REPORTED and anchor.year is not None:
            return anchor.year
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


def _year_of_day(anchor: Anchor, month: int, day: int) -> int | None:
    """The year of a day told without one: of days to come only those are this year's that are nearer than the last of their name."""
    year = _open_year(anchor, month, day)
    if year is None or anchor.year is not None or anchor.published is None or year == anchor.published.year:
        return year
    return year + (month - anchor.published.month <= _COMING)


def _run_year(anchor: Anchor, first: int, last: int) -> int | None:
    """The year of a run of months told without one: 前三季度 told in April is of the year before."""
    year = _open_year(anchor, first)
    if year is None or anchor.year is not None or anchor.forward or anchor.published is None or first > 1:
        return year
    return year - (year == anchor.published.year and last > anchor.published.month + 1)


def _read_day(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    if "month" not in g:
        first = read_bare_day({"bare_day": g["day"]}, anchor, time)
        return (first[0], first[0].replace(day=number(g["day2"]))) if first is not None else None
    month, day = number(g["month"]), number(g["day"])
    year = _year(g, anchor, time) or _year_of_day(anchor, month, day)
    if year is None:
        return None
    start = date(year, month, day)
    if "day2" not in g:
        return start, start
    end_year = int(g["year_b"]) if "year_b" in g else year
    end = date(end_year, number(g.get("month2", g["month"])), number(g["day2"]))
    time.until = ""
    return (start, end) if end >= start else (start, start)


def _read_months(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    first = number(g["month"])
    last = number(g["month2"]) if "month2" in g else first
    year = _year(g, anchor, time) or _run_year(anchor, first, last)
    found = months(year, first, last)
    if found and "part" in g:
        low, high = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, found[1].day)}[g["part"]]
        return found[0].replace(day=low), found[0].replace(day=high)
    if found and "month2" in g:
        time.until = ""
    return found


def _read_season(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    """Three months; winter reaches into the next year."""
    year = _year(g, anchor, time) or (anchor.published.year if anchor.published else None)
    if year is None:
        return None
    first = _SEASONS[g["season"]]
    if "since" in g and anchor.published is not None and date(year, first, 1) > anchor.published:
        # 入冬以来, said in January
        year -= 1
    end = months(year + (first == _WINTER), (first + 1) % 12 + 1, (first + 1) % 12 + 1)
    return end and (date(year, first, 1), end[1])


def _read_first(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    last = number(g["first"])
    return months(_year(g, anchor, time) or _run_year(anchor, 1, last), 1, last)


def _read_quarters(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    if "firstq" in g:
        last = 3 * number(g["firstq"])
        return months(_year(g, anchor, time) or _run_year(anchor, 1, last), 1, last)
    first = number(g["quarter"])
    last = number(g["quarter2"]) if "quarter2" in g else first
    return months(_year(g, anchor, time) or _open_year(anchor, 3 * first - 2), 3 * first - 2, 3 * last)


def _read_half(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    low, high = HALVES[g["half"]]
    year = _run_year(anchor, low, high) if g["half"] == "半年" else _open_year(anchor, low)
    return months(_year(g, anchor, time) or year, low, high)


def _read_crop(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    """The harvest from one October to the next September."""
    first, last = int(g["crop"]), int(g["crop2"])
    return (date(2000 + first, 10, 1), date(2000 + last, 9, 30)) if last == first + 1 else None


def _read_decade(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    base = 2000 if g.get("century") in ("本世纪", "21世纪") else 1900
    first = base + number(g["decade"])
    return date(first, 1, 1), date(first + 9, 12, 31)


def _read_year(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    year = _year(g, anchor, time)
    if year is None:
        return None
    last = number(g["year_b"]) if "year_b" in g else year
    time.span = last > year
    return date(year, 1, 1), date(last, 12, 31)


def _read_plan(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    nth = number(g["plan_nth"] if "plan_nth" in g else g["plan"].strip('“”"‘’『』')[:-1])
    first = 1953 + (nth - 1) * 5 if nth <= 2 else 1966 + (nth - 3) * 5
    time.plan = True
    years = number(g["years"]) if "years" in g else 5
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def _read_open_year(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    year = anchor.year or (anchor.published.year if anchor.published else None)
    if year is None:
        return None
    time.whole = anchor.year is None
    if "whole" in g and anchor.year is None and anchor.published and anchor.published.month <= _EARLY_MONTH:
        year -= 1
    if (
        g.get("edge") in _ENDS
        and anchor.year is None
        and not time.until
        and not anchor.forward
        and anchor.published
        and anchor.published.month <= 11
    ):
        year -= 1
    return date(year, 1, 1), date(year, 12, 31)


_READERS: Final[tuple[tuple[tuple[str, ...], Any], ...]] = (
    (("day",), _read_day),
    (("bare_day",), read_bare_day),
    (("first",), _read_first),
    (("firstq", "quarter"), _read_quarters),
    (("half",), _read_half),
    (("season",), _read_season),
    (("month",), _read_months),
    (("decade",), _read_decade),
    (("crop",), _read_crop),
    (("plan", "plan_nth"), _read_plan),
    (("span",), read_span),
    (("months_ago",), read_past_months),
    (("days_ago", "day_ago", "week_ago"), read_past_days),
    (("years_ago",), read_ago),
    (("congress",), read_congress),
    (("now", "yesterday"), read_now),
    (("relmonth", "relquarter", "week", "weekday2"), read_relative),
    (("year", "rel", "year2d"), _read_year),
    (("whole", "edge"), _read_open_year),
)
# Group → the number of its reader; of several groups the first reader counts.
_ORDER: Final = {name: number for number, (names, _) in enumerate(_READERS) for name in names}
_NONE: Final = len(_READERS)
