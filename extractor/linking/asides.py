"""Names that a clause only deals with: partners, seats, objects, members of a list; no figure of a later clause is theirs."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import NOUN, Chunk, is_joint
from extractor.linking.link_words import LinkWords
from extractor.linking.phrases import is_oblique

VERBAL: Final = frozenset("WvVUDXHMNn")


def is_aside(chunks: list[Chunk], at: int, words: LinkWords) -> bool:
    """与|越南工业园|签订协议, 引入|关中地区, 是|河北省|重点项目: what a piece deals with, not whose the next one's figures are."""
    name = chunks[at]
    seat = at
    while seat > 0 and chunks[seat - 1].letter == "P" and chunks[seat - 1].end == chunks[seat].start:
        seat -= 1
    before = next((c for c in reversed(chunks[:seat]) if c.letter != "d"), None)
    if before is None or name.letter == "G":
        return False
    if before.word in words.being:
        # 最大的品牌是西门子，…: a name that is not joined to a noun is the subject itself.
        return at + 1 < len(chunks) and chunks[at + 1].letter == NOUN and chunks[at + 1].start == name.end
    if before.letter in "Wv":
        # 由于|肯尼亚|重视品牌: a name that goes on to do something is no object.
        behind = next((c for c in chunks[at + 1 :] if c.letter not in "Td"), None)
        if name.letter == "O":
            # 拥有|联合国|产业分类, 加入|世贸组织|的要求: a body that only tells of what its object is.
            return behind is not None and behind.letter == NOUN and behind.start == name.end
        return name.letter == "P" and (behind is None or behind.letter not in VERBAL)
    if before.word in words.at_rate or not is_oblique(chunks, at, words):
        return False
    if name.letter == "O" and before.word in words.doer:
        # 由|江苏|雨润集团|投资建设
        return True
    # 而在重庆，…: where something is may open its piece, and is a topic then.
    return before.word not in words.at or any(c.letter not in "TCdB" for c in chunks[: seat - 1])


def is_partner(chunks: list[Chunk], chunk: Chunk, words: LinkWords) -> bool:
    """对俄罗斯出口, 电站位于贵南县: the other side or the seat, not whose figure it is."""
    i = next(n for n, c in enumerate(chunks) if c is chunk)
    seat = i
    while seat > 0 and chunks[seat - 1].letter == "P":
        seat -= 1
    if seat > 0 and chunks[seat - 1].word in words.located:
        return True
    if seat > 0 and chunks[seat - 1].word in words.excepted:
        return True
    while seat > 1 and is_joint(chunks[seat - 1]) and chunks[seat - 2].letter == "P":
        # 对|东盟|、|欧盟|进出口
        seat -= 2
    return is_oblique(chunks, i, words) and seat > 0 and chunks[seat - 1].word in words.towards


def stands_with(chunks: list[Chunk], at: int, other: Chunk | None) -> bool:
    """与四川、重庆等签约: a member of the list that another name ends."""
    if other is not None and chunks[at].end == other.start:
        # 由|江苏|雨润集团
        return True
    if other is None or at + 2 >= len(chunks) or chunks[at + 2] is not other:
        return False
    return is_joint(chunks[at + 1])


def begins_list(chunks: list[Chunk], at: int) -> bool:
    """枣阳、枝江等强县: the first of several owns nothing alone."""
    behind = chunks[at + 1] if at + 1 < len(chunks) else None
    return behind is not None and behind.letter == NOUN and behind.parts[0].letter == "s"
