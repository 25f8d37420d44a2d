"""``extractor patterns …``: reading, writing, testing and measuring rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractor.judging.engine import Engine
    from extractor.judging.suggesting import Suggestion
    from extractor.rules import Rule

Patterns = Annotated[list[Path] | None, typer.Option("--patterns", help="A folder of your own rules (repeatable).", show_default=False)]
Kind = Annotated[str | None, typer.Option("--kind", help="Only rules of this kind.", show_default=False)]
Grep = Annotated[str | None, typer.Option("--grep", help="Only rules whose id, words or examples hold this.", show_default=False)]
Identifier = Annotated[str, typer.Argument(metavar="ID", help="The id of a rule, such as quantity.level.", show_default=False)]
On = Annotated[Path | None, typer.Option("--on", help="Count on this folder; by default the corpus beside the rules.", show_default=False)]
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A file or a folder of articles.", show_default=False)]
Given = Annotated[str, typer.Argument(metavar="FILE|TEXT", help="Articles, or a sentence.", show_default=False)]
Mine = Annotated[list[Path], typer.Option("--rules", help="Your rules: a file or folder (repeatable).", show_default=False)]
Published = Annotated[str | None, typer.Option("--published", help="The day it was published, if it does not say.", show_default=False)]
Limit = Annotated[int, typer.Option("--limit", min=1, help="Show so many of each.")]
NewKind = Annotated[str, typer.Argument(metavar="KIND", help="Which kind of rule.", show_default=False)]
Out = Annotated[Path | None, typer.Option("-o", "--output", help="Write it there instead of printing it.", show_default=False)]
Fast = Annotated[bool, typer.Option("--fast", help="Leave out whether every rule is needed, which takes a minute.")]
OnlyMine = Annotated[bool, typer.Option("--only-mine", help="Check only the rules of --patterns.")]
AtLeast = Annotated[
    float | None, typer.Option("--at-least", min=0, max=100, help="Fail below this percentage accounted for.", show_default=False)
]

app = typer.Typer(help="Read, write, test and measure the rules.", no_args_is_help=True)


def register(top: typer.Typer) -> None:
    """Add the commands to ``top``."""
    top.add_typer(app, name="patterns")


@app.command("list")
def list_(kind: Kind = None, grep: Grep = None, patterns: Patterns = None) -> None:
    """List the rules: id, kind, how many examples, what it is about.

    \b
    Examples:
      extractor patterns list --kind period
      extractor patterns list --grep 同比
    """
    from extractor.errors import UsageError
    from extractor.rules import load_rules
    from extractor.rules.schema import KINDS

    if kind is not None and kind not in KINDS:
        raise UsageError(f"--kind is {kind!r}.", f"Known: {', '.join(KINDS)}.", code="E450")
    for rule in load_rules(_folders(patterns)).rules:
        if (kind is None or rule.kind == kind) and (grep is None or _holds(rule, grep)):
            typer.echo(f"{rule.id:<28} {rule.kind:<10} {len(rule.examples):>2}+{len(rule.counter)}-  {_gist(rule)}")


def _holds(rule: Rule, words: str) -> bool:
    return words in rule.id or words in rule.words or any(words in e.text for e in (*rule.examples, *rule.counter))


def _gist(rule: Rule) -> str:
    if rule.words:
        return " ".join(rule.words[:8]) + (" …" if len(rule.words) > 8 else "")
    return rule.examples[0].text if rule.examples else ""


@app.command()
def show(rule_id: Identifier, on: On = None, patterns: Patterns = None) -> None:
    """Show a rule: where it stands, its expansion, its examples and how often it fires.

    \b
    Examples:
      extractor patterns show quantity.level
      extractor patterns show change.up --on news/
    """
    from extractor.judging.examples import marked
    from extractor.rules import load_rules

    folders = _folders(patterns)
    rules = {r.id: r for r in load_rules(folders).rules}
    rule = rules.get(rule_id) or _unknown(rule_id, rules)
    typer.echo(f"{rule.id}  ({rule.kind}, priority {rule.priority})\n{rule.file}:{rule.line}")
    for name, value in rule.fields.items():
        typer.echo(f"{name}: {value}")
    if rule.pattern:
        typer.echo(f"pattern: {rule.pattern}")
    if rule.words:
        typer.echo(f"words: {' '.join(rule.words)}")
    for example in rule.examples:
        typer.echo(f"  + {marked(example)}")
    for example in rule.counter:
        typer.echo(f"  - {example.text}")
    folder = on or _corpus()
    if folder is not None and rule.kind not in ("layout", "numeral"):
        from extractor.judging.coverage import cover
        from extractor.judging.engine import Engine

        found = cover(Engine(folders), folder)
        typer.echo(f"fires {found.fired[rule.id]} times in {found.articles} articles of {folder}")
    elif folder is None:
        typer.echo("Give a folder with --on to see how often it fires there.")


def _unknown(rule_id: str, known: Sequence[str] | dict[str, Rule]) -> Rule:
    import difflib

    from extractor.errors import UsageError

    near = difflib.get_close_matches(rule_id, known, 1)
    raise UsageError(f"No rule {rule_id!r}.", f"Did you mean {near[0]!r}?" if near else "See extractor patterns list.", code="E451")


def _corpus() -> Path | None:
    from extractor.rules import builtin_folder

    folder = builtin_folder().parent / "corpus"
    return folder if folder.is_dir() else None


@app.command()
def check(patterns: Patterns = None, only_mine: OnlyMine = False, fast: Fast = False) -> None:
    """Check rules: notation, every example, tables, dead and repeated rules, time, and whether each is needed.

    Exit code 1 when something is wrong.

    \b
    Examples:
      extractor patterns check
      extractor patterns check --patterns mine --only-mine
    """
    from extractor.judging.checking import check as findings

    found = 0
    for finding in findings(_folders(patterns), builtin=not only_mine, needed=not fast, say=lambda w: typer.echo(f"… {w}", err=True)):
        found += 1
        typer.echo(f"[{finding.check}] {finding.message}")
    typer.echo(f"{found} findings." if found else "All rules hold.", err=True)
    if found:
        raise typer.Exit(1)


@app.command()
def new(kind: NewKind, output: Out = None) -> None:
    """Print a rule file to start from, with a rule that works, an example and a counter-example.

    \b
    Examples:
      extractor patterns new words -o mine/words.yaml
      extractor patterns new clause
    """
    from importlib.resources import files

    from extractor.errors import OutputError, UsageError
    from extractor.rules.schema import KINDS

    if kind not in KINDS:
        raise UsageError(f"No kind {kind!r}.", f"Known: {', '.join(KINDS)}.", code="E450")
    text = (files("extractor.judging") / "templates" / f"{kind}.yaml").read_text(encoding="utf-8")
    if output is None:
        typer.echo(text, nl=False)
        return
    if output.exists():
        raise OutputError(f"{output} is there already.", "Choose another name.", code="E310")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8")
    typer.echo(f"{output}: change it, then run: extractor patterns check --patterns {output.parent} --only-mine")


@app.command("try")
def try_(given: Given, rules: Mine, published: Published = None, patterns: Patterns = None) -> None:
    """Show what rules of your own change, as a diff of figures and names with their sentences.

    \b
    Examples:
      extractor patterns try 全镇水稻产量3万担。 --rules mine/
      extractor patterns try news/ --rules my.yaml
    """
    from extractor.judging.engine import Engine
    from extractor.judging.trying import changes, sources_of

    folders = _folders(patterns)
    before, after = Engine(folders), Engine((*folders, *rules))
    total = 0
    for change in changes(before, after, sources_of(before, given, published)):
        total += 1
        for line in change.lines():
            typer.echo(line)
    typer.echo(f"{total} changes." if total else "Nothing changes.", err=True)


@app.command()
def suggest(folder: Folder, limit: Limit = 20, patterns: Patterns = None) -> None:
    """Say where to work next: numbers no rule takes, nouns without a category, endings of unknown bodies.

    \b
    Examples:
      extractor patterns suggest news/ --limit 30
    """
    from extractor.judging.suggesting import suggest as suggestions

    found = suggestions(_engine(patterns), folder, limit)
    _print("Number-like stretches that no rule takes", found.numbers)
    _print("What is measured without a category", found.nouns)
    _print("Endings of bodies that are not found", found.endings)


def _print(title: str, found: Sequence[Suggestion]) -> None:
    typer.echo(f"{title}:" if found else f"{title}: none")
    for one in found:
        typer.echo(f"{one.count:>6}  {one.what}")
        for sample in one.samples:
            typer.echo(f"          {sample}")


@app.command()
def coverage(folder: Folder, limit: Limit = 20, at_least: AtLeast = None, patterns: Patterns = None) -> None:
    """Count which rules fire how often and which never, and what became of every number-like stretch.

    \b
    Examples:
      extractor patterns coverage news/
      extractor patterns coverage corpus --at-least 97
    """
    from extractor.judging.coverage import OUTCOMES, commonest, cover

    engine = _engine(patterns)
    found = cover(engine, folder)
    kinds = {r.id: r.kind for r in engine.rules.rules}
    for rule_id, times in sorted(found.fired.items(), key=lambda item: (-item[1], item[0])):
        if rule_id in kinds:
            typer.echo(f"{times:>8}  {rule_id}")
    typer.echo(f"never fired: {', '.join(found.never(engine)) or 'none'}")
    typer.echo(f"{found.total} number-like stretches in {found.articles} articles:")
    for outcome in (*OUTCOMES, "rest"):
        typer.echo(f"{found.outcomes[outcome]:>8}  {outcome}")
    for rest in commonest(found.rest.values())[:limit]:
        typer.echo(f"{rest.count:>8}    {rest.shape}    {'   '.join(rest.samples)}")
    typer.echo(f"{found.share:.2%} accounted for" + (f"; {found.failures} files could not be read" if found.failures else ""))
    if at_least is not None and found.share * 100 < at_least:
        raise typer.Exit(1)


def _folders(patterns: Sequence[Path] | None) -> list[Path]:
    from extractor.rules.folders import chosen_folders

    return chosen_folders(patterns or ())


def _engine(patterns: Sequence[Path] | None) -> Engine:
    from extractor.judging.engine import Engine

    return Engine(_folders(patterns))
