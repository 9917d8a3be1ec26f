"""What is said of an installation: every fault with what to do, nothing changed, and never a traceback."""

import errno
import fcntl
import json
import os
import shutil
import socket
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest

from smartcity import backup, boundaries, originals, state, state_file
from smartcity.doctor import CHECKS, Check, Diagnosis, Installation, data, examine, machine, safety, serving
from smartcity.doctor.diagnosis import diagnosed
from smartcity.serve import free_port
from smartcity.settings import ROOT, Settings
from smartcity.store import Store
from tests.backup_kit import MAPPED, contents
from tests.store_kit import agencies
from tests.test_store_faults import unprivileged


def at(folder: Path, port: int = 0, **options: Any) -> Installation:
    return Installation(folder, Settings(**options), "localhost", port or free_port())


def said(check: Check, folder: Path, **options: Any) -> tuple[str, str, str] | None:
    """Return level, sentence and remedy of one check."""
    found = check(at(folder, **options))
    if found is None:
        return None
    assert found.name == check.__name__
    return found.level, found.what, found.fix


def publish(folder: Path, **options: Any) -> int:
    """Publish a row as a person does."""
    store = Store(folder)
    rows = agencies(("16.01", "uji", "Uji"))
    try:
        return store.publish(
            lambda draft: draft.upsert("agency", rows),
            **{"kind": "upload", "made_by": "ani", "reason": "uji", **options},
        )
    finally:
        store.close()


def damage(path: Path) -> None:
    """Overwrite the second half of a file."""
    path.chmod(0o644)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"\xff" * (len(content) - len(content) // 2))


# --- all of it ---


def test_all_is_well(own_data_folder: Path) -> None:
    before = contents(own_data_folder)

    found = examine(own_data_folder, Settings(), "localhost", free_port())

    well = [each.name for each in found if each.name != "packages"]  # the tests also run on another DuckDB
    assert well == [
        "program",
        "memory",
        "descriptors",
        "clock",
        "folder",
        "space",
        "version",
        "release",
        "rules",
        "older",
        "hosts",
        "server",
    ]
    assert {(each.level, each.fix) for each in found if each.name != "packages"} == {("ok", "")}
    assert contents(own_data_folder) == before


def test_a_folder_in_use_and_kept(own_data_folder: Path, tmp_path: Path) -> None:
    sha256 = originals.keep(own_data_folder, b"file")
    publish(own_data_folder, sha256=sha256)
    state.State(own_data_folder).remember("agency", "f1", MAPPED, "ani")
    (tmp_path / "place").mkdir()
    made = backup.make(Store(own_data_folder), tmp_path / "place")

    found = examine(own_data_folder, Settings(backups=str(tmp_path / "place")), "localhost", free_port())

    sentences = {each.name: each.what for each in found}
    assert {each.level for each in found if each.name != "packages"} == {"ok"}
    assert sentences["originals"] == "1 berkas unggahan lengkap dan seperti semula."
    assert sentences["state"] == "state.sqlite utuh."
    assert sentences["version"] == "Versi 2 adalah versi sekarang dan utuh."
    assert sentences["backups"].startswith(f"Cadangan terbaru: {made.path}, ")


def no_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_bytes(b"x")


def everything_emptied(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o644)
            path.write_bytes(b"")


def everything_noise(folder: Path) -> None:
    state.State(folder).remember("agency", "f1", MAPPED, "ani")
    for name in (boundaries.FILE, boundaries.FORMER, "originals/" + "0" * 64):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o644)
            path.write_bytes(os.urandom(5000))


def folders_for_files(folder: Path) -> None:
    for name in ("current", "lock", state_file.FILE, boundaries.FILE, "versions/000001.duckdb"):
        (folder / name).unlink(missing_ok=True)
        (folder / name).mkdir()


def files_for_folders(folder: Path) -> None:
    for name in ("versions", "prepare", "originals"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).write_bytes(b"x")


def links_to_nowhere(folder: Path) -> None:
    for path in list(folder.rglob("*")):
        if path.is_file():
            path.unlink()
            path.symlink_to(folder / "nowhere")


@pytest.mark.parametrize(
    "destroy",
    [
        no_folder,
        a_file,
        everything_emptied,
        everything_noise,
        folders_for_files,
        files_for_folders,
        links_to_nowhere,
    ],
)
def test_a_destroyed_folder_is_told_without_a_traceback(
    own_data_folder: Path, tmp_path: Path, destroy: Callable[[Path], None]
) -> None:
    destroy(own_data_folder)

    found = examine(own_data_folder, Settings(backups=str(tmp_path)), "localhost", free_port())

    wrong = [each for each in found if each.level == "wrong"]
    assert wrong
    assert {each.name for each in wrong} & {"folder", "version"}
    assert [each for each in found if "Traceback" in each.what or not each.what.strip()] == []


def test_a_check_that_fails_says_so() -> None:
    def odd(installation: Installation) -> Diagnosis:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def mute(installation: Installation) -> Diagnosis:
        raise RuntimeError

    remedy = "Perbaiki yang lain dahulu."
    assert diagnosed(odd, at(Path())) == Diagnosis(
        "odd", "wrong", "Bagian ini tidak dapat diperiksa: [Errno 5] Input/output error", remedy
    )
    assert diagnosed(mute, at(Path())) == Diagnosis(
        "mute", "wrong", "Bagian ini tidak dapat diperiksa: RuntimeError", remedy
    )
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)


# --- the data folder ---


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert said(data.folder, tmp_path / "db") == (
        "wrong",
        f"Folder data {tmp_path}/db tidak ada.",
        "Periksa SMARTCITY_DATA; `smartcity serve` membuat folder baru, `smartcity restore-backup` mengisinya.",
    )
    assert [data.space(at(tmp_path / "db")), data.version(at(tmp_path / "db"))] == [None, None]


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """Return a folder that everybody may read and its owner write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "versions").mkdir()
        folder.chmod(0o755)
        yield folder
        for path in (folder, folder / "versions"):
            path.chmod(0o755)


@pytest.mark.parametrize(
    ("mode", "what"),
    [(0o555, "tidak boleh menulis di {}: data hanya dapat dilihat."), (0o000, "tidak boleh membaca {}.")],
)
def test_rights_are_those_of_who_asks(closed_folder: Path, mode: int, what: str) -> None:
    place = closed_folder / "versions"
    place.chmod(mode)
    closed_folder.chmod(0o555 if mode else 0o755)

    level, sentence, fix = json.loads(unprivileged(lambda: json.dumps(said(data.folder, closed_folder))))

    where = closed_folder if mode else place
    assert (level, sentence.split(" ", 1)[1]) == ("wrong", what.format(where))
    assert fix.startswith("Jalankan sebagai pemiliknya (")


def test_what_belongs_to_another(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.lstat
    assert said(data.owners, own_data_folder) is None

    def foreign(path: Path) -> os.stat_result:
        found = list(whole(path))
        found[4] += 61_234 * (path.name == "000001.duckdb")
        return os.stat_result(found)

    monkeypatch.setattr("pathlib.Path.lstat", foreign)
    found = said(data.owners, own_data_folder)

    assert found is not None
    assert (found[0], found[1].split(" milik ")[0]) == ("wrong", f"{own_data_folder}/versions/000001.duckdb")
    assert found[2].endswith(f": {own_data_folder}`.")
    assert found[2].startswith("Jalankan `sudo chown -R ")


@pytest.mark.parametrize(
    ("free", "level", "what"),
    [
        (150_000_000, "wrong", "hampir penuh: 150 MB tersisa, perubahan berikutnya dapat gagal."),
        (900_000_000, "warning", "tinggal 900 MB, padahal satu versi dapat sebesar 100 MB."),
        (1_000_000_000, "ok", "1.000 MB tersisa di disk {}."),
    ],
)
def test_space(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: str, what: str
) -> None:
    usage = shutil.disk_usage(own_data_folder)._replace(free=free)
    monkeypatch.setattr("smartcity.doctor.data.shutil.disk_usage", lambda _path: usage)

    found = said(data.space, own_data_folder)

    assert found is not None
    assert found[0] == level
    assert found[1].endswith(what.format(own_data_folder))


def test_versions_that_cannot_be_read(own_data_folder: Path) -> None:
    publish(own_data_folder)
    damage(own_data_folder / "versions" / "000002.duckdb")

    assert said(data.version, own_data_folder) == (
        "wrong",
        "Versi 2 tidak dapat dibaca; pulihkan dengan perintah `smartcity restore 1`.",
        "Dari cadangan: `smartcity restore-backup BERKAS --put-aside`.",
    )
    (own_data_folder / "current").write_text("x")
    found = said(data.version, own_data_folder)
    assert found is not None
    assert found[1].startswith("Penunjuk versi tidak dapat dibaca; pulihkan dengan")


def test_a_folder_without_a_version(tmp_path: Path) -> None:
    found = said(data.version, tmp_path)

    assert found is not None
    assert (found[0], found[1]) == (
        "warning",
        f"Belum ada data di {tmp_path}; jalankan `smartcity serve` untuk membuat versi pertama.",
    )
    assert [said(check, tmp_path) for check in (data.release, data.rules, data.older)] == [None] * 3


def test_data_of_another_release(own_data_folder: Path) -> None:
    publish(own_data_folder, kind="release", release="older")

    assert said(data.release, own_data_folder) == (
        "warning",
        "Data belum dibawa ke rilis program ini.",
        "Jalankan ulang `smartcity serve` dan baca pesannya; data lama tetap disimpan.",
    )


def test_rows_that_break_rules(own_data_folder: Path) -> None:
    store = Store(own_data_folder)
    bundle = store._bundle
    object.__setattr__(bundle, "errors", lambda _connection: [])
    rows = agencies(("99.99", "uji", "Uji"))
    store.publish(lambda draft: draft.upsert("agency", rows), kind="upload", made_by="ani", reason="")
    store.close()

    assert said(data.rules, own_data_folder) == (
        "wrong",
        "1 baris melanggar aturan data.",
        "Lihat dan perbaiki menurut `smartcity check`.",
    )


def test_versions_that_were_set_aside(own_data_folder: Path) -> None:
    publish(own_data_folder)
    found = said(data.older, own_data_folder)
    assert found is not None
    assert found[1].startswith("2 versi disimpan, seluruhnya ")
    path = own_data_folder / "versions" / "000009.unreadable"
    path.write_bytes(b"x")

    assert said(data.older, own_data_folder) == (
        "warning",
        f"{path} adalah versi rusak yang disisihkan.",
        "Setelah data sekarang diperiksa, hapus berkas itu.",
    )


@pytest.mark.parametrize(
    "name",
    [
        "prepare/000009.duckdb",
        "originals/.x.partial",
        ".boundaries.geojson.7.partial",
        "../.db.0.x.restoring",
    ],
)
def test_what_dead_processes_left(own_data_folder: Path, name: str) -> None:
    path = own_data_folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"half")
    os.utime(path, (0, 0))

    found = said(data.leftovers, own_data_folder)

    assert found is not None
    assert (found[0], found[2]) == (
        "warning",
        "Tidak berbahaya: dibersihkan sendiri oleh perubahan atau pemulihan berikutnya.",
    )
    assert found[1].startswith("1 berkas setengah jadi ditinggalkan proses yang mati, misalnya ")
    assert found[1].endswith(f"{path.name}.")


def test_what_is_being_written_is_no_leftover(own_data_folder: Path) -> None:
    (own_data_folder / "originals").mkdir()
    (own_data_folder / "originals" / ".x.partial").write_bytes(b"half")
    assert said(data.leftovers, own_data_folder) is None
    (own_data_folder / "prepare" / "000002.duckdb").write_bytes(b"half")
    with (own_data_folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        assert said(data.leftovers, own_data_folder) == ("ok", "Data sedang diubah oleh proses lain.", "")


# --- what keeps them ---


def test_uploaded_files(own_data_folder: Path) -> None:
    assert said(safety.originals, own_data_folder) is None
    sha256 = originals.keep(own_data_folder, b"accepted")
    other = originals.keep(own_data_folder, b"refused")
    publish(own_data_folder, sha256=sha256)
    remedy = "Salin berkas itu dari cadangan; isi data sendiri tidak terpengaruh."
    place = own_data_folder / "originals"

    (place / other).chmod(0o644)
    (place / other).write_bytes(b"changed")
    assert said(safety.originals, own_data_folder) == (
        "wrong",
        f"1 berkas unggahan tidak lagi seperti semula, misalnya {place / other}.",
        remedy,
    )
    (place / sha256).unlink()
    assert said(safety.originals, own_data_folder) == (
        "wrong",
        f"1 berkas unggahan yang disebut Riwayat tidak ada, misalnya {place / sha256}.",
        remedy,
    )


def test_accounts(own_data_folder: Path) -> None:
    path = own_data_folder / state_file.FILE
    assert said(safety.state, own_data_folder) is None
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma user_version = {state_file.SCHEMA + 1}")
    assert said(safety.state, own_data_folder) == (
        "wrong",
        f"{path} ditulis oleh rilis program yang lebih baru.",
        "Pasang rilis itu lagi.",
    )
    path.write_bytes(b"x" * 5000)
    assert said(safety.state, own_data_folder) == (
        "wrong",
        f"{path} rusak: file is not a database",
        "Hentikan peladen, lalu ambil berkas itu dari cadangan (`unzip CADANGAN state.sqlite`).",
    )


def test_areas(own_data_folder: Path) -> None:
    assert said(safety.boundaries, own_data_folder) is None
    boundaries.files.write(own_data_folder, [], [], file_name="x", loaded_at="2026")
    assert said(safety.boundaries, own_data_folder) == (
        "ok",
        "0 batas wilayah milik kantor dapat dibaca.",
        "",
    )
    (own_data_folder / boundaries.FILE).write_text("{")
    found = said(safety.boundaries, own_data_folder)
    assert found is not None
    assert (found[0], found[1].endswith("muat ulang dengan `smartcity boundaries load`.")) == ("wrong", True)


def test_backups(own_data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "place"
    remedy = "Jalankan `smartcity backup`; sebaiknya setiap malam, lihat docs/hosting.md."

    def now() -> tuple[str, str, str] | None:
        return said(safety.backups, own_data_folder, backups=str(place))

    assert now() == (
        "wrong",
        f"Folder cadangan {place} tidak ada.",
        "Periksa SMARTCITY_BACKUPS, atau pasang disknya.",
    )
    place.mkdir()
    assert now() == ("wrong", f"Tidak ada cadangan folder data ini di {place}.", remedy)
    made = backup.make(Store(own_data_folder), place)
    assert (now() or ("",))[0] == "ok"
    monkeypatch.setattr(safety, "_STALE", timedelta(0))
    found = now()
    assert found is not None
    assert (found[0], found[1].startswith(f"Cadangan terbaru sudah lama: {made.path}, ")) == ("warning", True)
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 1
    made.path.write_bytes(content)
    assert now() == (
        "wrong",
        f"{made.path} bukan cadangan yang utuh: berkasnya terpotong atau berubah; pakai cadangan lain.",
        remedy,
    )


def test_uploads_without_a_backup(own_data_folder: Path) -> None:
    assert said(safety.backups, own_data_folder) is None
    publish(own_data_folder)
    assert said(safety.backups, own_data_folder) == (
        "warning",
        "Data ini berisi unggahan, tetapi tidak diketahui di mana cadangannya.",
        "Isi SMARTCITY_BACKUPS dan jalankan `smartcity backup` setiap malam, lihat docs/hosting.md.",
    )


# --- the machine ---


def test_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "uv.lock"
    lock.write_text(
        '[[package]]\nname = "typer"\nversion = "0.0.1"\n[[package]]\nname = "not_here"\nversion = "1"\n'
        '[[package]]\nname = "numpy"\nversion = "1"\n[[package]]\nname = "numpy"\nversion = "2"\n'
        '[[package]]\nname = "smartcity"\nsource = { editable = "." }\n'
    )
    assert machine.locked_versions(lock) == {"typer": {"0.0.1"}, "not-here": {"1"}, "numpy": {"1", "2"}}
    monkeypatch.setattr(machine, "ROOT", tmp_path)

    found = said(machine.packages, tmp_path)

    assert found is not None
    assert (found[0], found[2]) == ("warning", f"Jalankan `uv sync --locked --no-dev` di {tmp_path}.")
    assert found[1].startswith("Paket terpasang tidak sama dengan uv.lock: numpy ")
    assert found[1].endswith(" (0.0.1).")
    lock.unlink()
    assert said(machine.packages, tmp_path) is None


def test_files_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartcity.export.pictures.FONTS", ROOT / "nowhere")

    found = said(machine.program, tmp_path)

    fonts = ", ".join(f"nowhere/PlusJakartaSans-{weight}.ttf" for weight in (400, 500, 600, 700))
    assert found == (
        "wrong",
        f"Berkas program hilang dari {ROOT}: {fonts}.",
        "Salin ulang programnya, misalnya dengan `git checkout .`.",
    )


def test_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "machine_bytes", lambda: 4_000_000_000)

    assert said(machine.memory, tmp_path, memory_limit="1.5GB") == (
        "ok",
        "Memori 4,0 GB cukup untuk batas 1.5GB per basis data.",
        "",
    )
    assert said(machine.memory, tmp_path, memory_limit="2GB") == (
        "warning",
        "Peladen boleh memakai 4,5 GB, tetapi mesin ini hanya menyediakan 4,0 GB.",
        "Kecilkan SMARTCITY_MEMORY_LIMIT, atau tambah memori.",
    )


def test_memory_of_a_container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(machine, "_CGROUP", limit)
    whole = machine.machine_bytes()
    limit.write_text("1000000\n")
    assert machine.machine_bytes() == 1_000_000
    limit.write_text("max\n")
    assert machine.machine_bytes() == whole


def test_descriptors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, level in ((256, "warning"), (1024, "ok"), (-1, "ok")):
        monkeypatch.setattr("resource.getrlimit", lambda _kind, n=limit: (n, n))
        found = said(machine.descriptors, tmp_path)
        assert found is not None
        assert found[0] == level


def test_a_clock_that_was_set_back(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Past(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Past":
            return cls(2020, 1, 2, 3, 4, tzinfo=tz or UTC)

    monkeypatch.setattr(machine, "datetime", Past)

    found = said(machine.clock, own_data_folder)

    assert found is not None
    assert (found[0], found[2]) == ("warning", "Setel jam mesin, misalnya dengan `timedatectl set-ntp true`.")
    assert found[1].startswith("Jam mesin (2 Januari 2020 pukul 03.04 WIB) tertinggal dari data terbaru (")


def test_a_machine_without_time_zones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_name: str) -> None:
        raise ZoneInfoNotFoundError

    monkeypatch.setattr(machine, "ZoneInfo", unknown)

    assert said(machine.clock, tmp_path) == (
        "wrong",
        "Zona waktu Asia/Jakarta tidak dikenal mesin ini.",
        "Pasang paket tzdata dari sistem.",
    )


# --- who is served ---


@pytest.mark.parametrize(
    "names", ["dasbor.contoh.go.id", "*.contoh.go.id, localhost", "10.0.0.7,fe80::1", "dasbor.contoh.go.id."]
)
def test_names_of_hosts(tmp_path: Path, names: str) -> None:
    found = said(serving.hosts, tmp_path, hosts=names)

    assert found is not None
    assert found[0] == "ok"


@pytest.mark.parametrize(
    "name", ["https://dasbor.contoh.go.id", "dasbor.contoh.go.id:8501", "a b", "a/b", "*"]
)
def test_what_is_no_name_of_a_host(tmp_path: Path, name: str) -> None:
    assert said(serving.hosts, tmp_path, hosts=f"good.id, {name}") == (
        "wrong",
        f"SMARTCITY_HOSTS berisi {name}, yang bukan nama host.",
        "Tulis namanya saja, misalnya dasbor.contoh.go.id, tanpa https:// dan tanpa nomor port.",
    )


@contextmanager
def answering(**pages: tuple[int, bytes]) -> Iterator[int]:
    """Run a server that has these pages and return its port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content = pages.get(self.path.strip("/"), (404, b""))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None: ...

    with HTTPServer(("localhost", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_our_server(own_data_folder: Path) -> None:
    for status, content, expected in (
        (200, {"ready": True, "version": 1}, ("ok", "Peladen menjawab di port {} dengan versi 1.")),
        (
            200,
            {"ready": True, "version": 7},
            (
                "warning",
                "Peladen di port {} menampilkan versi 7, bukan versi sekarang dari " + f"{own_data_folder}.",
            ),
        ),
        (
            503,
            {"ready": False, "reason": "Versi 1 rusak."},
            ("wrong", "Peladen berjalan tetapi tidak dapat membaca data: Versi 1 rusak."),
        ),
    ):
        with answering(healthz=(200, b"ok"), readyz=(status, json.dumps(content).encode())) as port:
            found = serving.server(at(own_data_folder, port))
        assert (found.level, found.what) == (expected[0], expected[1].format(port))


def test_another_program_on_the_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_PATIENCE_SECONDS", 0.1)
    with answering() as port:
        other = serving.server(at(tmp_path, port))
    with socket.create_server(("localhost", 0)) as mute:
        silent = serving.server(at(tmp_path, mute.getsockname()[1]))

    assert {other.level, silent.level} == {"wrong"}
    assert other.what == f"Port {port} dipakai program lain, atau peladen di sana tidak menjawab."
    assert other.fix == silent.fix == "Pakai port lain dengan --port, atau jalankan ulang peladennya."


def test_a_port_that_is_none(tmp_path: Path) -> None:
    found = serving.server(Installation(tmp_path, Settings(), "localhost", 70_000))

    assert (found.level, found.what.split(";")[0].split(",")[0]) == ("wrong", "Port harus antara 1 dan 65535")
