"""What stands between the network and the pages: allowed hosts, closed addresses, security and cache headers."""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from smartcity.caller import FORWARDED, is_loopback
from smartcity.serve import allowed_hosts, base
from smartcity.settings import settings
from smartcity.ui import received
from smartcity.words import _

METRICS = "/_stcore/metrics"
# Streamlit's interface for programs answers even while it is switched off, and describes the server to anybody.
CLOSED = "/_stcore/agent/"
# Our fonts do not change and shapes change their address with their content; the icon may change.
LASTING = ("/app/static/fonts/", "/app/static/maps/")
LASTING_SECONDS = 30 * 24 * 60 * 60
STATIC = "/app/static/"
STATIC_SECONDS = 60 * 60
PERMISSIONS = (
    "camera",
    "display-capture",
    "geolocation",
    "hid",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def content_policy() -> str:
    """Return the Content-Security-Policy: nothing from any other host, no script but Streamlit's and ours.

    blob: and data: are what the browser makes itself: code of our components, workers of the map, pictures of
    charts. Styles are written into the page by Streamlit's own scripts, so they cannot be listed.
    """
    # WebAssembly, which is no eval: deck.gl and the colouring of code are made with it.
    scripts = " ".join(["'self'", "blob:", "'wasm-unsafe-eval'", *_inline_scripts()])
    rules = {
        "default-src": "'self'",
        "script-src": scripts,
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "frame-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _inline_scripts() -> list[str]:
    """Return the fingerprints of the scripts that stand inside Streamlit's one page."""
    page = Path(st.__file__).parent / "static" / "index.html"
    digests = [
        hashlib.sha256(text.encode()).digest() for text in _INLINE_SCRIPT.findall(page.read_text("utf-8"))
    ]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


@cache
def _security_headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": content_policy(),
        "X-Frame-Options": "SAMEORIGIN",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in PERMISSIONS),
    }


def lasting(path: str) -> str | None:
    """Return how long a browser may keep what it got from an address; None where that is decided elsewhere."""
    path = path.removeprefix(base())
    if path.startswith(LASTING):
        return f"public, max-age={LASTING_SECONDS}"
    return f"public, max-age={STATIC_SECONDS}" if path.startswith(STATIC) else None


def below(routes: Sequence[Route | Mount]) -> list[Route | Mount]:
    """Return our routes below the path of the settings; they also answer at the root, for checks on this machine."""
    return [*routes, *(_moved(each) for each in routes if base())]


def _moved(route: Route | Mount) -> Route | Mount:
    path = f"{base()}{route.path}"
    return (
        Mount(path, route.app)
        if isinstance(route, Mount)
        else Route(path, route.endpoint, methods=route.methods)
    )


class Gate:
    """Refuses foreign hosts and closed addresses, and writes the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        answer = _refusal(scope) or await received.guarded(scope, self._app)
        await answer(scope, receive, _with_headers(scope, send))


GATE = [Middleware(Gate)]


def _refusal(scope: Scope) -> ASGIApp | None:
    """Return the answer to what is not served, None where it is."""
    headers = Headers(scope=scope)
    if not is_allowed(headers.get("host", "")):
        if scope["type"] == "websocket":
            return WebSocketClose(code=1008)
        text = _(
            "Peladen ini tidak melayani alamat itu; pengelola dapat menambahkannya pada SMARTCITY_HOSTS."
        )
        return PlainTextResponse(text, status_code=400)
    if _is_closed(scope, headers):
        return PlainTextResponse(_("Tidak ada apa-apa di alamat ini."), status_code=404)
    return None


def is_allowed(host: str) -> bool:
    """Return whether a Host header names this server: any does where SMARTCITY_HOSTS is empty."""
    allowed = allowed_hosts()
    name = re.sub(r":\d*$", "", host).strip("[]").rstrip(".").lower()
    return not allowed or any(
        name.endswith(one[1:]) if one.startswith("*.") else name == one for one in allowed
    )


def _is_closed(scope: Scope, headers: Headers) -> bool:
    path = f"{scope['path'].rstrip('/')}/"
    if path.endswith(f"{METRICS}/"):
        return not (settings().metrics and _is_from_here(scope, headers))
    return CLOSED in path


def _is_from_here(scope: Scope, headers: Headers) -> bool:
    client = scope.get("client")
    return client is not None and is_loopback(client[0]) and not any(name in headers for name in FORWARDED)


def _with_headers(scope: Scope, send: Send) -> Send:
    """Return a way to answer that adds our headers, where the answer has no such header of its own."""
    kept = lasting(scope["path"])

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _security_headers().items():
                headers.setdefault(name, value)
            if kept and message["status"] in (200, 206, 304):
                headers.setdefault("Cache-Control", kept)
        await send(message)

    return answer
