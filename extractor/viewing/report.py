"""An output folder → one self-contained HTML report."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import OutputError
from extractor.viewing.origins import explained
from extractor.viewing.page import assemble
from extractor.viewing.places import grid, names, short_names
from extractor.viewing.summary import Summary

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

SCRIPTS = ("base.js", "text.js", "table.js", "figures.js", "overview.js", "report.js")
STYLES = ("base.css", "report.css")
MAX_FIGURES = 20_000
MAX_CHARACTERS = 20_000_000
MAX_FAILURES = 500


def build(folder: Path, *, limit: int = MAX_FIGURES, title: str | None = None, extractor: Extractor | None = None) -> str:
    """HTML of the report of ``folder`` (with articles.jsonl). The overview counts all, pages show up to ``limit`` figures.

    With the ``extractor`` that made the articles, each field is underlined where it came from.
    Raises OutputError where there is no articles.jsonl or a line of it is not an article.
    """
    return _page(folder, limit, title, extractor)[0]


def build_served(folder: Path, *, limit: int = MAX_FIGURES, extractor: Extractor | None = None) -> tuple[str, str]:
    """(HTML, content security policy) for a server that sends the policy as a header, too."""
    return _page(folder, limit, None, extractor)


def write(
    folder: Path, target: Path | None = None, *, limit: int = MAX_FIGURES, title: str | None = None, extractor: Extractor | None = None
) -> Path:
    """Write the report, by default to ``folder/report.html``, in one step; returns where."""
    target = target or folder / "report.html"
    page = build(folder, limit=limit, title=title, extractor=extractor)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        partial.write_text(page, "utf-8")
        os.replace(partial, target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(f"{target} cannot be written: {error.strerror}.", "Give another file with -o.", code="E350") from error
    return target


def _page(folder: Path, limit: int, title: str | None, extractor: Extractor | None) -> tuple[str, str]:
    summary = Summary()
    shown: list[dict[str, Any]] = []
    listed = characters = 0
    for article in read_articles(folder / "articles.jsonl"):
        summary.add(article)
        size = len(article["figures"])
        if shown and (listed + size > limit or characters + len(article["text"]) > MAX_CHARACTERS):
            limit = min(limit, listed)
            continue
        listed += size
        characters += len(article["text"])
        shown.append(explained(extractor, article) if extractor else article)
    failed = _failures(folder / "failures.jsonl", summary)
    counts = summary.to_dict() | {"listed": listed, "failed": failed}
    codes = {code for article in shown for figure in article["figures"] for code in figure["location"]}
    codes |= {entity["adcode"] for article in shown for entity in article["entities"] if entity.get("adcode")}
    codes |= {code for code, _ in counts["places"]}
    data = {"articles": shown, "summary": counts, "places": names(codes), "grid": grid(), "short": short_names()}
    return assemble(title or folder.resolve().name, STYLES, SCRIPTS, data)


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """Articles of an articles.jsonl with the fields a page relies on filled in."""
    try:
        lines = path.open("rb")
    except OSError as error:
        raise OutputError(f"{path.parent} has no articles.jsonl.", "Give the output folder of `extractor run`.", code="E351") from error
    with lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield complete(_parse(path, number, line))


def complete(article: dict[str, Any]) -> dict[str, Any]:
    """The article with defaults for what may be absent and codes as a list."""
    article.setdefault("text", "")
    article.setdefault("body", [[0, len(article["text"])]])
    article.setdefault("figures", [])
    article.setdefault("entities", [])
    for figure in article["figures"]:
        place = figure.get("location")
        figure["location"] = [place] if isinstance(place, str) else list(place or [])
    return article


def _parse(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        article = json.loads(line)
    except ValueError as error:
        raise OutputError(f"{path}:{number}: not JSON.", "The run may have been cut short; run it again.", code="E352") from error
    if not isinstance(article, dict) or "id" not in article:
        raise OutputError(f"{path}:{number}: not an article.", "Give the output folder of `extractor run`.", code="E352")
    return article


def _failures(path: Path, summary: Summary) -> list[dict[str, Any]]:
    """The first failures; all are counted."""
    kept: list[dict[str, Any]] = []
    if path.is_file():
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                summary.failures += 1
                if len(kept) < MAX_FAILURES:
                    kept.append(_parse_failure(path, number, line))
    return kept


def _parse_failure(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        failure = json.loads(line)
    except ValueError as error:
        raise OutputError(f"{path}:{number}: not JSON.", "The run may have been cut short; run it again.", code="E352") from error
    return failure if isinstance(failure, dict) else {"path": str(failure)}
