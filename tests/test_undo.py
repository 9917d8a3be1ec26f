"""Undoing a batch: the data are as they were before it, except where a later batch touched the same rows."""

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from smartcity.draft import listed
from smartcity.release import bundle
from smartcity.store import CheckFailed, Draft, Store, StoreError
from tests.intake.upload_kit import fingerprint, rows, write_known
from tests.store_kit import (
    AGENCIES,
    agencies,
    confirm,
    data,
    make_bundle,
    make_store,
    names,
    ready_store,
    state,
    upload,
)

DISKOMINFO = ("16.01", "diskominfo", "Dinas Kominfo")
BAPPEDA = ("16", "bappeda", "Bappeda")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return ready_store(tmp_path)


def undo(store: Store, batch: int) -> tuple[int, list[tuple[str, str]]]:
    return store.undo(batch, made_by="budi", reason="salah berkas")


def remove(store: Store, *found: tuple[str, str, str]) -> int:
    return store.publish(
        lambda draft: draft.delete("agency", agencies(*found)), kind="upload", made_by="ani", reason=""
    )


def test_what_was_added_changed_and_removed_is_as_before(store: Store) -> None:
    def change(draft: Draft) -> None:
        draft.upsert("agency", agencies(DISKOMINFO, BAPPEDA))
        draft.delete("agency", agencies(AGENCIES[1]))

    store.publish(change, kind="upload", made_by="ani", reason="")

    assert undo(store, 2) == (3, [])

    assert fingerprint(store) == fingerprint(store, 1)
    assert state(store)["batch"][-1] == (
        *(3, 3, "undo", "budi", "salah berkas", None, None, None),
        *(1, 1, 1),
    )
    assert [row[1:] for row in state(store)["change"] if row[0] == 3] == [
        (
            "agency",
            '["16","bappeda"]',
            '{"region_code":"16","agency":"bappeda","name":"Bappeda","kind":null}',
            None,
        ),
        ("agency", '["16.01","bapenda"]', None, None),
        (
            *("agency", '["16.01","diskominfo"]'),
            '{"region_code":"16.01","agency":"diskominfo","name":"Dinas Kominfo","kind":null}',
            '{"region_code":"16.01","agency":"diskominfo","name":"Dinas Komunikasi","kind":null}',
        ),
    ]


def test_rows_that_a_later_batch_touched_stay_and_are_told(store: Store) -> None:
    upload(store, DISKOMINFO, BAPPEDA, ("16", "dishub", "Dinas Perhubungan"))
    upload(store, ("16", "bappeda", "Bappeda Provinsi"))
    remove(store, ("16", "dishub", ""))

    assert undo(store, 2) == (5, [("agency", '["16","bappeda"]'), ("agency", '["16","dishub"]')])

    assert names(store) == {
        "bapenda": "Badan Pendapatan",
        "bappeda": "Bappeda Provinsi",
        "diskominfo": "Dinas Komunikasi",
    }


def test_later_batches_first_takes_all_back(store: Store) -> None:
    upload(store, DISKOMINFO)
    upload(store, ("16.01", "diskominfo", "Kominfo"), BAPPEDA)

    assert undo(store, 3) == (4, [])
    assert data(store) == data(store, 2)


def test_a_later_batch_that_was_undone_is_not_in_the_way(store: Store) -> None:
    upload(store, DISKOMINFO, BAPPEDA)
    upload(store, ("16.01", "diskominfo", "Kominfo"))
    remove(store, BAPPEDA)
    for batch in (4, 3, 2):
        assert undo(store, batch)[1] == []

    assert data(store) == data(store, 1)


def test_a_later_batch_that_put_the_row_back_is_not_in_the_way(store: Store) -> None:
    upload(store, DISKOMINFO)
    remove(store, DISKOMINFO)
    upload(store, DISKOMINFO)

    assert undo(store, 2) == (5, [])
    assert data(store) == data(store, 1)


def test_an_undone_batch_comes_back_by_undoing_that(store: Store) -> None:
    upload(store, DISKOMINFO, BAPPEDA)
    remove(store, AGENCIES[1])
    for batch in (3, 2):
        undo(store, batch)
    assert fingerprint(store) == fingerprint(store, 1)

    assert undo(store, 5) == (6, [])
    assert data(store) == data(store, 4)
    assert undo(store, 4) == (7, [])
    assert data(store) == data(store, 3)


def test_a_batch_whose_rows_were_all_touched_leaves_nothing_to_undo(store: Store) -> None:
    upload(store, DISKOMINFO)
    undo(store, 2)

    assert undo(store, 2) == (3, [("agency", '["16.01","diskominfo"]')])
    assert (store.current(), len(state(store)["batch"])) == (3, 3)


def test_a_confirmed_name_is_forgotten_again(store: Store) -> None:
    confirm(store, "Ogan", "16.01")

    assert undo(store, 2) == (3, [])
    assert data(store) == data(store, 1)


@pytest.mark.parametrize("batch", [0, 9, -1])
def test_there_must_be_such_a_batch(store: Store, batch: int) -> None:
    with pytest.raises(StoreError) as caught:
        undo(store, batch)
    assert str(caught.value) == f"Unggahan {batch} tidak ada; lihat semuanya dengan `smartcity history`."
    assert store.current() == 1


def test_what_the_program_brought_is_not_undone(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        undo(store, 1)
    assert str(caught.value) == "Data bawaan (versi 1) tidak dapat dibatalkan; pulihkan versi sebelumnya."

    store.publish(
        lambda draft: draft.upsert("agency", agencies(BAPPEDA)), kind="demo", made_by="smartcity", reason=""
    )
    with pytest.raises(StoreError, match=r"^Data bawaan \(versi 2\)"):
        undo(store, 2)
    assert store.current() == 2


def test_what_others_refer_to_meanwhile_cannot_be_taken_away(tmp_path: Path) -> None:
    store = ready_store(tmp_path)
    region = pd.DataFrame(
        [("17", "00", "provinsi", "Bengkulu", "Bengkulu", True)],
        columns=["code", "parent_code", "level", "name", "short_name", "autonomous"],
    )
    store.publish(lambda draft: draft.upsert("region", region), kind="upload", made_by="ani", reason="")
    upload(store, ("17", "bappeda", "Bappeda"))
    before = state(store)

    with pytest.raises(CheckFailed):
        undo(store, 2)
    assert state(store) == before


def releases(folder: Path) -> Store:
    """Return a store that has seen two releases: the second names diskominfo anew, brings bkd and lacks bapenda."""
    make_store(folder, make_bundle(folder / "old")).ensure()
    newer = [("16.01", "diskominfo", "Kominfo"), ("16.01", "bkd", "Badan Kepegawaian")]
    store = make_store(folder, make_bundle(folder / "new", newer))
    assert store.ensure() == 2
    return store


def test_a_restored_version_is_left_again_also_in_what_releases_brought(tmp_path: Path) -> None:
    store = releases(tmp_path)
    assert store.restore(1, made_by="ani", reason="") == 3
    assert fingerprint(store) == fingerprint(store, 1)

    assert undo(store, 3) == (4, [])
    assert fingerprint(store) == fingerprint(store, 2)
    assert undo(store, 4) == (5, [])
    assert fingerprint(store) == fingerprint(store, 1)


def test_rows_of_an_undone_restore_are_still_those_of_the_program(tmp_path: Path) -> None:
    store = releases(tmp_path)
    store.restore(1, made_by="ani", reason="")
    undo(store, 3)

    third = make_store(tmp_path, make_bundle(tmp_path / "third", [("16.01", "diskominfo", "Dinas Digital")]))
    assert third.ensure() == 5
    assert names(third) == {"diskominfo": "Dinas Digital"}


def test_what_a_later_release_brought_stays_the_programs(tmp_path: Path) -> None:
    store = releases(tmp_path)
    store.restore(1, made_by="ani", reason="")
    third = make_store(tmp_path, make_bundle(tmp_path / "third", [("16.01", "diskominfo", "Dinas Digital")]))
    assert third.ensure() == 4
    brought = "select * from released.agency"

    version, left = undo(third, 3)

    assert (version, left) == (5, [("agency", f'["16.01","{name}"]') for name in ("bapenda", "diskominfo")])
    assert names(third) == {"bkd": "Badan Kepegawaian", "diskominfo": "Dinas Digital"}
    assert rows(third, brought) == [("16.01", "diskominfo", "Dinas Digital", None)]


def test_without_the_versions_around_a_restore_its_rows_are_undone_all_the_same(tmp_path: Path) -> None:
    store = releases(tmp_path)
    store.restore(1, made_by="ani", reason="")
    wanted = data(store, 2)
    (store.folder / "versions" / "000002.duckdb").unlink()

    assert undo(store, 3) == (4, [])
    assert data(store) == wanted


ODD_TEXTS = (
    "'",
    '"',
    '\'"\\"\\\\',
    '{"a": [1, null]}',
    "null",
    " baris\nbaru\r\ttab ",
    "“kutip” – é ñ 北京 🏛️",
    "e\u0301",
    "\u2028\u2029\ufeff\u200b",
    "=1+1",
    "$.name",
    "\\u0041\\n",
    "\x01\x1f\x7f",
)
ODD_NUMBERS = (
    0.1,
    -0.0,
    1 / 3,
    5e-324,
    1.7976931348623157e308,
    0.1 + 0.2,
    123456789012345.678,
    float(2**53 + 2),
)
ODD_MOMENTS = (
    datetime(2024, 1, 2, 3, 4, 5, 678_901),
    datetime(1990, 12, 31, 23, 59, 59, 999_999),
    datetime(2024, 2, 29),
)


SPOILED = {
    "agency": "kind",
    "award": "category",
    "pilot": "budget_idr",
    "published_figure": "note",
    "event_session": "speaker",
    "region_alias": "added_at",
    "region": "lat",
}
"""Tables and a column in which every row loses its value."""


def write_odd(draft: Draft) -> None:
    budgets = [0, 2**53 + 1, 2**63 - 1]
    frames = {
        "agency": pd.DataFrame({"agency": ODD_TEXTS, "name": ODD_TEXTS, "kind": "x", "region_code": "16.01"}),
        "award": pd.DataFrame({"award": ODD_TEXTS, "title": ODD_TEXTS, "category": ODD_TEXTS}),
        "published_figure": pd.DataFrame(
            {
                "figure": list(map(str, ODD_NUMBERS)),
                "value": ODD_NUMBERS,
                "scope_code": "00",
                "measure": "invited",
            }
        ),
        "pilot": pd.DataFrame(
            {"pilot": list(map(str, budgets)), "budget_idr": budgets, "region_code": "16.01"}
        ),
        "event": pd.DataFrame({"event": ["e"], "title": ["E"], "starts_on": ["2024"]}),
        "event_session": pd.DataFrame(
            {"event": "e", "ordinal": [1, 10, 1000], "title": list("abc"), "speaker": "x"}
        ),
        "region_alias": pd.DataFrame(
            {"alias": list(map(str, ODD_MOMENTS)), "added_at": ODD_MOMENTS, "code": "16.01"}
        ),
        "region": pd.DataFrame({"code": ["16.01"], "autonomous": [False], "lat": [-4 / 3]}),
    }
    frames["pilot"] = frames["pilot"].assign(title="P", kind="training", status="running")
    frames["region_alias"] = frames["region_alias"].assign(kind="confirmed", added_by="ani")
    for name, frame in frames.items():
        draft.upsert(name, frame)


def spoil(draft: Draft) -> None:
    for name, column in SPOILED.items():
        table = draft.contract.tables[name]
        sql = f"select {listed(table.key)}, cast(null as {table.field(column).sql_type}) as {column} from {name}"
        draft.connection.execute(f"create or replace temp table spoiled as {sql}")
        draft.merge(name, "from spoiled", [*table.key, column])


def empty(draft: Draft) -> None:
    for name in ("agency", "award", "published_figure", "pilot", "event_session"):
        draft.connection.execute(f"create or replace temp table gone as from {name}")
        draft.remove(name, "from gone")


def test_all_kinds_of_values_survive_the_log(own_data_folder: Path) -> None:
    no_errors = pd.DataFrame(columns=["check"])
    store = Store(own_data_folder, bundle=replace(bundle(), errors=lambda _connection: no_errors))
    for change in (write_odd, spoil, empty):
        store.publish(change, kind="upload", made_by="ani", reason="")
    odd = rows(store, "select figure, value from published_figure where source_title is null", 2)
    assert sorted(odd) == sorted((str(number), number) for number in ODD_NUMBERS)
    for batch, same_as in ((4, 3), (3, 2), (6, 3)):
        assert (undo(store, batch)[1], fingerprint(store)) == ([], fingerprint(store, same_as))


def test_every_table_of_an_upload_is_undone(own_data_folder: Path) -> None:
    store = Store(own_data_folder)
    write_known(store)

    assert undo(store, 2) == (3, [])
    assert fingerprint(store) == fingerprint(store, 1)


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_undone_within_seconds(tmp_path: Path) -> None:
    store = ready_store(tmp_path)
    many = agencies(*(("16.01", f"opd{number}", f"Dinas nomor {number}") for number in range(100_000)))
    publishing: dict[str, Any] = {"kind": "upload", "made_by": "ani", "reason": ""}
    store.publish(lambda draft: draft.upsert("agency", many), **publishing)
    store.publish(lambda draft: draft.upsert("agency", many.assign(name="Dinas")), **publishing)

    start = time.perf_counter()
    assert undo(store, 3) == (4, [])
    seconds = time.perf_counter() - start

    assert fingerprint(store) == fingerprint(store, 2)
    assert seconds < 30
