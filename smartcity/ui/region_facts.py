"""What is known of one region: its trail through programs, and its scores."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import charts, findings, formats
from smartcity.ui import (
    address,
    data,
    filters,
    frame,
    method_link,
    onward,
    questions,
    region_parts,
    tables,
)
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.ui.region import title
from smartcity.ui.text import plain
from smartcity.words import _, ngettext


def programs(view: View, *, page: str) -> list[str]:
    """Draw the region's trail through programs and editions; return its sources."""
    if view.region == NATION:
        return []
    asked = questions.question("region_programs", region=view.region)
    answer = asked.answer()
    if answer.empty and view.region == view.province:
        return []  # programs select kabupaten and kota; the list below shows theirs
    st.header(_("Jejak program"), anchor=False)
    if answer.empty:
        frame.empty(
            _("Belum ada program yang tercatat diikuti {name}.").format(name=plain(title(view))),
            _("Daftar peserta yang terbit tidak lengkap; tidak tercatat bukan berarti tidak ikut."),
            _("Unggah data partisipasi beserta sumbernya untuk melengkapinya."),
        )
        return []
    names = filters.programs(with_stages=False)
    shown = data.made(("trail", view.region), lambda: _trail_picture(view, answer, asked, names))
    frame.picture(shown, view, title(view), page)
    frame.fold(_("Tabel"), partial(_trail_table, answer, names), key="trail_table")
    _trail_ways(view, answer, names)
    return list(shown.sources)


def _trail_picture(view: View, answer: pd.DataFrame, asked: Question, names: dict[str, str]) -> frame.Picture:
    lengths = {program: len(filters.stages(program)) for program in answer["program"].unique()}
    return frame.Picture(
        key="trail",
        title=_took_part(title(view), answer),
        subtitle=_("Tahap yang dicapai menurut program dan periode"),
        chart=partial(charts.trail, answer, programs=names, lengths=lengths),
        questions=(asked,),
        sources=tuple(answer["source_title"].dropna()),
        alt=charts.alt_trail(answer, names),
        table=answer,
        rows=asked,
    )


def _trail_ways(view: View, answer: pd.DataFrame, names: dict[str, str]) -> None:
    """Draw the ways to the selections that the region was part of, at its latest edition of each."""
    latest: pd.Series = data.made(
        ("latest editions", view.region), lambda: answer.groupby("program", sort=False)["edition"].max()
    )
    with st.container(horizontal=True, key="trail_ways", gap="medium"):
        for program, edition in latest.items():
            st.page_link(
                onward.PAGES / "stages.py",
                label=plain(f"{names.get(str(program), str(program))} {edition}"),
                icon=":material/filter_alt:",
                query_params=address.shared(
                    view, program=str(program), edition=str(edition), region=view.province
                ),
            )


def _trail_table(answer: pd.DataFrame, names: dict[str, str]) -> None:
    tables.show(
        answer,
        key="trail_table",
        of="participation",
        columns=(
            "program",
            "edition",
            "name_id",
            "name_en",
            "direct",
            "reached_on",
            "confidence",
            "note",
            "source_title",
        ),
        values={"program": names, "confidence": tables.value_names("participation", "confidence")},
        on_pick=lambda place: onward.to_source(
            answer["source_title"].iloc[place], answer["source_url"].iloc[place]
        ),
    )


def _took_part(name: str, answer: pd.DataFrame) -> str:
    """Return the finding of the trail: how often the region took part, in how many programs."""
    times = len(answer[["program", "edition"]].drop_duplicates())
    programs = int(answer["program"].nunique())
    participations = ngettext("{count} keikutsertaan", "{count} keikutsertaan", times)
    in_programs = ngettext("{count} program", "{count} program", programs)
    return _("{name}: {participations} dalam {programs}").format(
        name=name,
        participations=participations.format(count=formats.number(times)),
        programs=in_programs.format(count=formats.number(programs)),
    )


def scores(view: View, *, page: str) -> list[str]:
    """Draw the region's overall scores over the years beside province and nation; return their sources."""
    asked = questions.question("region_scores", region=view.region)
    whole = asked.answer()
    if view.region == NATION:
        whole = whole.assign(national_score=None)  # the nation is not compared with itself
    st.header(_("Nilai"), anchor=False)
    if whole.empty:
        frame.empty(
            _("Belum ada nilai terpublikasi untuk {name}.").format(name=plain(title(view))),
            _("Nilai berasal dari berita dan laman resmi; tidak semua daerah mengumumkannya."),
            _("Unggah hasil penilaian beserta sumbernya."),
        )
        return []
    made_of = ("scores", view.region, view.province)
    pictures = data.made(made_of, lambda: _score_pictures(view, whole, asked))
    if len(pictures) == 1:
        _score_family(pictures[0], view, page)
    else:
        families = [findings.family_name(str(shown.table["framework"].iloc[0])) for shown in pictures]
        tabs = st.tabs(families, key="score_tabs", on_change="rerun")
        for tab, shown in zip(tabs, pictures, strict=True):
            if frame.is_open(tab):
                with tab:
                    _score_family(shown, view, page)
    return [source for shown in pictures for source in shown.sources]


def _score_family(shown: frame.Picture, view: View, page: str) -> None:
    frame.picture(shown, view, title(view), page)
    region_parts.differing_grades(shown, view)
    frame.fold(_("Tabel"), partial(_score_table, shown), key=f"table_{shown.key}")
    latest = shown.table.sort_values("edition").iloc[-1]
    with st.container(horizontal=True, key=f"ways_{shown.key}", gap="small", vertical_alignment="center"):
        onward.link(
            "assessments.py",
            _("Profil di Penilaian"),
            ":material/analytics:",
            view,
            framework=str(latest["framework"]),
            edition=str(latest["edition"]),
            part="profile",
        )
        method_link.draw("instrumen")


def _score_pictures(view: View, whole: pd.DataFrame, asked: Question) -> list[frame.Picture]:
    """Return one picture for each family of instruments."""
    name = title(view)
    province = filters.region_name(view.province) if view.region not in (NATION, view.province) else None
    grades = data.ask("grades").dropna(subset=["lower", "upper"])
    return [
        frame.Picture(
            key=f"scores_{family}",
            title=findings.scores(answer, name),
            subtitle=_("{index} menurut tahun · {coverage}").format(
                index=findings.family_name(str(answer["framework"].iloc[0])), coverage=_coverage(answer)
            ),
            chart=partial(charts.scores, answer, region_name=name, province_name=province, grades=grades),
            questions=(asked,),
            sources=tuple(answer["source_title"].dropna()),
            alt=charts.alt_scores(answer, name),
            table=answer,
            rows=asked,
        )
        for family, answer in charts.score_families(whole).items()
    ]


def _score_table(shown: frame.Picture) -> None:
    tables.show(
        shown.table,
        key=f"table_of_{shown.key}",
        of="assessment",
        columns=(
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
        ),
        values={"confidence": tables.value_names("assessment", "confidence")},
        on_pick=lambda place: onward.to_source(
            shown.table["source_title"].iloc[place], shown.table["source_url"].iloc[place]
        ),
    )


def _coverage(answer: pd.DataFrame) -> str:
    """Return of how many governments a score is known in the latest year."""
    latest = answer.sort_values("edition").iloc[-1]
    return _("{edition}: nilai {known} dari {total} pemerintah daerah diketahui").format(
        edition=latest["edition"],
        known=formats.number(latest["known_nationally"]),
        total=formats.number(data.ask("reach", program="", region=NATION)["governments"].iloc[0]),
    )
