"""Personal tokens: random, shown once, bound to an account, slowed when wrong; and who asks by one."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.requests import HTTPConnection

from smartcity import access, attempts, sessions, tokens, visitor
from smartcity.access import ADMINISTER, INTERNAL, READ, RESTORE, WRITE, may
from smartcity.accounts import AccountError, Accounts
from smartcity.attempts import Locked
from smartcity.audit import Asked, Audit
from smartcity.caller import Caller
from smartcity.sessions import Refused, TokenRefused
from smartcity.settings import settings
from smartcity.state_file import FILE, SCHEMA
from smartcity.tokens import Tokens
from tests.account_kit import FAR, PASSWORD, TERMINAL, make, signed_in, token

NOBODY = Caller("", FAR)
DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let time pass."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)


def lines(folder: Path, action: str) -> list[tuple[str, str, str]]:
    """Return who, about what and how it ended, the newest line first."""
    found = Audit(folder).lines(Asked(action=action))
    return [(line.who, line.subject, line.outcome) for line in found]


def test_a_token_is_random_and_only_its_hash_is_kept(tmp_path: Path) -> None:
    make(tmp_path)
    first, second = token(tmp_path), token(tmp_path, called="lain")

    assert first != second
    assert first.startswith("kota_")
    assert len(first) == 48
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert first.encode() not in kept
    assert first[5:].encode() not in kept
    digest = tokens.session_of(first)
    assert digest.encode() in kept
    with pytest.raises(TokenRefused):
        sessions.by_token(tmp_path, digest, NOBODY)


def test_who_asks_by_a_token_is_its_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path)
    made = token(tmp_path)
    person = sessions.by_token(tmp_path, made, NOBODY)

    assert (person.name, person.token, person.address) == ("ani", "laptop kantor", FAR)
    first = Tokens(tmp_path).of("ani")[0].used_at
    assert first == pytest.approx(time.time(), abs=10)
    later(monkeypatch, 10)
    sessions.by_token(tmp_path, made, NOBODY)
    assert Tokens(tmp_path).of("ani")[0].used_at == first
    later(monkeypatch, 100)
    sessions.by_token(tmp_path, made, NOBODY)
    assert Tokens(tmp_path).of("ani")[0].used_at == pytest.approx(time.time(), abs=5)


ENDING: dict[str, Callable[[Path, pytest.MonkeyPatch], None]] = {
    "revoked": lambda folder, _patch: Tokens(folder).revoke("ani", "laptop kantor", by=TERMINAL),
    "disabled": lambda folder, _patch: Accounts(folder).disable("ani", by=TERMINAL),
    "reset": lambda folder, _patch: Accounts(folder).reset("ani", "Sandi-lain-456789", by=TERMINAL),
    "over": lambda _folder, patch: later(patch, 90 * DAY + 1),
}


@pytest.mark.parametrize("how", ENDING)
def test_a_token_ends_and_stays_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    make(tmp_path)
    made = token(tmp_path)
    person = sessions.by_token(tmp_path, made, NOBODY)
    assert may(person, WRITE)

    ENDING[how](tmp_path, monkeypatch)

    assert (may(person, WRITE), access.account(person)) == (False, None)
    with pytest.raises(TokenRefused, match="Token ini tidak berlaku"):
        sessions.by_token(tmp_path, made, NOBODY)
    if how == "disabled":
        Accounts(tmp_path).enable("ani", by=TERMINAL)
        assert not may(person, WRITE)
    assert not Tokens(tmp_path).of("ani")[0].lives
    assert lines(tmp_path, "token") == [("ani", "laptop kantor", "refused")]


def test_role_and_limits_are_those_of_the_account_now(tmp_path: Path) -> None:
    make(tmp_path)
    person = sessions.by_token(tmp_path, token(tmp_path), NOBODY)

    Accounts(tmp_path).change("ani", "reader", by=TERMINAL)
    assert (may(person, INTERNAL), may(person, WRITE)) == (True, False)
    Accounts(tmp_path).change("ani", "analyst", by=TERMINAL, tables=("pilot",))
    assert (may(person, WRITE, table="pilot"), may(person, WRITE, table="award")) == (True, False)
    Accounts(tmp_path).change("ani", "administrator", by=TERMINAL)
    assert [may(person, action) for action in (READ, WRITE, RESTORE, ADMINISTER)] == [
        True,
        True,
        False,
        False,
    ]


def test_wrong_tokens_slow_down_their_address_and_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path)
    made = token(tmp_path)

    def attempt(text: str, address: str = FAR) -> str:
        try:
            return sessions.by_token(tmp_path, text, Caller("", address)).name
        except (TokenRefused, Locked) as error:
            return type(error).__name__

    assert [attempt(f"kota_{number}") for number in range(21)] == ["TokenRefused"] * 21
    assert [attempt(made), attempt("x"), attempt(made, "203.0.113.9")] == ["Locked", "Locked", "ani"]
    assert sessions.sign_in(tmp_path, "ani", PASSWORD, NOBODY)
    assert [outcome for _who, _what, outcome in lines(tmp_path, "token")] == ["locked", *["refused"] * 21]
    later(monkeypatch, attempts.FIRST_WAIT_SECONDS + 1)
    assert attempt(made) == "ani"


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_token_lives_a_year_at_most(tmp_path: Path, days: int) -> None:
    make(tmp_path)

    with pytest.raises(AccountError, match="1 sampai 365 hari"):
        token(tmp_path, days=days)
    token(tmp_path, days=365)
    assert Tokens(tmp_path).of("ani")[0].expires_at == pytest.approx(time.time() + 365 * DAY, abs=10)


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x00b", "a\u202eb"])
def test_a_token_has_a_name_that_people_know_again(tmp_path: Path, name: str) -> None:
    make(tmp_path)

    with pytest.raises(AccountError, match="Beri token nama"):
        token(tmp_path, called=name)


def test_names_are_taken_as_long_as_a_token_lives(tmp_path: Path) -> None:
    make(tmp_path)
    make(tmp_path, "budi")
    token(tmp_path)
    token(tmp_path, "budi")

    with pytest.raises(AccountError, match="sudah ada"):
        token(tmp_path, called=" laptop  kantor ")
    Tokens(tmp_path).revoke("ani", "laptop kantor", by=TERMINAL)
    token(tmp_path)
    with pytest.raises(AccountError, match="tidak mempunyai token bernama lain"):
        Tokens(tmp_path).revoke("ani", "lain", by=TERMINAL)
    assert lines(tmp_path, "token_add") == [("pengelola", who, "done") for who in ("ani", "budi", "ani")]
    assert lines(tmp_path, "token_revoke") == [("pengelola", "ani", "done")]


def test_there_are_so_many_at_most_and_none_without_an_account(tmp_path: Path) -> None:
    make(tmp_path)
    for number in range(tokens.MOST_LIVING):
        token(tmp_path, called=f"nomor {number}")

    with pytest.raises(AccountError, match="sudah mempunyai 20 token"):
        token(tmp_path)
    with pytest.raises(AccountError, match="Akun cici tidak ada"):
        token(tmp_path, "cici")
    Accounts(tmp_path).disable("ani", by=TERMINAL)
    with pytest.raises(AccountError, match="dinonaktifkan"):
        token(tmp_path)


def test_the_own_token_asks_for_the_password(tmp_path: Path) -> None:
    make(tmp_path)
    person = signed_in(tmp_path)

    with pytest.raises(Refused):
        sessions.make_token(tmp_path, "laptop", 90, "salah-salah", person)
    made = sessions.make_token(tmp_path, "laptop", 90, PASSWORD, person)
    program = sessions.by_token(tmp_path, made, NOBODY)
    with pytest.raises(Refused):
        sessions.make_token(tmp_path, "lain", 90, PASSWORD, program)
    with pytest.raises(Refused):
        sessions.change_password(tmp_path, PASSWORD, "Sandi-lain-456789", program)

    assert lines(tmp_path, "token_add") == [("ani", "ani", "done"), ("ani", "ani", "refused")]


def asking(**headers: str) -> HTTPConnection:
    """Return a request from afar."""
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    return HTTPConnection({"type": "http", "headers": raw, "client": (FAR, 1)})


def test_only_programs_bring_tokens(tmp_path: Path) -> None:
    make(tmp_path)
    made = token(tmp_path)
    session = sessions.sign_in(tmp_path, "ani", PASSWORD, NOBODY)
    cookie = {"cookie": f"{visitor.COOKIE}={session}"}

    assert visitor.program(asking(authorization=f"bearer  {made} ")).token == "laptop kantor"
    for stranger in (
        visitor.asking(asking(authorization=f"Bearer {made}")),
        visitor.asking(asking(cookie=f"{visitor.COOKIE}={made}")),
        visitor.asking(asking(cookie=f"{visitor.COOKIE}={tokens.session_of(made)}")),
        visitor.program(asking(cookie=f"{visitor.COOKIE}={made}")),
        visitor.program(asking(authorization="Basic YTpi")),
    ):
        assert stranger == NOBODY
    browser = visitor.program(asking(**cookie))
    assert (browser.name, browser.token) == ("ani", "")
    for wrong in ("Bearer", "Bearer x", f"Bearer {session}", f"Bearer {sessions.digest_of(session)}"):
        with pytest.raises(TokenRefused):
            visitor.program(asking(authorization=wrong, **cookie))


def test_a_file_from_before_tokens_keeps_its_accounts_and_sessions(tmp_path: Path) -> None:
    make(tmp_path, role="administrator")
    person = signed_in(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        connection.execute("drop table token")
        connection.execute("pragma user_version = 2")

    assert (access.has_accounts(), may(person, ADMINISTER)) == (True, True)
    assert not may(Caller("", None), WRITE)
    assert Tokens(tmp_path).of("ani") == []
    assert not may(Caller("ani", FAR, session=tokens.session_of("x")), WRITE)
    assert len(Audit(tmp_path).lines(Asked())) == 2
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (2,)

    made = token(tmp_path)
    assert may(sessions.by_token(tmp_path, made, NOBODY), WRITE)
    assert may(person, ADMINISTER)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (SCHEMA,)
