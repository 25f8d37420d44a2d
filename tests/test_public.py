"""The public face: names, light import, offsets, both writings of Chinese."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor

SENTENCE = "今年上半年，株洲市轨道交通装备产业集群完成产值820亿元，同比增长6.1%；集聚企业近400家。"
ALPHABET = st.sampled_from(
    "今年上半去增长下降约超近余多以左右亿万千百十一二三两0123456789.,，。%％元吨家个户人市省株洲国工信部“”《》()年月日至-—和、占的 \n"
)


def test_every_public_name_can_be_imported() -> None:
    assert sorted(extractor.__all__) == dir(extractor)
    for name in extractor.__all__:
        assert getattr(extractor, name) is not None


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        extractor.nothing  # noqa: B018


def test_import_is_light() -> None:
    code = "import sys, extractor; print([m for m in ('spacy', 'pandas', 'jieba', 'rjieba', 'yaml', 'regex') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_extract() -> None:
    article = extractor.extract(SENTENCE, published="2022-10-27", id="a1")
    assert [(f.text, f.value, f.unit, f.bound, f.kind, f.basis) for f in article.figures] == [
        ("820亿元", 82_000_000_000, "CNY", "exact", "level", None),
        ("6.1%", 6.1, "%", "exact", "growth", "yoy"),
        ("近400家", 400, "家", "nearly", "level", None),
    ]
    assert {f.location for f in article.figures} == {("430200",)}
    assert {f.period for f in article.figures} == {("2022-01-01", "2022-06-30")}
    assert article.to_dict()["figures"][0]["category"] == "output"


def test_find_on_a_bare_sentence() -> None:
    found = {m.text: m for m in extractor.find("至少100个人，三成五，2024年3月31日，上周五，一个半月，中国人民银行", "2022-10-27")}
    assert (found["至少100个人"].value, found["至少100个人"].bound, found["至少100个人"].unit) == (100, "at_least", "人")
    assert (found["三成五"].value, found["三成五"].unit) == (35, "%")
    assert found["2024年3月31日"].period == ("2024-03-31", "2024-03-31")
    assert found["上周五"].period == ("2022-10-21", "2022-10-21")
    assert (found["一个半月"].kind, found["一个半月"].value) == ("duration", 1.5)
    assert found["中国人民银行"].kind == "organisation"


def test_traditional_text_gives_the_same_records() -> None:
    traditional = "今年上半年，株洲市軌道交通裝備產業集群完成產值820億元，同比增長6.1%；集聚企業近400家。"
    one, two = (extractor.extract(t, published="2022-10-27").to_dict()["figures"] for t in (SENTENCE, traditional))
    loose = ("text", "indicator", "subject", "source")
    assert [{k: v for k, v in f.items() if k not in loose} for f in one] == [{k: v for k, v in f.items() if k not in loose} for f in two]


def test_bad_date_is_told() -> None:
    with pytest.raises(extractor.ExtractorError, match="ISO date"):
        extractor.extract(SENTENCE, published="27.10.2022")


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    article = extractor.extract(text, published="2022-10-27")
    for thing in (*article.figures, *article.entities):
        assert text[thing.start : thing.end] == thing.text
    last = 0
    for mention in extractor.find(text, "2022-10-27"):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= last
        last = mention.start


def test_spacy_component() -> None:
    nlp = extractor.load()
    doc = nlp(SENTENCE)
    assert [f.text for f in doc._.figures] == ["820亿元", "6.1%", "近400家"]
    assert [e.label_ for e in doc.ents] == ["CLUSTER"]
    assert len(doc.spans["quantities"]) == 3


def test_halves_of_characters_stop_nothing() -> None:
    text = "出口\udc80\udce5增长5%，产值5亿元。"
    article = extractor.extract(text)
    assert [f.text for f in article.figures] == ["5%", "5亿元"]
    assert article.text == text
