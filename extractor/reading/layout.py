"""Which lines of a scraped text are the article: title, body spans and published date.

One pass over the lines. Only what stands before the first paragraph (the head) and after the
last one (the tail) is compared with the rules of ``patterns/layout``; paragraphs are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from extractor.model import Span
from extractor.reading.dates import han_date, iso_date
from extractor.reading.lines import BLANK, LineRules, Page, compact
from extractor.rules import RuleSet

HEAD_LINES: Final = 60
TAIL_LINES: Final = 80
PROSE_AFTER_CUT: Final = 80
TITLE_LENGTH: Final = 100
TABLE_KEYS: Final = 3
INDEX_ROWS: Final = 3
INDEX_SHARE: Final = 0.8
# Lines at the end among which calls to the reader are looked for.
LAST_LINES: Final = 4
_MARKDOWN: Final = re.compile(r"#{1,6}\s+|\*\*(?=[^*]{1,100}\*\*$)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PAGE_START: Final = frozenset("-－—–―·•第PpＰ页")
_PAGE_LENGTH: Final = 60
_INDEX: Final = "index"
_SITE_MARKS: Final = "-_|—–－｜"
_FOOTNOTE: Final = frozenset("①②③④⑤*[]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The article in a text: spans of the body, its title and published date (ISO), if found."""

    body: tuple[Span, ...]
    title: str | None
    published: str | None


class Layout:
    """The layout rules, compiled once. Holds no state between texts."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = LineRules(rules)

    def parse(self, text: str, *, title: str | None = None, published: str | None = None) -> Parsed:
        """The article in ``text``; ``title`` and ``published`` are kept where the caller knows them."""
        page = Page.of(text)
        if not page.lines:
            return Parsed((), title, published)
        self._bounds(page)
        head = range(min(page.first, HEAD_LINES))
        self._classify(page, head)
        self._table(page, head)
        self._find_title(page, len(head))
        self._classify(page, range(max(page.last + 1, page.first, len(page.lines) - TAIL_LINES), len(page.lines)), dated=False)
        self._promote(page)
        self._cut_off(page)
        self._leave_out_index(page)
        self._running_heads(page)
        return Parsed(self._spans(page), title or self._title_text(page), published or self._find_published(page, head))

    def is_shell(self, line: str) -> bool:
        """Whether a line belongs to a page and not to its article, wherever it stands."""
        return bool(self._rules.role(line, True)) or self._rules.is_cut(line)

    def is_cut(self, line: str) -> bool:
        """Whether a column of related articles or a licence begins with a line."""
        return self._rules.is_cut(line)

    def stamped(self, lines: Iterable[str]) -> str | None:
        """The first date among lines that stand by a title: bare, behind 发布时间 or with a source."""
        for line in lines:
            found = iso_date(line) if _YEAR.search(line) and self._rules.role(line, False) in ("meta", "date") else None
            if found:
                return found
        return None

    def _bounds(self, page: Page) -> None:
        size = len(page.lines)
        is_paragraph = self._rules.is_paragraph
        page.first = next((i for i, line in enumerate(page.lines) if is_paragraph(line)), size)
        page.last = next((i for i in range(size - 1, page.first - 1, -1) if is_paragraph(page.lines[i])), page.first - 1)

    def _classify(self, page: Page, indices: Iterable[int], *, dated: bool = True) -> None:
        """Give each line of the head or tail its role; a bare date in the tail is a signature and stays."""
        out = False
        key = -2
        for i in indices:
            line = page.lines[i]
            role = self._rules.role(line, out)
            if not role and key == i - 1 and not page.gap[i] and len(line) <= 30:
                role = "value"
            if role == "key":
                key = i
            out = bool(role)
            page.role[i] = role if dated or role != "date" else ""

    # head

    def _table(self, page: Page, head: range) -> None:
        """The table over a government document: all of it is left out, up to the document's title."""
        keys = [i for i in head if len(page.lines[i]) < 80 and self._rules.table_key.match(page.lines[i])]
        if len(keys) < TABLE_KEYS:
            return
        for i in range(keys[0], keys[-1] + 1):
            page.role[i] = "table"
        page.listed_title = self._listed_title(page, keys)
        if page.listed_title:
            start = compact(page.listed_title)
            for i in range(keys[-1] + 1, min(keys[-1] + 4, len(page.lines))):
                if start.startswith(compact(page.lines[i])[:8]):
                    page.role[keys[-1] + 1 : i] = ["value"] * (i - keys[-1] - 1)
                    page.title = i
                    return

    def _listed_title(self, page: Page, keys: list[int]) -> str | None:
        for at, i in enumerate(keys):
            match = self._rules.table_title.match(page.lines[i])
            if match is None:
                continue
            value = page.lines[i][match.end() :].strip(BLANK)
            following = page.lines[i + 1 : keys[at + 1] if at + 1 < len(keys) else i + 2]
            return value or "".join(following) or None
        return None

    def _find_title(self, page: Page, size: int) -> None:
        """Leave out bread crumbs and earlier copies above the title line."""
        if page.title is not None:
            return
        roles = page.role[:size]
        stamp = next((i for i, r in enumerate(roles) if r in ("meta", "date", "key") and not all(roles[:i])), None)
        end = size if stamp is None else stamp
        while end > 0 and roles[end - 1]:
            end -= 1
        begin = end
        while begin > 0 and not roles[begin - 1]:
            begin -= 1
        if begin == end:
            return
        crumbed = any(r in ("nav", "weak") for r in roles[:begin])
        start = self._title_start(page, begin, end, crumbed=crumbed, stamped=stamp is not None)
        # Below the stamp and the buttons it may stand once more, over the text.
        start = next((i for i in range(size - 1, start, -1) if page.lines[i] == page.lines[start]), start)
        for i in range(start):
            page.role[i] = page.role[i] or "crumb"
        page.title = start

    def _title_start(self, page: Page, begin: int, end: int, *, crumbed: bool, stamped: bool) -> int:
        """The line of the block ``[begin, end)`` where the article begins.

        Between bread crumbs and a stamp of date or source the title is the last line; elsewhere it
        is the last copy of a line that stands before, among the crumbs or as the page's first line.
        """
        if crumbed and stamped:
            at = end - 1
            while at > begin and self._rules.subtitle.match(page.lines[at]):
                at -= 1
            return at
        copies = page.lines[:end] if crumbed else page.lines[:1]
        repeated = [i for i in range(max(begin, 1), end) if len(page.lines[i]) >= 6 and _repeats(page.lines[i], copies[:i])]
        return repeated[-1] if repeated else begin

    # whole text

    def _promote(self, page: Page) -> None:
        """Calls to click, vote or enrol among the first and last lines."""
        size = len(page.lines)
        for i in {0, 1, *range(max(2, size - LAST_LINES), size)}:
            if i < size and not page.role[i] and self._rules.is_promo(page.lines[i]):
                page.role[i] = "promo"
        # A list of them at the end, however long.
        i = size - LAST_LINES
        while 2 < i < size and page.role[i] == "promo" and not page.role[i - 1] and self._rules.is_promo(page.lines[i - 1]):
            i -= 1
            page.role[i] = "promo"

    def _cut_off(self, page: Page) -> None:
        """From the name of a column of related articles on, all is left out, unless the article follows it."""
        size = len(page.lines)
        is_cut = self._rules.is_cut
        marks = [i for i, line in enumerate(page.lines) if is_cut(line)]
        if not marks:
            return
        prose = [i for i, line in enumerate(page.lines) if len(line) >= PROSE_AFTER_CUT and line[-1] in "。！？”"]
        before = sum(len(line) for line in page.lines[page.first : marks[0]])
        after = sum(len(page.lines[i]) for i in prose if i > marks[0])
        stop = 0
        for i in marks:
            if i < stop:
                continue
            stop = size if after <= before else next((j for j in prose if j > i), size)
            page.role[i:stop] = ["cut"] * (stop - i)

    def _leave_out_index(self, page: Page) -> None:
        """A list of headlines under 标题 and 时间, each with its date below: it points to articles and is none."""
        size = len(page.lines)
        begin = next((i for i in range(size - 1) if self._rules.index.match(page.lines[i] + "\n" + page.lines[i + 1])), size)
        dated = [i for i in range(begin + 2, size) if self._rules.role(page.lines[i], False) == "date"]
        if len(dated) >= INDEX_ROWS and len(dated) * 2 >= INDEX_SHARE * (dated[-1] - begin - 1):
            page.role[begin : dated[-1] + 1] = [_INDEX] * (dated[-1] + 1 - begin)

    def _running_heads(self, page: Page) -> None:
        """Page numbers, and title lines that a page break put in the middle."""
        begin = -1 if page.title is None else page.title
        title = page.lines[begin] if begin >= 0 else ""
        ruled = 10 <= len(title) <= TITLE_LENGTH and self._rules.running.search(title)
        letters = _letters(title) if ruled else []
        size = len(letters)
        for i, line in enumerate(page.lines):
            if len(line) > _PAGE_LENGTH:
                continue
            if line[0] in _PAGE_START and self._rules.page.match(line):
                page.role[i] = "page"
            elif letters and i > begin and size <= len(line) <= size + 8 and not page.role[i] and _letters(line) == letters:
                page.role[i] = "running"

    def _spans(self, page: Page) -> tuple[Span, ...]:
        kept = [i for i, role in enumerate(page.role) if not role]
        if not kept and _INDEX in page.role:
            return ()
        kept = kept or list(range(len(page.lines)))
        edges = {*kept[:3], *kept[-2:]}
        mark = _MARKDOWN.match(page.lines[kept[0]])
        spans: list[Span] = []
        joined = -1
        for i in kept:
            start = page.starts[i] + (mark.end() if mark and i == kept[0] else 0)
            full = page.starts[i] + len(page.lines[i])
            end = page.starts[i] + self._rules.inline_end(page.lines[i]) if i in edges else full
            if end <= start:
                continue
            if joined == i:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
            joined = i + 1 if end == full else -1
        return tuple(spans)

    # title and date

    def _title_text(self, page: Page) -> str | None:
        if page.listed_title:
            return page.listed_title
        at = page.title if page.title is not None else next((i for i, role in enumerate(page.role) if not role), 0)
        line = page.lines[at]
        if len(line) > TITLE_LENGTH + 8 or len(page.lines) == 1 or page.role[at]:
            return None
        mark = _MARKDOWN.match(line)
        bare = line[mark.end() :].rstrip("*#" + BLANK) if mark else line
        if not bare or "\t" in bare or bare[-1] in "。：:，；" or (bare[-1] in self._rules.ends and len(bare) > 40):
            return None
        return bare

    def _find_published(self, page: Page, head: range) -> str | None:
        stamped = [page.lines[i] for i in head if page.role[i] in ("meta", "date", "value", "table")]
        dates = [d for d in (iso_date(line) for line in stamped if _YEAR.search(line)) if d]
        if dates:
            return max(dates) if page.listed_title else dates[0]
        for line in page.lines[:12]:
            match = self._rules.published.match(line) if len(line) <= 120 else None
            found = iso_date(match["day"]) if match else None
            if found:
                return found
        match = self._rules.dateline.search("\n".join(line[:120] for line in page.lines[:4]))
        if match:
            return iso_date(match["day"] or match["wire"])
        return self._signed(page)

    def _signed(self, page: Page) -> str | None:
        """The date under a document's last line."""
        for i in range(len(page.lines) - 1, max(-1, len(page.lines) - 8), -1):
            match = self._rules.signature.match(page.lines[i]) if len(page.lines[i]) <= 20 and not page.role[i] else None
            found = (iso_date(match["day"]) or han_date(match["day"], self._rules.digits)) if match else None
            if found:
                return found
        return None


def _letters(line: str) -> list[str]:
    """The characters of a title in order of code, to compare it with a running head that words it differently."""
    return sorted(c for c in line if c not in _FOOTNOTE and not c.isspace())


def _repeats(line: str, earlier: list[str]) -> bool:
    """Whether ``line`` stands before, alone or with a site's name behind it."""
    size = len(line)
    return any(e == line or (e.startswith(line) and e[size : size + 2].lstrip()[:1] in _SITE_MARKS) for e in earlier)
