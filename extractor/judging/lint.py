"""Rule files read node by node: everything that is wrong with them, each with line, column and a suggestion."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import RuleError
from extractor.judging.readings import LINE, read_reading, values
from extractor.rules.load import FILE_FIELDS, expand, read_example
from extractor.rules.schema import COMMON_FIELDS, KIND_FIELDS, KINDS, RuleSet, Vocabulary

CLOSED = {
    ("quantity", "bound"): "bounds",
    ("words", "bound"): "bounds",
    ("words", "class"): "word_classes",
    ("words", "basis"): "bases",
    ("clause", "kind"): "kinds",
    ("clause", "basis"): "bases",
    ("clause", "bound"): "bounds",
    ("name", "type"): "entity_types",
    ("period", "reading"): "comparison_readings",
}
"""(kind of file, field) → the list of schema.yaml that its value comes from."""
SIGNS = {"words": ("+", "-"), "clause": ("verb", "peer", "+", "-")}
_NEEDS_NOTHING = ("disable",)
_LISTED = re.compile(r"\\L<\w+>")


def columns_of(rules: RuleSet) -> dict[str, tuple[str, ...]]:
    """The columns of every table."""
    return {name: tuple(rows[0]) for name, rows in rules.tables.items() if rows}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a rule file, with what to do about it; lines and columns count from 1."""

    file: str
    line: int
    column: int
    reason: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.reason}" + (f" {self.advice}" if self.advice else "")


class Linter:
    """Reads rule files; ``variables`` are those of all files together, ``tables`` maps tables to their columns."""

    def __init__(self, vocabulary: Vocabulary, variables: Mapping[str, str], tables: Mapping[str, Sequence[str]]) -> None:
        self._tables = tables
        self._lists = vocabulary.lists
        self._variables = dict(variables)
        self._kinds = values(vocabulary, "kinds")
        self._bases = values(vocabulary, "bases")

    def folder(self, root: Path) -> list[Fault]:
        """Everything wrong in the rule files of a folder, or in one file."""
        files = [root] if root.is_file() else sorted(root.rglob("*.yaml"))
        found = [fault for file in files if file.suffix == ".yaml" and file.name != "schema.yaml" for fault in self.file(file)]
        return found + [fault for file in sorted(root.rglob("*.tsv")) for fault in self.table(file, root)]

    def table(self, file: Path, root: Path) -> Iterator[Fault]:
        """A table that nothing reads, or columns that it does not have."""
        name = file.relative_to(root).with_suffix("").as_posix()
        if name not in self._tables:
            yield Fault(str(file), 1, 1, f"No rule reads a table {name!r}.", _suggest(name, self._tables))
            return
        with file.open(encoding="utf-8-sig") as lines:
            header = lines.readline().rstrip("\r\n").split("\t")
        for number, column in enumerate(header):
            if column not in self._tables[name]:
                yield Fault(str(file), 1, number + 1, f"Unknown column {column!r}.", _suggest(column, self._tables[name]))

    def file(self, file: Path) -> Iterator[Fault]:
        """Everything wrong in a file."""
        import yaml

        try:
            root = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except UnicodeDecodeError as error:
            yield Fault(str(file), 1, 1, f"Not UTF-8 at byte {error.start}.", "Save the file as UTF-8.")
            return
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            yield Fault(str(file), line, column, f"{getattr(error, 'problem', error)}.", "Check indentation and quotes.")
            return
        if not isinstance(root, yaml.MappingNode):
            yield Fault(str(file), 1, 1, "A rule file is a mapping with kind and rules.")
            return
        yield from self._document(str(file), root)

    def _document(self, file: str, root: Any) -> Iterator[Fault]:
        yield from _keys(file, root, FILE_FIELDS)
        parts = {key.value: value for key, value in root.value}
        kind = parts["kind"].value if "kind" in parts else None
        if kind not in KINDS:
            at = parts.get("kind", root)
            yield _fault(file, at, f"kind is {kind!r}." if kind else "No kind.", _suggest(str(kind), KINDS))
            return
        variables = self._variables | {k.value: str(v.value) for k, v in getattr(parts.get("vars"), "value", [])}
        seen: set[str] = set()
        for item in getattr(parts.get("rules"), "value", []):
            if not hasattr(item, "value") or isinstance(item.value, str):
                yield _fault(file, item, "A rule is a mapping with id, pattern or words, examples.")
                continue
            yield from self._rule(file, kind, item, variables, seen)

    def _rule(self, file: str, kind: str, item: Any, variables: dict[str, str], seen: set[str]) -> Iterator[Fault]:
        yield from _keys(file, item, COMMON_FIELDS | KIND_FIELDS[kind])
        fields = {key.value: value for key, value in item.value}
        if "id" not in fields:
            yield _fault(file, item, "A rule without id.", f"Give it one, such as {kind}.mine.")
        elif fields["id"].value in seen:
            yield _fault(file, fields["id"], f"The id {fields['id'].value!r} stands twice in this file.", "Ids are unique.")
        else:
            seen.add(fields["id"].value)
        if any(name in fields for name in _NEEDS_NOTHING):
            return
        if "pattern" not in fields and "words" not in fields:
            yield _fault(file, item, "A rule without pattern and words.", "Give it one.")
        if "pattern" in fields:
            yield from _pattern(file, fields["pattern"], variables)
        if "priority" in fields and not re.fullmatch(r"-?\d+", str(fields["priority"].value)):
            yield _fault(file, fields["priority"], f"priority is {fields['priority'].value!r}.", "A whole number; 50 is usual.")
        for name in ("examples", "counter"):
            yield from self._examples(file, item, fields, name)
        yield from self._values(file, kind, fields)

    def _values(self, file: str, kind: str, fields: dict[str, Any]) -> Iterator[Fault]:
        for name, node in fields.items():
            known: Iterable[str] = self._lists.get(CLOSED.get((kind, name), ""), ())
            known = SIGNS.get(kind, ()) if name == "sign" else [k for k in known if k != LINE]
            if known and node.value not in known:
                yield _fault(file, node, f"{name} is {node.value!r}.", _suggest(str(node.value), known))

    def _examples(self, file: str, item: Any, fields: dict[str, Any], name: str) -> Iterator[Fault]:
        node = fields.get(name)
        if node is None or not node.value:
            yield _fault(file, node or fields.get("id", item), f"No {name}.", "Every rule has an example and a counter-example.")
            return
        for one in node.value:
            try:
                example = read_example(one.value, file)
                if name == "examples" and not example.spans:
                    yield _fault(file, one, "Nothing is marked in this example.", "Mark what must be found as «…».")
                if name == "counter" and example.spans:
                    yield _fault(file, one, "A counter-example with «…».", "Nothing may be found in it; leave the marks out.")
                if example.reading is not None:
                    read_reading(example.reading, self._kinds, self._bases, file)
            except RuleError as error:
                yield _fault(file, one, error.reason.removeprefix(f"{file}:0: ").removeprefix(f"{file}: "), error.advice)


def _pattern(file: str, node: Any, variables: dict[str, str]) -> Iterator[Fault]:
    import regex

    try:
        expanded = expand(str(node.value), variables, file)
    except RuleError as error:
        yield _fault(file, node, error.reason.removeprefix(f"{file}: "), error.advice)
        return
    try:
        regex.compile(_LISTED.sub("x", expanded))
    except regex.error as error:
        around = expanded[max(0, error.pos - 12) : error.pos + 12] if error.pos is not None else expanded[:24]
        yield _fault(
            file, node, f"{error.msg} in the pattern, near {around!r}.", "Close every bracket; put a \\ before a literal ( [ . ? * +."
        )


def _keys(file: str, node: Any, allowed: set[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            yield _fault(file, key, f"{key.value!r} stands twice.", "Keep one.")
        elif key.value not in allowed:
            yield _fault(file, key, f"Unknown field {key.value!r}.", _suggest(key.value, allowed))
        seen.add(key.value)


def _fault(file: str, node: Any, reason: str, advice: str = "") -> Fault:
    return Fault(file, node.start_mark.line + 1, node.start_mark.column + 1, reason, advice)


def _suggest(word: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near: Sequence[str] = difflib.get_close_matches(word, names, 1)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}."
