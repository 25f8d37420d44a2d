"""The nouns of the package: what goes in, what is found, what comes out."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, make_dataclass
from typing import Any, ParamSpec, TypeVar

Span = tuple[int, int]
"""Characters ``[start, end)`` of an article's text as read."""

Period = tuple[str, str]
"""Two inclusive ISO dates; a point in time has both the same."""

_Fields = ParamSpec("_Fields")
_Record = TypeVar("_Record")


def maker(frozen: Callable[_Fields, _Record]) -> Callable[_Fields, _Record]:
    """What makes instances of a frozen class in a sixth of the time, for where thousands are made.

    A frozen class sets each of its fields through a call; an open twin of the same slots does not, and then takes on its class.
    """
    own: Any = frozen
    named = fields(own)
    twin = make_dataclass(own.__name__, [(f.name, f.type) for f in named], slots=True, repr=False, eq=False)
    parameters = [f.name if f.default is MISSING else f"{f.name}=defaults[{f.name!r}]" for f in named]
    source = [f"def make({', '.join(parameters)}):", " made = new(twin)", *(f" made.{f.name} = {f.name}" for f in named)]
    space: dict[str, Any] = {"new": object.__new__, "twin": twin, "own": own, "defaults": {f.name: f.default for f in named}}
    # Written out, as the constructors of dataclasses are: one call in place of three.
    exec("\n".join([*source, " made.__class__ = own", " return made"]), space)
    made: Callable[_Fields, _Record] = space["make"]
    return made


@dataclass(frozen=True, slots=True)
class Mention:
    """Something found in a text, before any linking.

    ``kind`` is one of number, quantity, money, percent, rank, period, duration, place,
    organisation, person, policy, cluster. Values are in the base unit.
    """

    kind: str
    start: int
    end: int
    text: str
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    bound: str | None = None
    period: Period | None = None
    adcode: str | None = None
    rules: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: fields that do not apply are left out."""
        out = {f.name: getattr(self, f.name) for f in fields(self)}
        out["period"] = list(self.period) if self.period else None
        out["rules"] = list(self.rules)
        return {k: v for k, v in out.items() if v is not None}


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the body: LOC, ORG, PER, POLICY or CLUSTER; ``adcode`` for a LOC that has one."""

    start: int
    end: int
    text: str
    type: str
    adcode: str | None = None
    rules: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON; ``adcode`` only for a LOC."""
        out: dict[str, Any] = {"start": self.start, "end": self.end, "text": self.text, "type": self.type}
        if self.type == "LOC":
            out["adcode"] = self.adcode
        out["rules"] = list(self.rules)
        return out


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated quantity with everything the text says about it (see ``extractor schema``)."""

    start: int
    end: int
    text: str
    value: float
    value_max: float | None
    unit: str
    bound: str
    kind: str
    category: str
    indicator: str
    subject: str
    location: tuple[str, ...]
    period: Period | None
    basis: str | None
    status: str
    source: str | None
    optional: bool = False
    section: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON in the field order of the output schema."""
        out = {f.name: getattr(self, f.name) for f in fields(self)}
        out["location"] = list(self.location)
        out["period"] = list(self.period) if self.period else None
        out["section"] = list(self.section)
        out["rules"] = list(self.rules)
        return out


@dataclass(frozen=True, slots=True)
class Table:
    """A table found while reading: cells with their spans in the article's text, row by row."""

    rows: tuple[tuple[Span, ...], ...]
    header_rows: int = 1
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What reading gives: the text as read and where in it the article stands.

    ``replaced`` counts characters that could not be decoded. ``title`` and ``published``
    (ISO date) are what the file says, if it does.
    """

    id: str
    text: str
    body: tuple[Span, ...]
    title: str | None = None
    published: str | None = None
    path: str | None = None
    encoding: str | None = None
    replaced: int = 0
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article with what was extracted from it; ``text[f.start:f.end] == f.text`` always holds."""

    id: str
    title: str | None
    published: str | None
    text: str
    body: tuple[Span, ...]
    figures: tuple[Figure, ...] = ()
    entities: tuple[Entity, ...] = ()
    path: str | None = None
    encoding: str | None = None
    replaced: int = 0
    fingerprint: str = ""

    def explain(self, figure: Figure) -> Any:
        """How ``figure`` came about: its clause, rules, origins of its fields and what lost (a Trace), by the built-in rules.

        Raises ValueError where the figure is not one of this article.
        """
        pipeline = importlib.import_module("extractor.pipeline")
        source = Source(self.id, self.text, self.body, self.title, self.published)
        for found in pipeline.default_extractor().explain(source):
            if (found.figure.start, found.figure.end) == (figure.start, figure.end):
                return found
        raise ValueError(f"No figure {figure.text!r} at {figure.start} in {self.id or 'this article'}.")

    def _repr_html_(self) -> str:
        """Coloured text and table for notebooks."""
        return str(importlib.import_module("extractor.viewing.notebook").html(self))

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """Plain JSON, one line of ``articles.jsonl``; ``text=False`` leaves the text out."""
        out: dict[str, Any] = {"id": self.id, "title": self.title, "published": self.published}
        if text:
            out["text"] = self.text
        out["body"] = [list(s) for s in self.body]
        out["figures"] = [f.to_dict() for f in self.figures]
        out["entities"] = [e.to_dict() for e in self.entities]
        for name in ("path", "encoding", "replaced", "fingerprint"):
            if getattr(self, name):
                out[name] = getattr(self, name)
        return out


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no article: which, why (a code and a reason) and what to do."""

    path: str
    code: str
    reason: str
    advice: str = ""

    def to_dict(self) -> dict[str, str]:
        """Plain JSON, one line of ``failures.jsonl``."""
        return {"path": self.path, "code": self.code, "reason": self.reason, "advice": self.advice}
