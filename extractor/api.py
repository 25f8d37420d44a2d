"""The three calls most users need, on the built-in rules."""

from __future__ import annotations

from pathlib import Path

from extractor.model import Article, Mention
from extractor.pipeline import default_extractor


def extract(text: str, *, published: str | None = None, id: str = "", title: str | None = None) -> Article:
    """The article in ``text``; ``published`` (ISO date) and ``title`` are found in the text when None."""
    return default_extractor().extract(text, published=published, id=id, title=title)


def find(text: str, published: str | None = None) -> list[Mention]:
    """Numbers, quantities, periods, places and names in any text, with normalised values, without linking."""
    return default_extractor().find(text, published)


def read(path: str | Path, *, published: str | None = None) -> Article:
    """Read one file and extract its article. Raises InputError with a code and what to do."""
    from extractor.reading import read_source

    return default_extractor().extract_source(read_source(path, published=published))
