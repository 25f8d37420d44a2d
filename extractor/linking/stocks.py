"""Whether a figure holds at a point in time (380 firms gathered) or over a stretch (45 firms added)."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import NOUN, Chunk, words_of
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.turns import adds, reaches

# How far behind its number what befalls the things counted is told.
_BEHIND: Final = 5
# What is counted by heads.
_HEADS: Final = frozenset(("people", "firms", "organisations"))
# What grows in these categories is done or made, not there.
_MOVING: Final = frozenset(("output", "projects", "other"))


def is_stock(draft: Draft, chunks: list[Chunk], flowing: bool, words: LinkWords, annual: bool = False) -> bool:
    """Whether the figure holds at a point in time (380 firms gathered) rather than over a stretch (45 firms added)."""
    if draft.kind == "change":
        return False
    if draft.kind == "share":
        if draft.nature == "rate" or draft.head is None:
            return draft.indicator.endswith(words.lasting_rate) or draft.head is None
        return draft.nature == "stock"
    if draft.kind == "level" and (
        draft.indicator.endswith(words.total) or (draft.category in _HEADS and draft.indicator.endswith(words.head_count))
    ):
        return draft.unit not in words.happening
    if draft.kind == "level" and draft.unit in words.happening:
        # 立案查处的就达120万起
        return False
    if annual and (draft.unit in words.happening or (draft.kind == "growth" and draft.category in _MOVING)):
        # 农机装备产业增长10%, 营业性演出活动增长92%
        return False
    if annual and draft.category == "production" and draft.quantity.unit_class == "measure":
        # 蔬菜2062.6万吨: what was grown or made
        return False
    if draft.head is None and draft.kind == "level" and draft.index > 0 and not flowing:
        # 医疗保险覆盖13.5亿人
        return chunks[draft.index - 1].word in words.covering
    if draft.nature != "stock" or flowing or _is_served(draft, chunks, words):
        return False
    return draft.kind != "level" or _stands(draft, chunks, words, annual)


def _is_served(draft: Draft, chunks: list[Chunk], words: LinkWords) -> bool:
    """为16万个教学点配备了设施: what something is done for is counted over the stretch in which it is done."""
    before = chunks[draft.index - 1] if draft.index else None
    if before is None or before.word not in words.serving:
        return False
    behind = next((c for c in chunks[draft.index + 1 :] if c.letter in "WvVQ"), None)
    return behind is not None and behind.letter in "Wv"


def _stands(draft: Draft, chunks: list[Chunk], words: LinkWords, annual: bool) -> bool:
    """A level stands where a verb of having governs it, or no verb at all and its noun comes first."""
    left = chunks[: draft.index]
    counted = draft.head is None or draft.head.counted
    if annual and _is_done_thing(_first_of_list(draft, left), counted, words):
        return False
    if annual and any(c.word in words.so_far for c in left) and any(c.word.rstrip("了") in words.finishing for c in left):
        # 累计建成并网1000万千瓦
        return True
    if annual and counted and _move(chunks[draft.index + 1 :]):
        return False
    for i in range(draft.index - 1, -1, -1):
        chunk = chunks[i]
        if chunk.letter == "X":
            return True
        if chunk.letter in "WVv":
            # What a yearly report says was built was built in its year.
            # 中心、基地分别达到69家、107家
            stands = has(chunk.word, words) or (chunk.letter == "V" and reaches(chunk))
            return stands and not is_of_added(chunks, i) and not (annual and chunk.word.rstrip("了") in words.finishing)
        if chunk.letter in "UDY" or (annual and chunk.letter == "d" and chunk.word in words.deed):
            # 更新|老旧电梯1.8万台
            return False
    behind = draft.phrase is not None and draft.phrase.start >= draft.quantity.end
    if behind and any(p.word in words.befalling for p in words_of(chunks[draft.index + 1 : draft.index + _BEHIND])):
        # 832个贫困县全部摘帽: so many of them over the years
        return False
    if annual and counted and _is_so(chunks[draft.index + 1 :], words):
        # 2300个县已初步建立体系, 181项检验结果实现全市互认
        return True
    if draft.phrase is None:
        return True
    return not counted or draft.phrase.end <= draft.quantity.start


def _is_so(behind: list[Chunk], words: LinkWords) -> bool:
    """Whether what is counted has become so, or works so now."""
    end = next((i for i, c in enumerate(behind) if c.letter in "QTF"), len(behind))
    return any(c.word in words.already for c in behind[:3]) or any(p.word in words.in_force for p in words_of(behind[:end]))


def _move(behind: list[Chunk]) -> bool:
    """有18个行业同比增长: so many of them grew over the year; 增长 with a figure of its own is told of something else."""
    if not behind or behind[0].letter != NOUN or behind[0].parts[0].letter == "s":
        return False
    end = next((i for i, c in enumerate(behind) if c.letter not in "SCdG"), len(behind))
    return end < len(behind) and behind[end].letter in "UD" and not any(c.letter == "Q" for c in behind[end:])


def has_reached(draft: Draft, chunks: list[Chunk]) -> bool:
    """新增产能2420万吨，绿电装机规模突破5500万千瓦: a magnitude of its own that has come so far is not what was added."""
    left = chunks[: draft.index]
    if _has_grown(left):
        return True
    if draft.head is None or draft.phrase is None or draft.phrase.end > draft.quantity.start:
        return False
    if draft.head.counted and any(c.letter in "Wv" and c.start < draft.phrase.start for c in left):
        return False
    at = len(left) - 1
    while at > 1 and _joins(left[at]) and left[at - 1].letter == "Q":
        # 中心、基地分别达到69家、107家
        at -= 2
    reached = draft.bound == "over" or (at >= 0 and (left[at].letter == "X" or reaches(left[at])))
    return reached and draft.how("indicator") in ("its clause", "the list before it") and not adds(left)


def _joins(chunk: Chunk) -> bool:
    return chunk.letter == NOUN and chunk.parts[0].letter == "s"


def _has_grown(left: list[Chunk]) -> bool:
    """新增生态圈4个，小巨人企业增至310家: a number of its own that has grown, or stands in a list with one that has."""
    at = len(left) - 1
    while at > 1 and left[at].letter == NOUN and left[at].parts[0].letter == "s" and left[at - 1].letter == "Q":
        at -= 2
    return at > 0 and left[at].letter == "X" and not adds(left)


def is_of_added(chunks: list[Chunk], i: int) -> bool:
    """新增|有|实绩的企业132家: a verb that only tells what was added."""
    return i > 0 and chunks[i - 1].letter == NOUN and chunks[i - 1].parts[-1].letter == "Y"


def benefits(draft: Draft, chunks: list[Chunk], words: LinkWords) -> bool:
    """落实续贷853亿元，惠及2.9万户企业: so many in the year that a place reports on."""
    return draft.kind == "level" and draft.index > 0 and chunks[draft.index - 1].word.rstrip("了") in words.benefiting


def is_held(draft: Draft, chunks: list[Chunk], words: LinkWords) -> bool:
    """全年全市共有高校9所: there is so much, whatever time is told."""
    return draft.kind == "level" and any(c.letter in "WV" and c.word.endswith("有") and has(c.word, words) for c in chunks[: draft.index])


def _first_of_list(draft: Draft, left: list[Chunk]) -> list[Chunk]:
    """选派副总1787名、教授973名: the words of the first thing in a list, whose verb governs the others."""
    parts: list[Chunk] = draft.phrase.parts if draft.phrase is not None else []
    for i in range(len(left) - 1, 1, -2):
        if left[i].letter != NOUN or not left[i].parts or left[i].parts[0].letter != "s" or left[i - 1].letter != "Q":
            break
        if left[i - 2].letter != NOUN:
            break
        parts = left[i - 2].parts
    return parts


def _is_done_thing(parts: list[Chunk], counted: bool, words: LinkWords) -> bool:
    """签约项目近500个, 建设安居工程1.79万套, 供应土地3万亩, 生态修复135万亩: the noun tells what was done."""
    if not parts or not counted:
        return bool(parts) and (parts[0].word.startswith(words.deed) or parts[-1].word.endswith(words.deed_end))
    done = parts[0].word in words.finishing or parts[0].word.startswith(words.deed) or parts[-1].word in words.work
    return done or any(p.word in words.done_part for p in parts)


def has(word: str, words: LinkWords) -> bool:
    """Whether a verb says that something is there (拥有, 已建成), with an adverb or particle joined or not."""
    return word in words.standing or word.rstrip("了") in words.standing or word[1:] in words.standing
