"""What is answered to an upload: the report, the rejected rows, or why nothing was published.

An answer names the first 1,000 problems, resolved names and rejected rows, and counts all of them: with 200,000 wrong
rows it stays below two megabytes. All rejected rows with their reasons are the answer to the same file with
`format=csv`, which is written to the disk bit by bit and sent from there.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from smartcity import access, demo, limits
from smartcity.api import forms
from smartcity.api.desk import sent, stand_of
from smartcity.api.errors import AGAIN, ApiError
from smartcity.api.receiving import MEGABYTE
from smartcity.caller import Caller
from smartcity.intake import deadline
from smartcity.intake.choices import PAGE_LIMITS, Choices
from smartcity.settings import settings
from smartcity.store import CheckFailed, Store
from smartcity.words import _

if TYPE_CHECKING:
    from smartcity.intake.problems import Problem
    from smartcity.intake.publishing import Published
    from smartcity.intake.report import Report

EXAMINE_SECONDS = 120
"""After so long, counted from when the file was there, it is examined no further: who asked has given up."""

MOST_TOLD = 1_000
"""Problems, resolved names and rejected rows that an answer names; it counts all of them."""

MOST_LETTERS = 1_000_000
"""Letters of rejected rows in an answer; rows may be long."""

MOST_SHOWN = 100
"""Changed cells, new rows and removed rows that an answer names; it counts all of them."""


@dataclass(frozen=True)
class Upload:
    """One file with who sends it and what is to become of it."""

    caller: Caller
    table: str
    choices: Choices
    name: str
    content: bytes
    publish: bool
    accept_valid: bool
    note: str
    as_csv: bool
    begun: float
    """When it was there, by the monotonic clock."""


def answer(store: Store, upload: Upload) -> Response:
    """Examine a file, publish it where that is asked, and answer with the report or its rejected rows."""
    from smartcity.intake.problems import Unreadable

    try:
        with deadline.within(EXAMINE_SECONDS, since=upload.begun):
            report, told = _examined(store, upload)
    except Unreadable as error:
        raise _unreadable(upload, error.problem) from None
    try:
        return told if isinstance(told, Response) else _finished(store, upload, report, told)
    finally:
        report.close()


def _examined(store: Store, upload: Upload) -> "tuple[Report, dict[str, Any] | Response]":
    """Return the report on a file and what is told of it before anything is published: all that takes time."""
    from smartcity.intake.examining import examine

    most = replace(PAGE_LIMITS, bytes=settings().upload_mb * MEGABYTE)
    report = examine(
        store,
        upload.content,
        upload.name,
        upload.table,
        upload.choices,
        limits=most,
        account=access.account(upload.caller),
    )
    try:
        with deadline.interrupts(report.connection) if report.connection else nullcontext():
            told = _rejected_csv(store, report) if upload.as_csv else _told(store, report)
        deadline.check()
    except BaseException:
        report.close()
        raise
    return report, told


def _unreadable(upload: Upload, problem: "Problem") -> ApiError:
    """Return the error for a file that cannot be used, or that takes too long."""
    from smartcity.intake.report_json import unreadable_json

    if problem.rule == "too_slow":
        return ApiError(
            503,
            "too_slow",
            problem.message,
            what_to_do=problem.fix,
            headers={"Retry-After": str(AGAIN)},
        )
    said = unreadable_json(upload.table, upload.name, problem)
    return ApiError(422, "unreadable", problem.message, where="body", what_to_do=problem.fix, report=said)


def _finished(store: Store, upload: Upload, report: "Report", told: dict[str, Any]) -> Response:
    from smartcity.intake.publishing import Conflict

    if not upload.publish:
        return _said(told, "dry_run", report)
    if not (report.is_clean or (upload.accept_valid and not report.choices.replace)):
        text = _("{count} baris ditolak; tidak ada yang diterbitkan.")
        raise _rejected(422, "rejected", text.format(count=report.counts.rejected), _report(told, report))
    try:
        done = _published(store, upload, report, told)
    except Conflict as error:
        raise _rejected(409, "conflict", str(error), _report(told, report, more=error.problems)) from None
    return _said(told, "published" if done.version else "unchanged", report, done)


def _published(store: Store, upload: Upload, report: "Report", told: dict[str, Any]) -> "Published":
    from smartcity.intake.publishing import publish

    try:
        return publish(
            report,
            store,
            upload.content,
            caller=upload.caller,
            note=upload.note,
            accept_valid=upload.accept_valid,
        )
    except limits.Outside as error:
        raise access.NotAllowed(upload.caller, access.WRITE, upload.table, str(error)) from None
    except CheckFailed as error:
        raise _rejected(422, "rejected", str(error), _report(told, report)) from None


def _rejected(status: int, code: str, message: str, report: dict[str, Any]) -> ApiError:
    advice = _("Perbaiki barisnya menurut laporan, lalu kirim lagi.")
    return ApiError(status, code, message, where="body", what_to_do=advice, report=report)


def _told(store: Store, report: "Report") -> dict[str, Any]:
    """Return what the version that a file was compared with says of what would change, and the rejected rows."""
    from smartcity.intake.notes import said

    with store.read() as snapshot:
        mark = {"notice": " · ".join(demo.label())} if snapshot.is_demo else {}
        is_demo = snapshot.is_demo
    facts = report.facts  # where there are none to look for them would take most of the memory
    changed = report.differences(limit=MOST_SHOWN) if facts["changed"] else []
    return {
        "demo": is_demo,
        **mark,
        "notes": [said(note) for note in report.notes()],
        "facts": dict(facts),
        "changes": [vars(each) for each in changed],
        "new_rows": report.added_rows(limit=MOST_SHOWN) if facts["added"] else [],
        "removed_rows": report.removed()[:MOST_SHOWN] if facts["removed"] else [],
        "rejected_rows": "".join(_first(_rejected_lines(report))) if report.counts.rejected else "",
    }


def _rejected_lines(report: "Report") -> Iterator[str]:
    from smartcity.intake.rejects import csv_lines, rejected_rows

    return csv_lines(report.sheet.headers, rejected_rows(report))


def _first(lines: Iterator[str]) -> Iterator[str]:
    """Give the first line, and those after it that an answer has room for."""
    yield next(lines)
    letters = 0
    for line in islice(lines, MOST_TOLD):
        letters += len(line)
        if letters > MOST_LETTERS:
            return
        yield line


def _rejected_csv(store: Store, report: "Report") -> Response:
    """Return all rejected rows with their reasons as a file."""
    with store.read() as snapshot:
        stand = stand_of(snapshot)
    name = "smartcity-data-contoh-ditolak.csv" if stand.demo else "smartcity-ditolak.csv"
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{name}"',
        **stand.headers(),
    }
    return sent(_rejected_lines(report), headers, forms.CSV, compressed=False)


def _report(
    told: dict[str, Any],
    report: "Report",
    done: "Published | None" = None,
    more: "tuple[Problem, ...]" = (),
) -> dict[str, Any]:
    """Return a report as `smartcity load --json` gives it, with what would change."""
    from smartcity.intake.report_json import to_json

    counts, version = (done.counts, done.version) if done else (report.counts, None)
    conflicts = done.conflicts if done else more
    return {**to_json(report, version, counts, conflicts, limit=MOST_TOLD), **told}


def _said(told: dict[str, Any], outcome: str, report: "Report", done: "Published | None" = None) -> Response:
    content = forms.dumps({"outcome": outcome, **_report(told, report, done)})
    headers = {"Cache-Control": "no-store"}
    return Response(content, headers=headers, media_type=forms.JSON.media_type)
