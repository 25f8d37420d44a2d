"""A figure in the making, with where each of its fields came from."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from extractor.finding.quantities import Quantity
from extractor.linking.clauses import Chunk
from extractor.linking.indicators import Head
from extractor.linking.phrases import Phrase

# The units of people.
PERSONS: Final = ("人", "名", "位")
# A number or a day of the month, which owns nothing.
NUMERAL: Final = re.compile(r"[\d.,:：%/]+[年月日号]?")


class Draft:
    """Fields are filled by the steps of the linker; ``origin`` tells (how, start, end) of each."""

    __slots__ = (
        "basis",
        "bound",
        "category",
        "clause",
        "head",
        "index",
        "indicator",
        "kind",
        "lender",
        "list_of",
        "location",
        "nature",
        "optional",
        "origin",
        "period",
        "phrase",
        "piece",
        "priced",
        "quantity",
        "rules",
        "sign",
        "signature",
        "source",
        "status",
        "subject",
        "unit",
        "value",
        "value_max",
        "verb",
    )  # fmt: skip

    def __init__(self, quantity: Quantity, piece: int, index: int) -> None:
        self.quantity = quantity
        self.clause: list[Chunk] = []
        self.piece = piece
        self.index = index
        self.value = quantity.value
        self.value_max = quantity.value_max
        self.unit = quantity.unit
        self.bound = quantity.bound
        self.kind = "level"
        self.sign = 1
        self.signature = ""
        self.indicator = ""
        self.subject = ""
        self.category = "other"
        self.head: Head | None = None
        self.nature = ""
        self.phrase: Phrase | None = None
        self.verb = ""
        self.priced = False
        self.location: tuple[str, ...] = ()
        self.period: tuple[date, date] | None = None
        self.basis: str | None = None
        self.status = "actual"
        self.source: str | None = None
        self.optional = quantity.optional
        self.list_of: Draft | None = None
        # The figure whose indicator it goes on about.
        self.lender: Draft | None = None
        self.rules: list[str] = [quantity.rule]
        self.origin: dict[str, tuple[str, int, int]] = {}

    def came(self, field: str, how: str, start: Any = -1, end: Any = -1) -> None:
        """Note that ``field`` came from ``how`` (same clause, inherited …) and the characters there."""
        self.origin[field] = (how, start, end)

    def how(self, field: str) -> str:
        """How ``field`` was found; "" where no step filled it."""
        return self.origin[field][0] if field in self.origin else ""

    def give(self, subject: str, how: str, start: int = -1, end: int = -1) -> None:
        """The subject, with how and where it was found; a number (较5月底的|10685|下跌) or a day (上月|17日) is none."""
        if NUMERAL.fullmatch(subject) is not None:
            return
        self.subject = subject.lstrip("的")
        self.came("subject", how, start, end)
