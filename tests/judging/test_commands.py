"""``extractor patterns …`` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extractor.cli import app
from extractor.errors import ExtractorError
from extractor.rules.schema import KINDS


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["patterns", *words])


def test_list() -> None:
    lines = run("list", "--kind", "clause").output.splitlines()
    assert lines
    assert all(line.split()[1] == "clause" for line in lines)
    assert [line.split()[0] for line in run("list", "--grep", "quantity.level").output.splitlines()] == ["quantity.level"]


def test_show() -> None:
    found = run("show", "clause.rank", "--on", str(Path(__file__).parents[2] / "corpus"))
    assert found.exit_code == 0
    for part in ("kinds.yaml:", "kind: rank", "pattern: r$", "«第一»", "fires"):
        assert part in found.output


def test_an_unknown_rule_is_suggested() -> None:
    found = run("show", "quantity.levl")
    assert isinstance(found.exception, ExtractorError)
    assert "quantity.level" in str(found.exception)


@pytest.mark.parametrize("kind", KINDS)
def test_what_new_writes_holds(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "mine" / "rules.yaml"
    assert run("new", kind, "-o", str(file)).exit_code == 0
    checked = run("check", "--patterns", str(file.parent), "--only-mine")
    assert checked.exit_code == 0, checked.output
    again = run("new", kind, "-o", str(file))
    assert isinstance(again.exception, ExtractorError)


def test_check_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "kind: quantity\nrules:\n"
        "  - id: mine.wrong\n    pattern: '(?P<num>{arabic})锅'\n    unit: 锅\n    priority: 70\n"
        "    examples: [煮«3锅»。 -> 4 锅]\n    counter: [煮3锅。]\n",
        encoding="utf-8",
    )
    found = run("check", "--patterns", str(tmp_path), "--only-mine")
    assert found.exit_code == 1
    assert "mine.yaml:7: mine.wrong: 3锅 is read as 3 锅, wanted 4 锅." in found.output
    assert "mine.yaml:8: mine.wrong: Found 3锅." in found.output


def test_check_finds_a_needless_rule(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "kind: quantity\nrules:\n"
        "  - id: mine.needless\n    pattern: '(?P<num>{arabic})(?P<unit>亿元)'\n    priority: 70\n"
        "    examples: [产值«3亿元»。 -> 300000000 CNY]\n    counter: [产值很高。]\n",
        encoding="utf-8",
    )
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "units.tsv").write_text("unit\tcanonical\tfactor\tclass\n亿元\tCNY\t100000000\tmoney\n", encoding="utf-8")
    found = run("check", "--patterns", str(tmp_path), "--only-mine")
    assert found.exit_code == 1
    assert "mine.needless: no example fails without it" in found.output


def test_try_coverage_and_suggest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("某市经济运行情况\n\n　　全年投资增长5%，出口额达到6亿元，尾号3245的读者来信。\n", encoding="utf-8")
    assert "Nothing changes." in run("try", "投资增长5%。", "--rules", str(_words(tmp_path))).output
    changed = run("try", "投资蹿升5%。", "--rules", str(_words(tmp_path)))
    assert "+ 5%: growth 5" in changed.output
    covered = run("coverage", str(tmp_path / "a.txt"), "--at-least", "99")
    assert covered.exit_code == 1
    assert "66.67% accounted for" in covered.output
    assert "号«9»的读" in run("suggest", str(tmp_path / "a.txt")).output


def _words(folder: Path) -> Path:
    mine = folder / "mine"
    mine.mkdir(exist_ok=True)
    run("new", "words", "-o", str(mine / "words.yaml"))
    return mine


@pytest.mark.parametrize("words", [("list", "--kind", "verb"), ("new", "rule")])
def test_wrong_use(words: tuple[str, ...]) -> None:
    found = run(*words)
    assert isinstance(found.exception, ExtractorError)
    assert "Known:" in found.exception.advice
