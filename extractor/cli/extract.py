"""``extractor extract``: one file or standard input → JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[str, typer.Argument(metavar="FILE|-", help="A file of any kind, or - for standard input.", show_default=False)]
Published = Annotated[str | None, typer.Option("--published", help="The day it was published, if it does not say.", show_default=False)]
Patterns = Annotated[list[Path] | None, typer.Option("--patterns", help="A folder of your own rules (repeatable).", show_default=False)]
Lines = Annotated[bool, typer.Option("--lines", help="One article a line instead of indented.")]
NoText = Annotated[bool, typer.Option("--no-text", help="Leave the article's text out.")]


def extract(file: File, published: Published = None, patterns: Patterns = None, lines: Lines = False, no_text: NoText = False) -> None:
    """Extract one file and print its articles as JSON.

    \b
    Examples:
      extractor extract report.pdf
      extractor extract page.html --no-text | jq .figures
      echo '2023年全市生产总值增长5.2%。' | extractor extract - --published 2024-01-20
    """
    import json

    from extractor.model import Failure
    from extractor.pipeline import Extractor, default_extractor
    from extractor.reading import read_sources

    extractor = Extractor(patterns) if patterns else default_extractor()
    failed = False
    for source in read_sources(file, published=published):
        if isinstance(source, Failure):
            failed = True
            typer.echo(f"extractor: {source.path}: [{source.code}] {source.reason} {source.advice}", err=True)
        else:
            article = extractor.extract_source(source).to_dict(text=not no_text)
            typer.echo(json.dumps(article, ensure_ascii=False, indent=None if lines else 1))
    if failed:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(extract)
