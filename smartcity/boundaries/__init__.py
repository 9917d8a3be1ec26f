"""The office's own areas of kabupaten and kota: one GeoJSON file, checked, matched, simplified, used by the maps."""

from smartcity.boundaries.files import FILE, FORMER, Boundaries, Feature, checked, read, remove, vertices
from smartcity.boundaries.loading import Leftover, Merged, Report, load, regencies
from smartcity.boundaries.reasons import BoundaryError

__all__ = [
    "FILE",
    "FORMER",
    "Boundaries",
    "BoundaryError",
    "Feature",
    "Leftover",
    "Merged",
    "Report",
    "checked",
    "load",
    "read",
    "regencies",
    "remove",
    "vertices",
]
