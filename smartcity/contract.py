"""The data contract: what every table holds, read from `data/datapackage.json`.

The package is the only place where columns are listed. Table definitions, checks, upload templates and the
data dictionary are made from it. Keys and references are checked by SQL over a whole version and are not part
of the table definitions, because they would slow down every load and refuse harmless changes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from smartcity.contract_checks import Check, table_checks
from smartcity.contract_tables import Field, ForeignKey, Table, Value, literal, quoted, read_table
from smartcity.settings import DATA

__all__ = [
    "Check",
    "Contract",
    "Field",
    "ForeignKey",
    "Table",
    "Value",
    "literal",
    "load_contract",
    "quoted",
    "read_contract",
]

PACKAGE = DATA / "datapackage.json"


@dataclass(frozen=True)
class Contract:
    """All tables, by name."""

    tables: Mapping[str, Table]

    def ddl(self) -> list[str]:
        """Return the statements that create all tables."""
        return [table.ddl() for table in self.tables.values()]

    def checks(self) -> list[Check]:
        """Return the checks of every table, over whole tables; all of them are errors."""
        return [check for table in self.tables.values() for check in table_checks(table, self.tables)]

    def template(self, table: str, lang: str) -> bytes:
        """Return an empty CSV file with headings, as a spreadsheet with Indonesian settings opens it."""
        headings = [field.title(lang) for field in self.tables[table].fields]
        return (";".join(headings) + "\r\n").encode("utf-8-sig")

    def dictionary(self, lang: str) -> pd.DataFrame:
        """Return the data dictionary: a row per column of every table."""
        rows = [
            _dictionary_row(table, field, lang) for table in self.tables.values() for field in table.fields
        ]
        return pd.DataFrame(rows)


@lru_cache(maxsize=1)
def load_contract() -> Contract:
    """Read the contract of this checkout, once."""
    return read_contract(json.loads(PACKAGE.read_text(encoding="utf-8")))


def read_contract(package: Mapping[str, Any]) -> Contract:
    """Make a contract from the content of a data package."""
    return Contract({resource["name"]: read_table(resource) for resource in package["resources"]})


def _dictionary_row(table: Table, field: Field, lang: str) -> dict[str, object]:
    references = [key for key in table.foreign_keys if field.name in key.columns]
    return {
        "table": table.name,
        "table_title": table.title(lang),
        "column": field.name,
        "title": field.title(lang),
        "description": field.description(lang),
        "type": field.type,
        "key": field.name in table.key,
        "required": field.required,
        "upload_required": field.upload_required,
        "internal": field.internal,
        "values": "; ".join(f"{value} = {field.value_title(value, lang)}" for value in field.values),
        "range": field.range_text,
        "references": "; ".join(dict.fromkeys(key.table for key in references)),
        "example": field.examples["en" if lang == "en" else "id"],
        "synonyms": "; ".join(field.synonyms),
    }
