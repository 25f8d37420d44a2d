"""The industry that an article is about: the one it names most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from extractor.rules.quick import compiled
from extractor.rules.schema import Rule

_TIMES: Final = 4
# A long text names what it is about once in so many characters at least.
_EVERY: Final = 1_000
_MANY: Final = 10
# So many characters at least and at most stand before the last word of an industry's name.
_NAME: Final = (2, 5)


class Industries:
    """Finds names of industries by how they end."""

    def __init__(self, by_id: Mapping[str, Rule]) -> None:
        self._word = compiled(by_id["industry"].pattern or "(?!)")
        self._owner = compiled(by_id["industry.owner"].pattern or "(?!)")
        self._firm = compiled(by_id["industry.firm"].pattern or "(?!)")
        self._trade = compiled(by_id["industry.trade"].pattern or "(?!)")

    def speaks_of_trade(self, text: str) -> bool:
        """Whether a text speaks of a trade all the time, and seldom of what single firms do."""
        times = len(self._trade.findall(text))
        return times >= _MANY and times > 2 * len(self._firm.findall(text))

    def names_one(self, text: str) -> bool:
        """Whether a text names an industry."""
        return next(self._named(text), "") != ""

    def most_named(self, text: str) -> str:
        """The industry named most in ``text``, four times at least and time and again; "" if there is none."""
        counted = Counter(self._own(name) for name in self._named(text))
        if not counted:
            return ""
        name, times = counted.most_common(1)[0]
        return name if times >= max(_TIMES, len(text) // _EVERY) else ""

    def _named(self, text: str) -> Iterator[str]:
        """The names of industries in a text, with up to five characters before their last word."""
        behind = 0
        for word in self._word.finditer(text):
            start = at = word.start()
            while start > behind and at - start < _NAME[1] and "一" <= text[start - 1] <= "龥":
                start -= 1
            if at - start >= _NAME[0]:
                behind = word.end()
                yield text[start:behind]

    def _own(self, name: str) -> str:
        """A name without the country before it."""
        owner = self._owner.match(name)
        return name[owner.end() :] if owner is not None else name
