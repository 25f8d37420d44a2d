"""Named clusters, parks, zones and corridors of a page."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.finding.names_growth import Growth
from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page
from extractor.finding.organisations import Context

LISTED, GROWN = 66, 64
# An unknown word with one of these is two words that the word cut glued together.
_GLUED = frozenset("在的是和与等从为")
# Kinds of which there are many without a name: only a proper name makes one.
_VAGUE = frozenset("基地 生产基地 产业基地 集群 产业集群 示范区 先行区 试验区 集聚区 合作区 产业园区".split())


class ClusterFinder:
    """Compiled once; ``find`` is pure."""

    def __init__(self, lexicon: Lexicon, growth: Growth) -> None:
        self._growth = growth
        self._generic = lexicon.words("CLUSTER", "generic")

    @staticmethod
    def triggers(lexicon: Lexicon) -> dict[str, str]:
        """Word → role, for the page's scan."""
        return dict.fromkeys(lexicon.words("CLUSTER", "suffix"), "cluster")

    def find(
        self,
        page: Page,
        places: Sequence[Found],
        bodies: Sequence[Found],
        listed: Sequence[tuple[int, int]],
        triggers: Sequence[tuple[int, int, str]],
    ) -> list[Found]:
        """Clusters, overlapping ones included."""
        named = [p for p in places if p.rule != "place.direction"]
        context = Context({p.end: p.start for p in named}, {b.end: b.start for b in bodies}, frozenset(), frozenset(p.start for p in named))
        out = [Found(a, b, "cluster", "cluster.list", LISTED) for a, b in listed if page.whole(a, b)]
        for start, end, _ in triggers:
            if end not in page.edges or end in context.places:
                continue
            reach = self._growth.left(page, start, context)
            if reach is None or reach.joined or reach.words < 1 and page.text[start:end] in _VAGUE:
                continue
            coined = page.text[start:end] not in _VAGUE
            if not reach.placed and not self._unknown(page, reach.start, start, coined=coined):
                continue
            out.append(Found(reach.start, end, "cluster", "cluster.suffix", GROWN))
        return out

    def _unknown(self, page: Page, start: int, end: int, *, coined: bool) -> bool:
        """Whether a word between is a name of its own."""
        i = page.index(start)
        while i < len(page.words) and page.starts[i] < end:
            word = page.words[i]
            if word not in self._generic and not _GLUED.intersection(word) and (page.tags[i] in ("nr", "nz", "ns") or (len(word) > 1 and not self._growth.known(word))):
                return True
            i += 1
        return False
