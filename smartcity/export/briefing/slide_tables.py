"""Native tables of slides: as many rows as fit, the rest on the next slide under the same header."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from smartcity.export.briefing.model import Table
from smartcity.export.briefing.shading import cell_ink, shade
from smartcity.export.briefing.slide_shapes import INNER, LEADING, MARGIN, clean, describe, lines, put, rgb
from smartcity.look import LIGHT, mix

SIZE = 10.5
BESIDE, ABOVE = 5.0, 2.5
"""Points that a cell leaves free beside and above its words."""

HEADING = 26.0
LONGEST_CELL = 180
STRIPE = mix("#ffffff", LIGHT.surface, 0.6)


@dataclass(frozen=True)
class Page:
    """The rows of a table that one slide holds, from `first` on."""

    first: int
    rows: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        """Return how high the table will be, without its heading."""
        return sum(self.heights)


def widths(table: Table) -> list[float]:
    """Return the width of each column."""
    whole = sum(column.width for column in table.columns)
    return [INNER * column.width / whole for column in table.columns]


def pages(table: Table, room: float, later: float) -> Iterator[Page]:
    """Divide a table: what fits the room left on this slide, then what fits a new one.

    The first page is empty where not even a row fits.
    """
    shares = widths(table)
    head = _height([column.title for column in table.columns], shares, 600)
    rows = [tuple(clean(cell, LONGEST_CELL) for cell in row) for row in table.shown]
    held: list[tuple[str, ...]] = []
    first, heights, left = 0, [head], room - HEADING - head
    for row in rows:
        height = _height(row, shares, 400)
        if height > left and (held or left < later - HEADING - head):
            yield Page(first, tuple(held), tuple(heights))
            first, held, heights, left = first + len(held), [], [head], later - HEADING - head
        held.append(row)
        heights.append(height)
        left -= height
    yield Page(first, tuple(held), tuple(heights))


def _height(cells: Any, shares: list[float], weight: int) -> float:
    most = max(
        lines(cell, SIZE, share - 2 * BESIDE, weight) for cell, share in zip(cells, shares, strict=True)
    )
    return most * SIZE * LEADING + 2 * ABOVE


def add(slide: Any, table: Table, page: Page, y: float) -> None:
    """Put the rows of a page on a slide."""
    shape = slide.shapes.add_table(
        len(page.rows) + 1, len(table.columns), Pt(MARGIN), Pt(y), Pt(INNER), Pt(page.height)
    )
    describe(shape, table.title)
    made = shape.table
    made.first_row, made.horz_banding = True, False
    for place, width in enumerate(widths(table)):
        made.columns[place].width = Pt(width)
    for place, height in enumerate(page.heights):
        made.rows[place].height = Pt(height)
    for place, column in enumerate(table.columns):
        _cell(made.cell(0, place), column.title, column.is_numeric, LIGHT.surface, LIGHT.text, bold=True)
    for line, row in enumerate(page.rows):
        for place, text in enumerate(row):
            fill, ink = _colours(table, page.first + line, place)
            _cell(made.cell(line + 1, place), text, table.columns[place].is_numeric, fill, ink)


def _colours(table: Table, row: int, place: int) -> tuple[str, str]:
    """Return ground ('' for none) and letters of a cell."""
    if table.heat and table.columns[place].kind == "score" and table.rows[row][place] is not None:
        value = table.rows[row][place]
        return shade(value, table.heat), cell_ink(value, table.heat)
    return (STRIPE if row % 2 else ""), LIGHT.text


def _cell(cell: Any, text: str, right: bool, fill: str, ink: str, *, bold: bool = False) -> None:
    cell.margin_left = cell.margin_right = Pt(BESIDE)
    cell.margin_top = cell.margin_bottom = Pt(ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if bold else MSO_ANCHOR.TOP
    if fill:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(fill)
    else:  # what stands across a slide shows through
        cell.fill.background()
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    put(paragraph, text, SIZE, ink, bold=bold)
