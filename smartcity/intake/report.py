"""What was found in one file: counts, problems, differences, questions; and the facts that would be written."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from operator import attrgetter
from threading import RLock
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.contract import Table, literal, quoted
from smartcity.draft import listed, same
from smartcity.intake.choices import Choices
from smartcity.intake.mapping import Plan
from smartcity.intake.problem_rows import BATCH, problem_of, some
from smartcity.intake.problems import Problem
from smartcity.intake.sheet import LINE, Note, Sheet, cell_column

_LINE = attrgetter("row")
REGION_CODES = ("region_unknown", "region_ambiguous", "region_suggested")
STATUSES = ("added", "changed", "unchanged", "rejected")
WRITTEN = "not is_copy and (is_new or differs) and line not in (from bad_line)"
"""Which facts of `final` are written."""


@dataclass(frozen=True)
class Counts:
    """Rows of the file by what becomes of them; they add up to the rows that it has."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0

    @property
    def rows(self) -> int:
        """Return how many rows the file has."""
        return self.added + self.changed + self.unchanged + self.rejected


@dataclass(frozen=True)
class Group:
    """Problems of the same kind with the same value in the same column: said once, with how many they are."""

    problem: Problem
    count: int
    lines: tuple[int, ...]
    """The first lines that have it."""


@dataclass(frozen=True)
class Asked:
    """A name that may mean several regions, to be settled once for all rows that have it."""

    name: str
    province: str
    count: int
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One cell that would change, or that a new row brings."""

    line: int
    key: Mapping[str, Any]
    column: str
    before: Any
    after: Any


@dataclass
class Report:
    """One file compared with one version; nothing of it is published yet."""

    table: Table
    file_name: str
    sha256: str
    sheet: Sheet
    plan: Plan
    choices: Choices
    version: int
    connection: duckdb.DuckDBPyConnection | None
    """The database of `comparing`; None where required columns are missing, so that nothing could be compared."""
    questions: Mapping[int, str] = field(default_factory=dict)
    counts: Counts = Counts()
    facts: Mapping[str, int] = field(default_factory=dict)
    """Facts to add, change and remove; in a wide file a row holds several."""
    alone: Any = field(default_factory=RLock, repr=False)
    """Held by whoever asks the database: downloads ask from threads of their own."""

    def __post_init__(self) -> None:
        """Count every row as rejected until something could be compared."""
        self.counts = Counts(rejected=self.sheet.count)
        self.facts = dict.fromkeys(("added", "changed", "removed"), 0)

    def count(self) -> None:
        """Count what the comparison found."""
        assert self.connection is not None
        found = dict(self.connection.execute("select status, count(*) from outcome group by all").fetchall())
        malformed = self.sheet.count - self.sheet.rows.num_rows
        rejected = found.pop("rejected", 0) + malformed
        self.counts = Counts(**found, rejected=rejected)
        added, changed = self._rows(
            f"select count(*) filter (where is_new), count(*) filter (where differs) from final where {WRITTEN}"
        )[0]
        self.facts = {
            "added": added,
            "changed": changed,
            "removed": self._number(f"select count(*) {self._gone()}"),
        }

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return an answer."""
        if self.connection is None:
            return []
        with self.alone:
            return self.connection.execute(sql).fetchall()

    def _number(self, sql: str) -> int:
        found = self._rows(sql)
        return int(found[0][0]) if found else 0

    @property
    def is_clean(self) -> bool:
        """Return whether every row is good."""
        return self.counts.rejected == 0 and not any(not problem.is_warning for problem in self.plan.problems)

    @property
    def has_changes(self) -> bool:
        """Return whether anything would be written or removed."""
        return any(self.facts.values())

    def notes(self) -> tuple[Note, ...]:
        """Return what is only said: how the file was read, and which rows say what another one says already."""
        copies = [
            line for (line,) in self._rows("select distinct line from final where is_copy order by line")
        ]
        return (*self.sheet.notes, *((Note("same_rows", {"lines": some(copies)}),) if copies else ()))

    def problem_count(self) -> int:
        """Return how many problems there are, warnings included."""
        return (
            len(self.plan.problems) + len(self.sheet.problems) + self._number("select count(*) from problem")
        )

    def problems(self, *, lines: Iterable[int] | None = None, limit: int | None = None) -> list[Problem]:
        """Return all problems, those of the file first, then by line; the first of them, or those of some lines."""
        if lines is not None:
            wanted = set(lines)
            malformed = [each for each in self.sheet.problems if each.row in wanted]
            return self._problems(f"where line in ({', '.join(map(str, wanted)) or 'null'})", malformed)
        found = self._problems("", self.sheet.problems[:limit], f"limit {limit}" if limit else "")
        return [*self.plan.problems, *found][:limit]

    def _problems(self, where: str, malformed: Sequence[Problem], first: str = "") -> list[Problem]:
        rows = self._rows(f"select * from problem {where} order by line, place, code, rule, details {first}")
        return sorted([*malformed, *map(problem_of, rows)], key=_LINE)

    def groups(self) -> list[Group]:
        """Return the problems with those together that say the same of the same value, the most frequent first."""
        rows = self._rows(
            "select count(*) as times, list_sort(list(line))[:20] as lines, any_value(problem) as one from problem"
            " group by place, field, value, code, rule, details order by times desc, lines[1]"
        )
        compared = [Group(problem_of(tuple(one.values())), times, tuple(lines)) for times, lines, one in rows]
        others = [*self.plan.problems, *self.sheet.problems]
        return [*(Group(each, 1, () if each.row is None else (each.row,)) for each in others), *compared]

    def regions_asked(self) -> list[Asked]:
        """Return the names of regions that a person must settle, the most frequent first."""
        codes = ", ".join(map(literal, REGION_CODES))
        rows = self._rows(
            "select value, coalesce(details->>'province', ''), count(distinct line) as times, any_value(candidates)"
            f" from problem where code in ({codes}) group by 1, 2 order by times desc, 1, 2"
        )
        return [
            Asked(name, province, count, tuple(json.loads(found))) for name, province, count, found in rows
        ]

    def lines(self, status: str, offset: int = 0, limit: int = 100) -> list[int]:
        """Return lines of the file by what becomes of them ('' for all), a page of them."""
        where = f"where status = {literal(status)}" if status else ""
        found = self._rows(f"select line from outcome {where} order by line limit {limit} offset {offset}")
        return [line for (line,) in found]

    def statuses(self, lines: Sequence[int]) -> dict[int, str]:
        """Return what becomes of some lines."""
        named = ", ".join(map(str, lines)) or "null"
        return dict(self._rows(f"select line, status from outcome where line in ({named})"))

    @cached_property
    def all_lines(self) -> "np.ndarray[Any, np.dtype[np.int64]]":
        """Return the lines of all rows that could be cut into cells, ascending."""
        return np.asarray(self.sheet.rows[LINE].to_numpy())

    def texts(self, lines: Sequence[int]) -> list[list[str]]:
        """Return the cells of some lines as the person wrote them, with what was put instead."""
        columns = [self._texts(lines, place) for place in range(len(self.sheet.headers)) if lines]
        return [list(row) for row in zip(*columns, strict=True)]

    def _texts(self, lines: Sequence[int], place: int) -> list[str]:
        """Return the cells of some lines at one place."""
        rows = np.searchsorted(self.all_lines, np.array(lines, np.int64))
        first = int(rows.min())
        column = self.sheet.rows[cell_column(place)].slice(first, int(rows.max()) - first + 1)
        found = column.take(pa.array(rows - first)).to_pylist()
        return [self.choices.cells.get((line, place), text) for line, text in zip(lines, found, strict=True)]

    def problems_between(self, first: int, last: int) -> list[Problem]:
        """Return the problems of the lines from one to another, by line."""
        begin = bisect_left(self.sheet.problems, first, key=_LINE)
        end = bisect_right(self.sheet.problems, last, key=_LINE)
        return self._problems(f"where line between {first} and {last}", self.sheet.problems[begin:end])

    def differences(self, offset: int = 0, limit: int = 100) -> list[Difference]:
        """Return what changes cell by cell in rows that are there already, a page of them."""
        rest = [column for column in self.table.columns if column not in self.table.key]
        now = f"current.main.{quoted(self.table.name)}"
        cells = " union all ".join(
            f"select f.fact, f.line, {listed(self.table.key, 'f')}, {place} as place, {literal(column)} as name,"
            f" cast(t.{quoted(column)} as varchar) as before, cast(f.{quoted(column)} as varchar) as after"
            f" from final as f join {now} as t on {same(self.table.key, 'f', 't')}"
            f" where {WRITTEN} and t.{quoted(column)} is distinct from f.{quoted(column)}"
            for place, column in enumerate(rest)
        )
        rows = self._rows(
            f"from ({cells or 'select 1 where false'}) order by line, fact, place limit {limit} offset {offset}"
        )
        keys = len(self.table.key)
        return [
            Difference(row[1], dict(zip(self.table.key, row[2 : 2 + keys], strict=True)), *row[3 + keys :])
            for row in rows
        ]

    def added_rows(self, offset: int = 0, limit: int = 100) -> list[dict[str, Any]]:
        """Return the facts that would be added, whole and with their line, a page of them."""
        columns = ("line", *self.table.columns)
        rows = self._rows(
            f"select {listed(columns)} from final where is_new and {WRITTEN} order by line, fact"
            f" limit {limit} offset {offset}"
        )
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def resolved(self) -> Iterator[dict[str, Any]]:
        """Give the regions that were written otherwise than by their code: row, column, value, region_code."""
        column = self.table.region_column
        place = next((each.place for each in self.plan.columns if each.target.field == column), None)
        if not self.connection or not column or place is None:
            return
        header, named = self.sheet.headers[place], quoted(column)
        rows = iter(self._rows(f"select distinct line, {named} from final where {named} <> '' order by line"))
        while batch := list(islice(rows, BATCH)):
            texts = self._texts([line for line, _code in batch], place)
            for (line, code), text in zip(batch, texts, strict=True):
                if text != code:
                    yield {"row": line, "column": header, "value": text, "region_code": code}

    def to_write(self, which: str, *, but_left_out: bool = False) -> pa.RecordBatchReader:
        """Return the facts that are new (`is_new`) or those that change (`differs`), batch by batch.

        With `but_left_out` those in the table `left_out` are not among them.
        """
        assert self.connection is not None
        sql = f"select {listed(self.table.columns)} from final where {which} and {WRITTEN}"
        if but_left_out:  # asked for nothing it would hold a million rows in memory
            sql += " and fact not in (from left_out)"
        return self.connection.execute(sql).to_arrow_reader(100_000)

    def _gone(self) -> str:
        """Return the query for the rows that a replacement removes: those of program and edition not in the file."""
        table, now = self.table, f"current.main.{quoted(self.table.name)}"
        if self.choices.replace is None:
            return f"from {now} as n where false"
        program, edition = map(literal, self.choices.replace)
        of_program = f"n.program = {program}"
        if "program" not in table.columns:
            frameworks = f"select framework from framework where program = {program}"
            of_program = f"n.framework in ({frameworks})"
        return (
            f"from {now} as n where {of_program} and n.edition = {edition}"
            f" and not exists (from final as f where {same(table.key, 'f', 'n')})"
        )

    def removed(self) -> list[dict[str, Any]]:
        """Return the keys of the rows that a replacement removes."""
        rows = self._rows(f"select {listed(self.table.key, 'n')} {self._gone()} order by all")
        return [dict(zip(self.table.key, row, strict=True)) for row in rows]

    def close(self) -> None:
        """Let go of the database."""
        if self.connection is not None:
            self.connection.close()
