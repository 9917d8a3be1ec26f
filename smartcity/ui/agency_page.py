"""One local agency: its scores over the periods beside the others of its region, its initiatives, its sources."""

import json
from functools import partial

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.charts.ends import AGENCIES
from smartcity.charts.profile import alt_profile, profile
from smartcity.findings import agencies
from smartcity.settings import ROOT
from smartcity.ui import (
    address,
    agency,
    agency_empty,
    agency_results,
    agency_work,
    data,
    frame,
    questions,
    tables,
)
from smartcity.ui.address import View
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.ui.tiles import Tile, row
from smartcity.words import _, local

PAGES = ROOT / "pages"
# Periods of one agency that are drawn; each has a row of points for every criterion.
SHOWN = 4
CLAIM_COLUMNS = (
    "edition",
    "framework_id",
    "framework_en",
    "name_id",
    "name_en",
    "score",
    "grade_published",
    "rank_published",
    "assessed_on",
    "chosen",
    "confidence",
    "note",
    "source_title",
)


def title(view: View) -> str:
    """Return the page's title: the agency's name, or that of the page."""
    return agency.names(view.region)[view.agency] if view.agency else _("Perangkat daerah")


def draw(view: View) -> list[str]:
    """Draw the agency; return its sources."""
    _ways(view)
    sources = []
    if view.framework:
        sources += _profile(view)
    if not sources:
        agency_empty.nothing(view)
    _initiatives(view)
    return sources + _claims(view)


def _ways(view: View) -> None:
    """Draw the ways back to all agencies, to the region, and to the form that changes the agency."""
    with st.container(horizontal=True, key="agency_ways", gap="medium", vertical_alignment="center"):
        st.button(
            _("Semua perangkat daerah {region}").format(region=plain(agency.region_name(view))),
            key="agency_back",
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=lambda: address.go(view, agency=""),
        )
        _way("region.py", plain(agency.region_name(view)), ":material/location_on:", region=view.region)
        key = json.dumps([view.region, view.agency], ensure_ascii=False, separators=(",", ":"))
        _way("edit.py", _("Ubah satu baris"), ":material/edit:", table="agency", key=key)


def _way(page: str, label: str, icon: str, **parts: str) -> None:
    st.page_link(PAGES / page, label=label, icon=icon, query_params=address.carried(**parts))


def _asked(view: View) -> Question:
    return questions.question(
        "agency_profile", framework=view.framework, region=view.region, agency=view.agency, limit=SHOWN
    )


def _profile(view: View) -> list[str]:
    asked = _asked(view)
    answer = asked.answer()
    if answer.empty:
        return []
    _tiles(view, answer)
    shown = data.made(("agency profile", asked), lambda: _picture(view, asked))
    frame.picture(shown, view, agency.region_name(view), agency.PAGE)
    return list(shown.sources)


def _tiles(view: View, answer: pd.DataFrame) -> None:
    """Draw the agency's place by each measure in its latest period."""
    latest = answer[(answer["edition"] == answer["edition"].max()) & answer["own"].astype(bool)]
    note = _("{measure}, {period}: peringkat {place} dari {known} yang diketahui")
    # A criterion's name may be too long for a label.
    number = iter(range(1, len(latest) + 1))
    row(
        [
            Tile(
                key=f"own_{place}",
                label=_("Indeks")
                if one["indicator"] == agency.INDEX
                else _("Kriteria {number}").format(number=formats.number(next(number))),
                value=formats.score(one["score"]),
                note=note.format(
                    measure=_measure(one),
                    period=agency.period_name(view, str(one["edition"])),
                    place=formats.number(one["place"]),
                    known=formats.number(one["known"]),
                ),
            )
            for place, one in enumerate(_rows(latest))
        ]
    )


def _rows(answer: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(key): value for key, value in each.items()} for each in answer.to_dict("records")]


def _measure(one: dict[str, object]) -> str:
    return _("Indeks") if one["indicator"] == agency.INDEX else local(one, "name") or str(one["indicator"])


def _picture(view: View, asked: Question) -> frame.Picture:
    answer = asked.answer()
    titles = [
        _("{measure}: {period}").format(
            measure=_measure(one), period=agency.period_name(view, str(one["edition"]))
        )
        for one in _rows(answer)
    ]
    drawn = answer.assign(title=titles, peers="region", governments=answer["assessed"])
    drawn = drawn[drawn["title"].isin(drawn[drawn["own"].astype(bool)]["title"])]
    lowest, highest = agency_results.scale(view)
    names = {str(one["indicator"]): _measure(one) for one in _rows(answer)}
    period = agency.period_name(view, str(answer["edition"].max()))
    claims = _claims_question(view)
    return frame.Picture(
        key="agency_profile",
        title=agencies.profile(answer, title(view), names, period),
        subtitle=_(
            "Setiap titik satu perangkat daerah {region} yang nilainya diketahui; skala {lowest} sampai {highest}, "
            "paling banyak {count} periode terakhir"
        ).format(
            region=agency.region_name(view),
            lowest=formats.short_number(lowest),
            highest=formats.short_number(highest),
            count=formats.number(SHOWN),
        ),
        chart=partial(profile, drawn, lowest=lowest, highest=highest, of=AGENCIES),
        questions=(asked,),
        sources=tuple(claims.answer()["source_title"].dropna()),
        alt=alt_profile(drawn, AGENCIES),
        table=answer,
        rows=claims,
    )


def _initiatives(view: View) -> None:
    st.header(_("Inisiatif"), anchor=False)
    asked = agency_work.question(view)
    answer = asked.answer()
    if answer.empty:
        st.caption(_("Belum ada inisiatif yang tercatat atas nama perangkat daerah ini."))
        return
    st.markdown(f"**{plain(agency_work.finding(answer))}**")
    agency_work.table(view, asked)


def _claims_question(view: View) -> Question:
    return questions.question("agency_claims", region=view.region, agency=view.agency)


def _claims(view: View) -> list[str]:
    """Draw every score with its source."""
    asked = _claims_question(view)
    answer = asked.answer()
    if answer.empty:
        return []
    st.header(_("Nilai dan sumbernya"), anchor=False)
    tables.show(
        answer,
        key="agency_claims",
        of="assessment",
        columns=CLAIM_COLUMNS,
        values={"confidence": tables.value_names("assessment", "confidence")},
        made_of=asked,
        title=_("Nilai dan sumbernya"),
    )
    return list(answer["source_title"].dropna())
