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
        if table not in self._made:
            made = MAKERS.get(table)
            self._made[table] = [row for a in self.articles for row in made(a)] if made else [failure_row(f) for f in self.failures]
        return self._made[table]

    @functools.cached_property
    def _made(self) -> dict[str, list[Row]]:
        return {}


def block_of(key: str, outcomes: Iterable[Article | Failure]) -> Block:
    """A block of what extraction gave."""
    articles: list[Json] = []
    lines: list[bytes] = []
    failures: list[Mapping[str, Any]] = []
    for outcome in outcomes:
        if isinstance(outcome, Article):
            plain, line = dump_line(outcome.to_dict())
            articles.append(plain)
            lines.append(line)
        else:
            failures.append(dump_line(outcome.to_dict())[0])
    block = Block(key, b"".join(lines), tuple(failures))
    block.__dict__["articles"] = articles  # what the property would parse again
    return block


def dump_line(value: Mapping[str, Any]) -> tuple[Mapping[str, Any], bytes]:
    """(the value, one line of JSON); lone surrogates, which UTF-8 cannot carry, become U+FFFD in both."""
    import orjson

    try:
        return value, orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        sound = _sound(value)
        return sound, orjson.dumps(sound, option=orjson.OPT_APPEND_NEWLINE)


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
