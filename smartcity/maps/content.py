"""What a map shows, apart from how it is drawn: regions with their place, class and words."""

from dataclasses import dataclass

import pandas as pd

from smartcity.maps import classes, geometry
from smartcity.maps.classes import Scale
from smartcity.maps.geometry import NATION, Feature


@dataclass(frozen=True)
class Place:
    """A region on the map: where it lies, the place of its class, and what its tooltip says."""

    code: str
    name: str
    level: str
    lon: float
    lat: float
    at: int
    label: str


@dataclass(frozen=True)
class Content:
    """A map of the country or of one province."""

    scope: str
    scale: Scale
    places: tuple[Place, ...]
    selected: str = ""
    areas: tuple[Feature, ...] = ()

    @property
    def valued(self) -> tuple[Place, ...]:
        """Return the regions with a value: provinces below, then by class, so that the strongest lie on top."""
        some = [place for place in self.places if place.at != classes.NONE]
        return tuple(sorted(some, key=lambda place: (place.level != "provinsi", place.at, place.code)))

    @property
    def quiet(self) -> tuple[Place, ...]:
        """Return the kabupaten and kota without a value."""
        return tuple(place for place in self.places if place.at == classes.NONE and place.level != "provinsi")

    @property
    def quiet_by_file(self) -> bool:
        """Tell whether the file of region points serves: for the country, where the data name the same places."""
        own = {(p.code, p.name, p.lon, p.lat) for p in self.places if p.level != "provinsi"}
        return self.scope == NATION and own == set(geometry.bundled_regions())


def content(
    classified: pd.DataFrame, scale: Scale, scope: str, *, selected: str = "", areas: tuple[Feature, ...] = ()
) -> Content:
    """Return what a map shows of classified rows; rows without a position are left to `without_position`."""
    placed = classified[geometry.has_position(classified)]
    columns = ("code", "name", "level", "lon", "lat", "at", "label")
    places = tuple(
        Place(
            str(code), str(name), str(level), round(float(lon), 3), round(float(lat), 3), int(at), str(label)
        )
        for code, name, level, lon, lat, at, label in zip(*(placed[name] for name in columns), strict=True)
    )
    own = {place.code for place in places}
    shown = tuple(area for area in areas if area["properties"]["code"] in own)
    return Content(scope, scale, places, selected, shown)


def without_position(classified: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that no map can show."""
    return classified[~geometry.has_position(classified)]
