"""An extractor as the judges see it: every step's result for a short text."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.finding.names_page import Page
from extractor.model import Entity, Figure, Mention, Source, Span
from extractor.pipeline import Extractor
from extractor.rules import Rule, RuleSet

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

    def __init__(self, folders: Sequence[str | Path] = ()) -> None:
        self.folders = tuple(folders)
        self.extractor = Extractor(folders)
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
        pieces = inner._linker.reader.pieces(Page(folded, [(0, len(folded))]), 0, len(folded), ())
        flat = [part for piece in pieces for chunk in piece for part in (chunk, *chunk.parts)]
        return [Hit(c.obj.rule, "words", c.start, c.end) for c in flat if hasattr(c.obj, "letter") and hasattr(c.obj, "sign")]


@contextlib.contextmanager
def without(engine: Engine, rule: Rule) -> Iterator[Engine]:
    """The engine with ``rule`` disabled, all else the same."""
    with tempfile.TemporaryDirectory() as folder:
        overlay = Path(folder) / "without.yaml"
        overlay.write_text(f"kind: {rule.kind}\nrules:\n  - id: {rule.id}\n    disable: 'true'\n", encoding="utf-8")
        yield Engine((*engine.folders, overlay))
