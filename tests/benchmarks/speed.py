"""Characters a second of whole calls, of the pipeline's stages and of articles of every length, beside ``jieba.lcut``.

Times are CPU seconds of this one process, so that other programs on the machine disturb them little.
All that is compared takes turns on the same few articles, and a round ends when each had all articles.
"""

from __future__ import annotations

import logging
import random
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from extractor.errors import ExtractorError
from extractor.model import Source
from extractor.pipeline import Extractor, default_extractor
from extractor.reading import read_source

from .table import Table

SEED = 9
TURN = 20
KINDS = (".txt", ".md", ".html")
Call = Callable[[str], object]


def files(folder: Path, count: int) -> list[Path]:
    """Articles of a folder; of more than ``count`` a sample, the same one every time."""
    found = sorted(p for p in folder.rglob("*") if p.suffix in KINDS and p.name != "README.md" and p.is_file())
    return sorted(random.Random(SEED).sample(found, count)) if len(found) > count else found


def sources(paths: Sequence[Path]) -> list[Source]:
    """The articles that can be read."""
    out: list[Source] = []
    for path in paths:
        try:
            out.append(read_source(path))
        except ExtractorError as error:
            print(f"{path} is left out: {error}")
    return out


def jieba_lcut() -> Call:
    """``jieba.lcut`` with its dictionary loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.lcut  # type: ignore[no-any-return]


def seconds(call: Call, text: str) -> float:
    """CPU seconds of one call."""
    begun = process_time()
    call(text)
    return process_time() - begun


def rounds(calls: dict[str, Call], texts: Sequence[str], repeats: int) -> list[dict[str, float]]:
    """Each round's seconds of every call; the calls take turns every few texts."""
    out: list[dict[str, float]] = []
    for _ in range(repeats):
        spent = dict.fromkeys(calls, 0.0)
        for at in range(0, len(texts), TURN):
            for name, call in calls.items():
                begun = process_time()
                for text in texts[at : at + TURN]:
                    call(text)
                spent[name] += process_time() - begun
        out.append(spent)
    return out


def whole(jieba: Call, texts: Sequence[str], repeats: int) -> Table:
    """``extract`` and ``find`` beside ``jieba.lcut``."""
    extractor = default_extractor()
    calls: dict[str, Call] = {"jieba.lcut": jieba, "extractor.extract": extractor.extract, "extractor.find": extractor.find}
    rounds(calls, texts[:TURN], 1)
    measured = rounds(calls, texts, repeats)
    table = Table("Whole calls", ["call", "characters/s", "times jieba.lcut"])
    for name in calls:
        table.rows.append([name, *_rate(measured, name, sum(map(len, texts)))])
    return table


def _rate(measured: Sequence[dict[str, float]], name: str, size: int) -> tuple[str, str]:
    """Median characters a second, and median of each round's rate by the rate of jieba in that round."""
    spent = median(m[name] for m in measured)
    ratio = median(m["jieba.lcut"] / m[name] if m[name] else 0.0 for m in measured)
    return f"{size / spent:,.0f}" if spent else "–", f"{ratio:.2f}"


class Stages:
    """An extractor of its own whose stages are timed where the pipeline calls them.

    A stage that is called inside another counts for itself only.
    """

    NAMES = ("layout", "fold", "names", "outline", "document", "grids", "scan", "terms", "linking", "tables")

    def __init__(self) -> None:
        self.spent = dict.fromkeys(self.NAMES, 0.0)
        self._inner = [0.0]
        self.extractor = own = Extractor()
        set_(own, "_fold", self._timed("fold", own._fold))
        set_(own, "_scan", self._timed("scan", own._scan))
        for stage, part, method in (
            ("layout", own._layout, "parse"),
            ("names", own._names, "find"),
            ("outline", own._outline, "sections"),
            ("document", own._documents, "read"),
            ("grids", own._grids, "find"),
            ("grids", own._grids, "prose"),
            ("terms", own._terms, "find"),
            ("linking", own._linker, "drafts"),
            ("tables", own._tables, "drafts"),
        ):
            set_(part, method, self._timed(stage, getattr(part, method)))

    def _timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **more: Any) -> Any:
            self._inner.append(0.0)
            begun = process_time()
            try:
                return call(*args, **more)
            finally:
                spent = process_time() - begun
                self.spent[stage] += spent - self._inner.pop()
                self._inner[-1] += spent

        return timed


def set_(part: object, name: str, value: object) -> None:
    """Replace a method of one object."""
    object.__setattr__(part, name, value)


def stages(jieba: Call, texts: Sequence[str], repeats: int) -> Table:
    """Where the time of ``extract`` goes."""
    timed = Stages()
    calls: dict[str, Call] = {"jieba.lcut": jieba, "all": timed.extractor.extract}
    rounds(calls, texts[:TURN], 1)
    measured: list[dict[str, float]] = []
    for _ in range(repeats):
        timed.spent.update(dict.fromkeys(timed.spent, 0.0))
        spent = rounds(calls, texts, 1)[0]
        measured.append(spent | timed.spent | {"the rest": spent["all"] - sum(timed.spent.values())})
    size = sum(map(len, texts))
    table = Table("Stages of extract", ["stage", "share", "characters/s", "times jieba.lcut", "µs a character"])
    for name in (*Stages.NAMES, "the rest", "all"):
        share = median(m[name] / m["all"] for m in measured)
        each = median(m[name] for m in measured) / size * 1e6
        table.rows.append([name, f"{share:.1%}", *_rate(measured, name, size), f"{each:.3f}"])
    return table


def lengths(jieba: Call, articles: Sequence[Source], sizes: Sequence[int], repeats: int) -> Table:
    """The same characters as articles of every length: bodies joined, then cut into pieces of each size."""
    whole = "\n".join(s.text[a:b] for s in articles for a, b in s.body)
    while len(whole) < sizes[-1]:
        whole += "\n" + whole
    whole = whole[: sizes[-1]]
    extractor = default_extractor()
    calls: dict[str, Call] = {
        "jieba": jieba,
        "layout": extractor._layout.parse,
        "rest": lambda text: extractor.extract_source(Source("", text, ((0, len(text)),))),
    }
    measured: dict[int, list[dict[str, float]]] = {n: [] for n in sizes}
    for _ in range(repeats):
        for n in sizes:
            spent = dict.fromkeys(calls, 0.0)
            for at in range(0, len(whole), n):
                for name, call in calls.items():
                    spent[name] += seconds(call, whole[at : at + n])
            measured[n].append(spent)
    table = Table("One article of every length", ["characters", "µs a character", "growth", "layout", "all else", "jieba.lcut"])
    table.note = "CPU time a character; growth against the shortest; bodies joined and cut anew, so all lengths hold the same text"
    least = 0.0
    for n in sizes:
        each = {name: median(m[name] for m in measured[n]) / len(whole) * 1e6 for name in calls}
        both = each["layout"] + each["rest"]
        least = least or both
        table.rows.append([f"{n:,}", f"{both:.3f}", f"{both / least - 1:+.0%}", *(f"{each[k]:.3f}" for k in ("layout", "rest", "jieba"))])
    return table
