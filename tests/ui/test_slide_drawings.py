"""Charts on slides: large enough to be read, and parted into columns where no mark is."""

import re
from itertools import chain

import altair as alt
import pandas as pd
import pytest

from smartcity import charts
from smartcity.look import LIGHT, Look
from smartcity.ui import slide_drawings
from smartcity.ui.deck import Drawing

NESTED = re.compile(
    r'<svg x="([\d.]+)" width="([\d.]+)" height="([\d.]+)" viewBox="0 ([\d.]+) [\d.]+ ([\d.]+)"'
)
OUTER = re.compile(r'^<svg viewBox="0 0 ([\d.]+) ([\d.]+)"')


def bars(count: int) -> pd.DataFrame:
    """Return so many provinces with an index."""
    return pd.DataFrame(
        {
            "name": [f"Provinsi {number:02}" for number in range(count)],
            "spbe_score": [4.0 - number / 20 for number in range(count)],
            "spbe_edition": "2025",
            "spbe_grade": None,
        }
    )


def drawn(count: int, *, whole: bool = False) -> str:
    """Return a bar chart on a slide."""

    def chart(look: Look) -> object:
        return charts.children(bars(count), look)

    return slide_drawings._fitted(Drawing(chart, "", "", whole=whole), LIGHT, 1792, 690)


@pytest.mark.parametrize(("count", "columns"), [(2, 1), (8, 1), (20, 2), (38, 3)])
def test_a_long_chart_stands_in_columns(count: int, columns: int) -> None:
    parts = NESTED.findall(drawn(count))

    assert len(parts) == columns


def test_every_row_stands_whole_in_one_column() -> None:
    svg = drawn(38)
    inside = svg[svg.index(">", svg.index("<svg x=")) : svg.index("</svg>")]
    names = {
        name: float(y)
        for y, name in re.findall(r'transform="translate\([\d.]+,([\d.]+)\)"[^>]*>(Provinsi \d\d)<', inside)
    }
    assert len(names) == 38
    parts = [(float(top), float(top) + float(height)) for _x, _w, _h, top, height in NESTED.findall(svg)]

    # A row is its name and the bar below it, which ends 25 pixels after.
    of_column = [
        [name for name, y in names.items() if first <= y - 8 and y + 23 <= last] for first, last in parts
    ]

    assert sorted(chain(*of_column)) == sorted(names)
    assert max(map(len, of_column)) - min(map(len, of_column)) <= 2


def test_what_must_stay_whole_is_not_parted() -> None:
    assert len(NESTED.findall(drawn(38, whole=True))) == 1


def test_marks_across_all_rows_keep_a_chart_whole() -> None:
    def chart(_look: Look) -> object:
        marks = alt.Chart(pd.DataFrame({"x": [1]})).mark_rule().encode(x="x:Q")
        return marks.properties(width="container", height=1200)

    svg = slide_drawings._fitted(Drawing(chart, "", ""), LIGHT, 1792, 690)

    assert len(NESTED.findall(svg)) == 1


@pytest.mark.parametrize("count", [1, 8, 38])
def test_letters_are_larger_than_on_a_page(count: int) -> None:
    outer = OUTER.search(drawn(count))
    assert outer
    width, height = float(outer.group(1)), float(outer.group(2))

    assert 1.25 <= min(1792 / width, 690 / height) <= 2.5
