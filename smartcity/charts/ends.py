"""Which rows of a long ordered list a picture draws: both ends, the own region, and how many lie between."""

from smartcity.charts.base import Row

ENDS = 8
"""So many of the first and of the last are drawn; where there are not many more, all are."""


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
