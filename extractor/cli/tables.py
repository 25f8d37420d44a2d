"""``extractor schema`` and ``extractor panel``."""

from __future__ import annotations

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


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command()(schema)
