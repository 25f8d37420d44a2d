"""How far a run is: numbers for a bar, a log, a summary."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

COUNTED = ("articles", "figures", "entities", "failures")


@dataclass(slots=True)
class Counts:
    """What was found so far; ``files`` counts inputs done, ``reused`` shards of an earlier run that count again."""

    articles: int = 0
    figures: int = 0
    entities: int = 0
    failures: int = 0
    files: int = 0
    shards: int = 0
    reused: int = 0
    begun: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self.begun

    def as_dict(self) -> dict[str, int]:
        """The four counts of results."""
        return {name: getattr(self, name) for name in COUNTED}


OnProgress = Callable[[Counts], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. ``notes`` are sentences about inputs that changed, were added or removed."""

    folder: str
    articles: int
    figures: int
    entities: int
    failures: int
    seconds: float
    reused: int
    unchanged: bool
    outputs: tuple[str, ...]
    notes: tuple[str, ...] = ()


def summary_of(
    folder: str | Path, counts: Counts, outputs: Mapping[str, object], notes: tuple[str, ...], *, unchanged: bool = False
) -> Summary:
    """The summary of a finished run."""
    return Summary(
        str(folder),
        counts.articles,
        counts.figures,
        counts.entities,
        counts.failures,
        counts.seconds,
        counts.reused,
        unchanged,
        tuple(outputs),
        notes,
    )
