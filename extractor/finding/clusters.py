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
        context = Context({p.end: p.start for p in places}, {b.end: b.start for b in bodies}, frozenset(), frozenset(p.start for p in places))
        out = [Found(a, b, "cluster", "cluster.list", LISTED) for a, b in listed if page.whole(a, b)]
        for start, end, _ in triggers:
            if end not in page.edges or end in context.places:
                continue
            reach = self._growth.left(page, start, context)
            if reach is None or reach.joined or not (reach.placed or self._unknown(page, reach.start, start)):
                continue
            out.append(Found(reach.start, end, "cluster", "cluster.suffix", GROWN))
        return out

    def _unknown(self, page: Page, start: int, end: int) -> bool:
        """Whether a word between is a name of its own."""
        i = page.index(start)
        while i < len(page.words) and page.starts[i] < end:
            word = page.words[i]
            if word not in self._generic and not _GLUED.intersection(word) and (page.tags[i] in ("nr", "nz", "ns") or (len(word) > 1 and not self._growth.known(word))):
                return True
            i += 1
        return False
