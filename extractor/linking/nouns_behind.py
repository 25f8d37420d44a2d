"""Which noun phrase right behind a quantity tells what is counted (380多家|上下游企业)."""

from __future__ import annotations

from collections.abc import Callable, Container

from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.link_words import LinkWords
from extractor.linking.phrases import QUOTED, TRAILING, Phrase, trimmed

_THINGS = ("个", "项")
# In characters: a verb that can stand before a noun like an adjective.
_VERB = 2
# 1个|万亿级|产业集群: a grade describes what is counted.
GRADE = "级"
# In words: a grade and its mark.
_LISTED = 2
# In chunks: how far the thing behind 的 may reach.
_LED = 5


def _described(chunks: list[Chunk], index: int) -> int:
    """8个|100万吨/年|生产基地, 10个|年销售收入|超过|100亿元|的大公司: the quantity that only describes what is counted."""
    if chunks[index].letter != "Q" or chunks[index].obj.unit_class != "count":
        return index
    for at in range(index + 1, min(index + 5, len(chunks) - 1)):
        chunk = chunks[at]
        if chunk.letter == "Q":
            behind_it = chunks[at + 1]
            adjacent = behind_it.letter == NOUN and behind_it.start - chunk.end <= 1
            if not adjacent or (chunk.obj.unit_class in ("count", "rank") and chunk.obj.unit != GRADE):
                return index
            particle = behind_it.parts[0].letter == "j"
            return at if particle or at == index + 1 else index
        if chunk.letter not in "SVXUDBd" or (chunk.letter == NOUN and at > index + 1):
            return index
    return index


def _graded(chunks: list[Chunk], index: int) -> int:
    """新建6个|国家级、|20个|省级临床重点专科: the count whose noun belongs to the one at ``index`` too; 0 if none does."""
    if index + 2 >= len(chunks) or chunks[index].letter != "Q" or chunks[index].obj.unit_class != "count":
        return 0
    grade, other = chunks[index + 1], chunks[index + 2]
    if grade.letter != NOUN or len(grade.parts) < _LISTED or grade.parts[-1].letter not in "sc" or grade.start != chunks[index].end:
        return 0
    return index + 2 if grade.parts[-2].word.endswith(GRADE) and other.letter == "Q" and other.obj.unit == chunks[index].obj.unit else 0


def _over_verb(
    chunks: list[Chunk], at: int, parts: list[Chunk], stop_words: Container[str], is_counted: Callable[[str], bool]
) -> Phrase | None:
    """国家级乡村|振兴|示范县: a verb inside the noun, where only what follows it can be counted."""
    if at + 2 >= len(chunks):
        return None
    verb, noun = chunks[at + 1], chunks[at + 2]
    adjacent = verb.start == chunks[at].end and noun.start == verb.end
    if not adjacent or verb.letter not in "vWdU" or len(verb.word) != 2 or noun.letter != NOUN or noun.parts[0].letter in "jsc":
        return None
    high = next((n for n in range(len(noun.parts), 0, -1) if is_counted("".join(p.word for p in noun.parts[:n]))), 0)
    if high < len(noun.parts) and noun.parts[high].word in stop_words and is_counted("".join(p.word for p in parts)):
        # 55个产粮大县|提升|粮食|生产能力
        return None
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
    for number in range(index + 2, min(len(chunks), index + 2 + QUOTED)):
        chunk = chunks[number]
        if chunk.letter == NOUN:
            at = next((n for n in range(len(chunk.parts) - 1, -1, -1) if chunk.parts[n].letter == "j"), -1)
            if at >= 0:
                return _led_by(chunks, number, chunk.parts[at + 1 :], is_counted)
        elif chunk.letter not in "vWdPOGM":
            return None
    return None


def _led_by(chunks: list[Chunk], number: int, parts: list[Chunk], is_counted: Callable[[str], bool]) -> Phrase | None:
    """纳入规划的|灾后|恢复|重建项目|全部投用: the thing behind 的, over the verbs in its name."""
    led: list[Chunk] = []
    for chunk in chunks[number : number + _LED]:
        if led and chunk.start != led[-1].end:
            return None
        if chunk.letter != NOUN:
            if chunk.letter not in "vW" or not led:
                return None
            led.append(chunk)
            continue
        own = parts if chunk is chunks[number] else chunk.parts
        for high in range(len(own), 0, -1):
            found = [*led, *own[:high]]
            if own[high - 1].letter == "k" and is_counted("".join([p.word for p in found])):
                return Phrase(found)
        led += own
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
    graded = _graded(chunks, index)
    if graded:
        found, linked = behind(chunks, graded, stop_words, is_counted, words)
        if found is not None and len(found.parts) > 1 and found.parts[0].word.endswith(GRADE):
            return Phrase(found.parts[1:]), linked
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
        if adverb.letter in "GP" and noun.letter == NOUN and noun.start == adverb.end and noun.parts[0].letter not in "jcs":
            # 规模500亿元的|浙江|科创基金
            found = trimmed(noun, words)
            return (Phrase([adverb, *found.parts]) if found is not None else None), True
        if (
            adverb.letter in "vW"
            and len(adverb.word) == _VERB
            and noun.letter == NOUN
            and chunk.end == adverb.start
            and noun.start == adverb.end
        ):
            # 60%的|照明|企业云集
            high = next((n for n in range(len(noun.parts), 0, -1) if is_counted("".join(p.word for p in noun.parts[:n]))), 0)
            if high:
                return Phrase([adverb, *noun.parts[:high]]), True
    parts = chunk.parts
    linked = parts[0].letter == "j"
    if (
        parts[0].letter in "cs"
        or (parts[0].letter == "r" and parts[0].word not in words.adjectival)
        or (not parts[0].word[:1].isalnum() and parts[0].word not in "“‘《")
    ):
        return None, False
    low = 1 if linked or (parts[0].word == GRADE and len(parts) > 1) else 0
    high = low
    # 5亿元|产业发展|专项资金, but 17个集群|产值
    counter = chunks[index - 1] if chunks[index].letter in "GP" and index else chunks[index]
    money = counter.letter == "Q" and counter.obj.unit_class == "money"
    while high < len(parts) and parts[high].letter != "s":
        said = "".join(p.word for p in parts[low:high]) if parts[high].letter == "j" else ""
        # 788件|不同时期|的文物, but 11个|行业|的活动
        qualifies = said.endswith(words.attribute) and said not in words.attribute
        if parts[high].letter == "j" and (high == low or (is_counted(said) and not qualifies)):
            break
        if high > low and not linked and parts[high].word in stop_words and not (money and parts[high - 1].letter not in "jc"):
            break
        high += 1
    while high > low and (parts[high - 1].letter in TRAILING or parts[high - 1].word in words.locative):
        high -= 1
    worked = index + 2 < len(chunks) and (chunks[index + 2].word in words.work or chunks[index + 2].word in words.nominal_verb)
    if high == len(parts) and low < high and (worked or not is_counted("".join(p.word for p in parts[low:high]))):
        longer = _over_verb(chunks, index + 1, parts[low:high], stop_words, is_counted)
        if longer is not None:
            return longer, linked
    return (Phrase(parts[low:high]), linked) if high > low else (None, linked)
