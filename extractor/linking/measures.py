"""First half of a figure: kind, sign, indicator, subject and category from its clause and those before."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.clauses import Chunk, signature
from extractor.linking.draft import Draft
from extractor.linking.indicators import Head, Indicators
from extractor.linking.kinds import Kinds
from extractor.linking.phrases import NOUN, Phrase, before, behind

_COUNTS = ("count",)
_MONEY_CATEGORIES = {
    "output", "revenue", "profit", "tax", "spending", "investment", "trade", "consumption", "income", "price", "finance",
}  # fmt: skip
_JOINERS = frozenset("scdBuF")


class Measures:
    """Fills kind, value, indicator, subject and category of the drafts of a sentence."""

    def __init__(self, indicators: Indicators, kinds: Kinds) -> None:
        self.indicators = indicators
        self.kinds = kinds

    def fill(self, text: str, pieces: Sequence[list[Chunk]], drafts: Sequence[Draft], last: Draft | None) -> Draft | None:
        """Fill ``drafts`` in order; ``last`` is the last figure before them in the paragraph."""
        for position, draft in enumerate(drafts):
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
        after, linked = behind(chunks, draft.index, self.indicators.measured)
        if after is not None and self._takes_behind(draft, phrase, after, linked, left):
            self._from_behind(text, chunks, low, draft, after, linked)
        elif phrase is not None:
            self._from_before(text, chunks, low, at, draft, phrase, last)
        else:
            self._inherit(text, chunks, draft, after, last)

    def _takes_behind(self, draft: Draft, phrase: Phrase | None, after: Phrase, linked: bool, left: Sequence[Chunk]) -> bool:
        kind = draft.quantity.unit_class
        if kind in ("count", "bare"):
            return not (phrase is not None and linked and kind == "bare")
        if kind == "rank":
            return False
        if kind in ("percent", "times"):
            return draft.kind == "share" and phrase is None and not any(c.letter == "H" for c in left)
        if linked:
            return phrase is None or draft.kind == "change" or not left or left[-1].letter in "UDWv"
        return phrase is None

    def _from_behind(self, text: str, chunks: Sequence[Chunk], low: int, draft: Draft, after: Phrase, linked: bool) -> None:
        draft.phrase = after
        words = after.text(text)
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
        share_at = next((i for i in range(at, low - 1, -1) if chunks[i].letter == "H"), -1)
        if draft.kind in ("share", "level") and share_at >= 0:
            owner_at, owner = before(chunks, low, share_at)
            if owner is not None:
                self._take(text, chunks, low, owner_at, draft, owner, last)
            else:
                self._inherit(text, chunks, draft, None, last)
            return
        self._take(text, chunks, low, at, draft, phrase, last)

    def _take(self, text: str, chunks: Sequence[Chunk], low: int, at: int, draft: Draft, phrase: Phrase, last: Draft | None) -> None:
        words = phrase.text(text)
        counts = draft.quantity.unit_class in _COUNTS
        head = self.indicators.head(words, counts)
        elliptic = draft.kind in ("growth", "share", "change", "rank") and draft.quantity.unit_class in ("percent", "pp", "times", "rank")
        if head is not None and head.counted and elliptic and last is not None and last.head is not None and not last.head.counted:
            head = None
        if head is None and elliptic and last is not None and last.head is not None:
            draft.subject = words
            draft.came("subject", "its clause", phrase.start, phrase.end)
            draft.phrase = phrase
            self._borrow(draft, last)
            return
        draft.phrase = phrase
        draft.head = head or self.indicators.inner(words, counts)
        draft.indicator = words
        draft.came("indicator", "its clause", phrase.start, phrase.end)
        prefix = words[: -len(head.text)].rstrip("的") if head is not None and words.endswith(head.text) else ""
        if len(prefix) >= 2:
            draft.subject = prefix
            draft.came("subject", "the indicator's attribute", phrase.start, phrase.start + len(prefix))
        else:
            self._subject_left(text, chunks, low, draft, at)

    def _subject_left(self, text: str, chunks: Sequence[Chunk], low: int, draft: Draft, at: int) -> None:
        """The subject is the phrase or name before the verb that governs the indicator."""
        for chunk in reversed(chunks[:at]):
            if chunk.letter == NOUN:
                found = [p for p in chunk.parts if p.letter not in "jcsru"]
                if found:
                    draft.subject = text[chunk.start : chunk.end].strip("的、和与及 \n")
                    draft.came("subject", "its clause", chunk.start, chunk.end)
                    return
            elif chunk.letter == "P":
                draft.subject = chunk.word
                draft.came("subject", "its clause", chunk.start, chunk.end)
                return
            elif chunk.letter == "Q" or chunk.letter in "OEK":
                return
            if draft.verb == "" and chunk.letter in "WvYV":
                draft.verb = chunk.word

    def _inherit(self, text: str, chunks: Sequence[Chunk], draft: Draft, after: Phrase | None, last: Draft | None) -> None:
        left = chunks[: draft.index]
        verb = next((c for c in reversed(left) if c.letter in "WvY"), None)
        if last is not None and not (verb is not None and draft.quantity.unit_class in ("count", "money", "measure", "bare")):
            self._borrow(draft, last)
            draft.subject = last.subject
            return
        if verb is not None:
            draft.indicator = verb.word
            draft.verb = verb.word
            draft.head = self.indicators.inner(verb.word, False)
            draft.came("indicator", "the verb before it", verb.start, verb.end)
            self._subject_left(text, chunks, 0, draft, draft.index)
        elif last is not None:
            self._borrow(draft, last)
            draft.subject = last.subject

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
        if draft.head is not None:
            draft.category, draft.nature = draft.head.category, draft.head.nature
            draft.rules.append(draft.head.rule)
        else:
            draft.category = self.indicators.by_unit.get(draft.unit, "other")

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
        for group in groups.values():
            phrase = group[0].phrase
            items = phrase.items() if phrase is not None else []
            if len(items) == len(group):
                self._hand_out(text, items, group)

    def _hand_out(self, text: str, items: Sequence[Phrase], group: Sequence[Draft]) -> None:
        words = [i.text(text) for i in items]
        heads = [self.indicators.head(w, False) for w in words]
        common = heads[-1]
        for draft, word, head, item in zip(group, words, heads, items, strict=True):
            own: Head | None = head if head is not None and not head.counted else None
            if own is not None:
                draft.indicator, draft.head = word, own
                rest = word[: -len(own.text)].rstrip("的")
                if len(rest) >= 2:
                    draft.subject = rest
            elif common is not None and not common.counted:
                draft.indicator, draft.head, draft.subject = common.text, common, word
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
