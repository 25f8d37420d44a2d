"""One scan for the long words of the lexicons, which the word cut would break (可支配收入, 新登记)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from extractor.finding.lexicon import Trigger
from extractor.model import Span
from extractor.rules.schema import RuleSet
from extractor.tokenising.words import tagger

MIN_LENGTH: Final = 3


class Term:
    """A lexicon word in the text; ``letter`` is k (noun), Y (flow verb) or a trigger's."""

    __slots__ = ("end", "letter", "start", "trigger")

    def __init__(self, start: int, end: int, letter: str, trigger: Trigger | None) -> None:
        self.start = start
        self.end = end
        self.letter = letter
        self.trigger = trigger


class Terms:
    """An Aho–Corasick automaton over measured and counted nouns and trigger words."""

    def __init__(self, rules: RuleSet, triggers: Mapping[str, Trigger]) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        hollow = tuple(r["head"] for r in rules.table("indicators/hollow"))
        letters: dict[str, str] = {w: t.letter for w, t in triggers.items()}
        changes = tuple(w for w, t in triggers.items() if len(w) > 1 and t.letter in "UDXNn")
        for row in rules.table("indicators/indicators"):
            if not row["indicator"].endswith(hollow + changes):
                letters.setdefault(row["indicator"], "k")
        for row in (*rules.table("indicators/counted"), *rules.table("indicators/bare")):
            letters.setdefault(row["noun"], "k")
        broken = set(_broken([w for w, t in triggers.items() if len(w) == 2 and t.letter in "UDNn" and w[-1] not in triggers]))
        words = [w for w, letter in letters.items() if len(w) >= MIN_LENGTH or (len(w) == 2 and letter in "eXH") or w in broken]
        self._letters = [(letters[w], triggers.get(w)) for w in words]
        self._automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, spans: Sequence[Span]) -> list[Term]:
        """Terms in the spans, leftmost longest, apart."""
        letters = self._letters
        out: list[Term] = []
        for start, end in spans:
            hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text[start:end])
            for number, a, b in hits:
                letter, trigger = letters[number]
                out.append(Term(start + a, start + b, letter, trigger))
        return out


def _broken(words: Iterable[str]) -> Iterator[str]:
    """The words that the word cut does not leave whole behind a noun and before a number."""
    tag = tagger()
    for word in words:
        if word[-1] != "了" and all(word != cut for cut, _ in tag(f"投资{word}5%")):
            yield word


def between(terms: Iterable[Term], others: Sequence[Span]) -> list[Term]:
    """The terms that overlap none of ``others`` (sorted, apart)."""
    out: list[Term] = []
    index = 0
    for term in terms:
        while index < len(others) and others[index][1] <= term.start:
            index += 1
        if index == len(others) or others[index][0] >= term.end:
            out.append(term)
    return out
