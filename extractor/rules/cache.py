"""What is slow to make from the rules, kept on disk under the user's cache folder.

A cache that cannot be read, written or trusted is as good as none: the thing is made again.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
KEPT = 8
_DIGEST = 32


def cache_folder() -> Path | None:
    """``EXTRACTOR_CACHE``, else the user's cache folder; None when that variable is set to nothing."""
    chosen = os.environ.get("EXTRACTOR_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    from platformdirs import user_cache_path

    return user_cache_path("policy-extractor", appauthor=False)


def cached(name: str, key: str, make: Callable[[], T], expected: type[T]) -> T:
    """The value kept under ``name`` and ``key``, or the one of ``make``, which is then kept.

    ``key`` must change with everything that the value depends on except the Python version.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    full = hashlib.sha256(f"{key}\0{sys.version}".encode()).hexdigest()[:24]
    path = folder / f"{name}-{full}.pickle"
    found = _read(path)
    if isinstance(found, expected):
        return found
    value = make()
    with suppress(OSError):
        _write(path, value)
        _forget(folder, name)
    return value


def _read(path: Path) -> object:
    try:
        data = path.read_bytes()
        if hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
            return pickle.loads(data[_DIGEST:])
    except Exception:  # a file of another version of a class can fail in any way
        pass
    return None


def _write(path: Path, value: object) -> None:
    """Written aside and moved into place, so that another process never sees half a file."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(hashlib.sha256(data).digest() + data)
    os.replace(aside, path)


def _forget(folder: Path, name: str) -> None:
    """Keep the newest few of a name."""
    files = sorted(folder.glob(f"{name}-*.pickle"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in files[KEPT:]:
        old.unlink(missing_ok=True)
