"""Takes the pictures of the README from the articles of corpus/: python tests/viewing/take_pictures.py [FOLDER]."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from viewing_browser import ARGUMENTS, NAMES, serving  # noqa: E402

WIDTH, HEIGHT, PHONE = 1200, 720, 390
TERMINAL = """<!doctype html><meta charset="utf-8"><style>body{{margin:0;background:#16181d;color:#e3e5e8;width:max-content}}
pre{{margin:0;padding:18px 22px;font:14px/1.45 "Noto Sans Mono CJK SC","Sarasa Mono SC",monospace}}</style><pre>{code}</pre>"""


def articles() -> list[Any]:
    """Sources of the corpus that hold an article, those with most to see first."""
    from extractor.model import Source
    from extractor.pipeline import default_extractor
    from extractor.reading.reader import Reader

    extractor = default_extractor()
    reader = Reader(extractor.rules)
    os.chdir(ROOT)  # so that no path of this machine gets into a picture
    files = sorted(p for p in Path("corpus").iterdir() if p.is_file() and p.name != "README.md")
    found = [s for path in files for s in reader.read(path, root="corpus") if isinstance(s, Source)]
    made = [(extractor.extract_source(source), source) for source in found]
    return sorted(made, key=lambda pair: -len(pair[0].figures) - 3 * len(pair[0].entities))


def terminal(draw: Callable[[Any], None], lines: int) -> str:
    """HTML of what ``draw`` prints to a console with colour, the first lines of it."""
    from rich.console import Console

    to = Console(file=io.StringIO(), record=True, width=118, force_terminal=True, color_system="truecolor", highlight=False, markup=False)
    draw(to)
    html = to.export_html(inline_styles=True, code_format="{code}")
    return TERMINAL.format(code="\n".join(html.split("\n")[:lines]))


@contextmanager
def server(folder: Path) -> Any:
    """The local page of a folder; its address."""
    from extractor.viewing.server import build_app, site
    from extractor.viewing.worker import Worker

    worker = Worker()
    worker.warm()
    running = serving(build_app(site(folder, worker)))
    yield next(running)
    next(running, None)
    worker.close()


class Camera:
    """Opens pages and saves what they look like."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser = browser
        self.folder = folder

    def open(self, url: str, *, width: int = WIDTH, dark: bool = False) -> Any:
        """A page, once it has drawn itself."""
        page = self.browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme="dark" if dark else "light", locale="en-US")
        page.goto(url)
        page.wait_for_selector("html[data-ready=yes]")
        return page

    def save(self, page: Any, name: str) -> None:
        """Write the picture and close the page."""
        page.wait_for_timeout(900)
        self.keep(page.screenshot(), name)
        page.close()

    def text(self, html: str, name: str) -> None:
        """A picture of a terminal."""
        page = self.browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(html)
        self.keep(page.locator("pre").screenshot(), name)
        page.close()

    def keep(self, png: bytes, name: str) -> None:
        """Write the picture with a palette, a third of its size."""
        from PIL import Image

        path = self.folder / f"{name}.png"
        Image.open(io.BytesIO(png)).convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            path, optimize=True
        )
        print(f"{path} {path.stat().st_size}")


def take(camera: Camera, work: Path) -> None:
    """All pictures."""
    from viewing_samples import write_output

    from extractor.pipeline import default_extractor
    from extractor.viewing import explanation, notebook
    from extractor.viewing import terminal as terminal_view
    from extractor.viewing.report import write

    made = articles()
    article, source = made[0]
    output = write_output(work / "corpus", [a.to_dict() for a, _ in made])
    url = write(output, extractor=default_extractor()).as_uri()
    camera.save(camera.open(url), "report-overview")
    camera.save(camera.open(url + "#/figures"), "report-figures")
    camera.save(camera.open(url + "#/article/0/3"), "report-article")
    camera.save(camera.open(url + "#/article/0/3", dark=True), "report-article-dark")
    camera.save(camera.open(url + "#/article/0/3", width=PHONE), "report-article-phone")
    with server(ROOT / "corpus") as address:
        page = camera.open(address)
        page.locator("#article").fill(article.text)
        page.wait_for_selector(".prose mark")
        page.locator(".prose mark").nth(2).click()
        page.evaluate("scrollTo(0, 0)")
        camera.save(page, "serve")
    camera.text(terminal(lambda to: terminal_view.show(article, to, only="figures"), 44), "show")
    traces = default_extractor().explain(source)
    camera.text(terminal(lambda to: explanation.explain(traces[3:4], article, to), 40), "explain")
    html = work / "notebook.html"
    html.write_text(
        f'<!doctype html><html data-ready="yes"><meta charset="utf-8"><body style="font-family:sans-serif">{notebook.html(article)}',
        "utf-8",
    )
    camera.save(camera.open(html.as_uri()), "notebook")


def main() -> None:
    """Take them with the browser of the tests."""
    from playwright.sync_api import sync_playwright

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "viewing" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    program = next(found for name in NAMES if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as work, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        take(Camera(browser, folder), Path(work))
        browser.close()


if __name__ == "__main__":
    main()
