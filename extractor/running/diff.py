"""Two outputs of the same articles: which figures came, went or changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.writing.rows import sentence_around
from extractor.writing.saved import saved_articles

COMPARED = tuple(
    "text value value_max unit bound kind category indicator subject location period basis status source optional".split()  # noqa: SIM905
)
Json = Mapping[str, Any]
Show = Callable[[Callable[[str], None]], Counter[str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind`` is came, went, changed, article came or article went; ``fields`` maps a field to (before, after)."""

    kind: str
    article: str
    figure: Json
    fields: Mapping[str, tuple[Any, Any]]
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "kind": self.kind,
            "article": self.article,
            "figure": self.figure,
            "fields": {k: list(v) for k, v in self.fields.items()},
            "sentence": self.sentence,
        }


def differences(first: str | Path, second: str | Path, fields: Sequence[str] = ()) -> Iterator[Difference]:
    """Differences from ``first`` to ``second``, article by article; with ``fields`` only changes of those.

    Both are read side by side; articles that stand in another order are kept until their twin comes.
    """
    waiting: tuple[dict[str, Json], dict[str, Json]] = ({}, {})
    for before, after in _side_by_side(saved_articles(first), saved_articles(second)):
        for side, article in enumerate((before, after)):
            if article is not None:
                waiting[side][article["id"]] = article
        for ident in {a["id"] for a in (before, after) if a is not None}:
            if ident in waiting[0] and ident in waiting[1]:
                yield from _wanted(_in_article(waiting[0].pop(ident), waiting[1].pop(ident)), fields)
    if not fields:
        for kind, left in (("article went", waiting[0]), ("article came", waiting[1])):
            for article in left.values():
                yield Difference(kind, article["id"], {}, {}, article.get("title") or "")


def _side_by_side(a: Iterator[Json], b: Iterator[Json]) -> Iterator[tuple[Json | None, Json | None]]:
    while True:
        before, after = next(a, None), next(b, None)
        if before is None and after is None:
            return
        yield before, after


def _wanted(found: Iterator[Difference], fields: Sequence[str]) -> Iterator[Difference]:
    for d in found:
        if not fields or set(fields) & set(d.fields):
            yield d


def _in_article(before: Json, after: Json) -> Iterator[Difference]:
    olds, news = before["figures"], after["figures"]
    pairs = _paired(olds, news)
    partners = {id(new) for _, new in pairs if new is not None}
    out = [(_place(old), old, new) for old, new in pairs] + [(_place(new), None, new) for new in news if id(new) not in partners]
    for _, old, new in sorted(out, key=lambda item: item[0]):
        if old is None:
            yield from () if new is None else [Difference("came", after["id"], new, {}, _sentence(after, new))]
        elif new is None:
            yield Difference("went", before["id"], old, {}, _sentence(before, old))
        elif changed := {f: (old.get(f), new.get(f)) for f in COMPARED if old.get(f) != new.get(f)}:
            yield Difference("changed", before["id"], new, changed, _sentence(after, new))


def _place(figure: Json) -> tuple[int, int]:
    return figure["start"], figure["end"]


def _paired(olds: Sequence[Json], news: Sequence[Json]) -> list[tuple[Json, Json | None]]:
    """Each old figure with the new one at the same place, else with one that overlaps it."""
    by_span: dict[tuple[int, int], list[Json]] = {}
    for new in news:
        by_span.setdefault(_place(new), []).append(new)
    exact = [(old, by_span[_place(old)].pop(0) if by_span.get(_place(old)) else None) for old in olds]
    free = [new for group in by_span.values() for new in group]
    out: list[tuple[Json, Json | None]] = []
    for old, twin in exact:
        if twin is None:
            twin = next((n for n in free if n["start"] < old["end"] and old["start"] < n["end"]), None)
            free = [n for n in free if n is not twin]
        out.append((old, twin))
    return out


def _sentence(article: Json, figure: Json) -> str:
    text = article.get("text", "")
    sentence = sentence_around(text, figure["start"], figure["end"])
    return sentence.replace(figure["text"], f"⟦{figure['text']}⟧", 1) if sentence else figure["text"]


def _reading(figure: Json) -> str:
    period = figure.get("period")
    parts = [figure.get("indicator"), f"{figure['value']:g} {figure['unit']}", figure["bound"], figure["kind"], figure["category"]]
    parts += [figure.get("subject"), "|".join(figure.get("location") or ()), "…".join(period) if period else None]
    parts += [figure.get("basis"), figure.get("status"), figure.get("source")]
    return " · ".join(str(p) for p in parts if p)


def _lines(d: Difference) -> str:
    mark = {"came": "+", "went": "-", "changed": "~"}.get(d.kind)
    if mark is None:
        return f"{d.kind}: {d.article} {d.sentence}"
    head = f"{mark} {d.article}  {d.sentence}"
    if d.fields:
        return "\n".join([head, *(f"    {name}: {_short(old)} → {_short(new)}" for name, (old, new) in d.fields.items())])
    return f"{head}\n    {_reading(d.figure)}"


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _shower(found: Iterator[Difference], limit: int, render: Callable[[Difference], str]) -> Show:
    def show(echo: Callable[[str], None]) -> Counter[str]:
        tally: Counter[str] = Counter()
        shown = list(islice(found, limit)) if limit else found
        for d in shown:
            echo(render(d))
            tally.update([d.kind, *(f"field {name}" for name in d.fields)])
        for d in found:  # behind the limit: counted, not shown
            tally.update([d.kind, *(f"field {name}" for name in d.fields)])
        return tally

    return show


def print_text(found: Iterator[Difference], limit: int = 0) -> Show:
    """Shows differences for reading, at most ``limit`` of them (0: all)."""
    return _shower(found, limit, _lines)


def print_json(found: Iterator[Difference], limit: int = 0) -> Show:
    """Shows differences as JSON lines."""
    return _shower(found, limit, lambda d: json.dumps(d.to_dict(), ensure_ascii=False))


def totals(tally: Counter[str]) -> str:
    """How many of each kind, how often each field changed."""
    if not tally:
        return "No difference."
    kinds = ", ".join(f"{tally[k]} {k}" for k in ("came", "went", "changed", "article came", "article went") if tally[k])
    fields = ", ".join(f"{k.removeprefix('field ')} {n}" for k, n in tally.most_common() if k.startswith("field "))
    return kinds + (f" ({fields})" if fields else "")
