"""The words of a page's body with their offsets, cut once and shared by all finders of names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from extractor.model import Span
from extractor.tokenising.words import tagger

# So many words are sought by an automaton rather than one by one.
MANY = 40


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

    def cut(self, start: int, end: int) -> list[tuple[str, str]]:
        """The words of ``[start, end)`` with their tags; a word over an edge is cut there, without a tag."""
        i = bisect_right(self.starts, start) - 1
        j = bisect_left(self.starts, end)
        if i < 0:
            i = 0
        out = list(zip(self.words[i:j], self.tags[i:j], strict=True))
        if out and self.starts[i] < start:
            word = out[0][0][start - self.starts[i] :]
            out[0:1] = [(word, "")] if word else []
        if out and (over := self.starts[j - 1] + len(self.words[j - 1]) - end) > 0:
            out[-1] = (out[-1][0][:-over], "")
        return out

    def index(self, at: int) -> int:
        """The last word that begins at or before ``at``; -1 if there is none."""
        return bisect_right(self.starts, at) - 1

    def before(self, at: int) -> int:
        """The word that ends at ``at`` or holds the character before it; -1 at the head of a body span."""
        i = bisect_right(self.starts, at - 1) - 1
        return i if i >= 0 and self.starts[i] + len(self.words[i]) >= at else -1

    def inside(self, start: int, end: int) -> Iterator[int]:
        """The words that lie in ``[start, end)`` or begin there."""
        i = max(self.index(start), 0)
        while i < len(self.words) and self.starts[i] < end:
            yield i
            i += 1

    def tagged(self, tag: str) -> list[int]:
        """The words with this tag."""
        out: list[int] = []
        at = -1
        for _ in range(self.tags.count(tag)):
            at = self.tags.index(tag, at + 1)
            out.append(at)
        return out

    def whole(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` begins and ends where words do."""
        return start in self.edges and end in self.edges

    def places_of_all(self, words: Collection[str]) -> dict[str, list[int]]:
        """Where each of ``words`` stands in the body; many are looked for in one pass."""
        if len(words) < MANY:
            return {word: list(self.places_of(word)) for word in words}
        from ahocorasick_rs import AhoCorasick

        known = list(words)
        out: dict[str, list[int]] = {word: [] for word in known}
        automaton = AhoCorasick(known)
        for a, b in self.spans:
            for i, start, _ in automaton.find_matches_as_indexes(self.text[a:b], overlapping=True):
                found = out[known[i]]
                if not found or found[-1] + len(known[i]) <= start + a:
                    found.append(start + a)
        return out

    def places_of(self, word: str) -> Iterator[int]:
        """Where ``word`` stands in the body."""
        for a, b in self.spans:
            at = self.text.find(word, a, b)
            while at >= 0:
                yield at
                at = self.text.find(word, at + len(word), b)
