"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".tmp-"


def temporary_beside(path: Path) -> Path:
    """A fresh hidden name in the folder of ``path``, so that os.replace stays within one file system."""
    return path.with_name(f"{TEMPORARY}{uuid.uuid4().hex[:12]}-{path.name}")


def settle(temporary: Path, path: Path) -> None:
    """Make a closed temporary file durable and put it in the place of ``path``."""
    with open(temporary, "rb+") as file:
        os.fsync(file.fileno())
    os.replace(temporary, path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # Without it a power cut may forget the rename; systems that cannot open folders do not need it.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of ``path`` when the block ends well; on an error nothing changes."""
    target = Path(path)
    temporary = temporary_beside(target)
    try:
        with open(temporary, "wb") as file:
            yield file
        settle(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Delete temporary files that a killed run left in ``folder``."""
    for path in folder.glob(f"{TEMPORARY}*"):
        path.unlink(missing_ok=True)
