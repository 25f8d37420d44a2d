"""Who states a figure: named bodies, speakers and documents of a sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from extractor.finding.lexicon import Lexicon
from extractor.linking.clauses import Chunk
from extractor.rules.quick import Following, compiled

_DAY: Final = "\\d{1,2}[日号](?:晚|晚间|上午|下午)?"
_OPTIONAL_MARK: Final = "(?:该|本|这份|《)?"
_TO_COMMA: Final = compiled("[^，,。；;、]{0,14}[，,]")
_NAMED: Final = frozenset("OELKP")
WINDOW: Final = 46
SPEAKER_WINDOW: Final = 24


class Said:
    """One attribution in a sentence: the name, where it stands, and whether it is of data or of speech."""

    __slots__ = ("data", "end", "name", "passing", "person", "short", "start")

    def __init__(self, name: str, start: int, end: int, data: bool, person: bool = False) -> None:
        self.name = name
        self.person = person
        self.start = start
        self.end = end
        self.data = data
        # What was said beforehand, and what reaches on no further than the next heading.
        self.passing = False
        self.short = name.startswith("《")


class Sources:
    """The speech rules: words after a name that make it a source, and words that end its reach."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.alternation
        when = f"(?:{words('when')})?"
        gap = f"(?:[^，,。；;！？]{{0,{SPEAKER_WINDOW}}}?)"
        self.said = compiled(f"{gap}(?:{words('speech')})")
        data = f"{words('data')}|{words('notice')}"
        self.data = compiled(f"[^。；;！？]{{0,{WINDOW}}}?(?:{data})")
        self.notice = compiled(f"(?:{words('notice')})")
        self.issued = compiled(f"(?:{when}|[（(][^）)]{{1,8}}[）)])?(?:{words('issue')})|{_DAY}(?:{words('issue')}|{words('reporting')})")
        self.ruled = compiled(f"(?:(?:{words('ruling')})|[^，,。；;]{{0,4}}?(?:{words('ruling')}))")
        self.shown = compiled(f"的?[^，,。；;]{{0,8}}?(?:{words('data_shown')}|数据[，,])")
        self.published = compiled(f"{gap}(?:{words('issue')})")
        self.press_words = lexicon.ends("press")
        self.report = compiled(f"{gap}(?:{words('issue')})[^，,。；;]{{0,20}}?(?:{words('report')}|{words('report_data')})")
        body = f"(?:(?:(?!{words('clause_word')})[一-龥]){{1,16}}?(?:{words('body_end')})|{words('body_alone')})"
        self.led_body = compiled(
            f"(?:{words('lead')})(?P<name>{body}){when}[^，,。；;]{{0,8}}?(?:{data}|{words('speech')}|{words('issue')})"
        )
        # 从（6月23日）启动的2025年节能宣传周上了解到: what stands before the last 的 tells when and where.
        self.learned = compiled(
            f"从(?:[^，,。；;]{{0,30}}[的）)])?(?P<name>[^，,。；;的）)]{{2,24}}?)[上处中]?(?:{words('learned')})[，,：:]"
        )
        byline = "(?:[^，,。；;：:\\n]{0,24}[：:])?[ ]*"
        self.first_body = compiled(
            f"{byline}(?P<name>(?:\\d{{4}}年)?{body}){when}(?:{words('issue')})?的?[^，,。；;]{{0,8}}?(?:{words('data_shown')})"
        )
        self.roll = compiled(f"{gap}(?:{words('issue')})[^，,。；;]{{0,24}}?(?:{words('roll')})")
        self.told = compiled(f"{gap}(?:{words('issue')}|(?:{words('hosting')})[^，,。；;]{{0,20}}?(?:{words('meeting')}))[，,：:]")
        self.given = compiled(f"{gap}(?:{words('giving')})的[^，,。；;]{{0,8}}?(?:{words('data_shown')})")
        self.press = compiled(
            f"(?P<who>[一-龥]{{0,2}}?(?:{words('press')}))[^，,。；;]{{0,16}}?(?:{words('speech')}|{words('issue')}|{words('reported')}|援引)"
        )
        # Not the Chongqing of 创维重庆方面.
        self.apart_from = compiled(f"[^一-龥]|{words('lead')}|[日天，]")
        behind = "[，,。”；;“\\s]"
        self.anaphor = Following(behind, f"(?P<name>(?:{words('this')})(?:{words('post')}))[^，,。；;]{{0,8}}?(?:{words('speech')})")
        unnamed = (
            f"[一-龥]{{0,4}}?(?:{words('insider')})|(?:{words('some')})*(?:{words('expert')})(?![组库楼团])"
            f"|(?:{words('somebody')})[^，,。；;]{{0,16}}?(?:{words('post')}|{words('trader')})"
        )
        said = f"{words('speech')}|{words('foretelling')}"
        self.insider = Following(
            behind, f"(?:{words('lead')})?(?P<name>{unnamed})(?:(?P<past>{words('beforehand')})|[^，,。；;]{{0,8}}?)(?:{said})"
        )
        self.pronoun = compiled(
            f"(?:\\G|(?<=[，,。”；;]))(?:(?P<person>{words('pronoun')})|{words('same')})[^，,。；;]{{0,8}}?(?:{words('speech')})"
        )
        self.book = compiled(
            f"(?P<name>《[^《》]{{2,12}}》)(?:周[一二三四五六日天]|[一-龥\\d]{{0,4}}日)?[^，,。；;]{{0,4}}?(?:{words('speech')})"
        )
        self.figures = compiled(f"(?:{words('report_data')})$")
        self.lead = compiled(f"(?:{words('lead')})$")
        self.media = compiled(f"^(?:{words('media_tail')})|^[（(]?记者")
        self._media_name = compiled(f"(?:{words('media')})[》”]?$")
        self._networks = lexicon.ends("network")
        self.is_media = lru_cache(4_000)(self._is_media)
        self.reported = compiled(f"[》”]?(?:\\d{{1,2}}月)?(?:{_DAY}|{when})(?:{words('reported')})")
        self.anonymous = compiled(words("anonymous"))
        self.apart = compiled(f"[\\s\u3000]*(?:{words('apart_from_data')})")
        self.nobody = compiled(words("nobody"))
        self.public = lexicon.ends("public_body")
        self.firm_papers = lexicon.of("firm_paper")
        self.convened = compiled(words("meeting"))
        self.hosted = compiled(f"[^。；;！？]{{0,30}}?(?:{words('meeting')})")
        self.at_meeting = compiled(f"(?:会上|{words('meeting')})[^，,。；;]{{0,8}}?(?:{words('data')}|{words('issue')}|{words('speech')})")
        self.paper = Following(
            "[，,。”、；;“\\s外](?<!(?<!此)外)",
            f"{_OPTIONAL_MARK}({words('paper')})(?:还|也|同时|明确|中)?(?:{words('speech')}|{words('ruling')}|显示)",
        )

    def _is_media(self, name: str) -> bool:
        """Whether a name is that of a newspaper, station or agency."""
        return self._media_name.search(name) is not None and not name.endswith(self._networks)

    def attributions(self, text: str, start: int, end: int, pieces: list[list[Chunk]]) -> list[Said]:
        """All attributions of a sentence in order."""
        found: list[Said] = []
        chunks = [c for piece in pieces for c in piece if c.letter in _NAMED]
        for i, chunk in enumerate(chunks):
            # 办公室公布的中国国土绿化公报显示: a place between is part of the paper's name.
            until = next((c.start for c in chunks[i + 1 :] if c.letter in "OE"), end)
            said = self._one(text, start, end, until, chunk)
            # 研究院发布的《…》报告显示: who made the report said it.
            if said is not None and not (found and said.start < found[-1].end and chunk.letter == "L"):
                found.append(said)
        for match in self.paper.finditer(text, start, end):
            found.append(Said(match[1], match.start(1), match.end(), False))
        for match in self.book.finditer(text, start, end):
            if not self.is_media(match["name"]) and all(s.start != match.start("name") for s in found):
                found.append(Said(match["name"], match.start("name"), match.end(), not text[start : match.start()].strip()))
        for match in self.anaphor.finditer(text, start, end):
            found.append(Said(match["name"], match.start("name"), match.end(), False, True))
        if not found:
            found = self._unnamed(text, start, end)
        if not found:
            found = [self._insider(m) for m in self.insider.finditer(text, start, end)]
        found.sort(key=lambda s: s.start)
        return found

    def _insider(self, match: re.Match[str]) -> Said:
        """专家指出; 经济学家此前预计: what was expected before is only compared with."""
        said = Said(match["name"], match.start("name"), match.end(), False, not match["name"].endswith(self.press_words))
        said.passing = match["past"] is not None
        return said

    def _unnamed(self, text: str, start: int, end: int) -> list[Said]:
        """Bodies told by their place in the sentence alone: 据省统计局核算, 某支行日前公布的数据显示."""
        match = self.led_body.search(text, start, min(end, start + WINDOW)) or self.first_body.match(text, start, end)
        match = match or self.learned.search(text, start, end)
        return [Said(match["name"], match.start("name"), match.end(), True)] if match else []

    def _media(self, text: str, start: int, end: int, chunk: Chunk) -> Said | None:
        """据越通社5月9日报道: a newspaper or agency that is quoted; its name alone is where the article comes from."""
        if self.lead.search(text, max(start, chunk.start - 6), chunk.start) is None:
            return None
        match = self.reported.match(text, chunk.end, end)
        return None if match is None else Said(chunk.word, chunk.start, match.end(), False)

    def _one(self, text: str, start: int, end: int, until: int, chunk: Chunk) -> Said | None:
        name = chunk.word
        rest_end = min(end, chunk.end + WINDOW + 10)
        tail = self.notice.match(text, chunk.end) is None and self.media.search(text[chunk.end : chunk.end + 6]) is not None
        if chunk.letter == "O" and (tail or self.is_media(name)):
            return self._media(text, start, rest_end, chunk)
        if (
            chunk.letter == "P"
            and (not chunk.start or self.apart_from.match(text, chunk.start - 1))
            and (match := self.press.match(text, chunk.end, rest_end))
        ):
            return Said(text[chunk.start : match.end("who")], chunk.start, match.end(), False)
        if chunk.letter == "P" or (chunk.letter == "K" and self.lead.search(text, max(start, chunk.start - 6), chunk.start) is None):
            match = self.issued.match(text, chunk.end, rest_end)
            if match is None:
                return None
            shown = self.shown.match(text, match.end(), rest_end)
            return Said(name, chunk.start, match.end(), shown is not None)
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
        book = chunk.letter == "L" and name.startswith("《")
        if book and match is None:
            match = self.ruled.match(text, chunk.end, rest_end)
        if match is not None:
            return Said(name, chunk.start, match.end(), book and not text[start : chunk.start].strip(), chunk.letter == "E")
        if chunk.letter == "O":
            match = self.report.match(text, chunk.end, min(rest_end, until))
            if match is not None:
                return Said(name, chunk.start, match.end(), bool(self.figures.search(match[0])))
            match = self.data.match(text, chunk.end, min(rest_end, until)) or self.told.match(text, chunk.end, min(rest_end, until))
            if match is None and (match := self.roll.match(text, chunk.end, min(rest_end, until))):
                listed = Said(name, chunk.start, match.end(), False)
                listed.passing = True
                return listed
            return Said(name, chunk.start, match.end(), True) if match else None
        if chunk.letter == "E":
            match = self.given.match(text, chunk.end, min(rest_end, until))
            return Said(name, chunk.start, match.end(), True, True) if match else None
        return None
