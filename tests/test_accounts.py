"""Accounts and sessions: names, roles, limits, passwords; slowing and locking; sessions that end everywhere."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters

from smartcity import accounts, attempts, sessions
from smartcity.accounts import AccountError, Accounts, AccountsUnreadable
from smartcity.attempts import Locked
from smartcity.audit import Asked, Audit
from smartcity.caller import Caller
from smartcity.intake.choices import Target
from smartcity.sessions import Refused
from smartcity.state import State
from smartcity.state_file import ACCOUNTS_SINCE, FILE, SCHEMA, StateFile
from tests.account_kit import FAR, PASSWORD, TERMINAL, make, signed_in

NOBODY = Caller("", FAR)


def account_name(folder: Path, caller: Caller) -> str | None:
    """Return the account that somebody is signed in with now."""
    found = sessions.standing(folder, caller.session).account
    return found.name if found else None


def outcomes(folder: Path, action: str = "sign_in") -> list[tuple[str, str]]:
    """Return who tried and how it ended, the first attempt first."""
    return [(line.who, line.outcome) for line in reversed(Audit(folder).lines(Asked(action=action)))]


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let so much time pass."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)


def test_there_is_no_account_at_first(tmp_path: Path) -> None:
    held = Accounts(tmp_path)

    assert (held.exist(), held.all(), held.find("admin")) == (False, [], None)
    assert not (tmp_path / FILE).exists()


def test_an_account_is_kept_with_role_and_limits(tmp_path: Path) -> None:
    made = make(tmp_path, " Ani.Lestari ", provinces=("51", "16", "16"), tables=("pilot",))

    assert (made.name, made.role, made.provinces, made.tables) == (
        "ani.lestari",
        "analyst",
        ("16", "51"),
        ("pilot",),
    )
    assert (made.made_by, made.disabled_at, made.is_limited) == ("pengelola", None, True)
    assert Accounts(tmp_path).all() == [made]
    assert Accounts(tmp_path).find("ANI.LESTARI") == made


def test_only_the_owner_reads_the_file_and_no_password_lies_in_it(tmp_path: Path) -> None:
    make(tmp_path)
    signed_in(tmp_path)

    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    whole = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"$argon2id$" in whole
    assert PASSWORD.encode() not in whole


def test_hashes_are_those_of_the_recommendation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    made = accounts.hasher()

    assert isinstance(made, PasswordHasher)
    assert (made.type.name, made.memory_cost, made.time_cost) == ("ID", 65536, 3)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "a"}, "Nama akun"),
        ({"name": "dua kata"}, "Nama akun"),
        ({"name": "../../x"}, "Nama akun"),
        ({"role": "boss"}, "Peran boss tidak dikenal"),
        ({"password": "pendek"}, "12 sampai 200 tanda"),
        ({"password": "x" * 201}, "12 sampai 200 tanda"),
        ({"password": "aaaaaaaaaaaaaaa"}, "terlalu mudah ditebak"),
        ({"password": "xx-ani-xx-ani-xx"}, "terlalu mudah ditebak"),
        ({"tables": ("region",)}, "Tabel region tidak dapat dimuat"),
        ({"provinces": ("16.01",)}, "16.01 bukan kode provinsi"),
        ({"provinces": ("00",)}, "00 bukan kode provinsi"),
        ({"role": "reader", "provinces": ("16",)}, "Hanya akun analis"),
    ],
)
def test_what_cannot_be_an_account(tmp_path: Path, change: dict[str, object], said: str) -> None:
    wanted: dict[str, object] = {"name": "ani", "role": "analyst", "password": PASSWORD, **change}

    with pytest.raises(AccountError, match=said):
        Accounts(tmp_path).add(**wanted, by=TERMINAL)  # type: ignore[arg-type]

    assert Accounts(tmp_path).all() == []


def test_a_name_is_taken_once_and_must_be_there(tmp_path: Path) -> None:
    make(tmp_path)
    held = Accounts(tmp_path)

    with pytest.raises(AccountError, match="Akun ani sudah ada"):
        make(tmp_path)
    for act in (held.disable, held.enable):
        with pytest.raises(AccountError, match="Akun budi tidak ada"):
            act("budi", by=TERMINAL)


def test_made_passwords_are_good_and_never_the_same(tmp_path: Path) -> None:
    made = {accounts.new_password() for _number in range(100)}

    assert len(made) == 100
    assert all(len(text) == 23 for text in made)
    Accounts(tmp_path).add("ani", "reader", made.pop(), by=TERMINAL)


def test_somebody_signs_in_and_out(tmp_path: Path) -> None:
    make(tmp_path)
    person = signed_in(tmp_path)
    other = signed_in(tmp_path)

    assert account_name(tmp_path, person) == "ani"
    sessions.sign_out(tmp_path, person.session, person)
    sessions.sign_out(tmp_path, person.session, person)

    assert (account_name(tmp_path, person), account_name(tmp_path, other)) == (None, "ani")
    assert outcomes(tmp_path) == [("ani", "done")] * 2
    assert outcomes(tmp_path, "sign_out") == [("ani", "done")]


def test_a_password_is_the_same_however_it_is_typed(tmp_path: Path) -> None:
    Accounts(tmp_path).add("ani", "reader", "caf\u00e9-panjang-123", by=TERMINAL)

    assert sessions.sign_in(tmp_path, "Ani", "cafe\u0301-panjang-123", NOBODY)


@pytest.mark.parametrize("session", ["", "x", "0" * 64, "' or 1=1 --"])
def test_a_forged_session_is_nobodys(tmp_path: Path, session: str) -> None:
    make(tmp_path)
    signed_in(tmp_path)

    assert sessions.standing(tmp_path, session) == sessions.Standing(True, None)


def test_the_token_is_not_what_is_kept(tmp_path: Path) -> None:
    make(tmp_path)
    token = sessions.sign_in(tmp_path, "ani", PASSWORD, NOBODY)

    with StateFile(tmp_path).reading(ACCOUNTS_SINCE) as connection:
        assert connection is not None
        kept = connection.execute("select digest from session").fetchall()
    assert kept == [(sessions.digest_of(token),)]
    assert sessions.standing(tmp_path, kept[0][0]).account
    assert sessions.standing(tmp_path, sessions.digest_of(kept[0][0])).account is None


def test_a_session_ends_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path)
    person = signed_in(tmp_path)

    later(monkeypatch, sessions.IDLE_SECONDS - 10)
    assert account_name(tmp_path, person) == "ani"
    later(monkeypatch, sessions.IDLE_SECONDS - 10)
    assert account_name(tmp_path, person) == "ani"
    later(monkeypatch, sessions.IDLE_SECONDS + 10)
    assert account_name(tmp_path, person) is None


def test_a_session_ends_however_busy_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path)
    person = signed_in(tmp_path)
    names = []
    for _hour in range(13):
        later(monkeypatch, 60 * 60)
        names.append(account_name(tmp_path, person))

    assert names == ["ani"] * 11 + [None] * 2


ENDING: dict[str, Callable[[Accounts], None]] = {
    "disabled": lambda held: held.disable("ani", by=TERMINAL),
    "reset": lambda held: held.reset("ani", "Sandi-lain-456789", by=TERMINAL),
    "other role": lambda held: held.change("ani", "reader", by=TERMINAL),
}


@pytest.mark.parametrize("how", ENDING)
def test_sessions_end_everywhere(tmp_path: Path, how: str) -> None:
    make(tmp_path)
    make(tmp_path, "budi")
    people = [signed_in(tmp_path), signed_in(tmp_path, address="198.51.100.7")]
    budi = signed_in(tmp_path, "budi")

    ENDING[how](Accounts(tmp_path))

    assert [account_name(tmp_path, each) for each in people] == [None, None]
    assert account_name(tmp_path, budi) == "budi"


def test_limits_change_without_an_end(tmp_path: Path) -> None:
    make(tmp_path)
    person = signed_in(tmp_path)

    Accounts(tmp_path).change("ani", "analyst", provinces=("16",), by=TERMINAL)

    found = sessions.standing(tmp_path, person.session).account
    assert found is not None
    assert found.provinces == ("16",)


def test_a_disabled_account_is_let_in_again_when_it_is_enabled(tmp_path: Path) -> None:
    make(tmp_path)
    held = Accounts(tmp_path)
    held.disable("ani", by=TERMINAL)
    with pytest.raises(Refused):
        signed_in(tmp_path)
    assert held.exist()

    held.enable("ani", by=TERMINAL)

    assert account_name(tmp_path, signed_in(tmp_path)) == "ani"


def test_wrong_passwords_slow_down_and_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path)

    def attempt(password: str = "salah-salah-salah") -> str:
        try:
            sessions.sign_in(tmp_path, "ani", password, NOBODY)
        except (Refused, Locked) as error:
            return type(error).__name__
        return "in"

    assert [attempt() for _number in range(5)] == ["Refused"] * 5
    assert [attempt(), attempt(PASSWORD)] == ["Locked", "Locked"]
    later(monkeypatch, 6)
    assert [attempt(), attempt(PASSWORD)] == ["Refused", "Locked"]
    later(monkeypatch, 11)
    assert [attempt(PASSWORD), *(attempt() for _number in range(5)), attempt()] == [
        "in",
        *["Refused"] * 5,
        "Locked",
    ]
    # A wait is written down once, however often somebody runs against it.
    assert [outcome for _who, outcome in outcomes(tmp_path)].count("locked") == 3


def test_waits_double_up_to_a_quarter_of_an_hour() -> None:
    assert [attempts.wait_seconds("account", count) for count in (1, 4, 5, 6, 7, 12, 13, 500)] == [
        0,
        0,
        5,
        10,
        20,
        640,
        900,
        900,
    ]
    assert [attempts.wait_seconds("address", count) for count in (20, 21)] == [0, 5]


def test_one_address_trying_many_names_is_locked(tmp_path: Path) -> None:
    make(tmp_path)
    for number in range(21):
        with pytest.raises(Refused):
            sessions.sign_in(tmp_path, f"nama{number}", "salah-salah-salah", NOBODY)

    with pytest.raises(Locked):
        signed_in(tmp_path)
    assert account_name(tmp_path, signed_in(tmp_path, address="198.51.100.7")) == "ani"


def test_an_office_that_mistypes_now_and_then_is_not_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        with pytest.raises(Refused):
            sessions.sign_in(tmp_path, f"nama{number}", "salah-salah-salah", NOBODY)
        later(monkeypatch, 50)


def test_many_who_sign_in_from_one_office_are_not_locked(tmp_path: Path) -> None:
    make(tmp_path)

    assert [account_name(tmp_path, signed_in(tmp_path)) for _number in range(30)] == ["ani"] * 30


def test_a_reset_ends_a_lock(tmp_path: Path) -> None:
    make(tmp_path)
    for _number in range(5):
        with pytest.raises(Refused):
            sessions.sign_in(tmp_path, "ani", "salah-salah-salah", NOBODY)
    Accounts(tmp_path).reset("ani", PASSWORD, by=TERMINAL)

    assert account_name(tmp_path, signed_in(tmp_path)) == "ani"


def test_names_that_do_not_exist_are_answered_as_those_that_do(tmp_path: Path) -> None:
    make(tmp_path)
    make(tmp_path, "lama")
    Accounts(tmp_path).disable("lama", by=TERMINAL)
    said: dict[str, list[str]] = {name: [] for name in ("ani", "tidak-ada", "lama", "'; drop table account")}
    for number in range(7):
        for name, heard in said.items():
            with pytest.raises((Refused, Locked)) as refused:
                sessions.sign_in(tmp_path, name, "salah-salah-salah", Caller("", f"10.0.{number}.1"))
            heard.append(str(refused.value))

    assert len({tuple(heard) for heard in said.values()}) == 1


class Watched(PasswordHasher):
    """Notes what is hashed: the time that it takes depends on nothing else."""

    def __init__(self) -> None:
        super().__init__(1, 8, 1)
        self.work: list[tuple[str, Parameters, str | bytes]] = []

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        """Note that a new hash is made."""
        made = super().hash(password, salt=salt)
        self.work.append(("hash", extract_parameters(made), password))
        return made

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        """Note against what a password is checked."""
        self.work.append(("verify", extract_parameters(str(hash)), password))
        return super().verify(hash, password)


def test_names_that_do_not_exist_are_as_much_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched()
    monkeypatch.setattr(accounts, "hasher", lambda: watched)
    sessions._nobodys_hash.cache_clear()
    make(tmp_path)
    make(tmp_path, "lama")
    Accounts(tmp_path).disable("lama", by=TERMINAL)
    usual = watched.work[0][1]

    def work(name: str) -> list[tuple[str, Parameters, str | bytes]]:
        watched.work.clear()
        with pytest.raises(Refused):
            sessions.sign_in(tmp_path, name, "salah-salah-salah", NOBODY)
        return list(watched.work)

    first = work("tidak-ada")  # makes the hash that no password fits, once in the life of a process
    done = {name: work(name) for name in ("ani", "tidak-ada", "lama", "Bukan Nama!")}
    sessions._nobodys_hash.cache_clear()

    assert [step for step, _parameters, _password in first] == ["hash", "verify"]
    assert list(done.values()) == [[("verify", usual, "salah-salah-salah")]] * 4


def test_what_was_typed_for_a_name_is_not_kept(tmp_path: Path) -> None:
    make(tmp_path)
    with pytest.raises(Refused):
        sessions.sign_in(tmp_path, "Rahasia Saya!", "x", NOBODY)

    whole = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"ahasia" not in whole
    assert outcomes(tmp_path) == [("", "refused")]


def test_an_older_file_is_brought_up_with_what_it_holds(tmp_path: Path) -> None:
    target = {"Kab/Kota": Target("region_code")}
    State(tmp_path).remember("assessment", "f1", target, "ani")
    with closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        for table in ("audit", "session", "failure", "token", "account"):
            connection.execute(f"drop table {table}")
        connection.execute("pragma user_version = 1")

    assert not Accounts(tmp_path).exist()
    assert State(tmp_path).remembered("assessment", "f1") == target
    make(tmp_path)

    assert Accounts(tmp_path).exist()
    assert State(tmp_path).remembered("assessment", "f1") == target
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (SCHEMA,)


@pytest.mark.parametrize("content", [b"x" * 5000, b"newer"])
def test_what_cannot_be_read_lets_nobody_in(tmp_path: Path, content: bytes) -> None:
    if content == b"newer":
        make(tmp_path)
        with closing(sqlite3.connect(tmp_path / FILE)) as connection:
            connection.execute(f"pragma user_version = {SCHEMA + 1}")
    else:
        (tmp_path / FILE).write_bytes(content)
    held = Accounts(tmp_path)

    for act in (held.exist, held.all, lambda: signed_in(tmp_path), lambda: make(tmp_path, "budi")):
        with pytest.raises(AccountsUnreadable, match="Data akun tidak dapat dibaca"):
            act()


def test_who_changes_the_own_password(tmp_path: Path) -> None:
    make(tmp_path)
    person = signed_in(tmp_path)

    Accounts(tmp_path).reset("ani", "Sandi-lain-456789", by=person)
    Accounts(tmp_path).reset("ani", PASSWORD, by=replace(person, name="budi"))

    assert [(line.action, line.who) for line in Audit(tmp_path).lines(Asked(most=2))] == [
        ("account_reset", "budi"),
        ("account_password", "ani"),
    ]
