"""Persons of a page: a surname and one or two characters behind a title or before a verb of speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.finding.names_growth import Growth
from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page
from extractor.model import Span

Trigger = tuple[int, int, str]
RANK = 55
_HAN = re.compile(r"[一-鿿]")
_GAP = re.compile(r"[ 　:：]*")
_SPACED = re.compile(r"([一-鿿]) ([一-鿿])(?![一-鿿])")
# Last characters of railways, places and fairs that the word cutter takes for names.
_NO_NAME = frozenset("段线路湖港镇村某总会寺川嘴汇厂馆寨沟岭滩坡洞坝峰塔园城市县区等其心居")
_AFTER_NAME = tuple("夫妇 再次 一起 一行 今天 当天 日前 昨天 近日 率 主持 访问 宣誓 签署 宣布 出席 抵达 结束 通电话 举行 致电 发表 会谈 会晤".split())
_BESIDE = frozenset("以由和与对为")
_LATIN = re.compile(r"[A-Z][a-zé]+(?: [A-Z]\.?)?(?: [A-Z][A-Za-zé'-]+){1,2}(?![A-Za-z])")
_FOLLOWING = frozenset("在当于和与将对昨今日上下表说称就也会")
# A name on a line of its own, or a name and then a wide gap before the office (a roster).
_ALONE = re.compile(r"[ \u3000]*(?:\n|$)|[ \u3000]{2,}[一-鿿]")
_FRESH = re.compile(r"(?:^|\n)[ \u3000]*$|：[ \u3000]*$")
_ENDS = frozenset("，,。、；;：:！!？?）)（(”\"’ \n　|/】]《—-")
_LISTED = _ENDS | frozenset("和等分出参为联")
_BEFORE = frozenset("，,。、；;：:！!？?（(”\" \n　】")
_PARTICLES = frozenset("的了在和与对就从将为是也已向于以及等则曾又还都被把由因给至到个")
# Surnames that are mostly other words: a name only where a word cutter agrees or speech follows.
_COMMON = frozenset("于和从向时同并由自对就全万方高常任应成安平单包车党明金石水江黄白马温汤康牛边计项解经连游左季关武路章简代钱农原沙厉封储阳展商曲叶毛易乔巩")


class PersonFinder:
    """Compiled once; ``find`` is pure."""

    def __init__(self, lexicon: Lexicon, growth: Growth) -> None:
        self._growth = growth
        self._surnames = frozenset("".join(lexicon.words("PER", "surname")))
        self._compound = lexicon.words("PER", "compound_surname")
        self._never = lexicon.words("PER", "never")
        pattern = lexicon.pattern("PER", "foreign")
        self._foreign = re.compile(pattern) if pattern else None
        self._transliteration = frozenset("".join(lexicon.words("PER", "transliteration")))
        self._offices = lexicon.words("PER", "title") | lexicon.words("PER", "honorific") | {"师傅", "女士", "阿姨", "大爷", "大妈", "老师"}
        self._foreign_titles = lexicon.words("PER", "foreign_title")

    @staticmethod
    def triggers(lexicon: Lexicon) -> dict[str, str]:
        """Word → role, for the page's scan."""
        foreign = dict.fromkeys(lexicon.words("PER", "foreign_title"), "title")
        return foreign | {w: role for role in ("speech", "title", "honorific") for w in lexicon.words("PER", role)}

    def find(self, page: Page, leaders: Sequence[tuple[int, int]], triggers: Sequence[Trigger], taken: Iterable[Found]) -> list[Found]:
        """Persons; ``taken`` are names of other kinds, which are no persons' names."""
        spoken = {start for start, _, role in triggers if role == "speech"}
        titled = {start for start, _, role in triggers if role == "title"}
        taken = list(taken)
        others = {f.start: f.end for f in taken}
        abroad = {f.end for f in taken if f.kind == "place" and f.adcode is None}
        out = [Found(a, b, "person", "person.leader", RANK + 2) for a, b in leaders if page.whole(a, b)]
        for start, end, role in triggers:
            if role == "title":
                found = self._after(page, end, spoken)
                if page.text[start:end] in self._foreign_titles:
                    other = self._translated(page, end, spoken, free=start in abroad)
                    found = other if found is None or other is not None and other.end > found.end else found
            elif role == "speech":
                found = self._ahead(page, start)
            else:
                found = self._honoured(page, start)
            if found is not None and found.start not in others:
                out.append(found)
        out += [f for f in self._tagged(page, spoken, titled) if f.start not in others]
        abroad_names = self._foreigners(page, {end for _, end, role in triggers if role == "title"})
        out += [f for f in abroad_names if f.start not in others]
        out += self._listed(page, out, spoken | titled)
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
        size = self._size(page, at, spoken, apart=at > end)
        return None if size is None else Found(at, at + size, "person", "person.title", RANK)

    def _translated(self, page: Page, at: int, spoken: set[int], *, free: bool) -> Found | None:
        """A foreign name without a dot behind a foreign title: 内政部长达尔马宁. ``free``: behind a country, any characters."""
        text = page.text
        end = at
        while end < min(len(text), at + 8) and (text[end] in self._transliteration or free and _HAN.match(text[end])):
            end += 1
        if free:
            end = next((e for e in range(at + 2, end + 1) if self._closes(page, e, spoken) or text.startswith(_AFTER_NAME, e)), at)
            if any(c in _PARTICLES for c in text[at:end]) or text[at : at + 2] in self._offices:
                return None
            if end > at and not self._growth.known(text[at:end]):
                return Found(at, end, "person", "person.foreign_title", RANK - 1)
            return None
        while end - at >= 2:
            if self._closes(page, end, spoken):
                i = page.index(at)
                if page.starts[i] == at and (page.tags[i].startswith("nr") or not self._growth.known(page.words[i])):
                    return Found(at, end, "person", "person.foreign_title", RANK - 1)
            end -= 1
        return None

    def _closes(self, page: Page, end: int, spoken: set[int]) -> bool:
        """Whether a name can end here: before a mark, a number, a verb of speech or a word that follows names."""
        after = page.text[end : end + 1]
        return end in spoken or (end in page.edges and (after in _ENDS or after.isdigit() or after in _FOLLOWING))

    def _honoured(self, page: Page, start: int) -> Found | None:
        """The name before 先生 or 女士."""
        for size in (3, 2):
            at = start - size
            if at >= 0 and at in page.edges and page.text[at] in self._surnames and self._score(page, at, size, set()) >= 2:
                return Found(at, start, "person", "person.honorific", RANK)
        return None

    def _size(self, page: Page, at: int, spoken: set[int], *, apart: bool) -> int | None:
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
        if text[at] in _COMMON and not double and best[0] < 3:
            return None
        return best[1]

    def _score(self, page: Page, at: int, size: int, spoken: set[int]) -> int:
        text = page.text
        name = text[at : at + size]
        after = text[at + size : at + size + 1]
        if len(name) < size or not all(_HAN.match(c) for c in name):
            return 0
        if name in self._never or name[:2] in self._never or any(c in _PARTICLES for c in name[1:]):
            return 0
        if name[1:] in self._offices or name[-1] in "某总" or size > 2 and name[-1] in "作摄说称" and page.index(at + size - 1) != page.index(at):
            return 0
        if size == 3 and self._growth.is_generic(name[1:]):
            return 0
        if at + size not in page.edges and at + size not in spoken and after not in _ENDS:
            return 0
        i = page.index(at)
        word = page.words[i]
        if page.starts[i] == at and len(word) > 1 and not page.tags[i].startswith("nr") and self._growth.known(word) and (
            word == name or size == 2 or len(word) > size
        ):
            return 0
        score = 1
        if at + size in spoken or after in _ENDS or not after:
            score += 2
        if page.tags[i].startswith("nr"):
            score += 2
            if page.starts[i] == at and len(word) == size:
                score += 1
        if at + size in page.edges:
            score += 1
        return score

    def _ahead(self, page: Page, start: int) -> Found | None:
        """The name before a verb of speech that begins at ``start``, at the head of its clause."""
        text = page.text
        for size in (3, 2, 4):
            at = start - size
            if at < 0 or at not in page.edges:
                continue
            if at > 0 and text[at - 1] not in _BEFORE:
                continue
            if size == 4 and text[at : at + 2] not in self._compound:
                continue
            if text[at] not in self._surnames and text[at : at + 2] not in self._compound:
                continue
            i = page.index(at)
            if not page.tags[i].startswith("nr") and self._growth.known(page.words[i]):
                continue
            if self._score(page, at, size, {start}) >= 4:
                return Found(at, start, "person", "person.speech", RANK)
        return None

    def _tagged(self, page: Page, spoken: set[int], titled: set[int]) -> list[Found]:
        """What the word cutter takes for a name, where its neighbours agree."""
        out: list[Found] = []
        last = -1
        for i, tag in enumerate(page.tags):
            if tag != "nr":
                continue
            word = page.words[i]
            if not 1 < len(word) < 4 or word[0] not in self._surnames or word[-1] in _NO_NAME:
                continue
            if word in self._never or word[:2] in self._never:
                continue
            start, end = page.starts[i], page.starts[i] + len(word)
            rule = self._beside(page, i, (start, end), spoken, titled)
            if len(word) == 3:
                if not rule and last == start - 1 and page.text[last] == "、":
                    rule = "person.list"
                    out.append(Found(last - 3, last, "person", rule, RANK))
                last = end
            if rule:
                out.append(Found(start, end, "person", rule, RANK))
        return out

    def _beside(self, page: Page, i: int, span: Span, spoken: set[int], titled: set[int]) -> str:
        """The rule by which the neighbours of word ``i`` make it a person; "" if none does."""
        text = page.text
        start, end = span
        left, right = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
        if left in "\n \u3000：" and _ALONE.match(text, end) and _FRESH.search(text, max(0, start - 12), start):
            return "person.byline"
        if end - start < 3:
            return ""
        if end in spoken:
            return "person.speech"
        if end in titled and (left in _BEFORE or left in _BESIDE):
            return "person.title"
        if left in "（(" and right in "）)":
            return "person.byline"
        if left == "的" and right in "，," and not self._growth.known(page.words[i]):
            return "person.tagged"
        return ""

    def _foreigners(self, page: Page, titles: set[int]) -> list[Found]:
        out: list[Found] = []
        if self._foreign is None:
            return out
        for a, b in page.spans:
            at = page.text.find("·", a, b)
            while at >= 0:
                found = self._foreigner(page, at, (a, b), titles)
                if found is not None:
                    out.append(found)
                    at = found.end
                at = page.text.find("·", at + 1, b)
        return out

    def _foreigner(self, page: Page, dot: int, span: Span, titles: set[int]) -> Found | None:
        """The run of transliterating characters around a dot."""
        text = page.text
        near = [t for t in range(dot - 1, max(span[0], dot - 8), -1) if t in titles and all(_HAN.match(c) for c in text[t:dot])]
        start = near[0] if near else dot
        while not near and start > span[0] and dot - start < 7 and text[start - 1] in self._transliteration:
            start -= 1
        if start not in titles and start not in page.edges and dot - start < 2:
            start = page.starts[page.index(start)]
        end = dot + 1
        while end < span[1] and (text[end] in self._transliteration or text[end] == "·"):
            end += 1
        if end not in page.edges:
            i = page.index(end)
            rest = page.starts[i] + len(page.words[i])
            end = rest if rest - end < 3 and not self._growth.known(page.words[i]) else end
        if text[end - 1] == "·":
            end -= 1
        if dot - start < 1 or end - dot < 2:
            return None
        return Found(start, end, "person", "person.foreign", RANK + 3)

    def _listed(self, page: Page, found: Sequence[Found], cues: set[int]) -> list[Found]:
        """Names that stand in a list with found ones: 记者 王一、李二二."""
        out: list[Found] = []
        text = page.text
        for person in found:
            at = person.end
            while text[at : at + 1] and text[at : at + 1] in "、 和":
                size = self._size(page, at + 1, cues, apart=True)
                if size is None or text[at + 1 + size : at + 2 + size] not in _LISTED and at + 1 + size not in cues:
                    break
                i = page.index(at + 1)
                if text[at] == " " or page.tags[i].startswith("nr") or not self._growth.known(page.words[i]):
                    out.append(Found(at + 1, at + 1 + size, "person", "person.list", RANK))
                at += 1 + size
            if text[person.start - 1 : person.start] == "、" and person.rule == "person.list":
                out += self._before(page, person.start - 1, cues)
        return out

    def _before(self, page: Page, end: int, cues: set[int]) -> list[Found]:
        """The item of a list of names that ends at ``end``."""
        for size in (3, 2):
            at = end - size
            if at > 0 and at in page.edges and page.text[at] in self._surnames and page.text[at - 1] in _BEFORE:
                if self._score(page, at, size, cues) >= 4:
                    return [Found(at, end, "person", "person.list", RANK)]
        return []

    def _again(self, page: Page, found: Sequence[Found]) -> list[Found]:
        """Every further mention of a name."""
        out: list[Found] = []
        text = page.text
        for name in {text[f.start : f.end] for f in found}:
            short = name.rsplit("·", 1)[-1]
            for form in {name, short}:
                if len(form) < 2:
                    continue
                for a, b in page.spans:
                    at = text.find(form, a, b)
                    while at >= 0:
                        if len(form) > 2 or page.whole(at, at + len(form)):
                            out.append(Found(at, at + len(form), "person", "person.again", RANK - 1))
                        at = text.find(form, at + len(form), b)
        return out
