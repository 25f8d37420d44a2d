"""Names of places for codes, as the gazetteer of the rules has them."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable

from extractor.rules import builtin_folder, load_rules
from extractor.viewing.page import static
from extractor.writing.rows import place_names


@functools.cache
def gazetteer() -> dict[str, tuple[str, str]]:
    """adcode → (name, short name)."""
    rows = load_rules([builtin_folder() / "places" / "china.tsv"], builtin=False).table("china")
    return {row["adcode"]: (row["name"], row["short"].split("|")[0] or row["name"]) for row in rows}


def all_names() -> dict[str, str]:
    """Names of all adcodes; countries are named by the browser."""
    return {code: name for code, name in place_names().items() if code.isdigit()}


def names(codes: Iterable[str]) -> dict[str, str]:
    """Names of these adcodes and of the places they lie in."""
    known = all_names()
    wanted = {part for code in codes if code.isdigit() for part in (code, code[:4] + "00", code[:2] + "0000")}
    return {code: known[code] for code in sorted(wanted) if code in known}


def grid() -> dict[str, list[int]]:
    """First two digits of a province's adcode → row and column of its tile."""
    layout: dict[str, list[int]] = json.loads(static("provinces.json"))
    return layout


def short_names() -> dict[str, str]:
    """First two digits of a province's adcode → its short name."""
    known = gazetteer()
    return {code: known[code + "0000"][1] for code in grid() if code + "0000" in known}
