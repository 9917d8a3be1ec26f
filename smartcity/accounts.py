"""Local accounts: names, roles, limits and passwords, kept beside the versions and never restored with them.

There is no account that comes with the program: the first one is made at the server's terminal.
"""

import json
import re
import secrets
import sqlite3
import time
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from smartcity import audit
from smartcity.caller import Caller
from smartcity.contract import load_contract
from smartcity.errors import SmartcityError
from smartcity.state_file import ACCOUNTS_SINCE, StateFile
from smartcity.words import N_, _

READER, ANALYST, ADMINISTRATOR = "reader", "analyst", "administrator"
ROLES = {READER: N_("Pembaca"), ANALYST: N_("Analis"), ADMINISTRATOR: N_("Administrator")}

LEAST_PASSWORD, MOST_PASSWORD = 12, 200
"""Signs of a password; long ones are safer than odd ones (NIST SP 800-63B, 5.1.1)."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{2,59}")
_PROVINCE = re.compile(r"[0-9]{2}")
# Without signs that look alike; four groups of five are 98 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_COLUMNS = "name, role, provinces, tables, made_by, made_at, disabled_at"


class AccountError(SmartcityError):
    """An account cannot be what was asked for."""


class AccountsUnreadable(SmartcityError):  # noqa: N818 (said by the person as a state, not as an error)
    """Accounts cannot be read or written: nobody is let in on trust."""

    def __init__(self) -> None:
        super().__init__(_("Data akun tidak dapat dibaca; hubungi pengelola peladen."))


@dataclass(frozen=True)
class Account:
    """One account; without provinces or tables it is not limited to any."""

    name: str
    role: str
    provinces: tuple[str, ...]
    tables: tuple[str, ...]
    made_by: str
    made_at: str
    disabled_at: str | None

    @property
    def is_limited(self) -> bool:
        """Return whether the account may change some provinces or tables only."""
        return bool(self.provinces or self.tables)


def hasher() -> Any:
    """Return what makes and checks password hashes: Argon2id, 64 MiB (RFC 9106, second recommendation)."""
    from argon2 import PasswordHasher

    return PasswordHasher()


def new_password() -> str:
    """Return a password that nobody can guess and that can be read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _sign in range(5)) for _group in range(4))


def clean_password(text: str) -> str:
    """Return a password in the one form in which it is hashed and checked."""
    return unicodedata.normalize("NFKC", text)


def is_name(text: str) -> bool:
    """Return whether an account may have this name."""
    return bool(_NAME.fullmatch(text))


def clean_name(text: str) -> str:
    """Return a name as accounts have it."""
    return unicodedata.normalize("NFKC", text).strip().lower()


class Accounts:
    """The accounts of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.file = StateFile(folder)

    def exist(self) -> bool:
        """Return whether there is any account, disabled ones included: from the first on pages ask who somebody is."""
        with self.reading() as connection:
            return connection is not None and any_in(connection)

    def all(self) -> list[Account]:
        """Return all accounts by name."""
        with self.reading() as connection:
            sql = f"select {_COLUMNS} from account order by name"
            return [account_of(row) for row in connection.execute(sql)] if connection else []

    def find(self, name: str) -> Account | None:
        """Return an account by its name."""
        return next((account for account in self.all() if account.name == clean_name(name)), None)

    def add(
        self,
        name: str,
        role: str,
        password: str,
        *,
        by: Caller,
        provinces: Sequence[str] = (),
        tables: Sequence[str] = (),
    ) -> Account:
        """Make an account."""
        name = clean_name(name)
        if not is_name(name):
            raise AccountError(
                _("Nama akun terdiri atas 3 sampai 60 huruf kecil, angka, titik, garis, atau @, tanpa spasi.")
            )
        limits = _limits(role, provinces, tables)
        hashed = _hashed(password, name)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        row = (name, role, *map(json.dumps, limits), hashed, by.name, made_at)
        with self.writing() as connection:
            if _find(connection, name):
                raise AccountError(_("Akun {name} sudah ada.").format(name=name))
            audit.write(
                connection, by, audit.ACCOUNT_ADD, name, role=role, provinces=limits[0], tables=limits[1]
            )
            connection.execute("insert into account values (?, ?, ?, ?, ?, ?, ?, null)", row)
        return Account(name, role, *limits, by.name, made_at, None)

    def change(
        self, name: str, role: str, *, by: Caller, provinces: Sequence[str] = (), tables: Sequence[str] = ()
    ) -> None:
        """Give an account another role or other limits; with another role its sessions end."""
        limits = _limits(role, provinces, tables)
        with self.of(name) as (connection, account):
            audit.write(
                connection,
                by,
                audit.ACCOUNT_CHANGE,
                account.name,
                role=role,
                provinces=limits[0],
                tables=limits[1],
                was=account.role,
            )
            connection.execute(
                "update account set role = ?, provinces = ?, tables = ? where name = ?",
                (role, *map(json.dumps, limits), account.name),
            )
            if role != account.role:
                _end_sessions(connection, account.name)

    def disable(self, name: str, *, by: Caller) -> None:
        """Let an account in no more and end its sessions and tokens everywhere."""
        with self.of(name) as (connection, account):
            audit.write(connection, by, audit.ACCOUNT_DISABLE, account.name)
            moment = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute("update account set disabled_at = ? where name = ?", (moment, account.name))
            _end_sessions(connection, account.name)
            _end_tokens(connection, account.name)

    def enable(self, name: str, *, by: Caller) -> None:
        """Let an account in again."""
        with self.of(name) as (connection, account):
            audit.write(connection, by, audit.ACCOUNT_ENABLE, account.name)
            connection.execute("update account set disabled_at = null where name = ?", (account.name,))

    def reset(self, name: str, password: str, *, by: Caller) -> None:
        """Give an account another password, end its sessions and tokens, and forget wrong attempts."""
        hashed = _hashed(password, clean_name(name))
        with self.of(name) as (connection, account):
            is_own = bool(by.session) and by.name == account.name
            audit.write(
                connection, by, audit.ACCOUNT_PASSWORD if is_own else audit.ACCOUNT_RESET, account.name
            )
            connection.execute("update account set password_hash = ? where name = ?", (hashed, account.name))
            connection.execute("delete from failure where subject = ?", (subject_of(account.name),))
            _end_sessions(connection, account.name)
            _end_tokens(connection, account.name)

    @contextmanager
    def of(self, name: str) -> Iterator[tuple[sqlite3.Connection, Account]]:
        """Give a transaction about one account; raises AccountError where there is none, AccountsUnreadable."""
        with self.writing() as connection:
            found = _find(connection, clean_name(name))
            if found is None:
                raise AccountError(_("Akun {name} tidak ada.").format(name=name))
            yield connection, found

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Give a connection that reads, None before there was any account; raises AccountsUnreadable."""
        try:
            with self.file.reading(ACCOUNTS_SINCE) as connection:
                yield connection
        except sqlite3.Error as error:
            raise AccountsUnreadable from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a transaction; raises AccountsUnreadable."""
        try:
            with self.file.writing() as connection:
                yield connection
        except sqlite3.Error as error:
            raise AccountsUnreadable from error


def account_of(row: Sequence[Any]) -> Account:
    """Return the account of a row."""
    name, role, provinces, tables, *rest = row
    return Account(name, role, tuple(json.loads(provinces)), tuple(json.loads(tables)), *rest)


def subject_of(name: str) -> str:
    """Return under which name wrong passwords for an account are counted."""
    return f"account:{name}"


def columns(alias: str) -> str:
    """Return the columns that `account_of` reads."""
    return ", ".join(f"{alias}.{name}" for name in _COLUMNS.split(", "))


def any_in(connection: sqlite3.Connection) -> bool:
    """Return whether there is any account."""
    return bool(connection.execute("select exists (select 1 from account)").fetchone()[0])


def _find(connection: sqlite3.Connection, name: str) -> Account | None:
    row = connection.execute(f"select {_COLUMNS} from account where name = ?", (name,)).fetchone()
    return account_of(row) if row else None


def _end_sessions(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("delete from session where account = ?", (name,))


def _end_tokens(connection: sqlite3.Connection, name: str) -> None:
    connection.execute(
        "update token set revoked_at = ? where account = ? and revoked_at is null", (time.time(), name)
    )


def _hashed(password: str, name: str) -> str:
    text = clean_password(password)
    if not LEAST_PASSWORD <= len(text) <= MOST_PASSWORD:
        said = _("Kata sandi terdiri atas {least} sampai {most} tanda.")
        raise AccountError(said.format(least=LEAST_PASSWORD, most=MOST_PASSWORD))
    if name in text.lower() or len(set(text)) < 5:
        raise AccountError(_("Kata sandi ini terlalu mudah ditebak; pilih yang lain."))
    return str(hasher().hash(text))


def _limits(
    role: str, provinces: Collection[str], tables: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if role not in ROLES:
        said = _("Peran {role} tidak dikenal; yang ada: {known}.")
        raise AccountError(said.format(role=role, known=", ".join(ROLES)))
    if role != ANALYST and (provinces or tables):
        raise AccountError(_("Hanya akun analis yang dapat dibatasi pada provinsi atau tabel."))
    known = [name for name, table in load_contract().tables.items() if table.uploadable]
    if wrong := sorted(set(tables) - set(known)):
        said = _("Tabel {name} tidak dapat dimuat; yang dapat: {known}.")
        raise AccountError(said.format(name=", ".join(wrong), known=", ".join(known)))
    if wrong := sorted(code for code in provinces if not _PROVINCE.fullmatch(code) or code == "00"):
        said = _("{codes} bukan kode provinsi; contohnya 16 untuk Sumatera Selatan.")
        raise AccountError(said.format(codes=", ".join(wrong)))
    return tuple(sorted(set(provinces))), tuple(sorted(set(tables)))
