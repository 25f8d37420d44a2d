"""The headings of a long document, as the path of every stretch of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractor.model import Span
from extractor.reading.lines import BLANK
from extractor.rules import RuleSet

LEVELS: Final = 5
HEADING: Final = 60
RUN_IN: Final = 40
SUBHEAD: Final = 36
PARAGRAPH: Final = 40
_STOP: Final = re.compile(r"[。；！？]")
_COMMA: Final = re.compile(r"[，：:]")


@dataclass(frozen=True, slots=True)
class Section:
    """Characters ``[start, end)`` under the headings ``path``, outermost first; () before the first heading."""

    start: int
    end: int
    path: tuple[str, ...]


class Outline:
    """The heading rules, compiled once."""

    def __init__(self, rules: RuleSet) -> None:
        patterns: dict[str, list[str]] = {}
        for rule in rules.of("layout"):
            role = rule.fields.get("role", "")
            if role.startswith("heading") and rule.pattern:
                patterns.setdefault(role, []).append(rule.pattern)
        groups = (f"(?P<{role}>{'|'.join(f'(?:{p})' for p in found)})" for role, found in sorted(patterns.items()))
        self._marker = re.compile("|".join(groups) or "(?!)")

    def sections(self, text: str, body: Sequence[Span]) -> tuple[Section, ...]:
        """The sections of the body, in order and without gaps from its first to its last character."""
        if not body:
            return ()
        found: list[Section] = []
        path: list[tuple[int, str]] = []
        start = body[0][0]
        for at, level, heading in self._headings(text, body):
            if at > start:
                found.append(Section(start, at, tuple(h for _, h in path)))
            path = [(depth, h) for depth, h in path if depth < level]
            path.append((level, heading))
            start = at
        found.append(Section(start, body[-1][1], tuple(h for _, h in path)))
        return tuple(found)

    def _headings(self, text: str, body: Sequence[Span]) -> list[tuple[int, int, str]]:
        out: list[tuple[int, int, str]] = []
        running = False
        for begin, end in body:
            at = begin
            for raw in text[begin:end].split("\n"):
                line = raw.strip(BLANK)
                if line and at > body[0][0]:
                    heading = self._heading(line, running)
                    if heading is not None:
                        out.append((at + raw.find(line[0]), *heading))
                running = running or len(line) >= PARAGRAPH
                at += len(raw) + 1
        return out

    def _heading(self, line: str, running: bool) -> tuple[int, str] | None:
        """Level and wording of a heading line; one without a marker only after a first paragraph (``running``)."""
        bare = line[:200].strip("*#" + BLANK)
        match = self._marker.match(bare)
        if match is not None:
            level = int((match.lastgroup or "heading9")[-1])
            title = _marked(bare, match.end(), len(line))
            return (level, title) if title else None
        bold = line.startswith("**") and line.endswith("**")
        if bold and 4 <= len(bare) <= HEADING:
            return LEVELS + 1, bare
        plain = running and 6 <= len(line) <= SUBHEAD and line[-1] not in "。！？；：:，、”）)…"
        return (LEVELS + 1, line) if plain and _is_subhead(line) else None


def _marked(line: str, marker: int, size: int) -> str | None:
    """The heading that begins with a marker: the line, its first sentence, or the first words of a long one."""
    stop = _STOP.search(line, marker)
    if stop is None and size <= HEADING:
        return line
    if stop is not None and stop.start() <= HEADING:
        return line[: stop.start()]
    comma = _COMMA.search(line, marker)
    return line[: comma.start()] if comma and comma.start() <= RUN_IN else line[:RUN_IN]


def _is_subhead(line: str) -> bool:
    """Whether a short line reads like a subhead and not like a cell, a name or a date."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in line)
    return han >= 6 and han * 2 > len(line)
