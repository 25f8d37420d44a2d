"""The noun behind a count where the word cut found verbs or quotes in it: 10家|高价值专利|培育|中心, 122个|“就业驿站”."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.draft import Draft
from extractor.linking.indicators import Head
from extractor.linking.link_words import LinkWords
from extractor.linking.phrases import Phrase

# In characters and chunks: what is longer is a clause, not a noun.
_LENGTH: Final = 22
_CHUNKS: Final = 6
_MARK_LENGTH: Final = 16
_OPENING: Final = "“"
_CLOSING: Final = "”"
_VERBS: Final = frozenset("vWUDdX")
_NAMES: Final = frozenset("GPKL")
_ENDS: Final = frozenset("sjr")
_STOPS: Final = frozenset("sjrc")
# What is counted by them is done, not named.
_TIMES: Final = frozenset(("次", "人次", "轮", "层", "届", "人日"))
# 7家跨境|资金|集中|运营中心: bodies are no money.
_BODIES: Final = frozenset(("家", "所"))
_NO_BODIES: Final = frozenset(("spending", "innovation", "finance", "people", "policy", "production"))


def behind_split(
    chunks: list[Chunk], draft: Draft, found: Phrase | None, head: Callable[[str], Head | None], words: LinkWords
) -> Phrase | None:
    """The noun right behind a count, where ``found`` is no thing that ``head`` knows: it goes on over verbs, or is told something of."""
    if found is not None and head("".join(p.word for p in found.parts)) is not None:
        return None
    at = draft.index + 1
    if at >= len(chunks) or chunks[at].start != draft.quantity.end or draft.unit in _TIMES:
        return None
    first = chunks[at]
    if first.letter == NOUN and first.parts[0].word == _OPENING:
        return _quoted(chunks, at, head)
    if first.letter == "L":
        return _named(chunks, at, head, draft.quantity.unit_class == "count")
    skipped = 0
    if first.letter == NOUN and first.parts[0].word == _CLOSING and len(first.parts) > 1:
        # “20条”(等)增量政策
        skipped = 2 if first.parts[1].word == "等" else 1
    before: list[Chunk] = []
    said = ""
    end = first.start
    for chunk in chunks[at : at + _CHUNKS]:
        if chunk.start != end or chunk.end - first.start > _LENGTH:
            return None
        if chunk.letter == NOUN:
            parts = chunk.parts[skipped:]
            skipped = 0
            ends = next((n for n, p in enumerate(parts) if p.letter in (_ENDS if before else _STOPS)), len(parts))
            thing = _thing(said, parts[:ends], draft.unit, head)
            if thing:
                shortened = not before and found is not None and found.start == first.start and found.end > parts[thing - 1].end
                if shortened and not "".join(p.word for p in parts[thing:]).startswith(words.becoming):
                    return None
                return Phrase([*before, *parts[:thing]])
            if ends < len(parts):
                return None
            before += parts
            said += "".join(p.word for p in parts)
        elif chunk.letter in _NAMES or (chunk.letter in _VERBS and chunk.word not in words.telling and len(chunk.word) <= 2):
            if chunk.letter == "d" and before:
                return None
            before.append(chunk)
            said += chunk.word
            if chunk.letter in "KL" and said[-1] != _CLOSING and head(said) is not None:
                return Phrase(before)
        else:
            return None
        end = chunk.end
    return None


def _thing(said: str, parts: list[Chunk], unit: str, head: Callable[[str], Head | None]) -> int:
    """How many of ``parts`` make the longest countable thing of a category that has such a unit; 0 if none do."""
    for high in range(len(parts), 0, -1):
        text = said + "".join(p.word for p in parts[:high])
        if high < len(parts) and parts[high].word == _OPENING:
            continue
        thing = head(text)
        if thing is None or len(text) == 1 or (len(thing.text) == 1 and high < len(parts)):
            # 城乡|供水 ends in no 乡.
            continue
        if not (unit in _BODIES and thing.category in _NO_BODIES):
            return high
    return 0


def _quoted(chunks: list[Chunk], at: int, head: Callable[[str], Head | None]) -> Phrase | None:
    """122个|“就业驿站”, 150项|“全区通办”事项: the words in the quotes and the noun right behind them."""
    parts: list[Chunk] = []
    end = chunks[at].start
    closed = False
    for chunk in chunks[at : at + _CHUNKS]:
        if chunk.start != end or chunk.letter == "Q":
            return None
        for part in chunk.parts or (chunk,):
            if closed and part.letter in "sjcr":
                return Phrase(parts)
            parts.append(part)
            if part.word == _CLOSING:
                closed = True
            elif closed and head("".join(p.word for p in parts).rpartition(_CLOSING)[2]):
                return Phrase(parts)
        end = chunk.end
        if closed:
            inside = next(n for n, p in enumerate(parts) if p.word == _CLOSING)
            return Phrase(parts[: inside + 1]) if end - chunks[at].start > inside else None
        if end - chunks[at].start > _MARK_LENGTH:
            return None
    return None


def _named(chunks: list[Chunk], at: int, head: Callable[[str], Head | None], alone: bool) -> Phrase | None:
    """13个|“高效办成一件事”(事项): a named scheme, alone or with the noun behind it."""
    noun = chunks[at + 1] if at + 1 < len(chunks) else None
    if noun is not None and noun.letter == NOUN and noun.start == chunks[at].end:
        for high in range(len(noun.parts), 0, -1):
            if head("".join(p.word for p in noun.parts[:high])) is not None:
                return Phrase([chunks[at], *noun.parts[:high]])
    return Phrase([chunks[at]]) if alone else None
