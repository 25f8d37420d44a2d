"""An output read back: articles.jsonl → articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.model import Article, Entity, Figure


def saved_file(path: str | Path) -> Path:
    """The articles.jsonl of an output folder, or the file itself. Raises InputError."""
    given = Path(path)
    file = given / "articles.jsonl" if given.is_dir() else given
    if not file.is_file():
        advice = "Run with --format jsonl first." if given.is_dir() else "Give the folder of a run or its articles.jsonl."
        raise InputError(f"There is no {file}.", advice, code="E101")
    return file


def saved_articles(path: str | Path) -> Iterator[dict[str, Any]]:
    """The articles of an output as plain JSON, one at a time. Raises InputError."""
    import orjson

    file = saved_file(path)
    with open(file, "rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                article = orjson.loads(line)
                article["id"], article["figures"], article["entities"]
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    f"{file}:{number} is not an article: {error}.", "Give the articles.jsonl of a run.", code="E102"
                ) from error
            yield article


def article_of(saved: Mapping[str, Any]) -> Article:
    """An Article from its plain JSON."""
    return Article(
        id=saved["id"],
        title=saved.get("title"),
        published=saved.get("published"),
        text=saved.get("text", ""),
        body=tuple((a, b) for a, b in saved["body"]),
        figures=tuple(_figure(f) for f in saved["figures"]),
        entities=tuple(Entity(**{**e, "rules": tuple(e.get("rules", ()))}) for e in saved["entities"]),
        path=saved.get("path"),
        encoding=saved.get("encoding"),
        replaced=saved.get("replaced", 0),
        fingerprint=saved.get("fingerprint", ""),
    )


def _figure(saved: Mapping[str, Any]) -> Figure:
    lists = {name: tuple(saved.get(name) or ()) for name in ("location", "section", "rules")}
    period = saved.get("period")
    return Figure(**{**saved, **lists, "period": (period[0], period[1]) if period else None})
