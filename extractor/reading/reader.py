"""Paths and bytes → sources: one reader for every kind of file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath

from extractor.errors import ExtractorError, InputError
from extractor.model import Failure, Source
from extractor.reading import kinds
from extractor.reading.archive import Member, gunzip, tar_members, zip_members
from extractor.reading.document import Document
from extractor.reading.encoding import Decoder
from extractor.reading.layout import Layout
from extractor.reading.limits import LIMITS, Limits
from extractor.reading.rows import Columns, Note, RowReader
from extractor.reading.tables import read_tables
from extractor.rules import RuleSet

STDIN = "-"
_ROWS = (kinds.JSON, kinds.JSONL, kinds.CSV, kinds.SHEET, kinds.PARQUET)
_ARCHIVES = (kinds.ZIP, kinds.TAR, kinds.GZIP)
_HIDDEN = "\u200b\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\xad"


class Reader:
    """Reads files into sources. ``note`` is told what was guessed, such as the columns of a table."""

    def __init__(
        self,
        rules: RuleSet,
        *,
        layout: Layout | None = None,
        columns: Columns | None = None,
        limits: Limits = LIMITS,
        note: Note | None = None,
    ) -> None:
        self._layout = layout or Layout(rules)
        self._decoder = Decoder(rules)
        self._rows = RowReader(rules, columns or Columns(), limits, note)
        self._limits = limits

    def read(
        self, path: str | Path, *, root: str | Path | None = None, published: str | None = None, title: str | None = None
    ) -> Iterator[Source | Failure]:
        """The articles of a file, or "-" for standard input; what cannot be read is a Failure, never an exception.

        ``root``: the folder that ids are relative to. ``published`` (ISO date) and ``title`` hold where the file says none.
        """
        shown = str(path)
        try:
            data = self._stdin() if shown == STDIN else self._load(Path(path))
        except InputError as error:
            yield _failure(shown, error)
            return
        name = "stdin" if shown == STDIN else Path(path).name
        yield from self.read_bytes(data, name, id=article_id(shown, root), path=shown, published=published, title=title)

    def read_bytes(
        self,
        data: bytes,
        name: str,
        *,
        id: str | None = None,
        path: str | None = None,
        published: str | None = None,
        title: str | None = None,
        depth: int = 0,
    ) -> Iterator[Source | Failure]:
        """The articles of a file's content; ``name`` (with its ending) helps to tell its kind."""
        shown = path or name
        base = id if id is not None else article_id(name, None)
        try:
            for found in self._documents(data, name, shown, depth):
                if isinstance(found, Failure):
                    yield found
                elif isinstance(found, Member):
                    yield from self._member(found, base, shown, depth)
                else:
                    yield self._source(found, base, shown, published, title)
        except ExtractorError as error:
            yield _failure(shown, error)
        except (RecursionError, MemoryError) as error:
            yield Failure(shown, "E118", f"Too deep or too large to read ({type(error).__name__}).", "Split or simplify the file.")
        except Exception as error:  # whatever a damaged file does to a library, the run goes on
            yield Failure(shown, "E108", f"It cannot be read: {type(error).__name__}: {str(error)[:200]}", "Save or download it again.")

    def _documents(self, data: bytes, name: str, shown: str, depth: int) -> Iterator[Document | Failure | Member]:
        if not data.strip(b"\0 \t\r\n\v\f"):
            raise InputError("An empty file.", "There is nothing to read in it.", code="E104")
        kind = kinds.kind_of(data, name)
        if kind in _ARCHIVES:
            if depth >= self._limits.archive_depth:
                raise InputError(f"Archives nested more than {self._limits.archive_depth} deep.", "Unpack the inner ones.", code="E111")
            yield from self._members(data, kind, name)
        elif kind in _ROWS:
            for table in read_tables(data, kind, shown, self._decoder, self._limits):
                yield from self._rows.articles(table, shown)
        elif kind == kinds.WORD:
            from extractor.reading.word import read_word

            yield read_word(data, self._limits)
        elif kind == kinds.PDF:
            from extractor.reading.pdf import read_pdf

            yield read_pdf(data, self._limits)
        elif kind in (kinds.PAGE, kinds.ARCHIVE_PAGE):
            from extractor.reading.page import mhtml_page, read_page

            page = mhtml_page(data) if kind == kinds.ARCHIVE_PAGE else data
            yield read_page(page, self._decoder, self._layout, self._limits)
        else:
            yield self._text(data)

    def _text(self, data: bytes) -> Document:
        if len(data) > self._limits.text_bytes:
            raise InputError(f"A text of {len(data)} bytes; {self._limits.text_bytes} are allowed.", "Split it.", code="E105")
        decoded = self._decoder.decode(data)
        if not any(c.isalnum() for c in decoded.text):
            raise InputError("A text without letters or digits.", "There is nothing to read in it.", code="E104")
        return Document(decoded.text, encoding=decoded.encoding, replaced=decoded.replaced)

    def _members(self, data: bytes, kind: str, name: str) -> Iterator[Member]:
        if kind == kinds.ZIP:
            yield from zip_members(data, self._decoder, self._limits)
        elif kind == kinds.TAR:
            yield from tar_members(data, self._limits)
        else:
            inner = name[:-3] if name.lower().endswith(".gz") else name
            content = gunzip(data, self._limits)
            yield Member("" if content[257:262] != b"ustar" else inner, content)

    def _member(self, member: Member, base: str, shown: str, depth: int) -> Iterator[Source | Failure]:
        if member.data is None:
            yield _failure(f"{shown}/{member.path}", member.error or InputError("Not read.", code="E108"))
            return
        if not member.path:  # the content of a .gz is the file itself
            inner = PurePath(shown).name.removesuffix(".gz").removesuffix(".GZ")
            yield from self.read_bytes(
                member.data, inner, id=article_id(base, None) if kinds.ending(base) else base, path=shown, depth=depth + 1
            )
            return
        path = f"{shown}/{member.path}"
        yield from self.read_bytes(
            member.data, PurePath(member.path).name, id=f"{base}/{article_id(member.path, None)}", path=path, depth=depth + 1
        )

    def _source(self, found: Document, base: str, shown: str, published: str | None, title: str | None) -> Source:
        text = found.text
        if not text.strip(_HIDDEN + " \t\r\n"):
            raise InputError("No text in it.", "There is nothing to read in it.", code="E104")
        parsed = self._layout.parse(text, title=found.title or title, published=found.published)
        return Source(
            id=base + found.suffix,
            text=text,
            body=parsed.body,
            title=parsed.title,
            published=parsed.published or published,
            path=shown,
            encoding=found.encoding,
            replaced=found.replaced,
            tables=found.tables,
        )

    def _stdin(self) -> bytes:
        data = sys.stdin.buffer.read(self._limits.file_bytes + 1)
        if len(data) > self._limits.file_bytes:
            raise InputError(f"More than {self._limits.file_bytes} bytes on standard input.", "Give files.", code="E105")
        return data

    def _load(self, path: Path) -> bytes:
        try:
            if path.is_dir():
                raise InputError("It is a folder.", "Give it to `extractor run`, which reads folders.", code="E103")
            size = path.stat().st_size
            if size > self._limits.file_bytes:
                raise InputError(f"{size} bytes; {self._limits.file_bytes} are allowed.", "Split it into smaller files.", code="E105")
            if not path.is_file():
                raise InputError("It is no regular file.", "Give a file.", code="E102")
            return path.read_bytes()
        except FileNotFoundError as error:
            broken = path.is_symlink()
            reason = "A symbolic link to nothing." if broken else "There is no such file."
            raise InputError(reason, "Check the path.", code="E115" if broken else "E101") from error
        except PermissionError as error:
            raise InputError("It may not be read.", f"Allow it: chmod u+r {path.name}", code="E102") from error
        except (OSError, RuntimeError) as error:
            loop = path.is_symlink()
            reason = "A symbolic link that leads back to itself." if loop else f"It cannot be opened: {error}."
            raise InputError(reason, "Check the path.", code="E115" if loop else "E102") from error


def article_id(path: str, root: str | Path | None) -> str:
    """The path relative to ``root``, with slashes and without its ending; only its name where there is no root."""
    if path == STDIN:
        return "stdin"
    plain = path.replace(os.sep, "/")
    if root is not None:
        relative = os.path.relpath(path, root).replace(os.sep, "/")
        plain = PurePath(path).name if relative in (".", "") or relative.startswith("..") else relative
    elif os.path.isabs(path) or Path(path).exists():
        plain = PurePath(path).name
    last = kinds.ending(plain)
    if last == ".tgz" and not plain.lower().endswith(".tgz"):
        return plain[: plain.lower().rindex(".tar.")]
    if last == ".gz":
        plain = plain[:-3]
        last = kinds.ending(plain)
    return plain[: -len(last)] if last and len(last) < len(plain) else plain


def _failure(path: str, error: ExtractorError) -> Failure:
    return Failure(path, error.code, error.reason, error.advice)
