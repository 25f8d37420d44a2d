"""Names of formats → writers of an output folder."""

from __future__ import annotations

import contextlib
import difflib
import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from extractor.errors import MissingExtraError, UsageError
from extractor.writing.block import Block, Writer
from extractor.writing.schema import TABLES
from extractor.writing.textfiles import Csv, FailureLines, JsonLines

FORMATS = {
    "jsonl": "articles.jsonl, one article a line",
    "figures.csv": "only the table of figures",
    "csv": "a .csv for each table",
    "xlsx": "extractor.xlsx, a sheet for each table",
    "parquet": "a .parquet for each table",
    "sqlite": "extractor.sqlite; a second run adds to it",
    "duckdb": "extractor.duckdb; a second run adds to it",
}
DEFAULT = ("jsonl", "figures.csv")
_NEEDS = {"xlsx": ("xlsxwriter",), "parquet": ("pyarrow",), "duckdb": ("duckdb", "pyarrow")}


def check_formats(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once, in a fixed order. Raises UsageError, MissingExtraError."""
    wanted = {part.strip().lower() for name in names for part in name.split(",") if part.strip()} or set(DEFAULT)
    for name in sorted(wanted):
        if name not in FORMATS:
            near = difflib.get_close_matches(name, FORMATS, 1)
            raise UsageError(
                f"Unknown format {name!r}.", f"Did you mean {near[0]}?" if near else f"Known: {', '.join(FORMATS)}.", code="E412"
            )
        if any(importlib.util.find_spec(module) is None for module in _NEEDS.get(name, ())):
            raise MissingExtraError.of(f"Writing {name}", "tables")
    if "csv" in wanted:
        wanted.discard("figures.csv")
    return tuple(name for name in FORMATS if name in wanted)


def output_files(names: Iterable[str]) -> tuple[str, ...]:
    """The files that these formats and the failures are written to."""
    files = {
        "jsonl": ("articles.jsonl",),
        "figures.csv": ("figures.csv",),
        "csv": tuple(f"{t}.csv" for t in TABLES),
        "parquet": tuple(f"{t}.parquet" for t in TABLES),
    }
    return (*(f for name in names for f in files.get(name, (f"extractor.{name}",))), "failures.jsonl")


def _makers(folder: Path, *, raw: bool, run: str) -> dict[str, Callable[[], Writer]]:
    def later(module: str, name: str, *arguments: str) -> Callable[[], Writer]:
        def make() -> Writer:
            writer: Writer = getattr(importlib.import_module(f"extractor.writing.{module}"), name)(folder, *arguments)
            return writer

        return make

    return {
        "jsonl": lambda: JsonLines(folder),
        "figures.csv": lambda: Csv(folder, ("figures",), raw=raw),
        "csv": lambda: Csv(folder, raw=raw),
        "xlsx": later("xlsx", "Xlsx"),
        "parquet": later("parquet", "Parquet"),
        "sqlite": later("database", "Sqlite", run),
        "duckdb": later("database", "DuckDb", run),
    }


class Writers:
    """All writers of a run as one."""

    def __init__(self, writers: Sequence[Writer]) -> None:
        self._writers = writers

    def add(self, block: Block) -> None:
        """Give a block to each."""
        for writer in self._writers:
            writer.add(block)


@contextlib.contextmanager
def writing(folder: Path, names: Iterable[str], *, raw: bool = False, run: str = "") -> Iterator[Writers]:
    """Writers into ``folder``: committed when the block ends well, aborted otherwise. failures.jsonl is always written."""
    makers = _makers(folder, raw=raw, run=run)
    opened: list[Writer] = []
    try:
        opened.append(FailureLines(folder))
        for name in check_formats(names):
            opened.append(makers[name]())
        yield Writers(opened)
        while opened:
            opened[0].commit()
            opened.pop(0)
    finally:
        for writer in opened:
            with contextlib.suppress(Exception):
                writer.abort()
