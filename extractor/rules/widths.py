"""Patterns that name a full-width mark also mean the half-width one that folding makes of it."""

from __future__ import annotations

import re

from extractor.text import FOLDING

# An escape; the beginning of a class; any other character.
_TOKEN = re.compile(r"\\.|\[\^?\]?|.", re.DOTALL)
_HALF = {chr(full): chr(half) for full, half in FOLDING.items() if chr(half) > " "}
_WIDE = re.compile("[" + re.escape("".join(_HALF)) + "]")


def widened(pattern: str) -> str:
    """``pattern`` with 「；」 read as 「；」 or 「;」, for texts that are folded as for those that are not."""
    if _WIDE.search(pattern) is None:
        return pattern
    out: list[str] = []
    inside = False
    for token in _TOKEN.finditer(pattern):
        half = _HALF.get(token[0])
        if half is None or _is_of_range(pattern, token.start(), inside):
            inside = token[0][0] == "[" or (inside and token[0] != "]")
            out.append(token[0])
        else:
            both = token[0] + re.escape(half)
            out.append(both if inside else f"[{both}]")
    return "".join(out)


def _is_of_range(pattern: str, at: int, inside: bool) -> bool:
    """Whether a character of a class begins or ends a range (０-９)."""
    return inside and ("-" in (pattern[at + 1 : at + 2], pattern[at - 1 : at]) and pattern[at + 1 : at + 2] != "]")
