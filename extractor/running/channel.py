"""Messages between the run and its worker processes: pickles with their length before them, and a pulse."""

from __future__ import annotations

import contextlib
import mmap
import os
import pickle
import struct
import tempfile
import time
from typing import Any, BinaryIO

_LENGTH = struct.Struct("<Q")
_BEAT = struct.Struct("<qqqqdq")  # count, task, piece, extracting, time, count
_LOOKS = 1000


def send(stream: BinaryIO, message: Any) -> None:
    """Write a message and flush."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next message. Raises EOFError where the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


class Pulse:
    """Shared memory in which a worker notes what it is at; it can be read after the worker has died.

    ``name`` is what the worker opens it by: a handle that it inherits or, on Windows, a path.
    """

    def __init__(self, name: int | str | None = None) -> None:
        self._path: str | None = None
        if name is None:
            handle, path = tempfile.mkstemp(prefix="extractor-pulse-")
            os.write(handle, _BEAT.pack(0, -1, -1, 0, 0.0, 0))
            if os.name == "nt":
                self._path = path
            else:
                os.unlink(path)  # nothing is left behind, whoever is killed
        else:
            handle = name if isinstance(name, int) else os.open(name, os.O_RDWR)
        self._handle = handle
        self.name: int | str = self._path or handle
        self._memory = mmap.mmap(handle, _BEAT.size)
        self._count = 0

    def beat(self, task: int, piece: int, extracting: bool = False) -> None:
        """Note that the reading or extracting of ``piece`` of ``task`` begins now; -1 is none."""
        self._count += 1
        # Not pack_into, which clears the memory first: a reader would see nothing for a moment, or for long if we lose the processor.
        self._memory[:] = _BEAT.pack(self._count, task, piece, extracting, time.time(), self._count)

    def read(self) -> tuple[int, int, int, float] | None:
        """(task, piece, extracting, seconds since the epoch); None while the worker is in the middle of writing it."""
        for _ in range(_LOOKS):
            begun, task, piece, extracting, since, ended = _BEAT.unpack(self._memory[:])
            if begun == ended:
                return task, piece, extracting, since
        return None

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()
        os.close(self._handle)
        if self._path:
            with contextlib.suppress(OSError):
                os.unlink(self._path)
