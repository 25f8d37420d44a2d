"""Policies of a page: documents in book marks, quoted names with what they are, plans by their last word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page

BOOK, QUOTED, GROWN = 90, 80, 63
_NOUNS = ("n", "vn", "j", "b", "eng", "l", "s", "g", "i", "a", "zg", "vg", "v")
_BOOK = re.compile(r"《([^《》]{1,80}(?:《[^《》]{1,60}》[^《》]{0,40})?)》")
_QUOTE = re.compile(r"[“\"]([^“”\"]{1,30})[”\"]")
_TAIL = re.compile(r"(?:[（(][^（()）]*[）)]|[\d—–-]+年?|[”\s])+$")
_LAW = re.compile(r"(?<![兵方手书魔])(?:法|令|函|书|条)$")
_COUNTED = re.compile(r"[一二三四五六七八九十两几百\d]+(?:大|项|个|号)")
_WHOLE = ("计划", "工程", "行动", "战略", "制", "制度", "规划", "政策", "意见", "条例", "新政", "改革")
_PAUSE = re.compile("[，。、；：,的了]")


class PolicyFinder:
    """Compiled once; ``find`` is pure."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._works = tuple(lexicon.words("POLICY", "work"))
        self._works_after = tuple(lexicon.words("POLICY", "work_after"))
        self._media = tuple(lexicon.words("ORG", "media"))
        quoted = sorted(lexicon.words("POLICY", "quoted"), key=lambda w: -len(w))
        self._quoted = re.compile("|".join(map(re.escape, quoted)) or "$^")
        self._documents = tuple(lexicon.words("POLICY", "document"))
        self._loose = lexicon.words("POLICY", "loose")
        self._stop = lexicon.words("POLICY", "stop")
        self._lead = lexicon.words("POLICY", "lead")
        self._never = lexicon.words("POLICY", "never")
        self._modifiers = lexicon.words("POLICY", "modifier")

    @staticmethod
    def triggers(lexicon: Lexicon) -> dict[str, str]:
        """Word → role, for the page's scan."""
        return dict.fromkeys(lexicon.words("POLICY", "suffix"), "policy")

    def find(
        self,
        page: Page,
        places: Sequence[Found],
        listed: Sequence[tuple[int, int]],
        triggers: Sequence[tuple[int, int, str]],
    ) -> list[Found]:
        """Policies, and media in book marks as organisations."""
        out = self._books(page)
        starts = {p.end: p.start for p in places}
        out += self._quotes(page, starts)
        out += [Found(a, b, "policy", "policy.list", GROWN) for a, b in listed]
        for start, end, _ in triggers:
            found = self._grown(page, start, end, starts)
            if found is not None:
                out.append(found)
        return out

    def _books(self, page: Page) -> list[Found]:
        out: list[Found] = []
        text = page.text
        for a, b in page.spans:
            at = text.find("《", a, b)
            while at >= 0:
                m = _BOOK.match(text, at, b)
                if m:
                    if m[1].strip().endswith(self._media):
                        out.append(Found(at, m.end(), "organisation", "org.media", BOOK))
                    elif (
                        self._is_document(m[1])
                        and not text.endswith(self._works, a, at)
                        and not text.startswith(self._works_after, m.end())
                    ):
                        out.append(Found(at, m.end(), "policy", "policy.book", BOOK))
                    else:
                        # A work: the names in its title are none.
                        out.append(Found(at, m.end(), "event", "policy.work", BOOK))
                at = text.find("《", m.end() if m else at + 1, b)
        return out

    def _is_document(self, title: str) -> bool:
        """Whether a title in book marks is that of a document."""
        core = _TAIL.sub("", title.strip())
        return core.startswith("关于") or "〈" in core or core.endswith(self._documents) or bool(_LAW.search(core))

    def _quotes(self, page: Page, places: dict[int, int]) -> list[Found]:
        out: list[Found] = []
        text = page.text
        for a, b in page.spans:
            at = text.find("“", a, b)
            while at >= 0:
                m = _QUOTE.match(text, at, b)
                if m:
                    suffix = self._quoted.match(text, m.end())
                    after = suffix[0] if suffix else None
                    if after is None and len(m[1]) > 3 and m[1].endswith(_WHOLE) and not _PAUSE.search(m[1]) and not _COUNTED.match(m[1]) and m[1] not in self._never:
                        out.append(Found(at, m.end(), "policy", "policy.whole", QUOTED))
                    elif after is not None and m[1] not in self._never and not after.endswith("布局") and "的" not in m[1][-1:]:
                        glued = {} if after == "工程" else places
                        out.append(Found(self._modifier(page, at, a, glued), m.end() + len(after), "policy", "policy.quoted", QUOTED))
                at = text.find("“", m.end() if m else at + 1, b)
        return out

    def _modifier(self, page: Page, at: int, floor: int, places: dict[int, int]) -> int:
        """A noun glued to the front of the quotes belongs to the name: 科技“尖锋”行动."""
        start = at
        while start > floor and at - start < 8:
            if start in places:
                return places[start]
            i = page.index(start - 1)
            word, tag = page.words[i], page.tags[i]
            if page.starts[i] + len(word) != start or word in self._stop or word in self._modifiers or not tag.startswith(("n", "b", "j")) or not "一" <= word[0] <= "鿿":
                break
            start = page.starts[i]
        return start

    def _grown(self, page: Page, start: int, end: int, places: dict[int, int]) -> Found | None:
        if end not in page.edges:
            return None
        at = start
        words = 0
        placed = False
        text = page.text
        while start - at < 24:
            i = page.index(at - 1)
            if i < 0:
                break
            begin = page.starts[i]
            word, tag = text[begin:at], page.tags[i]
            if at in places:
                at = places[at]
                words += 2
                placed = True
                break
            if word in ("”", "“") or (word in ("和", "与", "、") and words):
                nxt = page.index(begin - 1)
                if word in ("和", "与", "、") and (nxt < 0 or not page.tags[nxt].startswith("n") or page.words[nxt] in self._stop):
                    break
                at = begin
                continue
            if word in self._stop or word[-2:] in self._stop or len(word) == 1 and tag in ("p", "d", "f") or not word.strip() or (not tag.startswith(_NOUNS) and not word.isdigit()):
                break
            at = begin
            words += 1
        while at < start:
            first = page.words[page.index(at)]
            if first not in self._lead and text[at] not in "、和与”":
                break
            at += len(first)
            words -= first in self._lead
        if (words < 2 and start - at < 4) or text[start:end] in self._loose and not placed and words < 3 and not any(c in text[at:start] for c in "五”"):
            return None
        return Found(at, end, "policy", "policy.suffix", GROWN)
