"""A run over files and folders into an output folder: streamed, resumable, the same bytes however it was done."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from extractor.errors import ExtractorError, OutputError
from extractor.rules.folders import chosen_folders
from extractor.running import manifest as manifests
from extractor.running.identity import build
from extractor.running.inputs import Inputs, resolve
from extractor.running.manifest import Manifest
from extractor.running.pool import Pool, Ready
from extractor.running.progress import COUNTED, Counts, OnProgress, Summary, summary_of
from extractor.running.remote import mirrored
from extractor.running.shards import Plan, Shard
from extractor.running.store import Head, Store, default_folder, is_url
from extractor.running.work import Settings
from extractor.running.worker import Result, Task
from extractor.writing.atomic import remove_leftovers
from extractor.writing.formats import Writers, check_formats, output_files, writing

WORK = ".extractor"
MEBIBYTE = 1024 * 1024


class Engine(Protocol):
    """What does the tasks: local processes or a cluster."""

    def fingerprint(self) -> str:
        """Of the rules, as the workers loaded them."""
        ...

    def results(self, tasks: Iterable[Task | Ready]) -> Iterator[Result]:
        """Results in the order of the tasks, taken lazily."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """How to run. ``seconds`` bounds one article, ``memory`` (MiB) one worker beyond its start; ``shard`` is files together,
    ``large`` the bytes from which a table or archive is cut into parts.
    """

    workers: int = 1
    formats: Sequence[str] = ()
    patterns: Sequence[str | Path] = ()
    published: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    raw: bool = False
    fresh: bool = False
    go_on: bool = False
    retry_failures: bool = False
    seconds: float = 30.0
    memory: int | None = 2048
    shard: int = 64
    large: int = MEBIBYTE
    client: Any = None
    maker: str | None = None

    def settings(self) -> Settings:
        """What workers need of it."""
        rendered = ("figures",) if not self.raw and "figures.csv" in check_formats(self.formats) else ()
        memory = None if self.memory is None else self.memory * MEBIBYTE
        return Settings(
            tuple(str(p) for p in chosen_folders(self.patterns)),
            self.published,
            dict(self.columns),
            memory,
            rendered,
            self.maker,
            os.getcwd(),
        )

    def lasting(self) -> dict[str, Any]:
        """Those on which results depend."""
        return {"published": self.published, "columns": dict(self.columns)}


def start_engine(options: Options, ahead: int | None = None) -> Engine:
    """Local processes, or a cluster where a client is given."""
    if options.client is not None:
        from extractor.running.dask import DaskEngine

        engine: Engine = DaskEngine(options.client, options.settings(), seconds=options.seconds)
        return engine
    return Pool(options.workers, options.settings(), seconds=options.seconds, ahead=ahead or 32 * max(1, options.workers))


def run_to_folder(
    paths: Iterable[str | Path], out: str | Path, options: Options | None = None, on_progress: OnProgress | None = None
) -> Summary:
    """Extract every article of ``paths`` into the folder ``out``; run again after an interruption, it goes on.

    Raises InputError, OutputError, RuleError, UsageError; articles that fail are lines of failures.jsonl.
    """
    options = options or Options()
    formats = check_formats(options.formats)
    on_progress = on_progress or (lambda counts: None)
    if is_url(out):
        inputs = resolve(paths)
        with mirrored(str(out), formats) as mirror:
            mirror.fetch(f"{WORK}/manifest.json")
            return _Run(inputs, str(out), mirror.folder, options, on_progress, mirror.send).go()
    folder = Path(out)
    inputs = resolve(paths, folder)
    _make(folder)
    with manifests.locked(folder / WORK / "lock"):
        return _Run(inputs, str(out), folder, options, on_progress).go()


def _make(folder: Path) -> None:
    try:
        (folder / WORK).mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise OutputError(f"{folder} is not a folder.", "Give a folder with -o.", code="E302") from error
    except OSError as error:
        raise OutputError(f"Cannot write to {folder}: {error.strerror}.", "Give another folder with -o.", code="E301") from error


class _Run:
    """One run, from its inputs to its outputs, which are made in ``folder`` and told to ``sent`` where ``out`` is elsewhere."""

    def __init__(
        self, inputs: Inputs, out: str, folder: Path, options: Options, on_progress: OnProgress, sent: Callable[[Path], None] | None = None
    ) -> None:
        self._inputs, self._out, self._folder, self._options, self._on_progress = inputs, out, folder, options, on_progress
        self._sent = sent or (lambda path: None)
        self._formats = check_formats(options.formats)
        self._manifest_path = folder / WORK / "manifest.json"
        self._store = Store(default_folder(out))
        self._counts = Counts()
        self._digest = hashlib.blake2b(digest_size=16)
        self._planned: set[str] = set()
        self._stored: frozenset[str] = frozenset()
        self._compared = False
        self._new: dict[str, str] = {}

    def go(self) -> Summary:
        """Do it."""
        if self._options.fresh:
            self._manifest_path.unlink(missing_ok=True)
            for key in list(self._store.keys()):
                self._store.remove(key)
        old = manifests.read(self._manifest_path)
        remove_leftovers(self._folder)
        engine = start_engine(self._options)
        try:
            manifest = manifests.settle(old, self._manifest(engine.fingerprint()), go_on=self._options.go_on)
            if old is not None and (unchanged := self._unchanged(old, manifest)):
                return unchanged
            self._stored = frozenset(self._store.keys())
            self._compared = old is not None and old.complete
            self._counts = Counts(begun=self._counts.begun)
            self._remember(manifest)
            self._write(engine, manifest)
        finally:
            engine.close()
        notes = self._sweep()
        for name in self._outputs():
            self._sent(self._folder / name)
        self._finish(manifest)
        return summary_of(self._out, self._counts, self._outputs(), notes)

    def _remember(self, manifest: Manifest) -> None:
        self._manifest_path.parent.mkdir(parents=True, exist_ok=True)
        manifests.write(self._manifest_path, manifest)
        self._sent(self._manifest_path)

    def _manifest(self, fingerprint: str) -> Manifest:
        return Manifest(fingerprint, build(), self._options.lasting(), self._inputs.paths, (), self._formats, self._options.raw)

    def _head(self, shard: Shard, made_by: Sequence[str]) -> Head | None:
        """Of the shard as it is finished already, if it is."""
        head = self._store.head(shard.key)
        if head is None or head.made_by not in made_by or (self._options.retry_failures and head.failures):
            return None
        return head

    def _unchanged(self, old: Manifest, manifest: Manifest) -> Summary | None:
        """The summary, if everything is there already and nothing in the inputs changed."""
        same = set(self._formats) == set(old.formats) and self._options.raw == old.raw
        if not (old.complete and same and dict(old.outputs) == self._outputs()):
            return None
        digest = hashlib.blake2b(digest_size=16)
        plan = Plan(self._inputs.files(), self._options.shard, self._options.large)
        for shard in plan:
            head = self._head(shard, manifest.made_by)
            if head is None:
                return None
            if head.ended:
                plan.ended(shard)
            digest.update(shard.key.encode())
            self._counts.reused += 1
        if digest.hexdigest() != old.digest:
            return None
        for name in COUNTED:
            setattr(self._counts, name, old.counts.get(name, 0))
        return summary_of(self._out, self._counts, old.outputs, (), unchanged=True)

    def _tasks(self, plan: Plan, shards: dict[int, Shard], made_by: Sequence[str]) -> Iterator[Task | Ready]:
        for number, shard in enumerate(plan):
            shards[number] = shard
            head = self._head(shard, made_by)
            if head is not None:
                self._counts.reused += 1
                if head.ended:
                    plan.ended(shard)
                yield Ready(Result(number, head.ended, head=head))
            else:
                yield Task(number, shard, store=self._store.path, made_by=made_by[0])

    def _write(self, engine: Engine, manifest: Manifest) -> None:
        plan = Plan(self._inputs.files(), self._options.shard, self._options.large)
        shards: dict[int, Shard] = {}
        finished: str | None = None  # the large file whose articles are used up
        with writing(self._folder, self._options.formats, raw=self._options.raw, run="\n".join(self._inputs.paths)) as writers:
            for result in engine.results(self._tasks(plan, shards, manifest.made_by)):
                shard = shards.pop(result.number)
                if shard.is_part and shard.files[0].path == finished:
                    self._store.remove(shard.key)  # begun before its file was known to end
                    continue
                if result.ended:
                    plan.ended(shard)
                    finished = shard.files[0].path
                self._take(writers, shard, result)

    def _take(self, writers: Writers, shard: Shard, result: Result) -> None:
        head = result.head
        if head is None:
            raise ExtractorError(f"Shard {shard.key} came back without a result.", "Please report this.", code="E605")
        writers.add(self._store.load(head.key))
        self._planned.add(head.key)
        self._digest.update(head.key.encode())
        if self._compared and head.key not in self._stored:
            self._new.update(head.files)
        for name in COUNTED:
            setattr(self._counts, name, getattr(self._counts, name) + getattr(head, name))
        self._counts.shards += 1
        self._counts.files += len(shard.files) if not shard.is_part or result.ended else 0
        self._on_progress(self._counts)

    def _sweep(self) -> tuple[str, ...]:
        """Delete shards that are not in the plan any more; say which inputs changed since a complete run."""
        before: dict[str, str] = {}
        for key in self._stored - self._planned:
            head = self._store.head(key)
            before.update(head.files if head else ())
            self._store.remove(key)
        return tuple(_differences(before, self._new)) if self._compared else ()

    def _outputs(self) -> dict[str, str]:
        paths = [self._folder / name for name in output_files(self._formats)]
        return {p.name: manifests.mark_of(p) for p in paths if p.is_file()}

    def _finish(self, manifest: Manifest) -> None:
        counts, digest = self._counts.as_dict(), self._digest.hexdigest()
        done = dataclasses.replace(manifest, complete=True, digest=digest, counts=counts, outputs=self._outputs())
        self._remember(done)


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Sentences about inputs; both map path to mark and hold only what may have changed."""
    for what, paths in (
        ("changed", [p for p in after if before.get(p, after[p]) != after[p]]),
        ("added", [p for p in after if p not in before]),
        ("removed", [p for p in before if p not in after]),
    ):
        if paths:
            named = ", ".join(sorted(paths)[:3]) + (", …" if len(paths) > 3 else "")
            yield f"{len(paths)} input{'s' if len(paths) > 1 else ''} {what} since the last run: {named}"
