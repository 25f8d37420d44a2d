"""All names of a page: places, organisations, persons, policies, clusters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, Final

from extractor.finding.clusters import ClusterFinder
from extractor.finding.names_growth import Growth
from extractor.finding.names_lexicon import Found, Lexicon, WordLists
from extractor.finding.names_page import LETTERS, Page
from extractor.finding.organisations import OrganisationFinder
from extractor.finding.persons import PersonFinder
from extractor.finding.places import PlaceFinder
from extractor.finding.places_gazetteer import gazetteer
from extractor.finding.places_short import SITE
from extractor.finding.policies import PolicyFinder
from extractor.model import Mention, Span, maker
from extractor.rules import RuleSet


class Names:
    """``found`` are names that do not overlap, as found; ``mentions`` and ``inner`` the same and the places inside them, as told to others.

    ``page`` holds the words that were cut on the way.
    """

    def __init__(self, kept: list[Found], covered: list[Found], page: Page) -> None:
        self.found = [f for f in kept if f.kind not in ("event", SITE)]
        self.page = page
        self._kept = kept
        self._covered = covered
        self._mentions: tuple[Mention, ...] | None = None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names; a place's ``unit`` holds its location codes, '|'-joined: its own, those of a region's provinces, or a country's."""
        if self._mentions is None:
            self._mentions = tuple([_mention(self.page.text, f) for f in self.found])
        return self._mentions

    @property
    def sites(self) -> list[Mention]:
        """Ports, lines and works, which are no names of places but tell where a figure holds."""
        return [_mention(self.page.text, f) for f in self._kept if f.kind == SITE]

    @property
    def held(self) -> list[Mention]:
        """Fairs and meetings, which are no names but may begin with where they are held."""
        return [_mention(self.page.text, f) for f in self._kept if f.rule == EVENT]

    @property
    def inner(self) -> tuple[Mention, ...]:
        """The places inside other names (山东省 in 山东省政府)."""
        return tuple([_mention(self.page.text, f) for f in _inside(self._kept, self._covered)])


class NameFinder:
    """Compiled once from a RuleSet; ``find`` is pure."""

    def __init__(self, rules: RuleSet) -> None:
        lexicon = Lexicon(rules)
        growth = Growth(lexicon)
        places = gazetteer(lexicon) if lexicon.rules("LOC", "gazetteer") else {}
        self._places = PlaceFinder(lexicon, places, growth.dictionary)
        self._organisations = OrganisationFinder(lexicon, growth)
        self._persons = PersonFinder(lexicon, growth)
        self._policies = PolicyFinder(lexicon)
        self._clusters = ClusterFinder(lexicon, growth)
        triggers = (
            OrganisationFinder.triggers(lexicon)
            | PolicyFinder.triggers(lexicon)
            | ClusterFinder.triggers(lexicon)
            | PersonFinder.triggers(lexicon)
        )
        self._words = WordLists(_known(lexicon, places), triggers, LETTERS, self._persons.cues, *self._places.words)

    def find(self, text: str, body: Sequence[Span], *, title: str | None = None) -> Names:
        """The names in ``body``; ``text`` is folded, its offsets are those of the text as read."""
        names, triggers, letters, cues, pairs, seats = self._words.scan(text, body)
        page = Page(text, body, [start for start, _, _ in letters])
        hits: dict[str, list[Any]] = {"place": [], "org": [], "person": [], "policy": [], "cluster": [], "blocked": [], SITE: []}
        for start, end, (senses, open_) in names:
            if open_ and _goes_on(text, start, end):
                continue
            for sense, payload in senses:
                if sense == "seat":
                    hits["place"].append((start, start + payload[0], payload[1]))
                else:
                    hits[sense].append((start, end, payload))
        roles: dict[str, list[tuple[int, int, str]]] = {"org": [], "person": [], "policy": [], "cluster": []}
        by_role = {role: roles[finder] for role, finder in _FINDER.items()}
        for hit in triggers:
            by_role[hit[2]].append(hit)
        known = self._words.scan(title, [(0, len(title))])[0] if title else []
        titled = [(a, b, p) for a, b, (senses, _) in known for sense, p in senses if sense == "place"]
        places = self._places.find(page, hits["place"], (pairs, seats), titled)
        bodies = self._organisations.find(page, places, hits["org"], roles["org"])
        policies = self._policies.find(page, places, _bare(hits["policy"]), roles["policy"])
        clusters = self._clusters.find(page, places, bodies, _bare(hits["cluster"]), roles["cluster"])
        blocked = [Found(a, b, "event", "place.blocked", BLOCKED) for a, b in _bare(hits["blocked"])]
        works = [Found(a, b, SITE, WORK, _WORK, None, codes) for a, b, codes in hits[SITE] if page.whole(a, b)]
        others = [*blocked, *places, *bodies, *policies, *clusters, *works]
        persons = self._persons.find(page, _bare(hits["person"]), roles["person"], cues, others)
        return _settle(page, [*others, *persons])


BLOCKED: Final = 58
# What bears its own name (a body, a zone) keeps it.
_WORK: Final = 1
WORK: Final = "place.seats"
EVENT: Final = "org.event"
_NUMERALS: Final = frozenset("0123456789〇零一二两三四五六七八九十百千万亿点")
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_FINDER: Final = {
    "policy": "policy",
    "cluster": "cluster",
    "title": "person",
    "speech": "person",
    "honorific": "person",
} | dict.fromkeys(OrganisationFinder.ROLES, "org")


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a numeral or a Latin word goes on at an end of a hit: 一点三六零, 两万科技人员, SMM in SMMT."""
    if text[start] in _NUMERALS and start and text[start - 1] in _NUMERALS:
        return True
    return (text[start] in _LATIN and start > 0 and text[start - 1] in _LATIN) or (
        text[end - 1] in _LATIN and text[end : end + 1] in _LATIN and end < len(text)
    )


def _known(lexicon: Lexicon, places: dict[str, Any]) -> dict[str, tuple[tuple[tuple[str, Any], ...], bool]]:
    """Every listed name → (kind of list, payload) pairs, and whether a numeral or Latin word may go on at its ends."""
    out: dict[str, tuple[tuple[str, Any], ...]] = {name: (("place", readings),) for name, readings in places.items()}
    rows: Iterable[tuple[str, str, Any]] = [
        *(("org", w, False) for w in lexicon.words("ORG", "list")),
        *(("org", r["name"], r["note"] == "word") for r in lexicon.table("names/organisations")),
        *(("person", w, None) for w in lexicon.words("PER", "leader")),
        *(("policy", w, None) for w in lexicon.words("POLICY", "list")),
        *(("policy", w, None) for w in lexicon.words("POLICY", "attribute")),
        *(("blocked", w, None) for w in lexicon.words("LOC", "blocked")),
        *(("cluster", w, None) for w in lexicon.words("CLUSTER", "list")),
        *((SITE, r["name"], r["adcodes"]) for r in lexicon.table("places/seats")),
    ]
    for sense, name, payload in rows:
        out[name] = (*out.get(name, ()), (sense, payload))
        seat = next((n for n in range(len(name) - 1, 1, -1) if name[:n] in places), 0) if sense in ("cluster", "org") else 0
        if sense == "org" and seat and places[name[:seat]][0].codes[:1].isdigit():
            seat = 0
        if seat:
            # 长三角 in 长三角一体化示范区, 美国 in 美国国会: where a listed cluster is, and a body abroad.
            out[name] = (*out[name], ("seat", (seat, places[name[:seat]])))
    return {name: (senses, name[0] in _NUMERALS | _LATIN or name[-1] in _LATIN) for name, senses in out.items()}


def _bare(hits: Sequence[tuple[int, int, Any]]) -> list[tuple[int, int]]:
    return [(a, b) for a, b, _ in hits]


def _settle(page: Page, found: list[Found]) -> Names:
    """Of overlapping candidates the higher rank, then the longer, then the earlier."""
    found.sort(key=attrgetter("start"))
    kept: list[Found] = []
    covered: list[Found] = []
    count = len(found)
    first = 0
    while first < count:
        end = found[first].end
        last = first + 1
        while last < count and found[last].start < end:
            end = max(end, found[last].end)
            last += 1
        if last == first + 1:
            kept.append(found[first])
        else:
            _settle_group(found[first:last], kept, covered)
        first = last
    return Names(kept, covered, page)


def _settle_group(group: list[Found], kept: list[Found], covered: list[Found]) -> None:
    """The same for candidates in one stretch, in order of their beginnings."""
    won: list[Found] = []
    for candidate in sorted(group, key=lambda f: (-f.rank, f.start - f.end, f.start)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in won):
            won.append(candidate)
        elif candidate.kind in ("place", SITE):
            covered.append(candidate)
    won.sort(key=attrgetter("start"))
    kept += won


def _inside(mentions: list[Found], places: list[Found]) -> list[Found]:
    """The places that lie within an organisation, cluster or policy, left to right."""
    starts = [m.start for m in mentions]
    out: list[Found] = []
    for place in sorted(places, key=lambda f: f.start):
        over = mentions[bisect_right(starts, place.start) - 1]
        if (
            place.end <= over.end
            and (over.kind in ("organisation", "cluster", "policy") or over.rule == EVENT)
            and (not out or out[-1].end <= place.start)
        ):
            out.append(place)
    return out


_made: Final = maker(Mention)


def _mention(text: str, f: Found) -> Mention:
    start, end = f.start, f.end
    kind = "place" if f.kind == SITE else f.kind
    return _made(kind, start, end, text[start:end], None, None, f.codes if kind == "place" else None, None, None, f.adcode, (f.rule,))
