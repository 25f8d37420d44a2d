"""How far a time reaches over figures that have none of their own, and which of them hold on the day of writing."""

from __future__ import annotations

from datetime import date
from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.document import Document
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.stocks import has
from extractor.linking.turns import is_done, is_month_end

# In days: so short a stretch is an event's, whose figures are told on end.
_EVENT: Final = 6
_CHANGES: Final = ("growth", "change")
# What is said of a holiday goes on to its last figure.
_HOLIDAY: Final = "period.holiday"
_DAY: Final = "period.date"
_AT: Final = "在"
# In chunks: how far behind its number what befalls a thing is told.
_BEHIND: Final = 5
# A price that is a limit is of a rule, not of the market.
_LIMITS: Final = ("at_most", "at_least")


def reaches_on(last: Time, draft: Draft, stock: bool, carried: bool, document: Document, done: bool) -> bool:
    """Whether the time that paragraphs before told still holds; ``carried``: a verb of making or a body's data reach on.

    ``done`` tells that the figure has come about by the day of writing.
    """
    if document.kind == "news" and last.period is not None and document.published is not None:
        start, end = last.period
        if start > document.published or (stock and goes_on(last, document.published)):
            return False
        passing = last.rule != _HOLIDAY and start == end and not _is_reckoned(last) and draft.kind not in _CHANGES
        if passing and draft.nature != "price":
            return False
        if draft.kind == "level" and (done or (draft.nature == "price" and start != end and not carried)):
            return False
    if carried or draft.kind in _CHANGES:
        return True
    if stock and draft.kind == "level":
        return draft.nature == "stock" and draft.head is not None and not draft.head.counted and draft.category != "capacity"
    return not stock and draft.nature in ("flow", "price", "index")


def is_of_prices(draft: Draft) -> bool:
    """据介绍，多数产品提价5%: told without what it is compared with, it is of no day or month that was told long before."""
    alone = draft.how("indicator") != "the figure before it"
    return draft.kind in _CHANGES and draft.nature == "price" and alone and "C" not in draft.signature


def _is_reckoned(time: Time) -> bool:
    """截至9月30日, 6月底: the last day of a month, on which balances are struck: they are told of in paragraphs on end."""
    if time.period is None or (time.rule == _DAY and not time.until):
        return False
    return is_month_end(time.period[1])


def goes_on(time: Time, today: date) -> bool:
    """今年, 今年以来: a stretch that the day of writing is in; what stands now, stands on that day."""
    if time.period is None or time.rule == _HOLIDAY:
        return False
    start, end = time.period
    return (end - start).days > _EVENT and start <= today <= end


def has_passed(time: Time, today: date) -> bool:
    """隧道昨天完工。隧道全长9.7公里: a day gone by on which something was done; what it measures it measures now."""
    if time.period is None or time.until or time.rule == _HOLIDAY:
        return False
    start, end = time.period
    return start == end and 0 < (today - end).days < _EVENT


def holds_now(draft: Draft, chunks: list[Chunk], stock: bool, words: LinkWords) -> bool:
    """An undated fact in the present tense holds on the day of writing."""
    if draft.kind in ("level", "share") and draft.category != "other" and _has_come_to(chunks[: draft.index]):
        return True
    if any(c.word in words.sources for c in chunks[: draft.index]) or draft.kind in _CHANGES:
        return False
    if _is_dealt(draft, chunks, words):
        return False
    counted = draft.head is not None and draft.head.counted
    counted = counted and (draft.quantity.unit_class == "count" or _goes_on_with(draft, chunks))
    if stock or draft.kind == "share" or _is_placed(draft, chunks) or (counted and draft.kind == "level"):
        return True
    if draft.kind == "level" and ((draft.nature == "price" and draft.bound not in _LIMITS) or is_done(chunks[: draft.index])):
        return True
    return any(has(c.word, words) for c in chunks[: draft.index] if c.letter in "WVvX")


def _has_come_to(left: list[Chunk]) -> bool:
    """关税总水平从9.8%降到了7.3%, 份额稳定在14%: what it has come to."""
    verb = next((c for c in reversed(left) if c.letter in "WvVXUDQ"), None)
    return verb is not None and verb.letter == "X"


def _is_dealt(draft: Draft, chunks: list[Chunk], words: LinkWords) -> bool:
    """推出了5款产品, 跟八个公会签署意向书: what was done some time is not there on the day of writing."""
    left = chunks[: draft.index]
    if draft.kind != "level" or is_done(left):
        return False
    verb = next((c for c in reversed(left) if c.letter in "WvVXQ"), None)
    if verb is not None and verb.letter in "Wv" and verb.word.rstrip("了") in words.dealt:
        return True
    behind = next((c for c in chunks[draft.index + 1 : draft.index + _BEHIND] if c.letter in "WvVXQ"), None)
    return behind is not None and behind.letter in "Wv" and behind.word.rstrip("了") in words.dealt


def _is_placed(draft: Draft, chunks: list[Chunk]) -> bool:
    """位列第四位的公司, 稳居全球首位; not 放在第一位."""
    left = [c for c in chunks[: draft.index] if c.letter not in "GP"]
    return draft.kind == "rank" and bool(left) and left[-1].letter == "V" and not left[-1].word.endswith(_AT)


def is_vague(left: list[Chunk], words: LinkWords) -> bool:
    """近日, 往常: a time that tells no day; 由原来的4个扩建到20个 ends on a day."""
    return any(c.word in words.vague_time and not (i and left[i - 1].word in words.sources) for i, c in enumerate(left))


def is_habit(left: list[Chunk], words: LinkWords) -> bool:
    """每天有2500名技术人员帮助抢修: what is so day by day, since the figure before."""
    for chunk in reversed(left):
        if chunk.letter == "Q":
            return False
        if chunk.letter == NOUN and any(p.word in words.habit for p in chunk.parts):
            return True
    return False


def _goes_on_with(draft: Draft, chunks: list[Chunk]) -> bool:
    """42.3万亩水稻进入育苗期: what is counted stands behind the number and does something."""
    behind = chunks[draft.index + 1 : draft.index + 4]
    return len(behind) > 1 and behind[0].letter == NOUN and any(c.letter in "vWV" for c in behind[1:])
