"""Percontohan, Tindak lanjut and IDSLL without a browser: on bundled, demonstration and empty data."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from smartcity.access import Caller
from smartcity.contract import load_contract
from smartcity.draft import Draft
from smartcity.look import LIGHT
from smartcity.store import Store
from smartcity.ui import filters, follow_up_table, writer
from smartcity.ui.follow_up import NEEDS
from smartcity.ui.text import JOINER
from tests.ui.test_pages import run

PILOT = "gmsc-13.73-info-sunto"
PAGES = ("pilots.py", "follow_up.py", "living_lab.py")
MARKS = re.compile(r"\\(.)")


def texts(test: AppTest) -> str:
    """Return all running text of a page, without the signs that keep it from being markup."""
    parts = [*test.title, *test.subheader, *test.caption, *test.markdown]
    return MARKS.sub(r"\1", "\n".join(str(part.value) for part in parts)).replace(JOINER, "")


def complaints(test: AppTest) -> list[str]:
    """Return what a page complains of."""
    return [str(found.value) for found in (*test.exception, *test.error, *test.warning)]


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return what SQL answers on a folder's current version."""
    store = Store(folder)
    with store.read() as snapshot:
        found = snapshot.rows(sql)
    store.close()
    return found


def clear(draft: Draft) -> None:
    """Remove every fact."""
    for table in load_contract().tables.values():
        if table.group == "facts":
            keys = draft.connection.execute(f"select {', '.join(table.key)} from {table.name}").df()
            draft.delete(table.name, keys)


@pytest.fixture
def empty_folder(own_data_folder: Path) -> Path:
    """Return a data folder whose fact tables hold nothing."""
    store = Store(own_data_folder)
    store.publish(clear, kind="upload", made_by="uji", reason="kosong")
    store.close()
    return own_data_folder


def put(folder: Path, **values: Any) -> None:
    """Change a bundled pilot."""
    store = Store(folder)
    frame = pd.DataFrame([{"pilot": PILOT, **values}])
    store.publish(lambda draft: draft.upsert("pilot", frame), kind="upload", made_by="Sari", reason="lapor")
    store.close()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("region", ["16.01", "94"])
def test_pages_of_every_region(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, region: str
) -> None:
    assert complaints(run(data_folder, monkeypatch, page, wilayah=region)) == []


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_demonstration_data(demo_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    assert complaints(run(demo_folder, monkeypatch, page)) == []


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_an_empty_database_teach(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    test = run(empty_folder, monkeypatch, page)

    assert complaints(test) == []
    assert re.search(r"[Uu]nggah (tabel|data|hasil|angka)", texts(test))


@pytest.mark.parametrize(
    "view",
    [
        {"menurut": "dimension", "status": "running"},
        {"menurut": "province", "status": "late", "jenis": "quick_win"},
        {"program": "gmsc", "periode": "2022", "dimensi": "economy", "cari": "NIB"},
        {"cari": "%_'\\ tidak ada"},
    ],
)
def test_filters(data_folder: Path, monkeypatch: pytest.MonkeyPatch, view: dict[str, str]) -> None:
    assert complaints(run(data_folder, monkeypatch, "pilots.py", **view)) == []


def test_tiles_are_the_databases(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(demo_folder, monkeypatch, "pilots.py", program="gmsc", periode="2023")

    expected = rows(
        demo_folder,
        "select count(*), count(*) filter (where status in ('completed', 'evaluated')),"
        " count(*) filter (where status = 'delayed') from pilot where program = 'gmsc' and edition = '2023'",
    )
    shown = [int(metric.value.replace(".", "")) for metric in test.metric if metric.value != "—"]
    assert (shown[0], shown[1], shown[4]) == expected[0]


def test_wrong_values_are_said(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"status": "sleeping", "dimensi": "x", "jenis": "y", "menurut": "z", "percontohan": "none"}
    found = complaints(run(data_folder, monkeypatch, "pilots.py", **wrong))
    assert [value for value in wrong.values() if not any(f"“{value}”" in text for text in found)] == []

    found = complaints(run(data_folder, monkeypatch, "follow_up.py", perlu="rest"))
    assert len(found) == 1


def test_one_pilot_with_its_facts_and_its_beginning(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = texts(run(data_folder, monkeypatch, "pilots.py", percontohan=PILOT))

    for text in (
        "Info Sunto",
        "**Status** · Berjalan",
        "**Kemajuan (%)** · 1",
        "Kota Sawahlunto, Sumatera Barat",
        "[Sawahlunto Bimtek Tahap III](<https://diskominfo.sawahluntokota.go.id/",
        "Tenggatnya belum diketahui",
        "Tanggal mulai dan tenggatnya belum diketahui.",
    ):
        assert text in shown


def test_one_pilot_shows_each_change_cell_by_cell(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "caller", lambda: Caller("Sari", None))
    put(own_data_folder, progress_percent=35.0, start_on="2023-01", due_on="2024", budget_idr=2_000_000)
    test = run(own_data_folder, monkeypatch, "pilots.py", percontohan=PILOT)

    shown = texts(test)
    assert complaints(test) == []
    for text in (
        "| Kemajuan (%) | 1 | 35 |",
        "| Tenggat | — | 2024 |",
        "| Anggaran (Rp) | — |",
        "Sari",
        "lapor",
    ):
        assert text in shown
    assert re.search(r"Menurut aturan \*\*lewat tenggat [\d.]+ hari\*\*", shown)


def test_what_is_internal_is_shown_to_those_who_may_write_only(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(own_data_folder, budget_idr=2_000_000)
    monkeypatch.setattr(writer, "caller", lambda: Caller("Sari", None))
    inside = run(own_data_folder, monkeypatch, "pilots.py", percontohan=PILOT)
    listed = run(own_data_folder, monkeypatch, "pilots.py")
    monkeypatch.setattr(writer, "caller", lambda: Caller("", "203.0.113.5"))
    outside = run(own_data_folder, monkeypatch, "pilots.py", percontohan=PILOT)
    outside_list = run(own_data_folder, monkeypatch, "pilots.py")

    assert "Rp2 juta" in texts(inside)
    assert "Catatan" in texts(inside)
    assert "Anggaran" not in texts(outside)
    assert "2.000.000" not in texts(outside)
    assert "Catatan" not in texts(outside)
    assert [[tab.label for tab in test.tabs] for test in (listed, outside_list)] == [
        ["Daftar", "Linimasa", "Kemajuan dan waktu", "Anggaran"],
        ["Daftar", "Linimasa", "Kemajuan dan waktu"],
    ]


@pytest.mark.parametrize("need", NEEDS)
def test_follow_up_lists_by_need(demo_folder: Path, monkeypatch: pytest.MonkeyPatch, need: str) -> None:
    test = run(demo_folder, monkeypatch, "follow_up.py", perlu=need, wilayah="16")

    assert complaints(test) == []
    assert "percontohan perlu ditindaklanjuti" in texts(test)


def test_follow_up_table_is_escaped_and_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "programs", lambda *, with_stages: {})
    row = {
        **dict.fromkeys(("province", "days_past_due", "days_unreported", "due_on", "updated_on")),
        **dict.fromkeys(("program", "edition", "agency", "agency_name"), ""),
        **{
            "region_code": "16.01",
            "region_name": "Kab <b>OKU</b>",
            "pilot": 'a&b"c',
            "title": "<script>x</script>",
        },
        **{"kind": "quick_win", "status": "running", "late": True, "days_past_due": 1200, "delayed": True},
        **{"unreported": True, "missing": "due_on, agency"},
    }
    html = follow_up_table.html(pd.DataFrame([row]), LIGHT, "id")

    assert "<script" not in html
    assert "<b>" not in html
    assert 'href="percontohan?percontohan=a%26b%22c&amp;lang=id"' in html
    assert 'href="wilayah?wilayah=16.01&amp;lang=id"' in html
    assert [words for _kind, words in follow_up_table.reasons(row)] == [
        "Lewat tenggat 1.200 hari",
        "Dilaporkan terlambat",
        "Tanggal laporan tidak diketahui",
        "Belum terisi: tenggat, perangkat daerah",
    ]


def test_idsll_says_how_little_is_known(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = texts(run(data_folder, monkeypatch, "living_lab.py"))

    for text in (
        "4 dari 62 anggota IDSLL 2022 diketahui namanya",
        "Baru 4 dari 62 anggota yang diketahui namanya.",
        "Tidak ada sebab yang dapat dibaca dari gambar ini.",
        "2 dari 4 anggota yang diketahui namanya memiliki indeks SPBE sebelum dan sesudah 2022: semuanya naik",
        "daerah lain yang diketahui 2021: 54, 2022: 77, 2023: 96, 2024: 49",
        "**Menandatangani komitmen, 2022**",
        "**62** (angka utama): [62 Kepala Daerah",
        "**64**: [Sumedang Buat Sejarah",
        "**Belajar ke Sumedang, 2022**",
        "**52**: [Bertemu Bupati Sumedang",
        "1 di antaranya hanya disebut sumber berkeyakinan rendah",
    ):
        assert text in shown
