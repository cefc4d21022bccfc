"""The gate that every request passes: host, origin and body are checked, and every answer gets the headers."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stancekit.serve.answers import problem_answer
from stancekit.serve.bodies import read_body, replay
from stancekit.serve.hosts import check_host, check_origin
from stancekit.serve.limits import Limits
from stancekit.serve.problems import Problem

SECURITY_HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",  # no-referrer would make the Origin of the page's own form null
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True)
class Gate:
    """An ASGI middleware in front of the application.

    Attributes:
        app: the application.
        limits: the limits of a request.
        names: further names of the server, see `check_host`.
    """

    app: ASGIApp
    limits: Limits
    names: Collection[str] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers, sender = Headers(scope=scope), _with_headers(send)
        try:
            check_host(headers, self.names)
            check_origin(scope["method"], headers)
            body = await read_body(headers, receive, self.limits)
        except Problem as problem:
            await problem_answer(problem, headers)(scope, receive, sender)
            return
        await self.app(scope, replay(body), sender)


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    """Return a `send` that adds the headers which an answer has not set itself."""

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sender
