"""Who made an output: the program's version."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path


def version() -> str:
    """The installed version of the distribution; ``0+source`` where it runs from a plain folder."""
    try:
        return installed("policy-extractor")
    except PackageNotFoundError:
        return "0+source"


def compiled() -> bool:
    """Whether the hot modules run as machine code (see hatch_build.py)."""
    spec = importlib.util.find_spec("extractor.linking.clauses")
    return spec is not None and not (spec.origin or "").endswith(".py")


@functools.cache
def build() -> str:
    """The version and a hash of the code, so that a changed checkout is not taken for the same program."""
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(Path(__file__).resolve().parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return f"{version()} ({digest.hexdigest()})"
