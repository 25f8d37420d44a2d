"""Paragraphs → sentences."""

from __future__ import annotations

from typing import Final

from extractor.model import Span

_ENDS: Final = ("。", "！", "？", "!", "?")
_CLOSING: Final = frozenset('”’」』"')
# Longer sentences are lists or text without marks; they are cut at a mark, since linking compares all figures of a sentence.
LONGEST: Final = 1000


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of sentences within a paragraph: each up to its marks and the quote that closes behind them."""
    out: list[Span] = []
    marks = _marks(text, start, end)
    first = start
    for i, mark in enumerate(marks):
        last = mark + 1
        if i + 1 < len(marks) and marks[i + 1] == last:
            continue
        if last < end and text[last] in _CLOSING:
            last += 1
        _add(out, text, first, last)
        first = last
    _add(out, text, first, end)
    return out


def _marks(text: str, start: int, end: int) -> list[int]:
    """Where marks that end a sentence stand."""
    out: list[int] = []
    for mark in _ENDS:
        at = text.find(mark, start, end)
        while at >= 0:
            out.append(at)
            at = text.find(mark, at + 1, end)
    out.sort()
    return out


def _add(out: list[Span], text: str, first: int, last: int) -> None:
    while last - first > LONGEST:
        stop = first + LONGEST
        cut = max(text.rfind(mark, first + LONGEST // 2, stop) for mark in "，；;、 ") + 1 or stop
        out.append((first, cut))
        first = cut
    if last > first:
        out.append((first, last))
