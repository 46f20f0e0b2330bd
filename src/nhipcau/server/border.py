"""What holds for every request and response: headers, the size of bodies, and no exception that gets out."""

from __future__ import annotations

import time
from typing import Protocol

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nhipcau.server.errors import respond

MAX_BODY_BYTES = 256 * 1024

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


class Observe(Protocol):
    """What is told of every response once it is sent; `scope` is that which the routes have seen."""

    def __call__(self, scope: Scope, method: str, status: int, seconds: float) -> None: ...


def guarded(app: ASGIApp, observe: Observe) -> ASGIApp:
    """`app` behind the border."""

    async def border(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await app(scope, receive, send)
        method, began = scope["method"], time.perf_counter()
        if method == "HEAD":  # the GET, of which the server sends no body
            scope = {**scope, "method": "GET"}
        status: int | None = None

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        try:
            _check_announced_size(scope)
            await app(scope, _limited(receive), send_with_headers)
        except Exception as error:  # noqa: BLE001 (nothing gets out; respond logs it)
            response = respond(Request(scope), error)
            if status is None:
                await response(scope, receive, send_with_headers)
        finally:
            if status is not None:
                observe(scope, method, status, time.perf_counter() - began)

    return border


def _check_announced_size(scope: Scope) -> None:
    announced = Headers(scope=scope).get("content-length", "0")
    if announced.isdecimal() and int(announced[:20]) > MAX_BODY_BYTES:
        raise HTTPException(413)


def _limited(receive: Receive) -> Receive:
    """`receive` that stops a body that was not announced, or announced smaller than it is."""
    received = 0

    async def limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > MAX_BODY_BYTES:
            raise HTTPException(413)
        return message

    return limited
