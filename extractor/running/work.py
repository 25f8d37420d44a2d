"""What a worker does: a shard's files → articles and failures, none of which stops the others."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError
from extractor.model import Article, Failure, Source
from extractor.running.inputs import InputFile
from extractor.running.shards import Shard, holds_many

if TYPE_CHECKING:
    from extractor.pipeline import Extractor
    from extractor.reading.reader import Reader

Outcome = Article | Failure
Started = Callable[[int, bool], None]
PIECES = 1 << 32
"""The nth article of a shard's mth file is piece ``m * PIECES + n``."""
RETRY = "Run again with --retry-failures; if it fails again, please report the article."


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker needs to know. ``memory`` is in bytes above what it needs itself; ``columns`` names those of tables;
    ``maker`` is a module whose ``make_extractor()`` is used instead of the rules; ``folder`` is what relative paths start from.
    """

    patterns: tuple[str, ...] = ()
    published: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    memory: int | None = None
    tables: tuple[str, ...] = ()
    maker: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Deaths:
    """Pieces that killed a worker, in reading (nothing more of that file can be read) or in extracting, and their failures."""

    reading: Mapping[int, Failure] = field(default_factory=dict)
    extracting: Mapping[int, Failure] = field(default_factory=dict)

    def with_one(self, piece: int, failure: Failure, *, extracting: bool) -> Deaths:
        """These and one more."""
        if extracting:
            return Deaths(self.reading, {**self.extracting, piece: failure})
        return Deaths({**self.reading, piece: failure}, self.extracting)


NONE = Deaths()


def make_extractor(settings: Settings) -> Extractor:
    """The extractor that the settings ask for."""
    if settings.maker:
        import importlib

        made: Extractor = importlib.import_module(settings.maker).make_extractor()
        return made
    from extractor.pipeline import Extractor, default_extractor

    return Extractor(settings.patterns) if settings.patterns else default_extractor()


class Machine:
    """Extractor and reader of one worker process, warm from shard to shard."""

    def __init__(self, settings: Settings) -> None:
        from extractor.reading.reader import Reader
        from extractor.reading.rows import Columns
        from extractor.rules import load_rules

        self._extractor = make_extractor(settings)
        rules = getattr(self._extractor, "rules", None) or load_rules(settings.patterns)
        self._reader: Reader = Reader(rules, columns=Columns(**settings.columns))
        self._published = settings.published
        self._open: _OpenFile | None = None
        self.fingerprint = self._extractor.fingerprint

    def outcomes(self, shard: Shard, deaths: Deaths, started: Started) -> Iterator[Outcome]:
        """The shard's articles and failures in order; a piece that killed a worker gives the failure noted in ``deaths``.

        ``started(piece, extracting)`` is called as the reading and the extracting of a piece begin.
        """
        for at, file in enumerate(shard.files):
            base = at * PIECES
            started(base, False)
            source = self._opened(file, shard, functools.partial(started, base, False))
            for piece in range(base, base + (PIECES if shard.count is None else shard.count)):
                started(piece, False)
                if piece in deaths.reading:
                    source.ended = True
                    yield deaths.reading[piece]
                    break
                found = source.next()
                if found is None:
                    break
                started(piece, True)
                yield deaths.extracting[piece] if piece in deaths.extracting else self._extract(found)

    def ended(self, shard: Shard) -> bool:
        """After ``outcomes``: are the articles of the shard's large file used up."""
        return shard.is_part and self._open is not None and self._open.ended

    def _opened(self, file: InputFile, shard: Shard, alive: Callable[[], None]) -> _OpenFile:
        if not shard.is_part:
            return _OpenFile(file, self._sources(file))
        if self._open is None or self._open.file != file or self._open.at > shard.first:
            self._open = _OpenFile(file, self._sources(file))
        while self._open.at < shard.first and self._open.next() is not None:
            alive()
        return self._open

    def _sources(self, file: InputFile) -> Iterator[Source | Failure]:
        from extractor.reading.reader import article_id

        base = article_id(file.path, file.root)
        for source in self._reader.read(file.path, root=file.root, published=self._published):
            if isinstance(source, Source) and base != file.id:
                source = dataclasses.replace(source, id=file.id + source.id[len(base) :])
            yield source

    def _extract(self, source: Source | Failure) -> Outcome:
        if isinstance(source, Failure):
            return source
        path = source.path or source.id
        if "#" in source.id:
            path = f"{path}#{source.id.split('#', 1)[1]}"
        try:
            return self._extractor.extract_source(source)
        except ExtractorError as error:
            return Failure(path, error.code, error.reason, error.advice)
        except MemoryError:
            return Failure(path, "E603", "It needs more memory than a worker may use.", "Split it, or give --memory-limit a larger value.")
        except Exception as error:  # whatever one article does, the others go on
            return Failure(path, "E600", f"Extraction failed: {type(error).__name__}: {str(error)[:200]}", RETRY)


class _OpenFile:
    """A file that is being read; a large one is read on from where the last shard stopped."""

    def __init__(self, file: InputFile, sources: Iterator[Source | Failure]) -> None:
        self.file = file
        self.at = 0
        self.ended = False
        self._sources = sources

    def next(self) -> Source | Failure | None:
        """The next article; None behind the last."""
        source = None if self.ended else next(self._sources, None)
        self.ended = source is None
        self.at += not self.ended
        return source


def crashed(shard: Shard, piece: int, code: str, reason: str, advice: str = RETRY) -> Failure:
    """The failure of a piece of a shard's work that never came back."""
    file, number = shard.files[piece // PIECES], shard.first + piece % PIECES + 1
    return Failure(f"{file.path}#{number}" if holds_many(file.path) else file.path, code, reason, advice)
