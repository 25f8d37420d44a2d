"""How far the words of a source reach: over sentences, quotations and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.linking.clauses import Chunk
from extractor.linking.document import COUNTRY, Document
from extractor.linking.draft import Draft
from extractor.linking.sources import WINDOW, Said, Sources
from extractor.linking.titles import is_heading

_OPEN: Final = "“"
_CLOSE: Final = "”"
_STOP: Final = ("", "。")
# 另据日本厚生劳动省的消息: of what stands before, another has spoken.
_ANOTHER: Final = "另"


class Reach:
    """Carries a source over sentences and paragraphs."""

    def __init__(self, rules: Sources, document: Document) -> None:
        self.rules = rules
        self.document = document
        self.current: Said | None = None
        # Of the paragraph: figures without a source, all figures, its beginning, and whether it is one quotation.
        self._waiting: list[Draft] = []
        self._given: list[Draft] = []
        self._from = 0
        self._quoted = False
        # Figures of a quotation whose speaker the next paragraph names.
        self._asked: list[Draft] = []
        # Whom 他表示 and 该杂志预计 mean.
        self._person: Said | None = None
        self._speaker: Said | None = None
        self._body: Chunk | None = None
        self._host: Chunk | None = None

    def paragraph(self, text: str, start: int, end: int) -> None:
        """Begin a paragraph: only a body's data reach on into it."""
        quoted = text.startswith(_OPEN, start) and text.rfind(_CLOSE, start, end) >= end - 2
        self._asked = self._waiting if self._quoted else []
        self._waiting = []
        self._given = []
        self._from = start
        self._quoted = quoted
        if self.current is not None and not self.current.data and not quoted:
            self.current = None
        if self.current is not None and self.current.short and is_heading(text, start, end):
            self.current = None
        if text.startswith("**", start) or text.startswith("**", start + 1) or self.rules.apart.match(text, start):
            self.current = None

    def attributions(self, text: str, start: int, end: int, pieces: list[list[Chunk]]) -> Sequence[Said]:
        """Who speaks in the sentence; nobody in a report or bulletin."""
        if self.document.annual:
            return ()
        found = self.rules.attributions(text, start, end, pieces)
        for said in found:
            if said.name in self.rules.firm_papers and self._body is not None:
                said.name, said.data = self._body.word, True
        found = found or self._again(text, start, end)
        if (not found or not found[0].person) and self._host is not None:
            match = self.rules.at_meeting.search(text, start, min(end, start + WINDOW))
            if match is not None and all(s.name == match[0] or s.start >= match.start() for s in found):
                found = [Said(self._host.word, match.start(), match.end(), True), *(s for s in found if s.person)]
        if not found and self.current is not None and self.current.start < self._from and self.current.name.endswith(self.rules.public):
            self._end_elsewhere(self.current, pieces)
        self._remember(text, end, pieces)
        if found and self._is_convened(text, start, found[0]):
            for said in found:
                said.data = said.short = said.data or not said.person
        return found

    def _again(self, text: str, start: int, end: int) -> list[Said]:
        """他预计: the person who spoke last; 该杂志预计: the paper or body."""
        if self._person is None and self._speaker is None:
            return []
        match = self.rules.pronoun.search(text, start, end)
        said = None if match is None else self._person if match["person"] else self._speaker
        return [] if said is None or match is None else [Said(said.name, match.start(), match.end(), False, said.person)]

    def _is_convened(self, text: str, start: int, said: Said) -> bool:
        """教育部今天召开新闻发布会介绍: what a body says at its own conference is what the article is about."""
        return not said.person and self.rules.convened.search(text, start, said.end) is not None

    def _end_elsewhere(self, said: Said, pieces: list[list[Chunk]]) -> None:
        """What a bureau told paragraphs before ends at a firm's figures, and a ministry's at what goes on in one county."""
        firm = place = None
        for chunk in (c for piece in pieces for c in piece if c.letter in "OGPQ"):
            if chunk.letter == "Q":
                break
            if chunk.letter == "O":
                firm = firm or chunk
            else:
                place = place or chunk
        if firm is not None and not firm.word.endswith(self.rules.public):
            self.current = None
        elif place is not None and place.letter == "P" and not said.short and self.document.is_central(said.name):
            code = getattr(place.obj, "adcode", None) or ""
            if code[:1].isdigit() and code != COUNTRY:
                self.current = None

    def _remember(self, text: str, end: int, pieces: list[list[Chunk]]) -> None:
        """The last body named, and the last that held a press conference."""
        for chunk in (c for piece in pieces for c in piece if c.letter == "O"):
            if self.rules.is_media(chunk.word):
                continue
            self._body = chunk
            if self.rules.hosted.match(text, chunk.end, end):
                self._host = chunk

    def sentence(self, text: str, start: int, end: int, drafts: list[Draft], found: Sequence[Said]) -> None:
        """Give the sentence's figures their source; a speaker named behind a quotation gets the words before."""
        if self.document.annual:
            return
        opening = min(end, start + 14)
        if not found and (
            self.rules.nobody.search(text, start, opening)
            or (self.rules.anonymous.search(text, start, opening) and (self.current is None or not self.current.data))
        ):
            self.current = None
        if found:
            self._give_back(text, end, drafts, found[0])
        self._given += drafts
        for draft in drafts:
            before = [s for s in found if s.start < draft.quantity.start]
            said = before[-1] if before else self.current
            if said is None and found and found[0].data:
                said = found[0]
            if said is not None and draft.source is None:
                self._give(draft, said)
        own = bool(self._waiting)
        self._waiting += [d for d in drafts if d.source is None]
        if found:
            self._go_on(text, start, found[-1], own)

    def _give_back(self, text: str, end: int, drafts: list[Draft], said: Said) -> None:
        """The figures of a quotation or of a sentence that end with who said them (…，《油世界》称。)."""
        if self._is_behind(text, said):
            opened = text.rfind(_OPEN, self._from, said.start)
            for draft in (*self._given, *drafts):
                if opened < draft.quantity.start < said.start:
                    self._give(draft, said)
        if not said.data:
            last = text[said.end : end].strip() in _STOP
            for draft in (*self._asked, *(drafts if last else ())):
                if draft.quantity.start < said.start:
                    self._give(draft, said)
        self._asked = []

    def _go_on(self, text: str, start: int, said: Said, own: bool) -> None:
        """Let the last speaker of a sentence speak on; ``own``: figures of the writer stand before in the paragraph."""
        if own:
            # 根据某协会统计 among the writer's figures is cited for a sentence or two.
            said.data = False
        if said.data and _ANOTHER not in text[max(start, said.start - 3) : said.start]:
            for draft in self._waiting:
                self._give(draft, said)
        if said.passing:
            return
        self.current = said
        if said.person:
            self._person = said
        else:
            self._speaker = said

    def _give(self, draft: Draft, said: Said) -> None:
        draft.source = said.name
        draft.came("source", "the words of", said.start, said.end)

    def _is_behind(self, text: str, said: Said) -> bool:
        """Whether a quotation closes just before the speaker (“…。”株洲市局长宋长征告诉记者)."""
        lead = text[max(self._from, said.start - 26) : said.start]
        return _CLOSE in lead and not re.search("[，,。；;]", lead.rsplit(_CLOSE, 1)[1])
