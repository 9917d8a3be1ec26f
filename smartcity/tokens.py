"""Personal tokens: by one a program asks for its person, until it ends, is revoked, or the account is disabled.

A token is random and shown once; the file beside the versions holds its SHA-256 only. It holds no right of its own:
what it allows is what the account may at the moment of asking.
"""

import hashlib
import secrets
import sqlite3
import time
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from smartcity import accounts, audit
from smartcity.accounts import AccountError, Accounts
from smartcity.caller import Caller
from smartcity.state_file import TOKENS_SINCE, form
from smartcity.words import _

MARK = "token:"
"""Begins what a caller's `session` is where a token asks, so that no token can stand in for a browser's session."""

PREFIX = "kota_"
"""Begins each token, so that people and programs that look for lost secrets recognise one."""

USUAL_DAYS, MOST_DAYS = 90, 365
MOST_LIVING = 20
"""Tokens that an account may have at once."""

LONGEST_NAME = 60
_COLUMNS = "account, name, made_by, made_at, expires_at, used_at, revoked_at"


@dataclass(frozen=True)
class Token:
    """What is known of a token besides itself; moments are seconds since 1970."""

    account: str
    name: str
    made_by: str
    made_at: float
    expires_at: float
    used_at: float | None
    revoked_at: float | None

    @property
    def lives(self) -> bool:
        """Return whether the token is neither revoked nor at its end."""
        return self.revoked_at is None and self.expires_at > time.time()


def session_of(token: str) -> str:
    """Return under which name a token is kept."""
    return MARK + hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def moment(seconds: float | None) -> str | None:
    """Return a moment of a token as programs read it (UTC)."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


class Tokens:
    """The tokens of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._held = Accounts(folder)

    def of(self, account: str) -> list[Token]:
        """Return the tokens of an account, the newest first, those that have ended included."""
        sql = f"select {_COLUMNS} from token where account = ? order by number desc"
        with self._held.reading() as connection:
            if connection is None or form(connection) < TOKENS_SINCE:
                return []
            return [Token(*row) for row in connection.execute(sql, (accounts.clean_name(account),))]

    def add(self, account: str, name: str, days: int, *, by: Caller) -> str:
        """Return a new token of an account, to be shown once; raises AccountError."""
        name = _clean(name)
        if not 1 <= days <= MOST_DAYS:
            text = _("Token berlaku 1 sampai {most} hari.")
            raise AccountError(text.format(most=MOST_DAYS))
        token, now = PREFIX + secrets.token_urlsafe(32), time.time()
        with self._held.of(account) as (connection, owner):
            if owner.disabled_at:
                raise AccountError(_("Akun {name} dinonaktifkan.").format(name=owner.name))
            _must_fit(connection, owner.name, name, now)
            ends = now + days * 24 * 60 * 60
            audit.write(connection, by, audit.TOKEN_ADD, owner.name, token=name, expires=moment(ends))
            connection.execute(
                f"insert into token (digest, {_COLUMNS}) values (?, ?, ?, ?, ?, ?, null, null)",
                (session_of(token), owner.name, name, by.name, now, ends),
            )
        return token

    def revoke(self, account: str, name: str, *, by: Caller) -> None:
        """End a token of an account; raises AccountError where it has none of this name."""
        with self._held.of(account) as (connection, owner):
            changed = connection.execute(
                "update token set revoked_at = ? where account = ? and name = ? and revoked_at is null",
                (time.time(), owner.name, name),
            ).rowcount
            if not changed:
                text = _("Akun {name} tidak mempunyai token bernama {token}.")
                raise AccountError(text.format(name=owner.name, token=name))
            audit.write(connection, by, audit.TOKEN_REVOKE, owner.name, token=name)


def holder(connection: sqlite3.Connection, session: str, now: float) -> tuple[Any, ...] | None:
    """Return when a token was used last and the account that it is of; None where it lets nobody in."""
    if form(connection) < TOKENS_SINCE:
        return None
    found: tuple[Any, ...] | None = connection.execute(
        f"select t.used_at, {accounts.columns('a')} from token as t join account as a on a.name = t.account"
        " where t.digest = ? and a.disabled_at is null and t.revoked_at is null and t.expires_at > ?",
        (session, now),
    ).fetchone()
    return found


def known(connection: sqlite3.Connection, session: str) -> Token | None:
    """Return what is known of a token, also of one that has ended."""
    if form(connection) < TOKENS_SINCE:
        return None
    row = connection.execute(f"select {_COLUMNS} from token where digest = ?", (session,)).fetchone()
    return Token(*row) if row else None


def note_used(connection: sqlite3.Connection, session: str, now: float) -> None:
    """Write down that a token is in use."""
    connection.execute("update token set used_at = ? where digest = ?", (now, session))


def _clean(name: str) -> str:
    text = " ".join(unicodedata.normalize("NFKC", name).split())
    if not text or len(text) > LONGEST_NAME or not text.isprintable():
        raise AccountError(
            _("Beri token nama yang Anda kenali lagi, paling panjang {most} tanda.").format(most=LONGEST_NAME)
        )
    return text


def _must_fit(connection: sqlite3.Connection, account: str, name: str, now: float) -> None:
    """Raise AccountError for a name that is taken, and for one token too many."""
    living = {
        taken
        for (taken,) in connection.execute(
            "select name from token where account = ? and revoked_at is null and expires_at > ?",
            (account, now),
        )
    }
    if name in living:
        raise AccountError(_("Token bernama {name} sudah ada; cabut dahulu.").format(name=name))
    if len(living) >= MOST_LIVING:
        text = _("Akun ini sudah mempunyai {most} token; cabut yang tidak dipakai lagi.")
        raise AccountError(text.format(most=MOST_LIVING))


def state(token: Token) -> str:
    """Return in words whether a token lets anybody in."""
    if token.revoked_at is not None:
        return _("dicabut")
    return _("aktif") if token.lives else _("sudah berakhir")
