"""Publishing and reading: what becomes a version, what a reader gets."""

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from smartcity.checks import COLUMNS
from smartcity.draft import Draft
from smartcity.store import CheckFailed, Counts, NoVersion, Store, StoreError
from smartcity.words import in_language
from tests.store_kit import agencies, files, make_bundle, make_store, names, ready_store, state, upload

SECTION = ("16.01", "diskominfo", "Dinas Kominfo")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return ready_store(tmp_path)


def test_first_start_builds_version_one(tmp_path: Path) -> None:
    store = make_store(tmp_path)

    assert store.ensure() == 1
    assert store.current() == 1
    assert files(store) == ["current", "versions/000001.duckdb"]
    assert stat.S_IMODE((store.folder / "versions/000001.duckdb").stat().st_mode) == 0o444
    assert state(store) == {
        "region": [
            ("00", "Indonesia"),
            ("16", "Sumatera Selatan"),
            ("16.01", "Kabupaten Ogan Komering Ulu"),
        ],
        "region_alias": [("OKU", "16.01", "abbreviation")],
        "agency": [
            ("16.01", "bapenda", "Badan Pendapatan", None),
            ("16.01", "diskominfo", "Dinas Komunikasi", None),
        ],
        "batch": [(1, 1, "release", "smartcity", "Data bawaan", None, None, None, 6, 0, 0)],
        "change": [
            (1, "agency", '["16.01","bapenda"]', None, None),
            (1, "agency", '["16.01","diskominfo"]', None, None),
            (1, "region", '["00"]', None, None),
            (1, "region", '["16"]', None, None),
            (1, "region", '["16.01"]', None, None),
            (1, "region_alias", '["OKU","16.01"]', None, None),
        ],
    }


def test_a_second_start_changes_nothing(store: Store) -> None:
    assert store.ensure() == 1
    assert files(store) == ["current", "versions/000001.duckdb"]


def test_nothing_is_there_before_the_first_start(tmp_path: Path) -> None:
    store = make_store(tmp_path)

    with pytest.raises(NoVersion, match="Belum ada data di"):
        store.current()
    with pytest.raises(NoVersion, match="Belum ada data di"):
        upload(store, SECTION)


def test_a_batch_notes_who_what_and_when(store: Store) -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    digest = "a" * 64

    version = store.publish(
        lambda draft: draft.upsert("agency", agencies(SECTION)),
        kind="upload",
        made_by="ani",
        reason="koreksi nama",
        table_name="agency",
        file_name="opd.csv",
        sha256=digest,
    )

    history = store.history()
    newest = history.drop(columns=["made_at", "release"]).iloc[0].to_dict()
    assert newest == {
        "batch": 2,
        "version": 2,
        "kind": "upload",
        "made_by": "ani",
        "reason": "koreksi nama",
        "table_name": "agency",
        "file_name": "opd.csv",
        "sha256": digest,
        "added": 0,
        "changed": 1,
        "removed": 0,
        "available": True,
    }
    assert list(history["batch"]) == [2, 1]
    with store.read(version) as snapshot:
        assert before <= snapshot.made_at <= datetime.now(UTC)


def test_upsert_writes_and_logs_differences_only(store: Store) -> None:
    counts: list[Counts] = []
    rows = agencies(SECTION, ("16.01", "bapenda", "Badan Pendapatan"), ("16", "bappeda", "Bappeda"))

    store.publish(
        lambda draft: counts.append(draft.upsert("agency", rows)), kind="upload", made_by="ani", reason=""
    )

    assert counts == [Counts(added=1, changed=1, unchanged=1)]
    assert names(store) == {
        "bapenda": "Badan Pendapatan",
        "bappeda": "Bappeda",
        "diskominfo": "Dinas Kominfo",
    }
    assert [row for row in state(store)["change"] if row[0] == 2] == [
        (2, "agency", '["16","bappeda"]', None, None),
        (
            2,
            "agency",
            '["16.01","diskominfo"]',
            '{"region_code":"16.01","agency":"diskominfo","name":"Dinas Komunikasi","kind":null}',
            '{"region_code":"16.01","agency":"diskominfo","name":"Dinas Kominfo","kind":null}',
        ),
    ]


def test_columns_that_are_not_brought_stay(store: Store) -> None:
    def kind(draft: Draft) -> None:
        draft.upsert("agency", agencies(SECTION).drop(columns="name").assign(kind="dinas"))

    store.publish(kind, kind="upload", made_by="ani", reason="")

    with store.read() as snapshot:
        assert snapshot.rows("select name, kind from agency where agency = 'diskominfo'") == [
            ("Dinas Komunikasi", "dinas")
        ]


def test_text_becomes_the_type_of_its_column(store: Store) -> None:
    brought = pd.DataFrame({"code": ["16.01", "16"], "lat": ["-4.1", ""], "autonomous": ["false", "true"]})

    store.publish(lambda draft: draft.upsert("region", brought), kind="upload", made_by="ani", reason="")

    with store.read() as snapshot:
        assert snapshot.rows("select code, autonomous, lat from region order by code") == [
            ("00", False, None),
            ("16", True, None),
            ("16.01", False, -4.1),
        ]


def test_delete_logs_the_whole_row(store: Store) -> None:
    removed: list[int] = []
    keys = agencies(SECTION, ("16.01", "tidakada", "")).drop(columns="name")

    store.publish(
        lambda draft: removed.append(draft.delete("agency", keys)), kind="upload", made_by="ani", reason=""
    )

    assert removed == [1]
    assert names(store) == {"bapenda": "Badan Pendapatan"}
    assert state(store)["change"][-1] == (
        2,
        "agency",
        '["16.01","diskominfo"]',
        '{"region_code":"16.01","agency":"diskominfo","name":"Dinas Komunikasi","kind":null}',
        None,
    )
    assert state(store)["batch"][-1][-3:] == (0, 0, 1)


def test_what_changes_nothing_is_not_published(store: Store) -> None:
    assert upload(store, ("16.01", "diskominfo", "Dinas Komunikasi")) == 1
    assert files(store) == ["current", "versions/000001.duckdb"]


def test_equal_rows_count_once(store: Store) -> None:
    upload(store, SECTION, SECTION)

    assert state(store)["batch"][-1][-3:] == (0, 1, 0)


def test_two_contents_for_one_key_are_refused(store: Store) -> None:
    with pytest.raises(CheckFailed) as caught:
        upload(store, SECTION, ("16.01", "diskominfo", "Dinas lain"))

    assert caught.value.problems.to_dict("records") == [
        {
            "check": "agency.unique.region_code+agency",
            "severity": "error",
            "table_name": "agency",
            "row_key": '["16.01","diskominfo"]',
            "detail": "kunci ini dipakai oleh 2 baris yang berbeda.",
        }
    ]
    assert files(store) == ["current", "versions/000001.duckdb"]


def test_a_version_that_breaks_a_rule_is_not_published(store: Store) -> None:
    with pytest.raises(CheckFailed) as caught:
        upload(store, ("99.99", "x", "Dinas"))

    assert str(caught.value) == (
        'Perubahan ditolak karena 1 masalah, yang pertama di tabel agency, ["99.99","x"]: region_code: 99.99'
    )
    assert caught.value.problems["check"].tolist() == ["agency.reference.region_code"]
    assert files(store) == ["current", "versions/000001.duckdb"]
    assert "x" not in names(store)


@pytest.mark.parametrize(
    "brought",
    [
        pd.DataFrame({"code": ["16"], "lat": ["sepuluh"]}),
        pd.DataFrame({"code": ["16"], "autonomous": [""]}),
        pd.DataFrame({"code": ["16"], "name": [["a", 1]]}, dtype="object"),
    ],
    ids=["not a number", "nothing where there must be something", "not a value"],
)
def test_a_value_that_does_not_fit_is_said_in_a_sentence(store: Store, brought: pd.DataFrame) -> None:
    with pytest.raises(StoreError, match=r"^Tabel region tidak menerima nilai yang dibawa: "):
        store.publish(lambda draft: draft.upsert("region", brought), kind="upload", made_by="a", reason="")

    assert store.current() == 1


def test_an_unknown_column_is_a_mistake_of_the_caller(store: Store) -> None:
    with pytest.raises(ValueError, match=r"table agency has no column \['colour'\]"):
        store.publish(
            lambda draft: draft.upsert("agency", agencies(SECTION).assign(colour="red")),
            kind="upload",
            made_by="a",
            reason="",
        )


def test_what_a_change_raises_leaves_all_as_it_was(store: Store) -> None:
    def change(draft: Draft) -> None:
        draft.upsert("agency", agencies(SECTION))
        raise LookupError("half way")

    with pytest.raises(LookupError, match="half way"):
        store.publish(change, kind="upload", made_by="ani", reason="")

    assert names(store)["diskominfo"] == "Dinas Komunikasi"
    assert files(store) == ["current", "versions/000001.duckdb"]
    assert upload(store, SECTION) == 2


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "db").write_text("")

    with pytest.raises(StoreError, match="bukan folder"):
        make_store(tmp_path).ensure()


def test_errors_are_said_in_english_too(tmp_path: Path) -> None:
    with in_language("qps"), pytest.raises(NoVersion, match="⟦"):
        make_store(tmp_path).current()


def reader(*found: tuple[str, str | None, str, str | None]) -> pa.RecordBatchReader:
    """Return rows of agencies batch by batch, a row each."""
    names = ("region_code", "agency", "name", "kind")
    schema = pa.schema([(name, pa.string()) for name in names])
    batches = [pa.record_batch([pa.array([cell], pa.string()) for cell in row], schema) for row in found]
    return pa.RecordBatchReader.from_batches(schema, batches)


def test_rows_known_to_be_new_are_added_and_logged(store: Store) -> None:
    added: list[int] = []

    def change(draft: Draft) -> None:
        draft.delete("agency", agencies(SECTION))
        added.append(draft.add("agency", reader(("16", "a", "A", ""), ("16", "b", "B", "dinas"))))
        added.append(draft.add("agency", reader()))

    assert store.publish(change, kind="upload", made_by="ani", reason="") == 2

    assert added == [2, 0]
    assert state(store)["agency"] == [
        ("16", "a", "A", None),
        ("16", "b", "B", "dinas"),
        ("16.01", "bapenda", "Badan Pendapatan", None),
    ]
    assert state(store)["batch"][-1][-3:] == (2, 0, 1)
    assert [row[1:3] for row in state(store)["change"] if row[0] == 2] == [
        ("agency", '["16","a"]'),
        ("agency", '["16","b"]'),
        ("agency", '["16.01","diskominfo"]'),
    ]


def test_adding_nothing_is_no_change(store: Store) -> None:
    assert (
        store.publish(lambda draft: draft.add("agency", reader()), kind="upload", made_by="ani", reason="")
        == 1
    )


def test_rows_may_come_batch_by_batch(store: Store) -> None:
    counts: list[Counts] = []

    def change(draft: Draft) -> None:
        rows = reader(("16.01", "diskominfo", "Kominfo", None), ("16", "a", "A", None), ("16", "a", "A", ""))
        with draft.brought("agency", rows) as columns:
            counts.append(draft.merge("agency", "from brought", columns))

    store.publish(change, kind="upload", made_by="ani", reason="")

    assert counts == [Counts(added=1, changed=1, unchanged=0)]
    assert names(store) == {"a": "A", "bapenda": "Badan Pendapatan", "diskominfo": "Kominfo"}


def test_a_warning_refuses_no_version(tmp_path: Path) -> None:
    bundle = make_bundle(tmp_path / "bundle")
    warning = pd.DataFrame([("hati-hati", "warning", "agency", "[]", "")], columns=list(COLUMNS))
    store = make_store(tmp_path, replace(bundle, checks=lambda _connection: warning))

    assert (store.ensure(), upload(store, SECTION)) == (1, 2)
    assert store.check().to_dict("list") == warning.to_dict("list")
