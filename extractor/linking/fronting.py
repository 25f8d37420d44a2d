"""将 that only brings an object forward (将级别提升至三级, 将19只股票纳入指数), told from 将 of what is to come."""

from __future__ import annotations

from typing import Final

from extractor.finding.lexicon import Lexicon
from extractor.linking.clauses import NOUN, Chunk

WORD: Final = "将"
_OBJECTS: Final = frozenset("SPOKLGQ")
_VERBS: Final = frozenset("vWVUDX")
_NAMES: Final = frozenset("SPOKLG")
_STANDS_FOR: Final = "把"
_ADVERBIAL_PARTS: Final = 2


class Fronting:
    """Reads 将 before an object and a verb with a goal as 把, which says nothing of the time."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._ends = lexicon.ends("goal_end")
        self._done = lexicon.of("succeeding")
        self._goals = lexicon.of("goal_word")
        self._kept = lexicon.of("kept")
        self._adverbial = lexicon.of("adverbial_noun")

    def read(self, chunks: list[Chunk]) -> None:
        """Mark each 将 of a piece that brings an object forward."""
        for i, chunk in enumerate(chunks):
            if chunk.word == WORD and self._brings_forward(chunks, i):
                chunk.letter, chunk.word = "B", _STANDS_FOR

    def _brings_forward(self, chunks: list[Chunk], i: int) -> bool:
        if i + 2 >= len(chunks):
            return False
        if i and chunks[i - 1].word in self._done:
            # 成功将卫星发射升空
            return True
        first = chunks[i + 1]
        if first.letter not in _OBJECTS or (first.letter == NOUN and self._is_adverbial(first.parts)):
            return False
        if first.letter == "Q":
            if chunks[i + 2].letter == "V" or not first.word[:1].isdigit():
                # 将超过99%, 将超过百人参加
                return False
            behind = next((c for c in chunks[i + 3 :] if c.letter != "d"), None)
            if chunks[i + 2].letter == NOUN and behind is not None and behind.letter in "vW":
                # 将1400吨物资顺利送达
                return True
        object_only = True
        for at in range(i + 2, len(chunks)):
            letter = chunks[at].letter
            if letter == "M":
                return False
            if letter in _VERBS and chunks[at].word not in self._kept and self._has_goal(chunks, at, object_only):
                return True
            object_only = object_only and letter in _NAMES
        return False

    def _is_adverbial(self, parts: list[Chunk]) -> bool:
        """重点(投入), 集体(升入); 重点监督品种 is a thing."""
        return parts[0].word in self._adverbial and len(parts) <= _ADVERBIAL_PARTS

    def _has_goal(self, chunks: list[Chunk], at: int, alone: bool) -> bool:
        """引入, 列为, 提升至; 汇聚|至, 锁定|在, 下放|给; 下调 right behind its object (``alone``)."""
        verb = chunks[at]
        if verb.letter == "X" or (verb.letter in "UD" and alone):
            return True
        if verb.word.endswith(self._ends):
            return True
        behind = next((c for c in chunks[at + 1 :] if c.letter not in "vW"), None)
        return behind is not None and behind.word in self._goals and behind.start == _end_of(chunks, at)


def _end_of(chunks: list[Chunk], at: int) -> int:
    """Where the run of verbs that begins at a chunk ends."""
    while at + 1 < len(chunks) and chunks[at + 1].letter in "vW":
        at += 1
    return chunks[at].end
