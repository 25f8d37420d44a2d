"""Dates as articles print them → ISO dates."""

from __future__ import annotations

import datetime
import re

_NUMBERS = re.compile(r"\d+")
_HAN_DAY = re.compile(r"(.{4})\s*年\s*(.{1,3})\s*月\s*(.{1,3})\s*日")


def iso_date(text: str) -> str | None:
    """The first three numbers of ``text`` as year, month, day; None where that is no date."""
    numbers = _NUMBERS.findall(text)
    if len(numbers) == 1 and len(numbers[0]) >= 8:
        numbers = [numbers[0][:4], numbers[0][4:6], numbers[0][6:8]]
    return _checked([int(n[:5]) for n in numbers[:3]])


def han_date(text: str, digits: dict[str, str]) -> str | None:
    """``二〇二四年十二月三十日`` as ISO date, with ``digits`` from Chinese to Arabic."""
    match = _HAN_DAY.match(text)
    if match is None:
        return None
    year = "".join(digits.get(c, "") for c in match[1])
    return _checked([int(year or 0), _below_hundred(match[2], digits), _below_hundred(match[3], digits)])


def _below_hundred(text: str, digits: dict[str, str]) -> int:
    """十二 → 12, 二十 → 20, 三十一 → 31; 0 where it is no number."""
    if not all(c in digits or c == "十" for c in text):
        return 0
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(digits.get(text, "0"))
    return 10 * int(digits.get(tens, "1")) + int(digits.get(ones, "0"))


def _checked(numbers: list[int]) -> str | None:
    if len(numbers) < 3:
        return None
    try:
        return datetime.date(*numbers).isoformat()
    except (ValueError, OverflowError):
        return None
