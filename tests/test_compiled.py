"""A compiled install gives what the plain one gives, and what cannot be compiled is installed all the same."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
# Run away from the source tree, so that the installed package is read. With "plain" its compiled modules are passed over,
# so that both runs have the same code, whatever the tree holds by now.
RECORDS = """
import copy, pickle, sys
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path

class Plain:
    def find_spec(name, path=None, target=None):
        if name.startswith("extractor.") and path:
            specs = (FileFinder(p, (SourceFileLoader, SOURCE_SUFFIXES)).find_spec(name) for p in path)
            return next((s for s in specs if s), None)

if sys.argv[1] == "plain":
    sys.meta_path.insert(0, Plain)
import extractor.linking.clauses
if extractor.linking.clauses.__file__.endswith(".py") == (sys.argv[1] == "compiled"):
    sys.exit(77)
for path in sorted(Path(sys.argv[2]).iterdir()):
    if path.suffix in (".txt", ".html", ".md") and path.stem != "README":
        article = extractor.read(path)
        assert pickle.loads(pickle.dumps(article)) == copy.deepcopy(article) == article
        print(repr(article))
        print([(t.signature, t.mentions, t.losers) for t in map(article.explain, article.figures)])
        print(extractor.find(article.text))
"""


def _records(way: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", RECORDS, way, str(ROOT / "corpus")]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_compiled_and_plain_give_the_same(tmp_path: Path) -> None:
    compiled = _records("compiled", tmp_path)
    if compiled.returncode == 77:
        pytest.skip("the installed package is not compiled: pip install . with a C compiler, not -e")
    assert compiled.returncode == 0, compiled.stderr
    plain = _records("plain", tmp_path)
    assert plain.returncode == 0, plain.stderr
    assert compiled.stdout.count("Article(") >= 18
    assert compiled.stdout == plain.stdout


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delenv("EXTRACTOR_COMPILE", raising=False)
    # Whatever compiler this machine has: that there is one.
    monkeypatch.setattr(module.shutil, "which", lambda name: None if name == "missing-cc" else name)
    return module


def _wheel(build: ModuleType) -> dict[str, Any]:
    from hatchling.bridge.app import Application

    hook = build.CompiledBuildHook(str(ROOT), {}, None, None, "", "wheel", Application())
    data: dict[str, Any] = {"force_include": {}, "pure_python": True, "infer_tag": False}
    hook.initialize("standard", data)
    hook.finalize("standard", data, "")
    return data


PLAIN = {"force_include": {}, "pure_python": True, "infer_tag": False}


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [("CC", "missing-cc -pipe", "no C compiler (missing-cc)"), ("EXTRACTOR_COMPILE", "0", "EXTRACTOR_COMPILE is 0")],
)
def test_without_compiler_or_will_the_wheel_is_plain(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(name, value)
    assert _wheel(build) == PLAIN
    said = "".join(capfd.readouterr())
    assert "without compiled modules" in said
    assert reason in said


def test_failed_compiling_leaves_the_wheel_plain(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "SETUP", "raise SystemExit(3)")
    assert _wheel(build) == PLAIN
    assert "compiling ended with code 3" in "".join(capfd.readouterr())


def test_endless_compiling_is_ended(build: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(build, "SETUP", "import subprocess; subprocess.run(['sleep', '60'])")
    monkeypatch.setattr(build, "PATIENCE", 0.5)
    begun = time.monotonic()
    assert _wheel(build) == PLAIN
    assert time.monotonic() - begun < 30
    assert "compiling took more than" in "".join(capfd.readouterr())


def test_compiling_that_was_asked_for_must_succeed(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "SETUP", "raise SystemExit(3)")
    monkeypatch.setenv("EXTRACTOR_COMPILE", "1")
    with pytest.raises(RuntimeError, match="compiling ended with code 3"):
        _wheel(build)


def test_every_group_names_modules(build: ModuleType) -> None:
    """A module that was renamed must not drop out of the compiled ones unseen."""
    named = [(pattern, list(ROOT.glob(pattern))) for group in build.GROUPS for pattern in group]
    assert [pattern for pattern, found in named if not found] == []
    chosen = [path for _, found in named for path in found]
    assert len(chosen) == len(set(chosen))
