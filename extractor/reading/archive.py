"""Archives → their members, within limits and without ever writing to disk."""

from __future__ import annotations

import io
import posixpath
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.errors import InputError
from extractor.reading.encoding import Decoder
from extractor.reading.limits import Limits

CHUNK = 1 << 20
_BOMB = "Unpack it yourself, if you trust it, and give the folder."
_IGNORED = ("__MACOSX", ".DS_Store", "Thumbs.db")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path in it, and its bytes or why there are none."""

    path: str
    data: bytes | None
    error: InputError | None = None


def check_zip(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Raise InputError for a zip file (or docx, xlsx) that unpacks to too much."""
    members = archive.infolist()
    if len(members) > limits.archive_members:
        raise InputError(f"More than {limits.archive_members} members.", _BOMB, code="E111")
    size = sum(m.file_size for m in members)
    packed = sum(m.compress_size for m in members) or 1
    if size > limits.archive_bytes or (size > limits.ratio_from and size > limits.archive_ratio * packed):
        raise InputError(f"It unpacks to {size} bytes, {size // packed} times its size.", _BOMB, code="E111")


def zip_members(data: bytes, decoder: Decoder, limits: Limits) -> Iterator[Member]:
    """The files of a zip archive in its order."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise InputError(f"A damaged archive: {error}.", "Pack it again.", code="E108") from error
    with archive:
        check_zip(archive, limits)
        for info in archive.infolist():
            path = info.filename if info.flag_bits & 0x800 else _recoded(info.filename, decoder)
            if info.is_dir() or _is_ignored(path):
                continue
            problem = _problem(path, info.file_size, limits)
            if problem is None and info.flag_bits & 1:
                problem = InputError(
                    "A member is protected by a password.", "Unpack it with the password and give the folder.", code="E109"
                )
            if problem is None and (info.external_attr >> 16) & 0o170000 == 0o120000:
                problem = InputError("A member is a symbolic link.", "Pack the file that it points to.", code="E112")
            if problem is not None:
                yield Member(path, None, problem)
                continue
            yield _zip_member(archive, info, path, limits)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, limits: Limits) -> Member:
    try:
        with archive.open(info) as stream:
            content = stream.read(limits.member_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        return Member(path, None, InputError(f"A damaged member: {error}.", "Pack the archive again.", code="E108"))
    if len(content) > limits.member_bytes:
        return Member(path, None, _too_large(len(content), limits))
    return Member(path, content)


def tar_members(data: bytes, limits: Limits) -> Iterator[Member]:
    """The files of a .tar or .tar.gz archive in its order."""
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r|*") as archive:
            for count, info in enumerate(archive):
                total += info.size
                if count >= limits.archive_members or total > min(
                    limits.archive_bytes, max(limits.ratio_from, limits.archive_ratio * len(data))
                ):
                    raise InputError(f"It unpacks to more than {total - info.size} bytes.", _BOMB, code="E111")
                if info.isdir() or _is_ignored(info.name):
                    continue
                problem = _problem(info.name, info.size, limits)
                if problem is None and not info.isfile():
                    problem = InputError("A member is a link or a device.", "Pack the file that it points to.", code="E112")
                stream = archive.extractfile(info) if problem is None else None
                yield Member(info.name, stream.read() if stream else None, problem)
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise InputError(f"A damaged archive: {error}.", "Pack it again.", code="E108") from error


def gunzip(data: bytes, limits: Limits) -> bytes:
    """The content of a .gz file."""
    unpacker = zlib.decompressobj(wbits=31)
    allowed = min(limits.member_bytes, max(limits.ratio_from, limits.archive_ratio * len(data)))
    out: list[bytes] = []
    size = 0
    try:
        rest = data
        while rest and not unpacker.eof:
            piece = unpacker.decompress(rest, CHUNK)
            rest = unpacker.unconsumed_tail
            out.append(piece)
            size += len(piece)
            if size > allowed:
                raise InputError(f"It unpacks to more than {allowed} bytes.", _BOMB, code="E111")
            if unpacker.eof and unpacker.unused_data.startswith(b"\x1f\x8b"):
                rest = unpacker.unused_data
                unpacker = zlib.decompressobj(wbits=31)
    except zlib.error as error:
        raise InputError(f"A damaged .gz file: {error}.", "Pack it again.", code="E108") from error
    if not unpacker.eof:
        raise InputError("A truncated .gz file.", "Pack or download it again.", code="E108")
    return b"".join(out)


def _recoded(name: str, decoder: Decoder) -> str:
    """Names without the UTF-8 flag are read as code page 437 by the library; Chinese programs write them in GBK."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    return name if raw.isascii() else decoder.decode(raw).text


def _is_ignored(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == _IGNORED[0] or parts[-1] in _IGNORED or parts[-1].startswith("._")


def _problem(path: str, size: int, limits: Limits) -> InputError | None:
    plain = path.replace("\\", "/")
    if plain.startswith("/") or plain[1:2] == ":" or ".." in plain.split("/") or "\0" in plain or posixpath.normpath(plain) in (".", ""):
        return InputError("A member's path leads out of the archive.", "Do not trust this archive; pack its files anew.", code="E112")
    return _too_large(size, limits) if size > limits.member_bytes else None


def _too_large(size: int, limits: Limits) -> InputError:
    return InputError(f"A member of {size} bytes; {limits.member_bytes} are allowed.", "Unpack it and split the file.", code="E105")
