"""Questions that only a person can answer: which region a name means, what a decimal mark or a date's order is."""

from collections.abc import Sequence

import streamlit as st

from smartcity import access, formats
from smartcity.intake.report import Asked, Report
from smartcity.ui import upload_words, writer
from smartcity.ui.text import plain
from smartcity.ui.upload_work import Work
from smartcity.words import N_, _, ngettext

ON_A_PAGE = 10
DECIMALS = {
    ",": N_("koma: 1.234 adalah seribu dua ratus tiga puluh empat"),
    ".": N_("titik: 1.234 adalah satu koma dua tiga empat"),
}
ORDERS = {
    "day": N_("hari dahulu: 3/4/2022 adalah 3 April 2022"),
    "month": N_("bulan dahulu: 3/4/2022 adalah 4 Maret 2022"),
}


def draw(work: Work, report: Report) -> None:
    """Draw what is unclear, each thing once for all rows that have it."""
    _signs(work, report)
    _names(work, report)


def _signs(work: Work, report: Report) -> None:
    """Draw the questions about numbers and dates, one for each column."""
    work.questions |= report.questions
    if not work.questions:
        return
    st.header(_("Angka dan tanggal yang belum jelas"), anchor=False)
    for place, question in sorted(work.questions.items()):
        header = plain(report.sheet.headers[place])
        if question == "percent":
            text = _("Angka 0 sampai 1 pada kolom {header} dibaca sebagai persen: 0,45 adalah 45%.")
            st.markdown(text.format(header=header))
        else:
            _sign(work, header, place, question)


def _sign(work: Work, header: str, place: int, question: str) -> None:
    key = f"sign_{work.number}_{place}_{question}"
    if question == "decimal":
        st.session_state[key] = work.choices.decimals.get(place)
        options = DECIMALS
        title = _("Tanda desimal pada kolom {header}").format(header=header)
    else:
        st.session_state[key] = "month" if place in work.choices.month_first else "day"
        options = ORDERS
        title = _("Urutan tanggal pada kolom {header}").format(header=header)

    def changed() -> None:
        chosen = st.session_state[key]
        if question == "decimal":
            work.decide(decimals={**work.choices.decimals, place: chosen})
        else:
            rest = work.choices.month_first - {place}
            work.decide(month_first=rest | {place} if chosen == "month" else rest)

    st.radio(
        title, list(options), key=key, index=None, format_func=lambda id_: _(options[id_]), on_change=changed
    )


def _names(work: Work, report: Report) -> None:
    """Draw the names of regions that are unclear, and those that were settled here."""
    asked = work.once("regions asked", report.regions_asked)
    settled = [each for name, each in work.answered.items() if name in work.choices.regions]
    if not asked and not settled:
        return
    st.header(_("Nama wilayah yang belum jelas"), anchor=False)
    if asked:
        text = _("{count} nama perlu dipastikan; setiap jawaban berlaku untuk semua baris dengan nama itu.")
        st.markdown(text.format(count=formats.number(len(asked))))
    else:
        st.markdown(_("Semua nama sudah jelas."))
    shown = [*asked, *settled]
    pages = -(-len(shown) // ON_A_PAGE)
    page = st.pagination(pages, key=f"names_page_{work.number}") if pages > 1 else 1
    for each in shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]:
        _name(work, each)


def _name(work: Work, asked: Asked) -> None:
    name = (asked.name, asked.province)
    told = " · ".join(
        part
        for part in (
            asked.name or _("(tanpa nama)"),
            asked.province,
            ngettext("{count} baris", "{count} baris", asked.count).format(count=formats.number(asked.count)),
        )
        if part
    )
    with st.container(border=True):
        left, right = st.columns((3, 1), vertical_alignment="bottom")
        with left:
            _choice(work, asked, name, told)
        with right:
            _keeping(work, name)


def _choice(work: Work, asked: Asked, name: tuple[str, str], told: str) -> None:
    key = "_".join(("region", str(work.number), *name))
    st.session_state[key] = work.choices.regions.get(name)
    options = offered(asked.candidates)

    def changed() -> None:
        chosen = st.session_state[key]
        rest = {each: code for each, code in work.choices.regions.items() if each != name}
        work.answered[name] = asked
        work.decide(regions={**rest, name: chosen} if chosen else rest)

    st.selectbox(
        plain(told),
        list(options),
        key=key,
        index=None,
        format_func=lambda code: options.get(code, code),
        placeholder=_("Pilih wilayah, atau ketik untuk mencari"),
        on_change=changed,
    )


def offered(candidates: Sequence[str]) -> dict[str, str]:
    """Return what a name may mean: the likely regions, then all others."""
    known = upload_words.regions()
    return {code: known[code] for code in candidates if code in known} | dict(known)


def _keeping(work: Work, name: tuple[str, str]) -> None:
    """Draw whether the answer is kept for the next files, to those who may; it is offered once there is one."""
    if name not in work.choices.regions or not access.may(
        writer.caller(), access.WRITE, table=access.ALIASES
    ):
        return
    key = "_".join(("keep", str(work.number), *name))
    st.session_state[key] = name in work.kept

    def changed() -> None:
        if st.session_state[key]:
            work.kept.add(name)
        else:
            work.kept.discard(name)

    st.checkbox(
        _("Ingat nama ini"),
        key=key,
        on_change=changed,
        help=_("Jawaban ini dipakai juga untuk berkas berikutnya, dan dicatat siapa yang memastikannya."),
    )
