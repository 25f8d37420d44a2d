"""Sentence → pieces between commas, each a list of chunks whose letters are the clause's signature."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator
from typing import Any, Final

from extractor.finding.lexicon import Lexicon, Trigger
from extractor.finding.names_page import Page
from extractor.finding.terms import Term
from extractor.linking.letters import letter_of, letter_of_tag, unit_letter

NOUN: Final = "S"
_PHRASE: Final = frozenset("kscjrmY")
_ASIDE: Final = 40
_DONE: Final = "了"


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


def is_joint(chunk: Chunk) -> bool:
    """Whether a chunk is 、 or 和 alone, between two names or numbers."""
    return chunk.letter == NOUN and all(p.letter in "sc" for p in chunk.parts)


def words_of(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """The chunks, those of noun phrases word by word."""
    for chunk in chunks:
        yield from chunk.parts or (chunk,)


class _Word:
    """What is known of a word wherever it stands: where it is cut in two (0: nowhere), its tag, letter and trigger.

    ``apart``: it never joins the word before it.
    """

    __slots__ = ("apart", "cut", "flag", "letter", "trigger")

    def __init__(self, cut: int, flag: str, letter: str, trigger: Trigger | None, apart: bool) -> None:
        self.cut = cut
        self.flag = flag
        self.letter = letter
        self.trigger = trigger
        self.apart = apart


# Verbs that the cut joins to the end of a noun.
_REACHING = ("均", "居", "达", "超")


class Reader:
    """Cuts sentences into pieces of chunks."""

    def __init__(self, lexicon: Lexicon, deictic: Container[str], nouns: Collection[str]) -> None:
        self.nouns = frozenset((*nouns, *lexicon.of("phase")))
        self._known: dict[tuple[str, str], tuple[str, Trigger | None]] = {}
        self._words: dict[str, _Word] = {}
        self.goal = lexicon.of("goal")
        self.noun_end = lexicon.of("noun_end")
        self.attributive = lexicon.of("attributive")
        self.performing = lexicon.of("performing")
        self.plans = lexicon.of("plans")
        self.lexicon = lexicon
        self.deictic = deictic
        # Single characters that may end a noun which the cut broke.
        self._ends = self.noun_end | {n[1] for n in self.nouns if len(n) == 2}
        # What the cut joins wrongly: 价格比|…, 占营收, 数均, 获奖数居, 营收达.
        self._joined = {n + "比": len(n) for n in nouns if 1 < len(n) < 5} | {"占" + n: 1 for n in nouns if 1 < len(n) < 5}
        self._joined |= {end + verb: 1 for end in self.noun_end for verb in _REACHING} | dict.fromkeys(lexicon.of("parted"), 1)
        self._joined |= {n + verb: 2 for n in nouns if len(n) == 2 for verb in _REACHING[1:]}
        changes = [w for w, t in lexicon.words.items() if t.letter in "UD" and len(w) == 2]
        self._joined |= {n + w: 2 for n in nouns if len(n) == 2 and n.endswith(_MOVING) for w in changes}

    def pieces(self, page: Page, start: int, end: int, mentions: list[Any]) -> list[list[Chunk]]:
        """The pieces of ``page.text[start:end]``; ``mentions`` (sorted, apart) are kept whole."""
        out: list[list[Chunk]] = []
        current: list[Chunk] = []
        items = self._items(page, start, end, mentions)
        if page.text.find(_OPENS, start, end) >= 0:
            _quote(items)
        borders = _borders(page.text, start, end)
        for item in items:
            if borders and current and item.start > borders[0] >= current[-1].end:
                self._end_in_noun(current)
                out.append(current)
                current = []
            while borders and item.start > borders[0]:
                borders.pop(0)
            if item.letter == "|":
                if current:
                    self._end_in_noun(current)
                    out.append(current)
                    current = []
            elif item.letter in _PHRASE and current and current[-1].letter == NOUN:
                last = current[-1]
                last.parts.append(item)
                last.end = item.end
            elif item.letter == "u" and current and current[-1].letter == "M" and item.word == _DONE and current[-1].end == item.start:
                # 准备|了|年货: done, no plan.
                current[-1] = Chunk("W", current[-1].start, item.end, current[-1].word + item.word)
            elif item.letter in "kN" and current and current[-1].word in self.attributive and current[-1].end == item.start:
                _attribute(current, item)
            elif item.letter in _PHRASE:
                phrase = Chunk(NOUN, item.start, item.end, "")
                phrase.parts.append(item)
                current.append(phrase)
            else:
                if item.letter == "Q":
                    self._perform(current)
                current.append(item)
        if current:
            self._end_in_noun(current)
            out.append(current)
        return out

    def _perform(self, current: list[Chunk]) -> None:
        """完成|黑臭水体|治理|124个: what is performed is named by a verb."""
        if len(current) > 2 and current[-1].letter in "vW" and current[-3].word in self.performing:
            _join_last(current)
        if len(current) > 1 and current[-1].word == "达" and current[-2].word == "高" and current[-2].end == current[-1].start:
            # 费用|高|达数|亿元
            current[-2:] = [Chunk("V", current[-2].start, current[-1].end, "高达")]

    def _end_in_noun(self, current: list[Chunk]) -> None:
        """1.1万个|村庄|规划: a plan that ends a noun is a thing."""
        if len(current) > 2 and current[-1].word in self.plans and current[-3].letter == "Q":
            _join_last(current)

    def mentioned(self, text: str, mentions: list[Any]) -> list[Chunk]:
        """The chunks of times, comparisons and names only, without cutting the words between."""
        return [Chunk(letter, m.start, m.end, text[m.start : m.end], m) for m in mentions if (letter := letter_of(m)) in _CARRIED]

    def _items(self, page: Page, start: int, end: int, mentions: list[Any]) -> list[Chunk]:
        text = page.text
        items: list[Chunk] = []
        position = start
        index = 0
        count = len(mentions)
        covered = start
        asides = _asides(text, start, end, mentions)
        next_start: int = mentions[0].start if count else end
        words, first, low, high = page.between(start, end)
        for number, word in enumerate(words):
            token_start = position
            position += len(word)
            whole = low <= number < high
            if next_start >= position and token_start >= covered:
                known = self._word(page, first + number, word) if whole else self._unknown(word, "")
                if known.cut:
                    self._add(items, word[: known.cut], "", token_start)
                    self._add(items, word[known.cut :], "p" if word[known.cut :] == "比" else "", token_start + known.cut)
                    continue
                if not asides:
                    if known.apart:
                        _append(items, Chunk(known.letter, token_start, position, word, known.trigger), known.flag)
                    else:
                        self._add(items, word, known.flag, token_start)
                    continue
            token_start = max(token_start, covered)
            while index < count and next_start < position:
                mention = mentions[index]
                if token_start < next_start:
                    self._add(items, text[token_start:next_start], "", token_start)
                letter = letter_of(mention)
                if letter in _SUPPOSED:
                    _suppose(items)
                covered = mention.end
                items.append(Chunk(letter, next_start, covered, text[next_start:covered], _object_of(mention)))
                token_start = covered
                index += 1
                next_start = mentions[index].start if index < count else end
            if asides and any(a <= token_start < b for a, b in asides):
                continue
            if token_start < position:
                self._add(
                    items,
                    text[token_start:position],
                    page.tag(first + number) if whole and position - token_start == len(word) else "",
                    token_start,
                )
        return items

    def _word(self, page: Page, i: int, word: str) -> _Word:
        """What is known of word ``i`` of a page; remembered where its neighbours are nothing to it."""
        found = self._words.get(word) if page.tags_alone else None
        if found is None:
            found = self._unknown(word, page.tag(i))
            if page.tags_alone and len(self._words) < _REMEMBERED:
                self._words[word] = found
        return found

    def _unknown(self, word: str, flag: str) -> _Word:
        letter, trigger = self._read(word, flag)
        joins = word in self.goal or word in self._ends or "\n" in word or word.isspace()
        return _Word(self._joined.get(word, 0), flag, letter, trigger, not joins)

    def _add(self, items: list[Chunk], word: str, flag: str, start: int) -> None:
        if word.isspace():
            return
        end = start + len(word)
        # A word that a line break of a page cuts.
        word = word.replace("\n", "")
        if items and items[-1].end == start:
            last = items[-1]
            if self._joins(last, word):
                items.pop()
                start, word, flag = last.start, last.word + word, "n"
            elif word in self.goal and last.letter in "UD":
                # 提升|至: a verb of change with its goal states the level reached.
                items[-1] = Chunk("X", last.start, end, last.word + word, last.obj)
                return
        letter, trigger = self._read(word, flag)
        _append(items, Chunk(letter, start, end, word, trigger), flag)

    def _read(self, word: str, flag: str) -> tuple[str, Trigger | None]:
        """The letter of a word by lexicon, then by tag; remembered."""
        key = (word, flag)
        found = self._known.get(key)
        if found is None:
            found = self._letter(word, flag)
            if len(self._known) < _REMEMBERED:
                self._known[key] = found
        return found

    def _letter(self, word: str, flag: str) -> tuple[str, Trigger | None]:
        if word in self.deictic:
            return "G", None
        trigger = self._trigger(word, flag)
        if trigger is not None:
            return trigger.letter, trigger
        if word in self.nouns and (len(word) > 1 or flag == "zg"):
            return "k", None
        return letter_of_tag(word, flag), None

    def _joins(self, last: Chunk, word: str) -> bool:
        """Whether the cut broke a noun: 产|能, 完成|额, 增长|率."""
        if len(word) != 1:
            return False
        if word in self.noun_end and (last.letter == "k" or (last.letter in "WvVUD" and len(last.word) == 2)) and len(last.word) > 1:
            return True
        return len(last.word) == 1 and last.word + word in self.nouns

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


def _borders(text: str, start: int, end: int) -> list[int]:
    """Spaces that part the halves of a headline: 产量大增 均价降三成."""
    if end - start > _HEADLINE or text.find(" ", start, end) < 0 or any(mark in text[start:end] for mark in _STOPS):
        return []
    return [m.start() for m in _SPACE.finditer(text, start, end)]


def _append(items: list[Chunk], new: Chunk, flag: str) -> None:
    """Add the chunk of a word that joins nothing; ``flag`` is its tag."""
    if items:
        last = items[-1]
        if new.letter == "W" and flag in ("vn", "n") and last.letter in "kj" and last.end == new.start:
            new.letter, new.obj = "k", None
        if last.word == "将" and flag[:1] not in ("v", "d") and flag != "ad":
            last.letter = "B"
    if new.letter in _SUPPOSED:
        _suppose(items)
    items.append(new)


def _attribute(current: list[Chunk], item: Chunk) -> None:
    """城镇职工|基本|养老保险, 自然|增长率: the last word, read as an adverb, belongs to the noun it stands at."""
    before = current.pop()
    if not current or current[-1].letter != NOUN or current[-1].end != before.start:
        current.append(Chunk(NOUN, before.start, item.end, ""))
    phrase = current[-1]
    phrase.end = item.end
    phrase.parts += [Chunk("k", c.start, c.end, c.word) for c in (before, item)]


def _join_last(current: list[Chunk]) -> None:
    """Make the last chunk a word of the noun phrase right before it."""
    last, noun = current[-1], current[-2]
    if noun.letter == NOUN and noun.end == last.start and noun.parts[-1].letter == "k":
        current.pop()
        noun.parts.append(Chunk("k", last.start, last.end, last.word))
        noun.end = last.end


def _quote(items: list[Chunk]) -> None:
    """“湘商回归”新注册企业, “专精特新”企业: the words of a name in quotes make one noun, verbs and all."""
    opened = -1
    for i, item in enumerate(items):
        if item.word == _OPENS:
            opened = i
        elif item.word == _CLOSES and opened >= 0:
            inside = items[opened + 1 : i]
            if inside and item.start - items[opened].end <= _NAME_LENGTH:
                for part in inside:
                    part.letter, part.obj = "k", None
            opened = -1
        elif item.letter not in _NAMING:
            opened = -1


_OPENS: Final = "“"
_CLOSES: Final = "”"
_NAME_LENGTH: Final = 10
# Letters of words without a number, time, place or name in them.
_NAMING: Final = frozenset("kvWVUDdBuMXjcrmYNnHF")

# In characters; what no headline holds; a space between words of one.
_HEADLINE: Final = 60
_STOPS: Final = "，。；"
_SPACE: Final = re.compile("(?<=[一-鿿”%])[ \\u3000](?=[一-鿿“])")

_MAY: Final = "或"
# Before these 或 says what may come: verbs of change and reaching, 将, a hedged number.
_SUPPOSED: Final = frozenset("UDXVMQ")


def _suppose(items: list[Chunk]) -> None:
    """需求或再增100万吨, 需求或将超过700吨: between a noun and a verb of change it says what may come; 增长或下降 joins two verbs."""
    at = len(items) - 1
    if at > 0 and items[at].letter == "d":
        at -= 1
    if at > 0 and items[at].word == _MAY and items[at - 1].letter not in "UDXvQ":
        items[at].letter = "M"


_MOVING: Final = ("价", "格", "本", "入", "量", "额", "值", "率", "润", "费", "数", "资")
_CARRIED: Final = frozenset("TCPOEKL")
_REMEMBERED: Final = 60_000


def _asides(text: str, start: int, end: int, mentions: list[Any]) -> list[tuple[int, int]]:
    """Brackets without digits and round a date: what stands around them is one phrase, 省(区、市), 财政部今天(7月10日)发布."""
    found: list[tuple[int, int]] = []
    at = text.find("(", start, end)
    while at >= 0:
        close = text.find(")", at, min(end, at + _ASIDE))
        if close > 0 and (not any(c.isdigit() for c in text[at:close]) or _is_date(at + 1, close, mentions)):
            found.append((at, close + 1))
        at = text.find("(", at + 1, end)
    return found


def _is_date(start: int, end: int, mentions: list[Any]) -> bool:
    """Whether a time fills a bracket."""
    return any(m.start == start and m.end == end and letter_of(m) == "T" for m in mentions)


def _object_of(mention: Any) -> Any:
    return mention if not isinstance(mention, Term) or mention.trigger is None else mention.trigger


def signature(chunks: list[Chunk], unit_class: str) -> str:
    """The letters of the chunks before a quantity and its unit's letter: ``TSVCU%``."""
    return "".join([c.letter for c in chunks]) + unit_letter(unit_class)
