"""Load test: a folder's articles copied under other names to N, run once; the rate and the memory of every process.

    python tests/benchmarks/load.py corpus --articles 20000 --workers 1 2

Prints a line for each number of workers: articles a second and, at each tenth of the run, the memory (MiB) of the run and of its
largest worker. The copies are made in a temporary folder (--keep to look at it).
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PER_FOLDER = 1000


def copies(source: Path, target: Path, count: int) -> int:
    """Hard links (or copies) of the source's files under ``count`` new names; the number of bytes."""
    files = sorted(p for p in source.rglob("*") if p.is_file() and p.suffix in (".txt", ".html", ".md"))
    random.Random(0).shuffle(files)  # else a small load holds the first folders only, of other lengths than the whole
    size = 0
    for number in range(count):
        file = files[number % len(files)]
        folder = target / f"{number // PER_FOLDER:04}"
        if number % PER_FOLDER == 0:
            folder.mkdir(parents=True)
        shutil.copyfile(file, folder / f"{number % PER_FOLDER:03}-{file.stem}{file.suffix}")
        size += file.stat().st_size
    return size


def memory(pid: int) -> float:
    """Resident MiB of a process; 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


def children(pid: int) -> Iterator[int]:
    """The processes that a process started."""
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as file:
                yield from map(int, file.read().split())
    except OSError:
        return


def measure(folder: Path, out: Path, workers: int, more: list[str]) -> tuple[float, list[tuple[float, float, float]], int]:
    """(seconds, [(at second, MiB of the run, MiB of the largest worker)], exit code)."""
    command = [
        sys.executable,
        "-c",
        "from extractor.cli import main; main()",
        "run",
        str(folder),
        "-o",
        str(out),
        "--workers",
        str(workers),
        *more,
    ]
    begun = time.monotonic()
    process = subprocess.Popen(command)
    curve: list[tuple[float, float, float]] = []
    while process.poll() is None:
        curve.append((time.monotonic() - begun, memory(process.pid), max(map(memory, children(process.pid)), default=0.0)))
        time.sleep(0.5)
    return time.monotonic() - begun, curve, process.returncode


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[2])
    parser.add_argument("--format", default="jsonl,figures.csv")
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="load-"))
    try:
        size = copies(args.source, folder / "in", args.articles)
        print(f"{args.articles} articles, {size / 2**20:.0f} MiB in {folder}")
        for workers in args.workers:
            seconds, curve, code = measure(folder / "in", folder / f"out{workers}", workers, ["--format", args.format])
            tenths = [curve[min(len(curve) - 1, len(curve) * i // 10)] for i in range(1, 11)]
            print(f"workers {workers}: exit {code}, {seconds:.1f} s, {args.articles / seconds:.1f} articles/s")
            print("  run    MiB " + " ".join(f"{own:6.0f}" for _, own, _ in tenths))
            print("  worker MiB " + " ".join(f"{largest:6.0f}" for _, _, largest in tenths))
            bytes_out = sum(p.stat().st_size for p in (folder / f"out{workers}").iterdir() if p.is_file())
            bytes_kept = sum(p.stat().st_size for p in (folder / f"out{workers}" / ".extractor").rglob("*") if p.is_file())
            print(
                f"  output {bytes_out / args.articles / 1024:.1f} KiB an article, finished shards {bytes_kept / args.articles / 1024:.1f}"
            )
    finally:
        if not args.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
