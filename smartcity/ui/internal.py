"""What is internal (the data package says so) is shown to those only who may see it: cells, persons, whole columns."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from smartcity import access
from smartcity.contract import load_contract
from smartcity.ui import deck, writer


def is_seen() -> bool:
    """Return whether internal columns may be shown: to this person, and never on a projector."""
    return not deck.is_on() and access.may(writer.caller(), access.INTERNAL)


def columns(table: str) -> frozenset[str]:
    """Return the columns of a table that are internal."""
    return frozenset(field.name for field in load_contract().tables[table].fields if field.internal)


def cells(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells of a row that this person may see; none of a table that the data package no longer has."""
    if is_seen():
        return dict(values)
    if table not in load_contract().tables:
        return {}
    hidden = columns(table)
    return {name: value for name, value in values.items() if name not in hidden}


def person(batch: Mapping[str, Any]) -> str:
    """Return who made a batch, '' for who may not know; the program itself is no person."""
    who = str(batch["made_by"])
    return who if who == "smartcity" or is_seen() else ""


def rows(table: str, answer: pd.DataFrame) -> pd.DataFrame:
    """Return an answer without the internal columns of a table, where this person may not see them."""
    return answer if is_seen() else answer.drop(columns=list(columns(table)), errors="ignore")
