"""A newer release meets an existing database: it brings its facts and leaves what people have touched."""

import multiprocessing
from pathlib import Path
from typing import Any

import pandas as pd

from smartcity.store import Store
from tests.store_kit import (
    AGENCIES,
    ALIASES,
    VIEWS,
    agencies,
    confirm,
    data,
    files,
    make_bundle,
    make_store,
    names,
    small_package,
    state,
    upload,
)

FIRST = (("16.01", "a", "A"), ("16.01", "b", "B"), ("16.01", "c", "C"), ("16.01", "d", "D"))


def released(folder: Path, *rows: tuple[str, str, str], **parts: Any) -> Store:
    """Return the store with another release of the program, not yet brought."""
    return make_store(folder, make_bundle(folder / "bundle", rows, **parts))


def test_untouched_rows_follow_the_release(tmp_path: Path) -> None:
    released(tmp_path, *FIRST).ensure()

    store = released(tmp_path, ("16.01", "a", "A baru"), ("16.01", "b", "B"), ("16", "e", "E"))

    assert store.ensure() == 2
    assert names(store) == {"a": "A baru", "b": "B", "e": "E"}
    assert [row[:9] + row[8:] for row in state(store)["batch"]][1][2:5] == (
        "release",
        "smartcity",
        "Data bawaan rilis baru",
    )
    assert state(store)["batch"][1][-3:] == (1, 1, 2)
    assert store.ensure() == 2


def test_rows_that_an_upload_touched_stay(tmp_path: Path) -> None:
    store = released(tmp_path, *FIRST)
    store.ensure()
    upload(store, ("16.01", "a", "A dari unggahan"), ("16.01", "e", "E dari unggahan"))
    store.publish(
        lambda draft: draft.delete("agency", agencies(FIRST[1])), kind="upload", made_by="ani", reason=""
    )
    upload(store, ("16.01", "d", "sementara"))
    upload(store, ("16.01", "d", "D"))

    store = released(
        tmp_path, ("16.01", "a", "A"), ("16.01", "b", "B baru"), ("16.01", "d", "D baru"), ("16.01", "e", "E")
    )
    store.ensure()

    assert names(store) == {"a": "A dari unggahan", "d": "D", "e": "E dari unggahan"}


def test_rows_that_an_upload_touched_stay_when_a_release_drops_them(tmp_path: Path) -> None:
    store = released(tmp_path, *FIRST)
    store.ensure()
    upload(store, ("16.01", "a", "A dari unggahan"))

    released(tmp_path, FIRST[1]).ensure()

    assert names(store) == {"a": "A dari unggahan", "b": "B"}


def test_a_row_whose_upload_was_undone_follows_again(tmp_path: Path) -> None:
    store = released(tmp_path, *FIRST)
    store.ensure()
    upload(store, ("16.01", "a", "A dari unggahan"))
    upload(store, ("16.01", "a", "A"), kind="undo")

    released(tmp_path, ("16.01", "a", "A baru")).ensure()

    assert names(store) == {"a": "A baru"}


def test_after_a_restore_the_old_release_stays_and_the_next_one_comes(tmp_path: Path) -> None:
    released(tmp_path, *FIRST).ensure()
    store = released(tmp_path, ("16.01", "a", "A kedua"), *FIRST[1:])
    store.ensure()
    store.restore(1, made_by="ani", reason="")

    assert store.ensure() == 3
    assert names(store)["a"] == "A"

    store = released(tmp_path, ("16.01", "a", "A ketiga"), *FIRST[1:])
    store.ensure()

    assert names(store)["a"] == "A ketiga"


def test_confirmed_aliases_stay(tmp_path: Path) -> None:
    store = released(tmp_path, *AGENCIES)
    store.ensure()
    confirm(store, "Oku", "16.01")

    store = released(tmp_path, *AGENCIES, aliases=[*ALIASES, ("Oku", "16.01", "spelling")])
    store.ensure()

    assert state(store)["region_alias"] == [("OKU", "16.01", "abbreviation"), ("Oku", "16.01", "confirmed")]


def test_a_new_rule_is_a_release_without_changed_rows(tmp_path: Path) -> None:
    released(tmp_path, *AGENCIES).ensure()

    store = released(tmp_path, *AGENCIES, views={"regions": "select count(*) as regions from region"})

    assert store.ensure() == 2
    assert state(store)["batch"][1][-3:] == (0, 0, 0)
    with store.read() as snapshot:
        assert snapshot.rows("from regions") == [(3,)]
        assert snapshot.rows("select view_name from duckdb_views() where not internal") == [("regions",)]
    assert list(VIEWS) == ["agency_count"]


def test_a_contract_with_other_columns_keeps_the_rows(tmp_path: Path) -> None:
    store = released(tmp_path, *AGENCIES)
    store.ensure()
    upload(store, ("16", "bappeda", "Bappeda"))
    package = small_package()
    fields = next(item for item in package["resources"] if item["name"] == "agency")["schema"]["fields"]
    fields[:] = [
        *(field for field in fields if field["name"] != "kind"),
        {**fields[-1], "name": "phone", "constraints": {}},
    ]

    store = released(tmp_path, *AGENCIES, package=package)
    version = store.ensure()

    with store.read(version) as snapshot:
        assert snapshot.rows("select * from agency order by all") == [
            ("16", "bappeda", "Bappeda", None),
            ("16.01", "bapenda", "Badan Pendapatan", None),
            ("16.01", "diskominfo", "Dinas Komunikasi", None),
        ]
        assert snapshot.frame("from agency").columns.tolist() == ["region_code", "agency", "name", "phone"]
    restored = store.restore(1, made_by="ani", reason="")
    with store.read(restored) as snapshot:
        assert snapshot.rows("select agency, phone from agency order by all") == [
            ("bapenda", None),
            ("diskominfo", None),
        ]


def test_a_contract_with_another_table_gets_it(tmp_path: Path) -> None:
    package = small_package()
    without = small_package()
    without["resources"] = [item for item in package["resources"] if item["name"] != "region_alias"]
    released(tmp_path, *AGENCIES, package=without).ensure()

    store = released(tmp_path, *AGENCIES, package=package)
    store.ensure()

    assert state(store)["region_alias"] == [("OKU", "16.01", "abbreviation")]
    store.restore(1, made_by="ani", reason="")
    assert state(store)["region_alias"] == []


def start(folder: Path, versions: "multiprocessing.Queue[int]") -> None:
    """Start on a folder as one of many processes."""
    versions.put(
        make_store(folder, make_bundle(folder / "own" / str(multiprocessing.current_process().pid))).ensure()
    )


def test_many_processes_may_start_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    versions: multiprocessing.Queue[int] = context.Queue()
    processes = [context.Process(target=start, args=(tmp_path, versions)) for _ in range(3)]

    for process in processes:
        process.start()
    started = [versions.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()

    store = make_store(tmp_path)
    assert started == [1, 1, 1]
    assert store.ensure() == 1
    assert files(store) == ["current", "versions/000001.duckdb"]
    assert len(data(store)["agency"]) == len(pd.DataFrame(AGENCIES))
