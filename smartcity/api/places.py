"""Regions by code and by name, and what maps show: points with a measure, and the shapes of provinces."""

from collections.abc import Iterator
from dataclasses import asdict
from threading import Condition
from typing import Annotated, Any, Literal

from cachetools import LRUCache, cached
from fastapi import APIRouter, Request
from fastapi import Path as PathPart
from pydantic import Field
from starlette.responses import Response

from smartcity import queries
from smartcity.api import forms, models, parameters, questions
from smartcity.api.desk import Desk, Reading
from smartcity.api.errors import not_found
from smartcity.api.parameters import REGION, TEXT, Common
from smartcity.api.routes import add
from smartcity.contract import load_contract
from smartcity.queries import explore
from smartcity.queries.explore import Selection
from smartcity.queries.explore_filters import Filter
from smartcity.queries.visible import visible
from smartcity.regions import LONGEST_NAME, Matcher
from smartcity.snapshot import Snapshot
from smartcity.words import N_, _

TAG = "places"
LAYERS = (
    "map_stages",
    "map_programs",
    "map_names",
    "map_scores",
    "map_change",
    "map_pilots",
    "map_awards",
    "map_attendance",
)
"""The questions whose answers a map shows: a row for every government, with lon and lat."""

Code = Annotated[str, PathPart(pattern=REGION, description=N_("Kode wilayah Kemendagri."))]
Province = Annotated[str, PathPart(pattern=r"^[0-9]{2}$", description=N_("Kode provinsi."))]
_Name = Field(
    min_length=1, max_length=LONGEST_NAME, pattern=TEXT, description=N_("Nama sebagaimana ditulis.")
)


class Listed(Common):
    """Which regions are listed."""

    level: Literal["nasional", "provinsi", "kabupaten", "kota"] | None = Field(
        None, description=N_("Tingkat wilayah.")
    )
    parent: str | None = Field(None, pattern=REGION, description=N_("Kode wilayah induk."))


class Named(Common):
    """A name as people write it."""

    name: str = _Name
    province: str | None = Field(
        None, max_length=LONGEST_NAME, pattern=TEXT, description=N_("Nama provinsinya.")
    )


def router(desk: Desk) -> APIRouter:
    """Return the addresses of regions and maps."""
    made = APIRouter(tags=[TAG])
    region = models.row(load_contract().tables["region"])
    row: models.Schema = {"type": "object"}
    one = models.answer({"region": row, "children": models.listed(row)})
    match: dict[str, models.Schema] = {"status": {"type": "string"}, "code": {"type": ["string", "null"]}}
    found = models.answer({**match, "candidates": models.listed(row)})
    listed = models.answer({"regions": models.listed(region)})
    add(made, "/regions", _regions(desk), _("Daftar wilayah"), asks=Listed, answers=listed)
    said = _("Nama yang ditulis orang menjadi kode wilayah, atau calonnya")
    add(made, "/regions/resolve", _resolve(desk), said, asks=Named, answers=found)
    said = _("Satu wilayah dan wilayah tepat di bawahnya")
    add(made, "/regions/{code}", _region(desk), said, answers=one)
    _add_maps(made, desk)
    return made


def _add_maps(made: APIRouter, desk: Desk) -> None:
    shape, form = models.of_features(), (forms.GEOJSON.media_type,)
    said = _("Garis batas semua provinsi, disederhanakan")
    add(made, "/map/provinces", _provinces(desk), said, answers=shape, forms=form)
    said = _("Garis batas satu provinsi, terperinci")
    add(made, "/map/provinces/{code}", _province(desk), said, answers=shape, forms=form)
    for name in LAYERS:
        path, asks = f"/map/{name.removeprefix('map_')}", parameters.of_question(name, Common)
        said = queries.sentence(name)
        add(made, path, _layer(desk, name), said, asks=asks, answers=shape, forms=form)


def _regions(desk: Desk) -> Any:
    async def regions(request: Request) -> Response:
        asked = parameters.read(request, Listed)
        tests = {"level": asked.level, "parent_code": asked.parent}
        kept = tuple(Filter(column, "is", (value,)) for column, value in tests.items() if value)

        def make(reading: Reading) -> Iterator[str]:
            return forms.json_rows(reading.stand.head(), _all(reading, "region", kept), "regions")

        return await desk.answer(request, make, forms.JSON, "regions")

    return regions


def _all(reading: Reading, name: str, kept: tuple[Filter, ...]) -> forms.Bits:
    """Return all rows of a reference table that fit, in the order of its key."""
    table = load_contract().tables[name]
    columns = tuple(field.name for field in visible(table, internal=reading.internal))
    wanted = explore.whole(Selection(name, columns, kept, table.key[0]))
    return reading.snapshot.bits(wanted.sql, wanted.params or None, rows=questions.BIT)


def _resolve(desk: Desk) -> Any:
    async def resolve(request: Request) -> Response:
        asked = parameters.read(request, Named)

        def make(reading: Reading) -> Iterator[str]:
            match = _matcher(reading.snapshot).match(asked.name, asked.province)
            yield forms.dumps({**reading.stand.head(), **asdict(match)})

        return await desk.answer(request, make, forms.JSON, "resolve")

    return resolve


@cached(LRUCache(2), key=lambda snapshot: snapshot.path, condition=Condition())
def _matcher(snapshot: Snapshot) -> Matcher:
    """Return the matcher of a version's regions and aliases."""
    regions, aliases = (
        snapshot.frame(explore.statement(Selection(name, load_contract().tables[name].columns)).sql)
        for name in ("region", "region_alias")
    )
    return Matcher(regions, aliases)


def _region(desk: Desk) -> Any:
    async def region(request: Request, code: Code) -> Response:
        parameters.read(request, Common)

        def make(reading: Reading) -> Iterator[str]:
            own = _rows(questions.bits(reading, "region", {"code": code}))
            if not own:
                raise _unknown(code)
            below = _rows(questions.bits(reading, "region_names", {"parent": code}))
            yield forms.dumps({**reading.stand.head(), "region": own[0], "children": below})

        return await desk.answer(request, make, forms.JSON, f"region-{code}")

    return region


def _rows(bits: forms.Bits) -> list[dict[str, Any]]:
    return [row for bit in bits for row in bit.to_pylist()]


def _unknown(code: str) -> Exception:
    return not_found(
        _("Tidak ada wilayah berkode {code}.").format(code=code),
        "path.code",
        _("Lihat kode yang ada di /api/v1/regions."),
    )


def _layer(desk: Desk, name: str) -> Any:
    asked_model = parameters.of_question(name, Common)

    async def layer(request: Request) -> Response:
        asked = parameters.read(request, asked_model)
        given = questions.values(asked, name)

        def make(reading: Reading) -> Iterator[str]:
            return forms.geojson(reading.stand.head(), questions.bits(reading, name, given))

        today = str(given.get("today", ""))
        return await desk.answer(request, make, forms.GEOJSON, name, depends_on=today)

    return layer


def _provinces(desk: Desk) -> Any:
    async def provinces(request: Request) -> Response:
        parameters.read(request, Common)

        def make(reading: Reading) -> Iterator[str]:
            from smartcity.maps import geometry

            return _shapes(reading, geometry.provinces())

        return await desk.answer(request, make, forms.GEOJSON, "provinces")

    return provinces


def _province(desk: Desk) -> Any:
    async def province(request: Request, code: Province) -> Response:
        parameters.read(request, Common)

        def make(reading: Reading) -> Iterator[str]:
            from smartcity.maps import geometry

            if code not in {each["code"] for each in geometry.provinces()}:
                raise _unknown(code)
            return _shapes(reading, (geometry.province_detail(code),))

        return await desk.answer(request, make, forms.GEOJSON, f"province-{code}")

    return province


def _shapes(reading: Reading, shapes: tuple[dict[str, Any], ...]) -> Iterator[str]:
    """Give provinces as GeoJSON; `approximate` marks those whose borders are estimates."""
    features = [
        {
            "type": "Feature",
            "id": each["code"],
            "geometry": each["geometry"],
            "properties": {name: each[name] for name in ("code", "name", "approximate")},
        }
        for each in shapes
    ]
    yield forms.dumps({"type": "FeatureCollection", **reading.stand.head(), "features": features})
