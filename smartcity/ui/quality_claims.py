"""Contradictions: claims about the same thing side by side, why one of them is shown, and how to settle it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.findings import quality as said
from smartcity.ui import (
    address,
    data,
    deck,
    filters,
    frame,
    method_link,
    quality_names,
    quality_settle,
    source_links,
    sources,
    tables,
)
from smartcity.ui.address import NATION, View
from smartcity.ui.claims import rule
from smartcity.ui.text import linked, plain
from smartcity.words import N_, _

MOST = 200
COLUMNS = ("subject", "chosen_words", "other_words", "why_chosen")
NARROWEST = 260
STEPS = {
    "exception": N_("dipilih dengan pengecualian"),
    "confidence": N_("tingkat keyakinan lebih rendah"),
    "date": N_("tanggal lebih lama atau tidak diketahui"),
    "title": N_("sama yakin dan sama tanggal; urutan judul sumber yang menentukan"),
    "key": N_("sama dalam segala hal; urutan kode yang menentukan"),
    "same": N_("menyebut angka yang sama"),
}
CHOSEN_BY = {
    "exception": N_("pengecualian"),
    "confidence": N_("tingkat keyakinan"),
    "date": N_("tanggal lebih baru"),
    "title": N_("judul sumber"),
    "key": N_("kode baris"),
}
Claim = Mapping[str, Any]


def draw(view: View, _page: str) -> list[str]:
    """Draw the list of contradictions and the chosen one."""
    answer = data.ask("contradictions")
    things = listed()
    stages = quality_names.listed()
    kinds = things["table_name"].value_counts()
    finding = said.contradictions(
        int(kinds.get("published_figure", 0)), int(kinds.get("assessment", 0)), len(stages)
    )
    st.subheader(finding, anchor=False)
    st.caption(rule())
    method_link.draw("angka-utama", _("Metode: cara angka utama dipilih"))
    if things.empty and not stages:
        frame.empty(
            _("Semua sumber yang tercatat sepakat."),
            _("Belum ada dua sumber yang memberi angka berbeda untuk hal yang sama."),
            _("Unggah angka dari sumber lain; bila berbeda, pertentangannya tampil di sini."),
        )
        return []
    if len(things):
        _one(view, answer)
        _list(view, things)
    quality_names.draw(view, stages)
    return list(answer["source_title"].dropna())


def listed() -> pd.DataFrame:
    """Return the contradictions, one row each, in words."""

    def make() -> pd.DataFrame:
        rows = [_summary(claims) for claims in _things(data.ask("contradictions"))]
        names = ["thing", "table_name", "row_key", *COLUMNS]
        return pd.DataFrame(rows, columns=names)

    return data.made("contradictions", make)


def _things(answer: pd.DataFrame) -> list[list[Claim]]:
    """Return the claims of each contradiction, the chosen one first."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for row in answer.to_dict("records"):
        claim = {str(name): value for name, value in row.items()}
        found.setdefault((claim["table_name"], claim["thing"]), []).append(claim)
    return list(found.values())


def _summary(claims: list[Claim]) -> dict[str, str]:
    first = claims[0]
    others = dict.fromkeys(value(claim) for claim in claims if claim["value"] != claim["chosen_value"])
    return {
        "thing": first["thing"],
        "table_name": first["table_name"],
        "row_key": first["row_key"],
        "subject": subject(first),
        "chosen_words": value(first),
        "other_words": "; ".join(others),
        "why_chosen": _(CHOSEN_BY[deciding(claims)]),
    }


def deciding(claims: list[Claim]) -> str:
    """Return the step that put the chosen claim before the strongest of those that disagree."""
    return next(str(claim["decided_by"]) for claim in claims if claim["decided_by"] not in ("", "same"))


def value(claim: Claim) -> str:
    """Return the number of a claim in words."""
    if claim["table_name"] == "assessment":
        return formats.score(claim["value"])
    return formats.short_number(claim["value"], 2)


def subject(claim: Claim) -> str:
    """Return what a claim is about, in words."""
    program = str(claim["program"] or "")
    place = filters.region_name(NATION) if claim["region_code"] == NATION else str(claim["region_name"])
    limited = " · ".join(part for part in (claim["scope_label"], claim["category"]) if part)
    if claim["table_name"] == "assessment":
        about = source_links.indicator_name({"of_what": claim["framework"], "what": claim["indicator"]})
    else:
        about = source_links.figure_words(
            {**claim, "what": claim["measure"], "of_what": claim["stage"], "text": limited}
        )
    period = said.period_name({"program": program, "edition": claim["edition"]})
    agency = str(claim["agency"] or "")
    return " · ".join(part for part in (period, about, place, agency) if part)


def _list(view: View, things: pd.DataFrame) -> None:
    wanted = st.text_input(
        _("Cari pertentangan"),
        key="contradictions_search",
        placeholder=_("program, periode, daerah, atau tahap"),
        icon=":material/search:",
        persist_state="page",
    ).strip()
    shown = things
    if wanted:
        found = things["subject"].str.contains(wanted, case=False, regex=False)
        shown = things[found].reset_index(drop=True)
    st.caption(_("Pilih satu baris untuk melihat semua klaimnya dan cara menetapkannya."))
    tables.show(
        shown,
        key="contradictions",
        columns=COLUMNS,
        on_pick=lambda row: address.go(
            view, table=str(shown["table_name"].iloc[row]), key=str(shown["row_key"].iloc[row])
        ),
        made_of="all" if not wanted else None,
        most=MOST,
        height=430 if len(shown) > 11 else None,
        title=_("Pertentangan"),
    )


def _one(view: View, answer: pd.DataFrame) -> None:
    """Draw the contradiction that the address names, by any of its claims."""
    named = answer[(answer["row_key"] == view.key) & (answer["table_name"] == view.table)]
    if named.empty:
        return
    thing = named["thing"].iloc[0]
    claims = next(some for some in _things(answer) if some[0]["thing"] == thing)
    if deck.is_on():
        _slide(claims)
        return
    with st.container(border=True, key="contradiction"):
        st.subheader(plain(subject(claims[0])), anchor=False)
        with st.container(horizontal=True, gap="medium"):
            row = {**claims[0], "of_what": claims[0]["framework"], "what": claims[0]["indicator"]}
            source_links.region(view, row)
            source_links.program(view, row)
        grid = st.grid(len(claims), min_column_width=NARROWEST, key="claims_grid", gap="medium")
        for place, claim in enumerate(claims):
            with grid.cell().container(border=True, key=f"claim_{place}", gap="small", height="stretch"):
                _claim(view, claim)
        quality_settle.draw(claims)


def _slide(claims: list[Claim]) -> None:
    """Add a slide of the claims side by side, the chosen one first."""
    numbers = []
    for claim in claims:
        mark = _("angka utama") if claim["chosen"] else _(STEPS[claim["decided_by"]])
        source = sources.title(claim["source_title"])
        numbers.append((plain(mark), value(claim), f"{source} · {formats.date(claim['dated'])}"))
    deck.add(
        plain(subject(claims[0])),
        deck.Numbers(tuple(numbers)),
        sources=[str(claim["source_title"]) for claim in claims],
    )


def _claim(view: View, claim: Claim) -> None:
    """Draw one claim: its number, its source, and why it is or is not the one that is shown."""
    mark = f" · {_('angka utama')}" if claim["chosen"] else ""
    unit = f" {plain(str(claim['counted_unit']))}" if claim["counted_unit"] else ""
    st.markdown(f"**{plain(value(claim))}**{unit}{mark}")
    st.markdown(linked(sources.title(claim["source_title"]), claim["source_url"]))
    confidence = tables.value_names("participation", "confidence").get(claim["confidence"], "")
    st.caption(
        _("Keyakinan: {confidence} · tanggal: {date}").format(
            confidence=plain(confidence), date=formats.date(claim["dated"])
        )
    )
    if not formats.is_missing(claim["note"]):
        st.caption(plain(str(claim["note"])))
    if claim["exception_reason"]:
        reason = plain(claim["exception_reason"])
        st.markdown(_("Ditetapkan dengan pengecualian: {reason}").format(reason=reason))
    elif not claim["chosen"]:
        st.markdown(_("Tidak dipakai: {why}").format(why=_(STEPS[claim["decided_by"]])))
    with st.container(horizontal=True, gap="medium"):
        sources.button(view, claim["source"], _("Fakta lain dari sumber ini"), claim["row_key"])
        source_links.own_row(claim["table_name"], claim["row_key"])
