"""How far a name reaches to the left of the word that ends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from extractor.finding.names_lexicon import Lexicon
from extractor.finding.names_page import Page

MAX_CHARS: Final = 30
_NATIONAL: Final = "国家"
# Tags of jieba: what can stand in a name, and what is a name of its own.
_NOUNS: Final = ("n", "vn", "j", "b", "a", "eng", "l", "s", "g", "i", "k", "h", "zg", "x", "vg", "tg", "rz")
_PROPER: Final = ("nr", "nz", "nt", "nrt", "nrfg", "eng", "zg", "ng", "rg", "ag", "ns")
_FUNCTION: Final = ("p", "d", "c", "uj", "ul", "r")
_BRACKETS: Final = {")": "(", "）": "（"}
_OPENING: Final = frozenset(_BRACKETS.values())


@dataclass(slots=True)
class Context:
    """What is known of a page: where places and organisations end (end → start), where places begin."""

    places: dict[int, int]
    bodies: dict[int, int]
    # Where named regions end (end → start), which head no organisation: 中西部.
    regions: dict[int, int] = field(default_factory=dict)
    heads: frozenset[int] = frozenset()
    # Ends of places in China.
    home: frozenset[int] = frozenset()


@dataclass(slots=True, init=False)
class Reach:
    """What was gathered to the left.

    ``head`` is 中国 or the like; ``words`` how many words stand between; ``unknown`` whether one is a proper name,
    ``coined`` whether one is in no dictionary, ``special`` whether one is more than a kind of thing.
    """

    start: int
    head: str
    placed: bool
    home: bool
    joined: bool
    unknown: bool
    coined: bool
    special: bool
    words: int

    def __init__(self, start: int, *, unknown: bool = False, coined: bool = False, special: bool = False, words: int = 0) -> None:
        self.start = start
        self.head = ""
        self.placed = self.home = self.joined = False
        self.unknown = unknown
        self.coined = coined
        self.special = special
        self.words = words


@dataclass(slots=True)
class Dictionary:
    """Which words the word cutter knows, remembered."""

    _answers: dict[str, bool] = field(default_factory=dict)

    def __contains__(self, word: str) -> bool:
        answer = self._answers.get(word)
        if answer is None:
            answer = self._answers[word] = len(word) > 1 and _known(word)
        return answer


class Growth:
    """Grows names to the left over nouns until a verb, particle or mark."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.dictionary = Dictionary()
        self._heads = lexicon.words("ORG", "head")
        self._states = lexicon.words("ORG", "party")
        self._inside = lexicon.words("ORG", "inside") | lexicon.words("ORG", "department")
        self._edge = lexicon.words("ORG", "edge")
        self._firm_edge = lexicon.words("ORG", "firm_edge")
        self.generic = lexicon.words("ORG", "generic") | self._inside
        self._parents = tuple(lexicon.words("ORG", "parent"))
        self._joining = lexicon.characters("ORG", "joining")
        self._quality = lexicon.characters("ORG", "quality")
        self._single = lexicon.characters("ORG", "single")
        self._glued = lexicon.characters("ORG", "glued")
        self._trailing = lexicon.characters("ORG", "trailing")
        self._bracketed = lexicon.words("ORG", "bracketed")

    def begins(self, page: Page, at: int) -> bool:
        """Whether a word begins at ``at``, or its head is a preposition that the word cut glued to it (据省 in 据省统计局)."""
        if page.is_edge(at):
            return True
        i = page.index(at)
        return i >= 0 and page.starts[i] == at - 1 and page.text[at - 1] in self._glued and page.words[i] not in self.dictionary

    def left(self, page: Page, at: int, near: Context, *, firm: bool = False) -> Reach | None:
        """The reach of a name whose last part begins at ``at``; None if nothing can belong to it."""
        reach = Reach(at)
        if not page.is_edge(at) and at not in near.places and at not in near.bodies:
            # The rest of the word that the last part ends: 统计 in 统计局.
            reach.start, reach.words = page.starts[page.index(at)], 1
            if page.text[reach.start] in self._single and page.text[reach.start : at] in self._edge:
                # 两国政府 is no name.
                return None
            if reach.start in near.heads:
                reach.placed = True
                return reach
        return self._gathered(page, reach, at, near, firm=firm)

    def _gathered(self, page: Page, reach: Reach, at: int, near: Context, *, firm: bool) -> Reach | None:
        safe: Reach | None = None
        floor = max(at - MAX_CHARS, 0)
        while reach.start > floor:
            here = reach.start
            if here in near.bodies:
                # 武汉大学 + 新闻与传播 + 学院
                return self._joined(reach, near) if safe is None or page.text.endswith(self._parents, 0, here) else safe
            if here in near.places:
                reach.start = outer(near.places, here)
                reach.placed, reach.home = True, here in near.home
                return self._headed(page, reach, near)
            if here in near.regions:
                if near.regions[here] not in near.bodies:
                    break
                # 浙江师范大学 + 非洲 + 研究院
                reach.start, reach.placed = near.regions[here], True
                return self._joined(reach, near)
            i = page.before(here)
            if i < 0:
                break
            begin = page.starts[i]
            word = page.text[begin:here]
            if word in _BRACKETS:
                inner = self._opening(page, begin, near)
                if inner is None:
                    break
                reach.start = inner
            elif firm and word == " " and page.text[here] in _OPENING:
                # 中铝稀土 (江苏)有限公司
                reach.start = begin
            elif word in self._joining and reach.words and not firm:
                # Only a place or a head further left makes 石油和化学 one name.
                safe = safe or Reach(reach.start, unknown=reach.unknown, coined=reach.coined, special=reach.special, words=reach.words)
                reach.start = begin
            elif firm and word == "之":
                reach.start = begin
            elif (firm and word in self._firm_edge and page.text[here : here + 2] not in self._inside) or not self._take(
                reach, word, page.tag(i), begin, guess=begin in near.places or (firm and not reach.words)
            ):
                break
            elif reach.head:
                return self._placed(reach, near)
        return self._trimmed(page, safe or reach, at)

    def _joined(self, reach: Reach, near: Context) -> Reach:
        reach.start = outer(near.bodies, reach.start)
        reach.joined = True
        return reach

    def _placed(self, reach: Reach, near: Context) -> Reach:
        """韩国 before 国家竞争力委员会, 长三角 before 国家技术创新中心."""
        if reach.head == _NATIONAL and reach.words and reach.start in near.regions:
            reach.start, reach.placed, reach.head = near.regions[reach.start], True, ""
        elif reach.start in near.places and reach.head not in self._states:
            reach.start, reach.placed, reach.head = outer(near.places, reach.start), True, ""
        return reach

    def _take(self, reach: Reach, word: str, tag: str, begin: int, *, guess: bool) -> bool:
        if word in self._heads:
            reach.start, reach.head = begin, word
            return True
        if word in self._edge or not _letters(word):
            return False
        if len(word) == 2 and word[0] in self._joining and word not in self.dictionary:
            # 和市 before 电力公司
            return False
        if len(word) > 1 and word[-1] in self._trailing and word not in self.dictionary:
            # 天向 of 30天向工会.
            return False
        if not (self._fits(word, tag) or (guess and self._guessed(word, tag))):
            return False
        reach.start = begin
        reach.words += 1
        if word not in self.generic:
            reach.special = True
            if tag in _PROPER:
                reach.unknown = True
            elif len(word) > 1 and word[-1] not in self._quality and word not in self.dictionary:
                reach.coined = reach.unknown = True
        return True

    def _fits(self, word: str, tag: str) -> bool:
        if word in self._inside:
            return True
        return not (len(word) > 3 and tag in ("l", "i")) and (tag.startswith(_NOUNS) or word[0] in "第届")

    def _guessed(self, word: str, tag: str) -> bool:
        """A verb in no dictionary is a name that the tagger guessed at: 鸿升."""
        return tag == "v" and len(word) == 2 and word not in self.dictionary and not (word[0] in self._glued or word[1] in self._single)

    def _headed(self, page: Page, reach: Reach, near: Context) -> Reach:
        """A place may itself stand behind an organisation or 中共."""
        if reach.start in near.bodies:
            return self._joined(reach, near)
        for party in self._states:
            if page.text.endswith(party, 0, reach.start) and page.is_edge(reach.start - len(party)):
                reach.start -= len(party)
                break
        return reach

    def _opening(self, page: Page, close: int, near: Context) -> int | None:
        """The opening of a short bracket such as (荆州) inside a name."""
        opening = page.text.rfind(_BRACKETS[page.text[close]], max(0, close - 8), close)
        fits = close in near.places or page.text[opening + 1 : close] in self._bracketed
        return opening if opening > 0 and fits else None

    def cut_apart(self, page: Page, reach: Reach, near: Context) -> Reach | None:
        """``reach`` with the name before it that the word cut broke up behind a place: 鹏 起 in 洛阳鹏起实业有限公司."""
        for at in range(reach.start - 2, max(0, reach.start - 5), -1):
            if at in near.places:
                pieces = page.cut(at, reach.start)
                if any(w in self._single or not _letters(w) or (len(w) > 1 and w in self.dictionary) for w, _ in pieces):
                    return None
                reach.start, reach.words, reach.placed, reach.home = outer(near.places, at), reach.words + 1, True, at in near.home
                reach.unknown = reach.special = True
                return reach
        return None

    def _trimmed(self, page: Page, reach: Reach, at: int) -> Reach | None:
        """Without verbs at its head, or a preposition that the word cut glued to an unknown name (据锦辉)."""
        self._without_verbs(page, reach, at)
        if reach.start >= at:
            return None
        i = page.index(reach.start)
        first = page.words[i]
        before = page.words[i - 1] if i and page.starts[i - 1] + len(page.words[i - 1]) == reach.start else ""
        if len(first) == 1 == len(before) and before not in self._single and _letters(before) and not before.isascii():
            # 正 and 泰 in 正泰集团, cut apart.
            reach.start -= 1
        elif len(first) > 2 and first[0] in self._glued and first not in self.dictionary:
            reach.start += 1
        return reach

    def _without_verbs(self, page: Page, reach: Reach, at: int) -> None:
        """A name does not begin with a verb: 建设好大青山实验室."""
        i = page.index(reach.start)
        while reach.start < at:
            word, tag = page.words[i], page.tag(i)
            if not ((word in self._inside and tag.startswith("v")) or (len(word) == 1 and tag == "a")):
                break
            reach.start += len(word)
            reach.words -= 1
            i += 1

    def is_common(self, page: Page, start: int, end: int) -> bool:
        """Whether a verb, a particle or a generic head stands in ``[start, end)``, so that it is no name."""
        for i in page.inside(start, end):
            word, tag = page.words[i], page.tag(i)
            if page.starts[i] + len(word) > end:
                break
            if len(word) < 2:
                continue
            if tag in ("p", "c", "u", "uj", "ul", "r", "vn") or (page.starts[i] == start and (word in self.generic or tag == "v")):
                return True
        return False

    def is_name(self, page: Page, start: int, end: int, *, loose: bool = False) -> bool:
        """Whether ``[start, end)`` can be a firm's name: a word in no dictionary, or single characters only.

        ``loose``: any word that is more than a kind of thing will do.
        """
        words = [(page.words[i], page.tag(i)) for i in page.inside(start, end)]
        if any(w in self._edge or t in _FUNCTION for w, t in words):
            return False
        if any(w not in self.generic and (t in _PROPER or (len(w) > 1 and w not in self.dictionary)) for w, t in words):
            return True
        special = loose and not all(w in self.generic for w, _ in words)
        return special or (len(words) > 1 and all(len(w) == 1 for w, _ in words))

    def short_name(self, page: Page, end: int, floor: int) -> int | None:
        """The start of a short name of two to eight characters that ends at ``end``, or None."""
        start = end
        while end - start < 8 and start > floor:
            i = page.before(start)
            if i < 0:
                break
            begin = page.starts[i]
            word = page.text[begin:start]
            tag = page.tag(i) if page.words[i] == word else "n"
            loose = tag.startswith(("v", "d", "m", "t", "r", "f"))
            fits = _letters(word) and end - begin <= 8 and (loose or tag.startswith((*_NOUNS, "z")))
            if word in self._edge or not fits or (loose and end - start >= 3):
                break
            start = begin
        return start if end - start >= 2 else None


def outer(ends: Mapping[int, int], end: int) -> int:
    """The start of the chain of names that ends at ``end``: 湖南省株洲市."""
    start = ends[end]
    while start in ends and ends[start] < start:
        start = ends[start]
    return start


def _letters(word: str) -> bool:
    return all("一" <= c <= "鿿" or (c.isascii() and c.isalnum()) or c in "·&" for c in word)


def _known(word: str) -> bool:
    """Whether the word cutter's dictionary has ``word``: without its model for new words it stays whole."""
    try:
        import rjieba
    except ImportError:
        import jieba

        jieba.dt.initialize()
        return bool(jieba.dt.FREQ.get(word))
    return len(rjieba.cut(word, False)) == 1
