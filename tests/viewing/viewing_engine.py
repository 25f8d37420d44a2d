"""An engine for a worker that does as it is told: sleeps, dies, fails or answers."""

from __future__ import annotations

import os
import time
from typing import Any

from extractor.errors import InputError


def extract(text: str, published: str | None, title: str | None) -> dict[str, Any]:
    """The text's length, unless the text is a command."""
    if text == "sleep":
        time.sleep(60)
    if text == "die":
        os._exit(3)
    if text == "fail":
        raise ZeroDivisionError("made to fail")
    if text == "refuse":
        raise InputError("Made to refuse.", "Ask for something else.", code="E199")
    return {"id": "x", "title": title, "published": published, "text": text, "body": [[0, len(text)]], "figures": [], "entities": []}


def read_bytes(data: bytes, name: str) -> list[dict[str, Any]]:
    """One article with the bytes as its text."""
    return [extract(data.decode(), None, name)]
