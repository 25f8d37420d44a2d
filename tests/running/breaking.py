"""An extractor for tests that reads numbers, and breaks where a text says so."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from extractor.model import Article, Entity, Figure, Source

NUMBER = re.compile(r"(\d+)(家|亿元|%)")
UNITS = {"家": ("家", 1), "亿元": ("CNY", 1e8), "%": ("%", 1)}


class Breaking:
    fingerprint = "0" * 16

    def extract_source(self, source: Source) -> Article:
        self._break(source.text)
        figures = tuple(self._figure(m) for m in NUMBER.finditer(source.text))
        entities = tuple(Entity(m.start(), m.end(), "株洲", "LOC", "430200", ("t",)) for m in re.finditer("株洲", source.text))
        return Article(source.id, source.title, source.published, source.text, source.body, figures, entities, source.path)

    def _figure(self, m: re.Match[str]) -> Figure:
        unit, factor = UNITS[m[2]]
        return Figure(
            m.start(), m.end(), m[0], float(m[1]) * factor, None, unit, "exact", "level", "firms", "企业", "株洲", ("430200",),
            ("2022-01-01", "2022-12-31"), None, "actual", None, rules=("t",),
        )  # fmt: skip

    def _break(self, text: str) -> None:
        if "SLOW" in text:
            time.sleep(0.02)
        if "EXIT" in text:
            os._exit(9)
        if "HANG" in text:
            time.sleep(60)
        if "RAISE" in text:
            raise ValueError("a text that cannot be")
        if "MEMORY" in text:
            bytearray(1 << 34)
        once = re.search(r"ONCE:(\S+)", text)  # dies the first time, as if something else had killed it
        if once and not Path(once[1]).exists():
            Path(once[1]).touch()
            os._exit(9)


def make_extractor() -> Breaking:
    return Breaking()
