"""Pictures of pilots and of IDSLL: what they draw is what SQL answers, on every kind of database."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from smartcity import charts, queries
from smartcity.export.pictures import draw
from smartcity.look import DARK, LIGHT
from smartcity.store import Store
from tests import drawn
from tests.queries.database import Database
from tests.samples import HOSTILE

TODAY = "2026-11-22"
ALL: dict[str, Any] = {
    **dict.fromkeys(("program", "edition", "dimension", "kind", "status", "text"), ""),
    "region": "00",
    "today": TODAY,
}
JOINED = {"program": "idsll", "stage": "committed", "framework_program": "spbe"}
Ask = Callable[..., pd.DataFrame]


@pytest.fixture(params=["bundled", "demo", "empty"])
def source(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Give the bundled, the demonstration and an empty database, one after the other."""
    if request.param == "demo":
        store = Store(Path(request.getfixturevalue("demo_folder")))
        with store.read() as snapshot:
            yield snapshot
        store.close()
    else:
        yield request.getfixturevalue("bundled") if request.param == "bundled" else Database()


def rows_with(chart: Any, *names: str) -> list[dict[str, Any]]:
    """Return the rows of a chart's fullest data that have these columns."""
    found = [rows for rows in _data(chart.to_dict()) if rows and all(name in rows[0] for name in names)]
    return max(found, key=len, default=[])


def _data(part: Any) -> Iterator[list[dict[str, Any]]]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "datasets":
                yield from value.values()
            elif name == "values" and isinstance(value, list) and value and isinstance(value[0], dict):
                yield value
            else:
                yield from _data(value)
    elif isinstance(part, list):
        for value in part:
            yield from _data(value)


@pytest.mark.parametrize("by", ["program", "dimension", "province"])
def test_groups_are_the_databases(source: Any, by: str) -> None:
    column = {
        "program": "coalesce(program, '')",
        "dimension": "coalesce(dimension, '')",
        "province": "region_code[:2]",
    }
    expected = source.frame(
        f"select {column[by]} as name, status, count(*) as pilots from pilot group by all order by all"
    )
    answer = queries.run(source, "pilot_groups", **ALL, by=by).assign(name=lambda frame: frame["grouped"])

    shown = rows_with(charts.pilot_groups(answer, LIGHT), "status", "start", "stop")

    found = sorted((row["name"], row["status"], row["stop"] - row["start"]) for row in shown)
    assert found == [tuple(row) for row in expected.itertuples(index=False)]
    assert sum(
        row["pilots"] for row in rows_with(charts.pilot_groups(answer, LIGHT), "late_end", "zero", "pilots")
    ) == (expected["pilots"].sum())


def test_late_ones_are_those_of_the_rule(source: Any) -> None:
    answer = queries.run(source, "pilot_timeline", **ALL, limit=100_000)
    expected = source.frame(
        "select pilot from pilot where length(due_on) = 10 and cast(due_on as date) < cast($today as date)"
        " and coalesce(finished_on, '') = '' and status not in ('completed', 'evaluated', 'stopped') order by pilot",
        {"today": TODAY},
    )

    bars = rows_with(charts.pilot_timeline(answer, LIGHT), "pilot", "from", "to")

    assert sorted(bar["pilot"] for bar in bars if bar["late"]) == expected["pilot"].tolist()
    dated = source.frame("select count(*) as n from pilot where coalesce(start_on, due_on) is not null")
    assert len(bars) == dated["n"].iloc[0]
    assert all(bar["from"] <= bar["to"] for bar in bars)


def test_points_of_progress_are_the_databases(source: Any) -> None:
    answer = queries.run(source, "pilot_progress", **ALL)
    expected = source.frame(
        "select pilot, progress_percent / 100 as y from pilot where progress_percent is not null"
        " and start_on < due_on and coalesce(finished_on, '') = ''"
        " and status not in ('completed', 'evaluated', 'stopped') order by pilot"
    )

    points = rows_with(charts.pilot_progress(answer, LIGHT), "elapsed", "progress")

    assert sorted((point["pilot"], point["y"]) for point in points) == [
        tuple(row) for row in expected.itertuples(index=False)
    ]


def test_scores_of_members_are_the_databases(source: Any) -> None:
    scores = queries.run(source, "joined_scores", **JOINED, region="00")
    beside = queries.run(source, "joined_beside", **JOINED)
    expected = source.frame(
        "select region_code, edition, score from headline_score semi join (select region_code from known_stage"
        " where program = 'idsll' and stage = 'committed' and region_code like '__.__') using (region_code)"
        " where framework like 'spbe-%' and indicator = 'index' and agency = '' and score is not null order by all"
    )

    spbe = scores[[str(framework).startswith("spbe-") for framework in scores["framework"]]]
    points = rows_with(charts.living_lab(spbe, beside, LIGHT), "code", "edition", "score")

    assert sorted((point["code"], point["edition"], point["score"]) for point in points) == [
        tuple(row) for row in expected.itertuples(index=False)
    ]


def pilot(title: str, **more: Any) -> dict[str, Any]:
    """Return a row of the timeline."""
    empty = {
        **dict.fromkeys(("progress_percent", "start_on", "due_on", "finished_on", "start_begin", "due_end")),
        **{"late": False, "delayed": False, "finished": False, "status": "running", "today": TODAY},
    }
    return {**empty, "pilot": title, "title": title, "region_name": "Kota Bandung", **more}


BARS = pd.DataFrame(
    [
        pilot("Lewat", start_begin="2026-01-01", due_end="2026-10-31", due_on="2026-10", late=True),
        pilot("Dilapor", start_begin="2026-02-01", due_end="2027-10-31", status="delayed", delayed=True),
        pilot("Hanya tenggat", due_end="2027-01-31"),
        pilot("Hanya mulai", start_begin="2026-03-01"),
        pilot("Usai", start_begin="2025-01-01", due_end="2025-12-31", finished_on="2026", status="completed",
              finished=True),
    ]
)  # fmt: skip


def test_timeline_marks_by_whose_word_something_is_late() -> None:
    words = drawn.words(draw(charts.pilot_timeline(BARS, LIGHT), 700))

    expected = {
        "hari ini",
        "Lewat · Kota Bandung",
        "lewat tenggat menurut aturan",
        "dilaporkan terlambat",
        "hanya tenggat yang diketahui",
        "hanya tanggal mulai yang diketahui",
        "tanggal selesai",
        "Terlambat",
        "Selesai",
    }
    assert expected - set(words) == set()
    bars = {bar["title"]: bar for bar in rows_with(charts.pilot_timeline(BARS, LIGHT), "title", "from")}
    assert bars["Lewat"]["late_words"] == "lewat tenggat 22 hari"
    assert bars["Dilapor"]["late_words"] == "dilaporkan terlambat"
    assert bars["Usai"]["finished_words"] == "2026"


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("width", [300, 700, 1600])
def test_timeline_fits_every_width(width: int, look: Any) -> None:
    svg = draw(charts.pilot_timeline(BARS, look), width)

    assert [text for text in drawn.texts(svg) if text.left < -1 or text.right > width + 1] == []


def test_names_of_all_kinds_are_drawn() -> None:
    frame = pd.DataFrame([pilot(name, start_begin="2026-01-01", due_end="2027-01-01") for name in HOSTILE])

    assert len(drawn.words(draw(charts.pilot_timeline(frame, LIGHT), 700))) > len(HOSTILE)


def test_nothing_to_draw_says_so() -> None:
    nothing = pd.DataFrame()
    texts = [
        drawn.words(draw(chart, 700))
        for chart in (
            charts.pilot_groups(nothing, LIGHT),
            charts.pilot_timeline(nothing, LIGHT),
            charts.pilot_progress(nothing, LIGHT),
            charts.living_lab(nothing, nothing, LIGHT),
        )
    ]
    assert texts == [
        ["Belum ada percontohan yang tercatat"],
        ["Belum ada percontohan yang bertanggal"],
        ["Belum ada percontohan dengan tanggal dan kemajuan"],
        ["Belum ada indeks SPBE yang diketahui dari anggota IDSLL"],
    ]


def test_alternative_texts_say_the_numbers(bundled: Database) -> None:
    groups = queries.run(bundled, "pilot_groups", **ALL, by="province")
    scores = queries.run(bundled, "joined_scores", **JOINED, region="00")

    assert "Jawa Timur: Diusulkan 13, Berjalan 3" in charts.alt_pilot_groups(groups)
    assert "Kabupaten Sumedang 2020: 3,81, 2021: 3,52" in charts.alt_living_lab(scores)
    assert charts.alt_pilot_timeline(BARS) == (
        "Linimasa 5 percontohan. Lewat tenggat: Lewat. Dilaporkan terlambat: Dilapor."
    )
    points = pd.DataFrame({"progress_percent": [10.0, 90.0], "elapsed_share": [0.5, 0.5]})
    assert charts.alt_pilot_progress(points) == (
        "Diagram titik kemajuan terhadap waktu: 1 dari 2 percontohan tertinggal."
    )


def test_instruments_are_parted_and_the_turn_is_marked(bundled: Database) -> None:
    scores = queries.run(bundled, "joined_scores", **JOINED, region="00")
    beside = queries.run(bundled, "joined_beside", **JOINED)
    chart = charts.living_lab(scores, beside, LIGHT)

    words = drawn.words(draw(chart, 700))
    uprights = rows_with(chart, "kind", "x", "y2")
    lines = {point["line"] for point in rows_with(chart, "line", "score") if point["code"] == "32.11"}

    assert {"instrumen berganti, tidak sebanding", "2022, tahun IDSLL dimulai", "nasional"} - set(
        words
    ) == set()
    assert lines == {"32.11 spbe-2018", "32.11 spbe-2020"}
    assert len(uprights) == len(scores["region_code"].unique())
