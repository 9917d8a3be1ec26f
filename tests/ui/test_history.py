"""Riwayat: all batches, one batch with its rows, its undo and its restoration, for those who may and those who not."""

import hashlib
import shutil
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from smartcity import originals
from smartcity.access import Caller, NotAllowed
from smartcity.contract import load_contract
from smartcity.intake import form
from smartcity.intake.examining import reference_of
from smartcity.store import Store
from smartcity.ui import history_actions, history_batch, history_confirm, history_words, writer
from tests.ui.test_pages import open_as

WHO = Caller("Sari", None)
PILOT = '["uji-1"]'
NEW = {
    "pilot": "uji-1",
    "region_code": "16.01",
    "title": "Satu Data",
    "kind": "quick_win",
    "status": "running",
    "progress_percent": "12,5",
}


def put(store: Store, texts: Mapping[str, str], note: str) -> int:
    """Add or change the pilot of these tests and return the version."""
    with store.read() as snapshot:
        before = form.row(snapshot, "pilot", PILOT)
    now = {}
    if before:
        fields = load_contract().tables["pilot"].fields
        now = {field.name: form.shown(field, before.values[field.name]) for field in fields}
    published = form.publish(store, form.entry("pilot", before, {**now, **texts}), caller=WHO, note=note)
    assert published.version is not None
    return published.version


@pytest.fixture(scope="module")
def prepared(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with three batches: 2 adds a pilot, 3 changes it, 4 changes another column of it."""
    folder = Path(shutil.copytree(data_folder, tmp_path_factory.mktemp("changed") / "db"))
    store = Store(folder)
    put(store, NEW, "Laporan baru")
    put(store, {"status": "completed", "progress_percent": "100"}, "Sudah selesai")
    put(store, {"title": "Satu Data | [uji](x)"}, "Nama lengkap")
    store.close()
    return folder


@pytest.fixture
def changed(prepared: Path, tmp_path: Path) -> Path:
    """Return a copy of the prepared folder that the test may change."""
    return Path(shutil.copytree(prepared, tmp_path / "changed"))


def open_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: str | None = None, **parameters: str
) -> AppTest:
    """Open Riwayat with an address, from this computer or from another one; the folder stays set for later clicks."""
    return open_as(folder, monkeypatch, "history.py", at, parameters)


def texts(test: AppTest) -> list[str]:
    """Return the paragraphs of the page without the menu and the footer."""
    return [each.value for each in test.main.markdown]


def labels(test: AppTest) -> list[str]:
    """Return the words of the buttons of the page, but of the one at every page's foot."""
    return [button.label for button in test.main.button if button.key != "present"]


def test_list_of_batches(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(changed, monkeypatch)

    assert test.title[0].value == "Riwayat"
    assert [*test.exception, *test.warning, *test.error] == []
    said = [text.split("  \n") for text in texts(test)]
    assert [lines[1:] for lines in said] == [
        ["Nama lengkap", "0 baris baru, 1 diubah, 0 dihapus · formulir\\-pilot.csv"],
        ["Sudah selesai", "0 baris baru, 1 diubah, 0 dihapus · formulir\\-pilot.csv"],
        ["Laporan baru", "1 baris baru, 0 diubah, 0 dihapus · formulir\\-pilot.csv"],
        said[3][1:],
    ]
    assert [lines[0].split(" · ")[1] for lines in said] == ["Sari", "Sari", "Sari", "smartcity"]


def test_no_upload_yet_teaches(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(own_data_folder, monkeypatch)

    assert texts(test)[0] == "**Belum ada unggahan**"


def test_many_batches_come_in_pages(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartcity.ui.history.EACH_PAGE", 1)
    put(Store(own_data_folder), NEW, "Laporan baru")

    test = open_page(own_data_folder, monkeypatch)

    assert [text.value for text in test.caption if "dari" in text.value][-1:] == ["1–1 dari 2"]
    assert len(texts(test)) == 1


def test_a_wrong_batch_falls_back(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(own_data_folder, monkeypatch, unggahan="99")

    assert test.title[0].value == "Riwayat"
    assert [warning.value for warning in test.warning] == [
        "Alamat meminta unggahan “99” yang tidak ada; yang tampil adalah pilihan bawaan."
    ]


def test_rows_of_a_batch_cell_by_cell(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(changed, monkeypatch, unggahan="3")

    assert test.title[0].value == "Unggahan 3"
    said = texts(test)
    assert said[0].split("  \n")[1:] == [
        "**Oleh** · Sari",
        "**Alasan** · Sudah selesai",
        "**Tabel** · Percontohan & quick win",
        "**Baris** · 0 baris baru, 1 diubah, 0 dihapus",
        "**Versi data** · 3",
        "**Berkas** · formulir\\-pilot.csv",
    ]
    assert said[2] == (
        "**± Diubah** · Percontohan & quick win: uji\\-1  \n_Kemudian diubah lagi oleh unggahan 4._"
    )
    assert said[3].splitlines() == [
        "| Kolom | Sebelum | Sesudah |",
        "| --- | --- | --- |",
        "| Status | Berjalan | Selesai |",
        "| Kemajuan (%) | 12,5 | 100 |".replace("(", "\\(").replace(")", "\\)"),
    ]


def test_markup_in_data_is_shown_as_it_is(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(changed, monkeypatch, unggahan="4")

    assert texts(test)[-1].endswith("| Satu Data | Satu Data \\| \\[uji\\]\\(x\\) |")


def test_added_rows_are_named_by_their_key(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(changed, monkeypatch, unggahan="2")

    assert texts(test)[-1] == (
        "**+ Baris baru** · Percontohan & quick win: uji\\-1  \n_Kemudian diubah lagi oleh unggahan 3, 4._"
    )
    assert labels(test) == ["Pulihkan versi ini"]
    assert "Tidak ada lagi yang dapat dibatalkan: semua barisnya sudah diubah oleh unggahan berikutnya." in [
        text.value for text in test.caption
    ]


def test_undo_asks_first_and_is_done_once(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(changed, monkeypatch, unggahan="4")
    test.button(key="begin_undo").click().run()
    assert "1 baris kembali seperti sebelum unggahan ini." in texts(test)

    test.main.button[0].click().run()
    assert [error.value for error in test.error] == ["Isi nama Anda dan alasannya dahulu."]
    assert Store(changed).current() == 4

    test.text_input(key="writer_name").set_value("Budi")
    test.text_input(key="confirm_reason").set_value("Salah nama")
    test.main.button[0].click().run()

    assert [each.value for each in test.success] == ["Unggahan ini dibatalkan; datanya kini versi 5."]
    assert [*test.exception, *test.error] == []
    done = Store(changed).history().iloc[0]
    assert tuple(done[["kind", "made_by", "reason", "changed"]]) == ("undo", "Budi", "Salah nama", 1)
    assert "begin_undo" not in [button.key for button in test.main.button]


def test_undo_says_which_rows_stay(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(changed)

    def two(draft: object) -> None:
        import pandas as pd

        rows = pd.DataFrame({"award": ["a1", "a2"], "title": ["Satu", "Dua"], "region_code": ["16.01", "16"]})
        draft.upsert("award", rows)  # type: ignore[attr-defined]

    version = store.publish(two, kind="upload", made_by="Sari", reason="dua", table_name="award")
    store.publish(
        lambda draft: draft.delete("award", draft.connection.execute("select 'a2' as award").df()),
        kind="upload",
        made_by="Ani",
        reason="satu",
    )

    test = open_page(changed, monkeypatch, unggahan=str(version))
    test.button(key="begin_undo").click().run()
    said = texts(test)
    test.text_input(key="writer_name").set_value("Budi")
    test.text_input(key="confirm_reason").set_value("Salah")
    test.main.button[0].click().run()

    assert "1 baris dibiarkan, karena sesudah itu diubah lagi:" in said
    assert f"- Penghargaan\\: a2 (unggahan {version + 1})" in said
    assert "- Penghargaan\\: a2" in texts(test)


def test_restore_brings_a_version_back(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(changed, monkeypatch, unggahan="2")
    test.button(key="begin_restore").click().run()
    test.text_input(key="writer_name").set_value("Budi")
    test.text_input(key="confirm_reason").set_value("Ulangi")
    test.main.button[0].click().run()

    assert [each.value for each in test.success] == ["Isi versi ini dipulihkan; datanya kini versi 5."]
    store = Store(changed)
    with store.read() as snapshot:
        row = form.row(snapshot, "pilot", PILOT)
    assert row is not None
    assert (row.values["status"], row.values["title"]) == ("running", "Satu Data")


def test_a_second_click_does_nothing(changed: Path) -> None:
    store = Store(changed)

    first = history_actions.undo(store, 4, WHO, "x")
    second = history_actions.undo(store, 4, WHO, "x")

    assert (first.version, second.version, second.left) == (5, None, (("pilot", PILOT),))


def test_only_who_may_writes(changed: Path) -> None:
    far = Caller("Tamu", "10.0.0.7")
    store = Store(changed)

    with pytest.raises(NotAllowed):
        history_actions.undo(store, 4, far, "x")
    with pytest.raises(NotAllowed):
        history_actions.restore(store, 2, 2, far, "x")

    assert store.current() == 4


def test_visitors_from_afar_read_but_get_no_file_and_no_button(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(changed, monkeypatch, "10.0.0.7", unggahan="3")

    assert test.title[0].value == "Unggahan 3"
    assert labels(test) == []
    assert test.get("download_button") == []


def test_a_missing_original_is_said(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = str(Store(changed).history().iloc[0]["sha256"])
    kept = originals.original(changed, sha256)
    assert kept is not None
    assert hashlib.sha256(kept).hexdigest() == sha256
    (changed / originals.FOLDER / sha256).unlink()

    test = open_page(changed, monkeypatch, unggahan="4")

    assert "Berkas asli tidak disimpan lagi." in [text.value for text in test.caption]


def test_keys_and_cells_in_words(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartcity.ui.data.made", lambda _of, make: make())
    monkeypatch.setattr(history_words, "region_names", lambda: {"16.01": "Kabupaten Ogan Komering Ulu"})
    with Store(data_folder).read() as snapshot:
        known = reference_of(snapshot)
    monkeypatch.setattr(history_words, "reference", lambda: known)

    key = '["gmsc","2022","16.01","selected","Surat"]'
    assert history_words.key_words("participation", key) == (
        "Gerakan Menuju Smart City · Angkatan 2022 · Kabupaten Ogan Komering Ulu · Terpilih · Surat"
    )
    assert history_words.key_words("gone", '["a",1]') == "a · 1"
    assert history_words.word("pilot", "budget_idr", 1_500_000_000, {}) == "1.500.000.000"
    assert history_words.word("pilot", "due_on", "2023-12", {}) == "Desember 2023"
    assert history_words.word("pilot", "due_on", None, {}) == "—"
    assert history_batch.cells("gone", {"a": 1}, {}) == "| Kolom | Sebelum |\n| --- | --- |\n| a | 1 |"


def test_two_clicks_at_once_write_once(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {"confirm_reason": "x"}
    monkeypatch.setattr("streamlit.session_state", state)
    monkeypatch.setattr(writer, "caller", lambda: WHO)
    started, written = threading.Event(), []

    def write(caller: Caller, reason: str) -> str:
        started.set()
        time.sleep(0.2)
        written.append((caller.name, reason))
        return "done"

    def second() -> None:
        started.wait()
        history_confirm._once("undo 4", lambda: write)
        seen.append(history_confirm.done())

    seen: list[object] = []
    history_confirm.begin("undo 4")
    other = threading.Thread(target=second)
    other.start()
    history_confirm._once("undo 4", lambda: write)
    other.join()

    assert (written, seen) == ([("Sari", "x")], ["done"])
