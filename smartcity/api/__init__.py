"""The API: questions, tables, regions, maps and versions as JSON, CSV and GeoJSON, for programs.

Nothing here knows Streamlit or the pages. `Api` is the application that the server mounts at `/api/v1`.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from smartcity.store import Store

PATH = "/api/v1"


def mounts(store: "Callable[[], Store]") -> list[Route | Mount]:
    """Return where the API is served; its address without a slash at the end leads there, too."""
    slash = RedirectResponse(f"{PATH.rsplit('/', 1)[1]}/", status_code=308)
    return [Route(PATH, lambda _request: slash, methods=["GET"]), Mount(PATH, Api(store))]


class Api:
    """Builds the API at its first request: importing and describing it takes a second that no page should wait for."""

    def __init__(self, store: "Callable[[], Store]") -> None:
        self._store = store
        self._built: ASGIApp | None = None
        self._building = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._built is None:
            self._built = await run_sync(self._build)
        await self._built(scope, receive, send)

    def _build(self) -> ASGIApp:
        from smartcity.api.guard import Guard

        with self._building:
            return self._built or Guard(self._store)
