"""HTML and MHTML pages → the main text: title, paragraphs, lists, captions and tables in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.errors import InputError
from extractor.reading.dates import iso_date
from extractor.reading.document import Document, TextBuilder
from extractor.reading.encoding import Decoder, declared_encoding
from extractor.reading.layout import Layout
from extractor.reading.limits import Limits
from extractor.reading.lines import BLANK, compact

LARGE_PAGE = 2 * 1024 * 1024
"""Above this many characters only the second opinion reads a page: it is linear in time."""
THIN = 0.6
"""Main text shorter than this share of the second opinion's is taken for a miss."""
NEAR_TITLE = 8
_DROPPED = "//script|//style|//noscript|//template|//iframe|//object|//select|//button|//textarea|//form//input|//svg|//head/link"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DEEP = re.compile(r"<(/?)[a-zA-Z]")
_BLOCKS = frozenset(
    # fmt: off
    (
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "blockquote",
        "figure",
        "figcaption",
        "center",
        "address",
        "form",
        "fieldset",
        "hr",
        "head",
        "item",
        "list",
        "row",
        "quote",
        "code",
        "body",
        "html",
        "tbody",
        "thead",
        "caption",
    )
    # fmt: on
)
_DATE_META = (
    "pubdate",
    "publishdate",
    "publish_date",
    "publishtime",
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "firstpublishedtime",
    "weibo:article:create_at",
    "apub:time",
    "createdate",
)
_SITE = re.compile(r"\s*[-_|—–－｜]+\s*[^-_|—–－｜]{1,24}$")


def read_page(data: bytes, decoder: Decoder, layout: Layout, limits: Limits) -> Iterator[Document]:
    """The article of a page; InputError where it has none or cannot be parsed."""
    if len(data) > limits.markup_bytes:
        raise InputError(f"A page of more than {limits.markup_bytes} bytes.", "Save only its article as text.", code="E105")
    decoded = decoder.decode(data, declared_encoding(data))
    tree = parse_html(decoded.text, limits)
    lines = visible_lines(tree)
    if not lines:
        raise InputError("A page without text.", "Save the page after its scripts have run, or as text.", code="E116")
    title = _title(tree, lines)
    published = _published(tree, layout, lines, title)
    body = _main(tree, len(decoded.text))
    builder = TextBuilder(limits.field_chars)
    _title_line(builder, title, body)
    if body is not None:
        _Writer(builder).write(body)
    if body is None or _is_thin(builder.size, tree):
        builder = TextBuilder(limits.field_chars)
        densest = _densest(tree)
        _title_line(builder, title, densest)
        _Writer(builder).write(densest)
    yield Document(builder.text(), title, published, tuple(builder.tables), decoded.encoding, decoded.replaced)


def parse_html(text: str, limits: Limits) -> Any:
    """The tree of a page without scripts, styles and form fields. Nothing is fetched, no entity is expanded."""
    import lxml.etree
    import lxml.html

    _check_depth(text, limits.markup_depth)
    parser = lxml.html.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = lxml.html.document_fromstring(_DECLARATION.sub("", text).replace("\0", ""), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"No page can be made of it: {error}.", "Open it in a browser and save it again.", code="E108") from error
    for element in tree.xpath(_DROPPED):
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def _check_depth(text: str, limit: int) -> None:
    """Deeply nested tags make parsers recurse; real pages are less than a hundred deep."""
    depth = deepest = 0
    for match in _DEEP.finditer(text):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    if deepest > 40 * limit:
        raise InputError(f"Tags nested more than {40 * limit} deep.", "This is no page that a browser shows.", code="E118")


def visible_lines(tree: Any) -> list[str]:
    """The text of a page block by block, white space folded."""
    builder = TextBuilder(1 << 62)
    _Writer(builder).write(tree)
    return [line for line in builder.text().split("\n") if line]


class _Writer:
    """Writes the blocks under an element as lines, tables as tables."""

    def __init__(self, builder: TextBuilder) -> None:
        self.builder = builder
        self.pending: list[str] = []

    def write(self, root: Any) -> None:
        """All of the text under ``root``; walks without recursion."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            element, done = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if done:
                if tag in _BLOCKS:
                    self.flush()
                if element is not root and element.tail:
                    self.pending.append(element.tail)
                continue
            if tag == "table" and self.table(element):
                if element is not root and element.tail:
                    self.pending.append(element.tail)
                continue
            if tag in _BLOCKS or tag in ("br", "lb"):
                self.flush()
            if tag and tag not in ("title", "meta") and element.text:
                self.pending.append(element.text)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        self.flush()

    def flush(self) -> None:
        if self.pending:
            self.builder.line(" ".join("".join(self.pending).split()))
            self.pending.clear()

    def table(self, element: Any) -> bool:
        """Write a table of data; False for one that only lays out a page."""
        rows = element.xpath(".//tr|.//row")
        if not rows or element.xpath(".//table") or max(len(_cells(row)) for row in rows) < 2:
            return False
        texts = [[_text(cell) for cell in _cells(row)] for row in rows]
        if sum(len(t) > 200 for row in texts for t in row) > 1:
            return False
        self.flush()
        caption = element.find("caption")
        span = self.builder.line(_text(caption)) if caption is not None else None
        self.builder.table(_spread(rows, texts), caption=span, header_rows=_header_rows(rows))
        return True


def _cells(row: Any) -> list[Any]:
    return [c for c in row if c.tag in ("td", "th", "cell")]


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _header_rows(rows: list[Any]) -> int:
    heads = 0
    for row in rows:
        cells = _cells(row)
        if not cells or not all(c.tag == "th" or c.get("role") == "head" for c in cells):
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


def _main(tree: Any, size: int) -> Any:
    """The main text by trafilatura's judgement, as a tree; None where it finds none."""
    if size > LARGE_PAGE:
        return None
    import copy
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    prepared = copy.deepcopy(tree)
    for caption in prepared.iter("figcaption"):
        caption.tag = "p"
    try:
        found = bare_extraction(
            prepared, include_comments=False, include_tables=True, include_images=False, include_links=False, with_metadata=False
        )
    except Exception:  # any failure of the first opinion leaves the page to the second one
        return None
    body = getattr(found, "body", None)
    return body if body is not None and _text(body) else None


def _densest(tree: Any) -> Any:
    """The element whose own paragraphs hold most text that is no link: the second opinion."""
    scores: dict[Any, float] = {}
    for element in tree.iter("p", "div", "td", "section", "article", "span", "li"):
        own = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
        if own < 15:
            continue
        share = 1.0
        parent = element
        for _ in range(4):
            scores[parent] = scores.get(parent, 0.0) + own * share
            parent = parent.getparent()
            share *= 0.9
            if parent is None or parent.tag in ("body", "html"):
                break
    if not scores:
        bodies = tree.xpath("//body")
        return bodies[0] if bodies else tree
    return max(scores, key=scores.__getitem__)


def _is_thin(size: int, tree: Any) -> bool:
    best = _densest(tree)
    links = sum(len(_text(a)) for a in best.iter("a"))
    return size < THIN * (len(_text(best)) - 2 * links)


def _title(tree: Any, lines: list[str]) -> str | None:
    """The heading that the page's own title repeats; else that title without the site's name."""
    shown = set(lines)
    named = [
        t.strip(BLANK) for t in tree.xpath("//meta[@property='og:title']/@content|//meta[@name='ArticleTitle']/@content|//title/text()")
    ]
    headings: list[str] = [t for t in (_text(h) for h in tree.xpath("//h1|//h2")) if t]
    for name in named:
        if name in shown:
            return name
        for heading in headings:
            if len(heading) >= 6 and heading in name:
                return str(heading)
        bare = _SITE.sub("", name)
        if bare in shown:
            return bare
    if headings:
        return headings[0]
    return (_SITE.sub("", named[0]) or None) if named else None


def _title_line(builder: TextBuilder, title: str | None, body: Any) -> None:
    """The title leads the text, unless the main text begins with it."""
    if not title:
        return
    opening = [] if body is None else [compact(line) for line in visible_lines(body)[:5]]
    if compact(title) not in opening:
        builder.line(title)


def _published(tree: Any, layout: Layout, lines: list[str], title: str | None) -> str | None:
    """The date of the page's metadata, else one that stands by the title."""
    for name in _DATE_META:
        for value in tree.xpath(
            "//meta[translate(@name|@property|@itemprop,'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')=$name]/@content",
            name=name,
        ):
            found = iso_date(value[:40])
            if found:
                return found
    at = max((i for i, line in enumerate(lines[:200]) if line == title), default=0)
    near = [line for line in lines[at : at + NEAR_TITLE] if len(line) < 80]
    return layout.stamped(near) or layout.stamped([line for line in lines[max(0, at - 3) : at] if len(line) < 80])


def mhtml_page(data: bytes) -> bytes:
    """The HTML part of a saved web archive."""
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if isinstance(payload, bytes):
                head = f'<meta charset="{charset}">'.encode() if charset and declared_encoding(payload) is None else b""
                return head + payload
    raise InputError("A web archive without a page.", "Open it in a browser and save it as HTML.", code="E108")
