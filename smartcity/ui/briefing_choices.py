"""What goes into a briefing: its parts in their order, the regions with a profile, the instrument, its cover."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from smartcity import formats, words
from smartcity.export.briefing import logos
from smartcity.export.briefing.logos import LogoError, checked
from smartcity.export.briefing.making import ORDER, PROFILES
from smartcity.ui import address, briefing, data, deck, filters
from smartcity.ui.address import View
from smartcity.ui.briefing import NAMES
from smartcity.ui.map_measure import KNOWN
from smartcity.ui.received import PICTURE_MB
from smartcity.words import _

_LOGO = "briefing_logo"


def parts(view: View) -> None:
    """Draw the parts: which, and in which order; what is chosen comes first."""
    held = briefing.parts(view)
    if deck.is_on():
        listed = "\n".join(f"{place}. {_(NAMES[part])}" for place, part in enumerate(held, start=1))
        deck.say(_("Isi dan urutan"), listed)
        return
    st.subheader(_("Isi dan urutan"), anchor=False)
    with st.container(key="briefing_parts", gap="xxsmall"):
        for place, part in enumerate(held):
            with st.container(horizontal=True, key=f"briefing_row_{part}", vertical_alignment="center"):
                _part(view, part, held)
                if part == "sources":
                    st.caption(_("selalu penutup"), width="content")
                else:
                    _moves(view, part, place, held)
        for part in ORDER:
            if part not in held:
                _part(view, part, held)
    if PROFILES in held:
        _profiles(view)
    if "map" in held:
        _mapped(view)
    if "assessments" in held:
        _instrument(view)
    st.caption(
        _(
            "Paparan mengikuti program, periode, dan wilayah di atas, serta ukuran peta dan instrumen yang dipilih; "
            "saringan lain dari halaman asal tidak ikut."
        )
    )


def _part(view: View, part: str, held: tuple[str, ...]) -> None:
    key = f"briefing_part_{part}"
    st.session_state[key] = part in held

    def write() -> None:
        kept = tuple(each for each in held if each != part)
        _write(view, (*kept, part) if st.session_state[key] else kept)

    st.checkbox(_(NAMES[part]), key=key, on_change=write, width="stretch")


def _moves(view: View, part: str, place: int, held: tuple[str, ...]) -> None:
    """Draw the two ways to move a part; their names are for those who cannot see where they stand."""
    last = len(held) - (2 if "sources" in held else 1)
    for key, text, icon, to in (
        ("up", _("Naikkan {part}"), ":material/arrow_upward:", place - 1),
        ("down", _("Turunkan {part}"), ":material/arrow_downward:", place + 1),
    ):
        st.button(
            text.format(part=_(NAMES[part])),
            key=f"briefing_{key}_{part}",
            icon=icon,
            type="tertiary",
            disabled=not 0 <= to <= last,
            on_click=partial(_write, view, _moved(held, place, to)),
        )


def _moved(held: tuple[str, ...], place: int, to: int) -> tuple[str, ...]:
    rest = [*held[:place], *held[place + 1 :]]
    return (*rest[: max(to, 0)], held[place], *rest[max(to, 0) :])


def _write(view: View, held: tuple[str, ...]) -> None:
    address.go(view, parts=briefing.as_written(held))


def _profiles(view: View) -> None:
    """Draw the choice of the regions with a profile: all, or some."""
    whole = (
        _("Semua profil ({count}): provinsi ini dan isinya")
        if view.province
        else _("Semua provinsi ({count})")
    )
    key = "briefing_all_regions"
    st.session_state[key] = view.regions == briefing.ALL

    def write() -> None:
        address.go(view, regions=briefing.ALL if st.session_state[key] else "")

    st.checkbox(whole.format(count=formats.number(len(briefing.every(view)))), key=key, on_change=write)
    if view.regions != briefing.ALL:
        _some(view)


def _some(view: View) -> None:
    names, key = briefing.choices(view), "briefing_regions"
    st.session_state[key] = list(briefing.chosen(view))
    st.multiselect(
        _("Profil wilayah (paling banyak {count})").format(count=formats.number(briefing.MOST_REGIONS)),
        list(names),
        key=key,
        format_func=lambda code: names.get(code, code),
        max_selections=briefing.MOST_REGIONS,
        placeholder=_("ketik sebagian nama"),
        on_change=lambda: address.go(view, regions=",".join(st.session_state[key])),
    )


def _mapped(view: View) -> None:
    """Draw the choice of the measure on the map, without the editions of an instrument unless one was chosen."""

    def make() -> dict[str, str]:
        return {
            id_: KNOWN.label(measure)
            for id_, measure in KNOWN.known().items()
            if not measure.edition or id_ == view.mapped
        }

    known = data.made(("mapped", view.mapped), make)
    filters.choose(
        "briefing_mapped",
        _("Ukuran pada peta"),
        known,
        view.mapped,
        lambda value: address.go(view, mapped=value),
    )


def _instrument(view: View) -> None:
    """Draw the choice of the instrument whose scores are told."""
    usual = View().measure
    names = filters.labels(data.ask("map_frameworks"), "framework")
    known = {usual: _("yang nilainya paling banyak diketahui")}
    for id_, name in names.items():
        known[f"score.{id_}"] = name
    if view.measure not in known:
        _score, framework, edition = view.measure.split(".", 2)
        known[view.measure] = f"{names.get(framework, framework)} · {edition}"
    filters.choose(
        "briefing_measure",
        _("Instrumen penilaian"),
        known,
        view.measure,
        lambda value: address.go(view, measure=value),
    )


def cover(view: View) -> None:
    """Draw the language and the words on the cover."""
    st.subheader(_("Bahasa dan sampul"), anchor=False)
    _language(view)
    title, date = briefing.usual(view)
    _text(view, "title", _("Judul"), title)
    left, right = st.columns(2)
    with left:
        _text(view, "place", _("Tempat"), "")
    with right:
        _text(view, "date", _("Tanggal"), date)


def _language(view: View) -> None:
    key, chosen = "briefing_language", briefing.language(view)
    st.session_state[key] = chosen if chosen in words.LANGUAGES else words.SOURCE
    st.segmented_control(
        _("Bahasa paparan"),
        list(words.LANGUAGES),
        key=key,
        format_func=words.LANGUAGES.__getitem__,
        on_change=lambda: address.go(view, told_in=st.session_state[key] or chosen),
    )


def _text(view: View, part: str, title: str, usual: str) -> None:
    key = f"briefing_{part}"
    st.session_state[key] = getattr(view, part)

    def write() -> None:
        address.go(view, **{part: st.session_state[key].strip()})

    st.text_input(title, key=key, max_chars=address.LONGEST_VALUE, placeholder=usual, on_change=write)


@dataclass(frozen=True)
class _Logo:
    """A logo that was given, and why it was refused."""

    file: str
    png: bytes = b""
    refused: str = ""


def logo() -> bytes:
    """Draw the choice of a logo, and return it as PNG; b'' where there is none."""
    given = st.file_uploader(
        _("Logo (PNG atau JPEG, paling besar {size} MB)").format(
            size=formats.number(logos.MOST_BYTES // 1_000_000)
        ),
        type=["png", "jpg", "jpeg"],
        max_upload_size=PICTURE_MB,
        key="briefing_logo_file",
    )
    if given is None:
        return b""
    known: _Logo | None = st.session_state.get(_LOGO)
    if known is None or known.file != given.file_id:
        known = st.session_state[_LOGO] = _checked(given.file_id, given.getvalue())
    if known.refused:
        st.error(known.refused, icon=":material/error:")
    return known.png


def _checked(file: str, content: bytes) -> _Logo:
    try:
        return _Logo(file, checked(content))
    except LogoError as error:
        return _Logo(file, refused=str(error))
