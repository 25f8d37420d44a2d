"""Whose figure it is where its clause does not say: the sentence's subject, its topic, the paragraph's, the place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from extractor.linking.asides import begins_list, is_aside, is_partner, stands_with
from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.document import COUNTRY
from extractor.linking.draft import Draft
from extractor.linking.holders import can_hold, only_describes
from extractor.linking.indicators import Indicators
from extractor.linking.link_words import LinkWords
from extractor.linking.lists import PARTNER
from extractor.linking.memory import Paragraph
from extractor.linking.owners import WHENCE, describes
from extractor.linking.phrases import is_member, is_oblique
from extractor.linking.scope import Scope
from extractor.linking.scope_order import ends_item
from extractor.linking.sources import Said
from extractor.linking.spoken_of import HOLDERS, SpokenOf
from extractor.linking.subject_signs import (
    firm_of,
    goes_on_about,
    is_elsewhere,
    is_governed,
    is_made,
    is_part,
    is_within,
    leading,
    of_whole_place,
    opens,
    same_verb,
)

_OUR: Final = "我"
_ALL: Final = "全"
_NAMES: Final = frozenset("POKGE")
_MADE: Final = ("production", "capacity")
# How far behind its employer's name a speaker's may stand: 泰衡证券分析师魏东.
_POST: Final = 12
# In characters: how near the word for the nation stands to a figure of it.
_NEAR: Final = 12
# How many pieces of its sentence a figure looks back over for its subject.
_REACH: Final = 16
_SOCIETY: Final = "the society that its indicator begins with"
_OWN: Final = ("its clause", "the figure before it")
_ITSELF: Final = "what grows or is shared itself"
_TURN: Final = "its turn in the list"


class Subjects:
    """Fills the subjects that the clauses left open."""

    def __init__(self, indicators: Indicators, deictic: dict[str, str], words: LinkWords, is_media: Callable[[str], object]) -> None:
        self.is_media = is_media
        self.words = words
        self.indicators = indicators
        self.nation = frozenset(w for w, s in deictic.items() if s == "nation")
        self.whole = next((w for w, s in deictic.items() if s == "nation"), "")
        self.world = frozenset(w for w, s in deictic.items() if s == "world")
        self.ours = frozenset(w for w, s in deictic.items() if w.startswith(_OUR) or (s == "any" and w.startswith(_ALL))) - self.nation
        self.spoken_of = SpokenOf(indicators, words, self.world)

    def fill(
        self, text: str, pieces: list[list[Chunk]], drafts: list[Draft], paragraph: Paragraph, scope: Scope, said: Sequence[Said]
    ) -> None:
        """Fill ``drafts``; remember the sentence's topic in ``paragraph``."""
        speakers = {s.start for s in said if s.person or not scope.is_firm(s.name)} | self._apart(text, pieces)
        voices = speakers | {s.start for s in said}
        previous: Draft | None = None
        if not scope.document.annual:
            paragraph.event = self.spoken_of.fair(text, pieces) or paragraph.event
        paragraph.itself = self._itself(pieces) or paragraph.itself
        for draft in drafts:
            if draft.subject in self.words.itself:
                draft.subject = self._firm(pieces, draft, scope, said) or firm_of(paragraph, scope.document) or draft.subject
            if previous is not None and draft.origin.get("subject", ("", 0))[:2] == ("the figure before it", previous.quantity.start):
                draft.subject = previous.subject
                previous = draft
                continue
            self._owned(text, pieces, draft, scope, speakers, voices)
            if paragraph.event is not None and (draft.how("subject") == WHENCE or self.spoken_of.names_fair(draft.subject)):
                # 来自29个国家和地区的202家企业, 博览会主题…: of the fair itself
                draft.subject = ""
            if not draft.subject:
                self._one(text, pieces, draft, paragraph, scope, speakers, previous)
            if draft.subject in self.ours and scope.document.place_name and scope.local:
                # 我省, 全域 in a text of Shanxi
                draft.subject = scope.document.place_name
            if scope.document.annual and scope.local:
                of_whole_place(draft, pieces, scope.document)
            if not only_describes(draft) and draft.how("subject") != _SOCIETY:
                previous = draft
        if scope.document.kind == "news":
            paragraph.works = self._works(text, pieces, speakers) or paragraph.works
        if paragraph.event is not None:
            return
        event = self.spoken_of.event(text, pieces, len(pieces) - 1) if drafts else None
        if event is not None:
            paragraph.topic = Chunk("K", event.start, event.end, event.text(text))
            return
        for chunks in pieces:
            for chunk in chunks:
                if self._is_topic(chunk, scope, speakers):
                    if chunk.letter == "O" and self._is_firm(chunk.word, scope):
                        paragraph.firm_name = paragraph.firm_here = chunk.word
                    paragraph.topic = chunk
                    return

    def _one(
        self,
        text: str,
        pieces: list[list[Chunk]],
        draft: Draft,
        paragraph: Paragraph,
        scope: Scope,
        speakers: set[int],
        previous: Draft | None,
    ) -> None:
        document = scope.document
        counted = self.spoken_of.counted(pieces, draft, previous)
        if counted is not None:
            draft.give(counted.indicator, "what was counted before it", counted.quantity.start, counted.quantity.end)
            return
        dealt = draft.how("subject") == _TURN
        if previous is not None and previous.subject and not dealt and same_verb(pieces, previous, draft):
            draft.give(previous.subject, "the figure before it", previous.quantity.start, previous.quantity.end)
            return
        if paragraph.event is not None and paragraph.event.start < draft.quantity.start:
            draft.give(paragraph.event.word, "the event spoken of", paragraph.event.start, paragraph.event.end)
            return
        made = self.spoken_of.made(text, pieces, draft)
        if made is not None:
            draft.give(made.text(text), "what the clause before set up", made.start, made.end)
            return
        if previous is None and paragraph.before is not None and paragraph.before.subject and is_part(pieces):
            last = paragraph.before
            draft.give(last.subject, "the figure before it", last.quantity.start, last.quantity.end)
            return
        among = self.spoken_of.among(pieces, draft)
        if among is not None:
            draft.give(among.text(text), "what it is a part of", among.start, among.end)
            return
        world = self.spoken_of.whole_world(pieces, draft)
        if world is not None and not draft.location:
            draft.give(world.word, "the topic", world.start, world.end)
            return
        event = self.spoken_of.event(text, pieces, draft.piece)
        if event is not None and (previous is None or previous.piece < draft.piece):
            draft.give(event.text(text), "the event spoken of", event.start, event.end)
            return
        goods = self.spoken_of.goods(text, draft)
        if goods:
            draft.give(goods, "the goods spoken of")
            return
        priced = "" if document.annual else self.spoken_of.priced(text, pieces, draft)
        if priced:
            draft.give(priced, "the goods spoken of")
            return
        aspect = None if scope.local else self.spoken_of.aspect(text, pieces, draft)
        if aspect is not None:
            draft.give(aspect.text(text), "the aspect spoken of", aspect.start, aspect.end)
            return
        if previous is not None and not (document.annual and scope.local) and is_made(previous) and is_made(draft):
            # 钢材增长46%，水泥增长40%
            draft.give(draft.indicator, _ITSELF)
            return
        if document.annual and scope.local and draft.piece and self._acts(pieces[0], scope) and goes_on_about(text, pieces, draft):
            first = pieces[0][0]
            draft.give(first.word, "its sentence's subject", first.start, first.end)
            return
        named = self._named(text, pieces, draft, scope, speakers)
        # 对东盟进出口: whom one trades with owns nothing.
        owner = "" if draft.how("subject") == PARTNER else self.indicators.attribute(draft.indicator, draft.head)
        local = named is not None and not (named.letter == "G" and named.word in self.nation)
        society = next((w for w in self.words.society if draft.indicator.startswith(w)), "")
        if (len(owner) >= 2 or society) and not scope.local and not local:
            society = "" if society and owner.startswith(society) else society
            draft.give(society or owner, _SOCIETY if society and not society.startswith(_ALL) else "the indicator's attribute")
            return
        phrase, at = (
            self.spoken_of.leading_phrase(text, pieces, draft, speakers) if not scope.document.annual or not scope.local else ("", -1)
        )
        if phrase and (named is None or not local):
            draft.give(phrase, "its sentence's subject", at, at + len(phrase))
        elif named is not None and local:
            draft.give(named.word, "the topic", named.start, named.end)
        elif named is not None and not scope.local and opens(pieces[draft.piece], named) and draft.quantity.start - named.end < _NEAR:
            # 至此，全国|832个贫困县: the nation, named in the figure's own clause
            draft.give(named.word, "the topic", named.start, named.end)
        elif previous is not None and previous.subject and self._hands_on(previous, scope):
            draft.give(previous.subject, "the figure before it", previous.quantity.start, previous.quantity.end)
        elif named is not None:
            draft.give(named.word, "the topic", named.start, named.end)
        elif (
            paragraph.topic is not None
            and paragraph.topic.word not in self.nation
            and not (document.annual and scope.local and paragraph.topic.letter == "P")
        ):
            draft.give(paragraph.topic.word, "the paragraph's topic", paragraph.topic.start, paragraph.topic.end)
        elif paragraph.itself:
            draft.give(firm_of(paragraph, document) or paragraph.itself, "the firm spoken of")
        elif paragraph.works:
            draft.give(paragraph.works, "the project spoken of")
        elif document.place_name:
            draft.give(document.place_name, "the document")
        elif draft.kind in ("share", "growth") and draft.how("indicator") == "its clause" and self._is_thing(draft):
            draft.give(draft.indicator, _ITSELF)
        elif document.industry:
            draft.give(document.industry, "the document's industry")
        elif draft.location != (COUNTRY,) and (document.sole_firm or (document.firm and draft.indicator.endswith(self.words.firm_account))):
            # 亨通光电拟扩大产能。…项目建成后，年产电缆380公里: nothing else is spoken of.
            draft.give(document.sole_firm or paragraph.firm_name, "the firm of the text")
        elif draft.location == (COUNTRY,) and self.whole:
            inner = self.indicators.within(draft.indicator)
            draft.give(inner or self._nation(pieces, draft), "the indicator's attribute" if inner else "the nation")

    def _hands_on(self, previous: Draft, scope: Scope) -> bool:
        """Whether the figure before may say whose the next is; 企业利润增长21%；财政收入增长7.4% of a yearly report are each of its own."""
        annual = scope.document.annual
        if scope.local:
            return not annual and self._leads(previous)
        return not annual or previous.how("subject") != "the indicator's attribute"

    def _leads(self, previous: Draft) -> bool:
        """二期工程年处理铁矿石3000万吨，生产铁精粉1000万吨: the thing that its clause names goes on to act."""
        head = self.indicators.head(previous.subject, True) if previous.how("subject") in _OWN else None
        return head is not None and head.counted

    def _is_thing(self, draft: Draft) -> bool:
        """钛白粉约占钛原料市场的90%: no magnitude but the thing that has it."""
        return draft.head is not None and draft.head.counted and len(draft.indicator) > 2 and draft.head.category in ("production", "other")

    def _nation(self, pieces: list[list[Chunk]], draft: Draft) -> str:
        """The word for the nation that the sentence uses (占全国的), else the first of the rules."""
        told = [c.word for chunks in pieces[: draft.piece + 1] for c in chunks if c.letter == "G" and c.word in self.nation]
        return told[-1] if told else self.whole

    def _owned(self, text: str, pieces: list[list[Chunk]], draft: Draft, scope: Scope, speakers: set[int], voices: set[int]) -> None:
        """An indicator that is one term of the lexicon (工业投资) belongs to the place that its sentence names."""
        priced = self.indicators.priced(draft.indicator)
        if draft.how("subject") == "the indicator's attribute" and not priced:
            named = self._named(text, pieces[draft.piece : draft.piece + 1], draft, scope, speakers, 0)
            holds = draft.subject.endswith(self.words.owner_end) or self.indicators.person(draft.subject) is not None
            thing = not holds and not (scope.document.annual and scope.local)
            if named is not None and thing and not is_governed(pieces[draft.piece], named, self.words):
                # 大秦铁路今年的煤炭运量, 全国完成电力市场交易电量: a name in its clause goes before what the indicator is of.
                draft.give(named.word, "the topic", named.start, named.end)
                return
            maker = self._maker(text, pieces, draft, scope, voices) if named is None and thing else None
            if maker is not None:
                draft.give(maker[0], "its sentence's subject", maker[1], maker[1] + len(maker[0]))
                return
            if named is None and draft.indicator in self.indicators.measured:
                named = next((c for p in pieces[: draft.piece] for c in leading(p) if self._is_topic(c, scope, speakers)), None)
            if named is not None and named.letter == "P" and draft.indicator in self.indicators.measured:
                draft.give(named.word, "the topic", named.start, named.end)
        annual = scope.document.annual and scope.local
        if annual and draft.how("subject") == "the indicator's attribute" and not draft.subject.endswith(self.words.owner_end):
            draft.subject = ""
        if annual and draft.how("subject") == "its clause":
            # 国家科技人才9名, 国内旅行社145家: of the nation only by name.
            nation = draft.subject in self.nation or draft.subject in self.world
            if nation or not can_hold(draft, self.indicators, self.words):
                draft.subject = ""

    def _apart(self, text: str, pieces: list[list[Chunk]]) -> set[int]:
        """Where reporters (编辑 张海妮) and leaders (以某某同志为核心) stand, and bodies that only count or host (国家统计局统计的)."""
        return {
            c.start
            for p in pieces
            for c in p
            if (c.letter == "E" and text.endswith(self.words.editors, max(0, c.start - _POST), c.start))
            or (c.letter == "O" and (text.startswith(self.words.counting, c.end) or self.words.hosting.match(text, c.end) is not None))
            or (c.letter in "EO" and text.startswith(self.words.leading, c.end))
        }

    def _is_topic(self, chunk: Chunk, scope: Scope, speakers: set[int]) -> bool:
        if (
            chunk.letter not in _NAMES
            or chunk.start in speakers
            or any(0 <= s - chunk.end < _POST for s in speakers if chunk.letter == "O")
            or chunk.word in self.world
            or chunk.word in self.words.here
        ):
            return False
        if chunk.letter == "O" and self.is_media(chunk.word):
            return False
        if scope.document.annual and scope.local:
            if chunk.letter == "P":
                return is_within(chunk, scope.document.place)
            return chunk.letter == "G" and chunk.word not in self.nation
        return not (chunk.letter == "G" and chunk.word in self.nation and scope.local)

    def _named(
        self, text: str, pieces: list[list[Chunk]], draft: Draft, scope: Scope, speakers: set[int], piece: int | None = None
    ) -> Chunk | None:
        """The nearest name before the figure in its sentence, ``piece`` being the figure's among ``pieces``."""
        piece = draft.piece if piece is None else piece
        over = False
        aside: Chunk | None = None
        for number in range(piece, max(-1, piece - _REACH), -1):
            chunks = pieces[number]
            over = over or (number < piece and scope.one_place and ends_item(text, pieces, number + 1))
            stop = draft.index if number == piece else len(chunks)
            low = 0 if number == piece or not (scope.document.annual and scope.local) else None
            for chunk in reversed(chunks[:stop]) if low == 0 else leading(chunks):
                if not self._is_topic(chunk, scope, speakers) or (chunk.letter == "P" and is_partner(chunks, chunk, self.words)):
                    continue
                at = chunks.index(chunk)
                if number == draft.piece and describes(chunks, at, draft, self.words, self.nation):
                    continue
                if number < draft.piece and (stands_with(chunks, at, aside) or is_aside(chunks, at, self.words)):
                    aside = chunk
                    continue
                if number < draft.piece and scope.one_place and (begins_list(chunks, at) or is_elsewhere(chunk, draft)):
                    continue
                if over and chunk.letter != "G":
                    # Behind a semicolon only 我市 still holds.
                    continue
                if at and ((chunk.letter == "G" and chunks[at - 1].letter in "He") or chunks[at - 1].word in self.words.ranked):
                    # 任务量占全国近一半, 居中国西部第1
                    continue
                if number < draft.piece or not is_member(chunks, at, draft.index):
                    return chunk
        return None

    def _acts(self, chunks: list[Chunk], scope: Scope) -> bool:
        """包钢集团|要全力突围: whether a firm, works or zone begins the sentence of a report, alone."""
        first, behind = chunks[0], chunks[1:2]
        thing = (first.letter == "K" and first.word[0].isalnum()) or (
            first.letter == "O" and (self._is_firm(first.word, scope) or first.word.endswith(self.words.site))
        )
        # 延长石油增产工程、碳纤维等项目建成: one of several
        return (
            thing and bool(behind) and not any(p.letter in "scr" or p.word == "等" for c in chunks[1:] if c.letter == NOUN for p in c.parts)
        )

    def _is_firm(self, name: str, scope: Scope) -> bool:
        """Whether 公司 may point to a body; the home in its full name still says where its figures hold."""
        return name.endswith(self.words.firm_end) or scope.is_firm(name)

    def _firm(self, pieces: list[list[Chunk]], draft: Draft, scope: Scope, said: Sequence[Said]) -> str:
        """The firm that the sentence has named before the figure, rather one that does not speak; none that it buys from (向徐工定购)."""
        starts = {s.start for s in said}
        named = [
            c
            for number in range(draft.piece + 1)
            for i, c in enumerate(pieces[number])
            if c.letter == "O"
            and c.start < draft.quantity.start
            and self._is_firm(c.word, scope)
            and not is_oblique(pieces[number], i, self.words)
        ]
        # 菲亚特汽车公司预测，该公司将少销售10万辆: who speaks, where no other is named.
        found = [c for c in named if c.start not in starts] or named
        return found[-1].word if found else ""

    def _maker(self, text: str, pieces: list[list[Chunk]], draft: Draft, scope: Scope, speakers: set[int]) -> tuple[str, int] | None:
        """炼油厂位于沿海，原油日加工能力为21万桶: who makes so much, where the sentence began with it; and where it stands."""
        if draft.kind != "level" or draft.category not in _MADE or any(c.letter in _NAMES for c in pieces[draft.piece][: draft.index]):
            return None
        for number in range(draft.piece - 1, max(-1, draft.piece - _REACH), -1):
            if ends_item(text, pieces, number + 1):
                return None
            first = next(iter(leading(pieces[number])), None)
            named = first is not None and first.letter == "O" and self._is_topic(first, scope, speakers)
            if first is not None and named and self._is_firm(first.word, scope):
                return first.word, first.start
            words, at = self.spoken_of.lead(text, pieces, number, speakers)
            head = self.indicators.head(words, True) if len(words) > 1 and not any(c.letter == "Q" for c in pieces[number]) else None
            if head is not None and head.category in HOLDERS:
                return words, at
        return None

    def _works(self, text: str, pieces: list[list[Chunk]], speakers: set[int]) -> str:
        """沿江高速项目采用…: the project that the sentence begins with."""
        opening = next((n for n, p in enumerate(pieces) if any(c.letter not in "TdB" for c in p)), -1)
        lead = self.spoken_of.lead(text, pieces, opening, speakers)[0] if opening >= 0 else ""
        works = self.indicators.thing(lead) if len(lead) > 1 and "的" not in lead else None
        return lead if works is not None and works.category == "projects" else ""

    def _itself(self, pieces: list[list[Chunk]]) -> str:
        """公司扭转颓势，…: the word for the firm where it begins a piece."""
        for chunks in pieces:
            for chunk in leading(chunks):
                if chunk.letter == NOUN and chunk.parts[0].word in self.words.the_firm:
                    return chunk.parts[0].word
        return ""
