"""An article as plain JSON → flat rows of the tables in schema.py, as tuples in column order."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.model import Article, Failure
from extractor.writing.schema import LIST_SEPARATOR, SECTION_SEPARATOR

Json = Mapping[str, Any]
Row = tuple[Any, ...]
_SENTENCE_ENDS = "。！？!?；;\n"
_CLOSERS = "”’」』）)"


@functools.cache
def place_names() -> dict[str, str]:
    """Code → name: GB/T 2260 codes of China, ISO 3166 alpha-2 codes of countries."""
    from extractor.rules import builtin_folder

    places = builtin_folder() / "places"
    names = {"100000": "中国"}
    for file, code, name in (("china.tsv", "adcode", "name"), ("places_extra.tsv", "adcode", "name"), ("countries.tsv", "iso", "name")):
        lines = (places / file).read_text(encoding="utf-8-sig").split("\n")
        header = lines[0].rstrip("\r").split("\t")
        at, called = header.index(code), header.index(name)
        for line in lines[1:]:
            cells = line.rstrip("\r").split("\t")
            if len(cells) > max(at, called) and cells[at]:
                names.setdefault(cells[at], cells[called])
    return names


def as_json(article: Article | Json) -> Json:
    """An Article, or one already in plain JSON, as plain JSON."""
    return article.to_dict() if isinstance(article, Article) else article


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of ``text`` that holds ``[start, end)``, without the white space around it."""
    first = max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    stops = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, end, end + 2000)) >= 0]
    last = min(stops, default=min(len(text), end + 2000))
    if last < len(text) and text[last] != "\n":
        last += 1
        while last < len(text) and text[last] in _CLOSERS:
            last += 1
    while first < start and text[first] in _CLOSERS:
        first += 1
    return text[first:last].strip()


def _joined(parts: Sequence[str] | None) -> str | None:
    return LIST_SEPARATOR.join(parts) if parts else None


def _places(codes: Sequence[str] | None) -> str | None:
    names = place_names()
    return _joined([names.get(code, code) for code in codes or ()])


def article_rows(article: Json) -> Iterator[Row]:
    """The one row of ``articles``."""
    text = article.get("text", "")
    body = LIST_SEPARATOR.join(f"{a}-{b}" for a, b in article["body"])
    yield (
        article["id"],
        article.get("title"),
        article.get("published"),
        len(text),
        body,
        len(article["figures"]),
        len(article["entities"]),
        article.get("encoding"),
        article.get("replaced") or 0,
        article.get("fingerprint"),
        article.get("path"),
        text,
    )


def figure_rows(article: Json) -> Iterator[Row]:
    """The rows of ``figures``."""
    text = article.get("text", "")
    for number, f in enumerate(article["figures"], 1):
        period = f.get("period") or (None, None)
        yield (
            article["id"],
            article.get("title"),
            article.get("published"),
            number,
            f["start"],
            f["end"],
            f["text"],
            float(f["value"]),
            None if f.get("value_max") is None else float(f["value_max"]),
            f["unit"],
            f["bound"],
            f["kind"],
            f["category"],
            f.get("indicator") or None,
            f.get("subject") or None,
            _joined(f.get("location")),
            _places(f.get("location")),
            period[0],
            period[1],
            f.get("basis"),
            f.get("status") or "actual",
            f.get("source"),
            bool(f.get("optional")),
            SECTION_SEPARATOR.join(f.get("section") or ()) or None,
            _joined(f.get("rules")),
            sentence_around(text, f["start"], f["end"]),
            article.get("path"),
        )


def entity_rows(article: Json) -> Iterator[Row]:
    """The rows of ``entities``."""
    for number, e in enumerate(article["entities"], 1):
        code = e.get("adcode")
        yield (
            article["id"],
            number,
            e["start"],
            e["end"],
            e["text"],
            e["type"],
            code,
            place_names().get(code, code) if code else None,
            _joined(e.get("rules")),
        )


def failure_row(failure: Failure | Json) -> Row:
    """A row of ``failures``."""
    f = failure.to_dict() if isinstance(failure, Failure) else failure
    return f["path"], f["code"], f["reason"], f.get("advice") or None


MAKERS = {"articles": article_rows, "figures": figure_rows, "entities": entity_rows}
