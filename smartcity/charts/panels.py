"""An instrument's tree as panels of columns: the uppermost parts and those below them, or what lies below one part."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from smartcity.charts.base import Row, rows_of
from smartcity.formats import percent
from smartcity.words import _, local

COLUMNS = 10
"""So many columns a panel has at most; more would not fit a phone."""

_CODE = re.compile(r"[a-z]\d+")


@dataclass(frozen=True)
class Part:
    """One column: its id, a short code, its name and its weight in words ('' where it has none)."""

    id: str
    code: str
    name: str
    weight: str

    @property
    def line(self) -> str:
        """Return code, name and weight as one line of a key."""
        line = _("{code} {name}").format(code=self.code, name=self.name)
        return _("{part} · bobot {weight}").format(part=line, weight=self.weight) if self.weight else line


@dataclass(frozen=True)
class Panel:
    """Columns that belong together, with what they are called."""

    title: str
    parts: tuple[Part, ...]


def panels(tree: pd.DataFrame, levels: Mapping[str, str], parent: str = "") -> list[Panel]:
    """Return the panels of a tree, or of one of its parts."""
    rows = [row for row in rows_of(tree) if row["indicator"] != "index"]
    if parent:
        first = [row for row in rows if row["parent"] == parent]
        name = next((local(row, "name") for row in rows if row["indicator"] == parent), "")
        below = [panel for row in first for panel in _below(rows, row)]
        # One part that is divided further says nothing that its own parts do not.
        return below if len(first) == 1 and below else _split(first, name) + below
    first = [row for row in rows if row["parent"] in ("", "index")]
    codes = {row["indicator"] for row in first}
    second = [row for row in rows if row["parent"] in codes]
    return _by_level(first, levels) + (_by_level(second, levels) if len(second) <= COLUMNS else [])


def with_parts(tree: pd.DataFrame) -> dict[str, str]:
    """Return the uppermost parts that have parts of their own, by id with their names."""
    rows = rows_of(tree)
    parents = {row["parent"] for row in rows}
    return {
        row["indicator"]: local(row, "name")
        for row in rows
        if row["parent"] in ("", "index") and row["indicator"] != "index" and row["indicator"] in parents
    }


def _by_level(rows: list[Row], levels: Mapping[str, str]) -> list[Panel]:
    return [
        panel
        for level in dict.fromkeys(row["level"] for row in rows)
        for panel in _split([row for row in rows if row["level"] == level], levels.get(level, level))
    ]


def _below(rows: list[Row], parent: Row) -> list[Panel]:
    return _split([row for row in rows if row["parent"] == parent["indicator"]], local(parent, "name"))


def _split(rows: list[Row], title: str) -> list[Panel]:
    """Return a list of parts as one panel, or as several that fit a phone."""
    starts = range(0, len(rows), COLUMNS)
    return [Panel(title, tuple(map(_part, rows[start : start + COLUMNS]))) for start in starts]


def _part(row: Row) -> Part:
    id_ = str(row["indicator"])
    weight = row["weight_percent"]
    return Part(
        id=id_,
        code=id_.upper() if _CODE.fullmatch(id_) else str(row["ordinal"]),
        name=local(row, "name"),
        weight=percent(float(weight) / 100, 2) if weight is not None else "",
    )
