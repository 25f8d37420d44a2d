"""Texts that nobody writes but a scraper may find: the time a character as a multiple of the usual one."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractor.pipeline import default_extractor

from .speed import Call, seconds
from .table import Table

SIZE = 100_000
# Also the size at which jieba, which itself needs the square of the time for some, is measured.
BRIEF = 10_000
# A case whose time at full length would be longer than this (CPU seconds, if it grows with the square) is only foretold.
PATIENCE = 60.0
# Name → what is repeated, and its part of SIZE.
CASES: dict[str, tuple[str, float]] = {
    "digits": ("1234567890", 1),
    "commas": (",", 0.5),
    "full-width commas": ("，", 0.5),
    "quotes": ("“", 1),
    "pairs of quotes": ("“”", 1),
    "straight quotes": ('"', 1),
    "opening brackets": ("（", 1),
    "pairs of brackets": ("（）", 1),
    "book-title marks": ("《", 1),
    "numerals 一": ("一", 1),
    "all 的": ("的", 1),
    "2024年1月1日": ("2024年1月1日", 1),
    "digits and commas": ("1,", 1),
    "stars": ("**", 1),
    "line breaks": ("\n", 1),
    "spaces": (" ", 1),
    "table cells, one row": ("| 1 ", 1),
    "table cells, rows of two": ("| 1 | 2 |\n", 1),
    "units 亿元": ("亿元", 1),
    "figures in one sentence": ("产值1亿元，", 1),
    "growths in one sentence": ("同比增长5%，", 1),
    "places in one list": ("北京、", 1),
    "bodies": ("国务院", 1),
    "names": ("部长李明", 1),
    "speech without end": ("他说：“", 1),
    "same period last year": ("去年同期", 1),
}


def text_of(case: str, size: int) -> str:
    """The text of a case at a size."""
    piece, part = CASES[case]
    length = max(int(size * part), 1)
    return (piece * (length // len(piece) + 1))[:length]


def worst(jieba: Call, texts: Sequence[str], *, size: int = SIZE, repeats: int = 3) -> Table:
    """Every case at a brief and at its full size, and what the same text costs ``jieba.lcut``."""
    extract = default_extractor().extract
    joined = "\n".join(texts)
    usual = [joined[at : at + 20_000] for at in range(0, min(len(joined), 200_000), 20_000)]
    for text in usual[:2]:
        extract(text)
    rates = {call: median(sum(seconds(call, t) for t in usual) / sum(map(len, usual)) for _ in range(repeats)) for call in (extract, jieba)}
    each = rates[extract]
    brief = min(BRIEF, size)
    table = Table(
        "Worst cases",
        ["text", "characters", "times the usual", f"at {brief:,}", "growth", f"jieba.lcut, times its usual, at {min(BRIEF, size):,}", ""],
    )
    table.note = f"time a character against that of the articles ({each * 1e6:.2f} µs); growth from the brief to the full size"
    for case in CASES:
        low, high = text_of(case, brief), text_of(case, size)
        small = min(seconds(extract, low) for _ in range(repeats)) / len(low)
        beside = seconds(jieba, text_of(case, min(BRIEF, size))) / len(text_of(case, min(BRIEF, size))) / rates[jieba]
        foretold = small * len(high) * len(high) / len(low)
        if small > 3 * each and foretold > PATIENCE:
            table.rows.append([case, f"{len(high):,}", "not run", f"{small / each:.2f}", "–", f"{beside:.2f}", "over 3"])
            continue
        large = min(seconds(extract, high) for _ in range(1 if small > 3 * each else repeats)) / len(high)
        mark = "over 3" if large > 3 * each else ""
        growth = f"{large / small - 1:+.0%}"
        table.rows.append([case, f"{len(high):,}", f"{large / each:.2f}", f"{small / each:.2f}", growth, f"{beside:.2f}", mark])
    return table
