"""An examination ends when its time is over, wherever it is then, and the file is refused in plain words."""

import time
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from smartcity.intake import deadline, examining
from smartcity.intake.choices import PAGE_LIMITS, Choices
from smartcity.intake.examining import examine
from smartcity.intake.problems import Unreadable
from smartcity.regions import Matcher
from smartcity.store import Store
from tests.intake.upload_kit import file_of

ENDLESS = "select count(*) from range(1000000) as a, range(1000000) as b where a.range + b.range = -1"
SECONDS = 0.3
AGENCY = "region_code,agency,name"


def refusal(store: Store, rows: int = 1, seconds: float = SECONDS) -> str:
    """Examine a file in too little time and return what is said, which must come soon."""
    content = file_of(AGENCY, *(f"Daerah {number},a,A" for number in range(rows)))
    begun = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        examine(store, content, "x.csv", "agency", Choices(), limits=replace(PAGE_LIMITS, seconds=seconds))
    assert time.monotonic() - begun < seconds + 2
    assert (refused.value.problem.code, refused.value.problem.rule) == ("file_unreadable", "too_slow")
    return refused.value.problem.message


def test_without_a_deadline_nothing_ends() -> None:
    deadline.check()
    with duckdb.connect() as connection, deadline.interrupts(connection):
        assert connection.execute("select 1").fetchall() == [(1,)]


def test_the_earlier_deadline_holds() -> None:
    with deadline.within(60), deadline.within(0), deadline.within(60):
        assert deadline.left() <= 0
        with pytest.raises(Unreadable, match="setelah 0 detik"):
            deadline.check()
    with deadline.within(60, since=time.monotonic() - 50):
        assert 5 < deadline.left() <= 10
        deadline.check()
    deadline.check()


def test_a_question_is_broken_off() -> None:
    with duckdb.connect() as connection:
        with (
            pytest.raises(Unreadable, match="setelah 0,1 detik"),
            deadline.within(0.1),
            deadline.interrupts(connection),
        ):
            connection.execute(ENDLESS)
        assert connection.execute("select 1").fetchall() == [(1,)]


def test_a_question_that_begins_too_late_is_broken_off() -> None:
    def ask_late(connection: duckdb.DuckDBPyConnection) -> None:
        with deadline.within(0.1), deadline.interrupts(connection):
            time.sleep(0.3)
            connection.execute(ENDLESS)

    with duckdb.connect() as connection, pytest.raises(Unreadable):
        ask_late(connection)


def test_reading_takes_no_longer(known: Store) -> None:
    assert refusal(known, seconds=0) == (
        "Pemeriksaan berkas ini belum selesai setelah 0 detik, lalu dihentikan."
    )


def test_matching_names_takes_no_longer(known: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    match = Matcher.match

    def slowly(*given: Any, **more: Any) -> Any:
        time.sleep(0.01)
        return match(*given, **more)

    monkeypatch.setattr(Matcher, "match", slowly)

    refusal(known, rows=1_000)


def test_comparing_takes_no_longer(known: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def compare_for_ever(connection: duckdb.DuckDBPyConnection, *_given: Any) -> None:
        opened.append(connection)
        connection.execute(ENDLESS)

    with monkeypatch.context() as patch:
        patch.setattr(examining, "Comparison", compare_for_ever)
        refusal(known, seconds=2)

    with pytest.raises(duckdb.ConnectionException):
        opened[0].execute("select 1")
    content = file_of(AGENCY, "16.01,a,A")
    examine(known, content, "x.csv", "agency", Choices(), limits=PAGE_LIMITS).close()
