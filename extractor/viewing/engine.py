"""What the worker of the local page does: text or bytes → articles as plain JSON with origins."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import Any

from extractor.errors import InputError
from extractor.model import Failure
from extractor.pipeline import Extractor, default_extractor
from extractor.reading.reader import Reader
from extractor.viewing.origins import with_origins

MAX_ARTICLES = 50


@cache
def _reader() -> Reader:
    return Reader(default_extractor().rules)


def prepare() -> None:
    """Compile the rules before the first request."""
    _reader()


def extract(text: str, published: str | None, title: str | None) -> dict[str, Any]:
    """The article of a text."""
    extractor = default_extractor()
    return with_origins(extractor, extractor.extract(text, published=published, title=title, id="pasted"))


def read_bytes(data: bytes, name: str) -> list[dict[str, Any]]:
    """The first articles in a file; InputError where there is none."""
    extractor = default_extractor()
    found = list(islice(_reader().read_bytes(data, name), MAX_ARTICLES))
    articles = [_article(extractor, source) for source in found if not isinstance(source, Failure)]
    failures = [f for f in found if isinstance(f, Failure)]
    if not articles and failures:
        raise InputError(failures[0].reason, failures[0].advice, code=failures[0].code)
    return articles


def _article(extractor: Extractor, source: Any) -> dict[str, Any]:
    return with_origins(extractor, extractor.extract_source(source))
