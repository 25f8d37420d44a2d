"""Kills a run at random moments until it has come to its end, and compares the result: ``python tests/running/kill.py 100``."""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
PROGRAM = """
import sys
from extractor.running import Options, run_to_folder
run_to_folder(["in"], sys.argv[1], Options(workers=2, formats=("jsonl", "csv", "sqlite"), maker="breaking", shard=4, seconds=20))
"""


def write_articles(folder: Path, count: int = 60) -> None:
    folder.mkdir()
    for i in range(count):
        (folder / f"a{i}.txt").write_text(f"SLOW 2022年株洲集聚企业{i}家，产值{i}亿元。\n", encoding="utf-8")
    (folder / "bad.txt").write_text("RAISE\n", encoding="utf-8")


def start(where: Path, out: str) -> subprocess.Popen[bytes]:
    path = f"{HERE}:{HERE.parents[1]}"
    return subprocess.Popen([sys.executable, "-c", PROGRAM, out], cwd=where, env={"PYTHONPATH": path, "PATH": "/usr/bin:/bin"})


def contents(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.suffix in (".jsonl", ".csv")}


def rows(folder: Path) -> list[tuple[object, ...]]:
    import sqlite3

    with sqlite3.connect(folder / "extractor.sqlite") as db:
        counts = [db.execute(f"SELECT count(*), count(DISTINCT {key}) FROM {t}").fetchone() for t, key in TABLES]
        return counts + db.execute("SELECT * FROM figures ORDER BY article_id, number").fetchall()


TABLES = (("articles", "article_id"), ("figures", "sentence"), ("entities", "article_id"), ("failures", "path"))


def kill_runs(kills: int, where: Path, seed: int = 1) -> tuple[int, int]:
    """(kills, runs that came to their end between them); AssertionError where a result differs from an undisturbed one."""
    chance = random.Random(seed)
    write_articles(where / "in")
    assert start(where, "whole").wait() == 0
    wanted, wanted_rows = contents(where / "whole"), rows(where / "whole")
    assert len(wanted) == 6
    killed = finished = 0
    while killed < kills:
        process = start(where, f"out{finished}")
        deadline = time.monotonic() + chance.uniform(0.1, 1.1)
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
            continue
        assert process.returncode == 0
        assert contents(where / f"out{finished}") == wanted
        assert rows(where / f"out{finished}") == wanted_rows
        finished += 1
    assert start(where, f"out{finished}").wait() == 0
    assert contents(where / f"out{finished}") == wanted
    assert rows(where / f"out{finished}") == wanted_rows
    assert not list((where / f"out{finished}").glob(".tmp-*"))
    return killed, finished + 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        done = kill_runs(int(sys.argv[1]), Path(folder))
        print(f"{done[0]} kills, {done[1]} runs to the end, all the same, {time.monotonic() - begun:.0f} s")
