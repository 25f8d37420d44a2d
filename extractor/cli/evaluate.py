"""``extractor evaluate``: the default rules against gold articles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from extractor.errors import UsageError

Gold = Annotated[Path, typer.Argument(help="Gold articles, one JSON object a line.", show_default=False)]
Ids = Annotated[list[str] | None, typer.Option("--id", help="Only this article (repeatable).", show_default=False)]
Errors = Annotated[int, typer.Option("--errors", min=0, help="List up to so many errors of each kind.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Patterns = Annotated[list[Path] | None, typer.Option("--patterns", help="A folder of your own rules (repeatable).", show_default=False)]
Predicted = Annotated[Path | None, typer.Option("--predicted", help="Score this articles.jsonl instead of extracting.", show_default=False)]
Floors = Annotated[Path | None, typer.Option("--floors", help="Exit with 1 if a value fell below this file's.", show_default=False)]
WriteFloors = Annotated[Path | None, typer.Option("--write-floors", help="Write the values reached here to this file.", show_default=False)]


def evaluate(
    gold: Gold,
    ids: Ids = None,
    errors: Errors = 0,
    as_json: AsJson = False,
    patterns: Patterns = None,
    predicted: Predicted = None,
    floors: Floors = None,
    write_floors: WriteFloors = None,
) -> None:
    """Score extraction against gold articles: precision, recall and F1 of figures, records, rows and entities.

    \b
    Examples:
      extractor evaluate tests/gold/corpus.jsonl
      extractor evaluate gold.jsonl --id seed --errors 5
      extractor evaluate gold.jsonl --floors tests/floors.json
    """
    from extractor import evaluation

    wanted = _read_floors(floors) if floors else {}
    golds = evaluation.read_gold(gold, ids or [])
    result, found = evaluation.score(golds, _predictions(golds, patterns or [], predicted))
    if as_json:
        import json

        typer.echo(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        typer.echo(evaluation.format_report(result, found, errors, {g["id"]: g.get("text", "") for g in golds}))
    if write_floors:
        _write_floors(write_floors, evaluation.floors_of(result))
    _gate(evaluation.check_floors(result, wanted))


def _predictions(golds: list[dict[str, Any]], patterns: list[Path], predicted: Path | None) -> dict[str, dict[str, Any]]:
    from extractor import evaluation
    from extractor.pipeline import Extractor, default_extractor

    if predicted:
        return {p["id"]: p for p in evaluation.read_gold(predicted)}
    return evaluation.predict(golds, Extractor(patterns) if patterns else default_extractor())


def _read_floors(path: Path) -> Mapping[str, float]:
    import json

    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): float(value) for name, value in floors.items()}
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.", "Make it with --write-floors.", code="E402") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is not a JSON object of numbers.", "Make it with --write-floors.", code="E402") from error


def _write_floors(path: Path, floors: Mapping[str, float]) -> None:
    import json

    from extractor.writing.atomic import replacing

    with replacing(path) as file:
        file.write((json.dumps(floors, indent=1) + "\n").encode())


def _gate(fallen: list[str]) -> None:
    for line in fallen:
        typer.echo(f"floor missed: {line}", err=True)
    if fallen:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(evaluate)
