"""Times told from the day of writing: 目前, 上月, 五年来, 三年前, 近三个月, 党的二十大以来."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

from extractor.finding.timeline import Anchor, Time, months, number

CONGRESSES: Final = {"十八": "2012-11-08", "十九": "2017-10-18", "二十": "2022-10-16"}
_WEEKDAYS: Final = "一二三四五六日"


def read_bare_day(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    """A day of the month of writing; of the month before where it has not come yet, of the one after where it is to come."""
    today = anchor.published
    if today is None:
        return None
    day = int(g["bare_day"])
    other = (day < today.day) if anchor.forward else -(day > today.day)
    month = today.year * 12 + today.month - 1 + other
    found = date(month // 12, month % 12 + 1, day)
    return found, found


def read_now(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    """The day of writing, or one shortly before it."""
    if anchor.published is None:
        return None
    time.now = True
    back = {"前天": 2, "前日": 2}.get(g.get("yesterday", ""), 1 if "yesterday" in g else 0)
    day = anchor.published - timedelta(days=back)
    return day, day


def read_relative(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    """This or the last month, quarter or week; the last such weekday."""
    today = anchor.published
    if today is None:
        return None
    if "relmonth" in g:
        month = today.year * 12 + today.month - 1 - (1 if g["relmonth"].startswith("上") else 0)
        return months(month // 12, month % 12 + 1, month % 12 + 1)
    if "relquarter" in g:
        quarter = today.year * 4 + (today.month - 1) // 3 - (1 if g["relquarter"].startswith("上") else 0)
        first = quarter % 4 * 3 + 1
        return months(quarter // 4, first, first + 2)
    if "weekday2" in g:
        back = (today.weekday() - _WEEKDAYS.index(g["weekday2"])) % 7
        return today - timedelta(days=back), today - timedelta(days=back)
    weeks = {"上周": -7, "本周": 0, "下周": 7}[g["week"]]
    monday = today - timedelta(days=today.weekday()) + timedelta(days=weeks)
    if "weekday" in g:
        day = monday + timedelta(days=_WEEKDAYS.index(g["weekday"]))
        return day, day
    return monday, monday + timedelta(days=6)


def read_span(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    """A stretch of years up to the day of writing (or the report’s year), or from it."""
    time.span = True
    years = number(g["span"])
    today = anchor.published
    if "short" in g and today is not None and g["span"] == f"{today.year % 100:02}":
        # 11年以来, written in 2011
        time.span, time.since = False, True
        return date(today.year, 1, 1), today
    if "future" in g:
        if today is None:
            return None
        time.future = True
        plan = anchor.plan
        if plan is not None and years == 5 and plan[0].year in (today.year, today.year + 1):
            return plan
        if anchor.year is not None:
            # A yearly report counts in whole years from the one in which it is given.
            return date(today.year, 1, 1), date(today.year + years - 1, 12, 31)
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


def read_past_months(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    """The months up to the day of writing."""
    today = anchor.published
    if today is None:
        return None
    time.span = True
    month = today.year * 12 + today.month - 1 - number(g["months_ago"])
    year, first = divmod(month, 12)
    return date(year, first + 1, min(today.day, calendar.monthrange(year, first + 1)[1])), today


def read_past_days(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    """The days up to the day of writing, that day counted; a single one is the day before."""
    if anchor.published is None:
        return None
    days = 7 if "week_ago" in g else 1 if "day_ago" in g else number(g["days_ago"])
    if days == 1:
        return anchor.published - timedelta(days=1), anchor.published - timedelta(days=1)
    return anchor.published - timedelta(days=days - 1), anchor.published


def read_ago(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    """A whole year so many years ago."""
    if anchor.published is None:
        return None
    year = anchor.published.year - number(g["years_ago"])
    return date(year, 1, 1), date(year, 12, 31)


def read_congress(g: dict[str, str], anchor: Anchor, time: Time) -> tuple[date, date] | None:
    """Since the end of a party congress."""
    start = date.fromisoformat(CONGRESSES[g["congress"].removeprefix("党的").removesuffix("大")])
    time.span = True
    return (start, anchor.published) if anchor.published and anchor.published >= start else None
