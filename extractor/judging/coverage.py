"""Which rules fire on a folder, and what became of every number-like stretch of its bodies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.judging.engine import Engine
from extractor.model import Article, Failure, Source, Span
from extractor.reading.reader import Reader
from extractor.running.inputs import resolve

STRETCH = re.compile(r"(?:[0-9０-９](?:[0-9０-９]|[.,．，](?=[0-9０-９]))*|[一二两三四五六七八九十百千万亿零〇几]+)+")
"""A run of digits, Chinese numerals, or both."""
_AROUND = 10
_SAMPLES = 3
OUTCOMES = ("figure", "duration", "period", "name", "exclusion")


@dataclass(slots=True)
class Rest:
    """Number-like stretches of one shape that no rule took, with samples of where they stand."""

    shape: str
    count: int = 0
    samples: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Coverage:
    """Counts over a folder: ``fired`` by rule id, ``outcomes`` by OUTCOMES and "rest"."""

    articles: int = 0
    fired: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    rest: dict[str, Rest] = field(default_factory=dict)
    failures: int = 0

    @property
    def total(self) -> int:
        """Number-like stretches seen."""
        return self.outcomes.total()

    @property
    def share(self) -> float:
        """The share of number-like stretches that are accounted for; 1 where there are none."""
        return 1 - self.outcomes["rest"] / self.total if self.total else 1.0

    def add(self, engine: Engine, source: Source) -> None:
        """Count an article."""
        self.articles += 1
        article = engine.extractor.extract_source(source)
        hits = engine.hits(article.text, article.body)
        self.fired.update(h.rule for h in hits)
        self.fired.update(r for f in article.figures for r in f.rules)
        self.fired.update(r for e in article.entities for r in e.rules)
        for start, end in article.body:
            for line in article.text[start:end].split("\n"):
                self.fired.update(h.rule for h in engine.triggers(line))
        taken = _taken(engine, article)
        for span in stretches(article):
            outcome = next((name for name in OUTCOMES if _overlaps(taken[name], span)), "rest")
            self.outcomes[outcome] += 1
            if outcome == "rest":
                self._note(article.text, span)

    def _note(self, text: str, span: Span) -> None:
        shape = shape_of(text, span)
        rest = self.rest.setdefault(shape, Rest(shape))
        rest.count += 1
        if len(rest.samples) < _SAMPLES:
            rest.samples.append(around(text, span))

    def never(self, engine: Engine) -> list[str]:
        """Rules that have a result of their own and never fired."""
        kinds = ("quantity", "period", "exclusion", "clause")
        lettered = {r.id for r in engine.rules.of("words") if self._is_trigger(r.fields.get("class", ""))}
        return [r.id for r in engine.rules.rules if (r.kind in kinds or r.id in lettered) and not self.fired[r.id]]

    @staticmethod
    def _is_trigger(name: str) -> bool:
        from extractor.finding.lexicon import LETTERS

        return name in LETTERS


def cover(engine: Engine, folder: Path) -> Coverage:
    """The coverage of a file or a folder of articles."""
    out = Coverage()
    for source in sources(engine, folder):
        if isinstance(source, Failure):
            out.failures += 1
        else:
            out.add(engine, source)
    return out


def sources(engine: Engine, folder: Path) -> Iterator[Source | Failure]:
    """The articles of a file or folder."""
    reader = Reader(engine.rules)
    for file in resolve([folder]).files():
        yield from reader.read(file.path, root=file.root)


def stretches(article: Article) -> Iterator[Span]:
    """The number-like stretches of the body."""
    for start, end in article.body:
        for match in STRETCH.finditer(article.text, start, end):
            yield match.span()


def _taken(engine: Engine, article: Article) -> dict[str, list[Span]]:
    """What took a stretch, by outcome; each sorted and apart."""
    hits = engine.hits(article.text, article.body)
    mentions = engine.extractor.find(article.text, article.published) if article.body else []
    return {
        "figure": [(f.start, f.end) for f in article.figures],
        "duration": [(m.start, m.end) for m in mentions if m.kind == "duration"],
        "period": [(h.start, h.end) for h in hits if h.kind == "period"],
        "name": [(e.start, e.end) for e in article.entities],
        "exclusion": [(h.start, h.end) for h in hits if h.kind == "exclusion"],
    }


def _overlaps(spans: Sequence[Span], span: Span) -> bool:
    from bisect import bisect_right

    at = bisect_right(spans, (span[1] - 1, span[1] + 10**9)) - 1
    return at >= 0 and spans[at][1] > span[0]


def shape_of(text: str, span: Span) -> str:
    """What a stretch looks like: digits as 9, the character before, the two behind."""
    inside = re.sub(r"[0-9０-９]+", "9", text[span[0] : span[1]])
    return f"{text[max(0, span[0] - 1) : span[0]].strip()}«{inside}»{text[span[1] : span[1] + 2].strip()}"


def around(text: str, span: Span) -> str:
    """A stretch in the words that it stands in."""
    low, high = max(0, span[0] - _AROUND), min(len(text), span[1] + _AROUND)
    return f"{text[low : span[0]]}«{text[span[0] : span[1]]}»{text[span[1] : high]}".replace("\n", " ")


def commonest(rest: Iterable[Rest]) -> list[Rest]:
    """Most frequent first."""
    return sorted(rest, key=lambda r: (-r.count, r.shape))
