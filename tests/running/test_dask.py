from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kill import contents, write_articles

from extractor.errors import ExtractorError, UsageError
from extractor.running import Options, run, run_to_folder

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(p for p in sys.path if p)
    options = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(n_workers=2, processes=True, **options) as made:
        yield made
    os.environ.pop("PYTHONPATH")
    if before is not None:
        os.environ["PYTHONPATH"] = before


@pytest.fixture
def client(cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.chdir(tmp_path)
    with distributed.Client(cluster) as made:
        yield made


def options(**more: Any) -> Options:
    return Options(**{"maker": "breaking", "shard": 4, "seconds": 5.0, **more})


def test_same_result_as_here_with_a_worker_killed_in_the_middle(client: Any, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 120)
    (tmp_path / "in" / "exit.txt").write_text("EXIT", encoding="utf-8")
    run_to_folder(["in"], "local", options())
    victims = [w["pid"] for w in client.run(lambda: {"pid": os.getpid()}).values()]
    assert len(victims) == 2

    def kill() -> None:
        shards = Path("out/.extractor/shards")
        while sum(1 for p in shards.rglob("*") if p.is_file()) < 5:
            time.sleep(0.01)
        os.kill(victims[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    summary = run_to_folder(["in"], "out", options(client=client))
    killer.join()
    assert (summary.articles, summary.failures) == (120, 2)
    assert contents(Path("out")) == contents(Path("local"))
    assert run_to_folder(["in"], "out", options(client=client)).unchanged


def test_articles_come_one_by_one_without_a_folder(client: Any, tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text("2022年株洲企业5家。", encoding="utf-8")
    found = list(run([tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "c.txt"], client=client))
    assert [a.id for a in found] == ["b", "a", "c"]


def test_a_worker_with_other_rules_is_refused(client: Any) -> None:
    from extractor.running.dask import perform
    from extractor.running.worker import Task

    settings = options().settings()
    with pytest.raises(ExtractorError, match="has rules 0000000000000000, the run was begun with other"):
        perform(Task(0, None), settings, 5.0, "other")  # type: ignore[arg-type]


def test_no_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.running.dask import connected

    with pytest.raises(UsageError, match="No Dask scheduler"), connected("nonsense://x", 1):
        pass
