"""Undoing a batch: the rows that it touched become what they were before it, unless a later one changed them."""

from collections.abc import Callable
from pathlib import Path

from smartcity.contract import Table, literal, quoted
from smartcity.draft import BASE, Draft, columns_of
from smartcity.store_errors import StoreError
from smartcity.words import _

LASTING = ("release", "demo")
"""Kinds of batches that no person made."""

Left = list[tuple[str, str]]
"""Rows that stay as they are because a later batch touched them: table, key as JSON."""


def must_be_undoable(draft: Draft, batch: int) -> None:
    """Raise StoreError unless there is such a batch and it is one that people make."""
    found = draft.connection.execute(
        "select kind from batch where batch = $batch", {"batch": batch}
    ).fetchall()
    if not found:
        text = _("Unggahan {batch} tidak ada; lihat semuanya dengan `smartcity history`.")
        raise StoreError(text.format(batch=batch))
    if found[0][0] in LASTING:
        raise StoreError(why_lasting(batch))


def why_lasting(batch: int) -> str:
    """Return why a batch that no person made is not undone."""
    text = _("Data bawaan (versi {batch}) tidak dapat dibatalkan; pulihkan versi sebelumnya.")
    return text.format(batch=batch)


def undo(draft: Draft, batch: int) -> Left:
    """Make the rows that a batch touched what they were before it; return those that a later one made different."""
    _look_at_later(draft, batch)
    draft.connection.execute(
        "create or replace temp table undone as select c.* from change as c left join later using (table_name, row_key)"
        " where c.batch = $batch and (later.row_key is null or later.was is not distinct from later.is_now)",
        {"batch": batch},
    )
    names = draft.connection.execute("select distinct table_name from undone order by all").fetchall()
    for (name,) in names:
        _undo_table(draft, draft.contract.tables[name])
    left = draft.connection.execute(
        "select table_name, row_key from change as c anti join undone as u on u.table_name = c.table_name"
        " and u.row_key = c.row_key where c.batch = $batch order by all",
        {"batch": batch},
    ).fetchall()
    draft.connection.execute("drop table undone")
    draft.connection.execute("drop table later")
    return left


def _look_at_later(draft: Draft, batch: int) -> None:
    """Note the rows of a batch that later ones touched: what they were when it had been published, and are now.

    They may be the same: what a later batch did may have been undone.
    """
    draft.connection.execute(
        "create or replace temp table later as select table_name, row_key,"
        " arg_min(struct_pack(before), batch).before as was, cast(null as varchar) as is_now"
        " from change as c where batch > $batch and exists (select 1 from change as mine where mine.batch = $batch"
        " and mine.table_name = c.table_name and mine.row_key = c.row_key) group by table_name, row_key",
        {"batch": batch},
    )
    names = draft.connection.execute("select distinct table_name from later order by all").fetchall()
    for (name,) in names:
        key = draft.contract.tables[name].row_key_sql("t")
        draft.connection.execute(
            f"update later set is_now = cast(to_json(t) as varchar) from {quoted(name)} as t"
            f" where table_name = {literal(name)} and row_key = {key}"
        )


def _undo_table(draft: Draft, table: Table) -> None:
    """Remove what was added; put back, whole, what was changed or removed."""
    mine = f"from undone where table_name = {literal(table.name)} and before is"
    keys = ", ".join(
        f"cast(json_extract_string(row_key, '$[{place}]') as {table.field(name).sql_type}) as {quoted(name)}"
        for place, name in enumerate(table.key)
    )
    draft.remove(table.name, f"select {keys} {mine} null")
    columns = ", ".join(
        f"cast(json_extract_string(before, {literal(f'$.{field.name}')}) as {field.sql_type})"
        f" as {quoted(field.name)}"
        for field in table.fields
    )
    draft.merge(table.name, f"select {columns} {mine} not null", table.columns)


def undo_released(draft: Draft, batch: int, path_of: Callable[[int], Path]) -> None:
    """Take back, too, what a batch noted as brought by a release: a restore goes back to an older release's rows.

    What was noted later stays, and all of it where the versions around the batch are kept no more: then the rows
    count as changed by people, and no release replaces them.
    """
    found = draft.connection.execute(
        "select (select max(version) from batch where batch < $batch), version from batch"
        " where batch = $batch and kind <> 'upload'",
        {"batch": batch},
    ).fetchall()
    paths = [path_of(version) for version in found[0]] if found else []
    if paths and all(path.exists() for path in paths):
        _take_released(draft, *paths)


def _take_released(draft: Draft, before: Path, after: Path) -> None:
    for database, path in (("earlier", before), ("undone", after)):
        draft.connection.execute(f"attach {literal(str(path))} as {database} (read_only)")
    for table in draft.contract.tables.values():
        now, then, was = (_released(draft, table, database) for database in ("", "undone", "earlier"))
        if now and then and was and _alike(draft, now, then) and not _alike(draft, now, was):
            draft.connection.execute(f"create or replace table {now} as from {was}")
    for database in ("earlier", "undone"):
        draft.connection.execute(f"detach {database}")


def _released(draft: Draft, table: Table, database: str) -> str:
    """Return the name under which SQL finds a table as a release brought it, '' where there is none."""
    there = columns_of(draft.connection, table.name, BASE, database)
    prefix = f"{database}." if database else ""
    return f"{prefix}{BASE}.{quoted(table.name)}" if there else ""


def _alike(draft: Draft, one: str, other: str) -> bool:
    columns = [draft.connection.execute(f"describe from {name} limit 0").fetchall() for name in (one, other)]
    differing = f"(from {one} except all from {other}) union all (from {other} except all from {one})"
    return columns[0] == columns[1] and not draft.connection.execute(f"{differing} limit 1").fetchall()
