"""What became of every number-like stretch, and where to work next."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.judging.coverage import STRETCH, Coverage, cover, shape_of
from extractor.judging.engine import Engine
from extractor.judging.suggesting import suggest
from extractor.judging.trying import as_source, changes, sentence

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLES = Path(__file__).parents[3] / "shared" / "articles"


def counted(engine: Engine, text: str) -> dict[str, int]:
    coverage = Coverage()
    coverage.add(engine, as_source(text))
    return {name: n for name, n in coverage.outcomes.items() if n}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("产值达到5亿元。", {"figure": 1}),
        ("2021年产值达到5亿元。", {"figure": 1, "period": 1}),
        ("第一批名单公布。", {"exclusion": 1}),
        ("没有数字。", {}),
        ("尾号3245的读者。", {"rest": 1}),
        ("企业落户G60科创走廊。", {"name": 1}),
    ],
)
def test_outcomes(engine: Engine, text: str, wanted: dict[str, int]) -> None:
    assert counted(engine, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("增长5.4%", ["5.4"]),
        ("共1,234家", ["1,234"]),
        ("第1,第2", ["1", "2"]),
        ("三千八百五十六亿元", ["三千八百五十六亿"]),
        ("６．５万", ["６．５万"]),
        ("5亿元和3家", ["5亿", "3"]),
    ],
)
def test_stretches(text: str, wanted: list[str]) -> None:
    assert STRETCH.findall(text) == wanted


def test_shape() -> None:
    assert shape_of("尾号3245的读者", (2, 6)) == "号«9»的读"


def test_rest_has_samples_and_firing_counts(engine: Engine) -> None:
    coverage = Coverage()
    coverage.add(engine, as_source("尾号3245的读者。全年投资增长5%。"))
    assert [r.samples for r in coverage.rest.values()] == [["尾号«3245»的读者。全年投资增长"]]
    assert coverage.fired["quantity.level"] == 2  # found, and made a figure
    assert coverage.fired["clause.growth.verb"] == 1
    assert coverage.fired["change.up"] == 1
    assert coverage.share == pytest.approx(0.5)
    assert "quantity.fold" in coverage.never(engine)
    assert "quantity.level" not in coverage.never(engine)


def test_nothing_seen_is_all_accounted_for() -> None:
    assert Coverage().share == 1


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the package")
def test_corpus(engine: Engine) -> None:
    found = cover(engine, CORPUS)
    assert found.share >= 0.95


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="no articles beside the checkout")
def test_articles(engine: Engine) -> None:
    shares = Coverage()
    for folder in sorted(p for p in ARTICLES.iterdir() if p.is_dir()):
        one = cover(engine, folder)
        shares.outcomes.update(one.outcomes)
    assert shares.share >= 0.97


def test_suggestions(engine: Engine, tmp_path: Path) -> None:
    line = "尾号3245的读者来信。全市飞鸢保有量达到5万只。\n"
    (tmp_path / "a.txt").write_text("某地飞鸢产业发展\n\n" + "　　" + line * 3, encoding="utf-8")
    found = suggest(engine, tmp_path)
    assert ("号«9»的读", 3) in [(s.what, s.count) for s in found.numbers]
    assert all(s.samples for s in (*found.numbers, *found.nouns, *found.endings))


def test_changes(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "units" / "units.tsv"
    file.parent.mkdir()
    file.write_text("unit\tcanonical\tfactor\tclass\tflag\tnot_before\n羊单位\t羊单位\t1\tmeasure\t\t\n", encoding="utf-8")
    text = "全旗产值5亿元。载畜量达到3万羊单位。"
    (change,) = [c for c in changes(engine, Engine([tmp_path]), [as_source(text)]) if c.after]
    assert change.text == "3万羊单位"
    assert change.sentence == "载畜量达到«3万羊单位»。"
    assert change.after is not None
    assert change.after.startswith("level 30000")
    assert list(changes(engine, engine, [as_source(text)])) == []


def test_sentence() -> None:
    assert sentence("甲。乙5个丙；丁", (3, 5)) == "乙«5个»丙；"
