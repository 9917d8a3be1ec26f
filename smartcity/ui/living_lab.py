"""IDSLL: its members known by name, what they committed to, and where the published numbers contradict each other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import findings, formats
from smartcity.ui import address, data, deck, filters, frame, funnel, map_view, tables
from smartcity.ui.address import View
from smartcity.ui.text import linked, plain
from smartcity.words import _

PROGRAM = "idsll"
PATH = "idsll"
# From this stage on a region has joined.
JOINED = "committed"
MOST_ROWS = 200
HEIGHT, FITTING = 420, 10
COLUMNS = ("name", "furthest_stage", "edition", "best_confidence", "province", "source_title")
CLAIM_COLUMNS = (
    "edition",
    "stage",
    "measure",
    "scope_label",
    "value",
    "counted_unit",
    "chosen",
    "as_of",
    "confidence",
    "note",
    "source_title",
)


def read() -> tuple[View, list[str]]:
    """Return the view of this program, in the edition that the address asks for or the usual one."""
    view, notices = filters.read(with_stages=False)
    asked, known = address.asked("edition"), list(filters.editions(PROGRAM))
    default = data.ask("default_edition", program=PROGRAM)
    usual = str(default["edition"].iloc[0]) if len(default) else ""
    edition = asked if address.asked("program") == PROGRAM and asked in known else usual
    return replace(view, program=PROGRAM, edition=edition, stage=""), notices


def bar(view: View) -> None:
    """Draw the filter bar: the region, and the edition of this one program."""
    filters.bar(view, with_stages=False, program=False, more=lambda: _edition(view))


def _edition(view: View) -> None:
    title, names = filters.period_word(PROGRAM), filters.editions(PROGRAM)
    if names:
        write: Callable[[str], None] = lambda value: address.go(view, edition=value)  # noqa: E731
        filters.choose("idsll_edition", title, names, view.edition, write)


def regions(view: View) -> pd.DataFrame:
    """Return the regions known at any stage, how far each came, those of low confidence last."""
    return data.ask("joined_regions", program=PROGRAM, region=view.region)


def joined(view: View) -> pd.DataFrame:
    """Return the regions known to have joined."""
    stages = list(filters.stages(PROGRAM))
    from_here = stages[stages.index(JOINED) :] if JOINED in stages else stages
    found = regions(view)
    return found[found["furthest_stage"].isin(from_here) & ~found["low_only"].astype(bool)]


def named(view: View) -> int:
    """Return how many members of the view's edition are known by name."""
    steps = funnel.steps(view)
    return int(steps.loc[steps["stage"] == JOINED, "known"].sum())


def published(view: View) -> float | None:
    """Return how many members of the view's edition were published for exactly this region; None where none was."""
    steps = funnel.steps(view)
    value = steps.loc[steps["stage"] == JOINED, "published"]
    return None if value.empty or formats.is_missing(value.iloc[0]) else float(value.iloc[0])


def members(view: View) -> list[str]:
    """Draw who the members are that are known by name; return the titles of the sources."""
    found = regions(view)
    st.subheader(plain(findings.members(named(view), published(view), view.edition)), anchor=False)
    st.caption(
        plain(
            _("Kabupaten/kota yang disebut sumber, dari semua periode · {region}").format(
                region=filters.region_name(view.region)
            )
        )
    )
    if found.empty:
        frame.empty(
            _("Belum ada anggota yang diketahui namanya di sini."),
            _("Daftar penanda tangan IDSLL belum pernah terbit; yang diketahui berasal dari berita daerah."),
            _("Unggah tabel partisipasi: program idsll, tahap, kode wilayah, dan sumbernya."),
        )
        return []
    shown = found.assign(
        best_confidence=[
            tables.value_names("participation", "confidence").get(each, each)
            for each in found["best_confidence"]
        ]
    )
    st.caption(_("Pilih satu baris untuk membuka halaman wilayahnya."))
    tables.show(
        shown,
        key="idsll_members",
        of="participation",
        columns=COLUMNS,
        values={"furthest_stage": filters.stages(PROGRAM)},
        on_pick=lambda place: map_view.open_page(str(found["region_code"].iloc[place])),
        height=HEIGHT if len(found) > FITTING else None,
        made_of=view.region,
        most=MOST_ROWS,
        title=plain(findings.members(named(view), published(view), view.edition)),
    )
    low = int(found["low_only"].sum())
    if low:
        st.caption(
            _("{count} di antaranya hanya disebut sumber berkeyakinan rendah dan tidak dihitung.").format(
                count=formats.number(low)
            )
        )
    return [str(title) for title in found["source_title"].dropna().unique()]


def claims() -> pd.DataFrame:
    """Return every published number of the program, of all its editions."""

    def make() -> pd.DataFrame:
        found = [
            data.ask("figure_claims", program=PROGRAM, edition=edition, region=address.NATION).assign(
                edition=edition
            )
            for edition in filters.editions(PROGRAM)
        ]
        return pd.concat(found, ignore_index=True) if found else pd.DataFrame()

    return data.made("idsll claims", make)


def contradictions() -> None:
    """Draw where published numbers contradict each other, each claim with its source, then all of them."""
    found = claims()
    st.header(_("Angka yang terbit"), anchor=False)
    if found.empty:
        frame.empty(
            _("Belum ada angka terpublikasi tentang IDSLL."),
            _("Jumlah anggota diumumkan pada rapat dan penandatanganan."),
            _("Unggah angka terpublikasi beserta sumbernya."),
        )
        return
    contested = found[
        found.groupby(["edition", "stage", "measure", "scope_label"])["contradicts"].transform("any")
    ]
    said = [
        f"**{plain(_about(str(edition), str(stage), str(measure)))}**\n\n{_side_by_side(some)}"
        for (edition, stage, measure), some in contested.groupby(["edition", "stage", "measure"], sort=False)
    ] or [_("Tidak ada angka yang bertentangan.")]
    if deck.is_on():
        cited = list(contested["source_title"].dropna())
        deck.say(_("Angka yang terbit"), *said, sources=cited)
        return
    for each in said:
        st.markdown(each)
    frame.fold(_("Semua angka dan sumbernya"), lambda: _table(found), key="idsll_claims")


def _about(edition: str, stage: str, measure: str) -> str:
    name = filters.stages(PROGRAM).get(stage, "")
    what = name or tables.value_names("published_figure", "measure").get(measure, measure)
    return f"{what}, {edition}"


def _side_by_side(some: pd.DataFrame) -> str:
    """Return the claims as a list, the chosen one first, each with source and remark."""
    lines = []
    for claim in some.sort_values("chosen", ascending=False).to_dict("records"):
        lines.append(f"- {_claim({str(name): value for name, value in claim.items()})}")
    return "\n".join(lines)


def _claim(claim: Mapping[str, Any]) -> str:
    value = formats.short_number(claim["value"], 2)
    headline = _("angka utama")
    shown = f"**{value}** ({headline})" if claim["chosen"] else f"**{value}**"
    url = None if formats.is_missing(claim["source_url"]) else str(claim["source_url"])
    note = "" if formats.is_missing(claim["note"]) else f". {plain(str(claim['note']))}"
    return f"{shown}: {linked(str(claim['source_title']), url)}{note}"


def _table(found: pd.DataFrame) -> None:
    tables.show(
        found,
        key="idsll_claims",
        of="published_figure",
        columns=CLAIM_COLUMNS,
        values={"stage": filters.stages(PROGRAM)},
        made_of="idsll claims",
    )
