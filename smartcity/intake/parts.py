"""Which columns of a file make a fact together, and where their texts come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.contract import Field, Table
from smartcity.intake.cells import Cells, cells_of
from smartcity.intake.choices import Choices
from smartcity.intake.mapping import Plan
from smartcity.intake.places import Places
from smartcity.intake.reference import Reference
from smartcity.intake.sheet import LINE, Sheet, cell_column
from smartcity.intake.terms import Terms
from smartcity.intake.values import Parsed, read_column
from smartcity.regions import Matcher
from smartcity.words import language


@dataclass(frozen=True)
class Part:
    """The columns of the file that together make one fact for each row.

    In a wide file `own` are the columns that no other part has, and `sets` is what their headers say.
    """

    places: Mapping[str, int]
    own: tuple[str, ...] = ()
    sets: Mapping[str, str] = field(default_factory=dict)


def parts_of(plan: Plan) -> tuple[Part, ...]:
    """Return what makes a fact: all columns, or those that each group of wide columns shares and its own."""
    shared: dict[str, int] = {}
    groups: dict[tuple[tuple[str, str], ...], dict[str, int]] = {}
    for column in plan.columns:
        if column.target.sets:
            groups.setdefault(column.target.sets, {})[column.target.field] = column.place
        elif column.target.field:
            shared[column.target.field] = column.place
    if not groups:
        return (Part(shared),)
    return tuple(Part(shared | own, tuple(own), dict(sets)) for sets, own in groups.items())


class Source:
    """The cells of one sheet, and what is needed to understand them."""

    def __init__(
        self, sheet: Sheet, plan: Plan, table: Table, reference: Reference, matcher: Matcher, choices: Choices
    ) -> None:
        self.table = table
        self.constants = plan.constants
        self.terms = Terms(reference)
        self.places = Places(matcher, choices.regions)
        self.programs = {row["framework"]: row["program"] for row in reference.framework}
        self.lines: npt.NDArray[np.int64] = sheet.rows[LINE].to_numpy()
        self.questions: dict[int, str] = {}
        self._sheet = sheet
        self._choices = choices
        self._cells: dict[int, Cells] = {}

    def cells(self, place: int) -> Cells:
        """Return a column's texts, with what a person put instead."""
        if place not in self._cells:
            self._cells[place] = cells_of(_corrected(self._sheet, place, self._choices))
        return self._cells[place]

    def header(self, name: str, place: int) -> str:
        """Return what a column is called in the file; a constant goes by the column's title."""
        return self._sheet.headers[place] if place >= 0 else self.table.field(name).title(language())

    def parse(self, described: Field, texts: Sequence[str], place: int) -> list[Parsed]:
        """Read the texts of a column that mean what they say: text, number, date, allowed value."""
        found = read_column(
            described,
            self.table.name,
            texts,
            decimal=self._choices.decimals.get(place),
            month_first=place in self._choices.month_first,
            numbers=self._sheet.numbers.get(place, frozenset()),
        )
        if found.question and place >= 0:
            self.questions[place] = found.question
        return [found.parsed[text] for text in texts]


def _corrected(sheet: Sheet, place: int, choices: Choices) -> pa.ChunkedArray:
    column = sheet.rows[cell_column(place)]
    changed = {line: text for (line, at), text in choices.cells.items() if at == place}
    if not changed:
        return column
    pairs = zip(sheet.rows[LINE].to_pylist(), column.to_pylist(), strict=True)
    return pa.chunked_array([[changed.get(line, text) for line, text in pairs]], pa.string())
