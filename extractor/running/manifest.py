"""What an output folder remembers of the run that made it."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from extractor.errors import OutputError, UsageError
from extractor.writing.atomic import replacing

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """``made_by`` are the signatures whose finished shards count; ``outputs`` maps files to size and time of a complete run."""

    fingerprint: str
    version: str
    options: Mapping[str, Any]
    inputs: tuple[str, ...]
    made_by: tuple[str, ...]
    formats: tuple[str, ...] = ()
    raw: bool = False
    complete: bool = False
    digest: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def signature(self) -> str:
        """Of everything that a result depends on beside the inputs."""
        import hashlib

        told = json.dumps([self.fingerprint, self.version, dict(self.options)], sort_keys=True)
        return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def read(path: Path) -> Manifest | None:
    """The manifest; None where there is none, or one of another format."""
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        if fields["format"] != FORMAT:
            return None
        return Manifest(**fields | {name: tuple(fields[name]) for name in ("inputs", "made_by", "formats")})
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        return None


def write(path: Path, manifest: Manifest) -> None:
    """Put it atomically."""
    with replacing(path) as file:
        file.write(json.dumps(asdict(manifest), indent=1).encode())


def settle(old: Manifest | None, new: Manifest, *, go_on: bool) -> Manifest:
    """The manifest of a run over what ``old`` left. Raises UsageError where rules, version or options changed and ``go_on`` is not set."""
    signature = new.signature
    if old is None:
        return replace(new, made_by=(signature,))
    if signature in old.made_by[:1] or go_on:
        return replace(new, made_by=(signature, *(m for m in old.made_by if m != signature)))
    changed = ", ".join(_changes(old, new)) or "something"
    raise UsageError(
        f"This output was begun with other settings: {changed}.",
        "Give --fresh to begin anew, or --continue to keep what is finished and do the rest with the new ones.",
        code="E430",
    )


def _changes(old: Manifest, new: Manifest) -> Iterator[str]:
    if old.fingerprint != new.fingerprint:
        yield f"rules {old.fingerprint} → {new.fingerprint}"
    if old.version != new.version:
        yield f"version {old.version} → {new.version}"
    for name in sorted({*old.options, *new.options}):
        before, after = old.options.get(name), new.options.get(name)
        if before != after:
            yield f"{name} {json.dumps(before, ensure_ascii=False)} → {json.dumps(after, ensure_ascii=False)}"


def mark_of(path: Path) -> str:
    """Changes when a file is touched."""
    stat = path.stat()
    return f"{stat.st_size}:{stat.st_mtime_ns}"


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the folder's lock; the system takes it back when the process dies. Raises OutputError where another run holds it."""
    with open(path, "a+b") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise OutputError(
                f"Another run is writing to {path.parent.parent}.", "Wait for it, or give another -o.", code="E311"
            ) from error
        yield


def _lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
