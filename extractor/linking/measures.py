"""First half of a figure: kind, sign, indicator, subject and category, figure by figure and list by list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.finding.numerals import begins_number, read_number
from extractor.linking.bare_units import share_units, unit_of
from extractor.linking.categories import Categories
from extractor.linking.clause_reading import Sentence
from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.draft import Draft
from extractor.linking.grammar import Grammar
from extractor.linking.indicators import Head
from extractor.linking.lists import ORDER, PARTNER, members, towards
from extractor.linking.nouns_behind import GRADE
from extractor.linking.phrases import Phrase

_JOINERS: Final = frozenset("scdBuF")
_A_YEAR: Final = ("/年", "每年")
_MADE: Final = ("production", "energy")
_ORDINAL: Final = "第"
# What others are counted for: 居民, 企业, 医院.
_BEARING: Final = frozenset(("people", "firms", "organisations"))
_PERSONS: Final = ("人", "名", "位", "户")
_BRINGING: Final = frozenset(("consumption", "people", "projects"))
_OWNING: Final = 2
# What is told of a firm or an accident with what it is named for: 企业营业收入、利润, 事故起数、死亡人数.
_OF_THE_SAME: Final = frozenset(("revenue", "profit", "tax", "people", "health"))

# Bounds that are told behind a number.
_SHARED: Final = frozenset({"about", "at_least", "at_most"})


class Measures:
    """Fills kind, value, indicator, subject and category of the drafts of a sentence."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.indicators = grammar.indicators
        self.categories = Categories(grammar)

    def fill(self, text: str, pieces: list[list[Chunk]], drafts: list[Draft], last: Draft | None) -> Draft | None:
        """Fill ``drafts`` in order; ``last`` is the last figure before them in the paragraph."""
        sentence = Sentence(self.grammar, text, pieces)
        share_units(text, drafts, self.grammar.words)
        seen = 0
        for position, draft in enumerate(drafts):
            for number in range(seen, draft.piece):
                sentence.note_topic(pieces[number])
            seen = draft.piece
            chunks = pieces[draft.piece]
            draft.clause = chunks
            low = _low(chunks, draft.index)
            previous = drafts[position - 1] if position else None
            if previous is not None and _continues(chunks, previous, draft, low):
                _continue(draft, previous, text)
            else:
                sentence.read(chunks, low, draft, last)
                if previous is not None and _turns(chunks, previous, draft, low):
                    draft.list_of = previous.list_of or previous
            self._finish(draft)
            self.categories.see(text, draft, last, previous)
            last = draft
        self._deal(text, pieces, drafts)
        self._able(text, drafts)
        return last

    def _able(self, text: str, drafts: list[Draft]) -> None:
        """形成年产电缆380公里、光缆780公里的生产能力: what stands behind the last of a list is of all of it."""
        able = False
        for draft in reversed(drafts):
            end = draft.quantity.end
            able = (able and text.startswith("、", end)) or self.grammar.words.ability.match(text, end) is not None
            made = draft.category in _MADE and draft.quantity.unit_class == "measure"
            built = made and (self._is_plant(text, draft) or _is_yearly(text, draft))
            if (able or built) and draft.kind == "level" and draft.quantity.unit_class in ("measure", "count"):
                draft.category = "capacity"

    def _is_plant(self, text: str, draft: Draft) -> bool:
        """120万吨乙烯项目: what the works can make; 年产120万吨 is made."""
        before = draft.clause[draft.index - 1] if draft.index else None
        yielding = before is not None and before.letter == NOUN and before.parts[-1].word in self.grammar.words.yielding
        return not yielding and self.grammar.words.plant.match(text, draft.quantity.end) is not None

    def _finish(self, draft: Draft) -> None:
        quantity = draft.quantity
        if quantity.unit_class == "times" and draft.kind == "growth":
            draft.value, draft.unit = quantity.value * 100, "%"
            if quantity.value_max is not None:
                draft.value_max = quantity.value_max * 100
        if draft.unit == "pp" and draft.kind == "change" and draft.indicator.endswith(self.grammar.words.index_end):
            # 价格指数提高了21个点
            draft.unit = ""
        if quantity.rule == "quantity.fold":
            draft.kind = "growth"
        if quantity.rule.startswith("quantity.flat"):
            draft.kind, draft.sign = "growth", 1
        if draft.sign < 0 and draft.kind in ("growth", "change"):
            draft.value = -draft.value if draft.value else draft.value
            draft.value_max = -draft.value_max if draft.value_max else draft.value_max
        self.categories.settle(draft)
        if quantity.unit_class == "bare":
            draft.unit = unit_of(draft, self.grammar.words)

    def _deal(self, text: str, pieces: list[list[Chunk]], drafts: list[Draft]) -> None:
        """分别: the members of the list before go to the quantities in order."""
        groups: dict[int, list[Draft]] = {}
        for draft in drafts:
            if draft.list_of is not None:
                groups.setdefault(id(draft.list_of), [draft.list_of]).append(draft)
        done: list[list[Draft]] = []
        for group in groups.values():
            _hedge_all(text, group)
            phrase = group[0].phrase
            if group[0].how("indicator") == "the figure before it":
                listed = _listed_before(pieces, group)
                if listed:
                    for draft, item in zip(group, listed, strict=True):
                        draft.give(item.text(text).partition("等")[0], "its turn in the list", item.start, item.end)
                else:
                    self._same_order(drafts, group, done)
                continue
            items = phrase.items(len(group)) if phrase is not None else []
            named = False
            if len(items) != len(group):
                items, named = members(group[0].clause, group[0].index, len(group))
            if named:
                self._to_names(text, items, group)
            elif items:
                self._hand_out(text, items, group)
            done.append(group)

    def _to_names(self, text: str, items: Sequence[Phrase], group: list[Draft]) -> None:
        """东部、西部地区外资分别: whose they are; 对拉美、非洲等市场出口分别: whom one trades with."""
        to = towards(group[0].clause, group[0].index, self.grammar.words.towards)
        for draft, item in zip(group, items, strict=True):
            if not to:
                draft.give(item.text(text), "its turn in the list", item.start, item.end)
            elif draft.head is not None and not draft.head.counted:
                draft.indicator, draft.subject = to + item.text(text) + draft.head.text, ""
                draft.came("subject", PARTNER)

    def _same_order(self, drafts: list[Draft], group: list[Draft], done: Sequence[list[Draft]]) -> None:
        """营收、利润分别为A和B (or 营收A、利润B)，分别增长C和D: the second list follows the order of the first."""
        twin: list[Draft] | None = next((g for g in reversed(done) if len(g) == len(group)), None)
        left = group[0].clause[: group[0].index]
        shares = group[0].kind == "share" and any(c.letter == "V" and c.word.startswith(self.grammar.words.dealing) for c in left)
        if twin is None and (shares or any(c.letter == "F" for c in left)):
            at = next(i for i, d in enumerate(drafts) if d is group[0])
            before = drafts[max(0, at - len(group)) : at]
            named = {d.indicator for d in before}
            twin = before if len(before) == len(named) == len(group) and all(d.kind == "level" for d in before) else None
        if twin is None:
            return
        for draft, model in zip(group, twin, strict=True):
            draft.indicator, draft.head, draft.subject = model.indicator, model.head, model.subject
            draft.came("subject", ORDER, model.quantity.start, model.quantity.end)
            self.categories.settle(draft)
            if draft.kind in ("growth", "share") and model.kind == "level":
                # 珠海口岸达1.66亿人次，增长12%
                draft.category = model.category

    def _stands_alone(self, first: Head | None, last: Head | None, words: str) -> bool:
        """接待游客、旅游总花费, 新落地项目、利用内资: the money that persons or projects bring is no magnitude of theirs."""
        if first is None or last is None or last.counted or last.bare or first.category not in _BRINGING:
            return False
        return words.endswith(self.grammar.words.brought)

    def _bearer(self, words: str, head: Head) -> str:
        """集成电路圆片|产量: what the last of a list names before the magnitude that all share."""
        end = self.indicators.ending(words)
        for size in sorted({len(end), len(head.text) if words.endswith(head.text) else 0}):
            bearer = words[: len(words) - size]
            named = bearer.endswith(self.grammar.words.owner_end) or self.indicators.thing(bearer) is not None
            if size and len(bearer) >= _OWNING and (named or end == head.text):
                return bearer
        # 农村常住居民|人均可支配收入, 高新技术企业|数量
        measured, hollow = self.indicators.measured, self.indicators.hollow
        cuts = (words[:n] for n in range(len(words) - 1, 1, -1) if words[n:] in measured or words[n:] in hollow)
        return next((c for c in cuts if (t := self.indicators.thing(c)) is not None and t.category in _BEARING), words)

    def _graded(self, words: Sequence[str], last: Head | None) -> list[str]:
        """国家级、部级创新平台: the noun behind the last grade is counted in each; none where they are no grades."""
        grade, found, noun = words[-1].partition(GRADE)
        if last is None or not last.counted or not found or not noun or len(grade) > _OWNING:
            return []
        return [w + noun for w in words[:-1]] + [words[-1]] if all(w.endswith(GRADE) for w in words[:-1]) else []

    def _hand_out(self, text: str, items: Sequence[Phrase], group: list[Draft]) -> None:
        shared = group[0].subject
        words = _spelt_out([i.text(text) for i in items])
        counts = all(d.quantity.unit_class == "count" for d in group)
        heads = [self.indicators.head(w, counts) for w in words]
        if words[0].startswith(_ORDINAL) and heads[-1] is not None and heads[-1].text == words[-1]:
            # 第三产业用电量, a term of its own
            heads[-1] = self.indicators.head(words[-1][len(words[0]) :], counts) or heads[-1]
        last = heads[-1]
        apart = not any(w.endswith(self.grammar.words.owner_end) for w in words[:-1])
        things = all(
            w in self.indicators.counted or w in self.indicators.bare or (h is not None and h.counted)
            for w, h in zip(words[:-1], heads[:-1], strict=True)
        )
        shares_last = things and len(self.indicators.owner(words[-1])) >= 2
        magnitudes = [h is not None and not h.counted and not h.bare for h in heads]
        counted = _all_things(heads, group)
        alike = all(h is not None and not h.counted for h in heads)
        alike = alike or any(w.endswith(self.grammar.words.total) for w in words[:-1])
        each_its_own = not shares_last and (counted or (apart and alike) or any(magnitudes[:-1]))
        if things and self._stands_alone(heads[0], last, words[-1]):
            # 接待游客、旅游总花费: what tourists spend is no spending of tourists and tourism.
            each_its_own, shared = True, ""
        owner = self.indicators.leading(words[-1]) if len(last.text if last else "") == 1 else self.indicators.owner(words[-1])
        common = words[-1][len(owner) :].lstrip("的") if owner else ""
        owners = [self.indicators.owner(w) if each_its_own else "" for w in words]
        of_first = owners[0] if len(owners[0]) >= 2 else ""
        of_others = (of_first and shared.endswith(of_first)) or group[0].how("subject") == "the indicator's attribute"
        if each_its_own and (_joins(shared) or of_others):
            shared = ""
        graded = self._graded(words, last)
        if graded:
            words, heads, each_its_own = graded, [last] * len(words), True
        for draft, word, head, item, own in zip(group, words, heads, items, owners, strict=True):
            if each_its_own:
                draft.indicator, draft.head = word, head
                # 生产安全事故起数、死亡人数: both are of what the first names; the investment behind an industry's output is not.
                same = of_first if head is not None and head.category in _OF_THE_SAME else ""
                draft.subject = own if len(own) >= 2 else same or shared
            elif last is not None and not last.counted:
                draft.indicator, draft.head = common if len(common) > 1 else last.text, last
                draft.subject = word if word is not words[-1] else owner or self._bearer(word, last)
                end = self.indicators.ending(words[-1]) if word is not words[-1] else ""
                magnitude = self.indicators.head(word + end, False) if end else None
                if magnitude is not None and len(magnitude.text) > len(end):
                    # 旅客和货邮|吞吐量
                    draft.head = magnitude
            elif draft.quantity.unit_class == "count" and not any(heads):
                # “中原标准”、“中原品牌”分别新增11个和27项
                draft.indicator, draft.head = word, head
            else:
                draft.subject = word
            draft.came("subject", "its turn in the list", item.start, item.end)
            self.categories.settle(draft)


def _is_yearly(text: str, draft: Draft) -> bool:
    """装置可生产84万吨/年的二甲苯: so much a year is what works can make, unless a magnitude says what it is (需求30万吨/年)."""
    return text.endswith(_A_YEAR, 0, draft.quantity.end) and (draft.head is None or draft.head.counted)


def _joins(words: str) -> bool:
    """Whether words are of the list themselves, with its mark."""
    return any(mark in words for mark in "、和与及")


def _all_things(heads: Sequence[Head | None], group: list[Draft]) -> bool:
    """5G基站、标准机架分别达到10.8万个、101.2万架: nothing but things, which are counted; not 铁路、高铁分别发送旅客."""
    counts = all(d.quantity.unit_class != "money" and d.quantity.unit_class != "bare" and not d.unit.startswith(_PERSONS) for d in group)
    return counts and group[0].how("indicator") == "its clause" and all(h is not None and h.counted for h in heads)


def _listed_before(pieces: list[list[Chunk]], group: list[Draft]) -> list[Phrase]:
    """下降的是衣着、家庭设备和交通通讯，分别下降4.3%、0.7%和0.8%: the list that ends the piece before."""
    at = group[0].piece
    before = pieces[at - 1] if at else []
    if not before or before[-1].letter != NOUN or any(c.letter == "Q" for c in before):
        return []
    items = Phrase(before[-1].parts).items(len(group))
    return items if len(items) == len(group) else []


def _spelt_out(words: Sequence[str]) -> list[str]:
    """第一、二、三产业增加值: each ordinal with its noun."""
    first = words[0]
    if not first.startswith(_ORDINAL) or read_number(first[1:]) is None:
        return list(words)
    last = words[-1].removeprefix(_ORDINAL)
    size = next((n for n in range(len(last), 0, -1) if read_number(last[:n]) is not None), 0)
    noun = last[size:]
    whole = [w if w.startswith(_ORDINAL) else _ORDINAL + w for w in words[:-1]]
    thing = next((noun[:n] for n in (2, 3) if noun[:n].endswith("业")), "")
    return [*(w + thing for w in whole), _ORDINAL + last]


def _low(chunks: list[Chunk], index: int) -> int:
    low = index
    while low > 0 and chunks[low - 1].letter != "Q":
        low -= 1
    return low


def _continues(chunks: list[Chunk], previous: Draft, draft: Draft, low: int) -> bool:
    """Whether only 、和与 stand between this quantity and the one before (…增长5%、6%)."""
    if previous.piece != draft.piece:
        return False
    # 出口分别增长3.8倍、80.2%: both tell how much it has grown.
    rates = previous.kind == "growth" and {previous.quantity.unit_class, draft.quantity.unit_class} == {"percent", "times"}
    if previous.quantity.unit_class != draft.quantity.unit_class and not rates:
        return False
    between = chunks[low : draft.index]
    if not between:
        # 12类|45件|民生实事: the second has a noun of its own.
        own = chunks[draft.index + 1] if draft.index + 1 < len(chunks) else None
        counts = previous.quantity.unit_class == draft.quantity.unit_class == "count" and previous.unit != draft.unit
        named = own is not None and own.letter == NOUN and own.start == draft.quantity.end and own.parts[0].letter == "k"
        return not (counts and named and draft.unit not in _PERSONS)
    return all(c.letter in "dBF" or (c.letter == NOUN and all(p.letter in _JOINERS for p in c.parts)) for c in between)


def _continue(draft: Draft, previous: Draft, text: str) -> None:
    draft.kind, draft.sign, draft.signature = previous.kind, previous.sign, previous.signature
    draft.indicator, draft.subject, draft.head = previous.indicator, previous.subject, previous.head
    # 跨过3万亿元、4万亿元: a verb of passing governs the list.
    passed = previous.bound == "over" and not begins_number(text[previous.quantity.start])
    draft.bound = previous.bound if draft.bound == "exact" and (passed or "bound" in previous.origin) else draft.bound
    draft.basis, draft.phrase, draft.verb = previous.basis, previous.phrase, previous.verb
    draft.list_of = previous.list_of or previous
    draft.came("indicator", "the list before it", previous.quantity.start, previous.quantity.end)


def _hedge_all(text: str, group: list[Draft]) -> None:
    """分别稳定在80%、86%以上: the hedge behind the last member of a list is that of each."""
    last = group[-1]
    if last.bound not in _SHARED or not begins_number(text[last.quantity.start]) or any(d.bound != "exact" for d in group[:-1]):
        return
    for draft in group[:-1]:
        draft.bound = last.bound
        draft.came("bound", "the hedge behind the list", last.quantity.start, last.quantity.end)


def _turns(chunks: list[Chunk], previous: Draft, draft: Draft, low: int) -> bool:
    """分别下降6.1%和增长近一倍: the list goes on with another verb."""
    if previous.piece != draft.piece or not any(c.letter == "F" for c in chunks[: previous.index]):
        return False
    between = chunks[low : draft.index]
    return bool(between) and all(c.letter in "dBFUDX" or (c.letter == NOUN and all(p.letter in _JOINERS for p in c.parts)) for c in between)
