"""Rows that cannot be taken as they stand, with their cells as far as they could be cut, for a person to mend."""

from collections.abc import Mapping, Sequence

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smartcity.intake.decoding import UNREADABLE_SIGN
from smartcity.intake.sheet import LINE
from smartcity.intake.tidy import tidy

Broken = Mapping[int, tuple[str, ...]]
"""Line -> its cells, of which there may be more or fewer than headers."""


def rows_at(rows: pa.Table, lines: Sequence[int]) -> Broken:
    """Return the cells of some lines."""
    found = rows.filter(pc.is_in(rows.column(LINE), pa.array(lines, pa.int64())))
    columns = (column.to_pylist() for column in found.columns)
    return {line: tuple(cells) for line, *cells in zip(*columns, strict=True)} if lines else {}


def by_header(broken: Broken, kept: Sequence[int], width: int) -> Broken:
    """Return broken rows with a cell for each kept column, those that belong to none of them at the end.

    Cells that are missing are marked, so that the row is refused again until a person has filled or emptied them.
    """
    places = set(kept)
    return {
        line: (
            *(tidy(cells[place]) if place < len(cells) else _missing(place, width) for place in kept),
            *(text for place, cell in enumerate(cells) if place not in places and (text := tidy(cell))),
        )
        for line, cells in broken.items()
    }


def _missing(place: int, width: int) -> str:
    return UNREADABLE_SIGN if place < width else ""
