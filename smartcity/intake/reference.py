"""What the database knows that cells and headers may name: programs, editions, instruments, events, agencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from smartcity.contract import quoted

Row = Mapping[str, str]
TABLES = ("program", "edition", "stage", "framework", "indicator", "grade", "event", "agency")


class Answering(Protocol):
    """What is asked: one version of the database."""

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a statement."""


@dataclass(frozen=True)
class Reference:
    """The rows of the tables that others refer to; every value is a text, a missing one is ''."""

    program: tuple[Row, ...]
    edition: tuple[Row, ...]
    stage: tuple[Row, ...]
    framework: tuple[Row, ...]
    indicator: tuple[Row, ...]
    grade: tuple[Row, ...]
    event: tuple[Row, ...]
    agency: tuple[Row, ...]


COLUMNS = {
    "program": ("program", "name_id", "name_en"),
    "edition": ("program", "edition", "label_id", "label_en"),
    "stage": ("program", "stage", "ordinal", "name_id", "name_en"),
    "framework": ("framework", "program", "name_id", "name_en", "version", "valid_from", "valid_to"),
    "indicator": ("framework", "indicator", "parent", "level", "ordinal", "name_id", "name_en"),
    "grade": ("framework", "grade", "name_id", "name_en"),
    "event": ("event", "title", "starts_on"),
    "agency": ("region_code", "agency", "name"),
}


def read_reference(snapshot: Answering) -> Reference:
    """Return what a version of the database knows."""
    return Reference(**{name: _rows(snapshot, name) for name in TABLES})


def _rows(snapshot: Answering, table: str) -> tuple[Row, ...]:
    columns = COLUMNS[table]
    texts = ", ".join(f"coalesce(cast({quoted(column)} as varchar), '')" for column in columns)
    found = snapshot.rows(f"select {texts} from {quoted(table)} order by all")
    return tuple(dict(zip(columns, row, strict=True)) for row in found)
