"""How much of hand-checked article bodies of real pages is read, and how much of the rest left out.

Run: python -m tests.reading.check_pages [FOLDER]

``tests/data/reading/pages.tsv`` names 20 pages by file and a hash of their visible text without
white space, and says which stretches of that text are the article. It holds no text.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from extractor.model import Source
from extractor.reading import read_source

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "articles" / "html"
DATA = Path(__file__).resolve().parents[1] / "data" / "reading" / "pages.tsv"
COVERED, LEFT_OUT = 0.98, 0.95


@dataclass(frozen=True)
class Checked:
    """A page's file, the hash of its visible text and the article's spans in that text."""

    file: str
    digest: str
    body: tuple[tuple[int, int], ...]


def load() -> list[Checked]:
    rows = [line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines()[1:]]
    return [Checked(f, digest, tuple((int(a), int(b)) for a, b in (s.split("-") for s in spans.split(" ")))) for f, digest, spans in rows]


def visible(path: Path) -> str:
    """All that a page shows, without white space: what the spans count in."""
    import lxml.html

    tree = lxml.html.document_fromstring(path.read_bytes().decode("utf-8"))
    for element in tree.xpath("//head|//script|//style|//noscript|//comment()"):
        element.drop_tree()
    return "".join(str(tree.text_content()).split())


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def found_in(text: str, source: Source) -> list[tuple[int, int]]:
    """Where the lines of a source's body stand in the visible text: the last copy before the line that follows."""
    lines = ["".join(line.split()) for start, end in source.body for line in source.text[start:end].split("\n")]
    spans: list[tuple[int, int]] = []
    limit = len(text)
    for line in reversed([x for x in lines if x]):
        at = text.rfind(line, 0, limit)
        if at >= 0:
            spans.append((at, at + len(line)))
            limit = at
    return spans


def rates(folder: Path = FOLDER) -> tuple[float, float, int]:
    """Part of the bodies that is covered, part of the rest that is left out, pages read."""
    covered = body = out = rest = pages = 0
    for checked in load():
        text = visible(folder / checked.file)
        if digest(text) != checked.digest:
            raise ValueError(f"{checked.file} is not the page that was checked")
        gold, said = bytearray(len(text)), bytearray(len(text))
        for flags, spans in ((gold, checked.body), (said, found_in(text, read_source(folder / checked.file)))):
            for start, end in spans:
                flags[start:end] = b"\1" * (end - start)
        both = sum(g & s for g, s in zip(gold, said, strict=True))
        covered, body = covered + both, body + sum(gold)
        out, rest = out + len(text) - sum(gold) - sum(said) + both, rest + len(text) - sum(gold)
        pages += 1
    return covered / max(1, body), out / max(1, rest), pages


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not folder.is_dir():
        print(f"skipped: there is no folder {folder}")
        return 0
    covered, left_out, pages = rates(folder)
    print(f"{pages} pages: body covered {covered:.4f}, rest left out {left_out:.4f}")
    return 0 if covered >= COVERED and left_out >= LEFT_OUT else 1


if __name__ == "__main__":
    raise SystemExit(main())
