"""Where a figure is: the places that a piece names, lists of them, and words that point to the document's (全省)."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise
from typing import Final

from extractor.linking.clauses import NOUN, Chunk, is_joint, words_of
from extractor.linking.document import COUNTRY, Document
from extractor.linking.items import Items
from extractor.linking.link_words import LinkWords
from extractor.linking.place_chunks import (
    PARTS,
    acts,
    attacks,
    codes_of,
    counted,
    goes_on,
    helps,
    is_county,
    is_elsewhere,
    is_example,
    is_figure,
    is_left,
    is_listed,
    is_of_goods,
    is_quoted,
    is_ranked_in,
    is_wider,
    last_word,
    lies_in,
    members,
    prints,
    trades,
)
from extractor.linking.turns import is_particle

_DATELINE: Final = re.compile(r"[^，,。]{0,3}\d{1,2}月\d{1,2}日[电讯]|\d{1,2}日[电讯]|电(?=[（( ，,])")


# 该区, 此地 are the place named last, not the document's.
_THIS: Final = ("该", "此")
# How long what a town is said to be is.
_APPOSED: Final = 10
# 闽宁, 川渝
_PAIR: Final = 2
# What may stand before the world as a whole: a time, a forecast and its rise or fall.
_OPENING: Final = ("", "T", "M", "d", "U", "D")
NATIONWIDE: Final = "全国"
# 全球|用电量, 全球|照明用电量, 全球|将会出货
_OF_WHOLE: Final = (NOUN, "v", "M")
_AT: Final = "在"
AREA: Final = "地区"
_OF: Final = "的"
_BESIDE: Final = frozenset("与同和")
_TO: Final = frozenset("至—－-")
_MUNICIPALITIES: Final = frozenset(("11", "12", "31", "50"))
# The letters of what can name a place.
_PLACED: Final = frozenset("PKOLG")
# A region of the world (非洲, 东盟): a place, but one without a code.
NO_CODE: Final = ("",)


class Placing:
    """Reads places out of pieces; remembers the villages named."""

    def __init__(
        self,
        document: Document,
        deictic: Mapping[str, str],
        regions: Container[str],
        parts: Mapping[str, tuple[str, ...]],
        towns: Container[str],
        inner: Mapping[int, tuple[str, ...]],
        words: LinkWords,
    ) -> None:
        self.document = document
        self.deictic = deictic
        self.regions = regions
        # Parts of the country without a code (东部), each with the codes of its fuller name (东部地区).
        self.parts = parts
        # Codes of cities that rank as counties.
        self.towns = towns
        self.inner = inner
        self.words = words
        self.items = Items(document, inner, words.fair)
        # Whether the place found last is one name.
        self.single = False
        # Whether it is a list whose members were counted: of these alone the figure is told.
        self.counted = False
        self.local = bool(document.place) and document.place != (COUNTRY,)
        self._villages: dict[str, tuple[str, ...]] = {}

    def note_villages(self, chunks: list[Chunk]) -> None:
        """A village without a code named right behind its county keeps the county's code for later mentions."""
        for one, two in pairwise(chunks):
            if one.letter == two.letter == "P" and one.end == two.start and codes_of(one) and not codes_of(two):
                self._villages[two.word] = codes_of(one)

    def _codes(self, chunk: Chunk) -> tuple[str, ...]:
        """The codes of a place, of the village named with it before, or of the place inside a cluster's name."""
        if chunk.letter in "KL":
            codes = self.inner.get(chunk.start, ())
            # 西部地区“两基”攻坚计划 tells of no region.
            return codes if chunk.letter == "K" or len(codes) == 1 else ()
        if chunk.letter == "O":
            # 白云 of 广州白云机场 is a district of the city or its namesake.
            codes = self.inner.get(chunk.start, ())
            if not chunk.word.endswith(self.words.site):
                return codes if len(codes) == 1 and codes[0].isalpha() and self.document.place == () else ()
            return tuple(c for i, c in enumerate(codes) if not any(c.startswith(outer[:4].removesuffix("00")) for outer in codes[:i]))
        codes = codes_of(chunk) or self._villages.get(chunk.word, ())
        # 森|德格|镇: among news from abroad two characters of a foreign name.
        return () if self.document.abroad and len(chunk.word) == _PAIR and is_county(codes) else codes

    def _part(self, chunks: list[Chunk], i: int) -> tuple[str, ...]:
        """东部 in 东部、中部、西部地区: of a list of parts of the country the last alone may be spelt out."""
        if chunks[i].letter != "P" or chunks[i].word not in self.parts:
            return ()
        last = i
        while last + 2 < len(chunks) and is_joint(chunks[last + 1]) and chunks[last + 2].letter == "P":
            last += 2
        return self.parts[chunks[i].word] if chunks[last].word.endswith(AREA) else ()

    def dealt(self, chunks: list[Chunk], count: int) -> list[tuple[tuple[str, ...], str]]:
        """芜湖、滁州…分别: one place for each figure, where their numbers agree."""
        places = [
            (codes, c.word)
            for i, c in enumerate(chunks)
            if c.letter in "PKO"
            and (codes := self._codes(c) or self._part(chunks, i))
            and not self._is_other(chunks, i)
            and not self._is_outer(chunks, i)
        ]
        return places if len(places) == count > 1 else []

    def _is_outer(self, chunks: list[Chunk], i: int) -> bool:
        """新疆 in 新疆哈密、和田: it only says where the place behind it lies."""
        inner = chunks[i + 1] if i + 1 < len(chunks) else None
        if inner is None or inner.letter != "P" or inner.start != chunks[i].end:
            return False
        return any(code[:2] == outer[:2] for code in self._codes(inner) for outer in self._codes(chunks[i]))

    def _is_other(self, chunks: list[Chunk], i: int) -> bool:
        """Whether the word before a place or its list makes it what is compared with (占全省) or dealt with (对美国、欧盟出口)."""
        at = i - 1
        while at > 0 and ((is_joint(chunks[at]) and chunks[at - 1].letter == "P") or is_listed(chunks[at], chunks[at - 1])):
            at -= 2 if is_joint(chunks[at]) else 1
        ours = self.local or any(c.letter == "G" or (c.letter == "P" and codes_of(c) == (COUNTRY,)) for c in chunks[: max(at, 0)])
        if self._ranks(chunks, i):
            return True
        if at >= 0 and chunks[at].word in self.words.ranked:
            # 居中国西部第1: where the rank holds.
            return True
        if prints(chunks, i):
            return True
        if attacks(chunks[i + 1 :], self.words):
            # 以色列对黎巴嫩的袭击: whose deed it is.
            return True
        if (
            at >= 0
            and chunks[at].word in self.words.doer
            and i + 1 < len(chunks)
            and chunks[i + 1].letter == "O"
            and chunks[i + 1].start == chunks[i].end
        ):
            # 由江苏雨润集团投资建设: where the doer is from.
            return True
        if any(c.letter == NOUN and "".join(p.word for p in c.parts[-2:]).endswith(self.words.partner) for c in chunks[i + 1 : i + 5]):
            # 巴基斯坦为最大出口目的地, 欧盟、日本等发达|国家|市场
            return True
        if at < 0 or (i > 1 and attacks(chunks[i - 1 :], self.words)):
            return False
        word = chunks[at].word
        # 我国与东盟贸易总值
        beside = at > 0 and ours and last_word(chunks[at]) in _BESIDE and chunks[at - 1].letter in "GP"
        partner = (beside or word in self.words.towards or word in self.words.sources) and trades(chunks[i + 1 :], self.words)
        return (
            chunks[at].letter in "He"
            or last_word(chunks[at]) in self.words.excepted
            or (word in self.words.towards and (ours or len(word) == _PAIR))
            or partner
        )

    def _is_goal(self, chunks: list[Chunk], i: int) -> bool:
        """中欧班列已通达欧洲25个国家: where a line goes."""
        return i > 0 and self.document.place != () and last_word(chunks[i - 1]).endswith(self.words.reaching_to)

    def _ranks(self, chunks: list[Chunk], i: int) -> bool:
        """河南省|服务型制造标杆企业, in the annual text of a city: who gave the title, not where it stands."""
        codes = self._codes(chunks[i])
        if not (self.local and self.document.annual and len(codes) == 1 and i + 1 < len(chunks)):
            return False
        above = codes[0] != self.document.place[0] and self.document.place[0].startswith(codes[0].rstrip("0"))
        return above and chunks[i + 1].letter == NOUN and chunks[i + 1].start == chunks[i].end

    def behind(self, chunks: list[Chunk], index: int) -> tuple[tuple[str, ...], tuple[int, int]] | None:
        """投资120亿元的本溪铁矿工程, 3491个乌克兰军事设施: the place of the thing that a figure is told of, right behind it."""
        if not self.local and index + 2 < len(chunks) and chunks[index + 1].letter == "P" and chunks[index + 2].letter == NOUN:
            owner, thing = chunks[index + 1 : index + 3]
            if owner.start == chunks[index].end and thing.start == owner.end and self._codes(owner):
                return self._codes(owner), (owner.start, owner.end)
        if index + 2 >= len(chunks) or not is_particle(chunks[index + 1]):
            return None
        chunk = chunks[index + 2]
        near = chunk.start == chunks[index + 1].end == chunks[index].end + 1
        codes = self._codes(chunk) if near and chunk.letter in "PK" else ()
        return (codes, (chunk.start, chunk.end)) if codes else None

    def held_at(self, text: str, chunks: list[Chunk], index: int) -> tuple[tuple[str, ...], tuple[int, int]] | None:
        """16兆瓦风电机组|在|福建|并网发电: where what a figure is told of goes on, behind it."""
        for i in range(index + 1, len(chunks) - 1):
            if chunks[i].letter == "Q":
                break
            if chunks[i].word == _AT and chunks[i + 1].letter == "P" and self._codes(chunks[i + 1]):
                return self.place_of(text, chunks[i + 1 :])
        return None

    def _is_on_route(self, text: str, chunk: Chunk) -> bool:
        """岚皋至陕渝界高速公路, 重庆至武汉段, in a report on one place: an end of a road or line."""
        if not (self.local and self.document.annual):
            return False
        begins = self.words.route.match(text, chunk.end) is not None
        return begins or (text[chunk.start - 1] in _TO and self.words.route_end.match(text, chunk.end) is not None)

    def _is_region(self, word: str) -> bool:
        """Whether a word names a region without a code; in a text on one place a part of the country (西部) is only compared with.

        The yearly report of a place tells of itself: 世界一流学科20个, 对非洲出口.
        """
        if self.local and self.document.annual:
            return False
        return word in self.regions or (word in self.parts and not self.local)

    def _is_whole(self, chunks: list[Chunk], i: int) -> bool:
        """全球|光伏新增装机量, 我国|LED背光市场: a noun right behind is of the whole; 全球最大的核电基地 is one thing in it."""
        if i + 1 >= len(chunks) or chunks[i + 1].letter not in _OF_WHOLE or chunks[i + 1].start != chunks[i].end:
            return False
        until = next((n for n in range(i + 1, len(chunks)) if chunks[n].letter in "QVWX"), len(chunks))
        return not any(self.words.superlative.search(p.word) for p in words_of(chunks[i + 1 : until]))

    def _of_nation(self, text: str, chunks: list[Chunk], i: int) -> bool:
        """我国 alone before a comma, 我国LED背光市场将达1200亿元, 我国已发布标准244项: a text on one place speaks of the nation."""
        if len(chunks) <= 2 and not is_figure(text, chunks[-1].end):
            return True
        if self.document.annual or chunks[i].word not in self.words.own_nation or any(c.letter != "T" for c in chunks[:i]):
            return False
        tells = i + 1 < len(chunks) and chunks[i + 1].letter in "WvVd" and chunks[i + 1].start == chunks[i].end
        return tells or self._is_whole(chunks, i)

    def nearest(self, left: list[Chunk], place: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, int]] | None:
        """广东建成惠州|1200万吨|炼油、广州|石化|1200万吨|改扩建: the part of the place told of that stands right before a figure."""
        at = -1 if self.document.annual else len(left) - 1
        if at > 0 and left[at].letter == NOUN and left[at].start == left[at - 1].end and not goes_on(left[at]):
            at -= 1
        if at < 1 or left[at].letter != "P" or is_joint(left[at - 1]) or left[at - 1].word in self.words.at:
            return None
        if not is_wider(place, self._codes(left[at])) or self._is_other(left, at):
            return None
        return self._codes(left[at]), (left[at].start, left[at].end)

    def _widened(self, scope: str) -> tuple[str, ...]:
        """全省 in a city's article is the city's province."""
        place = self.items.place or self.document.place
        if len(place) == 1 and place[0].isdigit() and place[0] != COUNTRY:
            if scope == "province":
                return (place[0][:2] + "0000",)
            if scope == "city" and not place[0].endswith("0000") and place[0] not in self.towns:
                # 璧山县 is of 重庆, which is city and province.
                return (place[0][:2] + "0000" if place[0][:2] in _MUNICIPALITIES else place[0][:4] + "00",)
        return place

    def _is_apposed(self, text: str, one: Chunk, two: Chunk) -> bool:
        """四川粮油大市广安, 甘孜的稻城: the place behind lies in the one before, with what it is between them."""
        between = text[one.end : two.start]
        if not 0 < len(between) <= _APPOSED or not between.endswith(self.words.town) or any(mark in between for mark in "、和及与，"):
            return False
        return is_wider(self._codes(one), self._codes(two))

    def _seat_of_nation(self, text: str, places: list[Chunk]) -> int:
        """中国西部国际博览会在四川成都闭幕: which of the places counts first, the nation's name being part of another."""
        if self._codes(places[0]) != (COUNTRY,):
            return 0
        held = (i for i, c in enumerate(places) if i and text[c.start - 1] == _AT and self._codes(c)[0][:1].isdigit())
        return next(held, 0)

    def _lies_in_region(self, one: Chunk, two: Chunk) -> bool:
        """西部地区最大的电站——青海哇让电站: the province behind lies in the region before."""
        codes = self._codes(one)
        return len(codes) > 1 and any(code == self._codes(two)[0] or is_wider((code,), self._codes(two)) for code in codes)

    def place_of(self, text: str, chunks: list[Chunk], ranked: Chunk | None = None) -> tuple[tuple[str, ...], tuple[int, int]] | None:
        """The place a piece names: the most specific of a chain, all of a list; deictic words point to the document's."""
        for c in chunks:
            if c.letter in _PLACED or c.word in self.regions:
                break
        else:
            # Most pieces: they are spared four passes.
            return None
        places = [
            c
            for i, c in enumerate(chunks)
            if c.letter in "PKOL"
            and self._codes(c)
            and not _DATELINE.match(text, c.end)
            and not self._is_other(chunks, i)
            and not (i and self.words.since_then.match(text, c.end))
            and not is_quoted(text, c)
            and not (c.letter == "O" and self._codes(c)[0].isalpha() and not acts(text, chunks, i, self.words))
            and not is_left(text, c, self.words)
            and not (len(self._codes(c)) > 1 and is_ranked_in(text, c, self.words))
            and not is_of_goods(text, c, self.words)
            and not text.endswith(self.words.leaving_out, 0, c.start)
            and not helps(text, chunks, i, self.words)
            and not is_elsewhere(text, chunks, i, self.words)
            and not self._is_on_route(text, c)
            and not (self.local and self.document.annual and is_example(chunks, i))
        ]
        named = members(places)
        count = counted(text, named)
        if count:
            span = (places[0].start, places[-1].end)
            if count == len(named) > 1:
                self.single, self.counted = False, True
                return tuple(dict.fromkeys(code for c in named for code in self._codes(c))), span
            self.counted = True
            return (self.items.default, span) if self.items.default else None
        if places:
            at = self._seat_of_nation(text, places)
            chosen = [places[at]]
            for c in places[at + 1 :]:
                between = text[chosen[-1].end : c.start].strip()
                if self._lies_in_region(chosen[-1], c) or self._is_apposed(text, chosen[-1], c):
                    chosen[-1] = c
                    continue
                if between == _OF and is_wider(self._codes(c), self._codes(chosen[-1])):
                    # 位于胶州|的|上合示范区
                    continue
                if len(between) > 1 and between not in self.words.jointly and not PARTS.fullmatch(between):
                    break
                if between in ("", _AT) and lies_in(self._codes(c), self._codes(chosen[-1])):
                    chosen[-1] = c
                else:
                    chosen.append(c)
            codes = tuple(dict.fromkeys(code for c in chosen for code in self._codes(c)))
            self.single, self.counted = len(chosen) == 1, False
            if (
                self.local
                and len(chosen) == 1
                and len(codes) == len(chosen[0].word) == _PAIR
                and self.document.place[0][:2] + "0000" in codes
            ):
                # 闽宁产业园, in a report of 宁夏: it is its own
                codes = self.document.place
            return codes, (chosen[0].start, chosen[-1].end)
        region = next(
            (c for i, c in enumerate(chunks) if self._is_region(c.word) and not self._is_other(chunks, i) and not self._is_goal(chunks, i)),
            None,
        )
        if region is not None:
            return NO_CODE, (region.start, region.end)
        before = ""
        for i, chunk in enumerate(chunks):
            if chunk is ranked or chunk.word.startswith(_THIS) or chunk.word in self.words.here:
                continue
            if chunk.letter == "G" and not self.items.default and i and chunks[i - 1].letter == "Q":
                # 46家|国内|机器人企业, at a fair: where they are from.
                continue
            if chunk.letter == "L" and chunk.word.startswith(NATIONWIDE) and not self.local:
                return (COUNTRY,), (chunk.start, chunk.end)
            if (
                chunk.letter == "G"
                and before not in ("H", "e")
                and not (i and chunks[i - 1].word in self.words.against)
                and not (before == "V" and chunk.word in ("全国", "全省", "全市"))
            ):
                scope = self.deictic[chunk.word]
                opens = before in _OPENING or chunks[i - 1].word in self.words.keeping
                if scope == "world" and not self.local and opens and self._is_whole(chunks, i):
                    return NO_CODE, (chunk.start, chunk.end)
                if scope == "nation" and (not self.local or self._of_nation(text, chunks, i)):
                    return (COUNTRY,), (chunk.start, chunk.end)
                if scope not in ("world", "nation") and (self.items.place or self.document.place not in ((), (COUNTRY,))):
                    return self._widened(scope), (chunk.start, chunk.end)
            if not (chunk.letter == "P" and before == "H"):
                before = chunk.letter
        return None
