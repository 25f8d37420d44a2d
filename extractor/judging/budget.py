"""Whether any pattern can be made to take too long: each is run over strings made to hurt it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence

import regex

from extractor.rules import Rule, RuleSet
from extractor.rules.compile import compile_rule, first_characters
from extractor.rules.quick import Quick, quick

LENGTH = 3000
SECONDS = 0.5
"""What a pattern may take for a scan of LENGTH characters."""
AT_LINE_START = ("meta", "key", "date", "page", "table", "table_title", "subtitle", "published", "signature")
"""Roles of layout rules that are tried at the beginning of a line only."""
SCANNED = ("period", "exclusion", "quantity")
"""Kinds of rules that the scanner tries, with the standard library where that knows their patterns."""
_RUNS = (
    "1",
    "一",
    "十百",
    "1,111",
    "1.",
    "万亿",
    "第1",
    "1-",
    "至1",
    "约",
    "“",
    "年",
    "2024年1月",
    "百分之",
    "A1",
    "·中",
    " ",
    "1 ",
    "1\n",
)


def adversaries(rule: Rule, lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Strings of LENGTH characters: runs, and the rule's examples cut short before what would complete them, over and over."""
    starts = sorted(_starts(rule, lists))[:12]
    pieces = [*_RUNS, *starts]
    for example in rule.examples:
        for start, end in example.spans:
            found = example.text[start:end]
            pieces += [found, found[:-1], found[: len(found) // 2 + 1]]
    for piece in dict.fromkeys(p for p in pieces if p):
        body = piece * (LENGTH // len(piece))
        yield body
        yield body + "※"


def _starts(rule: Rule, lists: Mapping[str, Sequence[str]]) -> frozenset[str]:
    try:
        return first_characters(rule.pattern or "", lists) or frozenset()
    except (ValueError, KeyError):
        return frozenset()


def slowest(rule: Rule, lists: Mapping[str, Sequence[str]], seconds: float = SECONDS) -> tuple[float, str]:
    """(seconds, string) of the slowest scan; at most a little over ``seconds``, where it is stopped."""
    pattern = compile_rule(rule, lists)
    own = quick(rule.pattern or "", lists) if rule.kind in SCANNED else None
    worst, culprit = 0.0, ""
    scan = _match if rule.kind == "layout" and rule.fields.get("role") in AT_LINE_START else _scan
    for text in adversaries(rule, lists):
        took = _tries(own, text, seconds) if own else scan(pattern, text, seconds)
        if took > worst:
            worst, culprit = took, text
        if worst > seconds:
            break
    return worst, culprit


def _tries(pattern: Quick, text: str, seconds: float) -> float:
    """Tried at every character, from the last: a try cannot be stopped, but each is only a little longer than the one before."""
    started = time.perf_counter()
    for at in range(len(text) - 1, -1, -1):
        pattern.match(text, at, len(text))
        if time.perf_counter() - started > seconds:
            break
    return time.perf_counter() - started


def _match(pattern: regex.Pattern[str], text: str, seconds: float) -> float:
    started = time.perf_counter()
    try:
        pattern.match(text, timeout=seconds)
    except TimeoutError:
        return max(seconds * 1.01, time.perf_counter() - started)
    return time.perf_counter() - started


def _scan(pattern: regex.Pattern[str], text: str, seconds: float) -> float:
    started = time.perf_counter()
    try:
        for _ in pattern.finditer(text, timeout=seconds):
            if time.perf_counter() - started > seconds:
                break
    except TimeoutError:
        return max(seconds * 1.01, time.perf_counter() - started)
    return time.perf_counter() - started


def over_budget(rules: RuleSet, lists: Mapping[str, Sequence[str]], seconds: float = SECONDS) -> Iterator[str]:
    """Rules whose pattern takes longer than ``seconds`` for a scan of LENGTH characters."""
    for rule in rules.rules:
        if rule.pattern is None:
            continue
        took, text = slowest(rule, lists, seconds)
        if took > seconds:
            yield f"{rule.file}:{rule.line}: {rule.id} takes over {seconds} s for {LENGTH} characters such as {text[:20]!r}…"
