"""Pairs of years: 从1997年的A增加到2002年的B, what goes on from one year to another, what stood on their last days."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from extractor.linking.clauses import Chunk
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.turns import COMPARED, Period, goes_to, is_source, is_year

_FIVE: Final = 5
Years = tuple[Period | None, Period | None]


def pairs(drafts: list[Draft], pieces: list[list[Chunk]], words: LinkWords, before: Years | None, annual: bool) -> Years | None:
    """从1950年的A降低到1954年的B，其中国防费从C降低到D: the second pair keeps both years of the first.

    In a yearly report those ``before`` hold for the paragraph; returns the years told last.
    """
    known: Years | None = None
    for first, second, third in zip(drafts, drafts[1:], drafts[2:], strict=False):
        _average_of(first, second, third, pieces, words)
    for first, second in pairwise(drafts):
        chunks = pieces[first.piece]
        if first.piece != second.piece or not is_source(first, chunks, words):
            continue
        dated = [c for c in chunks[: second.index] if c.letter == "T"]
        if len(dated) > 1 or (dated and dated[0].obj.span):
            known = (first.period, second.period)
        elif not dated and known is not None:
            first.period, second.period = known
        elif not dated and annual and before is not None and goes_to(chunks, first.index):
            _as_before(first, second, before)
            continue
        else:
            continue
        if annual:
            _stands(first, second)
    return known or before


def _stands(*drafts: Draft) -> None:
    """里程由1997年的123万公里增加到2002年的176万公里: so many kilometres on the last day of the one and of the other year."""
    for draft in drafts:
        if draft.kind == "level" and draft.nature == "stock" and draft.period is not None and is_year(draft.period):
            draft.period = draft.period[1], draft.period[1]


def _as_before(first: Draft, second: Draft, years: Years) -> None:
    """收入由1997年的A增加到2002年的B。人均住房面积由C增加到D: from the one year to the other, what stands as of their last days."""
    start, end = years
    if start is None or end is None or second.period is None or second.period[1] != end[1] or start[1].year + 1 >= end[1].year:
        return
    first.period = (start[1], start[1]) if second.period[0] == second.period[1] else start
    first.came("period", COMPARED)


def _average_of(first: Draft, second: Draft, third: Draft, pieces: list[list[Chunk]], words: LinkWords) -> None:
    """从1952年的679亿元增长到2023年的126万亿元，年均增长7.9%: from the one year to the other."""
    if third.basis != "average" or second.piece - first.piece not in (0, 1) or not is_source(first, pieces[first.piece], words):
        return
    own = pieces[third.piece][second.index + 1 if third.piece == second.piece else 0 : third.index]
    if first.period is not None and second.period is not None and first.period[0] < second.period[1] and all(c.letter != "T" for c in own):
        start, end = first.period[0], second.period[1]
        # The year that five years set out from is none of them.
        third.period = (start.replace(year=start.year + 1) if end.year - start.year == _FIVE else start), end
