"""The members of a list that 分别 hands out where the word cut found names or verbs in it."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import Chunk, words_of
from extractor.linking.phrases import Phrase

_NAMES: Final = frozenset("POK")
_LEADING: Final = frozenset("TCdZBW")
_TRAILING: Final = frozenset("TCdH")


def members(chunks: list[Chunk], index: int, count: int) -> tuple[list[Phrase], bool]:
    """(the ``count`` members of the list before 分别, whether each is a name or begins with one); none where the numbers differ.

    风能原动设备|制造|、光伏设备|制造|用电|分别, 对|拉美|、|非洲|等市场出口|分别.
    """
    high = next((i for i in range(index - 1, -1, -1) if chunks[i].letter == "F"), -1)
    low = next((i + 1 for i in range(high - 1, -1, -1) if chunks[i].letter == "Q"), 0)
    while high > low and chunks[high - 1].letter in _TRAILING:
        high -= 1
    while low < high and chunks[low].letter in _LEADING:
        low += 1
    if high <= low:
        return [], False
    items = Phrase(list(words_of(chunks[low:high]))).items(count)
    if len(items) != count or any(i.end - i.start < 2 or i.parts[0].word[:1].isdigit() for i in items):
        # 2016、2017年: no list of things.
        return [], False
    named = [i.parts[0].letter in _NAMES and (len(i.parts) == 1 or i is items[-1]) for i in items]
    if all(named):
        return [Phrase(i.parts[:1]) for i in items], True
    return ([], False) if any(p.letter in _NAMES for i in items for p in i.parts) else (items, False)
