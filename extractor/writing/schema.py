"""The tables that are written, with the same column names and types in every format."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

STRING, INTEGER, NUMBER, BOOLEAN, DATE, CATEGORY = "string", "integer", "number", "boolean", "date", "category"
LIST_SEPARATOR, SECTION_SEPARATOR = "|", " > "


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``type`` is one of the constants above, ``listed`` the closed list of a category in ``patterns/schema.yaml``."""

    name: str
    type: str
    about: str
    required: bool = False
    listed: str | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The closed list of a category; empty for other types."""
        return closed_list(self.listed) if self.listed else ()


@functools.cache
def closed_list(name: str) -> tuple[str, ...]:
    """The values of a closed list, in the order of ``patterns/schema.yaml``."""
    import yaml

    from extractor.rules import builtin_folder

    lists = yaml.safe_load((builtin_folder() / "schema.yaml").read_text(encoding="utf-8"))
    return tuple(str(value) for value in lists[name])


@dataclass(frozen=True, slots=True)
class Table:
    """A table and the columns that identify a row of it."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    indexed: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(c.name for c in self.columns)


_ARTICLE = Column("article_id", STRING, "the article's id: its path within the input, without the ending", True)
_TITLE = Column("title", STRING, "the article's title")
_PUBLISHED = Column("published", DATE, "the day it was published")
_NUMBER = Column("number", INTEGER, "counts within the article, from 1", True)
_SPAN = (
    Column("start", INTEGER, "first character in the article's text, from 0", True),
    Column("end", INTEGER, "one behind the last character", True),
    Column("text", STRING, "the expression as it stands in the text", True),
)
_RULES = Column("rules", STRING, "ids of the rules that found it, joined by |")
_PATH = Column("path", STRING, "the file it was read from")

ARTICLES = Table(
    "articles",
    "one article a row",
    ("article_id",),
    (
        _ARTICLE,
        _TITLE,
        _PUBLISHED,
        Column("characters", INTEGER, "length of the text", True),
        Column("body", STRING, "spans of the text that are the article itself: start-end, joined by |", True),
        Column("figures", INTEGER, "how many figures were found", True),
        Column("entities", INTEGER, "how many entities were found", True),
        Column("encoding", STRING, "how the file was decoded"),
        Column("replaced", INTEGER, "characters that could not be decoded", True),
        Column("fingerprint", STRING, "hash of the rules that were used"),
        _PATH,
        Column("text", STRING, "the text as read", True),
    ),
    ("published",),
)

FIGURES = Table(
    "figures",
    "one stated quantity a row",
    ("article_id", "number"),
    (
        _ARTICLE,
        _TITLE,
        _PUBLISHED,
        _NUMBER,
        *_SPAN,
        Column("value", NUMBER, "in the base unit: 6.2万亿元 is 6200000000000, 6.1% is 6.1; a fall is negative", True),
        Column("value_max", NUMBER, "the upper end of a range"),
        Column("unit", STRING, "CNY, USD, … for money; %, pp, times, rank; else the Chinese unit without scale", True),
        Column("bound", CATEGORY, "how exact it is", True, "bounds"),
        Column("kind", CATEGORY, "an amount, a relative or absolute change, a part, or a place in an order", True, "kinds"),
        Column("category", CATEGORY, "what is measured, from a closed list", True, "categories"),
        Column("indicator", STRING, "what is measured, in the words of the text"),
        Column("subject", STRING, "whose figure it is, in the words of the text"),
        Column("location", STRING, "codes of the places, joined by |: GB/T 2260, abroad ISO 3166 alpha-2"),
        Column("place", STRING, "names of the places, joined by |"),
        Column("period_start", DATE, "first day that it covers"),
        Column("period_end", DATE, "last day that it covers"),
        Column("basis", CATEGORY, "what growth or change is measured against", False, "bases"),
        Column("status", CATEGORY, "a fact, or a plan or forecast", True, "statuses"),
        Column("source", STRING, "who states it, in the words of the text"),
        Column("optional", BOOLEAN, "a borderline figure: durations, small conventional counts", True),
        Column("section", STRING, "headings above it, joined by ' > '"),
        _RULES,
        Column("sentence", STRING, "the sentence that it stands in", True),
        _PATH,
    ),
    ("indicator", "location", "category", "period_end"),
)

ENTITIES = Table(
    "entities",
    "one mention of a name a row",
    ("article_id", "number"),
    (
        _ARTICLE,
        _NUMBER,
        *_SPAN,
        Column("type", CATEGORY, "place, body, person, named plan, or cluster and zone", True, "entity_types"),
        Column("adcode", STRING, "GB/T 2260 code of a place in China"),
        Column("place", STRING, "the place's full name"),
        _RULES,
    ),
    ("text", "adcode"),
)

FAILURES = Table(
    "failures",
    "one input that gave no article a row",
    ("path",),
    (
        Column("path", STRING, "the input", True),
        Column("code", STRING, "stable code of the reason", True),
        Column("reason", STRING, "what is wrong", True),
        Column("advice", STRING, "what to do"),
    ),
)

TABLES = {table.name: table for table in (ARTICLES, FIGURES, ENTITIES, FAILURES)}

_JSON_TYPES: dict[str, dict[str, str]] = {
    STRING: {"type": "string"},
    INTEGER: {"type": "integer"},
    NUMBER: {"type": "number"},
    BOOLEAN: {"type": "boolean"},
    DATE: {"type": "string", "format": "date"},
    CATEGORY: {"type": "string"},
}


def _json_column(column: Column) -> dict[str, Any]:
    kind: dict[str, Any] = dict(_JSON_TYPES[column.type]) | {"description": column.about}
    if column.values:
        kind["enum"] = list(column.values)
    if column.required:
        return kind
    if column.values:
        kind["enum"] = [*column.values, None]
    return kind | {"type": [kind["type"], "null"]}


def table_schema(table: Table) -> dict[str, Any]:
    """JSON Schema of a row of ``table``."""
    return {
        "title": table.name,
        "description": table.about,
        "type": "object",
        "properties": {c.name: _json_column(c) for c in table.columns},
        "required": [c.name for c in table.columns if c.required],
        "additionalProperties": False,
    }


_SPANS = {"type": "array", "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}}
_STRINGS = {"type": "array", "items": {"type": "string"}}
_IN_JSON: dict[str, dict[str, Any]] = {
    "location": _STRINGS | {"description": "codes of the places"},
    "period": {"type": ["array", "null"], "items": {"type": "string", "format": "date"}, "minItems": 2, "maxItems": 2},
    "section": _STRINGS | {"description": "headings above it"},
    "rules": _STRINGS | {"description": "ids of the rules that found it"},
}


def _nested(table: Table, names: str) -> dict[str, Any]:
    columns = {c.name: c for c in table.columns}
    properties = {name: _IN_JSON.get(name) or _json_column(columns[name]) for name in names.split()}
    return {"type": "object", "properties": properties}


def article_schema() -> dict[str, Any]:
    """JSON Schema of a line of ``articles.jsonl``."""
    figure = "start end text value value_max unit bound kind category indicator subject location period basis status source"
    columns = {c.name: _json_column(c) for c in ARTICLES.columns}
    return {
        "title": "article",
        "description": "a line of articles.jsonl",
        "type": "object",
        "properties": {
            "id": columns["article_id"],
            **{name: columns[name] for name in ("title", "published", "text")},
            "body": _SPANS,
            "figures": {"type": "array", "items": _nested(FIGURES, figure + " optional section rules")},
            "entities": {"type": "array", "items": _nested(ENTITIES, "start end text type adcode rules")},
            **{name: columns[name] for name in ("path", "encoding", "replaced", "fingerprint")},
        },
        "required": ["id", "title", "published", "text", "body", "figures", "entities"],
    }


def json_schema() -> dict[str, Any]:
    """JSON Schema of everything that is written: an article of articles.jsonl and a row of each table."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {"article": article_schema(), **{name: table_schema(table) for name, table in TABLES.items()}},
        "$ref": "#/$defs/article",
    }
