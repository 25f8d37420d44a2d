"""Where to work next: what a folder has that no rule knows, most frequent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from extractor.judging.coverage import Coverage, around, commonest, sources
from extractor.judging.engine import Engine
from extractor.judging.trying import sentence
from extractor.model import Article, Source
from extractor.tokenising.words import tagger

_KNOWN = ("indicator.", "counted.")
_SAMPLES = 2
_SUFFIX = 2
_ORGANISATION_TAG = "nt"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something frequent that no rule takes, with samples of where it stands."""

    what: str
    count: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Number-like stretches no rule took, nouns before quantities without a category, endings of unknown bodies."""

    numbers: tuple[Suggestion, ...]
    nouns: tuple[Suggestion, ...]
    endings: tuple[Suggestion, ...]


def suggest(engine: Engine, folder: Path, limit: int = 20) -> Suggestions:
    """The ``limit`` most frequent of each kind in a file or folder."""
    coverage = Coverage()
    nouns: Counter[str] = Counter()
    endings: Counter[str] = Counter()
    samples: dict[str, list[str]] = defaultdict(list)
    for source in sources(engine, folder):
        if not isinstance(source, Source):
            continue
        coverage.add(engine, source)
        article = engine.extractor.extract_source(source)
        _nouns(article, nouns, samples)
        _endings(article, endings, samples)
    numbers = tuple(Suggestion(r.shape, r.count, tuple(r.samples[:_SAMPLES])) for r in commonest(coverage.rest.values())[:limit])
    return Suggestions(numbers, _most(nouns, samples, limit), _most(endings, samples, limit))


def _most(counted: Counter[str], samples: dict[str, list[str]], limit: int) -> tuple[Suggestion, ...]:
    found = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:limit]
    return tuple(Suggestion(word, count, tuple(samples[word])) for word, count in found)


def _nouns(article: Article, counted: Counter[str], samples: dict[str, list[str]]) -> None:
    for figure in article.figures:
        known = any(rule.startswith(_KNOWN) for rule in figure.rules)
        if figure.category == "other" and figure.indicator and not known:
            counted[figure.indicator] += 1
            if len(samples[figure.indicator]) < _SAMPLES:
                samples[figure.indicator].append(sentence(article.text, (figure.start, figure.end)))


def _endings(article: Article, counted: Counter[str], samples: dict[str, list[str]]) -> None:
    """Endings of words that the dictionary tags as bodies and that are no part of a name found."""
    tag = tagger()
    taken = [(e.start, e.end) for e in article.entities]
    for start, end in article.body:
        at = start
        for word, flag in tag(article.text[start:end]):
            span = (at, at + len(word))
            at += len(word)
            if flag == _ORGANISATION_TAG and len(word) > _SUFFIX and not any(a < span[1] and span[0] < b for a, b in taken):
                ending = "…" + word[-_SUFFIX:]
                counted[ending] += 1
                if len(samples[ending]) < _SAMPLES:
                    samples[ending].append(around(article.text, span))
