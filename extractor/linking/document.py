"""What a whole document says about each of its figures: its kind, its year, its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from extractor.finding.numerals import read_number
from extractor.linking.industries import Industries
from extractor.linking.mood import Mood
from extractor.linking.reviews import Reviews, lies_in
from extractor.model import Mention
from extractor.reading.sections import Section
from extractor.rules.needs import signs
from extractor.rules.quick import compiled, unnamed
from extractor.rules.schema import RuleSet

COUNTRY: Final = "100000"

# A longer first line is no title, and the rules of titles would take the square of its length.
LONGEST: Final = 2000


@dataclass(slots=True)
class Document:
    """``kind`` is bulletin, report, plan or news; ``year`` the year a bulletin or report is about."""

    kind: str
    year: int | None
    published: date | None
    place: tuple[str, ...]
    place_name: str
    plan_span: tuple[date, date] | None = None
    planned: tuple[tuple[int, int], ...] = ()
    # Paragraphs of five years: of the plan that ended with the year, of the one that begins behind it.
    reviewed: tuple[tuple[int, int], ...] = ()
    industry: str = ""
    # The firm that the title names, which 公司 means.
    firm: str = ""
    # The firm that the text tells of alone.
    sole_firm: str = ""
    # Items of news that have nothing to do with each other.
    flash: bool = False
    # Such items, from abroad.
    abroad: bool = False
    # Finds words for the nation (全国) and its central bodies.
    nation: re.Pattern[str] | None = None
    bodies: re.Pattern[str] | None = None

    def is_planned(self, at: int) -> bool:
        """Whether a character stands in the part of a report that sets targets for the coming year."""
        return lies_in(at, self.planned)

    def is_of_five_years(self, at: int) -> bool:
        """Whether a character stands in a paragraph of a report that is of five years."""
        return lies_in(at, self.reviewed)

    def speaks_of_nation(self, text: str) -> bool:
        """Whether a text names the nation or one of its central bodies."""
        return any(p is not None and p.search(text) is not None for p in (self.nation, self.bodies))

    def is_central(self, name: str) -> bool:
        """Whether a body is one of the nation's central ones."""
        return self.bodies is not None and self.bodies.match(name) is not None

    @property
    def annual(self) -> bool:
        """Whether undated facts take the year reported on."""
        return self.kind in ("bulletin", "report")


class Documents:
    """Tells a document's kind, year and place from its title and names."""

    def __init__(self, rules: RuleSet) -> None:
        by_id = {r.id: r for r in rules.of("layout")}
        self._plan_heading = compiled(by_id["plan.heading"].pattern or "(?!)")
        self._plan_title = compiled(by_id["plan.title"].pattern or "(?!)", re.MULTILINE)
        self._plan_year = compiled(by_id["plan.year"].pattern or "(?!)")
        self._plan_back = compiled(by_id["plan.back"].pattern or "(?!)")
        self._plan_over = compiled(by_id["plan.over"].pattern or "(?!)", re.MULTILINE)
        self._plan_words = compiled(by_id["plan.words"].pattern or "(?!)")
        self._opening = compiled(by_id["opening.report"].pattern or "(?!)")
        self._opening_year = compiled(by_id["opening.year"].pattern or "(?!)", re.MULTILINE)
        self._flash = compiled(by_id["flash"].pattern or "(?!)")
        self._abroad = compiled(by_id["flash.abroad"].pattern or "(?!)")
        self._nation = compiled(by_id["nation"].pattern or "(?!)")
        self._bodies = compiled(by_id["nation.body"].pattern or "(?!)")
        self._newscast = compiled(by_id["newscast"].pattern or "(?!)")
        self._mood = Mood(by_id)
        self._reviews = Reviews(by_id)
        self._industries = Industries(by_id)
        self._national, self._told, self._partner, self._council, self._council_speaks = (
            compiled(by_id[f"nation.{name}"].pattern or "(?!)") for name in ("title", "told", "partner", "council", "council_speaks")
        )
        self._plan_name = compiled(by_id["plan.named"].pattern or "(?!)")
        self._fair = compiled(by_id["fair"].pattern or "(?!)")
        self._ours = compiled(by_id["ours"].pattern or "(?!)")
        # One of these is in the name of every fair, and a search for them takes a tenth of the time; any text holds the empty string.
        self._fair_signs = signs(self._fair.pattern) or frozenset([""])
        # Few titles tell a kind, and a name that stands twice makes a search for it take ten times as long as one without names.
        self._kinds = [
            (compiled(unnamed(rule.pattern or "(?!)")), compiled(rule.pattern or "(?!)"), rule.fields.get("role", ""))
            for rule in rules.of("layout")
            if rule.id.startswith("document.")
        ]

    def read(
        self,
        title: str,
        text: str,
        published: date | None,
        names: Sequence[Mention],
        body: tuple[int, int],
        sections: Sequence[Section] = (),
    ) -> Document:
        """The document's frame; ``names`` are places with their codes in ``unit``."""
        title = title[:LONGEST]
        kind, year = "news", None
        # A newsflash has no title; its paragraph speaks of plans and bulletins as news does.
        for guard, pattern, role in self._kinds if len(title) <= TITLE_LENGTH else ():
            found = pattern.search(title) if guard.search(title) is not None else None
            if found:
                kind = role
                stated = found.groupdict().get("year")
                year = int(stated) if stated else None
                if kind == "report" and year and published is None:
                    # The report of a year is given at its beginning, on the year before.
                    year -= 1
                break
        if kind == "news" and self._opening.search(text, body[0], min(body[0] + OPENING, body[1])):
            kind, year = "report", self._year_of_headings(text, body)
        if kind == "report" and year and published and year >= published.year:
            year -= 1
        if kind in ("bulletin", "report") and year is None and published:
            year = published.year - 1
        place, name = self._place(title, text, names, body)
        if kind == "report" and not name:
            opening = text[body[0] : body[0] + OPENING]
            central = self._council.search(title) is not None or self._council_speaks.search(opening) is not None
            place = (COUNTRY,) if central else _province(names) or place
            name = "" if central else _wording(place, names)
        if not place and not names and kind == "news" and self._is_of_trade(text[body[0] : body[1]]):
            place = (COUNTRY,)
        if not place and self._newscast.search(text, *body) and not _abroad(names):
            place = (COUNTRY,)
        if (place == (COUNTRY,) or not place[:1] or not place[0][:1].isdigit()) and (
            self._fair.search(title) or self._is_of_fair(text, body)
        ):
            place = ()
        document = Document(kind, year, published, place, name, nation=self._nation, bodies=self._bodies)
        document.flash = self._flash.search(title) is not None
        document.abroad = self._abroad.search(title) is not None
        document.plan_span = self._plan_span(title)
        if document.place in ((), (COUNTRY,)) and kind == "news":
            document.industry = self._industries.most_named(text[body[0] : body[1]])
        if kind == "report":
            document.planned = self._planned(text, sections, body, year)
            document.reviewed = self._reviews.spans(text, body, year, document.planned, place == (COUNTRY,))
        return document

    def _is_of_trade(self, text: str) -> bool:
        """Whether a text that names no place is about an industry, which is the nation's."""
        return bool(self._industries.most_named(text)) or self._industries.speaks_of_trade(text)

    def _is_of_fair(self, text: str, body: tuple[int, int]) -> bool:
        """Whether a text names fairs time and again, the nation not much oftener."""
        if all(text.find(sign, body[0], body[1]) < 0 for sign in self._fair_signs):
            return False
        times = len(self._fair.findall(text, *body))
        return times >= _FAIR_TIMES and _NATION_TIMES * times > len(self._told.findall(text, *body))

    def _year_of_headings(self, text: str, body: tuple[int, int]) -> int | None:
        found = self._opening_year.search(text, *body)
        if found is None:
            return None
        return int(found["year"]) if found["year"] else int(found["next"]) - 1

    def _planned(self, text: str, sections: Sequence[Section], body: tuple[int, int], year: int | None) -> tuple[tuple[int, int], ...]:
        """Sections headed by the coming year's work, what stands under a line that names it, and paragraphs that announce targets."""
        found = self._headed(text, sections, body)
        if not found and year is not None:
            found = [(m.end(), body[1]) for m in self._plan_title.finditer(text, *body) if int(m["year"]) > year][:1]
        headed = bool(found)
        for match in self._plan_words.finditer(text, *body):
            end = text.find("\n", match.start(), body[1])
            found.append((match.start(), end if end > 0 else body[1]))
        return tuple(found) if headed else tuple(found) + self._mood.planned(text, body)

    def _headed(self, text: str, sections: Sequence[Section], body: tuple[int, int]) -> list[tuple[int, int]]:
        """The sections from a heading of a plan on, up to one that looks back or the end of the report proper."""
        over = self._plan_over.search(text, *body)
        end = over.start() if over is not None else body[1]
        found: list[tuple[int, int]] = []
        on = False
        for section in sections:
            begins = next((h for h in section.path if self._plan_heading.search(h)), "")
            if self._plan_year.search(begins):
                on = True
            elif section.path and self._plan_back.search(section.path[-1]):
                on = False
            if (on or begins) and section.start < end:
                found.append((section.start, min(section.end, end)))
        return found

    def _place(self, title: str, text: str, names: Sequence[Mention], body: tuple[int, int]) -> tuple[tuple[str, ...], str]:
        if len(title) > TITLE_LENGTH:
            title = ""
        title_end = body[0] + len(title) + 2 if title else body[0]
        in_title = [m for m in names if body[0] <= m.start < title_end and (m.unit or "")[:1].isdigit()]
        if in_title:
            best = max(in_title, key=lambda m: (_depth(m.unit or ""), -m.start))
            if best.unit == COUNTRY and (foreign := self._foreign(title, best, names, body)):
                return (foreign,), ""
            return tuple((best.unit or "").split("|")), best.text
        if self._national.search(title):
            return (COUNTRY,), ""
        if (ours := self._ours.search(text, *body)) and (home := _home(names, ours[0][-1])):
            return (home,), ""
        abroad = {m.unit for m in names if body[0] <= m.start < title_end and m.unit and "inner" not in m.rules}
        if len(abroad) == 1 and not self._partner.search(title):
            return tuple(abroad), ""
        counted = Counter(m.unit for m in names if m.unit and m.unit[0].isdigit() and "|" not in m.unit and "inner" not in m.rules)
        national = len(self._told.findall(text, *body))
        if counted:
            code, times = counted.most_common(1)[0]
            of_trade = national >= NATIONAL_TIMES and self._industries.names_one(title)
            if times >= 3 and times > _LOCAL * national and not of_trade and times >= 0.5 * sum(counted.values()):
                return tuple((code or "").split("|")), ""
            chain = _chain(counted)
            if chain and not of_trade and counted.total() >= _CHAIN_TIMES and national * 3 <= counted.total():
                return (chain,), ""
        of_nation = national >= NATIONAL_TIMES or national + len(self._bodies.findall(text, *body)) >= NATIONAL_TIMES
        return ((COUNTRY,), "") if of_nation or (national and self._industries.most_named(text[body[0] : body[1]])) else ((), "")

    def _foreign(self, title: str, nation: Mention, names: Sequence[Mention], body: tuple[int, int]) -> str:
        """澳大利亚第四大铁矿石生产商 欲寻觅中国投资者: the country that a title begins with, if the text names it too."""
        first = next((m for m in names if body[0] <= m.start < nation.start and m.unit and not m.unit[0].isdigit()), None)
        if first is None or first.unit is None or not title.startswith(first.text) or self._partner.search(title):
            return ""
        at = nation.start - first.start
        times = Counter(m.unit for m in names)
        # 日本地震震断供应链 中国买车靠抢: the second half is about us.
        apart = not title[at - 1 : at].isalnum()
        return first.unit if not apart and 2 * times[first.unit] >= times[COUNTRY] else ""

    def _plan_span(self, title: str) -> tuple[date, date] | None:
        found = self._plan_name.search(title)
        if not found:
            return None
        number = read_number(found["number"])
        first = 1966 + (int(number.value) - 3) * 5 if number else 0
        return (date(first, 1, 1), date(first + 4, 12, 31)) if first else None


TITLE_LENGTH: Final = 90
# A report to a congress says in its first lines that it is one.
OPENING: Final = 300
NATIONAL_TIMES: Final = 2
_FAIR_TIMES: Final = 4
# Where the nation is named so much oftener than fairs, the text is about its trade.
_NATION_TIMES: Final = 3
_PROVINCE_TIMES: Final = 4
# A place that the title does not name is named so much oftener than the nation.
_LOCAL: Final = 2


def _home(names: Sequence[Mention], level: str) -> str:
    """The province or city that most names of a text lie in, bodies counted with them, where its writer says 我省 or 我市."""
    counted: Counter[str] = Counter()
    for m in names:
        code = m.unit or ""
        if code.isdigit() and code != COUNTRY:
            wide = level == "省" or code[:2] in _MUNICIPALITIES
            counted[code[:2] + "0000" if wide else code[:4] + "00"] += 1
    code, times = counted.most_common(1)[0] if counted else ("", 0)
    return (
        code if times > 1 and 2 * times >= counted.total() and (level == "省" or code[:2] in _MUNICIPALITIES or code[2:4] != "00") else ""
    )


def _province(names: Sequence[Mention]) -> tuple[str, ...]:
    """The province that a report without a place in its title names most, its towns counted with it."""
    counted = Counter(code[:2] for m in names for code in (m.unit or "").split("|") if code[:1].isdigit() and code != COUNTRY)
    if not counted:
        return ()
    code, times = counted.most_common(1)[0]
    return (code + "0000",) if times >= _PROVINCE_TIMES and times >= 0.5 * sum(counted.values()) else ()


def _wording(place: tuple[str, ...], names: Sequence[Mention]) -> str:
    """The fullest wording of a place's commonest name: 青海省, which 青海 only shortens; not 环青海湖."""
    called = Counter(m.text for m in names if (m.unit,) == place and place != (COUNTRY,))
    if not called:
        return ""
    short = called.most_common(1)[0][0]
    return max((name for name in called if name.startswith(short)), key=len)


def _abroad(names: Sequence[Mention]) -> bool:
    """Whether a text names more places abroad than at home."""
    return sum(1 if m.unit and not m.unit[0].isdigit() else -1 for m in names if m.unit) > 0


_CHAIN_TIMES: Final = 4
# 北京, 天津, 上海, 重庆: a province and its city in one.
_MUNICIPALITIES: Final = frozenset(("11", "12", "31", "50"))
_CHAIN_SHARE: Final = 0.7


def _chain(counted: Counter[str]) -> str:
    """The deepest place, named twice, of a chain (河北, 石家庄, 鹿泉) that most names of a text belong to."""
    best = ""
    for code, times in counted.items():
        if "|" in code or times < 2 or code == COUNTRY:
            continue
        above = {code[:2] + "0000", code[:4] + "00", code}
        if sum(n for c, n in counted.items() if c in above) >= _CHAIN_SHARE * counted.total() and _depth(code) > _depth(best):
            best = code
    return best


def _depth(code: str) -> int:
    if "|" in code or not code[:1].isdigit():
        return 0
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3
