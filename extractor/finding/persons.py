"""Persons of a page: a surname and one or two characters behind a title or before a verb of speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from extractor.finding.names_growth import Growth
from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page
from extractor.finding.persons_foreign import ENDS, HAN, ForeignNames
from extractor.model import Span

Trigger = tuple[int, int, str]
RANK: Final = 55
_GAP: Final = re.compile(r"[ 　:：]*")
_SPACED: Final = re.compile(r"([一-鿿]) ([一-鿿]{1,2})(?![一-鿿])")
_LATIN: Final = re.compile(r"[A-Z][a-z]{1,9}[A-Z][a-z]{2,12}(?![A-Za-z])|[A-Z][a-zé]+(?: [A-Z]\.?)?(?: [A-Z][A-Za-zé'-]+){1,2}(?![A-Za-z])")
# A name on a line of its own, or a name and then a wide gap before the office (a roster).
_ALONE: Final = re.compile(r"[ \u3000]*(?:\n|$)|[ \u3000]{2,}[一-鿿]")
_FRESH: Final = re.compile(r"(?:^|\n)[ \u3000]*$|[：:][ \u3000]*$")
# What can stand before a name that no title or speech tells.
_CUES: Final = "\n \u3000：:（(的、"
# What stands right behind a numeral is its unit, even where a person is called so (9亿林吉特).
_COUNTING: Final = frozenset("0123456789亿")
# Tags of jieba for characters that are no words of their own.
_RARE: Final = frozenset({"ng", "z", "vg", "ag", "tg", "g", "nr", "nrt", "nrfg"})
_BEFORE: Final = frozenset('，,。、；;：:！!？?（(”" \n　】')


class PersonFinder:
    """Compiled once; ``find`` is pure."""

    def __init__(self, lexicon: Lexicon, growth: Growth) -> None:
        self._growth = growth
        self._surnames = lexicon.characters("PER", "surname")
        self._compound = lexicon.words("PER", "compound_surname")
        self._never = lexicon.words("PER", "never")
        self._offices = lexicon.words("PER", "title") | lexicon.words("PER", "honorific") | lexicon.words("PER", "address")
        self._address = lexicon.words("PER", "address")
        # Before a name or behind it: 院士.
        self._ranks = lexicon.words("PER", "title") & lexicon.words("PER", "honorific")
        self._foreign_titles = lexicon.words("PER", "foreign_title")
        self._foreign = ForeignNames(lexicon, growth, self._offices | self._foreign_titles)
        self._no_name = lexicon.characters("PER", "no_name")
        self._particles = lexicon.characters("PER", "particle")
        # Surnames that are mostly other words: a name only where a word cutter agrees or speech follows.
        self._weak = lexicon.characters("PER", "weak_surname")
        self._after_list = ENDS | lexicon.characters("PER", "listed")
        self._prepositions = lexicon.characters("PER", "beside")
        self._caption = lexicon.characters("PER", "caption")
        # What is looked for in the page's scan: a surname behind what can stand before a name.
        self.cues = {cue + surname: "cue" for cue in _CUES for surname in self._surnames}

    @staticmethod
    def triggers(lexicon: Lexicon) -> dict[str, str]:
        """Word → role, for the page's scan."""
        foreign = dict.fromkeys(lexicon.words("PER", "foreign_title"), "title")
        return foreign | {w: role for role in ("speech", "title", "honorific") for w in lexicon.words("PER", role)}

    def find(
        self, page: Page, leaders: Sequence[tuple[int, int]], triggers: list[Trigger], cues: list[Trigger], taken: Iterable[Found]
    ) -> list[Found]:
        """Persons; ``cues`` are hits of the cues, ``taken`` names of other kinds, which are no persons' names."""
        spoken = {start for start, _, role in triggers if role == "speech"}
        titled = {start for start, _, role in triggers if role == "title"}
        taken = list(taken)
        others = {f.start: f.end for f in taken}
        abroad = {f.end for f in taken if f.kind == "place" and f.adcode is None}
        out = [Found(a, b, "person", "person.leader", RANK + 2) for a, b in leaders if page.whole(a, b) or b in titled or b in spoken]
        for start, end, role in triggers:
            if role == "title":
                found = self._after(page, end, spoken)
                if page.text[start:end] in self._foreign_titles or (found is not None and self._foreign.goes_on(page.text, found)):
                    other = self._foreign.behind_title(page, end, spoken, free=start in abroad)
                    found = other if found is None or (other is not None and other.end > found.end) else found
            elif role == "speech":
                found = self._ahead(page, start)
            else:
                found = self._honoured(page, start) or (self._after(page, end, spoken) if page.text[start:end] in self._ranks else None)
            if found is not None and found.start not in others:
                out.append(found)
        out += [f for f in self._tagged(page, spoken, titled, cues) if f.start not in others]
        dotted = self._foreign.dotted(page, {end for _, end, role in triggers if role == "title"})
        # 西西里 in 西西里·卡里乌基 is no place.
        out += [f for f in dotted if f.start not in others or (page.text.startswith("·", others[f.start]) and others[f.start] in abroad)]
        out += self._listed(page, out, spoken | titled)
        out = _lengthened(page.text, out)
        return out + self._again(page, out)

    def _after(self, page: Page, end: int, spoken: set[int]) -> Found | None:
        """The name behind a title that ends at ``end``."""
        gap = _GAP.match(page.text, end)
        at = gap.end() if gap else end
        if at - end > 3 or at >= len(page.text):
            return None
        latin = _LATIN.match(page.text, at)
        if latin:
            return Found(at, latin.end(), "person", "person.latin", RANK)
        spaced = _SPACED.match(page.text, at)
        if spaced and spaced[1] in self._surnames:
            return Found(at, spaced.end(), "person", "person.title", RANK)
        size = self._size(page, at, spoken)
        return None if size is None else Found(at, at + size, "person", "person.title", RANK)

    def _honoured(self, page: Page, start: int) -> Found | None:
        """The name before 先生 or 女士."""
        for size in (3, 2):
            at = start - size
            # 63万失能老人: behind digits 万 is a scale.
            if at < 0 or not page.is_edge(at) or page.text[at] not in self._surnames or page.text[at - 1 : at].isdigit():
                continue
            if self._score(page, at, size, set()) >= 2:
                return Found(at, start, "person", "person.honorific", RANK)
        return None

    def _size(self, page: Page, at: int, spoken: set[int]) -> int | None:
        """How many characters the name at ``at`` has; None if it is none."""
        text = page.text
        double = text[at : at + 2] in self._compound
        if not double and text[at : at + 1] not in self._surnames:
            return None
        best: tuple[int, int] | None = None
        for size in (4, 3) if double else (3, 2):
            score = self._score(page, at, size, spoken)
            if score > 0 and (best is None or score > best[0]):
                best = (score, size)
        if best is None:
            return None
        if best[1] == 2 and not double and self._goes_on(page, at):
            best = (best[0], 3)
        if text[at] in self._weak and not double and best[0] < 3:
            return None
        return best[1]

    def _score(self, page: Page, at: int, size: int, spoken: set[int]) -> int:
        text = page.text
        name = text[at : at + size]
        after = text[at + size : at + size + 1]
        if len(name) < size or not all(HAN.match(c) for c in name):
            return 0
        if name in self._never or name[:2] in self._never or self._has_particle(page, at, name):
            return 0
        if name[1:] in self._offices or any(c in self._address for c in name[1:]):
            return 0
        closed = at + size in spoken or after in ENDS or name[-1] in self._prepositions
        apart = page.index(at + size - 1) != page.index(at) or not closed
        if size > 2 and name[-1] in self._caption and apart:
            return 0
        i = page.index(at)
        alone = page.words[i] == name[0] and page.tag(i) == "nr"
        if size == 3 and name[1:] in self._growth.generic and not alone:
            return 0
        word = page.words[i]
        # 摄 of 记者谢龙摄, glued to the name by the word cut.
        glued = page.starts[i] == at and len(word) == size + 1 and self._is_glued(page.tag(i), after)
        if not page.is_edge(at + size) and at + size not in spoken and after not in ENDS and not glued:
            return 0
        if (
            page.starts[i] == at
            and len(word) > 1
            and not page.tag(i).startswith("nr")
            and word in self._growth.dictionary
            and (word == name or size == 2 or len(word) > size)
        ):
            return 0
        score = 1
        if at + size in spoken or after in ENDS or not after:
            score += 2
        if page.tag(i).startswith("nr"):
            score += 2
            if page.starts[i] == at and len(word) == size:
                score += 1
        if page.is_edge(at + size):
            score += 1
        return score

    def _has_particle(self, page: Page, at: int, name: str) -> bool:
        """Whether a function word lies in a name; 和 of 吴|和平 is none."""
        if len(name) == 3 and page.is_edge(at + 1) and page.words[page.index(at + 1)] == name[1:] and name[1:] in self._growth.dictionary:
            return False
        return any(c in self._particles for c in name[1:])

    def _is_glued(self, tag: str, after: str) -> bool:
        """Whether the word cut glued what follows to a name: 摄 of 谢龙摄, 以 of 孙龙以."""
        return tag == "nr" if after in self._prepositions else after in self._caption

    def _goes_on(self, page: Page, at: int) -> bool:
        """张雨|霏, 李德|仁: a rare character behind a name of two that the word cut took for one."""
        i = page.index(at)
        if page.starts[i] != at or len(page.words[i]) != 2 or not page.tag(i).startswith("nr") or i + 1 >= len(page.words):
            return False
        rest = page.words[i + 1]
        return page.starts[i + 1] == at + 2 and len(rest) == 1 and page.tag(i + 1) in _RARE and HAN.match(rest) is not None

    def _ahead(self, page: Page, start: int) -> Found | None:
        """The name before a verb of speech that begins at ``start``, at the head of its clause."""
        text = page.text
        for size in (3, 2, 4):
            at = start - size
            if at < 0 or not page.is_edge(at):
                continue
            if at > 0 and text[at - 1] not in _BEFORE:
                continue
            if size == 4 and text[at : at + 2] not in self._compound:
                continue
            if text[at] not in self._surnames and text[at : at + 2] not in self._compound:
                continue
            i = page.index(at)
            if not page.tag(i).startswith("nr") and page.words[i] in self._growth.dictionary:
                continue
            if self._score(page, at, size, {start}) >= 4:
                return Found(at, start, "person", "person.speech", RANK)
        return None

    def _tagged(self, page: Page, spoken: set[int], titled: set[int], cues: list[Trigger]) -> list[Found]:
        """What the word cutter takes for a name, where its neighbours agree."""
        out: list[Found] = []
        text = page.text
        # Where one can begin: behind these marks, at the head of a span, three characters before a title or speech.
        starts = {at - 3 for at in spoken | titled} | {a for a, _ in page.spans}
        starts.update([start + 1 for start, _, _ in cues])
        for start in sorted(starts):
            word = self._named(page, start)
            if not word:
                continue
            rule = self._beside(page, page.index(start), (start, start + len(word)), spoken, titled)
            if not rule and len(word) == 3 and text[start - 1 : start] == "、" and len(self._named(page, start - 4)) == 3:
                rule = "person.list"
                out.append(Found(start - 4, start - 1, "person", rule, RANK))
            if rule:
                out.append(Found(start, start + len(word), "person", rule, RANK))
        return out

    def _named(self, page: Page, start: int) -> str:
        """The word at ``start`` if the word cutter takes it for a name, else nothing."""
        if start < 0 or page.text[start : start + 1] not in self._surnames:
            return ""
        i = page.index(start)
        word = page.words[i]
        if page.starts[i] != start or not 1 < len(word) < 4 or word[-1] in self._no_name or word in self._never or word[:2] in self._never:
            return ""
        return word if word[1:] not in self._address and page.tag(i) == "nr" else ""

    def _beside(self, page: Page, i: int, span: Span, spoken: set[int], titled: set[int]) -> str:
        """The rule by which the neighbours of word ``i`` make it a person; "" if none does."""
        text = page.text
        start, end = span
        left, right = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
        if left in "\n \u3000：:" and _ALONE.match(text, end) and _FRESH.search(text, max(0, start - 12), start):
            return "person.byline"
        if end - start < 3:
            return ""
        if end in spoken:
            # 舒斯京 of 米舒斯京 is no name.
            return "" if self._foreign.spells(page, start) else "person.speech"
        if end in titled and (left in _BEFORE or left in self._prepositions):
            return "person.title"
        if left in "（(" and right in "）)":
            return "person.byline"
        if left == "的" and right in "，," and page.words[i] not in self._growth.dictionary:
            return "person.tagged"
        return ""

    def _listed(self, page: Page, found: list[Found], cues: set[int]) -> list[Found]:
        """Names that stand in a list with found ones: 记者 王一、李二二."""
        out: list[Found] = []
        text = page.text
        for person in found:
            at = person.end
            while text[at : at + 1] and text[at : at + 1] in "、 和":
                size = self._size(page, at + 1, cues)
                if size is None or (text[at + 1 + size : at + 2 + size] not in self._after_list and at + 1 + size not in cues):
                    break
                i = page.index(at + 1)
                if text[at] == " " or page.tag(i).startswith("nr") or page.words[i] not in self._growth.dictionary:
                    out.append(Found(at + 1, at + 1 + size, "person", "person.list", RANK))
                at += 1 + size
            if text[person.start - 1 : person.start] == "、" and person.rule == "person.list":
                out += self._before(page, person.start - 1, cues)
        return out

    def _before(self, page: Page, end: int, cues: set[int]) -> list[Found]:
        """The item of a list of names that ends at ``end``."""
        for size in (3, 2):
            at = end - size
            fits = at > 0 and page.is_edge(at) and page.text[at] in self._surnames and page.text[at - 1] in _BEFORE
            if fits and self._score(page, at, size, cues) >= 4:
                return [Found(at, end, "person", "person.list", RANK)]
        return []

    def _again(self, page: Page, found: list[Found]) -> list[Found]:
        """Every further mention of a name."""
        names = {page.text[f.start : f.end] for f in found}
        forms = names | {name.rsplit("·", 1)[-1] for name in names}
        return [
            Found(at, at + len(form), "person", "person.again", RANK - 1)
            for form, ats in page.places_of_all({f for f in forms if len(f) > 1}).items()
            for at in ats
            if (len(form) > 2 or page.whole(at, at + len(form))) and not (at and page.text[at - 1] in _COUNTING)
        ]


def _lengthened(text: str, found: list[Found]) -> list[Found]:
    """Names cut short in one place (张素 of 张素兵) as they are called in another."""
    names = {text[f.start : f.end] for f in found}
    out: list[Found] = []
    for f in found:
        longer = f.end - f.start == 2 and f.end < len(text) and text[f.start : f.end + 1] in names
        out.append(Found(f.start, f.end + 1, f.kind, f.rule, f.rank) if longer else f)
    return out
