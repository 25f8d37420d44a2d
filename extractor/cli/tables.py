"""``extractor schema`` and ``extractor panel``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

JsonSchema = Annotated[bool, typer.Option("--json-schema", help="As JSON Schema.")]


def schema(json_schema: JsonSchema = False) -> None:
    """Print the tables that are written, their columns and types.

    \b
    Examples:
      extractor schema
      extractor schema --json-schema > schema.json
    """
    import json

    from extractor.writing import schema as tables

    if json_schema:
        typer.echo(json.dumps(tables.json_schema(), ensure_ascii=False, indent=1))
        return
    for table in tables.TABLES.values():
        typer.echo(f"{table.name}: {table.about}; key {', '.join(table.key)}")
        for column in table.columns:
            kind = column.type + ("" if column.required else "?")
            values = f" [{' '.join(column.values)}]" if column.values else ""
            typer.echo(f"  {column.name:<14} {kind:<10} {column.about}{values}")
        typer.echo()
    typer.echo("? may be empty. articles.jsonl nests figures and entities in their article: see --json-schema.")


Run = Annotated[Path, typer.Argument(metavar="OUT", help="Output of a run, or its articles.jsonl.", show_default=False)]
To = Annotated[Path | None, typer.Option("-o", "--out", help="A .csv, .xlsx or .parquet file; else csv is printed.", show_default=False)]
Indicators = Annotated[list[str] | None, typer.Option("--indicator", help="Part of an indicator's name (repeatable).", show_default=False)]
Places = Annotated[
    list[str] | None, typer.Option("--place", help="Code, beginning of codes (43*) or name (repeatable).", show_default=False)
]
Since = Annotated[str | None, typer.Option("--since", help="Year, month or day from which on.", show_default=False)]
Conflicts = Annotated[bool, typer.Option("--conflicts", help="Only rows whose sources exclude each other.")]
Raw = Annotated[bool, typer.Option("--raw", help="Write csv cells that begin with = + - @ as they are.")]


def panel(
    run: Run,
    out: To = None,
    indicators: Indicators = None,
    places: Places = None,
    since: Since = None,
    conflicts: Conflicts = False,
    raw: Raw = False,
) -> None:
    """One row for each place, period, indicator and basis, with what the articles say of it, conflicts shown.

    \b
    Examples:
      extractor panel out -o panel.xlsx
      extractor panel out --indicator 产值 --place 430200 --since 2020
    """
    from extractor.writing.panel import PANEL, Filter, panel_rows, saved_records, since_date
    from extractor.writing.single import check_ending, write_table
    from extractor.writing.textfiles import render_csv

    if out is not None:
        check_ending(out)
    rows = panel_rows(saved_records(run), Filter(indicators or (), places or (), since_date(since)))
    if conflicts:
        at = PANEL.names.index("conflict")
        rows = [row for row in rows if row[at]]
    if out is None:
        typer.echo(render_csv([PANEL.names, *rows], raw=raw).decode(), nl=False)
    else:
        write_table(out, PANEL, rows, raw=raw)
        typer.echo(f"{len(rows)} rows in {out}")


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command()(panel)
    app.command()(schema)
