"""The body of a request, read within limits of size and time."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import Message, Receive

from stancekit.serve.limits import MIB, Limits
from stancekit.serve.problems import Problem

DRAINED = 64 * MIB  # bytes of a body over the limit that are read and dropped, so that the client reads the answer


async def read_body(headers: Headers, receive: Receive, limits: Limits) -> bytes:
    """Return the whole body.

    Raises:
        Problem: it is too large or too slow, or the client went away.
    """
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limits.body_bytes and "expect" in headers:
        raise too_large(limits)  # the client waits for leave to send it
    try:
        async with asyncio.timeout(limits.body_seconds):
            return await _received(receive, limits)
    except TimeoutError as error:
        raise Problem("slow_request", f"The body did not arrive within {limits.body_seconds:g} seconds.") from error


async def _received(receive: Receive, limits: Limits) -> bytes:
    parts: list[bytes] = []
    size, more = 0, True
    while more and size <= DRAINED:
        message: Message = await receive()
        if message["type"] == "http.disconnect":
            raise Problem("invalid_request", "The connection ended before the body.")
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
        if size <= limits.body_bytes:
            parts.append(message.get("body", b""))
    if size > limits.body_bytes:
        raise too_large(limits)
    return b"".join(parts)


def too_large(limits: Limits) -> Problem:
    """Return the problem of a body over the limit."""
    return Problem("too_large", f"The body is larger than {limits.body_bytes / MIB:g} MiB.")


def replay(body: bytes) -> Receive:
    """Return the `receive` of an ASGI request whose body has been read."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive
