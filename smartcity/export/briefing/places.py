"""Peta and Perbandingan of a briefing: the measure on the map, by itself the stages, and how the regions compare."""

from functools import partial

import pandas as pd

from smartcity import charts, findings, formats, maps, measures
from smartcity.export.briefing.model import Chart, Column, Picture, Question, Section, Series, Table
from smartcity.export.briefing.reading import NATION, Reader, Scope, named, question, records, table, titles
from smartcity.export.briefing.selection import KNOWN_RULE
from smartcity.look import LIGHT, Look
from smartcity.maps.classes import NONE, Scale
from smartcity.measures import Measure, Measures, Where
from smartcity.words import N_, _, ngettext

MOST_BARS = 12
"""Regions of one comparison that a page has room for; the table has all."""

MOST_LISTED = 22
"""Regions on the map's list that one slide has room for; the workbook has all."""

POINTS_RULE = N_("Titik menandai ibu kota atau pusat wilayah, bukan luasnya.")
BORDERS_RULE = N_(
    "Batas provinsi yang dibentuk pada 2012 dan 2022 adalah perkiraan dan digambar putus-putus."
)
COUNTING_NAMES = ("stage", "programs", "names")
"""The measures that count regions known by name."""

INDEX_RULE = N_(
    "Indeks SPBE adalah nilai terbaru yang terpublikasi, dari instrumen yang sama; tahunnya dapat berbeda antarwilayah."
)


def on_map(reader: Reader, scope: Scope) -> Section:
    """Return the map of the measure, by itself of the stages that regions reached in the edition."""
    known = Measures(reader.answer)
    measure = known.known().get(scope.measure, Measure())
    where = Where(scope.wide, scope.program, scope.edition, reader.today)
    asked = _question(measures.asked(measure, where))
    answer = reader.ask(asked)
    scale = known.scale(measure, where, answer)
    shown = maps.classify(answer, scale)
    is_stage = measure.kind == "stage"
    return Section(
        key="map",
        name=_("Peta"),
        title=known.title(measure, where, shown),
        subtitle=known.described(measure, where),
        address=reader.link(
            "peta",
            program=scope.program,
            periode=scope.edition,
            wilayah=scope.wide,
            ukuran="" if is_stage else measure.id,
        ),
        questions=(asked,),
        sources=_sources(reader.ask(_question(known.rows(measure, where)))),
        picture=_map_picture(shown, scale, scope, reader.region_name(scope.wide)),
        tables=_listed(shown, known.name(measure), asked, is_stage=is_stage),
        definitions=(
            _(POINTS_RULE),
            _(BORDERS_RULE),
            *((_(KNOWN_RULE),) if measure.kind in COUNTING_NAMES else ()),
        ),
    )


def _question(asked: measures.Asked) -> Question:
    name, parameters = asked
    return question(name, **parameters)


def _sources(rows: pd.DataFrame) -> tuple[str, ...]:
    return titles(rows) if "source_title" in rows else ()


def _listed(shown: pd.DataFrame, name: str, asked: Question, *, is_stage: bool) -> tuple[Table, ...]:
    """Return the regions that have a value, the strongest first."""
    valued = shown[shown["at"] != NONE].sort_values(
        ["at", "value", "code"], ascending=[False, False, True], kind="stable"
    )
    columns = {
        "name": Column(_("Daerah"), width=2.0),
        "province": Column(_("Provinsi"), width=1.4),
        "label": Column(_("Tahap terjauh") if is_stage else name, width=1.6),
    }
    title = _("Daerah menurut tahap terjauh") if is_stage else _("Daerah dengan nilai")
    return (table(title, valued, columns, asked, most=MOST_LISTED),) if len(valued) else ()


def _map_picture(shown: pd.DataFrame, scale: Scale, scope: Scope, region: str) -> Picture:
    office = maps.office_boundaries()
    content = maps.content(
        shown,
        scale,
        scope.wide,
        selected=scope.region if "." in scope.region else "",
        areas=office.areas(scope.wide) if office else (),
    )

    def draw(look: Look) -> object:
        return maps.picture(content, look, maps.legend(shown, scale, look))

    said = _("Peta {region}: {count} dari {total} wilayah memiliki nilai.").format(
        region=region,
        count=formats.number((shown["at"] != NONE).sum()),
        total=formats.number(len(shown)),
    )
    return Picture(draw, said, width=880)


def comparison(reader: Reader, scope: Scope) -> Section:
    """Return how the provinces, or the regions of one province, compare."""
    asked = question("region_children", region=scope.wide)
    answer = reader.ask(asked)
    place = reader.place_name(scope.wide)
    comparable = answer["spbe_comparable"].fillna(False).astype(bool)
    compared = answer.assign(spbe_score=answer["spbe_score"].where(comparable))
    scored = compared.dropna(subset=["spbe_score"]).sort_values(
        ["spbe_score", "name"], ascending=[False, True], kind="stable"
    )
    return Section(
        key="comparison",
        name=_("Perbandingan provinsi") if scope.wide == NATION else _("Perbandingan kabupaten/kota"),
        title=findings.children(compared, place),
        subtitle=_subtitle(place, len(scored)),
        address=reader.link("wilayah", wilayah=scope.wide),
        questions=(asked,),
        sources=titles(reader.answer("region_sources", region=scope.wide)),
        picture=_comparison_picture(scored.head(MOST_BARS)) if len(scored) else None,
        tables=(
            table(
                _("Perbandingan wilayah"),
                answer,
                _comparison_columns(),
                asked,
                values={
                    "spbe_grade": {
                        grade: findings.grade_name(grade) for grade in answer["spbe_grade"].dropna()
                    },
                    "furthest_stage": named(reader.answer("stages", program="gmsc"), "stage"),
                },
            ),
        ),
        definitions=(_(INDEX_RULE), _(KNOWN_RULE)),
    )


def _subtitle(place: str, scored: int) -> str:
    shown = _("Indeks SPBE terbaru yang terpublikasi · {region}").format(region=place)
    if scored <= MOST_BARS:
        return shown
    cut = ngettext("{count} tertinggi digambar", "{count} tertinggi digambar", MOST_BARS)
    return f"{shown} · {cut.format(count=formats.number(MOST_BARS))}"


def _comparison_picture(scored: pd.DataFrame) -> Picture:
    rows = records(scored)
    chart = Chart(
        "bar",
        tuple(f"{row['name']} ({row['spbe_edition']})" for row in rows),
        (Series(_("Indeks SPBE"), tuple(float(row["spbe_score"]) for row in rows), LIGHT.stage(2)),),
        values="score",
        highest=5.0,
    )
    return Picture(partial(charts.children, scored), charts.alt_children(scored), chart)


def _comparison_columns() -> dict[str, Column]:
    return {
        "name": Column(_("Nama"), width=2.4),
        "participations": Column(_("Partisipasi"), "count", width=1.4),
        "furthest_stage": Column(_("Tahap terjauh"), width=2.0),
        "spbe_edition": Column(_("Tahun SPBE"), width=0.8),
        "spbe_score": Column(_("Indeks SPBE"), "score", width=0.8),
        "spbe_grade": Column(_("Predikat SPBE"), width=1.1),
        "pilots": Column(_("Percontohan & quick win"), "count", width=1.4),
        "awards": Column(_("Penghargaan"), "count", width=1.5),
    }
