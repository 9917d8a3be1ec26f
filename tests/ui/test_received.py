"""Files at Streamlit's own addresses: one that never comes whole holds its place for a while only."""

import asyncio
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from smartcity.ui import received

SCOPE: Scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/a/b", "headers": []}


async def keep(scope: Scope, receive: Receive, send: Send) -> None:
    """Take a file whole, as Streamlit does."""
    content = await Request(scope, receive).body()
    await PlainTextResponse(f"{len(content)}", 200)(scope, receive, send)


def put(*pieces: bytes) -> list[Any]:
    """Send the pieces of a file that was announced, and nothing after them; return status and body of the answer."""
    coming = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    sent: list[Message] = []

    async def receive() -> Message:
        if coming:
            return coming.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    received._under_way[id(SCOPE)] = "a", 5
    run = received._counted(keep)(SCOPE, receive, send)
    assert asyncio.iscoroutine(run)
    asyncio.run(run)
    return [sent[0]["status"], sent[1]["body"].decode()]


def test_a_file_that_does_not_come_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(received, "RECEIVE_SECONDS", 0.05)

    assert put(b"ab") == [408, "Berkas tidak sampai seluruhnya."]
    assert received._under_way == {}
