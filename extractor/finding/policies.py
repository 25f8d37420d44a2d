"""Policies of a page: documents in book marks, quoted names with what they are, plans by their last word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.finding.campaigns import CampaignFinder
from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page

BOOK: Final = 90
QUOTED: Final = 80
GROWN: Final = 63
# Names in quotes that stand before or in place of what is measured and do not part it: “一带一路”沿线国家进出口.
ATTRIBUTIVE: Final = frozenset({"policy.attribute", "policy.quoted_launch"})
_NOUNS: Final = ("n", "vn", "j", "b", "eng", "l", "s", "g", "i", "a", "zg", "vg", "v")
_BOOK: Final = re.compile(r"《([^《》]{1,80}(?:《[^《》]{1,60}》[^《》]{0,40})?)》")
_QUOTE: Final = re.compile(r"[“\"]([^“”\"]{1,30})[”\"]")
_TAIL: Final = re.compile(r"(?:[（(][^（()）]*[）)]|[\d—–-]+年?|[”\s])+$")
_AFTER_QUOTE: Final = "，。；、“（(\n"
# A document's title in plain quotes is longer than a slogan.
_SHORT: Final = 10
_SAID: Final = "。，！？；"
_PAUSE: Final = re.compile("[，。、；;：:,的了]")


class PolicyFinder:
    """Compiled once; ``find`` is pure."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._campaigns = CampaignFinder(lexicon)
        self._books_found = bool(lexicon.rules("POLICY", "book"))
        self._works = tuple(lexicon.words("POLICY", "work"))
        self._works_after = tuple(lexicon.words("POLICY", "work_after"))
        self._media = tuple(lexicon.words("ORG", "media"))
        self._paper = lexicon.pattern("ORG", "paper")
        quoted = sorted(lexicon.words("POLICY", "quoted"), key=lambda w: -len(w))
        self._quoted = re.compile("|".join(map(re.escape, quoted)) or "$^")
        self._more = lexicon.pattern("POLICY", "quoted_more")
        self._code = lexicon.pattern("POLICY", "quoted_code")
        self._launch = tuple(lexicon.words("POLICY", "quoted_launch"))
        self._glossary = lexicon.pattern("POLICY", "glossary")
        self._within = lexicon.pattern("POLICY", "within")
        self._attributes = lexicon.words("POLICY", "attribute")
        self._documents = tuple(lexicon.words("POLICY", "document"))
        self._sealed = tuple(lexicon.words("POLICY", "sealed"))
        self._standard = tuple(lexicon.words("POLICY", "standard"))
        self._issued = tuple(lexicon.words("POLICY", "issued"))
        self._loose = lexicon.words("POLICY", "loose")
        self._looser = lexicon.words("POLICY", "looser")
        self._stop = lexicon.words("POLICY", "stop")
        self._lead = lexicon.words("POLICY", "lead")
        self._whole = tuple(lexicon.words("POLICY", "whole"))
        self._counted = lexicon.pattern("POLICY", "counted")
        self._law = lexicon.pattern("POLICY", "law")
        self._layout = tuple(lexicon.words("POLICY", "layout"))
        self._construction = lexicon.words("POLICY", "works")
        self._bridges = lexicon.characters("POLICY", "bridge")
        self._never = lexicon.words("POLICY", "never")
        self._modifiers = lexicon.words("POLICY", "modifier")

    @staticmethod
    def triggers(lexicon: Lexicon) -> dict[str, str]:
        """Word → role, for the page's scan."""
        return dict.fromkeys(lexicon.words("POLICY", "suffix") | lexicon.words("POLICY", "campaign"), "policy")

    def find(
        self,
        page: Page,
        places: list[Found],
        listed: Sequence[tuple[int, int]],
        triggers: Sequence[tuple[int, int, str]],
    ) -> list[Found]:
        """Policies, and media in book marks as organisations."""
        out = self._books(page) if self._books_found else []
        starts = {p.end: p.start for p in places}
        out += self._quotes(page, starts)
        out += self._explained(page)
        out += [self._listed(page.text, a, b) for a, b in listed if not self._is_within(page.text, b)]
        ends = {f.end for f in out}
        for start, end, _ in triggers:
            found = self._campaign(page, start, end, ends) or self._grown(page, start, end, starts)
            if found is not None:
                out.append(found)
                ends.add(found.end)
        return out

    def _explained(self, page: Page) -> Iterator[Found]:
        """What a glossary explains: 41.“两项补贴”：…"""
        for a, b in page.spans:
            for m in self._glossary.finditer(page.text, a, b):
                yield Found(m.start("name"), m.end("name"), "policy", "policy.glossary", QUOTED + 1)

    def _listed(self, text: str, start: int, end: int) -> Found:
        rule = "policy.attribute" if text[start:end] in self._attributes else "policy.list"
        return Found(start, end, "policy", rule, GROWN)

    def _books(self, page: Page) -> list[Found]:
        out: list[Found] = []
        text = page.text
        for floor, m in _marked(page, "《", _BOOK):
            at = m.start()
            if m[1].strip().endswith(self._media) or self._paper.search(m[1]) is not None:
                out.append(Found(at, m.end(), "organisation", "org.media", BOOK))
            elif (
                (self._is_document(m[1]) or text.endswith(self._issued, floor, at) or text.startswith("报告", m.end()))
                and not text.endswith(self._works, floor, at)
                and not text.startswith(self._works_after, m.end())
            ):
                end = m.end() + next((len(w) for w in self._standard if text.startswith(w, m.end())), 0)
                out.append(Found(at, end, "policy", "policy.book", BOOK))
            else:
                # A work: the names in its title are none.
                out.append(Found(at, m.end(), "event", "policy.work", BOOK))
        return out

    def _is_document(self, title: str) -> bool:
        """Whether a title in book marks is that of a document."""
        core = _TAIL.sub("", title.strip())
        return core.startswith("关于") or "〈" in core or core.endswith(self._documents) or self._law.search(core) is not None

    def _quotes(self, page: Page, places: dict[int, int]) -> list[Found]:
        out: list[Found] = []
        for floor, m in _marked(page, "“", _QUOTE):
            name = self._quote(page, m, floor, places, out[-1] if out else None)
            if name is not None:
                out.append(name)
        return out

    def _quote(self, page: Page, m: re.Match[str], floor: int, places: dict[int, int], last: Found | None) -> Found | None:
        """“千企帮千村”行动, or a name that is all in quotes: “春蕾计划”; ``last`` is the one before it."""
        inner = m[1]
        text = page.text
        if inner in self._never:
            return None
        suffix = self._quoted.match(text, m.end()) or self._kind(text, m)
        if suffix is None:
            document = len(inner) > _SHORT and inner.endswith(self._sealed) and "，" not in inner and "。" not in inner
            named = document or (
                len(inner) > 3 and inner.endswith(self._whole) and not _PAUSE.search(inner) and not self._counted.match(inner)
            )
            if named or self._is_launched(text, m, floor, last):
                return Found(m.start(), m.end(), "policy", "policy.whole" if named else "policy.quoted_launch", QUOTED)
            return None
        if (suffix[0].endswith(self._layout) and not inner[0].isdigit()) or inner.endswith("的"):
            return None
        glued = {} if suffix[0] in self._construction else places
        return Found(self._modifier(page, m.start(), floor, glued), suffix.end(), "policy", "policy.quoted", QUOTED)

    def _kind(self, text: str, m: re.Match[str]) -> re.Match[str] | None:
        """What a quoted name is, where words stand between: “守护消费”执法铁拳行动."""
        # Said, not named: “没有达成协议。”负责本次战略的人
        if m[1][-1] in _SAID or text[m.end() : m.end() + 1] in _AFTER_QUOTE:
            return None
        return self._more.match(text, m.end()) or (self._code.match(text, m.start()) if m[1][0].isdigit() else None)

    def _is_launched(self, text: str, m: re.Match[str], floor: int, last: Found | None) -> bool:
        """实施“锦税助企”，or the next of such a list; what follows must be no noun."""
        if text[m.end() : m.end() + 1] not in _AFTER_QUOTE:
            return False
        listed = last is not None and last.rule == "policy.quoted_launch" and text[last.end : m.start()] in ("", "、", "和")
        return listed or text.endswith(self._launch, floor, m.start())

    def _is_within(self, text: str, end: int) -> bool:
        """Whether a quoted name begins that of a meeting or body: “一带一路”科技交流大会."""
        return text[end - 1] == "”" and self._within.match(text, end) is not None

    def _modifier(self, page: Page, at: int, floor: int, places: dict[int, int]) -> int:
        """A noun glued to the front of the quotes belongs to the name: 科技“尖锋”行动; so does a place further left."""
        start, words = at, 0
        while start > floor and at - start < 8:
            if start in places:
                return places[start]
            i = page.before(start)
            if i < 0 or not self._modifies(page.text[page.starts[i] : start], page.tag(i)):
                break
            start, words = page.starts[i], words + 1
        # Of a longer phrase it is open where the name begins.
        return start if words == 1 and at - start < 4 else at

    def _modifies(self, word: str, tag: str) -> bool:
        return word not in self._stop and word not in self._modifiers and tag.startswith(("n", "b", "j")) and "一" <= word[0] <= "鿿"

    def _campaign(self, page: Page, start: int, end: int, ends: set[int]) -> Found | None:
        """实施某某行动, 甲行动、乙行动."""
        at = self._campaigns.begin(page, start, end, ends) if page.is_edge(end) else None
        return None if at is None else Found(at, end, "policy", "policy.campaign", GROWN)

    def _grown(self, page: Page, start: int, end: int, places: dict[int, int]) -> Found | None:
        """A plan without quotes: to the left over nouns and verbs until a word that introduces it."""
        if not page.is_edge(end) or page.text[start:end] in self._campaigns.words:
            return None
        at, words, placed = start, 0, False
        while start - at < 24:
            if at in places:
                at, words, placed = places[at], words + 2, True
                break
            i = page.before(at)
            if i < 0:
                break
            word = page.text[page.starts[i] : at]
            if word in self._bridges and words and self._goes_on(page, page.starts[i], word):
                at = page.starts[i]
                continue
            if not self._belongs(word, page.tag(i)):
                break
            at, words = page.starts[i], words + 1
        at, words = self._led(page, at, start, words)
        at = _quote_opened(page.text, at, start)
        if (words < 2 and start - at < 4) or (
            page.text[start:end] in self._loose and not self._special(page.text[at:start], page.text[start:end], placed, words)
        ):
            return None
        return Found(at, end, "policy", "policy.suffix", GROWN)

    def _goes_on(self, page: Page, at: int, word: str) -> bool:
        """Whether a noun that can belong to the name stands before 和, 与 or a mark."""
        if word in "”“":
            return True
        i = page.before(at)
        return i >= 0 and page.tag(i).startswith("n") and page.words[i] not in self._stop

    def _belongs(self, word: str, tag: str) -> bool:
        if word in self._stop or word[-2:] in self._stop or not word.strip():
            return False
        return word.isdigit() or (tag.startswith(_NOUNS) and not (len(word) == 1 and tag in ("p", "d", "f")))

    def _led(self, page: Page, at: int, start: int, words: int) -> tuple[int, int]:
        """Without the words that only lead up to a name."""
        while at < start:
            first = page.words[page.index(at)]
            if first not in self._lead and page.text[at] not in self._bridges:
                break
            at += len(first)
            words -= first in self._lead
        return at, words

    def _special(self, text: str, suffix: str, placed: bool, words: int) -> bool:
        """Whether a loose kind such as 发展规划 has enough before it to be a name; a place is, but not to 河北发展战略."""
        return (placed and suffix not in self._looser) or words > 2 or "五" in text or "”" in text


def _marked(page: Page, mark: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """(start of its span, match) of a pattern that begins with ``mark``."""
    text = page.text
    for a, b in page.spans:
        at = text.find(mark, a, b)
        while at >= 0:
            m = pattern.match(text, at, b)
            if m:
                yield a, m
            at = text.find(mark, m.end() if m else at + 1, b)


def _quote_opened(text: str, at: int, end: int) -> int:
    """A name that holds a closing quotation mark begins at the opening one."""
    if "”" not in text[at:end] or "“" in text[at:end]:
        return at
    opening = text.rfind("“", max(0, at - 20), at)
    return opening if opening >= 0 else at
