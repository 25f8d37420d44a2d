"""A folder of thirty files of every kind, read from the first to the last."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.model import Failure, Source
from extractor.reading.reader import Reader

from .builders import (
    ARTICLE,
    PARAGRAPHS,
    TITLE,
    docx,
    gz,
    mhtml,
    news_page,
    paragraph,
    parquet,
    pdf,
    tar_gz,
    wrapped_pdf,
    xlsx,
    zipped,
)
from .conftest import check

ROWS = "\n".join(f'{{"title": "{TITLE}", "text": "{p}"}}' for p in PARAGRAPHS)
CSV = f"标题,正文\n{TITLE},{PARAGRAPHS[0]}\n"
FILES: dict[str, tuple[bytes, int, str]] = {
    # name: content, articles, code of the failure ("" for none)
    "01/a.txt": (ARTICLE.encode(), 1, ""),
    "01/bom.txt": (ARTICLE.encode("utf-8-sig"), 1, ""),
    "01/gbk.txt": (ARTICLE.encode("gb18030"), 1, ""),
    "01/big5.txt": ("今年上半年，產業集群完成產值一千億元，同比增長百分之八。\n".encode("cp950"), 1, ""),
    "01/utf16.txt": (ARTICLE.encode("utf-16"), 1, ""),
    "01/no-ending": (ARTICLE.encode(), 1, ""),
    "02/a.md": (f"### {TITLE}\n\n{PARAGRAPHS[0]}\n".encode(), 1, ""),
    "02/b2.html": (news_page(), 1, ""),
    "02/b.htm": (news_page("gb18030"), 1, ""),
    "02/c.shtml": (news_page(), 1, ""),
    "02/d.mhtml": (mhtml(), 1, ""),
    "03/a.docx": (docx(paragraph(TITLE), paragraph(PARAGRAPHS[0])), 1, ""),
    "03/a.pdf": (wrapped_pdf([TITLE, *PARAGRAPHS]), 1, ""),
    "04/a.jsonl": (ROWS.encode(), 2, ""),
    "04/a.json": (f"[{ROWS}]".replace("\n", ",").encode(), 2, ""),
    "04/a.csv": (CSV.encode(), 1, ""),
    "04/gbk.csv": (CSV.encode("gb18030"), 1, ""),
    "04/a.tsv": (CSV.replace(",", "\t").encode(), 1, ""),
    "04/a.xlsx": (xlsx([["标题", "正文"], [TITLE, PARAGRAPHS[0]]]), 1, ""),
    "04/table.xlsx": (xlsx([["指标", "产值"], ["工业", 12.5]]), 1, ""),
    "04/a.parquet": (parquet({"text": list(PARAGRAPHS)}), 2, ""),
    "05/a.zip": (zipped({"x.txt": ARTICLE.encode(), "y.html": news_page()}), 2, ""),
    "05/b.tar.gz": (tar_gz({"x.txt": ARTICLE.encode(), "y.jsonl": ROWS.encode()}), 3, ""),
    "05/a.txt.gz": (gz(ARTICLE.encode()), 1, ""),
    "06/old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, 0, "E106"),
    "06/a.wps": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, 0, "E106"),
    "06/a.png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, 0, "E106"),
    "06/scan.pdf": (pdf([[]]), 0, "E110"),
    "06/empty.txt": (b"", 0, "E104"),
    "06/cut.docx": (docx(paragraph(TITLE))[:300], 0, "E108"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("folder")
    for name, (data, _, _) in FILES.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return root


def test_there_are_thirty() -> None:
    assert len(FILES) == 30


@pytest.mark.parametrize("name", FILES)
def test_file(folder: Path, reader: Reader, name: str) -> None:
    _, articles, code = FILES[name]
    found = list(reader.read(folder / name, root=folder))
    sources = [f for f in found if isinstance(f, Source)]
    failures = [f for f in found if isinstance(f, Failure)]
    assert len(sources) == articles
    assert [f.code for f in failures] == ([code] if code else [])
    for source in sources:
        check(source)
        assert source.body
        assert source.id.startswith(name.split(".")[0])
        assert source.path is not None
        assert source.path.startswith(str(folder / name))


def test_ids_tell_files_apart(folder: Path, reader: Reader) -> None:
    found = [f for name in FILES for f in reader.read(folder / name, root=folder)]
    ids = [f.id for f in found if isinstance(f, Source)]
    doubled = {i for i in ids if ids.count(i) > 1}
    # only files that differ in nothing but their ending share an id
    assert doubled <= {"03/a", "04/a#1", "04/a#2"}
