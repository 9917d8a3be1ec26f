"""Kegiatan without a browser: on bundled, demonstration and empty data, one event, sessions, hostile text."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from smartcity.draft import Draft
from smartcity.store import Store
from smartcity.ui import event_sessions, onward, region_work
from smartcity.ui.address import View
from smartcity.ui.text import JOINER
from tests.samples import HOSTILE
from tests.ui.test_pages import run
from tests.ui.test_pilots import complaints, rows, texts

WORKSHOP = "2024-01-16-lokakarya-percepatan-transformasi-digital"
LIVING_LAB = "2022-11-01-rakor-standar-pelayanan-perkotaan-cerdas-dan-idsll"


def numbers(test: AppTest) -> dict[str, str]:
    """Return the tiles of a page by label."""
    return {metric.label: metric.value for metric in test.metric}


@pytest.mark.parametrize(
    "view",
    [
        {},
        {"program": "gmsc", "tahun": "2022", "bulan": "11"},
        {"tahun": "2023", "bulan": "00", "cara": "luring"},
        {"wilayah": "12"},
        {"wilayah": "32.11", "status": "often"},
        {"wilayah": "94", "status": "never"},
        {"cari": "%_'\\ tidak ada"},
    ],
)
def test_filters(data_folder: Path, monkeypatch: pytest.MonkeyPatch, view: dict[str, str]) -> None:
    assert complaints(run(data_folder, monkeypatch, "events.py", **view)) == []


def test_tiles_are_the_databases(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(demo_folder, monkeypatch, "events.py", program="spbe", tahun="2023")

    assert complaints(test) == []
    ((events, governments),) = rows(
        demo_folder,
        "select count(distinct event), count(distinct region_code) from event left join attendance using (event)"
        " where program = 'spbe' and starts_with(starts_on, '2023')",
    )
    shown = numbers(test)
    assert (shown["Kegiatan"], shown["Daerah tercatat hadir"]) == (str(events), str(governments))


@pytest.mark.parametrize("event", [WORKSHOP, "2023-01-16-lokakarya-transformasi"])
def test_one_event_of_demonstration_data(
    demo_folder: Path, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    test = run(demo_folder, monkeypatch, "events.py", kegiatan=event)

    assert [text for text in complaints(test) if event not in text] == []
    assert "DATA CONTOH" in texts(test)


def test_an_empty_database_teaches(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(empty_folder, monkeypatch, "events.py")

    assert complaints(test) == []
    assert "Belum ada kegiatan yang tercatat." in texts(test)
    labels = [button.label for button in test.button]
    assert [label for label in labels if label.startswith("Unggah ")] == [
        "Unggah kegiatan",
        "Unggah sesi kegiatan",
        "Unggah kehadiran",
    ]


def test_the_way_to_the_upload_chooses_the_table(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "events.py", kegiatan=WORKSHOP)

    test.button(key="upload_attendance").click().run()

    assert test.session_state["upload_table"] == "attendance"


def test_wrong_values_are_said(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"cara": "terbang", "tahun": "1066", "status": "x", "kegiatan": "none"}
    found = complaints(run(data_folder, monkeypatch, "events.py", **wrong))
    assert [value for value in wrong.values() if not any(f"“{value}”" in text for text in found)] == []


def test_the_workshop_says_what_is_not_known(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = texts(run(data_folder, monkeypatch, "events.py", kegiatan=WORKSHOP))

    for text in (
        "**Penyelenggara** · Ditjen Otonomi Daerah Kemendagri",
        "**Mitra** · USAID ERAT",
        "**Waktu** · 16 Januari 2024",
        "1. **Pembukaan** · Suryawan Hidayat",
        "Waktu setiap sesi belum diketahui; urutannya menurut sumber.",
        "Dua sesi, pagi dan sore.",
        "2 daerah dari 2 provinsi tercatat hadir",
        "Belum diketahui: Tempat, Jumlah peserta, Lapisan layanan TIK.",
    ):
        assert text in shown


def test_known_names_are_never_more_than_they_are(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, "events.py", kegiatan=LIVING_LAB)

    assert "2 dari 62 kabupaten/kota diketahui namanya" in [header.value for header in test.header]
    assert "**Jumlah peserta** · 62 kabupaten/kota" in texts(test)


@pytest.mark.parametrize(
    ("starts_at", "part"),
    [
        (None, ""),
        ("", ""),
        ("2024-01-16", "16 Januari 2024"),
        ("2024-01-16T08:30", "Pagi, 16 Januari 2024"),
        ("2024-01-16T11:00", "Siang, 16 Januari 2024"),
        ("2024-01-16T15:00:00", "Sore, 16 Januari 2024"),
        ("2024-01-16 19:00", "Malam, 16 Januari 2024"),
    ],
)
def test_part_of_the_day(starts_at: str | None, part: str) -> None:
    assert event_sessions.part_of_day(starts_at) == part


def change(folder: Path, table: str, *new: Mapping[str, object]) -> None:
    """Add rows to a table."""
    store = Store(folder)

    def add(draft: Draft) -> None:
        draft.upsert(table, pd.DataFrame(list(new)))

    store.publish(add, kind="upload", made_by="Sari", reason="uji")
    store.close()


def test_sessions_stand_by_time_of_day(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = {1: "2024-01-16T09:00", 2: "2024-01-16T10:30", 3: "2024-01-16T15:00", 4: None}
    sessions = [
        {"event": WORKSHOP, "ordinal": ordinal, "title": f"Sesi {ordinal}", "starts_at": time}
        for ordinal, time in times.items()
    ]
    change(own_data_folder, "event_session", *sessions)

    shown = texts(run(own_data_folder, monkeypatch, "events.py", kegiatan=WORKSHOP))

    found = re.findall(r"\*\*(Pagi|Siang|Sore), 16 Januari 2024\*\*|(\d)\. \*\*Sesi", shown)
    assert ["".join(each) for each in found] == ["Pagi", "1", "2", "Sore", "3", "4"]
    assert "Waktu 1 sesi belum diketahui." in shown
    assert "**Sesi 1** · Suryawan Hidayat · 09.00" in shown


def test_hostile_text_is_text(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = [text for text in HOSTILE if "\x00" not in text] + [":material/home: $x^2$ [a](b) **tebal**"]
    added = [
        {
            "event": f"uji-{place}",
            "title": text,
            "starts_on": "2026-01-01",
            "organiser": text,
            "note": f"Satuan peserta: {text}",
            "participants": 3,
            "ict_layers": "network; people",
        }
        for place, text in enumerate(hostile)
    ]
    change(own_data_folder, "event", *added)
    change(own_data_folder, "event_session", {"event": "uji-0", "ordinal": 1, "title": hostile[0]})
    change(own_data_folder, "attendance", {"event": "uji-0", "region_code": "16.01", "participants": 2})

    for place, text in enumerate(hostile):
        test = run(own_data_folder, monkeypatch, "events.py", kegiatan=f"uji-{place}")
        assert complaints(test) == []
        assert re.sub(r"\\(.)", r"\1", test.title[0].value).replace(JOINER, "") == text.strip()
    for page in ("events.py", "overview.py"):
        assert complaints(run(own_data_folder, monkeypatch, page)) == []


def test_other_pages_lead_to_events(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    overview = run(data_folder, monkeypatch, "overview.py")
    assert "Kegiatan terakhir" in [each.value for each in overview.subheader]
    assert complaints(overview) == []
    everything = texts(run(data_folder, monkeypatch, "method.py"))
    assert "sedikitnya 3 kegiatan dan sedikitnya 15%" in everything


def test_a_source_leads_to_its_event(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ((source, key),) = rows(
        data_folder,
        "select left(sha256(source_title || chr(10) || source_url), 12), cast(json_array(event) as varchar)"
        f" from event where event = '{WORKSHOP}'",
    )
    test = run(data_folder, monkeypatch, "quality.py", sumber=str(source), tabel="event", kunci=str(key))

    assert complaints(test) == []
    links = {each.proto.label: each.proto.query_string for each in test.get("page_link") if each.proto.label}
    assert parse_qs(links["Halaman kegiatan"])["kegiatan"] == [WORKSHOP]


def test_an_event_of_a_region_leads_to_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(onward, "note", lambda page, **more: noted.append((page, more)))

    region_work._onward(View(region="16.01"), "event", pd.Series({"event": WORKSHOP}))

    assert noted == [("events.py", {"event": WORKSHOP})]
