"""spaCy as host: a ``Language("zh")`` cut by jieba whose component adds figures, quantities and names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from extractor.pipeline import Extractor, default_extractor
from extractor.tokenising.words import tagger

_MENTION_GROUPS = {
    "quantities": ("number", "quantity", "money", "percent", "rank", "duration"),
    "periods": ("period",),
}


class WordTokenizer:
    """Cuts by jieba's dictionary; nothing global is changed."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._tag = tagger()

    def __call__(self, text: str) -> Doc:
        words = [word for word, _ in self._tag(text)]
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to store."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> WordTokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Nothing to store."""

    def from_disk(self, _path: str | Path, **_: Any) -> WordTokenizer:
        """Nothing to restore."""
        return self


class PolicyFigures:
    """Sets ``doc._.article``, ``doc._.figures``, ``doc.spans`` (quantities, periods, figures) and ``doc.ents``."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def __call__(self, doc: Doc) -> Doc:
        article = self.extractor.extract(doc.text, published=doc._.published)
        doc._.article = article
        doc._.figures = article.figures
        mentions = self.extractor.find(doc.text, doc._.published)
        for group, kinds in _MENTION_GROUPS.items():
            doc.spans[group] = _spans(doc, [(m.start, m.end, m.kind) for m in mentions if m.kind in kinds])
        doc.spans["figures"] = _spans(doc, [(f.start, f.end, f.category) for f in article.figures])
        doc.ents = tuple(filter_spans(_spans(doc, [(e.start, e.end, e.type) for e in article.entities])))
        return doc


def _spans(doc: Doc, stretches: Sequence[tuple[int, int, str]]) -> list[Span]:
    """Spans of whole tokens that cover the stretches: a token is never cut."""
    found = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in stretches)
    return [span for span in found if span is not None]


@Language.factory("policy_figures", default_config={"patterns": []})
def make_figures(nlp: Language, name: str, patterns: list[str]) -> PolicyFigures:
    """The component of the pipeline; ``patterns`` are folders of one's own rules."""
    return PolicyFigures(Extractor(patterns) if patterns else default_extractor())


def _extensions() -> None:
    for name in ("article", "published"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not Doc.has_extension("figures"):
        Doc.set_extension("figures", default=())


_extensions()


def load(patterns: Sequence[str | Path] = ()) -> Language:
    """A spaCy ``Language("zh")`` with the component ``policy_figures``."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    nlp.add_pipe("policy_figures", config={"patterns": [str(p) for p in patterns]})
    return nlp
