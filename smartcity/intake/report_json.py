"""A report as the terminal gives it with --json: the same keys whatever became of the file."""

from collections.abc import Sequence
from typing import Any

from smartcity.intake.problems import Problem
from smartcity.intake.report import Counts, Report


def to_json(
    report: Report,
    version: int | None,
    counts: Counts | None = None,
    more: Sequence[Problem] = (),
    *,
    limit: int | None = None,
) -> dict[str, Any]:
    """Return a report as the terminal gives it with --json; with `limit` only the first in its lists, and how many."""
    told = counts or report.counts
    resolved, problems = list(report.resolved()), [*more, *report.problems(limit=limit)]
    counted = {
        "problem_count": len(more) + report.problem_count(),
        "resolved_count": len(resolved),
    }
    used = (column for column in report.plan.columns if column.target.field)
    return {
        "table": report.table.name,
        "file": report.file_name,
        "encoding": report.sheet.encoding,
        "delimiter": report.sheet.delimiter,
        "rows": report.sheet.count,
        "columns": {column.header: column.target.field.lstrip("@") for column in used},
        "added": told.added,
        "changed": told.changed,
        "unchanged": told.unchanged,
        "rejected": told.rejected,
        "version": version,
        "problems": [problem_json(problem) for problem in problems[:limit]],
        "resolved": resolved[:limit],
        **({} if limit is None else counted),
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as the terminal gives it."""
    return {
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "message": problem.message,
        "fix": problem.fix,
        "candidates": list(problem.candidates),
    }


def unreadable_json(table: str, file_name: str, problem: Problem) -> dict[str, Any]:
    """Return what is said of a file that cannot be used at all: nothing was read."""
    nothing: dict[str, Any] = dict.fromkeys(("added", "changed", "unchanged", "rejected"), 0)
    return {
        "table": table,
        "file": file_name,
        "encoding": "",
        "delimiter": "",
        "rows": 0,
        "columns": {},
        **nothing,
        "version": None,
        "problems": [problem_json(problem)],
        "resolved": [],
    }
