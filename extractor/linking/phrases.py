"""Noun phrases, and which of them a quantity measures: the one that stands before it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from extractor.linking.clauses import NOUN, Chunk, is_joint, words_of
from extractor.linking.link_words import LinkWords
from extractor.tokenising.wrapping import unbroken

TRANSPARENT: Final = frozenset("VAUDXNnFCTMduHGe")
_EACH_LENGTH: Final = 5
# In chunks: how far 由 or 从 may stand before its number.
_START: Final = 9
_OF_THINGS: Final = ("count", "measure")
# In chunks: how far an opening quote is looked for.
QUOTED: Final = 5
TRAILING: Final = frozenset("jcsru")
_LEADING: Final = frozenset("csjmu")


class Phrase:
    """A noun phrase with its place in the text; ``parts`` are its words."""

    __slots__ = ("end", "parts", "start")

    def __init__(self, parts: list[Chunk]) -> None:
        self.parts = list(parts)
        self.start = parts[0].start
        self.end = parts[-1].end

    def text(self, text: str) -> str:
        """The phrase as it stands, line breaks and spaces at the ends removed."""
        return unbroken(text, self.start, self.end)

    def items(self, count: int) -> list[Phrase]:
        """The members of a list joined by 、和与及; where 和 also joins within members, only the last one counts, or none."""
        found = self._split(self.parts, "sc")
        if len(found) > count:
            joints = [i for i, p in enumerate(self.parts) if p.letter == "c"]
            kept = joints[-1] if joints else -1
            found = self._split(self.parts, "s", kept)
        return found if len(found) <= count else self._split(self.parts, "s")

    @staticmethod
    def _split(parts: list[Chunk], letters: str, joint: int = -1) -> list[Phrase]:
        out: list[Phrase] = []
        current: list[Chunk] = []
        for i, part in enumerate(parts):
            if part.letter in letters or i == joint:
                if current:
                    out.append(Phrase(current))
                current = []
            else:
                current.append(part)
        if current:
            out.append(Phrase(current))
        return out


def trimmed(chunk: Chunk, words: LinkWords) -> Phrase | None:
    """The phrase of a chunk without the particles at its ends; None if nothing is left."""
    parts = chunk.parts
    low, high = 0, len(parts)
    if high < 4 and "".join([p.word for p in parts]).strip("的") in words.bygone:
        return None
    while low < high and (parts[low].letter in _LEADING or _is_filler(parts, low, high, words)):
        low += 1
    while high > low and (parts[high - 1].letter in TRAILING or parts[high - 1].word in words.locative or parts[high - 1].word in "“‘所连"):
        high -= 1
    if high - low > 2 and parts[high - 1].word in words.amounts and parts[high - 2].letter == "s":
        # 新增22家|5G工厂、总数|达36家: the total is of what was counted.
        high -= 2
    while low < high and parts[low].letter == "r" and high - low > 1:
        low += 1
    if low == high or (high - low == 1 and not parts[low].word.lstrip("“‘《")[:1].isalnum()):
        return None
    return Phrase(parts[low:high]) if not _is_bygone(parts[low:high], words) else None


def _is_filler(parts: list[Chunk], low: int, high: int, words: LinkWords) -> bool:
    """等, a dash or the end of the phrase before (稀释|后|每股收益, 燃烧|中|的火点) that begins a phrase."""
    if high - low < 2:
        return False
    word, behind_it = parts[low].word, parts[low + 1].letter
    if word in words.enclitic and behind_it != "s":
        return True
    return word == "等" or word[:1] in "—-·•" or (behind_it == "j" and word in words.locative)


def _is_bygone(parts: list[Chunk], words: LinkWords) -> bool:
    """峰值时, 此前: no thing but a time that is not told."""
    return "".join([p.word for p in parts[-2:]]) in words.bygone or parts[-1].word in words.bygone


def is_oblique(chunks: list[Chunk], i: int, words: LinkWords) -> bool:
    """Whether a preposition governs a phrase or name, with adverbs or the rest of a list between (对美国、欧盟)."""
    at = i - 1
    if at > 0 and chunks[i].letter == NOUN and chunks[i].parts[0].letter in "sc" and chunks[at].letter in "POK":
        # 在新疆、四川、渤海海域等地区: the rest of a list of names.
        at -= 1
    while at >= 0 and (chunks[at].letter in "dr" or (at > 0 and (_joins(chunks, at) or _seat(chunks, at)))):
        at -= 1
    if at >= 0 and chunks[at].word in words.oblique:
        return True
    behind_it = chunks[i + 1] if i + 1 < len(chunks) else None
    return behind_it is not None and behind_it.letter == NOUN and behind_it.parts[0].word == "等"


def _seat(chunks: list[Chunk], at: int) -> bool:
    """由|江苏|雨润集团|建设, 在|鹿泉市|寺家庄村|开工, 在|全国|冬运会上: a place right before another name or an event."""
    behind_it = chunks[at + 1]
    held = chunks[at].letter == "G" and behind_it.letter == NOUN and len(behind_it.parts) > 1
    return chunks[at].end == behind_it.start and (held or (chunks[at].letter == "P" and behind_it.letter in "POK"))


def is_member(chunks: list[Chunk], i: int, at: int) -> bool:
    """Whether a name is one of a list that runs into the count at ``at`` (广州、青岛、成都等5个城市): it is counted, and owns nothing."""
    between = chunks[i + 1 : at]
    if len(between) == 1 and i and between[0].letter == chunks[i - 1].letter == NOUN and chunks[i - 1].parts[-1].letter == "s":
        # 环杭州湾现代纺织服装、浙东工业母机等8个集群
        return between[0].parts[-1].word == "等"
    if between and between[-1].letter == NOUN:
        if between[-1].parts[-1].word != "等":
            return False
        if between[0].letter == NOUN and between[0].parts[-1].letter == "s":
            # 曾都移动应急装备、下陆电子电路铜箔等18个产业集群
            return True
    elif not any(c.letter == NOUN for c in between) and not (i > 1 and _joins(chunks, i - 1) and chunks[i - 2].letter in "POK"):
        return False
    return all(c.letter in "POK" or (c.letter == NOUN and all(p.letter in "sc" or p.word == "等" for p in c.parts)) for c in between)


def _joins(chunks: list[Chunk], at: int) -> bool:
    """Whether a chunk is a name or a joiner inside a list of names (美国、欧盟、东盟)."""
    if chunks[at].letter in "POK":
        return is_joint(chunks[at + 1])
    return is_joint(chunks[at])


def _is_each(phrase: Phrase, words: LinkWords) -> bool:
    """Whether a phrase is only 每吨, 平均每桶, 原标准的每毫升."""
    text = "".join([p.word for p in phrase.parts]).rpartition("的")[2]
    return len(text) <= _EACH_LENGTH and text.startswith(words.each) and not text.endswith(words.of_each)


def where_each(words: str, marks: Sequence[str], units: Container[str]) -> int:
    """Where 每公斤 or 每平方米 begins at the end of a phrase; -1 if it does not."""
    for mark in marks:
        at = words.rfind(mark)
        if at >= 0 and (0 < len(words) - at - len(mark) <= 2 or words[at + len(mark) :] in units):
            return at
    return -1


def is_unit_sold(chunk: Chunk, words: LinkWords) -> bool:
    """Whether a chunk is only 每股, 每台."""
    return chunk.letter == NOUN and "".join([p.word for p in chunk.parts]) in words.per_unit


def _is_mean(phrase: Phrase, words: LinkWords) -> bool:
    """Whether a phrase is only 日均."""
    return len(phrase.parts) == 1 and phrase.parts[0].word in words.averaging


def _basis_of(chunks: list[Chunk], low: int, at: int, words: LinkWords) -> int:
    """Where 按 or 扣除 stands before a phrase that only tells how one counts (按可比口径增加); -1 if it does not."""
    for i in range(at - 1, max(low, at - 2) - 1, -1):
        if chunks[i].word in words.by:
            return i
        if chunks[i].letter not in "vd":
            break
    return -1


def _quoted(chunks: list[Chunk], low: int, at: int) -> tuple[int, Phrase] | None:
    """“疆电外送”1264亿千瓦时: a verb inside the quotes is part of the name."""
    for i in range(at - 1, max(low, at - QUOTED) - 1, -1):
        if chunks[i].letter in "QT":
            return None
        opening = next((n for n, p in enumerate(chunks[i].parts) if p.word == "“"), -1)
        if opening >= 0:
            parts = [*chunks[i].parts[opening + 1 :], *words_of(chunks[i + 1 : at])]
            return (i, Phrase(parts)) if parts else None
    return None


def before(chunks: list[Chunk], low: int, index: int, words: LinkWords) -> tuple[int, Phrase | None]:
    """(index of the chunk, phrase) of the noun phrase that ends before ``chunks[index]``.

    Only verbs of state and change, comparisons, times and adverbs may stand between.
    """
    at = index - 1
    while at >= low:
        letter = chunks[at].letter
        if letter == NOUN:
            if at == index - 1 and len(chunks[at].parts) == 1 and chunks[at].parts[0].word == "”":
                quoted = _quoted(chunks, low, at)
                if quoted is not None:
                    return quoted
            if chunks[at].parts[-1].word.endswith(words.once):
                # 扣除退税因素后增长5.1%
                at -= 1
                continue
            found = trimmed(chunks[at], words)
            if at == index - 1 and all(p.letter == "Y" for p in chunks[at].parts):
                # 绿色工厂、绿色园区|分别|新增|26家和2家
                further, thing = before(chunks, low, at, words)
                if thing is not None:
                    return further, thing
            if at > low and chunks[at - 1].word in words.against:
                at -= 2
                continue
            if at > low + 1 and chunks[at - 1].letter in "GP" and chunks[at - 2].word in words.against and at < index - 1:
                # 价格较|全国|均价|高出400元
                at -= 3
                continue
            if at < index - 1 and (by := _basis_of(chunks, low, at, words)) >= 0:
                at = by - 1
                continue
            compared = at == index - 1 and at > low and chunks[index].letter == "Q" and chunks[index].obj.unit_class == "rank"
            if compared and (
                chunks[at - 1].word in words.ranked
                or (at > low + 1 and chunks[at - 1].letter in "GP" and chunks[at - 2].word in words.ranked)
            ):
                at -= 1
                continue
            if found is not None and not _is_each(found, words) and not (at == index - 1 and _is_mean(found, words)):
                return at, found
        elif letter == "L" and at == index - 1 and chunks[index].letter == "Q" and chunks[index].obj.unit_class in _OF_THINGS:
            # 汽车以旧换新超1120万辆
            return at, Phrase([chunks[at]])
        elif letter == "P" and at == index - 1 and chunks[index].letter == "Q" and chunks[index].obj.unit_class == "rank":
            # 贸易额居中西部第1位: where the rank holds.
            pass
        elif letter not in TRANSPARENT and chunks[at].word not in words.at and chunks[at + 1].word not in words.sources:
            # 时间将从4小时缩短至1小时: 将 before 从 parts nothing.
            break
        at -= 1
    return at, None


def start_of(chunks: list[Chunk], low: int, index: int, at: int, found: Phrase | None, words: LinkWords) -> tuple[int, Phrase | None]:
    """旅客发送量由|开通初期的|60万人次|增至…, 劳动生产率从|人均|8万元: what stands between 由 and the number only tells when it was so."""
    before_it = chunks[index - 1] if index > low else None
    if before_it is None or before_it.letter != NOUN:
        return at, found
    if before_it.parts[-1].letter != "j" and before_it.parts[-1].word not in words.per_head:
        return at, found
    for i in range(index - 2, max(low, index - _START) - 1, -1):
        if chunks[i].letter in "QH":
            break
        if chunks[i].word in words.sources and any(c.letter == "H" for c in chunks[low:i]):
            # 占世界经济的比重从…
            break
        if chunks[i].word in words.sources and i > low and at > i:
            further, phrase = before(chunks, low, i, words)
            return (further, phrase) if phrase is not None else (at, found)
    return at, found
