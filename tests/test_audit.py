"""The audit: written before a change, or there is no change; never changed; left alone by restores; asked by many."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from smartcity import audit, changes
from smartcity.access import NotAllowed
from smartcity.accounts import Accounts
from smartcity.audit import Asked, Audit, Unreadable, Unwritable
from smartcity.caller import Caller
from smartcity.intake import form
from smartcity.intake.choices import TERMINAL_LIMITS, Choices
from smartcity.intake.examining import examine
from smartcity.intake.publishing import publish
from smartcity.settings import settings
from smartcity.state_file import FILE
from smartcity.store import CheckFailed, Store
from smartcity.ui import history_batch
from tests.account_kit import FAR, TERMINAL, make, signed_in

FILE_OF_ONE = b"award;edition;region_code;title\nuji-audit;2024;16.01;Penghargaan uji\n"


@pytest.fixture
def folder(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of the settings."""
    monkeypatch.setenv("SMARTCITY_DATA", str(own_data_folder))
    settings.cache_clear()
    return own_data_folder


@pytest.fixture
def store(folder: Path) -> Store:
    """Return its store."""
    return Store(folder)


def told(folder: Path, **asked: Any) -> list[tuple[str, str, str, str, str]]:
    """Return who did what from where to what and how it ended, the first first."""
    lines = reversed(Audit(folder).lines(Asked(**asked)))
    return [(line.who, line.address, line.action, line.subject, line.outcome) for line in lines]


def upload(store: Store, caller: Caller, content: bytes = FILE_OF_ONE) -> int:
    """Publish a file and return the version."""
    report = examine(store, content, "uji.csv", "award", Choices(), limits=TERMINAL_LIMITS)
    try:
        version = publish(report, store, content, caller=caller, note="uji").version
    finally:
        report.close()
    assert version
    return version


def award(store: Store) -> form.Row:
    """Return the row of the uploaded file."""
    with store.read() as snapshot:
        found = form.row(snapshot, "award", '["uji-audit"]')
    assert found
    return found


def test_every_change_is_on_record_by_the_account(folder: Path, store: Store) -> None:
    make(folder, "budi", "administrator")
    budi = signed_in(folder, "budi")
    version = upload(store, budi)
    entry = form.entry("award", award(store), {**award(store).values, "title": "Lain"})
    form.publish(store, entry, caller=budi, note="salah ketik")
    form.delete(store, award(store), caller=budi, reason="keliru")
    changes.undo(store, version + 2, caller=budi, reason="benar juga")
    changes.restore(store, 1, caller=budi, reason="mulai lagi")

    assert told(folder)[2:] == [
        ("budi", FAR, action, str(version + place), "done")
        for place, action in enumerate(("upload", "edit", "remove", "undo", "restore"))
    ]
    made_by = store.history().sort_values("batch")["made_by"].tolist()
    assert made_by[1:] == ["budi"] * 5
    detail = Audit(folder).lines(Asked(action="upload"))[0].detail
    assert (detail["table"], detail["file"], detail["note"], len(detail["sha256"])) == (
        "award",
        "uji.csv",
        "uji",
        64,
    )


def test_a_restore_of_data_takes_nothing_back(folder: Path, store: Store) -> None:
    upload(store, TERMINAL)
    before = told(folder)

    changes.restore(store, 1, caller=TERMINAL, reason="uji")

    assert told(folder)[: len(before)] == before
    assert len(told(folder)) == len(before) + 1


def test_a_terminal_says_which_user_and_as_whom(folder: Path, store: Store) -> None:
    upload(store, Caller("Sari", None, terminal=True, user="pengelola"))

    (line,) = Audit(folder).lines(Asked())
    assert (line.who, line.address, line.detail["as"]) == ("pengelola", "terminal", "Sari")
    assert store.history()["made_by"].iloc[0] == "Sari"


def test_a_name_that_was_only_given_is_marked(folder: Path, store: Store) -> None:
    upload(store, Caller("Sari", None))

    (line,) = Audit(folder).lines(Asked())
    assert (line.who, line.address, line.detail["signed_in"]) == ("Sari", "local", False)
    assert audit.in_words(line)[-1].endswith("tanpa masuk")


def test_roles_and_tables_are_in_words(tmp_path: Path) -> None:
    make(tmp_path, "ani", "analyst", provinces=("16",), tables=("pilot", "event"))
    Accounts(tmp_path).change("ani", "reader", by=TERMINAL)

    said = [audit.in_words(line)[-1] for line in Audit(tmp_path).lines(Asked())]
    assert said == [
        "peran: Pembaca; sebelumnya: Analis",
        "peran: Analis; provinsi: 16; tabel: Kegiatan, Percontohan & quick win",
    ]


def damaged(folder: Path) -> None:
    """Make the file unusable."""
    (folder / FILE).write_bytes(b"x" * 5000)


def test_what_cannot_be_written_down_does_not_happen(folder: Path, store: Store) -> None:
    version = upload(store, TERMINAL)
    row = award(store)
    entry = form.entry("award", row, {**row.values, "title": "Lain"})
    damaged(folder)
    attempts: list[Callable[[], object]] = [
        lambda: upload(store, TERMINAL, FILE_OF_ONE.replace(b"uji-audit", b"uji-lain")),
        lambda: form.publish(store, entry, caller=TERMINAL, note=""),
        lambda: form.delete(store, row, caller=TERMINAL, reason=""),
        lambda: changes.undo(store, version, caller=TERMINAL, reason=""),
        lambda: changes.restore(store, 1, caller=TERMINAL, reason=""),
    ]

    for attempt in attempts:
        with pytest.raises(Unwritable, match="tidak ada yang diubah"):
            attempt()

    assert store.current() == version
    with pytest.raises(Unreadable):
        told(folder)


def test_a_change_that_fails_afterwards_is_on_record_as_failed(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(store._files, "publish", full)
    with pytest.raises(Exception, match=r"\w"):
        upload(store, TERMINAL)

    assert [line[2:] for line in told(folder)] == [("upload", "2", "done"), ("upload", "2", "failed")]
    assert store.current() == 1


def test_a_change_that_fails_its_checks_was_never_begun(folder: Path, store: Store) -> None:
    frame = pd.DataFrame([{"award": "uji", "edition": "2024", "region_code": "99.99", "title": "x"}])
    with (
        pytest.raises(CheckFailed),
        changes.witnessed(folder, TERMINAL, audit.UPLOAD) as witness,
    ):
        store.publish(
            lambda draft: draft.upsert("award", frame),
            kind="upload",
            made_by="x",
            reason="x",
            witness=witness,
        )

    assert told(folder) == []


def test_the_right_is_asked_again_when_it_is_written(folder: Path, store: Store) -> None:
    make(folder, "ani")
    ani = signed_in(folder, "ani")

    def disable_meanwhile(draft: Any) -> None:
        draft.delete("award", draft.connection.execute("select award from award limit 1").df())
        Accounts(folder).disable("ani", by=TERMINAL)

    with (
        pytest.raises(NotAllowed, match="Masuk dahulu"),
        changes.witnessed(folder, ani, audit.UPLOAD) as witness,
    ):
        store.publish(disable_meanwhile, kind="upload", made_by="ani", reason="x", witness=witness)

    assert store.current() == 1


@pytest.mark.parametrize("sql", ["update audit set who = 'x'", "delete from audit"])
def test_lines_are_never_changed_or_removed(folder: Path, sql: str) -> None:
    make(folder)
    with (
        closing(sqlite3.connect(folder / FILE)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.executescript(sql)

    assert len(told(folder)) == 1


def test_lines_are_found_by_who_what_and_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Audit(tmp_path)
    # 23.30 and 00.30 in Jakarta, on either side of midnight there.
    for who, hour in (("ani", 16), ("budi", 17)):
        moment = datetime(2026, 1, 31, hour, 30, tzinfo=UTC)

        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None, *, _moment: datetime = moment) -> Any:
                return _moment

        monkeypatch.setattr(audit, "datetime", Clock)
        held.write(Caller(who, FAR), audit.SIGN_OUT)
    monkeypatch.setattr(audit, "datetime", datetime)

    def people(**asked: Any) -> list[str]:
        return [line[0] for line in told(tmp_path, **asked)]

    assert people() == people(action="sign_out") == ["ani", "budi"]
    assert (people(who="ani"), people(action="upload"), people(outcome="failed")) == (["ani"], [], [])
    assert (people(until="2026-01-31"), people(since="2026-02-01")) == (["ani"], ["budi"])
    assert people(since="2026-01-31", until="2026-02-01", most=1) == ["budi"]
    assert held.people() == ["ani", "budi"]
    assert audit.in_words(held.lines(Asked(who="budi"))[0])[:4] == (
        "2026-02-01 00:30:00 WIB",
        "budi",
        FAR,
        "Keluar",
    )


def test_many_write_at_once(tmp_path: Path) -> None:
    def write(number: int) -> None:
        Audit(tmp_path).write(Caller(f"orang{number}", FAR), audit.SIGN_OUT)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(told(tmp_path)) == 12


def test_hostile_text_is_kept_as_text(tmp_path: Path) -> None:
    hostile = "x'); drop table audit; --\ud800"
    Audit(tmp_path).write(Caller(hostile, FAR), audit.UPLOAD, hostile, note=hostile)

    (line,) = Audit(tmp_path).lines(Asked(who="x'); drop table audit; --?"))
    assert line.detail["note"].startswith("x');")


def test_an_original_goes_out_on_record_or_not_at_all(folder: Path, store: Store) -> None:
    version = upload(store, TERMINAL)
    sha256 = str(store.history()["sha256"].iloc[0])
    sari = Caller("Sari", None)

    assert history_batch._content(sari, sha256, version) == FILE_OF_ONE
    assert told(folder)[-1] == ("Sari", "local", "original", str(version), "done")

    damaged(folder)
    with pytest.raises(NotAllowed):
        history_batch._content(sari, sha256, version)
    with pytest.raises(Unwritable):
        history_batch._content(TERMINAL, sha256, version)
