"""Where the areas lie in the data folder: read by the maps, written whole or not at all, the former ones kept."""

import json
import logging
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from smartcity.boundaries.reasons import BoundaryError
from smartcity.store_errors import plain_errors
from smartcity.versions import sync
from smartcity.words import _

Feature: TypeAlias = dict[str, Any]

FILE = "boundaries.geojson"
FORMER = "boundaries.previous.geojson"
NATION = "00"


@dataclass(frozen=True)
class Boundaries:
    """Areas of kabupaten and kota as GeoJSON features (MultiPolygon; properties code and name).

    `features` are drawn for one province, the coarser `overview` for the whole country; both by code.
    Outer rings run clockwise as d3 and Vega read them, against RFC 7946; deck.gl takes either.
    """

    features: Mapping[str, Feature]
    overview: Mapping[str, Feature]
    by_province: Mapping[str, tuple[Feature, ...]]
    file_name: str
    loaded_at: str
    stamp: str

    def areas(self, scope: str) -> tuple[Feature, ...]:
        """Return what a map of a region shows: the overview for Indonesia, else its province in detail."""
        return tuple(self.overview.values()) if scope == NATION else self.by_province.get(scope[:2], ())


def vertices(features: Iterable[Feature]) -> int:
    """Return how many points areas have, the last of each ring included."""
    polygons = (polygon for each in features for polygon in each["geometry"]["coordinates"])
    return sum(len(ring) for polygon in polygons for ring in polygon)


def read(folder: Path) -> Boundaries | None:
    """Return the areas in a data folder; None if there are none, or if the file is damaged, which the log says."""
    stamp = _stamp(folder / FILE)
    return _read(folder / FILE, stamp) if stamp else None


def checked(folder: Path) -> Boundaries | None:
    """Return the areas in a data folder, None if there are none; raise BoundaryError if the file is damaged."""
    stamp = _stamp(folder / FILE)
    return _parsed(folder / FILE, stamp) if stamp else None


def _stamp(path: Path) -> str:
    """Return what changes whenever a file does, '' where there is none."""
    try:
        state = path.stat()
    except OSError:
        return ""
    return f"{state.st_mtime_ns}-{state.st_size}"


@lru_cache(maxsize=4)
def _read(path: Path, stamp: str) -> Boundaries | None:
    try:
        return _parsed(path, stamp)
    except BoundaryError:
        logging.getLogger(__name__).warning("unreadable boundaries in %s", path)
        return None


def _parsed(path: Path, stamp: str) -> Boundaries:
    try:
        return _boundaries(json.loads(path.read_bytes()), stamp)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        text = _("{path} tidak dapat dibaca; muat ulang dengan `smartcity boundaries load`.")
        raise BoundaryError(text.format(path=path)) from error


def _boundaries(stored: dict[str, Any], stamp: str) -> Boundaries:
    features = _by_code(stored)
    provinces = sorted({code[:2] for code in features})
    return Boundaries(
        features=features,
        overview=_by_code(stored["overview"]),
        by_province={
            province: tuple(each for code, each in features.items() if code[:2] == province)
            for province in provinces
        },
        file_name=str(stored["file_name"]),
        loaded_at=str(stored["loaded_at"]),
        stamp=stamp,
    )


def _by_code(collection: dict[str, Any]) -> dict[str, Feature]:
    return {str(each["properties"]["code"]): each for each in collection["features"]}


def write(
    folder: Path,
    features: list[Feature],
    overview: list[Feature],
    *,
    file_name: str,
    loaded_at: str,
) -> Path:
    """Put areas into a data folder, all at once; those that were there stay beside them as the former ones."""
    stored = {
        "type": "FeatureCollection",
        "file_name": file_name,
        "loaded_at": loaded_at,
        "features": features,
        "overview": {"type": "FeatureCollection", "features": overview},
    }
    content = json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    path, fresh = folder / FILE, folder / f".{FILE}.{os.getpid()}.partial"
    with plain_errors(folder):
        try:
            fresh.write_bytes(content)
            sync(fresh)
            if path.exists():
                _keep(path, folder / FORMER)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        sync(folder)
    return path


def _keep(path: Path, former: Path) -> None:
    copy = former.with_name(f".{former.name}.{os.getpid()}.partial")
    try:
        shutil.copyfile(path, copy)
        sync(copy)
        copy.replace(former)
    finally:
        copy.unlink(missing_ok=True)


def remove(folder: Path) -> bool:
    """Take the areas out of use; they stay as the former ones. Return whether there were any."""
    path = folder / FILE
    if not path.exists():
        return False
    with plain_errors(folder):
        path.replace(folder / FORMER)
        sync(folder)
    return True
