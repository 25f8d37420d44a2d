"""What holds over clauses: period, place, basis and status, inherited in a stated order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from extractor.finding.periods import Time
from extractor.linking.clauses import NOUN, Chunk
from extractor.linking.document import COUNTRY, Document
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.times import Times
from extractor.linking.turns import is_source, pairs

_ANNOUNCED_DAYS = 40


class Paragraph:
    """What earlier sentences of the paragraph left for the later ones."""

    __slots__ = ("basis", "firm", "firm_name", "itself", "last", "noted", "place", "place_span", "time", "topic")

    def __init__(self, firm_name: str = "") -> None:
        self.time: Time | None = None
        self.place: tuple[str, ...] = ()
        self.place_span: tuple[int, int] = (-1, -1)
        self.basis: str | None = None
        self.last: Draft | None = None
        self.topic: Chunk | None = None
        self.firm = False
        self.firm_name = firm_name
        # 公司 or the like where the paragraph speaks of a firm as "the company".
        self.itself = ""
        self.noted = False


def codes_of(chunk: Chunk) -> tuple[str, ...]:
    """The adcodes or ISO codes of a place mention."""
    return tuple(c for c in (chunk.obj.unit or "").split("|") if c)


_DATELINE = re.compile(r"[^，,。]{0,3}\d{1,2}月\d{1,2}日[电讯]|\d{1,2}日[电讯]|电(?=[（( ，,])")
_COUNTED_LIST = re.compile(r"等(?:地的?)?\d+个")


class Scope:
    """Fills period, location, basis and status of the drafts of one sentence."""

    def __init__(
        self,
        document: Document,
        deictic: Mapping[str, str],
        is_firm: Callable[[str], bool],
        inner: Mapping[int, tuple[str, ...]],
        words: LinkWords,
    ) -> None:
        self.is_firm = is_firm
        self.document = document
        self.deictic = deictic
        self.inner = inner
        self._villages: dict[str, tuple[str, ...]] = {}
        self.item: tuple[str, ...] | None = None
        self.words = words
        self.times = Times(document, words)
        self.local = bool(document.place) and document.place != (COUNTRY,)

    def begin_item(self, text: str, start: int, mentions: Sequence[Any]) -> None:
        """A bold subhead begins a new item of a newsflash, about the place that it names, if any."""
        if not text.startswith("**", start):
            return
        places = [m for m in mentions if getattr(m, "kind", "") == "place" and (m.unit or "")[:1].isdigit()]
        self.item = tuple((places[0].unit or "").split("|")) if places else None

    def fill(
        self,
        text: str,
        pieces: Sequence[list[Chunk]],
        drafts: Sequence[Draft],
        paragraph: Paragraph,
        targets: set[str],
        reported: bool = False,
    ) -> None:
        """Fill ``drafts``; remember in ``paragraph`` what later sentences inherit."""
        by_piece: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_piece.setdefault(draft.piece, []).append(draft)
        time: Time | None = None
        compared: Time | None = None
        local: Time | None = None
        first: Time | None = None
        flowing = False
        target = False
        place: tuple[str, ...] = ()
        place_span = (-1, -1)
        leading = 0
        firm = False
        last_index = {d.piece: d.index for d in drafts}
        for number, chunks in enumerate(pieces):
            self._note_villages(chunks)
            if leading < 0:
                place, place_span = (), (-1, -1)
            found = self._place_of(text, chunks[: last_index[number]] if number in last_index else chunks, _ranked(chunks))
            if found is not None:
                place, place_span = found
                # In a report on one place another place holds on only where it stands first.
                first_there = next((c.start for c in chunks if c.letter not in "TdB"), -1)
                leading = 0 if not (self.local and self.document.annual) or place_span[0] <= first_there else -1
            dealt: list[tuple[tuple[str, ...], str]] = []
            average: Time | None = None
            waiting = iter(by_piece.get(number, ()))
            draft = next(waiting, None)
            for i, chunk in enumerate(chunks):
                letter = chunk.letter
                if letter == "T" and chunk.obj.period is not None and text[chunk.end : chunk.end + 1] not in self.words.wire:
                    if i and chunks[i - 1].word in self.words.sources:
                        local = chunk.obj
                    elif chunk.obj.plan and time is not None and any(c.letter == "C" and c.obj.reading == "average" for c in chunks):
                        # “十四五”期间年均增长12% among targets of one year holds for the average alone.
                        average = chunk.obj
                    else:
                        time = chunk.obj
                        first = first or (None if time.now else time)
                elif letter == "C":
                    compared = chunk.obj
                elif (letter == "M" or chunk.word in targets) and not self.document.annual:
                    target = True
                elif letter == "O" and not place and not self.local:
                    firm = self.is_firm(chunk.word)
                elif letter == NOUN:
                    flowing = flowing or any(p.letter == "Y" for p in chunk.parts)
                elif letter in "WV" and flowing and chunk.word in self.words.standing:
                    flowing = False
                if letter == "F":
                    dealt = self._dealt(chunks[:i], sum(d.index > i for d in by_piece.get(number, ())))
                while draft is not None and draft.index == i:
                    if self._undated(text, draft, chunks, local or time, pieces[0][0].start):
                        draft.came("period", "no time that is known")
                    else:
                        self.times.choose(draft, chunks, local or average or time, paragraph.time, flowing, reported)
                    local = None
                    self._basis(draft, chunks, compared, time or paragraph.time)
                    self._status(
                        draft,
                        target or self.document.is_planned(draft.quantity.start),
                        time or paragraph.time,
                        any(c.letter == "M" for c in chunks[:i]) and not self.document.annual,
                        any(c.word in self.words.planning for c in chunks[:i]) and not any(c.letter == "T" for c in chunks[:i]),
                    )
                    self._location(draft, place, place_span, paragraph, firm)
                    if dealt:
                        draft.location, draft.subject = dealt.pop(0)
                    draft = next(waiting, None)
        _carry_on(drafts, pieces, self.words)
        pairs(drafts, pieces, self.words)
        if not place and not self.document.annual and drafts:
            self._from_body(pieces, drafts, paragraph)
        if time is not None and not time.now:
            paragraph.time = time
            if drafts and not paragraph.noted:
                paragraph.noted = True
                self.times.note(first or time)
            elif drafts and time.until:
                self.times.note(time)
        elif drafts and paragraph.time is not None and not paragraph.noted:
            paragraph.noted = True
            self.times.note(paragraph.time)
        if place:
            domestic = place[0][:1].isdigit() and len(place) == 1
            if domestic and not (self.local and self.document.annual):
                paragraph.place, paragraph.place_span, paragraph.firm = place, place_span, False
        elif firm:
            paragraph.firm = True

    def _undated(self, text: str, draft: Draft, chunks: Sequence[Chunk], time: Time | None, start: int) -> bool:
        """建成后每年可…, 由峰值时的…: what would be, and what was at no stated time."""
        if time is None and self.words.supposed.search(text, start, draft.quantity.start):
            return True
        before = chunks[draft.index - 1] if draft.index else None
        return before is not None and before.letter == NOUN and text[before.start : before.end].endswith(self.words.bygone) and (
            draft.index > 1 and chunks[draft.index - 2].word in self.words.sources
        )

    def _basis(self, draft: Draft, chunks: Sequence[Chunk], compared: Time | None, time: Time | None) -> None:
        if draft.kind not in ("growth", "change"):
            draft.basis = None
            return
        if draft.basis:
            return
        own = [c.obj for c in chunks[: draft.index] if c.letter == "C"]
        nearest = own[-1] if own else compared
        if len(own) > 1 and own[-2].end == own[-1].start and own[-1].reading == "yoy":
            nearest = own[-2]
        if nearest is not None:
            draft.basis = _reading(nearest, draft)
            draft.came("basis", "its clause" if own else "its sentence", nearest.start, nearest.end)
            return
        draft.basis = self._unstated(draft, time)

    def _unstated(self, draft: Draft, time: Time | None) -> str | None:
        if time is not None and (time.span or (time.since and time.plan) or time.plan):
            return "period"
        if self.document.annual:
            return "yoy"
        if draft.period is not None and draft.period[1] - draft.period[0] > timedelta(days=26):
            return "yoy" if draft.period[1] - draft.period[0] < timedelta(days=370) else "period"
        return None

    def _status(self, draft: Draft, target: bool, time: Time | None, in_piece: bool, undated_plan: bool) -> None:
        published = self.document.published
        ended = draft.period is not None and published is not None and draft.period[1] < published
        future = draft.period is not None and published is not None and draft.period[0] > published
        future = future or (time is not None and time.future)
        until = time is not None and bool(time.until) and draft.period is not None and published is not None and draft.period[1] > published
        if (target and (not ended or in_piece)) or future or until:
            draft.status = "target"
            short = draft.period is not None and (draft.period[1] - draft.period[0]).days < _ANNOUNCED_DAYS
            if ended and (short or (in_piece and undated_plan)):
                # The date of the announcement, or of the facts before, is not the date of what is announced.
                draft.period = None

    def _from_body(self, pieces: Sequence[list[Chunk]], drafts: Sequence[Draft], paragraph: Paragraph) -> None:
        """据南宁海关统计: a public body's seat is the place where the sentence names no other."""
        for chunks in pieces:
            for chunk in chunks:
                codes = self.inner.get(chunk.start, ()) if chunk.letter == "O" and not self.is_firm(chunk.word) else ()
                if len(codes) == 1:
                    for draft in drafts:
                        if draft.origin.get("location", ("",))[0] == "the document":
                            draft.location = codes
                            draft.came("location", "the body that speaks", chunk.start, chunk.end)
                    if not paragraph.place:
                        paragraph.place, paragraph.place_span = codes, (chunk.start, chunk.end)
                    return

    def _note_villages(self, chunks: Sequence[Chunk]) -> None:
        """A village without a code named right behind its county keeps the county's code for later mentions."""
        for one, two in zip(chunks, chunks[1:], strict=False):
            if one.letter == two.letter == "P" and one.end == two.start and codes_of(one) and not codes_of(two):
                self._villages[two.word] = codes_of(one)

    def _codes(self, chunk: Chunk) -> tuple[str, ...]:
        """The codes of a place, of the village named with it before, or of the place inside a cluster's name."""
        if chunk.letter == "K":
            return self.inner.get(chunk.start, ())
        return codes_of(chunk) or self._villages.get(chunk.word, ())

    def _dealt(self, chunks: Sequence[Chunk], count: int) -> list[tuple[tuple[str, ...], str]]:
        """芜湖、滁州…分别: one place for each figure, where their numbers agree."""
        places = [
            (self._codes(c), c.word)
            for i, c in enumerate(chunks)
            if c.letter in "PK" and self._codes(c) and not self._is_other(chunks, i)
        ]
        return places if len(places) == count > 1 else []

    def _is_other(self, chunks: Sequence[Chunk], i: int) -> bool:
        """Whether the word before a place or its list makes it what is compared with (占全省) or dealt with (对美国、欧盟出口)."""
        at = i - 1
        while at > 0 and chunks[at].letter == NOUN and all(p.letter in "sc" for p in chunks[at].parts) and chunks[at - 1].letter == "P":
            at -= 2
        return at >= 0 and (chunks[at].letter in "He" or (self.local and chunks[at].word in self.words.towards))

    def _widened(self, scope: str) -> tuple[str, ...]:
        """全省 in a city's article is the city's province."""
        place = self.item or self.document.place
        if len(place) == 1 and place[0].isdigit() and place[0] != COUNTRY:
            if scope == "province":
                return (place[0][:2] + "0000",)
            if scope == "city" and not place[0].endswith("0000"):
                return (place[0][:4] + "00",)
        return place

    def _place_of(self, text: str, chunks: Sequence[Chunk], ranked: Chunk | None = None) -> tuple[tuple[str, ...], tuple[int, int]] | None:
        """The place a piece names: the most specific of a chain, all of a list; deictic words point to the document's."""
        places = [
            c
            for i, c in enumerate(chunks)
            if c.letter in "PK" and self._codes(c) and not _DATELINE.match(text, c.end) and not self._is_other(chunks, i)
        ]
        if places and _COUNTED_LIST.match(text, places[-1].end):
            return (self.document.place, (places[0].start, places[-1].end)) if self.document.place else None
        if places:
            chosen = [places[0]]
            for c in places[1:]:
                if c.start - chosen[-1].end > 1 and text[chosen[-1].end : c.start].strip() not in self.words.jointly:
                    break
                if c.start == chosen[-1].end and self._codes(c)[0][:2] == self._codes(chosen[-1])[0][:2]:
                    chosen[-1] = c
                else:
                    chosen.append(c)
            codes = tuple(dict.fromkeys(code for c in chosen for code in self._codes(c)))
            return codes, (chosen[0].start, chosen[-1].end)
        before = ""
        for chunk in chunks:
            if chunk is ranked:
                continue
            if chunk.letter == "G" and before not in ("H", "e") and not (before == "V" and chunk.word in ("全国", "全省", "全市")):
                scope = self.deictic[chunk.word]
                if scope == "nation" and (not self.local or (len(chunks) <= 2 and not any(c.letter == "Q" for c in chunks))):
                    return (COUNTRY,), (chunk.start, chunk.end)
                if scope not in ("world", "nation") and (self.item or self.document.place):
                    return self._widened(scope), (chunk.start, chunk.end)
            if not (chunk.letter == "P" and before == "H"):
                before = chunk.letter
        return None

    def _location(self, draft: Draft, place: tuple[str, ...], span: tuple[int, int], paragraph: Paragraph, firm: bool) -> None:
        if not place and not self.local and (firm or paragraph.firm):
            draft.came("location", "a firm whose place is not stated")
        elif place:
            draft.location = place
            draft.came("location", "its sentence", *span)
        elif paragraph.place:
            draft.location = paragraph.place
            draft.came("location", "the paragraph", *paragraph.place_span)
        else:
            draft.location = self.item if self.item is not None else self.document.place
            draft.came("location", "the document")


def _ranked(chunks: Sequence[Chunk]) -> Chunk | None:
    """全国 in 全国第一: where the rank holds, not where the thing is."""
    for one, two in zip(chunks, chunks[1:], strict=False):
        if one.letter == "G" and two.letter == "Q" and two.obj.unit_class == "rank":
            return one
    return None


def _reading(time: Time, draft: Draft) -> str:
    if time.reading != "year":
        return time.reading
    if time.period is None or draft.period is None:
        return "period"
    return "yoy" if draft.period[1].year - time.period[0].year == 1 else "period"


def _carry_on(drafts: Sequence[Draft], pieces: Sequence[list[Chunk]], words: LinkWords) -> None:
    """A figure that goes on about the one before it (占总股本的0.9%, 增长5%) keeps its period and status unless a time stands between."""
    for previous, draft in zip(drafts, drafts[1:], strict=False):
        if draft.origin.get("indicator", ("",))[0] != "the figure before it" or "average" in (previous.basis, draft.basis):
            continue
        if draft.origin.get("period", ("",))[0] == "years on end":
            continue
        if previous.piece == draft.piece and is_source(previous, pieces[previous.piece], words):
            continue
        low = previous.index + 1 if previous.piece == draft.piece else 0
        own = pieces[draft.piece][low : draft.index]
        if any(c.letter == "T" for c in own) or any(c.letter == "T" for n in range(previous.piece + 1, draft.piece) for c in pieces[n]):
            continue
        if previous.index < draft.index or previous.piece < draft.piece:
            draft.period = previous.period
            if previous.status == "target":
                draft.status = "target"
