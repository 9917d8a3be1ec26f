"""The days of a smart-city assessment: who came on which day in which class, or what was published in numbers."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.charts.schedule import alt_schedule, class_name, schedule
from smartcity.findings import assessments
from smartcity.settings import ROOT
from smartcity.ui import address, assessment, assessment_empty, data, filters, frame, questions, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import _

PROGRAM, STAGE = "gmsc", "assessed"
MEASURES = ("assessment_days", "registered", "planned_selected")
FIGURE_COLUMNS = (
    "stage",
    "measure",
    "value",
    "counted_unit",
    "chosen",
    "as_of",
    "note",
    "confidence",
    "source_title",
)
CAME_COLUMNS = ("reached_on", "class", "name", "province", "best_confidence", "source_title")
MOST_ROWS = 100


def draw(view: View) -> list[str]:
    """Draw who came on which day in which class; without names the published totals, and how to add the names."""
    st.header(_("Penilaian empat hari menurut kelas"), anchor=False)
    asked = questions.question(
        "stage_regions", program=PROGRAM, edition=view.edition, stage=STAGE, region=assessment.scope(view)
    )
    came = data.made(("came", asked), lambda: _came(asked))
    sources = _totals(view)
    if len(came):
        sources += _schedule(view, came, asked)
    if came["class"].isna().all():
        _teach(view)
    return sources


def _came(asked: Question) -> pd.DataFrame:
    """Return those of whom a source says that they came; those implied by a later stage have no day and no class."""
    answer = asked.answer()
    return answer[answer["direct"].astype(bool) & ~answer["low_only"].astype(bool)].reset_index(drop=True)


def _schedule(view: View, came: pd.DataFrame, asked: Question) -> list[str]:
    named = _("{edition} · {region}").format(
        edition=filters.editions(PROGRAM).get(view.edition, view.edition),
        region=filters.region_name(assessment.scope(view)),
    )
    shown = data.made(
        ("assessment schedule", asked),
        lambda: frame.Picture(
            key="schedule",
            title=assessments.schedule(came, view.edition, formats.date),
            subtitle=_("Daerah yang diketahui namanya, menurut hari dan kelas · {filters}").format(
                filters=named
            ),
            chart=partial(schedule, came),
            questions=(asked,),
            sources=tuple(came["source_title"].dropna()),
            alt=alt_schedule(came),
            table=came,
            rows=asked,
        ),
    )
    frame.picture(shown, view, named, assessment.PAGE)
    frame.fold(_("Siapa yang hadir"), partial(_list, view, came, asked), key="came")
    return list(shown.sources)


def _list(view: View, came: pd.DataFrame, asked: Question) -> None:
    """List those who came; picking a row opens the region's profile."""
    classes = [class_name("" if formats.is_missing(group) else group) for group in came["class"]]
    tables.show(
        came.assign(**{"class": classes}),
        key="came",
        of="participation",
        columns=CAME_COLUMNS,
        values={"best_confidence": tables.value_names("participation", "confidence")},
        on_pick=lambda row: address.go(view, region=str(came["region_code"].iloc[row]), part="profile"),
        made_of=asked,
        most=MOST_ROWS,
    )


def _teach(view: View) -> None:
    frame.empty(
        _("Kelas penilaian {edition} belum diketahui.").format(edition=plain(view.edition)),
        _(
            "Sumber terbit hanya menyebut jumlah peserta dan lamanya; daftar kelas dan jadwal tidak diterbitkan."
        ),
        _(
            "Unggah data partisipasi dengan tahap Mengikuti penilaian (assessed), dan isi kolom tanggal (reached_on) "
            "dan kelas (class) untuk setiap daerah."
        ),
    )
    assessment_empty.upload()


def _totals(view: View) -> list[str]:
    """Draw what was published about the assessment of this cohort as numbers."""
    answer = questions.question(
        "figure_claims", program=PROGRAM, edition=view.edition, region=NATION
    ).answer()
    stages = answer["stage"].isin(["invited", STAGE]) | answer["measure"].isin(MEASURES)
    found = answer[stages & (answer["scope_label"] == "")]
    if found.empty:
        return []
    st.subheader(_("Jumlah yang terbit"), anchor=False)
    tables.show(
        found,
        key="gmsc_totals",
        of="published_figure",
        columns=FIGURE_COLUMNS,
        values={**tables.all_value_names("published_figure"), "stage": filters.stages(PROGRAM)},
        made_of=view.edition,
        title=_("Jumlah yang terbit"),
    )
    st.page_link(
        ROOT / "pages" / "stages.py",
        label=_("Tahapan seleksi angkatan ini"),
        icon=":material/filter_alt:",
        query_params=address.parameters(View(PROGRAM, view.edition, view.region, language=view.language)),
    )
    return list(found["source_title"].dropna())
