"""The standard library finds behind look-behinds of several widths what ``regex`` finds."""

from __future__ import annotations

import random

import pytest
import regex

from extractor.pipeline import default_extractor
from extractor.rules.compile import compile_rule
from extractor.rules.quick import _LOSES_POSSESSIVE, Guarded, Quick, guarded, quick

pytestmark = pytest.mark.skipif(_LOSES_POSSESSIVE, reason="Here such rules are left to regex.")

PATTERNS = [
    "(?<=约|大约|超过约)三",
    "(?<!约|大约|第)三",
    r"(?<=^|\n|约[ ]?)三+",
    "(?<=|约大)三",
    "(?<!(?:约|大约)的{0,2})三",
    "(?<=(?:大|超(?!过)|超过约)的??)三",
    "(?<!(?:的|(?<=大|超过)约))三",
    r"(?<=[^约大]|大[约的]|\d{1,3}\.)三(?!(?<=的三|大约三)三)",
    "(?:的(?<=约的|大)|(?<!大|超过)约){1,2}(?P<n>三)",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_it_is_compiled_and_finds_the_same(pattern: str) -> None:
    own, other = quick(pattern, {}), regex.compile(pattern)
    assert isinstance(own, Quick)
    chance = random.Random(pattern)
    matches = 0
    for _ in range(3000):
        text = "".join(chance.choices("约约大超过的第三三三三3. \n", k=chance.randint(1, 9)))
        stop = chance.randint(0, len(text))
        for at in range(stop + 1):
            left, right = own.match(text, at, stop), other.match(text, at, stop)
            assert (left and (left.span(), left.groupdict())) == (right and (right.span(), right.groupdict())), (text, at, stop)
            matches += left is not None
    assert matches > 50


@pytest.mark.parametrize("pattern", ["(?<=(约)|大约)三", r"(约)(?<=\1|大约)三", "(?<=约+)三", "(?<=约?大?超?过?的?第?三?)三"])
def test_what_cannot_be_taken_apart_is_left_to_regex(pattern: str) -> None:
    assert quick(pattern, {}) is None


GUARDED = [
    "(?<=约+)三",
    "(?<=约?大?超?过?的?第?三?)三(?=约|大(?<!超+大))",
    "(?<=约+)(?P<n>三)|(?<!大+)(?P<n>第)",
]


@pytest.mark.parametrize("pattern", GUARDED)
def test_a_guarded_pattern_finds_the_same(pattern: str) -> None:
    whole = regex.compile(pattern)
    own = guarded(pattern, {}, whole)
    assert isinstance(own, Guarded)
    chance = random.Random(pattern)
    for _ in range(3000):
        text = "".join(chance.choices("约约大超过的第三三三", k=chance.randint(1, 9)))
        for at in range(len(text)):
            left, right = own.match(text, at), whole.match(text, at)
            assert (left and left.span()) == (right and right.span()), (text, at)


@pytest.mark.parametrize("pattern", [r"(?<=(约+))三\1", "(?>约(?<=大+约)|约大)三", "(?:约(?<=大+约)|约大)++三", "约(?!大(?<=约+大))三"])
def test_what_may_match_less_without_its_look_behinds_has_no_guard(pattern: str) -> None:
    assert guarded(pattern, {}, regex.compile(pattern)) is None


def test_frequent_rules_are_compiled_by_the_standard_library() -> None:
    scanner = default_extractor()._scanner
    own = {rule.id for rule, code in zip(scanner.rules, scanner.dispatch.compiled, strict=True) if isinstance(code, Quick)}
    assert {"quantity.level", "quantity.range", "quantity.percent_words", "quantity.tenths", "quantity.fraction"} <= own


def test_rules_match_the_same_in_broken_texts() -> None:
    """Examples, cut and shuffled, at every character."""
    extractor = default_extractor()
    lists, scanner = extractor._quantities.lists, extractor._scanner
    chance = random.Random(3)
    for rule, code in zip(scanner.rules, scanner.dispatch.compiled, strict=True):
        if not isinstance(code, (Quick, Guarded)) or not regex.search(r"\(\?<[=!]", rule.pattern or ""):
            continue
        other = compile_rule(rule, lists)
        pieces = [e.text[a:b] for e in (*rule.examples, *rule.counter) for a in range(0, len(e.text), 3) for b in (a + 2, a + 5, a + 11)]
        for _ in range(40):
            text = extractor._fold("".join(chance.choices(pieces, k=8)))
            for at in range(len(text)):
                left, right = code.match(text, at), other.match(text, at)
                assert (left and (left.span(), left.groupdict())) == (right and (right.span(), right.groupdict())), (rule.id, text)
