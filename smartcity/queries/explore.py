"""Any one table as a person wants to see it: filtered, sorted, some of its columns, a page at a time.

Every other question is a .sql file. This one cannot be: table, columns and conditions are a person's choice and vary
by the thousand. Names come from the contract only and are quoted; values are always bound, never written into the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from smartcity.contract import load_contract, quoted
from smartcity.queries import Answering
from smartcity.queries.explore_filters import Filter, Params, conditions

# Rows of a part that the pages of a sorted table are found by: a page sorts no more than that.
_PART = 2_000
# Rows of a part of an unsorted table: DuckDB's row group, which it finds by number without reading the others.
_GROUP = 122_880


@dataclass(frozen=True)
class Selection:
    """What a person wants to see of a table. Without `sort` the rows stand as they are stored."""

    table: str
    columns: tuple[str, ...]
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True)
class Part:
    """Rows that follow each other: where they begin, how many they are, and the values that they lie between.

    Values are texts of the sorted column, None where it is empty; of an unsorted table they are a row group's number.
    In a part of one value rows stand as they are stored.
    """

    start: int
    rows: int
    low: str | None
    high: str | None
    is_one: bool


@dataclass(frozen=True)
class Statement:
    """A statement and the values bound to it."""

    sql: str
    params: Params


def statement(asked: Selection, limit: int | None = None, offset: int = 0) -> Statement:
    """Return the whole question in one statement: what a page is, whatever way it is found."""
    where, params = _where(asked)
    lines = [f"select {_listed(asked.columns)}", f"from {quoted(asked.table)}", *_conditions(where)]
    lines += [f"order by {_order(asked)}"]
    if limit is not None:
        lines += ["limit $limit offset $offset"]
        params |= {"limit": limit, "offset": offset}
    return Statement("\n".join(lines), params)


def parts(snapshot: Answering, asked: Selection) -> tuple[Part, ...]:
    """Return the parts in which the filtered rows follow each other in the order of the sort.

    By them a page far behind the first is found without sorting what comes before it, which takes seconds at a
    million rows.
    """
    wanted = _parts(asked)
    rows = snapshot.frame(wanted.sql, wanted.params or None).itertuples(index=False, name=None)
    return tuple(
        Part(int(start), int(count), _text(low), _text(high), bool(is_one))
        for start, count, low, high, is_one in rows
    )


def total(found: tuple[Part, ...]) -> int:
    """Return how many rows there are in all parts."""
    return found[-1].start + found[-1].rows if found else 0


def page(
    snapshot: Answering, asked: Selection, found: tuple[Part, ...], limit: int, offset: int
) -> pd.DataFrame:
    """Return a page of the filtered rows: what `statement` asks for, found by its parts."""
    wanted = pieces(asked, found, limit, offset)
    frames = [snapshot.frame(piece.sql, piece.params) for piece in wanted]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(asked.columns))


def pieces(asked: Selection, found: tuple[Part, ...], limit: int, offset: int) -> list[Statement]:
    """Return the statements whose answers, one after the other, are a page."""
    wanted = []
    for part in found:
        first, last = max(offset, part.start), min(offset + limit, part.start + part.rows)
        if first < last:
            wanted.append(_piece(asked, part, last - first, first - part.start))
    return wanted


def whole(asked: Selection) -> Statement:
    """Return the statement for all filtered rows, to be read bit by bit.

    Unsorted rows come as they are stored without being asked to: sorting them would take all the memory.
    """
    wanted = statement(asked)
    return wanted if asked.sort else Statement(wanted.sql.removesuffix("\norder by rowid"), wanted.params)


def values(asked: Selection, column: str, most: int) -> Statement:
    """Return the question for the values that stand in a column, at most so many."""
    where, params = _where(asked)
    lines = [
        f"select distinct cast({quoted(column)} as varchar) as value",
        f"from {quoted(asked.table)}",
        *_conditions([*where, f"coalesce(cast({quoted(column)} as varchar), '') <> ''"]),
        "order by value",
        "limit $limit",
    ]
    return Statement("\n".join(lines), params | {"limit": most})


def row(table: str, key: Sequence[str | int]) -> Statement:
    """Return the question for the one row that has a key."""
    described = load_contract().tables[table]
    same = [f"{quoted(name)} = $key_{place}" for place, name in enumerate(described.key)]
    params: Params = {f"key_{place}": value for place, value in enumerate(key)}
    return Statement("\n".join([f"select * from {quoted(table)}", *_conditions(same)]), params)


def _parts(asked: Selection) -> Statement:
    where, params = _where(asked)
    value = quoted(asked.sort) if asked.sort else f"rowid // {_GROUP}"
    order = _direction("value", asked) if asked.sort else "value"
    # Many rows of one value, and those without a value, are a part of their own.
    alone = f"rows >= {_PART} or value is null" if asked.sort else "true"
    sql = f"""
with counted as (
    select {value} as value, count(*) as rows
    from {quoted(asked.table)}
    {" ".join(_conditions(where))}
    group by all
),

placed as (
    select
        *,
        {alone} as alone,
        cast(sum(rows) over (order by {order} rows unbounded preceding) - rows as bigint) as start_at
    from counted
),

marked as (
    select
        *,
        sum(cast(alone as integer)) over (order by start_at rows unbounded preceding) as parts_before,
        if(alone, start_at, start_at // {_PART}) as part
    from placed
)

select
    min(start_at) as start_at, cast(sum(rows) as bigint) as rows,
    cast(min(value) as varchar) as low, cast(max(value) as varchar) as high, alone
from marked
group by alone, parts_before, part
order by start_at
"""
    return Statement(sql.strip(), params)


def _piece(asked: Selection, part: Part, limit: int, offset: int) -> Statement:
    """Return the statement for some rows of one part."""
    where, params = _where(asked)
    params |= {"limit": limit, "offset": offset}
    order: list[str] = []
    if not asked.sort:
        where += [f"rowid >= $low * {_GROUP}", f"rowid < ($low + 1) * {_GROUP}"]
        params["low"] = int(part.low or 0)
    elif part.low is None:
        where.append(f"{quoted(asked.sort)} is null")
    else:
        column, of = quoted(asked.sort), load_contract().tables[asked.table].field(asked.sort).sql_type
        low, high = f"cast($low as {of})", f"cast($high as {of})"
        where += [f"{column} = {low}"] if part.is_one else [f"{column} >= {low}", f"{column} <= {high}"]
        params |= {"low": part.low} if part.is_one else {"low": part.low, "high": part.high}
        order = [] if part.is_one else [f"order by {_order(asked)}"]
    lines = [f"select {_listed(asked.columns)}", f"from {quoted(asked.table)}", *_conditions(where), *order]
    return Statement("\n".join([*lines, "limit $limit offset $offset"]), params)


def _where(asked: Selection) -> tuple[list[str], Params]:
    return conditions(load_contract().tables[asked.table], asked.filters)


def _conditions(where: Sequence[str]) -> list[str]:
    return [
        f"where {condition}" if not place else f"    and {condition}" for place, condition in enumerate(where)
    ]


def _order(asked: Selection) -> str:
    """Return the order of rows; those that are equal stand as they are stored, the same in every answer."""
    return f"{_direction(quoted(asked.sort), asked)}, rowid" if asked.sort else "rowid"


def _direction(column: str, asked: Selection) -> str:
    return f"{column} {'desc' if asked.descending else 'asc'} nulls last"


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(quoted(column) for column in columns)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
