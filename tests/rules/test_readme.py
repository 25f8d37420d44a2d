"""patterns/README.md is true: each of its tasks is followed, file by file and command by command."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.judging.engine import Engine
from extractor.judging.examples import Judge
from extractor.rules import builtin_folder
from extractor.rules.schema import KINDS

README = (builtin_folder() / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(\w+)(?: (\S+))?\n(.*?)```", re.DOTALL)
TASKS = re.findall(r"^### (\d\. .*?)\n(.*?)(?=^###? )", README, re.DOTALL | re.MULTILINE)


def test_there_are_five() -> None:
    assert [title[0] for title, _ in TASKS] == list("12345")


@pytest.mark.parametrize("body", [b for _, b in TASKS], ids=[t for t, _ in TASKS])
def test_task(body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for language, name, content in BLOCK.findall(body):
        if name:
            file = tmp_path / name
            file.parent.mkdir(parents=True)
            file.write_text(content, encoding="utf-8")
        elif language == "console":
            ran += follow(content)
    assert ran


def follow(session: str) -> int:
    """Run the commands of a session; each line shown must be the beginning of a line printed."""
    ran = 0
    for step in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, _, shown = step.partition("\n")
        words = shlex.split(command)
        assert words[0] == "extractor"
        result = CliRunner().invoke(app, words[1:])
        assert result.exit_code == 0, result.output
        printed = result.output.splitlines()
        for line in shown.splitlines():
            assert any(p.startswith(line) or _agree(line, p) for p in printed), (line, printed)
        ran += 1
    return ran


def _agree(shown: str, printed: str) -> bool:
    """Whether the printed line says all that is shown, with further fields between."""
    return shown.split(" ")[:2] == printed.split(" ")[:2] and set(shown.split(" ")) <= set(printed.split(" "))


def test_the_sample_rule(tmp_path: Path) -> None:
    sample = next(content for language, name, content in BLOCK.findall(README) if language == "yaml" and not name)
    (tmp_path / "sample.yaml").write_text(sample, encoding="utf-8")
    engine = Engine([tmp_path])
    judge = Judge(engine)
    rule = next(r for r in engine.rules.rules if r.id == "mine.dozen")
    assert list(judge.rule(rule)) == []


def test_every_kind_is_told() -> None:
    assert all(f"`kind: {kind}`" in README for kind in KINDS)


def test_every_command_is_told() -> None:
    from extractor.cli.patterns import app as patterns

    names = {c.name or c.callback.__name__ for c in patterns.registered_commands if c.callback}
    assert all(f"extractor patterns {name}" in README for name in names)
