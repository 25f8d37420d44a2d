"""What an earlier clause speaks of, or its own begins with, and so owns a figure: a whole, goods, an aspect, what was set up."""

from __future__ import annotations

from typing import Final

from extractor.linking.asides import VERBAL
from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.draft import Draft
from extractor.linking.indicators import Indicators
from extractor.linking.link_words import LinkWords
from extractor.linking.phrases import Phrase, is_oblique, trimmed
from extractor.tokenising.wrapping import unbroken

# What may stand before the noun that leads a piece.
_BEFORE_LEAD: Final = frozenset("TCdZPGOK")
HOLDERS: Final = frozenset({"firms", "projects", "organisations", "capacity"})
_NAMES: Final = frozenset("POKGE")
# How many pieces of its sentence a figure looks back over.
_REACH: Final = 16
# In pieces: how far before a price its goods may be named; in characters: the longest name of a price of nothing in particular.
_NEARBY: Final = 4
_PRICE: Final = 4
# 1亿: nothing that is priced by the piece is as dear.
_DEAR: Final = 100_000_000
# How many pieces before a part its whole may be told.
_NEAR: Final = 2
# 第八届, 本届, 首届
_SESSION: Final = "届"
# How many characters before a yield its crop may be named.
_PARAGRAPH: Final = 400


class SpokenOf:
    """Finds what is spoken of around a figure."""

    def __init__(self, indicators: Indicators, words: LinkWords, world: frozenset[str]) -> None:
        self.indicators = indicators
        self.words = words
        self.world = world

    def among(self, pieces: list[list[Chunk]], draft: Draft) -> Phrase | None:
        """41个工业大类行业中，有39个行业…: the things of which so many or so large a part are told."""
        if draft.quantity.unit_class not in ("count", "percent"):
            return None
        for chunks in reversed(pieces[max(0, draft.piece - _NEAR) : draft.piece]):
            last = chunks[-1]
            if last.letter == NOUN and len(last.parts) > 1 and last.parts[-1].word in self.words.among:
                found = trimmed(last, self.words)
                words = "".join(p.word for p in found.parts) if found is not None else ""
                head = self.indicators.head(words, True) if len(words) > 2 else None
                return found if head is not None and head.counted else None
            if any(c.letter == "Q" for c in chunks):
                return None
        return None

    def goods(self, text: str, draft: Draft) -> str:
        """粮食生产再创新高。播种面积达到8780.7万亩: a yield or area without its crop is that of the goods last named in the paragraph."""
        if draft.indicator not in self.words.of_goods:
            return ""
        low = max(0, draft.quantity.start - _PARAGRAPH)
        start = text.rfind("\n", low, draft.quantity.start) + 1 or low
        named = self.words.goods.findall(text, start, draft.quantity.start)
        return named[-1] if named else ""

    def priced(self, text: str, pieces: list[list[Chunk]], draft: Draft) -> str:
        """一款40英寸3D电视，售价为4400元, 铝锭成交价…，均价…: the goods that the clauses before a bare price name."""
        if draft.category != "price" or len(draft.indicator) > _PRICE or (draft.value or 0) >= _DEAR:
            return ""
        for number in range(draft.piece, max(-1, draft.piece - _NEARBY), -1):
            chunks = pieces[number]
            for i in range((draft.index if number == draft.piece else len(chunks)) - 1, -1, -1):
                chunk = chunks[i]
                if chunk.letter in _NAMES and chunk.letter != "P" and not is_oblique(chunks, i, self.words):
                    return ""
                found = trimmed(chunk, self.words) if chunk.letter == NOUN else None
                words = found.text(text) if found is not None else ""
                goods = self.indicators.priced(words) if len(words) > 1 else ""
                thing = self.indicators.thing(words) if len(words) > 1 and not goods else None
                if goods or (thing is not None and thing.category == "production" and len(thing.text) > 1):
                    return goods or words
        return "" if any(c.letter in "PG" for c in draft.clause[: draft.index]) else self.indicators.metal(draft.indicator)

    def aspect(self, text: str, pieces: list[list[Chunk]], draft: Draft) -> Phrase | None:
        """公路方面，人员流动量超1.7亿人次: a piece that is only an aspect says whose the figures behind it are."""
        for chunks in reversed(pieces[max(0, draft.piece - _REACH) : draft.piece]):
            told = [c for c in chunks if c.letter not in "TCdB"]
            if len(told) == 1 and told[0].letter == NOUN and told[0].parts[-1].word in self.words.aspect:
                return trimmed(told[0], self.words)
        return None

    def made(self, text: str, pieces: list[list[Chunk]], draft: Draft) -> Phrase | None:
        """设立再贷款，总额度5000亿元: what the verb of the piece before set up."""
        if draft.piece == 0 or not draft.indicator.endswith(self.words.of_thing) or any(c.letter in _NAMES for c in pieces[draft.piece]):
            return None
        opening = next((c for c in pieces[draft.piece] if c.letter not in "TdB"), None)
        if opening is None or draft.phrase is None or opening.start > draft.phrase.start or opening.end < draft.phrase.end:
            return None
        before = pieces[draft.piece - 1]
        if (
            len(before) < 2
            or before[-1].letter != NOUN
            or before[-2].word not in self.words.setting_up
            or any(c.letter == "Q" for c in before)
        ):
            return None
        found = trimmed(before[-1], self.words)
        return found if found is not None and len(found.text(text)) > 1 else None

    def whole_world(self, pieces: list[list[Chunk]], draft: Draft) -> Chunk | None:
        """全球累计确诊病例达到3亿例: the world, where the figure's piece or the ones before it begin with it and name nothing else."""
        for number in range(draft.piece, -1, -1):
            first = True
            named = False
            for c in pieces[number]:
                if first and c.letter not in "TdB":
                    if c.word in self.world:
                        return c
                    first = False
                named = named or c.letter in _NAMES
            if named:
                return None
        return None

    def fair(self, text: str, pieces: list[list[Chunk]]) -> Chunk | None:
        """第八届世界闽商大会在福州举行: the fair or meeting that a clause of the sentence begins with."""
        if not pieces or not pieces[0]:
            return None
        first, last = pieces[0][0].start, pieces[-1][-1].end
        start = max(text.rfind(mark, 0, first) for mark in "。\n") + 1
        # Hardly a sentence has one: to find that costs less than the search.
        found = self.words.fair_told.search(text, start, last) if text.find(_SESSION, start, last) >= 0 else None
        return Chunk("K", found.start("name"), found.end("name"), found["name"]) if found is not None else None

    def names_fair(self, subject: str) -> bool:
        """Whether a subject is a fair or a part of one (广交会展览总面积)."""
        return any(word in subject for word in self.words.fair)

    def event(self, text: str, pieces: list[list[Chunk]], until: int) -> Phrase | None:
        """在北京冬奥会上共有200项技术应用, 本届广交会上，展示产品455万件: the event that a piece up to ``until`` opens with."""
        for number in range(until, -1, -1):
            for lead in pieces[number]:
                if lead.letter in "TCdB" or lead.word in self.words.at:
                    continue
                if lead.letter == NOUN and len(lead.parts) > 1 and lead.parts[-1].word in self.words.locative:
                    found = trimmed(lead, self.words)
                    if found is not None and found.text(text).endswith(self.words.fair):
                        return found
                break
            for c in pieces[number]:
                if c.letter in "POK":
                    return None
        return None

    def counted(self, pieces: list[list[Chunk]], draft: Draft, previous: Draft | None) -> Draft | None:
        """企业1530家，实现营业收入3210亿元: the money is that of what was counted just before."""
        if previous is None or previous.kind != "level" or previous.quantity.unit_class != "count" or draft.piece > previous.piece + 1:
            return None
        if previous.head is None or not previous.head.counted or previous.category not in HOLDERS or draft.head is None:
            return None
        if not draft.indicator.endswith(self.words.of_counted) or len(previous.indicator) < 2:
            return None
        own = pieces[draft.piece][previous.index + 1 if draft.piece == previous.piece else 0 : draft.index]
        return None if any(c.letter in _NAMES for c in own) else previous

    def leading_phrase(self, text: str, pieces: list[list[Chunk]], draft: Draft, speakers: set[int]) -> tuple[str, int]:
        """The noun phrase that leads an earlier piece, and its start: 焦炭行业需淘汰…，涉及87家企业."""
        for number in range(draft.piece - 1, max(-1, draft.piece - _REACH), -1):
            found = self.lead(text, pieces, number, speakers)
            if found[0]:
                return found
        return "", -1

    def lead(self, text: str, pieces: list[list[Chunk]], number: int, speakers: set[int]) -> tuple[str, int]:
        """The thing that leads a piece and does or is something in it, and its start."""
        chunks = pieces[number]
        if any(c.start in speakers for c in chunks):
            return "", -1
        at = next((i for i, c in enumerate(chunks) if c.letter not in _BEFORE_LEAD and c.word not in self.words.this), -1)
        if at < 0 or chunks[at].letter != NOUN:
            return "", -1
        behind = next((c for c in chunks[at + 1 :] if c.letter not in "Td"), None)
        if behind is None or (behind.letter not in VERBAL and behind.letter != "B"):
            return "", -1
        phrase = trimmed(chunks[at], self.words)
        words = phrase.text(text) if phrase is not None else ""
        head = self.indicators.head(words, True) if len(words) >= 2 else None
        if words in self.indicators.never_owners or words in self.words.itself:
            return "", -1
        if phrase is not None and head is not None and head.counted:
            start = phrase.start
            while at > 0 and chunks[at - 1].letter in _NAMES and chunks[at - 1].end == start:
                at -= 1
                start = chunks[at].start
            return unbroken(text, start, phrase.end), start
        return "", -1
