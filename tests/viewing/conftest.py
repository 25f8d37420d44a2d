"""A real browser for the pages, and articles made up for them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from viewing_browser import ARGUMENTS, NAMES
from viewing_samples import small, write_output


def no_browser(reason: str) -> None:
    """Skip, or fail where a browser is promised (EXTRACTOR_BROWSER=required)."""
    if os.environ.get("EXTRACTOR_BROWSER") == "required":
        pytest.fail(f"A browser is required here: {reason}")
    pytest.skip(f"no browser: {reason}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, driven by playwright."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        no_browser("no Chromium on the path")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        no_browser("playwright is not installed")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    """``open_page(url, **context)`` → a page that fails the test on a script error and remembers its requests in ``page.asked``."""
    contexts: list[Any] = []
    errors: list[str] = []

    def opened(url: str, *, width: int = 1280, height: int = 860, **more: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, locale=more.pop("locale", "en-US"), **more)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(url)
        page.wait_for_selector("html[data-ready=yes]")
        return page

    opened.errors = errors  # type: ignore[attr-defined]
    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with three small articles and one failure."""
    failures = [{"path": "bad/<b>.pdf", "code": "E109", "reason": "Locked.", "advice": "Unlock it."}]
    return write_output(tmp_path_factory.mktemp("out"), small(), failures)


@pytest.fixture(scope="session")
def report(output: Path) -> str:
    """Address of the report of the small articles."""
    from extractor.viewing.report import write

    return write(output).resolve().as_uri()
