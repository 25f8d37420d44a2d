"""A worker process, told on its standard input what to do."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from extractor.errors import ExtractorError, OutputError
from extractor.model import Article
from extractor.running.channel import Pulse, receive, send
from extractor.running.shards import Shard
from extractor.running.store import Head, Store
from extractor.running.work import NONE, Deaths, Machine, Outcome, Settings
from extractor.writing.block import Block, block_of
from extractor.writing.textfiles import render_csv


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to do. With a ``store`` the result is written there and only its Head comes back."""

    number: int
    shard: Shard
    deaths: Deaths = NONE
    store: str | None = None
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a task gave: ``outcomes`` without a store, ``head`` with one."""

    number: int
    ended: bool
    outcomes: tuple[Outcome, ...] = ()
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Hello:
    """The first message to a worker. ``path`` is where it finds modules."""

    settings: Settings
    pulse: int | str
    path: tuple[str, ...]


def perform(machine: Machine, task: Task, pulse: Pulse, tables: Iterable[str]) -> Result:
    """Do a task."""
    outcomes = machine.outcomes(task.shard, task.deaths, lambda piece, extracting: pulse.beat(task.number, piece, extracting))
    if task.store is None:
        found = tuple(outcomes)
        pulse.beat(task.number, -1)
        return Result(task.number, machine.ended(task.shard), found)
    block, counts = gathered(task.shard.key, outcomes, tables)
    pulse.beat(task.number, -1)
    ended = machine.ended(task.shard)
    return Result(task.number, ended, head=save(Store(task.store), task, block, counts, ended))


def gathered(key: str, outcomes: Iterable[Outcome], tables: Iterable[str]) -> tuple[Block, Counter[str]]:
    """What a shard gave, as bytes, and the numbers of articles, figures and entities; no article is held longer than its turn."""
    lines: list[bytes] = []
    failures: list[Mapping[str, Any]] = []
    csv: dict[str, list[bytes]] = {name: [] for name in tables}
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        one = block_of(key, (outcome,))
        lines.append(one.lines)
        failures += one.failures
        for name, parts in csv.items():
            parts.append(render_csv(one.rows(name)))
        if isinstance(outcome, Article):
            counts.update(articles=1, figures=len(outcome.figures), entities=len(outcome.entities))
    return Block(key, b"".join(lines), tuple(failures), {name: b"".join(parts) for name, parts in csv.items()}), counts


def save(store: Store, task: Task, block: Block, counts: Counter[str], ended: bool) -> Head:
    """Write a finished shard and say what is in it."""
    head = Head(
        key=block.key,
        made_by=task.made_by,
        files=tuple((f.path, f.mark) for f in task.shard.files),
        articles=counts["articles"],
        figures=counts["figures"],
        entities=counts["entities"],
        failures=len(block.failures),
        ended=ended,
        sizes=(),
        check=0,
    )
    try:
        store.save(block, head)
    except OSError as error:
        raise OutputError(
            f"Cannot write to {store.path}: {error.strerror or error}.",
            "Make space or give another -o, then run the same command again: finished work is kept.",
            code="E301",
        ) from error
    return head


def limit_memory(more: int | None) -> None:
    """Allow this process ``more`` bytes of address space beyond what it has now; nothing where the system has no such limit."""
    if more is None:
        return
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + more, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        return


def _listen(stream: BinaryIO, tasks: queue.SimpleQueue[Task]) -> None:
    try:
        while True:
            tasks.put(receive(stream))
    except (EOFError, OSError):
        os._exit(0)  # whoever started us is gone: nobody wants what we are at


def _channels() -> tuple[BinaryIO, BinaryIO]:
    # What a library prints must not get between our messages.
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return incoming, outgoing


def _serve(machine: Machine, hello: Hello, tasks: queue.SimpleQueue[Task], outgoing: BinaryIO) -> None:
    pulse = Pulse(hello.pulse)
    while True:
        task = tasks.get()
        pulse.beat(task.number, -1)
        answer: Any
        try:
            answer = perform(machine, task, pulse, hello.settings.tables)
        except ExtractorError as error:
            answer = error
        try:
            send(outgoing, answer)
        except OSError:
            os._exit(0)


def _go_to(folder: str | None) -> None:
    try:
        if folder is not None:
            os.chdir(folder)
    except OSError as error:
        raise ExtractorError(
            f"A worker cannot enter {folder}: {error.strerror}.",
            "All machines must see the folder that the run is started in.",
            code="E608",
        ) from error


def main() -> None:
    """Load the rules, say so, then do tasks until nobody is there any more."""
    incoming, outgoing = _channels()
    try:
        hello: Hello = receive(incoming)
    except EOFError:
        return
    sys.path[:] = list(hello.path)
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, tasks), daemon=True).start()
    try:
        _go_to(hello.settings.folder)
        machine = Machine(hello.settings)
    except ExtractorError as error:
        send(outgoing, error)
        return
    except Exception as error:
        told = ExtractorError(f"A worker cannot begin: {type(error).__name__}: {error}.", "Is the package installed whole?", code="E609")
        send(outgoing, told)
        return
    limit_memory(hello.settings.memory)
    send(outgoing, machine.fingerprint)
    _serve(machine, hello, tasks, outgoing)
