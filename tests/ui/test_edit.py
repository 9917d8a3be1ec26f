"""Ubah satu baris: finding a row, the form made from the contract, checking, publishing, adding, removing."""

import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from smartcity.access import Caller
from smartcity.contract import load_contract
from smartcity.intake import form
from smartcity.store import Store
from smartcity.ui import edit, edit_fields
from tests.ui.test_pages import open_as

WHO = Caller("Sari", None)
KEY = '["uji-1"]'
PILOT = {
    "pilot": "uji-1",
    "region_code": "16.01",
    "program": "gmsc",
    "edition": "2022",
    "title": "Satu Data",
    "kind": "quick_win",
    "status": "running",
    "progress_percent": "12,5",
    "budget_idr": "1.500.000.000",
    "note": "Menunggu jaringan",
}
UPLOADABLE = [table.name for table in load_contract().tables.values() if table.uploadable]


@pytest.fixture(scope="module")
def prepared(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose second batch added a pilot."""
    folder = Path(shutil.copytree(data_folder, tmp_path_factory.mktemp("edited") / "db"))
    store = Store(folder)
    form.publish(store, form.entry("pilot", None, PILOT), caller=WHO, note="Baru")
    store.close()
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """Return a copy of the prepared folder that the test may change."""
    return Path(shutil.copytree(prepared, tmp_path / "edited"))


def open_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: str | None = None, **parameters: str
) -> AppTest:
    """Open the page with an address, from this computer or from another one."""
    return open_as(folder, monkeypatch, "edit.py", at, parameters)


def open_pilot(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Open the form of the pilot of these tests."""
    return open_page(folder, monkeypatch, tabel="pilot", kunci=KEY)


def stored(folder: Path, table: str = "pilot", key: str = KEY) -> dict[str, str] | None:
    """Return a row as the current version has it."""
    with Store(folder).read() as snapshot:
        found = form.row(snapshot, table, key)
    return dict(found.values) if found else None


def check(test: AppTest) -> AppTest:
    """Check what stands in the fields."""
    return test.button(key="edit_check").click().run()


def confirm(test: AppTest, reason: str) -> AppTest:
    """Give name and reason, and do what is asked."""
    test.text_input(key="writer_name").set_value("Budi")
    test.text_input(key="confirm_reason").set_value(reason)
    submit = next(each for each in test.main.button if each.label in ("Terbitkan", "Hapus baris"))
    return submit.click().run()


def complaints(test: AppTest) -> list[str]:
    """Return what the page complains of."""
    return [each.value for each in (*test.exception, *test.error, *test.warning)]


def field(test: AppTest, name: str) -> str:
    """Return the key of a field's widget."""
    prefix = test.session_state["edit_opened"].prefix
    return f"{prefix}{name}"


@pytest.mark.parametrize("table", UPLOADABLE)
def test_every_table_has_a_list_and_a_form(
    prepared: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    listed = open_page(prepared, monkeypatch, tabel=table)
    with Store(prepared).read() as snapshot:
        described = load_contract().tables[table]
        found = snapshot.rows(f"select {described.row_key_sql()} from {table} order by all limit 1")
    forms = [open_page(prepared, monkeypatch, tabel=table, kunci=key) for (key,) in [("new",), *found]]

    assert complaints(listed) == []
    assert len(listed.dataframe) == len(found)
    assert [complaints(page) for page in forms] == [[]] * len(forms)
    assert [check(page).exception for page in forms] == [[]] * len(forms)
    assert [[info.value for info in page.info] for page in forms[1:]] == [["Tidak ada yang berubah."]] * len(
        found
    )


def test_list_is_narrowed_by_the_address_and_by_text(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(prepared, monkeypatch, tabel="pilot", program="gmsc", periode="2022", wilayah="16.01")
    assert test.dataframe[0].value["title"].tolist() == ["Satu Data"]

    test.text_input(key="edit_text").set_value("tidak ada").run()
    assert test.dataframe == []
    assert "**Tidak ada baris yang cocok**" in [text.value for text in test.main.markdown]

    test.text_input(key="edit_text").set_value("ogan komering ULU").run()
    assert test.dataframe[0].value["region_code"].tolist() == ["Kabupaten Ogan Komering Ulu"]


def test_a_long_list_is_cut_and_says_so(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edit, "MOST_ROWS", 2)

    test = open_page(prepared, monkeypatch, tabel="participation")

    assert len(test.dataframe[0].value) == 2
    assert "Yang tampil 2 baris pertama; persempit dengan saringan atau teks." in [
        text.value for text in test.caption
    ]


@pytest.mark.parametrize(
    ("parameters", "notice"),
    [
        ({"tabel": "batch"}, "tabel “batch”"),
        ({"tabel": "pilot", "kunci": '["tidak ada"]'}, 'kunci baris “["tidak ada"]”'),
        ({"tabel": "pilot", "kunci": "<script>"}, "kunci baris “<script>”"),
    ],
)
def test_wrong_addresses_fall_back(
    prepared: Path, monkeypatch: pytest.MonkeyPatch, parameters: dict[str, str], notice: str
) -> None:
    test = open_page(prepared, monkeypatch, **parameters)

    assert complaints(test) == [f"Alamat meminta {notice} yang tidak ada; yang tampil adalah pilihan bawaan."]
    assert len(test.dataframe) == 1


def test_a_cell_is_changed_and_another_one_emptied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_pilot(folder, monkeypatch)
    assert test.text_input(key=field(test, "progress_percent")).value == "12,5"
    assert test.text_input(key=field(test, "budget_idr")).value == "1.500.000.000"

    test.selectbox(key=field(test, "status")).set_value("completed")
    test.text_area(key=field(test, "note")).set_value("")
    check(test)
    assert complaints(test) == []
    assert test.main.markdown[-1].value.splitlines() == [
        "| Kolom | Sebelum | Sesudah |",
        "| --- | --- | --- |",
        "| Status | Berjalan | Selesai |",
        "| Catatan | Menunggu jaringan | — |",
    ]
    before = stored(folder)
    assert before is not None
    confirm(test, "Sudah selesai")

    assert complaints(test) == []
    assert [each.value for each in test.success] == ["Baris ini diterbitkan; datanya kini versi 3."]
    assert stored(folder) == {**before, "status": "completed", "note": ""}
    done = Store(folder).history().iloc[0]
    assert tuple(done[["made_by", "reason", "table_name", "file_name", "added", "changed"]]) == (
        "Budi",
        "Sudah selesai",
        "pilot",
        "formulir-pilot.csv",
        0,
        1,
    )
    assert test.text_area(key=field(test, "note")).value == ""


def test_problems_stand_beside_their_fields(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_pilot(prepared, monkeypatch)
    test.text_input(key=field(test, "due_on")).set_value("31/02/2024")
    test.text_input(key=field(test, "title")).set_value("")
    check(test)

    assert [error.value for error in test.error] == [
        "Nama percontohan kosong, padahal wajib diisi. "
        "Isi Nama percontohan, misalnya Mal Pelayanan Publik Digital.",
        "Tanggal '31/02/2024' tidak ada. "
        "Tulis tanggal yang benar, mis. 28 Februari 2022 atau 2022\\-02\\-28.",
        "Perbaiki isian yang ditandai, lalu periksa lagi.",
    ]


def test_name_and_reason_are_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_pilot(folder, monkeypatch)
    test.selectbox(key=field(test, "status")).set_value("delayed")
    check(test)

    confirm(test, " ")

    assert complaints(test) == ["Isi nama Anda dan alasannya dahulu."]
    assert Store(folder).current() == 2


def test_what_was_typed_after_the_check_is_checked_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_pilot(folder, monkeypatch)
    test.selectbox(key=field(test, "status")).set_value("delayed")
    check(test)
    test.text_input(key=field(test, "progress_percent")).set_value("300")
    confirm(test, "Laporan")

    assert Store(folder).current() == 2
    assert complaints(test)[-2:] == [
        "Isian berubah sejak diperiksa. Periksa lagi yang akan berubah.",
        "Perbaiki isian yang ditandai, lalu periksa lagi.",
    ]


def test_a_row_that_somebody_else_changed_is_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_pilot(folder, monkeypatch)
    test.selectbox(key=field(test, "status")).set_value("completed")
    check(test)
    store = Store(folder)
    with store.read() as snapshot:
        before = form.row(snapshot, "pilot", KEY)
    assert before is not None
    other = form.entry("pilot", before, {**before.values, "title": "Nama lain"})
    form.publish(store, other, caller=WHO, note="lain")

    confirm(test, "Laporan")

    assert Store(folder).current() == 3
    assert complaints(test) == [
        "Baris ini baru saja diubah orang lain. Muat isinya yang sekarang, lalu ubah lagi."
    ]
    test.button(key="edit_reload").click().run()
    assert test.text_input(key=field(test, "title")).value == "Nama lain"
    assert complaints(test) == []


def test_a_new_row_starts_with_what_the_view_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(
        folder,
        monkeypatch,
        tabel="participation",
        program="gmsc",
        periode="2022",
        wilayah="16.02",
        kunci="new",
    )
    test.selectbox(key=field(test, "stage")).set_value("invited")
    test.text_input(key=field(test, "source_title")).set_value("Surat undangan")
    check(test)
    assert complaints(test) == []
    confirm(test, "Surat baru")

    key = json.dumps(["gmsc", "2022", "16.02", "invited", "Surat undangan"], separators=(",", ":"))
    assert [each.value for each in test.success] == ["Baris ini diterbitkan; datanya kini versi 3."]
    assert test.query_params["kunci"] == key
    row = stored(folder, "participation", key)
    assert row is not None
    assert row["confidence"] == "official"


def test_a_new_row_must_be_new(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(prepared, monkeypatch, tabel="pilot", wilayah="16.01", kunci="new")
    for name in ("pilot", "title"):
        test.text_input(key=field(test, name)).set_value(PILOT[name])
    for name in ("kind", "status"):
        test.selectbox(key=field(test, name)).set_value(PILOT[name])
    check(test)

    assert complaints(test) == ["Baris dengan kunci ini sudah ada. Bukalah untuk mengubahnya."]


def test_the_program_decides_which_stages_there_are(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(prepared, monkeypatch, tabel="participation", kunci="new")
    assert test.selectbox(key=field(test, "stage")).options[1:2] == ["Diundang"]

    test.selectbox(key=field(test, "program")).set_value("idsll").run()

    assert test.selectbox(key=field(test, "stage")).options == [
        "— kosong —",
        "Diundang",
        "Menandatangani komitmen",
        "Menjadi percontohan",
    ]
    assert complaints(test) == []


def test_a_row_is_removed_and_the_undo_brings_it_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stored(folder)
    test = open_pilot(folder, monkeypatch)
    test.button(key="begin_delete").click().run()
    confirm(test, "Tercatat dua kali")

    assert complaints(test) == []
    assert [each.value for each in test.success] == ["Baris itu dihapus; datanya kini versi 3."]
    assert stored(folder) is None
    Store(folder).undo(3, made_by="Budi", reason="keliru")
    assert stored(folder) == before


def test_the_form_is_closed_to_visitors_from_afar(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(prepared, monkeypatch, "10.0.0.7", tabel="pilot", kunci=KEY)

    assert "**Mengubah data tidak terbuka dari sini**" in [text.value for text in test.main.markdown]
    assert [*test.main.text_input, *test.main.selectbox] == []
    assert [button.key for button in test.main.button] == ["present"]


def test_several_values_are_a_list(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(prepared, monkeypatch, tabel="event", kunci="new")
    layers = test.multiselect(key=field(test, "ict_layers"))

    layers.set_value(["network", "people"]).run()

    prefix = test.session_state["edit_opened"].prefix
    assert layers.options == [
        "Jaringan",
        "Perangkat keras dan lunak",
        "Aplikasi dan data",
        "Sumber daya manusia",
    ]
    assert test.session_state[f"{prefix}ict_layers"] == ["network", "people"]
    several = [
        each.name for each in load_contract().tables["event"].fields if edit_fields._takes_several(each)
    ]
    assert several == ["ict_layers"]
