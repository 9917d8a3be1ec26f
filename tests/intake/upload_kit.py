"""What tests of uploads share: files made of rows, a report in short, and what a whole database holds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd

from smartcity.access import Caller
from smartcity.contract import load_contract, quoted
from smartcity.draft import BASE, Draft
from smartcity.intake.choices import Choices, Limits
from smartcity.intake.examining import examine
from smartcity.intake.problems import Problem
from smartcity.intake.publishing import Published, publish
from smartcity.intake.report import Report
from smartcity.store import Store

TABLES = load_contract().tables
UPLOADS = tuple(name for name, table in TABLES.items() if table.uploadable)
LIMITS = Limits(bytes=5_000_000, rows=50_000)
ANI = Caller("ani", None, terminal=True)
BUDI = Caller("budi", None, terminal=True)

KNOWN: dict[str, list[dict[str, Any]]] = {
    "agency": [
        {"region_code": "16.01", "agency": "diskominfo", "name": "Dinas Komunikasi", "kind": "dinas"},
        {"region_code": "16.01", "agency": "bapenda", "name": "Badan Pendapatan"},
    ],
    "pilot": [
        {
            "pilot": "P-1",
            "region_code": "16.01",
            "agency": "bapenda",
            "program": "gmsc",
            "edition": "2022",
            "title": "Aplikasi Pajak",
            "kind": "quick_win",
            "status": "running",
            "progress_percent": 40.5,
            "start_on": "2024-01-02",
            "budget_idr": 1_500_000_000,
            "updated_on": "2024-05-10",
            "note": "catatan lama",
            "source_title": "Laporan",
            "confidence": "high",
        }
    ],
    "participation": [
        {
            "program": "gmsc",
            "edition": "2022",
            "region_code": "16.01",
            "stage": stage,
            "source_title": "Uji",
            "reached_on": reached_on,
            "class": "Kabupaten",
            "confidence": "high",
        }
        for stage, reached_on in (("invited", "2021-09-01"), ("assessed", "2021-11"))
    ],
    "assessment": [
        {
            "framework": "spbe-2020",
            "edition": "2022",
            "region_code": "16.01",
            "indicator": "index",
            "source_title": "Uji",
            "score": 3.1,
            "grade_published": "Baik",
            "confidence": "high",
        }
    ],
    "headline_exception": [
        {
            "table_name": "assessment",
            "row_key": '["spbe-2020","2022","16.01","","index","Uji"]',
            "reason": "Angka resmi",
        }
    ],
    "event": [{"event": "lok-1", "title": "Lokakarya", "starts_on": "2024-01-16", "ends_on": "2024-01-17"}],
}
"""Rows that tests know, besides the bundled ones."""


def write_known(store: Store) -> int:
    """Publish the rows that tests know."""

    def write(draft: Draft) -> None:
        for name, rows in KNOWN.items():
            draft.upsert(name, pd.DataFrame(rows))

    return store.publish(write, kind="upload", made_by="ani", reason="uji")


def file_of(header: str, *rows: str) -> bytes:
    """Return a CSV file of lines."""
    return "\n".join((header, *rows, "")).encode()


def whole(table: str, header: str, *lines: str) -> bytes:
    """Return a CSV file that has, left blank, the columns that an upload must have, too."""
    given = header.split(",")
    more = [field.name for field in TABLES[table].fields if field.upload_required and field.name not in given]
    return file_of(",".join([*given, *more]), *(line + "," * len(more) for line in lines))


@contextmanager
def examined(
    store: Store, content: bytes, table: str, *, confident: bool = False, **choices: Any
) -> Iterator[Report]:
    """Give the report of a file, by the choices that matter."""
    report = examine(
        store, content, "berkas.csv", table, Choices(**choices), limits=LIMITS, confident=confident
    )
    try:
        yield report
    finally:
        report.close()


def load(
    store: Store,
    content: bytes,
    table: str,
    *,
    by: Caller = ANI,
    accept_valid: bool = False,
    note: str = "",
    **choices: Any,
) -> Published:
    """Examine and publish a file."""
    with examined(store, content, table, **choices) as report:
        return publish(report, store, content, caller=by, note=note, accept_valid=accept_valid)


def counted(report: Report) -> tuple[int, int, int, int]:
    """Return the rows that are added, changed, unchanged and rejected."""
    counts = report.counts
    return counts.added, counts.changed, counts.unchanged, counts.rejected


def told(problems: Sequence[Problem]) -> list[tuple[int | None, str, str, str, str]]:
    """Return the problems in short: row, column, value, code, rule."""
    return [(each.row, each.column, each.value, each.code, each.rule) for each in problems]


def rows(store: Store, sql: str, version: int | None = None) -> list[tuple[Any, ...]]:
    """Return an answer of a version."""
    with store.read(version) as snapshot:
        return snapshot.rows(sql)


def fingerprint(store: Store, version: int | None = None) -> dict[str, tuple[int, int]]:
    """Return rows and hash over all rows of every table that is not the system's, also as a release brought it."""
    sql = f"select schema_name, table_name from duckdb_tables() where schema_name in ('main', '{BASE}') order by all"
    with store.read(version) as snapshot:
        names = [pair for pair in snapshot.rows(sql) if TABLES[pair[1]].group != "system"]
        return {
            f"{schema}.{name}": snapshot.rows(
                f"select count(*), coalesce(sum(hash(t)), 0) from {schema}.{quoted(name)} as t"
            )[0]
            for schema, name in names
        }
