"""A chart on a slide: drawn for the room that there is, in columns where it is long, and enlarged."""

import io
import re
from collections.abc import Sequence
from html import escape
from itertools import groupby

import vl_convert
from altair.utils.schemapi import debug_mode
from PIL import Image

from smartcity.export import pictures
from smartcity.look import Look
from smartcity.ui import data
from smartcity.ui.deck import Drawing

# The room for a picture on a slide of 1920 by 1080, and between its columns, in the same pixels.
WIDTH, HEIGHT, BETWEEN = 1792, 690, 72
# How much larger than on a page a chart is drawn: at least, so that it can be read from afar; and at most.
LEAST, MOST = 1.5, 2.3
MOST_COLUMNS = 3
# Pixels of a chart's width on the narrowest phone, for which all of them are made.
NARROWEST = 326
# Pixels that a chart without a height of its own is drawn high, that charts have around them, and by how much more
# than expected one may be high before it is drawn anew.
USUAL_HEIGHT, PADDING, FITS = 400, 4, 1.05
# Pixels without a mark by which all charts part their rows, at least; inside of a row there are fewer.
APART = 12
# Pixels of free space that a column keeps above and below its marks.
AROUND = 5
# How far from an equal length a column may end, as a share of it.
UNEQUAL = 0.3
_SIZED = re.compile(r'<svg\b[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"[^>]*>')


def html(drawing: Drawing, look: Look, width: int = WIDTH) -> str:
    """Return a chart, and its legend if it has one, for a room of this width."""
    legend = drawing.legend(look) if drawing.legend else ""
    room = HEIGHT - (70 if legend else 0)
    made_of = ("slide", drawing.made_of, look.mode, width)
    drawn = data.made(made_of, lambda: _fitted(drawing, look, width, room))
    return f'<figure role="img" aria-label="{escape(drawing.alt)}">{drawn}{legend}</figure>'


def _fitted(drawing: Drawing, look: Look, width: int, room: int) -> str:
    """Return a chart in as many columns as let it be read, as SVG without a size of its own.

    Without Altair's checks, which take half of the time; the screen draws the same chart with them.
    """
    with debug_mode(False):
        chart = drawing.chart(look)
        height = float(chart.height) + PADDING if isinstance(chart.height, int | float) else USUAL_HEIGHT
        for columns in range(1 if drawing.whole else _columns(height, width, room), 1, -1):
            drawn = pictures.draw(chart, _wide(height, columns, width, room))
            if parts := _parts(drawn, columns):
                return _in_columns(drawn, parts)
        drawn = pictures.draw(chart, _wide(height, 1, width, room))
        real = _size(drawn)[1]
        if real > height * FITS:  # axes stand outside of the height that a chart is given
            drawn = pictures.draw(chart, _wide(real, 1, width, room))
    return _in_columns(drawn, [(0, _size(drawn)[1])])


def _columns(height: float, width: int, room: int) -> int:
    """Return the fewest columns in which a chart of this height is large enough."""
    counts = range(1, MOST_COLUMNS + 1)
    large = (count for count in counts if _scale(height, count, width, room) >= LEAST)
    return next(large, MOST_COLUMNS)


def _scale(height: float, columns: int, width: int, room: int) -> float:
    """Return how much a chart is enlarged in so many columns."""
    each = (width - BETWEEN * (columns - 1)) / columns
    return min(room * columns / height, each / NARROWEST, MOST)


def _wide(height: float, columns: int, width: int, room: int) -> int:
    """Return the pixels that each column is drawn wide."""
    each = (width - BETWEEN * (columns - 1)) / columns
    return round(each / _scale(height, columns, width, room))


def _size(drawn: str) -> tuple[float, float]:
    found = _SIZED.search(drawn)
    if found is None:
        raise ValueError("The chart was not drawn as SVG")
    return float(found.group(1)), float(found.group(2))


def _parts(drawn: str, columns: int) -> list[tuple[float, float]]:
    """Return from where to where each column reaches, all about as long; none where marks are in the way."""
    length = _size(drawn)[1]
    wanted = [length * place / columns for place in range(1, columns)]
    runs = _free_lines(drawn)
    # Where the gap is widest: between panels rather than rows.
    for apart in sorted({last - first for first, last in runs if last - first >= APART}, reverse=True):
        wide = [run for run in runs if run[1] - run[0] >= apart]
        found = [min(wide, key=lambda run: abs(sum(run) / 2 - near)) for near in wanted]
        off = max(abs(sum(run) / 2 - near) for run, near in zip(found, wanted, strict=True))
        if len(set(found)) == len(found) and off <= UNEQUAL * length / columns:
            return _between(runs, found, length)
    return []


def _between(
    runs: Sequence[tuple[int, int]], gaps: Sequence[tuple[int, int]], length: float
) -> list[tuple[float, float]]:
    """Return the parts between gaps, with little space around their marks so that they begin at the same height."""
    top = runs[0][1] if runs[0][0] == 0 else 0
    starts = [max(top - AROUND, 0), *(last - AROUND for _first, last in gaps)]
    ends = [*(first + AROUND for first, _last in gaps), length]
    return list(zip(starts, ends, strict=True))


def _free_lines(drawn: str) -> list[tuple[int, int]]:
    """Return the runs of lines without any mark, each from its first line to the one after its last."""
    with Image.open(io.BytesIO(vl_convert.svg_to_png(drawn, scale=1.0))) as image:
        width, height = image.size
        ink = image.convert("RGBA").getchannel("A").tobytes()
    runs, line = [], 0
    for is_marked, lines in groupby(range(height), lambda at: any(ink[at * width : (at + 1) * width])):
        count = len(list(lines))
        runs += [] if is_marked else [(line, line + count)]
        line += count
    return runs


def _in_columns(drawn: str, parts: Sequence[tuple[float, float]]) -> str:
    """Return a chart with its parts beside each other, all of them at the same scale."""
    width = _size(drawn)[0]
    inside = drawn[drawn.index(">", drawn.index("<svg")) + 1 : drawn.rindex("</svg>")]
    longest = max(last - first for first, last in parts)
    step = width * (1 + BETWEEN * len(parts) / WIDTH)
    columns = [
        f'<svg x="{place * step:g}" width="{width:g}" height="{last - first:g}" '
        f'viewBox="0 {first:g} {width:g} {last - first:g}">{inside}</svg>'
        for place, (first, last) in enumerate(parts)
    ]
    whole = step * (len(parts) - 1) + width
    return (
        f'<svg viewBox="0 0 {whole:g} {longest:g}" preserveAspectRatio="xMidYMid meet" aria-hidden="true">'
        f"{''.join(columns)}</svg>"
    )
