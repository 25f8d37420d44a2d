"""What rules of one's own change: the figures and names of a text with and without them, as a diff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.judging.engine import PUBLISHED, Engine
from extractor.judging.readings import write_figure
from extractor.model import Article, Entity, Figure, Source

_FIELDS = ("unit", "bound", "category", "indicator", "subject", "location", "source")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure or name that came ("+"), went ("-") or both (then ``before`` and ``after`` are different readings)."""

    text: str
    sentence: str
    before: str | None
    after: str | None

    def lines(self) -> Iterator[str]:
        """As lines of a diff, the sentence first."""
        yield f"  {self.sentence}"
        if self.before is not None:
            yield f"- {self.text}: {self.before}"
        if self.after is not None:
            yield f"+ {self.text}: {self.after}"


def changes(before: Engine, after: Engine, sources: Sequence[Source]) -> Iterator[Change]:
    """Everything that differs between the articles of two engines, in order."""
    for source in sources:
        old, new = before.extractor.extract_source(source), after.extractor.extract_source(source)
        was, becomes = _readings(old), _readings(new)
        for span in sorted(was.keys() | becomes.keys()):
            if was.get(span) != becomes.get(span):
                yield Change(source.text[span[0] : span[1]], sentence(source.text, span), was.get(span), becomes.get(span))


def as_source(text: str, published: str | None = None) -> Source:
    """A text of one's own as an article that is all body."""
    return Source("", text, ((0, len(text)),), published=published or PUBLISHED)


def sources_of(engine: Engine, given: str, published: str | None = None) -> list[Source]:
    """The articles of a file or folder where ``given`` names one, else ``given`` itself."""
    from extractor.judging.coverage import sources

    try:
        is_path = Path(given).exists()
    except OSError:  # a text too long for a path
        is_path = False
    if not is_path:
        return [as_source(given, published)]
    return [s for s in sources(engine, Path(given)) if isinstance(s, Source)]


def sentence(text: str, span: tuple[int, int]) -> str:
    """The sentence around a span, the span in «…»."""
    low = max(text.rfind(mark, 0, span[0]) for mark in "。！？；\n") + 1
    ends = [at for at in (text.find(mark, span[1]) for mark in "。！？；\n") if at >= 0]
    high = min(ends) + 1 if ends else len(text)
    return f"{text[low : span[0]]}«{text[span[0] : span[1]]}»{text[span[1] : high]}".strip()


def _readings(article: Article) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {(e.start, e.end): _name(e) for e in article.entities}
    return found | {(f.start, f.end): _figure(f) for f in article.figures}


def _figure(figure: Figure) -> str:
    return write_figure(figure, tuple(n for n in _FIELDS if getattr(figure, n) not in ("", (), None, "exact")))


def _name(entity: Entity) -> str:
    return entity.type + (f" {entity.adcode}" if entity.adcode else "")
