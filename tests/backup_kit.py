"""What the tests of backups share: a data folder with everything in it, and what a folder holds."""

import sqlite3
from contextlib import closing
from pathlib import Path

from smartcity import boundaries, originals, state, state_file
from smartcity.backup import Made, make, restore
from smartcity.intake.choices import Target
from smartcity.store import Store
from tests.store_kit import ready_store, upload

MAPPED = {"Kab/Kota": Target("region_code")}


def full_store(folder: Path) -> Store:
    """Return a store with three versions and all that may lie beside them, what no backup takes included."""
    store = ready_store(folder)
    upload(store, ("16.01", "diskominfo", "Dinas Kominfo"))
    upload(store, ("16", "bappeda", "Bappeda"))
    originals.keep(store.folder, b"accepted")
    originals.keep(store.folder, b"refused")
    state.State(store.folder).remember("agency", "f1", MAPPED, "ani")
    (store.folder / boundaries.FILE).write_text("areas of now")
    (store.folder / boundaries.FORMER).write_text("areas of then")
    for name in ("prepare/000004.duckdb", "originals/.x.partial", "versions/000009.unreadable", "note.txt"):
        (store.folder / name).write_text("no data")
    return store


def taken(store: Store, *, versions: tuple[int, ...]) -> dict[str, bytes]:
    """Return what a backup of a full store has to hold besides state.sqlite, by name."""
    found = contents(store.folder)
    names = {f"versions/{number:06d}.duckdb" for number in versions}
    names |= {name for name in found if name.startswith("originals/") and not name.endswith(".partial")}
    return {name: found[name] for name in {"current", boundaries.FILE, boundaries.FORMER, *names}}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder, but the lock and what SQLite keeps."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in found.items()
        if name != "lock" and not name.startswith(state_file.FILE)
    }


def remembered(folder: Path) -> list[tuple[str, ...]]:
    """Return what state.sqlite holds."""
    with closing(sqlite3.connect(folder / state_file.FILE)) as connection:
        return connection.execute("select table_name, fingerprint, made_by from mapping").fetchall()


def made(store: Store, place: Path, **options: int | bool) -> Made:
    """Make a backup in a folder that is made if need be."""
    place.mkdir(exist_ok=True)
    return make(store, place, **options)  # type: ignore[arg-type]


def restored(backup: Path, folder: Path) -> Store:
    """Restore a backup elsewhere and return the store there."""
    return Store(restore(backup, folder).folder)
