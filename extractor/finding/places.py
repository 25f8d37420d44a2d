"""Place names of a page: which hits of the gazetteer are places, and which place each is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from extractor.finding.names_growth import Dictionary
from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page
from extractor.finding.places_gazetteer import HOME, Place, Readings
from extractor.finding.places_short import RANK, SITE, ShortPlaces

Hit = tuple[int, int, Readings]
_CITY: Final = 2
# Before the far end of a line, which is a place of its own: 佳木斯至同江铁路.
_ONWARD: Final = ("至", "—", "－")
# So many characters at most stand in a quoted phrase before the place that ends it.
_QUOTED: Final = 9


class PlaceFinder:
    """Compiled once; ``find`` is pure."""

    def __init__(self, lexicon: Lexicon, gazetteer: dict[str, Readings], dictionary: Dictionary) -> None:
        self._gazetteer = gazetteer
        self._dictionary = dictionary
        self._near = tuple(lexicon.words("LOC", "near"))
        self._marks = lexicon.characters("LOC", "list_mark")
        self._unit_ends = lexicon.characters("LOC", "unit_end")
        self._natural = tuple(lexicon.words("LOC", "natural"))
        self._unit_goes_on = lexicon.characters("LOC", "unit_goes_on")
        self._tails = lexicon.words("LOC", "tail")
        self._tail_starts = tuple(lexicon.words("LOC", "tail_start"))
        self._direction_after = lexicon.characters("LOC", "direction_after")
        self._direction_before = lexicon.characters("LOC", "direction_before")
        self._our_country = tuple(lexicon.words("LOC", "our_country"))
        self._sums_up = lexicon.pattern("LOC", "sums_up")
        self._area = lexicon.pattern("LOC", "area")
        self._foreign_unit = lexicon.pattern("LOC", "foreign_unit")
        villages = sorted(lexicon.words("LOC", "village"), key=lambda w: (-len(w), w))
        self._village = re.compile(f"[一-鿿]{{1,6}}?(?:{'|'.join(villages)})" if villages else "(?!)")
        self._village_common = lexicon.pattern("LOC", "village_common")
        self._event = lexicon.pattern("LOC", "event")
        self._coined = lexicon.pattern("LOC", "coined")
        self._coined_before = lexicon.pattern("LOC", "coined_before")
        self._station = lexicon.pattern("LOC", "station")
        self._slogans = tuple(lexicon.words("LOC", "slogan"))
        self._common = lexicon.words("LOC", "common")
        self._bodies = tuple(
            lexicon.words("ORG", "suffix")
            | lexicon.words("ORG", "standalone")
            | lexicon.words("ORG", "state_body")
            | lexicon.words("CLUSTER", "suffix")
        )
        self._never = lexicon.words("LOC", "never")
        self._trades = tuple(lexicon.words("LOC", "trades"))
        self._short = ShortPlaces(lexicon, dictionary)
        # What is looked for in the page's scan besides the gazetteer.
        self.words = (self._short.words, self._short.seats)
        sites = sorted(lexicon.words("LOC", "site"), key=lambda w: (-len(w), w))
        after = "".join(sorted(lexicon.characters("LOC", "no_site")))
        self._site = re.compile(f"(?:{'|'.join(sites)})(?![{after}])" if sites and after else "(?!)")

    def find(self, page: Page, hits: list[Hit], short: tuple[list[Any], list[Any]], title: list[Hit]) -> list[Found]:
        """The places among ``hits`` with adcode and codes, left to right; short forms and villages too.

        ``short`` are hits of ``words``, ``title`` those in the title: they say which of several places of a name is meant.
        """
        kept, sites = self._certain(page, hits)
        places = self._resolve(page, kept, title) + sites
        places += self._short.find(page, places, *short)
        places += self._villages(page, places)
        return sorted(places, key=lambda p: p.start)

    def _certain(self, page: Page, hits: list[Hit]) -> tuple[list[Hit], list[Found]]:
        """The hits that are places, and the ports among them."""
        open_: list[Hit] = []
        sites: list[Found] = []
        doubtful: list[Hit] = []
        for hit in hits:
            site = self._site_of(page, hit, open_[-1] if open_ and open_[-1][1] == hit[0] else None)
            if site is not None:
                if open_ and open_[-1][0] == site.start:
                    open_.pop()
                sites.append(site)
                continue
            fitted = self._fit(page, hit, open_[-1][1] if open_ else -1)
            if fitted is None:
                # 宁波 in 宁波舟山港 falls with the name it begins.
                if open_ and open_[-1][1] == hit[0] and not page.is_edge(hit[1]):
                    open_.pop()
                continue
            start, end, readings = fitted
            if readings[0].form == "direction" and self._is_part(page.text, start, end, open_):
                continue
            if all(r.guarded for r in readings) or page.text[start:end] in self._common:
                doubtful.append(fitted)
            open_.append(fitted)
        if not doubtful:
            return open_, sites
        unsure = {h[:2] for h in doubtful}
        sure = [h for h in open_ if h[:2] not in unsure]
        full = {r.adcode for _, _, rs in sure for r in rs if r.form == "full"}
        # A district by its full name, where its city is spoken of: 市南区 in a text on 青岛.
        cities = {r.adcode[:4] for _, _, rs in sure for r in rs if r.level == 2}
        full |= {r.adcode for _, _, rs in doubtful for r in rs if r.form == "full" and r.adcode[:4] in cities}
        return sorted(sure + self._supported(page, doubtful, sure, full)), sites

    def _site_of(self, page: Page, hit: Hit, before: Hit | None) -> Found | None:
        """青岛港, 宁波舟山港: a port, no name of a place itself, but where its figures hold."""
        start, end, readings = hit
        match = self._site.match(page.text, end)
        if match is None or not readings[0].adcode or readings[0].level < 1 or not page.is_edge(match.end()):
            return None
        codes = max(readings, key=lambda r: r.level).codes
        if before is not None and before[2][0].level == _CITY:
            start, codes = before[0], before[2][0].codes + "|" + codes
        return Found(start, match.end(), SITE, "place.site", RANK + 1, None, codes) if page.is_edge(start) else None

    def _fit(self, page: Page, hit: Hit, last: int) -> Hit | None:
        """The hit cut back to where words end (洛阳市 in 洛阳市场 → 洛阳), or None."""
        start, end, readings = hit
        text = page.text
        if not page.is_edge(start) and start != last and not self._sure(start, end, readings):
            return None
        goes_on = text[end - 1] in self._unit_ends and text[end : end + 1] in self._unit_goes_on
        if goes_on and page.words[page.index(end)] not in self._dictionary:
            # 南京市|长, not 长沙市|长期
            return self._without_unit(page, start, end)
        if not page.is_edge(end):
            if text[end - 1] in self._unit_ends and page.is_edge(end - 1):
                return self._without_unit(page, start, end)
            i = page.index(start)
            word_end = page.starts[i] + len(page.words[i]) if i >= 0 else end
            rest = text[end:word_end]
            if (
                page.starts[i] == start
                and rest not in self._gazetteer
                and not rest.endswith(self._bodies)
                and rest not in self._tails
                and not rest.startswith(self._tail_starts)
            ):
                # 河北 of 河北省委, which the word cut leaves whole
                return self._without_unit(page, start, end) if text.startswith(self._tail_starts, end - 1) else None
            if page.starts[i] != start and start != last and readings[0].form != "full":
                return None
        return self._free(page, (start, end, readings))

    def _without_unit(self, page: Page, start: int, end: int) -> Hit | None:
        shorter = self._gazetteer.get(page.text[start : end - 1])
        return None if shorter is None else self._free(page, (start, end - 1, shorter))

    def _sure(self, start: int, end: int, readings: Readings) -> bool:
        """Whether a name is too long or too special to be found by chance within other words."""
        long = end - start > 3
        form = readings[0].form
        if form == "extra":
            return long
        return form == "full" and (long or readings[0].level > 1)

    def _free(self, page: Page, hit: Hit) -> Hit | None:
        """None where the name goes on as that of a road, building or event."""
        start, end, readings = hit
        coined = page.text[start - 1 : start] == "“" and self._coined.match(page.text, end)
        if coined or self._event.match(page.text, end):
            return None
        if readings[0].form == "full" and len(page.text[start:end]) > 2:
            return hit
        i = page.index(end)
        if (
            0 <= i < len(page.words)
            and page.starts[i] == end
            and page.words[i] in self._never
            and readings[0].form != "country"
            and not page.text.startswith(self._trades, end + len(page.words[i]))
            and page.text[start - 1 : start] not in _ONWARD
        ):
            return None
        return hit

    def _is_coined(self, text: str, start: int, end: int) -> bool:
        """“电动贵州”, 法治浙江: a phrase of its own, in which the place is no name."""
        quoted = text[end : end + 1] == "”" and self._coined_before.search(text, max(0, start - _QUOTED), start)
        return bool(quoted) or text.endswith(self._slogans, 0, start) or self._station.match(text, end) is not None

    def _is_part(self, text: str, start: int, end: int, before: list[Hit]) -> bool:
        """西部 in 湖北西部, 东南 in 东南部: a direction, no region."""
        if text[end : end + 1] in self._direction_after:
            return True
        if before and before[-1][1] == start and before[-1][2][0].form != "direction":
            return True
        return text[start - 1 : start] in self._direction_before and not text.endswith(self._our_country, 0, start)

    def _supported(self, page: Page, doubtful: list[Hit], sure: list[Hit], full: set[str]) -> list[Hit]:
        ends = {h[1]: h for h in sure}
        starts = {h[0]: h for h in sure}
        provinces = {r.adcode[:2] for _, _, rs in sure for r in rs if r.adcode and len({x.adcode[:2] for x in rs}) == 1}
        out: list[Hit] = []
        for hit in doubtful:
            start, end, readings = hit
            before = ends.get(start) or (ends.get(start - 1) if page.text[start - 1 : start] in self._marks else None)
            adjacent = ends.get(start)
            narrowed = tuple(r for r in readings if r.adcode and r.adcode in full)
            if not narrowed and adjacent is None and page.text[start:end] in self._common and not _is_listed(page.text, hit, ends, starts):
                continue
            if adjacent is not None:
                inside = tuple(r for r in readings if any(_holds(a, r) for a in adjacent[2]))
                if not inside:
                    continue
                hit = (start, end, inside)
            elif narrowed:
                hit = (start, end, narrowed)
            elif (
                page.text[start - 1 : start] == "、" and (page.text.startswith(self._near, end) or self._sums_up.match(page.text, end))
            ) or self._is_city(page, start, end, readings, provinces):
                pass
            elif (before is None and not (page.text[end : end + 1] == "、" and end + 1 in starts)) or (
                before is not None and not any(_near(a, r) for a in before[2] for r in readings)
            ):
                continue
            out.append(hit)
            ends[end] = hit
        return out

    def _is_city(self, page: Page, start: int, end: int, readings: Readings, provinces: set[str]) -> bool:
        """在衡水: a city by its short name, told as a place by the cut, where its province is spoken of."""
        i = page.index(start)
        whole = page.starts[i] == start and len(page.words[i]) == end - start and page.tag(i) == "ns"
        return whole and any(r.level == 2 and r.adcode[:2] in provinces for r in readings)

    def _resolve(self, page: Page, hits: list[Hit], title: list[Hit]) -> list[Found]:
        text = page.text
        clear = [r[0].adcode[:2] for _, _, r in (*hits, *title, *title) if r[0].adcode and len({x.adcode[:2] for x in r}) == 1]
        provinces = Counter(clear)
        out: list[Found] = []
        last = ""
        for start, end, readings in hits:
            place = _choose(readings, out[-1] if out and out[-1].end == start else None, last, provinces)
            rule = "place.direction" if place.form == "direction" else "place.gazetteer"
            # 黄河流域, 雪域高原: no entity, though its figures hold there.
            kind = SITE if text.endswith(self._natural, start, end) or self._is_coined(text, start, end) else "place"
            listed = bool(out) and out[-1].end == start - 1 and text[start - 1] in self._marks
            # 江苏、浙江地区: the area is that of the whole list.
            area = end if listed else self._area_end(page, end)
            if place.form == "country" and area == end and page.is_edge(end + 1) and self._foreign_unit.match(text, end):
                # 路易斯维尔市
                area = end + 1
            out.append(Found(start, area, kind, rule, RANK, place.adcode or None, place.codes))
            if place.adcode and place.adcode != HOME:
                last = place.adcode
        return out

    def _area_end(self, page: Page, end: int) -> int:
        """Where a name ends that goes on as that of an area (宁波地区)."""
        area = self._area.match(page.text, end)
        return area.end() if area is not None and page.is_edge(area.end()) else end

    def _villages(self, page: Page, places: list[Found]) -> list[Found]:
        out: list[Found] = []
        text = page.text
        names: dict[str, str] = {}
        heads = {p.start for p in places}
        for place in places:
            if place.adcode is None or place.adcode.endswith("0000"):
                continue
            at = place.end
            while (
                at not in heads
                and (m := self._village.match(text, at))
                and len(m[0]) > 2
                and page.is_edge(m.end())
                and not self._village_common.search(m[0])
            ):
                out.append(Found(m.start(), m.end(), "place", "place.village", RANK, None, place.adcode))
                names[m[0]] = place.adcode
                at = m.end()
        taken = {f.start for f in out}
        for name, code in names.items():
            for a, b in page.spans:
                at = text.find(name, a, b)
                while at >= 0:
                    if at not in taken:
                        out.append(Found(at, at + len(name), "place", "place.village", RANK, None, code))
                    at = text.find(name, at + len(name), b)
        return out


def _is_listed(text: str, hit: Hit, ends: Mapping[int, Hit], starts: Mapping[int, Hit]) -> bool:
    """朝阳 in 葫芦岛、朝阳、铁岭: a member of a list of places of its province."""
    start, end, readings = hit
    before, behind = ends.get(start - 1), starts.get(end + 1)
    if before is None or behind is None or text[start - 1] != "、" or text[end] != "、":
        return False
    return any(_near(a, r) and _near(b, r) for r in readings for a in before[2] for b in behind[2])


def _holds(outer: Place, inner: Place) -> bool:
    code = outer.adcode
    if outer.level == 3:
        return inner.adcode[:2] == code[:2]
    return outer.level == 2 and inner.adcode[:4] == code[:4]


def _near(a: Place, b: Place) -> bool:
    return a.adcode[:2] == b.adcode[:2] and bool(a.adcode)


def _choose(readings: Readings, adjacent: Found | None, last: str, provinces: Counter[str]) -> Place:
    if len(readings) == 1:
        return readings[0]
    if adjacent is not None and adjacent.adcode:
        outer = adjacent.adcode
        for place in readings:
            if place.adcode[:4] == outer[:4] or (outer.endswith("0000") and place.adcode[:2] == outer[:2]):
                return place
    free = [r for r in readings if not r.guarded] or list(readings)
    top = max(r.level for r in free)
    best = [r for r in free if r.level == top]
    if top >= 2 and len(best) == 1:
        return best[0]
    for place in free:
        if last and place.adcode[:4] == last[:4]:
            return place
    for place in free:
        if last and place.adcode[:2] == last[:2]:
            return place
    return max(free, key=lambda r: (r.level >= 2, provinces[r.adcode[:2]], r.level))
