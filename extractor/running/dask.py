"""The distributed engine: futures over shards. Workers write their shards themselves to a path that all of them share.

Each thread of a Dask worker keeps one process of ours, so that an article that crashes or hangs costs neither the Dask worker nor
its other shards. What moves over the network are names of files and counts, never articles; in ``run()`` without ``out`` articles do.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from extractor.errors import ExtractorError, MissingExtraError, UsageError
from extractor.running.pool import Pool, Ready
from extractor.running.work import Settings
from extractor.running.worker import Result, Task

TRIES = 5
AHEAD = 4  # shards in work or waiting for each thread of the cluster
_own = threading.local()


def _pool(settings: Settings, seconds: float) -> Pool:
    """This thread's process, warm from shard to shard."""
    key = (repr(settings), seconds)
    if getattr(_own, "key", None) != key:
        if getattr(_own, "pool", None) is not None:
            _own.pool.close()
        _own.pool, _own.key = Pool(1, settings, seconds=seconds), key
    pool: Pool = _own.pool
    return pool


def rules_of(settings: Settings, seconds: float) -> str:
    """On a worker: the fingerprint of its rules, or what is wrong with them."""
    return _pool(settings, seconds).fingerprint()


def perform(task: Task, settings: Settings, seconds: float, fingerprint: str) -> Result:
    """On a worker: do a shard, with the rules that the run was begun with."""
    pool = _pool(settings, seconds)
    if pool.fingerprint() != fingerprint:
        raise ExtractorError(
            f"A worker has rules {pool.fingerprint()}, the run was begun with {fingerprint}.",
            "Install the same version everywhere.",
            code="E606",
        )
    try:
        return next(iter(pool.results([task])))
    except BaseException:
        _own.key = None  # what the pool still has in work belongs to nobody now
        raise


class DaskEngine:
    """Tasks as futures of a ``made.Client``; in flight are only a few for each thread, however many there are."""

    def __init__(self, client: Any, settings: Settings, *, seconds: float = 30.0) -> None:
        self._client = client
        self._settings = settings
        self._seconds = seconds
        self._rules: str | None = None
        self._waiting: deque[tuple[Task | Ready, Any]] = deque()

    def fingerprint(self) -> str:
        """Of the rules, as a worker loaded them."""
        if self._rules is None:
            self._rules = str(self._client.submit(rules_of, self._settings, self._seconds, pure=False).result())
        return self._rules

    def results(self, tasks: Iterable[Task | Ready]) -> Iterator[Result]:
        """Results in the order of the tasks, which are taken lazily."""
        incoming = iter(tasks)
        exhausted = False
        while True:
            while not exhausted and len(self._waiting) < self._ahead():
                item = next(incoming, None)
                exhausted = item is None
                if item is not None:
                    self._waiting.append((item, None if isinstance(item, Ready) else self._submit(item)))
            if not self._waiting:
                return
            item, future = self._waiting.popleft()
            yield item.result if isinstance(item, Ready) else self._settled(item, future)

    def _ahead(self) -> int:
        threads: int = sum(w["nthreads"] for w in self._client.scheduler_info(n_workers=-1)["workers"].values())
        return max(8, AHEAD * threads)

    def _submit(self, task: Task) -> Any:
        return self._client.submit(perform, task, self._settings, self._seconds, self.fingerprint(), pure=False)

    def _settled(self, task: Task, future: Any) -> Result:
        """The result; a shard whose workers died again and again without its fault is sent out again."""
        from distributed import CancelledError, KilledWorker

        for tries in range(1, TRIES + 1):
            try:
                result: Result = future.result()
                return result
            except (KilledWorker, CancelledError) as error:
                if tries == TRIES:
                    raise ExtractorError(
                        f"Workers died {TRIES} times over the shard that begins with {task.shard.files[0].path}.",
                        "See the workers' logs, then run the same command again: finished shards are kept.",
                        code="E607",
                    ) from error
                future = self._submit(replace(task))
        raise AssertionError

    def close(self) -> None:
        """Take back what is in flight; the cluster is not ours to close."""
        for _, future in self._waiting:
            if future is not None:
                with contextlib.suppress(Exception):
                    future.cancel()
        self._waiting.clear()


@contextlib.contextmanager
def connected(scheduler: str | None, workers: int) -> Iterator[Any]:
    """A client of the scheduler at that address, or of a cluster of ``workers`` processes on this machine."""
    try:
        import distributed
    except ImportError as error:
        raise MissingExtraError.of("--engine dask", "dask") from error
    made: Any = distributed
    if scheduler is None:
        with (
            made.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
            made.Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = made.Client(scheduler, timeout=10)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"No Dask scheduler at {scheduler}.", "Start one: dask scheduler; give its address.", code="E414") from error
    with client:
        yield client
