"""Uploads undone by programs: by a token only, a trial by default, what the page undoes, on record."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from smartcity import changes, sessions
from smartcity.accounts import Accounts
from smartcity.audit import Asked, Audit, Unwritable
from smartcity.caller import Caller
from smartcity.visitor import COOKIE
from tests.account_kit import FAR, PASSWORD, TERMINAL, make, token
from tests.api.kit import Client, moved

HEAD = "region_code,agency,name\n"
GOOD = f"{HEAD}16.01,uji,Dinas Uji\n16.02,uji,Dinas Uji Dua\n"


@dataclass
class Program:
    """A program with a token, and what it finds."""

    client: Client
    folder: Path
    sent: dict[str, str]

    def upload(self, content: str) -> int:
        """Publish a file and return the version."""
        found = self.client.post("/uploads?table=agency&publish=true", content=content, headers=self.sent)
        return int(found.json()["version"])

    def undo(self, batch: int | str, query: str = "", status: int = 200) -> dict[str, Any]:
        """Undo a batch and return the answer, which must have this status."""
        found = self.client.post(f"/batches/{batch}/undo{query}", headers=self.sent)
        assert found.status_code == status, found.text[:800]
        assert found.headers["cache-control"] == "no-store"
        return dict(found.json())

    def error(self, batch: int | str, query: str, status: int) -> tuple[str, str]:
        """Undo a batch and return code and place of the error."""
        said = self.undo(batch, query, status)["error"]
        return said["code"], said["where"]

    def lines(self) -> list[tuple[str, str, str, Any]]:
        """Return the audit of undoing, the newest line first: who, from where, outcome, which batch."""
        found = Audit(self.folder).lines(Asked(action="undo"))
        return [(line.who, line.address, line.outcome, line.detail["undone"]) for line in found]

    @property
    def version(self) -> int:
        """Return the current version."""
        return self.client.store.current()


@pytest.fixture
def program(built: Client, own_data_folder: Path) -> Iterator[Program]:
    """Return a program of an analyst who published a file: version 2."""
    make(own_data_folder)
    with moved(built, own_data_folder) as client:
        program = Program(client, own_data_folder, {"Authorization": f"Bearer {token(own_data_folder)}"})
        assert program.upload(GOOD) == 2
        yield program


def test_a_trial_is_the_default(program: Program) -> None:
    assert program.undo(2) == {
        "outcome": "dry_run",
        "batch": 2,
        "version": None,
        "rows": 2,
        "left": [],
        "left_count": 0,
        "demo": False,
    }
    assert (program.version, program.lines()) == (2, [])


def test_an_upload_is_undone_once(program: Program) -> None:
    done = program.undo(2, "?publish=true&note=Salah%20berkas")
    again = program.undo(2, "?publish=true")

    assert (done["outcome"], done["version"], done["rows"], done["left_count"]) == ("published", 3, 2, 0)
    assert (again["outcome"], again["version"], again["rows"]) == ("unchanged", None, 0)
    with program.client.store.read() as snapshot:
        sql = "select kind, made_by, reason from batch where batch = 3"
        assert snapshot.rows(sql) == [("undo", "ani", "Salah berkas")]
        assert snapshot.rows("select count(*) from agency where agency = 'uji'") == [(0,)]
    assert program.version == 3
    assert program.lines() == [("ani", FAR, "done", 2)]


def test_rows_that_were_changed_again_stay(program: Program) -> None:
    program.upload(f"{HEAD}16.02,uji,Dinas Lain\n")
    left = [{"table": "agency", "row_key": ["16.02", "uji"]}]

    trial = program.undo(2)
    done = program.undo(2, "?publish=true")

    assert (trial["rows"], trial["left"], trial["left_count"]) == (1, left, 1)
    assert (done["rows"], done["left"], done["left_count"], done["version"]) == (1, left, 1, 4)
    with program.client.store.read() as snapshot:
        assert snapshot.rows("select name from agency where agency = 'uji'") == [("Dinas Lain",)]


@pytest.mark.parametrize(
    ("batch", "query", "status", "code"),
    [
        (99, "", 404, ("not_found", "path.batch")),
        (99, "?publish=true", 404, ("not_found", "path.batch")),
        (1, "?publish=true", 422, ("invalid", "path.batch")),
        (-1, "", 422, ("invalid", "path.batch")),
        ("x", "", 422, ("invalid", "path.batch")),
        (2, "?publish=perhaps", 422, ("invalid", "query.publish")),
        (2, "?by=budi", 422, ("invalid", "query.by")),
    ],
)
def test_what_cannot_be_undone_is_said(
    program: Program, batch: int | str, query: str, status: int, code: tuple[str, str]
) -> None:
    assert program.error(batch, query, status) == code
    assert program.version == 2


def test_cookies_undo_nothing(program: Program) -> None:
    make(program.folder, "kepala", "administrator")
    session = sessions.sign_in(program.folder, "kepala", PASSWORD, Caller("", FAR))
    program.client.cookies.set(COOKIE, session)
    program.sent = {"Origin": "http://testserver", "X-Forwarded-For": "127.0.0.1"}

    assert program.error(2, "?publish=true", 401) == ("no_token", "header.Authorization")
    assert program.version == 2


def test_role_counts_before_and_at_the_moment_of_writing(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    undo = changes.undo

    def reader_meanwhile(*given: Any, **more: Any) -> Any:
        Accounts(program.folder).change("ani", "reader", by=TERMINAL)
        return undo(*given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(changes, "undo", reader_meanwhile)
        assert program.error(2, "?publish=true", 403) == ("not_allowed", "")
    assert program.lines() == []
    assert program.error(2, "", 403) == ("not_allowed", "")
    assert program.lines() == [("ani", FAR, "refused", 2)]
    assert program.version == 2


def test_an_accounts_limits_hold(program: Program) -> None:
    Accounts(program.folder).change("ani", "analyst", by=TERMINAL, provinces=("32",))

    assert program.error(2, "?publish=true", 403) == ("not_allowed", "")
    assert program.version == 2


def test_nothing_is_undone_that_cannot_be_written_down(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any, **_more: Any) -> None:
        raise Unwritable

    monkeypatch.setattr(Audit, "write", refuse)

    assert program.error(2, "?publish=true", 503)[0] == "unavailable"
    assert program.version == 2
