"""Words of a clause that turn its period: 连续八年, 两年平均, 从…到…, 建成后可…, 峰值时."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from extractor.finding.numerals import read_number
from extractor.finding.timeline import Time
from extractor.linking.clauses import NOUN, Chunk, is_joint, words_of
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords

Period = tuple[date, date]
SAME_SPAN: Final = "period.same_span"
# 截至2022年底，产业规模超过1.2万亿元: as of that day.
AS_OF: Final = "截"
COMPARED: Final = "the year compared with"
DEALT: Final = "one time for each"
UNKNOWN: Final = "no time that is known"
_REACHED: Final = ("达到", "达到了", "分别达", "已达")
_DAYS: Final = ("天", "日")
_TOLD: Final = ("its sentence", "the paragraph")
_MONTHS: Final = {"月": 1, "个月": 1, "季度": 3, "个季度": 3}
# A month's end that is so near counts as come.
_NEAR_DAYS: Final = 3


def years_on_end(draft: Draft, chunks: list[Chunk], published: date | None, words: LinkWords) -> Period | None:
    """连续八年居第一: the years up to the document's, or up to the last that is over; 连续3个月: the months up to the figure's last."""
    if draft.kind == "change" or draft.period is None:
        return None
    for i in range(draft.index - 1, 0, -1):
        chunk = chunks[i]
        if chunk.letter in "TQ":
            return None
        unit = getattr(chunk.obj, "unit", "") if chunk.letter == "d" and chunks[i - 1].word.endswith(words.running) else ""
        if unit and unit != "年":
            return _run(draft.period[1], int(chunk.obj.value), unit)
        if unit and draft.kind != "share":
            last = draft.period[1].year
            if published is not None and last == published.year and published.month < 12:
                last -= 1
            return date(last - int(chunk.obj.value) + 1, 1, 1), date(last, 12, 31)
    return None


def _run(end: date, count: int, unit: str) -> Period | None:
    """So many days, months or quarters up to a day."""
    if unit in _DAYS:
        return end - timedelta(days=count - 1), end
    if unit not in _MONTHS:
        return None
    month = end.year * 12 + end.month - count * _MONTHS[unit]
    return date(month // 12, month % 12 + 1, 1), end


def averaged_years(chunks: list[Chunk], index: int, period: Period) -> Period | None:
    """两年平均增长: as many years as it says, up to the year of the figure."""
    for at in range(index - 1, -1, -1):
        chunk = chunks[at]
        if chunk.letter == "C" and chunk.obj.reading == "average":
            # 十年|年均增长
            apart = at > 0 and chunks[at - 1].letter == "d" and chunks[at - 1].end == chunk.start
            head, year, _ = (chunks[at - 1].word if apart else chunk.word).partition("年")
            number = read_number(head) if year and head else None
            if number is not None and 1 < number.value < 30 and not number.vague:
                return date(period[1].year - int(number.value) + 1, 1, 1), period[1]
            return None
    return None


def reaches(chunk: Chunk) -> bool:
    """达, 达到了, 分别达到, 已达: a verb of having come to a number; 达成 is one of doing."""
    return (chunk.word.startswith("达") and not chunk.word.startswith("达成")) or chunk.word.endswith(_REACHED)


def is_particle(chunk: Chunk) -> bool:
    """Whether a chunk is only 的."""
    return chunk.letter == "S" and all(p.letter == "j" for p in chunk.parts)


def is_year(period: Period) -> bool:
    """Whether a period begins on a first of January and ends on a 31 December."""
    return (period[0].month, period[0].day, period[1].month, period[1].day) == (1, 1, 12, 31)


def is_month(period: Period) -> bool:
    """Whether a period is one month of the calendar."""
    start, end = period
    return start.day == 1 and (start.year, start.month) == (end.year, end.month) and is_month_end(end)


def telling(left: list[Chunk]) -> list[Chunk]:
    """The chunks that are neither times, comparisons, words for "here" nor 的."""
    return [c for c in left if c.letter not in "TCdG" and not is_particle(c)]


def is_source(draft: Draft, chunks: list[Chunk], words: LinkWords) -> bool:
    """Whether the figure is the first of 从A增至B, or of the list A、B in 从A、B增至C、D."""
    before = telling(chunks[: draft.index])
    while len(before) > 1 and is_joint(before[-1]) and before[-2].letter == "Q":
        del before[-2:]
    if len(before) > 1 and _leads_up(before[-1], before[-2], draft, words):
        before.pop()
        if before[-1].word in words.each:
            before.pop()
    return bool(before) and before[-1].word in words.sources


def _leads_up(chunk: Chunk, before: Chunk, draft: Draft, words: LinkWords) -> bool:
    """由每人每年120元提高到200元, 从人均40元, 由上年居第五位, 由占5%, 由下降0.4%转为上涨: it says how the first figure counts, no more."""
    if chunk.letter == NOUN:
        return chunk.parts[0].word.startswith((*words.each, *words.per_head)) or before.word in words.each
    if chunk.letter in "UD":
        return draft.kind in ("growth", "change")
    return chunk.letter == "H" or (chunk.letter == "V" and draft.kind == "rank")


def year_before(draft: Draft, chunks: list[Chunk], compared: Time | None, words: LinkWords) -> None:
    """与去年相比，比重由21.8%提升至26%; 较去年同期的1.475亿公斤下降, 较去年同期(8万吨)减少: the first is of the year before."""
    if draft.period is None or draft.kind not in ("share", "level"):
        return
    if compared is None:
        if is_source(draft, chunks, words) and goes_to(chunks, draft.index):
            _before_now(draft)
        return
    bracketed = draft.index == 0 and draft.quantity.start == compared.end + 1
    if compared.reading != "yoy" and not (bracketed and compared.reading == "year"):
        return
    if (is_year(draft.period) and is_source(draft, chunks, words)) or bracketed or _is_measured_by(draft, chunks):
        draft.period = earlier(draft.period[0]), earlier(draft.period[1])
        draft.came("period", COMPARED, compared.start, compared.end)


def is_month_end(day: date) -> bool:
    """Whether ``day`` is the last of a month."""
    return (day + timedelta(days=1)).day == 1


def is_year_end(day: date) -> bool:
    """Whether ``day`` is the last of a year."""
    return (day.month, day.day) == (12, 31)


def _before_now(draft: Draft) -> None:
    """补助标准由120元提高到200元: the year before in a yearly report; 环节由6个压减至1个: no time that is told in news."""
    if draft.period is None:
        return
    if draft.how("period") == "the day of writing":
        draft.period = None
    elif draft.nature == "index" and is_month(draft.period):
        # 3月采购经理人指数从52.9下降到46.4: from the month before.
        end = draft.period[0] - timedelta(days=1)
        draft.period = end.replace(day=1), end
    elif is_year(draft.period) or (draft.period[0] == draft.period[1] and is_year_end(draft.period[1])):
        draft.period = earlier(draft.period[0]), earlier(draft.period[1])


def goes_to(chunks: list[Chunk], index: int) -> bool:
    """Whether what a figure has come to follows in its piece."""
    behind = chunks[index + 1 :]
    while len(behind) > 1 and is_joint(behind[0]) and behind[1].letter == "Q":
        behind = behind[2:]
    at = next((i for i, c in enumerate(behind) if c.letter == "Q"), 0)
    return at > 0 and any(c.letter in "XUD" for c in behind[:at])


def _is_measured_by(draft: Draft, chunks: list[Chunk]) -> bool:
    """Whether the figure is what a comparison compares with (较去年同期的…)."""
    at = draft.index - 1
    if at < 0 or chunks[at].end != chunks[draft.index].start:
        return False
    return (chunks[at].letter == "C" and chunks[at].word.endswith("的")) or (
        at > 0 and is_particle(chunks[at]) and chunks[at - 1].letter == "C"
    )


def earlier(day: date) -> date:
    """The same day of the year before."""
    return years_back(day, 1)


def years_back(day: date, years: int) -> date:
    """The same day so many years before."""
    return day.replace(year=day.year - years, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - years)


# In days: the longest fairs.
_FAIR_DAYS: Final = 31


def carry_on(drafts: list[Draft], pieces: list[list[Chunk]], words: LinkWords) -> None:
    """A figure that goes on about the one before it (占总股本的0.9%, 增长5%) keeps its period and status unless a time stands between."""
    part = False
    whole: Draft | None = None
    for previous, draft in pairwise(drafts):
        whole = previous if previous.kind == "level" else whole
        # 转移就业300万人，其中省内121万人，省外178万人: parts hold when their sum does.
        begins = draft.signature.startswith("Z") or (draft.piece > 0 and [c.letter for c in pieces[draft.piece - 1]] == ["Z"])
        part = whole is not None and draft.unit == whole.unit and draft.kind == "level" and (part or begins)
        if part and whole is not None and not any(c.letter == "T" for c in pieces[draft.piece][: draft.index]):
            draft.period = whole.period
        if _runs_on(previous, draft):
            draft.period = previous.period
        if draft.how("indicator") != "the figure before it" or "average" in (previous.basis, draft.basis):
            continue
        if draft.how("period") in ("years on end", COMPARED, DEALT) or previous.how("period") == COMPARED:
            continue
        if previous.how("period") == UNKNOWN and draft.signature.startswith("X") and draft.how("period") in _TOLD:
            # 7月1日起由现行的每车每小时1.5元调整为3元
            continue
        if (
            draft.how("period") == "the paragraph"
            and is_source(draft, pieces[draft.piece], words)
            and goes_to(pieces[draft.piece], draft.index)
        ):
            # 这五年…。装机达到1.39亿千瓦，占比由31%提升至54%
            continue
        if draft.piece <= previous.piece + draft.signature.startswith(("X", "DX", "UX")) and is_source(
            previous, pieces[previous.piece], words
        ):
            # 库存从6月中旬的40万吨，下降至16万吨
            continue
        low = previous.index + 1 if previous.piece == draft.piece else 0
        own = pieces[draft.piece][low : draft.index]
        if any(c.letter == "T" for c in own) or any(c.letter == "T" for n in range(previous.piece + 1, draft.piece) for c in pieces[n]):
            continue
        if any(c.letter == "C" for c in own) and any(c.letter == "T" and c.obj.rule == SAME_SPAN for c in pieces[previous.piece]):
            # 上年同期2.1亿元，同比下降30%: down from it.
            continue
        if _is_other_turn(previous, draft, pieces[previous.piece], own) or _comes_to(previous, draft) or _grows_to(previous, draft):
            continue
        if draft.period is None and draft.status == "target" and previous.status == "actual" and _is_to_come(own):
            continue
        if previous.index < draft.index or previous.piece < draft.piece:
            draft.period = previous.period
            if previous.status == "target":
                draft.status = "target"
            elif draft.kind == "change" and not any(c.letter in "Me" for c in own):
                # 预计到2025年达到96%；水覆盖率已达65%，增长15个百分点
                draft.status = previous.status


def _is_to_come(own: list[Chunk]) -> bool:
    """目前税费占37%，可能会增加到45%: not what something was expected to be (高于预期的5%)."""
    return any(c.letter == "M" for c in own) and all(c.letter != "e" for c in own)


def _runs_on(previous: Draft, draft: Draft) -> bool:
    """今年累计开行1万列，发送货物增长11%: this year up to the day of writing, as the figure before it."""
    if previous.period is None or draft.period is None or "target" in (previous.status, draft.status):
        return False
    told = previous.origin.get("period", ("", -1, -1))
    same = told[1] >= 0 and told == draft.origin.get("period")
    return same and is_year(draft.period) and previous.period[0] == draft.period[0] < previous.period[1] < draft.period[1]


def _comes_to(previous: Draft, draft: Draft) -> bool:
    """五年来，收入增加近1000亿元，达到3000亿元以上: so much in the last of the years."""
    if previous.kind not in ("growth", "change") or draft.kind != "level" or previous.period is None or draft.period is None:
        return False
    return previous.period[0] < draft.period[0] and previous.period[1] == draft.period[1]


def _grows_to(previous: Draft, draft: Draft) -> bool:
    """“十四五”时期，规模从3.5万亿元增至4.4万亿元，增长25%: over all of its years."""
    told = draft.how("period") == "its sentence" or (draft.how("period") == "the paragraph" and draft.basis == "period")
    if draft.kind not in ("growth", "change") or not told or previous.period is None or draft.period is None:
        return False
    start, end = draft.period
    return not (is_year(draft.period) and start.year == end.year) and start < previous.period[0] and previous.period[1] == end


def _is_other_turn(previous: Draft, draft: Draft, before: list[Chunk], own: list[Chunk]) -> bool:
    """新增公园141座、累计达到973座; 主体达59.3万户、净增2万户: what was added and what there is differ in time."""
    # 标准、品牌分别新增11个和27项，累计达到52个和204项: the lists go on side by side.
    listed = previous.list_of is not None and draft.piece > previous.piece
    if draft.kind != "level" or previous.kind != "level" or (draft.unit != previous.unit and not listed):
        return False
    adding = adds(own)
    return adding != adds(before[: previous.index]) and (adding or any(c.letter in "VX" for c in own))


def adds(chunks: list[Chunk]) -> bool:
    """新增公园141座: whether a word of adding stands among the chunks or within their noun phrases."""
    return any(p.letter == "Y" for p in words_of(chunks))


def is_ahead(period: Period, published: date) -> bool:
    """Whether a period lies in the future; a day that has almost come does not."""
    start, end = period
    return (start - published).days > (_NEAR_DAYS if start == end else 0)


def is_event(period: Period) -> bool:
    """Whether a period is some days on end, as those of a fair."""
    return 0 < (period[1] - period[0]).days <= _FAIR_DAYS


def is_done(left: list[Chunk]) -> bool:
    """今年计划播种735万亩，目前已过九成: what is done already, whatever was planned before."""
    return any(c.word[:1] == "已" for c in left)
