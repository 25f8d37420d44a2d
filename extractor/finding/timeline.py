"""What times are made of: the time in a text, what it is resolved against, months as dates."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from extractor.finding.numerals import read_number


@dataclass(slots=True, init=False)
class Time:
    """A time in the text. ``period`` is None where the words leave it open (近日).

    ``until`` marks 到/截至 before it, ``point`` a single day,
    ``span`` a stretch told from now (五年来); ``reading`` the basis of a comparison.
    """

    start: int
    end: int
    period: tuple[date, date] | None
    rule: str
    until: str
    point: bool
    span: bool
    since: bool
    plan: bool
    reading: str
    now: bool
    future: bool
    whole: bool

    def __init__(
        self,
        start: int,
        end: int,
        period: tuple[date, date] | None,
        rule: str,
        until: str = "",
        point: bool = False,
        span: bool = False,
        since: bool = False,
        plan: bool = False,
        reading: str = "",
        now: bool = False,
        future: bool = False,
        whole: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.period = period
        self.rule = rule
        self.until = until
        self.point = point
        self.span = span
        self.since = since
        self.plan = plan
        self.reading = reading
        self.now = now
        self.future = future
        self.whole = whole


@dataclass(slots=True)
class Anchor:
    """What times are resolved against: the day of writing, and the year a report is about."""

    published: date | None
    year: int | None = None
    plan: tuple[date, date] | None = None
    forward: bool = False


# The same few days are told again and again, and writing one takes as long as to look up ten.
iso: Final = lru_cache(4_000)(date.isoformat)


def number(text: str) -> int:
    """A numeral as a whole number; ValueError if it is none."""
    found = read_number(text)
    if found is None:
        raise ValueError(text)
    return int(found.value)


def months(year: int | None, first: int, last: int) -> tuple[date, date] | None:
    """From the first day of one month to the last of another, which may lie in the next year."""
    if year is None or not 1 <= first <= 12 or not 1 <= last <= 12:
        return None
    year_of_last = year if last >= first else year + 1
    return date(year, first, 1), date(year_of_last, last, calendar.monthrange(year_of_last, last)[1])
