"""Sebaran predikat and Peringkat: how many have which predicate, where they lie, who stands where."""

from functools import partial

import streamlit as st

from smartcity import formats
from smartcity.charts.distribution import alt_distribution, distribution
from smartcity.charts.ranking import alt_ranking, ranking
from smartcity.findings import assessments
from smartcity.measures import Measure
from smartcity.settings import ROOT
from smartcity.ui import (
    address,
    assessment,
    assessment_empty,
    data,
    filters,
    frame,
    map_page,
    map_shown,
    questions,
    region,
    tables,
)
from smartcity.ui.address import View
from smartcity.ui.map_measure import KNOWN
from smartcity.ui.text import plain
from smartcity.words import _

MOST_ROWS = 100
RANKING_COLUMNS = (
    "place",
    "name",
    "province",
    "level",
    "score",
    "grade_by_rule",
    "grade_published",
    "rank_published",
    "sharing",
    "place_nationally",
    "place_in_level",
    "confidence",
    "source_title",
)
FIGURES = ("predicate_count", "evaluated", "not_evaluated", "average_index", "target_index")
FIGURE_COLUMNS = (
    "measure",
    "category",
    "scope_label",
    "value",
    "counted_unit",
    "as_of",
    "note",
    "source_title",
)


def grades(view: View) -> list[str]:
    """Draw the distribution beside the map, and the figures that were printed about predicates."""
    left, right = st.columns((1, 1), gap="large")
    with left:
        sources = _distribution(view)
    with right:
        sources += _map(view)
    _printed_figures(view)
    return sources


def _distribution(view: View) -> list[str]:
    asked = assessment.asked("assessment_grades", view)
    answer = asked.answer()
    named = assessment.described(view)
    shown = data.made(
        ("assessment grades", view.framework, view.edition, view.region),
        lambda: frame.Picture(
            key="grades",
            title=assessments.grades(
                answer, assessment.instrument(view).name, view.edition, assessment.scope_name(view)
            ),
            subtitle=_("Predikat menurut nilai dan batas instrumen, dan seperti tercetak · {filters}").format(
                filters=named
            ),
            chart=partial(distribution, answer),
            questions=(asked,),
            sources=tuple(assessment.claims(view).answer()["source_title"].dropna()),
            alt=alt_distribution(answer),
            table=answer,
            rows=assessment.claims(view),
        ),
    )
    frame.picture(shown, view, named, assessment.PAGE)
    if not len(assessment.asked("assessment_ranking", view).answer()):
        assessment_empty.upload()
    return list(shown.sources)


def _map(view: View) -> list[str]:
    """Draw the small map of the same scores, with the way to the large one."""
    measure = Measure("score", view.framework, view.edition)
    if measure.id not in KNOWN.known():
        return []
    seen = map_shown.prepare(view, measure)
    sources = map_page.picture(seen, view, measure, page="peta", small=True)
    st.page_link(
        ROOT / "pages" / "map.py",
        label=_("Buka peta"),
        icon=":material/map:",
        query_params={**address.shared(view), address.PARAMETERS["measure"]: measure.id},
    )
    return sources


def _printed_figures(view: View) -> None:
    """Draw what authorities and the press printed about this period as numbers, not by name."""
    program = assessment.instrument(view).program
    answer = questions.question(
        "figure_claims", program=program, edition=view.edition, region=assessment.scope(view)
    ).answer()
    found = answer[answer["measure"].isin(FIGURES)]
    if found.empty:
        return
    st.subheader(_("Angka yang terbit tentang periode ini"), anchor=False)
    tables.show(
        found,
        key="assessment_figures",
        of="published_figure",
        columns=FIGURE_COLUMNS,
        values=tables.all_value_names("published_figure"),
        made_of=(program, view.edition, assessment.scope(view)),
        title=_("Angka yang terbit tentang periode ini"),
    )


def ranked(view: View) -> list[str]:
    """Draw the highest and lowest, where the region stands, and everybody whose score is known."""
    asked = assessment.asked("assessment_ranking", view)
    answer = asked.answer()
    if answer.empty:
        assessment_empty.nothing(view)
        return []
    named = assessment.described(view)
    index, total = assessment.instrument(view).name, assessment.governments(view)
    highest = _highest(view)
    shown = data.made(
        ("assessment ranking", view.framework, view.edition, view.region),
        lambda: frame.Picture(
            key="ranking",
            title=assessments.ranking(answer, index, view.edition, assessment.scope_name(view), total),
            subtitle=_("Hanya daerah yang nilainya diketahui · {filters}").format(filters=named),
            chart=partial(ranking, answer, highest=highest, own=assessment.own(view)),
            questions=(asked,),
            sources=tuple(answer["source_title"].dropna()),
            alt=alt_ranking(answer, assessment.own(view)),
            table=answer,
            rows=assessment.claims(view),
        ),
    )
    if assessment.own(view):
        _own_place(view)
    frame.picture(shown, view, named, assessment.PAGE)
    _table(view)
    return list(shown.sources)


def _highest(view: View) -> float:
    """Return the highest score of the instrument's scale."""
    return next(
        (float(row["highest"]) for row in KNOWN.frameworks() if row["framework"] == view.framework), 5.0
    )


def _own_place(view: View) -> None:
    answer = assessment.asked("assessment_ranking", view).answer()
    said = assessments.own_place(answer, view.region)
    missing = _("Nilai {name} belum diketahui; peringkatnya tidak dapat disebut.")
    st.markdown(f"**{plain(said or missing.format(name=filters.region_name(view.region)))}**")


def _table(view: View) -> None:
    answer = assessment.asked("assessment_ranking", view).answer()
    said = _(
        "Diketahui {known} dari {total} pemerintah daerah; nilai yang sama berbagi peringkat. "
        "Pilih satu baris untuk membuka profil daerahnya."
    )
    total = assessment.governments(view)
    st.caption(said.format(known=formats.number(len(answer)), total=formats.number(total)))
    codes = answer["region_code"].tolist()
    tables.show(
        answer,
        key="assessment_ranking",
        of="assessment",
        columns=RANKING_COLUMNS
        if view.province
        else tuple(c for c in RANKING_COLUMNS if c != "place_nationally"),
        values={
            "level": {id_: _(name) for id_, name in region.LEVELS.items()},
            "confidence": tables.value_names("assessment", "confidence"),
        },
        on_pick=lambda row: address.go(view, region=str(codes[row]), part="profile"),
        made_of=(view.framework, view.edition, assessment.scope(view)),
        most=MOST_ROWS,
        title=_("Peringkat"),
    )
