"""Bytes → text: which encoding they are in, judged by what they say, and what was broken in them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from extractor.rules import RuleSet

SAMPLE = 1 << 16
REPLACEMENT = "\ufffd"
BROKEN_SHARE = 0.1
"""UTF-8 with at most this share of broken among its non-ASCII characters is UTF-8 all the same."""
FOREIGN = 0.25
"""Below this score a text is not Chinese in any encoding that was tried."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ("gb18030", "cp950", "big5hkscs")
_WIDE = ("utf-16-le", "utf-16-be")
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "cp950",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "cp950",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.I)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in and how many characters could not be decoded (each is U+FFFD)."""

    text: str
    encoding: str
    replaced: int


def declared_encoding(data: bytes) -> str | None:
    """The charset that a page or XML file names in its first two kilobytes."""
    match = _DECLARED.search(data[:2048])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    name = _ALIASES.get(name, name)
    try:
        return str(codecs.lookup(name).name)
    except LookupError:
        return None


class Decoder:
    """Decodes by byte order mark, then UTF-8, then the encoding in which most characters are common ones."""

    def __init__(self, rules: RuleSet) -> None:
        self._common = frozenset("".join(row["chars"] for row in rules.table("layout/common_chars")))

    def decode(self, data: bytes, declared: str | None = None) -> Decoded:
        """``declared`` is what the file says of itself; it counts only where the bytes allow it."""
        for bom, name in _BOMS:
            if data.startswith(bom):
                return _decoded(data, name)
        if not _looks_wide(data):
            try:
                return Decoded(data.decode("utf-8"), "utf-8", 0)
            except UnicodeDecodeError:
                pass
        return _decoded(data, self._guess(data, declared))

    def score(self, text: str) -> float:
        """The share of common Chinese characters among those that are not ASCII, less what is broken or unassigned."""
        other = [c for c in text if c > "\x7f"]
        zero = text.count("\0")
        if not other:
            return 0.0 if zero else 0.5
        good = sum(c in self._common for c in other)
        bad = sum(c == REPLACEMENT or "\ue000" <= c <= "\uf8ff" or "\x80" <= c < "\xa0" for c in other)
        return (good - 3 * bad - zero) / len(other)

    def _guess(self, data: bytes, declared: str | None) -> str:
        sample = _sample(data)
        if _mostly_utf8(sample):
            return "utf-8"
        names: list[str] = [*_CHINESE, *(_WIDE if len(data) % 2 == 0 or _looks_wide(data) else ())]
        if declared and declared not in names:
            names.insert(0, declared)
        scores = {name: self.score(_try(sample, name)) + (0.05 if name == declared else 0.0) for name in names}
        best = max(names, key=scores.__getitem__)
        if scores[best] >= FOREIGN:
            return best
        return declared if declared and _clean(sample, declared) else _foreign(sample) or best


def _decoded(data: bytes, name: str) -> Decoded:
    text = data.decode(name, errors="replace")
    replaced = text.count(REPLACEMENT)
    if replaced:
        replaced -= min(replaced, _genuine(data, name))
    return Decoded(text, "utf-8" if name == "utf-8-sig" else name, replaced)


def _genuine(data: bytes, name: str) -> int:
    """How many U+FFFD the file itself holds."""
    unicode = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(name, name)
    return data.count(REPLACEMENT.encode(unicode)) if unicode.startswith(("utf", "gb18030")) else 0


def _sample(data: bytes) -> bytes:
    """Enough bytes to judge by: those from the first that is not ASCII on, from an even offset."""
    if len(data) <= SAMPLE:
        return data
    match = re.search(rb"[\x80-\xff]", data)
    start = max(0, (match.start() if match else 0) - 64) & ~1
    return data[start : start + SAMPLE]


def _try(sample: bytes, name: str) -> str:
    """``sample`` in an encoding; a character cut off at its end does not count as broken."""
    text: str = codecs.getincrementaldecoder(name)("replace").decode(sample, False)
    return text


def _clean(sample: bytes, name: str) -> bool:
    text = _try(sample, name)
    return REPLACEMENT not in text and "\0" not in text


def _mostly_utf8(sample: bytes) -> bool:
    text = _try(sample, "utf-8")
    broken = text.count(REPLACEMENT)
    whole = sum(c > "\x7f" for c in text) - broken
    return whole > 0 and broken <= BROKEN_SHARE * whole


def _looks_wide(data: bytes) -> bool:
    """Whether NUL bytes stand as they do in UTF-16: all on one side of the pairs."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    return (even > 0) != (odd > 0) and max(even, odd) * 20 > len(head) // 2


def _foreign(sample: bytes) -> str | None:
    """The encoding of a text that is not Chinese, by charset-normalizer's judgement."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample[: SAMPLE // 8]).best()
    return found.encoding if found else None
