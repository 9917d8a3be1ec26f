"""The forms of an answer: JSON, CSV, GeoJSON; rows are written bit by bit."""

import csv as csv_writer
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.export import large, tables


@dataclass(frozen=True)
class Form:
    """A form by its media type and the ending of its files."""

    media_type: str
    ending: str
    is_file: bool = False


JSON = Form("application/json", "json")
CSV = Form("text/csv; charset=utf-8; header=present", "csv", is_file=True)
GEOJSON = Form("application/geo+json", "geojson")
FORMS = {"json": JSON, "csv": CSV}

Bits = Iterable[pa.RecordBatch]


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: moments are UTC, what is no number is null."""
    if isinstance(value, datetime):
        return f"{value.replace(tzinfo=None).isoformat()}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(float(value))
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def dumps(value: Any) -> str:
    """Return a value as compact JSON."""
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def without(bits: Bits, hidden: frozenset[str]) -> Iterator[pa.RecordBatch]:
    """Give bits without some columns."""
    for bit in bits:
        yield bit.select([name for name in bit.schema.names if name not in hidden])


def json_rows(head: Mapping[str, Any], bits: Bits, key: str = "rows") -> Iterator[str]:
    """Give a JSON object that ends with a list of rows."""
    yield f"{dumps(head)[:-1]},{json.dumps(key)}:["
    begun = False
    for bit in bits:
        rows = [dumps(row) for row in bit.to_pylist()]
        if rows:
            yield ("," if begun else "") + ",".join(rows)
            begun = True
    yield "]}"


def geojson(head: Mapping[str, Any], bits: Bits) -> Iterator[str]:
    """Give a FeatureCollection: a point for every row with lon and lat, the other columns its properties."""
    yield f'{{"type":"FeatureCollection",{dumps(head)[1:-1]},"features":['
    begun = False
    for bit in bits:
        for row in bit.to_pylist():
            yield ("," if begun else "") + dumps(_feature(row))
            begun = True
    yield "]}"


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    lon, lat = row.pop("lon"), row.pop("lat")
    known = lon is not None and lat is not None
    return {
        "type": "Feature",
        "id": row["code"],
        "geometry": {"type": "Point", "coordinates": [lon, lat]} if known else None,
        "properties": row,
    }


def csv(bits: Bits) -> Iterator[str]:
    """Give CSV: commas, decimal points, UTF-8, in every language; a text that a spreadsheet would run is guarded."""
    for place, bit in enumerate(bits):
        text = StringIO()
        writer = csv_writer.writer(text, lineterminator="\r\n")
        if place == 0:
            writer.writerow([tables.harmless(name) for name in bit.schema.names])
        writer.writerows(zip(*[_cells(column) for column in bit.columns], strict=True))
        yield text.getvalue()


def _cells(column: pa.Array) -> Sequence[str]:
    if pa.types.is_nested(column.type):
        return [_cell(value) for value in column.to_pylist()]
    return large.each_once(column, _cell)


def _cell(value: Any) -> str:
    return tables.as_text(plain(value), comma=False)
