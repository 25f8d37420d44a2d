"""Figures of a whole, wherever the text around them is: a trade and the stock market are the nation's, the world is no place."""

from __future__ import annotations

from datetime import date
from typing import Final

from extractor.linking.clauses import Chunk
from extractor.linking.document import COUNTRY
from extractor.linking.draft import PERSONS, Draft
from extractor.linking.link_words import LinkWords

# No smaller number of people is a great nation or the world.
_NATION: Final = 1_000_000_000


def of_whole_trade(text: str, draft: Draft, start: int, words: LinkWords) -> None:
    """行业平均净利率为18%, 沪指跌1%, in a text on one firm."""
    if not draft.location and words.whole_trade.search(text, start, draft.quantity.start) is not None:
        draft.location = (COUNTRY,)
        draft.came("location", "a whole trade", start, draft.quantity.start)


def of_the_world(text: str, draft: Draft, start: int, words: LinkWords, one_place: bool) -> None:
    """布伦特原油期货价格为120美元, 全球用电量占20%: what is of the whole world holds in no one country."""
    match = words.world_price.search(text, start, draft.quantity.start) if draft.category == "price" else None
    worldwide = not one_place and draft.subject.startswith(words.whole_world) and draft.how("subject") == "its clause"
    worldwide = worldwide and words.superlative.search(draft.subject) is None
    if match is not None or (worldwide and not start <= draft.origin["location"][1] < draft.origin["subject"][1]):
        draft.location = ()
        draft.came("location", "the world", *(match.span() if match else draft.origin["subject"][1:]))


def of_whole_people(draft: Draft, chunks: list[Chunk], today: tuple[date, date] | None) -> None:
    """凝聚起14亿多人民团结一心的磅礴力量: there are so many whatever is to come, and now where no time is told."""
    named = draft.phrase is not None and draft.phrase.end <= draft.quantity.start
    if named or draft.kind != "level" or draft.unit not in PERSONS or draft.value < _NATION:
        # 人口将达到14亿
        return
    if any(c.letter == "T" for c in chunks[: draft.index]):
        return
    draft.status = "actual"
    if today is not None:
        draft.period = today
        draft.came("period", "the day of writing")
