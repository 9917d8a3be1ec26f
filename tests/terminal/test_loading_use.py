"""`smartcity load`: its options, wrong use, progress, and somebody else who was quicker."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from smartcity import words
from smartcity.intake import examining
from smartcity.intake.report import Report
from smartcity.store import Store
from smartcity.terminal import loading
from tests.intake.sample_files import FOLDER
from tests.terminal.loading_kit import Run, file_of, scores


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--table", "wilayah"), "Tabel wilayah tidak dapat dimuat; yang dapat: "),
        (("--table", "region"), "Tabel region tidak dapat dimuat; yang dapat: "),
        (
            ("--table", "agency", "--set", "nama"),
            "Tulis --set kolom=nilai dengan salah satu kolom ini: region_code, ",
        ),
        (("--table", "agency", "--set", "kode=1"), "Tulis --set kolom=nilai dengan salah satu kolom ini: "),
        (("--table", "agency", "--set", "kind="), "Tulis --set kolom=nilai dengan salah satu kolom ini: "),
        (
            ("--table", "assessment", "--replace", "spbe"),
            "Tulis --replace PROGRAM:PERIODE, misalnya gmsc:2022.",
        ),
        (
            ("--table", "agency", "--replace", "spbe:2022"),
            "Tabel ini tidak dibagi menurut program dan periode; ",
        ),
        (("--table", "agency", "--rejects", "/tidak/ada/x.csv"), "Folder /tidak/ada tidak ada; "),
        ((), "--table belum diisi; lihat `smartcity load --help`."),
    ],
)
def test_wrong_use_is_one_sentence(run: Run, store: Store, arguments: tuple[str, ...], sentence: str) -> None:
    code, out, err = run("load", FOLDER / "tab_separated.csv", *arguments)
    assert (code, out, err.count("\n"), store.current()) == (2, "", 1, 1)
    assert err.startswith(sentence)


@pytest.mark.parametrize(("name", "reason"), [("tidak_ada.csv", "tidak ada"), ("", "adalah folder")])
def test_a_file_that_cannot_be_opened(run: Run, tmp_path: Path, name: str, reason: str) -> None:
    path = tmp_path / name
    assert run("load", path, "--table", "agency") == (2, "", f"{path} tidak dapat dipakai: {reason}.\n")


def test_the_file_itself_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "nilai.csv"
    path.write_bytes((FOLDER / "kab_oku.csv").read_bytes())
    code, _out, err = run("load", path, "--table", "participation", "--rejects", path)
    assert (code, err) == (2, "Berkas --rejects harus lain daripada berkas yang dimuat.\n")
    assert path.read_bytes() == (FOLDER / "kab_oku.csv").read_bytes()


def test_progress_of_long_files(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "LONG", 10)
    path = FOLDER / "semicolon_decimal_comma.csv"
    _code, out, err = run("load", path, "--table", "assessment", "--json")
    assert err == f"Membaca dan memeriksa {path} …\nMenerbitkan 2 baris …\n"
    assert json.loads(out)["version"] == 2

    _code, _out, err = run("load", FOLDER / "kab_oku.csv", "--table", "participation")
    assert err == f"Membaca dan memeriksa {FOLDER / 'kab_oku.csv'} …\n"


def test_in_english(run: Run) -> None:
    code, out, err = run("load", FOLDER / "empty.csv", "--table", "agency", "--json", "--lang", "en")
    assert (code, err) == (2, "")
    with words.in_language("en"):
        expected = words._("Berkas kosong.")
    assert json.loads(out)["problems"][0]["message"] == expected


def test_help_names_every_option(run: Run) -> None:
    code, out, _err = run("load", "--help")
    options = ("table", "sheet", "set", "dry-run", "accept-valid", "replace", "rejects", "by", "note", "json")
    assert code == 0
    assert all(re.search(rf"^  --{option} ", out, re.MULTILINE) for option in options)


def wins_a_race(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody else publish a file between the comparison and the publication of the next one."""
    examine = examining.examine

    def slowly(*arguments: Any, **options: Any) -> Report:
        report = examine(*arguments, **options)
        monkeypatch.setattr(examining, "examine", examine)
        run("load", path, "--table", "assessment")
        return report

    monkeypatch.setattr(examining, "examine", slowly)


def test_what_somebody_else_changed_meanwhile_is_left(
    run: Run, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, own = tmp_path / "other", tmp_path / "own"
    other.mkdir()
    own.mkdir()
    wins_a_race(run, file_of(other, "16.01,spbe-2020,2022,index,2.5"), monkeypatch)
    path = file_of(own, "16.01,spbe-2020,2022,index,3.5", "16.02,spbe-2020,2022,index,3.5")

    code, out, _err = run("load", path, "--table", "assessment", "--json")

    report = json.loads(out)
    told = [(each["row"], each["code"], each["message"]) for each in report["problems"]]
    sentence = "Baris ini diubah orang lain sejak berkas dibandingkan (unggahan 2)."
    assert (code, report["version"], told) == (1, None, [(2, "changed_meanwhile", sentence)])
    assert scores(store) == [("16.01", 2.5)]
