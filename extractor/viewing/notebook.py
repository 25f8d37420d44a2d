"""An article as HTML for a notebook cell: no script, inline styles only, every text escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from extractor.model import Article, Figure, Span
from extractor.viewing.terminal import period, place_names, safe, value

# Half transparent, so that they do on light and on dark paper.
COLORS = {
    "FIGURE": "rgba(255, 191, 0, .38)",
    "LOC": "rgba(86, 180, 233, .32)",
    "ORG": "rgba(0, 158, 115, .28)",
    "PER": "rgba(204, 121, 167, .32)",
    "POLICY": "rgba(213, 94, 0, .26)",
    "CLUSTER": "rgba(120, 94, 240, .26)",
}
COLUMNS = ("text", "value", "indicator", "subject", "place", "period", "kind", "category", "source")
MAX_ROWS = 200
_CELL = "padding:3px 8px;text-align:left;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.35)"


def html(article: Article, *, options: Mapping[str, Any] | None = None) -> str:
    """Coloured text and table. ``options`` as displaCy takes them: ``ents`` (labels to mark), ``colors`` (label → CSS colour).

    Labels are FIGURE and the entity types; further options are ``table`` (bool) and ``rows`` (int).
    """
    chosen = dict(options or {})
    colors = COLORS | dict(chosen.get("colors") or {})
    wanted = set(chosen.get("ents") or COLORS)
    parts = [_head(article), _legend(wanted, colors), _text(article, wanted, colors)]
    if chosen.get("table", True) and "FIGURE" in wanted:
        parts.append(_table(article.figures, int(chosen.get("rows", MAX_ROWS))))
    return f'<div style="max-width:64em;line-height:1.6">{"".join(parts)}</div>'


def displacy(article: Article) -> tuple[dict[str, Any], dict[str, Any]]:
    """(data, options) for ``displacy.render(data, style="ent", manual=True, options=options)``; spans that overlap are left out."""
    spans = sorted(_spans(article, set(COLORS)), key=lambda s: (s[0], -s[1]))
    ents: list[dict[str, Any]] = []
    at = 0
    for start, end, label in spans:
        if start >= at:
            ents.append({"start": start, "end": end, "label": label})
            at = end
    return {"text": article.text, "ents": ents, "title": article.title}, {"ents": list(COLORS), "colors": dict(COLORS)}


def _spans(article: Article, wanted: set[str]) -> list[tuple[int, int, str]]:
    figures = [(f.start, f.end, "FIGURE") for f in article.figures if "FIGURE" in wanted]
    return figures + [(e.start, e.end, e.type) for e in article.entities if e.type in wanted]


def _head(article: Article) -> str:
    facts = " · ".join((article.published or "no date", f"{len(article.figures)} figures", f"{len(article.entities)} entities"))
    return f'<div><b>{_safe(article.title or article.id)}</b><br><small style="opacity:.75">{_safe(facts)}</small></div>'


def _legend(wanted: set[str], colors: Mapping[str, str]) -> str:
    chips = (
        f'<span style="background:{_css(colors[label])};padding:0 6px;border-radius:3px">{label}</span>'
        for label in COLORS
        if label in wanted
    )
    return f'<div style="margin:6px 0;font-size:85%">{" ".join(chips)}</div>'


def _text(article: Article, wanted: set[str], colors: Mapping[str, str]) -> str:
    spans = _spans(article, wanted)
    parts = "\n".join(_stretch(article.text, body, spans, colors) for body in article.body)
    return f'<div style="white-space:pre-wrap;max-height:32em;overflow:auto" tabindex="0">{parts}</div>'


def _stretch(text: str, body: Span, spans: Sequence[tuple[int, int, str]], colors: Mapping[str, str]) -> str:
    """Between two cuts the innermost span gives the colour, so that any overlap stays well-formed."""
    start, end = body
    inside = [s for s in spans if s[0] < end and s[1] > start]
    cuts = sorted({start, end} | {c for s in inside for c in s[:2] if start < c < end})
    out: list[str] = []
    for first, last in pairwise(cuts):
        piece = _safe(text[first:last])
        cover = [s for s in inside if s[0] <= first and s[1] >= last]
        if cover:
            label = min(cover, key=lambda s: s[1] - s[0])[2]
            piece = f'<mark title="{escape(label)}" style="background:{_css(colors[label])};color:inherit;border-radius:3px">{piece}</mark>'
        out.append(piece)
    return "".join(out)


def _table(figures: Sequence[Figure], limit: int) -> str:
    head = "".join(f'<th style="{_CELL}">{name}</th>' for name in ("#", *COLUMNS))
    rows = "".join(
        f"<tr>{''.join(f'<td style={_quoted(_CELL)}>{_safe(c)}</td>' for c in (str(i), *_cells(f)))}</tr>"
        for i, f in enumerate(figures[:limit])
    )
    more = f'<div style="opacity:.75">{len(figures) - limit} more figures</div>' if len(figures) > limit else ""
    table = f'<table style="border-collapse:collapse;margin-top:8px"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div style="overflow-x:auto">{table}</div>{more}'


def _cells(figure: Figure) -> tuple[str, ...]:
    kind = " ".join(part for part in (figure.kind, figure.basis, figure.status if figure.status == "target" else None) if part)
    about = (place_names(figure.location), period(figure.period), kind, figure.category, figure.source or "")
    return (figure.text, value(figure), figure.indicator, figure.subject, *about)


def _quoted(style: str) -> str:
    return f'"{style}"'


def _css(color: str) -> str:
    """A colour that cannot end the declaration it stands in."""
    return escape("".join(c for c in color if c not in ";{}<>\"'\\"))


def _safe(text: str) -> str:
    return escape(safe(text))
