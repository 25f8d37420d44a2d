"""Small signs in a clause: what a phrase of each unit ends with, and what belongs to the figure before."""

from __future__ import annotations

from collections.abc import Container, Sequence

from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.draft import Draft


def is_listed(chunks: list[Chunk], draft: Draft) -> bool:
    """14人死亡、|200人|受伤: what stands before belongs to the one before."""
    before_it = chunks[draft.index - 1] if draft.index else None
    return before_it is not None and before_it.letter == NOUN and before_it.parts[-1].letter == "s"


def where_each(words: str, marks: Sequence[str], units: Container[str]) -> int:
    """Where 每公斤 or 每平方米 begins at the end of a phrase; -1 if it does not."""
    for mark in marks:
        at = words.rfind(mark)
        if at >= 0 and (0 < len(words) - at - len(mark) <= 2 or words[at + len(mark) :] in units):
            return at
    return -1
