"""Pictures of events: what they draw is what SQL answers, on every kind of database, whatever the titles hold."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from smartcity import queries
from smartcity.charts import attendance, events
from smartcity.export.pictures import draw
from smartcity.look import DARK, LIGHT
from smartcity.store import Store
from tests import drawn
from tests.queries.database import Database
from tests.samples import HOSTILE
from tests.test_pilot_charts import rows_with

TIMELESS: dict[str, Any] = {**dict.fromkeys(("program", "mode", "text"), ""), "region": "00"}
ALL = TIMELESS | {"year": "", "month": ""}
NAMES = {
    "network": "Jaringan",
    "hardware_software": "Perangkat keras dan lunak",
    "applications_data": "Aplikasi dan data",
    "people": "Sumber daya manusia",
}


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


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_calendar_draws_what_sql_answers(source: Any, look: Any) -> None:
    answer = queries.run(source, "event_calendar", **TIMELESS)

    chart = events.calendar(answer, look, year="2023", month="06")

    cells = {
        (row["year"], row["month"]): row["events"]
        for row in rows_with(chart, "year", "month", "events")
        if row["events"]
    }
    expected = {(row.year, row.month): row.events for row in answer.itertuples()}
    assert cells == expected
    assert draw(chart, 326).startswith("<svg")


def test_calendar_of_all_times_keeps_its_words_apart(bundled: Database) -> None:
    answer = bundled.ask("event_calendar", **TIMELESS)

    svg = draw(events.calendar(answer, LIGHT), 326)

    texts = drawn.texts(svg)
    words = [text.words for text in texts]
    assert [month for month in ("Jan", "Mei", "Agu", "Des", "?", "Jumlah") if month not in words] == []
    heads = texts[words.index("Jan") : words.index("?") + 1]
    assert [(a.words, b.words) for a, b in pairwise(heads) if a.right > b.left] == []
    assert max(text.right for text in texts) <= drawn.size(svg)[0] + 1


def test_calendar_of_many_years_draws_the_latest() -> None:
    rows = [(str(year), "01", 1, ["Acara"]) for year in range(1990, 2025)] + [("0000", "00", 2, ["Lama"])]
    answer = pd.DataFrame(rows, columns=["year", "month", "events", "titles"])

    words = drawn.words(draw(events.calendar(answer, LIGHT), 600))

    years = [word for word in words if len(word) == 4 and word.isdigit()]
    assert years == [str(year) for year in range(2024, 2009, -1)]
    assert words.count("?") == 2


def test_calendar_names_the_chosen_time() -> None:
    assert events.time_name("", "") == ""
    assert events.time_name("2023", "") == "2023"
    assert events.time_name("2023", "06") == "Juni 2023"
    assert events.time_name("2023", "00") == "Tanggal belum diketahui, 2023"
    assert events.time_name("0000", "00") == "Tanggal belum diketahui, Tahun belum diketahui"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_text(title: str) -> None:
    answer = pd.DataFrame([("2024", "05", 9, [title] * 5)], columns=["year", "month", "events", "titles"])

    chart = events.calendar(answer, LIGHT)

    (cell,) = [row for row in rows_with(chart, "which") if row["events"]]
    assert cell["which"] == "; ".join([title] * 5) + "; dan 4 lainnya"
    assert draw(chart, 700).startswith("<svg")


def test_layers_draw_what_sql_answers(source: Any) -> None:
    answer = queries.run(source, "event_layers", **ALL)

    chart = events.layers(answer, DARK, names=NAMES)

    shown = {row["layer"]: row["events"] for row in rows_with(chart, "layer", "events")}
    expected = dict(zip(answer["layer"], answer["events"], strict=True))
    assert shown == (expected if answer["events"].any() else {})
    assert draw(chart, 326).startswith("<svg")


def test_a_layer_never_addressed_says_so() -> None:
    answer = pd.DataFrame({"layer": list(NAMES), "events": [0, 2, 1, 3], "with_layers": 4})

    words = drawn.words(draw(events.layers(answer, LIGHT, names=NAMES), 700))

    assert words.count("belum pernah dibahas") == 1
    assert events.alt_layers(answer, NAMES).endswith("Sumber daya manusia 3")


def test_provinces_draw_what_sql_answers(source: Any) -> None:
    answer = queries.run(source, "attendance_provinces", **ALL)

    chart = attendance.provinces(answer, DARK)

    bars: dict[str, int] = {}
    for row in rows_with(chart, "province_code", "start", "stop"):
        bars[row["province_code"]] = bars.get(row["province_code"], 0) + row["stop"] - row["start"]
    assert bars == dict(zip(answer["province_code"], answer["governments"], strict=True))
    svg = draw(chart, 326)
    labels = [f"{row.came} dari {row.governments}" for row in answer.itertuples()]
    assert [label for label in labels if label not in drawn.words(svg)] == []
    assert max((text.right for text in drawn.texts(svg)), default=0) <= drawn.size(svg)[0] + 1


def test_sentences_for_who_does_not_see(bundled: Database) -> None:
    calendar = bundled.ask("event_calendar", **TIMELESS)
    assert events.alt_calendar(calendar).startswith(
        "Kalender kegiatan menurut tahun dan bulan. 2017: 3; 2018: 2; 2019: 4"
    )
    assert events.alt_calendar(calendar.head(0)).endswith(". —")
    provinces = bundled.ask("attendance_provinces", **ALL)
    assert "Sumatera Utara 9 dari 34" in attendance.alt_provinces(provinces)
