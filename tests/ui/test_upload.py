"""Unggah data without a browser: what a person sees of a file, decides about it, publishes and takes back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from smartcity import words
from smartcity.contract import load_contract
from smartcity.intake.choices import PAGE_LIMITS, Target
from smartcity.intake.problems import Problem
from smartcity.intake.report import Group
from smartcity.look import LIGHT
from smartcity.settings import settings
from smartcity.store import DiskFull, Draft, Store
from smartcity.ui import menu, upload_columns, upload_grid, upload_result, upload_rows, upload_work
from smartcity.ui.upload_grid import Cell
from smartcity.ui.upload_work import Work
from tests.ui.test_pages import MAIN

MESSY = """Rekap SPBE Kabupaten/Kota Tahun 2023;;;;;;;;
;;;;;;;;
No;Kabupaten/Kota;Provinsi;Tanggal penilaian;Kebijakan;Tata Kelola;Manajemen;Layanan;Keterangan
1;KAB. OKU;Sumatera Selatan;21/04/2022;2,51;2,4;1,9;3,12;
2;Kota Palembang;Sumatera Selatan;21/04/2022;3,51;3,4;2,9;4,12;
3;Bandung;Jawa Barat;21/04/2022;3,2;3;2,5;3,9;
4;Kab. Sleman;;22/04/2022;3,2;7,5;2,5;3,9;
Jumlah;;;;12,42;16,3;9,8;15,04;
"""
NAMES = """program;periode;wilayah;tahap;sumber;catatan
gmsc;2022;16.01;Terpilih;Uji;satu
gmsc;2022;16.02;Terpilih;Uji;dua
"""
OTHER_NAMES = NAMES.replace("satu", "lain")
SIMILAR = NAMES.replace("catatan", "cattatan")
AMBIGUOUS = "pilot;wilayah;judul;jenis;status;kemajuan\nuji-1;16.01;CCTV;quick win;Berjalan;1.234\n"
TABLE = "upload_choose_table"


@pytest.fixture
def app(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Return the page, open to everybody, over a database of its own."""
    monkeypatch.setenv("SMARTCITY_DATA", str(own_data_folder))
    monkeypatch.setenv("SMARTCITY_UPLOADS", "all")
    settings.cache_clear()
    test = AppTest.from_file(str(MAIN), default_timeout=60)
    test.run()
    yield test.switch_page(str(menu.PAGES / "upload.py")).run()
    settings.cache_clear()


def upload(app: AppTest, text: str | bytes, table: str = "participation", name: str = "uji.csv") -> Work:
    """Choose a table and drop a file."""
    app.selectbox(key=TABLE).select(table).run()
    content = text if isinstance(text, bytes) else text.encode("cp1252")
    app.file_uploader[0].set_value((name, content, "text/csv")).run()
    return work_of(app)


def assert_whole(app: AppTest) -> None:
    """Make sure that the page was drawn to its end."""
    failed = [each.value for each in app.error if each.value.startswith("Terjadi kesalahan")]
    assert [*app.exception, *failed] == []


def work_of(app: AppTest) -> Work:
    """Return the file that the page works on."""
    assert_whole(app)
    work: Work = app.session_state["upload_work"]
    return work


def press(app: AppTest, label: str) -> None:
    """Press the button with a label."""
    (button,) = [each for each in app.button if each.label == label]
    button.click().run()
    assert_whole(app)


def choose(app: AppTest, label: str, value: str) -> None:
    """Choose in the select box whose label begins so."""
    (box,) = [each for each in app.selectbox if each.label.startswith(label)]
    box.select(value).run()
    assert_whole(app)


def downloads(app: AppTest) -> list[str]:
    """Return what can be downloaded."""
    return [str(each.proto.label) for each in app.get("download_button")]


def said(app: AppTest) -> list[str]:
    """Return what is said on the page."""
    everything = [*app.markdown, *app.caption, *app.error, *app.success, *app.info, *app.warning]
    return [each.value.replace("\\", "") for each in everything]


def publish(app: AppTest, label: str, name: str = "Siti") -> None:
    """Give a name and press the button that publishes."""
    app.text_input(key="writer_name").set_value(name).run()
    press(app, label)


def test_closed_to_others(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_DATA", str(own_data_folder))
    settings.cache_clear()
    test = AppTest.from_file(str(MAIN), default_timeout=60)
    test.run()
    test.switch_page(str(menu.PAGES / "upload.py")).run()
    settings.cache_clear()

    assert "**Mengubah data tidak terbuka dari sini**" in said(test)
    assert list(test.selectbox) == []


def test_before_a_file_limits_templates_and_blanks_are_said(app: AppTest) -> None:
    lines = " ".join(said(app))

    assert "Paling besar 20 MB dan 200.000 baris." in lines
    assert "**Sel kosong** membiarkan data yang sudah ada; tanda **-** menghapusnya." in lines
    assert [each.label for each in app.selectbox] == ["Tabel yang diisi", "Isi templat"]
    assert downloads(app) == ["CSV untuk Excel", "XLSX dengan pilihan"]


def test_templates_of_every_table(app: AppTest) -> None:
    offered = {}
    for table in (table.name for table in load_contract().tables.values() if table.uploadable):
        app.selectbox(key=TABLE).select(table).run()
        app.selectbox(key=f"template_filled_{table}").select("present").run()
        assert_whole(app)
        offered[table] = len(app.get("download_button"))

    assert offered == dict.fromkeys(offered, 2)
    assert len(offered) == 14


def test_form_for_missing_names(app: AppTest) -> None:
    app.selectbox(key="template_filled_participation").select("missing").run()
    app.selectbox(key="template_edition").select("2022").run()
    app.selectbox(key="template_stage").select("selected").run()

    assert_whole(app)
    assert downloads(app) == ["XLSX dengan pilihan"]


def test_messy_file_from_drop_to_published_and_undone(app: AppTest, own_data_folder: Path) -> None:
    work = upload(app, MESSY, "assessment", "spbe.csv")
    assert [each.value for each in app.error] == [
        "Tidak ada kolom untuk Periode, padahal wajib ada. Pilih kolom yang memuatnya, isi satu nilai untuk semua "
        "baris, atau tambahkan kolom “Periode”."
    ]

    choose(app, "Periode", "2023")
    assert "4 baris dalam berkas = 2 baru + 0 berubah + 0 tetap + 2 ditolak." in " ".join(said(app))
    choose(app, "Bandung", "32.73")
    press(app, "Ya, arti kolom ini benar")
    publish(app, "Terbitkan 3 baris")
    assert work.said == "Perbaiki 1 baris yang ditolak, atau pilih menerbitkan baris yang benar saja."
    work.decide(cells={(7, 5): "3,5"})
    app.run()
    publish(app, "Terbitkan 4 baris")

    assert "**Terbit sebagai versi 2.** 4 baris baru, 0 diubah, 0 tetap, 0 ditinggalkan." in said(app)
    assert scores(own_data_folder) == [("16.01", 2.51), ("16.71", 3.51), ("32.73", 3.2), ("34.04", 3.2)]
    press(app, "Batalkan unggahan ini")
    assert "**Unggahan dibatalkan** dengan versi 3; data kembali seperti sebelumnya." in said(app)
    assert scores(own_data_folder) == []


def scores(folder: Path) -> list[tuple[str, float]]:
    """Return the scores of one domain that the messy file brings."""
    with Store(folder).read() as snapshot:
        found = snapshot.rows(
            "select region_code, score from assessment where edition = '2023' and indicator = 'd1'"
            " and assessed_on in ('2022-04-21', '2022-04-22') order by all"
        )
    return [(str(code), float(score)) for code, score in found]


def test_confirmed_columns_are_remembered(app: AppTest) -> None:
    first = upload(app, SIMILAR)
    assert [column.header for column in first.to_confirm()] == ["cattatan"]
    publish(app, "Terbitkan 2 baris")
    assert first.said == "Pastikan dahulu arti kolom yang dibaca dari judulnya."
    press(app, "Ya, arti kolom ini benar")
    press(app, "Terbitkan 2 baris")
    press(app, "Unggah berkas lain")

    again = upload(app, SIMILAR.replace("dua", "tiga"))

    assert again.to_confirm() == []
    assert again.report is not None
    assert [column.how for column in again.report.plan.columns][-1] == "remembered"


def test_the_same_file_again_says_who_and_when(app: AppTest) -> None:
    upload(app, NAMES)
    publish(app, "Terbitkan 2 baris")
    press(app, "Unggah berkas lain")

    upload(app, NAMES)

    assert "Semua isi berkas ini sudah ada; tidak ada yang perlu diubah." in said(app)
    assert [each.value.replace("\\", "").split(" pada ")[0] for each in app.info] == [
        "Berkas yang sama pernah diunggah oleh Siti"
    ]
    assert "2 baris dalam berkas = 0 baru + 0 berubah + 2 tetap + 0 ditolak." in said(app)


def test_what_somebody_else_changed_is_a_conflict_and_compared_again(
    app: AppTest, own_data_folder: Path
) -> None:
    work = upload(app, NAMES)
    meanwhile(own_data_folder, "ubahan orang lain")
    publish(app, "Terbitkan 2 baris")

    assert "1 baris diubah orang lain sejak berkas dibandingkan; tidak ada yang diterbitkan." in said(app)
    assert work.report is not None
    assert (work.report.counts.added, work.report.counts.changed) == (1, 1)
    press(app, "Terbitkan 2 baris")
    assert "**Terbit sebagai versi 3.** 1 baris baru, 1 diubah, 0 tetap, 0 ditinggalkan." in said(app)


def meanwhile(folder: Path, note: str) -> None:
    """Change the first of the rows as another person would."""
    row = {"program": "gmsc", "edition": "2022", "region_code": "16.01", "stage": "selected"}
    frame = pd.DataFrame([{**row, "source_title": "Uji", "note": note, "confidence": "official"}])

    def change(draft: Draft) -> None:
        draft.upsert("participation", frame)

    Store(folder).publish(change, kind="upload", made_by="Budi", reason="uji", table_name="participation")


def test_the_button_publishes_once(app: AppTest, own_data_folder: Path) -> None:
    work = upload(app, NAMES)
    publish(app, "Terbitkan 2 baris")
    before = Store(own_data_folder).current()
    app.run()

    assert work.published is not None
    assert [each.label for each in app.button if each.label.startswith("Terbitkan")] == []
    assert Store(own_data_folder).current() == before == 2


def test_a_name_is_asked_for(app: AppTest, own_data_folder: Path) -> None:
    work = upload(app, NAMES)
    press(app, "Terbitkan 2 baris")

    assert (work.said, work.published) == ("Isi nama Anda.", None)
    assert Store(own_data_folder).current() == 1


def test_changes_are_shown_before_and_after(app: AppTest) -> None:
    upload(app, NAMES)
    publish(app, "Terbitkan 2 baris")
    press(app, "Unggah berkas lain")
    upload(app, OTHER_NAMES)

    (table,) = [each.proto.body for each in app.get("html") if "Sel yang akan berubah" in each.proto.body]
    assert "Kabupaten Ogan Komering Ulu" in table
    assert '<td class="before">satu</td>' in table
    assert '<td class="after">' in table
    assert "</span> lain</td>" in table


def test_replacing_lists_what_goes(app: AppTest) -> None:
    work = upload(app, NAMES)
    app.checkbox(key=f"replace_{work.number}").check().run()

    assert_whole(app)
    assert work.choices.replace == ("gmsc", "2022")
    (warning,) = app.warning
    assert work.report is not None
    assert warning.value == f"{work.report.facts['removed']} baris akan dihapus:"
    assert work.report.facts["removed"] > 0
    app.checkbox(key=f"replace_{work.number}").uncheck().run()
    assert work.choices.replace is None


def test_a_decimal_mark_is_asked_once_for_a_column(app: AppTest) -> None:
    work = upload(app, AMBIGUOUS, "pilot")
    (question,) = app.radio
    assert question.label.replace("\\", "") == "Tanda desimal pada kolom kemajuan"
    question.set_value(".").run()

    assert work.choices.decimals == {5: "."}
    assert work.report is not None
    assert work.report.counts.added == 1
    assert [each.value for each in app.radio] == ["."]


def test_how_a_file_is_read_can_be_changed_and_reset(app: AppTest) -> None:
    work = upload(app, MESSY, "assessment")
    choose(app, "Pemisah kolom", ",")
    assert work.choices.delimiter == ","
    choose(app, "Pemisah kolom", ";")
    app.selectbox(key=f"reading_header_lines_{work.number}").select(1).run()
    assert work.choices.header_lines == (1,)

    assert work.report is not None
    assert work.report.sheet.header_lines == (1,)
    assert_whole(app)


def test_an_unreadable_file_says_what_to_do_and_leaves_the_way_open(app: AppTest) -> None:
    upload(app, b"%PDF-1.7 ...", name="laporan.csv")

    assert [each.value.replace("\\", "") for each in app.error] == [
        "**Ini dokumen PDF, bukan tabel.** Simpan tabelnya sebagai CSV atau XLSX, lalu unggah berkas itu."
    ]
    assert "Unggah berkas lain" in [each.label for each in app.button]


def test_a_file_that_takes_too_long_is_refused(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_work, "PAGE_LIMITS", replace(PAGE_LIMITS, seconds=0))
    upload(app, NAMES)

    assert [each.value.replace("\\", "") for each in app.error] == [
        "**Pemeriksaan berkas ini belum selesai setelah 0 detik, lalu dihentikan.** "
        "Coba lagi sebentar lagi, atau bagi berkas menjadi beberapa bagian."
    ]


def test_decisions_outlive_reruns_languages_and_pages(app: AppTest) -> None:
    work = upload(app, MESSY, "assessment")
    choose(app, "Periode", "2023")
    choose(app, "Bandung", "32.73")
    decided, rounds = work.choices, work.round
    app.run()
    assert work.round == rounds
    app.query_params["lang"] = "en"
    app.run()
    with words.in_language("en"):
        app.switch_page(str(menu.PAGES / "about.py")).run()
        app.switch_page(str(menu.PAGES / "upload.py")).run()

    assert work_of(app) is work
    assert work.choices == decided
    assert app.selectbox(key=f"constant_{work.number}_edition").value == "2023"


def test_another_table_keeps_the_file(app: AppTest) -> None:
    work = upload(app, NAMES, "assessment")
    app.selectbox(key=TABLE).select("participation").run()

    assert work_of(app) is work
    assert work.report is not None
    assert work.report.counts.added == 2


def test_an_answer_is_kept_for_the_next_file(app: AppTest, own_data_folder: Path) -> None:
    nickname = NAMES.replace("16.01", "Bumi Sebimbing")
    work = upload(app, nickname)
    choose(app, "Bumi Sebimbing", "16.01")
    app.checkbox(key=f"keep_{work.number}_Bumi Sebimbing_").check().run()
    publish(app, "Terbitkan 2 baris")
    press(app, "Unggah berkas lain")
    again = upload(app, nickname.replace("satu", "lain"))

    assert again.report is not None
    assert again.report.regions_asked() == []
    assert again.report.counts.changed == 1
    with Store(own_data_folder).read() as snapshot:
        kept = snapshot.rows("select alias, code, added_by from region_alias where kind = 'confirmed'")
    assert kept == [("Bumi Sebimbing", "16.01", "Siti")]


def test_a_row_that_is_no_row_is_counted_and_named(app: AppTest) -> None:
    upload(app, f"{NAMES}gmsc;2022;16.03\n")

    lines = said(app)
    assert "3 baris dalam berkas = 2 baru + 0 berubah + 0 tetap + 1 ditolak." in lines
    assert "1 baris tidak terbagi menjadi kolom dan tidak tampil di sini; lihat daftar masalah." in lines
    assert downloads(app) == []


def test_what_stands_in_the_way_of_writing_is_said_and_nothing_is_lost(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_options: object) -> int:
        raise DiskFull("Tidak ada ruang; tidak ada data yang berubah.")

    work = upload(app, NAMES)
    with monkeypatch.context() as patched:
        patched.setattr(Store, "publish", full)
        publish(app, "Terbitkan 2 baris")
    assert [each.value for each in app.error] == ["Tidak ada ruang; tidak ada data yang berubah."]

    assert work_of(app) is work
    press(app, "Terbitkan 2 baris")
    assert work.published is not None
    assert work.published.version == 2


def test_a_file_that_we_fail_on_does_not_stand_in_the_way(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("uji")

    with monkeypatch.context() as patched:
        patched.setattr(upload_work, "examine", fail)
        app.file_uploader[0].set_value(("uji.csv", NAMES.encode(), "text/csv")).run()
    assert [each.value.split(" nomor ")[0] for each in app.error] == [
        "Terjadi kesalahan pada halaman ini. Muat ulang halaman; bila terulang, sebutkan"
    ]
    app.run()

    assert "upload_work" not in app.session_state
    assert upload(app, NAMES).report is not None


def test_a_meaning_can_be_chosen(app: AppTest) -> None:
    work = upload(app, SIMILAR)
    choose(app, "F · cattatan", "")

    assert work.choices.targets == {5: Target()}
    assert work.report is not None
    assert work.report.plan.is_sure


def test_a_cell_is_marked_by_sign_and_words_and_escaped() -> None:
    shown = upload_grid.table(
        ("Baris", "<b>"),
        [[Cell("5"), Cell("7,5 <script>", "error")]],
        label="Baris & sel",
        numbers=1,
        look=LIGHT,
    )

    assert shown == (
        '<div class="marked" role="region" tabindex="0" aria-label="Baris &amp; sel" '
        f'style="--line:{LIGHT.border};--head:{LIGHT.surface};--back:{LIGHT.background};--mark:{LIGHT.attention};">'
        '<table><thead><tr><th scope="col">Baris</th><th scope="col">&lt;b&gt;</th></tr></thead><tbody><tr>'
        '<td class="number">5</td><td class="error"><span class="sign" aria-hidden="true">✕</span>'
        '<span class="heard">salah:</span> 7,5 &lt;script&gt;</td></tr></tbody></table></div>'
    )


def test_what_was_written_anew() -> None:
    before = pd.DataFrame({"line": [4, 9], "reason": ["", ""], "0": ["a", "b"], "1": ["1", ""]})
    after = pd.DataFrame({"line": [4, 9], "reason": ["", ""], "0": ["a", None], "1": [" 2 ", ""]})

    assert upload_rows.corrections(before, after) == {(4, 1): "2", (9, 0): ""}


PROBLEM = Problem(4, "Nilai", "7,5", "type_invalid", "boolean", {"table": "region", "field": "autonomous"})
WARNING = Problem(4, "Tahap", "x", "stage_out_of_order", "older", {"stored": "x"})


@pytest.mark.parametrize(
    ("problems", "shown"),
    [
        ([], ""),
        ([PROBLEM], f"{PROBLEM.message} {PROBLEM.fix}"),
        ([WARNING, PROBLEM], f"{PROBLEM.message} {PROBLEM.fix} (dan 1 lagi)"),
    ],
)
def test_the_first_reason_of_a_row(problems: list[Problem], shown: str) -> None:
    assert upload_rows.reason(problems) == shown


@pytest.mark.parametrize(
    ("count", "lines", "shown"),
    [
        (1, (4,), "baris 4"),
        (3, (4, 5, 6), "baris 4, 5, 6"),
        (1200, tuple(range(1, 21)), "1.200 baris: 1, 2, 3, 4, 5, 6, 7, 8, …"),
    ],
)
def test_where_something_is_wrong(count: int, lines: tuple[int, ...], shown: str) -> None:
    assert upload_result.where_named(Group(PROBLEM, count, lines)) == shown


def test_targets_have_names_of_their_own() -> None:
    wide = Target("score", (("indicator", "Kebijakan"), ("edition", "2022")))

    assert [upload_columns.id_of(each) for each in (Target(), Target("score"), wide)] == [
        "",
        "score",
        "score|indicator=Kebijakan|edition=2022",
    ]
