"""What is aimed at and what has come about: the status of a figure from its time and what was seen before it."""

from __future__ import annotations

from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.clauses import Chunk
from extractor.linking.document import Document
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.memory import Paragraph, State
from extractor.linking.plans import (
    is_aimed,
    is_announced,
    is_expected,
    is_foreseen_today,
    is_limit,
    is_offered,
    is_outlook,
    is_planned_sum,
    is_task,
    is_to_be,
)
from extractor.linking.turns import UNKNOWN, is_ahead, is_done, is_event, is_year

_ANNOUNCED_DAYS: Final = 40
_INHERITED: Final = ("the paragraph", "the paragraphs before", "the day of writing")
# A plan that has more than three of its years before it has hardly brought anything.
_BEGUN_DAYS: Final = 1150
# A year of which as much is left has hardly begun.
_REST_OF_YEAR: Final = 240
# From a month to a year: five-year plans that have just ended are not yet summed up.
_GUESSED_DAYS: Final = 27
_YEAR_DAYS: Final = 366
_NOW: Final = "period.now"


class Aims:
    """Tells it for the figures of one document."""

    def __init__(self, document: Document, words: LinkWords) -> None:
        self.document = document
        self.words = words

    def decide(self, draft: Draft, chunks: list[Chunk], state: State, paragraph: Paragraph, told: bool, begun: bool) -> None:
        """Fill ``draft.status``; ``told``: the figure says what is now, ``begun``: what was before the aim."""
        left = chunks[: draft.index]
        annual = self.document.annual
        expected = not annual and is_expected(chunks, draft, self.words)
        planned = expected or (not annual and any(c.letter == "M" and not self.is_guess(c, draft) for c in left))
        dated = state.dated_aim or any(c.letter == "T" for c in left)
        undated_plan = not dated and any(c.word in self.words.planning for c in left)
        stated = not annual and self._says_so(chunks, draft)
        planned = planned or state.foretold or stated
        target = expected or (state.target and not told and not is_done(left)) or self.document.is_planned(draft.quantity.start)
        offered = not annual and is_offered(chunks, draft, self.words)
        if is_planned_sum(draft, self.words, state.sized):
            offered = state.sized = True
        offered = offered or (not annual and is_limit(chunks, draft, self.words))
        target = target or offered
        target = target or (not annual and is_outlook(chunks, draft, self.document.published, self.words))
        coming = self.is_coming_year(draft, left, state.time, paragraph.time)
        target = target or stated or self.barely_begun(draft, left, state.time) or coming
        known = draft.period if state.foretold and draft.how("period") in ("its sentence", "the paragraph") else None
        self.settle(draft, target, None if begun or told else state.time or paragraph.time, planned or offered, undated_plan or offered)
        if is_foreseen_today(draft, paragraph.before, self.document.published):
            draft.period = paragraph.before.period if paragraph.before is not None else None
        if draft.status == "target" and _is_of_now(draft, state.time, state.announced):
            # 目前有37%，可能增加到45%: what may come is not of today.
            draft.period = None
        # 此前预计4月增长0.4%: the month was expected, not the day on which it was.
        draft.period = known or draft.period

    def _says_so(self, chunks: list[Chunk], draft: Draft) -> bool:
        """Whether what stands behind a figure makes it an aim."""
        words = self.words
        said = is_aimed(chunks, draft, words) or is_task(chunks, draft, words) or is_to_be(chunks, draft, words)
        return said or is_announced(chunks, draft, words)

    def settle(self, draft: Draft, target: bool, time: Time | None, in_piece: bool, undated_plan: bool) -> None:
        published = self.document.published
        ended = draft.period is not None and published is not None and draft.period[1] < published
        future = draft.period is not None and published is not None and is_ahead(draft.period, published)
        if future and not target and draft.how("period") == "the paragraph" and draft.period is not None and is_event(draft.period):
            return
        future = future or (time is not None and time.future and draft.how("period") != UNKNOWN)
        if target and ended and not in_piece and not self.document.annual and draft.how("period") in _INHERITED:
            # What is yet to be done is not of a time gone by that was told before.
            draft.period, ended = None, False
        until = time is not None and bool(time.until) and draft.period is not None and published is not None and draft.period[1] > published
        of_plan = self.document.kind == "plan" and published is not None and draft.period is not None and draft.period[1] > published
        if (target and (not ended or in_piece)) or future or until or of_plan:
            draft.status = "target"
            short = draft.period is not None and (draft.period[1] - draft.period[0]).days < _ANNOUNCED_DAYS
            if draft.how("period") == "the day of writing" or (ended and (short or (in_piece and undated_plan))):
                # The date of the announcement, or of the facts before, is not the date of what is announced.
                draft.period = None

    def barely_begun(self, draft: Draft, left: list[Chunk], time: Time | None) -> bool:
        """“十二五”期间电网投资155亿元, said in its first year, is a plan."""
        published = self.document.published
        if time is None or not time.plan or time.since or self.document.annual or published is None or draft.period is None:
            return False
        told = is_done(left) or any(c.letter == "W" or c.word.endswith(self.words.told) for c in left)
        return not told and (draft.period[1] - published).days > _BEGUN_DAYS

    def is_coming_year(self, draft: Draft, left: list[Chunk], time: Time | None, before: Time | None) -> bool:
        """1956年工业产值比1955年增长19%, reported in March 1956: a whole year that has hardly begun is planned."""
        published = self.document.published
        aimed = any(c.letter == "M" for c in left)
        # 1957年工业产值将增长4%。农业产值将增长5%: the year was told before.
        time = time or (before if aimed else None)
        if self.document.kind != "report" or published is None or draft.period is None or time is None:
            return False
        if time.plan:
            # “十三五”时期, in the report that brings its plan
            return time.period is not None and time.period[0].year >= published.year and not is_done(left)
        if not aimed and draft.how("period") != "its sentence":
            return False
        start, end = draft.period
        if is_done(left) or not is_year(draft.period) or start.year != end.year:
            return False
        return (end - published).days > (0 if aimed else _REST_OF_YEAR)

    def is_guess(self, chunk: Chunk, draft: Draft) -> bool:
        """2024年预计增长5%, said in 2025: what is guessed of a time gone by has happened."""
        if chunk.word not in self.words.guessing or draft.period is None or draft.how("period") != "its sentence":
            return False
        return _GUESSED_DAYS <= (draft.period[1] - draft.period[0]).days <= _YEAR_DAYS


def _is_of_now(draft: Draft, time: Time | None, announced: bool) -> bool:
    """Whether a figure has the day of writing from 目前 or an announcement (今日公布预案); 今天 may be the day that is expected."""
    if time is None or draft.how("period") != "its sentence" or draft.period != time.period:
        return False
    return time.rule == _NOW or (announced and time.now)
