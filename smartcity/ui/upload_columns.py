"""What the columns of a file mean: what must be confirmed or chosen first, what is known folded below it."""

from collections.abc import Sequence
from functools import partial

import pyarrow.compute as pc  # type: ignore[import-untyped]
import streamlit as st

from smartcity import formats
from smartcity.contract import Table
from smartcity.intake.choices import HELPERS, Target
from smartcity.intake.headings import letters
from smartcity.intake.mapping import Column
from smartcity.intake.report import Report
from smartcity.intake.sheet import Sheet, cell_column
from smartcity.ui import frame, upload_constants, upload_words
from smartcity.ui.text import plain
from smartcity.ui.upload_work import TO_CONFIRM, Work
from smartcity.words import N_, _, ngettext

HOW = {
    "name": N_("dikenali dari nama kolom"),
    "title": N_("dikenali dari judul kolom"),
    "synonym": N_("dikenali dari sebutan lain"),
    "similar": N_("judulnya mirip; pastikan"),
    "remembered": N_("seperti yang dipastikan dahulu"),
    "chosen": N_("pilihan Anda"),
    "wide": N_("dibaca dari judulnya; pastikan"),
    "ignored": N_("tidak dikenal"),
    "own": N_("kolom dari unduhan baris yang ditolak"),
}
ON_A_PAGE = 12
SAMPLES, SAMPLED_ROWS, SAMPLE_LETTERS = 3, 200, 30
NARROWEST = 260


def draw(work: Work, report: Report) -> None:
    """Draw the meaning of the columns."""
    st.header(_("Arti kolom"), anchor=False)
    for problem in report.plan.problems:
        if not problem.is_warning:
            st.error(f"{plain(problem.message)} {plain(problem.fix)}", icon=":material/error:")
    open_columns = [column for column in report.plan.columns if is_open(column, work)]
    rest = [column for column in report.plan.columns if column not in open_columns]
    if open_columns:
        _columns(work, report, open_columns, "open")
        _confirmation(work)
    _known(work, report, rest, is_all=not open_columns)
    upload_constants.draw(work, report)


def is_open(column: Column, work: Work) -> bool:
    """Return whether a person should look at a column: it rests on a guess, or is not used for want of one."""
    if column.how in TO_CONFIRM:
        return not work.confirmed
    return column.how == "ignored" and column.proposal is not None


def _confirmation(work: Work) -> None:
    waiting = work.to_confirm()
    if waiting:
        text = ngettext(
            "{count} kolom dibaca dari judulnya. Periksa artinya, lalu pastikan.",
            "{count} kolom dibaca dari judulnya. Periksa artinya, lalu pastikan.",
            len(waiting),
        )
        st.markdown(text.format(count=formats.number(len(waiting))))
        st.button(
            _("Ya, arti kolom ini benar"),
            key=f"confirm_{work.number}",
            icon=":material/check:",
            on_click=partial(setattr, work, "confirmed", True),
        )


def _known(work: Work, report: Report, columns: Sequence[Column], *, is_all: bool) -> None:
    """Draw what is known, folded: one line says how much of it there is."""
    if not columns:
        return
    unused = [column.header for column in columns if not column.target.field]
    used = formats.number(len(columns) - len(unused))
    text = (
        _("Semua {count} kolom yang dipakai sudah dikenali")
        if is_all
        else _("{count} kolom lain sudah dikenali")
    )
    said = text.format(count=used)
    if unused:
        said = _("{said}; tidak dipakai: {names}").format(said=said, names=", ".join(unused))
    frame.fold(
        plain(said),
        lambda: _columns(work, report, columns, "known"),
        key=f"known_{work.number}",
        icon=":material/view_column:",
    )


def _columns(work: Work, report: Report, columns: Sequence[Column], name: str) -> None:
    """Draw columns with their samples and what they mean, a page of them."""
    options = work.once("targets", lambda: targets(report))
    names = {id_: upload_words.target(target, report.table) for id_, target in options.items()}
    pages = -(-len(columns) // ON_A_PAGE)
    page = st.pagination(pages, key=f"columns_{name}_{work.number}") if pages > 1 else 1
    grid = st.grid("auto", min_column_width=NARROWEST, gap="medium")
    for column in columns[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]:
        with grid.cell():
            _column(work, report, column, options, names)


def _column(
    work: Work, report: Report, column: Column, options: dict[str, Target], names: dict[str, str]
) -> None:
    key = f"target_{work.number}_{column.place}"
    st.session_state[key] = id_of(column.target)

    def changed() -> None:
        chosen = options[st.session_state[key]]
        work.decide(targets={**work.choices.targets, column.place: chosen})

    st.selectbox(
        plain(f"{letters(report.sheet.places[column.place])} · {column.header}"),
        list(names),
        key=key,
        format_func=lambda id_: names.get(id_, id_),
        on_change=changed,
    )
    told = [_(HOW[column.how])]
    if column.proposal is not None and column.proposal.field:
        told.append(_("mungkin {meaning}").format(meaning=upload_words.target(column.proposal, report.table)))
    samples = work.once(("samples", column.place), lambda: samples_of(report.sheet, column.place))
    content = _("Isi: {samples}").format(samples=samples)
    st.caption(f"{plain('; '.join(told))}  \n{plain(content)}")


def samples_of(sheet: Sheet, place: int) -> str:
    """Return the first distinct cells of a column."""
    found = pc.unique(sheet.rows[cell_column(place)].slice(0, SAMPLED_ROWS)).to_pylist()
    shown = [text if len(text) <= SAMPLE_LETTERS else f"{text[:SAMPLE_LETTERS]}…" for text in found if text]
    return " · ".join(shown[:SAMPLES]) or formats.MISSING


def id_of(target: Target) -> str:
    """Return what names a target among those of a table."""
    return "|".join((target.field, *(f"{name}={text}" for name, text in target.sets)))


def targets(report: Report) -> dict[str, Target]:
    """Return all that a column of this file may mean, by id."""
    table = report.table
    plain_ones = [Target(), *(Target(name) for name in table.columns)]
    helpers = [Target(name) for name in HELPERS] if table.region_column else []
    wide = [column.target for column in report.plan.columns if column.target.sets]
    found = [*plain_ones, *helpers, *wide, *_wide_targets(table, report)]
    return {id_of(target): target for target in found}


def _wide_targets(table: Table, report: Report) -> list[Target]:
    """Return what a column of a wide file may be: the date of a stage, the score of an indicator."""
    if table.name == "participation":
        stages = dict.fromkeys(row["stage"] for row in upload_words.reference().stage)
        return [Target("reached_on", (("stage", stage),)) for stage in stages]
    if table.name != "assessment" or not report.plan.is_wide:
        return []
    names = upload_words.indicators(report.plan.constants.get("framework", ""))
    return [Target("score", (("indicator", name),)) for name in names]
