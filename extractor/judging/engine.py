"""An extractor as the judges see it: every step's result for a short text."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.finding.grid import Grids
from extractor.finding.lexicon import Lexicon
from extractor.finding.names import NameFinder
from extractor.finding.names_page import Page
from extractor.finding.periods import Periods
from extractor.finding.quantities import Quantities
from extractor.finding.terms import Terms
from extractor.linking.linker import Linker
from extractor.linking.tables import Tables
from extractor.model import Entity, Figure, Mention, Source, Span
from extractor.pipeline import Extractor
from extractor.rules import Rule, RuleSet
from extractor.rules.compile import Dispatch
from extractor.rules.scanner import Scanner

PUBLISHED = "2022-10-27"
"""The day of writing of all examples."""
TITLE = "例句"
"""Their title: one that says nothing, lest a sentence be taken for the title of a report or plan."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch that a scanner rule or trigger word took."""

    rule: str
    kind: str
    start: int
    end: int


class Engine:
    """An extractor with the rules of ``folders`` added; finds are over the whole of a text, as if all were body."""

    def __init__(self, folders: Sequence[str | Path] = (), *, extractor: Extractor | None = None) -> None:
        self.extractor = extractor or Extractor(folders)
        self.rules: RuleSet = self.extractor.rules

    def mentions(self, text: str) -> list[Mention]:
        """Quantities, times and names."""
        return self.extractor.find(text, published=PUBLISHED)

    def linked(self, text: str) -> tuple[tuple[Figure, ...], tuple[Entity, ...]]:
        """Figures and entities."""
        article = self.extractor.extract_source(Source("", text, ((0, len(text)),), TITLE, PUBLISHED))
        return article.figures, article.entities

    def figures(self, text: str) -> tuple[Figure, ...]:
        """Figures."""
        return self.linked(text)[0]

    def hits(self, text: str, body: Sequence[Span] | None = None) -> list[Hit]:
        """What quantity, period and exclusion rules took, left to right."""
        inner = self.extractor
        folded = inner._fold(text)
        out: list[Hit] = []
        for start, end in body if body is not None else ((0, len(text)),):
            out += [Hit(rule.id, rule.kind, m.start(), m.end()) for rule, m in inner._scanner.scan(folded, start, end)]
        return out

    @property
    def lists(self) -> dict[str, list[str]]:
        """The named lists that patterns refer to as ``\\L<name>``."""
        return self.extractor._quantities.lists

    def triggers(self, text: str) -> list[Hit]:
        """The trigger words of a text read as one sentence."""
        inner = self.extractor
        folded = inner._fold(text)
        pieces = inner._linker.reader.pieces(Page(folded, [(0, len(folded))]), 0, len(folded), [])
        flat = [part for piece in pieces for chunk in piece for part in (chunk, *chunk.parts)]
        return [Hit(c.obj.rule, "words", c.start, c.end) for c in flat if hasattr(c.obj, "letter") and hasattr(c.obj, "sign")]


_SCANNED = ("quantity", "period", "exclusion")
_HEDGES = ("before", "after")


def without(engine: Engine, rule: Rule) -> Engine:
    """The engine with ``rule`` taken out, all else the same; only what the rule went into is made anew."""
    rules = replace(engine.rules, rules=tuple(r for r in engine.rules.rules if r.id != rule.id))
    inner = copy.copy(engine.extractor)
    inner.rules = rules
    if rule.kind in _SCANNED:
        inner._scanner = _scanner_without(engine.extractor._scanner, rule, engine.lists)
    elif rule.fields.get("class") in _HEDGES:
        inner._quantities = Quantities(rules)
        inner._scanner = Scanner(inner._scanner.rules, inner._quantities.lists)
    elif rule.kind in ("words", "clause"):
        lexicon = Lexicon(rules)
        inner._quantities, inner._periods = Quantities(rules), Periods(rules)
        inner._terms = Terms(rules, lexicon.words)
        inner._linker = Linker(rules, lexicon)
        inner._grids = Grids(rules)
        inner._tables = Tables(rules, inner._linker, inner._quantities.units)
    elif rule.kind == "name":
        inner._names = NameFinder(rules)
    return Engine(extractor=inner)


def _scanner_without(scanner: Scanner, rule: Rule, lists: dict[str, list[str]]) -> Scanner:
    """The same scanner less one rule, by renumbering what it found out about the others."""
    gone = next(n for n, r in enumerate(scanner.rules) if r.id == rule.id)

    def kept(numbers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(n - (n > gone) for n in numbers if n != gone)

    known = scanner.dispatch
    compiled = known.compiled[:gone] + known.compiled[gone + 1 :]
    firsts = {c: kept(n) for c, n in known.firsts.items()}
    pairs = {c: kept(n) for c, n in known.pairs.items()}
    return Scanner([r for r in scanner.rules if r.id != rule.id], lists, Dispatch(compiled, firsts, pairs))
