"""What is written at once: the articles of one shard, as bytes or as rows, whichever a format wants."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from extractor.model import Article, Failure
from extractor.writing.rows import MAKERS, Json, Row, failure_row


@dataclass(frozen=True)
class Block:
    """Articles as JSON lines and failures; ``key`` names the block, ``csv`` may hold tables already rendered."""

    key: str
    lines: bytes
    failures: tuple[Mapping[str, Any], ...] = ()
    csv: Mapping[str, bytes] = field(default_factory=dict)

    @functools.cached_property
    def articles(self) -> Sequence[Json]:
        """The articles as plain JSON."""
        import orjson

        return [orjson.loads(line) for line in self.lines.split(b"\n") if line]

    def rows(self, table: str) -> list[Row]:
        """Rows of a table of schema.py."""
        if table == "failures":
            return [failure_row(f) for f in self.failures]
        return [row for article in self.articles for row in MAKERS[table](article)]


def block_of(key: str, outcomes: Iterable[Article | Failure]) -> Block:
    """A block of what extraction gave."""
    lines: list[bytes] = []
    failures: list[Mapping[str, Any]] = []
    for outcome in outcomes:
        if isinstance(outcome, Article):
            lines.append(dump_line(outcome.to_dict()))
        else:
            failures.append(outcome.to_dict())
    return Block(key, b"".join(lines), tuple(failures))


def dump_line(value: Mapping[str, Any]) -> bytes:
    """One line of JSON; lone surrogates, which UTF-8 cannot carry, become U+FFFD."""
    import orjson

    try:
        return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        return orjson.dumps(_sound(value), option=orjson.OPT_APPEND_NEWLINE)


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    if isinstance(value, Mapping):
        return {k: _sound(v) for k, v in value.items()}
    return [_sound(v) for v in value] if isinstance(value, list | tuple) else value


class Writer(Protocol):
    """One output format. Blocks come in the order of the output; nothing is visible before ``commit``, databases excepted."""

    def add(self, block: Block) -> None:
        """Write the articles and failures of a block."""
        ...

    def commit(self) -> None:
        """Finish, and put the output in its place."""
        ...

    def abort(self) -> None:
        """Leave no trace of what is unfinished."""
        ...
