"""What a figure is filed under: by its head, verb and unit, and where they do not tell, by what stands around it."""

from __future__ import annotations

import re
from typing import Final

from extractor.linking.bare_units import BY_CATEGORY, is_money
from extractor.linking.clauses import NOUN
from extractor.linking.draft import NUMERAL, PERSONS, Draft
from extractor.linking.grammar import Grammar
from extractor.linking.indicators import Head
from extractor.linking.phrases import is_oblique, trimmed
from extractor.linking.place_chunks import codes_of

_KILLED: Final = "quantity.killed"
_PRICE: Final = "价格"
_INDEX: Final = "指数"
_CLOSING: Final = "”"
# 500万, and what stands in the name of what crosses the border.
_NO_PRICE: Final = 5_000_000
# 10万: more than that is no price of a thing that one only needs so much for.
_CHEAP: Final = 100_000
_TRADED: Final = ("出口", "进口")
# 其中, and the unit of those who come and go.
_PART: Final = "Z"
_VISITS: Final = "人次"
# How far before a figure its text speaks of foreign capital.
_SPOKEN: Final = 200
_OWN_MONEY: Final = frozenset(("CNY", "HKD"))
# Units of magnitudes (客流量达3万人次), not of things counted.
_HEADS: Final = frozenset(("人", "人次", "标箱", "标准箱"))
_PLACES: Final = "位"
_RATES: Final = frozenset(("percent", "pp", "times", "rank"))
# Words that leave open what they say the amount of: 幅度, 值, 一年, 二者.
_VAGUE: Final = 2
# In characters: how far before a figure its branch may be named, behind people what befell them, behind a rank what is ranked.
_BRANCH: Final = 40
# 采购额, 采购金额
_AMOUNT: Final = 4
_FATE: Final = 18
_RANKED: Final = 14
# 居全国第3位: where a verb of standing may be.
_PLACED: Final = 5
_OF_MONEY: Final = frozenset(("price", "revenue", "profit", "tax", "spending", "investment", "income", "finance"))
# In words and members: the shortest list, the longest.
_LISTED: Final = 3
_MANY: Final = 9
# How an indicator came that is another figure's.
_TOLD: Final = ("the figure before it", "the list before it", "the magnitude named before")
_SENTENCE: Final = re.compile("[。；;\\n]")
# 江中药业(27.40,0.00,…
_QUOTED: Final = 20
_QUOTE: Final = re.compile(r"[(（]\d+(?:\.\d+)?,\s?[-+]?\d+(?:\.\d+)?,\s?$")
_STOPS: Final = re.compile("[，,。；;、：:\\n]")


class Categories:
    """Fills the category of a draft."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.indicators = grammar.indicators

    def settle(self, draft: Draft) -> None:
        head = draft.head
        if head is not None:
            draft.nature = head.nature
            draft.rules.append(head.rule)
        verb = draft.verb
        if not verb and draft.phrase is not None:
            verb = draft.phrase.parts[0].word
        priced = draft.priced or draft.quantity.per
        paid = head is None and draft.quantity.unit_class == "bare" and (verb, "CNY") in self.indicators.by_category_and_unit
        unit = "CNY" if is_money(draft) or paid else _filed(draft)
        draft.category = self.indicators.category(self._first(draft) or head, unit, verb, priced)
        unsaid = head is None and draft.category == self.indicators.by_unit.get(_filed(draft), "other")
        if unsaid and draft.phrase is not None and draft.phrase.parts[-1].word != verb:
            # 带动|销售|2.5万亿元, 造成|50万户|断电
            draft.category = self.indicators.category(None, unit, draft.phrase.parts[-1].word, priced)
        if head is None and draft.phrase is not None and draft.phrase.parts[-1].letter == "L" and draft.quantity.unit_class == "count":
            # 13个“高效办成一件事”
            draft.category = "policy"
        if head is None and draft.unit in self.grammar.words.articles and self._ends_name(draft):
            draft.category = "policy"
        if draft.category == "price" and not priced and head is not None and head.counted and (draft.value or 0) >= _NO_PRICE:
            # 家电销售550亿元: as much is what many of them sell for, 采购红酒500万元 what is paid for them.
            sold = self.indicators.by_category_and_unit.get((verb, unit), "revenue")
            draft.category = "trade" if any(w in draft.indicator for w in _TRADED) else sold
        if draft.lender is not None and draft.kind != "level" and draft.lender.indicator == draft.indicator:
            draft.category = draft.lender.category
        moves = draft.kind == "growth" or (draft.kind == "change" and draft.quantity.unit_class == "money")
        if (moves and self._moves_in_price(draft)) or self._priced_thing(draft):
            self._price(draft)
        elif draft.kind == "growth" and self._is_index(draft):
            draft.category = "price"
        elif draft.category == "price":
            draft.indicator = draft.indicator or _PRICE

    def _first(self, draft: Draft) -> Head | None:
        """国内生产总值和居民收入翻一番: of magnitudes that share a figure the first one tells what it is filed under."""
        head, phrase = draft.head, draft.phrase
        if head is None or head.counted or phrase is None or len(phrase.parts) < _LISTED:
            return None
        first = phrase.items(_MANY)[0]
        words = "".join([p.word for p in first.parts])
        if first.end == phrase.end or not draft.indicator.startswith(words):
            return None
        if not words.endswith(self.grammar.words.own_end) and not words.endswith(self.grammar.words.magnitude):
            # 生活补贴、护理补贴|标准
            return None
        found = self.indicators.head(words, False)
        return found if found is not None and not found.counted and not found.bare else None

    @staticmethod
    def _ends_name(draft: Draft) -> bool:
        """稳增长“18条”: how many points a document has, which is its name."""
        behind = draft.clause[draft.index + 1 : draft.index + 2]
        return bool(behind) and behind[0].letter == NOUN and behind[0].parts[0].word == _CLOSING

    def _is_index(self, draft: Draft) -> bool:
        """钢铁指数下跌6.7%: an index that goes up or down like this is one of prices."""
        return draft.head is not None and draft.head.text == _INDEX and self._goes_in_price(draft)

    def _is_price_index(self, text: str, draft: Draft) -> bool:
        """建材价格指数为119，其中钢铁指数提高6.3%: of the indices named before it the last one is of prices."""
        start = draft.quantity.start
        said = text[max(0, start - _SPOKEN) : start]
        words = self.grammar.words
        of_prices = max((said.rfind(w) for w in words.price_index), default=-1)
        return of_prices >= 0 and of_prices > max((said.rfind(w) for w in words.other_index), default=-1)

    def _priced_thing(self, draft: Draft) -> bool:
        """鸡蛋9.6元/公斤: what stands before a price per unit is the thing, not the magnitude."""
        named = draft.how("indicator") == "its clause"
        return draft.category == "price" and named and draft.kind in ("level", "change") and (draft.head is None or draft.head.counted)

    def _moves_in_price(self, draft: Draft) -> bool:
        """鸡蛋上涨39%: what goes up or down like this is the price of the thing."""
        head = draft.head
        borrowed = draft.how("indicator") != "its clause" and draft.category == "consumption"
        if not (head is None or head.counted or borrowed):
            return False
        return self._goes_in_price(draft)

    def _goes_in_price(self, draft: Draft) -> bool:
        verb = next((c for c in reversed(draft.clause[: draft.index]) if c.letter in "UDNnH"), None)
        return verb is not None and verb.word in self.grammar.words.priced

    def _price(self, draft: Draft) -> None:
        # 比上月|17日|上涨5元, 普遍比6月1日|之前|上涨: what is compared with is no goods.
        goods = draft.indicator not in self.indicators.never_owners and NUMERAL.fullmatch(draft.indicator) is None
        if goods and (draft.head is None or draft.head.counted) and draft.how("indicator") == "its clause":
            draft.subject = draft.indicator
        draft.category, draft.nature, draft.head = "price", "price", self.indicators.measured.get(_PRICE)
        draft.indicator = _PRICE

    def see(self, text: str, draft: Draft, last: Draft | None, previous: Draft | None) -> None:
        """What stands around a figure, where its own words leave the category open; ``previous`` is the one before it in the sentence."""
        if last is not None and draft.category == "people" and _is_of(draft, last, previous):
            draft.category = last.category
        elif (draft.category == "investment" and self._comes_in(text, draft)) or (
            draft.category == "spending" and self._bought_abroad(text, draft)
        ):
            draft.category = "trade"
        elif draft.list_of is not None and draft.category == "investment" and draft.indicator == draft.list_of.indicator:
            draft.category = draft.list_of.category
        elif draft.quantity.rule == _KILLED:
            draft.category = "health"
        elif draft.unit in PERSONS:
            self._befallen(text, draft)
        elif draft.quantity.unit_class == "rank":
            self._ranked(text, draft)
        elif draft.category == "capacity" and draft.quantity.unit_class == "count" and self._is_under_way(text, draft):
            draft.category = "projects"
        if draft.indicator in self.grammar.words.progress and previous is not None and _told(previous):
            # 已收获小麦2.39亿亩，进度近八成
            draft.category = previous.category
        elif draft.head is None and draft.category == self.indicators.by_unit.get(_filed(draft), "other"):
            self._unsaid(text, draft, last, previous)
        elif draft.category == "other" and draft.head is not None and draft.head.text == _INDEX and self._is_price_index(text, draft):
            draft.category = "price"
        elif draft.category == "revenue" or (draft.kind == "growth" and draft.category in ("production", "other")):
            self._retail(text, draft, last)

    def _bought_abroad(self, text: str, draft: Draft) -> bool:
        """波音在中国的采购额为25亿美元, 对台采购8亿元: what is bought across a border is trade."""
        words = self.grammar.words
        said = _said_before(text, draft)
        bought = draft.kind == "level" or any(word in draft.indicator[-_AMOUNT:] for word in words.purchase)
        if not bought or not any(word in said for word in words.purchase):
            return False
        foreign = draft.quantity.unit_class == "money" and draft.unit not in _OWN_MONEY
        return foreign or any(word in said for word in words.across)

    def _comes_in(self, text: str, draft: Draft) -> bool:
        """实际使用外资5642亿元。韩国、美国投资分别增长52%、27%: what countries invest, where foreign capital is spoken of."""
        words = self.grammar.words
        end = next((w for w in words.invested if draft.indicator.endswith(w)), "")
        if not end or draft.indicator[:1] in words.towards:
            return False
        start = draft.quantity.start
        said = text[max(text.rfind("**", 0, start), start - _SPOKEN, 0) : start]
        if not any(word in said for word in words.foreign_capital):
            return False
        at = next((i for i in range(draft.index - 1, 0, -1) if draft.clause[i].letter == NOUN), 0)
        if at and draft.clause[at - 1].letter == "P":
            codes = codes_of(draft.clause[at - 1])
            return bool(codes) and codes[0].isalpha() and not is_oblique(draft.clause, at - 1, words)
        return draft.indicator.removesuffix(end).endswith(words.lands) and not is_oblique(draft.clause, at, words)

    def _befallen(self, text: str, draft: Draft) -> None:
        """22名工作人员确诊感染, 近9000人避难: what befell them stands behind the people."""
        if draft.category not in ("people", "consumption", "health"):
            return
        if draft.kind == "change" and draft.unit == _PLACES and draft.head is None:
            # 全国500强排名上升11位
            draft.category = "other"
            return
        behind = _right_behind(text, draft, _FATE)
        if self.grammar.words.harm.search(behind) is not None:
            draft.category = "health"
        elif draft.category == "health" and behind.startswith(self.grammar.words.fleeing):
            draft.category = "people"

    def _is_under_way(self, text: str, draft: Draft) -> bool:
        """新开工7处灌区, 4条高铁加快建设: works that are not built yet."""
        words = self.grammar.words
        return text.endswith(words.begun, 0, draft.quantity.start) or _right_behind(text, draft, _FATE).endswith(words.goes_ahead)

    def _ranked(self, text: str, draft: Draft) -> None:
        """世界第四大铁矿石消费国: a rank among those that consume; 第二大能源消费国 has a word of its own."""
        found = self.grammar.words.ranked_thing.match(_right_behind(text, draft, _RANKED))
        if found is not None and draft.category != "energy":
            draft.category = self.indicators.by_category_and_unit.get((found["what"], "rank"), draft.category)

    def _unsaid(self, text: str, draft: Draft, last: Draft | None, previous: Draft | None) -> None:
        """The lexicon knows no word of the figure: what stands around it, else what the figure before it is filed under."""
        money = draft.quantity.unit_class == "money" or (draft.quantity.unit_class == "bare" and draft.unit == "CNY")
        if money and self._is_each(text, draft):
            _of_prices(draft)
        elif self._named_before(text, draft) or (money and self._for_what(text, draft)):
            return
        elif self._of_price(text, draft, money, previous):
            _of_prices(draft)
        elif previous is not None and not previous.optional and _told(previous) and self._goes_on(text, draft, previous):
            draft.category = previous.category
            if draft.category == "price" and previous.kind == "growth":
                _of_prices(draft)
        elif draft.unit == _VISITS and last is not None and last.category == "consumption":
            # 客流高峰将出现在1日，单日有可能超3.4亿人次
            draft.category = "consumption"

    def _named_before(self, text: str, draft: Draft) -> bool:
        """国内生产总值从有统计以来的679亿元, 跨区域人员流动量日均超2亿人次: the magnitude stands further to the left in its clause."""
        counts = draft.quantity.unit_class == "count" and draft.unit not in _HEADS
        if counts or draft.how("indicator") in _TOLD:
            return False
        for chunk in reversed(draft.clause[: draft.index]):
            if chunk.letter == "Q":
                return False
            phrase = trimmed(chunk, self.grammar.words) if chunk.letter == NOUN else None
            head = self.indicators.head(phrase.text(text), False) if phrase is not None else None
            if phrase is None or head is None or head.counted or head.bare or len(head.text) == 1 or head.nature == "rate":
                continue
            if draft.quantity.unit_class == "measure" and head.category in _OF_MONEY:
                # 以每年35元的价格吃下4000吨
                continue
            if draft.quantity.unit_class == "bare" and head.category in BY_CATEGORY:
                draft.unit = BY_CATEGORY[head.category]
            draft.category = self.indicators.category(head, draft.unit, "", priced=False)
            draft.head, draft.nature, draft.indicator = head, head.nature, phrase.text(text)
            draft.rules.append(head.rule)
            draft.came("indicator", "its clause", phrase.start, phrase.end)
            return True
        return False

    def _for_what(self, text: str, draft: Draft) -> bool:
        """以23亿元收购该厂, 最高300万元的创业担保贷款: what stands right behind money tells what it is paid for."""
        end = draft.quantity.end
        bought = self.grammar.words.buying.match(text, end)
        for what in (text[end : end + 4], text[end : end + 2], bought["what"] if bought is not None else ""):
            category = self.indicators.by_category_and_unit.get((what, _filed(draft)))
            if category is not None:
                draft.category = category
                return True
        if not text.startswith("的", end):
            return False
        stop = _STOPS.search(text, end, end + _FATE)
        head = self.indicators.head(text[end + 1 : stop.start()], False) if stop is not None else None
        if head is None or head.bare or head.counted or len(head.text) == 1:
            return False
        draft.category = self.indicators.category(head, draft.unit, "", priced=False)
        return True

    def _of_price(self, text: str, draft: Draft, money: bool, previous: Draft | None) -> bool:
        """本周涨幅较大的品种：醋酸，13.0%; 价格比较贵，前者要948元; 药业(27.40,0.00,0.00%): its sentence speaks of prices."""
        if not money and draft.unit != "%":
            return False
        start = draft.quantity.start
        if draft.unit == "%" and _QUOTE.search(text[max(0, start - _QUOTED) : start]) is not None:
            return True
        if previous is not None and previous.category != "other":
            return False
        window = _said_before(text, draft)
        return any(word in window for word in (self.grammar.words.price_said if money else self.grammar.words.price_move))

    def _is_each(self, text: str, draft: Draft) -> bool:
        """每吨18万元, 80元一斤"""
        words = self.grammar.words
        if text.endswith(words.costing, 0, draft.quantity.start):
            # 居然只要99元
            return (draft.value or 0) < _CHEAP
        return text.endswith(words.per_unit, 0, draft.quantity.start) or text.startswith(words.per_one, draft.quantity.end)

    def _goes_on(self, text: str, draft: Draft, previous: Draft) -> bool:
        """地区生产总值增长5.5%、达到10.3万亿元，成为北方第一个过10万亿元: nothing of its own, so of what the figure before it is of."""
        kind = draft.quantity.unit_class
        if kind == "money":
            measured = previous.head is not None and not previous.head.counted
            return previous.quantity.unit_class == "money" or previous.kind == "growth" or measured
        vague = len(draft.indicator) <= _VAGUE or draft.indicator in self.grammar.words.amounts
        if kind == "rank":
            said = text[max(0, draft.quantity.start - _PLACED) : draft.quantity.start]
            return draft.indicator in self.grammar.words.amounts or any(word in said for word in self.grammar.words.ranked)
        if kind in _RATES:
            # 出口到60个国家，外销占70%: no rate is of things counted unless its words say so.
            counted = previous.quantity.unit_class == "count" and draft.how("indicator") == "its clause"
            return vague and not (counted and previous.kind == "level" and draft.kind == "share")
        if draft.unit != previous.unit or draft.unit in PERSONS:
            return False
        # 终端用户16亿户，较上年末|净增|3亿户; 新增“百亿县”4个、|总数|达40个
        flows = draft.phrase is not None and all(p.letter == "Y" for p in draft.phrase.parts)
        return flows or draft.indicator in self.grammar.words.amounts or draft.how("indicator").startswith("the verb")

    def _retail(self, text: str, draft: Draft, last: Draft | None) -> None:
        """商场客流量突破60万人次，销售额增长24%: the turnover of shops and eating houses is consumption."""
        words = self.grammar.words
        if not draft.indicator.endswith(words.turnover):
            return
        window = _said_before(text, draft)
        told = last is not None and last.category == "consumption"
        if draft.category != "revenue":
            # 零售销售增长0.3%，其中家具销售增长3.2%
            draft.category = "consumption" if told else draft.category
        elif told or any(word in window for word in words.retail):
            draft.category = "consumption"


def _is_of(draft: Draft, last: Draft, previous: Draft | None) -> bool:
    """935人死亡，其中包括38名儿童; 出入境1634万人次，其中外国人143万人次; 其中，旅客增长22%，港澳居民增长60%: a part of those before."""
    part = draft.signature.startswith(_PART)
    if last.category == "health":
        return part
    if last.category != "consumption":
        return False
    if previous is not None and previous.kind == draft.kind == "growth" and _told(previous):
        return previous.indicator != draft.indicator
    return part and _VISITS in (draft.unit, last.unit)


def _filed(draft: Draft) -> str:
    """The unit in the tables: foreign money is filed alike."""
    return draft.unit if draft.quantity.unit_class != "money" or draft.unit in _OWN_MONEY else "USD"


def _told(draft: Draft) -> bool:
    """Whether a figure's category was told by its words: other only where the lexicon says so (终端用户16亿户)."""
    return draft.category != "other" or (draft.head is not None and draft.quantity.unit_class == "count")


def _said_before(text: str, draft: Draft) -> str:
    """What stands before a figure in its sentence, ``_BRANCH`` characters at most."""
    start = draft.quantity.start
    return _SENTENCE.split(text[max(0, start - _BRANCH) : start])[-1]


def _right_behind(text: str, draft: Draft, reach: int) -> str:
    """What stands behind a figure up to the next stop, ``reach`` characters at most."""
    end = draft.quantity.end
    stop = _STOPS.search(text, end, end + reach)
    return text[end : stop.start() if stop is not None else end + reach]


def _of_prices(draft: Draft) -> None:
    """Files a figure under prices; where nothing else is said it is 价格, which a percentage moves."""
    draft.category = "price"
    draft.indicator = draft.indicator or _PRICE
    if draft.kind == "share":
        draft.kind = "growth"
