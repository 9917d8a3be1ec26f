"""Whether the server lives (/healthz) and whether it can answer (/readyz), for whoever watches it."""

import time
from functools import lru_cache
from typing import Any

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from smartcity.errors import SmartcityError, new_number, without_paths

log = structlog.get_logger("smartcity.server")
# An answer is at most this old: where data are damaged, finding out what could be restored reads every version.
LASTS_SECONDS = 2
NEVER_STORED = {"Cache-Control": "no-store"}


async def alive(_request: Request) -> PlainTextResponse:
    """Answer that the process lives."""
    return PlainTextResponse("ok", headers=NEVER_STORED)


async def ready(_request: Request) -> JSONResponse:
    """Answer whether the current data version can be read; 503 and a sentence where it cannot."""
    found = await run_in_threadpool(_state, int(time.monotonic() // LASTS_SECONDS))
    return JSONResponse(found, status_code=200 if found["ready"] else 503, headers=NEVER_STORED)


@lru_cache(maxsize=1)
def _state(_moment: int) -> dict[str, Any]:
    from smartcity.ui import data  # Streamlit's caches want its runtime, which starts with the server

    try:
        with data.store().read() as snapshot:
            return {"ready": True, "version": snapshot.version, "published": snapshot.made_at.isoformat()}
    except SmartcityError as error:
        number = new_number()
        log.error("not_ready", number=number, error=str(error))
        return {"ready": False, "reason": without_paths(str(error)), "number": number}


ROUTES = [Route("/healthz", alive, methods=["GET"]), Route("/readyz", ready, methods=["GET"])]
