"""Asking rules what they can begin with leaves no match out."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.pipeline import default_extractor
from extractor.rules.behind import behind
from extractor.rules.compile import Dispatch, compile_rule, find_dispatch
from extractor.rules.compile import _firsts_of as firsts_of
from extractor.rules.compile import _forbids_behind as forbids_behind
from extractor.rules.needs import signs
from extractor.rules.quick import Quick, quick
from extractor.rules.scanner import Scanner
from extractor.rules.schema import Rule

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))


def trying_all(scanner: Scanner, lists: dict[str, list[str]]) -> Scanner:
    """A scanner that tries every rule wherever its first character stands."""
    firsts: dict[str, tuple[int, ...]] = {}
    for number, rule in enumerate(scanner.rules):
        for first in firsts_of(rule, lists):
            firsts[first] = (*firsts.get(first, ()), number)
    return Scanner(scanner.rules, lists, Dispatch(scanner.dispatch.compiled, firsts, {}))


def found(scanner: Scanner, text: str, start: int = 0, end: int | None = None) -> list[tuple[str, tuple[int, int]]]:
    return [(rule.id, match.span()) for rule, match in scanner.scan(text, start, end)]


def test_pairs_leave_no_match_out() -> None:
    extractor = default_extractor()
    scanner, lists = extractor._scanner, extractor._quantities.lists
    plain = trying_all(scanner, lists)
    examples = [e.text for rule in scanner.rules for e in (*rule.examples, *rule.counter)]
    for text in map(extractor._fold, [*(p.read_text(encoding="utf-8") for p in CORPUS), *examples]):
        assert found(scanner, text) == found(plain, text)


def test_a_match_at_the_end_of_a_span() -> None:
    extractor = default_extractor()
    scanner, lists = extractor._scanner, extractor._quantities.lists
    plain = trying_all(scanner, lists)
    text = "约5万亿元，同比增长5.3%；一半以上，12个百分点。"
    for start in range(len(text)):
        for end in range(start, len(text)):
            assert found(scanner, text, start, end) == found(plain, text, start, end)


@pytest.mark.parametrize(
    ("pattern", "forbids"),
    [
        ("(?<=[十百])几", False),
        ("(?<![第(](?=约))(?<=十)几", False),
        ("几(?!个(?<=几个))", True),
        (r"[(?<=!](?![)]个)\((?:(?<=a)|b)", False),
    ],
)
def test_look_behind_in_a_negative_assertion(pattern: str, forbids: bool) -> None:
    assert forbids_behind(pattern) is forbids


def test_a_rule_that_looks_back_is_asked_about_pairs() -> None:
    rule = Rule("quantity.test", "quantity", "test.yaml", 1, pattern="(?<=近)[三五](?:万|千)人")
    dispatch = find_dispatch([rule], {})
    assert dispatch.firsts == {"三": (), "五": ()}
    assert dispatch.pairs == {"三万": (0,), "三千": (0,), "五万": (0,), "五千": (0,)}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?<=[近约])三", {"三": {"近", "约"}}),
        ("(?<=近|^)三", {"三": {"近", ""}}),
        ("(?m)^[一二]、", {"一": {"", "\n"}, "二": {"", "\n"}}),
        ("(?<=结果[ ]*)一|(?<=共)[一二]", {"一": {" ", "果", "共"}, "二": {"共"}}),
        ("(?:(?<=共)|(?<=计))?一", {}),
        ("(?<=共[^，]{0,3})一", {}),
        ("(?<=共?)一", {}),
        ("(?<!共)一", {}),
        ("(?=一)(?<=共).", {}),
        ("一(?<=共一)", {}),
    ],
)
def test_what_a_match_stands_behind(pattern: str, expected: dict[str, set[str]]) -> None:
    assert behind(pattern) == expected


def test_a_look_ahead_at_the_head_says_nothing_of_pairs() -> None:
    rule = Rule("quantity.test", "quantity", "test.yaml", 1, pattern="(?=.{1,9}(?:[人户]))三(?:万|千)人")
    assert find_dispatch([rule], {}).pairs == {"三万": (0,), "三千": (0,)}


def test_the_standard_library_reads_patterns_as_regex_does() -> None:
    extractor = default_extractor()
    lists = extractor._quantities.lists
    compiled = zip(extractor._scanner.rules, extractor._scanner.dispatch.compiled, strict=True)
    chosen = [(rule, own, compile_rule(rule, lists)) for rule, own in compiled if isinstance(own, Quick)]
    assert len(chosen) > 100
    for rule, own, other in chosen:
        for text in [extractor._fold(e.text) for e in (*rule.examples, *rule.counter)]:
            for at in range(len(text)):
                left, right = own.match(text, at), other.match(text, at)
                assert (left and (left.span(), left.groupdict())) == (right and (right.span(), right.groupdict())), (rule.id, text)


def test_what_the_standard_library_does_not_know_is_left_to_regex() -> None:
    assert quick("(?<=近[ ]*)三", {}) is None
    assert quick("(?:三百){e<=1}", {}) is None
    assert quick(r"\L<few>人", {"few": ["三", "三五", "三五千"]}).match("三五千人").end() == 4  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ("半年", {"半年"}),
        ("[天日]|星期", {"天", "日", "星期"}),
        (r"\d[时秒]", {"时", "秒"}),
        (r",-?\d+\.\d+%", {","}),
        (r"\d{6}|HK", None),
    ],
)
def test_signs_of_what_a_rule_needs(needs: str, expected: set[str] | None) -> None:
    assert signs(needs) == expected
