"""Inputs that break readers: each ends in a right text or in one failure that says what to do."""

from __future__ import annotations

import io
import json
import os
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.model import Failure, Source
from extractor.reading.limits import Limits
from extractor.reading.reader import Reader
from extractor.rules import load_rules

from .builders import (
    ARTICLE,
    PARAGRAPHS,
    TITLE,
    docx,
    gz,
    news_page,
    page,
    paragraph,
    pdf,
    tar_gz,
    wrapped_pdf,
    xlsx,
    zipped,
)
from .conftest import Read

SECONDS = 10.0
UTF8 = ARTICLE.encode()


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < SECONDS


def deep(mark: str, depth: int) -> bytes:
    return (f"<{mark}>" * depth + f"<p>{PARAGRAPHS[0]}</p>" + f"</{mark}>" * depth).encode()


def bomb() -> bytes:
    return zipped({"a.txt": b"0" * 60_000_000})


def tar_with(kind: bytes, name: str, target: str = "") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.type = kind
        info.linkname = target
        archive.addfile(info)
    return out.getvalue()


def locked_zip() -> bytes:
    data = bytearray(zipped({"a.txt": UTF8}))
    data[6] |= 1  # the flag in the member's header and in the directory
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def nested_zip(depth: int) -> bytes:
    data = zipped({"a.txt": UTF8})
    for level in range(depth):
        data = zipped({f"{level}.zip": data})
    return data


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le") + b"\0" * 600


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + i)} '{'&' + chr(97 + i) + ';'}{'&' + chr(97 + i) + ';'}'>" for i in range(20))
    + "]>"
)

FAILING: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "a.txt", "E104"),
    "white space": (lambda: b" \n\t \r\n" * 50, "a.txt", "E104"),
    "only a byte order mark": (lambda: b"\xef\xbb\xbf", "a.txt", "E104"),
    "only zero-width characters": (lambda: "\u200b\u2060\ufeff".encode(), "a.txt", "E104"),
    "only punctuation": (lambda: "。。。——！".encode(), "a.txt", "E104"),
    "only NUL bytes": (lambda: b"\0" * 4096, "a.txt", "E104"),
    "zip bomb": (bomb, "a.zip", "E111"),
    "zip bomb as docx": (lambda: docx(paragraph("亿" * 20_000_000)), "a.docx", "E111"),
    "gzip bomb": (lambda: gz(b"0" * 60_000_000), "a.txt.gz", "E111"),
    "tar bomb": (lambda: tar_gz({"a.txt": b"0" * 60_000_000}), "a.tar.gz", "E111"),
    "zip in zip in zip in zip": (lambda: nested_zip(4), "a.zip", "E111"),
    "path out of a zip": (lambda: zipped({"../../etc/x.txt": UTF8}), "a.zip", "E112"),
    "absolute path in a zip": (lambda: zipped({"/etc/x.txt": UTF8}), "a.zip", "E112"),
    "backslash path in a zip": (lambda: zipped({"..\\..\\x.txt": UTF8}), "a.zip", "E112"),
    "path out of a tar": (lambda: tar_gz({"../x.txt": UTF8}), "a.tar.gz", "E112"),
    "link in a tar": (lambda: tar_with(tarfile.SYMTYPE, "x.txt", "/etc/passwd"), "a.tar.gz", "E112"),
    "device in a tar": (lambda: tar_with(tarfile.CHRTYPE, "x.txt"), "a.tar.gz", "E112"),
    "locked zip": (locked_zip, "a.zip", "E109"),
    "truncated zip": (lambda: zipped({"a.txt": UTF8 * 50})[:200], "a.zip", "E108"),
    "truncated gz": (lambda: gz(os.urandom(3000))[:1500], "a.txt.gz", "E108"),
    "truncated docx": (lambda: docx(paragraph(TITLE))[:-60], "a.docx", "E108"),
    "truncated xlsx": (lambda: xlsx([["正文"], [PARAGRAPHS[0]]])[:900], "a.xlsx", "E108"),
    "docx with an external entity": (lambda: docx(paragraph("&e;"), prolog=ENTITY), "a.docx", "E108"),
    "docx with a billion laughs": (lambda: docx(paragraph("&u;"), prolog=LAUGHS), "a.docx", "E108"),
    "docx with broken XML": (lambda: docx("<w:p><w:r>"), "a.docx", "E108"),
    "docx without text": (lambda: docx("<w:p/>"), "a.docx", "E110"),
    "locked docx": (lambda: ole("EncryptedPackage"), "a.docx", "E109"),
    "old Word document": (lambda: ole("WordDocument"), "a.doc", "E106"),
    "WPS document": (lambda: ole("WpsDocument"), "a.wps", "E106"),
    "old Excel sheet": (lambda: ole("Workbook"), "a.xls", "E106"),
    "image": (lambda: b"\xff\xd8\xff\xe0" + os.urandom(500), "a.jpg", "E106"),
    "image that calls itself text": (lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(500), "a.txt", "E106"),
    "rar archive": (lambda: b"Rar!\x1a\x07\x01\0" + os.urandom(100), "a.rar", "E106"),
    "random bytes": (lambda: bytes(range(256)) * 40, "a.dat", "E107"),
    "text that calls itself docx": (lambda: UTF8, "a.docx", "E108"),
    "text that calls itself pdf": (lambda: UTF8, "a.pdf", "E108"),
    "PDF without text": (lambda: pdf([[]]), "a.pdf", "E110"),
    "locked PDF": (lambda: pdf([[(60, 700, TITLE)]], encrypt=True), "a.pdf", "E109"),
    "PDF header and nothing else": (lambda: b"%PDF-1.7\n", "a.pdf", "E108"),
    "page without text": (lambda: page("<script>var a = 1;</script><img src=x>"), "a.html", "E116"),
    "web archive without a page": (
        lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B--\r\n",
        "a.mhtml",
        "E108",
    ),
    "100,000 nested tags": (lambda: deep("div", 100_000), "a.html", "E118"),
    "jsonl of lists": (lambda: b"[1, 2]\n[3]\n", "a.jsonl", "E114"),
    "json nested 100,000 deep": (lambda: b"[" * 100_000, "a.json", "E114"),
    "json without text": (lambda: b'[{"a": 1, "b": 2}]', "a.json", "E113"),
    "csv with a header only": (lambda: "标题,正文\n".encode(), "a.csv", "E104"),
    "sheet without cells": (lambda: xlsx([]), "a.xlsx", "E104"),
    "rows without text": (lambda: '{"text": "", "title": "甲"}\n'.encode(), "a.jsonl", "E116"),
    "parquet header and nothing else": (lambda: b"PAR1" + b"\0" * 20, "a.parquet", "E108"),
}


@pytest.mark.parametrize("kind", FAILING)
def test_one_clear_failure(read: Read, kind: str) -> None:
    make, name, code = FAILING[kind]
    (failure,) = read(make(), name)
    assert isinstance(failure, Failure), failure
    assert failure.code == code, failure
    assert failure.path.startswith(name.split("#")[0])
    assert len(failure.reason) > 5
    assert "Traceback" not in failure.reason
    assert failure.advice


def one(found: list[Source | Failure]) -> Source:
    (source,) = found
    assert isinstance(source, Source), source
    return source


READABLE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "one character": (lambda: "亿".encode(), "a.txt", "亿"),
    "10 MB on one line": (lambda: (PARAGRAPHS[0] * 55_000).encode(), "a.txt", PARAGRAPHS[0]),
    "500,000 short lines": (lambda: "甲乙\n".encode() * 500_000, "a.txt", "甲乙"),
    "100,000 lines of a column's name": (lambda: "相关报道\n".encode() * 100_000 + UTF8, "a.txt", PARAGRAPHS[0]),
    "NUL bytes in a text": (lambda: UTF8.replace("，".encode(), b"\0", 1), "a.txt", "2024-07-15"),
    "control characters": (lambda: UTF8.replace("，".encode(), b"\x01\x1b", 1), "a.txt", TITLE),
    "zero-width and bidi marks": (lambda: ARTICLE.replace("，", "\u200b\u202e，\u200f").encode(), "a.txt", TITLE),
    "emoji and private use": (lambda: ("😀\U0001f1e8\U0001f1f3\ue000\uf8ff" + ARTICLE).encode(), "a.txt", PARAGRAPHS[1]),
    "lone surrogates in UTF-16": (lambda: "\ufeff甲".encode("utf-16-le") + b"\x00\xd8" + ARTICLE.encode("utf-16-le"), "a.txt", TITLE),
    "lone surrogates in UTF-8": (lambda: b"\xed\xa0\x80" + UTF8, "a.txt", TITLE),
    "UTF-16 cut in the middle of a character": (lambda: ARTICLE.encode("utf-16")[:-1], "a.txt", TITLE),
    "mixed line ends": (lambda: ARTICLE.replace("\n", "\r\n", 1).replace("\n2", "\r2", 1).encode(), "a.txt", PARAGRAPHS[0]),
    "old Mac line ends": (lambda: ARTICLE.replace("\n", "\r").encode(), "a.txt", PARAGRAPHS[0]),
    "UTF-8 with broken bytes": (lambda: UTF8[:50] + b"\xff\x80" + UTF8[50:], "a.txt", PARAGRAPHS[1]),
    "date that is none": (lambda: ARTICLE.replace("2024-07-15", "2022-13-45").encode(), "a.txt", PARAGRAPHS[0]),
    "number of 5,000 digits": (lambda: ("产值" + "9" * 5000 + "元。\n" + ARTICLE).encode(), "a.txt", "9" * 5000),
    "一 ten thousand times": (lambda: ("一" * 10_000 + "。").encode(), "a.txt", "一" * 10_000),
    "亿 ten thousand times": (lambda: ("3" + "亿" * 10_000 + "元。").encode(), "a.txt", "亿" * 10_000),
    "brackets nested 10,000 deep": (lambda: ("（" * 10_000 + "甲" + "）" * 10_000).encode(), "a.txt", "甲"),
    "quotes nested 10,000 deep": (lambda: ("“" * 10_000 + "甲" + "”" * 10_000).encode(), "a.txt", "甲"),
    "page with a script like an article": (news_page, "a.html", PARAGRAPHS[0]),
    "page in tags never closed": (lambda: f"<html><body><div><p>{PARAGRAPHS[0]}<p>{PARAGRAPHS[1]}".encode(), "a.html", PARAGRAPHS[1]),
    "1,500 nested tags": (lambda: deep("div", 1500), "a.html", PARAGRAPHS[0]),
    "1,500 nested tables": (lambda: deep("table", 1500), "a.html", PARAGRAPHS[0]),
    "page of 10,000 paragraphs": (lambda: page(f"<p>{PARAGRAPHS[0]}</p>" * 10_000), "a.html", PARAGRAPHS[0]),
    "page that declares the wrong charset": (lambda: news_page("gb18030").replace(b"gb18030", b"iso-8859-1"), "a.html", PARAGRAPHS[0]),
    "page with an XML declaration": (lambda: b'<?xml version="1.0" encoding="gbk"?>' + news_page(), "a.html", PARAGRAPHS[0]),
    "page in English": (
        lambda: page("<h1>Output grows</h1>" + "<p>Output grew by five percent in the first half.</p>" * 3),
        "a.html",
        "Output grew",
    ),
    "Japanese text": (lambda: "経済産業省は、上半期の生産が前年同期比で五パーセント増えたと発表した。".encode(), "a.txt", "経済産業省"),
    "Japanese text in Shift JIS": (lambda: ("これは日本語の文章です。生産が増えました。" * 20).encode("shift_jis"), "a.txt", "これは"),
    "Latin-1 text": (
        lambda: ("La production a augmenté de cinq pour cent à la fin de l'été. " * 20).encode("latin-1"),
        "a.txt",
        "La production",
    ),
    "article without a figure": (
        lambda: "各级部门要认真学习，深入领会，切实抓好落实，不断开创工作新局面，取得更大成绩。".encode(),
        "a.txt",
        "各级部门",
    ),
    "old Word file that is a page": (lambda: news_page(), "a.doc", PARAGRAPHS[0]),
    "text without an ending": (lambda: UTF8, "README", PARAGRAPHS[0]),
    "PDF with rubbish before its header": (lambda: b"\n\n" + wrapped_pdf([TITLE, PARAGRAPHS[0]]), "a.pdf", TITLE),
    "docx of tables in tables": (
        lambda: docx(paragraph(TITLE), "<w:tbl><w:tr><w:tc>" * 60 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 60),
        "a.docx",
        TITLE,
    ),
}


@pytest.mark.parametrize("kind", READABLE)
def test_right_text(read: Read, kind: str) -> None:
    make, name, wanted = READABLE[kind]
    source = one(read(make(), name))
    assert wanted in source.text
    assert source.body
    assert "9999" not in "".join(source.text[a:b] for a, b in source.body) or wanted.startswith("9")


def test_broken_bytes_are_counted(read: Read) -> None:
    source = one(read(UTF8[:50] + b"\xff\x80" + UTF8[50:], "a.txt"))
    assert source.replaced == source.text.count("\ufffd") > 0


def test_a_date_that_is_none_is_not_published(read: Read) -> None:
    assert one(read(ARTICLE.replace("2024-07-15", "2022-13-45").encode(), "a.txt")).published is None


def test_csv_with_unbalanced_quotes(read: Read) -> None:
    data = f'标题,正文\n甲,{PARAGRAPHS[0]}\n乙,"{PARAGRAPHS[1]}\n丙,丁\n'.encode()
    first, second = read(data, "a.csv")
    assert isinstance(first, Source)
    assert first.text == PARAGRAPHS[0]
    assert isinstance(second, Failure)
    assert (second.code, second.path) == ("E114", "a.csv#2")
    assert "line 3" in second.reason


def test_csv_rows_of_many_lengths(read: Read) -> None:
    data = f"标题,正文,日期\n甲\n乙,{PARAGRAPHS[0]}\n丙,{PARAGRAPHS[1]},2024-01-02,多,余\n".encode()
    missing, short, long = read(data, "a.csv")
    assert isinstance(missing, Failure)
    assert isinstance(short, Source)
    assert isinstance(long, Source)
    assert (short.published, long.published) == (None, "2024-01-02")


def test_a_bad_line_does_not_stop_the_others(read: Read) -> None:
    rows = [json.dumps({"text": p}) for p in PARAGRAPHS]
    first, bad, last = read(f"{rows[0]}\n{{broken\n{rows[1]}\n".encode(), "a.jsonl")
    assert isinstance(first, Source)
    assert isinstance(last, Source)
    assert isinstance(bad, Failure)
    assert (bad.code, bad.path) == ("E114", "a.jsonl#2")


def test_lone_surrogates_in_json(read: Read) -> None:
    source = one(read(b'{"text": "\\ud800 ' + PARAGRAPHS[0].encode() + b'"}\n', "a.jsonl"))
    source.text.encode()
    assert PARAGRAPHS[0] in source.text


def test_number_of_5000_digits_in_json(read: Read) -> None:
    found = read(b'{"n": ' + b"9" * 5000 + b', "text": "' + PARAGRAPHS[0].encode() + b'"}\n', "a.jsonl")
    assert len(found) == 1
    assert isinstance(found[0], Source) or found[0].code == "E114"


def test_duplicate_ids_stay_apart(read: Read) -> None:
    rows = "\n".join(json.dumps({"id": "x", "text": p}) for p in PARAGRAPHS)
    assert [s.id for s in read(rows.encode(), "a.jsonl") if isinstance(s, Source)] == ["a#x", "a#x~2"]


def test_a_bad_member_does_not_stop_the_others(read: Read) -> None:
    found = read(zipped({"a.txt": UTF8, "b.doc": ole("WordDocument"), "../c.txt": UTF8, "d.txt": UTF8}), "x.zip")
    assert [type(f).__name__ for f in found] == ["Source", "Failure", "Failure", "Source"]
    assert [f.path for f in found if isinstance(f, Failure)] == ["x.zip/b.doc", "x.zip/../c.txt"]


def test_link_in_a_zip(read: Read) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("x.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    (failure,) = read(out.getvalue(), "a.zip")
    assert isinstance(failure, Failure)
    assert failure.code == "E112"


def test_directory_named_like_a_text(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    (failure,) = reader.read(tmp_path / "x.txt")
    assert isinstance(failure, Failure)
    assert failure.code == "E103"


def test_symlink_loop_and_dangling_link(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "c.txt").symlink_to("nowhere.txt")
    for name in ("a.txt", "c.txt"):
        (failure,) = reader.read(tmp_path / name)
        assert isinstance(failure, Failure)
        assert failure.code == "E115"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(UTF8)
    path.chmod(0)
    (failure,) = reader.read(path)
    assert isinstance(failure, Failure)
    assert failure.code == "E102"


def test_permission_error_is_a_failure(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(UTF8)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (failure,) = reader.read(path)
    assert isinstance(failure, Failure)
    assert (failure.code, "chmod" in failure.advice) == ("E102", True)


def test_file_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(UTF8)
    (failure,) = Reader(load_rules(), limits=Limits(file_bytes=100)).read(path)
    assert isinstance(failure, Failure)
    assert failure.code == "E105"


def test_named_pipe(reader: Reader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (failure,) = reader.read(tmp_path / "a.txt")
    assert isinstance(failure, Failure)
    assert failure.code == "E102"
