"""Start and memory, each in a process of its own that this report starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from .table import Table

SENTENCE = "2024年上半年，全市实现工业增加值1.2万亿元，同比增长6.1%。"
NOTHING = "pass"
HELP = "import sys; sys.argv = ['extractor', '--help']; from extractor.cli import main; main()"
IMPORT = "import extractor"
FIRST = f"import extractor; extractor.extract({SENTENCE!r})"
JIEBA = f"import logging, jieba; jieba.setLogLevel(logging.WARNING); jieba.lcut({SENTENCE!r})"
# On Linux VmHWM is the peak of this process alone; ru_maxrss begins with that of its parent.
PEAK = """
def peak():
    import resource, sys
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
"""
RUN = """
import sys
from extractor.errors import ExtractorError
from extractor.pipeline import default_extractor
from extractor.reading import read_source
extractor = default_extractor()
for path in sys.stdin.read().split("\\0"):
    try:
        extractor.extract_source(read_source(path))
    except ExtractorError:
        pass
"""
JIEBA_RUN = """
import logging, sys, jieba
jieba.setLogLevel(logging.WARNING)
for path in sys.stdin.read().split("\\0"):
    with open(path, encoding="utf-8", errors="replace") as file:
        jieba.lcut(file.read())
"""


def _run(code: str, environment: dict[str, str], told: str = "") -> str:
    """What a Python process prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], input=told, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def _best(code: str, environment: dict[str, str], repeats: int, *, fresh: bool = False) -> float:
    """The shortest wall time of a process; ``fresh``: each with an empty cache of rules."""
    least = float("inf")
    for _ in range(repeats):
        with tempfile.TemporaryDirectory(prefix="benchmark-") as empty:
            own = environment | {"EXTRACTOR_CACHE": empty} if fresh else environment
            begun = perf_counter()
            _run(code, own)
            least = min(least, perf_counter() - begun)
    return least


def start(repeats: int) -> Table:
    """How long a user waits for the first answer."""
    table = Table("Start", ["process", "seconds"], note=f"wall time of a whole process, best of {repeats}")
    with tempfile.TemporaryDirectory(prefix="benchmark-") as cache:
        warm = os.environ | {"EXTRACTOR_CACHE": cache}
        _run(FIRST, warm)
        for name, code, fresh in (
            ("python -c pass", NOTHING, False),
            ("extractor --help", HELP, False),
            ("import extractor", IMPORT, False),
            ("first article, rules cached", FIRST, False),
            ("first article, no cache", FIRST, True),
            ("jieba.lcut, its dictionary cached", JIEBA, False),
        ):
            table.rows.append([name, f"{_best(code, warm, repeats, fresh=fresh):.3f}"])
    return table


def memory(paths: Sequence[Path]) -> Table:
    """Peak memory of one process that reads and extracts article after article."""
    told = "\0".join(map(str, paths))
    table = Table("Memory", ["process", "peak MiB"], note=f"one process, {len(paths)} articles")
    for name, code in (
        ("python -c pass", NOTHING),
        ("import extractor", IMPORT),
        ("first article", FIRST),
        ("all articles", RUN),
        ("all articles, jieba.lcut", JIEBA_RUN),
    ):
        printed = _run(f"{code}\n{PEAK}\nprint(peak())", dict(os.environ), told)
        table.rows.append([name, f"{float(printed):,.0f}"])
    return table
