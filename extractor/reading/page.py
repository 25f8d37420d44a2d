"""HTML and MHTML pages → the main text: title, paragraphs, lists, captions and tables in their order.

trafilatura says which of the page's blocks are the article; the blocks themselves, with their
tables, come from the page. Where it misses, the densest run of text is the second opinion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extractor.errors import InputError
from extractor.reading.blocks import Block, blocks_of, depth_of, parse_html, text_of
from extractor.reading.dates import iso_date
from extractor.reading.document import Document, TextBuilder
from extractor.reading.encoding import Decoder, declared_encoding
from extractor.reading.layout import Layout
from extractor.reading.limits import Limits
from extractor.reading.lines import BLANK

LARGE_PAGE = 2 * 1024 * 1024
"""Above this many characters only the second opinion reads a page: it is linear in time."""
DEEP_PAGE = 250
"""So it is above this depth of tags."""
THIN = 0.5
"""Main text shorter than this share of the second opinion's is taken for a miss."""
TELLING = 10
"""Blocks of at least this many characters tell where the article begins and ends."""
PARAGRAPH = 40
BLOCK_COST = 20
LAST_PART = 0.5
NEAR_TITLE = 8
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


def read_page(data: bytes, decoder: Decoder, layout: Layout, limits: Limits) -> Document:
    """The article of a page; InputError where it has none or cannot be parsed."""
    if len(data) > limits.markup_bytes:
        raise InputError(f"A page of more than {limits.markup_bytes} bytes.", "Save only its article as text.", code="E105")
    decoded = decoder.decode(data, declared_encoding(data))
    tree = parse_html(decoded.text)
    blocks = blocks_of(tree)
    if not blocks:
        raise InputError("A page without text.", "Save the page after its scripts have run, or as text.", code="E116")
    lines = [b.text for b in blocks]
    title = _title(tree, lines)
    kept = _article(blocks, _main_text(tree, len(decoded.text)), layout)
    builder = TextBuilder(limits.field_chars)
    if title and title not in (b.text for b in kept[:5]):
        builder.line(title)
    _write(kept, builder)
    return Document(
        builder.text(), title, _published(tree, layout, lines, title), tuple(builder.tables), decoded.encoding, decoded.replaced
    )


def _write(blocks: list[Block], builder: TextBuilder) -> None:
    for block in blocks:
        if block.rows:
            builder.table(block.rows, header_rows=block.header_rows)
        else:
            builder.line(block.text)


@dataclass(frozen=True)
class _Told:
    """What the first opinion takes for the article, without white space: its lines and all of it."""

    lines: frozenset[str]
    whole: str

    @classmethod
    def of(cls, text: str) -> _Told:
        lines = ["".join(line.split()).replace("|", "").lstrip("-") for line in text.split("\n")]
        return cls(frozenset(lines), "".join(lines))

    def holds(self, block: Block) -> bool:
        """Whether a block is one of its lines, or a paragraph or table within it."""
        if block.rows:
            cells = ["".join(c.split()) for row in block.rows for c in row if c]
            return sum(c in self.whole for c in cells) * 10 >= 8 * len(cells)
        key = block.key.replace("|", "")
        return key in self.lines or (len(key) >= PARAGRAPH and key in self.whole)


def _main_text(tree: Any, size: int) -> _Told | None:
    """The main text by trafilatura's judgement; None where it finds none."""
    if size > LARGE_PAGE or depth_of(tree) > DEEP_PAGE:
        return None
    import copy
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(copy.deepcopy(tree), include_comments=False, include_tables=True, include_links=False, with_metadata=False)
    except Exception:  # any failure of the first opinion leaves the page to the second one
        return None
    text = getattr(found, "text", None)
    return _Told.of(str(text)) if text else None


def _article(blocks: list[Block], main: _Told | None, layout: Layout) -> list[Block]:
    """The blocks of the article: those of the main text, and between them what is neither links nor a line of the page's shell."""
    begin, end = _densest(blocks)
    if main is not None:
        told = [i for i, b in enumerate(blocks) if (len(b.key) >= TELLING or b.rows) and main.holds(b)]
        found = sum(len(blocks[i].key) for i in told)
        if told and found >= THIN * sum(len(b.key) for b in blocks[begin:end] if not b.is_link):
            begin, end = told[0], told[-1] + 1
            while begin > 0 and main.holds(blocks[begin - 1]):
                begin -= 1
            while end < len(blocks) and main.holds(blocks[end]):
                end += 1
        else:
            main = None
    end = _before_columns(blocks, begin, end, layout)
    kept = [b for b in blocks[begin:end] if (main is not None and main.holds(b)) or not (b.is_link or layout.is_shell(b.text))]
    shown: set[str] = set()
    return [b for b in kept if len(b.key) < PARAGRAPH or not (b.key in shown or shown.add(b.key))]  # type: ignore[func-returns-value]


def _before_columns(blocks: list[Block], begin: int, end: int, layout: Layout) -> int:
    """Where the article ends if the name of a column of other articles stands in its last part."""
    whole = sum(len(b.key) for b in blocks[begin:end])
    before = 0
    for at in range(begin, end):
        if layout.is_cut(blocks[at].text) and before >= LAST_PART * whole:
            return at
        before += len(blocks[at].key)
    return end


def _densest(blocks: list[Block]) -> tuple[int, int]:
    """The run of blocks that holds most text for its number of blocks and links."""
    best = total = 0
    begin = start = 0
    end = len(blocks)
    for at, block in enumerate(blocks):
        total += len(block.key) - 2 * block.links - BLOCK_COST
        if total > best:
            best, begin, end = total, start, at + 1
        if total <= 0:
            total, start = 0, at + 1
    return begin, end


def _title(tree: Any, lines: list[str]) -> str | None:
    """The heading that the page's own title repeats; else that title without the site's name."""
    shown = set(lines)
    named: list[str] = [
        str(t).strip(BLANK)
        for t in tree.xpath("//meta[@property='og:title']/@content|//meta[@name='ArticleTitle']/@content|//title/text()")
    ]
    headings: list[str] = [t for t in (text_of(h) for h in tree.xpath("//h1|//h2")) if t]
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
