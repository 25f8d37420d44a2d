"""What holds over clauses: period, place, basis and status, inherited in a stated order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from extractor.finding.periods import Time
from extractor.linking.clauses import Chunk
from extractor.linking.document import COUNTRY, Document
from extractor.linking.draft import Draft

_NATIONAL = re.compile("我国|全国|国内|中国|举国|中央")
_DEICTIC = re.compile("全市|我市|该市|本市|全省|我省|该省|本省|全区|我区|该区|全县|我县|该县|全州|全自治区|当地|本地|全域")
_PEER = re.compile("(?:占|高于|低于|快于|慢于|居|列|高出|领先|优于|位居|位列|排|好于|超过|跃居|稳居)(?:了)?(?:同期|到)?(?:全国|全省|全市|世界|全球)")
_STOCK_VERBS = re.compile("拥有|集聚|聚集|共有|现有|建成|设有|建有|达到?$|累计|已有|有$|保有|持有|登记在册|覆盖|形成|汇聚")
_PLAN_YEARS = 5


class Paragraph:
    """What earlier sentences of the paragraph left for the later ones."""

    __slots__ = ("basis", "last", "place", "place_span", "time")

    def __init__(self) -> None:
        self.time: Time | None = None
        self.place: tuple[str, ...] = ()
        self.place_span: tuple[int, int] = (-1, -1)
        self.basis: str | None = None
        self.last: Draft | None = None


def codes_of(chunk: Chunk) -> tuple[str, ...]:
    """The adcodes or ISO codes of a place mention."""
    return tuple(c for c in (chunk.obj.unit or "").split("|") if c)


class Scope:
    """Fills period, location, basis and status of the drafts of one sentence."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def fill(self, text: str, pieces: Sequence[list[Chunk]], drafts: Sequence[Draft], paragraph: Paragraph, targets: set[str]) -> None:
        """Fill ``drafts``; remember in ``paragraph`` what later sentences inherit."""
        by_piece: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_piece.setdefault(draft.piece, []).append(draft)
        time: Time | None = None
        compared: Time | None = None
        target = False
        place: tuple[str, ...] = ()
        place_span = (-1, -1)
        for number, chunks in enumerate(pieces):
            ahead: list[tuple[int, Chunk]] = [(i, c) for i, c in enumerate(chunks)]
            found = _place_of(text, chunks, self.document)
            if found is not None:
                place, place_span = found
            piece_drafts = iter(by_piece.get(number, ()))
            draft = next(piece_drafts, None)
            for i, chunk in ahead:
                if chunk.letter == "T" and chunk.obj.period is not None:
                    time = chunk.obj
                elif chunk.letter == "C":
                    compared = chunk.obj
                elif chunk.letter == "M" or chunk.word in targets:
                    target = True
                while draft is not None and draft.index == i:
                    self._period(draft, time, paragraph, chunks)
                    self._basis(draft, chunks, compared, paragraph, time)
                    self._status(draft, target, time)
                    self._location(draft, place, place_span, paragraph)
                    draft = next(piece_drafts, None)
        if time is not None and not time.now:
            paragraph.time = time
        if place:
            paragraph.place, paragraph.place_span = place, place_span

    def _period(self, draft: Draft, time: Time | None, paragraph: Paragraph, chunks: Sequence[Chunk]) -> None:
        document = self.document
        chosen = time
        how = "its sentence"
        if chosen is None and paragraph.time is not None and not _is_stock(draft, chunks):
            chosen, how = paragraph.time, "the paragraph"
        if chosen is None and document.annual and document.year:
            draft.period = _annual(document.year, draft)
            draft.came("period", "the year of the document")
            return
        if chosen is None:
            if document.published and _is_stock(draft, chunks):
                draft.period = (document.published, document.published)
                draft.came("period", "the day of writing")
            return
        period = chosen.period
        if period is None:
            return
        draft.came("period", how, chosen.start, chosen.end)
        if draft.basis == "average" or any(c.letter == "C" and c.obj.reading == "average" for c in chunks[: draft.index]):
            period = _average_span(period, chosen)
        elif document.annual and draft.nature == "stock" and not chosen.point and period[0].month == 1 and period[1].month == 12:
            period = (period[1], period[1])
        draft.period = period

    def _basis(self, draft: Draft, chunks: Sequence[Chunk], compared: Time | None, paragraph: Paragraph, time: Time | None) -> None:
        if draft.kind not in ("growth", "change"):
            draft.basis = None
            return
        if draft.basis:
            return
        own = [c.obj for c in chunks[: draft.index] if c.letter == "C"]
        nearest = own[-1] if own else compared
        if nearest is not None:
            draft.basis = _reading(nearest, draft)
            draft.came("basis", "its clause" if own else "its sentence", nearest.start, nearest.end)
            return
        if draft.kind == "growth":
            draft.basis = self._unstated(draft, time)

    def _unstated(self, draft: Draft, time: Time | None) -> str | None:
        if time is not None and (time.span or time.since and time.plan or time.plan):
            return "period"
        if self.document.annual:
            return "yoy"
        if draft.period is not None and draft.period[1] - draft.period[0] > timedelta(days=26):
            return "yoy" if draft.period[1] - draft.period[0] < timedelta(days=370) else "period"
        return None

    def _status(self, draft: Draft, target: bool, time: Time | None) -> None:
        published = self.document.published
        ended = draft.period is not None and published is not None and draft.period[1] < published
        future = draft.period is not None and published is not None and draft.period[0] > published
        until = time is not None and bool(time.until) and draft.period is not None and published is not None and draft.period[1] > published
        if (target and not ended) or future or until:
            draft.status = "target"

    def _location(self, draft: Draft, place: tuple[str, ...], span: tuple[int, int], paragraph: Paragraph) -> None:
        if place:
            draft.location = place
            draft.came("location", "its sentence", *span)
        elif paragraph.place:
            draft.location = paragraph.place
            draft.came("location", "the paragraph", *paragraph.place_span)
        else:
            draft.location = self.document.place
            draft.came("location", "the document")


def _place_of(text: str, chunks: Sequence[Chunk], document: Document) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The place a piece names: the most specific of a chain, all of a list."""
    places = [c for c in chunks if c.letter == "P" and codes_of(c)]
    if places:
        chosen = [places[0]]
        for c in places[1:]:
            if c.start - chosen[-1].end > 1:
                break
            if c.start == chosen[-1].end and codes_of(c)[0][:2] == codes_of(chosen[-1])[0][:2]:
                chosen[-1] = c
            else:
                chosen.append(c)
        codes = tuple(dict.fromkeys(code for c in chosen for code in codes_of(c)))
        return codes, (chosen[0].start, chosen[-1].end)
    start, end = chunks[0].start, chunks[-1].end
    for match in _NATIONAL.finditer(text, start, end):
        if not _PEER.search(text, max(start, match.start() - 6), match.end()):
            return (COUNTRY,), match.span()
    deictic = _DEICTIC.search(text, start, end)
    if deictic and document.place:
        return document.place, deictic.span()
    return None


def _is_stock(draft: Draft, chunks: Sequence[Chunk]) -> bool:
    if draft.kind in ("growth", "change"):
        return False
    if any(c.letter == "Y" or (c.letter == "S" and c.parts[0].letter == "Y") for c in chunks[: draft.index]):
        return False
    if draft.nature == "stock":
        return True
    return any(_STOCK_VERBS.search(c.word) for c in chunks[: draft.index] if c.letter in "WVv") or draft.kind == "share"


def _annual(year: int, draft: Draft) -> tuple[date, date]:
    last = date(year, 12, 31)
    return (last, last) if draft.nature == "stock" else (date(year, 1, 1), last)


def _average_span(period: tuple[date, date], time: Time) -> tuple[date, date]:
    start, end = period
    if start != end or end.year % _PLAN_YEARS:
        return period
    return date(end.year - _PLAN_YEARS + 1, 1, 1), end


def _reading(time: Time, draft: Draft) -> str:
    if time.reading != "year":
        return time.reading
    if time.period is None or draft.period is None:
        return "period"
    return "yoy" if draft.period[1].year - time.period[0].year == 1 else "period"
