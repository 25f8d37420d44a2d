"""Who states a figure: named bodies and speakers, and how far their words reach."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.linking.clauses import Chunk
from extractor.linking.document import Document
from extractor.linking.draft import Draft
from extractor.rules.schema import RuleSet

_OPEN = "“"
_CLOSE = "”"


class Sources:
    """The speech rules: words after a name that make it a source, and words that end its reach."""

    def __init__(self, rules: RuleSet) -> None:
        said = [w for r in rules.of("words") if r.fields.get("class") == "speech" for w in r.words]
        data = [w for r in rules.of("words") if r.fields.get("class") == "data" for w in r.words]
        anonymous = [w for r in rules.of("words") if r.fields.get("class") == "anonymous" for w in r.words]
        self.said = regex.compile(_any(said))
        self.data = regex.compile(_any(data))
        self.anonymous = regex.compile(_any(anonymous))

    def start(self, document: Document) -> Reach:
        """The reach over one article."""
        return Reach(self, document)


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True)) or "(?!)"


class Reach:
    """Carries a source over the sentences of a paragraph."""

    def __init__(self, rules: Sources, document: Document) -> None:
        self.rules = rules
        self.document = document
        self.current: str | None = None
        self.last_body: str | None = None
        self._quote_from = -1
        self._pending: list[Draft] = []

    def paragraph(self, text: str, start: int, end: int) -> None:
        """Begin a paragraph: nobody speaks yet, unless it opens with 数据显示 after a named body."""
        self.current = None
        self._pending = []
        head = text[start : min(end, start + 30)]
        if self.last_body and self.rules.anonymous.search(head):
            self.current = self.last_body

    def sentence(self, text: str, start: int, end: int, pieces: Sequence[list[Chunk]], drafts: Sequence[Draft]) -> None:
        """Give the sentence's figures their source; a speaker named behind a quotation gets the words before."""
        if self.document.annual:
            return
        found = self._speaker(text, start, end, pieces)
        if found is not None:
            name, at, backwards = found
            self.current = name
            if backwards:
                for draft in self._pending:
                    draft.source = name
            for draft in drafts:
                draft.source = name
            return
        for draft in drafts:
            draft.source = self.current
            if self.current is not None:
                draft.came("source", "the sentences before")
        self._pending += [d for d in drafts if d.source is None]

    def close(self, drafts: Sequence[Draft]) -> None:
        """End a paragraph."""

    def _speaker(self, text: str, start: int, end: int, pieces: Sequence[list[Chunk]]) -> tuple[str, int, bool] | None:
        best: tuple[str, int, bool] | None = None
        for chunks in pieces:
            for i, chunk in enumerate(chunks):
                if chunk.letter not in "SEOLPK":
                    continue
                name = self._name(chunk)
                if name is None:
                    continue
                tail_end = min(end, chunk.end + 40)
                rest = text[chunk.end : tail_end]
                match = self.rules.said.search(rest) or self.rules.data.search(rest)
                if match is None or regex.search("[，,。；;]", rest[: match.start()]):
                    lead = text[max(start, chunk.start - 6) : chunk.start]
                    if not regex.search("从$|据$|根据$|来自$|按照$", lead) or not regex.search("获悉|了解到|数据|统计|透露|公布|消息|预测|介绍|通报", rest):
                        continue
                backwards = _CLOSE in text[max(start - 2, 0) : chunk.start]
                best = (name, chunk.start, backwards)
                if chunk.letter == "O" or chunk.parts:
                    self.last_body = name
                return best
        return best

    def _name(self, chunk: Chunk) -> str | None:
        if chunk.letter in "EOK":
            return chunk.word
        if chunk.letter == "S":
            for part in reversed(chunk.parts):
                if part.letter in "OLE":
                    return part.word
        return None
