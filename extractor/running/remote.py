"""An output behind a URL that fsspec knows (s3://…): shards are written there by the workers, the tables sent there at the end."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.errors import MissingExtraError, OutputError, UsageError

LOCAL_ONLY = ("sqlite", "duckdb")


class Mirror:
    """A folder on this machine that stands for the URL while a run goes on."""

    def __init__(self, url: str, folder: Path) -> None:
        try:
            import fsspec
        except ImportError as error:
            raise MissingExtraError.of("A URL as output", "dask") from error
        self.folder = folder
        try:
            filesystem, self._path = fsspec.core.url_to_fs(url.rstrip("/"))
        except (ValueError, ImportError) as error:
            raise UsageError(f"{url}: {error}.", "Is the package for this kind of URL installed?", code="E417") from error
        self._fs: Any = filesystem

    def fetch(self, name: str) -> None:
        """Bring a file here, if it is there."""
        if self._fs.exists(f"{self._path}/{name}"):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            self._fs.get_file(f"{self._path}/{name}", str(self.folder / name))

    def send(self, path: Path) -> None:
        """Put a file of the folder there."""
        name = path.relative_to(self.folder).as_posix()
        try:
            self._fs.makedirs(f"{self._path}/{name}".rsplit("/", 1)[0], exist_ok=True)
            self._fs.put_file(str(path), f"{self._path}/{name}")
        except OSError as error:
            raise OutputError(
                f"Cannot write to {self._path}: {error}.", "Run the same command again: finished work is kept.", code="E312"
            ) from error


@contextlib.contextmanager
def mirrored(url: str, formats: Sequence[str]) -> Iterator[Mirror]:
    """A mirror of ``url``. Raises UsageError for formats that need a folder."""
    for name in formats:
        if name in LOCAL_ONLY:
            raise UsageError(f"{name} cannot be written to {url}.", "Choose another --format, or a folder as -o.", code="E418")
    with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
        yield Mirror(url, Path(folder))
