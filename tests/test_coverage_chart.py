"""The heatmaps of coverage and age: what they draw equals what was asked, at every width, in both looks."""

from typing import Any

import pandas as pd
import pytest

from smartcity.charts import coverage as grids
from smartcity.export.pictures import draw
from smartcity.look import DARK, LIGHT, Look, contrast
from tests import drawn
from tests.queries.database import Database

TABLES = {
    "participation": "Partisipasi",
    "assessment": "Penilaian",
    "pilot": "Percontohan & quick win",
    "award": "Penghargaan",
    "attendance": "Kehadiran",
    "published_figure": "Angka terpublikasi",
}
COVERED = ("participation", "assessment", "pilot", "award", "attendance")


def cells(chart: Any) -> list[dict[str, Any]]:
    """Return the rows that the cells of a chart are drawn from."""
    found: list[dict[str, Any]] = max(chart.to_dict()["datasets"].values(), key=len)
    return found


def ages(database: Database) -> pd.DataFrame:
    """Return the ages at a fixed day."""
    return database.ask("age_by_province", today="2026-11-26")


@pytest.mark.parametrize("table", COVERED)
def test_cells_are_the_answer(bundled: Database, table: str) -> None:
    answer = bundled.ask("coverage", table_name=table)

    shown = cells(grids.coverage(answer, LIGHT))

    assert [(cell["program"], cell["edition"], cell["area"]) for cell in shown] == list(
        zip(answer["program"], answer["edition"], answer["area"], strict=True)
    )
    assert [int(cell["label"] or 0) for cell in shown] == answer["known"].tolist()
    measured = [cell["words"] for cell in shown if cell["measured"]]
    some = answer[answer["total"].notna()]
    assert measured == [
        f"{known} dari {int(total)}" for known, total in zip(some["known"], some["total"], strict=True)
    ]


def test_ages_are_the_answer(bundled: Database) -> None:
    answer = ages(bundled)

    shown = cells(grids.ages(answer, LIGHT, tables=TABLES))

    assert [cell["label"] for cell in shown] == [str(text)[:4] for text in answer["newest"].fillna("")]
    assert [cell["old"] for cell in shown] == answer["is_old"].tolist()


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("width", [326, 900])
def test_everything_stands_inside_the_picture(bundled: Database, look: Look, width: int) -> None:
    charts = [
        *(grids.coverage(bundled.ask("coverage", table_name=table), look) for table in COVERED),
        grids.ages(ages(bundled), look, tables=TABLES),
    ]
    for chart in charts:
        texts = drawn.texts(draw(chart, width))
        assert [text for text in texts if text.left < -1 or text.right > width + 1] == []


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_stand_out_from_their_cells(bundled: Database, look: Look) -> None:
    shown = cells(grids.coverage(bundled.ask("coverage", table_name="participation"), look))
    shown += cells(grids.ages(ages(bundled), look, tables=TABLES))

    assert min(contrast(cell["ink"], cell["fill"]) for cell in shown) >= 4.5


def test_nothing_known_is_said(database: Database) -> None:
    nothing = database.ask("coverage", table_name="participation")

    assert drawn.words(draw(grids.coverage(nothing, LIGHT), 400)) == ["Belum ada data"]
    assert drawn.words(draw(grids.ages(ages(database), LIGHT, tables=TABLES), 400)) == ["Belum ada data"]


def test_said_to_who_cannot_see_it(bundled: Database) -> None:
    text = grids.alt_coverage(bundled.ask("coverage", table_name="participation"))

    assert "GMSC 2022 46 dari 150" in text
    assert grids.alt_ages(ages(bundled)).startswith("Peta panas umur data: ")
