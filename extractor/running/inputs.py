"""Files and folders → the files to read, lazily and in an order that never changes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import InputError
from extractor.reading.reader import article_id

_SKIPPED = ("thumbs.db", "desktop.ini", "__macosx")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; ``root`` is what its id is relative to, ``mtime`` in nanoseconds. A vanished file has size -1."""

    path: str
    root: str | None
    id: str
    size: int
    mtime: int

    @property
    def mark(self) -> str:
        """Changes when the file does."""
        return f"{self.size}:{self.mtime}"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was asked to be read; ``excluded`` (the output folder) is not walked into."""

    paths: tuple[str, ...]
    excluded: str | None = None

    def files(self) -> Iterator[InputFile]:
        """Every file: arguments in their order, folders by name, hidden files and folders left out."""
        folders = [p for p in self.paths if os.path.isdir(p)]
        prefixes = _prefixes(folders)
        inside = tuple(os.path.join(os.path.realpath(f), "") for f in folders)
        seen: set[str] = set()
        taken: set[str] = set()
        for path in self.paths:
            real = os.path.realpath(path)
            if real in seen or (path not in prefixes and real.startswith(inside)):
                continue  # given twice, or lies in a folder that is given too
            seen.add(real)
            if path in prefixes:
                yield from self._walk(path, path, prefixes[path])
            else:
                ident = article_id(path, None)
                ident = ident if ident not in taken else path
                taken.add(ident)
                yield _input(path, None, ident)

    def _walk(self, folder: str, root: str, prefix: str) -> Iterator[InputFile]:
        with os.scandir(folder) as entries:
            found = sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries if not _is_skipped(e.name))
        taken: set[str] = set()
        for name, is_folder in found:
            path = os.path.join(folder, name)
            if is_folder:
                if self.excluded is None or os.path.realpath(path) != self.excluded:
                    yield from self._walk(path, root, prefix)
                continue
            ident = article_id(path, root)
            if ident in taken:  # report.html beside report.pdf
                ident = os.path.relpath(path, root).replace(os.sep, "/")
            taken.add(ident)
            yield _input(path, root, prefix + ident)


def _is_skipped(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _SKIPPED


def _input(path: str, root: str | None, ident: str) -> InputFile:
    try:
        stat = os.stat(path)
    except OSError:  # reading will say what is wrong with it
        return InputFile(path, root, ident, -1, 0)
    return InputFile(path, root, ident, stat.st_size, stat.st_mtime_ns)


def _prefixes(folders: Sequence[str]) -> dict[str, str]:
    """Folder → what its ids begin with: nothing for one folder, else its name, numbered where two are called the same."""
    if len({os.path.realpath(f) for f in folders}) <= 1:
        return dict.fromkeys(folders, "")
    out: dict[str, str] = {}
    for folder in folders:
        name = os.path.basename(os.path.realpath(folder)) or "root"
        same = sum(1 for p in out.values() if p == f"{name}/" or p.startswith(f"{name}~"))
        out[folder] = f"{name}~{same + 1}/" if same else f"{name}/"
    return out


def resolve(paths: Iterable[str | Path], excluded: str | Path | None = None) -> Inputs:
    """Check that the paths are there. Raises InputError."""
    given = tuple(str(p) for p in paths)
    for path in given:
        if not os.path.lexists(path):
            raise InputError(f"There is no file or folder {path}.", "Check the path.", code="E101")
    inputs = Inputs(given, os.path.realpath(excluded) if excluded is not None else None)
    if next(inputs.files(), None) is None:
        raise InputError(f"No files in {', '.join(given) or 'nothing'}.", "Give a folder that holds articles.", code="E119")
    return inputs
