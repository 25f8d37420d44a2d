"""Whose figure it is, as the words of its clause and of the piece before tell."""

from __future__ import annotations

from typing import Final

from extractor.linking.clauses import NOUN, Chunk, is_joint
from extractor.linking.draft import Draft
from extractor.linking.indicators import Indicators
from extractor.linking.link_words import LinkWords
from extractor.linking.phrases import Phrase, is_member, is_oblique, trimmed
from extractor.linking.place_chunks import last_word
from extractor.tokenising.wrapping import unbroken

_QUOTE: Final = "“"
_ALL: Final = "全"
# How a subject was told that stands between two counts.
WHENCE: Final = "what is counted before it"
_FLOWING: Final = frozenset({"flow", "rate", "price"})


class Owners:
    """Fills the subjects of one sentence's drafts where the clause names them."""

    __slots__ = ("indicators", "national", "text", "words")

    def __init__(self, indicators: Indicators, words: LinkWords, national: frozenset[str], text: str) -> None:
        self.indicators = indicators
        self.words = words
        self.national = national
        self.text = text

    def is_counted(self, words: str) -> bool:
        """Whether a phrase ends in something that can be counted."""
        return self.indicators.thing(words) is not None

    def people(self, phrase: Phrase) -> str:
        """6434万|农村人口|饮水安全问题: the people that a number without a unit counts."""
        words = ""
        for part in phrase.parts[:-1]:
            words += part.word
            head = self.indicators.head(words, True)
            if head is not None and head.counted and head.category == "people":
                return words
        return ""

    def left(self, chunks: list[Chunk], low: int, draft: Draft, at: int) -> None:
        """The subject is the phrase or name before the verb that governs the indicator, which stands at ``at``."""
        for i in range(at - 1, -1, -1):
            chunk = chunks[i]
            letter = chunk.letter
            if letter in "SPGOK" and (is_oblique(chunks, i, self.words) or (i and chunks[i - 1].word in self.words.ranked)):
                continue
            if (letter == "G" and chunk.word in self.words.here) or (letter in "POK" and is_member(chunks, i, draft.index)):
                continue
            if letter in "PGOK" and i and chunks[i - 1].letter == "H":
                # 我国|占|世界|经济的比重: the whole
                continue
            if letter == "P" and i and last_word(chunks[i - 1]).endswith(self.words.reaching_to):
                # 通达|欧洲|25个国家
                continue
            if letter == "P" and i + 2 == draft.index and chunks[i + 1].letter == NOUN and _is_list(chunks, i + 1, draft):
                # 晋冀鲁豫|大宗商品走廊等|50余个合作事项
                continue
            if letter in "PGOK" and describes(chunks, i, draft, self.words, self.national):
                continue
            if letter == NOUN and (_is_object(chunks, i, self.words) or _is_list(chunks, i, draft) or _is_aside(chunks, i, self.words)):
                continue
            if letter == "E" and self.text.endswith(self.words.editors, 0, chunk.start):
                continue
            if letter == NOUN and i > 0 and chunks[i - 1].letter == "Q":
                self._counted(chunks, i, draft, at)
                return
            if letter == NOUN:
                found = self._owner(chunks, i, draft)
                if found is not None:
                    # 甘肃|冬小麦, 宁夏|相关部门: a name right before belongs to it.
                    named = i > 0 and chunks[i - 1].letter in "PGOK" and chunks[i - 1].end == found.start
                    if named and is_oblique(chunks, i - 1, self.words):
                        # 公司向|徐工|重型|定购
                        continue
                    start = chunks[i - 1].start if named else found.start
                    draft.give(unbroken(self.text, start, found.end), "its clause", start, found.end)
                    return
            elif letter == "G" and chunk.word in self.national:
                if not chunk.word.startswith(_ALL):
                    draft.give(chunk.word, "its clause", chunk.start, chunk.end)
                return
            elif letter in "PGOKE" or (letter == "L" and _is_programme(chunks, i)):
                start = _list_start(chunks, i)
                draft.give(self.text[start : chunk.end].replace("\n", ""), "its clause", start, chunk.end)
                return
            elif letter == "Q":
                return
            if draft.verb == "" and letter in "Wv":
                draft.verb = chunk.word

    def _owner(self, chunks: list[Chunk], i: int, draft: Draft) -> Phrase | None:
        """The phrase of a chunk where it can own a figure; 新增 before it left off."""
        found = trimmed(chunks[i], self.words)
        if found is None:
            return None
        if found.parts[0].letter == "Y" and len(found.parts) > 1:
            # 新增|农村劳动力|转移就业4万人: a part of what is added.
            return None
        if found.parts[-1].letter == "Y" and len(found.parts) > 1:
            found = Phrase(found.parts[:-1])
        words = found.text(self.text)
        if words.endswith(self.words.magnitude) or self._flows(words):
            return self._measured(found, words)
        if i == draft.index - 1 and chunks[i].parts[-1].letter == "j" and not self.is_counted(words):
            # 我国重点培育的25个集群: what stands before 的 tells which, not whose.
            return None
        return found if self._can_own(words) else None

    def _flows(self, words: str) -> bool:
        """铝价将上冲1.8万元, 产需缺口转为盈余: what is no thing but how much or how dear."""
        head = self.indicators.head(words, False)
        if head is None or head.counted or head.bare or head.nature not in _FLOWING or words.startswith(self.words.society):
            return False
        return head.category == "price" or words.endswith(self.words.own_end) or self.indicators.ending(words) != ""

    def _measured(self, found: Phrase, words: str) -> Phrase | None:
        """中国|铜需求|增速, 地区生产总值|迈上万亿台阶: a magnitude owns nothing; the thing that it is of does."""
        head = self.indicators.head(words, False)
        if head is None or head.counted or head.bare:
            return found
        of = self.indicators.attribute(words, head)
        if len(of) < 2:
            return None
        size = 0
        for n, part in enumerate(found.parts, 1):
            size += len(part.word)
            if size == len(of):
                return Phrase(found.parts[:n]) if self._can_own(of) and self.is_counted(of) else found
        return found

    def _counted(self, chunks: list[Chunk], i: int, draft: Draft, at: int) -> None:
        """The noun behind a count: 18个行业的|2255家企业 owns the next count, 25个集群|完成产值 what it does."""
        chunk = chunks[i]
        if i > 1 and chunks[i - 2].word in self.words.belonging:
            # 来自219个国家和地区的28万名采购商: where they come from, not whose they are.
            return
        if chunk.parts[-1].letter in "sc" or any(p.letter == "s" for c in chunks[i + 1 : draft.index] for p in c.parts):
            # 实施20项科技项目、转化100项成果, 478家企业关改搬转、12480个排污口整治
            return
        if self.text[chunk.start : chunk.end].rstrip("的").endswith(self.words.lands):
            # 24个国家的195个城市
            return
        if i == draft.index - 1 and _is_counted_owner(chunks, i):
            draft.give(self.text[chunk.start : chunk.end].rstrip("的"), WHENCE, chunk.start, chunk.end)
            return
        acts = i < at and chunks[i + 1].letter in "WvVUDX" and chunk.start - chunks[i - 1].end <= 1
        found = trimmed(chunk, self.words) if acts and chunks[i - 1].obj.unit_class == "count" else None
        if found is not None and self._can_own(found.text(self.text)):
            draft.give(found.text(self.text), "its clause", found.start, found.end)

    def named(self, chunks: list[Chunk], draft: Draft) -> None:
        """A name in the figure's own clause (美国下降3.7%), unless it is what is compared or dealt with."""
        at = next((i for i in range(draft.index - 1, -1, -1) if chunks[i].letter in "POKQ"), -1)
        if at < 0 or chunks[at].letter == "Q" or is_oblique(chunks, at, self.words) or (at and chunks[at - 1].letter in "He"):
            return
        if at and chunks[at - 1].word in self.words.ranked:
            return
        if is_member(chunks, at, draft.index):
            return
        draft.give(chunks[at].word, "its clause", chunks[at].start, chunks[at].end)

    def belonging(self, chunks: list[Chunk], draft: Draft) -> None:
        """有6家来自装备制造业: what the counted ones belong to owns the figure."""
        at = draft.index + 1
        if draft.quantity.unit_class == "count" and at + 1 < len(chunks) and chunks[at].word in self.words.belonging:
            owner = chunks[at + 1]
            found = trimmed(owner, self.words) if owner.letter == NOUN else None
            words = found.text(self.text) if found is not None else owner.word
            if len(words) >= 2 and owner.letter in "SPOK":
                draft.give(words, "what they belong to", owner.start, owner.end)

    def place(self, chunks: list[Chunk], draft: Draft) -> None:
        """近50%的创新中心在重点集群布局: the place behind 在 owns the share."""
        for i in range(draft.index + 1, len(chunks) - 1):
            if chunks[i].word == "在" and chunks[i + 1].letter == NOUN:
                found = trimmed(chunks[i + 1], self.words)
                if found is not None:
                    draft.give(found.text(self.text), "where it is", found.start, found.end)
                return

    def topic(self, pieces: list[list[Chunk]], draft: Draft, last: Draft) -> None:
        """其中食品类涨势猛烈，同比上涨13.4%: the piece before, without a figure of its own, says whose it is."""
        if draft.clause is last.clause or draft.piece < 1 or draft.kind not in ("growth", "share", "change"):
            return
        chunks = [c for c in pieces[draft.piece - 1] if c.letter not in "TCd"]
        if any(c.letter == "Q" for c in chunks) or not chunks:
            return
        marked = chunks[0].letter == "Z"
        named = [c for c in chunks[1:] if c.letter not in "B"] if marked else chunks
        if marked and named and named[0].letter in "POK":
            self._names(named, draft)
            return
        found = self._spoken_of(named)
        if found is None:
            return
        ends = [n for n, p in enumerate(found.parts, 1) if p.word.endswith(self.words.class_end)]
        if ends:
            found = Phrase(found.parts[: ends[-1]])
        words = self.indicators.solid(found.text(self.text))
        if len(words) >= 2 and (marked or ends):
            draft.give(words, "the topic before it", found.start, found.end)

    def _spoken_of(self, chunks: list[Chunk]) -> Phrase | None:
        """The noun phrase that comes first, a verb joined to it before and 发展 behind it (安防|电子产品|发展)."""
        joined = len(chunks) > 1 and chunks[0].letter in "vW" and chunks[1].letter == NOUN and chunks[0].end == chunks[1].start
        noun = chunks[1] if joined else chunks[0] if chunks else None
        found = trimmed(noun, self.words) if noun is not None and noun.letter == NOUN else None
        if found is None:
            return None
        parts = found.parts[:-1] if len(found.parts) > 1 and found.parts[-1].word in self.words.going else found.parts
        return Phrase([chunks[0], *parts] if joined else parts)

    def _names(self, chunks: list[Chunk], draft: Draft) -> None:
        """其中对金砖国家及欧盟的增长最为迅速，增幅超过3成: the names that the growth is of."""
        last = chunks[0]
        for chunk in chunks[1:]:
            if chunk.letter in "POK":
                last = chunk
            elif chunk.letter != NOUN or any(p.letter not in "sc" for p in chunk.parts):
                break
        draft.give(self.text[chunks[0].start : last.end], "the topic before it", chunks[0].start, last.end)

    def _can_own(self, words: str) -> bool:
        if len(words) < 2 or words in self.indicators.never_owners or words.startswith(self.words.each):
            return False
        return not words.endswith(self.words.manner)


def _is_counted_owner(chunks: list[Chunk], i: int) -> bool:
    """18个|行业的|2255家企业: the noun between two counts owns the second."""
    counted = chunks[i - 1].obj.unit_class == "count" and chunks[i + 1].obj.unit_class == "count"
    return counted and chunks[i].start - chunks[i - 1].end <= 1 and all(p.letter not in "scB" for p in chunks[i].parts)


def _is_programme(chunks: list[Chunk], i: int) -> bool:
    """“西电东送”|累计|送电量: whether a policy in quotes leads its piece and does something."""
    leads = all(c.letter in "TdB" for c in chunks[:i])
    return leads and chunks[i].word.startswith(_QUOTE) and i + 1 < len(chunks) and chunks[i + 1].letter in "VvWd"


def _list_start(chunks: list[Chunk], i: int) -> int:
    """Where the list of names begins that ends with the one at ``i``: 陕西、宁夏、新疆|等地快递量, 中|韩|签订."""
    while i > 0 and chunks[i].letter in "POK":
        if chunks[i - 1].letter in "POK" and chunks[i - 1].end == chunks[i].start and chunks[i].end - chunks[i].start == 1:
            i -= 1
        elif i > 1 and chunks[i - 2].letter in "POK" and is_joint(chunks[i - 1]):
            i -= 2
        else:
            break
    return chunks[i].start


def _is_list(chunks: list[Chunk], i: int, draft: Draft) -> bool:
    """国债、绿色债等10个品种, 工业、农业、服务业三类: the list before a count is what is counted."""
    parts = chunks[i].parts
    at = draft.index
    if parts[-1].letter == "s" and not (i > 0 and chunks[i - 1].letter == "Q"):
        # 省级零碳、近零碳工厂: a list that is not at its end.
        return True
    listed = sum(p.letter == "s" for p in parts)
    if i == at - 1:
        return parts[-1].word == "等" or (listed > 0 and listed + 1 == draft.value)
    # 重点培育机器人、生物|制造|、新材料等20个产业: the cut took a verb out of the list.
    return listed > 0 and (
        chunks[at - 1].word.endswith("等") or any(c.letter == NOUN and c.parts[0].letter == "s" for c in chunks[i + 1 : at])
    )


def describes(chunks: list[Chunk], i: int, draft: Draft, words: LinkWords, national: frozenset[str]) -> bool:
    """评选首批|巴渝|“土特产”, 吸纳|京津|技术合同: a name between a verb and its object belongs to the object."""
    name = chunks[i]
    if name.letter == "G" and name.word not in national:
        return False
    at, last = i - 1, i
    # 举办|中|俄|文化大集
    while at >= 0 and (chunks[at].letter == "d" or _is_paired(chunks, at)):
        at -= 1
    while last + 1 < len(chunks) and _is_paired(chunks, last):
        last += 1
    if at < 0 or chunks[at].letter not in "WvY" or chunks[at].word in words.causing or last + 1 >= len(chunks):
        return False
    name, behind_it = chunks[last], chunks[last + 1]
    counted = last + 1 == draft.index and (name.letter != "O" or draft.quantity.unit_class == "count")
    return behind_it.start == name.end and (behind_it.letter == NOUN or counted)


def _is_paired(chunks: list[Chunk], i: int) -> bool:
    """中|俄: whether the place at ``i`` and the next are written as one."""
    return i + 1 < len(chunks) and chunks[i].letter == chunks[i + 1].letter == "P" and chunks[i].end == chunks[i + 1].start


def _is_aside(chunks: list[Chunk], i: int, words: LinkWords) -> bool:
    """与|13日|持平, 过渡期以来|发放, 居|全国|产煤省区|首位: what is compared with, since when, and where."""
    parts = chunks[i].parts
    if (i == 0 and len(parts) > 1 and parts[0].word in words.oblique) or parts[-1].word.endswith(words.once):
        return True
    return i > 1 and chunks[i - 1].letter in "GP" and chunks[i - 2].word in words.ranked


def _is_object(chunks: list[Chunk], i: int, words: LinkWords) -> bool:
    """开通|网络|祭扫|平台: a noun right behind a verb is its object or a part of it, unless it goes on to do something itself."""
    if i > 0 and chunks[i - 1].end == chunks[i].start and chunks[i - 1].word in words.performing:
        return True
    at = i - 1
    while at > 0 and chunks[at].letter in "POKG" and chunks[at].end == chunks[at + 1].start:
        # 推出|长江经济带|高质量发展
        at -= 1
    if at < 0 or chunks[at].letter not in "Wv" or chunks[at].end != chunks[at + 1].start:
        return False
    behind_it = next((c for c in chunks[i + 1 :] if c.letter != "d"), None)
    return behind_it is None or behind_it.letter not in "WVUDXM"
