"""What a briefing is made of, apart from the file that it becomes: cover, sections, pictures, tables, sources."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from altair.utils.schemapi import debug_mode

from smartcity import formats
from smartcity.export import pictures
from smartcity.look import LIGHT, Look
from smartcity.words import _, ngettext

Kind = Literal["text", "count", "number", "score", "share", "date", "flag"]
"""How the values of a column or a chart are written: words, whole numbers, up to two decimals, exactly two, a share."""


@dataclass(frozen=True)
class Question:
    """A query that numbers rest on, with its parameters."""

    name: str
    parameters: tuple[tuple[str, Any], ...]

    @property
    def words(self) -> str:
        """Return the query as a person finds it again: funnel(edition=2022, program=gmsc, region=00)."""
        given = ", ".join(f"{name}={value}" for name, value in self.parameters if value != "")
        return f"{self.name}({given})"


@dataclass(frozen=True)
class Column:
    """A column: its header in words, how its values are written, and its share of the width."""

    title: str
    kind: Kind = "text"
    width: float = 1.0

    @property
    def is_numeric(self) -> bool:
        """Tell whether its values stand at the right."""
        return self.kind in ("count", "number", "score", "share")


@dataclass(frozen=True)
class Table:
    """Rows of plain values; documents show the first `most`, the workbook all of them.

    `heat` is the scale (lowest, highest) by which cells of scores are coloured.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    question: Question
    most: int = 40
    heat: tuple[float, float] | None = None

    @property
    def shown(self) -> list[list[str]]:
        """Return the rows that documents show, written."""
        return [
            [write(value, column.kind) for value, column in zip(row, self.columns, strict=True)]
            for row in self.rows[: self.most]
        ]

    @property
    def cut_note(self) -> str:
        """Say that documents show the first rows only; '' where they show all."""
        if len(self.rows) <= self.most:
            return ""
        text = _("{count} baris pertama dari {total}; semuanya ada dalam lembar kerja (XLSX) paparan ini.")
        return text.format(count=formats.number(self.most), total=formats.number(len(self.rows)))


@dataclass(frozen=True)
class Series:
    """Numbers of one kind, one for each category of the chart; None where none is known."""

    name: str
    values: tuple[float | None, ...]
    colour: str


@dataclass(frozen=True)
class Chart:
    """A chart as slides hold it, editable: categories from top to bottom or from left to right."""

    kind: Literal["bar", "stacked", "line"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    values: Kind = "count"
    highest: float | None = None


@dataclass(frozen=True)
class Picture:
    """A picture, drawn by the function that the screen uses, and what slides hold in its place (None: itself)."""

    draw: Callable[[Look], Any]
    alt: str
    chart: Chart | None = None
    width: int = 800

    @cached_property
    def svg(self) -> str:
        """The picture as SVG on white ground; without Altair's checks, which take half of the time."""
        with debug_mode(False):
            return pictures.draw(self.draw(LIGHT), self.width)


@dataclass(frozen=True)
class Fact:
    """One number with its name and what belongs to it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """One thing told: its finding, what shows it, what it rests on.

    `nothing` says why there is nothing to show; one with a `locator` is the profile of a region.
    """

    key: str
    name: str
    title: str
    subtitle: str
    address: str
    questions: tuple[Question, ...]
    sources: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    picture: Picture | None = None
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    definitions: tuple[str, ...] = ()
    nothing: str = ""
    locator: Picture | None = None


@dataclass(frozen=True)
class Cover:
    """What stands on the first page; empty parts are left out. The logo is a PNG or JPEG picture."""

    title: str
    subtitle: str = ""
    place: str = ""
    date: str = ""
    logo: bytes = b""


@dataclass(frozen=True)
class Stamp:
    """Which data a briefing was made of, and when."""

    version: int
    data_date: str
    published: datetime
    made: datetime
    is_demo: bool

    @property
    def line(self) -> str:
        """Return the line that every page carries."""
        said = _("Data per {date} · versi data {version}, diterbitkan {moment}").format(
            date=self.data_date, version=self.version, moment=formats.moment(self.published)
        )
        return f"{said} · {self.made_words}"

    @property
    def made_words(self) -> str:
        """Say when the briefing was made."""
        return _("dibuat {moment}").format(moment=formats.moment(self.made))


@dataclass(frozen=True)
class Briefing:
    """A whole briefing in one language."""

    cover: Cover
    sections: tuple[Section, ...]
    stamp: Stamp
    language: str
    with_cover: bool = True


def write(value: Any, kind: Kind) -> str:
    """Return one value as people write it in the language in use."""
    if kind == "flag":
        return _("ya") if value else _("tidak")
    writers: dict[Kind, Callable[[Any], str]] = {
        "count": formats.number,
        "number": lambda each: formats.short_number(each, 2),
        "score": formats.score,
        "share": formats.percent,
        "date": formats.date,
    }
    if kind in writers:
        return writers[kind](value)
    return formats.MISSING if formats.is_missing(value) else str(value)


def source_line(titles: tuple[str, ...], named: int = 2) -> str:
    """Return the names of the first sources and how many more there are."""

    distinct = list(dict.fromkeys(title for title in titles if title))
    if not distinct:
        return _("tidak ada sumber tercatat")
    more = len(distinct) - named
    shown = "; ".join(distinct[:named])
    if more <= 0:
        return shown
    rest = ngettext("dan {count} sumber lain", "dan {count} sumber lain", more)
    return f"{shown}; {rest.format(count=formats.number(more))}"
