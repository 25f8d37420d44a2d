"""How a figure came about, and why a stretch of text gave none, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from extractor.model import Article
from extractor.viewing.terminal import period as short_period
from extractor.viewing.terminal import place_names, plain_table, safe, value
from extractor.writing.rows import sentence_around

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from extractor.linking.trace import Trace
    from extractor.pipeline import Extractor

FIELDS = ("indicator", "subject", "location", "period", "basis", "status", "source")


def explain(traces: Sequence[Trace], article: Article, to: Console) -> None:
    """Print the story of each figure in turn."""
    for number, trace in enumerate(traces):
        if number:
            to.rule(characters="-", style="dim")
        _one(trace, article, to)


def _one(trace: Trace, article: Article, to: Console) -> None:
    from rich.text import Text

    figure = trace.figure
    index = next((i for i, f in enumerate(article.figures) if (f.start, f.end) == (figure.start, figure.end)), None)
    where = f"figure {index}" if index is not None else "figure"
    to.print(
        Text.assemble(
            (safe(figure.text), "bold black on #ffd75f"),
            f"  {value(figure)}  ",
            (f"{where}, characters {figure.start}-{figure.end}", "dim"),
        )
    )
    to.print(_sentence(article.text, figure.start, figure.end))
    to.print(Text.assemble(("\nClause   ", "bold"), safe(trace.signature)))
    to.print(_mentions(trace, article.text))
    to.print(Text.assemble(("Rules    ", "bold"), safe(", ".join(trace.rules) or "none")))
    to.print(_fields(trace, article.text))
    if trace.losers:
        to.print(_losers(trace.losers, article.text))
    if trace.seconds is not None:
        to.print(Text(f"{1000 * trace.seconds:.1f} ms for the whole article", "dim"))


def _sentence(text: str, start: int, end: int) -> Text:
    """The sentence with the figure marked; spans are counted from where it begins."""
    from rich.text import Text

    sentence = sentence_around(text, start, end)
    first = text.rfind(sentence, 0, end + len(sentence))
    out = Text(safe(sentence))
    if first >= 0:
        out.stylize("black on #ffd75f", start - first, end - first)
    return out


def _mentions(trace: Trace, text: str) -> Table:
    table = _table("", "words", "characters")
    for letter, start, end in trace.mentions:
        table.add_row(letter, safe(text[start:end]), f"{start}-{end}")
    return table


def _fields(trace: Trace, text: str) -> Table:
    table = _table("field", "is", "from", "words", "characters")
    figure = trace.figure
    shown = {"location": place_names(figure.location), "period": short_period(figure.period)}
    for field in FIELDS:
        held = shown.get(field, getattr(figure, field)) or ""
        how, start, end = trace.inherited.get(field, ("", -1, -1))
        if not held and not how:
            continue
        known = 0 <= start < end
        table.add_row(field, safe(held), how, safe(text[start:end]) if known else "", f"{start}-{end}" if known else "")
    return table


def _losers(losers: Iterable[tuple[str, int, int, str]], text: str) -> Table:
    table = _table("lost", "words", "characters", "because")
    for field, start, end, reason in losers:
        table.add_row(field, safe(text[start:end]), f"{start}-{end}", safe(reason))
    return table


def _table(*columns: str) -> Table:
    table = plain_table()
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def why_not(extractor: Extractor, article: Article, wanted: str) -> list[str]:
    """One line for each place where ``wanted`` stands, saying what became of it."""
    places = _places(article.text, wanted)
    if not places:
        return [f"{wanted!r} does not stand in the text."]
    return [f"characters {start}-{end}: {_reason(extractor, article, start, end)}" for start, end in places]


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        out.append((at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return out


def _reason(extractor: Extractor, article: Article, start: int, end: int) -> str:
    figure = next((f for f in article.figures if f.start < end and f.end > start), None)
    if figure is not None:
        index = article.figures.index(figure)
        return f"it is figure {index}, {figure.text!r} ({value(figure)}); see explain --figure {index}."
    if not any(a <= start and end <= b for a, b in article.body):
        return "it lies outside the article's body (site header, navigation, copyright …), where nothing is looked for."
    entity = next((e for e in article.entities if e.start < end and e.end > start), None)
    if entity is not None:
        return (
            f"it lies in the name {entity.text!r} ({entity.type}, {', '.join(entity.rules) or 'no rule'}); numbers in names are no figures."
        )
    return _found(extractor, article, start, end)


def _found(extractor: Extractor, article: Article, start: int, end: int) -> str:
    """What the finders say of the stretch alone, in its paragraph."""
    low = article.text.rfind("\n", 0, start) + 1
    high = article.text.find("\n", end)
    paragraph = article.text[low : high if high >= 0 else len(article.text)]
    mentions = [m for m in extractor.find(paragraph, article.published) if m.start + low < end and m.end + low > start]
    if not mentions:
        return "no rule for quantities matches there; extractor patterns test shows what the rules find in a text."
    first = mentions[0]
    rules = ", ".join(first.rules) or "no rule"
    if first.kind in ("period", "duration"):
        return f"it was read as a {first.kind}, {first.text!r} ({rules}), which is no figure."
    return f"it was read as {first.kind} {first.text!r} ({rules}), but the linker made no figure of it."
