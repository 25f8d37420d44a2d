"""What kind of file some bytes are: by their first bytes, then by the file's name."""

from __future__ import annotations

import io
import re
import zipfile

from extractor.errors import InputError

TEXT, PAGE, ARCHIVE_PAGE, WORD, PDF = "text", "page", "mhtml", "docx", "pdf"
JSON, JSONL, CSV, SHEET, PARQUET = "json", "jsonl", "csv", "xlsx", "parquet"
ZIP, TAR, GZIP = "zip", "tar", "gzip"

_BY_ENDING = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": TEXT,
    ".markdown": TEXT,
    ".html": PAGE,
    ".htm": PAGE,
    ".shtml": PAGE,
    ".xhtml": PAGE,
    ".mhtml": ARCHIVE_PAGE,
    ".mht": ARCHIVE_PAGE,
    ".docx": WORD,
    ".docm": WORD,
    ".pdf": PDF,
    ".json": JSON,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".csv": CSV,
    ".tsv": CSV,
    ".xlsx": SHEET,
    ".xlsm": SHEET,
    ".parquet": PARQUET,
    ".zip": ZIP,
    ".tgz": TAR,
    ".tar": TAR,
    ".gz": GZIP,
}
_WORD_ADVICE = "Save it as .docx (Word, WPS or LibreOffice: soffice --headless --convert-to docx FILE)."
_SHEET_ADVICE = "Save it as .xlsx (Excel, WPS or LibreOffice: soffice --headless --convert-to xlsx FILE)."
_IMAGE_ADVICE = "Run text recognition on it first (such as ocrmypdf or tesseract -l chi_sim) and give the text or PDF that it makes."
_UNPACK_ADVICE = "Unpack it, or pack it as .zip or .tar.gz."
_ADVICE = {
    ".doc": ("an old Word document", _WORD_ADVICE),
    ".wps": ("a WPS document", _WORD_ADVICE),
    ".rtf": ("an RTF document", _WORD_ADVICE),
    ".odt": ("an OpenDocument text", _WORD_ADVICE),
    ".xls": ("an old Excel sheet", _SHEET_ADVICE),
    ".et": ("a WPS sheet", _SHEET_ADVICE),
    ".ods": ("an OpenDocument sheet", _SHEET_ADVICE),
    ".ppt": ("a presentation", "Export it as PDF."),
    ".pptx": ("a presentation", "Export it as PDF."),
    ".epub": ("an e-book", "Convert it to .html or .txt (such as with pandoc)."),
    ".ofd": ("an OFD document", "Export it as PDF or as text."),
    ".ceb": ("a CEB document", "Export it as PDF or as text."),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"), ("an image", _IMAGE_ADVICE)),
    **dict.fromkeys((".rar", ".7z", ".xz", ".bz2", ".zst"), ("an archive of a kind that is not read", _UNPACK_ADVICE)),
    **dict.fromkeys((".mp3", ".mp4", ".wav", ".avi"), ("sound or video", "Give its transcript as text.")),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"GIF8", ".gif"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"{\\rtf", ".rtf"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"\xfd7zXZ\0", ".xz"),
    (b"BZh", ".bz2"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
_MIME = re.compile(rb"^(?:From|MIME-Version|Snapshot-Content-Location|Content-Type):", re.I | re.M)
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")


def ending(name: str) -> str:
    """The lower-case ending of a file's name with its dot; .tar.gz counts as .tgz."""
    lower = name.lower()
    if lower.endswith((".tar.gz", ".tar.gzip")):
        return ".tgz"
    dot = lower.rfind(".")
    return lower[dot:] if dot > max(lower.rfind("/"), lower.rfind("\\")) + 0 and dot >= 0 else ""


def kind_of(data: bytes, name: str) -> str:
    """The kind of a file; InputError with advice where it is one that cannot be read."""
    last = ending(name)
    head = data[:1024]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, last)
    if b"%PDF-" in head:
        return PDF
    if head.startswith(b"PAR1"):
        return PARQUET
    if head.startswith(b"\x1f\x8b"):
        return TAR if last == ".tgz" else GZIP
    if data[257:262] == b"ustar":
        return TAR
    if head.startswith(_OLE):
        raise _ole_error(data, last)
    for magic, known in _MAGIC:
        if head.startswith(magic):
            raise unreadable(known)
    if last in _ADVICE and not _is_text(data):
        raise unreadable(last)
    kind = _BY_ENDING.get(last)
    if kind in (WORD, SHEET, PDF, PARQUET, ZIP, GZIP, TAR):
        if _PAGE.search(head):
            return PAGE
        raise InputError(
            f"The name ends in {last}, but the content is something else or damaged.", "Save or download it again.", code="E108"
        )
    if kind is not None:
        return PAGE if kind == TEXT and _begins_page(head) else kind
    if _begins_page(head) or (last == ".doc" and _PAGE.search(head)):
        return PAGE
    if _MIME.match(head) and b"multipart/" in data[:4096].lower():
        return ARCHIVE_PAGE
    if not _is_text(data):
        raise InputError("A binary file of an unknown kind.", "Convert it to text, HTML, docx or PDF with text.", code="E107")
    if last in ("", ".stdin") and head.lstrip()[:1] == b"{":
        return JSONL
    return TEXT


def unreadable(last: str) -> InputError:
    """The error for a kind of file that must be converted first."""
    what, advice = _ADVICE[last]
    return InputError(f"It is {what}, which cannot be read.", advice, code="E106")


def _begins_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head")) or (start.startswith(b"<?xml") and bool(_PAGE.search(head)))


def _zip_kind(data: bytes, last: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:5000])
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputError(f"A damaged or truncated file: {error}.", "Save or download it again.", code="E108") from error
    if "word/document.xml" in names:
        return WORD
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return SHEET
    for part, known in (
        ("ppt/presentation.xml", ".pptx"),
        ("OFD.xml", ".ofd"),
        ("META-INF/container.xml", ".epub"),
        ("content.xml", ".odt"),
    ):
        if part in names and last not in (".zip",):
            raise unreadable(known)
    if last in (".docx", ".docm", ".xlsx", ".xlsm"):
        raise InputError(f"The name ends in {last}, but the document is missing in it.", "Save or download it again.", code="E108")
    return ZIP


def _ole_error(data: bytes, last: str) -> InputError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return InputError("The document is protected by a password.", "Open it, remove the password and save it again.", code="E109")
    if last in (".xlsx", ".xlsm", ".xls", ".et") or "Workbook".encode("utf-16-le") in data[:65536]:
        return unreadable(".xls")
    return unreadable(last if last in (".wps", ".ppt") else ".doc")


def _is_text(data: bytes) -> bool:
    """Whether control characters are as rare as in text; UTF-16 has NUL bytes and a mark or a pattern of them."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    control = len(head) - len(head.translate(None, _CONTROL))
    zeros = head.count(0)
    even, odd = head[::2].count(0), head[1::2].count(0)
    wide = zeros * 20 > len(head) and (even == 0) != (odd == 0)
    return wide or (control - zeros <= len(head) * 0.02 and (zeros <= len(head) * 0.02 or zeros > len(head) * 0.9))
