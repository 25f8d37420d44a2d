"""The files of one folder, and nothing outside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import InputError
from extractor.reading import kinds

MAX_FILES = 5_000


def readable(name: str) -> bool:
    """Whether the file's ending is not one of those that must be converted first."""
    try:
        kinds.unreadable(kinds.ending(name))
    except KeyError:
        return True
    return False


class Folder:
    """Readable files below ``root``: no hidden ones, no links that lead out."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve(strict=True)

    def listing(self) -> tuple[list[str], int]:
        """The first paths in order, relative with ``/``, and how many there are."""
        found = sorted(self._walk())
        return found[:MAX_FILES], len(found)

    def _walk(self) -> Iterator[str]:
        for at, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in files:
                path = Path(at) / name
                if not name.startswith(".") and readable(name) and self._inside(path):
                    yield path.relative_to(self.root).as_posix()

    def _inside(self, path: Path) -> bool:
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            return False
        return real.is_relative_to(self.root) and real.is_file()

    def find(self, relative: str) -> Path:
        """The file at a relative path; InputError where it is none of this folder's."""
        parts = relative.split("/")
        hidden = any(part.startswith(".") or part in ("", "..") or "\\" in part or "\0" in part for part in parts)
        path = self.root.joinpath(*parts) if not hidden else None
        if path is None or path.is_absolute() is False or not self._inside(path):
            raise InputError("No such file in this folder.", "Choose one of the list.", code="E130")
        return path.resolve()
