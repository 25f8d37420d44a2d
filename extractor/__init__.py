"""Reads Chinese policy and economic articles and turns what they say into table rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.api import extract, find, read
    from extractor.errors import ExtractorError
    from extractor.model import Article, Entity, Failure, Figure, Mention, Source
    from extractor.pipeline import Extractor
    from extractor.running import run
    from extractor.spacy_components import load
    from extractor.writing.frames import to_frame
    from extractor.writing.panel import panel

__all__ = [
    "Article",
    "Entity",
    "Extractor",
    "ExtractorError",
    "Failure",
    "Figure",
    "Mention",
    "Source",
    "__version__",
    "extract",
    "find",
    "load",
    "panel",
    "read",
    "run",
    "to_frame",
]

_HOMES = {
    "Article": "model",
    "Entity": "model",
    "Failure": "model",
    "Figure": "model",
    "Mention": "model",
    "Source": "model",
    "ExtractorError": "errors",
    "Extractor": "pipeline",
    "extract": "api",
    "find": "api",
    "read": "api",
    "load": "spacy_components",
    "run": "running",
    "panel": "writing.panel",
    "to_frame": "writing.frames",
}


def __getattr__(name: str) -> Any:
    """Names are imported when first used, so that ``import extractor`` stays light."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"extractor.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
