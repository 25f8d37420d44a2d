"""The period of a figure: its sentence's time, the paragraph's, the document's year or the day of writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractor.finding.timeline import Time
from extractor.linking.clauses import Chunk
from extractor.linking.document import Document
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.reaching import goes_on, holds_now, is_habit, is_vague, reaches_on
from extractor.linking.stocks import has_reached, is_held, is_stock
from extractor.linking.turns import averaged_years, is_done, is_event, is_year, telling, years_on_end

_PLAN_YEARS = 5
# In paragraphs: news that goes on longer has come to something else.
_REACH = 3
# How long after its end a year is still being summed up.
_CLOSING_DAYS = 60
_WHOLE = "period.whole_year"
_OF_THE_YEAR = (_WHOLE, "period.year_edge")
# 截至2022年底，产业规模超过1.2万亿元: as of that day.
_AS_OF = "截"
# 截至12月31日止年度
_DAY = "period.date"
_LAST_MONTH = 12
_STATES = ("level", "share", "rank")
# 1978年到1982年 is no shorter; 五年来 and “十四五”时期 are.
_TWO_YEARS = 10
_YEARLY = frozenset(("output", "revenue", "income", "consumption", "trade", "profit", "tax"))
# The dead and hurt are counted as of the day on which they are told.
_COUNTED_DAILY = frozenset(("health",))
# 截至9月30日，营业收入…: firms close their accounts within the year.
_ACCOUNTS = frozenset(("revenue", "profit"))


class Times:
    """Chooses periods for one article; remembers the last stated time for paragraphs without one."""

    def __init__(self, document: Document, words: LinkWords) -> None:
        self.document = document
        self.words = words
        self.last: Time | None = None
        self.until: Time | None = None
        # How many paragraphs have begun since the last time was told.
        self.since_told = 0
        # The day on which what is told without a time holds.
        self.today = document.published

    def choose(
        self,
        draft: Draft,
        chunks: Sequence[Chunk],
        time: Time | None,
        paragraph: Time | None,
        flowing: bool,
        reported: bool,
        now: bool = False,
        aimed: bool = False,
        said: Time | None = None,
        lately: bool = False,
    ) -> None:
        """Fill ``draft.period``.

        ``reported`` tells that a body's data still reach over the paragraph, ``now`` that 目前 does, ``aimed`` a plan or forecast;
        ``said`` is the day on which somebody speaks.
        """
        published = self.today = said.period[1] if said is not None and said.period is not None else self.document.published
        if (
            (now or (said is not None and (draft.nature != "flow" or draft.category in _COUNTED_DAILY)))
            and not draft.indicator.endswith(self.words.of_project)
            and time is None
            and published is not None
            and not self.document.annual
            and draft.kind in _STATES
            and draft.head is not None
        ):
            draft.period = (published, published)
            draft.came("period", "the day of writing")
            return
        if time is not None and self._is_ahead_at_end(time) and time.until and is_done(chunks[: draft.index]) and time.start < chunks[0].start:
            # 预计到“十四五”末将达到96%；供水工程覆盖率已达65%: what is done is of today.
            time = paragraph = None
        if (
            paragraph is not None
            and self._is_ahead(paragraph)
            and (is_done(chunks[: draft.index]) or (not aimed and self.document.kind == "news" and _is_part(draft, chunks) and not _is_fair(paragraph)))
        ):
            # 预计4月回落。已下拨1.3亿元，占一半: what is or is done does not wait for the time of a forecast.
            paragraph = None
        self._choose(draft, chunks, time, paragraph, flowing, reported, lately)
        streak = years_on_end(draft, chunks, self.document.published, self.words)
        if streak is not None:
            draft.period = streak
            draft.came("period", "years on end")

    def _is_ahead(self, time: Time) -> bool:
        published = self.document.published
        return published is not None and time.period is not None and time.period[0] > published

    def _is_ahead_at_end(self, time: Time) -> bool:
        published = self.document.published
        return published is None or time.period is None or time.period[1] > published

    def _choose(
        self,
        draft: Draft,
        chunks: Sequence[Chunk],
        time: Time | None,
        paragraph: Time | None,
        flowing: bool,
        reported: bool,
        lately: bool,
    ) -> None:
        document = self.document
        stock = is_stock(draft, chunks, flowing and not has_reached(draft, chunks), self.words, document.annual)
        left = chunks[: draft.index]
        if (
            time is None
            and not document.annual
            and ((lately and not stock and draft.kind != "rank") or is_vague(left, self.words) or (paragraph is None and document.kind == "news" and is_habit(left, self.words)))
        ):
            draft.came("period", "no time that is known")
            return
        # 目前准备就绪，总投资45亿元: the size is of the whole, whatever there is now.
        if (
            (time is None or time.now)
            and document.kind == "news"
            and draft.kind == "level"
            and draft.indicator.endswith(self.words.of_project)
        ):
            draft.came("period", "a project as a whole")
            return
        today = self.today
        if time is None and stock and today and not document.annual and not reported and is_done(chunks[: draft.index]):
            draft.period = (today, today)
            draft.came("period", "the day of writing")
        elif time is not None:
            self._stated(draft, chunks, time, stock, "its sentence")
        elif (
            paragraph is not None
            and today is not None
            and stock
            and document.kind == "news"
            and goes_on(paragraph, today)
            and _of_two(draft, chunks, paragraph, (today, today), self.words) is None
        ):
            draft.period = (today, today)
            draft.came("period", "the day of writing")
        elif paragraph is not None and not self._contradicts(paragraph, draft, chunks):
            self._stated(draft, chunks, paragraph, stock, "the paragraph")
        elif document.annual and document.year:
            planned = document.is_planned(draft.quantity.start)
            summed = draft.kind == "level" and _adds_up(chunks[: draft.index], self.words)
            draft.period = _whole(document.year + planned, (stock or summed) and not planned)
            draft.came("period", "the year of the document")
        elif document.kind == "plan" and self.until is not None:
            self._stated(draft, chunks, self.until, stock, "the target date above")
        elif (
            self.last is not None
            and (document.kind != "news" or self.since_told <= _REACH)
            and reaches_on(self.last, draft, stock, flowing or reported, document, is_done(chunks[: draft.index]))
            and not self._contradicts(self.last, draft, chunks)
        ):
            self._stated(draft, chunks, self.last, stock, "the paragraphs before")
        elif today is not None and holds_now(draft, chunks, stock, self.words):
            draft.period = (today, today)
            draft.came("period", "the day of writing")

    def closed(self, time: Time | None, known: Time | None) -> Time | None:
        """2023年到发863列。启动7年来…, said in January: the years end with the one that was just summed up."""
        published = self.document.published
        if time is None or known is None or published is None or time.period is None or known.period is None:
            return time
        if not time.span or time.plan or time.future or time.period[1] != published or not is_year(known.period):
            return time
        if not 0 < (published - known.period[1]).days < _CLOSING_DAYS:
            return time
        years = time.period[1].year - time.period[0].year
        return replace(time, period=(date(known.period[1].year - years + 1, 1, 1), known.period[1]))

    def _contradicts(self, inherited: Time, draft: Draft, chunks: Sequence[Chunk]) -> bool:
        """较去年同期涨了: what is compared with last year is not of last year, whatever was spoken of before."""
        published = self.document.published
        if published is None or self.document.annual or inherited.period is None or inherited.period[1].year >= published.year:
            return False
        compared = [c.word for c in chunks[: draft.index] if c.letter == "C"]
        return any(year in word for word in compared for year in self.words.last_year)

    def note(self, time: Time) -> None:
        """Remember a paragraph's first time; target dates of plans reach on through the document."""
        if not time.span and not time.future:
            self.last, self.since_told = time, 0
        published = self.document.published
        if not time.until or published is None or time.period is None or time.period[1] <= published:
            return
        # Measures serve the nearest target date; a later one is an outlook.
        if self.until is None or self.until.period is None or time.period[1] < self.until.period[1]:
            self.until = time

    def _stated(self, draft: Draft, chunks: Sequence[Chunk], time: Time, stock: bool, how: str) -> None:
        period = time.period
        if period is None:
            return
        left = chunks[: draft.index]
        if time.rule in _OF_THE_YEAR and self.document.annual and self.document.is_planned(draft.quantity.start):
            # 全年实施亿元以上项目1.6万个, among the tasks of the coming year
            period = in_year(period, period[0].year + 1)
        # 年初, where no paragraph but an earlier one tells of another year, is that of this year.
        opened = time.point and period[0].month == 1 and self.document.kind == "news" and self.since_told > 0
        if time.whole and not opened and self._is_of_last() and how != "the paragraphs before":
            period = in_year(period, self.last.period[1].year) if self.last and self.last.period else period
        draft.came("period", how, time.start, time.end)
        if draft.basis == "average" or _averaged(chunks, draft.index):
            period = averaged_years(chunks, draft.index, period) or _average(period)
        elif (
            (time.span or time.plan or time.since)
            and draft.kind in ("level", "share", "rank")
            and (end := _of_two(draft, chunks, time, period, self.words, stock))
        ):
            period = end
        elif (
            self.document.annual
            and (time.span or time.plan)
            and (_is_yearly_level(draft, chunks, self.words) or (not stock and _is_standing(draft, chunks)))
        ):
            # “十四五”时期…，人均收入达到41580元，居全国第9位: so much in its last year.
            period = (date(period[1].year, 1, 1), period[1])
        elif (
            not time.point
            and (time.span or (time.plan and self.document.annual and not self._is_ahead_at_end(time)))
            and (not time.plan or stock)
            and draft.kind != "growth"
            and (
                stock
                or (how == "the paragraph" and self.document.kind == "news" and _is_part(draft, chunks))
                or ((time.future or draft.kind in ("share", "rank")) and _reaches(chunks, draft.index))
            )
        ) or (
            self.document.annual
            and stock
            and not time.point
            and is_year(period)
            and not self.document.is_planned(draft.quantity.start)
            and (how != "its sentence" or (time.rule == _WHOLE and _is_enrolled(draft, left, self.words)) or is_held(draft, chunks, self.words))
        ):
            period = (period[1], period[1])
        elif (
            self.document.kind != "plan"
            and not (time.until and self.document.published is not None and period[1].year > self.document.published.year)
            and (
                self.document.annual
                or how != "its sentence"
                or (draft.kind == "level" and draft.head is not None and not draft.head.counted)
            )
            and time.point
            and not time.plan
            and not stock
            and not (self.document.kind == "news" and draft.category not in _ACCOUNTS and _adds_up(left, self.words))
            and not (self.document.kind == "news" and how == "its sentence" and time.until.startswith(_AS_OF) and period[1].month == _LAST_MONTH and time.rule != _DAY)
            and (
                draft.nature in ("flow", "rate")
                or (draft.kind == "change" and how != "its sentence")
                or (self.document.annual and how != "its sentence" and draft.kind == "level" and _is_added(draft, left, self.words))
            )
            and ((period[1].month, period[1].day) == (12, 31) or (time.until and draft.category in _ACCOUNTS and draft.kind != "share"))
        ):
            period = (date(period[1].year, 1, 1), period[1])
        if self._goes_on(period, chunks[: draft.index], how):
            # 今年累计开行已达1万列: up to the day of writing.
            period = (period[0], self.document.published or period[1])
        draft.period = period

    def _is_of_last(self) -> bool:
        """Whether 年内, 全年 are of the year spoken of last; a year to come is none."""
        last = self.last
        if last is None or last.period is None or last.whole:
            return False
        return self.document.published is None or last.period[1].year <= self.document.published.year

    def _goes_on(self, period: tuple[date, date], left: Sequence[Chunk], how: str) -> bool:
        published = self.document.published
        this_year = published is not None and not self.document.annual and how == "its sentence" and is_year(period)
        return bool(
            this_year and published and period[0].year == published.year and any(c.word.startswith(self.words.so_far) for c in left)
        )


def _is_fair(time: Time) -> bool:
    return time.period is not None and is_event(time.period)


def _is_part(draft: Draft, chunks: Sequence[Chunk]) -> bool:
    """占全球需求的三分之一, 居第一: how things are."""
    return draft.kind == "rank" or (draft.kind == "share" and any(c.letter == "H" for c in chunks[: draft.index]))


def _is_enrolled(draft: Draft, left: Sequence[Chunk], words: LinkWords) -> bool:
    """全年全市共有高校9所，招生7.2万人，在校生21.2万人: people whom the lexicon knows as standing."""
    counted = draft.head is not None and draft.head.counted and draft.phrase is not None and draft.phrase.end <= draft.quantity.start
    added = draft.indicator.startswith(words.deed) or _is_added(draft, left, words)
    return counted and draft.category == "people" and draft.kind == "level" and not added


def _is_added(draft: Draft, left: Sequence[Chunk], words: LinkWords) -> bool:
    """截至2023年底，有效专利1万件。新增授权专利3046件: what the year brought, whatever day was told before."""
    return draft.unit in words.happening or any(p.letter == "Y" for c in left for p in (c.parts or (c,)))


def _adds_up(left: Sequence[Chunk], words: LinkWords) -> bool:
    """截至2020年底，累计投入5000亿元: over all the years, not over the last."""
    return any(c.word.startswith(words.adding_up) for c in left)


def _reaches(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether the figure is a level reached at the end: 未来五年收入达到…."""
    return index > 0 and (chunks[index - 1].word.startswith("达") or chunks[index - 1].letter == "X")


def _is_yearly_level(draft: Draft, chunks: Sequence[Chunk], words: LinkWords) -> bool:
    """Whether a magnitude that is told year by year has come to the figure."""
    if draft.kind != "level" or draft.nature != "flow" or draft.category not in _YEARLY or draft.head is None or draft.head.counted:
        return False
    left = chunks[: draft.index]
    reached = draft.bound == "over" or (bool(left) and left[-1].word.startswith("达"))
    # 连续跨越7万亿、8万亿台阶: over all the years
    return reached and not any(c.word in words.summed or c.word.endswith(words.running) for c in left)


def _is_standing(draft: Draft, chunks: Sequence[Chunk]) -> bool:
    """研发投入强度突破2%, 居全国第九: a rate or place that was reached."""
    if draft.kind == "rank":
        return True
    return draft.kind == "share" and (draft.bound == "over" or (draft.index > 0 and chunks[draft.index - 1].word.startswith("达")))


def _averaged(chunks: Sequence[Chunk], index: int) -> bool:
    return any(c.letter == "C" and c.obj.reading == "average" for c in chunks[:index])


def in_year(period: tuple[date, date], year: int) -> tuple[date, date]:
    """全年 and 年末 are of the year that the text is about."""
    start, end = period
    return start.replace(year=year), end.replace(year=year)


def _whole(year: int, stock: bool) -> tuple[date, date]:
    last = date(year, 12, 31)
    return (last, last) if stock else (date(year, 1, 1), last)


def _average(period: tuple[date, date]) -> tuple[date, date]:
    """A yearly average up to a target year covers the five-year plan that ends with it."""
    start, end = period
    if start.year != end.year or end.year % _PLAN_YEARS or (end.month, end.day) != (12, 31):
        return period
    return date(end.year - _PLAN_YEARS + 1, 1, 1), end


def _names_years(time: Time) -> bool:
    """从1978年到1982年: both years are told, so that each figure has its own."""
    return time.period is not None and time.end - time.start >= _TWO_YEARS


def _of_two(
    draft: Draft, chunks: Sequence[Chunk], time: Time, period: tuple[date, date], words: LinkWords, stock: bool = False
) -> tuple[date, date] | None:
    """从A增至B under a span: A takes its beginning, B its end; None for any other figure.

    What stands (保有量) takes the first and the last day, what is told year by year their years.
    """
    before = telling(chunks[: draft.index])
    if not before:
        return None
    start, end = period
    points = (stock and not _names_years(time)) or time.since or time.plan or not is_year((date(start.year, 1, 1), end))
    if before[-1].word in words.sources:
        return (start, start) if points else (start, date(start.year, 12, 31))
    if before[-1].letter == "X" and any(c.word in words.sources for c in before):
        return (end, end) if points else (date(end.year, 1, 1), end)
    return None
