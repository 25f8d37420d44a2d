"""Noun phrase → what is measured: its head in the lexicons, category and nature."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from extractor.rules.schema import RuleSet


@dataclass(frozen=True, slots=True)
class Head:
    """The lexicon entry that ends a noun phrase. ``counted`` for things, else a measured magnitude."""

    text: str
    category: str
    nature: str
    counted: bool
    rule: str
    bare: bool = False


class Indicators:
    """The indicator, counted-noun, verb and unit tables."""

    def __init__(self, rules: RuleSet) -> None:
        self.measured = _heads(rules, "indicators/indicators", "indicator", False)
        self.counted = _heads(rules, "indicators/counted", "noun", True)
        self.bare = {w: replace(h, bare=True) for w, h in _heads(rules, "indicators/bare", "noun", False).items()}
        self.nouns = frozenset((*self.measured, *self.counted))
        self.hollow = tuple(sorted((r["head"] for r in rules.table("indicators/hollow")), key=len, reverse=True))
        self.by_verb = {r["verb"]: r["category"] for r in rules.table("indicators/verbs")}
        self.by_unit = {r["unit"]: r["category"] for r in rules.table("indicators/fallback")}
        self.by_category_and_unit = {(r["of"], r["unit"]): r["category"] for r in rules.table("indicators/by_unit")}
        self.not_owners = tuple(sorted((r["word"] for r in rules.table("indicators/not_owners")), key=len, reverse=True))
        self.inner_owners = _class(rules, "inner_owner")
        self.in_use = _class(rules, "in_use")
        self.never_owners = frozenset(self.not_owners)
        self.generic = frozenset(r["head"] for r in rules.table("indicators/generic"))
        self._magnitudes = self.nouns | self.generic
        self._hollow = frozenset(self.hollow)
        self._lengths = _lengths([*self.measured, *self.counted, *self.bare])
        # Three thousand new phrases come with a hundred articles, and as many known ones.
        self.head = lru_cache(16_000)(self._head)
        self.inner = lru_cache(4_000)(self._inner)
        self.owner = lru_cache(4_000)(self._owner)
        self.attribute = lru_cache(4_000)(self._attribute)
        self.priced = lru_cache(4_000)(self._priced)

    def _head(self, phrase: str, counts: bool) -> Head | None:
        """The longest entry that ends ``phrase`` (hollow ends such as 增速 left off); counted nouns first for a count."""
        first, second = (self.counted, self.measured) if counts else (self.measured, self.counted)
        found = _ending(phrase, first, second, self._lengths, counts)
        if found is None and phrase[-1:] in _CLOSING and len(phrase) > _QUOTED:
            # “就业驿站”
            return self._head(phrase[:-1], counts)
        if found is not None and not (found.text in self._hollow and len(phrase) > len(found.text)):
            return found
        solid = self.solid(phrase)
        if solid != phrase:
            found = _ending(solid, first, second, self._lengths, counts) or found
        return found if found is not None or counts else self.bare.get(solid)

    def thing(self, phrase: str) -> Head | None:
        """The countable thing that ends ``phrase``."""
        found = self.head(phrase, True)
        return found if found is not None and found.counted else None

    def person(self, phrase: str) -> Head | None:
        """The people that end ``phrase``: 1.52万|离校未就业高校毕业生."""
        found = self.thing(phrase)
        return found if found is not None and found.category == "people" else None

    def fund(self, phrase: str) -> Head | None:
        """The money that ends ``phrase``: 5000亿元|科技创新和技术改造再贷款."""
        found = self.head(phrase, False)
        if found is not None and found.nature != "stock":
            found = self.bare.get(found.text)
        return found if found is not None and found.nature == "stock" and found.category in _FUNDS else None

    def _inner(self, phrase: str, counts: bool) -> Head | None:
        """The head, or the entry that ends latest inside the phrase (企业上云用云 → 企业)."""
        if len(phrase) == 1 and counts:
            return self._head(phrase, counts)
        if counts and phrase.endswith(self.in_use):
            # 重大项目投入使用: no spending.
            phrase = phrase[:-4]
        for end in range(len(phrase), 1, -1):
            found = self._head(phrase[:end], counts)
            if found is not None and len(found.text) > 1:
                return found
        return None

    def solid(self, phrase: str) -> str:
        """``phrase`` without hollow ends and an abbreviation in brackets: 产值增速 → 产值, 居民消费价格指数(CPI) → 居民消费价格指数."""
        at = phrase.find("(")
        if at > 1 and len(phrase) > at + 1 and phrase[at:].isascii():
            phrase = phrase[:at]
        if not phrase.endswith(self.hollow):
            return phrase
        for end in self.hollow:
            if phrase.endswith(end) and len(phrase) > len(end):
                return self.solid(phrase[: -len(end)].rstrip("的"))
        return phrase

    def _owner(self, phrase: str) -> str:
        """What stands before a generic head: 烧碱产量 → 烧碱; "" where nothing does."""
        solid = self.solid(phrase)
        for size in range(min(6, len(solid) - 2), 0, -1):
            if solid[-size:] in self.generic:
                owner = solid[:-size].rstrip("的")
                named = owner in self.counted or owner in self.bare
                compound = solid[-size - len(owner) :] in self.measured and not named
                return owner if not compound and owner not in self.never_owners and self._is_thing(owner) else ""
        return ""

    def _is_thing(self, owner: str) -> bool:
        """Whether the attribute names something that can have a figure (烧碱, 汽车行业; not 营业, 供应)."""
        if owner.endswith(("业", "类", "居民", "工厂", "领域", "行业", "地区", "机构")):
            return True
        return _ending(owner, self.counted, self.bare, self._lengths, True) is not None

    def _as_owner(self, words: str) -> str:
        """``words`` without the ends that own nothing, each taken off once, the longest first."""
        if words.endswith(self.not_owners):
            for end in self.not_owners:
                words = words.removesuffix(end)
        return words

    def ending(self, phrase: str) -> str:
        """The generic head that a phrase ends with: 钢产量 → 产量."""
        return next((phrase[-n:] for n in range(min(6, len(phrase)), 0, -1) if phrase[-n:] in self.generic), "")

    def leading(self, phrase: str) -> str:
        """The longest countable thing that a phrase begins with: 水产品|产地低温处理率."""
        return next((phrase[:n] for n in range(min(8, len(phrase) - 1), 1, -1) if phrase[:n] in self.counted), "")

    def _attribute(self, phrase: str, head: Head | None) -> str:
        """The part of the phrase before its head that can own the figure: 环境监测专用仪器仪表|产值."""
        if head is None:
            return ""
        if head.counted:
            # 汽车行业|国家级小巨人企业
            named = _TRADE.match(phrase)
            return named[1] if named is not None else ""
        solid = self.solid(phrase)
        if phrase[:2] in _TRADED and _ending(solid[2:], self.counted, self.bare, self._lengths, True) is not None:
            return solid[2:]
        if solid.endswith(head.text):
            rest = solid[: -len(head.text)].rstrip("的")
            rest = self._as_owner(rest)
            last = head.text.removesuffix(self.ending(head.text)) if rest.endswith(_JOINERS) else ""
            if last:
                # 烧碱和|PVC|产能; 绿色贷款、|制造业中长期贷款
                return rest + last
            # 州的|日均|死亡病例数
            rest = rest.rstrip("的、")
            owner = self.owner(phrase)
            if len(owner) > len(rest) and (owner.endswith(_BRANCH) or owner.endswith(self.inner_owners)):
                return owner
            if len(rest) >= 2:
                return rest
        return self.owner(phrase) or self._inside(solid)

    def _priced(self, phrase: str) -> str:
        """The goods whose price a phrase names: 上海|铝锭|成交价, 豆油|平均|零售价; "" where it names none."""
        solid = self.solid(phrase)
        for at in range(2, len(solid) - 1):
            price = self.measured.get(solid[at:])
            if price is None or price.category != "price":
                continue
            goods = self._as_owner(solid[:at].rstrip("的"))
            found = _ending(goods, self.counted, self.bare, self._lengths, False)
            if found is not None and found.counted and found.category == "production":
                return goods
        return ""

    def metal(self, phrase: str) -> str:
        """铜|价: the thing in a price of two characters."""
        thing = self.counted.get(phrase[:1]) if len(phrase) == _METAL and phrase in self.measured else None
        return thing.text if thing is not None and thing.category == "production" else ""

    def _inside(self, term: str) -> str:
        """The owner inside a term of the lexicon: 脱贫人口|人均纯收入, 规模以上工业|单位增加值能耗; 工业|投资 has none of its own."""
        return next((o for o in self._owners_in(term, self.measured) if len(o) > 3 and o.endswith(self.inner_owners)), "")

    def within(self, phrase: str) -> str:
        """The thing whose magnitude a term of the lexicon names (长途光缆|线路长度, 银行业金融机构|资产总额), where nobody else owns it."""
        solid = self.solid(phrase)
        # 主要|轻工业|产品
        first = next((w for w in self.not_owners if len(w) > 1 and solid.startswith(w)), "") if solid.startswith(self.not_owners) else ""
        owners = self._owners_in(solid.removeprefix(first), self._magnitudes)
        return next((o for o in owners if o.endswith(self.inner_owners) or self._is_owned(o, solid)), "")

    def _is_owned(self, owner: str, phrase: str) -> bool:
        """公路|通车里程, 电子元件|大公司, but not 特高压|输电线路, a kind of them."""
        rest = self.counted.get(phrase.removeprefix(owner))
        return owner in self.counted and (rest is None or rest.category == "firms")

    def _owners_in(self, term: str, magnitudes: Collection[str]) -> Iterator[str]:
        """What stands before the magnitudes that a term ends with, the longest magnitude first."""
        for size in range(len(term) - 2, 1, -1):
            if term[-size:] in magnitudes:
                owner = self._as_owner(term[:-size])
                if len(owner) >= 2:
                    yield owner

    def category(self, head: Head | None, unit: str, verb: str, priced: bool) -> str:
        """The category of a figure by its head, the verb before it and its unit; ``priced`` for 元/公斤 and 每公斤…元."""
        if priced and (
            head is None or head.counted or head.category in ("production", "trade") or (head.category == "other" and head.nature != "rate")
        ):
            return "price"
        if head is not None and (head.text, verb) in self.by_category_and_unit:
            return self.by_category_and_unit[(head.text, verb)]
        if head is not None and head.counted and (head.category, verb) in self.by_category_and_unit:
            return self.by_category_and_unit[(head.category, verb)]
        if verb and (head is None or head.counted) and verb in self.by_verb:
            return self.by_category_and_unit.get((verb, unit), self.by_verb[verb])
        if head is not None and (head.text, unit) in self.by_category_and_unit:
            return self.by_category_and_unit[(head.text, unit)]
        if head is None:
            return self.by_category_and_unit.get((verb, unit)) or self.by_unit.get(unit, "other")
        return self.by_category_and_unit.get((head.category, unit), head.category)


def _class(rules: RuleSet, name: str) -> tuple[str, ...]:
    """The words of a class."""
    return tuple(w for r in rules.of("words") if r.fields.get("class") == name for w in r.words)


_TRADE: Final = re.compile("([^重各多全两]{2,8}?行业)(?=.{2})")
# In characters: the shortest name in quotes with its marks.
_QUOTED: Final = 4
_CLOSING: Final = frozenset("”’")
_JOINERS: Final = tuple("、和及与")
_TRADED: Final = ("进口", "出口")
_FUNDS: Final = frozenset(("spending", "finance", "investment"))
_BRANCH = ("业", "领域")
_METAL: Final = 2


def _ending(phrase: str, first: dict[str, Head], second: dict[str, Head], lengths: dict[str, tuple[int, ...]], counts: bool) -> Head | None:
    """The longest entry that ends ``phrase``; ``lengths``: last character → how long the entries are that end with it, longest first."""
    for length in lengths.get(phrase[-1:], ()):
        if length > len(phrase):
            continue
        tail = phrase[-length:]
        found = first.get(tail) or second.get(tail)
        if found is not None and (counts or len(tail) > 1 or not found.counted or len(phrase) == 1):
            return found
    return None


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    out: dict[str, set[int]] = {}
    for word in words:
        out.setdefault(word[-1:], set()).add(len(word))
    return {last: tuple(sorted(found, reverse=True)) for last, found in out.items()}


def _heads(rules: RuleSet, table: str, column: str, counted: bool) -> dict[str, Head]:
    prefix = "counted" if counted else "indicator"
    return {r[column]: Head(r[column], r["category"], r["nature"], counted, f"{prefix}.{r[column]}") for r in rules.table(table)}
