"""The pictures of Kegiatan: the calendar, the map of who came, and the layers of ICT services."""

from dataclasses import replace
from functools import partial

import streamlit as st

from smartcity import formats
from smartcity.charts import events as drawings
from smartcity.findings import events as said
from smartcity.measures import Measure
from smartcity.settings import ROOT
from smartcity.ui import address, data, events, filters, frame, map_page, map_shown, tables, upload_way
from smartcity.ui.address import View
from smartcity.words import _

MAP = ROOT / "pages" / "map.py"
MOST_ROWS = 100


def calendar(view: View) -> list[str]:
    """Draw how many events began in which month; a click chooses the month. Return the sources."""
    shown = data.made(("event calendar", view), lambda: _calendar(view))
    frame.picture(shown, view, events.described(view, timeless=True), events.PATH)
    st.caption(_("Pilih satu bulan pada kalender untuk menyaring daftarnya; pilih lagi untuk melepasnya."))
    return list(shown.sources)


def _calendar(view: View) -> frame.Picture:
    asked = events.question("event_calendar", view)
    answer = asked.answer()
    return frame.Picture(
        # Of each chosen time a picture of its own, so that a click in one is not remembered in another.
        key=f"event_calendar_{view.year}{view.month}",
        title=said.calendar(answer),
        subtitle=_("Kegiatan menurut tahun dan bulan mulainya · {filters}").format(
            filters=events.described(view, timeless=True)
        ),
        chart=partial(drawings.calendar, answer, year=view.year, month=view.month),
        questions=(asked,),
        sources=sources(replace(view, year="", month="")),
        alt=drawings.alt_calendar(answer),
        table=answer.assign(titles=["; ".join(map(str, titles)) for titles in answer["titles"]]),
        rows=events.question("event_list", replace(view, year="", month="")),
        # An empty picture has nothing to choose.
        selections=("month",) if len(answer) else (),
        on_select=partial(_pick, view) if len(answer) else None,
    )


def _pick(view: View) -> None:
    key = f"chart_event_calendar_{view.year}{view.month}"
    picked = st.session_state[key]["selection"].get("month", [])
    if picked:
        time = {part: str(picked[0][part]) for part in ("year", "month")}
        again = (time["year"], time["month"]) == (view.year, view.month)
        address.go(view, **(dict.fromkeys(time, "") if again else time))


def sources(view: View) -> tuple[str, ...]:
    """Return the titles of the sources of the filtered events."""
    return tuple(events.question("event_list", view).answer()["source_title"].dropna().unique())


def on_map(view: View) -> list[str]:
    """Draw the small map of who ever came, and the way to the large one; return the sources."""
    measure = Measure("attendance")
    shown = map_shown.prepare(view, measure)
    found = map_page.picture(shown, view, measure, page="peta", small=True)
    if view.program or view.year or view.mode or view.text:
        st.caption(_("Peta menghitung semua kegiatan; hanya saringan wilayah berlaku padanya."))
    st.page_link(
        MAP,
        label=_("Buka peta"),
        icon=":material/map:",
        query_params={**address.shared(view), address.PARAMETERS["measure"]: measure.id},
    )
    return found


def layers(view: View) -> None:
    """Draw how many events address each layer of ICT services, and which they are."""
    left, right = st.columns((2, 3), gap="large")
    with left:
        shown = data.made(("event layers", view), lambda: _layers(view))
        frame.picture(shown, view, events.described(view), events.PATH)
        st.caption(
            _(
                "Lapisan dihitung hanya dari kegiatan yang menyebutnya pada kolom lapisan layanan TIK (ict_layers). "
                "Yang tidak menyebutnya tidak dianggap melewatkannya."
            )
        )
    with right:
        _layer_list(view)


def _layer_list(view: View) -> None:
    """Draw the events that state their layers; picking a row opens its page."""
    answer = events.question("event_layer_list", view).answer()
    if answer.empty:
        frame.empty(
            _("Belum ada kegiatan yang menyebut lapisannya di sini."),
            _(
                "Berita jarang menyebut apakah jaringan, perangkat, aplikasi, atau sumber daya manusia dibahas."
            ),
            _("Isi kolom lapisan layanan TIK pada tabel kegiatan, dipisah titik koma, lalu unggah."),
        )
        upload_way.draw("event", _("Unggah kegiatan"))
        return
    st.caption(_("Pilih satu baris untuk membuka kegiatannya."))
    tables.show(
        answer,
        key="event_layer_list",
        of="event",
        columns=("title", "starts_on", "ict_layers", "organiser", "audience", "source_title"),
        on_pick=lambda place: address.go(view, event=str(answer["event"].iloc[place])),
        made_of=view,
        most=MOST_ROWS,
        title=_("Lapisan layanan TIK"),
    )


def _layers(view: View) -> frame.Picture:
    asked = events.question("event_layers", view)
    answer, names = asked.answer(), events.layer_names()
    stated = _("{known} dari {total} kegiatan menyebut lapisannya").format(
        known=formats.number(answer["with_layers"].max()), total=formats.number(events.totals(view)["events"])
    )
    rows = events.question("event_layer_list", view)
    return frame.Picture(
        key="event_layers",
        title=said.layers(answer, names),
        subtitle=f"{stated} · {events.described(view)}",
        chart=partial(drawings.layers, answer, names=names),
        questions=(asked,),
        sources=tuple(rows.answer()["source_title"].dropna().unique()),
        alt=drawings.alt_layers(answer, names),
        table=answer,
        rows=rows,
    )


def region_name(view: View) -> str:
    """Return what the governments that are counted belong to."""
    return _("Indonesia") if view.region == address.NATION else filters.region_name(view.region)
