"""How good the data about one region are: gaps, contradictions, last changes, regions like it, sources."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.ui import data, deck, history_words, internal, onward, quality_claims, region, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.words import N_, _

# Rows of one table; a browser on a phone draws them at once.
MOST_ROWS = 100
HEIGHT, FITTING = 430, 11
GAPS = {
    "program": N_("Belum ada program yang diketahui diikuti"),
    "date": N_("Tanggal keikutsertaan: {known} dari {total} diketahui; belum: {missing}"),
    "index": N_("Indeks SPBE: {known} dari {total} tahun diketahui; belum: {missing}"),
    "parts": N_("Bagian penilaian (domain, aspek, indikator) belum diketahui"),
    "ietpd": N_("Indeks ETPD belum diketahui"),
    "ietpd_level": N_("Tahap ETPD (inisiasi sampai digital) belum diketahui"),
    "pilot": N_("Belum ada percontohan atau quick win yang tercatat"),
    "due": N_("Tenggat percontohan: {known} dari {total} yang terbuka diketahui"),
    "progress": N_("Kemajuan percontohan: {known} dari {total} yang terbuka diketahui"),
}
# The table where a gap is filled; pilots that are there already are mended from the follow-up list.
TABLE_OF = {
    "program": "participation",
    "date": "participation",
    "index": "assessment",
    "parts": "assessment",
    "ietpd": "assessment",
    "ietpd_level": "assessment",
    "pilot": "pilot",
}
CHANGE_COLUMNS = ("changed_at", "made_by", "table_name", "row_words", "region_name", "happened", "batch_name")
HAPPENED = {"added": N_("baru"), "changed": N_("diubah"), "removed": N_("dihapus")}


def draw(view: View) -> None:
    """Draw the parts as tabs; only what is opened is made."""
    gaps, claims, changed, alike, sources = _answers(view)
    parts: list[tuple[str, pd.DataFrame, Callable[[], None]]] = [
        (_("Belum diketahui"), gaps, partial(_gaps, view, gaps)),
        (_("Sumber bertentangan"), claims, partial(_claims, view, claims)),
        (_("Perubahan terakhir"), changed, partial(_changes, view, changed)),
        (_("Wilayah setingkat"), alike, partial(_alike, view, alike)),
        (_("Sumber"), sources, partial(_sources, sources)),
    ]
    filled = [part for part in parts if len(part[1])]
    if not filled:
        return
    st.header(_("Mutu data wilayah ini"), anchor=False)
    titles = [f"{name} ({formats.number(_count(rows))})" for name, rows, _draw in filled]
    tabs = st.tabs(titles, key="quality_tabs", on_change="rerun")
    for tab, (_name, _rows, draw_part) in zip(tabs, filled, strict=True):
        if tab.open:
            with tab:
                draw_part()


def _answers(view: View) -> tuple[pd.DataFrame, ...]:
    nowhere = pd.DataFrame()
    return (
        data.ask("region_gaps", region=view.region),
        data.ask("region_contradictions", region=view.region),
        nowhere if view.region == NATION else data.ask("region_changes", region=view.region, limit=MOST_ROWS),
        nowhere if view.region == NATION else peers(view),
        data.ask("region_sources", region=view.region),
    )


def _count(rows: pd.DataFrame) -> int:
    """Return how many there are of what a table lists, also where it is cut."""
    return int(rows["total"].iloc[0]) if {"total", "batch"} <= set(rows.columns) else len(rows)


def _gaps(view: View, gaps: pd.DataFrame) -> None:
    """List what is not known, and how to add it."""
    rule = _("Tidak tercatat bukan berarti tidak ada: sumber yang terkumpul belum memuatnya.")
    lines = "\n".join(f"- {gap_words(row)}" for row in _rows(gaps))
    if deck.is_on():
        deck.say(_("Belum diketahui"), lines, rule)
        return
    st.caption(rule)
    st.markdown(lines)
    with st.container(horizontal=True, key="gap_ways", gap="medium"):
        onward.link("upload.py", _("Unggah berkas"), ":material/upload_file:", view)
        for table in dict.fromkeys(TABLE_OF[gap] for gap in gaps["gap"] if gap in TABLE_OF):
            label = _("Isi satu baris: {table}").format(table=history_words.table_name(table))
            onward.link("edit.py", label, ":material/edit:", view, table=table, key="new")
        if set(gaps["gap"]) - set(TABLE_OF):
            onward.link("follow_up.py", _("Lengkapi percontohan"), ":material/checklist:", view)


def gap_words(row: Mapping[str, Any]) -> str:
    """Return one gap in words."""
    return _(GAPS[str(row["gap"])]).format(
        known=formats.number(row["known"]),
        total=formats.number(row["total"]),
        missing=plain(str(row["missing"])),
    )


def _claims(view: View, claims: pd.DataFrame) -> None:
    """List the claims that differ from the one shown; picking one opens both side by side."""
    st.caption(_("Pilih satu baris untuk melihat klaimnya berdampingan dan cara menetapkannya."))
    tables.show(
        data.made(("region claims", view.region), lambda: _claim_words(claims)),
        key="region_claims",
        columns=("subject", "chosen_words", "chosen_source", "other_words", "source_title"),
        on_pick=lambda place: onward.note(
            "quality.py",
            part="pertentangan",
            table=str(claims["table_name"].iloc[place]),
            key=str(claims["row_key"].iloc[place]),
        ),
        made_of=view.region,
        most=MOST_ROWS,
        height=HEIGHT if len(claims) > FITTING else None,
        title=_("Sumber bertentangan"),
    )


def _claim_words(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims with what they are about and both numbers in words."""
    rows = _rows(claims)
    return claims.assign(
        subject=[quality_claims.subject(row) for row in rows],
        chosen_words=[quality_claims.value({**row, "value": row["chosen_value"]}) for row in rows],
        other_words=[quality_claims.value(row) for row in rows],
    )


def _changes(view: View, changed: pd.DataFrame) -> None:
    """List the rows that were changed last; picking one opens its batch."""
    if len(changed) < _count(changed):
        text = _("{count} perubahan terakhir dari {total}. Pilih satu baris untuk membuka unggahannya.")
    else:
        text = _("Pilih satu baris untuk membuka unggahannya.")
    st.caption(text.format(count=formats.number(len(changed)), total=formats.number(_count(changed))))
    shown = internal.rows("batch", data.made(("region changes", view.region), lambda: _change_words(changed)))
    tables.show(
        shown,
        key="region_changes",
        columns=[name for name in CHANGE_COLUMNS if name in shown],
        on_pick=lambda place: onward.note("history.py", batch=str(changed["batch"].iloc[place])),
        made_of=(view.region, internal.is_seen()),
        height=HEIGHT if len(changed) > FITTING else None,
        title=_("Perubahan terakhir"),
    )


def _change_words(changed: pd.DataFrame) -> pd.DataFrame:
    """Return the changes in words."""
    rows = _rows(changed)
    return changed.assign(
        changed_at=[formats.moment(row["made_at"]) for row in rows],
        batch_name=[history_words.name(row) for row in rows],
        table_name=[history_words.table_name(str(row["table_name"])) for row in rows],
        row_words=[changed_row(row) for row in rows],
        happened=[_(HAPPENED[str(row["happened"])]) for row in rows],
    )


def changed_row(row: Mapping[str, Any]) -> str:
    """Return which row was changed: its title, else its key without the region and the source."""
    table, title = str(row["table_name"]), str(row["title"] or "")
    if title:
        return history_words.word(table, "measure" if table == "published_figure" else "title", title, {})
    values = history_words.key_values(table, str(row["row_key"]))
    return " · ".join(
        history_words.word(table, name, value, values)
        for name, value in values.items()
        if value != "" and name not in ("region_code", "source_title")
    )


def peers(view: View) -> pd.DataFrame:
    """Return the other regions of the same level below the same parent: provinces, kabupaten or kota."""

    def make() -> pd.DataFrame:
        parent = NATION if view.region == view.province else view.province
        level = data.ask("region", code=view.region)["level"].iloc[0]
        beside = data.ask("region_children", region=parent)
        wanted = (beside["level"] == level) & (beside["code"] != view.region)
        alike: pd.DataFrame = beside[wanted].reset_index(drop=True)
        return alike

    return data.made(("peers", view.region), make)


def _alike(view: View, alike: pd.DataFrame) -> None:
    """List the regions of the same level; picking one opens it."""
    st.caption(_("Pilih satu baris untuk membuka wilayahnya."))
    height = HEIGHT if len(alike) > FITTING else None
    region.listing(view, alike, "peers", made_of=view.region, height=height)


def _sources(sources: pd.DataFrame) -> None:
    """List the sources that the region's facts rest on; picking one opens its page."""
    st.caption(_("Pilih satu baris untuk melihat semua fakta dari sumber itu."))
    tables.show(
        sources,
        key="region_sources",
        columns=("source_title", "confidence", "facts", "tables"),
        values={"confidence": tables.value_names("participation", "confidence")},
        on_pick=lambda place: onward.note(
            "quality.py", part="sumber", source=str(sources["source"].iloc[place])
        ),
        most=MOST_ROWS,
        height=HEIGHT if len(sources) > FITTING else None,
        title=_("Sumber"),
    )


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
