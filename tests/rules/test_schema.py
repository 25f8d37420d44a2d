"""The closed lists stand in schema.yaml; what the code writes agrees with them."""

from __future__ import annotations

import json

import pytest

from extractor.finding.lexicon import LETTERS
from extractor.judging.readings import SIGILS, values
from extractor.pipeline import ENTITY_TYPES
from extractor.rules import load_rules
from extractor.writing import schema

VOCABULARY = load_rules().vocabulary


def test_columns_take_their_values_from_it() -> None:
    columns = {c.name: set(c.values) for c in schema.FIGURES.columns if c.type == schema.CATEGORY}
    lists = {"bound": "bounds", "kind": "kinds", "category": "categories", "basis": "bases", "status": "statuses"}
    assert columns == {column: values(VOCABULARY, name) for column, name in lists.items()}


def test_entity_types() -> None:
    column = next(c for c in schema.ENTITIES.columns if c.name == "type")
    assert set(column.values) == set(ENTITY_TYPES.values()) == values(VOCABULARY, "entity_types")


@pytest.mark.parametrize("name", ["categories", "kinds", "bounds", "bases", "statuses", "entity_types"])
def test_json_schema_has_every_value(name: str) -> None:
    text = json.dumps(schema.json_schema())
    assert all(f'"{value}"' in text for value in values(VOCABULARY, name))


def test_the_notation_knows_every_bound() -> None:
    assert {*SIGILS.values(), "exact", "range"} == values(VOCABULARY, "bounds")


def test_every_letter_has_its_class() -> None:
    assert set(LETTERS) <= values(VOCABULARY, "word_classes")


def test_every_value_has_a_meaning() -> None:
    assert all(meaning for name in VOCABULARY.lists for value, meaning in VOCABULARY[name].items())
