"""Where the time goes: the share of each stage of the pipeline over some articles."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterable
from typing import Any

from extractor.model import Source
from extractor.pipeline import Extractor

MAX_ARTICLES = 300
# Stage → (attribute of the extractor, its method; None where the attribute itself is called).
STAGES: dict[str, tuple[str, str | None]] = {
    "folding": ("_fold", None),
    "names": ("_names", "find"),
    "outline": ("_outline", "sections"),
    "document": ("_documents", "read"),
    "quantities and periods": ("_scan", None),
    "terms": ("_terms", "find"),
    "linking": ("_linker", "drafts"),
}


class _Timed:
    """Stands for a part of the extractor and measures one method of it."""

    def __init__(self, part: Any, method: str | None, spent: dict[str, float], stage: str) -> None:
        self._part = part
        self._method = method
        call: Callable[..., Any] = getattr(part, method) if method else part

        def timed(*args: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            try:
                return call(*args, **named)
            finally:
                spent[stage] += time.perf_counter() - begun

        self.timed = timed

    def __getattr__(self, name: str) -> Any:
        return self.timed if name == self._method else getattr(self._part, name)

    def __call__(self, *args: Any, **named: Any) -> Any:
        return self.timed(*args, **named)


def profile(extractor: Extractor, sources: Iterable[Source]) -> dict[str, float]:
    """Seconds of each stage over the first MAX_ARTICLES sources; ``reading`` is the time to read them, ``records`` the rest."""
    spent = {"reading": 0.0} | dict.fromkeys(STAGES, 0.0)
    measured = copy.copy(extractor)
    for stage, (attribute, method) in STAGES.items():
        setattr(measured, attribute, _Timed(getattr(extractor, attribute), method, spent, stage))
    inside = time.perf_counter()
    reader = iter(sources)
    for _ in range(MAX_ARTICLES):
        begun = time.perf_counter()
        source = next(reader, None)
        spent["reading"] += time.perf_counter() - begun
        if source is None:
            break
        measured.extract_source(source)
    total = time.perf_counter() - inside
    spent["records"] = max(0.0, total - sum(spent.values()))
    return spent


def table(spent: dict[str, float]) -> str:
    """The stages with milliseconds and shares, one a line."""
    total = sum(spent.values()) or 1.0
    lines = [f"{stage:<24}{seconds * 1000:>10.0f} ms{seconds / total:>8.1%}" for stage, seconds in spent.items()]
    return "\n".join([*lines, f"{'all':<24}{total * 1000:>10.0f} ms"])
