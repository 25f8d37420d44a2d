"""The lines of a text and what the rules of ``patterns/layout`` say about a single one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractor.model import Span
from extractor.rules import Rule, RuleSet

BLANK: Final = "".join(
    map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF))
)
"""All white space and the zero-width space and byte order mark, which scrapes use like it."""

PARAGRAPH: Final = 30
LONG_PARAGRAPH: Final = 60
RULED_LENGTH: Final = 80
SHELL_LENGTH: Final = 200
INLINE_WINDOW: Final = 500
_SEARCHED: Final = ("promo", "inline", "running", "dateline")
_ROLES: Final = ("key", "date", "meta", "page")


@dataclass(slots=True)
class Page:
    """The lines of a text that are not blank: where they start, whether a blank line stands
    before them, and the role that leaves a line out of the article ("" keeps it).

    Lines before ``first`` are the head, those after ``last`` the tail.
    """

    starts: list[int]
    lines: list[str]
    gap: list[bool]
    role: list[str]
    first: int = 0
    last: int = -1
    title: int | None = None
    listed_title: str | None = None

    @classmethod
    def of(cls, text: str) -> Page:
        """Split ``text`` into lines."""
        starts: list[int] = []
        lines: list[str] = []
        gap: list[bool] = []
        at = 0
        blank = True
        for raw in text.split("\n" if "\n" in text else "\r"):
            line = raw.strip(BLANK)
            if line:
                starts.append(at if raw[0] == line[0] else at + raw.find(line[0]))
                lines.append(line)
                gap.append(blank)
                blank = False
            else:
                blank = True
            at += len(raw) + 1
        return cls(starts, lines, gap, [""] * len(lines))


def compact(text: str) -> str:
    """``text`` without white space and closing colon."""
    return "".join(text.split()).rstrip(":：")


def find_rule(rule: Rule, line: str) -> tuple[Span, ...]:
    """Where a single layout rule holds in a line: the judge of its examples."""
    role = rule.fields.get("role")
    if rule.pattern:
        if rule.words and not any(w in line for w in rule.words):
            return ()
        pattern = re.compile(rule.pattern)
        match = pattern.search(line) if role in _SEARCHED else pattern.match(line)
        if match is None:
            return ()
        return (match.span("day" if role == "published" else 0),)
    if role == "sentence_end":
        return ((len(line) - 1, len(line)),) if line.endswith(rule.words) else ()
    if role == "cut_prefix":
        return ((0, len(line)),) if line.startswith(rule.words) else ()
    known = {w[0] for w in rule.words} if role == "digits" else set(rule.words)
    return ((0, len(line)),) if compact(line) in known else ()


class LineRules:
    """The layout rules, compiled: words as sets, patterns joined by role."""

    def __init__(self, rules: RuleSet) -> None:
        words: dict[str, list[str]] = {}
        patterns: dict[str, list[str]] = {}
        for rule in rules.of("layout"):
            role = rule.fields.get("role", "")
            words.setdefault(role, []).extend(rule.words)
            if rule.pattern:
                patterns.setdefault(role, []).append(rule.pattern)
        self.nav = frozenset(words.get("nav", ()))
        self.weak = frozenset(words.get("weak", ()))
        self.cut = frozenset(words.get("cut", ()))
        self.cut_prefix = tuple(words.get("cut_prefix", ()))
        self.ends = frozenset(words.get("sentence_end", ()))
        self.digits = {w[0]: w[1:] for w in words.get("digits", ())}
        self._promo_words = tuple(words.get("promo", ()))
        self._inline_words = tuple(words.get("inline", ()))
        self._line = re.compile("|".join(f"(?P<{r}>{_joined(patterns.get(r))})" for r in _ROLES))
        self._promo = _compiled(patterns.get("promo"))
        self._inline_told = _compiled(patterns.get("inline"))
        self.table_key = _compiled(patterns.get("table"))
        self.table_title = _compiled(patterns.get("table_title"))
        self.page = _compiled(patterns.get("page"))
        self.index = _compiled(patterns.get("index"))
        self.running = _compiled(patterns.get("running"))
        self.subtitle = _compiled(patterns.get("subtitle"))
        self.published = _compiled(patterns.get("published"))
        self.dateline = _compiled(patterns.get("dateline"))
        self.signature = _compiled(patterns.get("signature"))

    def role(self, line: str, after_out: bool) -> str:
        """What leaves ``line`` out of the article, "" if nothing; ``after_out``: the line before is left out."""
        if len(line) > RULED_LENGTH:
            return ""
        if len(line) <= 16:
            short = compact(line)
            if short in self.nav:
                return "nav"
            if after_out and (short in self.weak or short.isdecimal() or not short):
                return "weak"
        if " " in line and self.nav.issuperset(line.split()):
            return "nav"
        match = self._line.match(line)
        return (match.lastgroup or "") if match else ""

    def is_paragraph(self, line: str) -> bool:
        """Whether the line is prose of the article and no title, heading or call to click."""
        size = len(line)
        if size < PARAGRAPH or line[0] == "#":
            return False
        return (line[-1] in self.ends or (size >= LONG_PARAGRAPH and "。" in line)) and not self.is_promo(line)

    def is_promo(self, line: str) -> bool:
        """Whether the line calls its reader to click, vote, enrol or follow."""
        return len(line) < SHELL_LENGTH and any(w in line for w in self._promo_words) and self._promo.search(line) is not None

    def is_cut(self, line: str) -> bool:
        """Whether a column of related articles or a licence begins with the line."""
        return (len(line) <= 16 and compact(line) in self.cut) or line.startswith(self.cut_prefix)

    def inline_end(self, line: str) -> int:
        """Where the article ends in a line that goes on with an editor, a source or a copyright notice."""
        if not any(w in line for w in self._inline_words):
            return len(line)
        match = self._inline_told.search(line, max(0, len(line) - INLINE_WINDOW))
        return len(line[: match.start()].rstrip(BLANK)) if match else len(line)


def _joined(patterns: list[str] | None) -> str:
    return "|".join(f"(?:{p})" for p in patterns) if patterns else "(?!)"


def _compiled(patterns: list[str] | None) -> re.Pattern[str]:
    return re.compile(_joined(patterns))
