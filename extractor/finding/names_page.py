"""The words of a page's body with their offsets, cut once and shared by all finders of names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from string import ascii_letters
from typing import Final

from extractor.model import Span
from extractor.tokenising.words import cutter, tagger, tags
from extractor.tokenising.wrapping import soft_breaks

# So many words are sought by an automaton rather than one by one.
MANY: Final = 40
# Words for the page's scan, which finds them on its way.
LETTERS: Final = dict.fromkeys(ascii_letters, "letter")


class Page:
    """``text`` with the words of its body; ``starts[i]`` is where word ``i`` begins. Tags are asked for one by one: few are needed.

    ``letters`` is where Latin letters stand in the body.
    """

    __slots__ = ("_edges", "_known", "_letters", "_tags", "spans", "starts", "text", "words")

    def __init__(self, text: str, spans: Sequence[Span], letters: Sequence[int] = ()) -> None:
        self.text = text
        self._letters = letters
        self.spans = tuple(spans)
        self.words: list[str] = []
        self.starts: list[int] = []
        self._known = tags().known
        # The tags of all words, where they depend on the words around.
        self._tags: list[str] | None = None
        soft = soft_breaks(text, self.spans) if cutter() is not None else []
        # Where a word begins or ends.
        self._edges: set[int] = set()
        for start, end in self.spans:
            piece = text[start:end]
            breaks = [at - start for at in soft[bisect_left(soft, start) : bisect_left(soft, end)]]
            words = self._cut(piece) if not breaks else _broken(self._cut(_without(piece, breaks)), breaks)
            if not words:
                continue
            bounds = list(accumulate(map(len, words), initial=start))
            self._edges.update(bounds)
            bounds.pop()
            if self.words:
                self.words += words
                self.starts += bounds
            else:
                self.words, self.starts = words, bounds

    def _cut(self, text: str) -> list[str]:
        cut = cutter()
        return cut(text) if cut is not None else self._tagged(text)

    def _tagged(self, text: str) -> list[str]:
        pairs = tagger()(text)
        self._tags = [*(self._tags or []), *(tag for _, tag in pairs)]
        return [word for word, _ in pairs]

    def tag(self, i: int) -> str:
        """The tag of word ``i``."""
        if self._tags is not None:
            return self._tags[i]
        word = self.words[i]
        return self._known.get(word) or self._ask(word)

    def _ask(self, word: str) -> str:
        if "\n" in word and len(word) > 1:
            whole = word.replace("\n", "")
            return self._known.get(whole) or self._ask(whole)
        return tags().ask(word, [self.text[a:b] for a, b in self.spans])

    @property
    def tags_alone(self) -> bool:
        """Whether a word has the same tag wherever it stands."""
        return self._tags is None

    def between(self, start: int, end: int) -> tuple[list[str], int, int, int]:
        """The words of ``[start, end)``, those over an edge cut there; the number of the first; from where to where they are whole."""
        i = max(bisect_right(self.starts, start) - 1, 0)
        j = bisect_left(self.starts, end)
        out = self.words[i:j]
        low, high = 0, len(out)
        if out and self.starts[i] < start:
            word = out[0][start - self.starts[i] :]
            if word:
                out[0], low = word, 1
            else:
                del out[0]
                i, high = i + 1, high - 1
        if out and (over := self.starts[j - 1] + len(self.words[j - 1]) - end) > 0:
            out[-1] = out[-1][:-over]
            high -= 1
        return out, i, low, high

    def cut(self, start: int, end: int) -> list[tuple[str, str]]:
        """The words of ``[start, end)`` with their tags; a word over an edge is cut there, without a tag."""
        words, first, low, high = self.between(start, end)
        return [(word, self.tag(first + k) if low <= k < high else "") for k, word in enumerate(words)]

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

    def latin(self) -> list[int]:
        """The words of Latin letters that are no words of the dictionary."""
        out: list[int] = []
        behind = 0
        for at in self._letters:
            if at >= behind:
                i = self.index(at)
                behind = self.starts[i] + len(self.words[i])
                if self.tag(i) == "eng":
                    out.append(i)
        return out

    def whole(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` begins and ends where words do."""
        return self.is_edge(start) and self.is_edge(end)

    def is_edge(self, at: int) -> bool:
        """Whether a word begins or ends at ``at``."""
        return at in self._edges

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


def _without(text: str, breaks: Sequence[int]) -> str:
    return "".join(text[a + 1 : b] for a, b in zip([-1, *breaks], [*breaks, len(text)], strict=True))


def _broken(words: Sequence[str], breaks: Sequence[int]) -> list[str]:
    """The words with the line breaks put back, each within its word or as a word of its own."""
    out: list[str] = []
    at = next_break = 0
    for word in words:
        if next_break < len(breaks) and breaks[next_break] == at:
            out.append("\n")
            at, next_break = at + 1, next_break + 1
        while next_break < len(breaks) and at < breaks[next_break] < at + len(word):
            inside = breaks[next_break] - at
            word, next_break = word[:inside] + "\n" + word[inside:], next_break + 1
        out.append(word)
        at += len(word)
    return out
