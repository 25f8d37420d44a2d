"""Text → Article: reading the layout, finding, linking. The whole way of an article."""

from __future__ import annotations

import gc
import time
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import regex

from extractor.errors import UsageError
from extractor.finding.grid import Grids
from extractor.finding.lexicon import Lexicon
from extractor.finding.mentions import mentions_of, outreaches
from extractor.finding.names import WORK, NameFinder, Names
from extractor.finding.periods import Periods
from extractor.finding.places_short import SEAT
from extractor.finding.policies import ATTRIBUTIVE
from extractor.finding.quantities import Quantities, Quantity
from extractor.finding.terms import Term, Terms, between
from extractor.finding.timeline import Anchor, Time
from extractor.linking.document import COUNTRY, Documents
from extractor.linking.draft import Draft
from extractor.linking.linker import Linker, figure
from extractor.linking.tables import Tables
from extractor.linking.trace import Trace, trace
from extractor.model import Article, Entity, Figure, Mention, Source, Span, maker
from extractor.reading.layout import Layout
from extractor.reading.sections import Outline, Section
from extractor.rules import load_rules
from extractor.rules.cache import cached
from extractor.rules.compile import Dispatch, find_dispatch
from extractor.rules.folders import chosen_folders
from extractor.rules.scanner import Scanner
from extractor.rules.schema import Rule, RuleSet
from extractor.text import Folder
from extractor.tokenising.wrapping import paragraphs
from extractor.version import __version__

ENTITY_TYPES: Final = {"place": "LOC", "organisation": "ORG", "person": "PER", "policy": "POLICY", "cluster": "CLUSTER"}
_entity: Final = maker(Entity)
_mention: Final = maker(Mention)
_start: Final = attrgetter("start")


# Changes with the way in which rules are compiled and asked what they can begin with, so that nothing older is taken from the cache.
_ASKED: Final = 10


class Extractor:
    """The rules of one or more folders, compiled. Safe to share between threads."""

    def __init__(self, patterns: Sequence[str | Path] = ()) -> None:
        rules = load_rules(chosen_folders(patterns))
        self.rules = rules
        self.fingerprint = rules.fingerprint
        self._fold = Folder({r["traditional"]: r["simplified"] for r in rules.table("traditional")})
        self._quantities = Quantities(rules)
        self._periods = Periods(rules)
        pattern_rules = sorted(rules.of("period") + rules.of("exclusion") + rules.of("quantity"), key=lambda r: -r.priority)
        self._scanner = Scanner(pattern_rules, self._quantities.lists, _dispatch(rules, pattern_rules, self._quantities.lists))
        self._names = NameFinder(rules)
        lexicon = Lexicon(rules)
        self._terms = Terms(rules, lexicon.words)
        self._layout = Layout(rules)
        self._outline = Outline(rules)
        self._documents = Documents(rules)
        self._linker = Linker(rules, lexicon)
        self._grids = Grids(rules)
        self._tables = Tables(rules, self._linker, self._quantities.units)

    def extract(self, text: str, *, published: str | None = None, id: str = "", title: str | None = None) -> Article:
        """The article in ``text`` with its figures and entities.

        ``published`` (ISO date) is found in the text where it says when None.
        """
        with _Uncollected():
            parsed = self._layout.parse(text, title=title, published=published)
            source = Source(id=id, text=text, body=parsed.body, title=parsed.title, published=parsed.published)
            return self.extract_source(source)

    def extract_source(self, source: Source) -> Article:
        """The article of a source whose body is already known."""
        with _Uncollected():
            return self._article(source)

    def _article(self, source: Source) -> Article:
        paths, names, drafts = self._analyse(source)
        original = source.text
        figures = _figures(source, paths, names, drafts)
        entities = [
            _entity(
                m.start, m.end, original[m.start : m.end], ENTITY_TYPES[m.kind], m.adcode or None if m.kind == "place" else None, m.rules
            )
            for m in names.mentions
        ]
        return Article(
            source.id, source.title, source.published, original, source.body, figures, tuple(entities),
            source.path, source.encoding, source.replaced, self.fingerprint,
        )  # fmt: skip

    def explain(self, source: Source | str, *, published: str | None = None, title: str | None = None) -> list[Trace]:
        """For each figure of a source or text: its clause, rules, origins of its fields and what lost."""
        if isinstance(source, str):
            parsed = self._layout.parse(source, title=title, published=published)
            source = Source(id="", text=source, body=parsed.body, title=parsed.title, published=parsed.published)
        begun = time.perf_counter()
        with _Uncollected():
            paths, names, drafts = self._analyse(source)
            figures = _figures(source, paths, names, drafts)
        spent = time.perf_counter() - begun
        kinds = self._linker.grammar.kinds
        return [trace(d, f, kinds, spent) for d, f in zip(drafts, figures, strict=True)]

    def find(self, text: str, published: str | None = None) -> list[Mention]:
        """Numbers, quantities, periods, durations and names in ``text``, without linking."""
        with _Uncollected():
            folded = self._fold(text)
            body = ((0, len(text)),)
            names = self._names.find(folded, body)
            found = self._scan(folded, body, Anchor(_day(published)))
            return mentions_of(text, found, names.found)

    def _analyse(self, source: Source) -> tuple[tuple[Section, ...], Names, list[Draft]]:
        folded = self._fold(source.text)
        body = source.body
        names = self._names.find(folded, body, title=source.title)
        linked = [m for m in names.mentions if SEAT not in m.rules and m.rules[0] not in ATTRIBUTIVE]
        inner = names.inner
        places = [m for m in linked if m.kind == "place"] + [
            m if WORK in m.rules else _mention(m.kind, m.start, m.end, m.text, None, None, m.unit, None, None, m.adcode, ("inner",))
            for m in (*inner, *(s for s in names.sites if WORK in s.rules))
            if not self._linker.in_firm(m, names.mentions)
        ]
        title = source.title or (folded[body[0][0] : body[0][1]].split("\n", 1)[0] if body else "")
        published = _day(source.published)
        outline = self._outline.sections(folded, body)
        extent = (body[0][0], body[-1][1]) if body else (0, 0)
        document = self._documents.read(self._fold(title), folded, published, places, extent, outline)
        if self._linker.is_of_firm(document, self._fold(title), names.mentions):
            document.place = ()
        document.firm, document.sole_firm = self._linker.firms_of(document, self._fold(title), names.mentions)
        anchor = Anchor(published, document.year if document.annual else None, document.plan_span)
        grids = self._grids.find(source.text, folded, body)
        body = tuple(self._grids.prose(folded, body, grids)) if grids else body
        found = self._scan(folded, body, anchor)
        told = paragraphs(folded, body)
        terms = self._terms.find(folded, _with_figures(folded, told, found))
        # 福厦高铁, in a report on one place, is told of where it runs through it.
        through = document.annual and document.place != (COUNTRY,)
        sites = [s for s in names.sites if not (through and WORK in s.rules and not (s.unit or "").isdigit())]
        mentions = _merged(found, [*linked, *sites], terms)
        drafts = self._linker.drafts(
            names.page, told, document, mentions, _inner(sorted([*names.mentions, *names.held], key=attrgetter("start")), inner)
        )
        if grids:
            cells = self._tables.drafts(folded, source.body, grids, document, places, lambda a, b: self._times(folded, a, b, anchor))
            drafts = sorted([*drafts, *cells], key=lambda d: d.quantity.start)
        return outline, names, drafts

    def _times(self, folded: str, start: int, end: int, anchor: Anchor) -> list[Time]:
        return [t for t in self._scan(folded, ((start, end),), anchor) if isinstance(t, Time)]

    def _scan(self, folded: str, body: Sequence[Span], anchor: Anchor) -> list[Quantity | Time]:
        out: list[Quantity | Time] = []
        for start, end in body:
            for rule, match in self._scanner.scan(folded, start, end):
                if rule.kind == "quantity":
                    quantity = self._quantities.read(rule, match, folded)
                    if quantity is not None and not quantity.weak:
                        out.append(quantity)
                elif rule.kind == "period":
                    out.append(self._periods.read(rule, match, anchor))
        return out


class _Uncollected:
    """Keeps the garbage collector from looking for cycles among what lives for milliseconds, a sixth of the time of a call."""

    __slots__ = ("_collecting",)

    def __enter__(self) -> None:
        self._collecting = gc.isenabled()
        gc.disable()

    def __exit__(self, *error: object) -> None:
        if self._collecting:
            gc.enable()


def _figures(source: Source, paths: Sequence[Section], names: Names, drafts: list[Draft]) -> tuple[Figure, ...]:
    """The drafts as figures, each with the path of its section."""
    out: list[Figure] = []
    at = 0
    for draft in drafts:
        while at < len(paths) and paths[at].end <= draft.quantity.start:
            at += 1
        inside = at < len(paths) and paths[at].start <= draft.quantity.start
        out.append(figure(draft, source.text, names.page.text, paths[at].path if inside else ()))
    return tuple(out)


def _with_figures(text: str, paragraphs: Sequence[Span], found: list[Quantity | Time]) -> list[Span]:
    """The paragraphs whose terms are looked for; those that follow one another as one, which costs one search."""
    out: list[Span] = []
    at = last = 0
    for number, (start, end) in enumerate(paragraphs):
        counted = False
        while at < len(found) and found[at].start < end:
            counted = counted or isinstance(found[at], Quantity)
            at += 1
        if counted or text.startswith("**", start):
            if out and last == number - 1:
                start = out.pop()[0]
            out.append((start, end))
            last = number
    return out


def _dispatch(rules: RuleSet, chosen: Sequence[Rule], lists: Mapping[str, Sequence[str]]) -> Dispatch:
    key = f"{_ASKED} {__version__} {regex.__version__} {rules.fingerprint}"
    return cached("scanner", key, lambda: find_dispatch(chosen, lists), Dispatch)


def _day(iso: str | None) -> date | None:
    if not iso:
        return None
    try:
        return date.fromisoformat(iso[:10])
    except ValueError as error:
        raise UsageError(f"published is {iso!r}.", "Give an ISO date such as 2022-10-27.", code="E401") from error


def _inner(names: Sequence[Mention], inner: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """Start of a name → codes of the places inside it."""
    out: dict[int, dict[str, None]] = {}
    starts = [name.start for name in names]
    for place in inner:
        at = bisect_right(starts, place.start) - 1
        if place.unit and at >= 0 and place.start < names[at].end:
            known = out.setdefault(starts[at], {})
            if not known or WORK not in place.rules:
                # 天津滨海中关村科技园 is in 天津.
                known.update(dict.fromkeys(place.unit.split("|")))
    return {start: tuple(codes) for start, codes in out.items()}


def _merged(found: list[Quantity | Time], names: Sequence[Mention], terms: Sequence[Term]) -> list[Any]:
    """Both in order of place; a name wins over what overlaps it, but for a time that it is only the beginning of."""
    kept: list[Any] = sorted(names, key=_start)
    spans = [(n.start, n.end) for n in kept]
    index = 0
    covered: list[int] = []
    for item in found:
        while index < len(spans) and spans[index][1] <= item.start:
            index += 1
        if index < len(spans) and spans[index][0] < item.end:
            if not outreaches(item, spans[index][0], spans[index][1]):
                continue
            covered.append(index)
        kept.append(item)
    for at in reversed(covered):
        del kept[at]
    kept.sort(key=_start)
    kept += between(terms, [(m.start, m.end) for m in kept])
    kept.sort(key=_start)
    return kept


@cache
def default_extractor() -> Extractor:
    """The extractor with the built-in rules, made once a process."""
    return Extractor()
