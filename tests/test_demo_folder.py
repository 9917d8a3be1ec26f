"""The folder of demonstration data: replaced as a whole, never mixed with facts, and what the terminal says of it."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from smartcity import cli, demo, serve
from smartcity.release import bundle
from smartcity.store import Store
from tests.demo_kit import content


@pytest.fixture(scope="module")
def smallest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a single assessment."""
    folder = tmp_path_factory.mktemp("smallest") / "demo"
    demo.build(folder, assessments=1)
    return folder


@pytest.fixture
def small(smallest: Path, tmp_path: Path) -> Path:
    """Return a folder with a few demonstration data that the test may change."""
    return Path(shutil.copytree(smallest, tmp_path / "small"))


def test_rebuilding_replaces_the_older_data(small: Path) -> None:
    assert demo.build(small, assessments=2) == 2

    assert [path.name for path in (small / "versions").iterdir()] == ["000002.duckdb"]
    assert len(content(small)["assessment"]) == 2


def test_other_data_are_left_alone(own_data_folder: Path) -> None:
    before = content(own_data_folder)

    with pytest.raises(demo.DemoError) as error:
        demo.build(own_data_folder, assessments=1)

    assert (
        str(error.value) == f"{own_data_folder} berisi data lain; sebutkan folder kosong untuk data contoh."
    )
    assert content(own_data_folder) == before


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("rahasia")

    with pytest.raises(demo.DemoError):
        demo.build(tmp_path, assessments=1)

    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]


def test_what_a_killed_first_start_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "prepare").mkdir()
    (tmp_path / "versions").mkdir()
    (tmp_path / "current").write_text("0\n")
    (tmp_path / "prepare" / "000001.duckdb").write_bytes(b"half")

    assert demo.build(tmp_path, assessments=1) == 1


def test_a_newer_release_brings_its_views_and_no_facts(small: Path) -> None:
    newer = replace(bundle(), views={**bundle().views, "another": "select 1 as one"})
    store = Store(small, bundle=newer)
    before = content(small)

    assert [store.ensure(), store.ensure()] == [2, 2]
    assert content(small) == before
    with store.read() as snapshot:
        assert (snapshot.is_demo, snapshot.rows("from another")) == (True, [(1,)])
    assert store.history()[["kind", "reason"]].values.tolist() == [
        ["release", "Bentuk data rilis baru"],
        ["demo", "Data contoh"],
    ]
    store.close()


def test_ready_data_are_used_and_those_of_another_release_made_anew(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[Path] = []

    def build(folder: Path) -> int:
        built.append(folder)
        return 9

    monkeypatch.setattr(demo, "build", build)

    assert demo.ready(small) == 1
    assert (demo.ready(small.parent / "none"), built) == (9, [small.parent / "none"])
    newer = replace(bundle(), views={**bundle().views, "another": "select 1 as one"})
    monkeypatch.setattr(demo, "bundle", lambda: newer)
    assert (demo.ready(small), built[-1]) == (9, small)
    store = Store(small, bundle=newer)
    assert store.ensure() == 2
    store.close()
    assert (demo.ready(small), built[2:]) == (9, [small])


# --- the terminal ---


def test_command(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["demo", "--assessments", "3", "--out", str(small)]) == 0
    assert capsys.readouterr().out == f"Data contoh dengan 3 penilaian ada di {small} sebagai versi 2.\n"

    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "file").touch()
    assert cli.run(["demo", "--out", str(tmp_path / "own")]) == 2
    assert capsys.readouterr().err.splitlines()[1:] == [
        f"{tmp_path}/own berisi data lain; sebutkan folder kosong untuk data contoh."
    ]


def test_answers_and_files_say_that_it_is_a_demonstration(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["query", "stages", "--program", "gmsc", "--json", "--data", str(demo_folder)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith('{\n  "version": 1,\n  "demo": true,\n')
    assert said.err == "DATA CONTOH · Semua isinya dibuat untuk peragaan, bukan fakta.\n"

    target = tmp_path / "tahap.xlsx"
    wanted = ["--format", "xlsx", "--out", str(target), "--data", str(demo_folder)]
    assert cli.run(["export", "stage", *wanted]) == 0
    assert demo.label()[0].encode() in shared_strings(target)


def shared_strings(workbook: Path) -> bytes:
    """Return the texts of a workbook."""
    with ZipFile(workbook) as parts:
        return parts.read("xl/sharedStrings.xml")


def test_serve_with_demonstration_data(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served: list[tuple[Any, ...]] = []
    monkeypatch.setattr(serve, "check_address", lambda *_address: None)
    monkeypatch.setattr(serve, "hand_over", lambda *handed: served.append(handed))

    assert cli.run(["serve", "--demo", "--data", str(small)]) == 0
    assert served == [(serve.HOST, serve.PORT, small, None)]
    assert capsys.readouterr().err.startswith(f"Menyiapkan data contoh di {small} …\n")
