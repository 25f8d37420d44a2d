"""How many of the real articles come back identical from every encoding.

Run: python -m tests.reading.check_encodings [FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from extractor.reading.encoding import Decoder
from extractor.rules import load_rules

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "articles"
FLOOR = 0.995
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "big5", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be")
_GB2312_TOO = "—·"
"""Characters of GB 2312 that Python's codec of that name maps differently from every other program."""


def encode(text: str, encoding: str) -> tuple[str, bytes]:
    """What ``encoding`` can hold of ``text``, and its bytes."""
    if encoding == "gb2312":
        kept = "".join(c for c in text if c in _GB2312_TOO or _fits(c, encoding))
        return kept, kept.encode("gb18030")
    codec = "cp950" if encoding == "big5" else encoding
    kept = text if encoding.startswith(("utf", "gb18030")) else "".join(c for c in text if _fits(c, codec))
    return kept, kept.encode(codec)


def _fits(char: str, encoding: str) -> bool:
    try:
        return char.encode(encoding).decode(encoding) == char
    except UnicodeEncodeError:
        return False


def texts(folder: Path, encoding: str, step: int) -> Iterator[str]:
    """Every ``step``-th article; for Big5 in traditional characters, as texts in it are."""
    convert = {ord(new): old for old, new in _pairs()} if encoding.startswith("big5") else None
    for path in sorted(folder.rglob("*.txt"))[::step]:
        text = path.read_bytes().decode("utf-8")
        yield text.translate(convert) if convert else text


def _pairs() -> list[tuple[str, str]]:
    """Traditional characters with their simplified ones."""
    rows = (tuple(row.values())[:2] for row in load_rules().table("traditional"))
    return [(old, new) for old, new in rows if len(old) == len(new) == 1 and old != new]


def rates(folder: Path = FOLDER, step: int = 1) -> dict[str, tuple[int, int]]:
    """Encoding → articles that come back identical, articles read."""
    decoder = Decoder(load_rules())
    out: dict[str, tuple[int, int]] = {}
    for encoding in ENCODINGS:
        same = total = 0
        for text in texts(folder, encoding, step):
            kept, data = encode(text, encoding)
            total += 1
            same += decoder.decode(data).text == kept
        out[encoding] = (same, total)
    return out


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not folder.is_dir():
        print(f"skipped: there is no folder {folder}")
        return 0
    worst = 1.0
    for encoding, (same, total) in rates(folder).items():
        worst = min(worst, same / max(1, total))
        print(f"{encoding:10} {same}/{total} identical  {same / max(1, total):.4f}")
    return 0 if worst >= FLOOR else 1


if __name__ == "__main__":
    raise SystemExit(main())
