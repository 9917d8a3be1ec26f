"""Words for batches, keys of rows and cells of a change: names for ids, numbers as people write them."""

import json
from collections.abc import Mapping
from typing import Any

from smartcity import formats
from smartcity.contract import Table, load_contract
from smartcity.intake.examining import reference_of
from smartcity.intake.reference import Reference, Row
from smartcity.ui import data, filters, tables
from smartcity.ui.address import NATION
from smartcity.words import _, language, local

REGIONS = ("region_code", "scope_code", "parent_code")


def name(batch: Mapping[str, Any]) -> str:
    """Return what a batch is called: its kind and its number."""
    kind = tables.value_names("batch", "kind").get(str(batch["kind"]), str(batch["kind"]))
    return f"{kind} {batch['batch']}"


def why(batch: Mapping[str, Any]) -> str:
    """Return why a batch was made, '' where nobody said; a release tells it by its kind."""
    is_said = batch["kind"] != "release" and not formats.is_missing(batch["reason"])
    return str(batch["reason"]) if is_said else ""


def counts(batch: Mapping[str, Any]) -> str:
    """Return how many rows a batch added, changed and removed."""
    return _("{added} baris baru, {changed} diubah, {removed} dihapus").format(
        added=formats.number(batch["added"]),
        changed=formats.number(batch["changed"]),
        removed=formats.number(batch["removed"]),
    )


def table_name(table: str) -> str:
    """Return what a table is called; one that is no longer there by its id."""
    return tables.table_names().get(table, table)


def header(table: str, column: str) -> str:
    """Return what a column is called, also where its table is no longer there."""
    return tables.header(column, table if table in load_contract().tables else "")


def key_values(table: str, key: str) -> dict[str, Any]:
    """Return the columns of a row's key, which the log holds as JSON; one of an older shape is numbered."""
    values = json.loads(key)
    known = load_contract().tables.get(table)
    columns = (
        known.key if known and len(known.key) == len(values) else [str(place) for place in range(len(values))]
    )
    return dict(zip(columns, values, strict=True))


def key_words(table: str, key: str) -> str:
    """Return a row's key in words."""
    values = key_values(table, key)
    return " · ".join(word(table, column, value, values) for column, value in values.items() if value != "")


def word(table: str, column: str, value: Any, beside: Mapping[str, Any]) -> str:
    """Return a cell as people read it; `beside` holds the rest of its row, which says what an id belongs to."""
    if formats.is_missing(value):
        return formats.MISSING
    known = load_contract().tables.get(table)
    if known is None or column not in known.columns:
        return str(value)
    found = names(known, column, beside).get(str(value))
    if found:
        return found
    kind = known.field(column).type
    if kind in ("integer", "number"):
        return formats.short_number(value, 15)
    if kind == "datetime":
        return formats.moment(value)
    return formats.date(value) if known.field(column).reduced_date else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    return str(value)


def names(table: Table, column: str, beside: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of the ids that a column may hold, given the rest of its row; none for a free text."""
    if column == table.name:
        return {}
    if column in REGIONS:
        return region_names()
    rows = _rows(reference(), column, beside)
    if rows:
        return {row[column]: _name(row, column) for row in rows}
    field = table.field(column)
    return field.value_titles(language())


def _name(row: Row, column: str) -> str:
    stem = "label" if column == "edition" else "name"
    return local(row, stem) or row.get("title", "") or row.get("name", "") or row[column]


def _rows(known: Reference, column: str, beside: Mapping[str, Any]) -> list[Row]:
    """Return the rows that a column may refer to: all programs, but the stages of the row's program only."""
    if column == "agency":
        return [row for row in known.agency if row["region_code"] == beside.get("region_code")]
    if column in ("program", "framework", "event"):
        return list(getattr(known, column))
    if column == "indicator":
        found = [row for row in known.indicator if row["framework"] == beside.get("framework")]
        return sorted(found, key=lambda row: int(row["ordinal"]))
    if column not in ("edition", "stage"):
        return []
    program = beside.get("program") or program_of(str(beside.get("framework") or ""))
    found = [row for row in getattr(known, column) if row["program"] == program]
    # Stages in their order, editions latest first.
    return sorted(found, key=lambda row: int(row["ordinal"])) if column == "stage" else found[::-1]


def program_of(framework: str) -> str:
    """Return the program of an instrument, '' where there is none."""
    return next((row["program"] for row in reference().framework if row["framework"] == framework), "")


def reference() -> Reference:
    """Return the rows that others refer to, of this run's version."""

    def make() -> Reference:
        with data.store().read(data.version()) as snapshot:
            return reference_of(snapshot)

    return data.made("reference", make)


def region_names() -> dict[str, str]:
    """Return the name of every region by code."""

    def make() -> dict[str, str]:
        frame = data.ask("regions_listed")
        return {
            NATION: filters.region_name(NATION),
            **dict(zip(frame["region_code"], frame["name"], strict=True)),
        }

    return data.made("all region names", make)
