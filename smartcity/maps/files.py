"""Shapes as files: what a browser fetches by address once and then keeps.

They are made from `data/reference/` by `python -m smartcity.maps.files` and checked in; a test compares them.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from smartcity.maps import geometry
from smartcity.maps.geometry import FILES, NATION, Feature, Ring

ADDRESS = "app/static/maps"
"""Where the files are served, relative to a page."""

DASH_DEGREES = {NATION: 0.3}
"""How long a dash of an estimated border is; for one province it is a part of the province."""

DASHES_PER_PROVINCE = 90


def contents() -> dict[str, str]:
    """Return the text of every file by its name."""
    shapes: dict[str, Any] = {
        "provinces": geometry.provinces(),
        "estimates": [_lines(geometry.estimated_lines())],
        "dashes": [_lines(dashes(NATION))],
    }
    for province in geometry.provinces():
        code = province["code"]
        shapes[f"province-{code}"] = [geometry.province_detail(code)]
        if geometry.estimated_lines(code):
            shapes[f"estimates-{code}"] = [_lines(geometry.estimated_lines(code))]
            shapes[f"dashes-{code}"] = [_lines(dashes(code))]
    files = {
        name: _text({"type": "FeatureCollection", "features": list(features)})
        for name, features in shapes.items()
    }
    return {f"{name}.json": text for name, text in {**files, **_regions()}.items()}


def _regions() -> dict[str, str]:
    """Return the places of the regions as the light map reads them, and as the one with WebGL does."""
    regions = geometry.bundled_regions()
    rows = [dict(zip(("code", "name", "lon", "lat"), region, strict=True)) for region in regions]
    points = [{"code": code, "p": [lon, lat], "name": name} for code, name, lon, lat in regions]
    return {"regions": _text(rows), "points": _text(points)}


def write() -> None:
    """Write the files, and remove those that are no longer made."""
    FILES.mkdir(parents=True, exist_ok=True)
    made = contents()
    for old in FILES.glob("*.json"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FILES / name).write_text(text, encoding="utf-8")


def address(name: str) -> str:
    """Return where a browser finds a file; another content has another address, so that it may be kept for long."""
    return f"{ADDRESS}/{name}.json?v={_stamp()}"


@lru_cache(maxsize=1)
def _stamp() -> str:
    digest = hashlib.sha256()
    for path in sorted(FILES.glob("*.json")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


@lru_cache(maxsize=64)
def read(name: str) -> Any:
    """Return what a file holds, for pictures that stand alone: shapes as a tuple, which Altair does not copy."""
    found = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))
    return {**found, "features": tuple(found["features"])} if isinstance(found, dict) else tuple(found)


def dashes(code: str) -> list[Ring]:
    """Return the estimated borders cut into dashes: the country's map with WebGL cannot draw broken lines."""
    shown = geometry.bounds(code)
    length = DASH_DEGREES.get(
        code, max(shown.east - shown.west, shown.north - shown.south) / DASHES_PER_PROVINCE
    )
    return [dash for line in geometry.estimated_lines(code) for dash in _cut(line, length)]


def _cut(line: Ring, length: float) -> Iterable[Ring]:
    """Give every second piece of a line."""
    dash: Ring = [line[0]]
    walked, is_drawn = 0.0, True
    for (x, y), (to_x, to_y) in pairwise(line):
        left = math.hypot(to_x - x, to_y - y)
        while left > 0:
            step = min(left, length - walked)
            share = step / left
            x, y = x + (to_x - x) * share, y + (to_y - y) * share
            left, walked = left - step, walked + step
            if is_drawn:
                dash.append([round(x, 3), round(y, 3)])
            if walked >= length - 1e-9:
                if is_drawn:
                    yield dash
                dash, walked, is_drawn = [[round(x, 3), round(y, 3)]], 0.0, not is_drawn
    if is_drawn and len(dash) > 1:
        yield dash


def _lines(lines: Sequence[Ring]) -> Feature:
    return {"type": "Feature", "geometry": {"type": "MultiLineString", "coordinates": list(lines)}}


def _text(shapes: Any) -> str:
    return json.dumps(shapes, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    write()
