"""The period of a figure: its sentence's time, the paragraph's, the document's year or the day of writing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.clauses import Chunk
from extractor.linking.covering import (
    adds_up,
    has_come,
    has_grown_to,
    in_year,
    is_added,
    is_averaged,
    is_enrolled,
    is_fair,
    is_listed,
    is_part,
    is_standing,
    is_yearly_level,
    of_two,
    plan_average,
    reaches_end,
    whole_year,
)
from extractor.linking.document import COUNTRY, Document
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.plans import is_aimed
from extractor.linking.reaching import goes_on, has_passed, holds_now, is_habit, is_of_prices, is_vague, reaches_on
from extractor.linking.stocks import benefits, has_reached, is_held, is_stock
from extractor.linking.turns import AS_OF, UNKNOWN, averaged_years, is_done, is_year, is_year_end, years_on_end

# In paragraphs: news that goes on longer has come to something else.
_REACH: Final = 3
# Surveys of prices go from one kind of goods to the next.
_SURVEY: Final = 2
# In days: what is surveyed is a week, a month, a quarter.
_QUARTER: Final = 100
# How long after its end a year is still being summed up.
_CLOSING_DAYS: Final = 60
# 过去五年, 五年来
PAST_YEARS: Final = ("period.past_years", "period.years_since")
_WITHIN: Final = "内"
_WHOLE: Final = "period.whole_year"
_OF_THE_YEAR: Final = (_WHOLE, "period.year_edge")
# 截至12月31日止年度
_DAY: Final = "period.date"
_STATES: Final = ("level", "share", "rank")
# The dead and hurt are counted as of the day on which they are told.
_COUNTED_DAILY: Final = frozenset(("health",))
# 截至9月30日，营业收入…: firms close their accounts within the year.
_ACCOUNTS: Final = frozenset(("revenue", "profit"))


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
        # Whether the figure that is being dated is planned or foretold.
        self._aimed = False
        # What was told before 目前: 今年以来….
        self.stretch: Time | None = None

    def choose(
        self,
        draft: Draft,
        chunks: list[Chunk],
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
        self._aimed = aimed
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
        done = is_done(chunks[: draft.index])
        if time is not None and done and time.until and time.start < chunks[0].start and self._is_ahead_at_end(time):
            # 预计到“十四五”末将达到96%；供水工程覆盖率已达65%: what is done is of today.
            time = paragraph = None
        stands = not aimed and self.document.kind == "news" and is_part(draft, chunks)
        if paragraph is not None and self._is_ahead(paragraph) and (done or (stands and not is_fair(paragraph))):
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
        chunks: list[Chunk],
        time: Time | None,
        paragraph: Time | None,
        flowing: bool,
        reported: bool,
        lately: bool,
    ) -> None:
        document = self.document
        stock = is_stock(draft, chunks, flowing and not has_reached(draft, chunks), self.words, document.annual)
        if stock and document.annual and document.place != (COUNTRY,) and benefits(draft, chunks, self.words):
            stock = False
        left = chunks[: draft.index]
        vague = (lately and not stock and draft.kind != "rank") or is_vague(left, self.words)
        vague = vague or (paragraph is None and document.kind == "news" and is_habit(left, self.words))
        if time is None and not document.annual and vague:
            draft.came("period", UNKNOWN)
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
        begun = self._begun(draft, left, stock) if time is not None and time.now else None
        if begun is not None and time is not None and time.period is not None:
            draft.period = begun, time.period[1]
            draft.came("period", "its sentence", time.start, time.end)
        elif time is None and stock and today and not document.annual and not reported and is_done(chunks[: draft.index]):
            draft.period = (today, today)
            draft.came("period", "the day of writing")
        elif time is not None:
            self._stated(draft, chunks, time, stock, "its sentence")
        elif (
            paragraph is not None
            and today is not None
            and (stock or (draft.kind == "level" and draft.nature == "price" and is_done(left)))
            and not (self._aimed and reaches_end(chunks, draft.index))
            and document.kind == "news"
            and (goes_on(paragraph, today) or (has_passed(paragraph, today) and draft.head is not None and not draft.head.counted))
            and of_two(draft, chunks, paragraph, (today, today), self.words) is None
        ):
            draft.period = (today, today)
            draft.came("period", "the day of writing")
        elif paragraph is not None and not self._contradicts(paragraph, draft, chunks):
            self._stated(draft, chunks, paragraph, stock, "the paragraph")
        elif document.annual and document.year:
            planned = document.is_planned(draft.quantity.start)
            summed = draft.kind == "level" and adds_up(chunks[: draft.index], self.words)
            draft.period = whole_year(document.year + planned, (stock or summed) and not planned)
            draft.came("period", "the year of the document")
        elif document.kind == "plan" and self.until is not None:
            self._stated(draft, chunks, self.until, stock, "the target date above")
        elif (
            self.last is not None
            and (document.kind != "news" or self.since_told <= self._reach(draft))
            and reaches_on(self.last, draft, stock, flowing or reported, document, is_done(chunks[: draft.index]))
            and not self._contradicts(self.last, draft, chunks)
        ):
            self._stated(draft, chunks, self.last, stock, "the paragraphs before")
        elif today is not None and holds_now(draft, chunks, stock, self.words):
            draft.period = (today, today)
            draft.came("period", "the day of writing")

    def _reach(self, draft: Draft) -> int:
        """How many paragraphs the time told last reaches on, in news."""
        period = self.last.period if self.last is not None else None
        if period is None or not is_of_prices(draft):
            return _REACH
        today = self.document.published or period[1]
        surveyed = 0 < (period[1] - period[0]).days < _QUARTER and (today - period[1]).days < _CLOSING_DAYS
        return _SURVEY if surveyed else 0

    def _begun(self, draft: Draft, left: list[Chunk], stock: bool) -> date | None:
        """今年以来…。截至目前，减租金额超百亿元: since when so much was done."""
        stretch, published = self.stretch, self.document.published
        if stretch is None or stretch.period is None or published is None or stock or draft.kind != "level" or self.document.kind != "news":
            return None
        start, end = stretch.period
        so_far = stretch.since or (is_year(stretch.period) and start.year == end.year == published.year)
        flows = draft.nature == "flow" or adds_up(left, self.words)
        return start if so_far and flows and start < published <= end else None

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

    def _contradicts(self, inherited: Time, draft: Draft, chunks: list[Chunk]) -> bool:
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

    def _stated(self, draft: Draft, chunks: list[Chunk], time: Time, stock: bool, how: str) -> None:
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
        if draft.basis == "average" or is_averaged(chunks, draft.index):
            period = averaged_years(chunks, draft.index, period) or plan_average(period)
        elif (
            (time.span or time.plan or time.since)
            and draft.kind in ("level", "share", "rank")
            and (end := of_two(draft, chunks, time, period, self.words, stock))
        ):
            period = end
        elif (
            self.document.annual
            and (time.span or time.plan)
            and (is_yearly_level(draft, chunks, self.words) or (not stock and is_standing(draft, chunks)))
        ):
            # “十四五”时期…，人均收入达到41580元，居全国第9位: so much in its last year.
            period = (date(period[1].year, 1, 1), period[1])
        elif self._ends(draft, chunks, time, stock, how):
            # “十四五”…过去五年，已建成80家, said before the plan is over: so many now.
            today = self.document.published
            last = today if today is not None and today < period[1] and time.rule in PAST_YEARS else period[1]
            period = (last, last)
        elif self._widens(draft, left, time, stock, how):
            period = (date(period[1].year, 1, 1), period[1])
        if self._goes_on(draft, period, chunks, time, how):
            # 今年累计开行已达1万列: up to the day of writing.
            today = self.document.published or period[1]
            period = (today if stock and left and left[-1].letter == "X" else period[0], today)
        draft.period = period

    def _ends(self, draft: Draft, chunks: list[Chunk], time: Time, stock: bool, how: str) -> bool:
        """五年来，企业增至300家; 2023年全市共有学校20所, in a bulletin: so many there are on the last day."""
        if time.point or time.period is None:
            return False
        over = time.span or (time.plan and self.document.annual and not self._is_ahead_at_end(time))
        if over and (not time.plan or stock) and draft.kind != "growth":
            if self._comes_to_today(draft, chunks, time):
                return True
            part = how == "the paragraph" and self.document.kind == "news" and is_part(draft, chunks)
            if draft.kind == "share" and any(c.start == time.start and c.word.endswith(_WITHIN) for c in chunks):
                # 五年内占比将达到50%: at some time within them
                return False
            kept = draft.index > 0 and chunks[draft.index - 1].word in self.words.kept
            if stock or part or ((time.future or (draft.kind in ("share", "rank") and not kept)) and reaches_end(chunks, draft.index)):
                return True
        if time.since and how == "its sentence" and draft.kind == "level" and draft.nature == "price" and reaches_end(chunks, draft.index):
            # 自5月底以来，价格降至4360美元
            return True
        if not self.document.annual and stock and is_year(time.period) and not self._is_ahead_at_end(time) and has_grown_to(draft, chunks):
            return True
        if not (self.document.annual and stock and is_year(time.period)) or self.document.is_planned(draft.quantity.start):
            return False
        enrolled = time.rule == _WHOLE and is_enrolled(draft, chunks[: draft.index], self.words)
        listed = time.rule == _WHOLE and is_listed(draft, chunks[: draft.index])
        return how != "its sentence" or enrolled or listed or is_held(draft, chunks, self.words)

    def _comes_to_today(self, draft: Draft, chunks: list[Chunk], time: Time) -> bool:
        """十年来，吞吐量增长71%，达到42亿吨, in news: so much now."""
        if self.document.kind != "news" or time.future or time.period is None or time.period[1] != self.document.published:
            return False
        left = chunks[: draft.index]
        reached = reaches_end(chunks, draft.index) or (draft.bound == "over" and is_done(left))
        return draft.kind == "level" and reached and not adds_up(left, self.words)

    def _widens(self, draft: Draft, left: list[Chunk], time: Time, stock: bool, how: str) -> bool:
        """到2010年底，产量为1500万吨: what was made by the last day was made in its year."""
        document, own = self.document, how == "its sentence"
        if document.kind == "plan" or not time.point or time.plan or stock or time.period is None:
            return False
        end = time.period[1]
        if document.published is not None and end.year > document.published.year:
            # 明年年底增加到1200万吨: a date to be met
            return False
        if own and not document.annual and (draft.kind != "level" or draft.head is None or draft.head.counted):
            return False
        last_day = is_year_end(end)
        if document.kind == "news":
            as_of = own and time.until.startswith(AS_OF) and last_day and time.rule != _DAY
            if as_of or (draft.category not in _ACCOUNTS and adds_up(left, self.words)):
                return False
        flows = draft.nature in ("flow", "rate") or (draft.kind == "change" and not own)
        flows = flows or (document.annual and not own and draft.kind == "level" and is_added(draft, left, self.words))
        return flows and (last_day or (bool(time.until) and draft.category in _ACCOUNTS and draft.kind != "share"))

    def _is_of_last(self) -> bool:
        """Whether 年内, 全年 are of the year spoken of last; a year to come is none."""
        last = self.last
        if last is None or last.period is None or last.whole:
            return False
        return self.document.published is None or last.period[1].year <= self.document.published.year

    def _goes_on(self, draft: Draft, period: tuple[date, date], chunks: list[Chunk], time: Time, how: str) -> bool:
        published = self.document.published
        if published is None or self.document.annual or how != "its sentence" or not is_year(period):
            return False
        if period[0].year != published.year:
            return False
        left = chunks[: draft.index]
        if any(c.word.startswith(self.words.so_far) for c in left):
            # 今年累计投资将达20亿元: by the end of it
            return not any(c.letter == "M" for c in left)
        told = any(c.start == time.start and c.word in self.words.this_year for c in left)
        return told and not self._aimed and has_come(draft, left) and not is_aimed(chunks, draft, self.words)
