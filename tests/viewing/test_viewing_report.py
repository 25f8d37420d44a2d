"""The report in a real browser: rows, records, highlights, attacks, requests, accessibility."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from viewing_browser import serious_faults
from viewing_samples import article, figure, many, small, write_output

from extractor.errors import OutputError
from extractor.viewing.report import build, write

WIDTHS = [1280, 390]


def rows(page: Any, column: str) -> list[str]:
    return [str(text) for text in page.locator(f"#figures-table tr[data-row] td.{column}").all_inner_texts()]


def shown(page: Any) -> list[str]:
    return rows(page, "text")


def test_table_lists_every_figure(open_page: Any, report: str) -> None:
    page = open_page(report + "#/figures")
    assert shown(page) == [f["text"] for a in small() for f in a["figures"]]
    assert page.locator(".total").inner_text() == "5 of 5 figures"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"place": "吉林"}, ["12.5亿元", "6.1%", "3万亿元"]),
        ({"place": "220100"}, ["3万亿元"]),
        ({"place": "-"}, ["近100家"]),
        ({"indicator": "企业"}, ["近100家"]),
        ({"article": "公报"}, ["12.5亿元", "6.1%", "近100家"]),
        ({"search": "统计局 cny"}, ["12.5亿元"]),
        ({"from": "2024"}, ["3万亿元"]),
        ({"to": "2023-06"}, ["12.5亿元", "6.1%"]),
        ({"from": "2023-06", "to": "2025"}, ["12.5亿元", "6.1%", "3万亿元"]),
        ({"category": "firms"}, ["近100家"]),
        ({"kind": "growth"}, ["6.1%"]),
        ({"status": "target"}, ["3万亿元"]),
        ({"kind": "level", "place": "吉林", "status": "actual"}, ["12.5亿元"]),
        ({"search": "nothing of this kind"}, []),
    ],
)
def test_filters(open_page: Any, report: str, filters: dict[str, str], expected: list[str]) -> None:
    page = open_page(report + "#/figures")
    for name, value in filters.items():
        field = page.locator(f".filters [name={name}]")
        field.select_option(value) if name in ("category", "kind", "status") else field.fill(value)
    assert shown(page) == expected
    assert page.locator(".total").inner_text() == f"{len(expected)} of 5 figures"


def test_sorting_goes_up_down_and_back(open_page: Any, report: str) -> None:
    page = open_page(report + "#/figures")
    head = page.locator("[data-sort=value]")
    head.click()
    assert shown(page) == ["6.1%", "近100家", "8亿元<b>", "12.5亿元", "3万亿元"]
    assert page.locator("th.value").get_attribute("aria-sort") == "ascending"
    head.click()
    assert shown(page) == ["3万亿元", "12.5亿元", "8亿元<b>", "近100家", "6.1%"]
    head.click()
    assert shown(page)[0] == "12.5亿元"
    page.locator("[data-sort=period]").click()
    assert rows(page, "period") == ["2023", "2023", "2025-12-31", "", ""]


def test_click_opens_the_record(open_page: Any, report: str) -> None:
    page = open_page(report + "#/figures")
    page.locator("tr[data-row]", has_text="6.1%").click()
    assert page.url.endswith("#/article/0/1")
    assert page.locator(".record h3").inner_text() == "6.1%"
    fields = dict(zip(page.locator("dt").all_inner_texts(), page.locator("dd").all_inner_texts(), strict=True))
    assert fields["Kind"] == "growth"
    assert fields["Place"].startswith("临江市 220681")
    assert fields["Period"] == "2023"
    assert fields["Rules"] == "quantity.level"
    page.go_back()
    page.locator("#figures-table").wait_for()
    assert len(shown(page)) == 5


def test_keyboard_alone_opens_records(open_page: Any, report: str) -> None:
    page = open_page(report + "#/figures")
    page.locator("tr[data-row='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(".record h3").inner_text() == "6.1%"
    assert page.evaluate("document.activeElement.dataset.figure") == "1"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator(".record h3").inner_text() == "近100家"
    page.keyboard.press("Escape")
    assert page.locator(".record h3").count() == 0
    assert page.evaluate("document.activeElement.dataset.figure") == "2"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_highlights_cover_exactly_the_figures(open_page: Any, report: str, number: int) -> None:
    """Counted from the text before each mark, so that a shift by an emoji would show."""
    made = small()[number]
    page = open_page(report + f"#/article/{number}")
    page.locator(".check input").nth(1).check() if number == 0 else None
    found = page.evaluate(
        """() => [...document.querySelectorAll('.prose mark')].map((mark) => {
            const before = document.createRange();
            before.setStart(document.querySelector('.prose'), 0);
            before.setEnd(mark, 0);
            return [Array.from(before.toString()).length, mark.textContent];
        })"""
    )
    assert found == [[f["start"], f["text"]] for f in made["figures"]]
    assert page.evaluate("document.querySelector('.prose').textContent") == made["text"]


def test_origins_are_underlined_each_in_its_own_colour(open_page: Any, report: str) -> None:
    page = open_page(report + "#/article/0/0")
    words = {f: page.locator(f".prose .origin.{f}").all_inner_texts() for f in ("value", "indicator", "subject", "source")}
    assert words == {"value": ["12.5亿元"], "indicator": ["产值"], "subject": ["临江市"], "source": ["统计局"]}
    colours = {page.locator(f".prose .origin.{f}").evaluate("n => getComputedStyle(n).textDecorationColor") for f in words}
    styles = {page.locator(f".prose .origin.{f}").evaluate("n => getComputedStyle(n).textDecorationStyle") for f in words}
    assert len(colours) == 4
    assert len(styles) >= 3
    page.locator("[data-field=source]").click()
    assert page.locator(".prose .origin.source").get_attribute("class").endswith("flash")


def test_crossing_spans_keep_the_text(open_page: Any, tmp_path: Path) -> None:
    made = article("x", "甲乙丙丁", figure("戊己庚", 1.0), "辛壬")
    made["entities"] = [{"start": 2, "end": 6, "text": "丙丁戊己", "type": "ORG", "rules": []}]
    page = open_page(write(write_output(tmp_path, [made])).as_uri() + "#/article/0/0")
    assert page.evaluate("document.querySelector('.prose').textContent") == made["text"]
    assert "".join(page.locator(".prose mark").all_inner_texts()) == "戊己庚"


@pytest.mark.parametrize("hash", ["", "#/figures", "#/articles", "#/article/2/0"])
def test_an_article_cannot_run_anything_nor_ask_the_network(open_page: Any, report: str, hash: str) -> None:
    page = open_page(report + hash)
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.querySelectorAll('main img, main script, main b').length") == 0
    assert [address for address in page.asked if not address.startswith(("file:", "data:"))] == []


def test_overview_counts_and_leads_to_the_figures(open_page: Any, report: str) -> None:
    page = open_page(report)
    assert page.locator(".big").all_inner_texts() == ["3", "5", "3", "1"]
    assert page.locator(".plain td").all_inner_texts() == ["bad/<b>.pdf", "E109", "Locked.", "Unlock it."]
    ways = {
        ".tile:has-text('吉林')": ["12.5亿元", "6.1%", "3万亿元"],
        ".year[aria-label^='2025']": ["3万亿元"],
        ".barrow:has-text('firms')": ["近100家"],
    }
    for way, expected in ways.items():
        page.locator(way).click()
        page.locator("#figures-table").wait_for()
        assert shown(page) == expected
        page.go_back()
        page.locator(".overview").wait_for()


def test_both_languages_and_both_schemes(open_page: Any, report: str) -> None:
    page = open_page(report, locale="zh-CN", color_scheme="dark")
    assert page.locator("nav a").all_inner_texts() == ["概览", "数据", "文章"]
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != dark
    page.locator("#language").click()
    assert page.locator("nav a").all_inner_texts() == ["Overview", "Figures", "Articles"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("hash", ["", "#/figures", "#/articles", "#/article/0/0"])
def test_accessible_and_no_wider_than_the_screen(open_page: Any, report: str, hash: str, width: int, scheme: str) -> None:
    page = open_page(report + hash, width=width, color_scheme=scheme, bypass_csp=True)
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


TIMES = """() => {
    const out = {};
    const time = (name, act) => {
        const from = performance.now();
        act();
        document.body.offsetHeight;
        out[name] = performance.now() - from;
    };
    const type = (name, text) => {
        const field = document.querySelector(`.filters [name=${name}]`);
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    time('filter', () => type('search', '北京 4'));
    time('all', () => type('search', ''));
    time('place', () => type('place', '湖南'));
    type('place', '');
    time('sort', () => document.querySelector('[data-sort=text]').click());
    time('scroll', () => { document.querySelector('.scroller').scrollTop = 200000; });
    return out;
}"""


def test_ten_thousand_figures_are_fluent(open_page: Any, tmp_path: Path) -> None:
    page = open_page(write(write_output(tmp_path, many(10_000))).as_uri() + "#/figures")
    opened = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert page.locator(".total").inner_text() == "10,000 of 10,000 figures"
    assert page.locator("tr[data-row]").count() < 100
    spent = page.evaluate(TIMES)
    print(f"opened {opened:.0f} ms, " + ", ".join(f"{k} {v:.0f} ms" for k, v in spent.items()))
    assert opened < 3000
    assert max(spent["filter"], spent["all"], spent["place"]) < 200
    assert spent["sort"] < 1000
    page.locator("tr[data-row='5265']").wait_for()


def test_scrolling_reaches_the_last_row(open_page: Any, tmp_path: Path) -> None:
    made = many(2000)
    page = open_page(write(write_output(tmp_path, made)).as_uri() + "#/figures")
    page.locator("tr[data-row='0']").focus()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.dataset.row") == "1999"
    assert page.evaluate("document.activeElement.querySelector('.text').textContent") == made[-1]["figures"][-1]["text"]


def test_more_figures_than_the_limit_are_counted_not_listed(tmp_path: Path) -> None:
    page = build(write_output(tmp_path, many(400)), limit=100)
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert (data["summary"]["figures"], data["summary"]["listed"], len(data["articles"])) == (400, 80, 2)


def test_markup_of_articles_stays_inside_the_data(output: Path) -> None:
    page = build(output)
    assert page.count("<script") == page.count("</script>") == 2
    start = page.index('id="data">') + len('id="data">')
    end = page.index("</script>", start)
    assert "window.hit" in page[start:end]
    assert "<" not in page[start:end]
    assert "window.hit" not in page[:start] + page[end:]


def test_what_is_no_output_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="has no articles"):
        build(tmp_path)
    (tmp_path / "articles.jsonl").write_text('{"id": "a"}\n{"id"', "utf-8")
    with pytest.raises(OutputError, match=r"articles\.jsonl:2: not JSON"):
        build(tmp_path)


def test_lone_surrogates_and_separators_survive(tmp_path: Path) -> None:
    made = article("s", "a\u2028b\ud800c<!--")
    (tmp_path / "articles.jsonl").write_text(json.dumps(made) + "\n", "utf-8")
    page = build(tmp_path)
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert data["articles"][0]["text"] == made["text"]
    page.encode("utf-8")
