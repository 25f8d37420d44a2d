"""What reading allows, so that no file can take all memory or time."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes unless said otherwise. ``pdf_seconds`` bounds the layout of one PDF."""

    file_bytes: int = 256 * MEBIBYTE
    text_bytes: int = 64 * MEBIBYTE
    markup_bytes: int = 16 * MEBIBYTE
    field_chars: int = 16 * MEBIBYTE
    member_bytes: int = 64 * MEBIBYTE
    archive_bytes: int = 1024 * MEBIBYTE
    archive_members: int = 100_000
    archive_ratio: int = 200
    archive_depth: int = 2
    ratio_from: int = MEBIBYTE
    pdf_pages: int = 1000
    pdf_seconds: float = 8.0
    rows: int = 5_000_000


LIMITS = Limits()
