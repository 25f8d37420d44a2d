"""Whether a figure goes on about the thing of the one before it."""

from __future__ import annotations

from extractor.linking.clauses import Chunk, is_joint
from extractor.linking.draft import Draft
from extractor.linking.phrases import Phrase


def goes_on(draft: Draft, last: Draft) -> bool:
    """项目2758个、完工2746个: the same things counted again in the same piece."""
    things = last.head is not None and last.head.counted and draft.clause is last.clause
    if draft.quantity.unit_class == "money":
        # 民间投资项目495个、248亿元
        between = draft.clause[last.index + 1 : draft.index]
        return things and len(between) == 1 and is_joint(between[0])
    return things and draft.quantity.unit_class == "count" and draft.unit == last.unit


def only_adds(phrase: Phrase, left: list[Chunk], draft: Draft, last: Draft) -> bool:
    """存款余额增长8.5%，新增4万亿元: a verb of adding alone goes on about the last figure's thing."""
    same = draft.unit == last.unit or (draft.quantity.unit_class == "money" and last.category == "finance")
    alone = all(p.letter == "Y" for p in phrase.parts) and not any(c.letter == "C" for c in left)
    return same and alone and last.head is not None


def is_amount(chunks: list[Chunk], at: int, draft: Draft, last: Draft, start: int) -> bool:
    """Whether a noun that says only how much tells it of the last figure's thing; 收购总金额 is of what its verb does."""
    if last.head is None or last.quantity.start < start or last.category == "price" or (at and chunks[at - 1].letter in "WvSPOKL"):
        return False
    return draft.quantity.unit_class != "measure" or not last.head.counted
