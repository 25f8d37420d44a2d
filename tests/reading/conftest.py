"""One reader for all tests of reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.model import Failure, Source
from extractor.reading import default_reader
from extractor.reading.reader import Reader

Read = Callable[..., list[Source | Failure]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return default_reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """(bytes, name) → what the reader makes of them; spans are checked in passing."""

    def run(data: bytes, name: str) -> list[Source | Failure]:
        found = list(reader.read_bytes(data, name))
        for one in found:
            if isinstance(one, Source):
                check(one)
        return found

    return run


def check(source: Source) -> None:
    """Spans lie in the text, in order; a table's cells are what stands there."""
    end = 0
    for start, stop in source.body:
        assert end <= start < stop <= len(source.text)
        end = stop
    for table in source.tables:
        for row in table.rows:
            for start, stop in row:
                assert 0 <= start <= stop <= len(source.text)
                assert "\n" not in source.text[start:stop]
