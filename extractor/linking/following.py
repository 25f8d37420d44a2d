"""What stands behind a figure → its indicator: 85%的原材料企业, 47亿元补助资金."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import NOUN, Chunk, words_of
from extractor.linking.draft import PERSONS, Draft
from extractor.linking.indicators import Head, Indicators
from extractor.linking.link_words import LinkWords
from extractor.linking.owners import Owners
from extractor.linking.phrases import Phrase

_BIG: Final = "大"
# What is not counted one by one: 污水.
_UNCOUNTED: Final = ("energy", "land", "production")
_QUOTES: Final = "“”"
# Units of bodies, and what those are filed under.
_BODIES: Final = ("家", "所")
_BODY_KINDS: Final = ("firms", "organisations")


class NounBehind:
    """Reads a figure from the noun behind it."""

    def __init__(self, indicators: Indicators, words: LinkWords, owners: Owners, text: str) -> None:
        self.indicators = indicators
        self.words = words
        self.owners = owners
        self.text = text
        self._heights = tuple(words.height)

    def takes(self, draft: Draft, phrase: Phrase | None, after: Phrase, linked: bool, left: list[Chunk]) -> bool:
        """Whether a figure is of the noun behind it, though ``phrase`` stands before it."""
        kind = draft.quantity.unit_class
        if phrase is not None and phrase.parts[-1].letter == "Y" and kind == "money" and draft.kind == "level":
            # 中央财政新增47亿元补助资金: a verb of adding is no magnitude.
            return True
        behind = after.text(self.text).strip(_QUOTES)
        if not behind or behind.endswith(self._heights) or (linked and after.text(self.text).endswith(self.words.peak)):
            # 突破2000亿元的大关, 迈上三个“10万亿元”新台阶: what it has reached, not what it is.
            return False
        if kind in ("measure", "money") and phrase is not None and draft.kind == "level" and phrase.parts[-1].word in self.words.single:
            # 全球首台|16兆瓦|海上风电机组
            return True
        if kind == "money" and draft.kind == "level" and phrase is not None and phrase.end == draft.quantity.start:
            # 国家|4万亿元|投资: who spends it is no magnitude.
            who, what = self.indicators.head(phrase.text(self.text), True), self.indicators.inner(behind, False)
            if who is not None and who.counted and who.category in _BODY_KINDS and what is not None and not what.counted:
                return True
        if kind in ("count", "bare"):
            if phrase is not None and phrase.parts[-1].word in self.words.yielding and phrase.end == draft.quantity.start:
                # 年产|120万条|轮胎项目
                return False
            return not (phrase is not None and linked and kind == "bare")
        if kind == "rank":
            # 第四大天然气消费国
            return phrase is None and draft.quantity.end == after.start and self.text[draft.quantity.end - 1] == _BIG
        if kind == "percent" and draft.kind == "share" and after.text(self.text).startswith(self.words.holding):
            return True
        if kind == "percent" and linked and draft.kind == "share" and after.text(self.text).endswith(self.words.tax_rate):
            return True
        if kind in ("percent", "times"):
            # 85%的原材料企业和71%的加工企业
            further = linked and bool(left) and left[-1].letter == NOUN and left[-1].parts[-1].letter in "cs"
            further = further or (linked and phrase is not None and self._part(draft, phrase, behind, left))
            if linked and len(left) > 2 and left[-1].letter in "GP" and left[-2].letter == "H" and left[-3].letter in "WvVu":
                # 贡献了|占|全国|五分之一的进出口总额
                return draft.kind == "share" and self.indicators.head(behind, False) is not None
            return draft.kind == "share" and (phrase is None or further) and not any(c.letter == "H" for c in left)
        if linked:
            joined = bool(left) and left[-1].letter == NOUN and left[-1].parts[-1].letter in "cs"
            reached = phrase is not None and left[-1].letter == "V" and left[-1].start == phrase.end and self._is_magnitude(phrase)
            return phrase is None or joined or draft.kind == "change" or not left or (left[-1].letter in "UDWvV" and not reached)
        if draft.kind == "level" and left and (left[-1].letter in "Wv" or left[-1].word in self.words.standing):
            head = self.indicators.inner(after.text(self.text), False)
            return phrase is None or (head is not None and not head.counted and head.nature == "stock")
        return phrase is None

    def _part(self, draft: Draft, phrase: Phrase, behind: str, left: list[Chunk]) -> bool:
        """科技巨头|30%|的利润, 大中城市|60%|的住宅: whose it is stands right before its share."""
        touches = bool(left) and left[-1].letter == NOUN and phrase.end == draft.quantity.start
        if not touches or self._is_magnitude(phrase) or behind.endswith(self.indicators.hollow):
            return False
        return self.indicators.head(behind, False) is not None

    def _is_magnitude(self, phrase: Phrase) -> bool:
        """销售收入|达|3亿元|的企业: what stands before the verb is measured, what stands behind has it."""
        words = phrase.text(self.text)
        head = self.indicators.head(words, False)
        return not head.counted and not head.bare if head is not None else words.endswith(self.words.own_end)

    def _body(self, draft: Draft, after: Phrase) -> str:
        """四所|医院|植入性医疗器械…: what its unit counts, where the rest of the phrase names goods of it."""
        if draft.quantity.unit_class != "count" or draft.unit not in _BODIES or len(after.parts) < 2:
            return ""
        whole = self.indicators.thing(after.text(self.text))
        if whole is None or whole.category != "production":
            return ""
        words, found = "", ""
        for part in after.parts[:-1]:
            words += part.word
            thing = self.indicators.thing(words)
            if thing is not None and thing.category in _BODY_KINDS:
                found = words
        return found

    def _without_fate(self, words: str, head: Head) -> str:
        """12万户|家庭|断电, 8条|轨道交通线路|建设: what befalls the things or is done with them is not counted."""
        end = words.rfind(head.text) + len(head.text)
        # 企业数|智化转型 is 企业|数智化转型.
        for at in (end, end - 1):
            if words[at:].startswith(self.words.becoming) and (at == end or self.indicators.thing(words[:at]) is not None):
                return words[:at]
        return words

    def read(self, chunks: list[Chunk], low: int, draft: Draft, after: Phrase, linked: bool) -> None:
        """Make the noun behind a figure its indicator."""
        if len(after.parts) > 1 and after.parts[-1].word in self.words.together:
            # 五个|新能源项目|集体|开工
            after = Phrase(after.parts[:-1])
        draft.phrase = after
        words = after.text(self.text)
        count = draft.quantity.unit_class == "count" and not linked
        if count:
            owner = self.indicators.owner(words)
            words = owner if len(owner) >= 2 and self.owners.is_counted(owner) else words
        first = after.parts[0].word
        if (count or draft.kind == "share") and first in self.words.settlement and len(words) > len(first):
            thing = self.indicators.thing(words)
            if thing is None or thing.category in _UNCOUNTED:
                # 2443个村|生活污水治理, 97%的县|传播率居高不下
                words = first
        if draft.quantity.unit_class == "bare":
            words = self.owners.people(after) or words
        counts = draft.quantity.unit_class == "count"
        words = self._body(draft, after) or words
        draft.head = self.indicators.inner(words, counts)
        if draft.head is not None and (bare := self._without_fate(words, draft.head)) != words:
            words = bare
            draft.head = self.indicators.inner(words, counts)
        if draft.head is None and draft.kind == "share":
            # 90%的县
            draft.head = self.indicators.thing(words)
        draft.indicator = words
        draft.came("indicator", "the noun behind it", after.start, after.end)
        behind_it = chunks[draft.index + 1 : draft.index + 4]
        fate = next((p for p in words_of(behind_it) if p.start == after.end), None)
        if fate is not None and draft.unit in PERSONS and self.indicators.by_verb.get(fate.word) == "health":
            # 86名矿工遇难
            draft.verb = fate.word
        self.owners.left(chunks, low, draft, draft.index)
        if draft.kind == "share" and not draft.subject:
            self.owners.place(chunks, draft)
        if draft.kind == "share" and not linked and not draft.subject and draft.indicator == words:
            # 99%乡镇通公路: so many of them.
            draft.give(words, "the noun behind it", after.start, after.end)


def befalls(chunks: list[Chunk], draft: Draft, last: Draft | None) -> bool:
    """数十人受伤, 企业45家，2人当选院士: a verb right behind people tells what they are counted for."""
    at = draft.index + 1
    if draft.unit != "人" or at >= len(chunks) or chunks[at].start != draft.quantity.end or len(chunks[at].word) != 2:
        return False
    ends = at + 1 == len(chunks) or chunks[at + 1].letter in "uTQ" or (last is not None and last.unit != draft.unit)
    ends = ends or (chunks[at + 1].letter == NOUN and chunks[at + 1].parts[0].letter == "s")
    return chunks[at].letter in "Wv" and ends


def is_listed(chunks: list[Chunk], draft: Draft) -> bool:
    """14人死亡、|200人|受伤: what stands before belongs to the one before."""
    before_it = chunks[draft.index - 1] if draft.index else None
    return before_it is not None and before_it.letter == NOUN and before_it.parts[-1].letter == "s"
