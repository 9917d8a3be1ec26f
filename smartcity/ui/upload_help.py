"""Help before an upload: templates, empty or with what is known, and the dictionary of a table."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.contract import Field, Table, load_contract
from smartcity.export import forms
from smartcity.export.templates import csv_template, xlsx_template
from smartcity.intake.present import present_rows
from smartcity.ui import data, filters, funnel, upload_grid, upload_words
from smartcity.ui.address import NATION, View
from smartcity.ui.upload_grid import Cell
from smartcity.words import N_, _, language

EMPTY, PRESENT, MISSING = "empty", "present", "missing"
FILLED = {
    EMPTY: N_("Kosong"),
    PRESENT: N_("Data yang sudah ada"),
    MISSING: N_("Nama yang belum diketahui pada suatu tahap"),
}
MOST_ROWS = 20_000
"""Rows that a template is filled with, at most."""

LISTED = ("program", "edition", "framework", "stage", "event")


def templates(name: str) -> None:
    """Draw the templates of a table, with what is to stand in them."""
    table = load_contract().tables[name]
    st.markdown(_("**Templat**"))
    st.caption(_("Isi di Excel atau LibreOffice, lalu unggah apa adanya."))
    choices = [EMPTY, PRESENT, *([MISSING] if name == "participation" else [])]
    filled = st.selectbox(
        _("Isi templat"),
        choices,
        key=f"template_filled_{name}",
        format_func=lambda id_: _(FILLED[id_]),
        persist_state="page",
    )
    program = _program(table) if filled != EMPTY else ""
    edition = _edition(table, program, needed=filled == MISSING) if filled != EMPTY else ""
    if filled == MISSING:
        _missing(program, edition)
    else:
        _downloads(table, filled, program, edition)


def _program(table: Table) -> str:
    if "program" not in table.columns and not {"framework", "event"} & set(table.key):
        return ""
    only = filters.programs(with_stages=table.name == "participation")
    everything = {} if table.name == "participation" else {"": _("Semua program")}
    return _chosen("template_program", _("Program"), {**everything, **only})


def _edition(table: Table, program: str, *, needed: bool) -> str:
    if "edition" not in table.columns or not program:
        return ""
    everything = {} if needed else {"": _("Semua periode")}
    return _chosen(
        "template_edition", filters.period_word(program), {**everything, **filters.editions(program)}
    )


def _chosen(key: str, title: str, names: dict[str, str]) -> str:
    if st.session_state.get(key) not in names:
        st.session_state.pop(key, None)
    chosen = st.selectbox(
        title, list(names), key=key, format_func=lambda id_: names.get(id_, id_), persist_state="page"
    )
    return str(chosen or "")


def _downloads(table: Table, filled: str, program: str, edition: str) -> None:
    """Draw the downloads of a template; they are made when they are asked for."""
    version, chosen = data.version(), language()
    lists, regions = _lists(program), data.ask("regions_listed")

    def rows() -> pd.DataFrame | None:
        if filled == EMPTY:
            return None
        with data.store().read(version) as snapshot:
            return present_rows(snapshot, table.name, program, edition, NATION).head(MOST_ROWS)

    name = "-".join(filter(None, ("templat", table.name, program, edition)))
    with st.container(horizontal=True):
        _download("csv", _("CSV untuk Excel"), name, lambda: csv_template(table, chosen, rows()))
        _download(
            "xlsx",
            _("XLSX dengan pilihan"),
            name,
            lambda: xlsx_template(table, chosen, rows(), lists, regions),
        )
    if filled == PRESENT:
        st.caption(
            _("Paling banyak {count} baris; ubah sel yang perlu, hapus baris yang tidak berubah.").format(
                count=formats.number(MOST_ROWS)
            )
        )


def _download(ending: str, label: str, name: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label,
        data=data.in_this_language(make),
        file_name=data.file_name(name, ending),
        mime="text/csv" if ending == "csv" else None,
        key=f"template_{ending}",
        on_click="ignore",
        icon=":material/download:",
    )


def _lists(program: str) -> dict[str, list[str]]:
    """Return what the columns of a workbook offer."""
    known = upload_words.reference()
    editions = [row["edition"] for row in known.edition if program in ("", row["program"])]
    stages = [row["stage"] for row in known.stage if program in ("", row["program"])]
    names = {column: upload_words.named(column) for column in ("program", "framework", "stage", "event")}
    return {
        "program": list(names["program"].values()),
        "edition": sorted(set(editions), reverse=True),
        "framework": list(names["framework"].values()),
        "stage": list(dict.fromkeys(names["stage"][stage] for stage in stages)),
        "event": list(names["event"]),
    }


def _missing(program: str, edition: str) -> None:
    """Draw the form for the names that a stage lacks."""
    stage = _chosen("template_stage", _("Tahap"), filters.stages(program))
    steps = funnel.steps(View(program=program, edition=edition)).set_index("stage")
    if stage not in steps.index:
        return
    missing = forms.missing_count(steps.loc[stage, "count"], steps.loc[stage, "known"])
    candidates = data.ask("missing_names", program=program, edition=edition, stage=stage)
    if not missing:
        st.caption(_("Semua nama pada tahap ini sudah diketahui."))
        return
    chosen = language()

    def make() -> bytes:
        return forms.missing_names(program, edition, stage, missing, candidates, chosen)

    _download("xlsx", _("XLSX dengan pilihan"), "-".join(("lengkapi", program, edition, stage)), make)


def dictionary(name: str) -> None:
    """Draw what each column of a table means."""
    headers = (
        _("Kolom"),
        _("Arti"),
        _("Wajib"),
        _("Nilai yang diperbolehkan"),
        _("Contoh"),
        _("Sebutan lain"),
    )
    rows = [explained(field) for field in load_contract().tables[name].fields]
    upload_grid.show(headers, rows, label=_("Kamus data"))


def explained(field: Field) -> list[Cell]:
    """Return a column of a table as a row of the dictionary."""
    chosen = language()
    allowed = "; ".join(field.value_title(value, chosen) for value in field.values)
    return [
        Cell(field.title(chosen)),
        Cell(field.description(chosen), "note"),
        Cell(_("ya") if field.upload_required else ""),
        Cell(allowed or field.range_text),
        Cell(field.examples["en" if chosen == "en" else "id"]),
        Cell("; ".join(field.synonyms)),
    ]
