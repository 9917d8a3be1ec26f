"""The second half of Ubah satu baris: the form, what it would change, publishing it, removing the row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from smartcity import access, formats
from smartcity.access import Caller
from smartcity.contract import Table, load_contract
from smartcity.errors import SmartcityError, without_paths
from smartcity.intake import form
from smartcity.intake.form import Checked, Entry, Row
from smartcity.intake.problems import Problem
from smartcity.settings import ROOT
from smartcity.store import Store
from smartcity.ui import (
    address,
    data,
    edit,
    edit_fields,
    history,
    history_batch,
    history_confirm,
    history_words,
    writer,
)
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import _, language

PAGE = ROOT / "pages" / "edit.py"
PUBLISH, DELETE = "publish row", "delete row"
_OPENED, _COUNT, _FOUND = "edit_opened", "edit_count", "edit_found"
_FAILED, _SETTLED = "edit_failed", "edit_settled"


@dataclass(frozen=True)
class Opened:
    """A row on the form, as it was when the form was opened; `prefix` names its fields."""

    table: str
    key: str
    language: str
    before: Row | None
    prefix: str


@dataclass(frozen=True)
class Done:
    """What was published: how, as which version, and on the form of which row it is told."""

    action: str
    version: int | None
    table: str
    key: str


def opened(view: View) -> Opened:
    """Return the form of the row that the view names; coming to another row makes a new one."""
    found: Opened | None = st.session_state.get(_OPENED)
    if found and (found.table, found.key, found.language) == (view.table, view.key, language()):
        return found
    return _open(view)


def _open(view: View) -> Opened:
    number = st.session_state.get(_COUNT, 0) + 1
    st.session_state[_COUNT] = number
    _forget()
    made = Opened(view.table, view.key, language(), edit.row(view.table, view.key), f"field_{number}_")
    st.session_state[_OPENED] = made
    return made


def _forget() -> None:
    """Drop what was opened and found."""
    for name in (_OPENED, _FOUND, _FAILED):
        st.session_state.pop(name, None)
    history_confirm.leave()


def settle() -> None:
    """Drop the form of what was just published; a row that was added or removed has another address."""
    done = history_confirm.done()
    if not isinstance(done, Done) or st.session_state.get(_SETTLED) is done:
        return
    _forget()
    st.session_state[_SETTLED] = done
    if done.key != address.asked("key"):
        address.move(table=done.table, key=done.key)
        st.rerun()


def outcome(view: View) -> None:
    """Tell what was published last, where it happened; the link leads to it on Riwayat."""
    done = history_confirm.done()
    if not isinstance(done, Done) or (done.table, done.key) != (view.table, view.key):
        history_confirm.forget()
        return
    if done.version is None:
        st.info(_("Tidak ada yang berubah."), icon=":material/info:")
        return
    said = {
        PUBLISH: _("Baris ini diterbitkan; datanya kini versi {version}."),
        DELETE: _("Baris itu dihapus; datanya kini versi {version}."),
    }[done.action]
    st.success(said.format(version=formats.number(done.version)), icon=":material/check_circle:")
    st.page_link(
        history.PAGE,
        label=_("Lihat perubahannya"),
        icon=":material/history:",
        query_params=address.carried(batch=str(done.version)),
    )


def draw(view: View) -> None:
    """Draw the form of one row."""
    table, here = load_contract().tables[view.table], opened(view)
    st.page_link(
        PAGE,
        label=_("Semua baris {table}").format(table=plain(table.title(language()))),
        icon=":material/arrow_back:",
        query_params=address.carried(table=view.table),
    )
    st.header(_title(table, here), anchor=False)
    is_current = here.before == edit.row(view.table, view.key)
    if not is_current:
        _say_outdated()
    found: tuple[Entry, Checked] | None = st.session_state.get(_FOUND)
    problems = _by_field(table, found[1].problems if found else ())
    st.caption(
        _("Bidang bertanda * wajib diisi. Yang dikosongkan akan dihapus isinya; yang tidak diubah tetap.")
    )
    edit_fields.draw(here.prefix, table, here.before, _start(view, table, here), problems)
    for problem in problems.get("", ()):
        edit_fields.said(problem)
    if is_current:
        st.button(
            _("Periksa perubahan"), key="edit_check", type="primary", on_click=_check, args=(view, here)
        )
        _found(view, table, here)
        _deletion(here)


def _title(table: Table, here: Opened) -> str:
    if here.before is None:
        return _("Baris baru: {table}").format(table=plain(table.title(language())))
    known = here.before.values
    return plain(
        known.get("title") or known.get("name") or history_words.key_words(here.table, here.before.key)
    )


def _say_outdated() -> None:
    st.warning(
        _("Baris ini baru saja diubah orang lain. Muat isinya yang sekarang, lalu ubah lagi."),
        icon=":material/sync_problem:",
    )
    st.button(_("Muat isi yang sekarang"), key="edit_reload", on_click=_forget)


def _start(view: View, table: Table, here: Opened) -> dict[str, str]:
    """Return what stands in the fields at first: the row, or for a new one what the view narrows it to."""
    if here.before:
        return {field.name: form.shown(field, here.before.values[field.name]) for field in table.fields}
    region = "" if view.region == address.NATION else view.region
    given = {"program": view.program, "edition": view.edition, "region_code": region, "scope_code": region}
    return {
        name: value for name, value in given.items() if value and name in table.columns and name != table.name
    }


def _by_field(table: Table, problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    """Return problems by the column that they stand beside: the last one that they name, '' for none."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        name = str(problem.details.get("field", "")).split("+")[-1]
        found.setdefault(name if name in table.columns else "", []).append(problem)
    return found


def _entry(view: View, here: Opened) -> Entry:
    table = load_contract().tables[here.table]
    start = _start(view, table, here)
    texts = {name: edit_fields.now(here.prefix, name, start.get(name, "")) for name in table.columns}
    return form.entry(here.table, here.before, texts)


def _check(view: View, here: Opened) -> None:
    """Check what stands in the fields, and ask for name and reason where it may be published."""
    st.session_state.pop(_FAILED, None)
    history_confirm.forget()
    wanted = _entry(view, here)
    try:
        found = form.check(data.store(), wanted, access.account(writer.caller()))
    except SmartcityError as error:
        st.session_state.pop(_FOUND, None)
        st.session_state[_FAILED] = without_paths(str(error))
        return
    st.session_state[_FOUND] = (wanted, found)
    if found.may_be_published:
        history_confirm.begin(PUBLISH)
    else:
        history_confirm.leave()


def _found(view: View, table: Table, here: Opened) -> None:
    """Draw what the check found."""
    if _FAILED in st.session_state:
        st.error(plain(st.session_state[_FAILED]), icon=":material/error:")
    found: tuple[Entry, Checked] | None = st.session_state.get(_FOUND)
    if found is None or history_confirm.is_open(DELETE):
        return
    checked = found[1]
    if checked.taken:
        _say_taken(view, checked)
    elif checked.status == "rejected":
        st.error(_("Perbaiki isian yang ditandai, lalu periksa lagi."), icon=":material/error:")
    elif checked.status == "unchanged":
        st.info(_("Tidak ada yang berubah."), icon=":material/info:")
    elif history_confirm.is_open(PUBLISH):
        with st.container(border=True, key="edit_found"):
            st.subheader(_("Yang akan berubah"), anchor=False)
            st.markdown(_changes(table, checked))
            history_confirm.draw(PUBLISH, _("Terbitkan"), partial(_prepare, view, here))


def _say_taken(view: View, checked: Checked) -> None:
    st.error(_("Baris dengan kunci ini sudah ada. Bukalah untuk mengubahnya."), icon=":material/error:")
    st.page_link(
        PAGE,
        label=_("Buka baris itu"),
        icon=":material/edit:",
        query_params=address.carried(table=view.table, key=checked.key),
    )


def _changes(table: Table, checked: Checked) -> str:
    """Return what changes as a table: column, before, after; a new row has nothing before."""
    is_new = checked.status == "added"
    lines = []
    for each in checked.differences:
        before, after = (_word(table, checked, each.column, value) for value in (each.before, each.after))
        title = history_words.header(table.name, each.column)
        lines.append((title, after) if is_new else (title, before, after))
    headers = (_("Kolom"), _("Isi")) if is_new else (_("Kolom"), _("Sebelum"), _("Sesudah"))
    return history_batch.change_table(headers, lines)


def _word(table: Table, checked: Checked, column: str, value: object) -> str:
    beside = {each.column: each.after for each in checked.differences}
    here: Opened = st.session_state[_OPENED]
    stored: Mapping[str, str] = here.before.values if here.before else {}
    return history_words.word(table.name, column, value, {**stored, **beside})


def _prepare(view: View, here: Opened) -> history_confirm.Write | None:
    """Return how to publish what was checked; what was typed since is checked first."""
    wanted, checked = st.session_state[_FOUND]
    if _entry(view, here) != wanted:
        _check(view, here)
        st.session_state[_FAILED] = _("Isian berubah sejak diperiksa. Periksa lagi yang akan berubah.")
        return None
    return partial(_publish, data.store(), wanted, checked.key)


def _publish(store: Store, wanted: Entry, key: str, caller: Caller, reason: str) -> Done:
    version = form.publish(store, wanted, caller=caller, note=reason).version
    return Done(PUBLISH, version, wanted.table, key)


def _deletion(here: Opened) -> None:
    """Offer to remove the row."""
    before = here.before
    if before is None:
        return
    st.divider()
    if not history_confirm.is_open(DELETE):
        history_confirm.button(DELETE, _("Hapus baris ini"), ":material/delete:")
        return
    with st.container(border=True, key="ask_delete"):
        st.subheader(_("Hapus baris ini"), anchor=False)
        st.markdown(
            _(
                "Baris ini hilang dari semua halaman. Penghapusannya tercatat di Riwayat dan dapat dibatalkan di sana."
            )
        )
        history_confirm.draw(DELETE, _("Hapus baris"), lambda: partial(_delete, data.store(), before))


def _delete(store: Store, before: Row, caller: Caller, reason: str) -> Done:
    version = form.delete(store, before, caller=caller, reason=reason)
    return Done(DELETE, version, before.table, "")
