"""What Cari finds: regions, programs, instruments, pilots, events, agencies and sources for a few typed words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import formats, search
from smartcity.intake.examining import matcher_of
from smartcity.ui import address, data, deck, filters, frame, history_words, menu, sources
from smartcity.ui.address import PARAMETERS, View
from smartcity.ui.text import plain
from smartcity.words import N_, _, column, language, ngettext

# Results of each kind, and of the one kind that is opened whole.
EACH, MOST = 8, 200
# Regions that are proposed where none is found.
PROPOSED = 5
KINDS = {
    "region": (N_("Wilayah"), ":material/location_on:"),
    "program": (N_("Program"), ":material/flag:"),
    "pilot": (N_("Percontohan & quick win"), ":material/rocket_launch:"),
    "event": (N_("Kegiatan"), ":material/event:"),
    "agency": (N_("Perangkat daerah"), ":material/apartment:"),
    "framework": (N_("Instrumen penilaian"), ":material/analytics:"),
    "indicator": (N_("Bagian instrumen"), ":material/account_tree:"),
    "source": (N_("Sumber"), ":material/description:"),
}
# Programs whose own page is not the one of their selection.
PROGRAM_PAGES = {"idsll": "living_lab.py", "tp2dd": "agencies.py", "lokakarya": "events.py"}


@dataclass(frozen=True)
class Found:
    """One result: its name, what it is beside it, and the page that it leads to."""

    name: str
    beside: str
    page: str
    parts: tuple[tuple[str, str], ...]


Results = Mapping[str, tuple[list[Found], int]]


def read() -> tuple[View, list[str]]:
    """Return the view that the address asks for: the typed text, and the one kind that is opened."""
    kind, notice = address.pick("kind", list(KINDS), "")
    text = " ".join(address.asked("text").split())
    return View(text=text, kind=kind, language=address.language()), [notice] if notice else []


def draw(view: View) -> None:
    """Draw the search and what it found."""
    _box(view)
    if not search.is_enough(view.text):
        _start(view)
        return
    found = data.made(("search", view.text, view.kind), lambda: results(view))
    total = sum(count for _some, count in found.values())
    if not total:
        _nothing(view)
        return
    said = ngettext("{count} hasil untuk “{text}”", "{count} hasil untuk “{text}”", total)
    st.markdown(said.format(count=formats.number(total), text=plain(view.text)))
    for kind, (some, count) in found.items():
        if some and deck.is_on():
            _slide(kind, some, count)
        elif some:
            _group(view, kind, some, count)


def _box(view: View) -> None:
    key = "search_text"
    st.session_state[key] = view.text
    st.text_input(
        _("Yang dicari"),
        key=key,
        max_chars=address.LONGEST_VALUE,
        placeholder=_("nama atau kode wilayah, program, percontohan, kegiatan, perangkat daerah, sumber"),
        icon=":material/search:",
        on_change=lambda: address.go(view, text=st.session_state[key].strip(), kind=""),
    )


def results(view: View) -> Results:
    """Return what is found of each kind, the best first, and how many there are of it."""
    limit = MOST if view.kind else EACH
    found = {"region": _regions(view.text, limit)} if view.kind in ("", "region") else {}
    if not search.CODE.fullmatch(view.text):
        if view.kind not in ("region", "source"):
            found |= _things(view, limit)
        if view.kind in ("", "source"):
            found["source"] = _sources(view.text, limit)
    return {kind: found[kind] for kind in KINDS if kind in found}


def _regions(text: str, limit: int) -> tuple[list[Found], int]:
    """Return regions by name, other name, code or abbreviation; what the text certainly means stands first."""
    with data.store().read(data.version()) as snapshot:
        match = matcher_of(snapshot).match(text, near=False)
    sure = [each.code for each in match.candidates] or _abbreviated(text)
    more = data.ask("region_search", text=text, limit=MOST)
    codes = list(dict.fromkeys([*sure, *more["code"].astype(str)]))
    return [_region(code) for code in codes[:limit]], len(codes)


def _region(code: str) -> Found:
    names = history_words.region_names()
    beside = names.get(code.split(".")[0], "") if "." in code else ""
    return Found(names[code], beside, "region.py", (("region", code),))


def _abbreviated(text: str) -> list[str]:
    listed = data.ask("regions_short")
    rows = [{str(name): str(value) for name, value in row.items()} for row in listed.to_dict("records")]
    return search.abbreviated(text, rows)


def regions_meant(text: str) -> list[Found]:
    """Return the regions whose names are nearest to a text."""
    with data.store().read(data.version()) as snapshot:
        near = matcher_of(snapshot).match(text).candidates
    return [_region(each.code) for each in near[:PROPOSED]]


def _things(view: View, limit: int) -> dict[str, tuple[list[Found], int]]:
    answer = data.ask("search", text=view.text, kind=view.kind, limit=limit)
    grouped: dict[str, tuple[list[Found], int]] = {}
    for row in answer.to_dict("records"):
        some, _count = grouped.setdefault(str(row["kind"]), ([], int(row["total"])))
        some.append(_thing({str(name): str(value) for name, value in row.items()}))
    return grouped


def _thing(row: Mapping[str, str]) -> Found:
    """Return a result with the page that it leads to."""
    kind, id_, name, place = row["kind"], row["id"], row[column("name")], row["place"]
    if kind == "pilot":
        return Found(name, place, "pilots.py", (("pilot", id_),))
    if kind == "event":
        beside = " · ".join(
            part for part in (formats.date(row["of_id"] or None), place) if part != formats.MISSING
        )
        return Found(name, beside, "events.py", (("event", id_),))
    if kind == "agency":
        return Found(name, place, "agencies.py", (("region", row["of_id"]), ("agency", id_)))
    if kind == "framework":
        return Found(name, "", "assessments.py", (("framework", id_),))
    if kind == "indicator":
        parts = (("framework", row["of_id"]), ("part", "tree"))
        return Found(name, _instrument(row["of_id"]), "assessments.py", parts)
    return _program(id_, name)


def _program(program: str, name: str) -> Found:
    """Return a program with the page that shows it: its own, that of its selection, or that of its instrument."""
    if program in PROGRAM_PAGES:
        return Found(name, "", PROGRAM_PAGES[program], (("program", program),))
    if program in filters.programs(with_stages=True):
        return Found(name, "", "stages.py", (("program", program),))
    instruments = data.ask("instruments")
    own = instruments[instruments["program"] == program]["framework"]
    if len(own):
        return Found(name, "", "assessments.py", (("framework", str(own.iloc[-1])),))
    return Found(name, "", "overview.py", (("program", program),))


def _instrument(framework: str) -> str:
    known = data.ask("instruments")
    found = known[known["framework"] == framework]
    return str(found[column("name")].iloc[0]) if len(found) else framework


def _sources(text: str, limit: int) -> tuple[list[Found], int]:
    """Return sources by title or address; there are few, and they are counted once for each version."""
    listed = data.ask("sources")

    def make() -> list[str]:
        pairs = zip(listed["source_title"], listed["source_url"], strict=True)
        return [search.folded(f"{title} {url}") for title, url in pairs]

    wanted, texts = search.typed_words(text), data.made("sources to search", make)
    places = [place for place, known in enumerate(texts) if wanted and search.holds(wanted, known)]
    return [_source(listed.iloc[place]) for place in places[:limit]], len(places)


def _source(row: "pd.Series[Any]") -> Found:
    count = ngettext("{count} fakta", "{count} fakta", row["facts"])
    beside = count.format(count=formats.number(row["facts"]))
    parts = (("part", "sumber"), ("source", str(row["source"])))
    return Found(sources.title(row["source_title"]), beside, "quality.py", parts)


def _heading(kind: str, count: int) -> str:
    return f"{_(KINDS[kind][0])} ({formats.number(count)})"


def _slide(kind: str, some: Sequence[Found], count: int) -> None:
    """Add a slide of the results of one kind."""
    names = {_("Nama"): [one.name for one in some], _("Keterangan"): [one.beside for one in some]}
    deck.add(_heading(kind, count), deck.Rows(lambda: pd.DataFrame(names, dtype="str"), count))


def _group(view: View, kind: str, some: Sequence[Found], count: int) -> None:
    """Draw the results of one kind, each a link."""
    icon = KINDS[kind][1]
    st.header(_heading(kind, count), anchor=False)
    with st.container(key=f"found_{kind}", gap="xxsmall"):
        for one in some:
            _link(one, icon)
        if count > len(some):
            _more(view, kind, count, len(some))


def _link(one: Found, icon: str) -> None:
    label = f"**{plain(one.name)}**" + (f" · {plain(one.beside)}" if one.beside else "")
    wanted = {PARAMETERS[part]: value for part, value in one.parts}
    query = {**wanted, PARAMETERS["language"]: language()}
    st.page_link(menu.page(one.page), label=label, icon=icon, query_params=query, width="stretch")


def _more(view: View, kind: str, count: int, shown: int) -> None:
    """Draw the way to all results of one kind; of very many, say how to find the right one."""
    if view.kind:
        said = _("{shown} dari {total} yang tampil; tambahkan kata, misalnya nama daerahnya.")
        st.caption(said.format(shown=formats.number(shown), total=formats.number(count)))
        return
    st.button(
        _("Tampilkan semua ({count})").format(count=formats.number(count)),
        key=f"all_{kind}",
        type="tertiary",
        icon=":material/expand_more:",
        on_click=lambda: address.go(replace(view, kind=kind)),
    )


def _start(view: View) -> None:
    """Say what can be sought, where nothing or too little was typed."""
    frame.empty(
        _("Ketik paling sedikit dua huruf.") if view.text else _("Ketik apa yang Anda cari."),
        _("Nama boleh disingkat atau tanpa tanda baca: “kab oku”, “kota bdg”, “16.01”."),
        _("Beberapa kata dicari bersama-sama: “dinas kesehatan palembang”."),
    )


def _nothing(view: View) -> None:
    """Say that nothing was found, propose what was probably meant, and how to look on."""
    _proposals(regions_meant(view.text))
    known = [str(word) for word in data.ask("search_words")["word"]]
    meant = search.meant(search.typed_words(view.text), known)
    if meant:
        st.button(
            _("Maksud Anda “{text}”?").format(text=plain(meant)),
            key="search_meant",
            icon=":material/search:",
            on_click=lambda: address.go(view, text=meant, kind=""),
        )
    frame.empty(
        _("Tidak ada yang cocok dengan “{text}”.").format(text=plain(view.text)),
        _(
            "Yang dicari: nama dan kode wilayah, program, instrumen, percontohan, kegiatan, perangkat daerah, sumber."
        ),
        _("Kurangi katanya, periksa ejaannya, atau cari di dalam satu tabel lewat Jelajah data."),
    )
    st.page_link(
        menu.page("explore.py"),
        label=_("Jelajah data"),
        icon=":material/table_view:",
        query_params={PARAMETERS["language"]: language()},
    )


def _proposals(found: Sequence[Found]) -> None:
    """Draw regions that were probably meant."""
    if not found:
        return
    with st.container(key="found_meant", gap="xxsmall"):
        st.markdown(_("Maksud Anda:"))
        for one in found:
            _link(one, KINDS["region"][1])
