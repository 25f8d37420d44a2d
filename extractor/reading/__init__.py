"""Files of every kind → ``Source``: the text as read and where in it the article stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import InputError
from extractor.model import Failure, Source

if TYPE_CHECKING:
    from extractor.reading.reader import Reader

__all__ = ["default_reader", "read_bytes", "read_source", "read_sources"]


@cache
def default_reader() -> Reader:
    """The reader with the built-in rules, made once."""
    from extractor.reading.reader import Reader
    from extractor.rules import load_rules

    return Reader(load_rules())


def read_sources(
    path: str | Path, *, root: str | Path | None = None, published: str | None = None, reader: Reader | None = None
) -> Iterator[Source | Failure]:
    """The articles of one file ("-": standard input), in its order; a Failure for each that cannot be read."""
    return (reader or default_reader()).read(path, root=root, published=published)


def read_source(
    path: str | Path,
    *,
    root: str | Path | None = None,
    published: str | None = None,
    title: str | None = None,
    reader: Reader | None = None,
) -> Source:
    """The article of a file that holds one. InputError (codes E1xx) where it cannot be read or holds several."""
    found = (reader or default_reader()).read(path, root=root, published=published, title=title)
    first = next(found, None)
    if first is None:
        raise InputError(f"{path}: no article in it.", "Check the file.", code="E104")
    if isinstance(first, Failure):
        raise InputError(f"{path}: {first.reason}", first.advice, code=first.code)
    if next(found, None) is not None:
        raise InputError(f"{path}: more than one article in it.", "Use `extractor run` or read_sources().", code="E117")
    return first


def read_bytes(data: bytes, name: str, *, published: str | None = None, reader: Reader | None = None) -> Iterator[Source | Failure]:
    """The articles of a file's content; ``name`` (with its ending) helps to tell its kind."""
    return (reader or default_reader()).read_bytes(data, name, published=published)
