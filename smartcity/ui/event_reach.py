"""Who comes to events: often, seldom, never as far as is recorded; by province and region by region."""

from functools import partial

import pandas as pd
import streamlit as st

from smartcity import formats, rules
from smartcity.charts import attendance as drawings
from smartcity.findings import events as said
from smartcity.findings.events import FREQUENCIES, frequency_name
from smartcity.ui import (
    address,
    data,
    downloads,
    event_pictures,
    events,
    filters,
    frame,
    method_link,
    onward,
    tables,
    upload_way,
)
from smartcity.ui.address import View
from smartcity.words import _

HEIGHT = 460
# Provinces on one slide.
ON_SLIDE = 19
COLUMNS = ("region_name", "events", "last_on", "frequency", "province", "people")


def draw(view: View) -> None:
    """Draw the provinces, then the regions by how often they came."""
    answer = events.question("attendance_provinces", view).answer()
    if answer.empty or not answer["known_events"].max():
        frame.empty(
            _("Belum ada kegiatan yang kehadirannya diketahui di sini."),
            _("Sumber biasanya menyebut jumlah peserta, bukan daerah mana yang datang."),
            _(
                "Unggah daftar hadir: satu baris untuk setiap daerah, dengan jumlah pesertanya bila diketahui."
            ),
        )
        upload_way.draw("attendance", _("Unggah daftar hadir"))
        return
    left, right = st.columns(2, gap="large")
    with left:
        shown = data.made(("attendance provinces", view), lambda: _provinces(view))
        frame.picture(shown, view, events.described(view), events.PATH)
        frame.fold(_("Tabel"), partial(_province_table, view, answer), key="attendance_provinces")
    with right:
        _regions(view)


def rule() -> str:
    """Return what often and seldom mean, in words."""
    return _(
        "**Sering**: sedikitnya {events} kegiatan, dan sedikitnya {share} dari kegiatan yang kehadirannya "
        "diketahui. **Jarang**: kurang dari itu. **Tidak pernah tercatat**: tidak ada dalam daftar hadir yang "
        "diketahui; itu tidak berarti tidak pernah datang."
    ).format(events=formats.number(rules.OFTEN_FROM_EVENTS), share=formats.percent(rules.OFTEN_FROM_SHARE, 0))


def _provinces(view: View) -> frame.Picture:
    asked = events.question("attendance_provinces", view)
    answer = asked.answer()
    counted = _(
        "Pemerintah daerah menurut kekerapan hadir, dari {known} kegiatan yang kehadirannya diketahui"
    )
    return frame.Picture(
        key="attendance_provinces",
        title=said.attendance(answer, event_pictures.region_name(view)),
        subtitle=" · ".join(
            (counted.format(known=formats.number(answer["known_events"].max())), events.described(view))
        ),
        chart=partial(drawings.provinces, answer),
        pieces=frame.pieces(
            answer, ON_SLIDE, partial(drawings.provinces, longest=int(answer["governments"].max()))
        ),
        questions=(asked,),
        sources=event_pictures.sources(view),
        alt=drawings.alt_provinces(answer),
        table=answer,
        rows=events.question("attendance_regions", view, frequency=""),
    )


def _province_table(view: View, answer: pd.DataFrame) -> None:
    st.caption(_("Pilih satu baris untuk melihat provinsinya saja."))
    tables.show(
        answer,
        key="attendance_provinces",
        columns=("province", "governments", "came", "often", "seldom", "never"),
        on_pick=lambda place: address.go(view, region=str(answer["province_code"].iloc[place])),
    )


def _regions(view: View) -> None:
    """Draw the choice of a frequency and the regions that have it; picking a row opens its page."""
    whole = events.question("attendance_regions", view, frequency="").answer()
    counts = {"": len(whole), **dict(whole["frequency"].value_counts())}
    names = {"": _("Semua"), **{id_: frequency_name(id_) for id_ in FREQUENCIES}}
    filters.choose(
        "choose_frequency",
        _("Kekerapan hadir"),
        {id_: f"{name} ({formats.number(counts.get(id_, 0))})" for id_, name in names.items()},
        view.status,
        lambda chosen: address.go(view, status=chosen),
    )
    st.caption(rule())
    method_link.draw("kehadiran")
    answer = events.question("attendance_regions", view, frequency=view.status).answer()
    if answer.empty:
        st.caption(_("Tidak ada daerah dengan kekerapan ini pada saringan yang berlaku."))
        return
    st.caption(_("Pilih satu baris untuk membuka halaman wilayahnya."))
    columns = tuple(name for name in COLUMNS if name != "people" or answer["people"].notna().any())
    tables.show(
        answer,
        key="attendance_regions",
        columns=columns,
        on_pick=lambda place: onward.note("region.py", region=str(answer["region_code"].iloc[place])),
        height=HEIGHT,
        made_of=view,
        title=_("Kehadiran daerah"),
    )
    downloads.offer(answer, "kehadiran-daerah", sheet=_("Kehadiran daerah"), filters=events.described(view))
