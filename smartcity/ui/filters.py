"""The filter bar: program, period, province, kabupaten or kota; always the same place and order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import pandas as pd
import streamlit as st

from smartcity import words
from smartcity.ui import address, data, deck
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.words import _

_OPEN = "filters_open"


def labels(frame: pd.DataFrame, key: str, stem: str = "name") -> dict[str, str]:
    """Return the name of each id of a table, in the language in use."""
    return dict(zip(frame[key].astype(str), frame[words.column(stem)].astype(str), strict=True))


def programs(*, with_stages: bool) -> dict[str, str]:
    """Return the programs to choose from by id, those with a selection only if asked so."""

    def make() -> dict[str, str]:
        frame = data.ask("programs")
        return labels(frame[frame["stages"] > 0] if with_stages else frame, "program")

    return data.made(("programs", with_stages), make)


def editions(program: str) -> dict[str, str]:
    """Return the editions of a program by id, latest first."""
    return data.made(
        ("editions", program), lambda: labels(data.ask("editions", program=program), "edition", "label")
    )


def stages(program: str) -> dict[str, str]:
    """Return the stages of a program by id, in their order."""
    return data.made(("stages", program), lambda: labels(data.ask("stages", program=program), "stage"))


def region_names(parent: str) -> dict[str, str]:
    """Return the children of a region by code, in order of name."""

    def make() -> dict[str, str]:
        frame = data.ask("region_names", parent=parent)
        return dict(zip(frame["code"], frame["name"], strict=True))

    return data.made(("region names", parent), make)


def read(*, with_stages: bool) -> tuple[View, list[str]]:
    """Return the view that the address asks for, and a notice for each value that does not exist."""
    program_ids = list(programs(with_stages=with_stages))
    program, program_notice = address.pick("program", program_ids, _first(program_ids))
    default = data.ask("default_edition", program=program)
    edition, edition_notice = address.pick(
        "edition", list(editions(program)), str(default["edition"].iloc[0]) if len(default) else ""
    )
    region, region_notice = address.pick("region", region_codes(), NATION)
    stage, stage_notice = address.pick("stage", list(stages(program)), "")
    breakdown, breakdown_notice = address.pick("breakdown", address.BREAKDOWNS, address.BREAKDOWNS[0])
    notices = [program_notice, edition_notice, region_notice, stage_notice, breakdown_notice]
    view = View(program, edition, region, stage, breakdown, address.language())
    return view, [notice for notice in notices if notice]


def region_codes() -> tuple[str, ...]:
    """Return the code of every region."""
    return data.made("region codes", lambda: tuple(data.ask("region_codes")["code"]))


def _first(ids: Sequence[str]) -> str:
    return ids[0] if ids else ""


def described(view: View) -> str:
    """Return the filters in words, as pictures and exports carry them."""
    program = programs(with_stages=False).get(view.program, view.program)
    edition = editions(view.program).get(view.edition, view.edition)
    return " · ".join(part for part in (program, edition, region_name(view.region)) if part)


def region_name(code: str) -> str:
    """Return a region's name; the nation is called by what it covers."""
    if code == NATION:
        return _("Seluruh Indonesia")

    def make() -> dict[str, str]:
        listed = data.ask("regions_listed")
        return dict(zip(listed["region_code"], listed["name"], strict=True))

    return data.made("region names", make).get(code, code)


def read_any() -> tuple[View, list[str]]:
    """Return the view that the address asks for, where no program, or no edition, stands for all of them."""
    view, notices = read(with_stages=False)
    program = view.program if address.asked("program") else ""
    edition = view.edition if program and address.asked("edition") else ""
    return replace(view, program=program, edition=edition), notices


def bar(
    view: View,
    *,
    with_stages: bool,
    program: bool = True,
    every: bool = False,
    first: Callable[[], None] | None = None,
    more: Callable[[], None] | None = None,
) -> None:
    """Draw the filter bar; each change is one step of the browser's history.

    With `every` all programs, and all their editions, can be chosen; `first` and `more` draw
    filters of the page's own at the beginning and at the end.
    """
    if deck.is_on():
        deck.of_run().filters = plain(described(view) if program else region_name(view.region))
        return
    is_open = bool(st.session_state.get(_OPEN, False))
    st.toggle(_("Saringan"), key=_OPEN, persist_state="session")
    with st.container(horizontal=True, key="filters_shown" if is_open else "filters_folded"):
        if first:
            first()
        if program:
            names = ({"": _("Semua program")} if every else {}) | programs(with_stages=with_stages)
            _select("program", _("Program"), names, view.program, lambda value: {"program": value}, view)
            names = editions(view.program)
            names = ({"": _("Semua periode")} if every and names else {}) | names
            title = period_word(view.program)
            _select("edition", title, names, view.edition, lambda value: {"edition": value}, view)
        _region_filters(view)
        if more:
            more()


def period_word(program: str) -> str:
    """Return what an edition of this program is called."""
    named = {"gmsc": _("Angkatan"), "spbe": _("Tahun penilaian"), "tp2dd": _("Periode penilaian")}
    return named.get(program, _("Periode"))


def _region_filters(view: View) -> None:
    everywhere = {NATION: _("Seluruh Indonesia")}
    provinces = everywhere | region_names(NATION)
    chosen = view.province or NATION
    _select("province", _("Provinsi"), provinces, chosen, lambda value: {"region": value}, view)
    if view.province:
        whole = {view.province: _("Seluruh provinsi")}
        below = whole | region_names(view.province)
        _select("region", _("Kabupaten/kota"), below, view.region, lambda value: {"region": value}, view)


def _select(
    part: str,
    title: str,
    names: dict[str, str],
    value: str,
    change: Callable[[str], dict[str, str]],
    view: View,
) -> None:
    """Draw one filter."""
    if names:
        choose(f"filter_{part}", title, names, value, lambda chosen: address.go(view, **change(chosen)))


def choose(
    key: str,
    title: str,
    names: Mapping[Any, str],
    value: Any,
    write: Callable[[Any], None],
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """Draw one choice; its value comes from the address at every run, so Back and Forward move it too."""
    st.session_state[key] = value
    st.selectbox(
        title,
        list(names),
        key=key,
        format_func=lambda id_: names.get(id_, id_),
        placeholder=_("Pilih satu"),
        on_change=lambda: write(st.session_state[key]),
        width=width,
    )


def choose_part(view: View, page: str, part: str, title: str, every: str, names: Mapping[str, str]) -> None:
    """Draw the choice of one part of a page's address, with a way to choose every value."""

    def write(value: str) -> None:
        address.go(view, **{part: value})

    choose(f"{page}_{part}", title, {"": every, **names}, getattr(view, part), write)


def search(view: View, page: str, title: str) -> None:
    """Draw a page's search; what is sought stands in the address."""
    key = f"{page}_text"
    st.session_state[key] = view.text

    def write() -> None:
        address.go(view, text=st.session_state[key].strip())

    st.text_input(
        title,
        key=key,
        max_chars=address.LONGEST_VALUE,
        placeholder=_("ketik sebagian nama"),
        icon=":material/search:",
        on_change=write,
    )
