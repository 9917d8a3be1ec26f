"""The tables of the contract: filtered, sorted, a page at a time as JSON, or whole as CSV."""

from collections.abc import Iterator
from threading import Condition
from typing import Any
from urllib.parse import parse_qsl, urlencode

from cachetools import LRUCache, cached
from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from smartcity.api import forms, models, parameters
from smartcity.api.desk import Desk, Reading
from smartcity.api.errors import ApiError
from smartcity.api.parameters import USUAL_ROWS, Common
from smartcity.api.routes import JSON_OR_CSV, add
from smartcity.contract import Table, load_contract
from smartcity.queries import explore
from smartcity.queries.explore import Part, Selection
from smartcity.queries.visible import visible
from smartcity.snapshot import Snapshot
from smartcity.words import _, language

# Rows that are read and written at once.
BIT = 20_000
TAG = "tables"
# Lists of parts that are kept: a program that reads a table asks for page after page of one.
MOST_PARTS = 64


def router(desk: Desk) -> APIRouter:
    """Return the addresses of the tables."""
    made = APIRouter(tags=[TAG])
    listed = models.answer({"tables": models.listed({"type": "object"})})
    add(made, "/tables", _list(desk), _("Semua tabel dengan kolomnya"), answers=listed)
    for table in load_contract().tables.values():
        _add(made, desk, table, f"/tables/{table.name}", "", table.title(language()))
    batches = load_contract().tables["batch"]
    _add(made, desk, batches, "/batches", "-batch", _("Unggahan, yang terbaru lebih dahulu"))
    return made


def _add(made: APIRouter, desk: Desk, table: Table, path: str, sort: str, title: str) -> None:
    add(
        made,
        path,
        _table(desk, table, sort),
        title,
        asks=parameters.of_table(table),
        answers=models.of_table(table),
        forms=JSON_OR_CSV,
        description=table.description(language()),
    )


def _list(desk: Desk) -> Any:
    async def tables(request: Request) -> Response:
        parameters.read(request, Common)

        def make(reading: Reading) -> Iterator[str]:
            known = load_contract().tables.values()
            listed = [described(table, internal=reading.internal) for table in known]
            yield forms.dumps({**reading.stand.head(), "tables": listed})

        return await desk.answer(request, make, forms.JSON, TAG)

    return tables


def described(table: Table, *, internal: bool) -> dict[str, Any]:
    """Return a table as the list tells it."""
    return {
        "name": table.name,
        "title": table.title(language()),
        "description": table.description(language()),
        "key": list(table.key),
        "columns": [field.name for field in visible(table, internal=internal)],
        "address": f"tables/{table.name}",
    }


def _table(desk: Desk, table: Table, sort: str) -> Any:
    asked_model = parameters.of_table(table)

    async def rows(request: Request) -> Response:
        asked = parameters.read(request, asked_model)
        given: Any = asked
        form = forms.FORMS[given.format]

        def make(reading: Reading) -> Iterator[str]:
            _same_version(reading, given.version)
            wanted = selection(table, given, reading.internal, sort)
            if form is forms.CSV and given.limit is None and not given.offset:
                whole = explore.whole(wanted)
                return forms.csv(reading.snapshot.bits(whole.sql, whole.params or None, rows=BIT))
            return _page(reading, request, table, wanted, given)

        return await desk.answer(request, make, form, table.name)

    return rows


def _same_version(reading: Reading, version: int | None) -> None:
    """Refuse a later page of other data than the first: rows would be missing or come twice."""
    if version not in (None, reading.stand.version):
        raise ApiError(
            409,
            "version_changed",
            _("Data sudah berubah; versi sekarang {version}.").format(version=reading.stand.version),
            where="query.version",
            what_to_do=_("Mulai lagi dari halaman pertama."),
        )


def selection(table: Table, asked: BaseModel, internal: bool, usual_sort: str = "") -> Selection:
    """Return what is asked of a table. Raises ApiError where that is not open to who asks."""
    given: Any = asked
    seen = [field.name for field in visible(table, internal=internal)]
    columns = list(dict.fromkeys((given.columns or ",".join(seen)).split(",")))
    sort = given.sort or usual_sort
    kept = parameters.filters(asked)
    used = [*columns, *[sort.removeprefix("-")][: bool(sort)], *(one.column for one in kept)]
    if closed := [name for name in used if name not in seen]:
        raise ApiError(
            403,
            "not_allowed",
            _("Kolom {column} tidak terbuka untuk umum.").format(column=closed[0]),
            where=f"query.{closed[0]}",
            what_to_do=_("Minta tanpa kolom itu."),
        )
    return Selection(table.name, tuple(columns), kept, sort.removeprefix("-"), sort.startswith("-"))


def _page(reading: Reading, request: Request, table: Table, wanted: Selection, asked: Any) -> Iterator[str]:
    """Return a page in its form; the way to the next one goes into the headers and the JSON."""
    limit, offset = asked.limit or USUAL_ROWS, asked.offset
    found = _parts(
        reading.snapshot, Selection(table.name, (), wanted.filters, wanted.sort, wanted.descending)
    )
    total = explore.total(found)
    more = {}
    if offset + limit < total:
        more["next"] = _next(request, limit, offset + limit, reading.stand.version)
        reading.headers["Link"] = f'<{more["next"]}>; rel="next"'
    bits = _bits(reading.snapshot, wanted, found, limit, offset)
    if asked.format == "csv":
        return forms.csv(bits)
    about = {"table": table.name, "title": table.title(language()), "total": total, "offset": offset}
    return forms.json_rows({**reading.stand.head(), **about, **more}, bits)


@cached(LRUCache(MOST_PARTS), key=lambda snapshot, asked: (snapshot.path, asked), condition=Condition())
def _parts(snapshot: Snapshot, asked: Selection) -> tuple[Part, ...]:
    return explore.parts(snapshot, asked)


def _bits(
    snapshot: Snapshot, wanted: Selection, found: tuple[Part, ...], limit: int, offset: int
) -> forms.Bits:
    """Give the rows of a page; of one without rows its columns."""
    pieces = explore.pieces(wanted, found, limit, offset) or [explore.statement(wanted, 0)]
    for piece in pieces:
        yield from snapshot.bits(piece.sql, piece.params, rows=BIT)


def _next(request: Request, limit: int, offset: int, version: int) -> str:
    """Return the address of the next page: its query alone, which holds behind any proxy and path."""
    own = {"limit": str(limit), "offset": str(offset), "version": str(version)}
    kept = [pair for pair in parse_qsl(request.url.query, keep_blank_values=True) if pair[0] not in own]
    return f"?{urlencode([*kept, *own.items()])}"
