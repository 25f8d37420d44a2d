"""Organisations by what ends their name: departments, bodies, firms."""

from __future__ import annotations

import re
from typing import Final

from extractor.finding.names_growth import Context, Growth, Reach, outer
from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page

RANK: Final = 62
_CHINA: Final = "中国"
_LONGEST_FIRM: Final = 18
# The tagger's word for 西部.
_DIRECTION: Final = "f"
_DASHES: Final = ("—", "－", "-", "–")


class GrownBodies:
    """Decides for a word that can end an organisation's name whether one ends there, and where it begins."""

    def __init__(self, lexicon: Lexicon, growth: Growth, code: re.Pattern[str]) -> None:
        self._growth = growth
        self._code = code
        self._firm_stems = lexicon.words("ORG", "firm_department")
        self._stems = lexicon.words("ORG", "department") | self._firm_stems
        self._longest = max((len(s) for s in self._stems), default=0)
        self._offices = lexicon.words("ORG", "office")
        self._standalone = lexicon.words("ORG", "standalone")
        self._levels = lexicon.words("ORG", "level")
        self._level_ends = frozenset(level[-1] for level in self._levels)
        self._titles = tuple(lexicon.words("ORG", "title_after"))
        self._under = tuple(lexicon.words("ORG", "under"))
        self._local = lexicon.words("ORG", "local")
        self._vague = lexicon.words("ORG", "vague")
        self._seated = lexicon.words("ORG", "seated")
        self._legal = lexicon.words("ORG", "legal")
        self._registered = lexicon.pattern("ORG", "registered")
        self._registered_forms = tuple(form for form in self._legal if "有限" in form)
        self._local_firms = lexicon.words("ORG", "local_firm")
        self._onward = tuple(lexicon.words("ORG", "trade_onward"))
        self._alone_trades = lexicon.words("ORG", "trade_alone")
        self._states = lexicon.words("ORG", "state_head")
        self._state_centre = lexicon.pattern("ORG", "state_centre")
        self._worlds = lexicon.words("ORG", "world_head")
        self._public = lexicon.characters("ORG", "public_end")
        self._any = lexicon.characters("ORG", "any")
        self.goes_on = lexicon.characters("ORG", "goes_on")
        self.cues = tuple(lexicon.words("ORG", "cue"))

    def grown(self, page: Page, start: int, end: int, role: str, near: Context) -> Found | None:
        """The organisation whose name ends with the word ``[start, end)`` of this role, or None."""
        text = page.text
        if text[start:end] in self._offices and (page.is_edge(end) or text[end : end + 1] not in self.goes_on):
            found = self._department(page, start, end, near)
            if found is not None:
                return found
        if not page.is_edge(end) and not text.startswith(self._titles, end):
            return None
        if role == "standalone":
            return self._alone(page, start, end, near)
        if role == "office":
            return self._office(page, start, end, near)
        if role == "trade":
            return self._trade(page, start, end, near)
        return self._from_suffix(page, start, end, role, near)

    def event(self, page: Page, start: int, end: int, near: Context) -> Found | None:
        """A meeting, fair or prize: no organisation, but the places in its name are none either."""
        reach = self._growth.left(page, start, near)
        if reach is not None and not reach.placed:
            i = page.before(reach.start)
            if i >= 0 and page.tag(i) == _DIRECTION and page.starts[i] in near.places:
                # 中国|西部|国际博览会
                reach = self._growth.left(page, page.starts[i], near)
        if reach is None or not (reach.placed or reach.head) or not page.is_edge(end):
            return None
        start = reach.start
        while page.text[start - 1 : start] in _DASHES and start - 1 in near.places:
            # 中国—东盟博览会
            start = near.places[start - 1]
        return Found(start, end, "event", "org.event", RANK)

    def level(self, page: Page, at: int) -> int:
        """How long the word of level is that ends at ``at``: 省, 自治区; 0 if none stands there."""
        for level in self._levels:
            start = at - len(level)
            if page.text.endswith(level, 0, at) and self._growth.begins(page, start) and page.text[start - 1 : start] not in self._any:
                return len(level)
        return 0

    def _alone(self, page: Page, start: int, end: int, near: Context) -> Found | None:
        """省委, or behind a place 洛阳市委."""
        inside = next((p for p in range(start + 1, start + 4) if p in near.places), None)
        if inside is not None:
            return self._from_suffix(page, inside, end, "suffix", near)
        glued = not page.is_edge(start) and page.words[page.index(start)] in self._growth.dictionary
        if start in near.places or glued:
            return self._from_suffix(page, start, end, "suffix", near)
        if page.text[start - 1 : start] in self._any or self._is_of_many(page.text, start):
            return None
        return Found(start, end, "organisation", "org.standalone", RANK)

    def _is_of_many(self, text: str, start: int) -> bool:
        """省、市政府, 省市县政府: of all levels, not of one."""
        before, further = text[start - 1 : start], text[start - 2 : start - 1]
        if before == "、":
            return further in self._level_ends
        return before in self._level_ends and (further in self._level_ends or further in self._any or not further.isalnum())

    def _office(self, page: Page, start: int, end: int, near: Context) -> Found | None:
        """规划司 of a ministry."""
        if end - start == 1 and page.text[start] == "所" and not page.text.startswith(self._titles, end):
            return None
        if not page.is_edge(start) and page.text[page.starts[page.index(start)] : start] not in self._stems:
            return None
        return self._from_suffix(page, start, end, "office", near)

    def _department(self, page: Page, start: int, end: int, near: Context) -> Found | None:
        """工业和信息化 + 局 behind a place, an organisation or a level."""
        text = page.text
        for size in range(min(self._longest, start), 0, -1):
            stem = start - size
            if text[stem:start] not in self._stems:
                continue
            if stem in near.bodies:
                return Found(near.bodies[stem], end, "organisation", "org.department", RANK)
            if text[stem:start] in self._firm_stems:
                return None
            if stem in near.places:
                return Found(outer(near.places, stem), end, "organisation", "org.department", RANK)
            level = self.level(page, stem)
            if level and stem - level in near.places and stem - level not in near.home:
                # 匈牙利 + 国家 + 气象 + 局
                return Found(outer(near.places, stem - level), end, "organisation", "org.department", RANK)
            if level:
                return Found(stem - level, end, "organisation", "org.department", RANK)
        return None

    def _from_suffix(self, page: Page, start: int, end: int, role: str, near: Context) -> Found | None:
        text = page.text
        reach = self._growth.left(page, start, near, firm=role == "firm")
        if role == "firm" and text[start:end] in self._legal and (reach is None or not (reach.placed or reach.joined)):
            reach = self._growth.cut_apart(page, reach or Reach(start), near) or reach
        if role == "firm" and text.endswith(self._registered_forms, start, end):
            at = self._registered_at(page, start, near) if reach is None or not (reach.placed or reach.joined) else None
            if at is not None:
                return Found(at, end, "organisation", "org.firm", RANK)
        if reach is None or not self._proper(page.text, reach, start, end, role):
            return self._local_firm(page, reach, end) if reach is not None and role == "firm" else None
        if role == "firm":
            return Found(self._firm_start(page, reach, start, end, near), end, "organisation", "org.firm", RANK)
        return Found(reach.start, end, "organisation", f"org.{role}", RANK)

    def _firm_start(self, page: Page, reach: Reach, start: int, end: int, near: Context) -> int:
        """With the place before another firm in it (北京|集美家居|建材公司), without a country before Latin letters (美国|XLNT公司)."""
        at = reach.start
        if reach.placed and not reach.home:
            latin = next((i for i in range(start, at, -1) if not page.text[i - 1].isascii() or page.text[i - 1] in "()"), at)
            return latin if latin < start and latin in near.places else at
        if not reach.joined:
            return at
        if at in near.home:
            return outer(near.places, at)
        further = self._growth.left(page, at, near, firm=True) if page.text[start:end] in self._legal else None
        # 无锡华顺|民生|食品有限公司
        return further.start if further is not None and further.home and further.words == 1 and further.unknown else at

    def _registered_at(self, page: Page, start: int, near: Context) -> int | None:
        """Where the full name of a firm begins whose middle the word cut broke up: 东莞|泰德照明科技|有限公司."""
        m = self._registered.search(page.text, max(0, start - _LONGEST_FIRM), start)
        if m is None:
            return None
        at = next((e for e in range(m.start(), start - 2) if e in near.places and page.text[e] not in "）)"), None)
        return None if at is None else outer(near.places, at)

    def _local_firm(self, page: Page, reach: Reach, end: int) -> Found | None:
        """市电力公司: the firm of its trade that a province or city has."""
        if reach.placed or reach.joined:
            return None
        for form in self._local_firms:
            at = end - len(form)
            level = self.level(page, at) if page.text.startswith(form, at) else 0
            if level:
                return Found(at - level, end, "organisation", "org.local_firm", RANK)
        return None

    def _proper(self, text: str, reach: Reach, start: int, end: int, role: str) -> bool:
        """Whether what was gathered makes a name of its own, not a kind of body."""
        suffix = text[start:end]
        if reach.head in self._states:
            return reach.words > 0 and (
                (reach.head == "国家" and role == "association") or self._state_centre.match(text, reach.start, end) is not None
            )
        if reach.head in self._worlds:
            return role == "association" and reach.words > 0
        if role == "office":
            # 集团|办|社会职能: one character right behind a body is a verb.
            return reach.joined and start - reach.start <= 16 and (reach.words > 0 or len(suffix) > 1)
        if role == "firm":
            return self._firm(text, reach, start, suffix)
        if suffix.endswith("政府") or suffix in self._standalone:
            return (reach.placed and reach.words <= 1) or (reach.head == _CHINA and not reach.words)
        if reach.joined and not reach.words and not reach.placed:
            return text.startswith(self._under, start)
        if reach.head:
            return reach.words > 0 and (role == "association" or (reach.head != "全国" and suffix not in self._local))
        if suffix in self._vague:
            return (reach.placed or reach.joined) and (reach.words > 0 or (reach.placed and reach.joined and suffix in self._seated))
        if reach.coined and reach.words > 1 and not reach.placed:
            return False
        return reach.placed or reach.joined or (reach.words > 0 and reach.unknown)

    def _firm(self, text: str, reach: Reach, start: int, suffix: str) -> bool:
        group = suffix == "集团"
        if reach.joined:
            formal = group or suffix in self._legal
            return (
                reach.unknown
                or reach.words > 1
                or ((formal or reach.placed) and reach.words > 0)
                or (not reach.words and text[start - 1] not in self._public)
            )
        if reach.special and (suffix in self._legal or (group and reach.words == 1 and start - reach.start == 2)):
            return True
        if reach.home and (group or suffix in self._legal):
            return reach.words > 0
        return reach.unknown or (reach.words > 1 and (reach.home or reach.head == _CHINA))

    def _trade(self, page: Page, start: int, end: int, near: Context) -> Found | None:
        """某某药业 before a code or what only firms do."""
        alone = page.text[start:end] in self._alone_trades
        coded = self._code.match(page.text, end) is not None
        if not coded and not page.text.startswith(self.cues, end):
            return self._alone_firm(page, start, end, near) if alone else None
        reach = self._growth.left(page, start, near, firm=True)
        if reach is None or not 2 <= start - reach.start <= 6 or not (reach.unknown or reach.placed):
            return None
        if coded or (reach.unknown and reach.words == 1 + reach.placed):
            return Found(reach.start, end, "organisation", "org.trade", RANK)
        return None

    def _alone_firm(self, page: Page, start: int, end: int, near: Context) -> Found | None:
        """欣旺股份: two characters that are no word make it a name."""
        if page.text.startswith(self._onward, end):
            return None
        reach = self._growth.left(page, start, near, firm=True)
        if reach is None or start - reach.start != 2 or reach.words != 1 or reach.placed or not reach.unknown:
            return None
        verb = page.tag(page.index(reach.start))[0] == "v"
        return None if verb else Found(reach.start, end, "organisation", "org.trade", RANK)
