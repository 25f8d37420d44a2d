"""In what order the times and places of a sentence stand, and where its items end."""

from __future__ import annotations

from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.clauses import NOUN, Chunk, is_joint
from extractor.linking.draft import Draft
from extractor.linking.lists import ORDER
from extractor.linking.memory import State

_RATIO: Final = ("∶", ":", "：", "∕", "/")
_CLOSING: Final = ("）", ")")
_ITEM_ENDS: Final = ("；", ";")
_PAIR: Final = 2


def is_joined(between: list[Chunk]) -> bool:
    """Whether two figures are neighbours in a list."""
    return all(is_joint(c) or (c.letter == NOUN and c.parts[0].word in _RATIO) for c in between)


def closes(text: str, pieces: list[list[Chunk]], number: int) -> bool:
    """指数为103.4（上年同月为100），同比上涨3.4%: whether a bracket is closed before a piece."""
    return number > 0 and text.startswith(_CLOSING, pieces[number - 1][-1].end)


def ends_item(text: str, pieces: list[list[Chunk]], number: int) -> bool:
    """Whether a semicolon stands before a piece: what comes behind it is another item."""
    return number > 0 and text[pieces[number - 1][-1].end : pieces[number][0].start].strip() in _ITEM_ENDS


def times_told(pieces: list[list[Chunk]], number: int, count: int) -> list[Time]:
    """2011年产量为414万吨，2012年产量487万吨，分别增长17.7%和17.6%: the times of the pieces before, one for each figure."""
    if count < _PAIR or number < count or any(c.letter == "T" for c in pieces[number]):
        return []
    times: list[Time] = []
    for piece in pieces[number - count : number]:
        told = [c.obj for c in piece if c.letter == "T"]
        if len(told) != 1 or piece[0].letter != "T" or sum(c.letter == "Q" for c in piece) != 1:
            return []
        times += told
    return times


def dealt_times(left: list[Chunk], count: int, state: State) -> list[Time]:
    """2016年、2017年上半年的营业收入分别为…, 净利润分别为…: one time for each figure, where their numbers agree."""
    named = tuple(c.obj for c in left if c.letter == "T")
    if named:
        state.listed = named if len(named) > 1 else ()
    return list(state.listed) if len(state.listed) == count else []


def place_in_order(drafts: list[Draft]) -> None:
    """深圳口岸达2亿人次，珠海口岸达1.66亿人次，分别增长14%和12%: the second list is told of the places of the first."""
    for draft in drafts:
        if draft.how("subject") == ORDER:
            model = next((d for d in drafts if d.quantity.start == draft.origin["subject"][1]), None)
            draft.location = model.location if model is not None and model.location else draft.location
