"""One part of a file read: each of its columns, what others depend on first."""

import json
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.contract import Field
from smartcity.intake import deadline
from smartcity.intake.cells import Cells, Mask, Read, same_everywhere, together
from smartcity.intake.choices import PROVINCE, REGION_LEVEL, REGION_NAME
from smartcity.intake.parts import Part, Source
from smartcity.intake.problem_rows import problem_rows
from smartcity.intake.sheet import LINE
from smartcity.intake.values import Parsed

REGION_FIELDS = ("region_code", "scope_code")
TICKS = frozenset(
    ("v", "x", "y", "√", "✓", "✔", "☑", "1", "ya", "yes", "ada", "sudah", "hadir", "ikut", "true")
)
CROSSES = frozenset(
    ("", "-", "–", "—", "0", "✗", "✘", "☐", "t", "n", "tidak", "no", "belum", "absen", "false")
)
"""How people say in the column of a stage that a region reached it, or did not."""

Reads: TypeAlias = dict[str, Read]
Reading: TypeAlias = Callable[[Reads], Read | None]
Beside: TypeAlias = Callable[[Reads], Cells | None]


class PartReader:
    """Reads one part: which rows of the file it has, and their columns."""

    def __init__(self, source: Source, number: int, part: Part) -> None:
        self._source = source
        self._number = number
        self._part = part
        self._rows = np.flatnonzero(self._present()) if part.own else np.arange(len(source.lines))
        self._lines = source.lines[self._rows]
        self._reads: Reads = {}
        for name, read in self._readings():
            deadline.check()
            if (found := read(self._reads)) is not None:
                self._reads[name] = found

    def _present(self) -> Mask:
        """Return which rows say anything in the columns of this part's own."""
        says = _marks_stage if "stage" in self._part.sets else bool
        found: Mask = np.zeros(len(self._source.lines), bool)
        for name in self._part.own:
            found |= self._source.cells(self._part.places[name]).where(says)
        return found

    def _cells(self, name: str) -> Cells | None:
        """Return the texts for a column: of the file, of a wide header, or the same for all rows."""
        if name in self._part.places:
            return self._source.cells(self._part.places[name]).at(self._rows)
        text = self._part.sets.get(name) or self._source.constants.get(name)
        return same_everywhere(text, len(self._rows)) if text else None

    def _readings(self) -> Iterator[tuple[str, Reading]]:
        """Give how each column is read; what is read first decides what later ones mean."""
        terms = self._source.terms
        yield "program", self._term("program", terms.program)
        yield "framework", self._term("framework", terms.framework, lambda _reads: self._cells("edition"))
        yield "edition", self._term("edition", terms.edition, self._program)
        for name in REGION_FIELDS:
            yield name, self._region(name)
        yield "stage", self._term("stage", terms.stage, _value_of("program"))
        yield "indicator", self._term("indicator", terms.indicator, _value_of("framework"))
        yield "grade_published", self._term("grade_published", terms.grade, _value_of("framework"))
        yield "agency", self._term("agency", terms.agency, _value_of("region_code"))
        yield "event", self._term("event", terms.event)
        yield "measure", self._term("measure", terms.measure)
        for described in self._source.table.fields:
            yield described.name, self._plain(described)

    def _program(self, reads: Reads) -> Cells | None:
        """Return the program of each row, that of its instrument where the table names none."""
        if "program" in reads or "framework" not in reads:
            return _value_of("program")(reads)
        frameworks = reads["framework"].canonical()
        return Cells([self._source.programs.get(text, "") for text in frameworks.texts], frameworks.codes)

    def _term(self, name: str, ask: Callable[..., Parsed], beside: Beside | None = None) -> Reading:
        """Return how a column is read whose texts name something, which may depend on what stands beside it."""
        table = self._source.table

        def read(reads: Reads) -> Read | None:
            cells = self._cells(name)
            if cells is None or name not in table.columns or name == table.name:
                return None
            if beside is None:
                return Read(cells.texts, [_asked(ask, text) for text in cells.texts], cells.codes)
            context = beside(reads)
            pairs, codes = together(cells, same_everywhere("", len(cells)) if context is None else context)
            return Read([text for text, _context in pairs], [_asked(ask, *pair) for pair in pairs], codes)

        return read

    def _region(self, name: str) -> Reading:
        """Return how the region is found: by its code or name, with what stands beside it."""

        def read(_reads: Reads) -> Read | None:
            wanted = [self._cells(each) for each in (name, PROVINCE, REGION_NAME, REGION_LEVEL)]
            if name not in self._source.table.columns or (wanted[0] is None and wanted[2] is None):
                return None
            nothing = same_everywhere("", len(self._rows))
            combined, codes = together(*(nothing if cells is None else cells for cells in wanted))
            parsed = [self._source.places.read(*each) for each in combined]
            return Read([self._source.places.written(each[0], each[2]) for each in combined], parsed, codes)

        return read

    def _plain(self, described: Field) -> Reading:
        """Return how a column is read that means what it says; in the column of a stage a tick is no date."""

        def read(reads: Reads) -> Read | None:
            name, cells = described.name, self._cells(described.name)
            if name in reads or cells is None:
                return reads.get(name)
            texts = cells.texts
            if "stage" in self._part.sets and name in self._part.own:
                texts = ["" if text.casefold() in TICKS else text for text in texts]
            parsed = self._source.parse(described, texts, self._part.places.get(name, -1))
            return Read(cells.texts, parsed, cells.codes)

        return read

    def facts(self) -> pa.Table:
        """Return the facts: line, part, each column of the table, and in bits which were refused or erase."""
        count = len(self._rows)
        refused, erased = np.zeros(count, np.int64), np.zeros(count, np.int64)
        columns: dict[str, pa.Array] = {
            LINE: pa.array(self._lines),
            "part": pa.array(np.full(count, self._number)),
        }
        for bit, described in enumerate(self._source.table.fields):
            found = self._reads.get(described.name, Read((), (Parsed(None),), np.zeros(count, np.int32)))
            columns[described.name] = found.array(described.sql_type)
            refused |= found.refused.astype(np.int64) << bit
            erased |= found.erased.astype(np.int64) << bit
        return pa.table({**columns, "refused": pa.array(refused), "erased": pa.array(erased)})

    def problems(self) -> pa.Table:
        """Return what is wrong with single cells."""
        return pa.concat_tables(
            [problem_rows([]), *(self._refusals(name, read) for name, read in self._reads.items())]
        )

    def _refusals(self, name: str, read: Read) -> pa.Table:
        deadline.check()
        place = self._part.places.get(name, -1)
        header, about = self._source.header(name, place), {"table": self._source.table.name, "field": name}
        rows = np.flatnonzero(read.refused)
        distinct = problem_rows(
            (
                *(0, place, name, header, text, each.code, each.rule),
                *(json.dumps(about | dict(each.details)), json.dumps(each.candidates)),
            )
            for text, each in zip(read.texts, read.parsed, strict=True)
            if len(rows)
        )
        return distinct.take(pa.array(read.codes[rows])).set_column(0, LINE, pa.array(self._lines[rows]))


def _value_of(name: str) -> Beside:
    return lambda reads: reads[name].canonical() if name in reads else None


def _asked(ask: Callable[..., Parsed], text: str, *context: str) -> Parsed:
    return ask(text, *context) if text else Parsed(None)


def _marks_stage(text: str) -> bool:
    return text.casefold() not in CROSSES
