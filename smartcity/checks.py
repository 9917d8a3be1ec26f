"""Named integrity checks of a whole database: those of the contract and those that need more than one row.

Each check of our own is a file in `smartcity/queries/checks/`: a head of comments (severity, tables, title,
reason, fix) and a question that returns the offending rows as row_key, column_name, value.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd

from smartcity.contract import Check, load_contract
from smartcity.words import PSEUDO, pseudo

ERROR = "error"
WARNING = "warning"
COLUMNS = ("check", "severity", "table_name", "row_key", "detail")

_FOLDER = Path(__file__).resolve().parent / "queries" / "checks"
_HEAD = re.compile(r"^-- ([a-z_]+): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class IntegrityCheck(Check):
    """A check with a short title; its name is its file's, with the table where it looks at several."""

    title_id: str
    title_en: str

    def title(self, lang: str) -> str:
        """Return what the check is called in a language."""
        if lang == PSEUDO:
            return pseudo(self.title_id)
        return self.title_en if lang == "en" else self.title_id


@lru_cache(maxsize=1)
def integrity_checks() -> list[IntegrityCheck]:
    """Return the checks that are written in files, by name."""
    return [check for path in sorted(_FOLDER.glob("*.sql")) for check in _read(path)]


def all_checks() -> list[Check]:
    """Return every check: first the contract's, then our own."""
    return [*load_contract().checks(), *integrity_checks()]


def run_checks(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return every offending row of a database that has its tables and views; no row means all is well.

    Columns: check, severity (error or warning), table_name, row_key (JSON text), detail (column and value).
    """
    return _run(connection, all_checks())


def find_errors(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the offending rows of the checks that refuse a version, as `run_checks` does."""
    return _run(connection, [check for check in all_checks() if check.severity == ERROR])


def _run(connection: duckdb.DuckDBPyConnection, checks: list[Check]) -> pd.DataFrame:
    rows = [row for check in checks for row in _offending(connection, check)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _offending(connection: duckdb.DuckDBPyConnection, check: Check) -> list[tuple[str, str, str, str, str]]:
    found = connection.execute(
        f"select row_key, column_name, coalesce(value, '') from ({check.sql}) order by all"
    ).fetchall()
    return [
        (check.name, check.severity, check.table, row_key, f"{column}: {value}")
        for row_key, column, value in found
    ]


def _read(path: Path) -> list[IntegrityCheck]:
    """Read one file: a check for each table in its head."""
    text = path.read_text("utf-8")
    head = dict(_HEAD.findall(text))
    tables = head.pop("tables").split(", ")
    return [
        IntegrityCheck(
            name=path.stem if len(tables) == 1 else f"{path.stem}.{table}",
            table=table,
            sql=_for_table(text, table),
            **head,
        )
        for table in tables
    ]


def _for_table(text: str, table: str) -> str:
    """Return the question for one table; those that look at several name it as {table}."""
    row_key = load_contract().tables[table].row_key_sql(table)
    return text.replace("{row_key}", row_key).replace("{table}", table).strip()
