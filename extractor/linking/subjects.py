"""Whose figure it is where its clause does not say: the sentence's topic, the paragraph's, the place."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.clauses import Chunk
from extractor.linking.draft import Draft
from extractor.linking.indicators import Indicators
from extractor.linking.scope import Paragraph, Scope
from extractor.linking.sources import Said

_NAMES = frozenset("POKG")


class Subjects:
    """Fills the subjects that the clauses left open."""

    def __init__(self, indicators: Indicators, national: frozenset[str]) -> None:
        self.indicators = indicators
        self.national = national

    def fill(self, pieces: Sequence[list[Chunk]], drafts: Sequence[Draft], paragraph: Paragraph, scope: Scope, said: Sequence[Said]) -> None:
        """Fill ``drafts``; remember the sentence's topic in ``paragraph``."""
        speakers = {s.start for s in said if not scope.is_firm(s.name)}
        for draft in drafts:
            if not draft.subject:
                self._one(pieces, draft, paragraph, scope, speakers)
        for chunks in pieces:
            for chunk in chunks:
                if self._is_topic(chunk, scope, speakers):
                    paragraph.topic = chunk
                    return

    def _one(self, pieces: Sequence[list[Chunk]], draft: Draft, paragraph: Paragraph, scope: Scope, speakers: set[int]) -> None:
        document = scope.document
        owner = self.indicators.owner(draft.indicator) if draft.head is not None and not draft.head.counted else ""
        named = self._named(pieces, draft, scope, speakers) or paragraph.topic
        if len(owner) >= 2 and not scope.local and (named is None or named.letter == "G"):
            draft.subject = owner
            draft.came("subject", "the indicator's attribute")
        elif named is not None:
            draft.subject = named.word
            draft.came("subject", "the topic", named.start, named.end)
        elif document.place_name:
            draft.subject = document.place_name
            draft.came("subject", "the document")
        elif len(owner) >= 2:
            draft.subject = owner
            draft.came("subject", "the indicator's attribute")

    def _is_topic(self, chunk: Chunk, scope: Scope, speakers: set[int]) -> bool:
        if chunk.letter not in _NAMES or chunk.start in speakers:
            return False
        if scope.document.annual and scope.local:
            return chunk.letter == "P" or (chunk.letter == "G" and chunk.word not in self.national)
        return not (chunk.letter == "G" and chunk.word in self.national and scope.local)

    def _named(self, pieces: Sequence[list[Chunk]], draft: Draft, scope: Scope, speakers: set[int]) -> Chunk | None:
        """The nearest name before the figure in its sentence."""
        for number in range(draft.piece, -1, -1):
            chunks = pieces[number]
            stop = draft.index if number == draft.piece else len(chunks)
            for chunk in reversed(chunks[:stop]):
                if self._is_topic(chunk, scope, speakers):
                    return chunk
        return None
