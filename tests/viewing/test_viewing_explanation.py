"""explain and --why-not, in the library and on the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from extractor.cli import app
from extractor.model import Article, Source
from extractor.pipeline import default_extractor
from extractor.viewing import explanation, origins

TEXT = (
    "临江市工业公报\n2023年,全市实现工业增加值12.5亿元,比上年增长6.1%。市统计局数据显示,规模以上企业近100家。\n"
    "到2025年,力争投资超过3万亿元。甲乙12-34。\n"
)


@pytest.fixture(scope="module")
def article() -> Article:
    return default_extractor().extract(TEXT, published="2024-02-01")


def source(article: Article) -> Source:
    return origins.source_of(article.to_dict())


def printed(article: Article, number: int) -> str:
    out = io.StringIO()
    traces = default_extractor().explain(source(article))
    explanation.explain([traces[number]], article, Console(file=out, width=120, highlight=False, markup=False))
    return out.getvalue()


def test_every_figure_has_its_trace(article: Article) -> None:
    traces = default_extractor().explain(source(article))
    assert [trace.figure for trace in traces] == list(article.figures)


def test_words_of_origins_are_the_texts_own(article: Article) -> None:
    found = origins.with_origins(default_extractor(), article)["figures"]
    words = [{field: TEXT[s:e] for field, spans in f["origins"].items() for s, e in spans} for f in found]
    assert [w["value"] for w in words] == [f.text for f in article.figures]
    assert words[0]["indicator"] == "工业增加值"
    assert words[0]["period"] == "2023年"
    assert all(0 <= s < e <= len(TEXT) for f in found for spans in f["origins"].values() for s, e in spans)


def test_explanation_names_clause_rules_and_origins(article: Article) -> None:
    out = printed(article, 0)
    figure = article.figures[0]
    assert f"characters {figure.start}-{figure.end}" in out
    assert "2023年,全市实现工业增加值12.5亿元,比上年增长6.1%。" in out
    assert all(rule in out for rule in figure.rules)
    line = next(line for line in out.splitlines() if line.startswith(" period"))
    assert line.split()[1] == "2023"
    start = TEXT.index("2023年")
    assert line.split()[-2:] == ["2023年", f"{start}-{start + 5}"]


def test_stored_articles_of_other_rules_are_left_as_they_are(article: Article) -> None:
    stored = article.to_dict() | {"fingerprint": "other"}
    assert not any("origins" in f for f in origins.explained(default_extractor(), stored)["figures"])
    assert all("origins" in f for f in origins.explained(default_extractor(), article.to_dict())["figures"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("6.2万亿元", "does not stand in the text"),
        ("", "does not stand in the text"),
        ("12.5亿", "it is figure 0, '12.5亿元'"),
        ("2023年", "read as a period, '2023年'"),
        ("统计局", "lies in the name '市统计局' (ORG"),
        ("甲乙", "no rule for quantities matches"),
    ],
)
def test_why_not(article: Article, words: str, expected: str) -> None:
    (line,) = explanation.why_not(default_extractor(), article, words)
    assert expected in line


def test_why_not_outside_the_body() -> None:
    text = "首页5家 > 新闻\n临江市产值8亿元。\n"
    made = default_extractor().extract_source(Source(id="x", text=text, body=((10, len(text)),)))
    assert "outside the article's body" in explanation.why_not(default_extractor(), made, "5家")[0]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def test_commands(file: str, article: Article) -> None:
    run = CliRunner()
    shown = run.invoke(app, ["show", file, "--only", "figures"], catch_exceptions=False)
    assert shown.exit_code == 0
    assert "12.5亿元[0]" in shown.output
    assert "\x1b" not in shown.output
    one = run.invoke(app, ["explain", file, "--at", str(article.figures[1].start)], catch_exceptions=False)
    assert one.output.startswith("6.1%")
    assert one.output.count("Clause") == 1
    assert "would make it" in run.invoke(app, ["explain", file, "--figure", "1"], catch_exceptions=False).output
    every = run.invoke(app, ["explain", file], catch_exceptions=False)
    assert every.output.count("Clause") == len(article.figures)
    why = run.invoke(app, ["explain", file, "--why-not", "2023年"], catch_exceptions=False)
    assert "period" in why.output


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["show", "none.txt"], "E101"),
        (["show", "FILE", "--only", "names"], "E440"),
        (["explain", "FILE", "--article", "1"], "E441"),
        (["explain", "FILE", "--figure", "99"], "E442"),
        (["explain", "FILE", "--at", "0"], "E442"),
        (["report", "none"], "E351"),
        (["serve", "none"], "E456"),
    ],
)
def test_wrong_use_is_said(file: str, arguments: list[str], reason: str) -> None:
    result = CliRunner().invoke(app, [file if a == "FILE" else a for a in arguments])
    assert getattr(result.exception, "code", None) == reason
