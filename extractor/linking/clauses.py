"""Sentence → pieces between commas, each a list of chunks whose letters are the clause's signature."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from extractor.finding.lexicon import Lexicon, Trigger
from extractor.tokenising.words import Tagger

NOUN = "S"
_PHRASE = frozenset("kscjrmY")
_BREAKS = frozenset(",，;；:。！？!?…*#")
_ASIDE = 40
_QUOTES = frozenset("“”‘’\"'《》〈〉「」『』·-—/＋+%&")
_UNIT_LETTERS = {
    "percent": "%",
    "pp": "p",
    "times": "x",
    "count": "#",
    "money": "$",
    "measure": "m",
    "rank": "r",
    "bare": "b",
    "duration": "d",
}
_NAME_LETTERS = {"place": "P", "organisation": "O", "person": "E", "policy": "L", "cluster": "K"}


class Chunk:
    """A stretch of a piece with one letter: a mention, a trigger word, or a whole noun phrase (S)."""

    __slots__ = ("end", "letter", "obj", "parts", "start", "word")

    def __init__(self, letter: str, start: int, end: int, word: str, obj: Any = None) -> None:
        self.letter = letter
        self.start = start
        self.end = end
        self.word = word
        self.obj = obj
        self.parts: list[Chunk] = []

    def __repr__(self) -> str:
        return f"{self.letter}:{self.word}"


class Reader:
    """Cuts sentences into pieces of chunks."""

    def __init__(self, lexicon: Lexicon, tag: Tagger, deictic: Container[str], nouns: Container[str]) -> None:
        self.nouns = nouns
        self.goal = lexicon.of("goal")
        self.noun_end = lexicon.of("noun_end")
        self.lexicon = lexicon
        self.tag = tag
        self.deictic = deictic

    def pieces(self, text: str, start: int, end: int, mentions: Sequence[Any]) -> list[list[Chunk]]:
        """The pieces of ``text[start:end]``; ``mentions`` (sorted, apart) are kept whole."""
        out: list[list[Chunk]] = []
        current: list[Chunk] = []
        for item in self._items(text, start, end, mentions):
            if item.letter == "|":
                if current:
                    out.append(current)
                    current = []
            elif item.letter in _PHRASE and current and current[-1].letter == NOUN:
                last = current[-1]
                last.parts.append(item)
                last.end = item.end
            elif item.letter in _PHRASE:
                phrase = Chunk(NOUN, item.start, item.end, "")
                phrase.parts.append(item)
                current.append(phrase)
            else:
                current.append(item)
        if current:
            out.append(current)
        return out

    def _items(self, text: str, start: int, end: int, mentions: Sequence[Any]) -> list[Chunk]:
        items: list[Chunk] = []
        position = start
        index = 0
        count = len(mentions)
        covered = start
        asides = _asides(text, start, end)
        for word, flag in self.tag(text[start:end]):
            token_start = max(position, covered)
            position += len(word)
            while index < count and mentions[index].start < position:
                mention = mentions[index]
                if token_start < mention.start:
                    self._add(items, text, token_start, mention.start, "")
                items.append(Chunk(_letter_of(mention), mention.start, mention.end, text[mention.start : mention.end], _object_of(mention)))
                token_start = covered = mention.end
                index += 1
            if asides and any(a <= token_start < b for a, b in asides):
                continue
            if token_start < position:
                self._add(items, text, token_start, position, flag if position - token_start == len(word) else "")
        return items

    def _add(self, items: list[Chunk], text: str, start: int, end: int, flag: str) -> None:
        word = text[start:end]
        if word.isspace():
            return
        if items and items[-1].end == start and self._joins(items[-1], word):
            last = items.pop()
            start, word, flag = last.start, last.word + word, "n"
        if word in self.goal and items and items[-1].letter in "UD" and items[-1].end == start:
            # 提升|至: a verb of change with its goal states the level reached.
            last = items[-1]
            items[-1] = Chunk("X", last.start, end, text[last.start : end], last.obj)
            return
        if word in self.deictic:
            items.append(Chunk("G", start, end, word))
            return
        if items and items[-1].word == "将" and flag[:1] not in ("v", "d"):
            items[-1].letter = "B"
        trigger = self._trigger(word, flag)
        if (
            trigger is not None
            and trigger.letter == "W"
            and flag in ("vn", "n")
            and items
            and items[-1].letter in "kj"
            and items[-1].end == start
        ):
            trigger = None
        if trigger is not None:
            items.append(Chunk(trigger.letter, start, end, word, trigger))
            return
        letter = "k" if len(word) > 1 and word in self.nouns else _letter_of_tag(word, flag)
        items.append(Chunk(letter, start, end, word))

    def _joins(self, last: Chunk, word: str) -> bool:
        """Whether the cut broke a noun: 产|能, 完成|额, 增长|率."""
        if len(word) == 1 and word in self.noun_end and last.letter in "WvVkUD" and len(last.word) == 2:
            return True
        return len(word) == 1 and len(last.word) == 1 and last.word + word in self.nouns

    def _trigger(self, word: str, flag: str) -> Trigger | None:
        found = self.lexicon.get(word)
        if found is None:
            # 呈上升, 已超: the dictionary joins a verb with what stands before it.
            if len(word) > 2 and flag[:1] == "v":
                found = self.lexicon.get(word[-2:])
            return found
        if len(word) == 1 and found.letter in "BW" and flag and flag[0] in "nakj":
            return None
        return found


def _asides(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Brackets without digits: what stands around them is one phrase, 省(区、市), 物价总水平(CPI)继续上扬."""
    found: list[tuple[int, int]] = []
    at = text.find("(", start, end)
    while at >= 0:
        close = text.find(")", at, min(end, at + _ASIDE))
        if close > 0 and not any(c.isdigit() for c in text[at:close]):
            found.append((at, close + 1))
        at = text.find("(", at + 1, end)
    return found


def _letter_of(mention: Any) -> str:
    letter = getattr(mention, "letter", None)
    if letter is not None:
        return str(letter)
    kind = getattr(mention, "kind", None)
    if kind is not None:
        return _NAME_LETTERS.get(kind, "k")
    unit_class = getattr(mention, "unit_class", None)
    if unit_class is not None:
        return "Q"
    return "C" if mention.reading else "T"


def _object_of(mention: Any) -> Any:
    trigger = getattr(mention, "trigger", None)
    return mention if trigger is None else trigger


def unit_letter(unit_class: str) -> str:
    """The last letter of a signature: what kind of unit the quantity has."""
    return _UNIT_LETTERS.get(unit_class, "m")


def _letter_of_tag(word: str, flag: str) -> str:
    first = word[0]
    if flag[:1] == "x" or not flag:
        if first in _BREAKS:
            return "|"
        if first in "、":
            return "s"
        if first in "()[]【】":
            return "|"
        return "k"
    if word == "等":
        return "k"
    if word in ("和", "与", "及", "以及", "或", "暨"):
        return "c"
    if word in ("的", "之"):
        return "j"
    head = flag[0]
    if head == "v":
        return "k" if flag in ("vn", "vg") else "v"
    if head == "u":
        return "j" if flag == "uj" else "u"
    if head == "d" or flag in ("ad", "zg"):
        return "d"
    if head == "p":
        return "B"
    if head == "c":
        return "B"
    if head == "t":
        return "d"
    if head == "r":
        return "r"
    if head == "y":
        return "u"
    return "k"


def signature(chunks: Sequence[Chunk], unit_class: str) -> str:
    """The letters of the chunks before a quantity and its unit's letter: ``TSVCU%``."""
    return "".join(c.letter for c in chunks) + unit_letter(unit_class)
