"""`smartcity load`: what a person and what a program reads, exit codes, what is published."""

import json
import re
from pathlib import Path

import pytest

from smartcity import originals
from smartcity.store import Store
from smartcity.terminal import loading
from tests.hosted import hosted
from tests.intake import made_files
from tests.intake.sample_files import BY_NAME, FOLDER
from tests.terminal.loading_kit import Run, file_of, last_batch, scores


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("semicolon_decimal_comma.csv", 0),
        ("stage_backwards.csv", 0),
        ("already_there.csv", 0),
        ("kab_oku.csv", 1),
        ("instrument_missing.csv", 1),
        ("empty.csv", 2),
        ("html_named.csv", 2),
    ],
)
def test_json_is_the_whole_report(run: Run, store: Store, name: str, code: int) -> None:
    sample = BY_NAME[name]
    found, out, err = run("load", FOLDER / name, "--table", sample.table, "--dry-run", "--json")

    assert (found, err) == (code, "")
    assert json.loads(out) == json.loads(sample.report.read_text("utf-8"))
    assert store.current() == 1


def test_a_good_file_is_published_once(run: Run, store: Store) -> None:
    path = FOLDER / "semicolon_decimal_comma.csv"
    command = ("load", path, "--table", "assessment", "--by", "Ani", "--note", "Surat 12/2022", "--json")
    code, out, err = run(*command)

    first = json.loads(out)
    assert (code, err) == (0, "")
    assert first == {**json.loads(BY_NAME[path.name].report.read_text("utf-8")), "version": 2}
    assert scores(store) == [("16.01", 3.52), ("16.02", 2.9)]
    batch = last_batch(store)
    told = ("batch", "kind", "made_by", "reason", "file_name", "added", "changed")
    assert [batch[name] for name in told] == [2, "upload", "Ani", "Surat 12/2022", path.name, 2, 0]
    assert originals.original(store.folder, batch["sha256"]) == path.read_bytes()

    code, out, _err = run(*command)
    again = json.loads(out)
    assert (code, again["version"], again["added"], again["unchanged"]) == (0, None, 0, 2)
    assert store.current() == 2


def test_a_person_reads_what_was_published(run: Run) -> None:
    command = ("load", FOLDER / "semicolon_decimal_comma.csv", "--table", "assessment")
    assert run(*command) == (
        0,
        "2 baris dibaca: 2 baru, 0 berubah, 0 tetap, 0 ditolak.\nDiterbitkan sebagai versi 2.\n",
        "",
    )
    assert run(*command) == (
        0,
        "2 baris dibaca: 0 baru, 0 berubah, 2 tetap, 0 ditolak.\n"
        "Tidak ada yang perlu diubah: semua isinya sudah ada.\n",
        "",
    )


def test_rejected_rows_keep_all_from_being_published(run: Run, store: Store) -> None:
    code, out, err = run("load", FOLDER / "kab_oku.csv", "--table", "participation")

    assert (code, err, store.current()) == (1, "", 1)
    heading, problem, *rest = out.splitlines()
    assert heading.split() == ["Baris", "Kolom", "Nilai", "Masalah", "Perbaikan", "Jumlah"]
    assert re.split(r"\s{2,}", problem.strip()) == [
        "5",
        "Kab/Kota",
        "Bandung",
        "Wilayah “Bandung” tidak dikenal; mungkin maksudnya Kabupaten Bandung (32.04); Kota Bandung (32.73);"
        " Kabupaten Badung (51.03).",
        "Pilih wilayah yang benar, atau perbaiki penulisannya.",
        "1",
    ]
    assert rest == [
        "4 baris dibaca: 3 baru, 0 berubah, 0 tetap, 1 ditolak.",
        "Tidak ada yang diterbitkan; perbaiki barisnya, atau pakai --accept-valid.",
    ]


def test_the_good_rows_alone_where_that_is_asked(run: Run, store: Store, tmp_path: Path) -> None:
    rejects = tmp_path / "ditolak.csv"
    code, out, err = run(
        *("load", FOLDER / "kab_oku.csv", "--table", "participation", "--accept-valid"),
        *("--rejects", rejects, "--json"),
    )

    report = json.loads(out)
    assert (code, report["version"], report["added"], report["rejected"]) == (1, 2, 3, 1)
    assert err == f"Baris yang ditolak ditulis ke {rejects}.\n"
    header, row = rejects.read_text("utf-8").splitlines()
    assert header == "Program;Tahun;Kab/Kota;Provinsi;Tahapan;_baris;_kolom;_alasan"
    assert row.startswith("GMSC;2022;Bandung;Sumatera Selatan;Terpilih;5;Kab/Kota;")

    rejects.write_text(rejects.read_text("utf-8").replace("Bandung", "Ogan Ilir", 1), "utf-8")
    code, out, err = run("load", rejects, "--table", "participation", "--json")
    assert (code, err, json.loads(out)["version"]) == (0, "", 3)
    with store.read() as snapshot:
        found = snapshot.rows(
            "select region_code from participation where source_title = '' and program = 'gmsc' and edition = '2022'"
        )
    assert sorted(found) == [("16.01",), ("16.02",), ("16.10",), ("16.71",)]


def test_without_rejected_rows_no_file_is_written(run: Run, tmp_path: Path) -> None:
    rejects = tmp_path / "ditolak.csv"
    table = ("--table", "assessment")
    code, _out, err = run("load", FOLDER / "semicolon_decimal_comma.csv", *table, "--rejects", rejects)
    assert (code, err, rejects.exists()) == (0, "", False)


def test_a_trial_publishes_nothing_but_writes_what_it_rejects(run: Run, store: Store, tmp_path: Path) -> None:
    rejects = tmp_path / "ditolak.csv"
    code, out, _err = run(
        *("load", FOLDER / "kab_oku.csv", "--table", "participation"),
        *("--dry-run", "--accept-valid", "--rejects", rejects),
    )
    assert (code, out.splitlines()[-1]) == (1, "Percobaan saja: tidak ada yang diterbitkan.")
    assert (store.current(), len(rejects.read_text("utf-8").splitlines())) == (1, 2)


def test_values_for_all_rows(run: Run) -> None:
    path = FOLDER / "stage_set_for_all_rows.csv"
    given = ("--set", "program=GMSC", "--set", "stage=Terpilih")
    code, out, _err = run("load", path, "--table", "participation", *given, "--dry-run", "--json")
    assert code == 0
    assert json.loads(out) == json.loads(BY_NAME[path.name].report.read_text("utf-8"))


def test_the_sheet_of_a_workbook(run: Run, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "second_sheet.xlsx"
    path.write_bytes(made_files.two_sheets())
    code, _out, _err = run("load", path, "--table", "assessment", "--sheet", "2023")
    assert (code, scores(store)) == (0, [("16.01", 3.5)])

    code, out, err = run("load", path, "--table", "assessment", "--sheet", "2024")
    assert (code, out) == (2, "")
    assert err == "Lembar 2024 tidak ada dalam buku kerja ini. Pilih salah satu lembar yang ada.\n"


def test_notes_and_groups_are_said(run: Run) -> None:
    _code, out, _err = run("load", FOLDER / "total_row.csv", "--table", "assessment", "--dry-run")
    assert out.splitlines()[0] == (
        "Baris 4 (Jumlah) adalah jumlah atau rata-rata dan tidak dibaca sebagai data."
    )


def test_many_kinds_of_problems_are_cut_short(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MOST_GROUPS", 2)
    path = file_of(
        tmp_path, *(f"16.01,spbe-2020,2022,index,{word}" for word in ("satu", "dua", "tiga", "dua"))
    )
    _code, out, _err = run("load", path, "--table", "assessment")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["Baris", "3,", "2"]
    assert lines[3] == "dan 1 lagi"


def test_replacing_names_what_goes(run: Run, store: Store, tmp_path: Path) -> None:
    first = file_of(tmp_path, *(f"{code},spbe-2018,2018,index,3" for code in ("16.01", "16.02", "16.03")))
    run("load", first, "--table", "assessment", "--set", "source_title=Uji")
    with store.read() as snapshot:
        held = snapshot.rows(
            "select cast(json_array(region_code, indicator, source_title) as varchar) from assessment"
            " where framework like 'spbe-%' and edition = '2018' order by all"
        )
    second = file_of(tmp_path, "16.01,spbe-2018,2018,index,3")
    command = ("load", second, "--table", "assessment", "--set", "source_title=Uji", "--replace", "spbe:2018")

    _code, planned, _err = run(*command, "--dry-run")
    code, done, _err = run(*command)

    count = len(held) - 1
    assert planned.splitlines()[1] == f"{count} baris spbe 2018 yang tidak ada dalam berkas akan dihapus:"
    lines = done.splitlines()
    assert lines[1] == f"{count} baris spbe 2018 yang tidak ada dalam berkas dihapus:"
    assert lines[2].split() == ["framework", "edition", "region_code", "agency", "indicator", "source_title"]
    assert "spbe-2018  2018     16.02" in done
    assert (code, lines[-1]) == (0, "Diterbitkan sebagai versi 3.")
    with store.read() as snapshot:
        left = snapshot.rows(
            "select region_code, source_title from assessment where framework like 'spbe-%' and edition = '2018'"
        )
    assert left == [("16.01", "Uji")]


@pytest.mark.slow
def test_loading_while_the_dashboard_serves(run: Run, own_data_folder: Path, tmp_path: Path) -> None:
    with hosted(tmp_path, own_data_folder) as server:
        server.wait()
        assert server.ask("/_stcore/health")[0] == 200

        code, out, err = run(
            "load", FOLDER / "semicolon_decimal_comma.csv", "--table", "assessment", "--json"
        )
        assert (code, json.loads(out)["version"], err) == (0, 2, "")
        code, out, _err = run("undo", 2, "--json")

        assert (code, json.loads(out)["version"]) == (0, 3)
        assert server.ask("/_stcore/health")[0] == 200
        assert server.process.poll() is None
