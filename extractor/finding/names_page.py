"""The words of a page's body with their offsets, cut once and shared by all finders of names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from extractor.model import Span
from extractor.tokenising.words import tagger


class Page:
    """``text`` with the words and tags of its body; ``starts[i]`` is where word ``i`` begins."""

    __slots__ = ("edges", "spans", "starts", "tags", "text", "words")

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = tuple(spans)
        self.words: list[str] = []
        self.tags: list[str] = []
        self.starts: list[int] = []
        # Every offset at which a word begins or ends.
        self.edges: set[int] = set()
        tag = tagger()
        for start, end in self.spans:
            cut = tag(text[start:end])
            if not cut:
                continue
            words, tags = zip(*cut, strict=True)
            bounds = list(accumulate(map(len, words), initial=start))
            self.edges.update(bounds)
            bounds.pop()
            self.words += words
            self.tags += tags
            self.starts += bounds

    def index(self, at: int) -> int:
        """The word that holds offset ``at``; -1 before the first."""
        return bisect_right(self.starts, at) - 1

    def whole(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` begins and ends where words do."""
        return start in self.edges and end in self.edges
