"""What a publication would change: cells before and after, rows that come, rows that go."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from smartcity import formats
from smartcity.contract import Table
from smartcity.intake.report import Difference, Report
from smartcity.ui import filters, upload_grid, upload_words
from smartcity.ui.text import plain
from smartcity.ui.upload_grid import Cell
from smartcity.ui.upload_work import Work
from smartcity.words import _, language

ON_A_PAGE = 50
FIRST_ADDED = 20
MOST_REMOVED = 200


def draw(work: Work, report: Report) -> None:
    """Draw all that would be different afterwards."""
    if report.connection is None:
        return
    st.header(_("Yang akan berubah"), anchor=False)
    if not report.has_changes:
        st.markdown(_("Tidak ada yang berubah."))
    if report.facts["changed"]:
        _differences(work, report)
    if report.facts["added"]:
        _added(work, report)
    _replacement(work, report)


def _differences(work: Work, report: Report) -> None:
    rows = formats.number(report.facts["changed"])
    st.subheader(_("{count} data diubah").format(count=rows), anchor=False)
    key = f"differences_{work.number}_{work.round}"
    first = int(st.session_state.get(key, 0))
    shown = work.once(("differences", first), lambda: report.differences(first, ON_A_PAGE + 1))
    headers = (_("Baris"), _("Data"), _("Kolom"), _("Sekarang"), _("Menjadi"))
    rows_shown = [change(each, report.table) for each in shown[:ON_A_PAGE]]
    upload_grid.show(headers, rows_shown, label=_("Sel yang akan berubah"), numbers=1)
    _turning(key, first, is_more=len(shown) > ON_A_PAGE)


def _turning(key: str, first: int, *, is_more: bool) -> None:
    """Draw how to turn pages whose number is not known."""
    if not first and not is_more:
        return

    def turn(to: int) -> None:
        st.session_state[key] = to

    with st.container(horizontal=True):
        back, onward = max(first - ON_A_PAGE, 0), first + ON_A_PAGE
        st.button(_("Sebelumnya"), key=f"{key}_back", disabled=not first, on_click=turn, args=(back,))
        st.button(_("Berikutnya"), key=f"{key}_on", disabled=not is_more, on_click=turn, args=(onward,))


def change(difference: Difference, table: Table) -> list[Cell]:
    """Return a change as a row: line, which data, column, before, after."""
    return [
        Cell(str(difference.line)),
        Cell(upload_words.key(difference.key, table)),
        Cell(table.field(difference.column).title(language())),
        Cell(
            upload_words.value(difference.column, difference.before, table),
            "" if formats.is_missing(difference.before) else "before",
        ),
        Cell(upload_words.value(difference.column, difference.after, table), "after"),
    ]


def _added(work: Work, report: Report) -> None:
    count = report.facts["added"]
    st.subheader(_("{count} data ditambahkan").format(count=formats.number(count)), anchor=False)
    rows = work.once("added rows", lambda: report.added_rows(0, FIRST_ADDED))
    if count > len(rows):
        st.caption(_("{count} yang pertama:").format(count=formats.number(len(rows))))
    headers, cells = added(rows, report.table)
    upload_grid.show(headers, cells, label=_("Data yang ditambahkan"), numbers=1)


def added(rows: Sequence[Mapping[str, Any]], table: Table) -> tuple[list[str], list[list[Cell]]]:
    """Return the headers and cells of new rows, without columns in which nothing stands."""
    filled = [name for name in table.columns if any(not formats.is_missing(row[name]) for row in rows)]
    headers = [_("Baris"), *(table.field(name).title(language()) for name in filled)]
    cells = [
        [Cell(str(row["line"])), *(Cell(upload_words.cell(name, row, table)) for name in filled)]
        for row in rows
    ]
    return headers, cells


def _replacement(work: Work, report: Report) -> None:
    """Draw the choice that rows which are not in the file go, and which these are."""
    table = report.table
    if "edition" not in table.columns or not {"program", "framework"} & set(table.columns):
        return
    replaced = work.choices.replace
    with st.expander(
        _("Ganti program dan periode ini"),
        expanded=bool(replaced),
        key=f"replacement_{work.number}",
        icon=":material/published_with_changes:",
    ):
        st.markdown(
            _(
                "Biasanya baris yang tidak ada dalam berkas dibiarkan. Bila berkas ini memuat **semua** baris suatu "
                "program dan periode, baris lainnya dapat dihapus."
            )
        )
        scope = _scope(work, report)
        _switch(work, scope)
        if replaced:
            _removed(work, report)


def _scope(work: Work, report: Report) -> tuple[str, str]:
    """Draw the choice of program and edition."""
    likely = likely_scope(report)
    first = work.choices.replace or (likely["program"], likely["edition"])
    programs = filters.programs(with_stages=False)
    with st.container(horizontal=True):
        program = _pick(f"replace_program_{work.number}", _("Program"), programs, first[0])
        editions = filters.editions(program)
        edition = _pick(f"replace_edition_{work.number}", filters.period_word(program), editions, first[1])
    return program, edition


def _pick(key: str, title: str, names: dict[str, str], default: str) -> str:
    if st.session_state.get(key) not in names:
        st.session_state[key] = default if default in names else next(iter(names), None)
    return str(st.selectbox(title, list(names), key=key, format_func=lambda id_: names.get(id_, id_)) or "")


def _first_fact(report: Report) -> dict[str, Any]:
    """Return the first fact that is new or changes, at least its key."""
    rows = report.added_rows(0, 1) or [dict(each.key) for each in report.differences(0, 1)]
    return rows[0] if rows else {}


def likely_scope(report: Report) -> dict[str, str]:
    """Return the program, edition and region that the file seems to be about."""
    known = {**report.plan.constants, **_first_fact(report)}
    region = next((known[name] for name in upload_words.REGIONS if known.get(name)), "")
    program, edition = upload_words.program_of(known), str(known.get("edition") or "")
    event = str(known.get("event") or "")
    return {"program": program, "edition": edition, "region": str(region), "event": event}


def _switch(work: Work, scope: tuple[str, str]) -> None:
    key = f"replace_{work.number}"
    st.session_state[key] = work.choices.replace is not None

    def changed() -> None:
        work.decide(replace=scope if st.session_state[key] else None)

    st.checkbox(
        _("Hapus baris program dan periode ini yang tidak ada dalam berkas"), key=key, on_change=changed
    )
    if work.choices.replace not in (None, scope):
        work.decide(replace=scope)
        st.rerun()


def _removed(work: Work, report: Report) -> None:
    gone = work.once("removed", report.removed)
    if not gone:
        st.markdown(_("Tidak ada baris yang dihapus: semuanya ada dalam berkas."))
        return
    text = _("{count} baris akan dihapus:").format(count=formats.number(len(gone)))
    st.warning(text, icon=":material/delete:")
    rows = [[Cell(upload_words.key(each, report.table))] for each in gone[:MOST_REMOVED]]
    upload_grid.show((_("Data yang dihapus"),), rows, label=plain(text))
    if len(gone) > MOST_REMOVED:
        more = formats.number(len(gone) - MOST_REMOVED)
        st.caption(_("dan {count} lagi").format(count=more))
