"""Bodies abroad: missions (中国驻埃及大使馆), ministries of other countries (埃及旅游和文物部), firms by country (诺基亚中国)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractor.finding.names_growth import Context, outer
from extractor.finding.names_lexicon import Found, Lexicon
from extractor.finding.names_page import Page

RANK: Final = 62
_NOUNS: Final = ("n", "vn", "j", "b", "l", "a", "m", "s")
_STATIONED: Final = "驻"
# How far left of its last word a mission's seat begins: 联合国日内瓦办事处.
_SEAT: Final = 12


class BodiesAbroad:
    """Compiled once; its methods are pure."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._senders = tuple(lexicon.words("ORG", "mission_sender"))
        self._branches = tuple(lexicon.words("ORG", "branch"))
        self._cues = tuple(lexicon.words("ORG", "branch_cue"))
        self._public = lexicon.characters("ORG", "public_end")
        self._ministry = lexicon.pattern("ORG", "ministry")

    def mission(self, page: Page, start: int, end: int, near: Context) -> Found | None:
        """A mission that ends with the word ``[start, end)``, from who sends it on."""
        text = page.text
        at = text.rfind(_STATIONED, max(0, start - _SEAT), start)
        if at < 0 or at + 1 == start or not text[at:start].isalpha():
            return None
        if at in near.places:
            head = outer(near.places, at)
        elif at in near.bodies:
            head = near.bodies[at]
        else:
            head = at - next((len(s) for s in self._senders if text.endswith(s, 0, at)), 0)
        return None if head == at else Found(head, end, "organisation", "org.mission", RANK)

    def ministries(self, page: Page, places: list[Found], near: Context) -> Iterator[Found]:
        """What is called 部 behind the name of another country."""
        for place in places:
            if place.adcode is None and place.end in near.places and (m := self._ministry.match(page.text, place.end)):
                yield Found(outer(near.places, place.end), m.end(), "organisation", "org.ministry", RANK)

    def branches(self, page: Page, found: list[Found]) -> Iterator[Found]:
        """诺基亚中国宣布: a firm and its country, where no noun follows (诺基亚中国市场)."""
        for firm in found:
            if not page.text.startswith(self._branches, firm.end):
                continue
            place = next((w for w in self._branches if page.text.startswith(w, firm.end)), "")
            end = firm.end + len(place)
            if place and firm.kind == "organisation" and page.whole(firm.end, end) and page.text[firm.end - 1] not in self._public:
                i = page.index(end)
                noun = page.starts[i] == end and page.tag(i).startswith(_NOUNS)
                if end == len(page.text) or not noun or page.text.startswith(self._cues, end):
                    yield Found(firm.start, end, "organisation", "org.branch", RANK)
