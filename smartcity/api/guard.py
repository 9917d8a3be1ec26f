"""What stands before the API: rate, size, language, HEAD, and the last answer to an error that nobody expected."""

from collections.abc import Callable
from functools import lru_cache

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from smartcity import words
from smartcity.api import asking, errors
from smartcity.api.application import application
from smartcity.api.desk import Desk
from smartcity.api.limits import Buckets
from smartcity.api.receiving import ENVELOPE, MEGABYTE
from smartcity.settings import settings
from smartcity.store import Store


class Guard:
    """The application in two languages behind one door."""

    def __init__(self, store: Callable[[], Store]) -> None:
        desk = Desk(store)
        self._buckets = Buckets(settings().api_rate)

        @lru_cache(maxsize=len(words.LANGUAGES))
        def described(language: str) -> FastAPI:
            with words.in_language(language):
                return application(desk)

        self._described = described
        described(words.language())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request in its language."""
        if scope["type"] != "http":
            await _refuse_socket(receive, send)
            return
        chosen = asking.language(scope)
        with words.in_language(chosen):
            app = self._refusal(scope) or self._described(chosen)
            await _answered(app, scope, receive, _with_headers(scope, send))

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        """Return the answer to who asks too often or sends too much, None for others."""
        if seconds := self._buckets.wait(asking.origin(scope)):
            return errors.too_many(seconds)
        length = Headers(scope=scope).get("content-length", "0")
        most = settings().upload_mb
        if not length.isdigit() or int(length) > most * MEGABYTE + ENVELOPE:
            return errors.too_large(most).answer()
        return None


async def _answered(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Let an application answer; HEAD is GET without content. An error is answered and logged by then."""
    asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
    ended = False

    async def note(message: Message) -> None:
        nonlocal ended
        ended = message["type"] == "http.response.body" and not message.get("more_body")
        await send(message)

    try:
        await app(asked, receive, note)
    except Exception:
        if not ended:
            raise


def _with_headers(scope: Scope, send: Send) -> Send:
    """Return a way to answer that says on what the answer depends, and leaves out the content of a HEAD."""

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Content-Language", words.language())
            headers.add_vary_header("Accept-Language")
        elif scope["method"] == "HEAD":
            message = {**message, "body": b""}
        await send(message)

    return answer


async def _refuse_socket(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})
