"""Encodings, told from the bytes."""

from __future__ import annotations

import pytest

from extractor.reading.encoding import Decoder, declared_encoding
from extractor.rules import load_rules

from . import check_encodings
from .builders import ARTICLE

DECODER = Decoder(load_rules())
TRADITIONAL = "今年上半年，臺灣地區製造業產值達新臺幣八千億元，較去年同期增長百分之五，出口總額創歷史新高。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_simplified(encoding: str) -> None:
    decoded = DECODER.decode(ARTICLE.encode(encoding))
    assert (decoded.text, decoded.replaced) == (ARTICLE, 0)


@pytest.mark.parametrize("encoding", ["cp950", "big5hkscs", "utf-8", "gb18030", "utf-16"])
def test_traditional(encoding: str) -> None:
    assert DECODER.decode(TRADITIONAL.encode(encoding)).text == TRADITIONAL


@pytest.mark.parametrize(("text", "encoding"), [("产值增长", "gbk"), ("產值增長", "cp950"), ("增长5%", "gbk")])
def test_short(text: str, encoding: str) -> None:
    assert DECODER.decode(text.encode(encoding)).text == text


def test_bytes_are_believed_before_the_declaration() -> None:
    page = f'<meta charset="gb2312"><p>{ARTICLE}'.encode()
    decoded = DECODER.decode(page, declared_encoding(page))
    assert (decoded.encoding, ARTICLE in decoded.text) == ("utf-8", True)
    wrong = f'<meta charset="big5"><p>{ARTICLE}'.encode("gb18030")
    assert ARTICLE in DECODER.decode(wrong, declared_encoding(wrong)).text


def test_declaration() -> None:
    assert declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=GB2312">') == "gb18030"
    assert declared_encoding(b"<html>") is None
    assert declared_encoding(b'<meta charset="no-such-thing">') is None


def test_what_is_broken_is_marked_and_counted() -> None:
    data = ARTICLE.encode()
    decoded = DECODER.decode(data[:30] + b"\xff\xfe" + data[30:])
    assert decoded.replaced == decoded.text.count("\ufffd") == 2
    assert decoded.text.replace("\ufffd", "") == ARTICLE


def test_a_replacement_character_of_the_file_is_not_counted() -> None:
    decoded = DECODER.decode(f"{ARTICLE}\ufffd".encode())
    assert (decoded.replaced, decoded.text[-1]) == (0, "\ufffd")


def test_broken_gb18030() -> None:
    decoded = DECODER.decode(ARTICLE.encode("gb18030") + b"\xff\xff" + ARTICLE.encode("gb18030"))
    assert decoded.replaced > 0
    assert decoded.text.startswith(ARTICLE)


def test_gb2312_bytes() -> None:
    text, data = check_encodings.encode(ARTICLE, "gb2312")
    assert DECODER.decode(data).text == text


@pytest.mark.skipif(not check_encodings.FOLDER.is_dir(), reason="the folder of real articles is not there")
def test_rate_on_real_articles() -> None:
    for encoding, (same, total) in check_encodings.rates(step=10).items():
        assert same >= check_encodings.FLOOR * total, encoding
