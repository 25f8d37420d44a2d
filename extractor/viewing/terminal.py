"""An article as coloured text and tables for a terminal; without colour where there is none."""

from __future__ import annotations

import calendar
import functools
import json
import re
from typing import TYPE_CHECKING, Any

from extractor.model import Article, Entity, Figure
from extractor.viewing.page import static
from extractor.viewing.places import gazetteer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

FIGURE_STYLE = "black on #ffd75f"
ENTITY_STYLES = {"LOC": "bold #5fafff", "ORG": "bold #5fd7af", "PER": "bold #ff87d7", "POLICY": "bold #ff8700", "CLUSTER": "bold #af87ff"}
PIPE_WIDTH = 200
WIDE = 110
BOUNDS = {"over": ">", "at_least": ">=", "under": "<", "at_most": "<=", "nearly": "<~", "about": "~", "vague": "~"}
# Control and bidirectional characters could move the cursor, recolour the terminal or reorder what is read.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """The text with control characters replaced one for one, so that offsets stay."""
    return _UNSAFE.sub("\ufffd", text)


def console(width: int | None = None, *, colour: bool | None = None) -> Console:
    """A console on standard output; colour as the terminal has it unless told."""
    from rich.console import Console

    out = Console(width=width, highlight=False, markup=False, emoji=False, force_terminal=colour)
    if width is None and not out.is_terminal:
        out.width = PIPE_WIDTH
    return out


def show(article: Article, to: Console, *, only: str | None = None) -> None:
    """Print head, text and tables of an article; ``only`` is ``figures``, ``entities`` or None for both."""
    to.print(_heading(article))
    to.print()
    to.print(coloured(article, only=only), soft_wrap=not to.is_terminal and to.width == PIPE_WIDTH)
    if only != "entities":
        to.print()
        to.print(figure_table(article, to.width) if article.figures else "No figures.")
    if only != "figures":
        to.print()
        to.print(entity_table(article) if article.entities else "No entities.")


def coloured(article: Article, *, only: str | None = None) -> Text:
    """The body with figures (numbered as in the table) and names marked; what lies outside the body is left out."""
    from rich.text import Text

    marks: list[tuple[int, int, str, str]] = []
    if only != "entities":
        marks += [(f.start, f.end, FIGURE_STYLE, f"[{i}]") for i, f in enumerate(article.figures)]
    if only != "figures":
        marks += [(e.start, e.end, ENTITY_STYLES.get(e.type, "bold"), "") for e in article.entities]
    out = Text()
    for start, end in article.body:
        out.append_text(_stretch(article.text, start, end, marks))
        out.append("\n")
    out.rstrip()
    return out


def _stretch(text: str, start: int, end: int, marks: list[tuple[int, int, str, str]]) -> Text:
    from rich.text import Text

    part = Text(safe(text[start:end]))
    inside = [m for m in marks if start <= m[0] and m[1] <= end]
    for first, last, style, _ in inside:
        part.stylize(style, first - start, last - start)
    out = Text()
    at = 0
    for _, last, _, label in sorted(inside, key=lambda m: m[1]):
        if label:
            out.append_text(part[at : last - start])
            out.append(label, "dim")
            at = last - start
    out.append_text(part[at:])
    return out


def figure_table(article: Article, width: int = WIDE) -> RichTable:
    """One row a figure: number, words, value, what, whose, where, when, kind, said by; the last ones in one column where it is narrow."""
    wide = width >= WIDE
    about = ("place", "period", "kind", "category", "source") if wide else ("about",)
    table = _table("#", "text", "value", "indicator", "subject", *about, roomy=wide)
    for i, figure in enumerate(article.figures):
        kind = " ".join(part for part in (figure.kind, figure.basis, figure.status if figure.status == "target" else None) if part)
        rest = (place_names(figure.location), period(figure.period), kind, figure.category, figure.source or "")
        cells = (figure.text, value(figure), figure.indicator, figure.subject, *(rest if wide else (", ".join(r for r in rest if r),)))
        table.add_row(str(i), *(safe(cell or "") for cell in cells))
    return table


def entity_table(article: Article) -> RichTable:
    """One row a name with its type, code and how often it stands there, in order of first mention."""
    table = _table("name", "type", "code", "times")
    seen: dict[tuple[str, str, str], int] = {}
    for entity in article.entities:
        key = _entity_key(entity)
        seen[key] = seen.get(key, 0) + 1
    for (text, kind, code), times in seen.items():
        table.add_row(safe(text), kind, code, str(times))
    return table


def _entity_key(entity: Entity) -> tuple[str, str, str]:
    return entity.text, entity.type, entity.adcode or ""


def _table(*columns: str, roomy: bool = False) -> RichTable:
    table = plain_table()
    for name in columns:
        least = (10 if name == "period" else len(name)) if roomy else None
        table.add_column(name, overflow="fold", min_width=least, justify="right" if name in ("#", "value", "times") else "left")
    return table


def plain_table() -> RichTable:
    """A table whose head is underlined in ASCII: signs that Chinese terminals draw in double width would break its columns."""
    from rich.box import Box
    from rich.table import Table

    lines = ["    ", "    ", " -- ", *["    "] * 5]
    return Table(box=Box("\n".join(lines) + "\n", ascii=True), pad_edge=False, header_style="bold")


def _heading(article: Article) -> Text:
    from rich.text import Text

    parts = [article.published or "no date", f"{len(article.figures)} figures", f"{len(article.entities)} entities"]
    return Text.assemble((safe(article.title or article.id), "bold"), "\n", (", ".join(parts), "dim"))


def value(figure: Figure) -> str:
    """Bound, number or range and unit: ``>380 家``, ``5..6 %``, ``6.2万亿 CNY``."""
    top = f"..{short_number(figure.value_max)}" if figure.value_max is not None else ""
    return f"{BOUNDS.get(figure.bound, '')}{short_number(figure.value)}{top} {figure.unit}".rstrip()


def short_number(number: float) -> str:
    """The number by 万, 亿, 万亿 where that loses no more than the sixth digit."""
    for scale, word in words()["scales"]:
        if abs(number) >= scale:
            return f"{number / scale:,.6g}{word}"
    return f"{number:,.15g}"


@functools.cache
def words() -> dict[str, Any]:
    """Words of the interface in Chinese."""
    found: dict[str, Any] = json.loads(static("strings.json"))["zh"]
    return found


def place_names(codes: Any) -> str:
    """Short names of places, codes where there is none."""
    known = gazetteer()
    return " ".join(words()["nation"] if code == "100000" else known[code][1] if code in known else code for code in codes)


def period(span: tuple[str, str] | None) -> str:
    """A period as short as it can be said: 2021, 2021-06, 2021-01..06, 2021-01-05..2021-02-03."""
    if span is None:
        return ""
    start, end = span
    if start == end:
        return start
    same_year = start[:4] == end[:4]
    if start[4:] == "-01-01" and end[4:] == "-12-31":
        return start[:4] if same_year else f"{start[:4]}..{end[:4]}"
    if start[8:] != "01" or not _last_day(end):
        return f"{start}..{end}"
    return start[:7] if start[:7] == end[:7] else f"{start[:7]}..{end[5:7] if same_year else end[:7]}"


def _last_day(day: str) -> bool:
    return calendar.monthrange(int(day[:4]), int(day[5:7]))[1] == int(day[8:])
