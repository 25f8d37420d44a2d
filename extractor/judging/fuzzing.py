"""Texts composed by a grammar from the rules themselves, with what must come out of them; and what must hold of any text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.judging.engine import PUBLISHED, Engine
from extractor.judging.numbers import Writer, Written
from extractor.judging.readings import near
from extractor.model import Article, Figure
from extractor.rules import RuleSet

_MARKS = "，。、；：！？…—-~（）()《》“”‘’「」【】[]·/%‰℃#*&@_=+|\\<>{}^$￥"
_ODD = "\t\r\x00\x0b\x1f\x7f\u00a0\u200b\u200d\u2028\u3000\ufeff\ufffd\U0001f600\U00020000ａＺ９①⑳Ⅷ〇○々ㄅが한ñЖ"
_SEPARATED = "\n"


@dataclass(frozen=True, slots=True)
class Composed:
    """A text and the quantities in it that must be read, with where they stand."""

    text: str
    wanted: tuple[tuple[int, Written], ...]


class Grammar:
    """Composes texts; the same seed gives the same texts."""

    def __init__(self, rules: RuleSet, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._writer = Writer(rules, seed)
        scanned = [r for r in rules.rules if r.kind in ("quantity", "period", "exclusion")]
        self._found = [e.text[a:b] for r in scanned for e in r.examples for a, b in e.spans]
        self._texts = [e.text for r in rules.rules if r.kind != "layout" for e in (*r.examples, *r.counter)]
        self._words = [w for r in rules.of("words") for w in r.words]
        self._nouns = [r["indicator"] for r in rules.table("indicators/indicators")] + [
            r["noun"] for r in rules.table("indicators/counted")
        ]
        self._names = [r["name"] for r in rules.table("places/china")] + [r["name"] for r in rules.table("names/organisations")]
        self._units = [r["unit"] for r in rules.table("units/units")]

    def text(self) -> Composed:
        """A text of one to eight parts: prose of shuffled pieces, and sentences whose quantity must be read."""
        chance = self._random
        out = ""
        wanted: list[tuple[int, Written]] = []
        for _ in range(chance.randrange(1, 9)):
            if chance.random() < 0.4:
                one = self._writer.one()
                out = _ended(out) + "完成"
                wanted.append((len(out), one))
                out += one.text + "。" + _SEPARATED
            else:
                out += "".join(self._piece() for _ in range(chance.randrange(1, 12)))
        return Composed(out, tuple(wanted))

    def _piece(self) -> str:
        chance = self._random
        kind = chance.randrange(10)
        if kind < 2:
            return chance.choice(self._found)
        if kind == 2:
            return self._writer.one().text
        if kind == 3:
            return chance.choice(self._words)
        if kind == 4:
            return chance.choice(self._nouns)
        if kind == 5:
            return chance.choice(self._names)
        if kind == 6:
            return chance.choice(self._units)
        if kind == 7:
            return chance.choice(self._texts)
        if kind == 8:
            return chance.choice(_MARKS)
        return "".join(
            chance.choice(_ODD if chance.random() < 0.2 else "的了和0123456789一二三十百千万亿年月日")
            for _ in range(chance.randrange(1, 5))
        )


def _ended(text: str) -> str:
    """``text`` closed by a sentence's end and a new line, so that nothing of it reaches into what follows."""
    return text if not text or text.endswith("。" + _SEPARATED) else text + "。" + _SEPARATED


def faults(engine: Engine, composed: Composed) -> list[str]:
    """What does not hold: offsets, order, overlap, and composed values that do not come back."""
    text = composed.text
    figures, entities = engine.linked(text)
    found = unsound_spans(text, figures) + unsound_spans(text, entities)
    mentions = engine.mentions(text)
    found += unsound_spans(text, mentions)
    at = {(m.start, m.end): m for m in mentions}
    for start, one in composed.wanted:
        got = at.get((start, start + len(one.text)))
        if got is None:
            found.append(f"{one.text} was not found as a whole.")
        elif not near(one.value, got.value) or got.unit != one.unit or got.bound != one.bound:
            found.append(f"{one.text} is read as {got.value} {got.unit} {got.bound}, wanted {one.value} {one.unit} {one.bound}.")
    return found


def unsound_spans(text: str, found: Sequence[object]) -> list[str]:
    """Spans outside the text, out of order, overlapping, or whose text is not what stands there."""
    out: list[str] = []
    behind = 0
    for item in found:
        start, end, words = getattr(item, "start"), getattr(item, "end"), getattr(item, "text")  # noqa: B009
        if not 0 <= start < end <= len(text):
            out.append(f"{type(item).__name__} [{start}, {end}) lies outside.")
        elif text[start:end] != words:
            out.append(f"{type(item).__name__} {words!r} is not what stands at [{start}, {end}).")
        if start < behind:
            out.append(f"{type(item).__name__} {words!r} overlaps the one before it.")
        behind = max(behind, end)
    return out


def unsound_article(article: Article) -> list[str]:
    """What does not hold of an article, whatever its text."""
    figures: Sequence[Figure] = article.figures
    return unsound_spans(article.text, figures) + unsound_spans(article.text, article.entities)


def extract_any(engine: Engine, text: str) -> list[str]:
    """Faults of the whole way of an article through layout, finding and linking."""
    return unsound_article(engine.extractor.extract(text, published=PUBLISHED))
