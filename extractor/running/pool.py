"""Local worker processes: warm, watched, replaced when they die; results in the order of the tasks."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, NamedTuple, cast

from extractor.errors import ExtractorError
from extractor.running.channel import Pulse, receive, send
from extractor.running.work import Settings, crashed
from extractor.running.worker import Hello, Result, Task

Events = queue.SimpleQueue[tuple["_Worker", Any]]
TICK = 0.1
TRIES = 2  # a worker may be killed by something else than its article, so that one death proves nothing
STARTS = 3


class At(NamedTuple):
    """A piece of a task's work (-1: none) and whether it is being extracted or still read."""

    piece: int
    extracting: bool


class _Worker:
    """One process and the thread that listens to it."""

    def __init__(self, settings: Settings, events: Events) -> None:
        self.pulse = Pulse()
        self.task: Task | None = None
        self.since = time.time()
        self.fingerprint: str | None = None
        self.late: At | None = None
        path = [p or os.getcwd() for p in sys.path]
        own_group: dict[str, Any] = (
            {"creationflags": 0x200} if os.name == "nt" else {"start_new_session": True, "pass_fds": (self.pulse.name,)}
        )
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from extractor.running.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path)},
            **own_group,  # Ctrl-C is for the run, which then ends its workers itself
        )
        self._stdin, stdout = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        with contextlib.suppress(OSError):
            send(self._stdin, Hello(settings, self.pulse.name, tuple(path)))
        threading.Thread(target=self._listen, args=(stdout, events), daemon=True).start()

    def _listen(self, stream: BinaryIO, events: Events) -> None:
        try:
            while True:
                events.put((self, receive(stream)))
        except (EOFError, OSError, ValueError):
            events.put((self, None))

    def give(self, task: Task) -> None:
        self.task, self.since = task, time.time()
        with contextlib.suppress(OSError):  # if it has just died, its listener will say so
            send(self._stdin, task)

    def at(self) -> tuple[At, float]:
        """(what of its task it is at, since when)."""
        pulse = self.pulse.read()
        if pulse is None or self.task is None or pulse[0] != self.task.number:
            return At(-1, False), self.since
        return At(pulse[1], bool(pulse[2])), pulse[3]

    def kill(self) -> None:
        self._process.kill()

    def bury(self) -> int:
        """Free everything; the exit code."""
        self._process.kill()
        code = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self.pulse.close()
        return code


@dataclass(frozen=True, slots=True)
class Ready:
    """A task that needs no worker: its result is there already."""

    result: Result


@dataclass
class _Progress:
    """Where one call of ``results`` stands."""

    incoming: Iterator[Task | Ready]
    waiting: deque[Task] = field(default_factory=deque)
    retry: deque[Task] = field(default_factory=deque)
    order: deque[int] = field(default_factory=deque)
    done: dict[int, Result] = field(default_factory=dict)
    deaths: Counter[tuple[int, At]] = field(default_factory=Counter)
    exhausted: bool = False


class Pool:
    """Up to ``workers`` processes. ``seconds`` bounds the time of one article; ``ahead`` the tasks in work or waiting for their turn."""

    def __init__(self, workers: int, settings: Settings, *, seconds: float = 30.0, ahead: int | None = None) -> None:
        self._size = max(1, workers)
        self._settings = settings
        self._seconds = seconds
        self._ahead = ahead or 8 * self._size
        self._workers: list[_Worker] = []
        self._events: Events = queue.SimpleQueue()
        self._failed_starts = 0
        self._fingerprint: str | None = None

    def fingerprint(self) -> str:
        """Of the rules, as a worker loaded them. Raises what is wrong with them."""
        while self._fingerprint is None:
            if not self._workers:
                self._start()
            self._next_event(None)
        return self._fingerprint

    def results(self, tasks: Iterable[Task | Ready]) -> Iterator[Result]:
        """Results in the order of the tasks, which are taken lazily."""
        p = _Progress(iter(tasks))
        while True:
            self._fill(p)
            while p.order and p.order[0] in p.done:
                yield p.done.pop(p.order.popleft())
                self._fill(p)
            if p.exhausted and not p.order:
                return
            self._assign(p)
            self._next_event(p)
            self._check_time()

    def _fill(self, p: _Progress) -> None:
        while not p.exhausted and len(p.order) < self._ahead:
            item = next(p.incoming, None)
            if item is None:
                p.exhausted = True
            elif isinstance(item, Ready):
                p.order.append(item.result.number)
                p.done[item.result.number] = item.result
            else:
                p.order.append(item.number)
                p.waiting.append(item)

    def _assign(self, p: _Progress) -> None:
        for worker in self._workers:
            if worker.fingerprint is None or worker.task is not None:
                continue
            queued = p.retry or p.waiting
            if not queued:
                return
            worker.give(queued.popleft())
        busy = sum(w.task is not None or w.fingerprint is None for w in self._workers)
        if (p.retry or p.waiting) and busy == len(self._workers) < self._size:
            self._start()

    def _start(self) -> None:
        self._workers.append(_Worker(self._settings, self._events))

    def _next_event(self, p: _Progress | None) -> None:
        try:
            worker, message = self._events.get(timeout=TICK)
        except queue.Empty:
            return
        if worker not in self._workers:
            return
        if message is None:
            self._died(worker, p)
        elif isinstance(message, ExtractorError):
            raise message
        elif isinstance(message, str):
            self._greeted(worker, message)
        elif p is not None and worker.task is not None and message.number == worker.task.number:
            worker.task = None
            p.done[message.number] = message

    def _greeted(self, worker: _Worker, fingerprint: str) -> None:
        self._failed_starts = 0
        if self._fingerprint not in (None, fingerprint):
            raise ExtractorError("The rules changed during the run.", "Run again, with --fresh or --continue.", code="E606")
        worker.fingerprint = self._fingerprint = fingerprint

    def _died(self, worker: _Worker, p: _Progress | None) -> None:
        at, _ = worker.at()
        task = worker.task
        self._workers.remove(worker)
        code = worker.bury()
        if worker.fingerprint is None:
            self._failed_starts += 1
            if self._failed_starts >= STARTS:
                raise ExtractorError(f"Worker processes end at once (exit code {code}).", "Is there enough memory?", code="E604")
        if task is not None and p is not None:
            p.retry.append(self._after_death(task, at, code, late=worker.late == at, p=p))

    def _after_death(self, task: Task, at: At, code: int, *, late: bool, p: _Progress) -> Task:
        """The task as it is to be tried again: without the article that killed its worker, if it is sure which."""
        p.deaths[task.number, at] += 1
        deaths = p.deaths[task.number, at]
        if at.piece < 0:
            if deaths > 2 * TRIES:
                raise ExtractorError(f"Workers die while writing a result (exit code {code}).", "Is there enough memory?", code="E604")
            return task
        if late:
            failure = crashed(task.shard, at.piece, "E602", f"It took longer than {self._seconds:g} s.", "Split it, or raise --time-limit.")
        elif deaths >= TRIES:
            failure = crashed(task.shard, at.piece, "E601", f"It ended its worker process (exit code {code}).")
        else:
            return task
        return replace(task, deaths=task.deaths.with_one(at.piece, failure, extracting=at.extracting))

    def _check_time(self) -> None:
        now = time.time()
        for worker in self._workers:
            if worker.task is None or worker.late:
                continue
            at, since = worker.at()
            if at.piece >= 0 and now - since > self._seconds:
                worker.late = at
                worker.kill()

    def close(self) -> None:
        """End all workers now."""
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.bury()
        self._workers.clear()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
