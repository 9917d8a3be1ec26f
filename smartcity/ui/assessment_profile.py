"""Profil daerah: one government beside its province, its peers and the nation, and over the years."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import charts, findings, formats, rules, words
from smartcity.charts.profile import alt_profile, profile
from smartcity.findings import assessments
from smartcity.settings import ROOT
from smartcity.ui import (
    address,
    assessment,
    assessment_empty,
    data,
    filters,
    frame,
    questions,
    tables,
)
from smartcity.ui.address import NATION, View
from smartcity.ui.map_measure import KNOWN
from smartcity.ui.text import plain
from smartcity.words import N_, _

LEVELS = {
    "provinsi": N_("Pemerintah provinsi"),
    "kabupaten": N_("Pemerintah kabupaten"),
    "kota": N_("Pemerintah kota"),
}
SERIES_COLUMNS = (
    "framework",
    "edition",
    "score",
    "grade_published",
    "grade_by_rule",
    "rank_published",
    "province_score",
    "national_score",
    "confidence",
    "claims",
    "source_title",
)


def draw(view: View) -> list[str]:
    """Draw the region beside others, and its scores over the years; return the sources."""
    sources = []
    if view.region == NATION:
        st.markdown(
            _(
                "Pilih provinsi atau kabupaten/kota pada saringan untuk melihat profilnya; yang tampil nasional."
            )
        )
    else:
        sources = _beside(view)
    return sources + _series(view)


def _beside(view: View) -> list[str]:
    asked = questions.question(
        "assessment_peers", framework=view.framework, edition=view.edition, region=view.region
    )
    answer = data.made(("peers", asked), lambda: _peers(asked))
    if answer.empty or not (answer["peers"] != "nation").any():
        assessment_empty.nothing(view)
        return []
    name = filters.region_name(view.region)
    named = assessment.described(view)

    def make() -> frame.Picture:
        titled = answer.assign(title=_titles(view, answer))
        lowest, highest = _scale(view, answer)
        index = assessment.instrument(view).name
        return frame.Picture(
            key="profile",
            title=assessments.peers(answer, name, index, view.edition),
            subtitle=_(
                "Setiap titik satu daerah yang nilainya diketahui; skala {lowest} sampai {highest} · {filters}"
            ).format(
                lowest=formats.short_number(lowest), highest=formats.short_number(highest), filters=named
            ),
            chart=partial(profile, titled, lowest=lowest, highest=highest),
            questions=(asked,),
            sources=tuple(assessment.claims(view).answer()["source_title"].dropna()),
            alt=alt_profile(titled),
            table=titled,
            rows=assessment.claims(view),
        )

    shown = data.made(("assessment profile", asked), make)
    frame.picture(shown, view, named, assessment.PAGE)
    st.caption(
        _(
            "Median hanya tampil bila sedikitnya {count} nilai diketahui. Rata-rata tidak pernah dihitung: daerah yang "
            "mengumumkan nilainya bukan sampel acak."
        ).format(count=formats.number(rules.MEDIAN_FROM))
    )
    _links(view)
    assessment_empty.method()
    return list(shown.sources)


def _peers(asked: questions.Question) -> pd.DataFrame:
    """Return the groups of the index, and of those parts of which the region's own score is known."""
    answer = asked.answer()
    own = answer[answer["own"]]["indicator"]
    return answer[(answer["indicator"] == "index") | answer["indicator"].isin(own)].reset_index(drop=True)


def _titles(view: View, answer: pd.DataFrame) -> list[str]:
    """Return what each group is called."""
    level = str(data.ask("region", code=view.region)["level"].iloc[0])
    tree = assessment.asked("assessment_tree", view).answer()
    parts = {str(row["indicator"]): words.local(row, "name") for row in tree.to_dict("records")}
    groups = {
        "province": _("Pemerintah daerah di {province}").format(province=filters.region_name(view.province)),
        "level": _(LEVELS.get(level, LEVELS["kabupaten"])),
        "nation": _("Nasional"),
    }
    titles = []
    for peers, cohort, indicator in zip(answer["peers"], answer["cohort"], answer["indicator"], strict=True):
        group = _("Smart City angkatan {cohort}").format(cohort=cohort) if cohort else groups[peers]
        titles.append(
            group
            if indicator == "index"
            else _("{part}: {group}").format(part=parts.get(indicator, indicator), group=group)
        )
    return titles


def _scale(view: View, answer: pd.DataFrame) -> tuple[float, float]:
    known = [row for row in KNOWN.frameworks() if row["framework"] == view.framework]
    if known:
        return float(known[0]["lowest"]), float(known[0]["highest"])
    return 0.0, 100.0 if answer["score"].max() > 5 else 5.0


def _links(view: View) -> None:
    """Draw the ways to the region's own page, and to its parts."""
    with st.container(horizontal=True, gap="small"):
        st.page_link(
            ROOT / "pages" / "region.py",
            label=_("Halaman {name}").format(name=plain(filters.region_name(view.region))),
            icon=":material/location_on:",
            query_params=address.shared(view),
        )
        st.button(
            _("Nilai bagiannya"),
            key="to_parts",
            type="tertiary",
            icon=":material/account_tree:",
            on_click=address.go,
            args=(view,),
            kwargs={"part": "tree", "regions": view.region},
        )


def _series(view: View) -> list[str]:
    """Draw the region's index over the years in all versions of the instrument, with every source."""
    asked = questions.question("region_scores", region=view.region)
    whole = asked.answer()
    family = {each.framework for each in assessment.versions(view)} | {view.framework}
    answer = whole[whole["framework"].isin(family)].reset_index(drop=True)
    name = _("Indonesia") if view.region == NATION else filters.region_name(view.region)
    st.header(_("{name} dari tahun ke tahun").format(name=plain(name)), anchor=False)
    if answer.empty:
        assessment_empty.nothing(view)
        return []
    if view.region == NATION:
        answer = answer.assign(national_score=None)
    shown = data.made(
        ("assessment series", view.region, view.framework), lambda: _series_picture(view, answer, name)
    )
    frame.picture(shown, view, assessment.described(view), assessment.PAGE)
    tables.show(
        answer,
        key="assessment_series",
        of="assessment",
        columns=SERIES_COLUMNS,
        values={
            "framework": {id_: each.name for id_, each in assessment.instruments().items()},
            "confidence": tables.value_names("assessment", "confidence"),
        },
        made_of=(view.region, view.framework),
        title=_("{name} dari tahun ke tahun").format(name=plain(name)),
    )
    return list(shown.sources)


def _series_picture(view: View, answer: pd.DataFrame, name: str) -> frame.Picture:
    province = filters.region_name(view.province) if view.region not in (NATION, view.province) else None
    grades = data.ask("grades").dropna(subset=["lower", "upper"])
    asked = questions.question("region_scores", region=view.region)
    return frame.Picture(
        key="series",
        title=findings.scores(answer, name),
        subtitle=_("{index} menurut tahun; garis putus bila instrumen berganti").format(
            index=findings.family_name(view.framework)
        ),
        chart=partial(charts.scores, answer, region_name=name, province_name=province, grades=grades),
        questions=(asked,),
        sources=tuple(answer["source_title"].dropna()),
        alt=charts.alt_scores(answer, name),
        table=answer,
        rows=asked,
    )
