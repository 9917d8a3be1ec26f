"""What a briefing asks of one version of the data: answers, names and links, each asked once."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import urlencode

import pandas as pd

from smartcity import formats, queries, words
from smartcity.contract import load_contract
from smartcity.export.briefing.model import Column, Question, Stamp, Table
from smartcity.words import _

NATION = "00"


class Version(Protocol):
    """One unchanging version of the data."""

    version: int

    def frame(self, sql: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return the rows of a statement."""

    @property
    def made_at(self) -> datetime:
        """Return when it was published."""

    @property
    def is_demo(self) -> bool:
        """Return whether it was generated for demonstration."""


@dataclass(frozen=True)
class Scope:
    """What a briefing is about: a program's edition and a region; ids of the database.

    `framework` and `assessed` are the instrument of its assessments and the period; '' for those best known.
    `measure` is what its map shows, as the address of Peta holds it.
    """

    program: str = ""
    edition: str = ""
    region: str = NATION
    framework: str = ""
    assessed: str = ""
    measure: str = "stage"

    @property
    def province(self) -> str:
        """Return the province's code, '' for the nation."""
        return "" if self.region == NATION else self.region.split(".")[0]

    @property
    def wide(self) -> str:
        """Return the region whose regions are compared: the nation or the province."""
        return self.province or NATION


class Reader:
    """Asks one version of the data and remembers the answers while one briefing is made."""

    def __init__(self, version: Version, *, root: str = "", now: datetime | None = None) -> None:
        self._version = version
        self._root = root
        self._answers: dict[Question, pd.DataFrame] = {}
        self.now = now or datetime.now(UTC)

    @property
    def today(self) -> str:
        """Return today's date in Jakarta, ISO."""
        return self.now.astimezone(formats.WIB).date().isoformat()

    def ask(self, question: Question) -> pd.DataFrame:
        """Return an answer; it is shared, so never change it in place."""
        if question not in self._answers:
            self._answers[question] = queries.run(self._version, question.name, **dict(question.parameters))
        return self._answers[question]

    def answer(self, name: str, **parameters: Any) -> pd.DataFrame:
        """Return the answer to a question by its name."""
        return self.ask(question(name, **parameters))

    def stamp(self) -> Stamp:
        """Return which data these are, and when the briefing is made."""
        newest = max(self.answer("data_age")["newest"].dropna(), default=None)
        version = self._version
        return Stamp(version.version, formats.date(newest), version.made_at, self.now, version.is_demo)

    def link(self, page: str, **parameters: str) -> str:
        """Return the address of a view, with the names that the pages use; empty parameters are left out."""
        given = {name: value for name, value in parameters.items() if value and value != NATION}
        return f"{self._root}{page}?{urlencode({**given, 'lang': words.language()})}"

    def region_name(self, code: str) -> str:
        """Return a region's name; the nation is called by what it covers."""
        if code == NATION:
            return _("Seluruh Indonesia")
        found = self.answer("region", code=code)
        return str(found["name"].iloc[0]) if len(found) else code

    def place_name(self, code: str) -> str:
        """Return a region's name as it stands in a sentence."""
        return _("Indonesia") if code == NATION else self.region_name(code)

    def programs(self) -> dict[str, str]:
        """Return the names of all programs by id."""
        return named(self.answer("programs"), "program")

    def editions(self, program: str) -> dict[str, str]:
        """Return the names of a program's editions by id."""
        return named(self.answer("editions", program=program), "edition", "label")

    def described(self, scope: Scope) -> str:
        """Return program, edition and region in words."""
        program = self.programs().get(scope.program, scope.program)
        edition = self.editions(scope.program).get(scope.edition, scope.edition)
        return " · ".join(part for part in (program, edition, self.region_name(scope.region)) if part)


def question(name: str, **parameters: Any) -> Question:
    """Return a question of `smartcity/queries/` with its parameters."""
    return Question(name, tuple(sorted(parameters.items())))


def named(frame: pd.DataFrame, key: str, stem: str = "name") -> dict[str, str]:
    """Return the name of each id of a table, in the language in use."""
    return {str(row[key]): words.local(row, stem) for row in records(frame)}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as dictionaries in which everything missing is None."""
    return [{str(name): plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def plain(value: Any) -> Any:
    """Return a value as Python knows it; None where it is missing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.item() if hasattr(value, "item") else value


def titles(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the titles of the sources of rows, each once."""
    return tuple(dict.fromkeys(str(title) for title in frame["source_title"].dropna() if str(title)))


def value_names(table: str, column: str) -> dict[str, str]:
    """Return the words for the allowed values of a column, as the contract names them."""
    field = load_contract().tables[table].field(column)
    return field.value_titles(words.language())


def header(table: str, column: str) -> str:
    """Return a column's header, as the contract names it."""
    return load_contract().tables[table].field(column).title(words.language())


def table(
    title: str,
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    asked: Question,
    *,
    values: Mapping[str, Mapping[str, str]] | None = None,
    most: int = 40,
) -> Table:
    """Return rows of a query as a table; `values` gives the words for the ids of a column."""
    known = values or {}
    rows = [
        tuple(
            known.get(name, {}).get(row[name], row[name]) if name in known else row[name] for name in columns
        )
        for row in records(frame)
    ]
    return Table(title, tuple(columns.values()), tuple(rows), asked, most=most)
