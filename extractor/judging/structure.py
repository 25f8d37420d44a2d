"""Rules that can never act as they stand: repeated or shadowed."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.judging.engine import Engine
from extractor.rules import Rule, RuleSet


def repeated_patterns(rules: RuleSet) -> Iterator[str]:
    """Rules of one kind with the same pattern and the same fields."""
    seen: dict[tuple[str, str, tuple[tuple[str, str], ...]], Rule] = {}
    for rule in rules.rules:
        if rule.pattern is None:
            continue
        key = (rule.kind, rule.pattern, tuple(sorted(rule.fields.items())))
        if key in seen:
            yield f"{rule.file}:{rule.line}: {rule.id} has the pattern of {seen[key].id}."
        seen.setdefault(key, rule)


def repeated_words(rules: RuleSet) -> Iterator[str]:
    """Words that stand twice in one class of trigger words."""
    seen: dict[tuple[str, str], Rule] = {}
    for rule in rules.of("words"):
        for word in rule.words:
            key = (rule.fields.get("class", ""), word)
            if key in seen:
                yield f"{rule.file}:{rule.line}: {word} stands twice in class {key[0]}: {seen[key].id} and {rule.id}."
            seen[key] = rule


def shadowed_rules(engine: Engine) -> Iterator[str]:
    """Scanner rules none of whose examples they take themselves."""
    for rule in engine.rules.rules:
        if rule.kind in ("quantity", "period", "exclusion") and rule.examples:
            takers = {h.rule for e in rule.examples for h in engine.hits(e.text)}
            if rule.id not in takers:
                yield f"{rule.file}:{rule.line}: {rule.id} is dead or shadowed by {', '.join(sorted(takers)) or 'nothing'}."
