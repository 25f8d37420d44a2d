"""Static files and data → one HTML page that needs nothing else, and the policy that lets nothing else in."""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import importlib.resources
import json
import re
from collections.abc import Sequence
from typing import Any

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@functools.cache
def static(name: str) -> str:
    """A file of ``extractor/viewing/static`` as text."""
    return (importlib.resources.files("extractor.viewing") / "static" / name).read_text("utf-8")


def embed(data: object) -> str:
    """JSON that is safe inside a script element: no ``<``, no lone surrogates."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return _LONE_SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def policy(style: str, script: str, *, connect: bool) -> str:
    """A content security policy that runs exactly this style and script; ``connect`` allows requests to the same host."""
    rules = [
        "default-src 'none'",
        f"script-src {_hash(script)}",
        f"style-src {_hash(style)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules + ["connect-src 'self'"] * connect)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def assemble(title: str, styles: Sequence[str], scripts: Sequence[str], data: dict[str, Any], *, connect: bool = False) -> tuple[str, str]:
    """(HTML, its content security policy) from names of static files; ``data`` is what the scripts see as PAGE."""
    style = "\n".join(static(s) for s in styles)
    script = '(() => {\n"use strict";\n' + "\n".join(static(s) for s in scripts) + "\n})();"
    rules = policy(style, script, connect=connect)
    data = {"title": title, "strings": json.loads(static("strings.json")), **data}
    document = (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(rules)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f'<link rel="icon" href="data:,">\n<title>{html.escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n'
        f'<script type="application/json" id="data">{embed(data)}</script>\n<script>{script}</script>\n</body>\n</html>\n'
    )
    return document, rules
