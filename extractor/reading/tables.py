"""Bytes of json, jsonl, csv, xlsx and parquet → tables of rows."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from extractor.errors import InputError, MissingExtraError
from extractor.model import Failure
from extractor.reading.archive import check_zip
from extractor.reading.encoding import Decoder
from extractor.reading.kinds import CSV, JSON, JSONL, PARQUET, SHEET, ending
from extractor.reading.limits import Limits
from extractor.reading.percent_cells import shown_percents
from extractor.reading.rows import Table, cell_text

_LISTS = ("data", "articles", "items", "rows", "records", "results", "list", "documents", "docs")
_DELIMITERS = ",\t;|"
_DAMAGED = "Save or export it again."
BATCH = 1000


def read_tables(data: bytes, kind: str, name: str, decoder: Decoder, limits: Limits) -> Iterator[Table]:
    """The tables of a file: one, or one a sheet."""
    if kind == JSONL:
        yield _json_lines(data, name, decoder)
    elif kind == JSON:
        yield _json(data, name, decoder)
    elif kind == CSV:
        yield _csv(data, name, decoder, limits)
    elif kind == SHEET:
        yield from _sheets(data, limits)
    elif kind == PARQUET:
        yield _parquet(data)


def _json_lines(data: bytes, name: str, decoder: Decoder) -> Table:
    decoded = decoder.decode(data)
    lines = decoded.text.split("\n")
    names: dict[str, None] = {}
    objects: list[tuple[int, dict[str, Any] | Failure]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        value = _parsed(line)
        if isinstance(value, dict):
            names.update(dict.fromkeys(map(str, value)))
            objects.append((number, value))
        else:
            why = str(value) if isinstance(value, InputError) else "no object with named fields"
            objects.append(
                (number, Failure(f"{name}#{number}", "E114", f"Line {number} is not a JSON object: {why}.", "Write one object a line."))
            )
    if not names:
        bad = next((v for _, v in objects if isinstance(v, Failure)), None)
        raise InputError(bad.reason if bad else "No object in it.", "Write one JSON object a line.", code="E114")
    return Table(tuple(names), _as_rows(objects, tuple(names)), decoded.encoding, decoded.replaced)


def _json(data: bytes, name: str, decoder: Decoder) -> Table:
    decoded = decoder.decode(data)
    value = _parsed(decoded.text)
    if isinstance(value, InputError):
        if decoded.text.count("\n{") > 0:
            return _json_lines(data, name, decoder)
        raise value
    if isinstance(value, dict):
        value = next((value[k] for k in _LISTS if isinstance(value.get(k), list)), [value])
    if not isinstance(value, list) or not any(isinstance(v, dict) for v in value):
        raise InputError("No list of objects in it.", "Write a list of objects, one an article.", code="E114")
    names = dict.fromkeys(str(k) for v in value if isinstance(v, dict) for k in v)
    objects: list[tuple[int, dict[str, Any] | Failure]] = []
    for number, item in enumerate(value, 1):
        bad = Failure(f"{name}#{number}", "E114", f"Item {number} is no object.", "Write a list of objects.")
        objects.append((number, item if isinstance(item, dict) else bad))
    return Table(tuple(names), _as_rows(objects, tuple(names)), decoded.encoding, decoded.replaced)


def _parsed(text: str) -> Any:
    """The value of a JSON text, or the InputError that says what is wrong with it."""
    import orjson

    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as first:
        if "surrogate" not in str(first) and "utf-8" not in str(first).lower():
            return InputError(f"No JSON: {first}.", "Check the file with a JSON editor.", code="E114")
    import json

    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        return InputError(f"No JSON: {error}.", "Check the file with a JSON editor.", code="E114")


def _as_rows(objects: list[tuple[int, dict[str, Any] | Failure]], names: tuple[str, ...]) -> Iterator[tuple[int, Sequence[Any] | Failure]]:
    for number, item in objects:
        yield number, item if isinstance(item, Failure) else [item.get(n) for n in names]


def _csv(data: bytes, name: str, decoder: Decoder, limits: Limits) -> Table:
    decoded = decoder.decode(data)
    csv.field_size_limit(limits.field_chars)
    text = decoded.text.replace("\0", "")
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = "\t" if ending(name) == ".tsv" else max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = next((row for row in reader if any(c.strip() for c in row)), None)
    except csv.Error as error:
        raise InputError(f"No table: {error}.", _DAMAGED, code="E114") from error
    if names is None:
        raise InputError("A table without rows.", "Give it a header and rows.", code="E104")
    unbalanced = text.count('"') % 2 == 1
    return Table(tuple(n.strip() for n in names), _csv_rows(reader, name, unbalanced), decoded.encoding, decoded.replaced, grid=True)


def _csv_rows(reader: Any, path: str, unbalanced: bool) -> Iterator[tuple[int, Sequence[Any] | Failure]]:
    """The rows; with an odd number of quotation marks the last row, which swallowed the rest, is a failure."""
    number = 0
    held: tuple[int, list[str]] | None = None
    begun = reader.line_num
    try:
        for row in reader:
            number += 1
            if held is not None:
                yield held
            held = (number, row) if any(c.strip() for c in row) else None
            begun, last = reader.line_num, begun
    except csv.Error as error:
        yield (
            number + 1,
            Failure(f"{path}#{number + 1}", "E114", f"Row {number + 1} cannot be read: {error}.", "Check the quotation marks."),
        )
        return
    if held is not None and unbalanced:
        reason = f"A quotation mark that opens in row {held[0]} (line {last + 1}) is not closed."
        yield held[0], Failure(f"{path}#{held[0]}", "E114", reason, "Double the quotation marks inside cells.")
    elif held is not None:
        yield held


def _sheets(data: bytes, limits: Limits) -> Iterator[Table]:
    try:
        import python_calamine
    except ImportError as error:
        raise MissingExtraError.of("Reading .xlsx", "tables") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_zip(package, limits)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, python_calamine.CalamineError) as error:
        raise InputError(f"A damaged sheet: {error}.", "Open it in Excel or WPS and save it again.", code="E108") from error
    found = False
    percents = shown_percents(data)
    for sheet in book.sheet_names:
        try:
            cells = book.get_sheet_by_name(sheet)
            rows = cells.to_python()
        except python_calamine.CalamineError as error:
            raise InputError(f"A damaged sheet: {error}.", "Open it in Excel or WPS and save it again.", code="E108") from error
        top, left = cells.start or (0, 0)
        for (row, column), shown in percents.get(sheet, {}).items():
            if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top]):
                rows[row - top][column - left] = shown
        rows = [row for row in rows if any(str(c).strip() for c in row)]
        if rows:
            found = True
            names = tuple(cell_text(c).strip() for c in rows[0])
            yield Table(names, enumerate(rows[1:], 1), name=sheet if len(book.sheet_names) > 1 else "", grid=True)
    if not found:
        raise InputError("A workbook without cells.", "There is nothing to read in it.", code="E104")


def _parquet(data: bytes) -> Table:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError.of("Reading .parquet", "tables") from error
    try:
        file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise InputError(f"A damaged parquet file: {error}.", _DAMAGED, code="E108") from error
    return Table(tuple(file.schema_arrow.names), _parquet_rows(file))


def _parquet_rows(file: Any) -> Iterator[tuple[int, Sequence[Any] | Failure]]:
    number = 0
    for batch in file.iter_batches(batch_size=BATCH):
        columns = [column.to_pylist() for column in batch.columns]
        for row in zip(*columns, strict=True):
            number += 1
            yield number, row
