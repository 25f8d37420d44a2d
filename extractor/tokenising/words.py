"""Text → words with part-of-speech tags, by jieba's dictionary; nothing global is changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import cache

Tagger = Callable[[str], Sequence[tuple[str, str]]]


@cache
def tagger() -> Tagger:
    """The fast Rust twin of jieba where its wheel is installed, else jieba's own tagger."""
    try:
        import rjieba
    except ImportError:
        return _jieba_tagger()
    rjieba.tag("启动")
    tag: Tagger = rjieba.tag
    return tag


def _jieba_tagger() -> Tagger:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        import jieba.posseg
    jieba.setLogLevel(logging.WARNING)
    private = jieba.posseg.POSTokenizer(jieba.Tokenizer())

    def tag(text: str) -> Sequence[tuple[str, str]]:
        return [(pair.word, pair.flag) for pair in private.cut(text)]

    return tag
