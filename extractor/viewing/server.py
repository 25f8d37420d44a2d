"""``extractor serve``: a local page and an API around one worker process."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError, InputError, MissingExtraError, UsageError
from extractor.viewing.files import Folder
from extractor.viewing.guard import LOCAL_HOSTS, Guard
from extractor.viewing.page import assemble, static
from extractor.viewing.places import all_names
from extractor.viewing.worker import Busy, TimedOut, Worker

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

MAX_BYTES = 8 * 1024 * 1024
MAX_CHARACTERS = 400_000
SCRIPTS = ("base.js", "text.js", "serve.js")
STYLES = ("base.css", "serve.css")
STATUS = {"E451": 413, TimedOut.code: 504, Busy.code: 503, "E130": 404, "E454": 500, "E455": 500}


@dataclass(frozen=True, slots=True)
class Site:
    """What is served: a worker, perhaps a folder of articles, perhaps an output folder with its report."""

    worker: Worker
    folder: Folder | None = None
    output: Path | None = None


def site(path: Path | None, worker: Worker) -> Site:
    """A site for a folder: one with articles.jsonl is an output folder. UsageError where it is no folder."""
    if path is None:
        return Site(worker)
    if not path.is_dir():
        raise UsageError(f"{path} is not a folder.", "Give the folder of a run or one with articles.", code="E456")
    if (path / "articles.jsonl").is_file():
        return Site(worker, output=path)
    return Site(worker, folder=Folder(path))


def build_app(what: Site, *, token: str | None = None) -> Starlette:
    """The ASGI application; with ``token`` nothing is answered without it."""
    try:
        from starlette.applications import Starlette
        from starlette.middleware import Middleware
        from starlette.routing import Route
    except ImportError as error:
        raise MissingExtraError.of("The local page", "serve") from error
    handlers = Handlers(what)
    routes = [
        Route("/", handlers.home),
        Route("/report", handlers.report),
        Route("/api", handlers.about),
        Route("/api/openapi.json", handlers.openapi),
        Route("/api/extract", handlers.extract, methods=["POST"]),
        Route("/api/read", handlers.read, methods=["POST"]),
        Route("/api/table", handlers.table, methods=["POST"]),
        Route("/api/files", handlers.files),
        Route("/api/files/{path:path}", handlers.file),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, token=token)], exception_handlers={ExtractorError: _failed})


async def _failed(_: Request, error: Exception) -> Response:
    from starlette.responses import JSONResponse

    if not isinstance(error, ExtractorError):
        raise error
    return JSONResponse({"code": error.code, "reason": error.reason, "advice": error.advice}, STATUS.get(error.code, 422))


class Handlers:
    """One method a route."""

    def __init__(self, what: Site) -> None:
        self.site = what
        self._report: tuple[tuple[float, int], tuple[str, str]] | None = None

    async def home(self, _: Request) -> Response:
        """The page to paste into."""
        data = {
            "places": all_names(),
            "folder": self.site.folder is not None,
            "report": self.site.output is not None,
            "limit": MAX_CHARACTERS,
        }
        return _page(*assemble("extractor", STYLES, SCRIPTS, data, connect=True))

    async def about(self, _: Request) -> Response:
        """The description of the API for people."""
        return _page(
            *assemble(
                "extractor API", ("base.css", "serve.css"), ("base.js", "api.js"), {"places": {}, "api": json.loads(static("openapi.json"))}
            )
        )

    async def openapi(self, _: Request) -> Response:
        """The description of the API for programs."""
        from starlette.responses import Response

        return Response(static("openapi.json"), media_type="application/json")

    async def report(self, _: Request) -> Response:
        """The report of the output folder, built again when its articles change."""
        from starlette.concurrency import run_in_threadpool

        if self.site.output is None:
            raise InputError("No output folder is served.", "Start extractor serve with the folder of a run.", code="E130")
        state = (self.site.output / "articles.jsonl").stat()
        key = (state.st_mtime, state.st_size)
        if self._report is None or self._report[0] != key:
            self._report = (key, await run_in_threadpool(_report, self.site.output))
        return _page(*self._report[1])

    async def extract(self, request: Request) -> Response:
        """An article's text → its figures and names."""
        from starlette.responses import JSONResponse

        asked = _fields(await _json(request))
        return JSONResponse(await self._call("extract", **asked))

    async def read(self, request: Request) -> Response:
        """The bytes of a file → its articles."""
        from starlette.responses import JSONResponse

        if not request.headers.get("content-type", "").startswith("application/octet-stream"):
            raise UsageError("The content type is not application/octet-stream.", "Send the bytes of the file.", code="E457")
        name = Path(request.query_params.get("name", "article.txt").replace("\\", "/")).name
        return JSONResponse(await self._call("read_bytes", data=await _body(request), name=name))

    async def table(self, request: Request) -> Response:
        """An article as the API gave it → its figures as CSV."""
        from starlette.responses import Response

        article = await _json(request)
        return Response(_csv(article), media_type="text/csv; charset=utf-8")

    async def files(self, _: Request) -> Response:
        """The files that can be read."""
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import JSONResponse

        names, total = await run_in_threadpool(self.site.folder.listing) if self.site.folder else ([], 0)
        return JSONResponse({"files": names, "total": total})

    async def file(self, request: Request) -> Response:
        """One of these files → its articles."""
        from starlette.responses import JSONResponse

        if self.site.folder is None:
            raise InputError("No folder of articles is served.", "Start extractor serve with a folder.", code="E130")
        path = self.site.folder.find(request.path_params["path"])
        if path.stat().st_size > MAX_BYTES:
            raise _too_large()
        return JSONResponse(await self._call("read_bytes", data=path.read_bytes(), name=path.name))

    async def _call(self, function: str, **arguments: Any) -> Any:
        from starlette.concurrency import run_in_threadpool

        return await run_in_threadpool(self.site.worker.call, function, **arguments)


def _report(output: Path) -> tuple[str, str]:
    from extractor.pipeline import default_extractor
    from extractor.viewing.report import build_served

    return build_served(output, extractor=default_extractor())


def _page(html: str, policy: str) -> Response:
    from starlette.responses import HTMLResponse

    return HTMLResponse(html, headers={"content-security-policy": f"{policy}; frame-ancestors 'none'"})


def _too_large() -> InputError:
    return InputError(f"It is larger than {MAX_BYTES // 1024 // 1024} MB.", "Use extractor run for it.", code="E451")


async def _body(request: Request) -> bytes:
    """The body, refused as soon as it is longer than it may be."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BYTES:
            raise _too_large()
        parts.append(part)
    return b"".join(parts)


async def _json(request: Request) -> dict[str, Any]:
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise UsageError("The content type is not application/json.", "Send JSON.", code="E457")
    try:
        found = json.loads(await _body(request))
    except (ValueError, RecursionError) as error:
        raise UsageError("The body is not JSON.", "See /api.", code="E458") from error
    if not isinstance(found, dict):
        raise UsageError("The body is not a JSON object.", "See /api.", code="E458")
    return found


def _fields(asked: dict[str, Any]) -> dict[str, Any]:
    """Checked arguments of extract: text, published, title."""
    unknown = sorted(set(asked) - {"text", "published", "title"})
    if unknown:
        raise UsageError(f"Unknown field {unknown[0]!r}.", "Known are text, published and title.", code="E459")
    text, published, title = asked.get("text"), asked.get("published") or None, asked.get("title") or None
    if not isinstance(text, str):
        raise UsageError("text is missing or not a string.", "See /api.", code="E459")
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"The text is longer than {MAX_CHARACTERS} characters.", "Use extractor run for it.", code="E451")
    if title is not None and not isinstance(title, str):
        raise UsageError("title is not a string.", "See /api.", code="E459")
    return {"text": text, "published": _date(published), "title": title}


def _date(value: object) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise UsageError(f"published is not a date: {value!r}.", "Write it as 2024-05-31.", code="E459") from error


def _csv(article: dict[str, Any]) -> bytes:
    from extractor.writing.rows import figure_rows
    from extractor.writing.schema import FIGURES
    from extractor.writing.textfiles import csv_head, render_csv

    try:
        return csv_head(FIGURES) + render_csv(list(figure_rows(article)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError("The body is not an article of this API.", "Send what /api/extract gave.", code="E458") from error


def serve(path: Path | None, *, host: str = "127.0.0.1", port: int = 8000, seconds: float = 20.0) -> None:
    """Serve until interrupted. Any host but this machine's own needs the token that is printed."""
    try:
        import uvicorn
    except ImportError as error:
        raise MissingExtraError.of("The local page", "serve") from error
    local = host in LOCAL_HOSTS | {"::1"}
    token = None if local else secrets.token_urlsafe(24)
    worker = Worker(seconds=seconds)
    app = build_app(site(path, worker), token=token)
    shown = f"[{host}]" if ":" in host else host
    print(f"http://{shown}:{port}/{'?token=' + token if token else ''}", flush=True)
    try:
        worker.warm()
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
    finally:
        worker.close()
