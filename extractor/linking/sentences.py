"""Paragraphs → sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.model import Span

_SENTENCE: Final = re.compile(r"[^。！？!?]*(?:[。！？!?]+[”’」』\"]?|$)")
# Longer sentences are lists or text without marks; they are cut at a mark, since linking compares all figures of a sentence.
LONGEST: Final = 1000


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
