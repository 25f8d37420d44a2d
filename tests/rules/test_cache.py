"""The cache on disk changes how fast, never what."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.pipeline import Extractor
from extractor.rules.cache import KEPT, cached

TEXT = "2024年上半年,全市实现工业增加值1.2万亿元,同比增长6.1%。"


def test_second_time_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path))
    calls: list[int] = []

    def make() -> list[int]:
        calls.append(1)
        return [1, 2]

    assert cached("a", "key", make, list) == cached("a", "key", make, list) == [1, 2]
    assert len(calls) == 1
    assert cached("a", "other key", make, list) == [1, 2]
    assert len(calls) == 2


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_damaged_files_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | None) -> None:
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path))
    first = Extractor().extract(TEXT)
    files = sorted(tmp_path.glob("*.pickle"))
    assert files
    for file in files:
        file.write_bytes(file.read_bytes()[:-7] + b"1234567" if damage is None else damage)
    assert Extractor().extract(TEXT) == first


def test_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("EXTRACTOR_CACHE", str(blocked / "below"))
    assert len(Extractor().extract(TEXT).figures) == 2


def test_without_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_CACHE", "")
    monkeypatch.chdir(tmp_path)
    assert len(Extractor().extract(TEXT).figures) == 2
    assert list(tmp_path.iterdir()) == []


def test_old_files_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path))
    for number in range(KEPT + 3):
        cached("a", str(number), lambda: [0], list)
    assert len(list(tmp_path.glob("a-*"))) == KEPT
