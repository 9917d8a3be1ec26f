"""Native charts of slides, which staff can edit: bars, stacked bars, lines."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.util import Pt

from smartcity.export.briefing.model import Chart, Kind
from smartcity.export.briefing.slide_shapes import FONT, clean, describe, rgb
from smartcity.look import LIGHT, contrast

KINDS = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
FORMATS: dict[Kind, str] = {"count": "#,##0", "score": "0.00", "share": "0.0%", "number": "#,##0.##"}
LONGEST_NAME, LONGEST_SERIES = 60, 32
BAR = 30.0
"""Points of a bar with the room around it; few bars do not fill a slide."""


def add(slide: Any, chart: Chart, alt: str, x: float, y: float, width: float, height: float) -> None:
    """Put a chart on a slide; its numbers stand in a workbook inside the file."""
    given = CategoryChartData(number_format=FORMATS[chart.values])
    given.categories = [clean(name, LONGEST_NAME) for name in chart.categories]
    for series in chart.series:
        given.add_series(clean(series.name, LONGEST_SERIES), series.values)
    shape = slide.shapes.add_chart(KINDS[chart.kind], Pt(x), Pt(y), Pt(width), Pt(height), given)
    describe(shape, alt)
    drawn = shape.chart
    drawn.font.name, drawn.font.size = FONT, Pt(11)
    drawn.font.color.rgb = rgb(LIGHT.text)
    drawn.has_title = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    _axes(drawn, chart)
    _series(drawn, chart)


def height(chart: Chart, room: float) -> float:
    """Return how high a chart is drawn where there is so much room."""
    if chart.kind == "line":
        return room
    bars = len(chart.categories) * (len(chart.series) if chart.kind == "bar" else 1.6)
    return min(room, 50 + bars * BAR)


def _axes(drawn: Any, chart: Chart) -> None:
    """Draw quiet axes; bars begin at zero and their numbers stand beside them."""
    values, names = drawn.value_axis, drawn.category_axis
    values.has_major_gridlines = chart.kind == "line"
    names.format.line.color.rgb = rgb(LIGHT.border)
    if chart.kind == "line":
        values.format.line.fill.background()
        values.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
        values.tick_labels.number_format = FORMATS[chart.values]
        values.tick_labels.number_format_is_linked = False
    else:
        values.visible = False
        values.minimum_scale = 0
        if chart.highest is not None:
            values.maximum_scale = chart.highest
        names.reverse_order = True


def _series(drawn: Any, chart: Chart) -> None:
    plot = drawn.plots[0]
    if chart.kind != "line":
        plot.gap_width = 45
        plot.overlap = 100 if chart.kind == "stacked" else -5
    plot.has_data_labels = chart.kind != "line"
    if plot.has_data_labels:
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = FORMATS[chart.values], False
        labels.font.size = Pt(11)
        labels.position = (
            XL_LABEL_POSITION.CENTER if chart.kind == "stacked" else XL_LABEL_POSITION.OUTSIDE_END
        )
    for series, made in zip(chart.series, plot.series, strict=True):
        if chart.kind == "line":
            made.smooth = False
            made.format.line.color.rgb, made.format.line.width = rgb(series.colour), Pt(2.25)
            made.marker.style, made.marker.size = XL_MARKER_STYLE.CIRCLE, 7
            made.marker.format.fill.solid()
            made.marker.format.fill.fore_color.rgb = rgb(series.colour)
        else:
            made.format.fill.solid()
            made.format.fill.fore_color.rgb = rgb(series.colour)
        if chart.kind == "stacked":
            _label_ink(made, series.colour, chart.values)


def _label_ink(made: Any, fill: str, values: Kind) -> None:
    """Write the numbers inside a bar in black or white, whichever stands out more."""
    labels = made.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = FORMATS[values], False
    labels.position = XL_LABEL_POSITION.CENTER
    ink = max(("#000000", "#ffffff"), key=lambda colour: contrast(colour, fill))
    labels.font.size = Pt(11)
    labels.font.color.rgb = rgb(ink)
