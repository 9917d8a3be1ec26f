"""A plan made and told in short."""

from collections.abc import Mapping, Sequence
from typing import Any

from smartcity.contract import load_contract
from smartcity.intake.choices import Choices, Target
from smartcity.intake.mapping import Plan, plan
from smartcity.intake.reference import Reference

TABLES = load_contract().tables
UPLOADS = [table for table in TABLES.values() if table.uploadable]


def planned(
    headers: Sequence[str],
    table: str,
    reference: Reference,
    *,
    samples: Mapping[int, Sequence[str]] | None = None,
    remembered: Mapping[str, Target] | None = None,
    confident: bool = True,
    **choices: Any,
) -> Plan:
    """Return the plan of a file, by the name of its table and the choices that matter."""
    return plan(
        headers,
        TABLES[table],
        reference,
        Choices(**choices),
        remembered or {},
        samples or {},
        confident=confident,
    )


def told(plan: Plan) -> dict[str, str]:
    """Return for each header what it means, in short: `score indicator=index (wide)`."""
    return {
        column.header: " ".join(
            (column.target.field, *("=".join(pair) for pair in column.target.sets), f"({column.how})")
        ).strip()
        for column in plan.columns
    }


def said(plan: Plan) -> list[str]:
    """Return all problems by rule and column."""
    return [f"{problem.rule}: {problem.column}" for problem in plan.problems]
