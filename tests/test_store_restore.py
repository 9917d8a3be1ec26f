"""Restoring, thinning out, a clock that runs backwards, and what to do when the current version is damaged."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from smartcity import draft as draft_module
from smartcity.store import NoVersion, Store, UnreadableVersion
from smartcity.versions import to_keep
from tests.store_kit import (
    AGENCIES,
    agencies,
    confirm,
    data,
    files,
    make_store,
    names,
    ready_store,
    state,
    upload,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store with three versions: bundled, one upload, another upload and a deletion."""
    made = ready_store(tmp_path)
    upload(made, ("16.01", "diskominfo", "Dinas Kominfo"), ("16", "bappeda", "Bappeda"))
    made.publish(
        lambda draft: draft.delete("agency", agencies(AGENCIES[1])), kind="upload", made_by="ani", reason=""
    )
    return made


def path(store: Store, version: int) -> Path:
    return store.folder / "versions" / f"{version:06d}.duckdb"


def test_restoring_gives_the_data_of_then_with_all_batches(store: Store) -> None:
    confirm(store, "Ogan", "16.01")
    then, now = data(store, 2), state(store)

    assert store.restore(2, made_by="budi", reason="salah hapus") == 5

    assert data(store)["agency"] == then["agency"]
    assert data(store)["region"] == then["region"]
    assert data(store)["region_alias"] == [("OKU", "16.01", "abbreviation"), ("Ogan", "16.01", "confirmed")]
    assert state(store)["batch"] == [
        *now["batch"],
        (5, 5, "restore", "budi", "salah hapus", None, None, None, 1, 0, 0),
    ]
    assert state(store)["change"] == [
        *now["change"],
        (5, "agency", '["16.01","bapenda"]', None, None),
    ]


def test_a_restored_version_can_be_left_again(store: Store) -> None:
    store.restore(1, made_by="budi", reason="")
    store.restore(3, made_by="budi", reason="")

    assert data(store) == data(store, 3)
    assert store.history()["kind"].tolist() == ["restore", "restore", "upload", "upload", "release"]


def test_confirmed_aliases_are_those_of_now(store: Store) -> None:
    confirmed = confirm(store, "OKU", "16.01")
    confirm(store, "Ogan", "16.01")

    store.restore(1, made_by="budi", reason="")
    assert state(store)["region_alias"] == [("OKU", "16.01", "confirmed"), ("Ogan", "16.01", "confirmed")]

    store.restore(confirmed, made_by="budi", reason="")
    assert state(store)["region_alias"] == [("OKU", "16.01", "confirmed"), ("Ogan", "16.01", "confirmed")]


def test_restoring_what_is_there_changes_nothing(store: Store) -> None:
    assert store.restore(3, made_by="budi", reason="") == 3
    with pytest.raises(NoVersion, match="Versi 9 tidak ada"):
        store.restore(9, made_by="budi", reason="")


def test_the_newest_and_the_last_of_each_day_are_kept() -> None:
    monday, tuesday, wednesday = (date(2026, 11, day) for day in (16, 17, 18))
    days = [monday, monday, tuesday, tuesday, wednesday, wednesday]
    published = [(number, day, "upload") for number, day in enumerate(days, 1)]

    assert to_keep(published, 2) == {2, 4, 5, 6}
    assert to_keep(reversed(published), 3) == {2, 4, 5, 6}
    assert to_keep(published, 9) == {1, 2, 3, 4, 5, 6}
    # A clock set back: version 3 says it is older than 2, and is newer.
    set_back = [tuesday, tuesday, monday, tuesday]
    assert to_keep([(number, day, "undo") for number, day in enumerate(set_back, 1)], 1) == {3, 4}


def test_what_a_release_met_is_kept() -> None:
    kinds = ["release", "upload", "upload", "release", "upload", "release", "release", "upload"]
    day = date(2026, 11, 16)

    assert to_keep([(number, day, kind) for number, kind in enumerate(kinds, 1)], 1) == {3, 5, 6, 8}
    assert to_keep([(1, day, "release"), (5, day, "release"), (9, day, "upload")], 1) == {1, 9}


def set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Clock":
            return cls.fromtimestamp(now.timestamp(), tz)

    monkeypatch.setattr(draft_module, "datetime", Clock)


def test_a_clock_set_back_breaks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ready_store(tmp_path, keep_versions=2)
    for day in range(1, 6):
        set_clock(monkeypatch, datetime(2020, 1, 10, tzinfo=UTC) - timedelta(days=day))
        assert upload(store, ("16", "bappeda", f"hari {day}")) == 1 + day
        assert names(store)["bappeda"] == f"hari {day}"

    history = store.history()
    assert history["version"].tolist() == [6, 5, 4, 3, 2, 1]
    assert history["available"].tolist() == [True] * 6
    assert history["made_at"].dt.date.astype(str).tolist()[:2] == ["2020-01-05", "2020-01-06"]
    assert store.restore(2, made_by="budi", reason="") == 7
    assert names(store)["bappeda"] == "hari 1"


def test_old_versions_are_thinned_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make_store(tmp_path, keep_versions=2)
    set_clock(monkeypatch, datetime(2026, 11, 20, tzinfo=UTC))
    store.ensure()
    for number in range(2, 7):
        set_clock(monkeypatch, datetime(2026, 11, 21 + (number > 3), tzinfo=UTC))
        upload(store, ("16", "bappeda", f"ke-{number}"))

    kept = [1, 3, 5, 6]
    assert files(store) == ["current", *(f"versions/{number:06d}.duckdb" for number in kept)]
    assert store.history()["version"][store.history()["available"]].tolist() == [6, 5, 3, 1]


def cut(file: Path) -> None:
    content = file.read_bytes()
    replace(file, content[: len(content) // 2])


def replace(file: Path, content: bytes) -> None:
    file.chmod(0o644)
    file.write_bytes(content)


DAMAGE = {
    "cut short": cut,
    "empty": lambda file: replace(file, b""),
    "something else": lambda file: replace(file, b"<html>" * 50_000),
    "gone": lambda file: file.unlink(),
    "zeros at its end": lambda file: replace(file, file.read_bytes()[:20_000] + bytes(300_000)),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))
def test_a_damaged_current_version_names_the_command_and_can_be_restored(
    store: Store, tmp_path: Path, damage: Any
) -> None:
    store.close()
    damage(path(store, 3))

    for attempt in (
        lambda: names(store),
        lambda: upload(store, ("16", "x", "X")),
        lambda: make_store(tmp_path).ensure(),
        lambda: store.history(),
        lambda: store.export(tmp_path / "out.duckdb"),
    ):
        with pytest.raises(UnreadableVersion) as caught:
            attempt()
        assert str(caught.value) == (
            "Versi 3 tidak dapat dibaca; pulihkan dengan perintah `smartcity restore 2`."
        )
    assert not (tmp_path / "out.duckdb").exists()
    assert state(store, 2)["batch"][-1][0] == 2

    assert store.restore(2, made_by="budi", reason="rusak") == 4

    assert data(store) == data(store, 2)
    assert [row[:3] for row in state(store)["batch"]] == [
        (1, 1, "release"),
        (2, 2, "upload"),
        (4, 4, "restore"),
    ]
    assert upload(store, ("16", "x", "X")) == 5
    kept = [path.name for path in (store.folder / "versions").iterdir() if path.suffix == ".duckdb"]
    assert sorted(kept) == ["000001.duckdb", "000002.duckdb", "000004.duckdb", "000005.duckdb"]


def test_a_damaged_version_is_set_aside_and_its_number_not_used_again(store: Store) -> None:
    store.close()
    cut(path(store, 3))
    store.restore(1, made_by="budi", reason="")

    assert names(store) == {"bapenda": "Badan Pendapatan", "diskominfo": "Dinas Komunikasi"}
    assert "versions/000003.unreadable" in files(store)
    assert store.current() == 4


def test_damage_that_shows_late_is_said_as_such(tmp_path: Path) -> None:
    store = ready_store(tmp_path)
    upload(store, *(("16.01", f"opd{number}", f"Dinas {number}") for number in range(20_000)))
    store.close()
    file = path(store, 2)
    content = bytearray(file.read_bytes())
    found = [
        place
        for place in range(12_288, len(content) - 100, 16_384)
        if b"Dinas" in content[place : place + 16_384]
    ]
    content[found[len(found) // 2] + 9_000] ^= 0xFF
    replace(file, bytes(content))

    with store.read() as snapshot, pytest.raises(UnreadableVersion, match="`smartcity restore 1`"):
        snapshot.rows("select max(name || agency) from agency")

    assert store.restore(1, made_by="budi", reason="") == 3
    assert len(names(store)) == 2


@pytest.mark.parametrize("pointer", [b"", b"three\n", b"3\n3\n", b"\xff\xfe", None])
def test_a_damaged_pointer_can_be_restored(store: Store, pointer: bytes | None) -> None:
    current = store.folder / "current"
    current.unlink() if pointer is None else current.write_bytes(pointer)

    with pytest.raises(UnreadableVersion) as caught:
        store.current()
    assert str(caught.value) == (
        "Penunjuk versi tidak dapat dibaca; pulihkan dengan perintah `smartcity restore 3`."
    )
    with pytest.raises(UnreadableVersion):
        store.ensure()

    before = data(store, 3)
    assert store.restore(3, made_by="budi", reason="") == 4
    assert data(store) == before
    assert store.history()["batch"].tolist() == [4, 3, 2, 1]


def test_where_nothing_is_whole_the_message_says_so(store: Store) -> None:
    store.close()
    for number in (1, 2, 3):
        cut(path(store, number))

    for attempt in (lambda: names(store), lambda: store.restore(2, made_by="budi", reason="")):
        with pytest.raises(
            UnreadableVersion, match=r"tidak ada versi utuh yang tersisa, kembalikan .* dari cadangan"
        ):
            attempt()


def test_restoring_a_damaged_version_names_a_whole_one(store: Store) -> None:
    store.close()
    cut(path(store, 2))

    with pytest.raises(UnreadableVersion, match=r"Versi 2 tidak dapat dibaca; .* `smartcity restore 3`"):
        store.restore(2, made_by="budi", reason="")
    assert store.current() == 3


def test_numbers_are_never_used_again(store: Store) -> None:
    """A writer killed between its two renames leaves a version that was never published."""
    (path(store, 4)).write_bytes(path(store, 3).read_bytes())

    assert store.current() == 3
    assert upload(store, ("16", "x", "X")) == 5
    assert "versions/000004.duckdb" not in files(store)
    with duckdb.connect(path(store, 5), read_only=True) as connection:
        assert connection.execute("select max(batch), max(version) from batch").fetchall() == [(5, 5)]
