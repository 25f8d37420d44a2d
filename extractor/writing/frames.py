"""Articles → pandas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.model import Article, Failure
from extractor.writing.columns import frame_of, known_table
from extractor.writing.rows import MAKERS, Json, as_json, failure_row

if TYPE_CHECKING:
    import pandas as pd


def to_frame(articles: Iterable[Article | Json | Failure], table: str = "figures") -> pd.DataFrame:
    """A frame of ``figures``, ``entities``, ``articles`` or ``failures``, typed as ``extractor schema`` says.

    ``articles`` are Article objects or lines of articles.jsonl; Failures among them count only for ``failures``.
    """
    known_table(table)
    if isinstance(articles, Article | Failure | dict):
        raise UsageError("to_frame wants several articles.", "Put the one you have into a list.", code="E411")
    if table == "failures":
        return frame_of(table, (failure_row(f) for f in articles if isinstance(f, Failure)))
    return frame_of(table, (row for a in articles if not isinstance(a, Failure) for row in MAKERS[table](as_json(a))))
