"""What the chunks around a place say of it: its codes, whom one trades with or attacks, what is only a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extractor.linking.clauses import NOUN, Chunk, is_joint, words_of
from extractor.linking.document import COUNTRY
from extractor.linking.link_words import LinkWords
from extractor.linking.turns import is_particle

# How long a name in quotes is.
_QUOTED: Final = 8
_AND_SO_ON: Final = "等"
_IN: Final = "在"
_ARMED: Final = ("军", "军队", "军方", "部队", "战机")
# A number in characters, which is that of no list of places.
_MANY: Final = 999
# So many chunks behind a place tell whether it attacks another.
_ATTACK: Final = 3

# 山东|中北部和西南部、|河南: parts of a place between it and the next.
PARTS = re.compile(r"[东西南北中部偏大局地沿海等区、和及]*[部地海区][、和及]")
_COUNTED_LIST = re.compile(
    r"[^，。；;、\d]{0,8}(?:、[^，。；;、\d]{1,10}){0,4}等(?:地的?)?(?P<count>\d+|[二三四五六七八九]?十[一二三四五六七八九]?)[余多]?[个项处座]"
)
_COUNTED_PLACES = re.compile(r"(?P<count>\d+)(?:家|个(?![省市城县区州地国盟旗]))")


def is_figure(text: str, at: int) -> bool:
    """Whether a number stands right behind: 全国名特优新农产品44个."""
    return text[at : at + 2].strip()[:1].isdigit()


def is_county(codes: Sequence[str]) -> bool:
    """Whether a place is one county at home."""
    return len(codes) == 1 and codes[0][:1].isdigit() and not codes[0].endswith("00")


def is_quoted(text: str, chunk: Chunk) -> bool:
    """“我的韶山行”: a place inside a name in quotes says nothing of where a thing is."""
    opened = text.rfind("“", max(0, chunk.start - _QUOTED), chunk.start)
    if opened < 0 or text.find("”", opened, chunk.start) >= 0:
        return False
    closed = text.find("”", chunk.end, chunk.end + _QUOTED)
    inside = text[opened + 1 : closed]
    around = chunk.start > opened + 1 and closed > chunk.end
    return around and not any(mark in inside for mark in "，。；;：:")


def is_listed(chunk: Chunk, before: Chunk) -> bool:
    """对共建国家、欧盟出口: a noun with a mark of the list behind it, right behind the preposition."""
    return chunk.letter == NOUN and len(chunk.parts) > 1 and chunk.parts[-1].word == "、" and before.letter == "B"


def trades(behind: list[Chunk], words: LinkWords) -> bool:
    """Whether the words behind a place tell of trade (对巴基斯坦茶叶出口量): the place is whom one trades with."""
    until = next((n for n, c in enumerate(behind) if c.letter in "QTF"), len(behind))
    return any(p.word.startswith(words.trading) or p.word.endswith(words.trading) for p in words_of(behind[:until]))


def attacks(behind: list[Chunk], words: LinkWords) -> bool:
    """Whether a place named behind 对 is attacked, or one behind the deed (以色列袭击致伊朗610人死亡)."""
    at = next(
        (n for n, c in enumerate(behind[: 2 * _ATTACK]) if not (c.letter in "Td" or (n == 0 and c.letter == NOUN and _is_armed(c)))), 0
    )
    if len(behind) - at < _ATTACK:
        return False
    if (behind[at].word in words.towards or behind[at].word == _IN) and behind[at + 1].letter == "P":
        return any(p.word.endswith(words.attack) for p in words_of(behind[at + 2 : at + 2 + 2 * _ATTACK]))
    deed = behind[at : at + 2] if is_particle(behind[at]) else behind[at : at + 1]
    return any(p.word.endswith(words.attack) for p in words_of(deed)) and any(c.letter == "P" for c in behind[at + 1 : at + 2 + _ATTACK])


def _is_armed(noun: Chunk) -> bool:
    """军队 in 以色列|军队: who attacks for a country."""
    return len(noun.parts) == 1 and noun.parts[0].word.endswith(_ARMED)


def last_word(chunk: Chunk) -> str:
    return chunk.parts[-1].word if chunk.letter == NOUN else chunk.word


def ranked(chunks: list[Chunk]) -> Chunk | None:
    """全国 in 全国第一: where the rank holds, not where the thing is."""
    for one, two in pairwise(chunks):
        if one.letter == "G" and two.letter == "Q" and two.obj.unit_class == "rank":
            return one
    return None


def is_wider(place: Sequence[str], known: Sequence[str]) -> bool:
    """Whether ``place`` is the province or city that the one ``known`` lies in (河北, of 石家庄)."""
    if len(place) != 1 or len(known) != 1 or place[0] == known[0] or not place[0].isdigit() or place[0] == COUNTRY:
        return False
    return place[0].endswith("00") and known[0].startswith(place[0][:2] if place[0].endswith("0000") else place[0][:4])


def lies_in(inner: Sequence[str], outer: Sequence[str]) -> bool:
    """Whether a place named right behind another is a part of it: 四川|成都, 中国|台湾."""
    return inner[0][:2] == outer[0][:2] or (tuple(outer) == (COUNTRY,) and inner[0][:1].isdigit())


def codes_of(chunk: Chunk) -> tuple[str, ...]:
    """The adcodes or ISO codes of a place mention."""
    unit = chunk.obj.unit
    return tuple([c for c in unit.split("|") if c]) if unit else ()


def is_example(chunks: list[Chunk], i: int) -> bool:
    """商洛电厂、店头电厂等402万千瓦机组, 中俄文化大集等活动: a place that only names one of the things told of."""
    at = i + 1
    while at < len(chunks) and (chunks[at].letter == "P" or is_joint(chunks[at])):
        at += 1
    if at >= len(chunks) or chunks[at].letter != NOUN or chunks[at].start != chunks[at - 1].end:
        return False
    thing = chunks[at]
    if thing.parts[0].word == _AND_SO_ON:
        # 库尔勒、吐鲁番等冷链物流基地和16个物流枢纽
        return thing.parts[-1].letter in "sc"
    return thing.parts[0].letter not in "sc" and any(p.word == _AND_SO_ON for c in chunks[at:] for p in c.parts)


def goes_on(noun: Chunk) -> bool:
    """等, 铀矿、: a noun that leads on to others of a list."""
    return noun.parts[0].word == _AND_SO_ON or any(p.word == "、" for p in noun.parts)


def members(places: Sequence[Chunk]) -> list[Chunk]:
    """Of places named one after another the last of each chain: 恩施 of 湖北恩施、宜昌."""
    return [c for i, c in enumerate(places) if i + 1 == len(places) or places[i + 1].start != c.end]


def counted(text: str, places: Sequence[Chunk]) -> int:
    """How many there are of which some or all are named (北京、上海等8个城市); 0 where they are not counted."""
    match = _COUNTED_LIST.match(text, places[-1].end) if places else None
    if match is None and len(places) > 1:
        match = _COUNTED_PLACES.match(text, places[-1].end)
    if match is None:
        return 0
    return int(match["count"]) if match["count"].isdigit() else _MANY


def is_elsewhere(text: str, chunks: Sequence[Chunk], i: int, words: LinkWords) -> bool:
    """来自四川、湖北的企业, 发往上海: where they come from and go to, unless news comes from there."""
    at = i
    while at > 1 and is_joint(chunks[at - 1]) and chunks[at - 2].letter == "P":
        at -= 2
    return text.endswith(words.elsewhere, 0, chunks[at].start) and not text.startswith(words.elsewhere_told, chunks[i].end)


def helps(text: str, chunks: Sequence[Chunk], i: int, words: LinkWords) -> bool:
    """广州、深圳援助梅州: who helps others."""
    while i + 2 < len(chunks) and is_joint(chunks[i + 1]) and chunks[i + 2].letter == "P":
        i += 2
    return text.startswith(words.helping, chunks[i].end)


def is_of_goods(text: str, place: Chunk, words: LinkWords) -> bool:
    """印度粉矿报价: where the goods are from."""
    return text.startswith(words.origin, place.end)


def is_left(text: str, chunk: Chunk, words: LinkWords) -> bool:
    """班列从武汉吴家山站开出: where it set out."""
    return text[chunk.start - 1 : chunk.start] in words.sources and words.setting_out.match(text, chunk.end) is not None


def is_ranked_in(text: str, chunk: Chunk, words: LinkWords) -> bool:
    """这家华东地区最大的企业, 是亚洲最早的电站: what is known already has its rank there, and lies where it lies."""
    return text.endswith(words.known_thing, 0, chunk.start) and words.greatest.match(text, chunk.end) is not None


def prints(chunks: Sequence[Chunk], i: int) -> bool:
    """台湾|《电子时报》: where a paper is from."""
    paper = chunks[i + 1] if i + 1 < len(chunks) else None
    return paper is not None and paper.letter == "O" and paper.start == chunks[i].end and paper.word.startswith("《")


def acts(text: str, chunks: Sequence[Chunk], i: int, words: LinkWords) -> bool:
    """加州能源委员会提供50万美元: whether a body abroad begins its piece and does what the figure tells, not only speaks of it."""
    return all(c.letter in "TdB" for c in chunks[:i]) and words.outspoken.match(text, chunks[i].end) is None
