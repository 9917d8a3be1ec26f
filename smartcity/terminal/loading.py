"""`smartcity load`: a file through the same steps as on the page, and what a person reads of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smartcity.caller import Caller
from smartcity.formats import number
from smartcity.terminal import output
from smartcity.terminal.results import usable_target, write_whole
from smartcity.terminal.usage import NOT_AS_ASKED, UNUSABLE, UseError
from smartcity.words import N_, _

if TYPE_CHECKING:
    from smartcity.intake.choices import Choices
    from smartcity.intake.problems import Problem
    from smartcity.intake.publishing import Published
    from smartcity.intake.report import Report
    from smartcity.store import Store

LONG = 2_000_000
"""Bytes from which on it is said what is being done."""

MOST_REMOVED = 50
"""Rows that a replacement removes and that a terminal names."""

MOST_GROUPS = 20
"""Kinds of problems that a terminal shows; all of them are in --json."""


@dataclass(frozen=True)
class Wanted:
    """What the command was asked to do with the file."""

    file: Path
    table: str
    choices: "Choices"
    caller: Caller
    note: str
    dry_run: bool
    accept_valid: bool
    rejects: Path | None
    as_json: bool


def load(wanted: Wanted, store: "Store") -> int:
    """Load a file, show what became of it and return the exit code."""
    from smartcity.intake.choices import TERMINAL_LIMITS
    from smartcity.intake.examining import examine
    from smartcity.intake.problems import Unreadable

    _must_be_another_file(wanted)
    content = wanted.file.read_bytes()
    if len(content) > LONG:
        output.note(_("Membaca dan memeriksa {file} …").format(file=wanted.file))
    try:
        report = examine(
            store, content, wanted.file.name, wanted.table, wanted.choices, limits=TERMINAL_LIMITS
        )
    except Unreadable as error:
        _show_unreadable(wanted, error.problem)
        return UNUSABLE
    try:
        return _finish(wanted, store, report, content)
    finally:
        report.close()


def _must_be_another_file(wanted: Wanted) -> None:
    """Raise UseError where the rejected rows could not be written, before anything is published."""
    if wanted.rejects and usable_target(wanted.rejects) == wanted.file.resolve():
        raise UseError(_("Berkas --rejects harus lain daripada berkas yang dimuat."))


def _finish(wanted: Wanted, store: "Store", report: "Report", content: bytes) -> int:
    published, conflicts = _published(wanted, store, report, content)
    counts = published.counts if published else report.counts
    if wanted.rejects and report.counts.rejected:
        _write_rejects(report, wanted.rejects)
    if wanted.as_json:
        from smartcity.intake.report_json import to_json

        version = published.version if published else None
        output.show_json(to_json(report, version, counts, conflicts))
    else:
        _show(wanted, report, published, conflicts)
    return 0 if report.is_clean and not conflicts else NOT_AS_ASKED


def _published(
    wanted: Wanted, store: "Store", report: "Report", content: bytes
) -> "tuple[Published | None, Sequence[Problem]]":
    """Publish unless it is a trial or rows are rejected; return what was published and what was in the way."""
    from smartcity.intake.publishing import Conflict, publish

    leaves_out = wanted.accept_valid and not report.choices.replace
    if wanted.dry_run or not (report.is_clean or leaves_out):
        return None, ()
    if len(content) > LONG:
        output.note(_("Menerbitkan {rows} baris …").format(rows=number(report.counts.rows)))
    try:
        done = publish(
            report, store, content, caller=wanted.caller, note=wanted.note, accept_valid=wanted.accept_valid
        )
    except Conflict as error:
        return None, error.problems
    return done, done.conflicts


def _show_unreadable(wanted: Wanted, problem: "Problem") -> None:
    from smartcity.intake.report_json import unreadable_json

    if wanted.as_json:
        output.show_json(unreadable_json(wanted.table, wanted.file.name, problem))
    else:
        output.note(f"{problem.message} {problem.fix}")


def _show(
    wanted: Wanted, report: "Report", published: "Published | None", conflicts: "Sequence[Problem]"
) -> None:
    """Write what became of the file for a person."""
    from smartcity.intake.notes import said

    for each in report.notes():
        output.show(said(each))
    _show_problems(report, conflicts)
    counts = published.counts if published else report.counts
    text = _("{rows} baris dibaca: {added} baru, {changed} berubah, {unchanged} tetap, {rejected} ditolak.")
    told = {name: number(getattr(counts, name)) for name in ("added", "changed", "unchanged", "rejected")}
    output.show(text.format(rows=number(counts.rows), **told))
    if report.facts["removed"]:
        _show_removed(report, is_done=bool(published and published.version))
    output.show(_conclusion(wanted, report, published))


def _show_removed(report: "Report", *, is_done: bool) -> None:
    """Name the rows that a replacement removes."""
    removed = report.removed()
    done = N_("{count} baris {program} {edition} yang tidak ada dalam berkas dihapus:")
    planned = N_("{count} baris {program} {edition} yang tidak ada dalam berkas akan dihapus:")
    program, edition = report.choices.replace or ("", "")
    text = _(done if is_done else planned)
    output.show(text.format(count=number(len(removed)), program=program, edition=edition))
    output.show_table(report.table.key, [tuple(row.values()) for row in removed[:MOST_REMOVED]])
    if len(removed) > MOST_REMOVED:
        output.show(_("dan {count} lagi").format(count=number(len(removed) - MOST_REMOVED)))


def _show_problems(report: "Report", conflicts: "Sequence[Problem]") -> None:
    groups = report.groups()
    rows = [
        (
            ", ".join(map(str, group.lines)) or None,
            group.problem.column or None,
            group.problem.value or None,
            group.problem.message,
            group.problem.fix,
            group.count,
        )
        for group in groups[:MOST_GROUPS]
    ]
    rows += [(str(each.row), None, None, each.message, each.fix, 1) for each in conflicts]
    if rows:
        output.show_table(
            (_("Baris"), _("Kolom"), _("Nilai"), _("Masalah"), _("Perbaikan"), _("Jumlah")), rows
        )
    if len(groups) > MOST_GROUPS:
        output.show(_("dan {count} lagi").format(count=number(len(groups) - MOST_GROUPS)))


def _conclusion(wanted: Wanted, report: "Report", published: "Published | None") -> str:
    if published and published.version:
        return _("Diterbitkan sebagai versi {version}.").format(version=published.version)
    if published or (report.is_clean and not report.has_changes):
        return _("Tidak ada yang perlu diubah: semua isinya sudah ada.")
    if wanted.dry_run:
        return _("Percobaan saja: tidak ada yang diterbitkan.")
    return _("Tidak ada yang diterbitkan; perbaiki barisnya, atau pakai --accept-valid.")


def _write_rejects(report: "Report", target: Path) -> None:
    from smartcity.intake.rejects import rejected_file

    write_whole(usable_target(target), rejected_file(report))
    output.note(_("Baris yang ditolak ditulis ke {out}.").format(out=target))
