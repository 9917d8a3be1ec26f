"""One stage of a selection: who reached it, who stopped there, where they lie, and a form for missing names."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import charts, findings, formats
from smartcity.export import forms
from smartcity.export import tables as files
from smartcity.ui import address, data, filters, frame, funnel, questions, tables
from smartcity.ui.address import View
from smartcity.ui.text import linked, plain
from smartcity.words import N_, _, language

REACHED, STOPPED = "reached", "stopped"
BREAKDOWN_NAMES = {
    "island_group": N_("Pulau"),
    "province": N_("Provinsi"),
    "level": N_("Kabupaten atau kota"),
}
COLUMNS = (
    "name",
    "province",
    "basis",
    "reached_on",
    "best_confidence",
    "furthest_stage",
    "source_title",
)


def current(view: View) -> str:
    """Return the stage that the page shows.

    That is the chosen one, else the furthest of those with a figure and most known names.
    """
    if view.stage:
        return view.stage
    steps = funnel.steps(view)
    counted = steps[steps["count"].notna()]
    steps = counted if len(counted) else steps
    most = steps[steps["known"] == steps["known"].max()]
    return str(most.sort_values("ordinal")["stage"].iloc[-1]) if len(most) else ""


def chooser(view: View) -> None:
    """Draw the choice of a stage, for those who do not click the picture."""
    names = filters.stages(view.program)
    key = "choose_stage"
    st.session_state[key] = current(view)
    st.segmented_control(
        _("Tahap"),
        list(names),
        key=key,
        format_func=lambda id_: names.get(id_, id_),
        on_change=lambda: address.go(view, stage=st.session_state[key] or ""),
    )


def members(view: View) -> None:
    """Draw who reached the stage or stopped there, how many are unknown, and the downloads."""
    stage = current(view)
    answer = _members(view, stage)
    st.markdown(f"**{plain(findings.stage(funnel.steps(view), view.program, stage))}.**")
    _figure_sources(view, stage)
    which = st.segmented_control(
        _("Daerah"),
        [REACHED, STOPPED],
        key="stage_members",
        default=REACHED,
        required=True,
        format_func=lambda id_: _("Mencapai tahap ini") if id_ == REACHED else _("Berhenti di tahap ini"),
        persist_state="session",
    )
    shown = answer[answer["stopped_here"]] if which == STOPPED else answer
    if shown.empty:
        _no_names(stage, view)
    else:
        names = filters.stages(view.program)
        tables.show(
            shown,
            key="stage_regions",
            of="participation",
            columns=COLUMNS,
            values={
                "furthest_stage": names,
                "best_confidence": tables.value_names("participation", "confidence"),
            },
            made_of=(view.program, view.edition, view.region, stage, which),
            title=plain(findings.stage(funnel.steps(view), view.program, stage)),
        )
    _files(view, stage, shown)


def _figure_sources(view: View, stage: str) -> None:
    """Draw the sources of the stage's figure, as links."""
    steps = funnel.steps(view)
    found = steps[steps["stage"] == stage]["sources"]
    sources = found.iloc[0] if len(found) else []
    if sources:
        links = "; ".join(linked(str(source["source_title"]), source["source_url"]) for source in sources)
        st.caption(_("Sumber angka: {links}").format(links=links))


def _members(view: View, stage: str) -> pd.DataFrame:
    asked = {"program": view.program, "edition": view.edition, "stage": stage, "region": view.region}

    def make() -> pd.DataFrame:
        answer = data.ask("stage_regions", **asked)
        return answer.assign(
            basis=[_basis(*row) for row in zip(answer["direct"], answer["low_only"], strict=True)]
        )

    return data.made(("members", *asked.values()), make)


def _basis(direct: bool, low_only: bool) -> str:
    """Return why a region is listed, in words."""
    if low_only:
        return _("hanya klaim berkeyakinan rendah")
    return _("disebut sumber") if direct else _("tersirat dari tahap sesudahnya")


def _no_names(stage: str, view: View) -> None:
    frame.empty(
        _("Belum ada nama daerah pada tahap {stage}.").format(
            stage=filters.stages(view.program).get(stage, stage)
        ),
        _("Sumber yang tersedia hanya memuat jumlahnya, atau tidak memuat tahap ini."),
        _("Unduh formulir Lengkapi, isi nama daerah dan sumbernya, lalu unggah."),
    )


def _files(view: View, stage: str, shown: pd.DataFrame) -> None:
    name = f"{view.program}-{view.edition}-{stage}"
    filters_text = filters.described(view)
    words = (filters_text, frame.stamp())
    with st.container(horizontal=True):
        st.download_button(
            _("Unduh CSV"),
            data=data.in_this_language(lambda: files.csv(shown)),
            file_name=data.file_name(name, "csv"),
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="stage_csv",
        )
        st.download_button(
            _("Unduh XLSX"),
            data=data.in_this_language(lambda: files.xlsx(shown, sheet=stage, caption=words)),
            file_name=data.file_name(name, "xlsx"),
            on_click="ignore",
            icon=":material/download:",
            key="stage_xlsx",
        )
        form(view, stage, data.file_name(f"{name}-lengkapi", "xlsx"))


def form(view: View, stage: str, name: str) -> None:
    """Draw the download of the form for names that are missing."""
    steps = funnel.steps(view).set_index("stage")
    if stage not in steps.index or view.region != address.NATION:
        return
    missing = forms.missing_count(steps.loc[stage, "count"], steps.loc[stage, "known"])
    candidates = data.ask("missing_names", program=view.program, edition=view.edition, stage=stage)
    if not missing:
        if steps.loc[stage, "count"]:
            st.caption(_("Semua nama pada tahap ini sudah diketahui."))
        return
    published = not formats.is_missing(steps.loc[stage, "count"])
    st.download_button(
        _("Lengkapi {count} nama").format(count=formats.number(missing)) if published else _("Lengkapi nama"),
        data=data.in_this_language(
            lambda: forms.missing_names(view.program, view.edition, stage, missing, candidates, language())
        ),
        file_name=name,
        on_click="ignore",
        icon=":material/edit_note:",
        key="stage_form",
    )


def areas(view: View, *, page: str) -> None:
    """Draw the stage by island group, province, or kabupaten and kota; what is unknown closes the sum."""
    stage = current(view)
    key = "choose_breakdown"
    st.session_state[key] = view.breakdown
    st.segmented_control(
        _("Rinci menurut"),
        list(address.BREAKDOWNS),
        key=key,
        format_func=lambda id_: _(BREAKDOWN_NAMES[id_]),
        on_change=lambda: address.go(view, breakdown=st.session_state[key] or address.BREAKDOWNS[0]),
    )
    named = f"{filters.described(view)} · {filters.stages(view.program).get(stage, stage)}"
    made_of = ("areas", view.program, view.edition, view.region, stage, view.breakdown)
    shown = data.made(made_of, lambda: _areas_picture(view, stage, named))
    frame.picture(shown, view, named, page)
    columns = ("area_name", "known", "local_governments", "share_known", "low_only")
    frame.fold(
        _("Tabel"), lambda: tables.show(shown.table, key="areas_table", columns=columns), key="areas_table"
    )


def _areas_picture(view: View, stage: str, named: str) -> frame.Picture:
    of_stage = {"program": view.program, "edition": view.edition, "stage": stage, "region": view.region}
    asked = questions.question("funnel_by_area", by=view.breakdown, **of_stage)
    answer = asked.answer()
    return frame.Picture(
        key="areas",
        title=findings.areas(answer, view.program, stage, view.breakdown),
        subtitle=_("Kabupaten/kota yang diketahui namanya · {filters}").format(filters=named),
        chart=partial(charts.areas, answer, by=view.breakdown),
        questions=(asked,),
        sources=tuple(_members(view, stage)["source_title"].dropna()),
        alt=charts.alt_areas(answer),
        table=answer,
        rows=questions.question("stage_regions", **of_stage),
    )
