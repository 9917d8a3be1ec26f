"""The index, the contract, the versions, and the description of the API itself."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from smartcity.api import forms, models, parameters
from smartcity.api.desk import Desk, Reading
from smartcity.api.parameters import Common
from smartcity.api.routes import add
from smartcity.contract import PACKAGE
from smartcity.words import _

TAG = "about"


def router(desk: Desk) -> APIRouter:
    """Return the addresses of the index, the contract and the versions."""
    made = APIRouter(tags=[TAG])
    thing: models.Schema = {"type": "object"}
    add(made, "/", _index(desk), _("Semua alamat"), answers=models.answer({"addresses": thing}))
    said = _("Kontrak data: tabel, kolom, nilai yang diperbolehkan")
    add(made, "/contract", _contract(desk), said, answers=models.answer({"contract": thing}))
    listed = models.answer({"versions": models.listed(thing)})
    add(made, "/versions", _versions(desk), _("Versi data yang pernah terbit"), answers=listed)
    return made


def _index(desk: Desk) -> Any:
    async def index(request: Request) -> Response:
        parameters.read(request, Common)

        def make(reading: Reading) -> Iterator[str]:
            yield forms.dumps({**reading.stand.head(), "addresses": addresses(request)})

        return await desk.answer(request, make, forms.JSON, "index")

    return index


def addresses(request: Request) -> dict[str, str]:
    """Return the addresses with what they give, relative to the index; single questions and tables have lists."""
    described = request.app.openapi()["paths"]
    listed = {
        path.removeprefix("/"): next(iter(operations.values()))["summary"]
        for path, operations in described.items()
        if path != "/" and not path.startswith(("/questions/", "/tables/"))
    }
    return {**listed, "openapi.json": _("Uraian OpenAPI"), "docs": _("Uraian untuk dibaca orang")}


def _contract(desk: Desk) -> Any:
    async def contract(request: Request) -> Response:
        parameters.read(request, Common)

        def make(reading: Reading) -> Iterator[str]:
            yield forms.dumps({**reading.stand.head(), "contract": _package()})

        return await desk.answer(request, make, forms.JSON, "contract")

    return contract


@cache
def _package() -> Any:
    return json.loads(PACKAGE.read_text("utf-8"))


def _versions(desk: Desk) -> Any:
    async def versions(request: Request) -> Response:
        parameters.read(request, Common)

        def make(reading: Reading) -> Iterator[str]:
            found = desk.store().history()
            columns = ("version", "batch", "kind", "made_at", "reason", "available")
            rows = found[list(columns)].itertuples(index=False, name=None)
            listed = [dict(zip(columns, map(_python, row), strict=True)) for row in rows]
            yield forms.dumps({**reading.stand.head(), "versions": listed})

        return await desk.answer(request, make, forms.JSON, "versions")

    return versions


def _python(value: Any) -> Any:
    """Return a value of a data frame as Python's own."""
    own = value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
    return own.item() if hasattr(own, "item") else own
