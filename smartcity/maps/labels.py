"""Which names stand on the map of a province: those that find room beside their symbol without touching another."""

import math
from dataclasses import dataclass
from typing import Any

from smartcity.charts.base import LETTER
from smartcity.maps import geometry
from smartcity.maps.classes import NONE
from smartcity.maps.content import Content, Place

SIZE = 11
"""Pixels of the letters."""

GAP = 9
"""Pixels between a symbol and its name."""

SHORTENED = "Kabupaten "
"""What a name on the map leaves out: most places are kabupaten, and a kota says so."""


@dataclass(frozen=True)
class Box:
    """The room that a name or a symbol takes, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Tell whether two rooms overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def labels(content: Content, width: int) -> list[dict[str, Any]]:
    """Return the names that find room on a map about this wide; those of regions with a value come first."""
    shown = geometry.bounds(content.scope)
    scale = width / shown.width
    height = width / shown.ratio
    top = geometry.mercator(shown.north)
    spots = {
        place.code: (
            math.radians(place.lon - shown.west) * scale,
            (top - geometry.mercator(place.lat)) * scale,
        )
        for place in content.places
    }
    taken = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in spots.values()]
    found = []
    for place in sorted(content.places, key=_rank):
        words = place.name.removeprefix(SHORTENED)
        for side in ("left", "right"):
            box = _box(*spots[place.code], words, side)
            inside = box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= height
            if inside and not any(box.touches(other) for other in taken):
                taken.append(box)
                found.append(
                    {"code": place.code, "name": words, "lon": place.lon, "lat": place.lat, "align": side}
                )
                break
    return found


def _rank(place: Place) -> tuple[bool, int, str]:
    return (place.at == NONE, -place.at, place.code)


def _box(x: float, y: float, words: str, side: str) -> Box:
    """Return the room of a name at one side of its symbol; its text is aligned towards the symbol."""
    wide = len(words) * SIZE * LETTER * 1.08
    left = x + GAP if side == "left" else x - GAP - wide
    return Box(left, y - SIZE * 0.6, left + wide, y + SIZE * 0.6)
