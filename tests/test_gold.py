"""The project's own gold: articles of corpus/ annotated by hand from the guidelines."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.evaluation import score
from extractor.pipeline import default_extractor

GOLD = Path(__file__).parent / "gold" / "corpus.jsonl"
FLOORS = json.loads((Path(__file__).parent / "gold" / "corpus_floors.json").read_text())


def test_corpus_gold_stays_above_its_floors() -> None:
    golds = [json.loads(line) for line in GOLD.read_text(encoding="utf8").splitlines()]
    extractor = default_extractor()
    predictions = {g["id"]: extractor.extract(g["text"], published=g["published"], id=g["id"]).to_dict() for g in golds}
    result, _ = score(golds, predictions)
    reached = {name: result[name]["f1"] for name in ("figures", "record", "row", "entities_all")} | result["fields"]
    low = {name: (reached[name], floor) for name, floor in FLOORS.items() if reached[name] < floor - 0.005}
    assert not low


def test_gold_texts_are_the_corpus_files() -> None:
    corpus = Path(__file__).parents[1] / "corpus"
    for line in GOLD.read_text(encoding="utf8").splitlines():
        gold = json.loads(line)
        assert any(p.read_text(encoding="utf8") == gold["text"] for p in corpus.glob(gold["id"] + ".*") if p.suffix in (".txt", ".md"))
