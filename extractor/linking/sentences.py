"""Body → paragraphs → sentences; lines wrapped by a PDF are one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.model import Span

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。！？!?]*(?:[。！？!?]+[”’」』\"]?|$)")
_ENDED = frozenset("。！？!?；;：:…”」』）)】")
_STARTED = re.compile(r"[ ]{2,}|[　#*（(【]|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]+[章节条部]")
MIN_WRAPPED = 18
# Longer sentences are lists or text without marks; they are cut at a mark, since linking compares all figures of a sentence.
LONGEST = 1000


def paragraphs(text: str, body: Sequence[Span]) -> list[Span]:
    """Spans of paragraphs in order, blank ones left out."""
    lines = [(m.start(), m.end()) for a, b in body for m in _LINE.finditer(text, a, b) if not text[m.start() : m.end()].isspace()]
    if not _is_wrapped(text, lines):
        return lines
    out: list[Span] = []
    joined = False
    for start, end in lines:
        if joined and out and text[out[-1][1] : start].count("\n") == 1 and not _STARTED.match(text, start):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        joined = end - start >= MIN_WRAPPED and text[start:end].rstrip()[-1:] not in _ENDED
    return out


def _is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Whether many lines break in the middle of a sentence at about the same width."""
    if len(lines) < 4:
        return False
    cut = [e - s for s, e in lines if e - s >= MIN_WRAPPED and text[s:e].rstrip()[-1:] not in _ENDED]
    if len(cut) < 3 or len(cut) < len(lines) * 0.3:
        return False
    middle = sorted(cut)[len(cut) // 2]
    # Headings of about one length among whole paragraphs are not cut at the edge of a page.
    if sum(e - s > 2 * middle for s, e in lines) > 0.1 * len(lines):
        return False
    return sum(abs(c - middle) <= 5 for c in cut) >= 0.5 * len(cut)


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of sentences within a paragraph."""
    for match in _SENTENCE.finditer(text, start, end):
        first, last = match.span()
        while last - first > LONGEST:
            stop = first + LONGEST
            cut = max(text.rfind(mark, first + LONGEST // 2, stop) for mark in "，；;、 ") + 1 or stop
            yield first, cut
            first = cut
        if last > first:
            yield first, last
