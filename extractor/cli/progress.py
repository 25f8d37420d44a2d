"""What a run shows while it goes on and at its end."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import typer

if TYPE_CHECKING:
    from extractor.running import Counts, Summary

LOG_EVERY = 30.0
WORTH_SEEING = ("figures.csv", "extractor.xlsx", "extractor.sqlite", "extractor.duckdb", "figures.parquet", "articles.jsonl")


class Report(Protocol):
    """Told how far a run is."""

    def update(self, counts: Counts) -> None:
        """Progress."""
        ...

    def finish(self, summary: Summary) -> None:
        """The end."""
        ...


class _Log:
    """A line every 30 seconds on the error stream: for pipes, logs and machines."""

    def __init__(self, as_json: bool) -> None:
        self._json = as_json
        self._next = time.monotonic() + (0.0 if as_json else LOG_EVERY)

    def update(self, counts: Counts) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + LOG_EVERY
            self._say("progress", counts.as_dict() | {"files": counts.files, "seconds": round(counts.seconds, 1)})

    def _say(self, event: str, values: dict[str, Any]) -> None:
        if self._json:
            typer.echo(json.dumps({"event": event, "time": time.time()} | values, ensure_ascii=False), err=True)
        else:
            rate = values["articles"] / max(0.001, values["seconds"])
            typer.echo(f"{values['articles']} articles, {rate:.1f} a second, {values['failures']} failures", err=True)

    def finish(self, summary: Summary) -> None:
        if self._json:
            import dataclasses

            self._say("finished", dataclasses.asdict(summary))
        _print_summary(summary)


class _Bar:
    """A bar on a terminal."""

    def __init__(self, paths: Sequence[Path]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

        numbers = TextColumn("{task.fields[rate]:.0f} articles/s · {task.fields[figures]} figures · {task.fields[failures]} failures")
        self._progress = Progress(
            SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TextColumn("files"), numbers, TimeRemainingColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self._progress.add_task("", total=None, rate=0.0, figures=0, failures=0)
        self._progress.start()
        threading.Thread(target=self._count, args=(paths,), daemon=True).start()

    def _count(self, paths: Sequence[Path]) -> None:
        from extractor.running.inputs import resolve

        with contextlib.suppress(Exception):  # only the time left hangs on it
            self._progress.update(self._task, total=sum(1 for _ in resolve(paths).files()))

    def update(self, counts: Counts) -> None:
        rate = counts.articles / max(0.001, counts.seconds)
        self._progress.update(self._task, completed=counts.files, rate=rate, figures=counts.figures, failures=counts.failures)

    def stop(self) -> None:
        self._progress.stop()

    def finish(self, summary: Summary) -> None:
        self._progress.stop()
        _print_summary(summary)


@contextlib.contextmanager
def reporting(paths: Sequence[Path], as_json: bool) -> Iterator[Report]:
    """A bar on a terminal, lines elsewhere."""
    if as_json or not sys.stderr.isatty():
        yield _Log(as_json)
        return
    bar = _Bar(paths)
    try:
        yield bar
    finally:
        bar.stop()


def _print_summary(summary: Summary) -> None:
    for note in summary.notes:
        typer.echo(note, err=True)
    if summary.unchanged:
        typer.echo("Nothing changed since the last run; --fresh does it again.", err=True)
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False)
    for name in ("articles", "figures", "entities", "failures", "seconds"):
        table.add_column(name, justify="right")
    table.add_row(*(f"{getattr(summary, n):,}" for n in ("articles", "figures", "entities", "failures")), f"{summary.seconds:.1f}")
    Console(width=None if sys.stdout.isatty() else 100).print(table)
    typer.echo(f"\nLook next: {_look_next(summary)}")


def _look_next(summary: Summary) -> str:
    found = [f"{summary.folder.rstrip('/')}/{name}" for name in WORTH_SEEING if name in summary.outputs][:2]
    if summary.failures:
        found.append(f"{summary.folder.rstrip('/')}/failures.jsonl (what could not be read, and why)")
    return ", ".join(found)


@contextlib.contextmanager
def interruptible(out: str) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the run with what is finished kept, and say how to go on."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(f"\nStopped. What is finished is kept in {out}; run the same command again to go on.", err=True)
        raise typer.Exit(130) from None
    finally:
        signal.signal(signal.SIGTERM, before)
