"""Rows of a file that an account may not change: of other tables, or that are or would be in other provinces."""

from collections.abc import Iterator

import duckdb

from smartcity import limits
from smartcity.accounts import Account
from smartcity.contract import Table, literal, load_contract, quoted
from smartcity.words import language

CODE = "not_permitted"
Refused = tuple[int, str, str, str, dict[str, str]]
"""A fact, the column that it is about, code and rule of the problem, and what fills its sentence."""


def refused(
    connection: duckdb.DuckDBPyConnection, table: Table, account: Account, region_bit: int
) -> Iterator[Refused]:
    """Give what an account may not change, of a database as `comparing` lays it out.

    `region_bit` is that of the column of the region: where its cell could not be read nothing is said of it.
    """
    first = table.key[0]
    if account.tables and table.name not in account.tables:
        titles = [load_contract().tables[name].title(language()) for name in account.tables]
        yield from _refuse(connection, "true", first, "outside_tables", {"tables": ", ".join(titles)})
    if not account.provinces:
        return
    said = {"provinces": _names(connection, account)}
    column = table.region_column
    if not column:
        yield from _refuse(connection, "true", first, "without_province", said)
        return
    now, then = (limits.is_outside(f"{side}.{quoted(column)}", account.provinces) for side in "ft")
    outside = f"(f.refused & {region_bit} = 0 and {now}) or (not f.is_new and {then})"
    yield from _refuse(connection, outside, column, "outside_provinces", said)


def _names(connection: duckdb.DuckDBPyConnection, account: Account) -> str:
    codes = ", ".join(map(literal, account.provinces))
    found = connection.execute(f"select name from region where code in ({codes}) order by code").fetchall()
    return ", ".join(name for (name,) in found)


def _refuse(
    connection: duckdb.DuckDBPyConnection, condition: str, column: str, rule: str, said: dict[str, str]
) -> list[Refused]:
    found = connection.execute(
        "select f.fact from final as f left join there as t on t.of_fact = f.fact"
        f" where {condition} order by f.fact"
    ).fetchall()
    return [(fact, column, CODE, rule, said) for (fact,) in found]
