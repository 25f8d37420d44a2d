"""Other libraries that find some of the same things, in an environment of their own.

This file is also the program that runs there: it reads texts as JSON and prints the seconds of each library, so it imports
nothing of this project.
"""

from __future__ import annotations

import importlib
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

PACKAGES = "jieba jionlp recognizers-text-suite 'emoji<2' cpca LAC paddlepaddle"
ADVICE = f"python -m venv peers && peers/bin/pip install {PACKAGES}; then --peers peers"
WHAT = {
    "jieba.lcut": "words",
    "JioNLP": "money, times",
    "recognizers-text": "numbers, dates, currencies",
    "cpca": "provinces, cities, districts",
    "LAC": "words, names",
}
Call = Callable[[str], object]


def _jieba() -> Call:
    jieba: Any = importlib.import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return lambda text: jieba.lcut(text)


def _jionlp() -> Call:
    jio: Any = importlib.import_module("jionlp")
    return lambda text: (jio.ner.extract_money(text), jio.ner.extract_time(text))


def _recognizers() -> Call:
    suite: Any = importlib.import_module("recognizers_suite")
    names = ("recognize_number", "recognize_datetime", "recognize_currency")
    return lambda text: [getattr(suite, name)(text, "zh-cn") for name in names]


def _cpca() -> Call:
    cpca: Any = importlib.import_module("cpca")
    return lambda text: cpca.transform([text])


def _lac() -> Call:
    lac: Any = importlib.import_module("LAC").LAC(mode="lac")
    return lambda text: lac.run(text)


PEERS: dict[str, Callable[[], Call]] = {
    "jieba.lcut": _jieba,
    "JioNLP": _jionlp,
    "recognizers-text": _recognizers,
    "cpca": _cpca,
    "LAC": _lac,
}


def measure(texts: Sequence[str], repeats: int) -> dict[str, list[float] | str]:
    """Seconds of each round of each library, or why it has none; the libraries take turns on each text."""
    calls: dict[str, Call] = {}
    out: dict[str, list[float] | str] = {}
    for name, make in PEERS.items():
        try:
            calls[name] = make()
            calls[name](texts[0])
            out[name] = [0.0] * repeats
        except Exception as error:  # a library of others can fail in any way
            calls.pop(name, None)
            out[name] = f"{type(error).__name__}: {error}".splitlines()[0][:80]
    for number in range(repeats):
        for text in texts:
            for name, call in calls.items():
                spent = out[name]
                begun = process_time()
                try:
                    call(text)
                except Exception as error:
                    out[name] = f"{type(error).__name__} on an article"
                    continue
                if isinstance(spent, list):
                    spent[number] += process_time() - begun
        calls = {name: call for name, call in calls.items() if isinstance(out[name], list)}
    return out


def rows(venv: Path | None, texts: Sequence[str], repeats: int) -> list[list[str]]:
    """A row for each library: what it finds, characters a second, times jieba.lcut in the same process."""
    if venv is None:
        return [[name, WHAT[name], "skipped", "–", ADVICE if name == "JioNLP" else ""] for name in PEERS if name != "jieba.lcut"]
    done = subprocess.run(
        [str(venv / "bin" / "python"), "-W", "ignore", __file__, str(repeats)],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        return [[name, WHAT[name], "failed", "–", (done.stderr.strip().splitlines() or ["no word why"])[-1][:80]] for name in PEERS]
    size = sum(map(len, texts))
    out: list[list[str]] = []
    measured = json.loads(done.stdout.strip().splitlines()[-1])
    for name, spent in measured.items():
        if isinstance(spent, str):
            out.append([name, WHAT[name], "skipped", "–", spent])
            continue
        ratio = median(j / s for j, s in zip(measured["jieba.lcut"], spent, strict=True))
        out.append([name, WHAT[name], f"{size / median(spent):,.0f}", f"{ratio:.3f}", ""])
    return out


if __name__ == "__main__":
    print()
    print(json.dumps(measure(json.load(sys.stdin), int(sys.argv[1]))))
