"""What holds over clauses: period, place, basis and status, inherited in a stated order."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from extractor.finding.timeline import Time
from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.document import COUNTRY, Document, is_central
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.placing import Placing, is_wider, ranked
from extractor.linking.plans import is_agenda, is_aimed, is_offered, is_outlook, is_planned_sum
from extractor.linking.times import Times, in_year
from extractor.linking.turns import carry_on, is_ahead, is_done, is_of_figure, is_peer, is_standard, pairs, year_before

_ANNOUNCED_DAYS = 40
# Around five years.
_TERM_DAYS = (1640, 2010)
# How far behind the name of a house its analyst may stand.
_POST = 9
_REPORTER = "记"
_ITEM_ENDS = ("；", ";")
# From a month to a year: five-year plans that have just ended are not yet summed up.
_GUESSED_DAYS, _YEAR_DAYS = 27, 366


class Paragraph:
    """What earlier sentences of the paragraph left for the later ones."""

    __slots__ = ("basis", "before", "firm", "firm_name", "itself", "last", "noted", "now", "place", "place_span", "time", "topic")

    def __init__(self, firm_name: str = "") -> None:
        self.time: Time | None = None
        self.place: tuple[str, ...] = ()
        self.place_span: tuple[int, int] = (-1, -1)
        self.basis: str | None = None
        self.last: Draft | None = None
        # The last figure of the sentence before.
        self.before: Draft | None = None
        self.topic: Chunk | None = None
        self.firm = False
        self.firm_name = firm_name
        # 公司 or the like where the paragraph speaks of a firm as "the company".
        self.itself = ""
        self.noted = False
        # Whether the last time told was the day of writing (目前).
        self.now = False


class _State:
    """What the chunks of a sentence have said so far."""

    __slots__ = ("aside", "average", "compared", "firm", "first", "flowing", "leads", "listed", "local", "place", "place_span", "target", "time")

    def __init__(self) -> None:
        self.time: Time | None = None
        self.first: Time | None = None
        # The time of the next figure alone (从去年的5%), and that of a piece's yearly average.
        self.local: Time | None = None
        self.average: Time | None = None
        # 2016年、2017年上半年…分别: the times of a list, one for each figure.
        self.listed: tuple[Time, ...] = ()
        self.compared: Time | None = None
        self.place: tuple[str, ...] = ()
        self.place_span: tuple[int, int] = (-1, -1)
        self.leads = True
        # Whether the place is named in the middle of its piece, not as its topic.
        self.aside = False
        self.firm = False
        self.flowing = False
        self.target = False


class Scope:
    """Fills period, location, basis and status of the drafts of one sentence."""

    def __init__(
        self,
        document: Document,
        deictic: Mapping[str, str],
        regions: Container[str],
        is_firm: Callable[[str], bool],
        inner: Mapping[int, tuple[str, ...]],
        words: LinkWords,
    ) -> None:
        self.is_firm = is_firm
        self.document = document
        self.inner = inner
        self.words = words
        self.times = Times(document, words)
        self.placing = Placing(document, deictic, regions, inner, words)
        self.local = self.placing.local
        # The day named last, which 当天 points to.
        self._day: Time | None = None
        self._month: Time | None = None
        # A report or plan of one place is about that place wherever a clause does not begin with another.
        self.one_place = self.local and (document.annual or document.kind == "plan")

    def fill(
        self,
        text: str,
        pieces: Sequence[list[Chunk]],
        drafts: Sequence[Draft],
        paragraph: Paragraph,
        targets: set[str],
        reported: bool = False,
    ) -> None:
        """Fill ``drafts``; remember in ``paragraph`` what later sentences inherit."""
        by_piece: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_piece.setdefault(draft.piece, []).append(draft)
        state = _State()
        for number, chunks in enumerate(pieces):
            if self.one_place and ends_item(text, pieces, number):
                state.place, state.place_span = (), (-1, -1)
            self.placing.note_villages(chunks)
            waiting = by_piece.get(number, [])
            self._see_place(text, chunks, waiting[-1].index if waiting else len(chunks), state)
            state.average = None
            dealt: list[tuple[tuple[str, ...], str]] = []
            times: list[Time] = []
            at = 0
            for i, chunk in enumerate(chunks):
                self._see(text, chunks, i, state, targets)
                if chunk.letter == "F" or (chunk.letter == "V" and chunk.word.startswith(self.words.dealing)):
                    count = sum(d.index > i for d in waiting)
                    dealt = self.placing.dealt(chunks[:i], count) or self._dealt_before(pieces, number, count)
                    times = _dealt_times(chunks[:i], count, state)
                if at < len(waiting) and waiting[at].index == i:
                    state.local = times.pop(0) if times else state.local
                    self._complete(text, waiting[at], chunks, pieces[0][0].start, state, paragraph, reported)
                    if dealt:
                        waiting[at].location, waiting[at].subject = dealt.pop(0)
                    at += 1
        carry_on(drafts, pieces, self.words)
        pairs(drafts, pieces, self.words)
        if not state.place and not self.document.annual and drafts:
            self._from_body(pieces, drafts, paragraph)
        self._remember(drafts, paragraph, state)

    def _dealt_before(self, pieces: Sequence[list[Chunk]], number: int, count: int) -> list[tuple[tuple[str, ...], str]]:
        """青海、新疆增幅较大，分别增长49.3%、27.3%: the places that the piece before begins with."""
        before = pieces[number - 1] if number else []
        return [] if any(c.letter == "Q" for c in before) else self.placing.dealt(before, count)

    def _see_place(self, text: str, chunks: Sequence[Chunk], until: int, state: _State) -> None:
        """The place that a piece names before its last figure; in a report on one place another holds on only as a topic."""
        if not state.leads:
            state.place, state.place_span = (), (-1, -1)
        found = self.placing.place_of(text, chunks[:until], ranked(chunks))
        if found is not None:
            state.place, state.place_span = found
            first = next((c.start for c in chunks if c.letter not in "TdB"), -1)
            state.aside = state.place_span[0] > first
            state.leads = not (self.one_place and state.aside)

    def _see(self, text: str, chunks: Sequence[Chunk], i: int, state: _State, targets: set[str]) -> None:
        """What chunk ``i`` changes for the figures behind it."""
        chunk = chunks[i]
        letter = chunk.letter
        if letter == "T" and chunk.obj.period is not None and not self._is_dateline(text, chunk.end):
            event = text.startswith(self.words.happened, chunk.end) and is_done(chunks)
            left_out = i > 0 and chunks[i - 1].word in self.words.excepted
            left_out = left_out or self._is_record(text, chunk, state)
            if not event and not left_out and not is_standard(text, chunks, i, self.words):
                self._see_time(chunks, i, state)
                if not self.document.annual and is_agenda(chunks, i, self.document.published, self.words):
                    state.target = True
        elif letter == "C":
            state.compared = chunk.obj
        elif (letter == "M" or chunk.word in targets) and not self.document.annual and not self._is_noun(chunks, i):
            state.target = True
        elif letter == "O" and not state.place and not self.local and not self._is_house(text, chunk.end):
            state.firm = self.is_firm(chunk.word)
        elif letter == NOUN:
            state.flowing = state.flowing or any(p.letter == "Y" for p in chunk.parts)
        elif letter in "WV" and state.flowing and chunk.word in self.words.standing:
            state.flowing = False

    def _is_house(self, text: str, at: int) -> bool:
        """莫尼塔农业分析师: a house whose people speak of others."""
        return any(word in text[at : at + _POST] for word in self.words.analyst)

    def _is_record(self, text: str, chunk: Chunk, state: _State) -> bool:
        """9月份，商品今年首次实现…: the year that a month's record is of."""
        known = state.time.period if state.time is not None else None
        period = chunk.obj.period
        inside = known is not None and period[0] <= known[0] and known[1] <= period[1] and known != period
        return inside and text.startswith(self.words.record, chunk.end)

    def _is_dateline(self, text: str, at: int) -> bool:
        """4月22日电（记者…: the day of a dispatch; 7月电子板块 is none."""
        behind = text[at + 1 : at + 2]
        return text[at : at + 1] in self.words.wire and not ("一" <= behind <= "龥" and behind not in _REPORTER)

    def _is_noun(self, chunks: Sequence[Chunk], i: int) -> bool:
        """没有完成计划, 年度目标的九成: a plan that is spoken of, not made."""
        behind = chunks[i + 1] if i + 1 < len(chunks) else None
        if any(c.word in self.words.by for c in chunks[: max(i - 1, 0)]) and i > 0 and chunks[i - 1].letter in "Sv":
            # 按照最新适航要求研制
            return True
        ends = behind is None or (behind.letter == NOUN and behind.parts[0].letter == "j")
        return ends and i > 0 and chunks[i - 1].word not in self.words.by

    def _see_time(self, chunks: Sequence[Chunk], i: int, state: _State) -> None:
        time: Time = chunks[i].obj
        if time.until and i > 0 and chunks[i - 1].letter in "UD":
            # 降低到1954年的5%: what it came to, no date to be met.
            time = replace(time, until="")
        if is_of_figure(chunks, i, self.words):
            state.local = time
        elif (time.plan or time.span) and state.time is not None and any(c.letter == "C" and c.obj.reading == "average" for c in chunks):
            # “十四五”期间年均增长12% among targets of one year holds for the average alone.
            state.average = time
        else:
            known = state.time
            if time.since and known is not None and known.until and time.period is not None and known.period is not None:
                # 截至5月9日，今年以来…: from the beginning of the one to the end of the other.
                time = replace(time, period=(time.period[0], max(time.period[0], known.period[1])))
            if time.whole and known is not None and not known.now and time.period is not None and known.period is not None:
                # 去年…，全年节约…: the whole of the year told before.
                time = replace(time, period=in_year(time.period, known.period[1].year))
            if chunks[i].word in self.words.that_day and self._day is not None:
                time = self._day
            elif chunks[i].word in self.words.that_month and self._month is not None:
                time = self._month
            elif not time.now and time.period is not None and not time.until:
                length = (time.period[1] - time.period[0]).days
                self._day = time if length == 0 else self._day
                self._month = time if 26 < length < 31 else self._month
            state.time = time
            state.local = None
            announced = time.period == (self.document.published, self.document.published)
            state.first = state.first or (None if time.now or announced else time)

    def _complete(
        self, text: str, draft: Draft, chunks: Sequence[Chunk], start: int, state: _State, paragraph: Paragraph, reported: bool
    ) -> None:
        """Period, basis, status and place of a figure from what was seen before it."""
        left = chunks[: draft.index]
        # 将由现在的7小时缩短至2小时: what is now is no aim.
        told = state.local is not None and state.local.now
        if self._undated(text, draft, chunks, state.local or state.time, start):
            # 建成后可提供岗位2万个
            state.target = state.target or self.words.once_built.search(text, start, draft.quantity.start) is not None
            draft.came("period", "no time that is known")
        else:
            time = self.times.closed(state.local or state.average or state.time, paragraph.time)
            self.times.choose(draft, chunks, time, None if paragraph.now else paragraph.time, state.flowing, reported, paragraph.now)
        if state.compared is not None and state.local is None:
            year_before(draft, chunks, state.compared, self.words)
        state.local = None
        self._basis(draft, chunks, state.compared, state.time or paragraph.time)
        planned = not self.document.annual and any(c.letter == "M" and not self._is_guess(c, draft) for c in left)
        undated_plan = any(c.word in self.words.planning for c in left) and not any(c.letter == "T" for c in left)
        target = (state.target and not told and not is_done(left)) or self.document.is_planned(draft.quantity.start)
        offered = not self.document.annual and is_offered(chunks, draft, self.words)
        target = target or offered or is_planned_sum(draft, self.words)
        target = target or (not self.document.annual and is_outlook(chunks, draft, self.document.published, self.words))
        target = target or (not self.document.annual and is_aimed(chunks, draft, self.words))
        self._status(draft, target, state.time or paragraph.time, planned or offered, undated_plan or offered)
        aside = state.aside and is_wider(state.place, paragraph.place)
        self._location(draft, () if aside else state.place, state.place_span, paragraph, state.firm)
        self._of_the_world(text, draft, chunks[0].start if state.place else start)

    def _is_guess(self, chunk: Chunk, draft: Draft) -> bool:
        """2024年预计增长5%, said in 2025: what is guessed of a time gone by has happened."""
        if chunk.word not in self.words.guessing or draft.period is None or draft.how("period") != "its sentence":
            return False
        return _GUESSED_DAYS <= (draft.period[1] - draft.period[0]).days <= _YEAR_DAYS

    def _of_the_world(self, text: str, draft: Draft, start: int) -> None:
        """布伦特原油期货价格为120美元, 全球用电量占20%: what is of the whole world holds in no one country."""
        match = self.words.world_price.search(text, start, draft.quantity.start) if draft.category == "price" else None
        if match is not None or (draft.subject.startswith(self.words.whole_world) and draft.how("subject") == "its clause"):
            draft.location = ()
            draft.came("location", "the world", *(match.span() if match else draft.origin["subject"][1:]))

    def _remember(self, drafts: Sequence[Draft], paragraph: Paragraph, state: _State) -> None:
        """What the paragraph's later sentences inherit."""
        if state.time is not None and (drafts or not state.time.now):
            paragraph.now = state.time.now
        if state.time is not None and not state.time.now and not self._is_outlook(state.time, drafts):
            if not (drafts and self.document.annual and _is_passing(state.time)):
                paragraph.time = state.time
            if drafts and not paragraph.noted:
                paragraph.noted = True
                self.times.note(state.first or state.time)
            elif drafts and state.time.until:
                self.times.note(state.time)
        elif drafts and paragraph.time is not None and not paragraph.noted:
            paragraph.noted = True
            self.times.note(paragraph.time)
        if state.place:
            domestic = state.place[0][:1].isdigit() and len(state.place) == 1
            aside = state.aside and is_wider(state.place, paragraph.place)
            if domestic and not self.one_place and not aside:
                paragraph.place, paragraph.place_span, paragraph.firm = state.place, state.place_span, False
        elif state.firm:
            paragraph.firm = True

    def _is_outlook(self, time: Time, drafts: Sequence[Draft]) -> bool:
        """为明年春耕打好基础: a time to come with no figure behind it does not date what follows."""
        published = self.document.published
        ahead = published is not None and time.period is not None and time.period[0] > published
        behind_all = not drafts or time.start > drafts[-1].quantity.start
        return ahead and behind_all and self.document.kind == "news" and not time.until

    def _undated(self, text: str, draft: Draft, chunks: Sequence[Chunk], time: Time | None, start: int) -> bool:
        """建成后每年可…, 由峰值时的…: what would be, and what was at no stated time."""
        if time is None and self.words.supposed.search(text, start, draft.quantity.start):
            return True
        if time is None and not self.document.annual and self.words.long_while.search(text, start, draft.quantity.start):
            return True
        before = chunks[draft.index - 1] if draft.index else None
        return (
            before is not None
            and before.letter == NOUN
            and text[before.start : before.end].endswith(self.words.bygone)
            and (draft.index > 1 and chunks[draft.index - 2].word in self.words.sources)
        )

    def _basis(self, draft: Draft, chunks: Sequence[Chunk], compared: Time | None, time: Time | None) -> None:
        if draft.kind not in ("growth", "change"):
            draft.basis = None
            return
        if draft.basis:
            return
        if is_peer(chunks[: draft.index], self.words):
            draft.basis = "peer"
            return
        own = [c.obj for c in chunks[: draft.index] if c.letter == "C"]
        nearest = own[-1] if own else compared
        if len(own) > 1 and own[-2].end == own[-1].start and own[-1].reading == "yoy":
            nearest = own[-2]
        if nearest is None and time is not None and (time.span or time.plan) and any(_is_yearly(c, self.words) for c in chunks[: draft.index]):
            # “十二五”的目标是年增长率达到20%
            draft.basis = "average"
            return
        if nearest is not None:
            draft.basis = _reading(nearest, draft)
            draft.came("basis", "its clause" if own else "its sentence", nearest.start, nearest.end)
            return
        if draft.kind == "growth" or not draft.quantity.per:
            # 下调200元/吨 without a comparison is a step, against no stretch of time.
            draft.basis = self._unstated(draft, time)

    def _unstated(self, draft: Draft, time: Time | None) -> str | None:
        """Growth without a comparison: over a stretch of years it is of the stretch, within one it is year on year."""
        length = draft.period[1] - draft.period[0] if draft.period is not None else None
        within_a_year = length is not None and length < timedelta(days=370)
        if time is not None and time.since and time.period is not None and (time.period[0].month, time.period[0].day) != (1, 1):
            # 自3月以来下滑7%
            return "period"
        if time is not None and (time.span or time.plan) and not (within_a_year and self.document.annual):
            return "period"
        if self.document.annual:
            return "yoy"
        if length is not None and length > timedelta(days=26):
            return "yoy" if within_a_year else "period"
        return None

    def _status(self, draft: Draft, target: bool, time: Time | None, in_piece: bool, undated_plan: bool) -> None:
        published = self.document.published
        ended = draft.period is not None and published is not None and draft.period[1] < published
        future = draft.period is not None and published is not None and is_ahead(draft.period, published)
        future = future or (time is not None and time.future)
        until = time is not None and bool(time.until) and draft.period is not None and published is not None and draft.period[1] > published
        of_plan = self.document.kind == "plan" and published is not None and draft.period is not None and draft.period[1] > published
        if (target and (not ended or in_piece)) or future or until or of_plan:
            draft.status = "target"
            short = draft.period is not None and (draft.period[1] - draft.period[0]).days < _ANNOUNCED_DAYS
            if draft.how("period") == "the day of writing" or (ended and (short or (in_piece and undated_plan))):
                # The date of the announcement, or of the facts before, is not the date of what is announced.
                draft.period = None

    def _from_body(self, pieces: Sequence[list[Chunk]], drafts: Sequence[Draft], paragraph: Paragraph) -> None:
        """据南宁海关统计: a public body's seat is the place where the sentence names no other."""
        for chunks in pieces:
            for chunk in chunks:
                codes = self.inner.get(chunk.start, ()) if chunk.letter == "O" and not self.is_firm(chunk.word) else ()
                inherited: tuple[str, ...] = ("the document",)
                if not codes and chunk.letter == "O" and not self.local and is_central(chunk.word):
                    codes, inherited = (COUNTRY,), ("the document", "the paragraph")
                if len(codes) == 1:
                    for draft in drafts:
                        if draft.how("location") in inherited and draft.quantity.start > chunk.start:
                            draft.location = codes
                            draft.came("location", "the body that speaks", chunk.start, chunk.end)
                    if not paragraph.place:
                        paragraph.place, paragraph.place_span = codes, (chunk.start, chunk.end)
                    return

    def _location(self, draft: Draft, place: tuple[str, ...], span: tuple[int, int], paragraph: Paragraph, firm: bool) -> None:
        if not place and not self.local and (firm or paragraph.firm):
            draft.came("location", "a firm whose place is not stated")
        elif place:
            draft.location = tuple(c for c in place if c)
            draft.came("location", "its sentence", *span)
        elif paragraph.place:
            draft.location = paragraph.place
            draft.came("location", "the paragraph", *paragraph.place_span)
        else:
            draft.location = self.placing.default
            draft.came("location", "the document")


def ends_item(text: str, pieces: Sequence[Sequence[Chunk]], number: int) -> bool:
    """Whether a semicolon stands before a piece: what comes behind it is another item."""
    return number > 0 and text[pieces[number - 1][-1].end : pieces[number][0].start].strip() in _ITEM_ENDS


def _dealt_times(left: Sequence[Chunk], count: int, state: _State) -> list[Time]:
    """2016年、2017年上半年的营业收入分别为…, 净利润分别为…: one time for each figure, where their numbers agree."""
    named = tuple(c.obj for c in left if c.letter == "T")
    if named:
        state.listed = named if len(named) > 1 else ()
    return list(state.listed) if len(state.listed) == count else []


def _is_passing(time: Time) -> bool:
    """近三年, 两年来: in a yearly report it holds in its sentence; the five years of a term hold for all that follows."""
    if not time.span or time.plan or time.period is None:
        return False
    return not _TERM_DAYS[0] < (time.period[1] - time.period[0]).days < _TERM_DAYS[1]


def _is_yearly(chunk: Chunk, words: LinkWords) -> bool:
    return chunk.letter in "NnUD" and chunk.word.startswith(words.yearly)


def _reading(time: Time, draft: Draft) -> str:
    if time.reading != "year":
        return time.reading
    if time.period is None or draft.period is None:
        return "period"
    return "yoy" if draft.period[1].year - time.period[0].year == 1 else "period"
