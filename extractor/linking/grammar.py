"""What reading a sentence needs of the rules."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.finding.lexicon import Lexicon
from extractor.linking.indicators import Indicators
from extractor.linking.kinds import Kinds
from extractor.linking.link_words import LinkWords


class Grammar:
    """Made once and shared by all sentences."""

    __slots__ = ("apart", "indicators", "kinds", "lexicon", "national", "things", "words")

    def __init__(
        self, indicators: Indicators, kinds: Kinds, lexicon: Lexicon, words: LinkWords, apart: Mapping[str, str], national: frozenset[str]
    ) -> None:
        self.indicators = indicators
        self.kinds = kinds
        self.lexicon = lexicon
        self.words = words
        self.apart = apart
        self.national = national
        # What a number with such a unit counts.
        self.things = {"count": indicators.thing, "bare": indicators.person, "money": indicators.fund}
