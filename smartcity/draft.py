"""A version in the making: rows are compared with what is there, and only differences are written and logged."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.contract import Contract, Field, Table, literal, quoted
from smartcity.store_errors import CheckFailed, StoreError
from smartcity.words import _

BASE = "released"
"""Schema that keeps each table as the last release brought it, to tell its rows from those that people changed."""

_STAYS = {"region_alias": "kind is not distinct from 'confirmed'"}
"""Rows that a person confirmed: restoring an older version neither removes nor replaces them."""


@dataclass(frozen=True)
class Counts:
    """What became of the rows that were brought."""

    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class About:
    """What is noted about a batch besides its number, time and counts."""

    kind: str
    made_by: str
    reason: str
    table_name: str = ""
    file_name: str = ""
    sha256: str = ""
    release: str = ""


class Draft:
    """What a change function gets: the candidate version and the two ways to write to it.

    A batch touches a row once: the log has one line per batch, table and key.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, contract: Contract, batch: int) -> None:
        self.connection = connection
        self.contract = contract
        self.batch = batch
        self._added = self._changed = self._removed = 0

    @property
    def is_empty(self) -> bool:
        """Return whether nothing differs from the version before."""
        return not (self._added or self._changed or self._removed)

    def count_added(self, rows: int) -> None:
        """Count rows that were written past `upsert`, which leave no line each in the log: generated ones."""
        self._added += rows

    def add(self, name: str, rows: "pa.RecordBatchReader") -> int:
        """Add rows whose keys are known to be new, all columns of the table, and return how many they were.

        They go straight into the table: many times what memory holds may come.
        """
        table = self.contract.tables[name]
        last = self._count(f"select coalesce(max(rowid), -1) from {quoted(name)}")
        self.connection.register("frame", rows)
        types = dict.fromkeys((field.name for field in table.fields if field.type == "string"), "VARCHAR")
        select = ", ".join(
            _typed(table, field, types.get(field.name, field.sql_type)) for field in table.fields
        )
        added = self._count(
            f"insert into {quoted(name)} ({listed(table.columns)}) select {select} from frame"
        )
        self.connection.unregister("frame")
        self.connection.execute(
            f"insert into change (batch, table_name, row_key) select $batch, $name, {table.row_key_sql('t')}"
            f" from {quoted(name)} as t where rowid > $last",
            {"batch": self.batch, "name": name, "last": last},
        )
        self._added += added
        return added

    def upsert(self, table: str, frame: pd.DataFrame) -> Counts:
        """Add the rows whose key is new, change those that differ; columns not in the frame stay as they are."""
        with self.brought(table, frame) as columns:
            return self.merge(table, "from brought", columns)

    def delete(self, table: str, keys: pd.DataFrame) -> int:
        """Remove the rows with these keys and return how many there were."""
        with self.brought(table, keys):
            return self.remove(table, "from brought")

    @contextmanager
    def brought(self, name: str, frame: "pd.DataFrame | pa.RecordBatchReader") -> Iterator[list[str]]:
        """Show rows to SQL as the table `brought`, typed by the contract; an absent part of a key is ''."""
        table = self.contract.tables[name]
        given = set(frame.columns if isinstance(frame, pd.DataFrame) else frame.schema.names)
        if unknown := given - set(table.columns):
            raise ValueError(f"table {name} has no column {sorted(unknown)}")
        wanted = [field for field in table.fields if field.name in given or field.name in table.key]
        try:
            if isinstance(frame, pd.DataFrame):
                frame = pa.Table.from_pandas(frame, preserve_index=False)
            self.connection.register("frame", frame)
            types = {row[0]: row[1] for row in self.connection.execute("describe frame").fetchall()}
            select = ", ".join(_typed(table, field, types.get(field.name)) for field in wanted)
            self.connection.execute(f"create temp table brought as select {select} from frame")
            self._settle_repeated(table)
            yield [field.name for field in wanted]
        except (pa.ArrowException, duckdb.ConversionException, duckdb.ConstraintException) as error:
            text = _("Tabel {table} tidak menerima nilai yang dibawa: {detail}")
            raise StoreError(text.format(table=name, detail=str(error).splitlines()[0])) from error
        finally:
            self.connection.unregister("frame")
            self.connection.execute("drop table if exists brought")

    def merge(self, name: str, source: str, columns: Sequence[str]) -> Counts:
        """Write the rows of a typed query that has these columns, those of the key among them."""
        table = self.contract.tables[name]
        self._compare(table, source, columns)
        try:
            self._log_difference(table)
            changed = self._change(table, [column for column in columns if column not in table.key])
            everything = listed(table.columns)
            added = self._count(
                f"insert into {quoted(name)} ({everything}) select {everything} from difference where _new"
            )
        finally:
            self.connection.execute("drop table difference")
        self._added += added
        self._changed += changed
        total = self._count(f"select count(*) from ({source})")
        return Counts(added, changed, total - added - changed)

    def _compare(self, table: Table, source: str, columns: Sequence[str]) -> None:
        """Lay the rows that are new or differ, whole, into the table `difference`."""
        first = f"t.{quoted(table.key[0])}"
        whole = [
            f"i.{quoted(field.name)}"
            if field.name in columns
            else f"case when _new then {_absent(table, field)} else t.{quoted(field.name)} end"
            f" as {quoted(field.name)}"
            for field in table.fields
        ]
        differs = [f"t.{quoted(column)} is distinct from i.{quoted(column)}" for column in columns]
        self.connection.execute(
            f"create temp table difference as select {first} is null as _new, {', '.join(whole)},"
            f" {table.row_key_sql('i')} as _key,"
            " case when not _new then cast(to_json(t) as varchar) end as _before"
            f" from ({source}) as i left join {quoted(table.name)} as t on {same(table.key, 'i', 't')}"
            f" where {' or '.join(differs)}"
        )

    def _log_difference(self, table: Table) -> None:
        whole = ", ".join(f"{quoted(column)} := {quoted(column)}" for column in table.columns)
        self.connection.execute(
            "insert into change (batch, table_name, row_key, before, after) select $batch, $name, _key, _before,"
            f" case when not _new then cast(to_json(struct_pack({whole})) as varchar) end from difference",
            {"batch": self.batch, "name": table.name},
        )

    def _change(self, table: Table, columns: Sequence[str]) -> int:
        if not columns or not self._count("select count(*) from difference where not _new"):
            return 0
        assignments = ", ".join(f"{quoted(column)} = d.{quoted(column)}" for column in columns)
        return self._count(
            f"update {quoted(table.name)} as t set {assignments} from difference as d"
            f" where not d._new and {same(table.key, 't', 'd')}"
        )

    def _settle_repeated(self, table: Table) -> None:
        """Make one of equal rows; refuse rows that give one key two contents, they cannot both be right."""
        keys = f"from brought group by {listed(table.key)} having count(*) > 1"
        if not self._count(f"select count(*) from (select 1 {keys})"):
            return
        self.connection.execute("create or replace temp table brought as select distinct * from brought")
        repeated = f"select {table.row_key_sql()}, count(*) {keys} order by all"
        check = f"{table.name}.unique.{'+'.join(table.key)}"
        text = _("kunci ini dipakai oleh {count} baris yang berbeda.")
        rows = [
            (check, "error", table.name, key, text.format(count=count))
            for key, count in self.connection.execute(repeated).fetchall()
        ]
        if rows:
            columns = ["check", "severity", "table_name", "row_key", "detail"]
            raise CheckFailed(pd.DataFrame(rows, columns=columns))

    def remove(self, name: str, source: str) -> int:
        """Remove the rows whose keys a typed query gives."""
        table = self.contract.tables[name]
        gone = f"exists (from ({source}) as i where {same(table.key, 'i', 't')})"
        self.connection.execute(
            "insert into change (batch, table_name, row_key, before, after) select $batch, $name,"
            f" {table.row_key_sql('t')}, cast(to_json(t) as varchar), null from {quoted(name)} as t where {gone}",
            {"batch": self.batch, "name": name},
        )
        removed = self._count(f"delete from {quoted(name)} as t where {gone}")
        self._removed += removed
        return removed

    def _count(self, statement: str) -> int:
        return int(self.connection.execute(statement).fetchall()[0][0])

    def take_from(self, past: Path) -> None:
        """Make the data tables those of an older version; batches, changes and confirmed aliases stay."""
        self.connection.execute(f"attach {literal(str(past))} as past (read_only)")
        for table in self.contract.tables.values():
            if table.group != "system":
                self._take_table(table)
        self.connection.execute("detach past")

    def _take_table(self, table: Table) -> None:
        there = columns_of(self.connection, table.name, database="past")
        shared = [column for column in table.columns if column in there]
        stays = _STAYS.get(table.name, "false")
        then = f"select {listed(shared)} from past.main.{quoted(table.name)} where not ({stays})"
        if not shared:  # made before the contract had this table
            then, shared = f"from {quoted(table.name)} limit 0", list(table.columns)
        now = f"select {listed(table.key)} from {quoted(table.name)} where"
        self.remove(
            table.name,
            f"from ({now} not ({stays})) as n anti join ({then}) as p on {same(table.key, 'n', 'p')}",
        )
        self.merge(
            table.name,
            f"from ({then}) as p anti join ({now} {stays}) as n on {same(table.key, 'n', 'p')}",
            shared,
        )
        if columns_of(self.connection, table.name, BASE, "past"):
            base = f"{BASE}.{quoted(table.name)}"
            self.connection.execute(f"create or replace table {base} as from past.{base}")

    def finish(self, about: About) -> None:
        """Write the line of the batch, with the counts of all that was written."""
        line = {
            "batch": self.batch,
            "version": self.batch,
            "made_at": datetime.now(UTC).replace(tzinfo=None),
            "added": self._added,
            "changed": self._changed,
            "removed": self._removed,
            **{field.name: getattr(about, field.name) or None for field in fields(about)},
        }
        values = ", ".join(f"${column}" for column in line)
        self.connection.execute(f"insert into batch ({listed(list(line))}) values ({values})", line)


def listed(columns: Sequence[str], alias: str = "") -> str:
    """Return column names for SQL, separated by commas."""
    prefix = f"{alias}." if alias else ""
    return ", ".join(prefix + quoted(column) for column in columns)


def same(columns: Sequence[str], left: str, right: str) -> str:
    """Return the SQL that two rows agree in columns that are never null."""
    return " and ".join(f"{left}.{quoted(column)} = {right}.{quoted(column)}" for column in columns)


def columns_of(
    connection: duckdb.DuckDBPyConnection, table: str, schema: str = "main", database: str = ""
) -> dict[str, tuple[str, bool]]:
    """Return type and nullability of a table's columns as they really are; none if there is no such table."""
    found = connection.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() where table_name = $table"
        " and schema_name = $schema and database_name = coalesce(nullif($database, ''), current_database())"
        " order by column_index",
        {"table": table, "schema": schema, "database": database},
    )
    return {name: (kind, nullable) for name, kind, nullable in found.fetchall()}


def _typed(table: Table, field: Field, brought_type: str | None) -> str:
    """Return the SQL that gives a brought column its type; blank text is an absent value."""
    column = quoted(field.name)
    if brought_type is None:
        return f"{_absent(table, field)} as {column}"
    if field.type == "string":
        blank = f"coalesce(cast({column} as varchar), '')"
        return f"{blank if _always(table, field) else f'nullif({blank}, {chr(39) * 2})'} as {column}"
    text = f"nullif({column}, '')" if brought_type == "VARCHAR" else column
    return f"cast({text} as {field.sql_type}) as {column}"


def _absent(table: Table, field: Field) -> str:
    return "''" if field.type == "string" and _always(table, field) else f"cast(null as {field.sql_type})"


def _always(table: Table, field: Field) -> bool:
    return field.required or field.name in table.key
