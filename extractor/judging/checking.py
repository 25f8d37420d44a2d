"""Everything that ``extractor patterns check`` looks at, as findings of named checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import RuleError
from extractor.judging.budget import over_budget
from extractor.judging.engine import Engine
from extractor.judging.examples import Judge
from extractor.judging.lint import Linter, columns_of
from extractor.judging.necessity import Necessity
from extractor.judging.structure import repeated_patterns, shadowed_rules
from extractor.judging.tables import closed_cells, judge_row, repeated_rows, rows
from extractor.rules import builtin_folder, load_rules

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found; ``check`` is notation, examples, tables, structure, needed or time."""

    check: str
    message: str


def check(folders: Sequence[Path], *, builtin: bool = True, needed: bool = True, say: Progress = lambda _: None) -> Iterator[Finding]:
    """Check the rules of ``folders`` (with the built-in ones unless ``builtin`` is false, which are used either way).

    Where the notation is wrong nothing else is looked at.
    """
    say("notation")
    faults = list(_notation(folders, builtin))
    yield from faults
    if faults:
        return
    engine = Engine(folders)
    own = _is_own(folders, builtin)
    say("examples")
    judge = Judge(engine)
    rules = [r for r in engine.rules.rules if own(r.file)]
    for rule in rules:
        yield from (Finding("examples", str(verdict)) for verdict in judge.rule(rule))
    say("tables")
    if builtin:
        yield from _tables(engine)
    say("structure")
    yield from (Finding("structure", m) for m in (*repeated_patterns(engine.rules), *shadowed_rules(engine)) if own(m.split(":")[0]))
    say("time")
    lists = engine.lists
    yield from (Finding("time", message) for message in over_budget(engine.rules, lists) if own(message.split(":")[0]))
    if needed:
        say("whether every rule is needed")
        necessity = Necessity(engine)
        for rule in rules:
            if not necessity.noticed(rule):
                yield Finding("needed", f"{rule.file}:{rule.line}: {rule.id}: no example fails without it.")


def _tables(engine: Engine) -> Iterator[Finding]:
    for row in rows(engine.rules):
        reason = judge_row(engine, row)
        if reason:
            yield Finding("tables", f"{row}: {reason} {row.cells['example']}")
    yield from (Finding("tables", message) for message in (*closed_cells(engine.rules), *repeated_rows(load_rules())))


def _notation(folders: Sequence[Path], builtin: bool) -> Iterator[Finding]:
    standard = load_rules()
    linter = Linter(standard.vocabulary, standard.variables | _variables(folders), columns_of(standard))
    for folder in (*((builtin_folder(),) if builtin else ()), *folders):
        yield from (Finding("notation", str(fault)) for fault in linter.folder(folder))
    try:
        load_rules(folders)
    except RuleError as error:
        yield Finding("notation", str(error))


def _variables(folders: Sequence[Path]) -> dict[str, str]:
    """The variables of one's own files, as far as they can be read; what cannot is said file by file."""
    found: dict[str, str] = {}
    for folder in folders:
        try:
            found |= load_rules([folder]).variables
        except RuleError:
            continue
    return found


def _is_own(folders: Sequence[Path], builtin: bool) -> Callable[[str], bool]:
    roots = tuple(str(f) for f in folders)
    return lambda file: builtin or file.startswith(roots)
