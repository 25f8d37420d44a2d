"""All names of a page: places, organisations, persons, policies, clusters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.finding.clusters import ClusterFinder
from extractor.finding.names_growth import Growth
from extractor.finding.names_lexicon import Found, Lexicon, Words
from extractor.finding.names_page import Page
from extractor.finding.organisations import OrganisationFinder
from extractor.finding.persons import PersonFinder
from extractor.finding.places import PlaceFinder
from extractor.finding.places_gazetteer import gazetteer
from extractor.finding.policies import PolicyFinder
from extractor.model import Mention, Span
from extractor.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Names:
    """``mentions`` do not overlap; ``inner`` are the places inside other names (山东省 in 山东省政府).

    ``page`` holds the words that were cut on the way.
    A place's ``unit`` holds its location codes, '|'-joined: its own, those of a region's provinces, or a country's.
    """

    mentions: tuple[Mention, ...]
    inner: tuple[Mention, ...]
    page: Page


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
        self._known = Words(_known(lexicon, places))
        self._triggers = Words(
            OrganisationFinder.triggers(lexicon)
            | PolicyFinder.triggers(lexicon)
            | ClusterFinder.triggers(lexicon)
            | PersonFinder.triggers(lexicon)
        )

    def find(self, text: str, body: Sequence[Span], *, title: str | None = None) -> Names:
        """The names in ``body``; ``text`` is folded, its offsets are those of the text as read."""
        page = Page(text, body)
        hits: dict[str, list[Any]] = {"place": [], "org": [], "person": [], "policy": [], "cluster": [], "blocked": []}
        for start, end, senses in self._known.scan(text, page.spans):
            if _goes_on(text, start, end):
                continue
            for sense, payload in senses:
                if sense == "seat":
                    hits["place"].append((start, start + payload[0], payload[1]))
                else:
                    hits[sense].append((start, end, payload))
        roles: dict[str, list[tuple[int, int, str]]] = {}
        for hit in self._triggers.scan(text, page.spans):
            roles.setdefault(_FINDER[hit[2]], []).append(hit)
        titled = [(a, b, p) for a, b, ss in self._known.scan(title or "", [(0, len(title or ""))]) for s, p in ss if s == "place"]
        places = self._places.find(page, hits["place"], titled)
        bodies = self._organisations.find(page, places, hits["org"], roles.get("org", ()))
        policies = self._policies.find(page, places, _bare(hits["policy"]), roles.get("policy", ()))
        clusters = self._clusters.find(page, places, bodies, _bare(hits["cluster"]), roles.get("cluster", ()))
        blocked = [Found(a, b, "event", "place.blocked", BLOCKED) for a, b in _bare(hits["blocked"])]
        others = [*blocked, *places, *bodies, *policies, *clusters]
        persons = self._persons.find(page, _bare(hits["person"]), roles.get("person", ()), others)
        return _settle(page, [*others, *persons])


BLOCKED = 58
_NUMERALS = frozenset("0123456789〇零一二两三四五六七八九十百千万亿点")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_FINDER = {
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


def _known(lexicon: Lexicon, places: dict[str, Any]) -> dict[str, tuple[tuple[str, Any], ...]]:
    """Every listed name → (kind of list, payload) pairs."""
    out: dict[str, tuple[tuple[str, Any], ...]] = {name: (("place", readings),) for name, readings in places.items()}
    rows: Iterable[tuple[str, str, Any]] = [
        *(("org", w, False) for w in lexicon.words("ORG", "list")),
        *(("org", r["name"], r["note"] == "word") for r in lexicon.table("names/organisations")),
        *(("person", w, None) for w in lexicon.words("PER", "leader")),
        *(("policy", w, None) for w in lexicon.words("POLICY", "list")),
        *(("blocked", w, None) for w in lexicon.words("LOC", "blocked")),
        *(("cluster", w, None) for w in lexicon.words("CLUSTER", "list")),
    ]
    for sense, name, payload in rows:
        out[name] = (*out.get(name, ()), (sense, payload))
        seat = next((n for n in range(len(name) - 1, 1, -1) if name[:n] in places), 0) if sense == "cluster" else 0
        if seat:
            # 长三角 in 长三角一体化示范区: where a listed cluster is.
            out[name] = (*out[name], ("seat", (seat, places[name[:seat]])))
    return out


def _bare(hits: Sequence[tuple[int, int, Any]]) -> list[tuple[int, int]]:
    return [(a, b) for a, b, _ in hits]


def _settle(page: Page, found: Sequence[Found]) -> Names:
    """Of overlapping candidates the higher rank, then the longer, then the earlier."""
    text = page.text
    mentions: list[Found] = []
    covered: list[Found] = []
    taken = bytearray(len(text))
    for candidate in sorted(found, key=lambda f: (-f.rank, f.start - f.end, f.start)):
        start, end = candidate.start, candidate.end
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            mentions.append(candidate)
        elif candidate.kind == "place":
            covered.append(candidate)
    mentions.sort(key=lambda f: f.start)
    inner = _inside(mentions, covered)
    kept = (f for f in mentions if f.kind != "event")
    return Names(tuple(_mention(text, f) for f in kept), tuple(_mention(text, f) for f in inner), page)


def _inside(mentions: Sequence[Found], places: Sequence[Found]) -> list[Found]:
    """The places that lie within an organisation, cluster or policy, left to right."""
    starts = [m.start for m in mentions]
    out: list[Found] = []
    for place in sorted(places, key=lambda f: f.start):
        over = mentions[bisect_right(starts, place.start) - 1]
        if place.end <= over.end and over.kind in ("organisation", "cluster", "policy") and (not out or out[-1].end <= place.start):
            out.append(place)
    return out


def _mention(text: str, f: Found) -> Mention:
    return Mention(
        f.kind, f.start, f.end, text[f.start : f.end], unit=f.codes if f.kind == "place" else None, adcode=f.adcode, rules=(f.rule,)
    )
