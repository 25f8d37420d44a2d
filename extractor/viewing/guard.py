"""What stands before every page: who may ask, how much, and what a browser may do with the answer."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
    b"cache-control": b"no-store",
    b"content-security-policy": CLOSED_POLICY.encode(),
}
COOKIE = "extractor_token"


class Guard:
    """Refuses foreign hosts (DNS rebinding), requests of other sites and, with a token, whoever lacks it."""

    def __init__(self, app: ASGIApp, *, token: str | None = None) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on one request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        with_headers = _adding(send)
        if self.token is None and _host(headers.get(b"host", "")) not in LOCAL_HOSTS:
            return await _refuse(with_headers, 421, "This page is served for 127.0.0.1 only.")
        if headers.get(b"sec-fetch-site", "none") not in ("none", "same-origin"):
            return await _refuse(with_headers, 403, "Requests of other sites are not answered.")
        if self.token is not None and not self._knows(headers):
            return await self._admit(scope, with_headers)
        return await self.app(scope, receive, with_headers)

    def _knows(self, headers: dict[bytes, str]) -> bool:
        bearer = headers.get(b"authorization", "").removeprefix("Bearer ")
        try:
            cookie = SimpleCookie(headers.get(b"cookie", "")).get(COOKIE)
        except CookieError:
            cookie = None
        return any(self._same(given) for given in (bearer, cookie.value if cookie else ""))

    def _same(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), (self.token or "").encode())

    async def _admit(self, scope: Scope, send: Send) -> None:
        """With the right token in the address: a cookie, and the same address without the token."""
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        if scope["method"] != "GET" or not any(name == "token" and self._same(value) for name, value in query):
            return await _refuse(send, 401, "Open the address that extractor serve printed, or send its token as Bearer.")
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # A path that starts with // would be taken for another host.
        path = "/" + scope["path"].lstrip("/\\")
        cookie = f"{COOKIE}={self.token}; HttpOnly; SameSite=Strict; Path=/"
        location = (path + ("?" + rest if rest else "")).encode("ascii", "backslashreplace")
        headers = [(b"location", location), (b"set-cookie", cookie.encode()), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        return await send({"type": "http.response.body", "body": b""})


def _host(value: str) -> str:
    name, colon, port = value.rpartition(":")
    return name.lower() if colon and port.isdigit() else value.lower()


def _adding(send: Send) -> Callable[[Message], Awaitable[None]]:
    """A send that adds the headers that an answer does not set itself."""

    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", []))
            names = {name.lower() for name, _ in given}
            message["headers"] = given + [(name, value) for name, value in HEADERS.items() if name not in names]
        await send(message)

    return adding


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = reason.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
