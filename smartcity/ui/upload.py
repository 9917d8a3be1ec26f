"""The start of Unggah data: which table, which file; then the file at hand with what can be done with it."""

import streamlit as st

from smartcity import formats
from smartcity.contract import load_contract
from smartcity.settings import settings
from smartcity.ui import deck, frame, upload_help, upload_work
from smartcity.ui.text import plain
from smartcity.ui.upload_work import Work
from smartcity.words import _, language

LEAST_KB = 0.1
_FILE, _TABLE = "upload_file", "upload_choose_table"


def start() -> Work | None:
    """Draw the choice of table and file, and return the file at hand, examined; None before there is one."""
    if deck.is_on():
        deck.say("", _limits(), _empty_cells(), _nothing_changes())
        return None
    work = upload_work.current()
    if work is None:
        left, right = st.columns((3, 2), gap="large")
        with left:
            _table()
            _drop_zone()
        with right:
            upload_help.templates(upload_work.table())
        _dictionary()
        return None
    _at_hand(work)
    work.examine()
    return work


def _table() -> None:
    """Draw the choice of the table that is to be filled."""
    known = {name: table for name, table in load_contract().tables.items() if table.uploadable}
    st.session_state[_TABLE] = upload_work.table()
    st.selectbox(
        _("Tabel yang diisi"),
        list(known),
        key=_TABLE,
        format_func=lambda name: known[name].title(language()),
        on_change=lambda: upload_work.choose_table(st.session_state[_TABLE]),
    )
    st.caption(plain(known[upload_work.table()].description(language())))


def _drop_zone() -> None:
    # A key of its own for each file, so that the zone is empty again after one was put away.
    key = "_".join((_FILE, str(st.session_state.get(_FILE, 0))))
    st.file_uploader(
        _("Seret berkas CSV, TSV, XLSX, XLS, atau ODS ke sini, atau pilih (Upload)"),
        key=key,
        max_upload_size=settings().upload_mb,
        on_change=_taken,
        args=(key,),
    )
    st.caption(_limits())
    st.markdown(_empty_cells())
    st.caption(_nothing_changes())


def _limits() -> str:
    """Say what a file may be, and how it is read."""
    limits = upload_work.limits()
    text = _(
        "Paling besar {size} MB dan {rows} baris. Pemisah, pengodean, baris judul, dan tanda desimal dikenali dari "
        "isinya. Tanggal dibaca hari dahulu (21/04/2022)."
    )
    return text.format(size=formats.number(settings().upload_mb), rows=formats.number(limits.rows))


def _empty_cells() -> str:
    return _("**Sel kosong** membiarkan data yang sudah ada; tanda **-** menghapusnya.")


def _nothing_changes() -> str:
    return _("Belum ada yang berubah sebelum Anda menekan Terbitkan.")


def _taken(key: str) -> None:
    """Take the file that was dropped; the zone goes, and the next one is another."""
    given = st.session_state[key]
    if given is not None:
        st.session_state[_FILE] = st.session_state.get(_FILE, 0) + 1
        upload_work.begin(given.name, given.getvalue())


def _at_hand(work: Work) -> None:
    """Draw which file is at hand, and how to take another one."""
    with st.container(border=True, key="upload_at_hand"):
        name, other = st.columns((3, 1), vertical_alignment="center")
        with name:
            size = _("{size} KB").format(
                size=formats.short_number(max(len(work.content) / 1000, LEAST_KB), 1)
            )
            st.markdown(f"**{plain(work.name)}** · {plain(size)}")
        with other:
            st.button(
                _("Unggah berkas lain"),
                key="upload_other",
                icon=":material/upload_file:",
                on_click=upload_work.drop,
                width="stretch",
            )
        if not work.published:
            _table()
    if not work.published:
        frame.fold(
            _("Templat dan kamus data"), lambda: _help(work.table), key="upload_help", icon=":material/help:"
        )


def _help(table: str) -> None:
    upload_help.templates(table)
    upload_help.dictionary(table)


def _dictionary() -> None:
    table = upload_work.table()
    title = _("Kamus data: kolom tabel {table}").format(table=load_contract().tables[table].title(language()))
    frame.fold(
        plain(title),
        lambda: upload_help.dictionary(table),
        key="upload_dictionary",
        icon=":material/menu_book:",
    )
