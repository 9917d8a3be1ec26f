"""`smartcity boundaries`: what a person and what a program reads, and the exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smartcity import cli, words
from smartcity.terminal.usage import asked_language
from tests.areas import box, feature, fields, saved

Run = Callable[..., tuple[int, str, str]]
CODES = ["16.01", "16.02", "16.03"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], own_data_folder: Path) -> Run:
    """Run a command of the group on a data folder of its own; return exit code, output, errors."""

    def start(*arguments: str | Path) -> tuple[int, str, str]:
        written = ["boundaries", *(str(each) for each in arguments), "--data", str(own_data_folder)]
        with words.in_language(asked_language(written)):
            code = cli.run(written)
        return code, *capsys.readouterr()

    return start


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """Return a file of which everything can be used."""
    return saved(tmp_path / "whole.geojson", fields(CODES))


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Return a file with two leftovers and a region in two pieces."""
    square = box(103, -4, 104, -3)
    features = [
        *fields(CODES),
        feature({"nama": "Bandung\x1b", "provinsi": "Jawa Barat"}, square),
        feature({"kode": "17.01"}, square[:4]),
        feature({"kode": "16.01"}, box(110, -4, 111, -3)),
    ]
    return saved(tmp_path / "mixed.geojson", features)


def test_loading_for_people(run: Run, mixed: Path) -> None:
    code, out, err = run("load", mixed)

    lines = out.splitlines()
    assert (code, err) == (1, f"Memeriksa dan menyederhanakan {mixed} …\n")
    assert lines[0] == "3 dari 514 kabupaten/kota mendapat bidang dari 6 fitur."
    assert lines[1].startswith("104 titik menjadi ")
    assert lines[2:9] == [
        "16.01 Kabupaten Ogan Komering Ulu: 2 fitur digabung, nomor 1, 6.",
        "",
        "Fitur yang tersisa: 2",
        "Nomor  Nama tertulis  Alasan                            Mungkin maksudnya",
        "4      Bandung        namanya bermakna ganda            32.04 Kabupaten Bandung; 32.73 Kota Bandung",
        "5      17.01          garis kelilingnya tidak tertutup  —",
        "",
    ]
    assert lines[9] == "Kabupaten/kota tanpa bidang: 511"
    assert len(lines) == 9 + 2 + 511


def test_loading_as_json(run: Run, mixed: Path, own_data_folder: Path) -> None:
    code, out, _err = run("load", mixed, "--json")

    report = json.loads(out)
    assert code == 1
    assert report["path"] == str(own_data_folder / "boundaries.geojson")
    assert report["features"] == 6
    assert [each["code"] for each in report["matched"]] == CODES
    assert report["merged"] == [{"code": "16.01", "name": "Kabupaten Ogan Komering Ulu", "numbers": [1, 6]}]
    assert report["leftovers"][0] == {
        "number": 4,
        "name": "Bandung\x1b",
        "reason": "ambiguous",
        "candidates": [
            {"code": "32.04", "name": "Kabupaten Bandung", "score": 100.0},
            {"code": "32.73", "name": "Kota Bandung", "score": 100.0},
        ],
        "explanation": "namanya bermakna ganda",
    }
    assert [left["reason"] for left in report["leftovers"]] == ["ambiguous", "open_ring"]
    assert len(report["missing"]) == 511
    counts = report["vertices"]
    assert counts["before"] == 104 >= counts["detail"] == counts["overview"] > 3 * 5


def test_a_whole_file_ends_with_zero(run: Run, whole: Path) -> None:
    assert run("load", whole)[0] == 0


def test_showing(run: Run, whole: Path, own_data_folder: Path) -> None:
    assert run("show") == (0, "", f"Belum ada batas wilayah di {own_data_folder}.\n")
    assert json.loads(run("show", "--json")[1]) == {"loaded": False}

    report = json.loads(run("load", whole, "--json")[1])

    code, out, err = run("show", "--lang", "en")
    assert (code, err) == (0, "")
    assert out.startswith("3 kabupaten/kota have an area from the file whole.geojson, loaded ")
    state = json.loads(run("show", "--json")[1])
    assert state.pop("loaded_at")
    assert state == {
        "loaded": True,
        "file_name": "whole.geojson",
        "areas": 3,
        "missing": report["missing"],
        "vertices": {key: report["vertices"][key] for key in ("detail", "overview")},
    }


def test_removing(run: Run, whole: Path, own_data_folder: Path) -> None:
    assert run("remove") == (1, "", f"Belum ada batas wilayah di {own_data_folder}.\n")
    run("load", whole)
    former = own_data_folder / "boundaries.previous.geojson"

    assert run("remove") == (
        0,
        f"Batas wilayah tidak dipakai lagi; berkasnya disimpan sebagai {former}.\n",
        "",
    )
    assert run("remove", "--json") == (1, '{\n  "removed": false\n}\n', "")


def test_what_cannot_be_used(run: Run, tmp_path: Path, own_data_folder: Path) -> None:
    missing = tmp_path / "none.geojson"
    working = "Memeriksa dan menyederhanakan {path} …\n"

    assert run("load", missing) == (
        2,
        "",
        working.format(path=missing) + f"{missing} tidak dapat dipakai: tidak ada.\n",
    )
    assert run("load", tmp_path) == (
        2,
        "",
        working.format(path=tmp_path) + f"{tmp_path} bukan berkas biasa; sebutkan nama berkas.\n",
    )
    (own_data_folder / "boundaries.geojson").write_text("{")
    code, out, err = run("show")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.rstrip().endswith("muat ulang dengan `smartcity boundaries load`.")
