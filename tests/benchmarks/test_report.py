"""The report has its tables and rows. No time is judged here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLES = ("clean-energy-qinghai.txt", "bank-loans-guizhou.txt")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("articles")
    for name in ARTICLES:
        shutil.copyfile(ROOT / "corpus" / name, folder / name)
    command = [sys.executable, "-m", "tests.benchmarks", str(folder), "--quick", "--markdown"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("Machine", ["date", "processor", "cores", "Python"]),
        ("Start", ["extractor --help", "import extractor", "first article, rules cached", "first article, no cache"]),
        ("Memory", ["first article", "all articles"]),
        ("Whole calls", ["jieba.lcut", "extractor.extract", "extractor.find"]),
        ("Stages of extract", ["layout", "fold", "names", "outline", "scan", "terms", "linking", "the rest", "all"]),
        ("One article of every length", ["1,000", "10,000"]),
        ("Worst cases", ["digits", "commas", "quotes", "numerals 一", "all 的", "2024年1月1日", "pairs of brackets"]),
        ("Peers", ["JioNLP", "recognizers-text", "cpca", "LAC"]),
    ],
)
def test_rows(report: str, title: str, rows: list[str]) -> None:
    part = report.split(f"## {title}\n")[1].split("\n## ")[0]
    names = [line.split("|")[1].strip() for line in part.splitlines() if line.startswith("|")]
    assert [row for row in rows if row not in names] == []


def test_skipped_peers_are_said_with_the_command(report: str) -> None:
    assert "peers/bin/pip install" in report
