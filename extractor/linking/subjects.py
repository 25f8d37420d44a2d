"""Whose figure it is where its clause does not say: the sentence's topic, the paragraph's, the place."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.clauses import Chunk
from extractor.linking.document import COUNTRY, Document
from extractor.linking.draft import Draft
from extractor.linking.indicators import Indicators
from extractor.linking.scope import Paragraph

_NAMES = frozenset("POKG")


class Subjects:
    """Fills the subjects that the clauses left open."""

    def __init__(self, indicators: Indicators) -> None:
        self.indicators = indicators

    def fill(self, text: str, pieces: Sequence[list[Chunk]], drafts: Sequence[Draft], paragraph: Paragraph, document: Document) -> None:
        """Fill ``drafts``; remember the sentence's topic in ``paragraph``."""
        for draft in drafts:
            if not draft.subject:
                self._one(pieces, draft, paragraph, document)
        topic = next((c for chunks in pieces for c in chunks if c.letter in _NAMES), None)
        if topic is not None:
            paragraph.topic = topic

    def _one(self, pieces: Sequence[list[Chunk]], draft: Draft, paragraph: Paragraph, document: Document) -> None:
        named = self._named(pieces, draft)
        local = bool(document.place) and document.place != (COUNTRY,)
        owner = self.indicators.owner(draft.indicator) if draft.head is not None and not draft.head.counted else ""
        if named is None and paragraph.topic is not None:
            named = paragraph.topic
        if len(owner) >= 2 and (named is None or named.letter == "G") and not local:
            draft.subject = owner
            draft.came("subject", "the indicator's attribute")
        elif named is not None:
            draft.subject = named.word
            draft.came("subject", "the topic", named.start, named.end)
        elif len(owner) >= 2:
            draft.subject = owner
            draft.came("subject", "the indicator's attribute")
        elif document.place_name:
            draft.subject = document.place_name
            draft.came("subject", "the document")

    def _named(self, pieces: Sequence[list[Chunk]], draft: Draft) -> Chunk | None:
        """The nearest name before the figure in its sentence."""
        for number in range(draft.piece, -1, -1):
            chunks = pieces[number]
            stop = draft.index if number == draft.piece else len(chunks)
            for chunk in reversed(chunks[:stop]):
                if chunk.letter in _NAMES:
                    return chunk
        return None
