"""What the verbs give back: the report of all checks, matches of names, a table as a file."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from smartcity import demo
from smartcity.checks import ERROR, WARNING, all_checks, run_checks
from smartcity.contract import Table, load_contract, quoted
from smartcity.regions import Match
from smartcity.store import Snapshot
from smartcity.terminal.usage import UseError
from smartcity.words import _


def check_report(snapshot: Snapshot, language: str) -> dict[str, Any]:
    """Return what all checks found in a version, one entry for each check that found something, errors first."""
    problems = snapshot.ask(run_checks)
    checks = all_checks()
    entries = []
    for check in sorted(checks, key=lambda each: (each.severity != ERROR, each.name)):
        rows = problems[problems["check"] == check.name]
        if len(rows):
            entries.append(
                {
                    "check": check.name,
                    "severity": check.severity,
                    "table_name": check.table,
                    "reason": check.reason(language),
                    "fix": check.fix(language),
                    "count": len(rows),
                    "rows": [
                        {"row_key": json.loads(key), "detail": detail}
                        for key, detail in zip(rows["row_key"], rows["detail"], strict=True)
                    ],
                }
            )
    return {
        "version": snapshot.version,
        "checked": len(checks),
        "errors": int((problems["severity"] == ERROR).sum()),
        "warnings": int((problems["severity"] == WARNING).sum()),
        "checks": entries,
    }


def match_record(match: Match) -> dict[str, Any]:
    """Return a match as the terminal gives it."""
    candidates = [vars(candidate) for candidate in match.candidates]
    return {"status": match.status, "code": match.code, "candidates": candidates}


def export_table(snapshot: Snapshot, name: str, form: str, target: Path) -> int:
    """Write all rows of a table to a file, which is then there whole or not at all; return how many they are."""
    known = load_contract().tables
    if name not in known:
        text = _("Tidak ada tabel bernama {name}; yang ada: {known}.")
        raise UseError(text.format(name=name, known=", ".join(sorted(known))))
    target = usable_target(target)
    frame = _rows(snapshot, known[name])
    write_whole(target, _content(frame, name, form, demo.label() if snapshot.is_demo else ()))
    return len(frame)


def _content(frame: pd.DataFrame, name: str, form: str, caption: Sequence[str]) -> bytes:
    from smartcity.export import tables

    if form == "parquet":
        return tables.parquet(frame)
    return tables.csv(frame) if form == "csv" else tables.xlsx(frame, sheet=name, caption=caption)


def _rows(snapshot: Snapshot, table: Table) -> pd.DataFrame:
    order = ", ".join(quoted(column) for column in table.key)
    frame = snapshot.frame(f"select * from {quoted(table.name)} order by {order}")
    whole = [field.name for field in table.fields if field.type == "integer" and field.name in frame]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def usable_target(target: Path) -> Path:
    """Return the file that will be written; raise UseError where none can be."""
    target = target.resolve()
    if not target.parent.is_dir():
        text = _("Folder {folder} tidak ada; buat dahulu foldernya.")
        raise UseError(text.format(folder=target.parent))
    if target.exists() and not target.is_file():
        raise UseError(_("{path} bukan berkas biasa; sebutkan nama berkas.").format(path=target))
    return target


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
