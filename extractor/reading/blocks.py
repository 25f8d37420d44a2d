"""The tree of an HTML page → its blocks: lines of text and tables, in the order they are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extractor.errors import InputError
from extractor.reading.lines import BLANK

_DROPPED = "//script|//style|//noscript|//template|//iframe|//object|//select|//button|//textarea|//form//input|//svg|//head/link"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_LAYOUT_CELL = 200
# fmt: off
_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr",
    "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "figure", "figcaption", "center", "address", "form", "fieldset", "hr",
    "head", "item", "list", "row", "quote", "code", "body", "html", "tbody", "thead", "caption",
))
# fmt: on


@dataclass(frozen=True)
class Block:
    """A line of a page (``text``) or a table (``rows``); ``links`` counts characters inside links."""

    text: str
    links: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 1

    @cached_property
    def key(self) -> str:
        """The text without white space."""
        return "".join(self.text.split())

    @property
    def is_link(self) -> bool:
        """Whether most of it is links."""
        return self.links * 2 > len(self.key)


def parse_html(text: str) -> Any:
    """The tree of a page without scripts, styles and form fields. Nothing is fetched, no entity is expanded."""
    import lxml.etree
    import lxml.html

    parser = lxml.html.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(_DECLARATION.sub("", text).replace("\0", ""), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"No page can be made of it: {error}.", "Open it in a browser and save it again.", code="E108") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise InputError(
            "Its tags are nested too deep; the parser would lose text.", "Open it in a browser and save it as text.", code="E118"
        )
    for element in tree.xpath(_DROPPED):
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def depth_of(tree: Any) -> int:
    """How deep the deepest element stands."""
    import lxml.etree

    depth = deepest = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def blocks_of(root: Any) -> list[Block]:
    """The blocks under an element; walks without recursion."""
    out: list[Block] = []
    pending: list[str] = []
    links = depth = 0

    def flush() -> None:
        nonlocal links
        text = " ".join("".join(pending).split()).strip(BLANK)
        if text:
            out.append(Block(text, links))
        pending.clear()
        links = 0

    def add(text: str | None) -> None:
        nonlocal links
        if text:
            pending.append(text)
            links += len("".join(text.split())) if depth else 0

    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        table = None if done or tag != "table" else _table(element)
        if table is not None:
            flush()
            out.extend(table)
        if done or table is not None:
            if tag == "a" and done:
                depth -= 1
            if tag in _BLOCKS:
                flush()
            if element is not root:
                add(element.tail)
            continue
        if tag in _BLOCKS or tag == "br":
            flush()
        if tag == "a":
            depth += 1
        if tag and tag not in ("title", "meta"):
            add(element.text)
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    flush()
    return out


def _table(element: Any) -> list[Block] | None:
    """The blocks of a table of data; None for one that only lays out a page."""
    inner = element.iter("table")
    if next(inner) is not None and next(inner, None) is not None:
        return None
    rows = element.xpath(".//tr")
    if not rows or max(len(_cells(row)) for row in rows) < 2:
        return None
    texts = [[text_of(cell) for cell in _cells(row)] for row in rows]
    if sum(len(t) > _LAYOUT_CELL for row in texts for t in row) > 1:
        return None
    grid = tuple(tuple(row) for row in _spread(rows, texts))
    links = sum(len(text_of(a)) for a in element.iter("a"))
    caption = element.find("caption")
    head = [Block(text_of(caption))] if caption is not None and text_of(caption) else []
    return [*head, Block(" ".join(cell for row in grid for cell in row if cell), links, grid, _header_rows(rows))]


def _cells(row: Any) -> list[Any]:
    return [c for c in row if c.tag in ("td", "th")]


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _header_rows(rows: list[Any]) -> int:
    heads = 0
    for row in rows:
        cells = _cells(row)
        if not cells or not all(c.tag == "th" for c in cells):
            break
        heads += 1
    return max(1, heads)


def _spread(rows: list[Any], texts: list[list[str]]) -> list[list[str]]:
    """Cells over several columns or rows leave empty cells behind, so that columns stay columns."""
    grid: list[list[str]] = []
    below: dict[int, int] = {}
    for row, found in zip(rows, texts, strict=True):
        line: list[str] = []
        for cell, text in zip(_cells(row), found, strict=True):
            while below.get(len(line), 0) > 0:
                below[len(line)] -= 1
                line.append("")
            width, height = _span_of(cell, "colspan"), _span_of(cell, "rowspan")
            for at in range(width):
                if height > 1:
                    below[len(line)] = height - 1
                line.append(text if at == 0 else "")
        grid.append(line)
    return grid


def _span_of(cell: Any, name: str) -> int:
    value = cell.get(name) or "1"
    return min(int(value), 50) if value.isdecimal() and int(value[:4]) > 0 else 1
