"""Lines that a page wrapped → the paragraphs they are of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.model import Span

_BREAK: Final = re.compile(r"\n")
_ENDED: Final = frozenset("。！？!?；;：:…”」』）)】")
_STARTED: Final = re.compile(
    r"[ ]{2,}|[　#*（(【]|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]+[章节条部]"
)
MIN_WRAPPED: Final = 18
# Shorter lines are mostly the cells of a table.
_CELL: Final = 10


def paragraphs(text: str, body: Sequence[Span]) -> list[Span]:
    """Spans of paragraphs in order, blank ones left out."""
    lines = [(start, end) for start, end in _lines(text, body, 1) if not text[start].isspace() or not text[start:end].isspace()]
    return _joined(text, lines) if _is_wrapped(text, lines) else lines


def _lines(text: str, body: Sequence[Span], shortest: int) -> list[Span]:
    """The lines of at least so many characters."""
    out: list[Span] = []
    for start, end in body:
        for line in text[start:end].split("\n"):
            if len(line) >= shortest:
                out.append((start, start + len(line)))
            start += len(line) + 1
    return out


def _joined(text: str, lines: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    joined = False
    for start, end in lines:
        if joined and out and text[out[-1][1] : start].count("\n") == 1 and not _STARTED.match(text, start):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        joined = end - start >= MIN_WRAPPED and _is_open(text, start, end)
    return out


def _is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Whether many lines break in the middle of a sentence at about the same width."""
    if len(lines) < 4:
        return False
    cut = [e - s for s, e in lines if e - s >= MIN_WRAPPED and _is_open(text, s, e)]
    if len(cut) < 3 or len(cut) < len(lines) * 0.3:
        return False
    middle = sorted(cut)[len(cut) // 2]
    # Headings of about one length among whole paragraphs are not cut at the edge of a page.
    if sum(e - s > 2 * middle for s, e in lines) > 0.1 * len(lines):
        return False
    return sum(abs(c - middle) <= 5 for c in cut) >= 0.5 * len(cut)


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a line ends without a mark that ends a sentence."""
    last = text[end - 1]
    return (text[start:end].rstrip()[-1:] if last.isspace() else last) not in _ENDED


def soft_breaks(text: str, body: Sequence[Span]) -> list[int]:
    """Where prose lines of ``body`` break in the middle of a paragraph, in order; the cells of tables are no lines."""
    lines = _lines(text, body, _CELL)
    if not _is_wrapped(text, lines):
        return []
    return [start + m.start() for start, end in _joined(text, lines) for m in _BREAK.finditer(text[start:end])]


def unbroken(text: str, start: int, end: int) -> str:
    """The words of a stretch of text without the line breaks of a page."""
    return text[start:end].replace("\n", "").strip()
