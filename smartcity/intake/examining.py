"""One uploaded file -> a report: read, map, match, check, compare. Nothing is written."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from threading import Condition

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from cachetools import LRUCache, cached

from smartcity.accounts import Account
from smartcity.contract import load_contract
from smartcity.intake import deadline, mapping
from smartcity.intake.choices import Choices, Limits, Target
from smartcity.intake.comparing import Comparison
from smartcity.intake.mapping import Plan
from smartcity.intake.reading import read
from smartcity.intake.reference import Reference, read_reference
from smartcity.intake.report import Report
from smartcity.intake.sheet import LINE, Sheet, cell_column
from smartcity.intake.staging import stage
from smartcity.regions import Matcher
from smartcity.snapshot import Snapshot
from smartcity.store import Store

SAMPLES = 12
"""Distinct texts of a column that help to tell what it means."""


def examine(
    store: Store,
    content: bytes,
    file_name: str,
    table: str,
    choices: Choices,
    *,
    limits: Limits,
    confident: bool = False,
    remembered: Mapping[str, Target] | None = None,
    account: Account | None = None,
) -> Report:
    """Return what a file holds for a table and what would change; raise Unreadable where it cannot be used at all.

    `confident` takes similar headers for what they seem to mean, which a person then confirms; `remembered` is what
    a person confirmed earlier for the same headers; rows beyond the limits of `account` are rejected. What takes longer
    than `limits` or a deadline around it allow is broken off and refused like a file that cannot be used.
    """
    described = load_contract().tables[table]
    with deadline.within(limits.seconds), store.read() as snapshot:
        reference = reference_of(snapshot)
        sheet = _compact(
            read(content, described, choices, limits, known=mapping.known_headers(described, reference))
        )
        plan = mapping.plan(
            sheet.headers,
            described,
            reference,
            choices,
            remembered or {},
            _samples(sheet),
            confident=confident,
            places=sheet.places,
        )
        sha256 = hashlib.sha256(content).hexdigest()
        return compare(snapshot, sheet, plan, choices, file_name=file_name, sha256=sha256, account=account)


def compare(
    snapshot: Snapshot,
    sheet: Sheet,
    plan: Plan,
    choices: Choices,
    *,
    file_name: str,
    sha256: str,
    account: Account | None = None,
) -> Report:
    """Return what becomes of a sheet whose columns have their meaning."""
    table = load_contract().tables[plan.table]
    report = Report(table, file_name, sha256, sheet, plan, choices, snapshot.version, None)
    if any(not problem.is_warning for problem in plan.problems):
        return report
    deadline.check()
    staged = stage(sheet, plan, table, reference_of(snapshot), matcher_of(snapshot), choices)
    _give_back_memory()
    connection = snapshot.beside()
    try:
        with deadline.interrupts(connection):
            Comparison(connection, sheet, staged, table, load_contract(), account)
            report.connection, report.questions = connection, staged.questions
            report.count()
        _give_back_memory()
    except BaseException:
        connection.close()
        raise
    return report


def _compact(sheet: Sheet) -> Sheet:
    """Hold each distinct text of a column once: most columns repeat a few texts."""
    columns = {name: sheet.rows[name].dictionary_encode() for name in sheet.rows.column_names if name != LINE}
    return replace(sheet, rows=pa.table({LINE: sheet.rows[LINE], **columns}))


def _give_back_memory() -> None:
    """Give back what Arrow keeps for later, a quarter of what a large file takes."""
    pa.default_memory_pool().release_unused()


def _samples(sheet: Sheet) -> dict[int, list[str]]:
    first = sheet.rows.slice(0, 500)
    return {
        place: pc.unique(first[cell_column(place)]).to_pylist()[:SAMPLES]
        for place in range(len(sheet.headers))
    }


@cached(LRUCache(4), key=lambda snapshot: snapshot.path, condition=Condition())
def reference_of(snapshot: Snapshot) -> Reference:
    """Return what a version knows, kept for the last few versions."""
    return read_reference(snapshot)


@cached(LRUCache(4), key=lambda snapshot: snapshot.path, condition=Condition())
def matcher_of(snapshot: Snapshot) -> Matcher:
    """Return the matcher of a version's regions and aliases, kept for the last few versions."""
    return Matcher(snapshot.frame("select * from region"), snapshot.frame("select * from region_alias"))
