"""PPTX: native charts and tables with the numbers of their queries, notes, sources last, nothing outside a slide."""

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from smartcity.export.briefing import making, slide_tables
from smartcity.export.briefing.model import Briefing, Column, Question, Table
from smartcity.export.briefing.slides import pptx
from tests.export.briefing.kit import ROOT, charts, hostile, reader, slides, tables, whole, words
from tests.queries.database import Database


@pytest.fixture(scope="module")
def nation(bundled: Database) -> Briefing:
    """Return the briefing about the nation with two profiles."""
    return whole(bundled, profiles=("16.01", "35"))


@pytest.fixture(scope="module")
def made(nation: Briefing) -> bytes:
    """Return it as slides."""
    return pptx(nation)


def test_it_is_wide(made: bytes) -> None:
    deck = Presentation(io.BytesIO(made))

    assert (deck.slide_width, deck.slide_height) == (Pt(960), Pt(540))


def test_charts_are_native_with_the_numbers_of_their_queries(made: bytes, bundled: Database) -> None:
    found = charts(made)
    editions, funnel, comparison, pilots, ranking, scores = found
    answer = bundled.ask("funnel", program="gmsc", edition="2022", region="00")

    assert [chart.chart_type for chart in found] == [
        XL_CHART_TYPE.LINE_MARKERS,
        XL_CHART_TYPE.BAR_CLUSTERED,
        XL_CHART_TYPE.BAR_CLUSTERED,
        XL_CHART_TYPE.BAR_STACKED,
        XL_CHART_TYPE.BAR_CLUSTERED,
        XL_CHART_TYPE.LINE_MARKERS,
    ]
    assert list(funnel.plots[0].categories) == list(answer["name_id"])
    assert [tuple(series.values) for series in funnel.plots[0].series] == [
        tuple(answer["count"].astype(float)),
        tuple(answer["known"].astype(float)),
    ]
    assert [series.name for series in funnel.plots[0].series] == ["Jumlah", "Diketahui namanya"]
    assert len(editions.plots[0].series) == 5
    assert next(iter(editions.plots[0].categories)) == "2017"
    assert comparison.plots[0].series[0].values[0] == 4.8
    total = bundled.ask("pilot_groups", by="program", **_every()).groupby("grouped")["pilots"].sum().sum()
    assert sum(value or 0 for series in pilots.plots[0].series for value in series.values) == total
    assert ranking.value_axis.maximum_scale == 5
    assert list(scores.plots[0].categories) == ["2022", "2023", "2025"]


def _every() -> dict[str, str]:
    empty = dict.fromkeys(("program", "edition", "dimension", "kind", "status", "text"), "")
    return {**empty, "region": "00", "today": "2026-11-26"}


def test_tables_hold_every_row_once_under_their_headers(made: bytes, nation: Briefing) -> None:
    told = [table for section in nation.sections for table in section.tables]
    found = tables(made)

    for table in told:
        header = [column.title for column in table.columns]
        rows = [row for each in found if each[0] == header for row in each[1:]]
        for row in table.shown:
            assert [cell[:170] for cell in row] in [[cell[:170] for cell in each] for each in rows]


def test_scores_are_a_coloured_table(made: bytes, nation: Briefing) -> None:
    told = next(table for section in nation.sections for table in section.tables if table.heat)
    shape = next(
        shape
        for slide in slides(made)
        for shape in slide.shapes
        if shape.has_table and shape.table.cell(0, 1).text_frame.text == told.columns[1].title
    )

    fills = {
        shape.table.cell(row, 1).fill.fore_color.rgb
        for row in range(1, len(told.rows) + 1)
        if told.rows[row - 1][1] is not None
    }
    assert len(fills) > 1


def test_the_map_is_a_picture_with_words(made: bytes) -> None:
    pictures = [shape for slide in slides(made) for shape in slide.shapes if shape.shape_type == 13]

    described = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in pictures]
    assert described[0].startswith("Peta Seluruh Indonesia: ")
    assert pictures[0].image.size[0] >= 1600


def test_every_slide_carries_data_time_and_link(made: bytes, nation: Briefing) -> None:
    for slide in slides(made):
        assert nation.stamp.line[:160] in words(slide)
        assert ROOT in words(slide)
        assert slide.shapes.title.text_frame.text


def test_notes_hold_definitions_queries_and_sources(made: bytes) -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides(made)[1:]]

    assert "Daerah yang mencapai satu tahap dihitung telah mencapai tahap sebelumnya" in notes[1]
    assert "funnel(edition=2022, program=gmsc, region=00)" in notes[1]
    assert all("Kueri: " in text and "Sumber: " in text for text in notes)


def test_the_last_slide_tells_the_sources(made: bytes, bundled: Database) -> None:
    assert "Judul sumber" in words(slides(made)[-1])
    alone = pptx(making.profiles(reader(bundled), ["16.01"]))
    last = words(slides(alone)[-1])
    assert "Kabupaten OKU Masuk Smart City 2023" in last


def test_nothing_stands_outside_a_slide() -> None:
    content = pptx(whole(hostile(), "16", profiles=("16.01", "16.02")))

    for shape in (shape for slide in slides(content) for shape in slide.shapes):
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= Pt(961)
        assert shape.top + shape.height <= Pt(541)


def test_hostile_names_break_nothing() -> None:
    content = pptx(whole(hostile(), "16", profiles=("16.01", "16.02", "16.03")))
    text = "\n".join(words(slide) for slide in slides(content))

    assert "<script>alert(1)</script> &" in text
    assert "🏙️" in text
    assert "مدينة ذكية" in text
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None


def test_demonstration_data_say_so_across_every_slide(bundled: Database) -> None:
    for slide in slides(pptx(whole(bundled, "16", demo=True))):
        across = [shape for shape in slide.shapes if shape.rotation and shape.has_text_frame]
        assert [shape.text_frame.text for shape in across] == ["DATA CONTOH"]


def test_a_table_goes_on_where_there_is_room() -> None:
    table = Table(
        "Judul", (Column("Nama"),), tuple((f"baris {n}",) for n in range(40)), Question("funnel", ())
    )

    nowhere = list(slide_tables.pages(table, 20, 400))
    some = list(slide_tables.pages(table, 120, 400))

    assert nowhere[0].rows == ()
    assert sum(len(page.rows) for page in nowhere) == sum(len(page.rows) for page in some) == 40
    assert some[1].first == len(some[0].rows) > 0
    assert all(page.height <= 400 for page in nowhere)
