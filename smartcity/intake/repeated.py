"""Facts of one file with the same key: what is said twice counts once, what differs cannot both be right."""

import duckdb

from smartcity.contract import Table
from smartcity.draft import listed


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is noted: facts whose key occurs more than once, and those that are but copies of another."""
    connection.execute("create table copy (fact bigint)")
    connection.execute("create table repeated (fact bigint, line bigint, first bigint, contents bigint)")


def find(connection: duckdb.DuckDBPyConnection, table: Table, readable: str) -> list[tuple[int, list[int]]]:
    """Note the facts of `final` that are repeated; return those that differ, each with the other lines.

    `readable` is the condition of facts whose key could be read. Cells that were refused make a difference: what
    they would have said is not known.
    """
    keys, everything = listed(table.key), listed(table.columns)
    counts = f"select count(*) = count(distinct hash({keys})) from final where {readable}"
    if connection.execute(counts).fetchall()[0][0]:
        return []
    connection.execute(
        "insert into repeated select fact, line, min(fact) over same_key as first,"
        f" count(distinct hash({everything}, refused)) over same_key as contents from final where {readable}"
        f" window same_key as (partition by {keys}) qualify count(*) over same_key > 1"
    )
    choose_copies(connection, "true")
    return connection.execute(
        "with differing as (select first, list_sort(list(distinct line)) as lines from repeated"
        " where contents > 1 group by first)"
        " select fact, list_filter(lines, lambda other: other <> line) from repeated join differing using (first)"
        " order by fact"
    ).fetchall()


def choose_copies(
    connection: duckdb.DuckDBPyConnection, condition: str = "line not in (from bad_line)"
) -> None:
    """Let the first of the facts that say the same stand for all; a rejected one takes no good one with it."""
    connection.execute("delete from copy")
    connection.execute(
        f"insert into copy select fact from repeated where contents = 1 and {condition}"
        " qualify fact > min(fact) over (partition by first)"
    )
