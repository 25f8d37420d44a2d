"""Numerals in Arabic, Chinese and mixed writing ↔ numbers: ``三千八百五十六亿`` ↔ 385600000000."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

DIGITS: Final = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
    | {"两": 2, "俩": 2, "○": 0, "0": 0, "弐": 2}
)
SMALL: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE: Final = {"万": 10_000, "亿": 100_000_000}
_ARABIC: Final = re.compile(r"[+-]?\d[\d, ]*(?:\.[ ]?\d+)?")
# Two digits that follow one another, with the scale of both: 两三百, 六七(家).
_RANGE: Final = re.compile(r"(一[二两]|[二两]三|三四|四五|五六|六七|七八|八九)([十百千]?[万亿]*)")
_SEVERAL: Final = re.compile(r"三五([十百千]?[万亿]*)")
_STEP: Final = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]+)")
_STEPS: Final = re.compile(r"(?:\d+(?:\.\d+)?[十百千万亿]+){2,}")
_MORE: Final = frozenset("多余来")
_VAGUE: Final = frozenset("几数若")


def begins_number(char: str) -> bool:
    """Whether a numeral can begin with a character: a digit in any writing, or 数, 几."""
    return char.isdigit() or char in DIGITS or char in SMALL or char in LARGE or char in _VAGUE


@dataclass(frozen=True, slots=True)
class Number:
    """A read numeral; ``more`` for 多/余/来 in it, ``vague`` for 几/数/三五 (then value is the power of ten); ``upto`` 300 in 两三百."""

    value: float
    more: bool = False
    vague: bool = False
    upto: float | None = None


@lru_cache(maxsize=8192)
def read_number(text: str) -> Number | None:
    """``1.88万亿`` → 1.88e12, ``两千余`` → 2000 more, ``数百`` → 100 vague; None if it is no numeral."""
    more = vague = False
    kept: list[str] = []
    for char in text:
        if char in _MORE:
            more = True
        elif char in _VAGUE:
            vague = True
        elif char not in " \n,":
            kept.append(char)
    plain = "".join(kept)
    between = _RANGE.fullmatch(plain)
    if between is not None:
        low, high = (_tidy(_scaled(float(DIGITS[digit]), between[2]) or 0.0) for digit in between[1])
        return Number(low, more, upto=high)
    several = _SEVERAL.fullmatch(plain)
    if several is not None:
        return Number(_tidy(_scaled(1.0, several[1]) or 0.0), more, vague=True)
    value = _written(plain)
    return None if value is None else Number(_tidy(value), more, vague)


def _written(plain: str) -> float | None:
    if _STEPS.fullmatch(plain):
        # 1亿6325万
        return sum(_scaled(float(number), scale) or 0 for number, scale in _STEP.findall(plain))
    arabic = _ARABIC.match(plain)
    return _scaled(float(arabic[0]), plain[arabic.end() :]) if arabic else _chinese(plain)


def _tidy(value: float) -> float:
    """Floats such as 1.88 × 1e12 with the noise of binary multiplication rounded away."""
    rounded = float(round(value))
    if abs(value - rounded) <= abs(value) * 1e-12:
        return rounded
    return float(f"{value:.15g}")


def _scaled(value: float, scale: str) -> float | None:
    for char in scale:
        factor = SMALL.get(char) or LARGE.get(char)
        if factor is None:
            return None
        value *= factor
    return value


def _chinese(text: str) -> float | None:
    whole, _, decimals = text.partition("点")
    value = _integer(whole)
    if value is None:
        return None
    if decimals:
        match = re.match(r"[" + "".join(DIGITS) + r"]+", decimals)
        if not match:
            return None
        digits = "".join(str(DIGITS[c]) for c in match[0])
        return _scaled(value + int(digits) / 10 ** len(digits), decimals[match.end() :])
    return value


def _integer(text: str) -> float | None:
    """``一万零十二`` → 10012, ``一万五千亿`` → 1.5e12, ``二〇二二`` → 2022, ``百`` → 100."""
    if not text:
        return None
    if all(c in DIGITS for c in text) and len(text) > 1:
        return float("".join(str(DIGITS[c]) for c in text))
    total = section = 0.0
    digit: int | None = None
    last = 1.0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in SMALL:
            last = float(SMALL[char])
            section += (digit or 1) * last
            digit = None
        elif char in LARGE:
            last = float(LARGE[char])
            section += digit or 0
            if char == "亿":
                total = (total + section or 1) * last
            else:
                total += (section or 1) * last
            section, digit = 0.0, None
        else:
            return None
    if digit is not None:
        # 两万五 is 25000, 一百二 is 120: a last bare digit counts the next lower power of ten.
        follows_zero = len(text) > 1 and text[-2] in "零〇○"
        section += digit * (last / 10 if last > 10 and not follows_zero and text[-2] in "百千万亿" else 1)
    return total + section


_DIGIT_CHARS: Final = "零一二三四五六七八九"


def write_chinese(value: int) -> str:
    """The inverse for whole numbers below 10¹⁶: 385600000000 → ``三千八百五十六亿``."""
    if value == 0:
        return "零"
    parts: list[str] = []
    sections = [(10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")]
    rest = value
    for size, name in sections:
        section, rest = divmod(rest, size)
        if section:
            gap = bool(parts) and section < 1000
            tail = "万" if name == "万亿" and rest >= 10**8 else name
            parts.append(("零" if gap else "") + _section(section) + tail)
    out = "".join(parts)
    return out[1:] if out.startswith("一十") else out


def _section(value: int) -> str:
    out = ""
    pending = False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            out += ("零" if pending and out else "") + _DIGIT_CHARS[digit] + name
            pending = False
        else:
            pending = bool(out)
    return out
