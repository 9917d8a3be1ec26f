"""Signing in and out: wrong passwords slow down and lock, sessions end by themselves and everywhere.

A session is a random token in the browser's cookie; the file beside the versions holds its SHA-256 only. So no key
signs anything, and whoever reads the file cannot sign in with what it holds. Programs bring a personal token instead.
"""

import hashlib
import secrets
import sqlite3
import threading
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from smartcity import accounts, attempts, audit, tokens
from smartcity.accounts import Account, Accounts
from smartcity.caller import Caller
from smartcity.errors import SmartcityError
from smartcity.words import _

IDLE_SECONDS, LONGEST_SECONDS = 2 * 60 * 60, 12 * 60 * 60
"""A session ends after so long without a click, and in any case after so long."""

SEEN_EACH_SECONDS = 60
"""How often it is written down that a session is in use."""

# Each check of a password takes 64 MiB: no flood of attempts takes all memory.
_CHECKING = threading.BoundedSemaphore(2)


class Refused(SmartcityError):  # noqa: N818 (said by the person as a state, not as an error)
    """Name and password do not let anybody in; it is not said which of them is wrong."""

    def __init__(self) -> None:
        super().__init__(_("Nama akun atau kata sandi tidak cocok."))


class TokenRefused(SmartcityError):  # noqa: N818
    """A personal token lets nobody in; it is not said whether it never was one, has ended or was revoked."""

    def __init__(self) -> None:
        super().__init__(_("Token ini tidak berlaku."))


@dataclass(frozen=True)
class Standing:
    """What is known of somebody: whether there are accounts at all, and theirs where they are signed in."""

    has_accounts: bool
    account: Account | None = None


def digest_of(token: str) -> str:
    """Return under which name a session is kept, '' for no token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest() if token else ""


def standing(folder: Path, session: str) -> Standing:
    """Return what is known of a session now; raises AccountsUnreadable."""
    held = Accounts(folder)
    now = time.time()
    with held.reading() as connection:
        if connection is None or not accounts.any_in(connection):
            return Standing(False)
        find = tokens.holder if session.startswith(tokens.MARK) else _session
        row = find(connection, session, now) if session else None
    if row is None:
        return Standing(True)
    seen_at, *found = row
    if now - (seen_at or 0) > SEEN_EACH_SECONDS:
        _note_seen(held, session, now)
    return Standing(True, accounts.account_of(found))


def _session(connection: sqlite3.Connection, session: str, now: float) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = connection.execute(
        f"select s.seen_at, {accounts.columns('a')} from session as s join account as a on a.name = s.account"
        " where s.digest = ? and a.disabled_at is null and s.seen_at > ? and s.began_at > ?",
        (session, now - IDLE_SECONDS, now - LONGEST_SECONDS),
    ).fetchone()
    return found


def _note_seen(held: Accounts, session: str, now: float) -> None:
    try:
        with held.writing() as connection:
            if session.startswith(tokens.MARK):
                tokens.note_used(connection, session, now)
            else:
                connection.execute("update session set seen_at = ? where digest = ?", (now, session))
    except accounts.AccountsUnreadable:
        return  # a session just ends earlier


def sign_in(folder: Path, name: str, password: str, asking: Caller) -> str:
    """Return the token of a new session; raises Refused, attempts.Locked or AccountsUnreadable.

    An attempt is counted as wrong before the password is looked at, so that none can be made beside it; names that
    do not exist are counted, checked and answered as those that do.
    """
    name = accounts.clean_name(name)[: accounts.MOST_PASSWORD]
    caller = replace(asking, name=name, session="")
    held = Accounts(folder)
    account, stored = _begin_attempt(held, caller)
    if not _matches(stored, password) or account is None or account.disabled_at:
        with held.writing() as connection:
            audit.write(connection, _named(caller, account), audit.SIGN_IN, outcome=audit.REFUSED)
        raise Refused
    return _begin_session(held, caller, account, stored, password)


def _named(caller: Caller, account: Account | None) -> Caller:
    """Return who is written down: a name that is no account's may be a password in the wrong field."""
    return caller if account else replace(caller, name="")


def _begin_attempt(held: Accounts, caller: Caller) -> tuple[Account | None, str]:
    """Count an attempt; return the account and its hash. Raises attempts.Locked, of which the first is written down."""
    now = time.time()
    with held.writing() as connection:
        row = connection.execute(
            f"select password_hash, {accounts.columns('a')} from account as a where name = ?", (caller.name,)
        ).fetchone()
        account = accounts.account_of(row[1:]) if row else None
        until = max(attempts.until(connection, subject, now) for subject in _subjects(caller))
        if until > now:
            attempts.tell_locked(connection, _named(caller, account), _subjects(caller), audit.SIGN_IN)
        else:
            for subject in _subjects(caller):
                attempts.count(connection, subject, now)
    if until > now:
        raise attempts.Locked(until - now)
    return account, row[0] if row else _nobodys_hash()


def _subjects(caller: Caller) -> tuple[str, str]:
    digest = hashlib.sha256(caller.name.encode()).hexdigest()
    # The name itself is kept where it is one that an account may have; what else was typed may be a password.
    named = caller.name if accounts.is_name(caller.name) else digest
    return accounts.subject_of(named), f"address:{caller.place}"


def _matches(stored: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    with _CHECKING:
        try:
            return bool(accounts.hasher().verify(stored, accounts.clean_password(password[:1000])))
        except (VerificationError, InvalidHashError):
            return False


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """Return a hash that no password fits: a name that does not exist takes as long as one that does."""
    return str(accounts.hasher().hash(secrets.token_hex()))


def _begin_session(held: Accounts, caller: Caller, account: Account, stored: str, password: str) -> str:
    token, now = secrets.token_urlsafe(32), time.time()
    anew = accounts.hasher().hash(accounts.clean_password(password)) if _is_old(stored) else stored
    with held.writing() as connection:
        # Meanwhile the account may have been disabled or its password reset.
        changed = connection.execute(
            "update account set password_hash = ? where name = ? and password_hash = ? and disabled_at is null",
            (anew, account.name, stored),
        ).rowcount
        if changed:
            address = f"address:{caller.place}"
            connection.execute("delete from failure where subject = ?", (accounts.subject_of(account.name),))
            connection.execute(
                "update failure set count = count - 1, until_at = 0 where subject = ?", (address,)
            )
            connection.execute("delete from session where began_at < ?", (now - LONGEST_SECONDS,))
            connection.execute(
                "insert into session values (?, ?, ?, ?, ?)",
                (digest_of(token), account.name, caller.place, now, now),
            )
        audit.write(connection, caller, audit.SIGN_IN, outcome=audit.DONE if changed else audit.REFUSED)
    if not changed:
        raise Refused
    return token


def _is_old(stored: str) -> bool:
    return bool(accounts.hasher().check_needs_rehash(stored))


def change_password(folder: Path, old: str, new: str, asking: Caller) -> None:
    """Give somebody's own account another password and end its sessions; raises Refused, attempts.Locked, AccountError.

    The old one is counted as at a sign-in: whoever finds a browser open must not guess it.
    """
    own = _confirmed(folder, old, asking, audit.ACCOUNT_PASSWORD)
    Accounts(folder).reset(own, new, by=asking)


def _confirmed(folder: Path, password: str, asking: Caller, action: str) -> str:
    """Return the name of the own account of who says its password once more; raises Refused, attempts.Locked."""
    held = Accounts(folder)
    own = standing(folder, asking.session).account
    if own is None or own.name != asking.name or asking.token:
        raise Refused
    _account, stored = _begin_attempt(held, asking)
    if not _matches(stored, password):
        with held.writing() as connection:
            audit.write(connection, asking, action, own.name, audit.REFUSED)
        raise Refused
    return own.name


def sign_out(folder: Path, session: str, asking: Caller) -> None:
    """End a session; one that has ended already is no matter."""
    held = Accounts(folder)
    account = standing(folder, session).account
    with held.writing() as connection:
        connection.execute("delete from session where digest = ?", (session,))
        if account:
            audit.write(connection, replace(asking, name=account.name, session=session), audit.SIGN_OUT)


def by_token(folder: Path, token: str, asking: Caller) -> Caller:
    """Return who asks with a personal token; raises TokenRefused, attempts.Locked or AccountsUnreadable.

    A wrong one counts for the address: nobody can guess one, but programs that try slow down.
    """
    held, now, subject = Accounts(folder), time.time(), f"token:{asking.place}"
    with held.reading() as connection:
        if connection is None or not accounts.any_in(connection):
            raise TokenRefused
        until = attempts.until(connection, subject, now)
    if until > now:
        with held.writing() as connection:
            attempts.tell_locked(connection, asking, [subject], audit.TOKEN)
        raise attempts.Locked(until - now)
    session = tokens.session_of(token)
    account = standing(folder, session).account
    with held.reading() as connection:
        known = tokens.known(connection, session) if connection else None
    if account and known:
        return replace(asking, name=account.name, session=session, token=known.name)
    with held.writing() as connection:
        attempts.count(connection, subject, now)
        owner = replace(asking, name=known.account if known else "")
        audit.write(connection, owner, audit.TOKEN, known.name if known else "", audit.REFUSED)
    raise TokenRefused


def make_token(folder: Path, name: str, days: int, password: str, asking: Caller) -> str:
    """Return a new personal token of somebody's own account; raises Refused, attempts.Locked, AccountError.

    The password is asked and counted as at a sign-in: whoever finds a browser open must not take a token away.
    """
    own = _confirmed(folder, password, asking, audit.TOKEN_ADD)
    return tokens.Tokens(folder).add(own, name, days, by=asking)
