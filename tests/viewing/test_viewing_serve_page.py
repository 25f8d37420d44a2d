"""The local page in a real browser, with the real extractor behind it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from viewing_browser import serious_faults, serving

TEXT = (
    "临江市工业公报\n2023年,全市实现工业增加值12.5亿元,比上年增长6.1%。市统计局数据显示,规模以上企业近100家。\n"
    "到2025年,力争投资超过3万亿元。\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("articles")
    (root / "甲<b>.txt").write_text(TEXT, "utf-8")
    return root


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    pytest.importorskip("uvicorn")
    from extractor.viewing.server import build_app, site
    from extractor.viewing.worker import Worker

    worker = Worker(seconds=30.0)
    yield from serving(build_app(site(folder, worker)))
    worker.close()


def figures(page: Any) -> list[str]:
    return [str(text) for text in page.locator(".prose mark").all_inner_texts()]


def pasted(page: Any, text: str) -> None:
    page.locator("#article").fill(text)
    page.locator("[role=status]", has_text=" ms").wait_for(timeout=60_000)


def library(text: str, published: str | None = None) -> list[dict[str, Any]]:
    from extractor.pipeline import default_extractor

    return [f.to_dict() for f in default_extractor().extract(text, published=published).figures]


def saved(page: Any, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_text("utf-8-sig")


def test_a_paste_gives_what_the_library_gives(open_page: Any, address: str) -> None:
    page = open_page(address)
    pasted(page, TEXT)
    expected = library(TEXT)
    assert len(expected) >= 4
    assert figures(page) == [f["text"] for f in expected]
    found = json.loads(saved(page, "Save JSON"))
    without = [{k: v for k, v in f.items() if k not in ("origins", "how")} for f in found["figures"]]
    assert without == expected
    rows = list(csv.DictReader(io.StringIO(saved(page, "Save CSV"))))
    assert [row["text"] for row in rows] == [f["text"] for f in expected]
    assert [float(row["value"]) for row in rows] == [f["value"] for f in expected]


def test_published_changes_what_periods_mean(open_page: Any, address: str) -> None:
    page = open_page(address)
    text = "简讯\n今年上半年,全县完成投资8亿元。\n"
    page.locator("#published").fill("2019-09-01")
    pasted(page, text)
    page.locator(".prose mark").first.click()
    expected = library(text, "2019-09-01")[0]["period"]
    assert expected == ["2019-01-01", "2019-06-30"]
    assert "2019-01 – 06" in page.locator("dl").inner_text()


def test_record_by_keyboard(open_page: Any, address: str) -> None:
    page = open_page(address)
    pasted(page, TEXT)
    page.locator(".prose [tabindex='0']").focus()
    while page.evaluate("document.activeElement.dataset.figure") is None:
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator(".record h3").inner_text() == library(TEXT)[0]["text"]


def test_files_of_the_folder_and_dropped_ones(open_page: Any, address: str) -> None:
    page = open_page(address)
    page.get_by_role("button", name="甲<b>.txt").click()
    page.wait_for_selector(".prose mark")
    assert page.locator("#article").input_value() == TEXT
    page.get_by_role("button", name="New").click()
    page.locator("input[type=file]").set_input_files({"name": "乙.txt", "mimeType": "text/plain", "buffer": "乙县投资7亿元。".encode()})
    page.wait_for_selector(".prose mark")
    assert figures(page) == ["7亿元"]
    drop = """() => { const data = new DataTransfer(); data.items.add(new File(['丙县投资9亿元。'], '丙.txt'));
                      window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })); }"""
    page.evaluate(drop)
    page.locator(".prose mark", has_text="9亿元").wait_for()


def test_what_cannot_be_read_is_said(open_page: Any, address: str) -> None:
    page = open_page(address)
    page.locator("input[type=file]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n\x00\x00"})
    page.wait_for_selector(".total.bad")
    assert "[E106]" in page.locator(".total.bad").inner_text()
    open_page.errors[:] = [e for e in open_page.errors if "422" not in e]


def test_an_article_cannot_run_anything_nor_leave_the_page(open_page: Any, address: str) -> None:
    page = open_page(address)
    pasted(page, '<script>window.hit=1</script><img src="http://127.0.0.1:1/x.png" onerror="window.hit=2">产值8亿元。</script>')
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.querySelectorAll('main img, main script').length") == 0
    assert [asked for asked in page.asked if not asked.startswith((address, "data:", "blob:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessible_and_no_wider_than_the_screen(open_page: Any, address: str, width: int, scheme: str) -> None:
    page = open_page(address, width=width, color_scheme=scheme, bypass_csp=True)
    assert serious_faults(page) == []
    pasted(page, TEXT)
    page.locator(".prose mark").first.click()
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(address + "/api")
    page.wait_for_selector("html[data-ready=yes]")
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
