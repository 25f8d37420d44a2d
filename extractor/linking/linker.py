"""Mentions → figures: sentence by sentence, each step a module of this package."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from extractor.finding.lexicon import Lexicon
from extractor.finding.names_page import Page
from extractor.finding.quantities import Quantity
from extractor.finding.timeline import iso
from extractor.linking import repeats
from extractor.linking.brackets import balanced
from extractor.linking.clauses import Reader
from extractor.linking.document import COUNTRY, Document
from extractor.linking.draft import Draft
from extractor.linking.fronting import WORD, Fronting
from extractor.linking.grammar import Grammar
from extractor.linking.indicators import Indicators
from extractor.linking.kinds import Kinds
from extractor.linking.link_lists import link_words
from extractor.linking.measures import Measures
from extractor.linking.memory import Paragraph
from extractor.linking.placing import AREA
from extractor.linking.reach import Reach
from extractor.linking.reviews import time_of
from extractor.linking.scope import Scope
from extractor.linking.sentences import sentences
from extractor.linking.sources import Sources
from extractor.linking.subjects import Subjects
from extractor.linking.titles import adopt, is_heading
from extractor.model import Figure, Mention, Span, maker
from extractor.rules.schema import RuleSet

_made: Final = maker(Figure)
_CITY: Final = "市"
# In mentions; no sentence that is one has as many, or as many so near one another (in characters a mention).
_MOST: Final = 100
_DENSE: Final = 20
_SPARSE: Final = 3
# A text of one firm names it so much oftener than another, and so often if its title does not.
_TIMES: Final = 3
_OFTEN: Final = 5


class Linker:
    """Compiled once from a rule set; holds no state between articles."""

    def __init__(self, rules: RuleSet, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = link_words(lexicon)
        self.deictic = {r["word"]: r["scope"] for r in rules.table("places/deictic")}
        regions = {r["name"]: tuple(filter(None, r["adcodes"].split("|"))) for r in rules.table("places/regions")}
        self.parts = {name: regions.get(name + AREA, ()) for name, codes in regions.items() if not codes}
        self.regions = frozenset(r["name"] for r in rules.table("places/countries") if not (r["iso"] or r["abbr"]))
        self.towns = frozenset(r["adcode"] for r in rules.table("places/china") if r["level"] == "county" and r["name"].endswith(_CITY))
        indicators = Indicators(rules)
        self.reader = Reader(self.lexicon, self.deictic, indicators.nouns)
        self.fronting = Fronting(self.lexicon)
        apart = {w: r.fields["bound"] for r in rules.of("words") if r.fields.get("class") == "apart" for w in r.words}
        national = frozenset(w for w, s in self.deictic.items() if s in ("nation", "world"))
        self.grammar = Grammar(indicators, Kinds(rules), lexicon, self.words, apart, national)
        self.measures = Measures(self.grammar)
        self.sources = Sources(lexicon)
        self.subjects = Subjects(indicators, self.deictic, self.words, self.sources.is_media)
        self.public = lexicon.ends("public_body")

    def is_firm(self, name: str) -> bool:
        """Whether a body is a firm: no ending of a public body, none of the media."""
        return not name.endswith(self.public) and not self.sources.is_media(name)

    def is_of_firm(self, document: Document, title: str, names: Sequence[Mention]) -> bool:
        """Whether news that its title does not place tells of one firm, whose figures are not the nation's."""
        if document.kind != "news" or document.place != (COUNTRY,) or document.speaks_of_nation(title):
            return False
        return any(n.kind == "organisation" and n.text in title and self.is_firm(n.text) for n in names)

    def firms_of(self, document: Document, title: str, names: Sequence[Mention]) -> tuple[str, str]:
        """The firm that the title of news names and its text names again; the one that it tells of alone, be it in the title or not.

        A firm has several names (亨通, 亨通光电).
        """
        if document.kind != "news":
            return "", ""
        bodies = Counter(n.text for n in names if n.kind == "organisation")
        firms = Counter({name: times for name, times in bodies.items() if self.is_firm(name)})
        titled = next((name for name in sorted(firms, key=title.find) if name in title and firms[name] > 1), "")
        firm = titled or next((name for name, times in firms.most_common(1) if times >= _OFTEN), "")
        own = {name for name in firms if name in firm or firm in name}
        others = max((times for name, times in firms.items() if name not in own), default=0)
        return titled, firm if sum(firms[name] for name in own) >= _TIMES * max(1, others) else ""

    def in_firm(self, place: Mention, names: Sequence[Mention]) -> bool:
        """Whether a place stands inside the name of a firm, which says nothing of what a text is about; ``names`` sorted and apart."""
        at = bisect_right(names, place.start, key=lambda n: n.start) - 1
        return at >= 0 and place.start < names[at].end and names[at].kind == "organisation" and self.is_firm(names[at].text)

    def drafts(
        self, page: Page, paragraphs: list[Span], document: Document, mentions: list[Any], inner: Mapping[int, tuple[str, ...]]
    ) -> list[Draft]:
        """All figures in the making; ``mentions`` sorted and apart; ``inner``: codes of places inside names.

        Terms among the mentions are needed only in paragraphs with figures and under bold subheads.
        """
        last_figure: int = max([m.start for m in mentions if _is_figure(m)], default=-1)
        if last_figure < 0:
            return []
        text = page.text
        scope = Scope(document, self.deictic, self.regions, self.parts, self.towns, self.is_firm, inner, self.words)
        out: list[Draft] = []
        index = 0
        starts: list[int] = [m.start for m in mentions]
        total = len(starts)
        reach = Reach(self.sources, document)
        titles: list[Span] = []
        firm = ""
        for start, end in paragraphs:
            paragraph = Paragraph(firm)
            if document.year and document.is_of_five_years(start):
                paragraph.time = time_of(document.year, start, document.is_planned(start))
            scope.times.since_told += 1
            reach.paragraph(text, start, end)
            made: list[Draft] = []
            if text.startswith("**", start):
                scope.placing.items.begin(text, start, [m for m in mentions[index : index + 40] if m.start < end])
                if document.flash:
                    # Items have nothing to do with each other.
                    scope.times.last = None
            for first, last in _stretches(text, start, end, starts):
                low = index
                while index < total and starts[index] < last:
                    index += 1
                inside = [mentions[i] for i in range(low, index) if starts[i] >= first]
                if inside and first <= last_figure:
                    made += self._sentence(page, first, last, inside, scope, paragraph, reach)
                elif inside:
                    self._behind_all(text, first, last, inside, reach)
                elif made and text.startswith("”", first - 1):
                    reach.sentence(text, first, last, [], reach.attributions(text, first, last, []))
            firm = paragraph.firm_name
            if made and is_heading(text, start, end):
                titles.append((len(out), len(out) + len(made)))
            out += made
        headed = {id(draft) for low, high in titles for draft in out[low:high]}
        for low, high in titles:
            adopt(out[low:high], out[high:], headed)
        repeats.complete(out)
        return out

    def _sentence(
        self, page: Page, start: int, end: int, mentions: list[Any], scope: Scope, paragraph: Paragraph, reach: Reach
    ) -> list[Draft]:
        text = page.text
        if not any(_is_figure(m) for m in mentions):
            self._without_figures(text, start, end, mentions, scope, paragraph, reach)
            return []
        pieces = self.reader.pieces(page, start, end, mentions)
        if text.find(WORD, start, end) >= 0:
            for chunks in pieces:
                self.fronting.read(chunks)
        drafts = [
            Draft(chunk.obj, number, index)
            for number, chunks in enumerate(pieces)
            for index, chunk in enumerate(chunks)
            if chunk.letter == "Q"
        ]
        paragraph.before = paragraph.last
        paragraph.last = self.measures.fill(text, pieces, drafts, paragraph.last)
        said = reach.attributions(text, start, end, pieces)
        reported = not said and reach.current is not None and reach.current.data
        scope.fill(text, pieces, drafts, paragraph, self.lexicon.targets, reported)
        reach.sentence(text, start, end, drafts, said)
        self.subjects.fill(text, pieces, drafts, paragraph, scope, said)
        return drafts

    def _without_figures(
        self, text: str, start: int, end: int, mentions: list[Any], scope: Scope, paragraph: Paragraph, reach: Reach
    ) -> None:
        """Times, places and speakers of a sentence without figures still hold for those after it; its words need no cutting."""
        chunks = self.reader.mentioned(text, mentions)
        if not chunks:
            return
        pieces = [chunks]
        said = reach.attributions(text, start, end, pieces)
        scope.fill(text, pieces, [], paragraph, self.lexicon.targets)
        reach.sentence(text, start, end, [], said)
        self.subjects.fill(text, pieces, [], paragraph, scope, said)

    def _behind_all(self, text: str, start: int, end: int, mentions: list[Any], reach: Reach) -> None:
        """Behind the last figure of a text only who speaks counts: it may be who told the figures before."""
        chunks = self.reader.mentioned(text, mentions)
        if chunks:
            reach.sentence(text, start, end, [], reach.attributions(text, start, end, [chunks]))


def _stretches(text: str, start: int, end: int, starts: list[int]) -> Iterator[Span]:
    """Sentences; one with very many mentions is cut before every so-many-th, since its figures are compared with one another."""
    for first, last in sentences(text, start, end):
        low, high = bisect_left(starts, first), bisect_left(starts, last)
        most = _MOST if last - first > _SPARSE * (high - low) else _DENSE
        while high - low > most:
            low += most
            yield first, starts[low]
            first = starts[low]
        yield first, last


def _is_figure(mention: Any) -> bool:
    """Whether a mention is a quantity that makes a record."""
    return isinstance(mention, Quantity) and mention.unit_class != "duration"


_BEHIND: Final = 60
_BEFORE: Final = 4000


def _as_read(words: str, original: str, folded: str, end: int) -> str:
    """``words`` as the text writes them (traditional, full width) where it has them before ``end``."""
    at = folded.rfind(words, max(0, end - _BEFORE), end) if words else -1
    return original[at : at + len(words)] if at >= 0 else words


def figure(draft: Draft, original: str, folded: str, section: tuple[str, ...]) -> Figure:
    """The finished record; its words are cut from the text as read."""
    q = draft.quantity
    end = q.end + _BEHIND
    draft.indicator = balanced(draft.indicator, folded, end)
    draft.subject = balanced(draft.subject, folded, end)
    if folded != original:
        draft.indicator = _as_read(draft.indicator, original, folded, end)
        draft.subject = _as_read(draft.subject, original, folded, end)
        draft.source = draft.source and _as_read(draft.source, original, folded, end)
    period = None if draft.period is None else (iso(draft.period[0]), iso(draft.period[1]))
    return _made(
        q.start, q.end, original[q.start : q.end], draft.value, draft.value_max, draft.unit, draft.bound, draft.kind, draft.category,
        draft.indicator, draft.subject, draft.location, period, draft.basis, draft.status, draft.source, draft.optional, section,
        tuple(dict.fromkeys(draft.rules)),
    )  # fmt: skip
