"""One child process that does the work of requests, so that none can take longer than it may."""

from __future__ import annotations

import importlib
import multiprocessing
import threading
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from extractor.errors import ExtractorError, UsageError

MAX_WAITING = 8


class TimedOut(ExtractorError):
    """A request that took longer than it may (code E452)."""

    code = "E452"


class Busy(ExtractorError):
    """Too many requests wait already (code E453)."""

    code = "E453"


class Worker:
    """Calls functions of a module in a child process, one at a time; after ``seconds`` the child is replaced."""

    def __init__(self, module: str = "extractor.viewing.engine", *, seconds: float = 20.0, starting: float = 60.0) -> None:
        self.module = module
        self.seconds = seconds
        self.starting = starting
        self._lock = threading.Lock()
        self._waiting = threading.Semaphore(MAX_WAITING)
        self._ended = False
        self._child: tuple[BaseProcess, Connection] | None = None

    def call(self, function: str, **arguments: Any) -> Any:
        """The function's result. Raises TimedOut, Busy or the ExtractorError it raised."""
        if not self._waiting.acquire(blocking=False):
            raise Busy("Too many requests are waiting.", "Try again in a moment.")
        try:
            with self._lock:
                if self._ended:
                    raise UsageError("The work has ended.", "Start the server again.", code="E454")
                return self._call(function, arguments)
        finally:
            self._waiting.release()

    def _call(self, function: str, arguments: dict[str, Any]) -> Any:
        pipe = self._pipe()
        try:
            pipe.send((function, arguments))
            if not pipe.poll(self.seconds):
                raise TimedOut(f"It took longer than {self.seconds:g} seconds.", "Give a shorter article.")
            error, result = pipe.recv()
        except (EOFError, OSError) as broken:
            self._stop()
            raise UsageError("The work ended before it was done.", "Give a shorter article.", code="E454") from broken
        except TimedOut:
            self._stop()
            raise
        if error is not None:
            raise error
        return result

    def _pipe(self) -> Connection:
        """The pipe to a child that is ready."""
        if self._child is None or not self._child[0].is_alive():
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            child = context.Process(target=_serve, args=(self.module, theirs), daemon=True)
            child.start()
            theirs.close()
            self._child = (child, ours)
            if not ours.poll(self.starting) or ours.recv() != "ready":
                self._stop()
                raise UsageError("The worker did not start.", "See what it wrote to the error stream.", code="E454")
        return self._child[1]

    def warm(self) -> None:
        """Start the child now, so that the first request need not wait for it."""
        with self._lock:
            self._pipe()

    def close(self) -> None:
        """End the child and take no more work."""
        self._ended = True
        self._stop()

    def _stop(self) -> None:
        if self._child is not None:
            child, pipe = self._child
            self._child = None
            child.kill()
            child.join()
            pipe.close()


def _serve(module: str, pipe: Connection) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    functions = importlib.import_module(module)
    prepare = getattr(functions, "prepare", None)
    if prepare is not None:
        prepare()
    pipe.send("ready")
    while True:
        try:
            name, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[Any, Any] = (None, getattr(functions, name)(**arguments))
        except ExtractorError as error:
            answer = (error, None)
        except Exception as error:  # whatever a text may provoke costs this request only
            answer = (UsageError(f"{type(error).__name__}: {error}", "Please report this text as a bug.", code="E455"), None)
        pipe.send(answer)
