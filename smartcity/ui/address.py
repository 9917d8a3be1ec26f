"""The view in the address: this module alone reads and writes it.

The address holds language-neutral ids only (`?program=gmsc&periode=2022&wilayah=16.01&lang=id`), so that a link
opens the same view in either language. Values that fit nothing fall back to the default, with a notice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit

import streamlit as st

from smartcity import words
from smartcity.settings import settings
from smartcity.words import _

NATION = "00"
BREAKDOWNS = ("island_group", "province", "level")
# Which map: the one that the browser draws fast, the light one, the one with WebGL.
MAPS = ("auto", "light", "deck")
PRESENTED = "paparan"
"""Shows a page as slides; the only other way is the page itself."""


@dataclass(frozen=True)
class View:
    """What is being looked at, each part an id of the database; '' where a part does not apply."""

    program: str = ""
    edition: str = ""
    region: str = NATION
    stage: str = ""
    breakdown: str = BREAKDOWNS[0]
    language: str = "id"
    measure: str = "stage"
    map: str = MAPS[0]
    batch: str = ""
    table: str = ""
    key: str = ""
    pilot: str = ""
    grouping: str = ""
    status: str = ""
    dimension: str = ""
    kind: str = ""
    text: str = ""
    need: str = ""
    part: str = ""
    source: str = ""
    framework: str = ""
    before: str = ""
    branch: str = ""
    regions: str = ""
    agency: str = ""
    event: str = ""
    mode: str = ""
    year: str = ""
    month: str = ""
    filters: str = ""
    sort: str = ""
    columns: str = ""
    page: str = ""
    parts: str = ""
    told_in: str = ""
    title: str = ""
    place: str = ""
    date: str = ""
    display: str = ""
    slide: str = ""

    @property
    def province(self) -> str:
        """Return the province's code, '' for the nation."""
        return "" if self.region == NATION else self.region.split(".")[0]


# Part of the view -> its name in the address.
PARAMETERS = {
    "program": "program",
    "edition": "periode",
    "region": "wilayah",
    "stage": "tahap",
    "breakdown": "rincian",
    "measure": "ukuran",
    "map": "peta",
    "batch": "unggahan",
    "table": "tabel",
    "key": "kunci",
    "pilot": "percontohan",
    "grouping": "menurut",
    "status": "status",
    "dimension": "dimensi",
    "kind": "jenis",
    "text": "cari",
    "need": "perlu",
    "part": "bagian",
    "source": "sumber",
    "framework": "instrumen",
    "before": "pembanding",
    "branch": "cabang",
    "regions": "daerah",
    "agency": "perangkat",
    "event": "kegiatan",
    "mode": "cara",
    "year": "tahun",
    "month": "bulan",
    "filters": "saring",
    "sort": "urut",
    "columns": "kolom",
    "page": "halaman",
    "parts": "isi",
    "told_in": "bahasa",
    "title": "judul",
    "place": "tempat",
    "date": "tanggal",
    "display": "mode",
    "slide": "salindia",
    "language": "lang",
}
_PRESENTATION = (PARAMETERS["display"], PARAMETERS["slide"])
# Parts that lose their meaning when their parent changes.
CHILDREN = {
    "program": ("edition", "stage", "page"),
    "region": ("page", "agency"),
    "table": ("key", "filters", "sort", "columns", "page"),
    "filters": ("key", "page"),
    "sort": ("key", "page"),
    "page": ("key",),
    "part": ("source", "table", "key"),
    "source": ("table", "key"),
    "framework": ("edition", "before", "branch", "regions"),
    "edition": ("before", "page"),
    "year": ("month",),
}
# What a link to another page carries along.
SHARED = ("program", "edition", "region", "language")
LONGEST_VALUE = 80
# The key of a row names its source, too.
LONGEST = {
    "parts": 200,
    "key": 4_000,
    "filters": 4_000,
    "columns": 1_000,
    "pilot": 400,
    "event": 400,
    "agency": 400,
}


def asked(part: str) -> str:
    """Return what the address asks for, cut to a sane length; '' where it asks for nothing."""
    return str(st.query_params.get(PARAMETERS[part], ""))[: longest(part)]


def longest(part: str) -> int:
    """Return how many characters of a part are read."""
    return LONGEST.get(part, LONGEST_VALUE)


def language() -> str:
    """Return the language that the address asks for, or the configured one."""
    return words.known_language(asked("language") or settings().language)


def pick(part: str, choices: Sequence[str], default: str) -> tuple[str, str]:
    """Return the value to use for one part, and a notice ('' where the address asked for nothing wrong)."""
    wanted = asked(part)
    if not wanted or wanted in choices:
        return wanted or default, ""
    return default, unknown(part, wanted)


def unknown(part: str, value: str) -> str:
    """Return the notice that what an address asks for is not there."""
    return _("Alamat meminta {name} “{value}” yang tidak ada; yang tampil adalah pilihan bawaan.").format(
        name=label(part), value=value[:LONGEST_VALUE]
    )


def label(part: str) -> str:
    """Return the name that a person sees for a part of the view."""
    return {
        "program": _("program"),
        "edition": _("periode"),
        "region": _("wilayah"),
        "stage": _("tahap"),
        "breakdown": _("rincian"),
        "measure": _("ukuran"),
        "map": _("jenis peta"),
        "batch": _("unggahan"),
        "table": _("tabel"),
        "key": _("kunci baris"),
        "pilot": _("percontohan"),
        "grouping": _("kelompok"),
        "status": _("status"),
        "dimension": _("dimensi"),
        "kind": _("jenis"),
        "text": _("teks yang dicari"),
        "need": _("yang perlu"),
        "part": _("bagian"),
        "source": _("sumber"),
        "framework": _("instrumen"),
        "before": _("periode pembanding"),
        "branch": _("bagian instrumen"),
        "regions": _("daerah yang dipilih"),
        "agency": _("perangkat daerah"),
        "event": _("kegiatan"),
        "mode": _("cara pelaksanaan"),
        "year": _("tahun"),
        "month": _("bulan"),
        "filters": _("saringan"),
        "sort": _("urutan"),
        "columns": _("kolom"),
        "page": _("halaman"),
        "parts": _("isi paparan"),
        "told_in": _("bahasa paparan"),
        "title": _("judul"),
        "place": _("tempat"),
        "date": _("tanggal"),
        "display": _("mode"),
        "slide": _("salindia"),
        "language": _("bahasa"),
    }[part]


def parameters(view: View, parts: Sequence[str] = tuple(PARAMETERS)) -> dict[str, str]:
    """Return the address parameters of a view: the language, and what differs from an empty view."""
    empty = View(language="")
    values = {part: getattr(view, part) for part in parts}
    return {PARAMETERS[part]: value for part, value in values.items() if value != getattr(empty, part)}


def given(query: Mapping[str, str]) -> View:
    """Return the view that the parameters of an address hold, cut to a sane length and not checked otherwise."""
    parts = {part: name for part, name in PARAMETERS.items() if query.get(name)}
    return replace(View(), **{part: query[name][: longest(part)] for part, name in parts.items()})


def changed(view: View, **changes: str) -> View:
    """Return the view after changes; the children of a changed parent are dropped."""
    dropped = {
        child: ""
        for parent, value in changes.items()
        if value != getattr(view, parent)
        for child in CHILDREN.get(parent, ())
    }
    return replace(view, **{**dropped, **changes})


def go(view: View, **changes: str) -> None:
    """Write the changed view into the address, as one step of the browser's history (for callbacks)."""
    st.query_params.from_dict(parameters(changed(view, **changes)))


def link(page: str, view: View, /, **changes: str) -> str:
    """Return the address of a page with this view, relative to the server's root."""
    query = urlencode(parameters(changed(view, **changes)))
    return f"{page}?{query}" if query else page


def absolute(page: str, view: View) -> str:
    """Return the full address of a page with this view, for what leaves the screen."""
    return f"{root()}{link(page, view)}"


def root() -> str:
    """Return the address of this server, under which the pages are; '' where it is not known."""
    here = urlsplit(st.context.url or "")
    server = f"{here.scheme}://{here.netloc}/" if here.netloc else ""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"{server}{base + '/' if base else ''}"


def here(page: str, slide: str = "") -> str:
    """Return the full address of a page as it is looked at: one of its slides, or with '' the page itself."""
    return f"{root()}{page}?{urlencode(_presented(slide))}"


def present(slide: str) -> None:
    """Show one of this page's slides, or with '' the page itself again, as one step of the history (for callbacks)."""
    st.query_params.from_dict(_presented(slide))


def _presented(slide: str) -> dict[str, str]:
    """Return the parameters of this address with a slide, or with '' without any."""
    kept = {name: value for name, value in st.query_params.items() if name not in _PRESENTATION}
    shown = {PARAMETERS["display"]: PRESENTED} if slide else {}
    if slide not in ("", "1"):
        shown[PARAMETERS["slide"]] = slide
    return {**kept, PARAMETERS["language"]: language(), **shown}


def shared(view: View, **changes: str) -> dict[str, str]:
    """Return the parameters that a link to another page carries along."""
    return parameters(changed(view, **changes), _shared(bool(view.framework)))


def _shared(of_instrument: bool) -> tuple[str, ...]:
    """Return what a link carries along; the period of an instrument is no edition of another page's program."""
    return tuple(part for part in SHARED if not (of_instrument and part in ("program", "edition")))


def carried(**more: str) -> dict[str, str]:
    """Return the parameters of a link to another page: what this address shares with every page, and `more`."""
    here = {PARAMETERS[part]: asked(part) for part in _shared(bool(asked("framework"))) if asked(part)}
    given = {PARAMETERS[part]: value for part, value in more.items() if value}
    return {**here, PARAMETERS["language"]: words.language(), **given}


def move(**more: str) -> None:
    """Write an address that keeps only what pages share, and `more`, as one step of the browser's history."""
    st.query_params.from_dict(carried(**more))
