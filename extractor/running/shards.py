"""The plan of a run: inputs cut into shards, the same way every time, with little change where inputs change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.reading import kinds
from extractor.running.inputs import InputFile

MEBIBYTE = 1024 * 1024
MAX_BYTES = 4 * MEBIBYTE
ROWS = 100
_ROW_KINDS = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xlsx", ".xlsm", ".parquet", ".zip", ".tgz", ".tar", ".gz")


@dataclass(frozen=True, slots=True)
class Shard:
    """Files that are worked on together; or, of one large file of many articles, those from ``first`` to ``first + count``."""

    files: tuple[InputFile, ...]
    first: int = 0
    count: int | None = None

    @property
    def key(self) -> str:
        """Names the shard: it changes when one of its inputs does."""
        digest = hashlib.blake2b(digest_size=16)
        for f in self.files:
            digest.update(f"{f.id}\0{f.path}\0{f.mark}\0".encode("utf-8", "surrogateescape"))
        digest.update(f"{self.first}\0{self.count}".encode())
        return digest.hexdigest()

    @property
    def is_part(self) -> bool:
        """Is it a part of one large file."""
        return self.count is not None


def holds_many(path: str) -> bool:
    """Is it, by its name, a table or an archive."""
    return kinds.ending(path) in _ROW_KINDS


class Plan:
    """Cuts files into shards. A large file has shards without end until ``ended`` says that its articles are used up."""

    def __init__(self, files: Iterable[InputFile], size: int = 64, large: int = MEBIBYTE) -> None:
        self._files = files
        self._size = size
        self._large = large
        self._ended: set[str] = set()

    def ended(self, shard: Shard) -> None:
        """No more shards of this shard's file are wanted."""
        self._ended.add(shard.files[0].path)

    def __iter__(self) -> Iterator[Shard]:
        group: list[InputFile] = []
        weight = 0
        for file in self._files:
            if file.size > self._large and holds_many(file.path):
                if group:
                    yield Shard(tuple(group))
                    group, weight = [], 0
                yield from self._parts(file)
                continue
            if group and weight + file.size > MAX_BYTES:
                yield Shard(tuple(group))
                group, weight = [], 0
            group.append(file)
            weight += max(0, file.size)
            # Where a shard ends depends on the file's name, so that a file more or less moves only the border next to it.
            if _ends_here(file.id, self._size) or len(group) >= 3 * self._size:
                yield Shard(tuple(group))
                group, weight = [], 0
        if group:
            yield Shard(tuple(group))

    def _parts(self, file: InputFile) -> Iterator[Shard]:
        first = 0
        while file.path not in self._ended:
            yield Shard((file,), first, ROWS)
            first += ROWS
        self._ended.discard(file.path)


def _ends_here(ident: str, size: int) -> bool:
    digest = hashlib.blake2b(ident.encode("utf-8", "surrogateescape"), digest_size=4).digest()
    return int.from_bytes(digest, "big") % size == 0
