"""One sentence's noun phrases → indicator and subject of each figure: the phrase before it, behind it, or the last named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.linking.carrying import goes_on, is_amount, only_adds
from extractor.linking.clauses import NOUN, Chunk, signature
from extractor.linking.draft import PERSONS, Draft
from extractor.linking.drift import (
    adds,
    bound_apart,
    changes_unsaid,
    compares,
    goes_on_growing,
    grows_behind,
    grows_unsaid,
    improves,
    of_what,
    own_share,
    sign,
    told_around,
    told_at_rate,
)
from extractor.linking.ellipsis import Ellipsis, thing_of
from extractor.linking.following import NounBehind, befalls, is_listed
from extractor.linking.grammar import Grammar
from extractor.linking.holders import Described
from extractor.linking.indicators import Head
from extractor.linking.nouns_behind import behind
from extractor.linking.owners import Owners
from extractor.linking.phrases import Phrase, before, is_oblique, is_unit_sold, start_of, trimmed, where_each
from extractor.linking.runs import behind_split


class Sentence:
    """Reads the figures of one sentence in order; remembers the last magnitude that it named."""

    def __init__(self, grammar: Grammar, text: str, pieces: list[list[Chunk]]) -> None:
        self.grammar = grammar
        self.indicators = grammar.indicators
        self.words = grammar.words
        self.text = text
        self.pieces = pieces
        self.owners = Owners(grammar.indicators, grammar.words, grammar.national, text)
        self.described = Described(grammar.indicators, grammar.words, text)
        self.following = NounBehind(grammar.indicators, grammar.words, self.owners, text)
        self._topic: tuple[Phrase, Head] | None = None
        self._start = next((c.start for chunks in pieces for c in chunks), 0)
        self.ellipsis = Ellipsis(self.indicators, self.words, text, pieces, self._start)

    def note_topic(self, chunks: list[Chunk]) -> None:
        """Remember the last magnitude that a piece names (价格大幅上升，同比增加…); 按可比价格计算 names none."""
        if chunks and chunks[0].word in self.words.by:
            return
        shared = False
        for i, chunk in enumerate(chunks):
            if chunk.letter != NOUN or (shared and chunks[i - 1].letter == "H"):
                # 财政收入占国民收入的比重: what is shared, not the whole
                continue
            phrase = trimmed(chunk, self.words)
            if phrase is None:
                continue
            head = self.indicators.head(phrase.text(self.text), False)
            if head is None or head.counted or head.bare or len(head.text) == 1:
                continue
            if head.text not in self.words.anaphor:
                self._topic = (phrase, head)
                shared = True

    def read(self, chunks: list[Chunk], low: int, draft: Draft, last: Draft | None) -> None:
        left = chunks[low : draft.index]
        draft.signature = signature(left, draft.quantity.unit_class)
        reading = self.grammar.kinds.read(draft.signature)
        draft.kind = reading.kind
        draft.basis = reading.basis
        draft.rules.append(reading.rule)
        if reading.sign:
            draft.sign = sign(left)
        draft.priced = draft.quantity.unit_class == "money" and bool(left) and is_unit_sold(left[-1], self.words)
        rate_at = told_at_rate(chunks, draft, self.words)
        at, phrase = before(chunks, low, draft.index if rate_at < low else rate_at, self.words)
        at, phrase = start_of(chunks, low, draft.index, at, phrase, self.words)
        if phrase is not None and at == draft.index - 1 and phrase.text(self.text) in self.words.above:
            # 上述|1.41亿元|的关联交易
            phrase = None
        after, linked = behind(chunks, draft.index, self.indicators.measured, self.owners.is_counted, self.words)
        counts = self.grammar.things.get(draft.quantity.unit_class)
        if counts is not None and not linked and draft.unit not in PERSONS:
            after = behind_split(chunks, draft, after, counts, self.words) or after
        if after is not None and self.following.takes(draft, phrase, after, linked, left):
            self.following.read(chunks, low, draft, after, linked)
        elif (phrase is None or is_listed(chunks, draft)) and befalls(chunks, draft, last):
            self._from_verb(chunks, draft, chunks[draft.index + 1], counted=True)
        elif phrase is not None:
            self._from_before(chunks, low, at, draft, phrase, last)
        else:
            self._inherit(chunks, draft, last)
        if reading.rule == _OBJECT and draft.indicator.endswith(self.words.rate_end):
            # 提升改革任务完成率超80%: a rate that is reached.
            draft.kind, draft.sign = "share", 1
        inflation = draft.kind == "share" and draft.indicator.rstrip(")）").endswith(self.words.inflation)
        if inflation and not any(c.letter == "H" for c in left):
            # CPI连续两个月超过5%: the index itself is not said, only its growth on the year before.
            # CPI环比持平: the comparison of its clause holds.
            draft.kind, draft.basis = "growth", draft.basis or (None if any(c.letter == "C" for c in chunks[: draft.index]) else "yoy")
        if after is not None and linked:
            of_what(draft, after, self.indicators, self.words)
        own_share(chunks, draft, self.indicators, self.words)
        improves(left, draft, self.words)
        adds(left, draft, last, self.words)
        goes_on_growing(chunks, draft, last, self.words)
        grows_unsaid(chunks, draft, last, self.words)
        changes_unsaid(chunks, draft, last)
        compares(left, draft, last)
        told_around(self.pieces, chunks, left, draft, last, self.words)
        grows_behind(chunks, draft, self.words)
        self.owners.belonging(chunks, draft)
        self.described.give(chunks, draft)
        bound_apart(left, draft, self.grammar.apart)
        self.ellipsis.told[draft.unit] = draft

    def _from_before(self, chunks: list[Chunk], low: int, at: int, draft: Draft, phrase: Phrase, last: Draft | None) -> None:
        words = phrase.text(self.text)
        points = words in self.words.anaphor and chunks[at].parts[0].letter == "r"
        points = points or (len(words) <= _THESE_NUMBERS and phrase.parts[-1].word in self.words.number_words)
        moved = draft.kind not in ("level", "rank") and words in self.indicators.never_owners and chunks[at + 1].letter not in "HNn"
        points = points or (moved and self.indicators.head(words, True) is None)
        if last is not None and (points or only_adds(phrase, chunks[low:at], draft, last)):
            # 这个数字已达到200万吨: the number spoken of is the last figure's.
            self._inherit(chunks, draft, last)
            return
        task = last is not None and last.clause is draft.clause and phrase.parts[-1].word in self.words.task
        if task and draft.kind == "share":
            # 完成了全年60亿元采购任务的53%: so much is done.
            self._inherit(chunks, draft, last)
            draft.came("indicator", "the task before it", phrase.start, phrase.end)
            return
        share_at = next((i for i in range(at - 1, low - 1, -1) if chunks[i].letter == "H"), -1)
        if share_at < 0:
            share_at = next((i for i in range(draft.index - 1, low - 1, -1) if chunks[i].letter == "H"), -1)
        peer_at = next((i for i in range(at, low - 1, -1) if chunks[i].letter == "e"), -1)
        if peer_at >= 0:
            owner_at, owner = before(chunks, low, peer_at, self.words)
            if owner is None:
                self._inherit(chunks, draft, last)
            else:
                self._take(chunks, low, owner_at, draft, owner, last)
            return
        if draft.kind in ("share", "level") and share_at > at:
            if self._equalled(chunks, low, at, draft, last):
                return
            # 增加值占比达…: the share word stands between the phrase and the number; a verb (采购商约占四成) is none of it.
            self._take(chunks, low, at, draft, phrase, last)
            word = chunks[share_at].word
            noun = word not in self.words.standing and word[1:] not in self.words.standing
            if noun and draft.phrase is phrase and chunks[share_at].start == phrase.end and draft.indicator == phrase.text(self.text):
                draft.indicator += word
        elif draft.kind in ("share", "level") and share_at >= 0:
            self._share(chunks, low, share_at, draft, phrase, last)
        elif not self._part_of(chunks, low, at, draft, last):
            self._take(chunks, low, at, draft, phrase, last)

    def _equalled(self, chunks: list[Chunk], low: int, at: int, draft: Draft, last: Draft | None) -> bool:
        """研发经费支出相当于全市生产总值的比例达到4.5%: what is measured stands before the verb."""
        verb = at - 1
        while verb > low and chunks[verb].letter in "GP":
            verb -= 1
        if verb <= low or not chunks[verb].word.endswith(self.words.equalling):
            return False
        owner_at, owner = before(chunks, low, verb, self.words)
        if owner is None or self.indicators.head(owner.text(self.text), False) is None:
            return False
        self._take(chunks, low, owner_at, draft, owner, last)
        return True

    def _part_of(self, chunks: list[Chunk], low: int, at: int, draft: Draft, last: Draft | None) -> bool:
        """出口额仅为营业收入的6.3%: what is shared stands before the verb, the whole behind it."""
        tail = chunks[draft.index - 1]
        if draft.kind != "share" or tail.letter != NOUN or tail.parts[-1].letter != "j":
            return False
        verb = next(
            (i for i in range(draft.index - 2, max(low, draft.index - _PLAN_CHUNKS) - 1, -1) if chunks[i].word in self.words.fulfilled), -1
        )
        if verb < 0 or not any(w in self.text[chunks[verb].end : tail.end] for w in self.words.plan_thing):
            verb = at - 1
            if at != draft.index - 1 or verb <= low or chunks[verb].letter != "V" or not chunks[verb].word.endswith(self.words.equalling):
                return False
        owner_at, owner = before(chunks, low, verb, self.words)
        head = self.indicators.head(owner.text(self.text), False) if owner is not None else None
        if owner is None or head is None or head.counted:
            return False
        self._take(chunks, low, owner_at, draft, owner, last)
        return True

    def _share(self, chunks: list[Chunk], low: int, share_at: int, draft: Draft, base: Phrase, last: Draft | None) -> None:
        """X占Y比重: X is what is measured where it is a magnitude, else whose share of Y it is."""
        owner_at, owner = before(chunks, low, share_at, self.words)
        if owner is None or (last is not None and last.subject and is_oblique(chunks, owner_at, self.words)):
            # 对|国民经济|增长的贡献率
            self._inherit(chunks, draft, last)
            return
        words = owner.text(self.text)
        head = self.indicators.head(words, False)
        base_head = self.indicators.head(base.text(self.text), False)
        if (head is None or head.counted) and base_head is not None and not base_head.counted:
            draft.indicator, draft.head = base.text(self.text), base_head
            draft.phrase = owner
            draft.came("indicator", "what it is a share of", base.start, base.end)
            draft.give(words, "its clause", owner.start, owner.end)
            return
        self._take(chunks, low, owner_at, draft, owner, last)
        if base.parts[-1].word.endswith(self.words.market) and (draft.head is None or draft.head.counted):
            # 钛白粉占钛原料|市场|的90%: a share of the market is a rate of its own.
            draft.head = next((h for w in self.words.own_share if (h := self.indicators.head(w, False)) is not None), None)
            if not draft.subject:
                draft.give(draft.indicator, "its clause", owner.start, owner.end)

    def _take(self, chunks: list[Chunk], low: int, at: int, draft: Draft, phrase: Phrase, last: Draft | None) -> None:
        words = phrase.text(self.text)
        if (
            draft.quantity.unit_class == "money"
            and at > low
            and chunks[at - 1].word in self.words.each
            and words in self.indicators.by_unit
        ):
            # 单价|由|每|公里|1.1元
            further, priced_thing = before(chunks, low, at - 1, self.words)
            while priced_thing is None and further > low and chunks[further].letter == "B":
                further, priced_thing = before(chunks, low, further, self.words)
            draft.priced = priced_thing is not None or (
                last is not None and last.category == "price" and last.quantity.start >= self._start
            )
            if priced_thing is not None:
                self._take(chunks, low, further, draft, priced_thing, last)
                return
        each = where_each(words, self.words.each, self.indicators.by_unit)
        if each >= 2 and draft.quantity.unit_class == "money":
            words, draft.priced = words[:each], True
        head = self.indicators.head(words, draft.quantity.unit_class == "count")
        own = draft.kind == "share" and chunks[at + 1].letter == "H" and chunks[at + 1].start == phrase.end
        own = own and len(words) > 1 and chunks[at + 1].word.lstrip("所") not in self.words.standing
        if last is not None and words in self.words.peak:
            # 生产总值连续迈上|4个|台阶、达|14万亿元
            self._borrow(draft, last)
            draft.give(last.subject, "the figure before it", last.quantity.start, last.quantity.end)
            return
        if self.ellipsis.is_elliptic(draft, words, head, last, self._topic[0] if self._topic is not None else None, own):
            draft.phrase = phrase
            self._borrow_nearest(draft, last)
            self.ellipsis.give_up(draft, words, last)
            draft.give(words, "its clause", phrase.start, phrase.end)
            owner = self.indicators.attribute(draft.indicator, draft.head)
            rest = draft.indicator.removeprefix(owner).lstrip("的")
            alike = owner.endswith(self.words.owner_end) and owner.endswith(_FIRM) == words.endswith(_FIRM)
            if alike and len(rest) > 1 and draft.kind != "share":
                # 采矿业增加值增长5%，制造业增长6%: of its own added value.
                draft.indicator = rest
            if words.endswith(self.words.mean):
                self.owners.left(chunks, low, draft, at)
            if draft.quantity.unit_class == "measure":
                # 钢产量446万吨；原煤1亿吨: the second is the output of coal, whatever the first is the output of.
                draft.indicator = words + self.indicators.ending(draft.indicator)
            return
        draft.phrase = phrase
        draft.head = head or self.indicators.inner(words, draft.quantity.unit_class == "count")
        draft.indicator = words
        if draft.head is None and last is not None and words in self.words.amounts and is_amount(chunks, at, draft, last, self._start):
            # 上市公司45家，总量居全国第一; 签约项目40个，总金额845亿元: how much of what was told.
            draft.head = last.head
            if words in self.words.sum_of and last.head is not None and last.head.counted:
                draft.indicator = thing_of(last) + words
        draft.came("indicator", "its clause", phrase.start, phrase.end)
        owner = self.indicators.attribute(words, draft.head)
        owner = owner.removeprefix(phrase.parts[0].word) if phrase.parts[0].letter == "Y" else owner
        if self._lists_magnitudes(phrase):
            owner = ""
        self.owners.left(chunks, low, draft, at)
        left = draft.origin.get("subject", ("", -1, -1))[1]
        governed = any(c.letter in "WvV" for c in chunks[:at] if c.start > left)
        local = any(c.letter == "G" and c.word not in self.grammar.national for c in chunks[low:at])
        if local and not owner.endswith(self.words.owner_end):
            owner = ""
        national = draft.subject in self.grammar.national
        free = not draft.subject or (not governed and not national) or (national and owner.endswith(self.words.owner_end))
        priced = self.indicators.priced(words) if draft.head is not None and draft.head.category == "price" else ""
        if priced:
            # 上海|铝锭|成交价: a price is that of the goods, wherever they are sold.
            draft.give(priced, "the indicator's attribute", phrase.start, phrase.start + len(priced))
        elif (
            len(owner) >= 2
            and free
            and not self._is_named(chunks, low, at, draft, phrase)
            and not any(c.letter == "P" for c in chunks[low:at])
        ):
            draft.give(owner, "the indicator's attribute", phrase.start, phrase.start + len(owner))

    def _is_named(self, chunks: Sequence[Chunk], low: int, at: int, draft: Draft, phrase: Phrase) -> bool:
        """江北国际机场|年旅客吞吐量: the name right before owns it; 商务部|监测餐饮企业销售额: the body only tells it."""
        if at <= low or draft.subject == "" or chunks[at - 1].letter not in "OK" or chunks[at - 1].end != phrase.start:
            return False
        return not chunks[at - 1].word.endswith(self.words.public_body)

    def _lists_magnitudes(self, phrase: Phrase) -> bool:
        """销售收入与利润: the first is no owner of the second."""
        items = phrase.items(9)
        if len(items) < 2:
            return False
        head = self.indicators.head(items[0].text(self.text), False)
        return head is not None and not head.counted and not head.bare

    def _holds(self, verb: Chunk, draft: Draft) -> bool:
        """拟减持不超过2%: the verb says what the percentage is of."""
        return draft.kind == "share" and self.indicators.by_verb.get(verb.word) == "finance"

    def _inherit(self, chunks: list[Chunk], draft: Draft, last: Draft | None) -> None:
        """No phrase in the clause: the last magnitude named, the last figure's, or the verb itself."""
        whole = self.ellipsis.whole(draft, last)
        counting = chunks[0].word in self.words.by
        verb = None if counting else next((c for c in reversed(chunks[: draft.index]) if c.letter in "Wv"), None)
        grown = chunks[draft.index - 1] if draft.index else None
        told = grown is not None and grown.letter in "UD" and grown.word in self.indicators.by_verb
        if grown is not None and told and (self._is_alone(last) or self._is_other(last)):
            self._from_verb(chunks, draft, grown)
            return
        if draft.signature.startswith("X") and last is not None and last.clause is draft.clause:
            # 审批时限由20天压减至5天: the goal is of what the figure before it is of.
            verb = None
        if last is not None and last.clause is draft.clause and last.index == draft.index - 1 and last.head is not None:
            # 生产总值连跨|4个|千亿|台阶
            verb = None
        if self._allotted(chunks, draft, last):
            return
        topic = self._topic_since(last) if whole is last else None
        last = whole
        if topic is not None:
            self._borrow_nearest(draft, last)
            prefix = self.indicators.owner(draft.indicator)
            draft.subject = prefix if len(prefix) >= 2 else ""
        elif last is not None and not (
            verb is not None and not goes_on(draft, last) and (draft.quantity.unit_class in _VERBAL_UNITS or self._holds(verb, draft))
        ):
            self._borrow(draft, last)
            draft.give(last.subject, "the figure before it", last.quantity.start, last.quantity.end)
            self.owners.topic(self.pieces, draft, last)
            self.owners.named(chunks, draft)
        elif verb is not None:
            self._from_verb(chunks, draft, verb)
            goods = self.indicators.head(draft.subject, True) if draft.subject else None
            if goods is not None and goods.counted and goods.category == "production" and verb.word.rstrip("了") in self.words.making:
                draft.indicator, draft.head = draft.subject, goods

    def _allotted(self, chunks: list[Chunk], draft: Draft, last: Draft | None) -> bool:
        """中央预算内投资|安排|5376亿元: a verb of allotting between a magnitude and its money."""
        at = draft.index - 2
        if at < 0:
            return False
        verb = chunks[at + 1].word
        if chunks[at].letter != NOUN:
            return False
        if verb not in self.words.climbing and (draft.quantity.unit_class != "money" or verb not in self.words.allotting):
            return False
        phrase = trimmed(chunks[at], self.words)
        head = self.indicators.head(phrase.text(self.text), False) if phrase is not None else None
        if phrase is None or head is None or head.counted or head.bare:
            return False
        self._take(chunks, at, at, draft, phrase, last)
        return True

    def _topic_since(self, last: Draft | None) -> tuple[Phrase, Head] | None:
        """The magnitude named behind the figure before, if any."""
        topic = self._topic
        return topic if topic is not None and (last is None or topic[0].start > last.quantity.end) else None

    def _is_alone(self, last: Draft | None) -> bool:
        """预计增产17%: no magnitude of its sentence that the growth could be of."""
        return self._topic_since(last) is None and (last is None or last.quantity.start < self._start)

    def _is_other(self, last: Draft | None) -> bool:
        """面积1.2万亩，预计增产10%: no area that yields more."""
        return last is not None and self._topic_since(last) is None and last.category not in _GROWN

    def _from_verb(self, chunks: list[Chunk], draft: Draft, verb: Chunk, counted: bool = False) -> None:
        draft.indicator = draft.verb = verb.word
        draft.head = self.indicators.inner(verb.word, counted)
        draft.came("indicator", "the verb before it" if verb.start < draft.quantity.start else "the verb behind it", verb.start, verb.end)
        self.owners.left(chunks, 0, draft, draft.index)

    def _borrow_nearest(self, draft: Draft, last: Draft | None) -> None:
        topic = self._topic_since(last)
        if topic is not None:
            phrase, head = topic
            draft.head, draft.indicator = head, phrase.text(self.text)
            draft.phrase = draft.phrase or phrase
            draft.came("indicator", "the magnitude named before", phrase.start, phrase.end)
        elif last is not None:
            self._borrow(draft, last)

    def _borrow(self, draft: Draft, last: Draft) -> None:
        draft.indicator = last.indicator
        draft.head = last.head
        draft.lender = last
        draft.came("indicator", "the figure before it", last.quantity.start, last.quantity.end)


# What 增产, 涨价 may be said of.
_GROWN: Final = ("production", "price", "output", "other")
_PLAN_CHUNKS: Final = 6
_FIRM: Final = "企业"
_OBJECT: Final = "clause.growth.object"
# 数字, 两个数字
_THESE_NUMBERS: Final = 4
_VERBAL_UNITS: Final = ("count", "money", "measure", "bare")
