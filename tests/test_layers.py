"""The contracts of pyproject.toml on who may import whom hold."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_contracts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    cli = pytest.importorskip("importlinter.cli")
    monkeypatch.chdir(ROOT)
    code = cli.lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_every_package_has_its_layer() -> None:
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = " ".join(layer for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == "layers" for layer in c["layers"])
    packages = {p.parent.name for p in (ROOT / "extractor").glob("*/__init__.py")}
    assert {p for p in packages if f"extractor.{p}" not in layers.replace("|", " ").split()} == set()
