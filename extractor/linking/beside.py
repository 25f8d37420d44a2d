"""How a time is read beside another: two times that are one stretch, a week and its days, a quarter and its last day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.clauses import Chunk, is_joint
from extractor.linking.link_words import LinkWords
from extractor.linking.memory import State
from extractor.linking.turns import AS_OF, is_month_end, is_year

_BRACKETS: Final = ("（", "(")
# In months.
_QUARTER: Final = 3
_TO: Final = ("到", "至")
WEEK: Final = "period.week"
_COMMAS: Final = ("，", ",")
_BARE_DAY: Final = "period.day_of_month"
_DATE: Final = "period.date"
_PAST_DAYS: Final = "period.past_days"


def goes_on(chunks: list[Chunk], i: int) -> bool:
    """2006年和2007年共融资两轮: whether a month or year is joined to the one right before it."""
    if i < 2 or chunks[i - 2].letter != "T" or not is_joint(chunks[i - 1]):
        return False
    before, period = chunks[i - 2].obj.period, chunks[i].obj.period
    return before is not None and before[0] < before[1] and before[1] + timedelta(days=1) == period[0] < period[1]


def joined(chunks: list[Chunk], i: int, time: Time) -> Time:
    """去年下半年到今年上半年: from the one time to the other."""
    first = chunks[i - 1].obj if time.until in _TO and i > 0 and chunks[i - 1].letter == "T" else None
    if first is None or first.now or first.period is None or time.period is None or first.end != time.start:
        return time
    if first.period[1] >= time.period[1]:
        return time
    return replace(time, period=(first.period[0], time.period[1]), until="", point=False, span=True)


def year_of(time: Time | None) -> int:
    """The year that a time is in; 0 where there is none."""
    return time.period[1].year if time is not None and time.period is not None else 0


def in_month(time: Time, told: Time | None) -> Time:
    """2003年12月18日晚和19日晚: a day without a month is of the month told before."""
    if time.rule != _BARE_DAY or told is None or told.rule != _DATE or told.period is None or time.period is None:
        return time
    day = told.period[1]
    if time.period[1].day <= day.day:
        return time
    return replace(time, period=(day.replace(day=time.period[1].day),) * 2)


def is_day_again(text: str, time: Time, known: Time | None) -> bool:
    """自4月13日开行以来，截至今天（7月5日）: the day in brackets is the one that was told."""
    if known is None or known.period is None or time.period is None or not text.startswith(_BRACKETS, time.start - 1):
        return False
    return time.period[0] == time.period[1] == known.period[1] > known.period[0]


def is_days_of_week(text: str, chunks: list[Chunk], i: int) -> bool:
    """本周（6月24日）: what was read with the week."""
    if i == 0 or chunks[i - 1].letter != "T" or chunks[i - 1].obj.rule != WEEK:
        return False
    return text.startswith(_BRACKETS, chunks[i - 1].end) and chunks[i].start == chunks[i - 1].end + 1


def is_week_of(text: str, time: Time, known: Time | None) -> bool:
    """5月2日，本周持平: the week of the day that was just told."""
    if known is None or known.period is None or time.period is None or time.rule != WEEK or not known.point:
        return False
    return time.period[0] <= known.period[0] <= time.period[1] and text[known.end : time.start].strip() in _COMMAS


def is_last_of_span(chunks: list[Chunk], i: int, words: LinkWords) -> bool:
    """从一季度末到上周五: from the one time to the other."""
    return i > 2 and chunks[i - 2].letter == "T" and chunks[i - 1].word in _TO and chunks[i - 3].word in words.sources


def from_said(time: Time, state: State, published: date | None) -> Time:
    """英国14日公布，过去7天新增…: the days up to the one on which it was told."""
    said = state.said.period if state.said is not None else None
    if time.rule != _PAST_DAYS or said is None or time.period is None or published is None:
        return time
    back = published - said[1]
    return replace(time, period=(time.period[0] - back, time.period[1] - back))


def is_this(time: Time, known: Time | None) -> bool:
    """截至8月7日，今年的运量: this year up to the day told before."""
    if known is None or time.period is None or known.period is None or not is_year(time.period):
        return False
    return time.period[0].year == time.period[1].year == known.period[1].year and known.point


def quarter_ending(text: str, time: Time, words: LinkWords) -> tuple[Time, int]:
    """截至5月31日的第一季度: the three months up to the last day of the last one, and where the words end; 0 for any other time."""
    if time.period is None or not time.until.startswith(AS_OF) or not is_month_end(time.period[1]):
        return time, 0
    match = words.quarter_ending.match(text, time.end)
    if match is None:
        return time, 0
    month = time.period[1].year * 12 + time.period[1].month - _QUARTER
    return replace(time, period=(date(month // 12, month % 12 + 1, 1), time.period[1]), until="", point=False), match.end()
