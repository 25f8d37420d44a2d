"""The gazetteers of patterns/places → name → what it can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from extractor.finding.names_lexicon import Lexicon

# The code of the whole country.
HOME: Final = "100000"
LEVELS = {"province": 3, "prefecture": 2, "county": 1}


@dataclass(frozen=True, slots=True)
class Place:
    """One reading of a name. ``form``: full, short, old, region, direction, country, extra; ``guarded``: needs context."""

    adcode: str
    level: int
    form: str
    guarded: bool
    codes: str


Readings = tuple[Place, ...]


def gazetteer(lexicon: Lexicon) -> dict[str, Readings]:
    """Every name of a place → its readings, the likeliest first."""
    found: dict[str, list[Place]] = {}
    for name, place in _all(lexicon):
        if len(name) > 1:
            found.setdefault(name, []).append(place)
    out: dict[str, Readings] = {}
    for name, places in found.items():
        # A member state list such as 东盟国家 is the name and a common noun.
        if name.endswith(("国家", "大地")) and name[:-2] in found and name != "金砖国家":
            continue
        # A word of the language stays one, however many counties bear it.
        out[name] = tuple(sorted(places, key=lambda p: (p.form in ("region", "direction", "old"), -p.level, p.adcode)))
    return out


def _all(lexicon: Lexicon) -> Iterable[tuple[str, Place]]:
    for row in lexicon.table("places/china"):
        yield from _chinese(row)
    known = {row["adcode"] for row in lexicon.table("places/china")}
    # Directions that are regions only on their own: not in 湖北西部.
    directions = lexicon.words("LOC", "direction")
    for row in lexicon.table("places/provinces_abbr"):
        # 燕赵 is the name, 大地 what it is.
        if len(row["abbr"]) > 1 and not row["abbr"].endswith("大地"):
            yield row["abbr"], Place(row["adcode"], 3, "short", False, row["adcode"])
    for row in lexicon.table("places/regions"):
        codes = row["adcodes"]
        yield row["name"], Place("", 0, "direction" if row["name"] in directions else "region", False, codes)
    for row in lexicon.table("places/countries"):
        if row.get("abbr") != "1":
            china = row["iso"] == "CN"
            yield row["name"], Place(HOME if china else "", 0, "country", False, HOME if china else row["iso"])
    for row in lexicon.table("names/foreign_places"):
        yield row["name"], Place("", 0, "country", False, row["iso"])
    for row in lexicon.table("places/places_extra"):
        # Of a zone without a code in the standard, the province is what a figure can be placed in.
        code = row["adcode"] if row["adcode"] in known else ""
        yield row["name"], Place(code, 1 if code else 0, "extra", False, code or (row["adcode"] and row["adcode"][:2] + "0000"))


def _chinese(row: dict[str, str]) -> Iterable[tuple[str, Place]]:
    level = LEVELS.get(row["level"], 1)
    guards = set(row["guard"].split(","))
    code = row["adcode"]
    yield row["name"], Place(code, level, "full", "name" in guards and len(row["name"]) < 4, code)
    for short in filter(None, row["short"].split("|")):
        guarded = bool(guards & {"word", "person", "name"})
        yield short, Place(code, level, "short", guarded, code)
    for old in filter(None, row["old"].split("|")):
        bare = not old.endswith(("市", "县", "区", "省", "州", "旗", "盟"))
        yield old, Place(code, level, "old", bare and bool(guards & {"old", "word"}), code)
