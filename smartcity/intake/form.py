"""One row filled in on a form: checked, compared and published as if it were a file of one row; and its deletion."""

import csv
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from smartcity import access, audit, changes
from smartcity.access import Caller
from smartcity.accounts import Account
from smartcity.contract import Field, Table, load_contract, quoted
from smartcity.draft import Draft
from smartcity.errors import SmartcityError
from smartcity.intake import examining, publishing
from smartcity.intake.choices import Choices, Target
from smartcity.intake.mapping import Column, Plan
from smartcity.intake.problems import Problem
from smartcity.intake.publishing import Published
from smartcity.intake.report import Difference, Report
from smartcity.intake.sheet import LINE, Sheet, cell_column
from smartcity.intake.tidy import tidy
from smartcity.snapshot import Snapshot
from smartcity.store import Store
from smartcity.words import _, language

KIND = "form"
ONLY_LINE = 1
ERASE = "-"
"""What stands for a field that a person emptied."""

Ask = Callable[[str, Mapping[str, Any]], Sequence[tuple[Any, ...]]]


class Outdated(SmartcityError):  # noqa: N818 (said by the person as a state, not as an error)
    """Somebody else changed or removed the row since the form was opened; nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("Baris ini diubah orang lain sejak formulir dibuka; tidak ada yang diterbitkan."))


class Taken(SmartcityError):  # noqa: N818
    """A row that was to be added is there already; nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("Baris dengan kunci ini sudah ada; bukalah baris itu untuk mengubahnya."))


@dataclass(frozen=True)
class Row:
    """A stored row: its key as JSON, as the log of changes has it, and its values as text ('' for none)."""

    table: str
    key: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Entry:
    """What a person asks for: by column '' to leave what is there, "-" to erase it, else the text to put there.

    `before` is the row as it was when the form was opened, None for one that is to be added.
    """

    table: str
    texts: Mapping[str, str]
    before: Row | None


@dataclass(frozen=True)
class Checked:
    """What would become of an entry: added, changed, unchanged or rejected, and why; its key once it is known."""

    status: str
    problems: tuple[Problem, ...]
    differences: tuple[Difference, ...]
    key: str = ""
    outdated: bool = False
    taken: bool = False

    @property
    def may_be_published(self) -> bool:
        """Return whether there is something to publish and nothing in its way."""
        return self.status in ("added", "changed") and not self.outdated and not self.taken


def row(snapshot: Snapshot, table: str, key: str) -> Row | None:
    """Return the row with a key (JSON), None where there is none; any text may come, it stands in addresses."""
    return _row(lambda sql, values: snapshot.rows(sql, values), load_contract().tables[table], key)


def shown(field: Field, value: str) -> str:
    """Return a stored value as it stands on the form: numbers the way of the language in use."""
    if value and field.type in ("integer", "number"):
        from smartcity.formats import short_number  # it brings pandas

        return short_number(value, 15)
    return value


def entry(table: str, before: Row | None, now: Mapping[str, str]) -> Entry:
    """Return what the texts on a form ask for: what a person left alone stays, what they emptied goes."""
    described = load_contract().tables[table]
    texts = {field.name: tidy(now.get(field.name, "")) for field in described.fields}
    if before:
        texts = {
            field.name: _asked(described, field, before, texts[field.name]) for field in described.fields
        }
    return Entry(table, texts, before)


def _asked(table: Table, field: Field, before: Row, text: str) -> str:
    stored = before.values[field.name]
    if field.name in table.key:
        return stored
    return "" if text == tidy(shown(field, stored)) else text or ERASE


def check(store: Store, entry: Entry, account: Account | None = None) -> Checked:
    """Return what would become of an entry, within the limits of an account; nothing is written."""
    with store.read() as snapshot:
        report = _report(snapshot, entry, account)
        try:
            return _checked(snapshot, entry, report)
        finally:
            report.close()


def publish(store: Store, entry: Entry, *, caller: Caller, note: str) -> Published:
    """Write an entry as one batch.

    Raises NotAllowed; Refused where something is wrong; Outdated, Taken or Conflict where somebody else was faster.
    """
    access.require(caller, access.WRITE, table=entry.table)
    with store.read() as snapshot:
        report = _report(snapshot, entry, access.account(caller))
        try:
            found = _checked(snapshot, entry, report)
            if found.outdated:
                raise Outdated
            if found.taken:
                raise Taken
            return publishing.publish(
                report, store, content(entry), caller=caller, note=note, action=audit.EDIT
            )
        finally:
            report.close()


def delete(store: Store, before: Row, *, caller: Caller, reason: str) -> int:
    """Remove a row as one batch and return the version; raises NotAllowed, and Outdated where it is not as it was."""
    import pandas as pd

    table = load_contract().tables[before.table]

    def change(draft: Draft) -> None:
        def ask(sql: str, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
            return draft.connection.execute(sql, values).fetchall()

        if _row(ask, table, before.key) != before:
            raise Outdated
        draft.delete(table.name, pd.DataFrame([{name: before.values[name] for name in table.key}]))

    told = {"table": table.name, "key": before.key, "reason": reason}
    with changes.witnessed(store.folder, caller, audit.REMOVE, **told) as witness:
        return store.publish(
            change,
            kind="upload",
            made_by=caller.name,
            reason=reason,
            table_name=table.name,
            witness=witness,
        )


def content(entry: Entry) -> bytes:
    """Return an entry as the file that is kept as its original: a table of one row, which loads like any other."""
    from smartcity.export.tables import harmless  # it brings pandas

    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headers(load_contract().tables[entry.table]))
    writer.writerow([harmless(each) for each in entry.texts.values()])
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _report(snapshot: Snapshot, entry: Entry, account: Account | None) -> Report:
    """Compare an entry; a number that may be read in two ways is read the way of the form's own numbers."""
    report = _compared(snapshot, entry, Choices(), account)
    asked = [place for place, question in report.questions.items() if question == "decimal"]
    if not asked:
        return report
    report.close()
    mark = "." if language() == "en" else ","
    return _compared(snapshot, entry, Choices(decimals=dict.fromkeys(asked, mark)), account)


def _compared(snapshot: Snapshot, entry: Entry, choices: Choices, account: Account | None) -> Report:
    table = load_contract().tables[entry.table]
    sha256 = hashlib.sha256(content(entry)).hexdigest()
    name = f"formulir-{table.name}.csv"
    return examining.compare(
        snapshot,
        _sheet(table, entry),
        _plan(table),
        choices,
        file_name=name,
        sha256=sha256,
        account=account,
    )


def _headers(table: Table) -> tuple[str, ...]:
    return tuple(field.title(language()) for field in table.fields)


def _sheet(table: Table, entry: Entry) -> Sheet:
    cells = {cell_column(place): [entry.texts[field.name]] for place, field in enumerate(table.fields)}
    schema = pa.schema([(LINE, pa.int64()), *((name, pa.string()) for name in cells)])
    return Sheet(
        kind=KIND,
        encoding="",
        delimiter="",
        sheets=(),
        sheet="",
        header_lines=(),
        headers=_headers(table),
        places=tuple(range(len(table.fields))),
        rows=pa.table({LINE: [ONLY_LINE], **cells}, schema=schema),
        count=1,
    )


def _plan(table: Table) -> Plan:
    columns = (
        Column(place, header, Target(field.name), "name", 100.0)
        for place, (header, field) in enumerate(zip(_headers(table), table.fields, strict=True))
    )
    return Plan(table.name, tuple(columns), {}, (), ())


def _checked(snapshot: Snapshot, entry: Entry, report: Report) -> Checked:
    status = report.statuses([ONLY_LINE]).get(ONLY_LINE, "rejected")
    before = entry.before
    return Checked(
        status=status,
        problems=tuple(report.problems()),
        differences=_differences(report, status),
        key=before.key if before else _new_key(report),
        outdated=before is not None and row(snapshot, entry.table, before.key) != before,
        taken=before is None and status in ("changed", "unchanged"),
    )


def _differences(report: Report, status: str) -> tuple[Difference, ...]:
    if status == "changed":
        return tuple(report.differences(limit=len(report.table.columns)))
    if status != "added":
        return ()
    added = report.added_rows()[0]
    key = {name: added[name] for name in report.table.key}
    filled = (name for name in report.table.columns if added[name] not in (None, ""))
    return tuple(Difference(ONLY_LINE, key, name, None, str(added[name])) for name in filled)


def _new_key(report: Report) -> str:
    found = (
        report.connection.execute(f"select {report.table.row_key_sql('final')} from final").fetchall()
        if report.connection
        else []
    )
    return str(found[0][0]) if found else ""


def _row(ask: Ask, table: Table, key: str) -> Row | None:
    try:
        parts = json.loads(key)
    except (ValueError, RecursionError):
        return None
    if not isinstance(parts, list) or len(parts) != len(table.key):
        return None
    if not all(type(part) in (str, int) for part in parts):
        return None
    wanted = {f"key_{place}": str(part) for place, part in enumerate(parts)}
    same = " and ".join(
        f"{quoted(name)} = try_cast($key_{place} as {table.field(name).sql_type})"
        for place, name in enumerate(table.key)
    )
    texts = ", ".join(f"coalesce(cast({quoted(name)} as varchar), '')" for name in table.columns)
    found = ask(f"select {table.row_key_sql()}, {texts} from {quoted(table.name)} where {same}", wanted)
    return (
        Row(table.name, found[0][0], dict(zip(table.columns, found[0][1:], strict=True))) if found else None
    )
