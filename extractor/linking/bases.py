"""What a growth or change is measured against: the comparison that its clause or sentence names, or what the document means."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.document import Document
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.time_roles import is_peer
from extractor.linking.turns import is_month_end, is_year_end

# In months.
_YEAR: Final = 12


class Bases:
    """Fills the basis of the drafts of one document."""

    def __init__(self, document: Document, words: LinkWords) -> None:
        self.document = document
        self.words = words
        # What the comparisons with a month's end are, by where they stand: 较2月末上升507亿美元，升幅为1.62%.
        self.monthly: dict[int, str] = {}

    def fill(self, draft: Draft, chunks: list[Chunk], compared: Time | None, time: Time | None) -> None:
        """The basis of a growth or change from its clause, its sentence or the length of its period."""
        if draft.kind not in ("growth", "change"):
            draft.basis = None
            return
        if draft.basis:
            return
        if is_peer(chunks[: draft.index], self.words):
            draft.basis = "peer"
            return
        told = [c for c in chunks[: draft.index] if c.letter == "C"]
        own = [c.obj for c in told]
        nearest = own[-1] if own else compared
        if not own and nearest is not None and nearest.reading == "average" and draft.kind == "change":
            # 年均增长10%，利率下降2个百分点: over all the years.
            nearest = None
        if told and told[-1].word.endswith(self.words.year_end) and draft.period is not None and is_year_end(draft.period[1]):
            # 年末常住人口比上年末减少0.2万人: from one year's end to the next.
            draft.basis = "yoy"
            draft.came("basis", "its clause", told[-1].start, told[-1].end)
            return
        if len(own) > 1 and own[-2].end == own[-1].start and own[-1].reading == "yoy":
            nearest = own[-2]
        if (
            nearest is None
            and time is not None
            and (time.span or time.plan)
            and any(_is_yearly(c, self.words) for c in chunks[: draft.index])
        ):
            # “十二五”的目标是年增长率达到20%
            draft.basis = "average"
            return
        if nearest is not None:
            draft.basis = _reading(nearest, draft)
            if told and draft.basis == "period":
                months = _months_since(told[-1].word, draft, self.words)
                self.monthly[nearest.start] = {1: "sequential", _YEAR: "yoy"}.get(months, "period")
            draft.basis = self.monthly.get(nearest.start, draft.basis)
            draft.came("basis", "its clause" if own else "its sentence", nearest.start, nearest.end)
            return
        if not self.document.annual and _is_step(chunks, draft):
            return
        over = time is not None and (time.span or time.plan)
        if draft.kind == "growth" or draft.unit == "pp" or over or (self.document.annual and not draft.quantity.per):
            # 决定增产54.8万桶, 下调200元/吨 without a comparison is a step, against no stretch of time.
            draft.basis = self._unstated(draft, time)

    def _unstated(self, draft: Draft, time: Time | None) -> str | None:
        """Growth without a comparison: over a stretch of years it is of the stretch, within one it is year on year."""
        length = draft.period[1] - draft.period[0] if draft.period is not None else None
        within_a_year = length is not None and length < timedelta(days=370)
        since = time.period[0] if time is not None and time.since and time.period is not None else None
        if since is not None and (draft.category == "price" or (since.month, since.day) != (1, 1)):
            # 自3月以来下滑7%, 年初以来价格涨了两倍
            return "period"
        if time is not None and (time.span or time.plan) and not (within_a_year and self.document.annual):
            return "period"
        if self.document.annual:
            return "yoy"
        if length is not None and length > timedelta(days=26):
            return "yoy" if within_a_year else "period"
        if draft.kind == "growth" and draft.category == "finance" and length == timedelta(0) and _is_month_end(draft.period):
            # 3月末，绿色贷款增速保持在20%
            return "yoy"
        return None


def _months_since(word: str, draft: Draft, words: LinkWords) -> int:
    """How many months lie between the month's end of a comparison and the figure: 6月27日收盘价较5月底下跌380元; 0 if that is not told."""
    match = words.month_end.search(word)
    if match is None or draft.period is None:
        return 0
    months = (draft.period[1].month - int(match["month"])) % _YEAR
    # 比2023年6月末增加, of the end of June 2024
    return months or (_YEAR if str(draft.period[1].year - 1) in word else 0)


def _is_step(chunks: list[Chunk], draft: Draft) -> bool:
    """降低|存款准备金率|0.5个百分点: a rate that somebody moves, against no stretch of time."""
    return draft.unit == "pp" and draft.index > 1 and chunks[draft.index - 1].letter == NOUN and chunks[draft.index - 2].letter in "UD"


def _is_month_end(period: tuple[date, date] | None) -> bool:
    return period is not None and is_month_end(period[1])


def _is_yearly(chunk: Chunk, words: LinkWords) -> bool:
    return chunk.letter in "NnUD" and chunk.word.startswith(words.yearly)


def _reading(time: Time, draft: Draft) -> str:
    if time.reading != "year":
        return time.reading
    if time.period is None or draft.period is None:
        return "period"
    return "yoy" if draft.period[1].year - time.period[0].year == 1 else "period"
