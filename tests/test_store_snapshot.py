"""What a reader can ask of a version, and what it cannot reach."""

from pathlib import Path

import duckdb
import pytest

from smartcity.store import NoVersion, Store
from tests.store_kit import names, ready_store, state, upload

SECTION = ("16.01", "diskominfo", "Dinas Kominfo")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return ready_store(tmp_path)


def test_frames_have_plain_types(store: Store) -> None:
    sql = """
        select 1 as whole, null::integer as no_whole, i as gap, 1.5 as part, 'a' as word, null::varchar as no_word,
            true as yes, i is null as is_gap, case when i = 1 then true end as maybe,
            [{'source': 'x', 'value': 1}] as sources, timestamp '2026-01-02 03:04:05' as at
        from (values (1), (null)) as t(i)
    """
    with store.read() as snapshot:
        frame = snapshot.frame(sql)
        empty = snapshot.frame(f"{sql} limit 0")

    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        "whole": "int64",
        "no_whole": "float64",
        "gap": "float64",
        "part": "float64",
        "word": "str",
        "no_word": "str",
        "yes": "bool",
        "is_gap": "bool",
        "maybe": "object",
        "sources": "object",
        "at": "datetime64[us]",
    }
    assert frame["sources"].tolist() == [[{"source": "x", "value": 1}]] * 2
    assert frame["maybe"].tolist() == [True, None]
    assert list(empty.columns) == list(frame.columns)
    assert len(empty) == 0


def test_questions_take_named_parameters(store: Store) -> None:
    with store.read() as snapshot:
        found = snapshot.frame("select name from agency where agency = $agency", {"agency": "bapenda"})

    assert found["name"].tolist() == ["Badan Pendapatan"]


def test_a_version_knows_whether_it_was_generated(store: Store) -> None:
    with store.read() as facts:
        upload(store, ("16.01", "diskominfo", "Dinas Contoh"), kind="demo")
        with store.read() as generated:
            assert (facts.is_demo, generated.is_demo, generated.is_demo) == (False, True, True)
    upload(store, ("16.01", "diskominfo", "Dinas Lain"))
    with store.read() as later:
        assert later.is_demo


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "attach '/etc/hosts' as other",
        "set enable_external_access = true",
        "set memory_limit = '100GB'",
        "copy agency to 'agency.csv'",
        "install httpfs",
        "delete from agency",
    ],
)
def test_a_question_reaches_no_file_no_setting_and_changes_nothing(store: Store, sql: str) -> None:
    with store.read() as snapshot, pytest.raises(duckdb.Error):
        snapshot.rows(sql)

    assert len(names(store)) == 2


def test_limits_are_set(tmp_path: Path) -> None:
    store = ready_store(tmp_path, memory_limit="300MB", threads=1)

    with store.read() as snapshot:
        settings = snapshot.rows("select current_setting('memory_limit'), current_setting('threads')")

    assert settings == [("286.1 MiB", 1)]


def test_an_older_version_can_be_read(store: Store) -> None:
    upload(store, SECTION)

    assert state(store, 1)["agency"][1][2] == "Dinas Komunikasi"
    assert state(store)["agency"][1][2] == "Dinas Kominfo"
    with pytest.raises(NoVersion, match="Versi 7 tidak ada"), store.read(7):
        pass


def test_views_of_the_rules_are_in_every_version(store: Store) -> None:
    upload(store, ("16", "bappeda", "Bappeda"))

    with store.read() as snapshot:
        assert snapshot.rows("from agency_count order by all") == [("16", 1), ("16.01", 2)]


def test_check_lists_what_breaks_a_rule(store: Store) -> None:
    assert store.check().to_dict("records") == []


def test_a_version_can_be_laid_beside_what_is_made_in_memory(store: Store, tmp_path: Path) -> None:
    with store.read() as snapshot:
        beside, other = snapshot.beside(), snapshot.beside()
    upload(store, SECTION)
    store.close()

    with beside, other:
        beside.execute("create table mine as from current.main.agency where agency = 'diskominfo'")
        assert beside.execute("select name from mine").fetchall() == [("Dinas Komunikasi",)]
        with pytest.raises(duckdb.CatalogException):
            other.execute("from mine")
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            beside.execute("delete from current.main.agency")
        for reaching in (
            f"from read_csv('{__file__}')",
            f"attach '{tmp_path / 'x.duckdb'}'",
            f"copy mine to '{tmp_path / 'x.csv'}'",
        ):
            with pytest.raises(duckdb.PermissionException):
                beside.execute(reaching)
        with pytest.raises(duckdb.Error, match="locked"):
            beside.execute("set enable_external_access = true")


def test_what_is_remembered_of_a_version_is_remembered_by_its_path(store: Store) -> None:
    upload(store, SECTION)

    paths = []
    for version in (1, 2, None):
        with store.read(version) as snapshot:
            paths.append(snapshot.path)
    assert paths == [str(store.folder / "versions" / f"00000{number}.duckdb") for number in (1, 2, 2)]
