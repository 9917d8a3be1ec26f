"""What a briefing says: each number is that of its query, an empty database says so, links open the views."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest

from smartcity import queries
from smartcity.contract import load_contract
from smartcity.export.briefing import making
from smartcity.export.briefing.model import Briefing, Section
from smartcity.export.briefing.reading import Reader, Scope
from smartcity.export.briefing.scores import assessments
from smartcity.store import Store
from smartcity.ui import address
from smartcity.ui.menu import ENTRIES
from smartcity.words import in_language
from tests.export.briefing.kit import NOW, ROOT, Version, reader, whole
from tests.queries.database import Database, plain


def section(briefing: Briefing, key: str) -> Section:
    """Return one section."""
    return next(each for each in briefing.sections if each.key == key)


@pytest.fixture(scope="module")
def nation(bundled: Database) -> Briefing:
    """Return the briefing about the nation."""
    return whole(bundled)


def test_parts_stand_in_their_order_and_sources_last(bundled: Database) -> None:
    read = reader(bundled)
    scope = making.usual_scope(read, "16")

    told = making.briefing(read, scope, parts=("sources", "map", "profiles", "overview"), profiles=("16.01",))

    assert [each.key for each in told.sections] == ["map", "profile_16.01", "overview", "sources"]


def test_the_funnel_is_that_of_its_query(nation: Briefing, bundled: Database) -> None:
    told = section(nation, "funnel")
    answer = bundled.ask("funnel", program="gmsc", edition="2022", region="00")

    rows = told.tables[0].rows

    assert told.title == "88 dari 150 kabupaten/kota yang diundang mengikuti penilaian"
    columns = ["name_id", "count", "known", "published", "of_previous", "of_first"]
    assert list(rows) == plain(answer[columns])
    assert told.picture is not None
    assert told.picture.chart is not None
    assert told.picture.chart.series[0].values == tuple(answer["count"].astype(float))
    assert told.picture.chart.series[1].values == tuple(answer["known"].astype(float))


@pytest.mark.parametrize(
    ("measure", "query", "title", "subtitle"),
    [
        (
            "programs",
            "map_programs",
            "7 dari 17 kabupaten/kota di Sumatera Selatan diketahui ikut sedikitnya satu program; "
            "3 lebih dari satu",
            "Banyaknya program yang diikuti · Sumatera Selatan",
        ),
        (
            "score.spbe-2020.2023",
            "map_scores",
            "Indeks SPBE (47 indikator) 2023 diketahui untuk 1 dari 18 pemerintah daerah di Sumatera Selatan",
            "Indeks SPBE (47 indikator) · 2023 · Sumatera Selatan",
        ),
        (
            "pilots.late_or_unreported",
            "map_pilots",
            "Semua 5 percontohan di Sumatera Selatan terlambat, lewat tenggat, atau lama tidak dilaporkan; "
            "pada 2 daerah",
            "Percontohan & quick win · Terlambat atau 90 hari tanpa laporan · Sumatera Selatan",
        ),
        (
            "names.gmsc",
            "map_names",
            "7 dari 17 kabupaten/kota di Sumatera Selatan (Gerakan Menuju Smart City) diketahui namanya",
            "Kelengkapan nama peserta · Gerakan Menuju Smart City · Sumatera Selatan",
        ),
        (
            "awards",
            "map_awards",
            "Belum ada penghargaan yang tercatat di Sumatera Selatan",
            "Penghargaan · Sumatera Selatan",
        ),
        (
            "attendance",
            "map_attendance",
            "1 dari 18 pemerintah daerah di Sumatera Selatan pernah tercatat hadir",
            "Kehadiran pada kegiatan · Sumatera Selatan",
        ),
        (
            "change.spbe-2020",
            "map_change",
            "Belum ada pemerintah daerah di Sumatera Selatan yang Indeks SPBE (47 indikator)-nya diketahui "
            "pada dua periode terakhir",
            "Indeks SPBE (47 indikator) · perubahan antara dua periode terakhirnya · Sumatera Selatan",
        ),
    ],
)
def test_the_map_tells_the_measure(
    bundled: Database, measure: str, query: str, title: str, subtitle: str
) -> None:
    scope = replace(making.usual_scope(reader(bundled), "16"), measure=measure)

    told = making.PARTS["map"](reader(bundled), scope)

    answer = queries.run(bundled, query, **dict(told.questions[0].parameters))
    assert told.questions[0].name == query
    assert (told.title, told.subtitle) == (title, subtitle)
    assert dict(parse_qsl(urlsplit(told.address).query))["ukuran"] == measure
    known = answer[answer["value"].notna() & (answer["value"] != 0)]
    rows = [row[:2] for table in told.tables for row in table.rows]
    assert sorted(rows) == sorted(zip(known["name"], known["province"], strict=True))


def test_an_unknown_measure_tells_the_stages(bundled: Database) -> None:
    scope = making.usual_scope(reader(bundled), "16")

    told = making.PARTS["map"](reader(bundled), replace(scope, measure="score.none"))

    assert told.questions[0].name == "map_stages"
    assert told.address == making.PARTS["map"](reader(bundled), scope).address


def test_the_overview_holds_the_numbers_of_ringkasan(nation: Briefing, bundled: Database) -> None:
    facts = {fact.label: fact.value for fact in section(nation, "overview").facts}
    reach = bundled.ask("reach", program="", region="00").iloc[0]
    conflicts = bundled.ask("contradiction_count", region="00").iloc[0]

    assert facts["Daerah terjangkau"] == str(reach["reached"])
    assert facts["Provinsi terjangkau"] == str(reach["provinces_reached"])
    assert facts["Lolos seleksi"] == "33,3%"
    assert facts["Pertentangan sumber"] == str(conflicts["contradictions"])


@pytest.mark.parametrize(
    ("key", "query", "columns"),
    [
        ("comparison", "region_children", "name participations"),
        ("pilots", "pilot_list", "title region_name"),
        ("follow_up", "follow_up", "region_name"),
        ("assessments", "assessment_ranking", "place name province score"),
    ],
)
def test_tables_are_those_of_their_queries(
    nation: Briefing, bundled: Database, key: str, query: str, columns: str
) -> None:
    told = section(nation, key).tables[0]
    width = len(columns.split())

    assert told.question.name == query
    answer = queries.run(bundled, query, **dict(told.question.parameters))
    assert [row[:width] for row in told.rows] == plain(answer[columns.split()])


@pytest.mark.parametrize("region", ["00", "16", "16.01"])
def test_every_section_says_what_it_rests_on(bundled: Database, region: str) -> None:
    for each in whole(bundled, region).sections:
        assert each.title
        assert each.questions
        assert each.address.startswith(ROOT)
        assert each.definitions
        assert each.nothing or each.tables or each.picture


def test_links_hold_the_names_that_pages_read(bundled: Database) -> None:
    paths = {entry.path for entry in ENTRIES}
    for each in whole(bundled, "16.01", profiles=("16",)).sections:
        parts = urlsplit(each.address)
        assert parts.path.removeprefix("/") in paths
        assert {name for name, _value in parse_qsl(parts.query)} <= set(address.PARAMETERS.values())


def test_a_link_is_the_one_that_the_page_would_write(bundled: Database) -> None:
    view = address.View(program="gmsc", edition="2022", region="16", language="id")

    made = reader(bundled).link("tahapan", program="gmsc", periode="2022", wilayah="16")

    assert made == ROOT + address.link("tahapan", view)


def test_a_database_without_facts_says_so() -> None:
    database = Database().load()
    for table in load_contract().tables.values():
        if table.group == "facts":
            database.connection.execute(f"delete from {table.name}")

    told = whole(database, profiles=("16.01",))

    for key in ("funnel", "pilots", "assessments", "follow_up", "sources", "profile_16.01"):
        assert section(told, key).nothing
        assert section(told, key).tables == ()
    assert told.stamp.data_date == "—"


def test_a_filter_that_leaves_nothing_says_so(bundled: Database) -> None:
    told = section(whole(bundled, "91"), "pilots")

    assert told.nothing
    assert told.picture is None


def test_only_the_highest_are_drawn_and_the_region_itself(bundled: Database) -> None:
    told = section(whole(bundled, "15"), "assessments")
    answer = queries.run(bundled, told.questions[0].name, **dict(told.questions[0].parameters))

    assert told.picture is not None
    assert told.picture.chart is not None
    shown = told.picture.chart.categories
    assert len(shown) <= 13
    assert all(name in " ".join(shown) for name in answer["name"].head(12))
    assert ("12 tertinggi digambar" in told.subtitle) == (len(answer) > 12)


def test_assessments_follow_the_instrument_and_the_period_of_the_scope(bundled: Database) -> None:
    told = assessments(reader(bundled), Scope(framework="spbe-2018", assessed="2019"))

    assert dict(told.questions[0].parameters) == {
        "framework": "spbe-2018",
        "edition": "2019",
        "region": "00",
    }
    assert "instrumen=spbe-2018" in told.address
    assert "periode=2019" in told.address


def test_every_page_line_says_version_dates_and_time(nation: Briefing) -> None:
    assert nation.stamp.line == (
        "Data per 2 Desember 2025 · versi data 7, diterbitkan 22 November 2026 pukul 08.12 WIB · "
        "dibuat 26 November 2026 pukul 09.00 WIB"
    )


def test_in_english(bundled: Database) -> None:
    with in_language("en"):
        told = whole(bundled)
        shown = section(told, "funnel").tables[0].shown

    assert told.language == "en"
    assert section(told, "funnel").name == "Selection stages"
    assert shown[1][4] == "58.7%"
    assert "lang=en" in section(told, "funnel").address


def test_a_version_of_the_store_is_read(data_folder: Path) -> None:
    store = Store(data_folder)
    with store.read() as snapshot:
        read = Reader(snapshot, now=NOW)
        told = making.briefing(read, making.usual_scope(read), parts=("funnel",))
    store.close()

    assert told.stamp.version == 1
    assert told.sections[0].tables[0].rows[0][1] == 150


def test_one_question_is_asked_once(bundled: Database) -> None:
    asked: list[str] = []

    class Counting(Version):
        def frame(self, sql: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
            asked.append(f"{sql}{params}")
            return super().frame(sql, params)

    read = Reader(Counting(bundled), now=NOW)
    making.briefing(read, making.usual_scope(read, "16"), profiles=("16.01", "16.02"))

    assert len(asked) == len(set(asked))
