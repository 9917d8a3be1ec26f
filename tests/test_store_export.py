"""The whole database as one ordinary file."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from smartcity.store import Store, StoreError
from smartcity.whole_files import copy_whole
from tests.store_faults import Points, in_child, kill, traced
from tests.store_kit import names, ready_store

SECTION = ("16.01", "diskominfo", "Dinas Kominfo")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return ready_store(tmp_path)


def test_export_gives_an_ordinary_file(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "data.duckdb"
    target.write_bytes(b"something older")
    (tmp_path / "data.duckdb.wal").write_bytes(b"its log")

    assert store.export(target) == 1

    with duckdb.connect(target) as connection:
        connection.execute("update agency set name = 'x'")
        assert connection.execute("select count(*) from agency where name = 'x'").fetchall() == [(2,)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bundle", "data.duckdb", "db"]
    assert names(store)["bapenda"] == "Badan Pendapatan"


def test_export_works_where_files_cannot_be_nameless(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.O_TMPFILE")

    store.export(tmp_path / "data.duckdb")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["bundle", "data.duckdb", "db"]
    with duckdb.connect(tmp_path / "data.duckdb") as connection:
        assert connection.execute("select count(*) from agency").fetchall() == [(2,)]


def test_export_names_a_place_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "no" / "data.duckdb"):
        with pytest.raises(StoreError, match=f"^{target} bukan nama berkas yang dapat ditulis.$"):
            store.export(target)


def test_export_stopped_at_any_call_leaves_no_part_of_a_file(store: Store, tmp_path: Path) -> None:
    source = store.folder / "versions" / "000001.duckdb"
    whole = source.read_bytes()
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "data.duckdb"

    def stopped_at(point: int) -> Callable[[], dict[str, int]]:
        points = Points(point, kill)

        def copy() -> dict[str, int]:
            with traced(points):
                copy_whole(source, target)
            return {"points": points.count}

        return copy

    points = in_child(stopped_at(0), tmp_path / "answer")["points"]
    target.unlink()
    for point in range(1, points + 1):
        assert in_child(stopped_at(point), tmp_path / "answer") == {"signal": 9}
        assert [path for path in target.parent.iterdir() if path.read_bytes() != whole] == []

    assert points > 10
    assert target.read_bytes() == whole
