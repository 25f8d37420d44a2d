"""How long a time holds in a yearly report: for its piece, for its sentence, or for what follows too."""

from __future__ import annotations

from typing import Final

from extractor.finding.timeline import Time
from extractor.linking.clauses import Chunk
from extractor.linking.document import Document
from extractor.linking.link_words import LinkWords

# From a term of five years to one day less or more.
_TERM_DAYS: Final = (1640, 2010)
# In days: quarters, months and days; longer stretches may be what a whole report is about.
_PART_OF_YEAR: Final = 190
_PLAN_YEARS: Final = 5
# How far before a time the preposition stands that makes it a base (在2023年…基础上).
_BEFORE: Final = 4
# How far before a plan the verb stands that fulfils its aim.
_VERB: Final = 5


def holds_for_piece(text: str, chunks: list[Chunk], i: int, document: Document, words: LinkWords) -> bool:
    """Whether a time only names an aim or a base: 提前完成“十四五”节能目标, 在2023年评比第三的基础上."""
    time = chunks[i].obj
    if not document.annual or time.period is None:
        return False
    if words.base.match(text, time.end) is not None and words.base_of.search(text, max(0, time.start - _BEFORE), time.start) is not None:
        return True
    first, time = _listed(text, chunks, time)
    if not time.plan or time.period is None or time.point or not "一" <= text[first - 1 : first] <= "龥":
        return False
    # A plan that ends with the year reported on is what the whole review may be about, but for 超额完成国家“十四五”找矿目标.
    over = document.year is not None and time.period[1].year <= document.year
    if over and not any(w in text[max(0, first - _VERB) : first] for w in words.fulfilled):
        return False
    return words.plan_aim.match(text, time.end) is not None


def outlasts(time: Time, document: Document, told: bool) -> bool:
    """Whether a time holds for the sentences behind it too; ``told`` is whether figures stand in its own."""
    if not document.annual or time.period is None:
        return True
    start, end = time.period
    days = (end - start).days
    if time.span and not time.plan:
        # 近三年, 两年来; the five years of a term hold on.
        return not told or _TERM_DAYS[0] < days < _TERM_DAYS[1]
    if not told or time.until or time.plan:
        return True
    if (end.month, end.day) != (12, 31) or start.month > 1:
        # 四季度, 9月底
        return days >= _PART_OF_YEAR or (start == end and (end.month, end.day) == (12, 31))
    # 力争2027年建成6个产业; what is told of a plan's last year may go on.
    return document.year is None or start.year <= document.year + 1 or start.year % _PLAN_YEARS == 0


def _listed(text: str, chunks: list[Chunk], time: Time) -> tuple[int, Time]:
    """Where the list of times begins that a time stands in, and its last: 2024年、2025年、“十五五”期间项目."""
    first = end = time.start
    for chunk in chunks:
        if chunk.letter != "T":
            continue
        joined = text[end : chunk.start] == "、"
        if chunk.start <= time.start:
            first = first if joined else chunk.start
        elif joined:
            time = chunk.obj
        else:
            break
        end = chunk.end
    return first, time
