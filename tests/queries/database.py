"""A database in memory for tests of rules, questions and checks: empty, or with the bundled data."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from smartcity import queries
from smartcity.contract import load_contract, quoted
from smartcity.release import create_views
from smartcity.rules import VIEWS
from smartcity.settings import DATA

Row = tuple[Any, ...]


class Database:
    """Tables of the contract and views of the rules; answers questions like a version of the store."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        for statement in load_contract().ddl():
            self.connection.execute(statement)
        create_views(self.connection, VIEWS)

    def frame(self, sql: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return the rows of a statement as the store's snapshots do."""
        frame = self.connection.execute(sql, params).df()
        for name in [name for name, kind in frame.dtypes.items() if kind == "object"]:
            frame[name] = [
                value.tolist() if isinstance(value, np.ndarray) else value for value in frame[name]
            ]
        return frame

    def ask(self, name: str, /, **params: Any) -> pd.DataFrame:
        """Return the answer to a question."""
        return queries.run(self, name, **params)

    def rows(self, name: str, columns: str, /, **params: Any) -> list[Row]:
        """Return some columns of the answer to a question as plain tuples, None where nothing is known."""
        return plain(self.ask(name, **params)[columns.split()])

    def add(self, table: str, columns: str, *rows: Row) -> None:
        """Add rows; key columns that are not named are empty."""
        names = columns.split()
        empty = [name for name in load_contract().tables[table].key if name not in names]
        for row in rows:
            values = [*row, *[""] * len(empty)]
            into = ", ".join(quoted(name) for name in [*names, *empty])
            marks = ", ".join("?" * len(values))
            self.connection.execute(f"insert into {quoted(table)} ({into}) values ({marks})", values)

    def load(self, folder: Path = DATA) -> "Database":
        """Load the bundled CSV files, typed by the contract."""
        for table in load_contract().tables.values():
            if not (folder / table.path).exists():
                continue
            values = ", ".join(
                f"coalesce({quoted(field.name)}, '')"
                if field.name in table.key and field.type == "string"
                else f"cast({quoted(field.name)} as {field.sql_type})"
                for field in table.fields
            )
            self.connection.execute(
                f"insert into {quoted(table.name)} select {values}"
                " from read_csv($path, all_varchar = true, header = true, delim = ',', quote = '\"')",
                {"path": str(folder / table.path)},
            )
        return self


def plain(frame: pd.DataFrame) -> list[Row]:
    """Return a frame's rows as tuples of Python values, None where nothing is known."""
    return [
        tuple(None if not isinstance(value, list) and pd.isna(value) else value for value in row)
        for row in frame.astype(object).itertuples(index=False, name=None)
    ]


def record(frame: pd.DataFrame) -> Mapping[str, Any]:
    """Return the only row of a frame by column."""
    (row,) = plain(frame)
    return dict(zip(frame.columns, row, strict=True))
