"""Words of a clause that turn its period: 连续八年, 两年平均, 从…到…, 建成后可…, 峰值时."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from extractor.finding.numerals import read_number
from extractor.linking.clauses import Chunk
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords

Period = tuple[date, date]


def years_on_end(draft: Draft, chunks: Sequence[Chunk], published: date | None, words: LinkWords) -> Period | None:
    """连续八年居第一: the years up to the document's, or up to the last that is over."""
    if draft.kind not in ("rank", "level") or draft.period is None:
        return None
    for i in range(draft.index - 1, 0, -1):
        chunk = chunks[i]
        if chunk.letter in "TQ":
            return None
        if chunk.letter == "d" and getattr(chunk.obj, "unit", "") == "年" and chunks[i - 1].word.endswith(words.running):
            last = draft.period[1].year
            if published is not None and last == published.year and published.month < 12:
                last -= 1
            return date(last - int(chunk.obj.value) + 1, 1, 1), date(last, 12, 31)
    return None


def averaged_years(chunks: Sequence[Chunk], index: int, period: Period) -> Period | None:
    """两年平均增长: as many years as it says, up to the year of the figure."""
    for chunk in reversed(chunks[:index]):
        if chunk.letter == "C" and chunk.obj.reading == "average":
            head, year, _ = chunk.word.partition("年")
            number = read_number(head) if year and head else None
            if number is not None and 1 < number.value < 30 and not number.vague:
                return date(period[1].year - int(number.value) + 1, 1, 1), period[1]
            return None
    return None


def is_particle(chunk: Chunk) -> bool:
    """Whether a chunk is only 的."""
    return chunk.letter == "S" and all(p.letter == "j" for p in chunk.parts)


def is_source(draft: Draft, chunks: Sequence[Chunk], words: LinkWords) -> bool:
    """Whether the figure is the first of 从A增至B."""
    before = next((c for c in reversed(chunks[: draft.index]) if c.letter not in "TCd" and not is_particle(c)), None)
    return before is not None and before.word in words.sources


def pairs(drafts: Sequence[Draft], pieces: Sequence[Sequence[Chunk]], words: LinkWords) -> None:
    """从1950年的A降低到1954年的B，其中国防费从C降低到D: the second pair keeps both years of the first."""
    known: tuple[Period | None, Period | None] | None = None
    for first, second in pairwise(drafts):
        chunks = pieces[first.piece]
        if first.piece != second.piece or not is_source(first, chunks, words):
            continue
        dated = [c for c in chunks[: second.index] if c.letter == "T"]
        if len(dated) > 1 or (dated and dated[0].obj.span):
            known = (first.period, second.period)
        elif not dated and known is not None:
            first.period, second.period = known
