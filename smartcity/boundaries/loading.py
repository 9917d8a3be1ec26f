"""One boundary file -> the areas that the maps use, and a report of what became of every feature."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from smartcity.boundaries import files
from smartcity.boundaries.naming import Namer, Naming
from smartcity.boundaries.reasons import BoundaryError, Reason, explained
from smartcity.boundaries.source import Area, read_areas
from smartcity.regions import Candidate, Matcher
from smartcity.store import Store
from smartcity.words import _


@dataclass(frozen=True)
class Leftover:
    """A feature that was not taken in: its number in the file, the name in it, why, and who may be meant."""

    number: int
    name: str
    reason: Reason
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Merged:
    """Several features that are one region and were joined."""

    code: str
    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Report:
    """What became of a boundary file; `missing` are the kabupaten and kota without an area, by code."""

    path: Path
    features: int
    matched: Mapping[str, str]
    merged: tuple[Merged, ...]
    leftovers: tuple[Leftover, ...]
    missing: Mapping[str, str]
    vertices_before: int
    vertices_detail: int
    vertices_overview: int


@dataclass(frozen=True)
class _Sorted:
    by_code: Mapping[str, list[Area]]
    leftovers: list[Leftover]


def load(path: Path, store: Store) -> Report:
    """Check a GeoJSON file, match its areas, simplify them and put them into the store's data folder.

    Raises BoundaryError where nothing can be used; then what was there before stays.
    """
    from smartcity.boundaries import simplify  # shapely takes a while to import and readers do without it

    names, matcher = _reference(store)
    areas = read_areas(path)
    found = _sorted_out(areas, Namer(matcher, names))
    shapes = {code: simplify.area([each.polygons for each in own]) for code, own in found.by_code.items()}
    small = {code for code, shape in shapes.items() if simplify.is_too_small(shape)}
    leftovers = [
        *found.leftovers,
        *(left for code in small for left in _too_small(names[code], found.by_code[code])),
    ]
    used = {code: found.by_code[code] for code in sorted(shapes) if code not in small}
    if not used:
        raise _nothing_usable(path, leftovers)
    geometries = simplify.simplified({code: shapes[code] for code in used})
    detail, overview = (_features(level, names) for level in geometries)
    file = files.write(
        store.folder,
        detail,
        overview,
        file_name=path.name,
        loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return Report(
        path=file,
        features=len(areas),
        matched={code: names[code] for code in used},
        merged=_merged(used, names),
        leftovers=tuple(sorted(leftovers, key=lambda left: left.number)),
        missing={code: name for code, name in names.items() if code not in used},
        vertices_before=sum(
            len(ring) for own in used.values() for each in own for part in each.polygons for ring in part
        ),
        vertices_detail=files.vertices(detail),
        vertices_overview=files.vertices(overview),
    )


def regencies(store: Store) -> dict[str, str]:
    """Return the names of all kabupaten and kota by code."""
    with store.read() as snapshot:
        return _regencies(snapshot.frame("select * from region order by code"))


def _regencies(regions: pd.DataFrame) -> dict[str, str]:
    own = regions[regions["level"].isin(["kabupaten", "kota"])]
    return dict(zip(own["code"], own["name"], strict=True))


def _reference(store: Store) -> tuple[dict[str, str], Matcher]:
    """Return the names of all kabupaten and kota, and the matcher with this office's aliases."""
    with store.read() as snapshot:
        regions = snapshot.frame("select * from region order by code")
        aliases = snapshot.frame("select * from region_alias")
    return _regencies(regions), Matcher(regions, aliases)


def _sorted_out(areas: Sequence[Area], namer: Namer) -> _Sorted:
    """Return the usable areas of each region, and what is left over with its reason."""
    by_code: dict[str, list[Area]] = defaultdict(list)
    leftovers = []
    for area in areas:
        naming = namer.find(area.properties)
        reason = area.reason or naming.reason
        if reason:
            leftovers.append(_leftover(area, naming, reason))
        else:
            by_code[naming.code].append(area)
    return _Sorted(by_code, leftovers)


def _leftover(area: Area, naming: Naming, reason: Reason) -> Leftover:
    return Leftover(area.number, naming.label, reason, naming.candidates)


def _too_small(name: str, areas: Iterable[Area]) -> list[Leftover]:
    return [Leftover(area.number, name, "too_small") for area in areas]


def _nothing_usable(path: Path, leftovers: Sequence[Leftover]) -> BoundaryError:
    """Return an error with the reason that most features have."""
    [(reason, count)] = Counter(left.reason for left in leftovers).most_common(1)
    text = _("Tidak ada bidang di {path} yang dapat dipakai; {count} dari {total} fitur: {reason}.")
    return BoundaryError(text.format(path=path, count=count, total=len(leftovers), reason=explained(reason)))


def _merged(used: Mapping[str, list[Area]], names: Mapping[str, str]) -> tuple[Merged, ...]:
    return tuple(
        Merged(code, names[code], tuple(area.number for area in own))
        for code, own in used.items()
        if len(own) > 1
    )


def _features(geometries: Mapping[str, Any], names: Mapping[str, str]) -> list[files.Feature]:
    return [
        {"type": "Feature", "properties": {"code": code, "name": names[code]}, "geometry": geometry}
        for code, geometry in geometries.items()
    ]
