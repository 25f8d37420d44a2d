"""``extractor show``, ``explain``, ``report`` and ``serve``: looking at what was extracted and at why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import InputError, UsageError
from extractor.model import Article, Failure, Source

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

ONLY = ("figures", "entities")
FIRST_PORT, LAST_PORT = 0, 65535

File = Annotated[Path, typer.Argument(help='A file with an article, or "-" for standard input.', show_default=False)]
Width = Annotated[
    int | None, typer.Option("--width", min=40, max=1000, help="Columns to use; by default those of the terminal.", show_default=False)
]
Published = Annotated[
    str | None, typer.Option("--published", help="Date of the article where it says none, such as 2024-05-31.", show_default=False)
]
Patterns = Annotated[list[Path] | None, typer.Option("--patterns", help="A folder of your own rules (repeatable).", show_default=False)]
Only = Annotated[
    str | None, typer.Option("--only", help="Show only figures or only entities.", show_default=False, metavar="figures|entities")
]
Number = Annotated[int, typer.Option("--article", min=0, help="Which article, where the file holds several, counted from 0.")]
FigureNumber = Annotated[int | None, typer.Option("--figure", min=0, help="Only this figure, numbered as in show.", show_default=False)]
Offset = Annotated[int | None, typer.Option("--at", min=0, help="Only the figure at this character of the text.", show_default=False)]
WhyNot = Annotated[str | None, typer.Option("--why-not", help="Say why these words gave no figure.", show_default=False, metavar="TEXT")]
Out = Annotated[Path, typer.Argument(help="The output folder of extractor run.", show_default=False)]
Target = Annotated[Path | None, typer.Option("-o", "--output", help="The file to write; by default OUT/report.html.", show_default=False)]
Limit = Annotated[int, typer.Option("--limit", min=1, help="Show at most so many figures; the overview counts all.")]
Title = Annotated[str | None, typer.Option("--title", help="Title of the page; by default the folder's name.", show_default=False)]
Folder = Annotated[Path | None, typer.Argument(help="An output folder or a folder of articles to browse.", show_default=False)]
Host = Annotated[str, typer.Option("--host", help="Where to listen. Anything but this machine itself needs the token that is printed.")]
Port = Annotated[int, typer.Option("--port", min=FIRST_PORT, max=LAST_PORT, help="The port to listen on.")]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, help="Time that one article may take.")]


def show(file: File, only: Only = None, width: Width = None, published: Published = None, patterns: Patterns = None) -> None:
    """Print an article with its figures and names in colour, and them as tables.

    \b
    Examples:
      extractor show article.txt
      extractor show article.html --only figures --width 120
    """
    from extractor.viewing import terminal

    if only is not None and only not in ONLY:
        raise UsageError(f"--only is {only!r}.", "Give figures or entities.", code="E440")
    extractor = _extractor(patterns)
    to = terminal.console(width)
    for number, source in enumerate(_sources(extractor, file, published)):
        if number:
            to.rule(characters="-")
        terminal.show(extractor.extract_source(source), to, only=only)


def explain(
    file: File,
    figure: FigureNumber = None,
    at: Offset = None,
    not_found: WhyNot = None,
    article: Number = 0,
    width: Width = None,
    published: Published = None,
    patterns: Patterns = None,
) -> None:
    """Tell how figures came about: the clause, the rules, what each field was taken from, what lost, and the time.

    \b
    Examples:
      extractor explain article.txt --figure 3
      extractor explain article.txt --at 120
      extractor explain article.txt --why-not 6.2万亿元
    """
    from extractor.viewing import explanation, terminal

    extractor = _extractor(patterns)
    source = _nth(_sources(extractor, file, published), article)
    found = extractor.extract_source(source)
    to = terminal.console(width)
    if not_found is not None:
        for line in explanation.why_not(extractor, found, not_found):
            to.print(terminal.safe(line), soft_wrap=True)
        return
    traces = extractor.explain(source)
    explanation.explain([traces[i] for i in _chosen(found, figure, at)], found, to)


def report(out: Out, output: Target = None, limit: Limit = 20_000, title: Title = None, patterns: Patterns = None) -> None:
    """Write one HTML page about a run: overview, all figures to filter and sort, each article with the words of each field.

    \b
    Examples:
      extractor report out
      extractor report out -o out/look.html --limit 50000
    """
    from extractor.viewing.report import write

    typer.echo(write(out, output, limit=limit, title=title, extractor=_extractor(patterns)))


def serve(folder: Folder = None, host: Host = "127.0.0.1", port: Port = 8000, seconds: Seconds = 20.0) -> None:
    """Serve a local page to paste or drop articles into, and an API under /api.

    \b
    Examples:
      extractor serve
      extractor serve out --port 8080
    """
    from extractor.viewing.server import serve as run

    run(folder, host=host, port=port, seconds=seconds)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (show, explain, report, serve):
        app.command()(command)


def _extractor(patterns: Sequence[Path] | None) -> Extractor:
    from extractor.pipeline import Extractor, default_extractor

    return Extractor(patterns) if patterns else default_extractor()


def _sources(extractor: Extractor, file: Path, published: str | None) -> Iterator[Source]:
    """The articles of a file; InputError where one cannot be read."""
    from extractor.reading.reader import Reader

    for source in Reader(extractor.rules).read(file, published=published):
        if isinstance(source, Failure):
            raise InputError(f"{source.path}: {source.reason}", source.advice, code=source.code)
        yield source


def _nth(sources: Iterator[Source], number: int) -> Source:
    for index, source in enumerate(sources):
        if index == number:
            return source
    raise UsageError(f"There is no article {number} in the file.", "Articles are counted from 0.", code="E441")


def _chosen(article: Article, number: int | None, at: int | None) -> list[int]:
    """Indices of the figures meant."""
    total = len(article.figures)
    if number is not None:
        if number >= total:
            raise UsageError(f"There is no figure {number}.", f"The article has {total}, counted from 0.", code="E442")
        return [number]
    if at is None:
        return list(range(total))
    found = [i for i, f in enumerate(article.figures) if f.start <= at < f.end]
    if not found:
        raise UsageError(f"No figure stands at character {at}.", "Use --why-not with the words to learn why.", code="E442")
    return found
