"""Report how fast the extractor is, beside ``jieba.lcut``: whole calls, stages, lengths, worst cases, start, memory, peers.

python -m tests.benchmarks [FOLDER] [--markdown] [--peers VENV]

In the source tree this measures the plain modules; to measure a compiled install, run it with a copy of tests/ elsewhere.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from extractor.running.identity import compiled

from . import peers, speed, start, worst
from .table import Table

CORPUS = Path(__file__).parents[2] / "corpus"
PARTS = ("whole", "stages", "lengths", "worst", "start", "memory", "peers")


def machine() -> Table:
    """When and where the report was made."""
    table = Table("Machine", ["", ""])
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
    except OSError:
        pass
    python = f"{platform.python_implementation()} {platform.python_version()}"
    for name, value in (
        ("date", date.today().isoformat()),
        ("processor", model),
        ("cores", str(os.cpu_count())),
        ("Python", python),
        ("system", f"{platform.system()} {platform.machine()}"),
        ("modules", "compiled" if compiled() else "plain Python"),
    ):
        table.rows.append([name, value])
    return table


def tables(args: argparse.Namespace) -> Iterator[Table]:
    """The parts of the report that were asked for, each as soon as it is measured."""
    quick: bool = args.quick
    repeats = 1 if quick else args.repeats
    paths = speed.files(args.folder, args.articles)
    if not paths:
        sys.exit(f"{args.folder} has no articles ({', '.join(speed.KINDS)}).")
    yield machine()
    if "start" in args.parts:
        yield start.start(1 if quick else 5)
    if "memory" in args.parts:
        yield start.memory(paths)
    articles = speed.sources(paths)
    texts = [s.text for s in articles]
    jieba = speed.jieba_lcut()
    about = f"{len(texts)} articles, {sum(map(len, texts)):,} characters; one process, CPU time; medians of {repeats} rounds"
    if "whole" in args.parts:
        yield noted(speed.whole(jieba, texts, repeats), about)
    if "stages" in args.parts and compiled():
        print("Stages: only plain modules can be timed from inside; run this in the source tree.", file=sys.stderr)
    elif "stages" in args.parts:
        yield noted(speed.stages(jieba, texts, repeats), about)
    if "lengths" in args.parts:
        yield speed.lengths(jieba, articles, (1_000, 10_000) if quick else (1_000, 10_000, 100_000, 1_000_000), repeats)
    if "worst" in args.parts:
        yield worst.worst(jieba, texts, size=500 if quick else worst.SIZE, repeats=1 if quick else 3)
    if "peers" in args.parts:
        table = Table("Peers", ["library", "finds", "characters/s", "times jieba.lcut", ""])
        few = texts[:: max(len(texts) // 40, 1)][:40]
        table.rows += peers.rows(args.peers, few, repeats)
        yield noted(table, f"{len(few)} articles, {sum(map(len, few)):,} characters; jieba in the same process")


def noted(table: Table, note: str) -> Table:
    """The table with a note."""
    table.note = note
    return table


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS, help="a folder of articles (default: corpus/)")
    parser.add_argument("--articles", type=int, default=400, help="at most so many, the same sample every time (default: 400)")
    parser.add_argument("--repeats", type=int, default=5, help="rounds whose median is taken (default: 5)")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="only these tables")
    parser.add_argument("--peers", type=Path, metavar="VENV", help=f"environment with the other libraries: {peers.ADVICE}")
    parser.add_argument("--markdown", action="store_true", help="Markdown instead of aligned text")
    parser.add_argument("--quick", action="store_true", help="short and rough: to see that the report works")
    args = parser.parse_args()
    for table in tables(args):
        print(table.markdown() if args.markdown else table.plain(), flush=True)


if __name__ == "__main__":
    main()
