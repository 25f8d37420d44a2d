"""What is wrong in a rule file is said with line, column and a suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.judging.lint import Fault, Linter, columns_of
from extractor.rules import load_rules

RULES = load_rules()
LINTER = Linter(RULES.vocabulary, RULES.variables, columns_of(RULES))
GOOD = (
    "kind: words\nrules:\n  - id: mine.up\n    class: up\n    sign: '+'\n"
    "    words: 蹿升\n    examples: [«5%» -> growth 5]\n    counter: [好。]\n"
)


def faults(folder: Path, text: str, name: str = "mine.yaml") -> list[Fault]:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return LINTER.folder(folder)


def test_nothing_wrong(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "at", "reason", "advice"),
    [
        ("kind: words", "kind: word", (1, 7), "'word'", "'words'"),
        ("class: up", "clas: up", (4, 5), "'clas'", "'class'"),
        ("class: up", "class: upp", (4, 12), "'upp'", "'up'"),
        ("sign: '+'", "sign: plus", (5, 11), "'plus'", "Known: +, -"),
        ("id: mine.up\n    ", "", (3, 5), "without id", "mine"),
        ("words: 蹿升", "pattern: '({s}'", (6, 14), "missing )", "bracket"),
        ("words: 蹿升", "pattern: '{numbr}'", (6, 14), "{numbr}", "number"),
        ("words: 蹿升", "priority: high", (6, 15), "'high'", "whole number"),
        ("«5%» -> growth 5", "5% -> growth 5", (7, 16), "Nothing is marked", "«…»"),
        ("«5%» -> growth 5", "«5% -> growth 5", (7, 16), "« without »", "«…»"),
        ("«5%» -> growth 5", "«5%» -> grwth 5", (7, 16), "'grwth 5'", "kind"),
        ("counter: [好。]", "counter: []", (8, 14), "No counter", "counter-example"),
        ("counter: [好。]", "counter: [«好»。]", (8, 15), "counter-example with", "marks"),
        ("    words: 蹿升\n", "    words: 蹿升\n    words: 蹿升\n", (7, 5), "twice", "one"),
        ("rules:\n", "rules:\n\t", (3, 1), "", "indentation"),
    ],
)
def test_a_fault(tmp_path: Path, old: str, new: str, at: tuple[int, int], reason: str, advice: str) -> None:
    found = faults(tmp_path, GOOD.replace(old, new))
    assert any((f.line, f.column) == at and reason in f.reason and advice in f.advice for f in found), [str(f) for f in found]


def test_all_faults_of_a_file_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, GOOD.replace("class: up", "class: upp").replace("'+'", "plus").replace("counter: [好。]", "counter: []"))
    assert [f.line for f in found] == [8, 4, 5]


def test_a_table_that_nothing_reads(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, "unit\tcanonical\n", "unit/units.tsv")
    assert "unit/units" in found.reason
    assert "units/units" in found.advice


def test_a_column_that_a_table_does_not_have(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, "unit\tcanonicle\tfactor\n", "units/units.tsv")
    assert found.column == 2
    assert "canonical" in found.advice
