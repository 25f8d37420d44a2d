"""What can own a figure: names and things, not what a sentence says of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from extractor.finding.numerals import read_number
from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.draft import Draft
from extractor.linking.indicators import Indicators
from extractor.linking.link_words import LinkWords
from extractor.tokenising.wrapping import unbroken

_NAMES: Final = frozenset("POKGEL")
_OPENING: Final = "“"
_CLOSING: Final = "”"
_HOLDERS: Final = frozenset({"firms", "projects", "organisations", "capacity", "production", "people"})
DESCRIBED: Final = "what it describes"
# In characters: how long a name in quotes may be.
_MARK: Final = 16
_CHUNKS: Final = 6
_VERBAL: Final = frozenset("WvVUDXM")


def can_hold(draft: Draft, indicators: Indicators, words: LinkWords) -> bool:
    """细化落实80项任务, 建成投产260个项目: in the report of a place only names and things that can be counted own a figure."""
    _, start, end = draft.origin["subject"]
    if _is_of_compound(draft, end):
        return False
    if any(c.letter in _NAMES and start <= c.start < end for c in draft.clause):
        return True
    if _CLOSING in draft.subject or draft.subject.endswith(words.owner_end):
        return True
    behind = next((c for c in draft.clause if c.start >= end), None)
    if behind is not None and behind.word in words.being and behind.word not in words.oblique:
        # 冰雪经济是万亿级新赛道, but not 十二是…
        return read_number(draft.subject) is None
    return indicators.thing(draft.subject) is not None


def _is_of_compound(draft: Draft, end: int) -> bool:
    """“两山”|实践|创新|基地3个, 智能|制造|标杆企业1家: whether the owner that ends at ``end`` is the first part of the counted noun."""
    behind = [c for c in draft.clause[: draft.index] if c.start >= end]
    if len(behind) < 2 or behind[-1].letter != NOUN or draft.head is None or not draft.head.counted:
        return False
    joined = all(one.end == two.start for one, two in pairwise([*behind, draft.clause[draft.index]]))
    return behind[0].start == end and joined and all(c.letter == "v" for c in behind[:-1])


def only_describes(draft: Draft) -> bool:
    """培育收入超10亿元的企业5家: what the figure describes goes on to do nothing, and owns no later figure."""
    how, _, end = draft.origin.get("subject", ("", 0, 0))
    behind = next((c for c in draft.clause if c.start >= end), None) if how == DESCRIBED else None
    return how == DESCRIBED and (behind is None or behind.letter not in _VERBAL)


class Described:
    """总投资500亿元的浙江社保科创基金: the thing that a figure only describes owns it."""

    __slots__ = ("indicators", "text", "words")

    def __init__(self, indicators: Indicators, words: LinkWords, text: str) -> None:
        self.indicators = indicators
        self.words = words
        self.text = text

    def give(self, chunks: list[Chunk], draft: Draft) -> None:
        """Make the thing behind 的 the subject of a figure whose indicator stands before it."""
        at = draft.index + 1
        told = draft.how("indicator") == "its clause" or draft.quantity.unit_class == "rank"
        if draft.indicator in self.words.making or (draft.kind == "share" and not self._shares(chunks, draft)):
            # 进口3亿元的葡萄酒
            return
        if not told or at >= len(chunks) or chunks[at].letter != NOUN or chunks[at].parts[0].letter != "j":
            return
        first = chunks[at].parts[1] if len(chunks[at].parts) > 1 else chunks[at + 1] if at + 1 < len(chunks) else None
        if first is None or first.start - draft.quantity.end > 2:
            return
        end = self._quoted(chunks, first) if first.word == _OPENING else self._named(chunks, at, first)
        if end > first.start:
            draft.give(unbroken(self.text, first.start, end), DESCRIBED, first.start, end)

    def _shares(self, chunks: list[Chunk], draft: Draft) -> bool:
        """占公司产量25%的工厂, 八成的原料企业和七成的加工企业; not 占了一半以上的席位."""
        before = chunks[draft.index - 1] if draft.index else None
        listed = before is not None and before.letter == NOUN and before.parts[-1].letter in "sc"
        return listed or (draft.head is not None and not draft.head.counted)

    def _quoted(self, chunks: list[Chunk], first: Chunk) -> int:
        """Where a name in quotes ends, with the noun right behind it: “地中海弗罗拉”轮."""
        close = self.text.find(_CLOSING, first.start, first.start + _MARK)
        if close < 0:
            return -1
        inside = next((c for c in chunks if c.letter == NOUN and c.start <= close < c.end), None)
        rest = [p for p in inside.parts if p.start > close] if inside is not None else []
        return rest[0].end if rest and rest[0].letter == "k" else close + 1

    def _named(self, chunks: list[Chunk], at: int, first: Chunk) -> int:
        """Where the thing ends that begins with ``first``, names and cut verbs before its noun or not; -1 if it is no thing."""
        name, said, end = "", "", chunks[at].start
        for i, chunk in enumerate(chunks[at : at + _CHUNKS]):
            if chunk.start != end:
                break
            if chunk.letter == NOUN:
                parts = chunk.parts if i else chunk.parts[1:]
                size = next((n for n, p in enumerate(parts) if p.letter in "jscr"), len(parts))
                words = said + "".join(p.word for p in parts[:size])
                found = 0 if self._is_measured(words) else self._longest(said, parts[:size])
                if found or size < len(parts) or self._is_measured(words):
                    return found or -1
                said = words
            elif chunk.letter in _NAMES and not said:
                name = chunk.letter
            elif (chunk.letter in "vWd" or (chunk.letter == "B" and name and not said)) and len(chunk.word) <= 2 and name in ("", "P"):
                said += chunk.word
            else:
                break
            end = chunk.end
        alone = name in ("O", "K", "E") or end == chunks[-1].end
        return end if name and not said and alone else -1

    def _longest(self, said: str, parts: list[Chunk]) -> int:
        """The end of the longest thing among ``parts``; 0 if there is none."""
        for size in range(len(parts), 0, -1):
            if self._is_thing(said + "".join(p.word for p in parts[:size])):
                return parts[size - 1].end
        return 0

    def _is_measured(self, words: str) -> bool:
        """近一倍的限价猪肉投放量"""
        head = self.indicators.head(words, False)
        return (head is not None and not head.counted and not self._is_thing(words)) or words.endswith(self.words.own_end)

    def _is_thing(self, words: str) -> bool:
        if words in self.indicators.never_owners or words.endswith(self.words.peak):
            return False
        head = self.indicators.thing(words)
        if head is not None and len(words) > 1 and head.category in _HOLDERS:
            return True
        fund = self.indicators.fund(words)
        return fund is not None and fund.category == "finance"
