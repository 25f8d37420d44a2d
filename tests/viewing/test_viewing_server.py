"""The local server: who may ask, how much, what files, and what comes back."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from viewing_samples import small

from extractor.errors import ExtractorError, InputError, UsageError
from extractor.viewing.files import Folder
from extractor.viewing.guard import Guard
from extractor.viewing.server import MAX_BYTES, MAX_CHARACTERS, Site, build_app, site
from extractor.viewing.worker import Busy, Worker

testclient = pytest.importorskip("starlette.testclient")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker("viewing_engine", seconds=1.0)
    yield made
    made.close()


@pytest.fixture
def client(worker: Worker) -> Any:
    return testclient.TestClient(build_app(Site(worker)), base_url="http://127.0.0.1:8000")


def folder_client(worker: Worker, path: Path, **more: Any) -> Any:
    return testclient.TestClient(build_app(site(path, worker), **more), base_url="http://127.0.0.1:8000")


def test_extract_answers_with_the_article(client: Any) -> None:
    answer = client.post("/api/extract", json={"text": "甲", "published": "2024-02-01", "title": "乙"})
    assert answer.status_code == 200
    assert (answer.json()["text"], answer.json()["published"], answer.json()["title"]) == ("甲", "2024-02-01", "乙")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "E459"),
        ({"text": 3}, 422, "E459"),
        ({"text": "a", "published": "soon"}, 422, "E459"),
        ({"text": "a", "title": []}, 200, None),
        ({"text": "a", "title": [1]}, 422, "E459"),
        ({"text": "a", "colour": "red"}, 422, "E459"),
        ([], 422, "E458"),
        ({"text": "x" * (MAX_CHARACTERS + 1)}, 413, "E451"),
        ({"text": "refuse"}, 422, "E199"),
        ({"text": "fail"}, 500, "E455"),
    ],
)
def test_what_extract_refuses(client: Any, body: Any, status: int, code: str | None) -> None:
    answer = client.post("/api/extract", json=body)
    assert answer.status_code == status
    assert answer.json().get("code") == code


def test_only_json_is_taken_so_that_no_form_of_another_site_can_post(client: Any) -> None:
    assert client.post("/api/extract", content='{"text": "a"}', headers={"content-type": "text/plain"}).json()["code"] == "E457"
    assert client.post("/api/extract", content="{", headers={"content-type": "application/json"}).json()["code"] == "E458"
    deep = "[" * 200_000
    assert client.post("/api/extract", content=deep, headers={"content-type": "application/json"}).json()["code"] == "E458"


def test_a_long_body_is_refused(client: Any) -> None:
    answer = client.post("/api/read?name=a.txt", content=b"0" * (MAX_BYTES + 1), headers={"content-type": "application/octet-stream"})
    assert (answer.status_code, answer.json()["code"]) == (413, "E451")


def test_slow_and_dying_work_cost_one_request_only(client: Any) -> None:
    begun = time.monotonic()
    slow = client.post("/api/extract", json={"text": "sleep"})
    assert (slow.status_code, slow.json()["code"]) == (504, "E452")
    assert time.monotonic() - begun < 15
    dead = client.post("/api/extract", json={"text": "die"})
    assert (dead.status_code, dead.json()["code"]) == (500, "E454")
    assert client.post("/api/extract", json={"text": "甲"}).json()["text"] == "甲"


def test_too_many_waiting_are_sent_away() -> None:
    worker = Worker("viewing_engine", seconds=3.0)
    seen: list[type[BaseException] | None] = []

    def ask() -> None:
        try:
            worker.call("extract", text="sleep", published=None, title=None)
        except ExtractorError as error:
            seen.append(type(error))

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(12)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    assert seen.count(Busy) == 4
    worker.close()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()
    with pytest.raises(UsageError, match="ended"):
        worker.call("extract", text="a", published=None, title=None)


def test_bytes_are_read_under_their_plain_name(client: Any) -> None:
    answer = client.post("/api/read?name=../../x/甲.txt", content="乙".encode(), headers={"content-type": "application/octet-stream"})
    assert answer.json()[0]["title"] == "甲.txt"


def test_every_answer_has_the_headers(client: Any) -> None:
    for path in ("/", "/api", "/api/openapi.json", "/nothing", "/report"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "access-control-allow-origin" not in headers


def test_foreign_hosts_and_sites_are_refused(client: Any) -> None:
    assert client.get("/", headers={"host": "evil.example:8000"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:9"}).status_code == 200
    assert client.post("/api/extract", json={"text": "a"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.get("/", headers={"sec-fetch-site": "same-site"}).status_code == 403


def test_token(worker: Worker) -> None:
    client = testclient.TestClient(build_app(Site(worker), token="secret"), base_url="http://10.0.0.1:8000", follow_redirects=False)
    assert client.get("/").status_code == 401
    assert client.get("/?token=wrong").status_code == 401
    assert client.post("/api/extract?token=secret", json={"text": "a"}).status_code == 401
    assert client.post("/api/extract", json={"text": "a"}, headers={"authorization": "Bearer secret"}).status_code == 200
    admitted = client.get("/?token=secret&a=b")
    assert (admitted.status_code, admitted.headers["location"]) == (303, "/?a=b")
    cookie = admitted.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert client.get("/").status_code == 200
    client.cookies.clear()
    assert client.get("/", headers={"cookie": "extractor_token=wrong"}).status_code == 401


def test_token_does_not_lead_to_another_host(worker: Worker) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "//evil.example/", "query_string": b"token=secret", "headers": []}
    answer = Guard(build_app(Site(worker)), token="secret")(scope, None, send)  # type: ignore[arg-type]
    with ThreadPoolExecutor() as pool:  # the browser's driver has a loop running in this thread
        pool.submit(asyncio.run, answer).result()
    assert dict(sent[0]["headers"])[b"location"] == b"/evil.example/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "articles"
    (root / "sub").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "甲.txt").write_text("甲", "utf-8")
    (root / "sub" / "乙.txt").write_text("乙", "utf-8")
    (root / "picture.png").write_bytes(b"no")
    (root / ".hidden.txt").write_text("no", "utf-8")
    (root / ".git" / "config").write_text("no", "utf-8")
    (tmp_path / "outside.txt").write_text("secret", "utf-8")
    (tmp_path / "articles2").mkdir()
    (tmp_path / "articles2" / "near.txt").write_text("secret", "utf-8")
    (root / "link.txt").symlink_to(tmp_path / "outside.txt")
    (root / "inner.txt").symlink_to(root / "甲.txt")
    (root / "linked").symlink_to(tmp_path)
    (root / "loop").symlink_to(root / "loop")
    return root


def test_files_of_the_folder_are_listed_and_read(worker: Worker, folder: Path) -> None:
    client = folder_client(worker, folder)
    assert client.get("/api/files").json() == {"files": ["inner.txt", "sub/乙.txt", "甲.txt"], "total": 3}
    assert client.get("/api/files/sub/乙.txt").json()[0]["text"] == "乙"


@pytest.mark.parametrize(
    "path",
    [
        "../outside.txt",
        "..%2foutside.txt",
        "%2e%2e/outside.txt",
        "sub/../../outside.txt",
        "../articles2/near.txt",
        "link.txt",
        "linked/outside.txt",
        ".hidden.txt",
        ".git/config",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "sub",
        "loop",
        "none.txt",
        "a%00b",
        "..\\outside.txt",
        "sub//乙.txt",
        "",
        "x" * 5000,
    ],
)
def test_no_file_outside_the_folder(worker: Worker, folder: Path, path: str) -> None:
    answer = folder_client(worker, folder).get(f"/api/files/{path}", follow_redirects=False)
    assert answer.status_code == 404
    assert "secret" not in answer.text
    with pytest.raises(InputError):
        Folder(folder).find(path)


def test_output_folder_is_served_as_a_report(worker: Worker, output: Path) -> None:
    client = folder_client(worker, output)
    answer = client.get("/report")
    assert answer.status_code == 200
    assert "临江市工业公报" in answer.text
    assert "sha256-" in answer.headers["content-security-policy"]
    assert client.get("/api/files").json()["total"] == 0


def test_what_is_no_folder_is_said(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a folder"):
        site(tmp_path / "none", worker)


def test_table_is_csv_without_formulas(client: Any) -> None:
    made = small()[0]
    made["figures"][0]["indicator"] = "=1+1"
    answer = client.post("/api/table", json=made)
    assert answer.headers["content-type"].startswith("text/csv")
    lines = answer.text.lstrip("\ufeff").splitlines()
    assert len(lines) == 4
    assert "'=1+1" in lines[1]
    assert client.post("/api/table", json={"figures": 3}).status_code == 422


def test_openapi_names_every_route_of_the_api(client: Any) -> None:
    spec = client.get("/api/openapi.json").json()
    routes = {route.path.replace(":path", "") for route in client.app.routes if route.path.startswith("/api/")}
    assert set(spec["paths"]) == routes - {"/api/openapi.json"}
    text = json.dumps(spec)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in spec["components"]["schemas"]
