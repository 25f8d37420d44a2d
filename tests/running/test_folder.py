from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from kill import contents, kill_runs, write_articles

from extractor.errors import InputError, OutputError, UsageError
from extractor.running import Options, Summary, run_to_folder
from extractor.running.store import Store
from extractor.writing.formats import FORMATS

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(**texts: str) -> None:
    Path("in").mkdir(exist_ok=True)
    for name, text in texts.items():
        Path("in", f"{name}.txt").write_text(text, encoding="utf-8")


def go(out: str = "out", paths: tuple[str, ...] = ("in",), **options: Any) -> Summary:
    return run_to_folder(paths, out, Options(**{"maker": "breaking", "shard": 4, **options}))


def failures(out: str = "out") -> dict[str, str]:
    lines = [json.loads(line) for line in Path(out, "failures.jsonl").read_text(encoding="utf-8").splitlines()]
    return {Path(f["path"]).name: f["code"] for f in lines}


def ids(out: str = "out") -> list[str]:
    return [json.loads(line)["id"] for line in Path(out, "articles.jsonl").read_text(encoding="utf-8").splitlines()]


def published(out: str = "out") -> set[str | None]:
    return {json.loads(line)["published"] for line in Path(out, "articles.jsonl").read_text(encoding="utf-8").splitlines()}


def test_same_bytes_for_any_number_of_workers_and_any_size_of_shards() -> None:
    write(**{f"a{i}": f"株洲企业{i}家。" for i in range(50)}, bad="RAISE")
    for number, options in enumerate([{"workers": 1}, {"workers": 2}, {"workers": 4, "shard": 1}, {"shard": 1000}]):
        summary = go(f"out{number}", **options)
        assert (summary.articles, summary.figures, summary.entities, summary.failures) == (50, 50, 50, 1)
        assert contents(Path(f"out{number}")) == contents(Path("out0"))
    assert ids("out0") == sorted(ids("out0"))
    assert len(ids("out0")) == 50


def test_an_article_that_breaks_costs_itself() -> None:
    texts = {f"a{i}": f"株洲企业{i}家。" for i in range(12)}
    write(**texts, b="EXIT", c="HANG", d="RAISE", e="MEMORY", f="", g="株洲企业5家。")
    summary = go(workers=2, seconds=1.0)
    expected = {"b.txt": "E601", "c.txt": "E602", "d.txt": "E600", "f.txt": "E104"}
    if sys.platform == "linux":
        expected["e.txt"] = "E603"
    assert expected.items() <= failures().items()
    assert ids() == sorted([*texts, "g"])
    assert summary.articles == 13


def test_one_row_that_breaks_costs_itself() -> None:
    Path("in").mkdir()
    rows = ["企业1家", "EXIT", "企业2家", "HANG", "企业3家"]
    Path("in", "t.jsonl").write_text(
        "".join(json.dumps({"text": r + "，株洲的制造业集群", "id": f"r{i}"}) + "\n" for i, r in enumerate(rows))
    )
    go(seconds=1.0)
    assert ids() == ["t#r0", "t#r2", "t#r4"]
    assert failures() == {"t.jsonl#2": "E601", "t.jsonl#4": "E602"}


def test_a_worker_killed_by_something_else_costs_nothing(there: Path) -> None:
    write(a="企业1家", b=f"企业2家 ONCE:{there}/dead", c="企业3家")
    assert go().failures == 0
    assert ids() == ["a", "b", "c"]


def test_a_large_table_is_cut_into_parts_and_goes_on_in_the_middle() -> None:
    Path("in").mkdir()
    lines = [json.dumps({"id": f"r{i:04}", "text": f"株洲集聚企业{i}家，本地配套率{i % 100}%。"}, ensure_ascii=False) for i in range(1250)]
    lines[777] = json.dumps({"id": "r0777", "text": "EXIT，株洲的制造业集群"})
    Path("in", "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    Path("in", "z.txt").write_text("企业1家", encoding="utf-8")
    whole = go("whole", workers=1, large=1000)
    assert (whole.articles, whole.failures) == (1250, 1)
    assert ids("whole") == [f"t#r{i:04}" for i in range(1250) if i != 777] + ["z"]
    go(workers=2, large=1000)
    assert contents(Path("out")) == contents(Path("whole"))
    store = Store("out/.extractor/shards")
    for key in list(store.keys())[::2]:
        store.remove(key)
    again = go(workers=2, large=1000)
    assert contents(Path("out")) == contents(Path("whole"))
    assert again.reused >= 6
    assert go(large=1000).unchanged
    go("small")
    assert contents(Path("small")) == contents(Path("whole"))


def test_nothing_to_do_is_said_and_lost_outputs_come_back() -> None:
    write(a="企业1家", b="企业2家")
    first = go()
    assert not first.unchanged
    before = contents(Path("out"))
    second = go()
    assert second.unchanged
    assert (second.articles, second.figures) == (2, 2)
    Path("out", "figures.csv").unlink()
    assert not go().unchanged
    assert contents(Path("out")) == before
    assert not go(formats=("csv",)).unchanged


def test_changed_added_and_removed_inputs_are_noticed() -> None:
    write(**{f"a{i}": f"企业{i}家" for i in range(30)})
    go()
    write(a3="企业333家", new="企业7家")
    Path("in", "a9.txt").unlink()
    summary = go()
    assert summary.reused > 0
    assert [note.split(":")[0] for note in summary.notes] == [
        "1 input changed since the last run",
        "1 input added since the last run",
        "1 input removed since the last run",
    ]
    go("fresh")
    assert contents(Path("out")) == contents(Path("fresh"))


def test_other_settings_ask_for_a_decision() -> None:
    write(**{f"a{i}": f"企业{i}家" for i in range(30)})
    go()
    with pytest.raises(UsageError, match=r'published null → "2022-01-01"') as error:
        go(published="2022-01-01")
    assert "--fresh" in error.value.advice
    kept = go(published="2022-01-01", go_on=True)
    assert kept.reused > 0
    assert published() == {None}
    assert go(published="2022-01-01", fresh=True).reused == 0
    assert published() == {"2022-01-01"}


def test_failures_are_tried_again_when_asked() -> None:
    write(**{f"a{i}": f"企业{i}家" for i in range(20)}, bad="RAISE")
    go()
    assert go().unchanged
    shutil.copystat("in/bad.txt", "in/a0.txt")
    summary = go(retry_failures=True)
    assert (summary.unchanged, summary.failures) == (False, 1)
    assert summary.reused > 0


def test_a_damaged_shard_is_noticed_and_redone() -> None:
    write(**{f"a{i}": f"企业{i}家" for i in range(30)})
    go()
    before = contents(Path("out"))
    files = sorted(p for p in Path("out/.extractor/shards").rglob("*") if p.is_file())
    files[0].write_bytes(files[0].read_bytes()[:-3])  # torn
    Path("out/articles.jsonl").unlink()
    assert go().reused == len(files) - 1
    assert contents(Path("out")) == before
    data = bytearray(files[1].read_bytes())
    data[-3] ^= 255
    files[1].write_bytes(data)
    Path("out/articles.jsonl").unlink()
    with pytest.raises(OutputError, match="damaged"):
        go()
    go()
    assert contents(Path("out")) == before


def test_ids_stay_apart() -> None:
    for folder in ("x/news", "y/news", "z"):
        Path(folder).mkdir(parents=True)
        Path(folder, "a.txt").write_text("企业1家", encoding="utf-8")
    Path("z/a.html").write_text("<html><body><p>株洲集聚企业2家。</p></body></html>", encoding="utf-8")
    Path("z/.hidden.txt").write_text("企业3家", encoding="utf-8")
    go(paths=("x/news", "y/news", "z", "z/a.txt"))
    assert ids() == ["news/a", "news~2/a", "z/a", "z/a.txt"]
    go("out2", paths=("x/news/a.txt", "z/a.txt"))
    assert ids("out2") == ["a", "z/a.txt"]


def test_the_output_is_not_read_as_input() -> None:
    write(a="企业1家")
    assert [go("in/out", fresh=True).articles for _ in range(2)] == [1, 1]


def test_what_a_user_can_get_wrong(there: Path) -> None:
    Path("empty").mkdir()
    write(a="企业1家")
    Path("file").touch()
    for error, paths, out, options in (
        (InputError, ("nowhere",), "out", {}),
        (InputError, ("empty",), "out", {}),
        (OutputError, ("in",), "file", {}),
        (OutputError, ("in",), "file/inner", {}),
        (UsageError, ("in",), "out", {"formats": ("exel",)}),
    ):
        with pytest.raises(error):
            go(out, paths, **options)


def test_two_runs_into_one_folder_at_once_are_refused() -> None:
    from extractor.running.manifest import locked

    write(a="企业1家")
    Path("out/.extractor").mkdir(parents=True)
    with locked(Path("out/.extractor/lock")), pytest.raises(OutputError, match="Another run"):
        go()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_interrupted_it_stops_at_once_and_leaves_no_worker(there: Path) -> None:
    write_articles(there / "in", 200)
    program = (
        "import functools, signal\nfrom extractor import running\nfrom extractor.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell lets what runs behind it ignore SIGINT
        "running.Options = functools.partial(running.Options, maker='breaking', shard=4)\nmain()"
    )
    path = os.pathsep.join([str(HERE), str(HERE.parents[1])])
    command = [sys.executable, "-c", program, "run", "in", "-o", "out", "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": path})
    deadline = time.monotonic() + 20
    while not list(Path("out/.extractor/shards").rglob("??????*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert time.monotonic() - begun < 2
    assert process.returncode == 130
    assert "run the same command again" in errors
    assert "Traceback" not in errors
    assert sorted(p.name for p in Path("out").iterdir()) == [".extractor"]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_at_any_moment_it_goes_on_with_nothing_lost_and_nothing_twice(there: Path) -> None:
    killed, finished = kill_runs(20, there)
    assert killed == 20
    assert finished >= 1


def test_a_url_as_output_holds_the_same_and_is_resumed(there: Path) -> None:
    write(**{f"a{i}": f"株洲企业{i}家。" for i in range(30)}, bad="RAISE")
    go("local")
    url = f"local://{there}/far/away"  # a file system as fsspec sees it
    first = go(url)
    assert (first.articles, first.reused) == (30, 0)
    assert contents(there / "far/away") == contents(Path("local"))
    for file in (there / "far/away/.extractor/shards").iterdir():
        if file.name < "8":
            file.unlink()
    again = go(url)
    assert 0 < again.reused < first.articles
    assert contents(there / "far/away") == contents(Path("local"))
    with pytest.raises(UsageError, match="other settings"):
        go(url, published="2022-01-01")
    with pytest.raises(UsageError, match="sqlite"):
        go(url, formats=("sqlite",))


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no UTF-8 are possible on Linux")
def test_file_names_that_are_no_utf8() -> None:
    write(a="企业1家")
    Path("in", os.fsdecode(b"\xc6\xf3\xd2\xb5.txt")).write_text("企业2家", encoding="utf-8")
    Path("in", os.fsdecode(b"\xc6\xf3.txt")).touch()
    summary = go(formats=tuple(FORMATS))
    assert (summary.articles, summary.failures) == (2, 1)
    assert ids() == ["a", "\ufffd\ufffdҵ"]
    assert go(formats=tuple(FORMATS)).unchanged
