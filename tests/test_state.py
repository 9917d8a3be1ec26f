"""What is remembered beside the versions: kept, found again, and never a reason to stop."""

import json
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from smartcity.intake.choices import PROVINCE, Target
from smartcity.state import State
from smartcity.state_file import SCHEMA
from tests.test_store_faults import unprivileged

TARGETS = {
    "Kab/Kota": Target("region_code"),
    "Provinsi": Target(PROVINCE),
    "Nilai 2022": Target("score", (("edition", "2022"), ("indicator", "index"))),
    "No": Target(),
}
OTHER = {"Kab/Kota": Target("scope_code")}


def test_a_mapping_is_found_by_table_and_fingerprint(tmp_path: Path) -> None:
    state = State(tmp_path)

    assert state.remember("assessment", "f1", TARGETS, "ani")
    assert state.remember("published_figure", "f1", OTHER, "ani")

    assert State(tmp_path).remembered("assessment", "f1") == TARGETS
    assert State(tmp_path).remembered("published_figure", "f1") == OTHER
    assert State(tmp_path).remembered("assessment", "f2") == {}


def test_the_last_mapping_holds_with_who_and_when(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.remember("assessment", "f1", TARGETS, "ani")
    state.remember("assessment", "f1", OTHER, "budi")

    assert state.remembered("assessment", "f1") == OTHER
    with closing(sqlite3.connect(state.path)) as connection:
        rows = connection.execute("select table_name, fingerprint, made_by, made_at > '2026' from mapping")
        assert rows.fetchall() == [("assessment", "f1", "budi", 1)]
        assert connection.execute("pragma user_version").fetchone() == (SCHEMA,)
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    assert State(tmp_path).remembered("assessment", "f1") == {}
    assert State(tmp_path / "nowhere").remembered("assessment", "f1") == {}
    assert not State(tmp_path / "nowhere").remember("assessment", "f1", TARGETS, "ani")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"x" * 5000, b"SQLite format 3\x00" + b"\xff" * 5000, b"kosong"])
def test_a_damaged_file_stops_nobody_and_stays(tmp_path: Path, content: bytes) -> None:
    state = State(tmp_path)
    state.path.write_bytes(content)

    assert state.remembered("assessment", "f1") == {}
    assert not state.remember("assessment", "f1", TARGETS, "ani")
    assert state.path.read_bytes() == content


def test_a_file_cut_short_stops_nobody(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.remember("assessment", "f1", TARGETS, "ani")
    state.path.write_bytes(state.path.read_bytes()[:5000])

    assert state.remembered("assessment", "f1") == {}
    assert not state.remember("assessment", "f1", TARGETS, "ani")


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    state = State(tmp_path)
    with closing(sqlite3.connect(state.path)) as connection:
        connection.execute(f"pragma user_version = {SCHEMA + 1}")
    before = state.path.read_bytes()

    assert state.remembered("assessment", "f1") == {}
    assert not state.remember("assessment", "f1", TARGETS, "ani")
    assert state.path.read_bytes() == before


def test_an_empty_file_is_filled(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.path.touch()

    assert state.remembered("assessment", "f1") == {}
    assert state.remember("assessment", "f1", TARGETS, "ani")
    assert state.remembered("assessment", "f1") == TARGETS


@pytest.mark.parametrize("text", ["", "[]x", "[1]", '{"a": 1}', '{"a": {"field": "score"}}', "null"])
def test_a_mapping_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    state = State(tmp_path)
    state.remember("assessment", "f1", TARGETS, "ani")
    with closing(sqlite3.connect(state.path)) as connection, connection:
        connection.execute("update mapping set targets = ?", (text,))

    assert state.remembered("assessment", "f1") == {}


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """Return a folder that nobody but its owner may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_stops_nobody(closed_folder: Path) -> None:
    state = State(closed_folder)

    kept = unprivileged(lambda: json.dumps(state.remember("assessment", "f1", TARGETS, "ani")))

    assert (kept, list(closed_folder.iterdir())) == ("false", [])


def test_several_at_once_lose_nothing(tmp_path: Path) -> None:
    def keep(number: int) -> None:
        assert State(tmp_path).remember("assessment", f"f{number}", TARGETS, "ani")

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [State(tmp_path).remembered("assessment", f"f{number}") for number in range(8)] == [TARGETS] * 8


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "data? #1 100%"
    folder.mkdir()

    assert State(folder).remember("assessment", "f1", TARGETS, "ani")
    assert State(folder).remembered("assessment", "f1") == TARGETS
