"""What the columns of known files mean, remembered beside the versions and never restored with them."""

import json
import logging
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from smartcity.intake.choices import Target
from smartcity.state_file import MAPPINGS_SINCE, StateFile

_FIND = "select targets from mapping where table_name = ? and fingerprint = ?"
_KEEP = "insert or replace into mapping values (?, ?, ?, ?, ?)"


class State:
    """What is remembered in a data folder.

    It is a comfort: a file that cannot be read or written is logged and stops nobody.
    """

    def __init__(self, folder: Path) -> None:
        self._file = StateFile(folder)
        self.path = self._file.path

    def remembered(self, table: str, fingerprint: str) -> dict[str, Target]:
        """Return what each header of a file meant the last time; nothing where that is not known."""
        try:
            with self._file.reading(MAPPINGS_SINCE) as connection:
                found = connection.execute(_FIND, (table, fingerprint)).fetchone() if connection else None
            return _read(found[0]) if found else {}
        except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
            self._log(error)
            return {}

    def remember(self, table: str, fingerprint: str, targets: Mapping[str, Target], by: str) -> bool:
        """Keep what each header of a file means, in place of what it meant before; return whether it is kept."""
        row = (table, fingerprint, _written(targets), by, datetime.now(UTC).isoformat(timespec="seconds"))
        try:
            with self._file.writing() as connection:
                connection.execute(_KEEP, row)
            return True
        except (sqlite3.Error, UnicodeError) as error:
            self._log(error)
            return False

    def _log(self, error: Exception) -> None:
        logging.getLogger(__name__).warning("unusable state in %s: %s", self.path, error)


def _written(targets: Mapping[str, Target]) -> str:
    return json.dumps(
        {header: {"field": target.field, "sets": target.sets} for header, target in targets.items()}
    )


def _read(text: str) -> dict[str, Target]:
    return {
        header: Target(str(kept["field"]), tuple((str(name), str(value)) for name, value in kept["sets"]))
        for header, kept in dict(json.loads(text)).items()
    }
