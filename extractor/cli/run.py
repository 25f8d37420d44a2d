"""``extractor run`` and ``extractor diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractor.running import Options, Summary

_MORE = "Tables as input"
_LARGE = "Large runs"

Paths = Annotated[list[Path], typer.Argument(metavar="IN...", help="Files and folders of articles.", show_default=False)]
Out = Annotated[str, typer.Option("-o", "--out", help="Folder to write to, or a URL that fsspec knows.", show_default=False)]
Format = Annotated[
    list[str] | None,
    typer.Option(
        "--format", help="jsonl, csv, xlsx, parquet, sqlite, duckdb; several with commas or repeated.", show_default="jsonl,figures.csv"
    ),
]
Workers = Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes that work at the same time.")]
Patterns = Annotated[list[Path] | None, typer.Option("--patterns", help="A folder of your own rules (repeatable).", show_default=False)]
Published = Annotated[str | None, typer.Option("--published", help="Date of articles that do not say theirs.", show_default=False)]
TextColumn = Annotated[str | None, typer.Option("--text-column", help="Column with the text.", rich_help_panel=_MORE, show_default=False)]
TitleColumn = Annotated[
    str | None, typer.Option("--title-column", help="Column with the title.", rich_help_panel=_MORE, show_default=False)
]
DateColumn = Annotated[
    str | None, typer.Option("--published-column", "--date-column", help="Column with the date.", rich_help_panel=_MORE, show_default=False)
]
IdColumn = Annotated[str | None, typer.Option("--id-column", help="Column with the id.", rich_help_panel=_MORE, show_default=False)]
Raw = Annotated[bool, typer.Option("--raw", help="Write csv cells that begin with = + - @ as they are.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Forget what an earlier run finished.", rich_help_panel=_LARGE)]
GoOn = Annotated[bool, typer.Option("--continue", help="Keep finished work though rules or version changed.", rich_help_panel=_LARGE)]
Retry = Annotated[bool, typer.Option("--retry-failures", help="Try again what failed in an earlier run.", rich_help_panel=_LARGE)]
Seconds = Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds that one article may take.", rich_help_panel=_LARGE)]
Memory = Annotated[
    int, typer.Option("--memory-limit", min=64, help="MiB that one worker may use more than at its start.", rich_help_panel=_LARGE)
]
LogJson = Annotated[bool, typer.Option("--log-json", help="Progress as JSON lines on the error stream.", rich_help_panel=_LARGE)]
EngineName = Annotated[str, typer.Option("--engine", help="local, or dask for several machines.", rich_help_panel=_LARGE)]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", help="Address of a running Dask scheduler.", rich_help_panel=_LARGE, show_default=False)
]
ReportPage = Annotated[bool, typer.Option("--report", help="Write OUT/report.html to look at, too.")]
Profiled = Annotated[bool, typer.Option("--profile", help="Print the share of each stage over the first articles.", rich_help_panel=_LARGE)]


def run(
    paths: Paths,
    out: Out,
    formats: Format = None,
    workers: Workers = 1,
    patterns: Patterns = None,
    published: Published = None,
    raw: Raw = False,
    text_column: TextColumn = None,
    title_column: TitleColumn = None,
    date_column: DateColumn = None,
    id_column: IdColumn = None,
    fresh: Fresh = False,
    go_on: GoOn = False,
    retry_failures: Retry = False,
    seconds: Seconds = 30.0,
    memory: Memory = 2048,
    log_json: LogJson = False,
    engine: EngineName = "local",
    scheduler: Scheduler = None,
    report: ReportPage = False,
    profile: Profiled = False,
) -> None:
    """Extract every article of files and folders into a folder of tables.

    Killed or interrupted, the same command goes on where it was. Only what changed is done again.

    \b
    Examples:
      extractor run corpus -o out
      extractor run news reports.xlsx -o out --format csv,xlsx --workers 4
      extractor run archive -o out --format sqlite --retry-failures
      extractor run corpus -o out --report
      extractor run /shared/in -o /shared/out --engine dask --scheduler tcp://head:8786
    """
    from extractor.running import Options

    columns = {"text": text_column, "title": title_column, "published": date_column, "id": id_column}
    options = Options(
        workers=workers,
        formats=formats or (),
        patterns=tuple(patterns or ()),
        published=_iso(published),
        columns={role: name for role, name in columns.items() if name},
        raw=raw,
        fresh=fresh,
        go_on=go_on,
        retry_failures=retry_failures,
        seconds=seconds,
        memory=memory,
    )
    summary = _run(paths, out, options, log_json, engine, scheduler)
    if report:
        _write_report(out, options)
    if profile:
        _print_profile(paths, options)
    if summary.failures:
        raise typer.Exit(1)


def _write_report(out: str, options: Options) -> None:
    from extractor.pipeline import Extractor
    from extractor.viewing.report import write

    typer.echo(f"Report: {write(Path(out), extractor=Extractor(options.patterns))}")


def _print_profile(paths: list[Path], options: Options) -> None:
    from extractor.model import Source
    from extractor.pipeline import Extractor
    from extractor.reading import read_sources
    from extractor.running.inputs import resolve
    from extractor.running.profile import MAX_ARTICLES, profile, table

    found = (s for file in resolve(paths).files() for s in read_sources(file.path, published=options.published))
    sources = (s for s in found if isinstance(s, Source))
    typer.echo(f"Time by stage, one process, the first {MAX_ARTICLES} articles at most:")
    typer.echo(table(profile(Extractor(options.patterns), sources)))


def _iso(day: str | None) -> str | None:
    from datetime import date

    from extractor.errors import UsageError

    try:
        return date.fromisoformat(day).isoformat() if day else None
    except ValueError as error:
        raise UsageError(f"--published is {day!r}.", "Give an ISO date such as 2022-10-27.", code="E401") from error


def _run(paths: list[Path], out: str, options: Options, log_json: bool, engine: str, scheduler: str | None) -> Summary:
    import contextlib
    import dataclasses

    from extractor.cli.progress import interruptible, reporting
    from extractor.errors import UsageError
    from extractor.running import run_to_folder

    if engine not in ("local", "dask"):
        raise UsageError(f"Unknown engine {engine!r}.", "Known: local, dask.", code="E413")
    with contextlib.ExitStack() as stack:
        if engine == "dask":
            from extractor.running.dask import connected

            options = dataclasses.replace(options, client=stack.enter_context(connected(scheduler, options.workers)))
        stack.enter_context(interruptible(out))
        report = stack.enter_context(reporting(paths, log_json))
        summary = run_to_folder(paths, out, options, report.update)
        report.finish(summary)
    return summary


First = Annotated[Path, typer.Argument(metavar="OUT1", help="Output of a run, or its articles.jsonl.", show_default=False)]
Second = Annotated[Path, typer.Argument(metavar="OUT2", help="Output of another run.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Limit = Annotated[int, typer.Option("--limit", min=0, help="Show so many differences; 0 is all.")]
Fields = Annotated[list[str] | None, typer.Option("--field", help="Only changes of this field (repeatable).", show_default=False)]


def diff(first: First, second: Second, as_json: AsJson = False, limit: Limit = 0, fields: Fields = None) -> None:
    """Show which figures came, went or changed between two runs, with their sentences.

    Exit code 1 when there is a difference.

    \b
    Examples:
      extractor diff before after
      extractor diff before after --field period --limit 20
    """
    from extractor.running import diff as differences

    found = differences.differences(first, second, fields or ())
    shown = differences.print_json(found, limit) if as_json else differences.print_text(found, limit)
    tally = shown(typer.echo)
    if not as_json:
        typer.echo(differences.totals(tally), err=True)
    if tally:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command()(run)
    app.command()(diff)
