"""Which rule folders apply besides the built-in one: installed packs, the project's settings, the environment, the caller's."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from extractor.errors import RuleError

GROUP = "extractor.patterns"
VARIABLE = "EXTRACTOR_PATTERNS"


def chosen_folders(given: Sequence[str | Path] = (), *, environ: Mapping[str, str] | None = None, start: Path | None = None) -> list[Path]:
    """All folders in the order in which they are read; a later one wins.

    Installed packs by name, ``[tool.extractor] patterns`` of the nearest pyproject.toml at or above ``start``
    (the working folder), EXTRACTOR_PATTERNS (separated as PATH is), then ``given``. A folder named twice is read once,
    at its last place. RuleError (E240 …) for settings that cannot be read.
    """
    variables = os.environ if environ is None else environ
    named = [Path(p) for p in variables.get(VARIABLE, "").split(os.pathsep) if p.strip()]
    found = [*packs(), *project_folders(start or Path.cwd()), *named, *map(Path, given)]
    last = {path.resolve(): number for number, path in enumerate(found)}
    return [path for number, path in enumerate(found) if last[path.resolve()] == number]


def packs() -> list[Path]:
    """The folders of installed packages that name one in the entry point group ``extractor.patterns``."""
    return [_pack(point) for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)]


def _pack(point: EntryPoint) -> Path:
    """The entry point is a module (its folder), a path, or a function that gives a path."""
    try:
        found = point.load()
    except Exception as error:
        raise RuleError(f"The rule pack {point.name!r} ({point.value}) cannot be loaded: {error}.", "Uninstall it.", code="E240") from error
    if callable(found):
        found = found()
    folder = getattr(found, "__file__", None)
    return Path(folder).parent if folder else Path(str(found))


def project_folders(start: Path) -> list[Path]:
    """The folders named in the nearest pyproject.toml that has ``[tool.extractor]``, relative to that file."""
    for folder in (start, *start.parents):
        file = folder / "pyproject.toml"
        if not file.is_file():
            continue
        settings = _settings(file)
        if settings is None:
            continue
        listed = settings.get("patterns", [])
        if not isinstance(listed, list) or not all(isinstance(p, str) for p in listed):
            raise RuleError(f"{file}: patterns in [tool.extractor] is no list of folders.", 'Write patterns = ["rules"].', code="E241")
        return [file.parent / p for p in listed]
    return []


def _settings(file: Path) -> dict[str, object] | None:
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{file}: {error}.", "Correct this file.", code="E242") from error
    settings = found.get("tool", {}).get("extractor")
    return settings if isinstance(settings, dict) else None
