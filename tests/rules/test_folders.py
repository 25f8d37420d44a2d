"""Rule folders of one's own: where they come from, which wins, and that extractors do not leak into each other."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from extractor.errors import RuleError
from extractor.judging.engine import Engine
from extractor.pipeline import Extractor
from extractor.rules import folders as where
from extractor.rules import load_rules
from extractor.rules.folders import chosen_folders

UNITS = "unit\tcanonical\tfactor\tclass\tflag\tnot_before\n{0}\t{0}\t1\tmeasure\t\t\n"


def unit_folder(root: Path, unit: str) -> Path:
    """A rule folder that adds one unit."""
    file = root / unit / "units" / "units.tsv"
    file.parent.mkdir(parents=True)
    file.write_text(UNITS.format(unit), encoding="utf-8")
    return root / unit


def test_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(where, "packs", lambda: [tmp_path / "pack"])
    (tmp_path / "pyproject.toml").write_text('[tool.extractor]\npatterns = ["project"]\n')
    inner = tmp_path / "deep" / "er"
    inner.mkdir(parents=True)
    variables = {"EXTRACTOR_PATTERNS": os.pathsep.join([str(tmp_path / "env"), str(tmp_path / "given")])}
    found = chosen_folders([tmp_path / "given"], environ=variables, start=inner)
    assert [f.name for f in found] == ["pack", "project", "env", "given"]


def test_a_pyproject_without_settings_is_passed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.extractor]\npatterns = ["rules"]\n')
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert chosen_folders(environ={}, start=tmp_path / "inner")[-1:] == [tmp_path / "rules"]


@pytest.mark.parametrize(("text", "code"), [("[tool.extractor]\npatterns = 'rules'\n", "E241"), ("[tool", "E242")])
def test_wrong_settings(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(RuleError) as caught:
        chosen_folders(environ={}, start=tmp_path)
    assert caught.value.code == code
    assert str(tmp_path) in caught.value.reason


def make_pack(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack that could come from pip: a package with rule files and an entry point."""
    package = root / "sugar_rules"
    (package / "units").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "units" / "units.tsv").write_text(UNITS.format("糖罐"), encoding="utf-8")
    info = root / "sugar_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sugar-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[extractor.patterns]\nsugar = sugar_rules\n")
    monkeypatch.syspath_prepend(str(root))
    monkeypatch.delitem(sys.modules, "sugar_rules", raising=False)


def test_an_installed_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_pack(tmp_path, monkeypatch)
    found = chosen_folders(environ={}, start=tmp_path)
    assert tmp_path / "sugar_rules" in found
    figures = Engine(found).figures("入库白糖30糖罐。")
    assert [(f.text, f.unit) for f in figures] == [("30糖罐", "糖罐")]


def test_a_broken_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    points = EntryPoints([EntryPoint("gone", "no_such_rules", "extractor.patterns")])
    monkeypatch.setattr(where, "entry_points", lambda group: points)
    with pytest.raises(RuleError, match="gone"):
        where.packs()


def test_replace_disable_and_add(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "kind: clause\nrules:\n"
        "  - id: clause.rank\n    pattern: 'r$'\n    kind: level\n    priority: 99\n"
        "  - id: clause.share\n    disable: 'true'\n"
        "  - id: mine.new\n    pattern: 'QQ$'\n    kind: level\n",
        encoding="utf-8",
    )
    built_in = {r.id: r for r in load_rules().rules}
    own = {r.id: r for r in load_rules([file]).rules}
    assert own.keys() - built_in.keys() == {"mine.new"}
    assert built_in.keys() - own.keys() == {"clause.share"}
    assert own["clause.rank"].fields["kind"] == "level"
    assert load_rules([file]).fingerprint != load_rules().fingerprint


def test_extractors_do_not_leak_into_each_other(tmp_path: Path) -> None:
    """Made and used in threads at the same time, each knows its own unit only."""
    units = [f"{c}斛" for c in "甲乙丙丁"]
    given = [unit_folder(tmp_path, unit) for unit in units]
    text = "".join(f"入库粮食3{unit}。" for unit in units)

    def own(folder: Path) -> set[str]:
        extractor = Extractor([folder])
        return {m.unit or "" for _ in range(20) for m in extractor.find(text) if m.unit in units}

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(own, given)) == [{unit} for unit in units]
    assert not [m for m in Extractor().find(text) if m.unit in units]
