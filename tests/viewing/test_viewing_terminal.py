"""show in the terminal and in a pipe, the notebook's HTML, and displaCy's data."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

from extractor.model import Article, Entity, Figure
from extractor.viewing import notebook, terminal


def figure(start: int, text: str, value: float, **fields: object) -> Figure:
    base: dict[str, object] = {
        "value_max": None,
        "unit": "CNY",
        "bound": "exact",
        "kind": "level",
        "category": "output",
        "indicator": "产值",
    }
    more: dict[str, object] = {"subject": "", "location": (), "period": None, "basis": None, "status": "actual", "source": None}
    return Figure(start=start, end=start + len(text), text=text, value=value, **{**base, **more, **fields})  # type: ignore[arg-type]


TEXT = "首页\n长春产值12.5亿元,增长6.1%。\x1b[31m<b>红</b>"
OUTPUT = figure(7, "12.5亿元", 1.25e9, location=("220100",), period=("2023-01-01", "2023-06-30"))
GROWTH = figure(16, "6.1%", 6.1, unit="%", kind="growth", basis="yoy", bound="over")
ARTICLE = Article("a", "长春<i>", "2024-02-01", TEXT, ((3, len(TEXT)),), (OUTPUT, GROWTH), (Entity(3, 5, "长春", "LOC", "220100"),))


def shown(*, colour: bool, width: int = 120, only: str | None = None) -> str:
    out = io.StringIO()
    to = Console(file=out, width=width, force_terminal=colour, color_system="truecolor" if colour else None, highlight=False, markup=False)
    terminal.show(ARTICLE, to, only=only)
    return out.getvalue()


def test_offsets_of_the_sample_hold() -> None:
    assert all(TEXT[f.start : f.end] == f.text for f in (*ARTICLE.figures, *ARTICLE.entities))


def test_plain_text_has_numbers_and_a_table_but_no_colour() -> None:
    out = shown(colour=False)
    assert "\x1b" not in out
    assert "长春产值12.5亿元[0],增长6.1%[1]。" in out
    assert "首页" not in out
    row = next(line for line in out.splitlines() if line.strip().startswith("0 "))
    assert row.split() == ["0", "12.5亿元", "12.5亿", "CNY", "产值", "长春", "2023-01..06", "level", "output"]
    assert ">6.1 %" in out


def test_colour_covers_exactly_the_figure() -> None:
    out = shown(colour=True)
    assert re.search("产值\x1b\\[[0-9;]*m12.5亿元\x1b\\[0m\x1b\\[2m\\[0\\]\x1b\\[0m,增长", out)


def test_control_characters_of_an_article_do_not_reach_the_terminal() -> None:
    assert "\x1b[31m" not in shown(colour=True)
    assert "\ufffd[31m" in shown(colour=False)
    assert terminal.safe("a\x9b\u202eb\tc\n") == "a\ufffd\ufffdb\tc\n"


def test_only() -> None:
    figures, names = shown(colour=False, only="figures"), shown(colour=False, only="entities")
    assert "indicator" in figures
    assert "LOC" not in figures
    assert "LOC" in names
    assert "indicator" not in names
    assert "[0]" not in names


@pytest.mark.parametrize("width", [60, 100])
def test_width_is_kept(width: int) -> None:
    from rich.cells import cell_len

    assert max(cell_len(line) for line in shown(colour=False, width=width).splitlines()) <= width


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (None, ""),
        (("2021-01-01", "2021-12-31"), "2021"),
        (("2016-01-01", "2020-12-31"), "2016..2020"),
        (("2024-02-01", "2024-02-29"), "2024-02"),
        (("2023-01-01", "2023-06-30"), "2023-01..06"),
        (("2022-11-01", "2023-02-28"), "2022-11..2023-02"),
        (("2022-11-03", "2022-11-05"), "2022-11-03..2022-11-05"),
        (("2022-11-03", "2022-11-03"), "2022-11-03"),
    ],
)
def test_periods(span: tuple[str, str] | None, expected: str) -> None:
    assert terminal.period(span) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(6.2e12, "6.2万亿"), (-3e8, "-3亿"), (25000, "2.5万"), (9999, "9,999"), (0.2, "0.2"), (33.3333, "33.3333")]
)
def test_short_numbers(number: float, expected: str) -> None:
    assert terminal.short_number(number) == expected


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.marks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag == "mark":
            self.marks.append("")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self.open:
            self.marks[-1] += data


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    return tags


def test_notebook_marks_and_escapes() -> None:
    html = notebook.html(ARTICLE)
    tags = parsed(html)
    assert tags.marks == ["长春", "12.5亿元", "6.1%"]
    assert tags.seen <= {"div", "b", "br", "small", "span", "mark", "table", "thead", "tbody", "tr", "th", "td"}
    assert "<b>红" not in html
    assert "&lt;b&gt;红" in html


def test_notebook_options() -> None:
    tags = parsed(notebook.html(ARTICLE, options={"ents": ["LOC"], "colors": {"LOC": 'red;}"><script>'}}))
    assert tags.marks == ["长春"]
    assert not tags.seen & {"script", "table"}
    assert "1 more figures" in notebook.html(ARTICLE, options={"rows": 1})


def test_displacy_data_renders() -> None:
    displacy = pytest.importorskip("spacy.displacy")
    data, options = notebook.displacy(ARTICLE)
    html = displacy.render(data, style="ent", manual=True, options=options, jupyter=False)
    assert "12.5亿元" in html
    assert "FIGURE" in html
