"""A report -> one published version: all good rows or none, and nothing that somebody else changed meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import access, audit, changes, originals
from smartcity.access import Caller
from smartcity.draft import Draft
from smartcity.errors import SmartcityError
from smartcity.intake import meanwhile
from smartcity.intake.problems import Problem
from smartcity.intake.report import Counts, Report
from smartcity.store import Store
from smartcity.words import _


class Refused(SmartcityError):  # noqa: N818 (said by the person as a state, not as an error)
    """The file has rejected rows, and they were not left out on purpose; nothing was published."""


class Conflict(SmartcityError):  # noqa: N818
    """Rows were changed by somebody else since the comparison; `problems` names them; nothing was published."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        text = _("{count} baris diubah orang lain sejak berkas dibandingkan; tidak ada yang diterbitkan.")
        super().__init__(text.format(count=len({(problem.row, problem.value) for problem in problems})))


@dataclass(frozen=True)
class Published:
    """What became of a report: the version (None where there was nothing to write), rows by outcome, conflicts."""

    version: int | None
    counts: Counts
    conflicts: tuple[Problem, ...] = ()


def publish(
    report: Report,
    store: Store,
    content: bytes,
    *,
    caller: Caller,
    note: str = "",
    accept_valid: bool = False,
    action: str = audit.UPLOAD,
) -> Published:
    """Write the good rows of a report as one batch.

    Raises NotAllowed; Refused where rows are rejected and `accept_valid` does not leave them out, or where the file
    replaces a program and edition, which would remove what a rejected row was about; Conflict where rows were changed
    by somebody else since the comparison and are not left out either.
    """
    access.require(caller, access.WRITE, table=report.table.name)
    if not accept_valid and not report.is_clean:
        text = _("{count} baris ditolak; perbaiki dahulu, atau terbitkan baris yang benar saja.")
        raise Refused(text.format(count=report.counts.rejected))
    if report.choices.replace and report.counts.rejected:
        raise Refused(
            _("Mengganti program dan periode memerlukan semua baris benar: yang ditolak akan ikut terhapus.")
        )
    if report.connection is None or not report.has_changes:
        return Published(None, report.counts)
    sha256 = originals.keep(store.folder, content)
    writer = _Writer(report, accept_valid=accept_valid)
    told = {"table": report.table.name, "file": report.file_name, "sha256": sha256, "note": note}
    with report.alone, changes.witnessed(store.folder, caller, action, **told) as witness:
        version = store.publish(
            writer.write,
            kind="upload",
            made_by=caller.name,
            reason=note,
            table_name=report.table.name,
            file_name=report.file_name,
            sha256=sha256,
            witness=witness,
        )
    return Published(version if writer.has_written else None, writer.counts, writer.conflicts)


def confirm_aliases(store: Store, names: Mapping[str, str], *, caller: Caller) -> None:
    """Keep answers about names of regions, so that they are not asked again: name -> code, with who and when."""
    access.require(caller, access.WRITE, table="region_alias")
    if not names:
        return
    frame = pd.DataFrame({"alias": list(names), "code": list(names.values())}, dtype="str")
    frame = frame.assign(
        kind="confirmed", added_by=caller.name, added_at=pd.Timestamp.now("UTC").tz_localize(None)
    )
    told = ", ".join(sorted(names))
    with changes.witnessed(store.folder, caller, audit.NAMES, table="region_alias", names=told) as witness:
        store.publish(
            lambda draft: draft.upsert("region_alias", frame),
            kind="upload",
            made_by=caller.name,
            reason=_("Nama wilayah yang dikonfirmasi"),
            table_name="region_alias",
            witness=witness,
        )


class _Writer:
    """Writes the rows of a report to a draft, which may stand upon a later version than the report."""

    def __init__(self, report: Report, *, accept_valid: bool) -> None:
        self._report = report
        self._accept_valid = accept_valid
        self.counts = report.counts
        self.conflicts: tuple[Problem, ...] = ()
        self.has_written = False

    def write(self, draft: Draft) -> None:
        """Write all rows but those that somebody else changed since; raise Conflict where all or nothing is asked."""
        report, table = self._report, self._report.table
        met = meanwhile.look(report, draft)
        self.conflicts = met.conflicts
        if self.conflicts and not self._accept_valid:
            raise Conflict(self.conflicts)
        if met.has_facts:
            self.counts = meanwhile.leave_out(report, met)
        draft.add(table.name, report.to_write("is_new", but_left_out=met.has_facts))
        with draft.brought(table.name, report.to_write("differs", but_left_out=met.has_facts)) as columns:
            draft.merge(table.name, "from brought", columns)
        gone = [row for row in report.removed() if tuple(row.values()) not in met.kept]
        if gone:
            draft.delete(table.name, pd.DataFrame(gone, dtype="object"))
        self.has_written = not draft.is_empty
