"""Which days a stated time covers for a figure: its whole stretch, its last day, one of its two years."""

from __future__ import annotations

from datetime import date
from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.clauses import NOUN, Chunk, is_joint, words_of
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.turns import adds, is_done, is_event, is_year, reaches, telling

_PLAN_YEARS: Final = 5
_DONE: Final = "了"
# 1978年到1982年 is no shorter; 五年来 and “十四五”时期 are.
_TWO_YEARS: Final = 10
_STANDING: Final = frozenset(("firms", "organisations", "capacity"))
_YEARLY: Final = frozenset(("output", "revenue", "income", "consumption", "trade", "profit", "tax"))


def is_fair(time: Time) -> bool:
    return time.period is not None and is_event(time.period)


def is_part(draft: Draft, chunks: list[Chunk]) -> bool:
    """占全球需求的三分之一, 居第一: how things are."""
    return draft.kind == "rank" or (draft.kind == "share" and any(c.letter == "H" for c in chunks[: draft.index]))


def _is_thing_before(draft: Draft) -> bool:
    """高校9所: what is counted is named before its number."""
    return draft.head is not None and draft.head.counted and draft.phrase is not None and draft.phrase.end <= draft.quantity.start


def is_enrolled(draft: Draft, left: list[Chunk], words: LinkWords) -> bool:
    """全年全市共有高校9所，招生7.2万人，在校生21.2万人: people whom the lexicon knows as standing."""
    added = draft.indicator.startswith(words.deed) or is_added(draft, left, words)
    return _is_thing_before(draft) and draft.category == "people" and draft.kind == "level" and not added


def is_listed(draft: Draft, left: list[Chunk]) -> bool:
    """全年全市各级各类学校4563所: bodies that no verb does anything to."""
    deed = any(p.letter in "WvUDXY" for p in words_of(left))
    return _is_thing_before(draft) and draft.category == "organisations" and draft.kind == "level" and not deed


def is_added(draft: Draft, left: list[Chunk], words: LinkWords) -> bool:
    """截至2023年底，有效专利1万件。新增授权专利3046件: what the year brought, whatever day was told before."""
    return draft.unit in words.happening or adds(left)


def adds_up(left: list[Chunk], words: LinkWords) -> bool:
    """截至2020年底，累计投入5000亿元: over all the years, not over the last."""
    return any(c.word.startswith(words.adding_up) for c in left)


def reaches_end(chunks: list[Chunk], index: int) -> bool:
    """Whether the figure is a level reached at the end: 未来五年收入达到…."""
    while index > 2 and is_joint(chunks[index - 1]) and chunks[index - 2].letter == "Q":
        # 分别达到857家和516家
        index -= 2
    return index > 0 and (reaches(chunks[index - 1]) or chunks[index - 1].letter == "X")


def is_yearly_level(draft: Draft, chunks: list[Chunk], words: LinkWords) -> bool:
    """Whether a magnitude that is told year by year has come to the figure."""
    if draft.kind != "level" or draft.nature == "stock" or draft.head is None or draft.head.counted:
        return False
    left = chunks[: draft.index]
    # 连续跨越7万亿、8万亿台阶: over all the years
    if any(c.word in words.summed or c.word.endswith(words.running) for c in left):
        return False
    if draft.nature == "flow" and draft.category in _YEARLY:
        return _comes_to(draft, left) or _is_bare(draft, left)
    if draft.nature == "flow" and any(w in draft.indicator for w in words.a_year):
        # 机场年货邮吞吐量100万吨
        return True
    # 人均预期寿命增至80岁
    return bool(left) and left[-1].letter == "X" and left[-1].word not in words.kept and not adds(left)


def _comes_to(draft: Draft, left: list[Chunk]) -> bool:
    """突破2%, 达到2%: whether a number is passed or a verb of reaching it stands right before."""
    return draft.bound == "over" or (bool(left) and reaches(left[-1]))


def _is_bare(draft: Draft, left: list[Chunk]) -> bool:
    """生产总值6.66万亿元: no verb stands before it, nor within its noun."""
    touches = draft.phrase is not None and draft.phrase.end == draft.quantity.start
    return touches and not any(p.letter in "WvUDXY" for p in words_of(left))


def is_standing(draft: Draft, chunks: list[Chunk]) -> bool:
    """研发投入强度突破2%, 机械化率90%, 居全国第九: a rate or place that was reached."""
    if draft.kind == "rank":
        return True
    left = chunks[: draft.index]
    return draft.kind == "share" and (_comes_to(draft, left) or (draft.nature == "rate" and _is_bare(draft, left)))


def has_grown_to(draft: Draft, chunks: list[Chunk]) -> bool:
    """2023年，经营主体达到1474万家，小巨人企业超1000家: so many there were at its end."""
    at = next((i for i in range(draft.index - 1, -1, -1) if chunks[i].letter not in "dF"), -1)
    if draft.kind != "level" or draft.category not in _STANDING or at < 0:
        return False
    return reaches_end(chunks, at + 1) or (draft.bound == "over" and chunks[at].letter == NOUN)


def has_come(draft: Draft, left: list[Chunk]) -> bool:
    """今年同比增长了10%, 今年货运量突破10万吨: so far; 今年产量大约达到12亿吨 is of the whole year."""
    if draft.bound == "about" or draft.quantity.bound == "about" or any(c.letter == "M" for c in left):
        return False
    if draft.kind in ("growth", "change"):
        return any(c.letter == "C" for c in left) or (bool(left) and left[-1].word.endswith(_DONE))
    return draft.kind == "level" and (draft.bound == "over" or reaches_end(left, len(left)) or is_done(left))


def is_averaged(chunks: list[Chunk], index: int) -> bool:
    return any(c.letter == "C" and c.obj.reading == "average" for c in chunks[:index])


def in_year(period: tuple[date, date], year: int) -> tuple[date, date]:
    """全年 and 年末 are of the year that the text is about."""
    start, end = period
    return start.replace(year=year), end.replace(year=year)


def whole_year(year: int, stock: bool) -> tuple[date, date]:
    last = date(year, 12, 31)
    return (last, last) if stock else (date(year, 1, 1), last)


def plan_average(period: tuple[date, date]) -> tuple[date, date]:
    """A yearly average up to a target year covers the five-year plan that ends with it."""
    start, end = period
    if start.year != end.year or end.year % _PLAN_YEARS or (end.month, end.day) != (12, 31):
        return period
    return date(end.year - _PLAN_YEARS + 1, 1, 1), end


def names_years(time: Time) -> bool:
    """从1978年到1982年: both years are told, so that each figure has its own."""
    return time.period is not None and time.end - time.start >= _TWO_YEARS


def of_two(
    draft: Draft, chunks: list[Chunk], time: Time, period: tuple[date, date], words: LinkWords, stock: bool = False
) -> tuple[date, date] | None:
    """从A增至B under a span: A takes its beginning, B its end; None for any other figure.

    What stands (保有量) takes the first and the last day, what is told year by year their years.
    """
    before = telling(chunks[: draft.index])
    if not before:
        return None
    start, end = period
    points = (
        (stock and not names_years(time))
        or time.since
        or (time.plan and (stock or draft.kind != "level"))
        or not is_year((date(start.year, 1, 1), end))
    )
    if before[-1].word in words.sources:
        return (start, start) if points else (start, date(start.year, 12, 31))
    if before[-1].letter == "X" and any(c.word in words.sources for c in before):
        return (end, end) if points else (date(end.year, 1, 1), end)
    return None
