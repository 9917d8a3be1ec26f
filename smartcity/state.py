"""What is remembered beside the versions and never restored with them: what the columns of known files mean."""

import json
import logging
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from smartcity.intake.choices import Target

FILE = "state.sqlite"
SCHEMA = 1
"""The form of the file that this code reads and writes, kept in its user_version."""

PATIENCE_SECONDS = 5.0

_CREATE = """
create table if not exists mapping (
    table_name text not null,
    fingerprint text not null,
    targets text not null,
    made_by text not null,
    made_at text not null,
    primary key (table_name, fingerprint)
)
"""
_FIND = "select targets from mapping where table_name = ? and fingerprint = ?"
_KEEP = "insert or replace into mapping values (?, ?, ?, ?, ?)"


class State:
    """The file of what is remembered in a data folder; it is made by the first write.

    What is remembered is a comfort: a file that cannot be read or written is logged and stops nobody.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def remembered(self, table: str, fingerprint: str) -> dict[str, Target]:
        """Return what each header of a file meant the last time; nothing where that is not known."""
        if not self.path.exists():
            return {}
        try:
            with closing(self._open("ro")) as connection:
                if _schema(connection) != SCHEMA:
                    return {}
                found = connection.execute(_FIND, (table, fingerprint)).fetchone()
            return _read(found[0]) if found else {}
        except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
            self._log(error)
            return {}

    def remember(self, table: str, fingerprint: str, targets: Mapping[str, Target], by: str) -> bool:
        """Keep what each header of a file means, in place of what it meant before; return whether it is kept."""
        row = (table, fingerprint, _written(targets), by, datetime.now(UTC).isoformat(timespec="seconds"))
        try:
            with closing(self._open("rwc")) as connection:
                return self._kept(connection, row)
        except (sqlite3.Error, UnicodeError) as error:
            self._log(error)
            return False

    def _kept(self, connection: sqlite3.Connection, row: tuple[str, ...]) -> bool:
        if _schema(connection) not in (0, SCHEMA):
            return False
        connection.execute("begin immediate")
        connection.execute(_CREATE)
        connection.execute(f"pragma user_version = {SCHEMA}")
        connection.execute(_KEEP, row)
        connection.execute("commit")
        # The change of the journal does not wait as others do; where another is writing, the next write makes it.
        with suppress(sqlite3.OperationalError):
            connection.execute("pragma journal_mode = wal")
        return True

    def _open(self, mode: str) -> sqlite3.Connection:
        address = f"{self.path.resolve().as_uri()}?mode={mode}"
        return sqlite3.connect(address, uri=True, timeout=PATIENCE_SECONDS, isolation_level=None)

    def _log(self, error: Exception) -> None:
        logging.getLogger(__name__).warning("unusable state in %s: %s", self.path, error)


def _schema(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])


def _written(targets: Mapping[str, Target]) -> str:
    return json.dumps(
        {header: {"field": target.field, "sets": target.sets} for header, target in targets.items()}
    )


def _read(text: str) -> dict[str, Target]:
    return {
        header: Target(str(kept["field"]), tuple((str(name), str(value)) for name, value in kept["sets"]))
        for header, kept in dict(json.loads(text)).items()
    }
