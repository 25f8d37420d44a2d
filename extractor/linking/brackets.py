"""Wordings of fields with the bracket or quote that a cut has left open closed or taken off."""

from __future__ import annotations

from typing import Final

_PAIRS: Final = (("(", ")"), ("“", "”"), ("《", "》"))
_MARKS: Final = tuple("()“”《》")


def balanced(words: str, text: str, end: int) -> str:
    """居民消费价格指数(CPI → 居民消费价格指数(CPI): closed where ``text`` closes it next before ``end``, else without the mark."""
    if not any(mark in words for mark in _MARKS):
        return words
    for opens, closes in _PAIRS:
        if words.count(opens) > words.count(closes):
            at = text.rfind(words, 0, end)
            if at >= 0 and text.startswith(closes, at + len(words)) and not words.endswith(opens):
                words += closes
            else:
                words = words.removeprefix(opens).removesuffix(opens)
        elif words.count(closes) > words.count(opens):
            words = words.removeprefix(closes).removesuffix(closes)
    return words
