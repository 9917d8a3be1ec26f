"""The file beside the versions that is never restored with them: its form, and how it is read and written.

It holds what the columns of known files mean (`state.py`), accounts and sessions (`accounts.py`), personal tokens
(`tokens.py`) and the audit (`audit.py`). Any number of processes use it at once; the first write makes it or brings it
to today's form.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

FILE = "state.sqlite"
SCHEMA = 3
"""The form of the file that this code writes, kept in its user_version."""

MAPPINGS_SINCE, ACCOUNTS_SINCE, TOKENS_SINCE = 1, 2, 3
"""The form of the file from which on it has them: one that nobody has written to since keeps its older form."""

PATIENCE_SECONDS = 5.0

_FORMS = {
    1: """
create table if not exists mapping (
    table_name text not null,
    fingerprint text not null,
    targets text not null,
    made_by text not null,
    made_at text not null,
    primary key (table_name, fingerprint)
);
""",
    2: """
create table account (
    name text primary key,
    role text not null,
    provinces text not null,
    tables text not null,
    password_hash text not null,
    made_by text not null,
    made_at text not null,
    disabled_at text
);
create table session (
    digest text primary key,
    account text not null references account (name),
    address text not null,
    began_at real not null,
    seen_at real not null
);
create index session_account on session (account);
create table failure (
    subject text primary key,
    count real not null,
    last_at real not null,
    until_at real not null,
    is_told integer not null
);
create table audit (
    number integer primary key autoincrement,
    at text not null,
    who text not null,
    address text not null,
    action text not null,
    subject text not null,
    outcome text not null,
    detail text not null
);
create trigger audit_never_changes before update on audit begin select raise(abort, 'audit is append-only'); end;
create trigger audit_never_shrinks before delete on audit begin select raise(abort, 'audit is append-only'); end;
""",
    3: """
create table token (
    number integer primary key autoincrement,
    digest text not null unique,
    account text not null references account (name),
    name text not null,
    made_by text not null,
    made_at real not null,
    expires_at real not null,
    used_at real,
    revoked_at real
);
create index token_account on token (account);
""",
}


class Newer(sqlite3.DatabaseError):
    """The file was written by a newer release."""


class StateFile:
    """The file of one data folder. What fails is a sqlite3.Error, for the caller to judge."""

    def __init__(self, folder: Path) -> None:
        self.path = Path(folder) / FILE

    def exists(self) -> bool:
        """Return whether anything was ever written."""
        return self.path.exists()

    @contextmanager
    def reading(self, least: int) -> Iterator[sqlite3.Connection | None]:
        """Give a connection that reads; None where there is no file, or none that has reached a form yet."""
        if not self.path.exists():
            yield None
            return
        with closing(self._open("ro")) as connection:
            found = form(connection)
            if found > SCHEMA:
                raise Newer(f"form {found} of {FILE} is newer than {SCHEMA}")
            yield connection if found >= least else None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction that is kept whole where nothing is raised, else not at all."""
        self._make()
        with closing(self._open("rw")) as connection:
            connection.execute("begin immediate")
            before = form(connection)
            _bring_up(connection, before)
            yield connection
            connection.execute("commit")
            if before == 0:
                # The change of the journal does not wait as others do; where another is writing, the next one makes it.
                with suppress(sqlite3.OperationalError):
                    connection.execute("pragma journal_mode = wal")

    def _make(self) -> None:
        """Make the file for its owner alone: it holds what passwords are checked against."""
        try:
            descriptor = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return
        except OSError as error:
            raise sqlite3.OperationalError(str(error)) from error
        try:
            if os.geteuid() == 0:  # an administrator's command must not shut the service out
                owner = self.path.parent.stat()
                os.chown(descriptor, owner.st_uid, owner.st_gid)
        finally:
            os.close(descriptor)

    def _open(self, mode: str) -> sqlite3.Connection:
        address = f"{self.path.resolve().as_uri()}?mode={mode}"
        return sqlite3.connect(address, uri=True, timeout=PATIENCE_SECONDS, isolation_level=None)


def form(connection: sqlite3.Connection) -> int:
    """Return the form of the file, 0 for an empty one."""
    return int(connection.execute("pragma user_version").fetchone()[0])


def _bring_up(connection: sqlite3.Connection, found: int) -> None:
    if found > SCHEMA:
        raise Newer(f"form {found} of {FILE} is newer than {SCHEMA}")
    for number in range(found + 1, SCHEMA + 1):
        for statement in _statements(_FORMS[number]):
            connection.execute(statement)
        connection.execute(f"pragma user_version = {number}")


def _statements(script: str) -> Iterator[str]:
    """Give the statements of a script; `executescript` would end the transaction around it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
