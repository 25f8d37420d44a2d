"""Which noun phrase a quantity measures: the one before it, behind it, or the last one named."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Final

from extractor.linking.clauses import NOUN, Chunk, is_joint, words_of
from extractor.linking.link_words import LinkWords
from extractor.tokenising.wrapping import unbroken

TRANSPARENT: Final = frozenset("VAUDXNnFCTMduHGe")
_EACH_LENGTH: Final = 5
# In chunks: how far 由 or 从 may stand before its number.
_START: Final = 9
_THINGS: Final = ("个", "项")
_OF_THINGS: Final = ("count", "measure")
# In chunks: how far an opening quote is looked for.
_QUOTED: Final = 5
# 1个|万亿级|产业集群: a grade describes what is counted.
_GRADE: Final = "级"
_TRAILING: Final = frozenset("jcsru")
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
    if high < 4 and "".join([p.word for p in parts]).rstrip("的") in words.bygone:
        return None
    while low < high and (parts[low].letter in _LEADING or _is_filler(parts, low, high, words)):
        low += 1
    while high > low and (
        parts[high - 1].letter in _TRAILING or parts[high - 1].word in words.locative or parts[high - 1].word in "“‘所连"
    ):
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
    return len(text) <= _EACH_LENGTH and text.startswith(words.each)


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
    for i in range(at - 1, max(low, at - _QUOTED) - 1, -1):
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


def _described(chunks: list[Chunk], index: int) -> int:
    """8个|100万吨/年|生产基地, 10个|年销售收入|超过|100亿元|的大公司: the quantity that only describes what is counted."""
    if chunks[index].letter != "Q" or chunks[index].obj.unit_class != "count":
        return index
    for at in range(index + 1, min(index + 5, len(chunks) - 1)):
        chunk = chunks[at]
        if chunk.letter == "Q":
            behind_it = chunks[at + 1]
            adjacent = behind_it.letter == NOUN and behind_it.start - chunk.end <= 1
            if not adjacent or (chunk.obj.unit_class in ("count", "rank") and chunk.obj.unit != _GRADE):
                return index
            particle = behind_it.parts[0].letter == "j"
            return at if particle or at == index + 1 else index
        if chunk.letter not in "SVXUDBd" or (chunk.letter == NOUN and at > index + 1):
            return index
    return index


def _over_verb(chunks: list[Chunk], at: int, parts: list[Chunk], is_counted: Callable[[str], bool]) -> Phrase | None:
    """国家级乡村|振兴|示范县: a verb inside the noun, where only what follows it can be counted."""
    if at + 2 >= len(chunks):
        return None
    verb, noun = chunks[at + 1], chunks[at + 2]
    adjacent = verb.start == chunks[at].end and noun.start == verb.end
    if not adjacent or verb.letter not in "vWdU" or len(verb.word) != 2 or noun.letter != NOUN or noun.parts[0].letter in "jsc":
        return None
    high = next((n for n in range(len(noun.parts), 0, -1) if is_counted("".join(p.word for p in noun.parts[:n]))), 0)
    return Phrase([*parts, verb, *noun.parts[:high]]) if high else None


def _relative(chunks: list[Chunk], index: int, is_counted: Callable[[str], bool], words: LinkWords) -> Phrase | None:
    """上百家|从事|有色金属贸易的企业: what is counted stands behind what it does."""
    if chunks[index].letter != "Q" or chunks[index].obj.unit_class != "count" or chunks[index + 1].letter not in "vW":
        return None
    made = chunks[index + 2] if index + 2 < len(chunks) else None
    named = chunks[index + 1].letter == "v" or chunks[index + 1].word in words.work
    if named and made is not None and made.letter == NOUN and chunks[index].obj.unit in _THINGS:
        # 21个|包保|重大项目
        joined = chunks[index].end == chunks[index + 1].start and chunks[index + 1].end == made.start and len(chunks[index + 1].word) == 2
        if joined and made.parts[0].letter == "k" and is_counted("".join(p.word for p in made.parts)):
            return Phrase([chunks[index + 1], *made.parts])
    for chunk in chunks[index + 2 : index + 2 + _QUOTED]:
        if chunk.letter == NOUN:
            at = next((n for n in range(len(chunk.parts) - 1, -1, -1) if chunk.parts[n].letter == "j"), -1)
            parts = chunk.parts[at + 1 :]
            if at >= 0:
                return Phrase(parts) if parts and is_counted("".join(p.word for p in parts)) else None
        elif chunk.letter not in "vWdPO":
            return None
    return None


def behind(
    chunks: list[Chunk], index: int, stop_words: Container[str], is_counted: Callable[[str], bool], words: LinkWords
) -> tuple[Phrase | None, bool]:
    """(phrase that begins right behind ``chunks[index]``, whether 的 stands between).

    It ends before a magnitude (17个集群|产值) and, once a countable thing is named, before 的.
    """
    described = _described(chunks, index)
    listed = described != index and described + 2 < len(chunks) and chunks[described + 1].letter == NOUN
    if listed and all(p.letter == "s" for p in chunks[described + 1].parts) and chunks[described + 2].letter == "Q":
        # 1个400亿级、3个100亿级产业名镇
        return behind(chunks, described + 2, stop_words, is_counted, words)
    index = described
    if index + 1 >= len(chunks):
        return None, False
    chunk = chunks[index + 1]
    relative = _relative(chunks, index, is_counted, words)
    if relative is not None:
        return relative, False
    if chunk.word in words.adjectival and index + 2 < len(chunks) and chunks[index + 2].letter == NOUN:
        # 12场|主要|活动
        found, linked = behind(chunks, index + 1, stop_words, is_counted, words)
        return (Phrase([chunk, *found.parts]), linked) if found is not None else (None, linked)
    if chunk.letter in "GP" and chunk.start == chunks[index].end and index + 2 < len(chunks):
        # 千家|全国|知名品牌企业, 120名|巴勒斯坦|人: the name belongs to what is counted.
        noun = chunks[index + 2]
        if noun.letter == NOUN and noun.start == chunk.end and noun.parts[0].letter not in "jcs":
            found, _ = behind(chunks, index + 1, stop_words, is_counted, words)
            return (Phrase([chunk, *found.parts]), False) if found is not None else (None, False)
    if chunk.letter != NOUN or chunk.start - chunks[index].end > 1:
        return None, False
    if len(chunk.parts) == 1 and chunk.parts[0].letter == "j" and index + 3 < len(chunks):
        adverb, noun = chunks[index + 2], chunks[index + 3]
        if adverb.letter == "d" and noun.letter == NOUN and noun.start == adverb.end:
            found = trimmed(noun, words)
            return found, True
    parts = chunk.parts
    linked = parts[0].letter == "j"
    if (
        parts[0].letter in "cs"
        or (parts[0].letter == "r" and parts[0].word not in words.adjectival)
        or (not parts[0].word[:1].isalnum() and parts[0].word not in "“‘《")
    ):
        return None, False
    low = 1 if linked or (parts[0].word == _GRADE and len(parts) > 1) else 0
    high = low
    while high < len(parts) and parts[high].letter != "s":
        if parts[high].letter == "j" and (high == low or is_counted("".join(p.word for p in parts[low:high]))):
            break
        if high > low and not linked and parts[high].word in stop_words:
            break
        high += 1
    while high > low and (parts[high - 1].letter in _TRAILING or parts[high - 1].word in words.locative):
        high -= 1
    worked = index + 2 < len(chunks) and (chunks[index + 2].word in words.work or chunks[index + 2].word in words.nominal_verb)
    if high == len(parts) and low < high and (worked or not is_counted("".join(p.word for p in parts[low:high]))):
        longer = _over_verb(chunks, index + 1, parts[low:high], is_counted)
        if longer is not None:
            return longer, linked
    return (Phrase(parts[low:high]), linked) if high > low else (None, linked)
