"""A newer release meets an existing database: it brings its facts and leaves what people have touched."""

import multiprocessing
import zlib
from base64 import b85decode
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from smartcity import backup
from smartcity.store import Store
from smartcity.store_errors import NewerVersion
from smartcity.terminal import stores
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

LATER = (
    "c-rmPuL{CY6vy%FpJ1{pKEv1*;a<a7*oML|nk)ua2CK4n@-bEy7gm>6ESeSuGYlDsip4Pae#(z?4xDh>nHJV9)w8?1cl>fBesW$K"
    "rXfGi^+{<dSHar+zGv>J>=H)X$|~yQxVZ`d00000@E5s?<Hf<X2k*zju0L*L(uT+B000000O;HQzkAlr3&H;n00000K<_;OW(z4o"
)
"""The three headers of a database that DuckDB 2.0.1 made, packed."""

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


def older_release(folder: Path) -> Store:
    """Return a store that an older release made: a contract with another column and one table less, and an upload."""
    package = small_package()
    package["resources"] = [item for item in package["resources"] if item["name"] != "region_alias"]
    fields = next(item for item in package["resources"] if item["name"] == "agency")["schema"]["fields"]
    fields[-1] = {**fields[-1], "name": "phone"}
    store = released(folder, *AGENCIES, package=package)
    store.ensure()
    frame = pd.DataFrame(
        {"region_code": ["16"], "agency": ["x"], "name": ["X"], "phone": ["0711"]}, dtype="str"
    )
    store.publish(lambda draft: draft.upsert("agency", frame), kind="upload", made_by="ani", reason="")
    store.close()
    return store


def test_the_version_before_an_upgrade_is_kept_as_it_was(tmp_path: Path) -> None:
    path = older_release(tmp_path).folder / "versions" / "000002.duckdb"
    before = path.read_bytes()

    store = make_store(tmp_path, make_bundle(tmp_path / "bundle"), keep_versions=2)
    assert store.ensure() == 3
    for number in range(4):
        upload(store, ("16", "y", f"Y {number}"))

    assert files(store) == ["current", *(f"versions/00000{number}.duckdb" for number in (2, 6, 7))]
    assert path.read_bytes() == before
    assert store.history()["available"].tolist() == [True, True, False, False, False, True, False]
    assert names(store)["x"] == "X"
    store.restore(2, made_by="budi", reason="")
    assert names(store) == {"bapenda": "Badan Pendapatan", "diskominfo": "Dinas Komunikasi", "x": "X"}


def test_a_backup_of_an_older_release_is_upgraded_with_the_copy_kept(tmp_path: Path) -> None:
    older = older_release(tmp_path / "then")
    (tmp_path / "place").mkdir()
    made = backup.make(older, tmp_path / "place")
    backup.restore(made.path, tmp_path / "db")

    store = make_store(tmp_path, make_bundle(tmp_path / "bundle"))
    assert store.ensure() == 3

    assert files(store) == ["current", "versions/000002.duckdb", "versions/000003.duckdb"]
    assert (store.folder / "versions/000002.duckdb").read_bytes() == (
        older.folder / "versions/000002.duckdb"
    ).read_bytes()
    assert names(store)["x"] == "X"


def test_it_is_said_where_the_version_before_an_upgrade_lies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older_release(tmp_path)
    store = make_store(tmp_path, make_bundle(tmp_path / "bundle"))

    for _time in range(2):
        stores.ensure(store)

    prepared = f"Menyiapkan data di {store.folder} …\n"
    kept = f"Data sebelum rilis ini tetap disimpan sebagai versi 2: {store.folder}/versions/000002.duckdb\n"
    assert capsys.readouterr().err == prepared + kept + prepared


@pytest.mark.skipif(duckdb.__version__ >= "2", reason="for this DuckDB it is no later one")
def test_a_version_of_a_later_database_program_is_no_damage(tmp_path: Path) -> None:
    store = make_store(tmp_path, make_bundle(tmp_path / "bundle"))
    store.ensure()
    upload(store, ("16", "x", "X"))
    store.close()
    path = store.folder / "versions" / "000002.duckdb"
    path.chmod(0o644)
    path.write_bytes(zlib.decompress(b85decode(LATER)))
    before = files(store)

    for act in (
        store.read().__enter__,
        store.ensure,
        lambda: upload(store, ("16", "y", "Y")),
        lambda: store.restore(1, made_by="budi", reason=""),
        lambda: store.export(tmp_path / "out.duckdb"),
    ):
        with pytest.raises(NewerVersion) as caught:
            act()
        assert str(caught.value) == (
            "Versi 2 ditulis oleh rilis program yang lebih baru; pasang rilis itu lagi."
        )
    assert files(store) == before
