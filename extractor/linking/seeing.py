"""What the chunks of a sentence say for the figures behind them: times, comparisons, aims, firms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.beside import (
    WEEK,
    from_said,
    goes_on,
    in_month,
    is_day_again,
    is_days_of_week,
    is_last_of_span,
    is_this,
    is_week_of,
    joined,
    quarter_ending,
    year_of,
)
from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.covering import in_year
from extractor.linking.document import Document
from extractor.linking.lasting import holds_for_piece
from extractor.linking.link_words import LinkWords
from extractor.linking.memory import State
from extractor.linking.plans import is_agenda
from extractor.linking.stocks import is_of_added
from extractor.linking.time_roles import is_of_figure, is_standard, is_year_reached
from extractor.linking.times import PAST_YEARS
from extractor.linking.turns import AS_OF, SAME_SPAN, is_done, is_year, years_back

# How far behind the name of a house its analyst may stand.
_POST: Final = 9
_REPORTER: Final = "记"
# 成立于: how long it is.
_FOUNDED: Final = 3
_ITEM: Final = ("；", ";")
_COLONS: Final = ("：", ":")
_HAVING: Final = "有"
_CLAUSE_ENDS: Final = ("的", "，", ",", "；", ";", "。")
# The letters of what may stand before 公司 where it begins a piece: times, particles, 其中.
_BEFORE_FIRM: Final = frozenset("TdBCZ")
# In chunks: how far before a plan what surpasses it may stand.
_AGAINST: Final = 3
_BRACKETS: Final = ("（", "(")
_RELATIVE_MONTH: Final = "period.relative_month"
_SAID: Final = "period.day_said"
_NOW: Final = "period.now"
_CROP: Final = "period.crop_year"
_DATE: Final = "period.date"
_PLAN_YEARS: Final = 5
# In days: what was summed up within a year or so of its end.
_JUST_OVER: Final = 400
# 而去年同期 begins a piece; 均超去年同期水平 tells nothing of what follows.
_HEAD: Final = 2


class Seeing:
    """Reads one document chunk by chunk; remembers the day and month named last."""

    def __init__(self, document: Document, local: bool, is_firm: Callable[[str], bool], words: LinkWords) -> None:
        self.document = document
        self.local = local
        self.is_firm = is_firm
        self.words = words
        # The day named last, which 当天 points to.
        self._day: Time | None = None
        self._month: Time | None = None
        self._year = 0
        # The five-year plan named last.
        self._plan: Time | None = None
        # The season of a crop named last.
        self._crop: tuple[date, date] | None = None
        # Where the words end that were read with a time (截至5月31日的第一季度).
        self._read_to = 0
        # 本周 or the like, and the days that it was told to have.
        self._week: tuple[str, tuple[date, date]] | None = None

    def see(self, text: str, chunks: list[Chunk], i: int, state: State, targets: set[str]) -> None:
        """Note in ``state`` what chunk ``i`` changes for the figures behind it."""
        chunk = chunks[i]
        letter = chunk.letter
        if letter == NOUN:
            # Asked first: every other chunk is one, and their words are no targets.
            if not state.flowing:
                for part in chunk.parts:
                    if part.letter == "Y":
                        state.flowing = True
            if not state.itself and chunk.parts[0].word in self.words.the_firm and all(c.letter in _BEFORE_FIRM for c in chunks[:i]):
                # 公司二季度产量增加13万吨
                state.itself = True
        elif letter == "T" and chunk.obj.period is not None and not self._is_dateline(text, chunk.end):
            if chunk.obj.rule == _NOW and state.target and not any(c.letter == "M" or c.word in self.words.sources for c in chunks[:i]):
                # 希望退税率提高，目前是17%
                state.target = False
            event = text.startswith(self.words.happened, chunk.end) and is_done(chunks)
            left_out = i > 0 and chunks[i - 1].word in self.words.excepted
            left_out = left_out or self._is_record(text, chunk, state) or self.words.issued.match(text, chunk.end) is not None
            left_out = left_out or (state.time is not None and self._is_beginning(text, chunks, i))
            left_out = left_out or (not self.document.annual and self.words.groundbreaking.match(text, chunk.end) is not None)
            # 每年的5~7月是旺季: no months of this year.
            left_out = left_out or text.endswith(self.words.each_time, 0, chunk.start)
            left_out = left_out or self._is_founding(text, chunk) or self._is_of_event(text, chunks, i, state)
            if text.endswith(self.words.going_on, 0, chunk.start):
                # 今天开展，将持续到11月4日，展位24000个: until when, not of when.
                left_out, state.target = True, False
            if chunk.obj.rule == _SAID:
                state.said = self._day = chunk.obj
            elif not event and not left_out and not is_standard(text, chunks, i, self.words):
                # 预计2017年度净利润与上年相比，将增加3亿元: the time is that of what is expected.
                state.dated_aim = state.target
                self._time(text, chunks, i, state)
                # 今日公布预案, 今日对外宣布: the day is that of the announcement.
                state.announced = self.words.disclosing.match(text, chunk.end) is not None
                if is_agenda(chunks, i, self.document.published, self.words, self.document.annual):
                    state.target = True
        elif letter == "C":
            state.compared = chunk.obj
        elif (letter == "M" or chunk.word in targets) and not self.document.annual and not self._is_noun(text, chunks, i):
            state.target = True
            state.foretold = state.foretold or (i > 0 and chunks[i - 1].word in self.words.beforehand)
            behind = chunks[i + 1] if i + 1 < len(chunks) else chunk
            if chunk.word in self.words.to_come and behind.letter == NOUN and behind.parts[0].word in self.words.some_time:
                # 今年四季度走出低谷，未来几年装机量会增长: no longer of the time that was told.
                state.time = state.local = None
            elif chunk.word in self.words.to_come and any(c.letter == "M" for c in chunks[i + 1 :]):
                # 2005年销售590万辆，未来将达到5000万辆: no longer of the year that was told.
                state.local = Time(chunk.start, chunk.end, None, "", future=True)
        elif state.target and i == 0 and chunk.word.endswith(_HAVING) and text.startswith(_ITEM, chunk.start - 1):
            # 将有3.6万名运动员参赛；设有比赛项目57项: the next item tells what there is.
            state.target = False
        elif state.target and (is_done([chunk]) or (i == 0 and chunk.word.startswith(self.words.adding_up))):
            # 计划改造1227个，目前已改造937个，开工率75%; 确保水质达标，累计调水500亿立方米: what is done is told from here on.
            state.target = False
        elif chunk.word in self.words.lately:
            state.lately = True
            if state.time is not None and any(text.find(mark, state.time.end, chunk.start) >= 0 for mark in _ITEM):
                # 甲厂7月底投产，产能1万吨；乙厂近日宣布投资72亿元
                state.time = None
        elif state.lately and chunk.word.endswith(self.words.shown):
            state.lately = False
        elif letter == "O" and not state.place and not self.local and not self._is_house(text, chunk.end):
            third = self.words.third_party.match(text, chunk.end) is not None
            state.firm = not third and self.is_firm(chunk.word) and not self.document.is_central(chunk.word)
        elif letter in "WV" and state.flowing and chunk.word in self.words.standing and not is_of_added(chunks, i):
            state.flowing = False

    def _since(self, text: str, time: Time, old: bool, begins: bool) -> Time:
        """自2021年12月3日开通运营以来, 从2008年起: from that day to the day of writing; ``old``: 从 or 自 stands before.

        ``begins``: 自2007年公司上市后
        """
        published = self.document.published
        if time.since or time.span or time.now or time.period is None or published is None or time.period[0] > published:
            return time
        goes_on = (
            begins
            or self.words.since_then.match(text, time.end) is not None
            or (old and is_year(time.period) and time.period[1] < published and text.startswith(self.words.onset, time.end))
        )
        return replace(time, since=True, point=False, period=(time.period[0], published)) if goes_on else time

    def _is_house(self, text: str, at: int) -> bool:
        """莫尼塔农业分析师: a house whose people speak of others."""
        return any(word in text[at : at + _POST] for word in self.words.analyst)

    def _is_record(self, text: str, chunk: Chunk, state: State) -> bool:
        """9月份，商品今年首次实现…: the year that a month's record is of."""
        known = state.time.period if state.time is not None else None
        period = chunk.obj.period
        inside = known is not None and period[0] <= known[0] and known[1] <= period[1] and known != period
        return inside and text.startswith(self.words.record, chunk.end)

    def _is_beginning(self, text: str, chunks: list[Chunk], i: int) -> bool:
        """5月份上涨3.9%，自3月份由负转正后，连续3个月上涨: since when it has been so, not when it is."""
        return i > 0 and chunks[i - 1].word in self.words.sources and text.endswith(self.words.thereafter, chunks[i].end, chunks[-1].end)

    def _is_of_event(self, text: str, chunks: list[Chunk], i: int, state: State) -> bool:
        """今天，2025年全国招聘活动在广州启动: the year in the name of an event whose day was told."""
        known = state.time.period if state.time is not None else None
        period = chunks[i].obj.period
        if known is None or known[0] != known[1] or not is_year(period) or not period[0] <= known[0] <= period[1]:
            return False
        return not any(c.letter == "Q" for c in chunks) and text.endswith(self.words.opening, chunks[i].end, chunks[-1].end)

    def _is_founding(self, text: str, chunk: Chunk) -> bool:
        """成立于1998年，员工300人; 2001年成立的公司: since when there is a firm dates none of its figures."""
        if self.document.annual or chunk.obj.since:
            return False
        if self.words.opened.match(text, chunk.end) is not None:
            return True
        if text.startswith(self.words.founded, chunk.start - _FOUNDED):
            return text.startswith("于", chunk.start - 1)
        if chunk.obj.period[0] == chunk.obj.period[1]:
            # 4月8日成立: 当天 may follow
            return False
        return any(text.startswith(w, chunk.end) and text.startswith(_CLAUSE_ENDS, chunk.end + len(w)) for w in self.words.founded)

    def _is_dateline(self, text: str, at: int) -> bool:
        """4月22日电（记者…: the day of a dispatch; 7月电子板块 is none."""
        behind = text[at + 1 : at + 2]
        return text[at : at + 1] in self.words.wire and not ("一" <= behind <= "龥" and behind not in _REPORTER)

    def _is_noun(self, text: str, chunks: list[Chunk], i: int) -> bool:
        """没有完成计划, 年度目标的九成: a plan that is spoken of, not made."""
        behind = chunks[i + 1] if i + 1 < len(chunks) else None
        if behind is None and i > 0 and chunks[i - 1].letter != "W" and text.startswith(_COLONS, chunks[i].end):
            # 发展主要预期目标是：增长5.5%
            return False
        if any(c.word in self.words.by for c in chunks[: max(i - 1, 0)]) and i > 0 and chunks[i - 1].letter in "Sv":
            # 按照最新适航要求研制
            return True
        if behind is None and i > 0 and (chunks[i].word in self.words.guessing or chunks[i - 1].letter in "OEL"):
            # 他预计，将形成10家; 《准入条件》要求，不低于30%
            return False
        if behind is not None and behind.letter == "Q" and any(c.letter == "e" for c in chunks[max(0, i - _AGAINST) : i]):
            # 优于国标要求54.55%
            return True
        ends = behind is None or (behind.letter == NOUN and behind.parts[0].letter == "j")
        return ends and i > 0 and chunks[i - 1].word not in self.words.by

    def _month_before(self, time: Time, state: State) -> Time:
        """5月同比上涨28.4%，远高于上月的21.8%: the month before the one that was told, not before that of writing."""
        told = state.time
        if told is None or told is not self._month or told.period is None or time.period is None:
            return time
        end = told.period[0] - timedelta(days=1)
        return replace(time, period=(end.replace(day=1), end)) if end < told.period[1] and time.period[1] > end else time

    def _same_span(self, time: Time, told: Time | None, before: bool) -> Time:
        """一季度…，去年同期…: the months or days that were told, a year before; ``before``: 上年同期, that of the year told."""
        if time.period is None or told is None or told.period is None or told.span:
            return time
        back = told.period[1].year - time.period[1].year
        back = back or int(before)
        return replace(time, period=(years_back(told.period[0], back), years_back(told.period[1], back))) if back > 0 else time

    def _of_week(self, text: str, chunks: list[Chunk], i: int) -> Time:
        """本周（8月22日至8月28日）: the days in brackets, or the week of the one day, are meant here and further on."""
        time: Time = chunks[i].obj
        behind = chunks[i + 1].obj if i + 1 < len(chunks) and chunks[i + 1].letter == "T" else None
        if behind is not None and text.startswith(_BRACKETS, time.end) and behind.start == time.end + 1 and behind.period is not None:
            start, end = behind.period
            monday = start - timedelta(days=start.weekday())
            self._week = chunks[i].word, (monday, monday + timedelta(days=6)) if start == end else behind.period
        return replace(time, period=self._week[1]) if self._week is not None and self._week[0] == chunks[i].word else time

    def _of_plan(self, time: Time) -> Time:
        """“十一五”期间的情况。过去五年…, 五年间…: the years of the plan that has just ended, where it was named."""
        if time.plan:
            self._plan = time
            return time
        plan, published = self._plan, self.document.published
        if time.rule not in PAST_YEARS or plan is None or plan.period is None or time.period is None or published is None:
            return time
        over = abs((published - plan.period[1]).days) < _JUST_OVER
        return replace(time, period=plan.period) if over and time.period[1].year - time.period[0].year == _PLAN_YEARS else time

    def _is_year_reached(self, chunks: list[Chunk], i: int, state: State) -> bool:
        """增长到2021年的2万元 in news or a report; not where the year that it grew from was taken for the sentence's."""
        told = state.time.period if state.time is not None else None
        apart = told is None or not is_year(told) or told >= chunks[i].obj.period
        dated = self.document.kind == "report" or (self.document.kind == "news" and self.document.published is not None)
        return apart and dated and is_year_reached(chunks, i, self.words)

    def _is_of_figure(self, text: str, chunks: list[Chunk], i: int) -> bool:
        """从去年的5%; not 从7月1日起调整为1.3元: on that day it was done; not 从10月1日至8日, which is a stretch of its own."""
        if not is_of_figure(chunks, i, self.words):
            return False
        days: Time = chunks[i].obj
        if days.period is None:
            return True
        if days.rule == _DATE and days.period[0] != days.period[1] and days.period[0].year == days.period[1].year:
            return False
        # From a month or year on things go on (从去年起).
        return not (text.startswith(self.words.onset, days.end) and days.period[0] == days.period[1])

    def _time(self, text: str, chunks: list[Chunk], i: int, state: State) -> None:
        if chunks[i].start < self._read_to:
            return
        time, self._read_to = quarter_ending(text, chunks[i].obj, self.words)
        if is_day_again(text, time, state.time) or is_week_of(text, time, state.time) or is_days_of_week(text, chunks, i):
            return
        if time.until and i > 0 and chunks[i - 1].letter in "UD":
            # 降低到1954年的5%: what it came to, no date to be met.
            time = replace(time, until="")
        if time.rule == WEEK:
            time = self._of_week(text, chunks, i)
        time = self._of_plan(time)
        time = from_said(in_month(time, state.time), state, self.document.published)
        begins = state.time is None and self._is_beginning(text, chunks, i) and all(c.letter != "Q" for c in chunks)
        time = self._since(text, time, i > 0 and chunks[i - 1].word in self.words.sources, begins)
        if time.rule == SAME_SPAN:
            state.held = state.time or state.held
            time = self._same_span(time, state.held, chunks[i].word.startswith(self.words.year_told))
            if self._is_of_figure(text, chunks, i):
                state.local = time
            elif i < _HEAD:
                state.time = time
        elif holds_for_piece(text, chunks, i, self.document, self.words):
            state.average = time
        elif not time.since and self._is_of_figure(text, chunks, i):
            state.local = self._month_before(time, state) if time.rule == _RELATIVE_MONTH else time
        elif self._is_year_reached(chunks, i, state):
            state.local = time
        elif (time.plan or time.span) and state.time is not None and any(c.letter == "C" and c.obj.reading == "average" for c in chunks):
            # “十四五”期间年均增长12% among targets of one year holds for the average alone.
            state.average = time
        else:
            known = state.time
            if (
                (time.since or is_this(time, known))
                and known is not None
                and (known.until or (time.since and known.point))
                and time.period is not None
                and known.period is not None
            ):
                # 截至5月9日，今年以来…: from the beginning of the one to the end of the other.
                time = replace(time, period=(time.period[0], max(time.period[0], known.period[1])))
            if time.whole and known is not None and not known.now and time.period is not None and known.period is not None:
                # 去年…，全年节约…: the whole of the year told before; 2010年以来…，全年销售…: of that one.
                time = replace(time, period=in_year(time.period, known.period[0 if known.since else 1].year), whole=False)
            if time.until and known is not None and known.period is not None and time.period is not None and known.end == time.start:
                # 今年截至6月28日: from the beginning of the year.
                inside = is_year(known.period) and known.period[0] < time.period[1] <= known.period[1]
                time = replace(time, period=(known.period[0], time.period[1])) if inside else time
            time = joined(chunks, i, time)
            if chunks[i].word in self.words.that_day and self._day is not None:
                time = self._day
            elif chunks[i].word in self.words.last_season and self._crop is not None:
                # 10/11年度产量增加，上年度为240万吨: the season before.
                time = replace(time, period=(years_back(self._crop[0], 1), years_back(self._crop[1], 1)))
            elif chunks[i].word in self.words.that_month and self._month is not None:
                time = self._month
            elif chunks[i].word in self.words.own_year and self.document.annual and time.period and (told := year_of(known or state.held)):
                time = replace(time, period=in_year(time.period, told))
            elif chunks[i].word in self.words.that_year and self._year and time.period is not None and not self.document.annual:
                time = replace(time, period=in_year(time.period, self._year))
            elif time.until and time.period is not None and i > 0 and chunks[i - 1].letter == "T":
                # 自2009年底至2010年上半年热销。当年…
                self._year = time.period[1].year
            elif not time.now and time.period is not None and not time.until:
                length = (time.period[1] - time.period[0]).days
                self._day = time if length == 0 else self._day
                self._month = time if 26 < length < 31 else self._month
                self._year = time.period[1].year
                self._crop = time.period if time.rule == _CROP else self._crop
            last = is_last_of_span(chunks, i, self.words) or goes_on(chunks, i)
            if last and time.period is not None and chunks[i - 2].obj.period is not None:
                time = replace(time, period=(min(chunks[i - 2].obj.period[0], time.period[0]), time.period[1]), point=False, span=True)
            up_to = bool(time.until) or chunks[i].word.startswith(AS_OF)
            if known is not None and known.since and up_to and known.period is not None and time.period is not None:
                # 自4月13日开行以来，截至今天: from the one to the other.
                time = replace(known, period=(known.period[0], time.period[1])) if known.period[0] < time.period[1] else time
            state.time = time
            state.told = state.told if time.now else time
            state.local = None
            state.lately = False
            announced = time.period == (self.document.published, self.document.published)
            announced = announced or (time.point and self.words.announcing.match(text, time.end) is not None)
            state.first = state.first or (None if time.now or announced else time)
