"""The present rows of a table, narrowed to what a template is filled with or what a person looks for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from smartcity.contract import load_contract, quoted
from smartcity.contract_tables import Table

if TYPE_CHECKING:
    import pandas as pd

NATION = "00"

# How rows that do not name their program themselves belong to one.
_THROUGH = {
    "framework": "framework in (select framework from framework where program = $program)",
    "event": "event in (select event from event where program = $program)",
}


class Answering(Protocol):
    """What is asked: one version of the database."""

    def frame(self, sql: str, params: Mapping[str, Any] | None = None) -> "pd.DataFrame":
        """Return the rows of a statement."""


def present_rows(
    snapshot: Answering,
    table: str,
    program: str,
    edition: str,
    region: str,
    *,
    text: str = "",
    limit: int | None = None,
) -> "pd.DataFrame":
    """Return the rows of a table for a program, an edition, and a region with what lies in it, ordered by key.

    '' means all, as '00' does for the region. A table without a program, edition or region is not narrowed by it;
    assessments belong to the program of their framework, sessions and attendance to that of their event. With
    `text` only rows that hold it somewhere, or in the name of their region; at most `limit` rows.
    """
    described = load_contract().tables[table]
    asked = {
        "program": program,
        "edition": edition,
        "region": "" if region == NATION else region,
        "text": text,
    }
    conditions = {name: rule for name, rule in _rules(described).items() if asked[name]}
    where = f" where {' and '.join(conditions.values())}" if conditions else ""
    order = ", ".join(quoted(column) for column in described.key)
    most = "" if limit is None else f" limit {limit}"
    frame = snapshot.frame(
        f"select * from {quoted(table)}{where} order by {order}{most}",
        {name: asked[name] for name in conditions} or None,
    )
    whole = [field.name for field in described.fields if field.type == "integer"]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def _rules(table: Table) -> dict[str, str]:
    """Return the conditions that a table can be narrowed by."""
    columns = ", ".join(quoted(column) for column in table.columns)
    rules = {"text": f"contains(lower(concat_ws(' ', {columns})), lower($text))"}
    if "program" in table.columns:
        rules["program"] = "program = $program"
    elif through := next((column for column in _THROUGH if column in table.key), None):
        rules["program"] = _THROUGH[through]
    if "edition" in table.columns:
        rules["edition"] = "edition = $edition"
    if place := next((key.columns[0] for key in table.foreign_keys if key.table == "region"), None):
        rules["region"] = f"({quoted(place)} = $region or starts_with({quoted(place)}, $region || '.'))"
        named = "select code from region where contains(lower(name), lower($text))"
        rules["text"] = f"({rules['text']} or {quoted(place)} in ({named}))"
    return rules
