"""What a word, a mention or a unit is in the signature of a clause: one letter each."""

from __future__ import annotations

from typing import Any, Final

from extractor.finding.quantities import Quantity
from extractor.finding.terms import Term
from extractor.model import Mention

_BREAKS: Final = frozenset(",，;；:。！？!?…*#")
_UNIT_LETTERS: Final = {
    "percent": "%",
    "pp": "p",
    "times": "x",
    "count": "#",
    "money": "$",
    "measure": "m",
    "rank": "r",
    "bare": "b",
    "duration": "d",
}
_NAME_LETTERS: Final = {"place": "P", "organisation": "O", "person": "E", "policy": "L", "cluster": "K"}


def letter_of(mention: Any) -> str:
    """The letter of a quantity, time, comparison, name or trigger word."""
    if isinstance(mention, Quantity):
        return "d" if mention.unit_class == "duration" else "Q"
    if isinstance(mention, Term):
        return mention.letter
    if isinstance(mention, Mention):
        return _NAME_LETTERS.get(mention.kind, "k")
    return "C" if mention.reading else "T"


def unit_letter(unit_class: str) -> str:
    """The last letter of a signature: what kind of unit the quantity has."""
    return _UNIT_LETTERS.get(unit_class, "m")


def letter_of_tag(word: str, flag: str) -> str:
    """The letter of a word that no rule knows, by its tag."""
    first = word[0]
    if flag[:1] == "x" or not flag:
        if first in _BREAKS:
            return "|"
        if first in "、":
            return "s"
        if first in "()[]【】":
            return "|"
        return "k"
    if word == "等":
        return "k"
    if word in ("和", "与", "及", "以及", "或", "暨"):
        return "c"
    if word in ("的", "之"):
        return "j"
    head = flag[0]
    if head == "v":
        return "k" if flag in ("vn", "vg") else "v"
    if head == "u":
        return "j" if flag == "uj" else "u"
    if head == "d" or flag in ("ad", "zg"):
        return "d"
    if head == "p":
        return "B"
    if head == "c":
        return "B"
    if head == "t":
        return "d"
    if head == "r":
        return "r"
    if head == "y":
        return "u"
    return "k"
