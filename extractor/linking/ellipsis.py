"""Clauses that name only whose figure it is, the magnitude being one told before."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import Chunk
from extractor.linking.draft import Draft
from extractor.linking.indicators import Head, Indicators
from extractor.linking.link_words import LinkWords
from extractor.linking.phrases import Phrase

_PEOPLE: Final = frozenset({"people", "consumption"})
_MADE: Final = frozenset({"production", "energy"})
_GOODS: Final = frozenset({"production", "energy", "capacity", "trade"})
_HOLDERS: Final = frozenset({"firms", "organisations"})


class Ellipsis:
    """Tells it for the clauses of one sentence."""

    __slots__ = ("_pieces", "_start", "_text", "indicators", "told", "words")

    def __init__(self, indicators: Indicators, words: LinkWords, text: str, pieces: list[list[Chunk]], start: int) -> None:
        self.indicators = indicators
        self.words = words
        self._text = text
        self._pieces = pieces
        self._start = start
        # Unit → the last figure of the sentence in it.
        self.told: dict[str, Draft] = {}

    def is_elliptic(self, draft: Draft, words: str, head: Head | None, last: Draft | None, topic: Phrase | None, own: bool) -> bool:
        """Whether the phrase names only whose figure it is, the indicator being the last one's (集体企业下降25.5%); no ``own`` 占比."""
        if topic is not None and (last is None or topic.start > last.quantity.end):
            return words.endswith(self.words.class_end) and draft.kind != "level"
        if last is not None and draft.unit == last.unit and words in self.words.mode and not words.endswith(last.indicator):
            # 铁路发送旅客9049万人次、公路1亿人次: another way of doing the same.
            return True
        if last is not None and words in self.words.both_parts and draft.signature.startswith("Z") and draft.unit == last.unit:
            # 建成充电桩2万个，其中农村1万个
            return True
        if last is not None and self._shares_out(draft, head, last):
            return True
        if last is None or last.head is None or last.head.counted or last.head.bare:
            return False
        if words in self.indicators.never_owners and draft.quantity.unit_class != "rank":
            return False
        if draft.quantity.unit_class == "measure" and last.category == "production":
            made = head is not None and head.counted and head.category == "production"
            return made and bool(self.indicators.ending(last.indicator))
        if draft.quantity.unit_class not in ("percent", "pp", "times", "rank", "bare") or draft.kind == "level":
            return False
        if words in self.words.both_parts and draft.signature.startswith("Z"):
            # 价格上涨，其中城市下降0.1%
            return True
        if words.endswith(self.words.kind_end) or (words.endswith(self.words.class_end) and self._divides()):
            # 体育用品类增长2.4%; 分经济类型看，国有企业增长3%: kinds are of a magnitude told before.
            return True
        if last.quantity.start < self._start:
            return False
        if words.endswith(self.words.mean):
            # 加工率为32%，世界平均水平约55%
            return True
        if head is not None and head.bare:
            # 外送电量935亿千瓦时，能源工业增长8%: an industry of its own after an amount of something else.
            return last.kind != "level" or last.category == head.category or draft.kind == "share"
        if words.endswith(self.words.class_end):
            return True
        if own and not draft.signature.startswith("Z"):
            # 每千人口托位数达4.6个，护理型床位|占比|达63%
            return False
        if head is None:
            # 工作成效居全国第一: what is ranked need not be known.
            return draft.quantity.unit_class != "rank" and not words.endswith(self.words.own_end)
        if head.category in _PEOPLE and last.category in _PEOPLE:
            # 旅客吞吐量增长5%，入境游客增长18%
            return False
        if not head.counted:
            return False
        if last.kind == "growth" and draft.kind == "share" and last.category == "output":
            # 玻璃业的增加值增速为16%，而技术玻璃为32%
            return True
        return not (head.category in _MADE and (last.category == "output" or last.category in _MADE))

    def _shares_out(self, draft: Draft, head: Head | None, last: Draft) -> bool:
        """共有自动扶梯22台，其中莘庄站8台; 采购煤炭50万吨，其中甲电厂20万吨: who has so many of what was told."""
        told = last.quantity.start >= self._start and last.head is not None and last.head.counted and last.unit == draft.unit
        things = told and last.category in _GOODS and self.indicators.by_unit.get(draft.unit) == "production"
        return things and draft.kind == "level" and head is not None and head.counted and head.category in _HOLDERS

    def _divides(self) -> bool:
        """分经济类型看，…: the sentence parts the magnitude of the one before."""
        opening = self._text[self._start : self._pieces[0][-1].end] if self._pieces else ""
        return opening.startswith(self.words.parting) and opening.endswith(self.words.parting_end)

    def whole(self, draft: Draft, last: Draft | None) -> Draft | None:
        """开行1378列，货值355亿元，其中234列: a part is of the last figure in its unit."""
        if last is None or draft.quantity.unit_class != "count" or not draft.signature.startswith("Z"):
            return last
        return last if last.quantity.unit_class == "count" else self.told.get(draft.unit, last)

    def give_up(self, draft: Draft, words: str, last: Draft | None) -> None:
        """国有企业增加值增长2.3%；集体企业下降25.5%: the magnitude without the one whose it was before."""
        if last is None or draft.lender is not last or not last.subject or not words.endswith(self.words.class_end):
            return
        rest = draft.indicator.removeprefix(last.subject)
        if last.subject.endswith(self.words.class_end) and len(rest) > 1:
            draft.indicator = rest


def thing_of(draft: Draft) -> str:
    """What a figure counts, without a verb of adding before it (新增|农业龙头企业)."""
    first = draft.phrase.parts[0] if draft.phrase is not None else None
    return draft.indicator.removeprefix(first.word) if first is not None and first.letter == "Y" else draft.indicator
