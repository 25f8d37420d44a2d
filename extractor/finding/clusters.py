"""Named clusters, parks, zones and corridors of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.finding.names_growth import Context, Growth, Reach
from extractor.finding.names_lexicon import Begun, Found, Lexicon
from extractor.finding.names_page import Page
from extractor.finding.places_gazetteer import HOME

LISTED: Final = 62
GROWN: Final = 62
# Above a policy in the same quotes.
QUOTED: Final = 81
# In characters: from the opening quote to the last word.
_LONGEST: Final = 22
_QUOTED: Final = re.compile("“[^“”，。、—]{2,10}”((?:(?![和及与])[一-鿿]){1,8})$")


class ClusterFinder:
    """Compiled once; ``find`` is pure."""

    def __init__(self, lexicon: Lexicon, growth: Growth) -> None:
        self._growth = growth
        self._generic = lexicon.words("CLUSTER", "generic")
        self._whole = Begun(lexicon.pattern("CLUSTER", "whole_name"))
        self._leads = lexicon.words("POLICY", "stop") | lexicon.words("POLICY", "lead")
        # Kinds of which there are many without a name: only a proper name makes one.
        self._vague = lexicon.words("CLUSTER", "vague")
        self._being = lexicon.characters("CLUSTER", "being")
        # An unknown word with one of these is two words that the word cut glued together.
        self._glued = lexicon.characters("CLUSTER", "glued")

    @staticmethod
    def triggers(lexicon: Lexicon) -> dict[str, str]:
        """Word → role, for the page's scan."""
        return dict.fromkeys(lexicon.words("CLUSTER", "suffix"), "cluster")

    def find(
        self,
        page: Page,
        places: list[Found],
        bodies: list[Found],
        listed: Sequence[tuple[int, int]],
        triggers: Sequence[tuple[int, int, str]],
    ) -> list[Found]:
        """Clusters, overlapping ones included."""
        named = [p for p in places if p.rule != "place.direction"]
        context = Context({p.end: p.start for p in named}, {b.end: b.start for b in bodies}, {}, frozenset(p.start for p in named))
        out = [Found(a, b, "cluster", "cluster.list", LISTED) for a, b in listed if _stands(page, a, b)]
        for a, b in page.spans:
            out += [
                Found(*m.span(), "cluster", "cluster.whole_name", QUOTED)
                for m in self._whole.finditer(page.text, a, b)
                if page.is_edge(m.end())
            ]
        known = {f.end for f in out}
        # 中关村 + 国家自主创新示范区
        heads = {f.start for f in out}
        context.places.update((f.end, f.start) for f in out)
        wide = {p.start for p in places if p.adcode in (None, HOME)}
        for start, end, _ in triggers:
            if not page.is_edge(end) or end in context.places or end in known:
                continue
            vague = page.text[start:end] in self._vague
            reach = self._growth.left(page, start, context)
            quoted = -1 if vague or (reach is not None and (reach.placed or reach.joined)) else self._quoted(page, start)
            if quoted >= 0:
                out.append(Found(quoted, end, "cluster", "cluster.suffix", QUOTED))
                continue
            if reach is None or reach.joined:
                continue
            if reach.start in heads:
                self._headed(page, reach, context)
            elif vague and reach.words < 1:
                continue
            if vague and reach.start in wide and page.text[reach.start - 1 : reach.start] in self._being:
                # 新加坡是亚洲石油炼化基地: what it is, not what it is called.
                continue
            if not reach.placed and not self._coined(page, reach, start, coined=not vague):
                continue
            out.append(Found(reach.start, end, "cluster", "cluster.suffix", GROWN))
        return out

    def _headed(self, page: Page, reach: Reach, context: Context) -> None:
        """With the place before a known zone: 天津滨海|中关村|科技园."""
        further = self._growth.left(page, reach.start, context)
        if further is not None and further.placed:
            reach.start = further.start

    def _quoted(self, page: Page, end: int) -> int:
        """Where the quotes open that head a name: “33618”现代|制造业集群, “大思政课”综合|改革试验区; -1 where none do."""
        m = _QUOTED.search(page.text, max(0, end - _LONGEST), end)
        if m is None or self._leads.intersection(page.words[i] for i in page.inside(m.start(1), end)):
            return -1
        return m.start()

    def _coined(self, page: Page, reach: Reach, start: int, *, coined: bool) -> bool:
        """Whether what no place heads has a name of its own."""
        self._led(page, reach, start)
        if page.text[reach.start - 1 : reach.start].isdigit() or page.text[reach.start] in "（(":
            # 21|家自贸|试验区: the cut glued the classifier to a word.
            return False
        return self._unknown(page, reach.start, start, coined=coined)

    def _led(self, page: Page, reach: Reach, end: int) -> None:
        """Without the verbs that only lead up to a name: 优化张江高新区."""
        i = page.index(reach.start)
        while reach.start < end and page.words[i] in self._leads:
            reach.start += len(page.words[i])
            i += 1

    def _unknown(self, page: Page, start: int, end: int, *, coined: bool) -> bool:
        """Whether a word between is a name of its own; ``coined``: one in no dictionary will do."""
        for i in page.inside(start, end):
            word = page.words[i]
            if word in self._generic or self._glued.intersection(word):
                continue
            if page.tag(i) in ("nr", "nz", "ns") or (coined and len(word) > 1 and word not in self._growth.dictionary):
                return True
        return False


def _stands(page: Page, start: int, end: int) -> bool:
    """Whether a listed name is cut as words are; a long one may be glued to what follows (合作|区分|线)."""
    return page.whole(start, end) or (end - start > 3 and page.is_edge(end)) or end - start > 6
