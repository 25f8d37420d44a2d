"""Words that make a figure of a clause a plan: an aim, a limit set for a dealing, a planned sum."""

from __future__ import annotations

from datetime import date
from typing import Final

from extractor.linking.clauses import NOUN, Chunk, words_of
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.turns import is_done, is_particle, is_year

# In days: what is said later in the year is the year itself.
_REST_OF_YEAR: Final = 60


def is_aimed(chunks: list[Chunk], draft: Draft, words: LinkWords) -> bool:
    """维持2%的通胀目标: the noun behind says that it is aimed at."""
    behind = chunks[draft.index + 1 : draft.index + 3]
    if behind and behind[0].word in words.aim and behind[0].start == chunks[draft.index].end and draft.quantity.unit_class != "count":
        # 能够实现1.3万亿斤以上|目标
        return True
    if not behind or behind[0].letter != NOUN or behind[0].parts[0].letter != "j":
        return False
    return behind[0].parts[-1].word in words.aim or (len(behind) > 1 and behind[1].word in words.aim)


def is_to_be(chunks: list[Chunk], draft: Draft, words: LinkWords) -> bool:
    """539项国家标准将正式实施: what is counted is yet to do something."""
    if any(c.letter in "WvVM" for c in chunks[: draft.index]):
        return False
    behind = [c for c in chunks[draft.index + 1 : draft.index + 4] if c.letter != "d"]
    return len(behind) > 1 and behind[0].letter == NOUN and behind[1].word in words.will


def is_announced(chunks: list[Chunk], draft: Draft, words: LinkWords) -> bool:
    """宣布投资6.76亿美元, 承诺在2011年建设1000万套: what is announced is yet to be spent or done."""
    left = chunks[: draft.index]
    at = next((i for i in range(len(left) - 1, -1, -1) if left[i].word in words.declaring), -1)
    if at < 0 or draft.kind != "level" or (at > 0 and left[at - 1].word in words.by):
        return False
    # 依承诺斥资2.5亿元认购了股份: it was done.
    done = is_done(left) or any(c.letter == "u" for c in chunks[at : draft.index + _TASK])
    return any(p.word in words.disposing for p in words_of(left[at + 1 :])) and not done


def is_task(chunks: list[Chunk], draft: Draft, words: LinkWords) -> bool:
    """全年60亿元采购任务的53%, 1000万台变频的计划: how much is to be done."""
    if draft.kind != "level" or draft.unit in words.tasks:
        return False
    for i in range(draft.index + 1, min(len(chunks), draft.index + _TASK)):
        chunk = chunks[i]
        named = [p.word for p in chunk.parts] if chunk.letter == NOUN else [chunk.word]
        if any(word in words.task for word in named):
            shared = i + 1 < len(chunks) and chunks[i + 1].letter == "Q"
            return shared or not is_done(chunks[: draft.index])
        if chunk.letter not in "SWvd":
            return False
    return False


def is_expected(chunks: list[Chunk], draft: Draft, words: LinkWords) -> bool:
    """高于市场普遍预期的5.1%, 产量预估为730万吨: the noun before the figure says that it was expected."""
    at = draft.index - 1
    while at >= 0 and (chunks[at].letter in "VXe" or is_particle(chunks[at]) or chunks[at].word in words.sources):
        # 增长预期从4.8%上调: what was expected before was expected too.
        at -= 1
    if at < 0 or draft.kind == "share":
        # 完成全年预期的46.3%
        return False
    noun = chunks[at].parts[-1] if chunks[at].letter == NOUN else chunks[at]
    return noun.word.endswith(words.aimed)


def is_limit(chunks: list[Chunk], draft: Draft, words: LinkWords) -> bool:
    """每20人不超过1辆: what a rule allows or asks for."""
    limited = draft.kind == "level" and draft.bound in ("at_least", "at_most") and chunks[draft.index].word.startswith(words.limit)
    left = chunks[: draft.index]
    # 县级市2800多个，乡镇不少于5万个: so many there are.
    limited = limited and draft.signature != "S#"
    return limited and not is_done(left) and not any(c.word in words.standing for c in left) and draft.how("period") != "its sentence"


# How far behind an amount the word 任务 may stand.
_TASK: Final = 4
# 中央预算内投资 is a kind of investment.
_WITHIN: Final = "内"


def is_agenda(chunks: list[Chunk], i: int, published: date | None, words: LinkWords, annual: bool) -> bool:
    """发布2022年重点项目清单, 2022年预算中的收入: what is listed or budgeted for a year that is not over.

    In a yearly report (``annual``) lists are of what was done, budgets still of what is planned.
    """
    period = chunks[i].obj.period
    if published is None or period is None or not is_year(period) or period[1] <= published or period[0].year != period[1].year:
        return False
    named = [p.word for c in chunks[i + 1 : i + 4] if c.letter == NOUN for p in c.parts if p.letter != "j"]
    said = "".join(named)
    if said.startswith(words.budget) and not said.startswith(tuple(w + _WITHIN for w in words.budget)):
        return True
    return not annual and any(c.word in words.releasing for c in chunks[:i]) and any(w in words.agenda for w in named)


def is_offered(chunks: list[Chunk], draft: Draft, words: LinkWords) -> bool:
    """回购资金总额不低于5000万元: the limit set for a dealing."""
    limited = draft.kind == "level" and draft.bound in ("at_least", "at_most")
    return limited and not is_done(chunks[: draft.index]) and any(w in draft.indicator for w in words.offer)


def is_outlook(chunks: list[Chunk], draft: Draft, published: date | None, words: LinkWords) -> bool:
    """今年产量约5700万吨, written in summer: a rough flow of the whole year, nothing done yet, is expected."""
    if published is None or draft.period is None or draft.bound != "about" or draft.nature != "flow" or draft.kind != "level":
        # 今年亩产提高10%左右 was measured.
        return False
    start, end = draft.period
    whole = is_year(draft.period) and start.year == end.year == published.year
    done = is_done(chunks[: draft.index]) or any(_tells(c, words) for c in chunks[: draft.index])
    return whole and (end - published).days > _REST_OF_YEAR and draft.how("period") == "its sentence" and not done


def _tells(chunk: Chunk, words: LinkWords) -> bool:
    """Whether a word before a figure tells what was done or counted."""
    return chunk.letter == "W" or chunk.word.endswith(words.told)


def is_planned_sum(draft: Draft, words: LinkWords, sized: bool) -> bool:
    """计划总投资102亿元: the indicator itself is of a plan, or stands in a list with one (``sized``)."""
    if draft.kind != "level":
        return False
    if sized and draft.how("period") != "its sentence" and draft.indicator.endswith(words.of_project):
        return True
    indicator = draft.indicator
    if indicator[:2] in words.planning:
        return True
    estimated = any(word in indicator for word in words.estimated)
    return estimated or (draft.how("period") != "its sentence" and any(word in indicator for word in words.planned_sum))


def is_foreseen_today(draft: Draft, before: Draft | None, today: date | None) -> bool:
    """今天预计发送旅客3亿人次。其中，铁路预计1750万人次: part of what was just foreseen for the day."""
    if before is None or before.status != "target" or before.period != (today, today) or before.unit != draft.unit:
        return False
    return draft.status == "target" and draft.period is None and draft.how("period") == "the day of writing"
