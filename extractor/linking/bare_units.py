"""The unit of a number that has none (会员近1800万): of the list it stands in, of what it counts, or money."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords

# 人口超14亿, 确诊病例超3亿: what a number without a unit counts.
BY_CATEGORY: Final = {"people": "人", "health": "例"}
_TRIPS: Final = "人次"
# 1亿: as much of a thing (百亿企业) is money.
_MONEY: Final = 100_000_000


def is_money(draft: Draft) -> bool:
    """百亿企业: what has no unit and is as large as this is money."""
    head = draft.head
    things = draft.quantity.unit_class == "bare" and head is not None and head.counted and head.category not in BY_CATEGORY
    return things and (draft.value or 0) >= _MONEY


def share_units(text: str, drafts: list[Draft], words: LinkWords) -> None:
    """发送旅客9.06万、1611.7万人次 and 首次破亿，达到1.35亿千瓦: the unit stands with the number behind."""
    for one, two in reversed(list(pairwise(drafts))):
        if one.quantity.unit_class == "bare" and two.unit and words.same_unit.fullmatch(text, one.quantity.end, two.quantity.start):
            one.unit = two.unit


def unit_of(draft: Draft, words: LinkWords) -> str:
    """The unit of a figure whose quantity is bare."""
    if draft.unit:
        return draft.unit
    if draft.indicator.endswith(_TRIPS):
        return _TRIPS
    if draft.indicator.endswith(words.of_families):
        return "户"
    if draft.indicator.endswith(words.of_patients):
        return "人"
    if draft.category in BY_CATEGORY:
        return BY_CATEGORY[draft.category]
    if draft.nature == "index" or draft.quantity.rule == "quantity.index":
        return ""
    for ends, unit in ((words.of_shares, "股"), (words.of_households, "户")):
        if draft.indicator.endswith(ends):
            return unit
    if draft.category == "other" and draft.indicator.endswith(words.tally):
        return ""
    head = draft.head
    counts = head is not None and head.counted and not head.bare and draft.indicator.endswith(head.text)
    return "" if counts and (draft.value or 0) < _MONEY else "CNY"
