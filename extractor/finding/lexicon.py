"""Trigger words by class: each class is one letter of a clause's signature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractor.rules.schema import RuleSet

LETTERS: Final = {
    "result": "X",
    "up": "U",
    "down": "D",
    "rise": "N",
    "fall": "n",
    "share": "H",
    "peer": "e",
    "deal": "F",
    "part": "Z",
    "flow": "Y",
    "target": "M",
    "state": "V",
    "verb": "W",
    "adverb": "d",
    "border": "B",
}
_CLASSES: Final = list(LETTERS)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger word's letter, sign (+1, -1 or 0) and the rule that lists it."""

    letter: str
    sign: int
    rule: str


class Lexicon:
    """word → Trigger; where a word stands in several classes the first of LETTERS counts."""

    def __init__(self, rules: RuleSet) -> None:
        self.words: dict[str, Trigger] = {}
        self._classes: dict[str, set[str]] = {}
        self.targets: set[str] = set()
        for rule in sorted(rules.of("words"), key=lambda r: _rank(r.fields.get("class", ""))):
            name = rule.fields.get("class", "")
            self._classes.setdefault(name, set()).update(rule.words)
            if name not in LETTERS:
                continue
            sign = {"+": 1, "-": -1}.get(rule.fields.get("sign", ""), 0)
            for word in rule.words:
                if name == "target":
                    self.targets.add(word)
                self.words.setdefault(word, Trigger(LETTERS[name], sign, rule.id))
        self.get = self.words.get

    def of(self, name: str) -> frozenset[str]:
        """The words of a class."""
        return frozenset(self._classes.get(name, ()))

    def ends(self, name: str) -> tuple[str, ...]:
        """The words of a class, for ``str.endswith``."""
        return tuple(sorted(self._classes.get(name, ()), key=len, reverse=True))

    def alternation(self, name: str) -> str:
        """The words of a class as a regular expression, longest first; one that never matches where the class is empty."""
        return "|".join(map(re.escape, self.ends(name))) or "(?!)"


def _rank(name: str) -> int:
    return _CLASSES.index(name) if name in LETTERS else len(_CLASSES)
