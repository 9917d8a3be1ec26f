"""`smartcity backup`, `restore-backup` and `doctor`: what is said, exit codes, and that what comes back is served."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smartcity import cli, queries, words
from smartcity.release import adopt
from smartcity.serve import free_port
from smartcity.settings import settings
from smartcity.store import Store
from smartcity.terminal.output import plain
from smartcity.terminal.usage import asked_language
from tests.hosted import hosted
from tests.intake.sample_files import FOLDER
from tests.terminal.loading_kit import Run

NAME = r"smartcity-\d{8}T\d{6}Z-v\d+-[0-9a-f]{6}\.zip"
Alone = Callable[..., tuple[int, str, str]]


@pytest.fixture
def alone(capsys: pytest.CaptureFixture[str]) -> Alone:
    """Run a command as it is written."""

    def start(*arguments: str | Path) -> tuple[int, str, str]:
        written = [*map(str, arguments)]
        with words.in_language(asked_language(written) or "id"):
            code = cli.run(written)
        return code, *capsys.readouterr()

    return start


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


def answers(folder: Path) -> dict[str, Any]:
    """Return what a few questions answer."""
    asked: dict[str, dict[str, Any]] = {
        "funnel": {"program": "gmsc", "edition": "2022", "region": "00"},
        "stages": {"program": "gmsc"},
        "region": {"code": "16.01"},
    }
    store = Store(folder)
    with store.read() as snapshot:
        found = {
            name: plain(queries.run(snapshot, name, **parameters).to_dict("records"))
            for name, parameters in asked.items()
        }
    store.close()
    return found


def test_a_backup_restored_elsewhere_answers_as_before(
    run: Run, alone: Alone, store: Store, place: Path, tmp_path: Path
) -> None:
    run("load", FOLDER / "semicolon_decimal_comma.csv", "--table", "assessment")

    code, out, err = run("backup", place)

    found = re.fullmatch(
        rf"Cadangan versi 2 ditulis ke ({place}/{NAME}) \(\d+ KB\) dan cocok dengan isinya.\n", out
    )
    assert found
    assert (code, err) == (0, "")
    moment = r"\d+ \w+ \d{4} pukul \d\d\.\d\d WIB"
    code, out, err = alone("restore-backup", found[1], "--dry-run")
    assert (code, err) == (0, "")
    assert re.fullmatch(rf"{found[1]} utuh: versi 2, dibuat {moment} dari {store.folder}\.\n", out)
    code, out, err = alone("restore-backup", found[1], "--data", tmp_path / "there")
    assert (code, err) == (0, "")
    assert re.fullmatch(rf"Data versi 2 dari cadangan {moment} ada di {tmp_path}/there\.\n", out)
    assert answers(tmp_path / "there") == answers(store.folder)
    code, out, _err = alone("history", "--data", tmp_path / "there", "--json")
    batch = json.loads(out)["rows"][0]
    original = tmp_path / "there" / "originals" / batch["sha256"]
    assert original.read_bytes() == (FOLDER / "semicolon_decimal_comma.csv").read_bytes()
    code, out, _err = alone("undo", "2", "--data", tmp_path / "there")
    assert (code, out) == (0, "Unggahan 2 dibatalkan dengan versi 3.\n")


def test_as_json(run: Run, alone: Alone, place: Path, tmp_path: Path) -> None:
    first = json.loads(run("backup", place, "--json")[1])
    code, out, _err = run("backup", place, "--keep", 1, "--all-versions", "--json")
    second = json.loads(out)

    assert code == 0
    assert (first["removed"], second["removed"]) == ([], [first["path"]])
    assert {name: second[name] for name in ("version", "of", "files", "demo")} == {
        "version": 1,
        "of": str(tmp_path / "db"),
        "files": 2,
        "demo": False,
    }
    assert second["size"] == Path(second["path"]).stat().st_size < second["bytes"]
    _code, out, _err = alone("restore-backup", second["path"], "--dry-run", "--json")
    same = {name: second[name] for name in ("version", "made_at", "of", "bytes", "files", "demo")}
    assert json.loads(out) == {"folder": None, "put_aside": None, **same}
    code, out, _err = run("restore-backup", second["path"], "--put-aside", "--json")
    done = json.loads(out)
    assert (code, done["folder"]) == (0, str(tmp_path / "db"))
    assert re.fullmatch(rf"{tmp_path}/db\.\d{{8}}T\d{{6}}\.\d+Z", done["put_aside"])
    assert {name: done[name] for name in same} == same


def test_what_is_said_of_what_went_and_was_put_aside(run: Run, place: Path, tmp_path: Path) -> None:
    run("backup", place)
    (old,) = place.iterdir()

    _code, out, _err = run("backup", place, "--keep", 1)

    assert out.splitlines()[1:] == [f"Cadangan lama dihapus: {old}"]
    (backup,) = place.iterdir()
    _code, out, _err = run("restore-backup", backup, "--put-aside")
    assert re.match(rf"Isi sebelumnya disisihkan ke {tmp_path}/db\.\S+Z\.\nData versi 1 dari cadangan ", out)


def test_the_place_of_the_settings(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("backup") == (2, "", "Sebutkan folder cadangan, atau isi SMARTCITY_BACKUPS.\n")
    monkeypatch.setattr(
        "smartcity.terminal.keeping.settings",
        lambda: settings().model_copy(update={"backups": str(place)}),
    )

    assert run("backup")[0] == 0
    assert len(list(place.iterdir())) == 1


def test_what_cannot_be_done(run: Run, alone: Alone, store: Store, place: Path, tmp_path: Path) -> None:
    store.close()
    run("backup", place)
    (backup,) = place.iterdir()
    backup.write_bytes(backup.read_bytes()[:-5])

    damaged = f"{backup} bukan cadangan yang utuh: berkasnya terpotong atau berubah; pakai cadangan lain.\n"
    assert alone("restore-backup", backup, "--dry-run") == (2, "", damaged)
    assert run("restore-backup", backup, "--put-aside") == (2, "", damaged)
    occupied = f"{tmp_path}/db sudah berisi; pakai --put-aside untuk menyisihkannya, atau folder lain.\n"
    assert run("restore-backup", backup) == (2, "", occupied)
    assert alone("restore-backup", tmp_path / "no.zip", "--data", tmp_path / "new") == (
        2,
        "",
        f"{tmp_path}/no.zip tidak dapat dipakai: tidak ada.\n",
    )
    assert run("backup", place, "--keep", 0) == (
        2,
        "",
        "Isian untuk --keep tidak dapat dipakai; lihat `smartcity backup --help`.\n",
    )
    assert not (tmp_path / "new").exists()


def test_generated_data_say_so(run: Run, alone: Alone, store: Store, place: Path, tmp_path: Path) -> None:
    store.build(
        lambda draft: adopt(draft.connection, draft.contract), kind="demo", made_by="smartcity", reason=""
    )
    label = "DATA CONTOH · Semua isinya dibuat untuk peragaan, bukan fakta.\n"

    assert run("backup", place)[2] == label
    (backup,) = place.iterdir()
    assert alone("restore-backup", backup, "--data", tmp_path / "there")[2] == label


def test_doctor_of_a_healthy_folder(run: Run) -> None:
    port = free_port()

    code, out, err = run("doctor", "--port", port)

    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[-2] == f"BAIK        Port {port} bebas; peladen tidak sedang berjalan."
    assert re.fullmatch(r"1[34] hal diperiksa: 0 salah, [01] peringatan\.", lines[-1])


def test_doctor_of_a_folder_that_is_not_well(run: Run, store: Store, tmp_path: Path) -> None:
    store.close()
    shutil.rmtree(tmp_path / "db" / "versions")
    port = free_port()

    code, out, err = run("doctor", "--port", port)

    assert (code, err) == (1, "")
    damaged = (
        f"SALAH       Versi 1 tidak dapat dibaca; tidak ada versi utuh yang tersisa, kembalikan"
        f" {tmp_path}/db/versions/000001.duckdb dari cadangan.\n"
        "            Dari cadangan: `smartcity restore-backup BERKAS --put-aside`.\n"
    )
    assert damaged in out
    assert re.search(r"\n\d+ hal diperiksa: 1 salah, [01] peringatan\.\n$", out)
    code, out, _err = run("doctor", "--port", port, "--json")
    found = {each["name"]: each for each in json.loads(out)}
    assert code == 1
    assert [name for name, each in found.items() if each["level"] == "wrong"] == ["version"]
    assert found["server"] == {
        "name": "server",
        "level": "ok",
        "what": f"Port {port} bebas; peladen tidak sedang berjalan.",
        "fix": "",
    }


def test_doctor_of_settings_that_cannot_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_MEMORY_LIMIT", "banyak")
    settings.cache_clear()
    try:
        code, out, err = run("doctor")
    finally:
        monkeypatch.undo()
        settings.cache_clear()

    assert (code, err) == (1, "")
    assert out == (
        "SALAH       Pengaturan SMARTCITY_MEMORY_LIMIT tidak dapat dipakai: banyak.\n"
        "1 hal diperiksa: 1 salah, 0 peringatan.\n"
    )


@pytest.mark.slow
def test_while_the_server_runs(run: Run, alone: Alone, store: Store, place: Path, tmp_path: Path) -> None:
    store.close()
    with hosted(tmp_path, store.folder) as server:
        server.wait()
        assert run("load", FOLDER / "semicolon_decimal_comma.csv", "--table", "assessment")[0] == 0
        assert run("backup", place)[0] == 0
        (backup,) = place.iterdir()
        used = run("restore-backup", backup, "--put-aside")
        _code, out, _err = run("doctor", "--port", server.port)

    assert used == (
        2,
        "",
        f"{store.folder} sedang dipakai proses {server.process.pid}; hentikan dahulu peladennya.\n",
    )
    assert re.search(rf"\nBAIK        Peladen menjawab di port {server.port} dengan versi 2\.\n", out)
    assert alone("restore-backup", backup, "--data", tmp_path / "there")[0] == 0
    with hosted(tmp_path, tmp_path / "there") as server:
        server.wait()
        status, _headers, content = server.ask("/readyz")
    assert (status, json.loads(content)["version"]) == (200, 2)
