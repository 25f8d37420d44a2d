from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli import main

ARTICLE = "株洲市统计公报\n2022年，全市实现地区生产总值3616.8亿元，比上年增长4.5%。\n"
ROOT = Path(__file__).parents[1]


class Cli:
    """Runs the command line in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        """(standard output, error output); the exit code must be ``code`` and there must be no traceback."""
        self._monkeypatch.setattr(sys, "argv", ["extractor", *arguments])
        try:
            main()
            got: object = 0
        except SystemExit as end:
            got = end.code or 0
        out, err = self._capsys.readouterr()
        assert got == code, err
        assert "Traceback" not in err
        return out, err


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Cli:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in", "a.txt").write_text(ARTICLE, encoding="utf-8")
    return Cli(monkeypatch, capsys)


def program(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    path = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", "from extractor.cli import main; main()", *arguments]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.run(command, env=path, timeout=60, **streams)  # type: ignore[call-overload,no-any-return]


def test_run_writes_a_folder_and_says_where_to_look(cli: Cli) -> None:
    out, _ = cli("run", "in", "-o", "out")
    assert "articles" in out
    assert "out/figures.csv" in out
    assert sorted(p.name for p in Path("out").iterdir()) == [".extractor", "articles.jsonl", "failures.jsonl", "figures.csv"]
    article = json.loads(Path("out/articles.jsonl").read_text(encoding="utf-8"))
    assert article["id"] == "a"
    assert {f["value"] for f in article["figures"]} >= {361_680_000_000.0, 4.5}
    assert all(article["text"][f["start"] : f["end"]] == f["text"] for f in article["figures"])
    _, err = cli("run", "in", "-o", "out")
    assert "Nothing changed" in err


def test_failed_articles_give_exit_code_1(cli: Cli) -> None:
    Path("in/empty.txt").touch()
    out, _ = cli("run", "in", "-o", "out", code=1)
    assert "failures.jsonl" in out


def test_all_formats_at_once(cli: Cli) -> None:
    cli("run", "in", "-o", "out", "--format", "jsonl,csv", "--format", "xlsx,parquet,sqlite,duckdb")
    names = {p.name for p in Path("out").iterdir()}
    assert {"extractor.xlsx", "extractor.sqlite", "extractor.duckdb", "figures.parquet", "entities.csv", "articles.jsonl"} <= names


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nowhere", "-o", "out"], ["[E101]", "nowhere", "Check the path"]),
        (["run", "empty", "-o", "out"], ["[E119]", "No files in empty"]),
        (["run", "in", "-o", "in/a.txt"], ["[E302]", "not a folder"]),
        (["run", "in", "-o", "in/a.txt/out"], ["[E302]", "not a folder"]),
        (["run", "in", "-o", "out", "--format", "exel"], ["[E412]", "xlsx"]),
        (["run", "in", "-o", "out", "--published", "yesterday"], ["[E401]", "ISO date"]),
        (["run", "in", "-o", "out", "--engine", "spark"], ["[E413]", "local, dask"]),
        (["run", "in", "-o", "out", "--patterns", "nowhere"], ["[E201]", "nowhere"]),
        (["run", "in", "-o", "out", "--patterns", "broken"], ["[E2", "broken.yaml:"]),
        (["run", "in"], ["Missing option", "--out"]),
        (["extract", "in/a.txt", "--patterns", "broken"], ["[E2", "broken.yaml:"]),
        (["evaluate", "nowhere.jsonl"], ["[E101]", "nowhere.jsonl"]),
        (["evaluate", "in/a.txt"], ["[E102]", "JSON lines"]),
        (["diff", "in", "in"], ["[E101]", "articles.jsonl"]),
        (["panel", "in"], ["[E101]", "articles.jsonl"]),
        (["panel", "in", "-o", "p.doc"], ["[E415]", ".parquet"]),
        (["frobnicate"], ["No such command"]),
    ],
)
def test_what_a_user_can_get_wrong_is_one_line_and_exit_code_2(cli: Cli, arguments: list[str], said: list[str]) -> None:
    Path("empty").mkdir()
    Path("broken").mkdir()
    Path("broken/broken.yaml").write_text("kind: quantity\nrules:\n  - id: x\n    patern: y\n", encoding="utf-8")
    _, err = cli(*arguments, code=2)
    for part in said:
        assert part in err
    if "[E" in err:
        assert err.strip().count("\n") == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_folder_that_may_not_be_written(cli: Cli) -> None:
    Path("locked").mkdir(mode=0o500)
    _, err = cli("run", "in", "-o", "locked/out", code=2)
    assert "[E301]" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(cli: Cli) -> None:
    with open("/dev/full", "w") as full:
        ended = program("schema", stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 2
    assert b"Traceback" not in ended.stderr
    assert b"space" in ended.stderr


def test_extract_prints_json(cli: Cli) -> None:
    out, _ = cli("extract", "in/a.txt")
    assert json.loads(out)["figures"]
    out, _ = cli("extract", "in/a.txt", "--no-text", "--lines")
    assert out.count("\n") == 1
    assert "text" not in json.loads(out)
    _, err = cli("extract", "nowhere.txt", code=1)
    assert "[E101]" in err


def test_standard_input_and_pipes_carry_utf8() -> None:
    ended = program("extract", "-", "--published", "2023-01-20", input=ARTICLE.encode())
    assert ended.returncode == 0
    assert json.loads(ended.stdout.decode("utf-8"))["text"] == ARTICLE


def test_no_progress_in_a_pipe_and_json_lines_when_asked(cli: Cli) -> None:
    _, err = cli("run", "in", "-o", "out")
    assert err == ""
    _, err = cli("run", "in", "-o", "out2", "--log-json")
    events = [json.loads(line) for line in err.splitlines()]
    assert [e["event"] for e in events] == ["progress", "finished"]
    assert events[-1]["articles"] == 1


def test_evaluate_and_its_gate(cli: Cli) -> None:
    cli("run", "in", "-o", "out")
    gold = json.loads(Path("out/articles.jsonl").read_text(encoding="utf-8"))
    for f in gold["figures"]:
        f["indicator"], f["subject"] = [f["indicator"]], [f["subject"]]
    Path("gold.jsonl").write_text(json.dumps(gold, ensure_ascii=False) + "\n", encoding="utf-8")
    out, _ = cli("evaluate", "gold.jsonl", "--write-floors", "floors.json")
    assert "row            P 1.000  R 1.000  F1 1.000" in out
    cli("evaluate", "gold.jsonl", "--floors", "floors.json")
    gold["figures"][0]["value"] = 1.0
    Path("gold.jsonl").write_text(json.dumps(gold, ensure_ascii=False) + "\n", encoding="utf-8")
    out, err = cli("evaluate", "gold.jsonl", "--floors", "floors.json", "--errors", "2", code=1)
    assert "floor missed: figures" in err
    assert "== value: 1" in out
    assert json.loads(cli("evaluate", "gold.jsonl", "--json")[0])["articles"] == 1
    _, err = cli("evaluate", "gold.jsonl", "--id", "b", code=2)
    assert "It has: a" in err


def test_diff_shows_what_came_went_and_changed(cli: Cli) -> None:
    cli("run", "in", "-o", "one")
    out, err = cli("diff", "one", "one")
    assert (out, err) == ("", "No difference.\n")
    article = json.loads(Path("one/articles.jsonl").read_text(encoding="utf-8"))
    article["figures"][0]["unit"] = "USD"
    del article["figures"][1]
    Path("two.jsonl").write_text(json.dumps(article, ensure_ascii=False) + "\n", encoding="utf-8")
    out, err = cli("diff", "one", "two.jsonl", code=1)
    assert '    unit: "CNY" → "USD"' in out
    assert "⟦3616.8亿元⟧" in out
    assert err == "1 went, 1 changed (unit 1)\n"
    out, _ = cli("diff", "two.jsonl", "one", "--json", code=1)
    assert [json.loads(line)["kind"] for line in out.splitlines()] == ["changed", "came"]
    out, _ = cli("diff", "one", "two.jsonl", "--field", "unit", code=1)
    assert out.count("⟦") == 1


def test_panel_and_schema(cli: Cli) -> None:
    cli("run", "in", "-o", "out")
    out, _ = cli("panel", "out", "--place", "430200", "--since", "2022")
    assert "株洲市" in out
    cli("panel", "out", "-o", "panel.xlsx")
    assert Path("panel.xlsx").stat().st_size > 1000
    out, _ = cli("schema")
    assert "period_start" in out
    assert set(json.loads(cli("schema", "--json-schema")[0])["$defs"]) == {"article", "articles", "figures", "entities", "failures"}


def test_version_and_help(cli: Cli) -> None:
    assert cli("--version")[0].strip()
    out, _ = cli("--help")
    for command in ("run", "extract", "evaluate", "schema", "panel", "diff"):
        assert command in out
        assert "Examples" in cli(command, "--help")[0]


def test_help_starts_fast_and_loads_nothing_heavy() -> None:
    check = (
        "import sys\nfrom extractor.cli import main\ntry:\n  main()\nexcept SystemExit: pass\nprint(sorted(sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", check, "--help"], capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True
    )
    loaded = ended.stderr.decode()
    assert not [
        m for m in ("spacy", "pandas", "jieba", "rjieba", "yaml", "numpy", "lxml", "regex", "pyarrow", "distributed") if f"'{m}'" in loaded
    ]
    times = []  # of the processor: a busy machine must not fail it
    for _ in range(5):
        before = os.times()
        program("--help")
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(times) < 1.0
