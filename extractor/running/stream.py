"""Files and folders → articles, one after the other, without an output folder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.model import Article, Failure
from extractor.running.folder import Options, run_to_folder, start_engine
from extractor.running.inputs import Inputs, resolve
from extractor.running.shards import Plan, Shard
from extractor.running.worker import Task
from extractor.writing.saved import article_of, saved_articles

OnFailure = Callable[[Failure], None]
_log = logging.getLogger("extractor")


def run(
    paths: str | Path | Iterable[str | Path],
    *,
    out: str | Path | None = None,
    workers: int = 1,
    patterns: Iterable[str | Path] = (),
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    seconds: float = 30.0,
    client: Any = None,
    on_failure: OnFailure | None = None,
) -> Iterator[Article]:
    """The articles of files and folders, lazily and in an order that does not depend on ``workers``.

    ``out`` writes the folder of ``extractor run`` first and reads from it. ``client`` is a dask.distributed Client, whose
    workers then do the work. ``seconds`` bounds one article; one that fails goes to ``on_failure``, else to the log "extractor".
    Raises InputError, RuleError.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    options = Options(
        workers=workers, patterns=tuple(patterns), published=published, columns=columns or {}, seconds=seconds, client=client
    )  # fmt: skip
    if out is not None:
        return _through_folder(given, out, options)
    return _streamed(resolve(given), options, on_failure or _logged)


def _logged(failure: Failure) -> None:
    _log.warning("%s: [%s] %s %s", failure.path, failure.code, failure.reason, failure.advice)


def _through_folder(paths: list[str | Path], out: str | Path, options: Options) -> Iterator[Article]:
    run_to_folder(paths, out, options)
    for saved in saved_articles(out):
        yield article_of(saved)


def _streamed(inputs: Inputs, options: Options, on_failure: OnFailure) -> Iterator[Article]:
    plan = Plan(inputs.files(), 16)  # small, so that the first article comes soon and few wait in memory
    shards: dict[int, Shard] = {}

    def tasks() -> Iterator[Task]:
        for number, shard in enumerate(plan):
            shards[number] = shard
            yield Task(number, shard)

    engine = start_engine(options, ahead=4 * max(1, options.workers))
    finished: str | None = None
    try:
        for result in engine.results(tasks()):
            shard = shards.pop(result.number)
            if shard.is_part and shard.files[0].path == finished:
                continue
            if result.ended:
                plan.ended(shard)
                finished = shard.files[0].path
            for outcome in result.outcomes:
                if isinstance(outcome, Article):
                    yield outcome
                else:
                    on_failure(outcome)
    finally:
        engine.close()
