"""What became of a boundary file and which areas are in use, as JSON values and as a person reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from smartcity.boundaries import Boundaries, Merged, Report, vertices
from smartcity.boundaries.reasons import explained
from smartcity.formats import moment, number
from smartcity.terminal.output import cell, show, show_table
from smartcity.words import _

MOST_NUMBERS = 10
"""Features named of those that became one region; all of them are in --json."""

Named = Sequence[Mapping[str, str]]


def report_record(report: Report) -> dict[str, Any]:
    """Return what became of a file as one JSON value."""
    return {
        "path": str(report.path),
        "features": report.features,
        "matched": _named(report.matched),
        "merged": [asdict(each) for each in report.merged],
        "leftovers": [asdict(left) | {"explanation": explained(left.reason)} for left in report.leftovers],
        "missing": _named(report.missing),
        "vertices": {
            "before": report.vertices_before,
            "detail": report.vertices_detail,
            "overview": report.vertices_overview,
        },
    }


def state_record(found: Boundaries | None, names: Mapping[str, str]) -> dict[str, Any]:
    """Return which areas are in use as one JSON value; `names` are all kabupaten and kota."""
    if found is None:
        return {"loaded": False}
    return {
        "loaded": True,
        "file_name": found.file_name,
        "loaded_at": found.loaded_at,
        "areas": len(found.features),
        "missing": _named({code: name for code, name in names.items() if code not in found.features}),
        "vertices": {
            "detail": vertices(found.features.values()),
            "overview": vertices(found.overview.values()),
        },
    }


def _named(names: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"code": code, "name": name} for code, name in names.items()]


def show_report(report: Report) -> None:
    """Write what became of a file."""
    total = len(report.matched) + len(report.missing)
    text = _("{matched} dari {total} kabupaten/kota mendapat bidang dari {features} fitur.")
    show(_counted(text, matched=len(report.matched), total=total, features=report.features))
    text = _("{before} titik menjadi {detail} untuk peta provinsi dan {overview} untuk peta Indonesia.")
    show(
        _counted(
            text,
            before=report.vertices_before,
            detail=report.vertices_detail,
            overview=report.vertices_overview,
        )
    )
    for each in report.merged:
        show(_joined(each))
    _show_leftovers(report)
    _show_missing(_named(report.missing))


def show_state(state: Mapping[str, Any]) -> None:
    """Write which areas are in use."""
    text = _("{count} kabupaten/kota mempunyai bidang dari berkas {file}, dimuat {when}.")
    when = moment(datetime.fromisoformat(state["loaded_at"]))
    show(text.format(count=number(state["areas"]), file=cell(state["file_name"]), when=when))
    text = _("{detail} titik untuk peta provinsi dan {overview} untuk peta Indonesia.")
    show(_counted(text, **state["vertices"]))
    _show_missing(state["missing"])


def _counted(text: str, **counts: int) -> str:
    return text.format(**{name: number(count) for name, count in counts.items()})


def _joined(merged: Merged) -> str:
    numbers = [str(each) for each in merged.numbers[:MOST_NUMBERS]]
    rest = ["…"] if len(merged.numbers) > MOST_NUMBERS else []
    text = _("{code} {name}: {count} fitur digabung, nomor {numbers}.")
    count = number(len(merged.numbers))
    return text.format(code=merged.code, name=merged.name, count=count, numbers=", ".join(numbers + rest))


def _show_leftovers(report: Report) -> None:
    rows = []
    for left in report.leftovers:
        meant = "; ".join(f"{candidate.code} {candidate.name}" for candidate in left.candidates)
        rows.append((left.number, left.name or None, explained(left.reason), meant or None))
    if rows:
        show("\n" + _("Fitur yang tersisa: {count}").format(count=number(len(rows))))
        show_table((_("Nomor"), _("Nama tertulis"), _("Alasan"), _("Mungkin maksudnya")), rows)


def _show_missing(missing: Named) -> None:
    if missing:
        show("\n" + _("Kabupaten/kota tanpa bidang: {count}").format(count=number(len(missing))))
        show_table((_("Kode"), _("Nama wilayah")), [(each["code"], each["name"]) for each in missing])
