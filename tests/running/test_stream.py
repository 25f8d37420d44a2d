from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from extractor.errors import InputError, RuleError
from extractor.model import Article, Failure
from extractor.running import run
from extractor.running.inputs import InputFile, resolve
from extractor.running.shards import Plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for i in range(40):
        (tmp_path / f"a{i:02}.txt").write_text(f"2022年株洲市集聚企业{i + 2}家。\n", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    return tmp_path


def test_articles_come_in_a_stable_order_and_failures_beside_them(folder: Path) -> None:
    failures: list[Failure] = []
    one = list(run(folder, on_failure=failures.append))
    assert [a.id for a in one] == [f"a{i:02}" for i in range(40)]
    assert all(isinstance(a, Article) and a.figures for a in one)
    assert [f.code for f in failures] == ["E104"]
    assert list(run([folder], workers=2, on_failure=failures.append)) == one


def test_failures_go_to_the_log(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "extractor"):
        assert len(list(run(folder))) == 40
    assert "[E104]" in caplog.text


def test_it_is_lazy_and_can_be_left(folder: Path) -> None:
    articles = run(folder)
    assert [a.id for a in islice(articles, 3)] == ["a00", "a01", "a02"]
    articles.close()  # type: ignore[attr-defined]


def test_with_a_folder_it_gives_the_same_articles(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("out")
    assert list(run(folder, out=out)) == list(run(folder))
    assert (out / "figures.csv").exists()


def test_wrong_paths_and_rules_are_said_at_once(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(InputError):
        run(tmp_path / "nowhere")
    with pytest.raises(RuleError):
        next(run(folder, patterns=[tmp_path / "nowhere"]))


def files(names: list[str], size: int = 10) -> Iterator[InputFile]:
    return (InputFile(n, None, n, size, 1) for n in names)


def test_the_plan_changes_only_where_the_inputs_do() -> None:
    names = [f"f{i:05}" for i in range(5000)]
    before = {s.key for s in Plan(files(names))}
    after = {s.key for s in Plan(files([*names[:2500], "f02499x", *names[2500:]]))}
    assert len(before) > 40
    assert len(before - after) <= 3
    assert [f.id for s in Plan(files(names)) for f in s.files] == names


def test_the_plan_is_made_lazily() -> None:
    taken = 0

    def endless() -> Iterator[InputFile]:
        nonlocal taken
        while True:
            taken += 1
            yield InputFile(f"{taken}", None, f"{taken}", 10, 1)

    assert len(list(islice(Plan(endless()), 5))) == 5
    assert taken <= 5 * 192


def test_large_files_of_any_other_kind_are_not_cut(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 3_000_000)
    (tmp_path / "b.txt").write_bytes(b"x" * 3_000_000)
    shards = list(Plan(resolve([tmp_path]).files()))
    assert [(len(s.files), s.is_part) for s in shards] == [(1, False), (1, False)]


@pytest.mark.skipif(os.name == "nt", reason="handles are inherited on POSIX")
def test_a_pulse_is_never_read_half_written() -> None:
    from extractor.running.channel import Pulse

    pulse = Pulse()
    assert pulse.read() == (-1, -1, 0, 0.0)
    program = f"from extractor.running.channel import Pulse\np = Pulse({pulse.name})\nfor n in range(1, 10**9): p.beat(n, -n, bool(n % 2))"
    path = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    begun = time.time()
    writer = subprocess.Popen([sys.executable, "-c", program], pass_fds=[int(pulse.name)], env=path)
    try:
        while pulse.read() == (-1, -1, 0, 0.0):
            assert writer.poll() is None
        read = [pulse.read() for _ in range(200_000)]
    finally:
        writer.kill()
        writer.wait()
        pulse.close()
    seen = [found for found in read if found is not None]
    assert len(seen) > 1000
    assert all(f[0] == -f[1] and f[2] == f[0] % 2 and f[3] >= begun for f in seen)
