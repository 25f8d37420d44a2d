"""What is kept from clause to clause and from sentence to sentence."""

from __future__ import annotations

from datetime import date

from extractor.finding.timeline import Time
from extractor.linking.clauses import Chunk
from extractor.linking.draft import Draft


class Paragraph:
    """What earlier sentences of the paragraph left for the later ones."""

    __slots__ = (
        "basis",
        "before",
        "event",
        "firm",
        "firm_here",
        "firm_name",
        "itself",
        "last",
        "listed",
        "noted",
        "now",
        "place",
        "place_span",
        "said",
        "time",
        "topic",
        "works",
        "years",
    )

    def __init__(self, firm_name: str = "") -> None:
        self.time: Time | None = None
        self.place: tuple[str, ...] = ()
        self.place_span: tuple[int, int] = (-1, -1)
        self.basis: str | None = None
        self.last: Draft | None = None
        # The last figure of the sentence before.
        self.before: Draft | None = None
        # The places listed last, which 两地 points to.
        self.listed: tuple[str, ...] = ()
        self.topic: Chunk | None = None
        # The project that a sentence began with: 沿江高速项目|采用…
        self.works = ""
        # The fair or meeting that it tells of.
        self.event: Chunk | None = None
        self.firm = False
        # The firm named last, be it in the paragraph before, and the one named in this paragraph.
        self.firm_name = firm_name
        self.firm_here = ""
        # 公司 or the like where the paragraph speaks of a firm as "the company".
        self.itself = ""
        self.noted = False
        # Whether the last time told was the day of writing (目前).
        self.now = False
        # The day on which somebody spoke (9日称), which is the day of writing for what he tells.
        self.said: Time | None = None
        # The years of the last 从1997年的A增加到2002年的B.
        self.years: tuple[tuple[date, date] | None, tuple[date, date] | None] | None = None


class State:
    """What the chunks of a sentence have said so far."""

    __slots__ = (
        "announced",
        "aside",
        "average",
        "compared",
        "dated_aim",
        "firm",
        "first",
        "flowing",
        "foretold",
        "grown",
        "held",
        "itself",
        "lately",
        "leads",
        "led_to",
        "listed",
        "local",
        "place",
        "place_span",
        "said",
        "sized",
        "target",
        "time",
        "told",
        "within",
    )

    def __init__(self) -> None:
        self.time: Time | None = None
        # Whether it is the day of an announcement.
        self.announced = False
        # The last time that is not 目前.
        self.told: Time | None = None
        self.first: Time | None = None
        # The time of the next figure alone (从去年的5%), and that of a piece alone: of its yearly average, of an aim.
        self.local: Time | None = None
        # What was told before 去年同期, which holds again for the next sentence.
        self.held: Time | None = None
        self.said: Time | None = None
        self.average: Time | None = None
        # 2016年、2017年上半年…分别: the times of a list, one for each figure.
        self.listed: tuple[Time, ...] = ()
        self.compared: Time | None = None
        # What the last growth was measured against.
        self.grown: Time | None = None
        self.place: tuple[str, ...] = ()
        self.place_span: tuple[int, int] = (-1, -1)
        self.leads = True
        # Where what the piece told of goes on: 我国13兆瓦机组在福建下线，….
        self.led_to: tuple[tuple[str, ...], tuple[int, int]] | None = None
        # Whether the place is named in the middle of its piece, not as its topic.
        self.aside = False
        # The same where 在 may stand before it.
        self.within = False
        self.firm = False
        # Whether the sentence speaks of a firm as "the company".
        self.itself = False
        self.flowing = False
        # Whether 近日 was told, which holds until another time is.
        self.lately = False
        self.target = False
        # Whether the time that was told last stood behind a word of what is to come.
        self.dated_aim = False
        # Whether it was expected before the fact (此前预计).
        self.foretold = False
        # Whether a sum or size was that of a plan, so that the next ones are too.
        self.sized = False
