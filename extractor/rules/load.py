"""Folders of rule files → one RuleSet; what is wrong is said with file, line and a suggestion."""

from __future__ import annotations

import difflib
import hashlib
import importlib.resources
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import RuleError
from extractor.rules.cache import cached
from extractor.rules.schema import COMMON_FIELDS, KIND_FIELDS, KINDS, Example, Rule, RuleSet, Vocabulary
from extractor.rules.widths import widened
from extractor.version import __version__

FILE_FIELDS = {"kind", "about", "vars", "rules"}
MAX_FILE_BYTES = 20_000_000
# Raised when the same files are read into other rules: what was kept before is left alone.
_READING = 2
_MARK = re.compile("[«»]")


def builtin_folder() -> Path:
    """The folder of the rules that come with the package: in the wheel, or beside it in a checkout."""
    inside = Path(str(importlib.resources.files("extractor"))) / "patterns"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "patterns"


def load_rules(folders: Sequence[str | Path] = (), *, builtin: bool = True) -> RuleSet:
    """Read the built-in rules and those of ``folders``; a later rule of the same id replaces.

    Raises RuleError with file and line.
    """
    roots = ([builtin_folder()] if builtin else []) + [Path(f) for f in folders]
    files = [_File(path, name, _bytes(path)) for root in roots for path, name in _files(root)]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.data)
    fingerprint = digest.hexdigest()[:16]
    key = "\0".join([f"{_READING} {__version__}", fingerprint, *(str(f.path) for f in files)])
    return cached("rules", key, lambda: _rule_set(files, fingerprint), RuleSet)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    data: bytes


def _rule_set(files: Sequence[_File], fingerprint: str) -> RuleSet:
    rules: dict[str, Rule] = {}
    tables: dict[str, tuple[dict[str, str], ...]] = {}
    variables: dict[str, str] = {}
    lists: dict[str, dict[str, str]] = {}
    documents: list[tuple[str, dict[str, Any]]] = []
    for file in files:
        if file.path.suffix == ".tsv":
            key = file.name.removesuffix(".tsv")
            tables[key] = tables.get(key, ()) + tuple(_rows(file.path, file.data))
        elif file.name == "schema.yaml":
            lists |= {k: v for k, v in _parse(file.path, file.data).items() if isinstance(v, dict)}
        else:
            document = _parse(file.path, file.data)
            variables |= _variables(file.path, document)
            documents.append((str(file.path), document))
    disabled: set[str] = set()
    for path, document in documents:
        for rule in _rules(path, document, variables):
            if "disable" in rule.fields:
                disabled.add(rule.id)
            rules[rule.id] = rule
    kept = tuple(r for r in rules.values() if r.id not in disabled)
    return RuleSet(kept, tables, variables, Vocabulary(lists), fingerprint)


def _files(root: Path) -> list[tuple[Path, str]]:
    """(path, name relative to the folder)."""
    if root.is_file():
        return [(root, root.name)]
    if not root.is_dir():
        raise RuleError(f"No such rule folder: {root}.", "Give a folder with .yaml or .tsv files.", code="E201")
    found = sorted(p for p in root.rglob("*") if p.suffix in (".yaml", ".tsv") and p.is_file())
    return [(p, p.relative_to(root).as_posix()) for p in found]


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise RuleError(f"{path} is larger than {MAX_FILE_BYTES} bytes.", "Split it.", code="E202")
    return path.read_bytes()


def _rows(path: Path, data: bytes) -> Iterable[dict[str, str]]:
    lines = _decode(path, data).split("\n")
    header = lines[0].rstrip("\r").split("\t")
    for number, line in enumerate(lines[1:], 2):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > len(header):
            raise RuleError(
                f"{path}:{number}: {len(cells)} cells under {len(header)} columns.", "Columns are separated by tabs.", code="E203"
            )
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def _decode(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8 at byte {error.start}.", "Save the file as UTF-8.", code="E204") from error


def _parse(path: Path, data: bytes) -> dict[str, Any]:
    """YAML without tags, aliases or duplicate keys; every scalar a string; mappings carry their line."""
    import yaml

    text = _decode(path, data)
    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loader = loader_class(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise RuleError(
            f"{path}{where}: {getattr(error, 'problem', error)}.", "Check indentation and quotes of this YAML file.", code="E205"
        ) from error
    document = _plain(path, node) if node is not None else {}
    if not isinstance(document, dict):
        raise RuleError(f"{path}: a rule file is a mapping with kind and rules.", "", code="E206")
    return document


def _plain(path: Path, node: Any) -> Any:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [
            _Line(item.value, item.start_mark.line + 1) if isinstance(item, yaml.ScalarNode) else _plain(path, item) for item in node.value
        ]
    out: dict[str, Any] = {"__line__": node.start_mark.line + 1}
    for key, value in node.value:
        if key.value in out:
            raise RuleError(f"{path}:{key.start_mark.line + 1}: {key.value!r} stands twice.", "Keep one.", code="E207")
        out[key.value] = _plain(path, value)
    return out


class _Line(str):
    """A scalar of a list that knows its line."""

    line: int

    def __new__(cls, value: str, line: int) -> _Line:
        self = super().__new__(cls, value)
        self.line = line
        return self


def _variables(path: Path, document: dict[str, Any]) -> dict[str, str]:
    found = document.get("vars") or {}
    if not isinstance(found, dict):
        raise RuleError(f"{path}: vars is a mapping of name to pattern.", "", code="E208")
    return {k: str(v) for k, v in found.items() if k != "__line__"}


def _rules(file: str, document: dict[str, Any], variables: dict[str, str]) -> Iterable[Rule]:
    kind = document.get("kind")
    if kind not in KINDS:
        raise RuleError(f"{file}:1: kind is {kind!r}.", _suggest(str(kind), KINDS), code="E209")
    _known(file, document, FILE_FIELDS | {"__line__"})
    for item in document.get("rules") or []:
        if not isinstance(item, dict):
            raise RuleError(f"{file}: each rule is a mapping with id, pattern or words, examples.", "", code="E210")
        yield _rule(file, str(kind), item, variables)


def _rule(file: str, kind: str, item: dict[str, Any], variables: dict[str, str]) -> Rule:
    line = int(item["__line__"])
    _known(file, item, COMMON_FIELDS | KIND_FIELDS[kind] | {"__line__"})
    if "id" not in item:
        raise RuleError(f"{file}:{line}: a rule without id.", "Give it one, such as quantity.level.", code="E211")
    words = item.get("words") or []
    if isinstance(words, str):
        words = words.split()
    pattern = item.get("pattern")
    extra = {k: v for k, v in item.items() if k in KIND_FIELDS[kind] | {"disable"}}
    return Rule(
        id=item["id"],
        kind=kind,
        file=file,
        line=line,
        pattern=widened(expand(pattern, variables, f"{file}:{line}")) if pattern else None,
        words=tuple(w for word in words for w in word.split()),
        priority=int(item.get("priority", 50)),
        needs=expand(item["needs"], variables, f"{file}:{line}") if item.get("needs") else None,
        fields=extra,
        examples=tuple(read_example(e, file) for e in item.get("examples") or []),
        counter=tuple(read_example(e, file) for e in item.get("counter") or []),
    )


def _known(file: str, item: dict[str, Any], allowed: set[str]) -> None:
    for key in item:
        if key not in allowed:
            line = item.get("__line__", 1)
            raise RuleError(f"{file}:{line}: unknown field {key!r}.", _suggest(key, allowed - {"__line__"}), code="E212")


def _suggest(word: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(word, names, 1)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}."


_VARIABLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def expand(pattern: str, variables: dict[str, str], where: str, depth: int = 0) -> str:
    """Replace ``{name}`` by the variable of that name, as a group; RuleError for unknown ones."""
    if depth > 20:
        raise RuleError(f"{where}: variables refer to each other in a circle.", "", code="E213")

    def one(match: re.Match[str]) -> str:
        name = match[1]
        if name not in variables:
            raise RuleError(f"{where}: unknown variable {{{name}}}.", _suggest(name, variables), code="E214")
        return f"(?:{expand(variables[name], variables, where, depth + 1)})"

    return _VARIABLE.sub(one, pattern)


def read_example(raw: str, file: str) -> Example:
    """``文本«片段»文本 -> reading`` → Example."""
    line = getattr(raw, "line", 0)
    text, arrow, reading = str(raw).partition(" -> ")
    spans: list[tuple[int, int]] = []
    out: list[str] = []
    open_at: int | None = None
    size = 0
    for piece in _MARK.split(text):
        if out and open_at is None:
            open_at = size
        elif out:
            spans.append((open_at or 0, size))
            open_at = None
        out.append(piece)
        size += len(piece)
    if open_at is not None:
        raise RuleError(f"{file}:{line}: « without » in an example.", "Mark what must be found as «…».", code="E215")
    return Example("".join(out), tuple(spans), reading.strip() if arrow else None, line)
