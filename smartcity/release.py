"""What comes with the program: the bundled facts, and how those of a newer release reach an existing database."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from smartcity import connections
from smartcity.checks import find_errors, run_checks
from smartcity.contract import Contract, Table, load_contract, quoted
from smartcity.draft import BASE, Draft, columns_of, listed, same
from smartcity.rules import VIEWS
from smartcity.settings import DATA


@dataclass(frozen=True)
class Bundle:
    """The contract, the folder of its CSV files, the views of the rules and the checks of a whole version.

    `errors` are those of the checks that refuse a version.
    """

    contract: Contract
    root: Path
    views: Mapping[str, str]
    checks: Callable[[duckdb.DuckDBPyConnection], pd.DataFrame]
    errors: Callable[[duckdb.DuckDBPyConnection], pd.DataFrame]

    def digest(self) -> str:
        """Return what tells two releases apart: contract, bundled rows and views, but not the program's version."""
        found = hashlib.sha256()
        for part in ("datapackage.json", *(table.path for table in self.bundled())):
            path = self.root / part
            found.update(f"{part}\n{path.stat().st_size}\n".encode())
            found.update(path.read_bytes())
        for name, select in self.views.items():
            found.update(f"{name}\n{select}\n".encode())
        return found.hexdigest()

    def bundled(self) -> list[Table]:
        """Return the tables whose rows come with the program."""
        return [table for table in self.contract.tables.values() if table.group != "system"]

    def rows(self, table: Table) -> pd.DataFrame:
        """Return a table's bundled rows as text, as they stand in the file."""
        return pd.read_csv(self.root / table.path, dtype="str", keep_default_na=False, encoding="utf-8")


def bundle() -> Bundle:
    """Return what this checkout brings."""
    return Bundle(load_contract(), DATA, VIEWS, run_checks, find_errors)


def create_views(connection: duckdb.DuckDBPyConnection, views: Mapping[str, str]) -> None:
    """Create the views anew, each after those that it reads; drop those that a former release had."""
    there = connection.execute("select view_name from duckdb_views() where not internal").fetchall()
    for name in {name for (name,) in there} - set(views):
        connection.execute(f"drop view {quoted(name)}")
    for name, select in views.items():
        connection.execute(f"create or replace view {quoted(name)} as {select}")


def adopt(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Give the tables the shape of the contract; those that are there keep the rows of their shared columns."""
    connection.execute(f"create schema if not exists {BASE}")
    with connections.in_memory({"memory_limit": "100MB"}) as scratch:
        for table in contract.tables.values():
            scratch.execute(table.ddl())
            old = columns_of(connection, table.name)
            if old != columns_of(scratch, table.name):
                _reshape(connection, table, [column for column in table.columns if column in old])


def _reshape(connection: duckdb.DuckDBPyConnection, table: Table, shared: list[str]) -> None:
    """Create a table; where there was one, move its rows. A new column that must be filled holds ''."""
    name = quoted(table.name)
    if not shared:
        connection.execute(f"drop table if exists {name}")
        connection.execute(table.ddl())
        return
    connection.execute(f"create temp table former as from {name}")
    connection.execute(f"drop table {name}")
    connection.execute(table.ddl())
    filled = [
        field.name
        for field in table.fields
        if field.type == "string" and (field.required or field.name in table.key)
    ]
    blank = [column for column in filled if column not in shared]
    values = [f"coalesce({quoted(c)}, '')" if c in filled else quoted(c) for c in shared] + ["''"] * len(
        blank
    )
    connection.execute(
        f"insert into {name} ({listed(shared + blank)}) select {', '.join(values)} from former"
    )
    connection.execute("drop table former")


def bring(draft: Draft, bundle: Bundle) -> None:
    """Bring the bundled rows into a version: add, change and remove what no person has touched.

    A row is a person's when it is not as the last release brought it (changed, added or removed since), or when
    the last to touch it was an upload, even one that put back the same values. Such rows stay as they are.
    """
    for table in bundle.bundled():
        if not columns_of(draft.connection, table.name, BASE):
            empty = f"create table {BASE}.{quoted(table.name)} as from {quoted(table.name)} limit 0"
            draft.connection.execute(empty)
        with draft.brought(table.name, bundle.rows(table)) as columns:
            _bring_table(draft, table, columns)


def _bring_table(draft: Draft, table: Table, columns: list[str]) -> None:
    base, key = f"{BASE}.{quoted(table.name)}", table.key
    draft.connection.execute(f"create temp table touched as {_touched(draft.connection, table)}")
    untouched = f"anti join touched as x on {same(key, 'i', 'x')}"
    draft.merge(table.name, f"select i.* from brought as i {untouched}", columns)
    draft.remove(
        table.name,
        f"select {listed(key, 'i')} from {base} as i {untouched}"
        f" anti join brought as n on {same(key, 'i', 'n')}",
    )
    draft.connection.execute("drop table touched")
    draft.connection.execute(f"create or replace table {base} as from brought")


def _touched(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    """Return the query for the keys of rows that are a person's, removed ones included."""
    name, base, key = quoted(table.name), f"{BASE}.{quoted(table.name)}", table.key
    before = columns_of(connection, table.name, BASE)
    shared = [column for column in table.columns if column in before]
    differs = " or ".join(f"t.{quoted(column)} is distinct from b.{quoted(column)}" for column in shared)
    return f"""
        with last_touch as (
            select change.row_key, arg_max(batch.kind, batch.batch) as kind
            from change join batch using (batch)
            where change.table_name = '{table.name}'
            group by change.row_key
        )
        select {listed(key, "t")}
        from {name} as t
        left join {base} as b on {same(key, "t", "b")}
        left join last_touch on last_touch.row_key = {table.row_key_sql("t")}
        where {differs} or last_touch.kind = 'upload'
        union all
        select {listed(key, "b")} from {base} as b anti join {name} as t on {same(key, "b", "t")}
    """
