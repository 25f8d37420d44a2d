"""Who made an output: the program's version."""

from __future__ import annotations


def version() -> str:
    """The installed version of the distribution; ``0+source`` where it runs from a plain folder."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("policy-extractor")
    except PackageNotFoundError:
        return "0+source"
