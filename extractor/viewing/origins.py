"""Where in the text each field of a figure came from, for pages that underline it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from extractor.model import Article, Source

if TYPE_CHECKING:
    from extractor.linking.trace import Trace
    from extractor.pipeline import Extractor


def spans(trace: Trace) -> dict[str, list[list[int]]]:
    """Field → spans of the words that gave it; what came from no words in particular is left out."""
    figure = trace.figure
    out = {"value": [[figure.start, figure.end]]}
    for field, (_, start, end) in trace.inherited.items():
        if 0 <= start < end:
            out.setdefault(field, []).append([start, end])
    return out


def attach(article: dict[str, Any], traces: Iterable[Trace]) -> dict[str, Any]:
    """The article (plain JSON) with ``origins`` (spans) and ``how`` (words) by field in each figure that a trace tells of."""
    known = {(trace.figure.start, trace.figure.end): trace for trace in traces}
    for figure in article["figures"]:
        trace = known.get((figure["start"], figure["end"]))
        if trace is not None:
            figure["origins"] = spans(trace)
            figure["how"] = {field: how for field, (how, _, _) in trace.inherited.items()}
    return article


def with_origins(extractor: Extractor, article: Article) -> dict[str, Any]:
    """An article just extracted, as plain JSON with origins."""
    plain = article.to_dict()
    return attach(plain, extractor.explain(source_of(plain)))


def explained(extractor: Extractor, article: dict[str, Any]) -> dict[str, Any]:
    """A stored article with origins, where the same rules made it; as it is where others did."""
    same = article.get("fingerprint") == extractor.fingerprint and not any("origins" in f for f in article["figures"])
    return attach(article, extractor.explain(source_of(article))) if same and article["figures"] else article


def source_of(article: dict[str, Any]) -> Source:
    """What was read for an article in plain JSON."""
    body = tuple((start, end) for start, end in article["body"])
    return Source(id=article["id"], text=article["text"], body=body, title=article.get("title"), published=article.get("published"))
