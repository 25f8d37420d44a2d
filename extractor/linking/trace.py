"""The story of one figure: its clause, the rules, where each field came from, and what lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.linking.draft import Draft
from extractor.linking.kinds import Kinds
from extractor.model import Figure

Origin = tuple[str, int, int]
"""How a field came about and the characters it came from; -1 where no words gave it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a figure is what it is.

    ``mentions`` are the clause's chunks (letter, start, end); ``losers`` are the readings that
    lost: the field, the characters, and why.
    """

    figure: Figure
    mentions: tuple[Origin, ...]
    signature: str
    rules: tuple[str, ...]
    inherited: dict[str, Origin] = field(default_factory=dict)
    losers: tuple[tuple[str, int, int, str], ...] = ()
    seconds: float | None = None


def trace(draft: Draft, figure: Figure, kinds: Kinds, seconds: float) -> Trace:
    """The trace of a finished draft."""
    mentions = tuple((c.letter, c.start, c.end) for c in draft.clause)
    q = draft.quantity
    losers = tuple(
        ("kind", q.start, q.end, f"{r.rule} would make it {r.kind}; it has less priority") for r in kinds.candidates(draft.signature)[1:]
    )
    return Trace(figure, mentions, draft.signature, figure.rules, dict(draft.origin), losers, seconds)
