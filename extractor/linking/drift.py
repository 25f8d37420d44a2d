"""Words apart from the number that shift its kind, sign or bound: 增加0.4亿斤, 保持10%的增长, 约占四成."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extractor.linking.clauses import NOUN, Chunk, is_joint
from extractor.linking.draft import PERSONS, Draft
from extractor.linking.indicators import Indicators
from extractor.linking.link_words import LinkWords
from extractor.linking.nouns_behind import GRADE
from extractor.linking.phrases import Phrase
from extractor.linking.turns import is_particle, is_source

_VERB: Final = 2
# How far behind a rate its verb may stand: 按3%、|7%|稳步|提标.
_NEAR: Final = 6
_COMES_TO: Final = ("V%", "X%")
# 4月为14%, 4月14%
_OF_OTHER: Final = frozenset({"SV%", "BSV%", "PV%", "BPV%", "PSV%"})
_OF_TIME: Final = ("TV%", "T%", "BTV%", "TdV%")
_MOVED: Final = ("U", "D", "N", "n", "e")


def improves(left: list[Chunk], draft: Draft, words: LinkWords) -> None:
    """完成林分优化提升200万亩, 建设提升300个驿站: so much is made better; no magnitude has grown by it."""
    if draft.kind != "change" or not left or left[-1].word not in words.improving or any(c.letter == "C" for c in left):
        return
    behind = draft.phrase is not None and draft.phrase.start >= draft.quantity.end and draft.head is not None and draft.head.counted
    # 指数提升2个|等级
    behind = behind and not draft.indicator.endswith(GRADE)
    if behind or (draft.unit in words.improved and not draft.indicator.endswith(words.magnitude)):
        draft.kind, draft.sign, draft.basis = "level", 1, None


def adds(left: list[Chunk], draft: Draft, last: Draft | None, words: LinkWords) -> None:
    """总产量88亿斤，增加0.4亿斤: without a noun of its own, an amount after a verb of change is a change."""
    compared = any(c.letter == "C" for c in left)
    if draft.kind == "level" and last is not None and compared and draft.indicator in words.net_adding and draft.unit == last.unit:
        # 终端用户16.9亿户，较上年末|净增|3亿户
        draft.kind, draft.indicator, draft.head, draft.lender = "change", last.indicator, last.head, last
        return
    if draft.kind != "level" or last is None or draft.how("indicator") != "the figure before it":
        return
    letters = {c.letter for c in left}
    if letters & set("UD") and letters <= set("UDduVC") and draft.unit == last.unit and last.kind == "level":
        draft.kind, draft.sign = "change", sign(left)


def told_at_rate(chunks: list[Chunk], draft: Draft, words: LinkWords) -> int:
    """产量以每年20%的速度递增: the rate of a growth stands between 以 and its verb; where 以 stands, -1 where none does."""
    at = draft.index - 1
    if draft.quantity.unit_class != "percent" or at < 0:
        return -1
    while at > 1 and is_joint(chunks[at]) and chunks[at - 1].letter == "Q":
        at -= 2
    yearly = (chunks[at].letter == NOUN and chunks[at].parts[-1].word in words.every_year) or (
        chunks[at].letter == "C" and chunks[at].word in words.every_year
    )
    at -= yearly
    if at < 0 or chunks[at].word not in words.at_rate:
        return -1
    verb = _rated(chunks, draft.index, words)
    if verb is None:
        return -1
    draft.kind, draft.sign = "growth", int(verb.obj.sign) or 1
    draft.basis = "average" if yearly else draft.basis
    return at


def _rated(chunks: list[Chunk], index: int, words: LinkWords) -> Chunk | None:
    """The word of change behind a rate: 20%的|速度|递增, 10%的|增幅."""
    linked = index + 1 < len(chunks) and is_particle(chunks[index + 1])
    for chunk in chunks[index + 1 + linked : index + _NEAR + linked]:
        if chunk.letter in "UDNn" and chunk.obj is not None:
            return chunk
        rate = chunk.letter == NOUN and (is_particle(chunk) or chunk.parts[-1].word in words.rate_noun)
        if not rate and chunk.letter not in "dQ" and chunk.word not in words.at and not is_joint(chunk):
            return None
    return None


def compares(left: list[Chunk], draft: Draft, last: Draft | None) -> None:
    """同比上涨28.4%，高于上月的21.8%: what a growth is higher or lower than is one."""
    if draft.kind != "share" or last is None or last.kind != "growth" or draft.quantity.unit_class != "percent":
        return
    if any(c.letter == "e" for c in left) and draft.lender is last:
        draft.kind, draft.sign, draft.basis = "growth", 1, last.basis


def told_around(
    pieces: list[list[Chunk]], chunks: list[Chunk], left: list[Chunk], draft: Draft, last: Draft | None, words: LinkWords
) -> None:
    """The way a number goes that no verb of its own tells."""
    exceeds(chunks, left, draft)
    goes_even(left, draft, last, words)
    by_how_much(pieces, draft, words)
    moves_price(left, draft, words)


def exceeds(chunks: list[Chunk], left: list[Chunk], draft: Draft) -> None:
    """出口价格低于平均价格20%: what stands before the number is only compared with; not 高于5月的7%, 低于欧美70%的水平."""
    if draft.kind != "share" or draft.quantity.unit_class != "percent" or not left:
        return
    tail, behind_it = left[-1], chunks[draft.index + 1] if draft.index + 1 < len(chunks) else None
    if behind_it is not None and behind_it.letter == NOUN and behind_it.parts[0].letter == "j":
        return
    if tail.letter != NOUN or tail.parts[-1].letter == "j" or tail.end != draft.quantity.start:
        return
    at = next((i for i in range(len(left) - 2, -1, -1) if left[i].letter not in "dSPOK"), -1)
    if at > 0 and left[at].letter == "e" and not any(c.letter == "H" for c in left[:at]):
        draft.kind, draft.sign, draft.basis = "growth", sign(left), "peer"


def goes_even(left: list[Chunk], draft: Draft, last: Draft | None, words: LinkWords) -> None:
    """减少三分之二，甚至五分之四: so much more of the same."""
    if last is None or draft.quantity.unit_class != "percent" or draft.kind != "share" or last.kind != "growth":
        return
    if draft.lender is last and any(c.word in words.even for c in left) and not any(c.letter in "UDXH" for c in left):
        draft.kind, draft.sign, draft.basis = "growth", last.sign, last.basis


def by_how_much(pieces: list[list[Chunk]], draft: Draft, words: LinkWords) -> None:
    """空调开始涨价，幅度在10%以上; 乙烯跌幅更大，达155美元: the piece before tells which way it went."""
    if draft.kind not in ("share", "level") or draft.quantity.unit_class not in ("percent", "money") or draft.piece < 1:
        return
    own = [c for c in pieces[draft.piece][: draft.index] if c.letter not in "Bd"]
    before = pieces[draft.piece - 1]
    if any(c.letter == "Q" for c in before):
        return
    extent = len(own) > 1 and own[0].letter == NOUN and own[0].parts[-1].word in words.extent and all(c.letter == "V" for c in own[1:])
    moved = next((c for c in reversed(before) if c.letter in ("UDNn" if extent else "Nn") and c.obj is not None), None)
    reached = bool(own) and all(c.letter == "V" for c in own) and draft.how("indicator") == "the magnitude named before"
    if moved is not None and (extent or reached):
        draft.kind = "growth" if draft.quantity.unit_class == "percent" else "change"
        draft.sign = int(moved.obj.sign) or 1


def moves_price(left: list[Chunk], draft: Draft, words: LinkWords) -> None:
    """上调|汽油价格|每吨|500元: by how much a price is moved."""
    if draft.kind != "level" or draft.quantity.unit_class != "money" or len(left) < _VERB:
        return
    noun, verb = left[-1], left[-2]
    priced = noun.letter == NOUN and any(p.word.startswith(words.each) for p in noun.parts[1:])
    if priced and verb.letter in "UD" and len(verb.word) == _VERB and verb.obj is not None:
        draft.kind, draft.sign = "change", int(verb.obj.sign) or 1


def grows_behind(chunks: list[Chunk], draft: Draft, words: LinkWords) -> None:
    """保持两位数增长, 保持10%的增长速度: the word of change stands behind."""
    if draft.indicator.endswith(words.index):
        # 指数保持在50%以上扩张区间: an index is neither a share nor a growth.
        draft.kind = "level" if draft.kind == "share" else draft.kind
        return
    at, linked = _behind(chunks, draft.index)
    if draft.kind == "level" and linked and draft.unit not in PERSONS and _closes(chunks, at):
        # 价格有20-100元的小幅上调
        draft.kind, draft.sign = "change", int(chunks[at].obj.sign) or 1
        return
    if draft.kind == "change" and draft.unit == "pp" and linked and not draft.signature.strip("p").endswith(_MOVED) and _closes(chunks, at):
        # 出现了10个百分点的下降
        draft.sign = int(chunks[at].obj.sign) or 1
        return
    if draft.kind != "share" or draft.quantity.unit_class != "percent" or at < 0:
        return
    behind_it = chunks[at]
    if behind_it.letter not in "UDNn" or behind_it.obj is None:
        return
    goes_on = any(c.letter in "TQ" for c in chunks[at + 1 : at + 3])
    from_here = any(c.word in words.sources for c in chunks[: draft.index])
    at_rate = draft.index > 0 and chunks[draft.index - 1].word in words.at_rate
    if len(behind_it.word) in ((2, 4) if linked else (2,)) and (at_rate or not goes_on) and not from_here:
        draft.kind, draft.sign = "growth", int(behind_it.obj.sign) or 1


def _behind(chunks: list[Chunk], index: int) -> tuple[int, bool]:
    """(the chunk right behind a figure or -1, whether 的 stands between), 高 before it left off: 20%以上的|高|增长."""
    at = index + 1
    linked = at < len(chunks) and is_particle(chunks[at])
    at += linked
    if at >= len(chunks) or chunks[at].start - linked != chunks[index].end:
        return -1, linked
    graded = linked and at + 1 < len(chunks) and (chunks[at].letter == "d" or (len(chunks[at].word) == 1 and chunks[at].letter == "U"))
    return at + graded, linked


def _closes(chunks: list[Chunk], at: int) -> bool:
    """Whether a verb of change at ``at`` ends what is said."""
    if at < 0 or chunks[at].letter not in "UD" or chunks[at].obj is None or len(chunks[at].word) != _VERB:
        return False
    return at + 1 >= len(chunks) or chunks[at + 1].letter in "uB"


def goes_on_growing(chunks: list[Chunk], draft: Draft, last: Draft | None, words: LinkWords) -> None:
    """增速由5%回落至4%: what a rate of growth has come to is one."""
    if draft.kind != "share" or last is None:
        return
    if last.unit == "pp" and last.index < draft.index and last.clause is draft.clause and draft.signature in _COMES_TO:
        # 经济增速预期下调0.2个百分点至4.3%
        draft.kind = "growth" if any(c.letter == "N" for c in chunks[: last.index]) else draft.kind
        draft.sign = 1
        return
    if last.kind != "growth" or not draft.signature.startswith("X"):
        return
    if last.clause is draft.clause and last.index < draft.index and is_source(last, chunks, words):
        draft.kind, draft.sign = "growth", last.sign


def grows_unsaid(chunks: list[Chunk], draft: Draft, last: Draft | None, words: LinkWords) -> None:
    """净利润同比18.6%, 增加13.8万吨或9.1%: a rate that only a comparison or an amount makes a growth."""
    if draft.kind != "share" or draft.quantity.unit_class != "percent" or draft.index == 0:
        return
    before = chunks[draft.index - 1]
    if before.letter == "C" and before.end == draft.quantity.start and before.word in words.on_year:
        draft.kind, draft.sign = "growth", 1
    elif (
        before.letter == "B"
        and last is not None
        and last.kind == "change"
        and last.clause is draft.clause
        and last.index == draft.index - 2
    ):
        draft.kind, draft.sign, draft.basis = "growth", last.sign, last.basis
    elif _is_next_time(draft, last):
        draft.kind, draft.sign = "growth", last.sign if last is not None else 1


def _is_next_time(draft: Draft, last: Draft | None) -> bool:
    """5月增速为7%，4月为14%; 水泥业增速为13.1%，而水泥制品为34.8%: the same rate at another time or of another thing."""
    if last is None or last.kind != "growth":
        return False
    if draft.how("indicator") == "the figure before it" and draft.signature in _OF_TIME:
        return True
    return draft.lender is last and "N" in last.signature and draft.signature in _OF_OTHER


def changes_unsaid(chunks: list[Chunk], draft: Draft, last: Draft | None) -> None:
    """下跌了4.5%或1005元: an amount that only a rate makes a change."""
    if draft.kind != "level" or last is None or last.kind != "growth" or last.clause is not draft.clause or not last.signature:
        return
    joined = chunks[draft.index - 1]
    if last.index == draft.index - 2 and joined.letter == "B" and joined.start == last.quantity.end and joined.end == draft.quantity.start:
        draft.kind, draft.sign, draft.basis = "change", last.sign, last.basis


def of_what(draft: Draft, behind: Phrase, indicators: Indicators, words: LinkWords) -> None:
    """规模500亿元的科创基金(签约落地): a bare magnitude is of the kind of the thing behind it."""
    if draft.kind != "level" or draft.quantity.unit_class != "money" or draft.indicator not in words.size:
        return
    said = ""
    for part in behind.parts:
        said += part.word
        head = indicators.head(said, True)
        if head is not None and head.category == "finance":
            draft.head = head


def own_share(chunks: list[Chunk], draft: Draft, indicators: Indicators, words: LinkWords) -> None:
    """血糖仪占据31%|的|份额, 该公司在全球的|份额|只有3%: a rate of its own, whose the thing before it is; not 出口总额31%的份额."""
    at = draft.index + 1
    if draft.kind != "share":
        return
    if at + 1 >= len(chunks) or not is_particle(chunks[at]) or len(chunks[at].parts) > 1:
        at = next((n for n in range(at - 2, -1, -1) if chunks[n].letter in "H#%m$"), 0) - 1
        if at < 0 or chunks[at + 1].letter != "H" or draft.indicator.endswith(chunks[at + 1].word):
            return
    head = indicators.head(chunks[at + 1].word, False) if chunks[at + 1].word in words.own_share else None
    borrowed = at > draft.index and draft.how("indicator") == "the figure before it"
    own = draft.head if not borrowed else None
    if head is None or (own is not None and not own.counted and own.text not in words.own_share):
        return
    if not draft.subject and draft.how("indicator") == "its clause":
        _, start, end = draft.origin["indicator"]
        if at < draft.index or not any(c.letter in "WvVH" for c in chunks if c.start < start):
            # Behind a verb it is the whole: 占有|汽油市场|23%的份额.
            draft.give(draft.indicator, "its clause", start, end)
    elif (
        borrowed and draft.how("subject") == "its clause" and any(c.letter in "Wv" for c in chunks if c.start < draft.origin["subject"][1])
    ):
        draft.subject = ""
    draft.indicator, draft.head, draft.verb = chunks[at + 1].word, head, ""
    draft.came("indicator", "the noun behind it", chunks[at + 1].start, chunks[at + 1].end)


def bound_apart(left: list[Chunk], draft: Draft, apart: Mapping[str, str]) -> None:
    """约占四成: a hedge that stands apart still sets the bound."""
    if draft.quantity.bound != "exact":
        return
    for chunk in reversed(left):
        if chunk.letter == "Q":
            return
        bound = apart.get(chunk.word)
        if bound is not None:
            draft.bound = bound
            draft.came("bound", "a hedge apart", chunk.start, chunk.end)
            return


def sign(left: list[Chunk]) -> int:
    """+1 or -1 by the nearest word of change before the number."""
    for chunk in reversed(left):
        if chunk.letter in "UDNn" and chunk.obj is not None:
            return int(chunk.obj.sign) or 1
        if chunk.letter == "e":
            return -1 if chunk.word.startswith(("低", "慢", "少", "落")) else 1
        if chunk.letter == "Q":
            break
    return 1
