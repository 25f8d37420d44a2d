"""First half of a figure: kind, sign, indicator, subject and category from its clause and those before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.linking.clauses import Chunk, signature
from extractor.linking.draft import Draft
from extractor.linking.indicators import Head, Indicators
from extractor.linking.kinds import Kinds
from extractor.linking.phrases import NOUN, Phrase, before, behind, trimmed

_COUNTS = ("count",)
_MONEY_CATEGORIES = {
    "output", "revenue", "profit", "tax", "spending", "investment", "trade", "consumption", "income", "price", "finance",
}  # fmt: skip
_EACH = re.compile("(?:平均)?每[一-龥]{1,2}$")
_BY = frozenset(("按", "按照", "扣除", "剔除"))
_OBLIQUE = frozenset(("对", "向", "为", "给", "从", "于", "在", "与", "同", "比", "以", "按", "由", "较", "通过"))
_JOINERS = frozenset("scdBuF")
_CLASS_ENDS = ("类", "行业", "产业", "领域", "地区", "企业", "国家")
_OWNER_ENDS = ("业", "产业", "行业", "企业", "类", "领域", "居民", "工厂", "单位", "院校", "公司", "机构")
_OWN_ENDS = ("率", "额", "量", "数", "值", "度", "比重", "比例", "水平", "规模", "面积", "占比", "份额")


class Measures:
    """Fills kind, value, indicator, subject and category of the drafts of a sentence."""

    def __init__(self, indicators: Indicators, kinds: Kinds, apart: Mapping[str, str], national: frozenset[str]) -> None:
        self.national = national
        self.apart = apart
        self.indicators = indicators
        self.kinds = kinds

    def fill(self, text: str, pieces: Sequence[list[Chunk]], drafts: Sequence[Draft], last: Draft | None) -> Draft | None:
        """Fill ``drafts`` in order; ``last`` is the last figure before them in the paragraph."""
        self._topic: tuple[Phrase, Head] | None = None
        self._start = next((c.start for chunks in pieces for c in chunks), 0)
        seen = 0
        for position, draft in enumerate(drafts):
            for number in range(seen, draft.piece):
                self._note_topic(text, pieces[number])
            seen = draft.piece
            chunks = pieces[draft.piece]
            low = self._low(chunks, draft.index)
            previous = drafts[position - 1] if position else None
            if previous is not None and self._continues(chunks, previous, draft, low):
                self._continue(draft, previous)
            else:
                self._read(text, chunks, low, draft, previous, last)
            self._finish(draft)
            last = draft
        self._deal(text, pieces, drafts)
        return last

    def _note_topic(self, text: str, chunks: Sequence[Chunk]) -> None:
        """Remember the last magnitude that a piece names (价格大幅上升，同比增加…); 按可比价格计算 names none."""
        if chunks and chunks[0].word in _BY:
            return
        for chunk in chunks:
            if chunk.letter != NOUN:
                continue
            phrase = trimmed(chunk)
            if phrase is None:
                continue
            head = self.indicators.head(phrase.text(text), False)
            if head is not None and not head.counted and not head.bare and len(head.text) > 1:
                self._topic = (phrase, head)

    def _low(self, chunks: Sequence[Chunk], index: int) -> int:
        low = index
        while low > 0 and chunks[low - 1].letter != "Q":
            low -= 1
        return low

    def _continues(self, chunks: Sequence[Chunk], previous: Draft, draft: Draft, low: int) -> bool:
        """Whether only 、和与 stand between this quantity and the one before (…增长5%、6%)."""
        if previous.piece != draft.piece or previous.quantity.unit_class != draft.quantity.unit_class:
            return False
        between = chunks[low : draft.index]
        if not between:
            return True
        return all(c.letter in "dBF" or (c.letter == NOUN and all(p.letter in _JOINERS for p in c.parts)) for c in between)

    def _continue(self, draft: Draft, previous: Draft) -> None:
        draft.kind, draft.sign, draft.signature = previous.kind, previous.sign, previous.signature
        draft.indicator, draft.subject, draft.head = previous.indicator, previous.subject, previous.head
        draft.bound = previous.bound if draft.bound == "exact" and "bound" in previous.origin else draft.bound
        draft.basis, draft.phrase, draft.verb = previous.basis, previous.phrase, previous.verb
        draft.list_of = previous.list_of or previous
        draft.came("indicator", "the list before it", previous.quantity.start, previous.quantity.end)

    def _read(self, text: str, chunks: Sequence[Chunk], low: int, draft: Draft, previous: Draft | None, last: Draft | None) -> None:
        left = chunks[low : draft.index]
        draft.signature = signature(left, draft.quantity.unit_class)
        reading = self.kinds.read(draft.signature)
        draft.kind = reading.kind
        draft.basis = reading.basis
        draft.rules.append(reading.rule)
        if reading.sign:
            draft.sign = _sign(left)
        at, phrase = before(chunks, low, draft.index)
        after, linked = behind(chunks, draft.index, self.indicators.measured, self._is_counted)
        if after is not None and self._takes_behind(draft, phrase, after, linked, left):
            self._from_behind(text, chunks, low, draft, after, linked)
        elif phrase is not None:
            self._from_before(text, chunks, low, at, draft, phrase, last)
        else:
            self._inherit(text, chunks, draft, last)
        self._bound_apart(left, draft)

    def _is_counted(self, words: str) -> bool:
        head = self.indicators.head(words, True)
        return head is not None and head.counted

    def _bound_apart(self, left: Sequence[Chunk], draft: Draft) -> None:
        """约占四成: a hedge that stands apart still sets the bound."""
        if draft.quantity.bound != "exact":
            return
        for chunk in reversed(left):
            if chunk.letter == "Q":
                return
            bound = self.apart.get(chunk.word)
            if bound is not None:
                draft.bound = bound
                draft.came("bound", "a hedge apart", chunk.start, chunk.end)
                return

    def _takes_behind(self, draft: Draft, phrase: Phrase | None, after: Phrase, linked: bool, left: Sequence[Chunk]) -> bool:
        kind = draft.quantity.unit_class
        if kind in ("count", "bare"):
            return not (phrase is not None and linked and kind == "bare")
        if kind == "rank":
            return False
        if kind in ("percent", "times"):
            return draft.kind == "share" and phrase is None and not any(c.letter == "H" for c in left)
        if linked:
            return phrase is None or draft.kind == "change" or not left or left[-1].letter in "UDWvV"
        return phrase is None

    def _from_behind(self, text: str, chunks: Sequence[Chunk], low: int, draft: Draft, after: Phrase, linked: bool) -> None:
        draft.phrase = after
        words = after.text(text)
        if draft.quantity.unit_class in _COUNTS and not linked:
            owner = self.indicators.owner(words)
            words = owner if len(owner) >= 2 and self._is_counted(owner) else words
        draft.head = self.indicators.inner(words, draft.quantity.unit_class in _COUNTS)
        draft.indicator = words
        draft.came("indicator", "the noun behind it", after.start, after.end)
        growth = after.parts[-1].word if after.parts else ""
        if linked and draft.quantity.unit_class == "percent" and growth in ("增幅", "增速", "增长率", "涨幅", "降幅", "跌幅", "增长", "下降"):
            draft.kind = "growth"
            draft.sign = -1 if growth in ("降幅", "跌幅", "下降") else 1
        self._subject_left(text, chunks, low, draft, draft.index)

    def _from_before(
        self, text: str, chunks: Sequence[Chunk], low: int, at: int, draft: Draft, phrase: Phrase, last: Draft | None
    ) -> None:
        share_at = next((i for i in range(at - 1, low - 1, -1) if chunks[i].letter == "H"), -1)
        if share_at < 0:
            share_at = next((i for i in range(draft.index - 1, low - 1, -1) if chunks[i].letter == "H"), -1)
        peer_at = next((i for i in range(at, low - 1, -1) if chunks[i].letter == "e"), -1)
        if peer_at >= 0:
            owner_at, owner = before(chunks, low, peer_at)
            if owner is None:
                self._inherit(text, chunks, draft, last)
            else:
                self._take(text, chunks, low, owner_at, draft, owner, last)
            return
        if draft.kind in ("share", "level") and share_at > at:
            # 增加值占比达…: the share word stands between the phrase and the number.
            self._take(text, chunks, low, at, draft, phrase, last)
            if draft.phrase is phrase and chunks[share_at].start == phrase.end and draft.indicator == phrase.text(text):
                draft.indicator += chunks[share_at].word
        elif draft.kind in ("share", "level") and share_at >= 0:
            self._share(text, chunks, low, share_at, draft, phrase, last)
        else:
            self._take(text, chunks, low, at, draft, phrase, last)

    def _share(
        self, text: str, chunks: Sequence[Chunk], low: int, share_at: int, draft: Draft, base: Phrase, last: Draft | None
    ) -> None:
        """X占Y比重: X is what is measured where it is a magnitude, else whose share of Y it is."""
        owner_at, owner = before(chunks, low, share_at)
        if owner is None:
            self._inherit(text, chunks, draft, last)
            return
        words = owner.text(text)
        head = self.indicators.head(words, False)
        base_head = self.indicators.head(base.text(text), False)
        if (head is None or head.counted) and base_head is not None and not base_head.counted:
            draft.indicator, draft.head = base.text(text), base_head
            draft.subject = words
            draft.phrase = owner
            draft.came("indicator", "what it is a share of", base.start, base.end)
            draft.came("subject", "its clause", owner.start, owner.end)
            return
        self._take(text, chunks, low, owner_at, draft, owner, last)

    def _take(self, text: str, chunks: Sequence[Chunk], low: int, at: int, draft: Draft, phrase: Phrase, last: Draft | None) -> None:
        words = phrase.text(text)
        each = _EACH.search(words)
        if each is not None and each.start() >= 2 and draft.quantity.unit_class == "money":
            words, draft.priced = words[: each.start()], True
        head = self.indicators.head(words, draft.quantity.unit_class in _COUNTS)
        if self._is_elliptic(draft, words, head, last):
            draft.phrase = phrase
            self._borrow_nearest(text, draft, last)
            draft.subject = words
            draft.came("subject", "its clause", phrase.start, phrase.end)
            return
        draft.phrase = phrase
        draft.head = head or self.indicators.inner(words, draft.quantity.unit_class in _COUNTS)
        draft.indicator = words
        draft.came("indicator", "its clause", phrase.start, phrase.end)
        owner = self.indicators.attribute(words, draft.head)
        owner = owner.removeprefix(phrase.parts[0].word) if phrase.parts[0].letter == "Y" else owner
        self._subject_left(text, chunks, low, draft, at)
        left = draft.origin.get("subject", ("", -1, -1))[1]
        governed = any(c.letter in "WvV" for c in chunks[:at] if c.start > left)
        if len(owner) >= 2 and (not draft.subject or not governed) and not any(c.letter == "P" for c in chunks[low:at]):
            draft.subject = owner
            draft.came("subject", "the indicator's attribute", phrase.start, phrase.start + len(owner))

    def _is_elliptic(self, draft: Draft, words: str, head: Head | None, last: Draft | None) -> bool:
        """Whether the phrase names only whose figure it is, the indicator being the last one's (集体企业下降25.5%)."""
        if self._topic is not None and (last is None or self._topic[0].start > last.quantity.end):
            return words.endswith(_CLASS_ENDS) and draft.kind != "level"
        if last is None or last.head is None or last.head.counted or last.head.bare:
            return False
        if draft.quantity.unit_class == "measure" and last.category == "production":
            return head is not None and head.counted and head.category == "production"
        if draft.quantity.unit_class not in ("percent", "pp", "times", "rank", "bare") or draft.kind == "level":
            return False
        if words.endswith(_CLASS_ENDS) or (head is not None and head.bare):
            return True
        if last.quantity.start < self._start:
            return False
        if head is None:
            return not words.endswith(_OWN_ENDS)
        if not head.counted:
            return False
        return not (head.category == "production" and last.category in ("output", "production"))

    def _subject_left(self, text: str, chunks: Sequence[Chunk], low: int, draft: Draft, at: int) -> None:
        """The subject is the phrase or name before the verb that governs the indicator."""
        for i in range(at - 1, -1, -1):
            chunk = chunks[i]
            letter = chunk.letter
            if letter in "SPGOK" and i > 0 and chunks[i - 1].word in _OBLIQUE:
                continue
            if letter == NOUN:
                found = trimmed(chunk)
                if found is not None and len(found.text(text)) >= 2 and found.text(text) not in self.indicators.not_owners:
                    draft.subject = found.text(text)
                    draft.came("subject", "its clause", found.start, found.end)
                    return
            elif letter == "G" and chunk.word in self.national:
                return
            elif letter in "PGOKE":
                draft.subject = chunk.word
                draft.came("subject", "its clause", chunk.start, chunk.end)
                return
            elif letter == "Q":
                return
            if draft.verb == "" and letter in "Wv":
                draft.verb = chunk.word

    def _inherit(self, text: str, chunks: Sequence[Chunk], draft: Draft, last: Draft | None) -> None:
        """No phrase in the clause: the last magnitude named, the last figure's, or the verb itself."""
        verb = next((c for c in reversed(chunks[: draft.index]) if c.letter in "Wv"), None)
        topic = self._topic
        if topic is not None and (last is None or topic[0].start > last.quantity.end):
            self._borrow_nearest(text, draft, last)
            prefix = self.indicators.owner(draft.indicator)
            draft.subject = prefix if len(prefix) >= 2 else ""
        elif last is not None and not (verb is not None and draft.quantity.unit_class in ("count", "money", "measure", "bare")):
            self._borrow(draft, last)
            draft.subject = last.subject
        elif verb is not None:
            draft.indicator = draft.verb = verb.word
            draft.head = self.indicators.inner(verb.word, False)
            draft.came("indicator", "the verb before it", verb.start, verb.end)
            self._subject_left(text, chunks, 0, draft, draft.index)

    def _borrow_nearest(self, text: str, draft: Draft, last: Draft | None) -> None:
        topic = self._topic
        if topic is not None and (last is None or topic[0].start > last.quantity.end):
            phrase, head = topic
            draft.head, draft.indicator = head, phrase.text(text)
            draft.phrase = draft.phrase or phrase
            draft.came("indicator", "the magnitude named before", phrase.start, phrase.end)
        elif last is not None:
            self._borrow(draft, last)

    def _borrow(self, draft: Draft, last: Draft) -> None:
        draft.indicator = last.indicator
        draft.head = last.head
        draft.came("indicator", "the figure before it", last.quantity.start, last.quantity.end)

    def _finish(self, draft: Draft) -> None:
        quantity = draft.quantity
        if quantity.unit_class == "times" and draft.kind == "growth":
            draft.value, draft.unit = quantity.value * 100, "%"
            if quantity.value_max is not None:
                draft.value_max = quantity.value_max * 100
        if quantity.rule == "quantity.fold":
            draft.kind = "growth"
        if quantity.rule == "quantity.flat":
            draft.kind, draft.sign = "growth", 1
        if draft.sign < 0 and draft.kind in ("growth", "change"):
            draft.value = -draft.value if draft.value else draft.value
            draft.value_max = -draft.value_max if draft.value_max else draft.value_max
        self._categorise(draft)
        if quantity.unit_class == "bare":
            draft.unit = self._bare_unit(draft)

    def _categorise(self, draft: Draft) -> None:
        head = draft.head
        if head is not None:
            draft.nature = head.nature
            draft.rules.append(head.rule)
        verb = draft.verb
        if not verb and draft.phrase is not None:
            verb = draft.phrase.parts[0].word
        draft.category = "price" if draft.priced else self.indicators.category(head, draft.unit, verb)

    def _bare_unit(self, draft: Draft) -> str:
        if draft.category == "people":
            return "人"
        return "CNY"

    def _deal(self, text: str, pieces: Sequence[list[Chunk]], drafts: Sequence[Draft]) -> None:
        """分别: the members of the list before go to the quantities in order."""
        groups: dict[int, list[Draft]] = {}
        for draft in drafts:
            if draft.list_of is not None:
                groups.setdefault(id(draft.list_of), [draft.list_of]).append(draft)
        done: list[list[Draft]] = []
        for group in groups.values():
            phrase = group[0].phrase
            if group[0].origin.get("indicator", ("", 0, 0))[0] == "the figure before it":
                self._same_order(group, done)
                continue
            items = phrase.items(len(group)) if phrase is not None else []
            if len(items) == len(group):
                self._hand_out(text, items, group)
            done.append(group)

    def _same_order(self, group: Sequence[Draft], done: Sequence[Sequence[Draft]]) -> None:
        """营收、利润分别为A和B，分别增长C和D: the second list follows the order of the first."""
        twin = next((g for g in reversed(done) if len(g) == len(group)), None)
        if twin is None:
            return
        for draft, model in zip(group, twin, strict=True):
            draft.indicator, draft.head, draft.subject = model.indicator, model.head, model.subject
            self._categorise(draft)

    def _hand_out(self, text: str, items: Sequence[Phrase], group: Sequence[Draft]) -> None:
        words = [i.text(text) for i in items]
        heads = [self.indicators.head(w, False) for w in words]
        last = heads[-1]
        each_its_own = all(h is not None and not h.counted for h in heads)
        owner = self.indicators.owner(words[-1])
        common = words[-1][len(owner) :].lstrip("的") if owner else ""
        for draft, word, head, item in zip(group, words, heads, items, strict=True):
            if each_its_own:
                draft.indicator, draft.head = word, head
                draft.subject = self.indicators.owner(word)
                if len(draft.subject) < 2:
                    draft.subject = group[0].subject if draft is group[0] else ""
            elif last is not None and not last.counted:
                draft.indicator, draft.head = common or last.text, last
                draft.subject = word if word is not words[-1] else owner or word
            else:
                draft.subject = word
            draft.came("subject", "its turn in the list", item.start, item.end)
            self._categorise(draft)


def _sign(left: Sequence[Chunk]) -> int:
    for chunk in reversed(left):
        if chunk.letter in "UDNn" and chunk.obj is not None:
            return int(chunk.obj.sign) or 1
        if chunk.letter == "e":
            return -1 if chunk.word.startswith(("低", "慢", "少", "落")) else 1
        if chunk.letter == "Q":
            break
    return 1
