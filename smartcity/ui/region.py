"""The parts of Wilayah: trail of places, identity, the regions below."""

from collections.abc import Hashable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import charts, findings, formats, maps
from smartcity.charts import score_families
from smartcity.look import Look
from smartcity.settings import ROOT
from smartcity.ui import address, browser, data, deck, filters, frame, questions, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import N_, _, ngettext

LEVELS = {
    "nasional": N_("Nasional"),
    "provinsi": N_("Provinsi"),
    "kabupaten": N_("Kabupaten"),
    "kota": N_("Kota"),
}
CHILD_COLUMNS = (
    "code",
    "name",
    "level",
    "participations",
    "gmsc_editions",
    "furthest_stage",
    "spbe_edition",
    "spbe_score",
    "spbe_grade",
    "pilots",
    "awards",
)


def start(view: View) -> View:
    """Return the view to show: the person's own region where the address names none."""
    own = browser.own_region()
    if own and not address.asked("region") and len(data.ask("region", code=own)):
        return address.changed(view, region=own)
    return view


def title(view: View) -> str:
    """Return the page's title: the region's name."""
    return _("Indonesia") if view.region == NATION else filters.region_name(view.region)


def trail(view: View) -> None:
    """Draw Nasional > province > kabupaten/kota, each part a link, and the choice of one's own region."""
    places = data.ask("trail", code=view.region)
    with st.container(horizontal=True, key="trail", vertical_alignment="center", gap="small"):
        for position, place in enumerate(places.to_dict("records")):
            if position:
                st.markdown("›", width="content")
            name = _("Nasional") if place["code"] == NATION else str(place["name"])
            if place["code"] == view.region:
                st.markdown(f"**{plain(name)}**", width="content")
            else:
                st.page_link(
                    ROOT / "pages" / "region.py",
                    label=plain(name),
                    query_params=address.parameters(address.changed(view, region=str(place["code"]))),
                )
        _own_region(view)


def _own_region(view: View) -> None:
    if view.region == NATION:
        return
    if browser.own_region() == view.region:
        st.button(
            _("Lepas wilayah saya"),
            type="tertiary",
            icon=":material/home_pin:",
            key="own_region",
            on_click=browser.remember_region,
            args=("",),
        )
    else:
        st.button(
            _("Jadikan wilayah saya"),
            type="tertiary",
            icon=":material/home_pin:",
            key="own_region",
            on_click=browser.remember_region,
            args=(view.region,),
        )


def identity(view: View) -> None:
    """Draw what the region is, and where it lies."""
    if view.region == NATION:
        return
    place = data.ask("region", code=view.region).iloc[0]
    facts = {
        _("Kode Kemendagri"): place["code"],
        _("Jenis"): _(LEVELS[str(place["level"])]),
        _("Ibu kota"): place["capital"],
        _("Kelompok pulau"): place["island_group"],
        _("Pemerintahan sendiri"): _("ya") if place["autonomous"] else _("tidak (wilayah administrasi)"),
    }
    if place["children"]:
        facts[_("Kabupaten/kota")] = formats.number(place["children"])
    facts |= data.made(("standing", view.region), lambda: _standing(view))
    said = {
        name: plain(formats.MISSING if formats.is_missing(value) else str(value))
        for name, value in facts.items()
    }
    alt = maps.alt_locator(
        str(place["name"]), str(place["province"]), view.province in maps.approximate_borders()
    )

    def locator(look: Look, *, inline: bool = True) -> Any:
        return maps.locator(
            view.region,
            look,
            lat=None if formats.is_missing(place["lat"]) else float(place["lat"]),
            lon=None if formats.is_missing(place["lon"]) else float(place["lon"]),
            name=str(place["name"]),
            inline=inline,
        )

    if deck.is_on():
        drawing = deck.Drawing(locator, ("locator", view.region), alt)
        deck.add(title(view), deck.Facts(tuple(said.items()), drawing))
        return
    left, right = st.columns((2, 3), gap="large", vertical_alignment="center")
    with left:
        st.markdown("\n\n".join(f"**{name}** · {text}" for name, text in said.items()))
    with right:
        frame.chart("locator", view.region, partial(locator, inline=False), alt)
        if note := maps.note(view.province):
            st.caption(note)


def _standing(view: View) -> dict[str, str]:
    """Return the latest score and predicate of each family of instruments, in words."""
    found = {}
    for some in score_families(data.ask("region_scores", region=view.region)).values():
        latest = {str(name): value for name, value in some.iloc[-1].items()}
        grade = findings.grade_name(latest["grade_published"] or latest["grade_by_rule"])
        score = "" if formats.is_missing(latest["score"]) else formats.score(latest["score"])
        weak = _("keyakinan rendah") if latest["confidence"] == "low" else ""
        parts = (score, "" if grade == formats.MISSING else grade, str(latest["edition"]), weak)
        found[findings.family_name(str(latest["framework"]))] = " · ".join(part for part in parts if part)
    return found


def children(view: View, *, page: str) -> list[str]:
    """Draw the regions right below, compared, listed and searchable; return the sources.

    Picking a row of the list opens that region.
    """
    asked = questions.question("region_children", region=view.region)
    answer = asked.answer()
    st.header(_("Provinsi di Indonesia") if view.region == NATION else _("Kabupaten/kota"), anchor=False)
    shown = data.made(("children", view.region), lambda: _children_picture(view, answer, asked))
    frame.picture(shown, view, title(view), page)
    _list(view, answer)
    return list(shown.sources)


def _children_picture(view: View, answer: pd.DataFrame, asked: Question) -> frame.Picture:
    comparable = answer["spbe_comparable"].fillna(False).astype(bool)
    compared = answer.assign(spbe_score=answer["spbe_score"].where(comparable))
    return frame.Picture(
        key="children",
        title=findings.children(compared, title(view)),
        subtitle=_children_subtitle(view, int((answer["spbe_score"].notna() & ~comparable).sum())),
        chart=partial(charts.children, compared),
        questions=(asked,),
        sources=tuple(data.ask("region_sources", region=view.region)["source_title"]),
        alt=charts.alt_children(compared),
        table=answer,
        rows=questions.question("region_sources", region=view.region),
    )


def _children_subtitle(view: View, older: int) -> str:
    """Return what the comparison shows, and how many scores of an older instrument it leaves out."""
    shown = _("Indeks SPBE terbaru yang terpublikasi · {region}").format(region=title(view))
    if not older:
        return shown
    left_out = ngettext(
        "{count} nilai dari instrumen lama tidak dibandingkan",
        "{count} nilai dari instrumen lama tidak dibandingkan",
        older,
    )
    return f"{shown} · {left_out.format(count=formats.number(older))}"


def _list(view: View, answer: pd.DataFrame) -> None:
    """Draw the list of regions with its search."""
    wanted = st.text_input(
        _("Cari nama"), key="children_search", placeholder=_("ketik sebagian nama"), persist_state="page"
    )
    if wanted:
        answer = answer[answer["name"].str.contains(wanted, case=False, regex=False)].reset_index(drop=True)
    st.caption(_("Pilih satu baris untuk membuka wilayahnya."))
    heading = _("Provinsi di Indonesia") if view.region == NATION else _("Kabupaten/kota")
    listing(view, answer, "children", made_of=view.region if not wanted else None, heading=heading)


def listing(
    view: View,
    answer: pd.DataFrame,
    key: str,
    *,
    made_of: Hashable | None,
    height: int | None = None,
    heading: str = "",
) -> None:
    """Draw regions as a table; picking a row opens that region."""
    tables.show(
        answer,
        key=key,
        of="region",
        columns=CHILD_COLUMNS,
        values={
            "level": {id_: _(name) for id_, name in LEVELS.items()},
            "furthest_stage": filters.stages("gmsc"),
            "spbe_grade": data.made("grade names", lambda: filters.labels(data.ask("grades"), "grade")),
        },
        on_pick=lambda row: address.go(view, region=str(answer["code"].iloc[row])),
        made_of=made_of,
        height=height,
        title=heading,
    )
