"""The members of a list that 分别 hands out where the word cut found names or verbs in it."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import Chunk, words_of
from extractor.linking.phrases import Phrase

# 对东盟进出口: whom one trades with owns nothing.
PARTNER: Final = "no subject but a partner"
# 营收、利润分别为A和B，分别增长C和D: the second list is told of what the first is.
ORDER: Final = "the order of the list before"
_NAMES: Final = frozenset("POK")
_LEADING: Final = frozenset("TCdZBW")
_TRAILING: Final = frozenset("TCdH")


def towards(chunks: list[Chunk], index: int, partners: frozenset[str]) -> str:
    """对 before the list that 分别 hands out (对|拉美|、|非洲|等市场出口|分别): its members are whom one trades with."""
    low = _first(chunks, index)
    return chunks[low - 1].word if low > 0 and chunks[low - 1].word in partners and chunks[low].letter in _NAMES else ""


def members(chunks: list[Chunk], index: int, count: int) -> tuple[list[Phrase], bool]:
    """(the ``count`` members of the list before 分别, whether each is a name or begins with one); none where the numbers differ.

    风能原动设备|制造|、光伏设备|制造|用电|分别, 对|拉美|、|非洲|等市场出口|分别, 我国|东部|、|西部地区|外资|分别.
    """
    high = _dealt_at(chunks, index)
    low = _first(chunks, index)
    while high > low and chunks[high - 1].letter in _TRAILING:
        high -= 1
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


def _dealt_at(chunks: list[Chunk], index: int) -> int:
    """Where 分别 stands before the figure at ``index``; -1 without it."""
    return next((i for i in range(index - 1, -1, -1) if chunks[i].letter == "F"), -1)


def _first(chunks: list[Chunk], index: int) -> int:
    """Where the list before 分别 begins."""
    high = _dealt_at(chunks, index)
    low = next((i + 1 for i in range(high - 1, -1, -1) if chunks[i].letter == "Q"), 0)
    while low < high and (chunks[low].letter in _LEADING or (chunks[low].letter == "G" and _is_of(chunks, low))):
        low += 1
    return max(low, 0)


def _is_of(chunks: list[Chunk], at: int) -> bool:
    """我国|东部|、|西部地区, 我国|对|东盟|、|欧盟: whether the word for the nation only leads to a list of names."""
    behind = chunks[at + 1 : at + 3]
    return bool(behind) and (behind[0].letter in _NAMES or (behind[0].letter == "B" and len(behind) > 1 and behind[1].letter in _NAMES))
