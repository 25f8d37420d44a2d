"""Finished shards on disk: one file each, whole or not at all, on a folder or any place fsspec knows."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from extractor.errors import MissingExtraError, OutputError
from extractor.writing.atomic import remove_leftovers, replacing
from extractor.writing.block import Block, dump_line


@dataclass(frozen=True, slots=True)
class Head:
    """What a shard's file says about itself. ``made_by`` is the signature of rules, version and options."""

    key: str
    made_by: str
    files: tuple[tuple[str, str], ...]
    articles: int
    figures: int
    entities: int
    failures: int
    ended: bool
    sizes: tuple[tuple[str, int], ...]
    check: int


class Place(Protocol):
    """Where bytes are kept by name."""

    def write(self, name: str, data: bytes) -> None:
        """Put, whole or not at all."""
        ...

    def read(self, name: str, limit: int = -1) -> bytes | None:
        """The bytes, or their beginning; None where there is no such name."""
        ...

    def size(self, name: str) -> int:
        """In bytes."""
        ...

    def remove(self, name: str) -> None:
        """Delete."""
        ...

    def names(self) -> Iterator[str]:
        """All names."""
        ...


class Folder:
    """A place in the file system; 256 folders keep each of them small."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)

    def write(self, name: str, data: bytes) -> None:
        """Put atomically and durably."""
        target = self._path / name[:2] / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as file:
            file.write(data)

    def read(self, name: str, limit: int = -1) -> bytes | None:
        """The bytes; None where there are none."""
        try:
            with open(self._path / name[:2] / name, "rb") as file:
                return file.read(limit)
        except FileNotFoundError:
            return None

    def size(self, name: str) -> int:
        """In bytes."""
        return (self._path / name[:2] / name).stat().st_size

    def remove(self, name: str) -> None:
        """Delete, if it is there."""
        (self._path / name[:2] / name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Names of whole files; leftovers of killed runs are swept on the way."""
        if not self._path.is_dir():
            return
        for folder in sorted(p for p in self._path.iterdir() if p.is_dir()):
            remove_leftovers(folder)
            yield from sorted(p.name for p in folder.iterdir())


class Remote:
    """A place behind an fsspec URL such as s3://bucket/run."""

    def __init__(self, url: str) -> None:
        try:
            import fsspec
        except ImportError as error:
            raise MissingExtraError.of("A URL as output", "dask") from error
        self._fs, self._path = fsspec.core.url_to_fs(url)
        self._fs.makedirs(self._path, exist_ok=True)

    def write(self, name: str, data: bytes) -> None:
        """Put; object stores do so atomically, a truncated one is noticed by its size."""
        self._fs.pipe_file(f"{self._path}/{name}", data)

    def read(self, name: str, limit: int = -1) -> bytes | None:
        """The bytes; None where there are none."""
        try:
            data: bytes = self._fs.cat_file(f"{self._path}/{name}", end=None if limit < 0 else limit)
        except FileNotFoundError:
            return None
        return data

    def size(self, name: str) -> int:
        """In bytes."""
        return int(self._fs.size(f"{self._path}/{name}"))

    def remove(self, name: str) -> None:
        """Delete, if it is there."""
        if self._fs.exists(f"{self._path}/{name}"):
            self._fs.rm_file(f"{self._path}/{name}")

    def names(self) -> Iterator[str]:
        """All names."""
        self._fs.invalidate_cache()
        yield from sorted(str(p).rsplit("/", 1)[-1] for p in self._fs.ls(self._path, detail=False))


def is_url(path: str | Path) -> bool:
    """Does it name something behind fsspec rather than a folder."""
    return "://" in str(path)


def place_of(path: str | Path) -> Place:
    """The place at a path or URL."""
    return Remote(str(path)) if is_url(path) else Folder(path)


class Store:
    """Shards by key."""

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self._place = place_of(path)

    def save(self, block: Block, head: Head) -> None:
        """Write a finished shard."""
        import orjson

        failures = orjson.dumps([dict(f) for f in block.failures])
        parts = [zlib.compress(p, 1) for p in (block.lines, failures, *block.csv.values())]
        names = ["lines", "failures", *block.csv]
        payload = b"".join(parts)
        full = asdict(head) | {"sizes": list(zip(names, map(len, parts), strict=True)), "check": zlib.crc32(payload)}
        self._place.write(block.key, dump_line(full)[1] + payload)

    def head(self, key: str) -> Head | None:
        """What a shard says of itself; None where it is missing or torn."""
        data = self._place.read(key, 1 << 16)
        if data is not None and b"\n" not in data:
            data = self._place.read(key)
        head = _parse(data)
        if head is None or data is None:
            return None
        length = data.index(b"\n") + 1 + sum(size for _, size in head.sizes)
        return head if self._place.size(key) == length and head.key == key else None

    def load(self, key: str) -> Block:
        """A finished shard's block. Raises OutputError where it is damaged."""
        import orjson

        data = self._place.read(key)
        head = _parse(data)
        payload = data[data.index(b"\n") + 1 :] if data is not None and head is not None else b""
        if head is None or zlib.crc32(payload) != head.check:
            self._place.remove(key)
            raise OutputError(
                f"The finished shard {key} in {self.path} is damaged.", "Run the same command again: it is redone.", code="E310"
            )
        parts: dict[str, bytes] = {}
        at = 0
        for name, size in head.sizes:
            parts[name] = zlib.decompress(payload[at : at + size])
            at += size
        return Block(key, parts.pop("lines"), tuple(orjson.loads(parts.pop("failures"))), parts)

    def remove(self, key: str) -> None:
        """Delete a shard."""
        self._place.remove(key)

    def keys(self) -> Iterator[str]:
        """All shards that are there."""
        return (name for name in self._place.names() if not name.startswith("."))


def _parse(data: bytes | None) -> Head | None:
    import orjson

    if not data or b"\n" not in data:
        return None
    try:
        fields: dict[str, Any] = orjson.loads(data[: data.index(b"\n")])
        fields["files"] = _pairs(fields["files"])
        fields["sizes"] = _pairs(fields["sizes"])
        return Head(**fields)
    except (ValueError, TypeError, KeyError):
        return None


def _pairs(pairs: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    return tuple((a, b) for a, b in pairs)


def default_folder(out: str | Path) -> str:
    """Where the shards of an output folder are kept."""
    return f"{str(out).rstrip('/')}/.extractor/shards" if is_url(out) else os.path.join(out, ".extractor", "shards")
