"""Which rows of a long ordered list a picture draws: both ends, the own region, and how many lie between."""

from dataclasses import dataclass

from smartcity.charts.base import Row
from smartcity.words import N_

ENDS = 8
"""So many of the first and of the last are drawn; where there are not many more, all are."""


@dataclass(frozen=True)
class Drawn:
    """What a picture draws, in words: one of it, what stands beside it, the own one, others, several, left out."""

    one: str
    beside: str
    own: str
    other: str
    several: str
    left_out: str
    among: str


GOVERNMENTS = Drawn(
    one=N_("Pemerintah daerah"),
    beside=N_("Provinsi"),
    own=N_("daerah ini"),
    other=N_("daerah lain"),
    several=N_("{count} daerah"),
    left_out=N_("… {count} daerah lain …"),
    among=N_("Diagram titik nilai daerah di antara daerah lain. {parts}"),
)
AGENCIES = Drawn(
    one=N_("Nama perangkat daerah"),
    beside=N_("Jenis perangkat daerah"),
    own=N_("perangkat daerah ini"),
    other=N_("perangkat daerah lain"),
    several=N_("{count} perangkat daerah"),
    left_out=N_("… {count} perangkat daerah lain …"),
    among=N_("Diagram titik nilai perangkat daerah di antara yang lain. {parts}"),
)


def both_ends(rows: list[Row], own: str) -> list[Row | int]:
    """Return the rows to draw in their order, with the number of rows left out where some are."""
    if len(rows) <= 2 * ENDS + 2:
        return list(rows)
    kept = [
        place
        for place, row in enumerate(rows)
        if place < ENDS or place >= len(rows) - ENDS or row["region_code"] == own
    ]
    drawn: list[Row | int] = []
    last = -1
    for place in kept:
        if place - last > 1:
            drawn.append(place - last - 1)
        drawn.append(rows[place])
        last = place
    return drawn
