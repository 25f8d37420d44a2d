from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluation import TOLERANCE, check_floors, floors_of, format_report, read_gold, score

JUDGE = Path(__file__).parents[2] / "shared" / "gold" / "score.py"
GOLD = JUDGE.with_name("dev.jsonl")
judged = pytest.mark.skipif(not JUDGE.exists(), reason="the judge ../shared/gold is not there")


def figure(start: int, end: int, **fields: Any) -> dict[str, Any]:
    plain = {"value": 10.0, "value_max": None, "unit": "家", "bound": "exact", "kind": "level", "category": "firms"}
    plain |= {"indicator": ["企业"], "subject": ["全市"], "location": ["430200"], "period": ["2022-01-01", "2022-12-31"]}
    return plain | {"basis": None, "status": "actual", "source": None, "start": start, "end": end} | fields


def article(*figures: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": "a", "text": "字" * 100, "body": [[0, 100]], "figures": list(figures), "entities": []} | fields


def outcome(gold: dict[str, Any], predicted: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    result, errors = score([gold], {"a": predicted})
    return result, [e.kind for e in errors]


def test_the_same_article_is_wholly_right() -> None:
    entities = [{"start": 0, "end": 2, "type": "LOC", "adcode": "430200"}]
    result, errors = outcome(article(figure(3, 6), entities=entities), article(figure(3, 6), entities=entities))
    assert errors == []
    assert {result[level]["f1"] for level in ("figures", "record", "row", "entities_all")} == {1.0}
    assert result["body"] == {"covered": 1.0, "left_out": 0.0}


@pytest.mark.parametrize(
    ("change", "errors", "record", "row"),
    [
        ({"value": 10.005}, [], 1, 1),
        ({"value": 10.2}, ["value"], 0, 0),
        ({"unit": "個"}, ["value"], 0, 0),
        ({"bound": "over"}, ["bound"], 1, 0),
        ({"indicator": "工业企业"}, [], 1, 1),
        ({"indicator": "产值"}, ["indicator"], 1, 0),
        ({"period": None}, ["period"], 0, 0),
        ({"location": ["430200", "430100"]}, ["location"], 0, 0),
        ({"source": "统计局"}, ["source"], 1, 1),
        ({"start": 6, "end": 8}, ["missed", "extra"], 0, 0),
    ],
)
def test_one_change_costs_what_it_touches(change: dict[str, Any], errors: list[str], record: int, row: int) -> None:
    result, kinds = outcome(article(figure(3, 6)), article(figure(3, 6) | change))
    assert kinds == errors
    assert (result["record"]["tp"], result["row"]["tp"]) == (record, row)


def test_units_written_in_other_ways_are_alike() -> None:
    result, errors = outcome(article(figure(3, 6, unit="公里")), article(figure(3, 6, unit="千米")))
    assert errors == []
    assert result["figures"]["tp"] == 1


def test_optional_figures_count_neither_way() -> None:
    gold = article(figure(3, 6, optional=True), figure(10, 12))
    for predicted in (article(figure(10, 12)), article(figure(3, 6), figure(10, 12)), article(figure(2, 7, value=1.0), figure(10, 12))):
        result, errors = outcome(gold, predicted)
        assert errors == []
        assert result["figures"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "tp": 1, "fp": 0, "fn": 0}


def test_the_pair_with_the_right_value_is_taken_before_the_wider_overlap() -> None:
    result, errors = outcome(article(figure(0, 10)), article(figure(0, 10, value=5.0), figure(8, 12)))
    assert errors == ["extra"]
    assert result["figures"]["tp"] == 1


def test_an_absent_article_is_missed_whole() -> None:
    result, errors = score([article(figure(3, 6))], {})
    assert [e.kind for e in errors] == ["missed"]
    assert "body" not in result


def test_floors_fail_on_a_fall_and_on_nothing_else() -> None:
    result, _ = outcome(article(figure(3, 6), figure(8, 9)), article(figure(3, 6), figure(8, 9, bound="over")))
    reached = floors_of(result)
    assert reached["field bound"] == 0.5
    assert check_floors(result, reached) == []
    assert check_floors(result, {name: min(1.0, v + TOLERANCE - 0.001) for name, v in reached.items()}) == []
    assert check_floors(result, {"field bound": 0.5 + TOLERANCE + 0.001}) == ["field bound: 0.5000 is below its floor 0.5060"]
    assert "without a value" in check_floors(result, {"filds": 0.1})[0]


def judge() -> Any:
    spec = importlib.util.spec_from_file_location("judge", JUDGE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoilt(gold: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A prediction that is wrong in many ways, made from the gold article."""
    figures = []
    for f in gold["figures"]:
        f = json.loads(json.dumps(f))
        for name, other in _OTHERS.items():
            if chance.random() < 0.12:
                f[name] = chance.choice(other)
        f["start"] += chance.choice([0, 0, 0, 1, -1])
        figures += [f] * chance.choice([0, 1, 1, 1, 1, 2])
    entities = [e for e in gold["entities"] if chance.random() < 0.8] + [{"start": 1, "end": 3, "text": "", "type": "ORG"}]
    entities = [e | {"adcode": chance.choice([e.get("adcode"), "110000"])} for e in entities]
    body = [[a + chance.choice([0, 5]), b] for a, b in gold["body"] if chance.random() < 0.9]
    return {"id": gold["id"], "figures": figures, "entities": entities} | ({"body": body} if chance.random() < 0.8 else {})


_OTHERS: dict[str, list[Any]] = {
    "value": [1, 2.5, None],
    "value_max": [7],
    "unit": ["元", "%", "名", "ＭＷ", ""],
    "bound": ["over", None],
    "kind": ["share"],
    "category": ["other", "firms"],
    "indicator": [[], "产值", ["企业 数"], ""],
    "subject": ["全市", None, []],
    "location": [["430200"], [], None, "430200", [{"adcode": "430200"}]],
    "period": [None, ["2022-01-01", "2022-12-31"], {"start": "2022-01-01", "end": None}],
    "basis": ["yoy", None],
    "status": ["target", None],
    "source": ["工信部", None, ""],
}


@judged
@pytest.mark.parametrize("seed", range(4))
def test_same_numbers_and_same_errors_as_the_judge(seed: int) -> None:
    golds = read_gold(GOLD)
    chance = random.Random(seed)
    predictions = {g["id"]: spoilt(g, chance) for g in golds if chance.random() < 0.95}
    ours, errors = score(golds, predictions)
    theirs, their_errors = judge().score(golds, predictions)
    assert json.dumps(ours) == json.dumps(theirs)
    assert [tuple(e) for e in errors] == their_errors


@judged
def test_same_print_as_the_judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    golds = read_gold(GOLD)
    chance = random.Random(9)
    predictions = {g["id"]: spoilt(g, chance) for g in golds}
    file = tmp_path / "predicted.jsonl"
    file.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions.values()), encoding="utf-8")
    for limit in (0, 4):
        monkeypatch.setattr(sys, "argv", ["score.py", str(GOLD), str(file), "--errors", str(limit)])
        judge().main()
        result, errors = score(golds, predictions)
        assert format_report(result, errors, limit, {g["id"]: g["text"] for g in golds}) + "\n" == capsys.readouterr().out
