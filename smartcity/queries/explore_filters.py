"""Conditions that a person puts on the columns of any one table: what can be asked, and its SQL.

Names come from the contract only and are quoted; values are always bound, never written into the text.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smartcity.contract import Table, quoted
from smartcity.queries import QueryError
from smartcity.words import _

Params = dict[str, Any]

MOST_FILTERS, MOST_VALUES, LONGEST_VALUE = 12, 60, 200
REGIONS = ("region_code", "scope_code", "parent_code", "code")
"""Columns that hold a region's code."""

# From a year alone to a minute, as the contract's reduced dates are written.
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CODE = re.compile(r"\d{2}(\.\d{2})?")


@dataclass(frozen=True)
class Filter:
    """One condition on a column.

    Tests: `has` a text, `is` one of some values, `from` and `to` a bound, `in` a region with all that lies in it, `of`
    the instruments or events of a program, `empty`, `filled`.
    """

    column: str
    test: str
    values: tuple[str, ...] = ()


def kind(table: Table, name: str) -> str:
    """Return what a column holds: region, choice, number, boolean, moment, date or text."""
    field = table.field(name)
    if name in REGIONS:
        return "region"
    if field.enum:
        return "choice"
    if field.type in ("integer", "number"):
        return "number"
    if field.type == "datetime":
        return "moment"
    if field.type == "boolean":
        return "boolean"
    return "date" if field.reduced_date else "text"


TESTS: Mapping[str, tuple[str, ...]] = {
    "region": ("is", "in", "empty", "filled"),
    "choice": ("is", "empty", "filled"),
    "number": ("from", "to", "empty", "filled"),
    "boolean": ("is", "empty", "filled"),
    "moment": ("from", "to", "empty", "filled"),
    "date": ("from", "to", "empty", "filled"),
    "text": ("has", "is", "of", "empty", "filled"),
}
"""The tests that each kind of column knows."""

OF_PROGRAM = ("framework", "event")
"""Columns by which the rows of a table belong to a program; the tables behind them are called the same."""


def fits(table: Table, one: Filter) -> bool:
    """Return whether a filter can be asked: its column is there, knows the test, and its values are of its kind."""
    if one.column not in table.columns or one.test not in TESTS[kind(table, one.column)]:
        return False
    if any(len(value) > LONGEST_VALUE or "\x00" in value for value in one.values):
        return False
    if one.test in ("empty", "filled"):
        return not one.values
    if one.test == "of" and one.column not in OF_PROGRAM:
        return False
    if one.test == "is":
        known = ("true", "false") if kind(table, one.column) == "boolean" else ()
        return 0 < len(one.values) <= MOST_VALUES and (not known or set(one.values) <= set(known))
    return len(one.values) == 1 and _is_bound(kind(table, one.column), one.test, one.values[0])


def _is_bound(of: str, test: str, value: str) -> bool:
    """Return whether one value fits its test."""
    if test in ("has", "of"):
        return bool(value)
    if test == "in":
        return bool(_CODE.fullmatch(value))
    return _is_number(value) if of == "number" else bool(_DATE.fullmatch(value))


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def conditions(table: Table, filters: Sequence[Filter]) -> tuple[list[str], Params]:
    """Return the SQL of filters and the values bound to it. Raises QueryError for one that cannot be asked."""
    found, params = [], Params()
    for place, one in enumerate(filters):
        if not fits(table, one):
            raise QueryError(_("Saringan {column} tidak dapat dipakai.").format(column=one.column))
        condition, bound = _condition(table, one, f"filter_{place}")
        found.append(condition)
        params |= bound
    return found, params


def _condition(table: Table, one: Filter, name: str) -> tuple[str, Params]:
    """Return the SQL of one filter and its values, whose names begin with `name`."""
    column, of = quoted(one.column), kind(table, one.column)
    text = column if of != "moment" else f"strftime({column} + interval {_WIB} hour, '%Y-%m-%dT%H:%M')"
    if one.test in ("empty", "filled"):
        empty = f"coalesce(cast({column} as varchar), '') = ''"
        return (empty if one.test == "empty" else f"not ({empty})"), {}
    if one.test == "is":
        bound: Params = {f"{name}_{place}": value for place, value in enumerate(one.values)}
        written = column if table.field(one.column).type == "string" else f"cast({column} as varchar)"
        return f"{written} in ({', '.join(f'${each}' for each in bound)})", bound
    value = one.values[0]
    if of == "number":
        sign = ">=" if one.test == "from" else "<="
        return f"{column} {sign} cast(${name} as double)", {name: float(value)}
    condition = _TEXT_TESTS[one.test].format(column=text, value=f"${name}", table=column)
    return condition, {name: value}


# A date that is known by its year only lies between any two days of that year.
_TEXT_TESTS = {
    "has": "contains(lower({column}), lower({value}))",
    "in": "({column} = {value} or starts_with({column}, {value} || '.') or ({value} = '00' and {column} <> ''))",
    "of": "{column} in (select {column} from {table} where program = {value})",
    "from": "({column} <> '' and ({column} >= {value} or starts_with({value}, {column})))",
    "to": "({column} <> '' and left({column}, length({value})) <= {value})",
}
# Moments are shown in WIB and asked for in it.
_WIB = 7
