"""Penilaian of a briefing: who stands where in an instrument's latest period, and the scores of its parts."""

from functools import partial
from itertools import chain
from typing import Any

import pandas as pd

from smartcity import findings, formats
from smartcity.charts.panels import panels
from smartcity.charts.ranking import alt_ranking, ranking
from smartcity.export.briefing.model import Chart, Column, Picture, Question, Section, Series, Table
from smartcity.export.briefing.reading import (
    NATION,
    Reader,
    Scope,
    header,
    question,
    records,
    table,
    titles,
    value_names,
)
from smartcity.findings import assessments as said
from smartcity.look import LIGHT
from smartcity.words import N_, _, local, ngettext

MOST_BARS = 12
SHOWN = 10
"""Governments of the table of parts, the highest first."""

KNOWN_SCORES = N_(
    "Hanya daerah yang nilainya diketahui; nilai yang tidak diumumkan tidak berarti rendah. "
    "Nilai yang sama berbagi peringkat."
)
VERSIONS_RULE = N_(
    "Setiap versi mengukur hal yang berbeda dengan bobot yang berbeda. Nilai dari dua versi tidak sebanding: "
    "selisihnya bukan kenaikan atau penurunan."
)


def assessments(reader: Reader, scope: Scope) -> Section:
    """Return the ranking of the fullest instrument's latest known period."""
    found = _latest(reader, scope)
    if found is None:
        return _no_instrument(reader, scope)
    of = {"framework": found["framework"], "edition": found["edition"], "region": scope.wide}
    asked = _ranking(found, scope)
    answer = reader.ask(asked)
    name, period = local(found, "name"), local(found, "label") or str(found["edition"])
    place = reader.place_name(scope.wide)
    parts = _parts(reader, of)
    own = "" if scope.region == NATION else scope.region
    return Section(
        key="assessments",
        name=_("Penilaian"),
        title=said.ranking(answer, name, str(found["edition"]), place, _governments(reader, scope)),
        subtitle=_("Hanya daerah yang nilainya diketahui · {filters}").format(
            filters=" · ".join((name, period, reader.region_name(scope.wide)))
        )
        + (f" · {_cut()}" if len(answer) > MOST_BARS else ""),
        address=reader.link(
            "penilaian",
            periode=str(found["edition"]),
            wilayah=scope.wide,
            instrumen=str(found["framework"]),
            bagian="ranking",
        ),
        questions=(asked, *((parts.question,) if parts else ())),
        sources=titles(answer),
        picture=_picture(_drawn(answer, own), found["highest"], own) if len(answer) else None,
        tables=((_table(answer, asked),) if len(answer) else ()) + ((parts,) if parts else ()),
        definitions=(_(KNOWN_SCORES), _(VERSIONS_RULE)),
        nothing=""
        if len(answer)
        else _("Nilai berasal dari berita dan laman resmi; tidak semua daerah mengumumkannya."),
    )


def _latest(reader: Reader, scope: Scope) -> dict[str, Any] | None:
    """Return the instrument and the period of the scope; by itself the fullest and the latest one with the region."""
    known = records(reader.answer("map_frameworks"))
    chosen = next((row for row in known if row["framework"] == scope.framework), next(iter(known), None))
    if chosen is None:
        return None
    periods = [
        {**row, "highest": chosen["highest"] or 5.0}
        for row in records(reader.answer("assessment_periods"))
        if row["framework"] == chosen["framework"] and row["known"]
    ]
    asked = [row for row in periods if row["edition"] == scope.assessed]
    with_region = (row for row in periods if len(reader.ask(_ranking(row, scope))))
    return next(chain(asked, with_region, periods), None)


def _ranking(period: dict[str, Any], scope: Scope) -> Question:
    return question(
        "assessment_ranking",
        framework=period["framework"],
        edition=period["edition"],
        region=scope.wide,
    )


def _no_instrument(reader: Reader, scope: Scope) -> Section:
    return Section(
        key="assessments",
        name=_("Penilaian"),
        title=_("Belum ada nilai yang diketahui"),
        subtitle=reader.region_name(scope.wide),
        address=reader.link("penilaian", wilayah=scope.wide),
        questions=(question("map_frameworks"),),
        definitions=(_(KNOWN_SCORES),),
        nothing=_("Nilai berasal dari berita dan laman resmi; tidak semua daerah mengumumkannya."),
    )


def _governments(reader: Reader, scope: Scope) -> int:
    reach = reader.answer("reach", program="", region=scope.wide).iloc[0]
    return int(reach["governments"]) if scope.wide == NATION else int(reach["local_governments"]) + 1


def _drawn(answer: pd.DataFrame, own: str) -> pd.DataFrame:
    """Return the highest, as many as a page has room for, and the region itself wherever it stands."""
    return answer[(answer.index < MOST_BARS) | (answer["region_code"] == own)]


def _picture(answer: pd.DataFrame, highest: float, own: str) -> Picture:
    rows = records(answer)
    chart = Chart(
        "bar",
        tuple(_("{place}. {name}").format(place=row["place"], name=row["name"]) for row in rows),
        (Series(_("Nilai"), tuple(float(row["score"]) for row in rows), LIGHT.stage(2)),),
        values="score",
        highest=float(highest),
    )
    return Picture(partial(ranking, answer, highest=float(highest), own=own), alt_ranking(answer, own), chart)


def _cut() -> str:
    text = ngettext("{count} tertinggi digambar", "{count} tertinggi digambar", MOST_BARS)
    return text.format(count=formats.number(MOST_BARS))


def _table(answer: pd.DataFrame, asked: Question) -> Table:
    columns = {
        "place": Column(_("Peringkat yang diketahui"), "count", width=0.9),
        "name": Column(_("Daerah"), width=2.2),
        "province": Column(_("Provinsi"), width=1.5),
        "score": Column(header("assessment", "score"), "score", width=0.8),
        "grade_by_rule": Column(_("Predikat menurut ambang"), width=1.2),
        "grade_published": Column(header("assessment", "grade_published"), width=1.2),
        "confidence": Column(header("assessment", "confidence"), width=1.0),
    }
    values = {
        "grade_by_rule": {
            grade: findings.grade_name(grade) for grade in answer["grade_by_rule"].dropna().unique()
        },
        "confidence": value_names("assessment", "confidence"),
    }
    return table(_("Peringkat"), answer, columns, asked, values=values, most=20)


def _parts(reader: Reader, of: dict[str, Any]) -> Table | None:
    """Return the scores of the instrument's uppermost parts as a coloured table; None where none are known."""
    asked = question("assessment_parts", **of, codes="", limit=SHOWN)
    answer, tree = reader.ask(asked), reader.answer("assessment_tree", **of)
    known = panels(tree, value_names("indicator", "level"))[:1] if len(tree) > 1 else []
    if not known or not answer["score"].notna().any():
        return None
    shown = records(answer)
    scored = {(row["region_code"], row["indicator"]): row["score"] for row in shown}
    governments = {row["region_code"]: row["name"] for row in shown}
    parts = known[0].parts
    rows = [(name, *(scored.get((code, part.id)) for part in parts)) for code, name in governments.items()]
    columns = (Column(_("Daerah"), width=2.0), *(Column(part.name, "score") for part in parts))
    lowest, highest = tree["lowest"].min(), tree["highest"].max()
    scale = (0.0, 5.0) if pd.isna(lowest) or pd.isna(highest) else (float(lowest), float(highest))
    kept = tuple(row for row in rows if any(value is not None for value in row[1:]))
    return Table(_("Nilai menurut bagian"), columns, kept, asked, heat=scale) if kept else None
