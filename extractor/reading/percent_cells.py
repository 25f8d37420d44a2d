"""Cells of a workbook that are shown as percentages: 0.052 in the file, 5.2% on the screen."""

from __future__ import annotations

import io
import zipfile
from typing import Any

# The percent formats that a workbook need not spell out.
_BUILT_IN = (b'numFmtId="9"', b'numFmtId="10"')


def shown_percents(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet name → (row, column) from 0 → the text shown; empty where no cell is formatted so or openpyxl is missing."""
    if not _has_formats(data):
        return {}
    try:
        import openpyxl
    except ImportError:
        return {}
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return {sheet.title: _of_sheet(sheet) for sheet in book.worksheets}


def _of_sheet(sheet: Any) -> dict[tuple[int, int], str]:
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            shown = isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and str(cell.number_format).endswith("%")
            if shown:
                found[cell.row - 1, cell.column - 1] = f"{round(cell.value * 100, 10):.15g}%"
    return found


def _has_formats(data: bytes) -> bool:
    """Whether the style sheet holds a percent format at all, which most do not."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if "xl/styles.xml" not in package.namelist():
            return False
        styles = package.read("xl/styles.xml")
    return b"%" in styles or any(name in styles for name in _BUILT_IN)
