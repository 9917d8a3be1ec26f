"""How a file was read: encoding, separator, header line and sheet, each to be changed, with its first rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from smartcity.intake.decoding import ENCODINGS
from smartcity.intake.notes import said
from smartcity.intake.sheet import LINE, Note, Sheet, cell_column
from smartcity.ui import upload_grid
from smartcity.ui.text import plain
from smartcity.ui.upload_grid import Cell
from smartcity.ui.upload_work import Work
from smartcity.words import N_, _

ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": N_("UTF-8 dengan tanda awal"),
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows-1252",
}
DELIMITERS = {
    ";": N_("titik koma (;)"),
    ",": N_("koma (,)"),
    "\t": N_("tabulasi"),
    "|": N_("garis tegak (|)"),
}
KINDS = {"csv": "CSV", "xlsx": "XLSX", "xls": "XLS", "ods": "ODS"}
FIRST_ROWS = 5
MOST_LINES = 20
"""Lines that are offered as header."""


def draw(work: Work, sheet: Sheet, notes: Sequence[Note]) -> None:
    """Draw how the file was read; folded where nothing was odd about it."""
    label = _("Cara berkas dibaca: {how}").format(how=described(sheet))
    box = st.expander(
        plain(label),
        expanded=bool(notes),
        key=f"reading_{work.number}",
        icon=":material/description:",
        on_change="rerun",
    )
    if box.open:
        with box:
            _notes(notes)
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _choices(work, sheet)
            _first_rows(sheet)


def described(sheet: Sheet) -> str:
    """Return in a line how a file was read."""
    lines = _(" dan ").join(map(str, sheet.header_lines))
    header = _("judul kolom di baris {lines}").format(lines=lines)
    if sheet.delimiter:
        between = _("pemisah {delimiter}").format(
            delimiter=_(DELIMITERS.get(sheet.delimiter, sheet.delimiter))
        )
        return ", ".join(
            (KINDS.get(sheet.kind, sheet.kind), _(ENCODING_NAMES[sheet.encoding]), between, header)
        )
    page = _("lembar {name}").format(name=sheet.sheet)
    return ", ".join((KINDS.get(sheet.kind, sheet.kind), page, header))


def _notes(notes: Sequence[Note]) -> None:
    if notes:
        st.markdown("\n".join(f"- {plain(said(note))}" for note in notes))


def _choices(work: Work, sheet: Sheet) -> None:
    if sheet.delimiter:
        names = {name: _(ENCODING_NAMES[name]) for name in ENCODINGS}
        _choose(work, "encoding", _("Pengodean"), names, sheet.encoding)
        signs = {sign: _(name) for sign, name in DELIMITERS.items()} | _unusual(sheet.delimiter)
        _choose(work, "delimiter", _("Pemisah kolom"), signs, sheet.delimiter)
    else:
        _choose(work, "sheet", _("Lembar"), {name: name for name in sheet.sheets}, sheet.sheet)
    _header_lines(work, sheet)


def _unusual(delimiter: str) -> dict[str, str]:
    return {} if delimiter in DELIMITERS else {delimiter: delimiter}


def _choose(
    work: Work,
    what: str,
    title: str,
    names: Mapping[Any, str],
    value: Any,
    make: Callable[[Any], Any] | None = None,
) -> None:
    """Draw one choice of how the file is read."""
    key = f"reading_{what}_{work.number}"
    st.session_state[key] = value

    def changed() -> None:
        chosen = st.session_state[key]
        work.read_anew(**{what: make(chosen) if make else chosen})

    st.selectbox(title, list(names), key=key, format_func=lambda id_: names.get(id_, id_), on_change=changed)


def _header_lines(work: Work, sheet: Sheet) -> None:
    """Draw which line holds the headers; two lines may hold them together."""
    first, depth = sheet.header_lines[0], len(sheet.header_lines)
    last = max(MOST_LINES, first)
    names = {line: _line(line, sheet) for line in range(1, last + 1)}
    _choose(
        work,
        "header_lines",
        _("Baris judul kolom"),
        names,
        first,
        lambda line: tuple(range(line, line + depth)),
    )
    key = f"reading_depth_{work.number}"
    st.session_state[key] = depth > 1

    def changed() -> None:
        work.read_anew(header_lines=(first, first + 1) if st.session_state[key] else (first,))

    st.checkbox(_("Judul kolom terdiri atas dua baris"), key=key, on_change=changed)


def _line(line: int, sheet: Sheet) -> str:
    text = sheet.content[line - 1] if line <= len(sheet.content) else ""
    return f"{line}: {text[:40]}" if text else str(line)


def _first_rows(sheet: Sheet) -> None:
    st.caption(_("Baris pertama seperti yang dibaca:"))
    first = sheet.rows.slice(0, FIRST_ROWS)
    columns = [first[LINE], *(first[cell_column(place)] for place in range(len(sheet.headers)))]
    cells = [[Cell(str(text)) for text in column.to_pylist()] for column in columns]
    rows = [list(row) for row in zip(*cells, strict=True)]
    upload_grid.show((_("Baris"), *sheet.headers), rows, label=_("Baris pertama berkas"), numbers=1)


def refused(work: Work) -> None:
    """Draw why a file cannot be used, and what to do."""
    problem = work.refused
    if problem is None:
        st.error(plain(work.said), icon=":material/error:")
        st.button(
            _("Periksa lagi"), key="examine_anew", icon=":material/refresh:", on_click=work.forget_report
        )
        return
    st.error(f"**{plain(problem.message)}** {plain(problem.fix)}", icon=":material/error:")
    choices = work.choices
    if choices.sheet or choices.encoding or choices.delimiter or choices.header_lines:
        st.button(
            _("Baca berkas seperti semula"),
            key="reading_reset",
            on_click=work.read_anew,
            kwargs={"sheet": None, "encoding": None, "delimiter": None, "header_lines": None},
        )
