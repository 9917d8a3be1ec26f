"""Cells of any table in words: names for ids, numbers and dates as people write them; filters in words."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from smartcity import formats
from smartcity.contract import Field, Table, load_contract
from smartcity.queries import explore
from smartcity.queries.explore import Selection
from smartcity.queries.explore_filters import Filter, kind
from smartcity.ui import data, filters, history_words, tables
from smartcity.ui.address import View
from smartcity.ui.explore import own_filters, program_column, region_column, table_of
from smartcity.words import N_, _, language, local

Row = Mapping[str, Any]
# Tables whose rows are few and have names: what refers to them is shown by name.
SMALL = ("program", "edition", "stage", "framework", "indicator")
# Filters in words, by their test.
WORDS = {
    "is": N_("{column}: {values}"),
    "has": N_("{column} memuat “{values}”"),
    "from": N_("{column} mulai {values}"),
    "to": N_("{column} sampai {values}"),
    "least": N_("{column} paling sedikit {values}"),
    "most": N_("{column} paling banyak {values}"),
    "empty": N_("{column} kosong"),
    "filled": N_("{column} terisi"),
}
# Columns whose values are years, not amounts.
FIRST_YEAR = 1900


def shown(table: Table, rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return rows as texts that people read, one column for each."""
    records = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    names = _looked_up(table, records)
    texts = {column: [_cell(table, column, row, names) for row in records] for column in columns}
    return pd.DataFrame(texts, columns=list(columns), dtype="str")


def needed(table: Table, columns: Sequence[str]) -> list[str]:
    """Return the columns to ask for: those that are shown, the key, and what names of the shown ones depend on."""
    more = [name for name in ("program", "framework", "region_code") if name in table.columns]
    return list(dict.fromkeys([*columns, *table.key, *more]))


def cell(table: Table, column: str, row: Row) -> str:
    """Return one cell in words; `row` holds the rest of its row."""
    return _cell(table, column, row, _looked_up(table, [row]))


def _cell(table: Table, column: str, row: Row, looked_up: Mapping[tuple[str, ...], str]) -> str:
    value = row[column]
    if formats.is_missing(value):
        return formats.MISSING
    field = table.field(column)
    if kind(table, column) == "region":
        name = history_words.region_names().get(str(value), "")
        return f"{value} {name}".strip()
    found = looked_up.get((column, *_pair(row, column)))
    return found or _named(table, column, row) or plain_value(field, value)


def plain_value(field: Field, value: Any) -> str:
    """Return a value in words without the help of its row: the title of an allowed one, a number, a date."""
    if field.type == "boolean":
        return _("ya") if value in (True, "true") else _("tidak")
    if field.type in ("integer", "number"):
        is_year = field.minimum is not None and field.minimum >= FIRST_YEAR
        return str(int(value)) if is_year else formats.short_number(value, 15)
    if field.type == "datetime":
        return formats.moment(value)
    if field.reduced_date:
        return formats.date(value)
    if field.name == "table_name":
        return tables.table_names().get(str(value), str(value))
    return field.value_title(str(value), language())


def _named(table: Table, column: str, row: Row) -> str:
    """Return the name of what a cell refers to, '' where it is not known or refers to nothing."""
    if column == "edition":
        program = row.get("program") or _program_of(str(row.get("framework") or ""))
        return _names("edition").get((str(program or ""), str(row[column])), "")
    for key in table.foreign_keys:
        if key.columns[-1] == column and key.table in SMALL and table.name != key.table:
            return _names(key.table).get(tuple(str(row.get(name) or "") for name in key.columns), "")
    return ""


def _names(table: str) -> Mapping[tuple[str, ...], str]:
    """Return the name of every row of a small table by its key."""

    def make() -> Mapping[tuple[str, ...], str]:
        key = load_contract().tables[table].key
        stem = "label" if table == "edition" else "name"
        return {tuple(str(row[name]) for name in key): local(row, stem) for row in _rows(table)}

    return data.made(("names", table), make)


def _program_of(framework: str) -> str:
    """Return the program of an instrument, '' for none."""

    def make() -> Mapping[str, str]:
        return {str(row["framework"]): str(row["program"] or "") for row in _rows("framework")}

    return data.made("programs of instruments", make).get(framework, "")


def _rows(table: str) -> list[Row]:
    wanted = explore.statement(Selection(table, load_contract().tables[table].columns))
    with data.store().read(data.version()) as snapshot:
        frame = snapshot.frame(wanted.sql)
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _looked_up(table: Table, records: Sequence[Row]) -> Mapping[tuple[str, ...], str]:
    """Return the names of agencies and events that rows speak of, by column, region and id."""
    found: dict[tuple[str, ...], str] = {}
    if "agency" in table.columns and table.name != "agency":
        pairs = {_pair(row, "agency") for row in records if not formats.is_missing(row.get("agency"))}
        ids = json.dumps(sorted(pairs), ensure_ascii=False)
        answer = data.ask("agencies_named", ids=ids)
        keys = zip(answer["region_code"].astype(str), answer["agency"].astype(str), strict=True)
        found |= {("agency", *key): name for key, name in zip(keys, answer["name"], strict=True)}
    if "event" in table.columns and table.name != "event":
        events = sorted({str(row["event"]) for row in records})
        answer = data.ask("named_rows", table_name="event", ids=json.dumps(events, ensure_ascii=False))
        titles = dict(zip(answer["id"], answer["text"], strict=True))
        known = [_pair(row, "event") for row in records if str(row["event"]) in titles]
        found |= {("event", *pair): str(titles[pair[1]]) for pair in known}
    return found


def _pair(row: Row, column: str) -> tuple[str, str]:
    """Return the region and the id that a name is looked up by."""
    region = row.get("region_code")
    return "" if formats.is_missing(region) else str(region), str(row[column])


def filter_words(table: Table, one: Filter) -> str:
    """Return a filter in words."""
    field = table.field(one.column)
    words = one.values if one.test == "has" else [value_words(table, field, value) for value in one.values]
    of_number = {"from": "least", "to": "most"} if kind(table, field.name) == "number" else {}
    return _(WORDS[of_number.get(one.test, one.test)]).format(
        column=field.title(language()), values=", ".join(words)
    )


def value_words(table: Table, field: Field, value: str) -> str:
    """Return a value of a filter in words; one that only the rest of its row could name stays as it is."""
    of = kind(table, field.name)
    if of == "region":
        return f"{value} {history_words.region_names().get(value, '')}".strip()
    if of == "number":
        return formats.short_number(float(value), 15)
    if of in ("moment", "date"):
        return formats.date(value)
    if field.name in ("program", "framework"):
        return _names(field.name).get((value,), value)
    return plain_value(field, value)


def described(view: View) -> str:
    """Return what a table is narrowed to, in words: by the bar, and by its own filters."""
    table = table_of(view)
    own = [filter_words(table, one) for one in own_filters(view)]
    return " · ".join(part for part in (*_by_bar(view, table), *own) if part)


def _by_bar(view: View, table: Table) -> list[str]:
    parts = []
    if view.program and program_column(table):
        parts.append(filters.programs(with_stages=False).get(view.program, view.program))
        if view.edition and "edition" in table.columns:
            parts.append(filters.editions(view.program).get(view.edition, view.edition))
    return [*parts, filters.region_name(view.region)] if region_column(table) else parts
