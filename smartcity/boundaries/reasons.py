"""Why a file, or one area of it, cannot be used, as a person reads it."""

from collections.abc import Mapping
from typing import Literal

from smartcity.errors import SmartcityError
from smartcity.words import N_, _

Reason = Literal[
    "no_area",
    "not_numbers",
    "short_ring",
    "open_ring",
    "projected",
    "swapped",
    "outside",
    "too_small",
    "unnamed",
    "not_regency",
    "district",
    "contradiction",
    "ambiguous",
    "suggested",
    "unknown",
]

_REASONS: Mapping[Reason, str] = {
    "no_area": N_("bukan bidang (Polygon atau MultiPolygon)"),
    "not_numbers": N_("koordinatnya bukan angka"),
    "short_ring": N_("garis kelilingnya kurang dari empat titik"),
    "open_ring": N_("garis kelilingnya tidak tertutup"),
    "projected": N_("koordinatnya bukan derajat; simpan ulang dengan CRS WGS 84 (EPSG:4326)"),
    "swapped": N_("lintang dan bujurnya tertukar; tulis bujur dahulu"),
    "outside": N_("letaknya di luar Indonesia"),
    "too_small": N_("bidangnya terlalu kecil"),
    "unnamed": N_("tanpa kode Kemendagri atau nama"),
    "not_regency": N_("bukan kabupaten/kota"),
    "district": N_("berkode kecamatan, kelurahan atau desa"),
    "contradiction": N_("kode dan namanya menunjuk wilayah yang berbeda"),
    "ambiguous": N_("namanya bermakna ganda"),
    "suggested": N_("kode atau namanya mirip, tetapi tidak pasti"),
    "unknown": N_("kode atau namanya tidak dikenal"),
}


class BoundaryError(SmartcityError):
    """A boundary file cannot be used at all."""


def explained(reason: Reason) -> str:
    """Return a reason in words, in the language in use."""
    return _(_REASONS[reason])
