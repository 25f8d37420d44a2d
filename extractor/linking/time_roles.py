"""What a time in a clause is for: a standard to measure by, the time of one figure alone, a part of an event's name."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.link_words import LinkWords
from extractor.linking.turns import is_particle, is_year

_QUOTES: Final = ("“", "”", '"')
# How far before a time stands what surpasses it.
_BEYOND: Final = 8
# In chunks: a whole, what it is of, and its part.
_PART: Final = 3


def is_peer(left: list[Chunk], words: LinkWords) -> bool:
    """增速比全国高1.2个百分点: what is compared with is no time."""
    at = next((i for i in range(len(left) - 1, -1, -1) if left[i].word in words.against), -1)
    if at < 0 or at + 2 >= len(left) or left[at + 1].letter not in "SGPOK":
        return False
    compared = left[at + 1]
    norm = compared.letter == "G" or (compared.letter == NOUN and compared.parts[-1].word.endswith(words.norm))
    fits = left[-1].word in words.degree or (norm and left[-1].letter in "UD")
    return fits and all(c.letter not in "TCQ" for c in left[at + 1 :])


def is_standard(text: str, chunks: list[Chunk], i: int, words: LinkWords) -> bool:
    """1961年以来最强降雨, 相当于1950年到1997年的总和, 是前年产量的1.7倍: a time that something is only measured by."""
    time = chunks[i]
    if text.startswith(words.marks, time.end):
        return True
    if is_surpassed(text, time, words):
        return True
    if time.obj.since and text.startswith(words.record, time.end):
        return True
    if is_held(chunks, i) and names_event(chunks, i, words):
        return True
    if text[time.end : chunks[-1].end].rstrip("的0123456789.倍").endswith(words.sums):
        return True
    figure = next((c for c in chunks[i + 1 :] if c.letter == "Q"), None)
    if figure is not None and i > 0 and chunks[i - 1].letter == "e" and only_particle(chunks[i + 1 :], figure):
        return False
    against = i > 0 and (chunks[i - 1].letter in "VeH" or words.beyond.search(text, max(0, time.start - _BEYOND), time.start) is not None)
    measured = against and figure is not None and figure.obj.unit_class in ("times", "percent")
    return measured and any(c.letter == "S" and c.parts[-1].letter == "j" for c in chunks[i + 1 :] if figure and c.end == figure.start)


def is_surpassed(text: str, time: Chunk, words: LinkWords) -> bool:
    """增速高于上年同期, 不低于当地上年度水平: a time that something is only compared with; not that of 低于3月的2800元."""
    if words.beyond.search(text, max(0, time.start - _BEYOND), time.start) is None:
        return False
    return words.number_near.match(text, time.end) is None


def is_held(chunks: list[Chunk], i: int) -> bool:
    """举办2025年…, 召开的“2011年…: whether a verb stands before, with nothing but 的 and a quotation mark between."""
    at = i - 1
    if at > 0 and chunks[at].letter == NOUN and all(p.letter == "j" or p.word in _QUOTES for p in chunks[at].parts):
        at -= 1
    return at >= 0 and chunks[at].letter in "Wv"


def names_event(chunks: list[Chunk], i: int, words: LinkWords) -> bool:
    """举办2025年毕业生招聘会, 召开的“2011年采购大会”上: the year is part of the event's name."""
    for chunk in chunks[i + 1 :]:
        if chunk.letter not in "SvW":
            return False
        named = [p for p in chunk.parts if p.word not in _QUOTES and p.word not in words.locative] if chunk.letter == NOUN else []
        if named and named[-1].word.endswith(words.event):
            return True
    return False


def only_particle(behind: list[Chunk], figure: Chunk) -> bool:
    """Whether nothing but 的 stands before the figure (低于3月的2800元)."""
    return bool(behind) and is_particle(behind[0]) and behind[0].end == figure.start


def is_of_figure(chunks: list[Chunk], i: int, words: LinkWords) -> bool:
    """从去年的5%, 低于3月的2800元: a time of the next figure alone."""
    if i == 0:
        return False
    if chunks[i - 1].word in words.sources:
        # 从1950年到1954年，比重从A降到B: a span is the whole sentence's.
        return not (chunks[i].obj.span or chunks[i].obj.since)
    if is_of_whole(chunks, i):
        return True
    figure = next((c for c in chunks[i + 1 :] if c.letter == "Q"), None)
    return chunks[i - 1].letter == "e" and figure is not None and only_particle(chunks[i + 1 :], figure)


def is_of_whole(chunks: list[Chunk], i: int) -> bool:
    """完成了全年60亿元采购任务的53%, 为2月份116亿元的3倍: a time of the whole, not of the part."""
    before = chunks[i - 1]
    if before.letter not in "WVXH" and not (before.letter == NOUN and before.parts[-1].letter == "j"):
        return False
    behind = chunks[i + 1 : i + 5]
    if len(behind) > _PART and behind[1].letter in "Wv":
        # 60亿元|采购|任务的|53%
        del behind[1]
    if [c.letter for c in behind[:_PART]] != ["Q", NOUN, "Q"] or behind[1].parts[-1].letter != "j":
        return False
    return behind[2].obj.unit_class in ("times", "percent")


def is_year_reached(chunks: list[Chunk], i: int, words: LinkWords) -> bool:
    """从2012年的1万元增长到2021年的2万元: a year of the second figure alone, as the first has its own."""
    if i == 0 or chunks[i - 1].letter != "X" or not is_year(chunks[i].obj.period):
        return False
    # 从2012年的30%，提高至2021年的57.8%: the verb begins a piece of its own.
    if i == 1:
        return True
    return any(one.word in words.sources and two.letter == "T" for one, two in pairwise(chunks[:i]))
