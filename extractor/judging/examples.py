"""The judge: whether a rule's examples are found as they are marked and read, and its counter-examples are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.judging.engine import Engine
from extractor.judging.readings import (
    FigureReading,
    QuantityReading,
    fits_figure,
    fits_quantity,
    read_reading,
    values,
    write_figure,
    write_quantity,
)
from extractor.model import Span
from extractor.reading.lines import find_rule
from extractor.rules import Example, Rule

NAME_KINDS = {"LOC": "place", "ORG": "organisation", "PER": "person", "POLICY": "policy", "CLUSTER": "cluster"}
_MEASURES = ("number", "quantity", "money", "percent", "rank", "duration")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an example: its rule, file, line and the difference."""

    rule: str
    file: str
    line: int
    text: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.reason}\n    {self.text}"


class Judge:
    """Judges examples by an engine; ``own`` False asks only for the result, whichever rule gave it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        vocabulary = engine.rules.vocabulary
        self._kinds = values(vocabulary, "kinds")
        self._bases = values(vocabulary, "bases")

    def all(self) -> Iterator[Verdict]:
        """Everything that is wrong with any rule's examples."""
        for rule in self.engine.rules.rules:
            yield from self.rule(rule)

    def rule(self, rule: Rule, *, own: bool = True) -> Iterator[Verdict]:
        """What is wrong with the examples of one rule."""
        for example in rule.examples:
            reason = self.example(rule, example, own=own)
            if reason:
                yield Verdict(rule.id, rule.file, example.line, marked(example), reason)
        if own:
            for example in rule.counter:
                reason = self.counter(rule, example)
                if reason:
                    yield Verdict(rule.id, rule.file, example.line, example.text, reason)

    def example(self, rule: Rule, example: Example, *, own: bool = True) -> str:
        """Why the example is not found as marked; "" if it is."""
        if not example.spans:
            return "Nothing is marked with «…»."
        if rule.kind == "layout":
            return self._layout(rule, example)
        if rule.kind == "exclusion":
            return self._excluded(rule, example, own)
        if example.reading is None:
            return self._named(rule, example) if rule.kind == "name" else self._found(rule, example, own)
        where = f"{rule.file}:{example.line}"
        reading = read_reading(example.reading, self._kinds, self._bases, where)
        if isinstance(reading, FigureReading):
            return self._linked(rule, example, reading, own)
        if isinstance(reading, QuantityReading):
            return self._measured(rule, example, reading, own)
        return self._timed(rule, example, reading, own)

    def counter(self, rule: Rule, example: Example) -> str:
        """Why the counter-example is found after all; "" if it is not."""
        text = example.text
        if rule.kind == "layout":
            found = find_rule(rule, text) if rule.fields.get("role") and not _is_document(rule) else _searched(rule, text)
            return _took(text, found)
        if rule.kind == "words":
            return self._counter_words(rule, text)
        if rule.kind == "clause":
            return _took(text, [(f.start, f.end) for f in self.engine.figures(text) if rule.id in f.rules])
        if rule.kind == "name":
            kind = NAME_KINDS.get(rule.fields.get("type", ""))
            return _took(text, [(m.start, m.end) for m in self.engine.mentions(text) if m.kind == kind])
        hits = [(h.start, h.end) for h in self.engine.hits(text) if h.rule == rule.id]
        if rule.kind == "quantity":
            made = [(m.start, m.end) for m in self.engine.mentions(text) if rule.id in m.rules]
            return _took(text, made)
        return _took(text, hits)

    def _measured(self, rule: Rule, example: Example, reading: QuantityReading, own: bool) -> str:
        mentions = [m for m in self.engine.mentions(example.text) if m.kind in _MEASURES]
        for span in example.spans:
            found = next((m for m in mentions if (m.start, m.end) == span), None)
            if found is None:
                return _missing(example.text, span, [(m.start, m.end) for m in mentions])
            if not fits_quantity(reading, found):
                return f"{found.text} is read as {write_quantity(found)}, wanted {example.reading}."
            if own and rule.kind == "quantity" and rule.id not in found.rules:
                return f"{found.text} was made by {', '.join(found.rules)}."
        return ""

    def _timed(self, rule: Rule, example: Example, reading: tuple[str, str], own: bool) -> str:
        mentions = [m for m in self.engine.mentions(example.text) if m.kind == "period"]
        for span in example.spans:
            found = next((m for m in mentions if (m.start, m.end) == span), None)
            if found is None:
                return _missing(example.text, span, [(m.start, m.end) for m in mentions])
            if found.period != reading:
                return f"{found.text} is read as {'…'.join(found.period or ('no period',))}, wanted {example.reading}."
            if own and rule.kind == "period" and rule.id not in found.rules:
                return f"{found.text} was made by {', '.join(found.rules)}."
        return ""

    def _linked(self, rule: Rule, example: Example, reading: FigureReading, own: bool) -> str:
        figures = self.engine.figures(example.text)
        for span in example.spans:
            found = next((f for f in figures if (f.start, f.end) == span), None)
            if found is None:
                return _missing(example.text, span, [(f.start, f.end) for f in figures])
            if "clause.none" in found.rules:
                return f"No clause rule takes {found.text}."
            if (reading.value is None or len(example.spans) == 1) and not fits_figure(reading, found):
                return f"{found.text} is read as {write_figure(found, tuple(reading.fields))}, wanted {example.reading}."
            if own and rule.kind == "clause" and rule.id not in found.rules:
                return f"{found.text} was made by {', '.join(found.rules)}."
        if len(example.spans) > 1 and not any(fits_figure(reading, f) for f in figures if (f.start, f.end) in example.spans):
            return f"None of the marked figures is {example.reading}."
        return ""

    def _found(self, rule: Rule, example: Example, own: bool) -> str:
        """Marked without a reading: a comparison or time that the rule must take, or any quantity."""
        hits = [h for h in self.engine.hits(example.text) if not own or h.rule == rule.id]
        return _all_marked(example, [(h.start, h.end) for h in hits])

    def _excluded(self, rule: Rule, example: Example, own: bool) -> str:
        reason = self._found(rule, example, own=True) if own else ""
        mentions = [m for m in self.engine.mentions(example.text) if m.kind in (*_MEASURES, "period")]
        for start, end in example.spans:
            over = next((m for m in mentions if m.start < end and start < m.end), None)
            if over is not None:
                return f"{over.text} is read as a {over.kind}."
        return reason

    def _named(self, rule: Rule, example: Example) -> str:
        kind = NAME_KINDS.get(rule.fields.get("type", ""))
        names = [(m.start, m.end) for m in self.engine.mentions(example.text) if m.kind == kind]
        return _all_marked(example, names)

    def _layout(self, rule: Rule, example: Example) -> str:
        found = _searched(rule, example.text) if _is_document(rule) else find_rule(rule, example.text)
        return "" if found and found[0][0] == example.spans[0][0] else _missing(example.text, example.spans[0], found)

    def _counter_words(self, rule: Rule, text: str) -> str:
        took = [(h.start, h.end) for h in self.engine.triggers(text) if h.rule == rule.id]
        bound = rule.fields.get("bound")
        if bound:
            took = [(m.start, m.end) for m in self.engine.mentions(text) if m.bound == bound]
            took += [(f.start, f.end) for f in self.engine.figures(text) if f.bound == bound]
        if rule.fields.get("class") in SOURCE_CLASSES:
            took = [(f.start, f.end) for f in self.engine.figures(text) if f.source is not None]
        return _took(text, took)


SOURCE_CLASSES = ("speech", "data", "issue", "lead", "media", "media_tail", "anonymous", "paper")


def marked(example: Example) -> str:
    """The example as it was written, with its marks."""
    out, at = [], 0
    for start, end in example.spans:
        out += [example.text[at:start], "«", example.text[start:end], "»"]
        at = end
    reading = f" -> {example.reading}" if example.reading is not None else ""
    return "".join([*out, example.text[at:]]) + reading


def _is_document(rule: Rule) -> bool:
    """Whether a layout rule is searched in titles and paragraphs rather than matched against lines."""
    return not rule.id.startswith("layout.")


def _searched(rule: Rule, text: str) -> tuple[Span, ...]:
    import regex

    match = regex.search(rule.pattern or "(?!)", text)
    return (match.span(),) if match else ()


def _all_marked(example: Example, found: list[Span]) -> str:
    for span in example.spans:
        if span not in found:
            return _missing(example.text, span, found)
    return ""


def _missing(text: str, span: Span, found: list[Span] | tuple[Span, ...]) -> str:
    others = ", ".join(text[a:b] for a, b in found) or "nothing"
    return f"{text[span[0] : span[1]]} was not found; found: {others}."


def _took(text: str, found: list[Span] | tuple[Span, ...]) -> str:
    return f"Found {', '.join(text[a:b] for a, b in found)}." if found else ""
