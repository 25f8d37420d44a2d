"""How far a name reaches to the left of the word that ends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractor.finding.names_lexicon import Lexicon
from extractor.finding.names_page import Page

MAX_CHARS = 30
_NOUNS = ("n", "vn", "j", "b", "a", "eng", "l", "s", "g", "i", "k", "h", "zg", "x", "vg", "tg", "rz")
_PROPER = ("nr", "nz", "nt", "nrt", "nrfg", "eng", "zg", "ng", "rg", "ag", "ns")
_JOINING = frozenset("和与及")
# 普惠性, 创新型: in no dictionary and yet no name.
_QUALITY = frozenset("性型化式级类")
_BRACKETS = {")": "(", "）": "（"}
_PARTICLES = frozenset("的了在和与及是为被把将向对从由给并且等也就都而据该本其各每某这那我他你一二三四五六七八九十两几多家个名位后前中上下内外时日月年")
_STRIPPED = frozenset("据由从与和对在向将是为被以等让如原现该因及至到于经给比叫使把说就还也又称")


class Neighbours(Protocol):
    """Where places and organisations end: end → start."""

    places: dict[int, int]
    bodies: dict[int, int]
    regions: frozenset[int]
    heads: frozenset[int]
    home: frozenset[int]


@dataclass(slots=True)
class Reach:
    """What was gathered: ``head`` is 中国 or the like, ``words`` how many words in between, ``unknown`` whether one
    is a proper name, ``coined`` whether one is in no dictionary,
    ``special`` whether one is more than a kind of thing."""

    start: int
    head: str = ""
    placed: bool = False
    home: bool = False
    joined: bool = False
    unknown: bool = False
    coined: bool = False
    special: bool = False
    words: int = 0


class Growth:
    """Grows names to the left over nouns until a verb, particle or mark."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._heads = lexicon.words("ORG", "head")
        self._levels = lexicon.words("ORG", "level")
        self._inside = lexicon.words("ORG", "inside") | {w for s in lexicon.words("ORG", "department") for w in (s,)}
        self._edge = lexicon.words("ORG", "edge")
        self._firm_edge = lexicon.words("ORG", "firm_edge")
        self._generic = lexicon.words("ORG", "generic") | self._inside
        self._known: dict[str, bool] = {}

    def left(self, page: Page, at: int, near: Neighbours, *, firm: bool = False) -> Reach | None:
        """The reach of a name whose last part begins at ``at``; None if nothing can belong to it."""
        reach = Reach(at)
        if at not in page.edges and at not in near.places and at not in near.bodies:
            # The rest of the word that the last part ends: 统计 in 统计局.
            reach.start, reach.words = page.starts[page.index(at)], 1
            if reach.start in near.heads:
                reach.placed = True
                return reach
        safe: Reach | None = None
        floor = max(at - MAX_CHARS, 0)
        while reach.start > floor:
            here = reach.start
            if here in near.bodies:
                if safe is not None:
                    return safe
                while reach.start in near.bodies and near.bodies[reach.start] < reach.start:
                    reach.start = near.bodies[reach.start]
                reach.joined = True
                return reach
            if here in near.regions:
                break
            if here in near.places:
                reach.start = self.outer(near, here)
                reach.placed, reach.home = True, here in near.home
                return self._headed(page, reach, near)
            i = page.index(here - 1)
            if i < 0:
                break
            begin = page.starts[i]
            word = page.text[begin:here]
            if word in _BRACKETS:
                inner = self._bracket(page, begin, near)
                if inner is None:
                    break
                reach.start = inner
                continue
            if word in _JOINING and reach.words and not firm:
                safe = safe or Reach(reach.start, reach.head, reach.placed, reach.joined, reach.unknown, reach.words)
                reach.start = begin
                continue
            if firm and word in self._firm_edge:
                break
            if firm and word == "之":
                reach.start = begin
                continue
            if not self._take(reach, word, page.tags[i], begin):
                break
            if reach.head:
                return self._placed(reach, near)
        if safe is not None:
            reach = safe
        return self._trimmed(page, reach, at)

    def _placed(self, reach: Reach, near: Neighbours) -> Reach:
        """韩国 before 国家竞争力委员会."""
        if reach.start in near.places and reach.head not in ("中国", "中华"):
            reach.start, reach.placed, reach.head = self.outer(near, reach.start), True, ""
        return reach

    def _take(self, reach: Reach, word: str, tag: str, begin: int) -> bool:
        if word in self._heads:
            reach.start, reach.head = begin, word
            return True
        if word in self._edge or not word.strip() or not _letters(word):
            return False
        if len(word) > 3 and tag in ("l", "i") and word not in self._inside:
            return False
        if word not in self._inside and not tag.startswith(_NOUNS) and not (word == "届" or word[0] == "第"):
            return False
        reach.start = begin
        reach.words += 1
        if word not in self._generic:
            reach.special = True
            if tag in _PROPER:
                reach.unknown = True
            elif len(word) > 1 and word[-1] not in _QUALITY and not self.known(word):
                reach.coined = reach.unknown = True
        return True

    def _headed(self, page: Page, reach: Reach, near: Neighbours) -> Reach:
        """A place may itself stand behind an organisation or 中共."""
        if reach.start in near.bodies:
            reach.start, reach.joined = near.bodies[reach.start], True
        elif page.text.endswith(("中共", "中国"), 0, reach.start) and reach.start - 2 in page.edges:
            reach.start -= 2
        return reach

    def outer(self, near: Neighbours, end: int) -> int:
        """The start of the chain of places that ends at ``end``: 湖南省株洲市."""
        start = near.places[end]
        return self.outer(near, start) if start in near.places and near.places[start] < start else start

    def _bracket(self, page: Page, close: int, near: Neighbours) -> int | None:
        """The opening of a short bracket such as (荆州) inside a name."""
        opening = page.text.rfind(_BRACKETS[page.text[close]], max(0, close - 8), close)
        return opening if opening > 0 and (close in near.places or page.text[opening + 1 : close] in ("集团", "中国", "有限合伙")) else None

    def _trimmed(self, page: Page, reach: Reach, at: int) -> Reach | None:
        """Without a preposition that the word cut glued to an unknown name (据锦辉)."""
        if reach.start >= at:
            return None
        if not (reach.placed or reach.joined or reach.head):
            self._without_verbs(page, reach, at)
            if reach.start >= at:
                return None
        i = page.index(reach.start)
        first = page.words[i]
        if len(first) == 1 and i and len(page.words[i - 1]) == 1 and page.words[i - 1] not in _PARTICLES and _letters(page.words[i - 1]):
            # 正 and 泰 in 正泰集团, cut apart.
            if page.starts[i - 1] + 1 == reach.start and not page.words[i - 1].isascii():
                reach.start -= 1
        if len(first) > 2 and first[0] in _STRIPPED and not self.known(first):
            reach.start += 1
        return reach

    def _without_verbs(self, page: Page, reach: Reach, at: int) -> None:
        """A name does not begin with a verb: 建设好大青山实验室."""
        i = page.index(reach.start)
        while reach.start < at and ((page.words[i] in self._inside and page.tags[i].startswith("v")) or (len(page.words[i]) == 1 and page.tags[i] == "a")):
            reach.start += len(page.words[i])
            reach.words -= 1
            i += 1

    def known(self, word: str) -> bool:
        """Whether the dictionary has ``word``: without the model for new words it stays whole."""
        answer = self._known.get(word)
        if answer is None:
            answer = self._known[word] = len(word) > 1 and _cut(word)
        return answer

    def is_generic(self, word: str) -> bool:
        """Whether ``word`` is a common word of names, no name itself."""
        return word in self._generic

    def is_common(self, page: Page, start: int, end: int) -> bool:
        """Whether a verb or a generic word stands in ``[start, end)``."""
        i = page.index(start)
        while i < len(page.words) and page.starts[i] < end:
            if page.starts[i] + len(page.words[i]) > end:
                break
            if page.tags[i] in ("p", "c", "u", "uj", "ul", "r") and len(page.words[i]) > 1:
                return True
            if len(page.words[i]) > 1 and (page.tags[i] == "vn" or page.starts[i] == start and (page.words[i] in self._generic or page.tags[i] == "v")):
                return True
            i += 1
        return False

    def is_name(self, page: Page, start: int, end: int, *, loose: bool = False) -> bool:
        """Whether the words of ``[start, end)`` can be a firm's name: one of them is in no dictionary, or all are single characters."""
        i = page.index(start)
        words = []
        while i < len(page.words) and page.starts[i] < end:
            words.append((page.words[i], page.tags[i]))
            i += 1
        if any(w in self._edge or t in ("p", "d", "c", "uj", "ul", "r") for w, t in words):
            return False
        if any(w not in self._generic and (t in _PROPER or (len(w) > 1 and not self.known(w))) for w, t in words):
            return True
        return (loose and not all(w in self._generic for w, _ in words)) or (len(words) > 1 and all(len(w) == 1 for w, _ in words))

    def short_name(self, page: Page, end: int, floor: int) -> int | None:
        """The start of a short name of two to eight characters that ends at ``end``, or None."""
        start = end
        while end - start < 8 and start > floor:
            i = page.index(start - 1)
            begin = page.starts[i]
            word, tag = page.text[begin:start], page.tags[i] if len(page.words[i]) == start - begin else "n"
            if word in self._edge or not _letters(word) or not tag.startswith((*_NOUNS, "v", "m", "t", "d", "f", "r", "z")) or end - begin > 8:
                break
            if tag.startswith(("v", "d", "m", "t", "r", "f")) and end - start >= 3:
                break
            start = begin
        return start if end - start >= 2 else None


def _letters(word: str) -> bool:
    return all("一" <= c <= "鿿" or (c.isascii() and c.isalnum()) or c in "·&" for c in word)


def _cut(word: str) -> bool:
    try:
        import rjieba
    except ImportError:
        import jieba

        return word in jieba.dt.FREQ and jieba.dt.FREQ[word] > 0
    return len(rjieba.cut(word, False)) == 1
