"""What scores show, in words: rise, fall, tie, one year only, none, and where years cannot be compared."""

import re
from typing import Any

import pandas as pd

from smartcity.findings.phrases import is_nation, listing
from smartcity.formats import MISSING, is_missing, number, score
from smartcity.words import N_, _, local

FAMILIES = {
    "spbe": N_("Indeks SPBE"),
    "pemdi": N_("Indeks Pemerintah Digital"),
    "ietpd": N_("Indeks ETPD"),
    "gmsc-evaluation": N_("Nilai evaluasi smart city"),
    "gmsc-readiness": N_("Nilai kesiapan smart city"),
    "agency-digital": N_("Nilai digitalisasi perangkat daerah"),
}


ANY_FAMILY = N_("Nilai")

GRADES = {
    "kurang": N_("Kurang"),
    "cukup": N_("Cukup"),
    "baik": N_("Baik"),
    "sangat_baik": N_("Sangat Baik"),
    "memuaskan": N_("Memuaskan"),
}
"""The five predicates of SPBE."""


def grade_name(grade: Any) -> str:
    """Return a predicate as people read it, from its id or as it was published; nothing gives the dash."""
    if is_missing(grade):
        return MISSING
    known = GRADES.get(str(grade).strip().lower().replace(" ", "_"))
    return _(known) if known else str(grade)


def family_name(framework: str) -> str:
    """Return what people call the index of a framework, whatever its version."""
    return _(FAMILIES.get(_family(framework), ANY_FAMILY))


def score_families(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Split scores by family of instruments (spbe-2018 and spbe-2020 are spbe), the fullest family first."""
    if frame.empty:
        return {}
    names = frame["framework"].map(_family)
    order = names.value_counts().sort_index().sort_values(ascending=False, kind="stable").index
    return {str(name): frame[names == name] for name in order}


def _family(framework: str) -> str:
    """Return a framework's name without its year."""
    return re.sub(r"-\d{4}$", "", framework)


def scores(frame: pd.DataFrame, region_name: str) -> str:
    """Return the finding of the fullest family of scores over the years."""
    rows = _scored(frame)
    if not rows:
        return _("Belum ada nilai yang diketahui untuk {region}").format(region=region_name)
    last, before = rows[-1], rows[-2] if rows[1:] else None
    values = {
        "index": family_name(str(last["framework"])),
        "region": region_name,
        "after": score(last["score"]),
        "year_after": last["edition"],
        "before": score(before["score"]) if before else "",
        "year_before": before["edition"] if before else "",
    }
    return _beside_nation(_change(before, last).format(**values), last, region_name)


def children(frame: pd.DataFrame, region_name: str) -> str:
    """Return the finding of the children's SPBE scores: the highest known, a tie, none; and how many are known."""
    scored = [] if frame.empty else frame.dropna(subset=["spbe_score"]).to_dict(orient="records")
    if not scored:
        return _("Belum ada indeks SPBE yang diketahui di {region}").format(region=region_name)
    most = max(row["spbe_score"] for row in scored)
    names = [str(row["name"]) for row in scored if row["spbe_score"] == most]
    text = (
        _(
            "Indeks SPBE tertinggi yang diketahui di {region}: {names} ({score}); diketahui {known} dari {total} daerah"
        )
        if len(names) == 1
        else _("{names} sama tinggi: indeks SPBE {score}; diketahui {known} dari {total} daerah")
    )
    return text.format(
        region=region_name,
        names=listing(names),
        score=score(most),
        known=number(len(scored)),
        total=number(len(frame)),
    )


def _scored(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of the fullest family that have a score, the earliest first."""
    families = score_families(frame)
    if not families:
        return []
    some = next(iter(families.values())).dropna(subset=["score"]).sort_values(["edition", "framework"])
    return [{str(key): value for key, value in row.items()} for row in some.to_dict(orient="records")]


def _change(before: dict[str, Any] | None, last: dict[str, Any]) -> str:
    """Return the sentence for what happened between the last two scores."""
    if before is None:
        return _("{index} {region} {after} pada {year_after}; tahun lain belum diketahui")
    if before["framework"] != last["framework"]:
        return _(
            "{index} {region} {after} pada {year_after}; tidak sebanding dengan {year_before} karena instrumen berganti"
        )
    first, second = score(before["score"]), score(last["score"])
    if first == second:
        return _("{index} {region} tetap {after} pada {year_before} dan {year_after}")
    if last["score"] > before["score"]:
        return _("{index} {region} naik dari {before} ({year_before}) menjadi {after} ({year_after})")
    return _("{index} {region} turun dari {before} ({year_before}) menjadi {after} ({year_after})")


def _beside_nation(found: str, last: dict[str, Any], region_name: str) -> str:
    """Add how the latest score stands beside the nation's of the same year, where that is known."""
    nation = last.get("national_score")
    if is_missing(nation) or is_nation(region_name):
        return found
    own, other = score(last["score"]), score(nation)
    if own == other:
        text = _("{finding}, sama dengan nasional")
    elif last["score"] > nation:
        text = _("{finding}, di atas nasional ({nation})")
    else:
        text = _("{finding}, di bawah nasional ({nation})")
    return text.format(finding=found, nation=other)


def region_parts(frame: pd.DataFrame, region_name: str) -> str:
    """Return the finding of an assessment's parts: beside the nation where that is known, else highest and lowest."""
    scored = frame.dropna(subset=["score"]) if len(frame) else frame
    rows = [{str(key): value for key, value in row.items()} for row in scored.to_dict(orient="records")]
    if not rows:
        return _("Belum ada bagian penilaian yang diketahui untuk {region}").format(region=region_name)
    beside = [row for row in rows if not is_missing(row["national_score"])]
    above = sum(row["score"] > row["national_score"] for row in beside)
    most, least = max(row["score"] for row in rows), min(row["score"] for row in rows)
    if len(beside) > 1:
        text = _("{region} di atas angka nasional pada {above} dari {known} bagian")
    elif len(rows) == 1:
        text = _("{region}: satu bagian diketahui, {highest} ({most})")
    elif most == least:
        text = _("{region} sama tinggi pada {known} bagian: {most}")
    else:
        text = _("{region} tertinggi pada {highest} ({most}), terendah pada {lowest} ({least})")
    return text.format(
        region=region_name,
        above=number(above),
        known=number(len(beside) if len(beside) > 1 else len(rows)),
        highest=listing([local(row, "name") for row in rows if row["score"] == most][:3]),
        lowest=listing([local(row, "name") for row in rows if row["score"] == least][:3]),
        most=score(most),
        least=score(least),
    )


def grade_differences(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the scores whose printed predicate is not that of the threshold, both in words, the earliest first."""
    found = []
    for row in [] if frame.empty else frame.sort_values("edition").to_dict(orient="records"):
        printed, ruled = grade_name(row["grade_published"]), grade_name(row["grade_by_rule"])
        if MISSING not in (printed, ruled) and printed != ruled:
            found.append(
                {"edition": str(row["edition"]), "printed": printed, "ruled": ruled, "score": row["score"]}
            )
    return found
