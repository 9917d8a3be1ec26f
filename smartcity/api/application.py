"""The FastAPI application in one language: its addresses, their description, the answers to errors."""

from typing import Any

import duckdb
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from smartcity.api import about, errors, page, places, questions, tables, undoing, uploads
from smartcity.api.desk import Desk
from smartcity.errors import SmartcityError
from smartcity.words import _, language

RELEASE = "1"
"""Of the interface: as it stands in its address."""

_HANDLED: tuple[type[Exception], ...] = (
    RequestValidationError,
    HTTPException,
    SmartcityError,
    duckdb.Error,
    Exception,
)


def application(desk: Desk) -> FastAPI:
    """Return the API with its texts in the language of this thread."""
    app = FastAPI(
        title=_("API Kota Cerdas"),
        version=RELEASE,
        description=_(
            "Semua yang ditampilkan dasbor sebagai JSON, CSV, dan GeoJSON. Setiap jawaban JSON membawa versi data, "
            "waktu terbit, dan tanggal fakta terbarunya."
        ),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # Relative to the description itself: true behind any proxy and path.
        servers=[{"url": "."}],
        root_path_in_servers=False,
        responses=_described_errors(),
        exception_handlers={kind: errors.answer for kind in _HANDLED},
        openapi_tags=[{"name": name, "description": said} for name, said in _tags().items()],
    )
    for part in (about, questions, tables, places, uploads, undoing):
        app.include_router(part.router(desk))
    _add_description(app)
    return app


def _tags() -> dict[str, str]:
    return {
        about.TAG: _("Isi dan aturan"),
        tables.TAG: _("Tabel dan barisnya"),
        places.TAG: _("Wilayah dan peta"),
        questions.TAG: _("Kueri dan jawabannya"),
        uploads.TAG: _("Mengunggah"),
    }


def _described_errors() -> dict[int | str, dict[str, Any]]:
    named = {status: (described, described["description"]) for status, described in errors.RESPONSES.items()}
    return {status: {**described, "description": _(said)} for status, (described, said) in named.items()}


def _add_description(app: FastAPI) -> None:
    """Add the description for programs and the one for people; neither depends on the data."""
    kept = {"Cache-Control": "no-cache", "Content-Language": language()}

    # Not async: they are made in a thread.
    def openapi(_request: Request) -> JSONResponse:
        return JSONResponse(app.openapi(), headers=kept)

    def docs(_request: Request) -> HTMLResponse:
        return HTMLResponse(page.html(app.openapi(), language()), headers=kept)

    app.add_route("/openapi.json", openapi, methods=["GET"], include_in_schema=False)
    app.add_route("/docs", docs, methods=["GET"], include_in_schema=False)
