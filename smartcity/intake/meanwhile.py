"""What others changed since a file was compared: rows that are in the way, and rows that are as wanted already."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.contract import quoted
from smartcity.draft import Draft, listed, same
from smartcity.intake.problems import Problem
from smartcity.intake.report import WRITTEN, Counts, Report


@dataclass(frozen=True)
class Meanwhile:
    """Which rows of a report later batches touched.

    `lines` have a fact that somebody made different, `facts` are those that somebody made just so, `kept` the keys of
    rows that a replacement would have removed.
    """

    conflicts: tuple[Problem, ...] = ()
    lines: tuple[int, ...] = ()
    facts: tuple[int, ...] = ()
    kept: frozenset[tuple[Any, ...]] = frozenset()

    @property
    def has_facts(self) -> bool:
        """Return whether anything that the file says is left out."""
        return bool(self.lines or self.facts)


def look(report: Report, draft: Draft) -> Meanwhile:
    """Return what is in the way of a report in a draft that may stand upon a later version."""
    later = draft.connection.execute(
        "select row_key, string_agg(batch, ', ' order by batch) as batches from change"
        " where batch > $base and table_name = $name group by row_key",
        {"base": report.version, "name": report.table.name},
    ).to_arrow_table()
    if not later.num_rows:
        return Meanwhile()
    facts, gone = _facts(report, draft, later), _gone(report, draft, later)
    differing = {line: batches for _fact, line, batches, differs in facts if differs}
    return Meanwhile(
        conflicts=(
            *(
                _problem(line, "", "changed_meanwhile", batches)
                for line, batches in sorted(differing.items())
            ),
            *(_problem(None, ", ".join(key), "removed_meanwhile", batches) for batches, *key in gone),
        ),
        lines=tuple(differing),
        facts=tuple(fact for fact, _line, _batches, differs in facts if not differs),
        kept=frozenset(tuple(key) for _batches, *key in gone),
    )


def _problem(line: int | None, value: str, rule: str, batches: str) -> Problem:
    return Problem(line, "", value, "changed_meanwhile", rule, {"batches": batches})


def _facts(report: Report, draft: Draft, later: pa.Table) -> list[tuple[int, int, str, bool]]:
    """Return the facts to be written that were touched: fact, line, batches, whether they differ from what is there."""
    table, columns = report.table, listed(report.table.columns, "final")
    assert report.connection is not None
    touched = _with(
        report.connection,
        {"later": later},
        f"select fact, line, batches, {columns} from final join later on row_key = {table.row_key_sql('final')}"
        f" where {WRITTEN}",
    )
    differs = " or ".join(f"t.{quoted(name)} is distinct from f.{quoted(name)}" for name in table.columns)
    found = _with(
        draft.connection,
        {"fact_touched": touched},
        f"select fact, line, batches, {differs} as differs from fact_touched as f"
        f" left join {quoted(table.name)} as t on {same(table.key, 'f', 't')} order by fact",
    )
    return [tuple(row.values()) for row in found.to_pylist()]


def _gone(report: Report, draft: Draft, later: pa.Table) -> list[tuple[str, ...]]:
    """Return the rows that a replacement removes, that were touched and are there: batches, key."""
    table, rows = report.table, report.removed()
    if not rows:
        return []
    found = _with(
        draft.connection,
        {"later": later, "gone": pa.Table.from_pylist(rows)},
        f"select batches, {listed(table.key, 't')} from {quoted(table.name)} as t"
        f" semi join gone as g on {same(table.key, 't', 'g')}"
        f" join later on row_key = {table.row_key_sql('t')} order by all",
    )
    return [tuple(row.values()) for row in found.to_pylist()]


def leave_out(report: Report, met: Meanwhile) -> Counts:
    """Let a report write neither facts that are there already nor any of the lines in conflict; return the counts.

    Lines in conflict count as rejected; others of which nothing else is left to write, as unchanged.
    """
    assert report.connection is not None
    out = {"fact_out": _numbers(met.facts), "line_out": _numbers(met.lines)}
    _with(
        report.connection,
        out,
        f"create or replace table left_out as select fact from final where {WRITTEN}"
        " and (fact in (from fact_out) or line in (from line_out))",
    )
    moved = _with(
        report.connection,
        out,
        "select status, line in (from line_out) as is_rejected, count(distinct line) as times"
        " from left_out join final using (fact) join outcome using (line) where line in (from line_out)"
        f" or line not in (select line from final where {WRITTEN} and fact not in (from left_out)) group by all",
    )
    told = asdict(report.counts)
    for each in moved.to_pylist():
        told[each["status"]] -= each["times"]
        told["rejected" if each["is_rejected"] else "unchanged"] += each["times"]
    return Counts(**told)


def _numbers(numbers: Sequence[int]) -> pa.Table:
    return pa.table({"number": pa.array(numbers, pa.int64())})


def _with(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table], sql: str) -> pa.Table:
    """Ask a database that sees these tables, too."""
    for name, table in tables.items():
        connection.register(name, table)
    found = connection.execute(sql).to_arrow_table()
    for name in tables:
        connection.unregister(name)
    return found
