"""What sources and their quality show, in words: coverage, contradictions, checks, age."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from smartcity.formats import is_missing, number
from smartcity.words import N_, _

NAMED = {
    "participation": N_("nama daerah"),
    "assessment": N_("nilai pemerintah daerah"),
    "pilot": N_("percontohan & quick win"),
    "award": N_("penghargaan"),
    "attendance": N_("kehadiran daerah"),
}
"""What the rows of a table are, in the middle of a sentence."""


IN_SHORT = {"lokakarya": N_("Lokakarya")}
"""Programs whose id is a word and no abbreviation."""


def period_name(row: Mapping[Any, Any]) -> str:
    """Return a program and its edition in short: GMSC 2022."""
    program = str(row["program"] or "")
    named = _(IN_SHORT[program]) if program in IN_SHORT else program.upper()
    parts = (named, str(row["edition"] or ""))
    return " ".join(part for part in parts if part) or _("tanpa periode")


def coverage(frame: pd.DataFrame, table: str) -> str:
    """Return the finding of coverage: none, no total, all known, one period, a tie, fullest and emptiest."""
    nation = [] if frame.empty else frame[frame["area"] == "00"].to_dict(orient="records")
    known = sum(int(row["known"]) for row in nation)
    what = _(NAMED[table])
    if not known:
        return _("Belum ada {what} yang diketahui").format(what=what)
    measured = _measured(nation, table)
    if not measured:
        return _without_total(frame, known, what)
    fullest = max(measured, key=lambda row: row["share_known"])
    emptiest = min(measured, key=lambda row: row["share_known"])
    if len(measured) == 1:
        text = _("{known} dari {total} {what} diketahui untuk {period}")
    elif emptiest["share_known"] >= 1:
        text = _("Semua {what} diketahui pada setiap periode")
    elif emptiest["share_known"] == fullest["share_known"]:
        text = _("Setiap periode sama lengkapnya: {known} dari {total} {what} diketahui untuk {period}")
    else:
        text = _(
            "Paling lengkap {period}: {known} dari {total} {what} diketahui; "
            "paling sedikit {least_period}: {least_known} dari {least_total}"
        )
    return text.format(
        what=what,
        period=period_name(fullest),
        known=number(fullest["known"]),
        total=number(fullest["total"]),
        least_period=period_name(emptiest),
        least_known=number(emptiest["known"]),
        least_total=number(emptiest["total"]),
    )


def _measured(nation: list[dict[Any, Any]], table: str) -> list[dict[Any, Any]]:
    """Return the periods whose completeness says something.

    Nobody asks all governments to take part: where any figure is published only those count. More names than were
    published are a contradiction, no completeness.
    """
    rows = [row for row in nation if not is_missing(row["share_known"])]
    if table == "participation":
        rows = [row for row in rows if row["basis"] == "figure"] or rows
    return [row for row in rows if row["share_known"] <= 1] or rows


def _without_total(frame: pd.DataFrame, known: int, what: str) -> str:
    provinces = frame[frame["area"] != "00"]
    reached = provinces[provinces["known"] > 0]["area"].nunique()
    text = _("{known} {what} tercatat di {reached} dari {all} provinsi; jumlah seluruhnya tidak diketahui")
    return text.format(
        known=number(known),
        what=what,
        reached=number(reached),
        all=number(provinces["area"].nunique()),
    )


def contradictions(figures: int, scores: int, stages: int) -> str:
    """Return the finding of contradictions: none, of one kind, of several."""
    if not figures + scores + stages:
        return _("Tidak ada sumber yang bertentangan")
    counts = (
        (figures, _("{count} angka bertentangan")),
        (scores, _("{count} nilai bertentangan")),
        (stages, _("{count} tahap dengan nama melebihi angkanya")),
    )
    return "; ".join(text.format(count=number(count)) for count, text in counts if count)


def checks(all_checks: int, failing: int, rows: int, errors: int) -> str:
    """Return the finding of the integrity checks: all passed, warnings only, errors."""
    if not failing:
        return _("Semua {all} pemeriksaan lulus").format(all=number(all_checks))
    text = _("{passed} dari {all} pemeriksaan lulus; {rows} baris perlu dilihat")
    if errors:
        text = _(
            "{passed} dari {all} pemeriksaan lulus; {rows} baris perlu dilihat, {errors} di antaranya keliru"
        )
    return text.format(
        passed=number(all_checks - failing), all=number(all_checks), rows=number(rows), errors=number(errors)
    )


def ages(frame: pd.DataFrame) -> str:
    """Return the finding of age: no data, none old, all old, some old."""
    provinces = frame[frame["area"] != "00"]
    dated = provinces[provinces["newest"].notna()]
    if dated.empty:
        return _("Belum ada fakta bertanggal untuk satu provinsi pun")
    fresh = set(dated[~dated["is_old"].astype(bool)]["area"])
    known, everything = dated["area"].nunique(), provinces["area"].nunique()
    old = known - len(fresh)
    if not old:
        text = _("Semua {known} provinsi yang memiliki data punya fakta dari setahun terakhir")
    elif not fresh:
        text = _("Fakta terbaru semua {known} provinsi yang memiliki data lebih tua dari setahun")
    else:
        text = _("Fakta terbaru {old} dari {known} provinsi lebih tua dari setahun")
    found = text.format(old=number(old), known=number(known))
    if known == everything:
        return found
    return _("{finding}; {none} provinsi belum memiliki data").format(
        finding=found, none=number(everything - known)
    )
