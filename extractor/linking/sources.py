"""Who states a figure: named bodies, speakers and documents, and how far their words reach."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.finding.lexicon import Lexicon
from extractor.linking.clauses import Chunk
from extractor.linking.document import Document
from extractor.linking.draft import Draft
from extractor.rules.quick import Following, compiled

_OPEN = "“"
_CLOSE = "”"
_TO_COMMA = compiled("[^，,。；;、]{0,14}[，,]")
_NAMED = frozenset("OELKP")
WINDOW = 46
SPEAKER_WINDOW = 24


class Said:
    """One attribution in a sentence: the name, where it stands, and whether it is of data or of speech."""

    __slots__ = ("data", "end", "name", "person", "start")

    def __init__(self, name: str, start: int, end: int, data: bool, person: bool = False) -> None:
        self.name = name
        self.person = person
        self.start = start
        self.end = end
        self.data = data


class Sources:
    """The speech rules: words after a name that make it a source, and words that end its reach."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.alternation
        gap = f"(?:[^，,。；;！？]{{0,{SPEAKER_WINDOW}}}?)"
        self.said = compiled(f"{gap}(?:{words('speech')})")
        self.data = compiled(f"[^。；;！？]{{0,{WINDOW}}}?(?:{words('data')})")
        self.issued = compiled(f"(?:日前|近日|今天|昨日|昨天|[（(][^）)]{{1,8}}[）)])?(?:{words('issue')})")
        self.published = compiled(f"{gap}(?:{words('issue')})")
        self.report = compiled(f"{gap}(?:{words('issue')})[^，,。；;]{{0,20}}?(?:{words('report')}|{words('report_data')})")
        body = f"(?:[一-龥]{{1,16}}?(?:{words('body_end')})|{words('body_alone')})"
        when = f"(?:{words('when')})?"
        self.led_body = compiled(
            f"(?:{words('lead')})(?P<name>{body}){when}[^，,。；;]{{0,8}}?(?:{words('data')}|{words('speech')}|{words('issue')})"
        )
        byline = "(?:[^，,。；;：:\\n]{0,24}[：:])?[ ]*"
        self.first_body = compiled(
            f"{byline}(?P<name>(?:\\d{{4}}年)?{body}){when}(?:{words('issue')})?的?[^，,。；;]{{0,8}}?(?:{words('data_shown')})"
        )
        self.told = compiled(f"{gap}(?:{words('issue')})[，,：:]")
        self.given = compiled(f"{gap}(?:{words('giving')})的[^，,。；;]{{0,8}}?(?:{words('data_shown')})")
        self.press = compiled(f"(?:{words('press')})[^，,。；;]{{0,16}}?(?:{words('speech')}|报道|援引)")
        behind = "(?<=[，,。”；;“\\s])"
        self.anaphor = Following(behind, f"(?P<name>(?:{words('this')})(?:{words('post')}))[^，,。；;]{{0,8}}?(?:{words('speech')})")
        unnamed = (
            f"[一-龥]{{0,4}}?(?:{words('insider')})|(?:{words('somebody')})[^，,。；;的]{{0,12}}?(?:{words('post')}|{words('trader')})"
        )
        self.insider = Following(behind, f"(?:{words('lead')})?(?P<name>{unnamed})[^，,。；;]{{0,8}}?(?:{words('speech')})")
        self.book = compiled(
            f"(?P<name>《[^《》]{{2,12}}》)(?:周[一二三四五六日天]|[一-龥\\d]{{0,4}}日)?[^，,。；;]{{0,4}}?(?:{words('speech')})"
        )
        self.figures = compiled(f"(?:{words('report_data')})$")
        self.lead = compiled(f"(?:{words('lead')})$")
        self.media = compiled(f"^(?:{words('media_tail')})|^[（(]?记者")
        self.media_name = compiled(f"(?:{words('media')})[》”]?$")
        self.anonymous = compiled(words("anonymous"))
        self.apart = compiled(f"[\\s\u3000]*(?:{words('apart_from_data')})")
        self.nobody = compiled(words("nobody"))
        self.public = lexicon.ends("public_body")
        self.firm_papers = lexicon.of("firm_paper")
        self.hosted = compiled(f"[^。；;！？]{{0,30}}?(?:{words('meeting')})")
        self.at_meeting = compiled(f"会上[^，,。；;]{{0,8}}?(?:{words('data')}|{words('issue')}|{words('speech')})")
        self.paper = Following(
            "(?<=[，,。”、；;“\\s])|(?<=此外)", f"{_OPTIONAL_MARK}({words('paper')})(?:还|也|同时|明确|中)?(?:{words('speech')}|显示)"
        )

    def start(self, document: Document) -> Reach:
        """The reach over one article."""
        return Reach(self, document)

    def attributions(self, text: str, start: int, end: int, pieces: Sequence[list[Chunk]]) -> list[Said]:
        """All attributions of a sentence in order."""
        found: list[Said] = []
        chunks = [c for piece in pieces for c in piece if c.letter in _NAMED]
        for i, chunk in enumerate(chunks):
            # 办公室公布的中国国土绿化公报显示: a place between is part of the paper's name.
            until = next((c.start for c in chunks[i + 1 :] if c.letter in "OE"), end)
            said = self._one(text, start, end, until, chunk)
            if said is not None:
                found.append(said)
        for match in self.paper.finditer(text, start, end):
            found.append(Said(match[1], match.start(1), match.end(), False))
        for match in self.book.finditer(text, start, end):
            if not self.media_name.search(match["name"]) and all(s.start != match.start("name") for s in found):
                found.append(Said(match["name"], match.start("name"), match.end(), False))
        for match in self.anaphor.finditer(text, start, end):
            found.append(Said(match["name"], match.start("name"), match.end(), False, True))
        if not found:
            found = self._unnamed(text, start, end)
        if not found:
            found = [Said(m["name"], m.start("name"), m.end(), False, True) for m in self.insider.finditer(text, start, end)]
        found.sort(key=lambda s: s.start)
        return found

    def _unnamed(self, text: str, start: int, end: int) -> list[Said]:
        """Bodies told by their place in the sentence alone: 据省统计局核算, 某支行日前公布的数据显示."""
        match = self.led_body.search(text, start, min(end, start + WINDOW)) or self.first_body.match(text, start, end)
        return [Said(match["name"], match.start("name"), match.end(), True)] if match else []

    def _one(self, text: str, start: int, end: int, until: int, chunk: Chunk) -> Said | None:
        name = chunk.word
        rest_end = min(end, chunk.end + WINDOW + 10)
        if chunk.letter == "O" and (self.media_name.search(name) or self.media.search(text[chunk.end : chunk.end + 6])):
            return None
        if chunk.letter == "P" and (match := self.press.match(text, chunk.end, rest_end)):
            return Said(text[chunk.start : chunk.end + 2], chunk.start, match.end(), False)
        if chunk.letter in "PK":
            match = self.issued.match(text, chunk.end, rest_end)
            return Said(name, chunk.start, match.end(), False) if match else None
        if self.lead.search(text, max(start, chunk.start - 6), chunk.start):
            match = self.data.match(text, chunk.end, rest_end)
            if match is not None:
                return Said(name, chunk.start, match.end(), chunk.letter == "O")
            match = self.said.match(text, chunk.end, rest_end) or self.published.match(text, chunk.end, rest_end)
            if match is None and chunk.letter == "O":
                match = _TO_COMMA.match(text, chunk.end, rest_end)
                return Said(name, chunk.start, match.end(), True) if match else None
            return Said(name, chunk.start, match.end(), False) if match else None
        match = self.said.match(text, chunk.end, min(rest_end, until))
        if match is not None:
            return Said(name, chunk.start, match.end(), False, chunk.letter == "E")
        if chunk.letter == "O":
            match = self.report.match(text, chunk.end, min(rest_end, until))
            if match is not None:
                return Said(name, chunk.start, match.end(), bool(self.figures.search(match[0])))
            match = self.data.match(text, chunk.end, min(rest_end, until)) or self.told.match(text, chunk.end, min(rest_end, until))
            return Said(name, chunk.start, match.end(), True) if match else None
        if chunk.letter == "E":
            match = self.given.match(text, chunk.end, min(rest_end, until))
            return Said(name, chunk.start, match.end(), True, True) if match else None
        return None


# 另据日本厚生劳动省的消息: of what stands before, another has spoken.
_ANOTHER = "另"
_OPTIONAL_MARK = "(?:该|本|这份|《)?"


class Reach:
    """Carries a source over sentences and paragraphs."""

    def __init__(self, rules: Sources, document: Document) -> None:
        self.rules = rules
        self.document = document
        self.current: Said | None = None
        self._waiting: list[Draft] = []
        self._given: list[Draft] = []
        self._from = 0
        self._body: Chunk | None = None
        self._host: Chunk | None = None

    def paragraph(self, text: str, start: int, end: int) -> None:
        """Begin a paragraph: only a body's data reach on into it."""
        self._waiting = []
        self._given = []
        self._from = start
        if self.current is not None and not self.current.data:
            self.current = None
        if text.startswith("**", start) or text.startswith("**", start + 1) or self.rules.apart.match(text, start):
            self.current = None

    def attributions(self, text: str, start: int, end: int, pieces: Sequence[list[Chunk]]) -> Sequence[Said]:
        """Who speaks in the sentence; nobody in a report or bulletin."""
        if self.document.annual:
            return ()
        found = self.rules.attributions(text, start, end, pieces)
        for said in found:
            if said.name in self.rules.firm_papers and self._body is not None:
                said.name, said.data = self._body.word, True
        if (not found or not found[0].person) and self._host is not None:
            match = self.rules.at_meeting.search(text, start, min(end, start + WINDOW))
            if match is not None and all(s.name == match[0] or s.start >= match.start() for s in found):
                found = [Said(self._host.word, match.start(), match.end(), True), *(s for s in found if s.person)]
        if not found and self.current is not None and self.current.start < self._from and self.current.name.endswith(self.rules.public):
            self._end_at_firm(pieces)
        self._remember(text, end, pieces)
        return found

    def _end_at_firm(self, pieces: Sequence[list[Chunk]]) -> None:
        """农业银行贷款增长34%, paragraphs after a bureau's data: a firm's figures are no longer of them."""
        first = next((c for piece in pieces for c in piece if c.letter in "OQ"), None)
        if first is not None and first.letter == "O" and not first.word.endswith(self.rules.public):
            self.current = None

    def _remember(self, text: str, end: int, pieces: Sequence[list[Chunk]]) -> None:
        """The last body named, and the last that held a press conference."""
        for chunk in (c for piece in pieces for c in piece if c.letter == "O"):
            if self.rules.media_name.search(chunk.word):
                continue
            self._body = chunk
            if self.rules.hosted.match(text, chunk.end, end):
                self._host = chunk

    def sentence(self, text: str, start: int, end: int, drafts: Sequence[Draft], found: Sequence[Said]) -> None:
        """Give the sentence's figures their source; a speaker named behind a quotation gets the words before."""
        if self.document.annual:
            return
        opening = min(end, start + 14)
        if not found and (
            self.rules.nobody.search(text, start, opening)
            or (self.rules.anonymous.search(text, start, opening) and (self.current is None or not self.current.data))
        ):
            self.current = None
        if found and self._is_behind(text, found[0]):
            opened = text.rfind(_OPEN, self._from, found[0].start)
            for draft in (*self._given, *drafts):
                if opened < draft.quantity.start < found[0].start:
                    self._give(draft, found[0])
        self._given += drafts
        for draft in drafts:
            before = [s for s in found if s.start < draft.quantity.start]
            said = before[-1] if before else self.current
            if said is None and found and found[0].data:
                said = found[0]
            if said is not None and draft.source is None:
                self._give(draft, said)
        self._waiting += [d for d in drafts if d.source is None]
        if found:
            if found[-1].data and _ANOTHER not in text[max(start, found[-1].start - 3) : found[-1].start]:
                for draft in self._waiting:
                    self._give(draft, found[-1])
            self.current = found[-1]

    def _give(self, draft: Draft, said: Said) -> None:
        draft.source = said.name
        draft.came("source", "the words of", said.start, said.end)

    def _is_behind(self, text: str, said: Said) -> bool:
        """Whether a quotation closes just before the speaker (“…。”株洲市局长宋长征告诉记者)."""
        lead = text[max(self._from, said.start - 26) : said.start]
        return _CLOSE in lead and not re.search("[，,。；;]", lead.rsplit(_CLOSE, 1)[1])
