"""Gold articles against extracted ones: how much was found, how much of it is wholly right."""

from __future__ import annotations

import functools
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

Json = Mapping[str, Any]
FIELDS = ("bound", "kind", "category", "indicator", "subject", "location", "period", "basis", "status", "source")
RECORD = frozenset({"kind", "category", "location", "period", "basis", "status"})
ROW = RECORD | {"bound", "indicator", "subject"}
ENTITY_TYPES = ("LOC", "ORG", "PER", "POLICY", "CLUSTER")
DEFAULTS = {"basis": None, "status": "actual", "bound": "exact"}
TOLERANCE = 0.005
_IGNORED = frozenset(" \u3000“”\"'‘’《》、,，()（）的")


class Difference(NamedTuple):
    """One error: ``kind`` is a field, ``value``, ``missed``, ``extra``, ``entity missed`` or ``entity extra``."""

    kind: str
    id: str
    gold: Json | None
    predicted: Json | None


# --- one field -------------------------------------------------------------------------------------------------------


def _plain(text: object) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", str(text or "")) if c not in _IGNORED)


def _pairs_of(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1)) or Counter(text)


def _dice(a: str, b: str) -> float:
    if a == b:
        return 1.0
    x, y = _pairs_of(a), _pairs_of(b)
    total = x.total() + y.total()
    return 2 * (x & y).total() / total if total else 0.0


def _same_wording(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 2 and (a in b or b in a)) or _dice(a, b) >= 0.6


def _alike(predicted: object, wordings: Sequence[object]) -> bool:
    """Is ``predicted`` (or its first wording) close to one of the gold wordings; none stated: not judged."""
    if isinstance(predicted, list):
        predicted = predicted[0] if predicted else ""
    said = _plain(predicted)
    return not wordings or any(_same_wording(said, _plain(w)) for w in wordings)


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    a, b = float(a), float(b)
    return abs(a - b) <= 1e-3 * max(1e-9, abs(a), abs(b))


@functools.cache
def _unit_aliases() -> dict[str, str]:
    from extractor.rules import builtin_folder

    lines = (builtin_folder() / "units" / "judged_alike.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t")[:2] for line in lines if line)


def _unit(unit: object) -> str:
    folded = unicodedata.normalize("NFKC", str(unit or ""))
    return _unit_aliases().get(folded, folded)


def _codes(location: Any) -> frozenset[str]:
    places = [location] if isinstance(location, str | dict) else location or []
    return frozenset((p.get("adcode") if isinstance(p, dict) else p) or "" for p in places) - {""}


def _dates(period: Any) -> tuple[str, ...] | None:
    if isinstance(period, dict):
        period = [period.get("start"), period.get("end")]
    return tuple(str(day)[:10] for day in period) if period and period[0] else None


def _right(field: str, gold: Json, predicted: Json) -> bool:
    g, p = gold.get(field), predicted.get(field)
    if field in ("indicator", "subject"):
        return _alike(p, g or [])
    if field == "location":
        return _codes(g) == _codes(p)
    if field == "period":
        return _dates(g) == _dates(p)
    if field == "source":
        return _alike(p, g if isinstance(g, list) else [g]) if g and p else not g and not p
    default = DEFAULTS.get(field)
    return bool((g or default) == (p or default)) if field in DEFAULTS else bool(g == p)


def _right_value(gold: Json, predicted: Json) -> bool:
    return (
        _near(gold["value"], predicted.get("value"))
        and _near(gold.get("value_max"), predicted.get("value_max"))
        and _unit(gold["unit"]) == _unit(predicted.get("unit"))
    )


# --- one article -----------------------------------------------------------------------------------------------------


def _overlap(a: Json, b: Json) -> int:
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def _match(gold: Sequence[Json], predicted: Sequence[Json]) -> tuple[list[tuple[Json, Json]], list[Json], list[Json]]:
    """(pairs, predicted left over, gold left over): right values first, then the widest overlap; each is used once."""
    candidates = sorted(
        (not _right_value(g, p), -_overlap(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if _overlap(g, p) > 0
    )
    of_gold: dict[int, int] = {}
    of_predicted: set[int] = set()
    for _, _, i, j in candidates:
        if i not in of_gold and j not in of_predicted:
            of_gold[i] = j
            of_predicted.add(j)
    pairs = [(gold[i], predicted[j]) for i, j in of_gold.items()]
    extra = [p for j, p in enumerate(predicted) if j not in of_predicted]
    return pairs, extra, [g for i, g in enumerate(gold) if i not in of_gold]


class _Tally:
    """Counts over all articles; ``counts[level]`` knows right, extra, missed and both (extra and missed at once)."""

    def __init__(self) -> None:
        self.articles = self.figures = 0
        self.counts: dict[str, Counter[str]] = {level: Counter() for level in ("figures", "record", "row")}
        self.fields: dict[str, Counter[bool]] = {f: Counter() for f in FIELDS}
        self.entities: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.categories: dict[str, Counter[bool]] = {}
        self.adcodes: Counter[bool] = Counter()
        self.body: Counter[tuple[bool, bool]] = Counter()
        self.errors: list[Difference] = []

    def add(self, gold: Json, predicted: Json) -> None:
        self.articles += 1
        self.figures += sum(not f.get("optional") for f in gold["figures"])
        self._add_figures(gold, predicted.get("figures", []))
        self._add_entities(gold, predicted.get("entities", []))
        if predicted.get("body") is not None:
            self._add_body(gold, predicted["body"])

    def _add_figures(self, gold: Json, predicted: Sequence[Json]) -> None:
        pairs, extra, missed = _match(gold["figures"], predicted)
        for g, p in pairs:
            if not g.get("optional"):
                self._add_pair(gold["id"], g, p)
        for g in missed:
            if not g.get("optional"):
                self._count("missed", "missed", "missed")
                self._category(g, False)
                self.errors.append(Difference("missed", gold["id"], g, None))
        optional = [g for g in gold["figures"] if g.get("optional")]
        for p in extra:
            if not any(_overlap(g, p) > 0 for g in optional):
                self._count("extra", "extra", "extra")
                self.errors.append(Difference("extra", gold["id"], None, p))

    def _add_pair(self, ident: str, g: Json, p: Json) -> None:
        if not _right_value(g, p):
            self._count("both", "both", "both")
            self._category(g, False)
            self.errors.append(Difference("value", ident, g, p))
            return
        wrong = [f for f in FIELDS if not _right(f, g, p)]
        for f in FIELDS:
            self.fields[f][f not in wrong] += 1
        record, row = (("both" if level & set(wrong) else "right") for level in (RECORD, ROW))
        self._count("right", record, row)
        self._category(g, record == "right")
        self.errors.extend(Difference(f, ident, g, p) for f in wrong)

    def _count(self, *outcomes: str) -> None:
        for level, outcome in zip(self.counts.values(), outcomes, strict=True):
            level[outcome] += 1

    def _category(self, gold: Json, right: bool) -> None:
        self.categories.setdefault(gold["category"], Counter())[right] += 1

    def _add_entities(self, gold: Json, predicted: Sequence[Json]) -> None:
        spans = {(e["start"], e["end"], e["type"]): e for e in predicted}
        for e in gold["entities"]:
            found = spans.pop((e["start"], e["end"], e["type"]), None)
            self.entities[e["type"]]["right" if found else "missed"] += 1
            if not found:
                self.errors.append(Difference("entity missed", gold["id"], e, None))
            elif e["type"] == "LOC":
                self.adcodes[(e.get("adcode") or None) == (found.get("adcode") or None)] += 1
        for e in spans.values():
            if e["type"] in ENTITY_TYPES:
                self.entities[e["type"]]["extra"] += 1
                self.errors.append(Difference("entity extra", gold["id"], None, e))

    def _add_body(self, gold: Json, body: Sequence[Sequence[int]]) -> None:
        length = len(gold.get("text", "")) or max((end for _, end in [*gold["body"], *body]), default=0)
        inside, said = ({i for a, b in spans for i in range(a, min(b, length))} for spans in (gold["body"], body))
        self.body[True, True] += len(inside & said)
        self.body[True, False] += len(inside - said)
        self.body[False, True] += len(said - inside)
        self.body[False, False] += length - len(inside | said)

    def result(self) -> dict[str, Any]:
        out: dict[str, Any] = {"articles": self.articles, "gold_figures": self.figures}
        out |= {level: _rates(c) for level, c in self.counts.items()}
        out["fields"] = {f: _part(c) for f, c in self.fields.items()}
        out["entities"] = {t: _rates(c) for t, c in sorted(self.entities.items())}
        out["entities_all"] = _rates(sum(self.entities.values(), Counter()))
        out["adcode"] = _part(self.adcodes)
        by_size = sorted(self.categories.items(), key=lambda item: -item[1].total())
        out["by_category"] = {k: {"n": c.total(), "right": _part(c)} for k, c in by_size}
        if self.body:
            out["body"] = {
                "covered": self.body[True, True] / max(1, self.body[True, True] + self.body[True, False]),
                "left_out": self.body[False, False] / max(1, self.body[False, False] + self.body[False, True]),
            }
        return out


def _part(counts: Counter[bool]) -> float:
    return counts[True] / max(1, counts.total())


def _rates(counts: Counter[str]) -> dict[str, Any]:
    tp, fp, fn = counts["right"], counts["extra"] + counts["both"], counts["missed"] + counts["both"]
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "tp": tp, "fp": fp, "fn": fn}


def score(golds: Iterable[Json], predictions: Mapping[str, Json]) -> tuple[dict[str, Any], list[Difference]]:
    """Rates of all ``golds`` against the predictions of the same id (an absent one is empty), and every error."""
    tally = _Tally()
    for gold in golds:
        tally.add(gold, predictions.get(gold["id"]) or {})
    return tally.result(), tally.errors


# --- reading, running, reporting -------------------------------------------------------------------------------------


def read_gold(path: str | Path, ids: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The articles of a gold file (one JSON object a line), only those of ``ids`` if given. Raises InputError."""
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
        golds = [json.loads(line) for line in lines if line.strip()]
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.", "Give a .jsonl file of gold articles.", code="E101") from error
    except ValueError as error:
        raise InputError(f"{path} is not JSON lines: {error}.", "Write one JSON object a line, in UTF-8.", code="E102") from error
    known = {g["id"] for g in golds}
    if unknown := [i for i in ids if i not in known]:
        raise InputError(f"{path} has no article {', '.join(unknown)}.", f"It has: {', '.join(sorted(known)[:8])} …", code="E103")
    return [g for g in golds if not ids or g["id"] in ids]


def predict(golds: Iterable[Json], extractor: Extractor) -> dict[str, dict[str, Any]]:
    """Extract each gold text with its published date; id → article as plain JSON."""
    return {g["id"]: extractor.extract(g["text"], published=g.get("published"), id=g["id"]).to_dict(text=False) for g in golds}


def _line(name: str, r: Json) -> str:
    counts = f"({r['tp']} right, {r['fp']} extra or wrong, {r['fn']} missed or wrong)"
    return f"{name:<14} P {r['p']:.3f}  R {r['r']:.3f}  F1 {r['f1']:.3f}   {counts}"


def _report(result: Json) -> Iterator[str]:
    yield f"{result['articles']} articles, {result['gold_figures']} gold figures"
    yield from (_line(level, result[level]) for level in ("figures", "record", "row"))
    yield "fields         " + "  ".join(f"{f} {v:.3f}" for f, v in result["fields"].items())
    yield _line("entities", result["entities_all"])
    yield from (_line("  " + t, r) for t, r in result["entities"].items())
    yield f"LOC adcode     {result['adcode']:.3f}"
    if "body" in result:
        yield f"body           covered {result['body']['covered']:.3f}  rest left out {result['body']['left_out']:.3f}"
    yield "record by category: " + "  ".join(f"{k} {v['right']:.2f} of {v['n']}" for k, v in result["by_category"].items())


def _said(figure: Json | None, kind: str) -> Any:
    if figure is not None and kind in FIELDS:
        return figure.get(kind)
    return {k: figure[k] for k in ("value", "unit", "type") if k in figure} if figure else {}


def _error_lines(errors: Sequence[Difference], texts: Mapping[str, str], limit: int) -> Iterator[str]:
    grouped: defaultdict[str, list[Difference]] = defaultdict(list)
    for error in errors:
        grouped[error.kind].append(error)
    for kind, group in sorted(grouped.items(), key=lambda item: -len(item[1])):
        yield f"\n== {kind}: {len(group)}"
        for error in group[:limit]:
            at, text = error.gold or error.predicted or {}, texts.get(error.id, "")
            start, end = at["start"], at["end"]
            around = f"{text[max(0, start - 30) : start]}⟦{text[start:end]}⟧{text[end : end + 20]}"
            yield f"{error.id} {around!r}\n    want {_said(error.gold, kind)}\n    got  {_said(error.predicted, kind)}"


def format_report(result: Json, errors: Sequence[Difference] = (), limit: int = 0, texts: Mapping[str, str] | None = None) -> str:
    """The report as text; with ``limit`` up to so many errors of each kind, shown in ``texts`` (id → text)."""
    lines = list(_report(result))
    return "\n".join([*lines, *_error_lines(errors, texts or {}, limit)] if limit else lines)


# --- floors ----------------------------------------------------------------------------------------------------------

_MEASURES: dict[str, Callable[[Json], float]] = {
    "figures": lambda r: float(r["figures"]["f1"]),
    "record": lambda r: float(r["record"]["f1"]),
    "row": lambda r: float(r["row"]["f1"]),
    "entities": lambda r: float(r["entities_all"]["f1"]),
}


def floors_of(result: Json) -> dict[str, float]:
    """The values that a gate guards, rounded to 4 places: F1 of the four levels and the rate of each field."""
    values = {name: measure(result) for name, measure in _MEASURES.items()}
    values |= {f"field {f}": v for f, v in result["fields"].items()}
    return {name: round(v, 4) for name, v in values.items()}


def check_floors(result: Json, floors: Mapping[str, float]) -> list[str]:
    """What fell by more than 0.005 below its floor, a line each; an unknown floor is a line too."""
    reached = floors_of(result)
    out = []
    for name, floor in floors.items():
        if name not in reached:
            out.append(f"{name}: a floor without a value; known are {', '.join(reached)}")
        elif reached[name] < floor - TOLERANCE - 1e-9:
            out.append(f"{name}: {reached[name]:.4f} is below its floor {floor:.4f}")
    return out
