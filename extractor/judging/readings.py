"""The notation behind ``->`` in an example: ``>380 家``, ``5..8 个``, ``2022-01-01…2022-07-31``, ``growth -5.1 yoy``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.errors import RuleError
from extractor.model import Figure, Mention, Period
from extractor.rules.schema import Vocabulary

SIGILS = {">": "over", "≥": "at_least", "<": "under", "≤": "at_most", "~": "about", "≲": "nearly", "vague": "vague"}
"""Sign before a value → bound; no sign is exact, ``a..b`` a range."""
_SIGNS = {bound: sign for sign, bound in SIGILS.items()}
_QUANTITY = re.compile(r"(?P<sign>vague|[>≥<≤~≲])?\s*(?P<value>-?\d+(?:\.\d+)?)(?:\.\.(?P<high>-?\d+(?:\.\d+)?))?(?:\s+(?P<unit>\S+))?")
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(?:\.\.(-?\d+(?:\.\d+)?))?")
FIGURE_FIELDS = ("unit", "bound", "category", "indicator", "subject", "location", "period", "source")
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class QuantityReading:
    """A value in the base unit with its bound; ``unit`` "" where none is stated."""

    value: float
    high: float | None
    unit: str
    bound: str


@dataclass(frozen=True, slots=True)
class FigureReading:
    """What a linked figure must say; fields that are not named may be anything.

    ``value`` None leaves it open; ``fields`` maps names of FIGURE_FIELDS to texts ("-" for none).
    """

    kind: str
    value: float | None = None
    high: float | None = None
    basis: str | None = None
    target: bool = False
    fields: dict[str, str] = field(default_factory=dict)


Reading = QuantityReading | FigureReading | Period


LINE = "__line__"
"""What a mapping read from YAML keeps its line under."""


def values(vocabulary: Vocabulary, name: str) -> frozenset[str]:
    """The values of a closed list of schema.yaml."""
    return frozenset(vocabulary[name]) - {LINE}


def read_reading(text: str, kinds: frozenset[str], bases: frozenset[str], where: str) -> Reading:
    """The reading in ``text``; RuleError (E230) where it follows no notation."""
    first = text.partition(" ")[0]
    if first in kinds:
        return _figure(text, bases, where)
    if "…" in text:
        start, _, end = text.partition("…")
        return start.strip(), end.strip()
    found = _QUANTITY.fullmatch(text)
    if found is None:
        raise RuleError(
            f"{where}: cannot read {text!r} after ->.",
            "Write a value with its unit (>380 家), two dates (2022-01-01…2022-07-31) or a kind with its value (growth 5.7 yoy).",
            code="E230",
        )
    high = float(found["high"]) if found["high"] else None
    bound = "range" if high is not None else SIGILS.get(found["sign"] or "", "exact")
    return QuantityReading(float(found["value"]), high, found["unit"] or "", bound)


def _figure(text: str, bases: frozenset[str], where: str) -> FigureReading:
    kind, *words = text.split()
    value: float | None = None
    high: float | None = None
    basis: str | None = None
    target = False
    fields: dict[str, str] = {}
    for word in words:
        name, equals, content = word.partition("=")
        number_ = _NUMBER.fullmatch(word)
        if number_:
            value = float(number_[1])
            high = float(number_[2]) if number_[2] else None
        elif word in bases:
            basis = word
        elif word == "target":
            target = True
        elif equals and name in FIGURE_FIELDS:
            fields[name] = content
        else:
            raise RuleError(
                f"{where}: {word!r} in a figure's reading.",
                f"A value, a basis ({', '.join(sorted(bases))}), target, or {'=…, '.join(FIGURE_FIELDS)}=….",
                code="E231",
            )
    return FigureReading(kind, value, high, basis, target, fields)


def fits_quantity(wanted: QuantityReading, found: Mention) -> bool:
    """Whether a mention has the value, bound and unit wanted."""
    same = near(wanted.value, found.value) and (wanted.high is None or near(wanted.high, found.value_max))
    return same and (found.unit or "") == wanted.unit and found.bound == wanted.bound


def fits_figure(wanted: FigureReading, found: Figure) -> bool:
    """Whether a figure says what is wanted."""
    if found.kind != wanted.kind or (wanted.value is not None and not near(wanted.value, found.value)):
        return False
    if wanted.high is not None and not near(wanted.high, found.value_max):
        return False
    if wanted.basis is not None and found.basis != wanted.basis:
        return False
    if wanted.target != (found.status == "target"):
        return False
    return all(_text_of(found, name) == content for name, content in wanted.fields.items())


def near(wanted: float, found: float | None) -> bool:
    """Whether two values agree but for rounding."""
    return found is not None and abs(wanted - found) <= _CLOSE * max(1.0, abs(wanted))


def write_quantity(found: Mention) -> str:
    """A mention in the notation."""
    value = f"{number(found.value)}..{number(found.value_max)}" if found.value_max is not None else number(found.value)
    return f"{_SIGNS.get(found.bound or '', '')}{value} {found.unit or ''}".strip()


def write_figure(found: Figure, names: tuple[str, ...] = ()) -> str:
    """A figure in the notation, with the fields in ``names``."""
    value = number(found.value) if found.value_max is None else f"{number(found.value)}..{number(found.value_max)}"
    parts = [found.kind, value]
    if found.basis:
        parts.append(found.basis)
    if found.status == "target":
        parts.append("target")
    return " ".join([*parts, *(f"{n}={_text_of(found, n)}" for n in names)])


def number(value: float | None) -> str:
    """A value without needless zeros."""
    if value is None:
        return "-"
    return str(int(value)) if value == int(value) else f"{value:.15g}"


def _text_of(found: Figure, name: str) -> str:
    content = getattr(found, name)
    if name == "period":
        return "…".join(content) if content else "-"
    if isinstance(content, tuple):
        return "|".join(content) or "-"
    if isinstance(content, float):
        return number(content)
    return str(content or "-")
