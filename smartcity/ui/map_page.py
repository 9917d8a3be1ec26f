"""The parts of Peta: the map with its finding, the search, the list beside it, what could not be drawn."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import findings, formats, maps
from smartcity.look import Look
from smartcity.measures import Measure
from smartcity.settings import ROOT
from smartcity.ui import address, data, frame, funnel, map_measure, map_view, method_link, stage, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.map_shown import Shown
from smartcity.ui.text import plain
from smartcity.words import _, ngettext

FOUND = 6
PROVINCES, REGIONS = "provinces", "regions"
LIST_HEIGHT = 420
REGION_PAGE = ROOT / "pages" / "region.py"


def picture(shown: Shown, view: View, measure: Measure, *, page: str, small: bool = False) -> list[str]:
    """Draw the map with its finding; return the titles of its sources."""
    asked = map_measure.question(view, measure)
    key = map_view.scope_key(view, "map_small" if small else "map")
    made_of = (asked, shown.content.selected, shown.office_stamp)

    def draw() -> None:
        map_view.draw(shown.content, made_of, view, key, shown.alt, small=small)
        st.html(legend(frame.look()))

    def legend(look: Look) -> str:
        return map_view.legend(shown.legends[look.mode], shown.content)

    drawn = frame.Picture(
        key=key,
        title=shown.title,
        subtitle=shown.described,
        chart=lambda look: maps.picture(shown.content, look, shown.legends[look.mode]),
        questions=(asked,),
        sources=shown.sources,
        alt=shown.alt,
        table=shown.table,
        rows=map_measure.rows(view, measure),
        draw=draw,
        pieces=(lambda look: maps.slide(shown.content, look),),
        legend=legend,
    )
    frame.picture(drawn, view, shown.described, page)
    return list(shown.sources)


def complete(view: View, measure: Measure) -> None:
    """Offer the form for the names that a published figure lacks."""
    if measure.kind != "stage" or view.region != NATION:
        return
    if lacking := findings.map_coverage(funnel.steps(view)):
        stage.form(
            view,
            lacking[0],
            data.file_name(f"{view.program}-{view.edition}-{lacking[0]}-lengkapi", "xlsx"),
        )


def columns(view: View) -> tuple[float, float]:
    """Return the widths of map and list."""
    return map_view.share(view), 1 - map_view.share(view)


def trail(view: View) -> None:
    """Draw the way back to the country, and the way to the region's own page."""
    if view.region == NATION:
        return
    with st.container(horizontal=True, key="map_trail", vertical_alignment="center", gap="small"):
        _here(_("Seluruh Indonesia"), ":material/arrow_back:", NATION, view)
        for place in data.ask("trail", code=view.region).to_dict("records")[1:]:
            st.markdown("›", width="content")
            st.page_link(
                REGION_PAGE,
                label=_("Halaman {name}").format(name=plain(str(place["name"]))),
                query_params=address.shared(view, region=str(place["code"])),
            )


def search(view: View) -> None:
    """Draw the search for a region by name, other name or code; each find is a link."""
    wanted = st.text_input(
        _("Cari wilayah"),
        key="map_search",
        placeholder=_("nama, singkatan, atau kode"),
        icon=":material/search:",
        persist_state="page",
    )
    if not wanted:
        return
    found = data.ask("region_search", text=wanted[:80], limit=FOUND)
    if found.empty:
        st.caption(_("Tidak ada wilayah bernama “{text}”.").format(text=plain(wanted[:80])))
    with st.container(key="map_found", gap="xxsmall"):
        for place in found.to_dict("records"):
            _found(place["code"], str(place["name"]), str(place["level"]), place["province"], view)


def _found(code: str, name: str, level: str, province: object, view: View) -> None:
    label = name if level != "provinsi" else _("{name} (provinsi)").format(name=name)
    if level in ("kabupaten", "kota") and not formats.is_missing(province):
        label = f"{name}, {province}"
    if level in ("nasional", "provinsi"):
        _here(label, ":material/map:", code, view)
        return
    st.page_link(
        REGION_PAGE,
        label=plain(label),
        icon=":material/location_on:",
        query_params=address.shared(view, region=code),
    )


def _here(label: str, icon: str, code: str, view: View) -> None:
    """Draw a way to another part of the map: a link to the page that one is on does not change its address."""
    st.button(
        plain(label),
        key=f"map_to_{code}",
        type="tertiary",
        icon=icon,
        on_click=lambda: address.go(view, region=code),
    )


def listing(shown: Shown, view: View) -> None:
    """Draw the list beside the map; picking a row does what a click on the map does."""
    which = REGIONS
    if view.region == NATION:
        which = st.segmented_control(
            _("Daftar"),
            [PROVINCES, REGIONS],
            key="map_list",
            default=PROVINCES,
            required=True,
            format_func=lambda id_: _("Semua provinsi") if id_ == PROVINCES else _("Daerah dengan nilai"),
            persist_state="session",
            label_visibility="collapsed",
        )
    if which == PROVINCES:
        _provinces(shown, view)
    else:
        _regions(shown, view)


def _provinces(shown: Shown, view: View) -> None:
    """List the provinces with how many of their regions have a value."""
    st.caption(_("Pilih satu baris untuk memperbesar provinsinya."))
    codes = shown.provinces["province_code"].tolist()
    tables.show(
        shown.provinces,
        key="map_provinces",
        columns=("province", "with_value"),
        on_pick=lambda row: map_view.pick(str(codes[row]), view),
        height=LIST_HEIGHT,
        title=_("Semua provinsi"),
    )


def _regions(shown: Shown, view: View) -> None:
    """List the regions: those with a value for the country, all for a province; the strongest first."""
    if shown.ranked.empty:
        frame.empty(
            _("Belum ada wilayah dengan nilai."),
            _("Sumber yang tersedia belum memuatnya."),
            _("Unggah data beserta sumbernya untuk melengkapinya."),
        )
        return
    st.caption(_("Pilih satu baris untuk membuka halaman wilayahnya."))
    codes = shown.ranked["code"].tolist()
    columns = ("name", "province", "label") if view.region == NATION else ("name", "label")
    tables.show(
        shown.ranked,
        key="map_regions",
        columns=columns,
        on_pick=lambda row: map_view.open_page(str(codes[row])),
        height=LIST_HEIGHT,
        title=_("Daerah dengan nilai") if view.region == NATION else "",
    )


def missing(shown: Shown) -> None:
    """List the regions that no map can show, each as a link to its page."""
    left_out = shown.without_position
    if left_out.empty:
        return
    count = len(left_out)
    title = ngettext(
        "{count} wilayah tanpa letak pada peta", "{count} wilayah tanpa letak pada peta", count
    ).format(count=formats.number(count))
    frame.fold(title, partial(_missing, left_out), key="map_missing", icon=":material/location_off:")


def _missing(left_out: pd.DataFrame) -> None:
    st.caption(_("Koordinatnya tidak ada pada data wilayah; nilainya tetap dihitung."))
    codes = left_out["code"].tolist()
    tables.show(
        left_out,
        key="map_left_out",
        columns=("name", "province", "label"),
        on_pick=lambda row: map_view.open_page(str(codes[row])),
    )


def notes(shown: Shown) -> None:
    """Say what a symbol stands for, what of the map is an estimate and what is the office's own."""
    lines = [_("Titik menandai ibu kota atau pusat wilayah, bukan luasnya.")]
    if maps.has_estimates(shown.content):
        lines.append(
            _("Batas provinsi yang dibentuk pada 2012 dan 2022 adalah perkiraan dan digambar putus-putus.")
        )
    if shown.content.areas:
        lines.append(_("Bidang kabupaten/kota berasal dari berkas batas milik kantor ini."))
    st.caption(" ".join(lines))
    method_link.draw("batas")
