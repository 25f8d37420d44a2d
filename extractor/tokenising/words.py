"""Text → words with part-of-speech tags, by jieba's dictionary; nothing global is changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import cache

Tagger = Callable[[str], Sequence[tuple[str, str]]]
# So many words' tags are remembered at most.
_MANY = 200_000


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


@cache
def cutter() -> Callable[[str], list[str]] | None:
    """What cuts as the tagger does, in two thirds of its time; None where a word's tag depends on its neighbours."""
    try:
        import rjieba
    except ImportError:
        return None
    tagger()
    cut: Callable[[str], list[str]] = rjieba.cut
    return cut


class Tags:
    """The tags of words, each asked for once; only for a tagger to whom a word's neighbours are nothing."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def ask(self, word: str, texts: Iterable[str]) -> str:
        """The tag of a word that is not known yet and was cut out of one of ``texts``."""
        if len(self.known) > _MANY:
            self.known.clear()
        found = dict(tagger()(word))
        if word not in found:
            # Alone some words are cut in two; in their text they are not.
            found = {w: tag for text in texts for w, tag in tagger()(text)}
        self.known.update(found)
        return found[word]


@cache
def tags() -> Tags:
    """The tags of this process."""
    return Tags()
