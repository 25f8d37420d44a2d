"""PDF files with text → paragraphs: columns in order, wrapped lines joined, page heads and numbers dropped.

pdfium gives each run of characters with its box; the layout of the page is worked out here.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from extractor.errors import InputError, MissingExtraError
from extractor.reading.document import Document, TextBuilder
from extractor.reading.limits import Limits
from extractor.reading.lines import BLANK

EDGE_LINES = 2
REPEATED = 0.5
CELL_GAP = 1.8
"""A gap of this many heights of a character parts two cells or columns."""
INDENT = 1.2
SHORT = 2.5
TABLE_ROWS = 2
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-—–―－·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–―－·•\s]*$")
_ENDS = "。！？；：”」…!?;:"
_RECOGNISE = "Run text recognition on it first (such as ocrmypdf -l chi_sim)."


@dataclass(slots=True)
class Run:
    """Characters that stand together: their box in points, from the bottom left, and their text."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return max(1.0, self.top - self.bottom)


@dataclass(slots=True)
class Line:
    """A line of a column: its cells from left to right."""

    runs: list[Run]

    @property
    def left(self) -> float:
        return self.runs[0].left

    @property
    def right(self) -> float:
        return self.runs[-1].right

    @property
    def height(self) -> float:
        return max(r.height for r in self.runs)

    def cells(self) -> list[str]:
        """Texts of the runs, joined where no wide gap parts them."""
        out = [self.runs[0].text]
        for before, run in zip(self.runs, self.runs[1:], strict=False):
            gap = run.left - before.right
            if gap > CELL_GAP * before.height:
                out.append(run.text)
            else:
                out[-1] += (" " if gap > 0.25 * before.height and _latin(out[-1][-1:], run.text[:1]) else "") + run.text
        return [c for c in (cell.strip(BLANK) for cell in out) if c]

    def text(self) -> str:
        return " ".join(self.cells())


def read_pdf(data: bytes, limits: Limits) -> Document:
    """The text of a PDF; InputError where it is damaged, locked or has no text."""
    pages = list(_pages(data, limits))
    if not any(pages):
        raise InputError("A PDF without text: its pages are pictures.", _RECOGNISE, code="E110")
    _drop_edges(pages)
    builder = TextBuilder(limits.field_chars)
    _write([line for page in pages for line in page], builder)
    if not builder.size:
        raise InputError("A PDF without text: its pages are pictures.", _RECOGNISE, code="E110")
    return Document(builder.text(), tables=tuple(builder.tables))


def _pages(data: bytes, limits: Limits) -> Iterator[list[Line]]:
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtraError.of("Reading .pdf", "docs") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError("The PDF is protected by a password.", "Save it without one.", code="E109") from error
        raise InputError(f"A damaged PDF: {error}.", "Download it again or print it anew as PDF.", code="E108") from error
    started = time.monotonic()
    try:
        if len(document) > limits.pdf_pages:
            raise InputError(f"{len(document)} pages; {limits.pdf_pages} are allowed.", "Split the PDF.", code="E105")
        for number in range(len(document)):
            if time.monotonic() - started > limits.pdf_seconds:
                raise InputError(f"Its layout takes longer than {limits.pdf_seconds:g} seconds.", "Give its text.", code="E119")
            yield _page_lines(document, number)
    finally:
        document.close()


def _page_lines(document: Any, number: int) -> list[Line]:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    text = page.get_textpage()
    runs: list[Run] = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        content = text.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", "").replace("\ufffe", "").strip(BLANK)
        if content:
            runs.append(Run(left, bottom, right, top, content))
    text.close()
    page.close()
    return [line for column in _columns(_unique(runs)) for line in _lines(column)]


def _unique(runs: list[Run]) -> list[Run]:
    """Runs once each: some programs print bold text twice with a slight shift."""
    seen: set[tuple[int, int, str]] = set()
    out = []
    for run in runs:
        key = (round(run.left / 3), round(run.bottom / 3), run.text)
        if key not in seen:
            seen.add(key)
            out.append(run)
    return out


def _columns(runs: list[Run]) -> list[list[Run]]:
    """The runs of each column, left before right, parted by what spans both."""
    if len(runs) < 12:
        return [runs]
    left, right = min(r.left for r in runs), max(r.right for r in runs)
    width = right - left
    gutter = _gutter(runs, left, width)
    if gutter is None:
        return [runs]
    out: list[list[Run]] = []
    lefts: list[Run] = []
    rights: list[Run] = []
    for run in sorted(runs, key=lambda r: -r.top):
        if run.left < gutter - 2 and run.right > gutter + 2:
            out.extend(c for c in (lefts, rights) if c)
            lefts, rights = [], []
            out.append([run])
        else:
            (lefts if run.right <= gutter + 2 else rights).append(run)
    out.extend(c for c in (lefts, rights) if c)
    return out


def _gutter(runs: list[Run], left: float, width: float) -> float | None:
    """Where a white stripe parts two columns of running text; a table's cells are too narrow to count."""
    for at in range(40, 61, 2):
        x = left + width * at / 100
        crossing = sum(r.left < x - 2 and r.right > x + 2 for r in runs)
        before = [r for r in runs if r.right <= x + 2]
        after = [r for r in runs if r.left >= x - 2]
        if crossing > 0.2 * len(runs) or min(len(before), len(after)) < 0.25 * len(runs):
            continue
        if min(median(r.right - r.left for r in before), median(r.right - r.left for r in after)) > 0.3 * width:
            return x
    return None


def _lines(runs: list[Run]) -> list[Line]:
    """Runs whose middles are at one height, from top to bottom."""
    out: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-(r.top + r.bottom) / 2, r.left)):
        middle = (run.top + run.bottom) / 2
        if out and abs((out[-1][0].top + out[-1][0].bottom) / 2 - middle) < 0.5 * min(out[-1][0].height, run.height):
            out[-1].append(run)
        else:
            out.append([run])
    return [Line(sorted(line, key=lambda r: r.left)) for line in out]


def _drop_edges(pages: list[list[Line]]) -> None:
    """Leave out page numbers, and heads and feet that most pages repeat, but not a title in large type."""
    heights = [line.height for page in pages for line in page]
    large = 1.15 * median(heights) if heights else 0.0
    edges = Counter(shape for page in pages for shape in {_shape(line, at, len(page)) for at, line in enumerate(page)} if shape)
    often = max(2, len(pages) - 1 if len(pages) < 6 else int(REPEATED * len(pages)))
    repeated = {shape for shape, count in edges.items() if count >= often}
    for page in pages:
        size = len(page)
        page[:] = [line for at, line in enumerate(page) if not _is_edge(line, at, size, repeated, large)]


def _is_edge(line: Line, at: int, size: int, repeated: set[str], large: float) -> bool:
    if at in (0, size - 1) and _PAGE_NUMBER.match(line.text()):
        return True
    return line.height <= large and line.runs[-1].text[-1:] not in _ENDS and _shape(line, at, size) in repeated


def _shape(line: Line, at: int, size: int) -> str:
    """A line at a page's edge, with its side and place and its numbers made alike; "" elsewhere."""
    place = at if at < EDGE_LINES else at - size
    return f"{place} {_NUMBER.sub('0', line.text().replace(' ', ''))}" if at < EDGE_LINES or at >= size - EDGE_LINES else ""


def _write(lines: Sequence[Line], builder: TextBuilder) -> None:
    """Lines → paragraphs and tables."""
    right = _margin([line.right for line in lines])
    left = _margin([-line.left for line in lines])
    pending = ""
    before: Line | None = None
    at = 0
    while at < len(lines):
        rows = _table_at(lines, at)
        if rows:
            builder.line(pending)
            pending, before = "", None
            builder.table([line.cells() for line in lines[at : at + rows]])
            at += rows
            continue
        line = lines[at]
        text = line.text()
        if before is not None and _goes_on(before, line, -left, right):
            pending = pending + (" " if _latin(pending[-1:], text[:1]) else "") + text
        else:
            builder.line(pending)
            pending = text
        before = line
        at += 1
    builder.line(pending)


def _table_at(lines: Sequence[Line], at: int) -> int:
    """How many lines from ``at`` on are rows of one table: each of two cells or more."""
    end = at
    while end < len(lines) and len(lines[end].runs) > 1 and len(lines[end].cells()) > 1:
        end += 1
    return end - at if end - at >= TABLE_ROWS else 0


def _goes_on(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether a paragraph goes on from one line to the next: the first is full, the second not indented."""
    size = min(before.height, line.height)
    if abs(before.height - line.height) > 0.25 * size or len(before.cells()) > 1:
        return False
    full = before.right > right - SHORT * size
    indented = line.left > left + INDENT * size
    if indented or not full:
        return False
    return not (before.runs[-1].text[-1:] in _ENDS and before.right < right - 0.8 * size)


def _margin(edges: list[float]) -> float:
    """The edge that most lines reach: robust against the few that stick out."""
    return sorted(edges)[int(0.9 * (len(edges) - 1))] if edges else 0.0


def _latin(before: str, after: str) -> bool:
    """Whether a space belongs between two characters: between Latin words, not within Chinese or numbers."""
    return before.isascii() and after.isascii() and (before.isalpha() or before in ",.;:") and after.isalpha()
