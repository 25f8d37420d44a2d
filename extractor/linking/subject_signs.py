"""Small signs of whose a figure is: what leads a piece, what governs a name, what is said of the same."""

from __future__ import annotations

from typing import Final

from extractor.linking.asides import VERBAL
from extractor.linking.clauses import Chunk
from extractor.linking.document import Document
from extractor.linking.draft import Draft
from extractor.linking.link_words import LinkWords
from extractor.linking.memory import Paragraph
from extractor.linking.place_chunks import lies_in

_NAMES: Final = frozenset("POKGE")
_ITEM: Final = "；"
# 庆阳数据中心集群…，算力规模达到5.1万P: a magnitude may go on about what was named.
_APART: Final = ("count", "money")


def of_whole_place(draft: Draft, pieces: list[list[Chunk]], document: Document) -> None:
    """长春入选试点，新开通航线15条, in a province's report: its own count is not of the city that an earlier clause names."""
    if draft.subject != document.place_name or draft.quantity.unit_class not in _APART:
        return
    how, start, _ = draft.origin.get("location", ("", 0, 0))
    # 长三角: what reaches beyond the place of the report is no city of it.
    inside = all(lies_in((code,), document.place) for code in draft.location)
    if inside and how == "its sentence" and start < pieces[draft.piece][0].start:
        draft.location = document.place
        draft.came("location", "the document")


def goes_on_about(text: str, pieces: list[list[Chunk]], draft: Draft) -> bool:
    """集团要突围，…，力争营收达到1200亿元: a magnitude of what began the sentence, with no other name between."""
    if draft.quantity.unit_class == "count" or draft.head is None or draft.head.counted:
        return False
    if _ITEM in text[pieces[0][0].start : draft.quantity.start]:
        return False
    between = [c for chunks in pieces[1 : draft.piece] for c in leading(chunks)] + pieces[draft.piece][: draft.index]
    return not any(c.letter in _NAMES for c in between)


def firm_of(paragraph: Paragraph, document: Document) -> str:
    """Which firm 公司 means: the one that the paragraph has named, else the text's, else the last one."""
    return paragraph.firm_here or document.firm or paragraph.firm_name


def is_elsewhere(chunk: Chunk, draft: Draft) -> bool:
    """巴蜀文化走廊加快建设，景区增至12个: a place named before that is not where the figure is."""
    code = getattr(chunk.obj, "unit", None) or ""
    return chunk.letter == "P" and bool(code) and bool(draft.location) and tuple(code.split("|")) != draft.location


def leading(chunks: list[Chunk]) -> list[Chunk]:
    """The chunk that stands first in a piece, times left off: its topic."""
    return [c for c in chunks if c.letter not in "TdB"][:1]


def is_within(chunk: Chunk, place: tuple[str, ...]) -> bool:
    """Whether a place lies in the province or country of another; one without a code may."""
    code = (getattr(chunk.obj, "unit", None) or "").split("|")[0]
    return not code or not place or code[:2] == place[0][:2]


def same_verb(pieces: list[list[Chunk]], previous: Draft, draft: Draft) -> bool:
    """近100家冠军企业、上千家小巨人企业: no verb between two figures of a piece."""
    if previous.piece != draft.piece:
        return False
    between = pieces[draft.piece][previous.index + 1 : draft.index]
    return not any(c.letter in VERBAL or c.letter in _NAMES for c in between)


def is_made(draft: Draft) -> bool:
    """水泥增长40%: goods that grow, no magnitude of them being told."""
    made = draft.head is not None and draft.head.counted and draft.head.category == "production"
    return made and draft.kind == "growth" and draft.how("indicator") == "its clause"


def is_part(pieces: list[list[Chunk]]) -> bool:
    """Whether a sentence begins with 其中: it goes on about the one before."""
    first = next((c for chunks in pieces for c in chunks), None)
    return first is not None and first.letter == "Z"


def is_governed(chunks: list[Chunk], name: Chunk, words: LinkWords) -> bool:
    """价格较全国均价高: a preposition stands before the name."""
    at = next(i for i, c in enumerate(chunks) if c is name)
    return at > 0 and (chunks[at - 1].letter == "B" or chunks[at - 1].word in words.oblique)


def opens(chunks: list[Chunk], name: Chunk) -> bool:
    """Whether a piece begins with a name, times and adverbs left off."""
    return next((c for c in chunks if c.letter not in "TdCZ"), None) is name
