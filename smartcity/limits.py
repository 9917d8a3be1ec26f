"""What an account with limits may touch: rows of its tables in its provinces, as they were and as they would be."""

from collections.abc import Sequence

from smartcity import contract
from smartcity.accounts import Account
from smartcity.contract import Table, literal, quoted
from smartcity.draft import Draft
from smartcity.errors import SmartcityError
from smartcity.words import _


class Outside(SmartcityError):  # noqa: N818 (said by the person as a state, not as an error)
    """A change touches rows that the account may not change; nothing was written."""

    def __init__(self, account: Account, count: int) -> None:
        text = _("{count} baris berada di luar batas akun {name}; tidak ada yang diterbitkan.")
        super().__init__(text.format(count=count, name=account.name))


def is_outside(region: str, provinces: Sequence[str]) -> str:
    """Return the SQL condition that a region is not in some provinces; the nation and no region are in none."""
    return f"coalesce(left({region}, 2), '') not in ({', '.join(map(literal, provinces))})"


def must_hold(draft: Draft, account: Account) -> None:
    """Raise Outside where a draft touched a row that an account may not change, before or after."""
    touched = draft.connection.execute(
        "select table_name, count(*) from change where batch = $batch group by all", {"batch": draft.batch}
    ).fetchall()
    count = sum(
        number
        if _is_closed(name, account)
        else _outside(draft, contract.load_contract().tables[name], account)
        for name, number in touched
    )
    if count:
        raise Outside(account, count)


def _is_closed(name: str, account: Account) -> bool:
    table = contract.load_contract().tables[name]
    is_other = bool(account.tables) and name not in account.tables
    return is_other or (bool(account.provinces) and not table.region_column)


def _outside(draft: Draft, table: Table, account: Account) -> int:
    """Return how many rows of a table lie outside; of an added row only the key is in the log."""
    if not account.provinces:
        return 0
    column = table.region_column
    before, after = (f"json_extract_string(c.{side}, '$.{column}')" for side in ("before", "after"))
    now = f"t.{quoted(column)}"
    there = f"c.before is not null and {is_outside(before, account.provinces)}"
    then = f"c.after is not null and {is_outside(after, account.provinces)}"
    added = f"c.before is null and {is_outside(now, account.provinces)}"
    found = draft.connection.execute(
        f"select count(*) from change as c left join {quoted(table.name)} as t on {table.row_key_sql('t')} = c.row_key"
        f" where c.batch = $batch and c.table_name = $name and (({there}) or ({then}) or ({added}))",
        {"batch": draft.batch, "name": table.name},
    ).fetchall()
    return int(found[0][0])
