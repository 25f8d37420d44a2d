"""Writes a value in every way that the language has; the reader must give it back."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.finding.numerals import write_chinese
from extractor.finding.quantities import Quantities, Unit
from extractor.judging.engine import Engine
from extractor.judging.readings import near
from extractor.model import Mention
from extractor.rules import RuleSet

SCALES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (10**3, "千"), (10**2, "百"))
LARGE = 10**4
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_DIGITS = "零一二三四五六七八九"
_LONGEST_FRACTION = 4
BATCH = 50


@dataclass(frozen=True, slots=True)
class Written:
    """A quantity as it is written and what must be read: in the base unit, with its bound."""

    text: str
    value: float
    unit: str
    bound: str
    way: str


def whole_ways(value: int) -> Iterator[tuple[str, str]]:
    """(way, text) of a whole number from 1 to 10¹⁶."""
    plain = str(value)
    yield "arabic", plain
    yield "full width", plain.translate(_FULL_WIDTH)
    if value >= 1000:
        yield "thousands", f"{value:,}"
    for size, scale in SCALES:
        fraction = Decimal(value) / size
        if fraction >= 1 and -int(fraction.as_tuple().exponent) <= _LONGEST_FRACTION:
            short = format(fraction.normalize(), "f")
            yield "mixed", short + scale
            if size >= LARGE:
                yield "mixed full width", short.replace(".", "．").translate(_FULL_WIDTH) + scale
                yield "mixed spaced", f"{short} {scale}"
                yield from _spoken(fraction, scale)
    words = write_chinese(value)
    yield "chinese", words
    yield "chinese two", words.replace("二千", "两千").replace("二百", "两百").replace("二万", "两万").replace("二亿", "两亿")
    if value < LARGE:
        yield "formal", words.translate(_FORMAL)
    if 10 < value < 100 and value // 10 == 1:
        yield "chinese one ten", "一" + words


def _spoken(fraction: Decimal, scale: str) -> Iterator[tuple[str, str]]:
    """一点八八万亿."""
    whole, _, tail = format(fraction.normalize(), "f").partition(".")
    if tail and int(whole) < LARGE:
        yield "chinese decimal", write_chinese(int(whole)) + "点" + "".join(_DIGITS[int(c)] for c in tail) + scale


def decimal_ways(value: Decimal) -> Iterator[tuple[str, str]]:
    """(way, text) of a number with decimals."""
    plain = format(value, "f")
    yield "decimal", plain
    yield "decimal full width", plain.replace(".", "．").translate(_FULL_WIDTH)
    whole, _, tail = plain.partition(".")
    if tail and int(whole) < LARGE:
        yield "chinese decimal", write_chinese(int(whole)) + "点" + "".join(_DIGITS[int(c)] for c in tail)


class Writer:
    """Composes quantities of the units, hedges and ways of a rule set; ``seed`` makes them repeatable."""

    def __init__(self, rules: RuleSet, seed: int = 0) -> None:
        self._random = random.Random(seed)
        quantities = Quantities(rules)
        usable = {name: unit for name, unit in quantities.units.items() if _usable(name, unit)}
        self._units = sorted(usable.items())
        self._before = sorted((w, b) for w, b in quantities.before.items() if w not in _BEFORE_SCALES)
        self._after = sorted((w, b) for w, b in quantities.after.items() if len(w) > 1)
        self.units = frozenset(usable)

    def one(self) -> Written:
        """A quantity at random."""
        chance = self._random
        name, unit = chance.choice(self._units)
        if chance.random() < 0.25:
            value = Decimal(chance.randrange(1, 10 ** chance.randrange(2, 7))) / 10 ** chance.randrange(1, 3)
            ways = [w for w in decimal_ways(value) if "." in w[1] or "．" in w[1] or "点" in w[1]] or [("arabic", str(int(value)))]
        else:
            value = Decimal(self._whole())
            ways = list(whole_ways(int(value)))
        ways = [w for w in ways if not _ambiguous(w[1], name)]
        way, number = chance.choice(ways)
        before, bound = chance.choice(self._before) if chance.random() < 0.25 else ("", "exact")
        after = ""
        if not before and chance.random() < 0.2:
            after, bound = chance.choice(self._after)
        elif not before and chance.random() < 0.1 and number[-1] in "十百千万亿0":
            number, bound = number + "多", "over"
        gap = " " if chance.random() < 0.05 else ""
        return Written(f"{before}{number}{gap}{name}{after}", float(value * Decimal(str(unit.factor))), unit.canonical, bound, way)

    def _whole(self) -> int:
        chance = self._random
        digits = chance.randrange(1, 14)
        kept = min(digits, chance.randrange(1, 6))
        return chance.randrange(int(10 ** (kept - 1)), int(10**kept)) * int(10 ** (digits - kept))


def _usable(name: str, unit: Unit) -> bool:
    return not unit.flag and unit.unit_class != "duration" and not name.startswith(("万", "亿", "百", "十", "多"))


def _ambiguous(number: str, unit: str) -> bool:
    """Whether a reader could take it otherwise, and rightly so.

    The number's end may belong to the unit (五千|瓦, 一万|亿次) or to a name (百|度, 九|台, 陆|路), and one
    Chinese numeral with one character may be a word (一个, 三包).
    """
    if number in _DIGITS and (len(unit) == 1 or number == "一"):
        return True
    if (number[-1], unit[0]) in _NAMES:
        return True
    return number[-1] in _ENDS and unit.startswith(_BEGINNINGS)


# 上千家 is hedged, 上20家 and 上一千家 are not; what is composed here begins with a digit.
_BEFORE_SCALES = ("上",)
_NAMES = (("百", "度"), ("九", "台"), ("六", "枝"), ("陆", "路"))
_ENDS = "十百千万亿拾佰仟"
_BEGINNINGS = ("千", "瓦", "克", "米", "帕", "卡", "伏", "升", "赫", "焦", "兆", "亿", "点")


def misread(engine: Engine, written: Sequence[Written]) -> Iterator[tuple[Written, list[Mention]]]:
    """The quantities that are not given back, with what was found where they stand."""
    for start in range(0, len(written), BATCH):
        batch = written[start : start + BATCH]
        text, spans = "", []
        for one in batch:
            spans.append((len(text) + 2, len(text) + 2 + len(one.text)))
            text += f"完成{one.text}。\n"
        found = [m for m in engine.mentions(text) if m.value is not None]
        at = 0
        for one, (low, high) in zip(batch, spans, strict=True):
            while at < len(found) and found[at].end <= low:
                at += 1
            here = []
            while at < len(found) and found[at].start < high:
                here.append(found[at])
                at += 1
            if not (len(here) == 1 and (here[0].start, here[0].end) == (low, high) and _same(one, here[0])):
                yield one, here


def _same(wanted: Written, found: Mention) -> bool:
    return near(wanted.value, found.value) and (found.unit or "") == wanted.unit and found.bound == wanted.bound
