"""What an account with limits may load: rows outside are rejected with the reason; none is ever written."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from smartcity import audit, changes
from smartcity.access import Caller, NotAllowed
from smartcity.accounts import Account
from smartcity.intake import form
from smartcity.intake.choices import TERMINAL_LIMITS, Choices
from smartcity.intake.examining import examine
from smartcity.intake.publishing import publish
from smartcity.intake.report import Report
from smartcity.limits import Outside
from smartcity.settings import settings
from smartcity.store import Store
from tests.account_kit import TERMINAL, make, signed_in

HEADER = "pilot;region_code;title;kind;status"
OURS, OTHERS, NATION = (
    "uji-1;16.01;Satu;quick_win;running",
    "uji-2;51.03;Dua;quick_win;running",
    "uji-3;00;Tiga;quick_win;running",
)


@pytest.fixture
def store(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Return a store whose folder is that of the settings, with two pilots that tests know."""
    monkeypatch.setenv("SMARTCITY_DATA", str(own_data_folder))
    settings.cache_clear()
    held = Store(own_data_folder)
    load(held, TERMINAL, None, OURS, OTHERS)
    yield held
    settings.cache_clear()


def limited(store: Store, **limits: tuple[str, ...]) -> tuple[Caller, Account]:
    """Make an analyst with limits and sign in."""
    account = make(store.folder, "ani", "analyst", **limits)
    return signed_in(store.folder), account


def content(*lines: str, header: str = HEADER) -> bytes:
    """Return a file."""
    return "\n".join((header, *lines, "")).encode()


def examined(
    store: Store, account: Account | None, *lines: str, table: str = "pilot", header: str = HEADER
) -> Report:
    """Examine a file for somebody."""
    file = content(*lines, header=header)
    return examine(store, file, "uji.csv", table, Choices(), limits=TERMINAL_LIMITS, account=account)


def load(
    store: Store, caller: Caller, account: Account | None, *lines: str, accept: bool = False
) -> int | None:
    """Publish a file as somebody."""
    report = examined(store, account, *lines)
    try:
        return publish(report, store, content(*lines), caller=caller, accept_valid=accept).version
    finally:
        report.close()


def reasons(report: Report) -> list[tuple[int | None, str, str, str]]:
    """Return line, code, value and message of each problem, and let go of the report."""
    found = [(each.row, each.code, each.value, each.message) for each in report.problems()]
    report.close()
    return found


def test_rows_of_other_provinces_are_rejected_row_by_row(store: Store) -> None:
    ani, account = limited(store, provinces=("16", "17"))
    said = "Akun Anda hanya boleh mengubah data Sumatera Selatan, Bengkulu."
    lines = ("uji-4;16.02;Baru;quick_win;running", "uji-5;51.03;Bali;quick_win;running", NATION)

    assert reasons(examined(store, account, *lines)) == [
        (3, "not_permitted", "51.03", said),
        (4, "not_permitted", "00", said),
    ]
    version = load(store, ani, account, *lines, accept=True)

    with store.read() as snapshot:
        rows = snapshot.rows("select pilot, region_code from pilot where pilot like 'uji-%' order by 1")
    assert version == 3
    assert rows == [("uji-1", "16.01"), ("uji-2", "51.03"), ("uji-4", "16.02")]


@pytest.mark.parametrize(
    "line",
    ["uji-2;16.01;Direbut;quick_win;running", "uji-1;51.03;Dilepas;quick_win;running"],
    ids=["taken from another province", "given to another province"],
)
def test_a_row_is_moved_by_nobody_with_limits(store: Store, line: str) -> None:
    _ani, account = limited(store, provinces=("16",))

    assert [found[1] for found in reasons(examined(store, account, line))] == ["not_permitted"]


def test_tables_without_regions_and_other_tables_are_rejected_whole(store: Store) -> None:
    _ani, account = limited(store, provinces=("16",), tables=("pilot",))
    header, line = "event;title;starts_on", "uji;Uji;2024-01-01"

    found = reasons(examined(store, account, line, table="event", header=header))

    assert [each[1] for each in found] == ["not_permitted", "not_permitted"]
    assert {each[3] for each in found} == {
        "Akun Anda hanya boleh mengubah tabel Percontohan & quick win.",
        "Akun Anda hanya boleh mengubah data Sumatera Selatan, dan tabel ini tidak dibagi menurut wilayah.",
    }


def test_an_account_without_limits_may_load_everything(store: Store) -> None:
    ani, account = limited(store)

    assert reasons(examined(store, account, NATION)) == []
    assert load(store, ani, account, NATION) == 3


def test_what_was_examined_for_somebody_else_is_not_written(store: Store) -> None:
    """Limits that were set after the comparison, or left out of it, hold when it is written."""
    ani, _account = limited(store, provinces=("16",))

    with pytest.raises(Outside, match=r"1 baris berada di luar batas akun ani"):
        load(store, ani, None, OURS.replace("Satu", "Lain"), "uji-5;51.03;Bali;quick_win;running")

    assert store.current() == 2


def test_other_tables_are_not_written(store: Store) -> None:
    ani, _account = limited(store, tables=("award",))

    with pytest.raises(NotAllowed, match="hanya boleh mengubah tabel Penghargaan"):
        load(store, ani, None, OURS.replace("Satu", "Lain"))


@pytest.mark.parametrize(("key", "allowed"), [("uji-1", True), ("uji-2", False)])
def test_forms_and_removals_keep_to_the_limits(store: Store, key: str, allowed: bool) -> None:
    ani, account = limited(store, provinces=("16",))
    with store.read() as snapshot:
        row = form.row(snapshot, "pilot", f'["{key}"]')
    assert row
    entry = form.entry("pilot", row, {**row.values, "title": "Diubah"})

    assert form.check(store, entry, account).may_be_published == allowed
    if allowed:
        assert form.delete(store, row, caller=ani, reason="uji") == 3
    else:
        with pytest.raises(Outside):
            form.delete(store, row, caller=ani, reason="uji")


def test_an_undo_keeps_to_the_limits(store: Store) -> None:
    ani, account = limited(store, provinces=("16",))
    own = load(store, ani, account, "uji-4;16.02;Baru;quick_win;running", OURS.replace("Satu", "Lain"))
    assert own == 3

    with pytest.raises(Outside, match="1 baris"):
        changes.undo(store, 2, caller=ani, reason="uji")
    version, left = changes.undo(store, own, caller=ani, reason="uji")

    assert (version, left) == (4, [])


def test_a_removal_by_replacing_keeps_to_the_limits(store: Store) -> None:
    ani, _account = limited(store, provinces=("16",))
    keys = pd.DataFrame([{"pilot": "uji-1"}, {"pilot": "uji-2"}])

    with (
        pytest.raises(Outside, match="1 baris"),
        changes.witnessed(store.folder, ani, audit.UPLOAD) as witness,
    ):
        store.publish(
            lambda draft: draft.delete("pilot", keys),
            kind="upload",
            made_by="ani",
            reason="x",
            witness=witness,
        )
