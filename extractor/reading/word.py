"""Word documents (.docx) → paragraphs and tables in their order.

The parts of the package are read with lxml, entities off and without a network: nothing but
the text is wanted, and no library builds it faster.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from extractor.errors import InputError
from extractor.reading.archive import check_zip
from extractor.reading.document import Document, TextBuilder
from extractor.reading.limits import Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SKIPPED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr", "sectPr", "footnoteReference", "commentReference")
)
_DAMAGED = "Open it in Word or WPS, which repairs it, and save it again."


def read_word(data: bytes, limits: Limits) -> Document:
    """The text of a document; InputError where it is damaged, bombs or holds no text."""
    root = _part(data, "word/document.xml", limits)
    builder = TextBuilder(limits.field_chars)
    body = next((child for child in root if _name(child) == "body"), None)
    if body is None:
        raise InputError("A document without a body.", _DAMAGED, code="E108")
    _write(body, builder)
    text = builder.text()
    if not text:
        raise InputError(
            "A document without text; it may hold pictures of pages.", "Run text recognition on it and save the text.", code="E110"
        )
    return Document(text, tables=tuple(builder.tables))


def parse_xml(data: bytes) -> Any:
    """The root of an XML part: no entities, no network, no huge trees."""
    import lxml.etree

    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
        raise InputError("It declares XML entities, which no Word program does.", "Do not trust this file.", code="E108")
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True)
    try:
        return lxml.etree.fromstring(data, parser=parser)
    except lxml.etree.XMLSyntaxError as error:
        raise InputError(f"Damaged XML: {error}.", _DAMAGED, code="E108") from error


def _part(data: bytes, name: str, limits: Limits) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_zip(package, limits)
            info = package.getinfo(name)
            if info.file_size > limits.member_bytes:
                raise InputError(f"A document of {info.file_size} bytes.", "Split it.", code="E105")
            if info.flag_bits & 1:
                raise InputError("The document is protected by a password.", "Save it without one.", code="E109")
            content = package.read(info)
    except (zipfile.BadZipFile, KeyError, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise InputError(f"A damaged document: {error}.", _DAMAGED, code="E108") from error
    return parse_xml(content)


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _write(container: Any, builder: TextBuilder) -> None:
    for child in container:
        name = _name(child)
        if name == "p":
            for line in _paragraph(child).split("\n"):
                builder.line(line)
        elif name == "tbl":
            builder.table(_rows(child))
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            _write(child, builder)


def _paragraph(paragraph: Any) -> str:
    """The text of a paragraph, fields' results and inserted text included, deleted text left out."""
    out: list[str] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        name = _name(element)
        if name in _SKIPPED:
            continue
        if name == "t":
            out.append(element.text or "")
        elif name in ("tab", "noBreakHyphen"):
            out.append("\t" if name == "tab" else "-")
        elif name in ("br", "cr"):
            out.append("\n")
        stack.extend(reversed(element))
    return "".join(out)


def _rows(table: Any) -> list[list[str]]:
    """The cells' texts; one that spans columns or goes on from above leaves empty cells."""
    rows: list[list[str]] = []
    for row in table:
        if _name(row) != "tr":
            continue
        cells: list[str] = []
        for cell in row.iter(f"{_W}tc", f"{_STRICT}tc"):
            if next(cell.iterancestors(f"{_W}tr", f"{_STRICT}tr")) is not row:
                continue
            text = "\n".join(_paragraph(p) for p in cell.iter(f"{_W}p", f"{_STRICT}p"))
            cells.append("" if _continues(cell) else text)
            cells.extend("" for _ in range(_width(cell) - 1))
        rows.append(cells)
    return rows


def _width(cell: Any) -> int:
    for element in cell.iter(f"{_W}gridSpan", f"{_STRICT}gridSpan"):
        value = next(iter(element.attrib.values()), "1")
        return min(int(value), 60) if value.isdecimal() else 1
    return 1


def _continues(cell: Any) -> bool:
    for element in cell.iter(f"{_W}vMerge", f"{_STRICT}vMerge"):
        return "restart" not in element.attrib.values()
    return False
