"""The answers of the verbs as a person reads them in a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from smartcity import words
from smartcity.contract import load_contract
from smartcity.terminal.output import cell, show, show_table
from smartcity.words import _

# Rows shown of what one check found; all of them are in --json.
MOST_ROWS = 10
BATCH_COLUMNS = (
    "version",
    "made_at",
    "kind",
    "made_by",
    "reason",
    "table_name",
    "added",
    "changed",
    "removed",
)


def show_questions(catalogue: Sequence[Mapping[str, Any]]) -> None:
    """Write the list of questions."""
    rows = [(each["name"], each["answers"], ", ".join(each["parameters"])) for each in catalogue]
    show_table((_("Kueri"), _("Menjawab"), _("Parameter")), rows)


def show_regions(pairs: Sequence[tuple[str, str]], found: Sequence[Mapping[str, Any]]) -> None:
    """Write what became of names, a line for each region that one may mean."""
    status = {
        "matched": _("cocok"),
        "ambiguous": _("bermakna ganda"),
        "suggested": _("mungkin"),
        "unknown": _("tidak dikenal"),
    }
    rows = [
        (*pair, status[match["status"]], *(candidate.get(part) for part in ("code", "name", "score")))
        for pair, match in zip(pairs, found, strict=True)
        for candidate in match["candidates"] or [{}]
    ]
    show_table((_("Nama tertulis"), _("Provinsi"), _("Status"), _("Kode"), _("Nama"), _("Skor")), rows)


def show_history(batches: pd.DataFrame) -> None:
    """Write all batches."""
    language = words.language()
    table = load_contract().tables["batch"]
    kinds = [table.field("kind").value_title(kind, language) for kind in batches["kind"]]
    shown = batches.assign(kind=kinds)[[*BATCH_COLUMNS, "available"]]
    headings = [table.field(column).title(language) for column in BATCH_COLUMNS]
    show_table([*headings, _("Dapat dipulihkan")], list(shown.itertuples(index=False, name=None)))


def show_report(report: Mapping[str, Any]) -> None:
    """Write what the checks found, each with its reason and its fix, and the counts."""
    for found in report["checks"]:
        show(_check(found))
    text = _("{checked} pemeriksaan pada versi {version}: {errors} kesalahan, {warnings} peringatan.")
    show(text.format(**report))


def _check(found: Mapping[str, Any]) -> str:
    severity = _("KESALAHAN") if found["severity"] == "error" else _("PERINGATAN")
    rows = [
        cell(f"    {', '.join(str(part) for part in row['row_key'] if part)} | {row['detail']}")
        for row in found["rows"][:MOST_ROWS]
    ]
    if found["count"] > MOST_ROWS:
        rows.append("    " + _("dan {count} lagi").format(count=found["count"] - MOST_ROWS))
    head = f"{severity} {found['check']} ({found['count']})"
    return "\n".join([head, f"  {found['reason']}", f"  {found['fix']}", *rows, ""])
