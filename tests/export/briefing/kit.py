"""Versions of the data to make briefings of, and how their files are read back."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pypdf
from pptx import Presentation

from smartcity.export.briefing import making
from smartcity.export.briefing.model import Briefing
from smartcity.export.briefing.reading import Reader
from tests.queries.database import Database
from tests.samples import HOSTILE

MADE = datetime(2026, 11, 22, 1, 12, tzinfo=UTC)
NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
ROOT = "https://dasbor.contoh.go.id/"


class Version:
    """A database in memory as a version of the store."""

    def __init__(self, database: Database, *, demo: bool = False) -> None:
        self.database = database
        self.version = 7
        self.made_at = MADE
        self.is_demo = demo

    def frame(self, sql: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return the rows of a statement."""
        return self.database.frame(sql, params)


def reader(database: Database, *, demo: bool = False) -> Reader:
    """Return a reader at a fixed moment."""
    return Reader(Version(database, demo=demo), root=ROOT, now=NOW)


def whole(database: Database, region: str = "00", *, demo: bool = False, profiles: Any = ()) -> Briefing:
    """Return the briefing with all its parts."""
    read = reader(database, demo=demo)
    return making.briefing(read, making.usual_scope(read, region), profiles=profiles)


def hostile() -> Database:
    """Return the bundled data with every name replaced by one that would break a careless file."""
    database = Database().load()
    names = ", ".join(f"${place}" for place in range(1, len(HOSTILE) + 3))
    given = [*HOSTILE, "#let x = $1 *tebal* _miring_ [a](b) @rujukan // catatan", "W" * 60]
    picked = f"list_extract([{names}], 1 + cast(hash({{key}}) % {len(given)} as integer))"
    for table, column, key in (
        ("region", "name", "code"),
        ("pilot", "title", "pilot"),
        ("participation", "source_title", "region_code"),
        ("event", "title", "event"),
        ("award", "title", "award"),
        ("program", "name_id", "program"),
        ("stage", "name_id", "stage"),
    ):
        change = f"update {table} set {column} = {picked.format(key=key)}"
        if column == "name":
            change += " where level <> 'nasional'"
        database.connection.execute(change, given)
    return database


def pages(pdf: bytes) -> list[str]:
    """Return the words of every page of a PDF, each blank as one."""
    read = pypdf.PdfReader(io.BytesIO(pdf))
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in read.pages]


def slides(content: bytes) -> list[Any]:
    """Return the slides of a file."""
    return list(Presentation(io.BytesIO(content)).slides)


def words(slide: Any) -> str:
    """Return all words on a slide, tables included."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def charts(content: bytes) -> list[Any]:
    """Return the native charts of a file."""
    return [shape.chart for slide in slides(content) for shape in slide.shapes if shape.has_chart]


def tables(content: bytes) -> list[list[list[str]]]:
    """Return the rows of the native tables of a file."""
    return [
        [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
        for slide in slides(content)
        for shape in slide.shapes
        if shape.has_table
    ]
