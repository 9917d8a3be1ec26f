"""The second half of Akun, for administrators: all accounts, a new one, and what becomes of one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from smartcity import access, formats
from smartcity.accounts import ANALYST, ROLES, Account, AccountError, Accounts, new_password
from smartcity.caller import Caller
from smartcity.errors import SmartcityError
from smartcity.settings import settings
from smartcity.ui import account_own, edit, writer
from smartcity.ui.text import plain
from smartcity.words import _

_SAID, _CHOSEN, _NEW_NAME = "account_said", "account_chosen", "new_name"


@dataclass(frozen=True)
class Said:
    """What became of the last thing that was tried; a password that was made stands here once."""

    text: str
    password: str = ""
    is_error: bool = False


def told() -> None:
    """Tell what became of the last thing that was tried, once."""
    said: Said | None = st.session_state.pop(_SAID, None)
    if said is None:
        return
    if said.is_error:
        st.error(plain(said.text), icon=":material/error:")
        return
    st.success(plain(said.text), icon=":material/check_circle:")
    if said.password:
        st.code(said.password, language=None)
        st.caption(_("Sampaikan dengan aman; kata sandi ini tidak dapat ditampilkan lagi."))


def draw() -> None:
    """Draw all accounts and what can be done with them, to administrators."""
    if not access.may(writer.caller(), access.ADMINISTER):
        return
    st.header(_("Semua akun"), anchor=False)
    known = {account.name: account for account in _held().all()}
    _table(list(known.values()))
    left, right = st.columns(2, gap="large")
    with left:
        _one(known)
    with right:
        _new()


def _held() -> Accounts:
    return Accounts(settings().data)


def _table(known: list[Account]) -> None:
    rows = [
        {
            "name": account.name,
            "state": _("nonaktif") if account.disabled_at else _("aktif"),
            "does": account_own.described(account),
            "made": _("{moment} oleh {name}").format(
                moment=formats.moment(account.made_at), name=account.made_by
            ),
        }
        for account in known
    ]
    st.dataframe(
        pd.DataFrame(rows),
        key="accounts",
        hide_index=True,
        column_config={
            "name": _("Akun"),
            "state": _("Keadaan"),
            "does": _("Peran dan batas"),
            "made": _("Dibuat"),
        },
    )


def _one(known: dict[str, Account]) -> None:
    """Draw one account with what can be done with it."""
    st.subheader(_("Kelola satu akun"), anchor=False)
    name = st.selectbox(
        _("Akun"), list(known), index=None, key=_CHOSEN, persist_state="page", placeholder=_("Pilih satu")
    )
    if name not in known:
        return
    account = known[name]
    fields = f"{account.name}_{account.role}"
    _limits(fields, account)
    with st.container(horizontal=True, key="account_actions"):
        _button("save", _("Simpan"), ":material/save:", partial(_change, account, fields))
        _button("reset", _("Setel ulang kata sandi"), ":material/key:", partial(_reset, account))
        if account.disabled_at:
            _button("enable", _("Aktifkan"), ":material/lock_open:", partial(_enable, account))
        else:
            _button("disable", _("Nonaktifkan"), ":material/block:", partial(_disable, account))
    st.caption(_("Peran lain, kata sandi lain, dan penonaktifan mengakhiri semua sesi akun itu."))


def _new() -> None:
    """Draw the form of a new account."""
    st.subheader(_("Buat akun"), anchor=False)
    st.text_input(
        _("Nama akun"),
        key=_NEW_NAME,
        max_chars=60,
        placeholder=_("mis. ani.lestari"),
        help=_("Tercatat pada setiap perubahan yang dibuat akun ini; tidak dapat diganti."),
    )
    _limits("new", None)
    _button("add", _("Buat akun"), ":material/person_add:", _add)
    st.caption(_("Kata sandi dibuatkan dan ditampilkan sekali; pemilik akun dapat menggantinya sendiri."))


def _limits(fields: str, account: Account | None) -> None:
    """Draw role and limits; what is chosen is read when a button is pressed."""
    roles = list(ROLES)
    role = st.selectbox(
        _("Peran"),
        roles,
        index=roles.index(account.role if account else ANALYST),
        key=f"role_{fields}",
        format_func=lambda each: _(ROLES[each]),
    )
    if role != ANALYST:
        return
    names, titles = account_own.provinces(), edit.editable()
    st.multiselect(
        _("Hanya provinsi"),
        list(names),
        default=[code for code in account.provinces if code in names] if account else [],
        key=f"provinces_{fields}",
        format_func=lambda code: names.get(code, code),
        placeholder=_("Semua provinsi"),
    )
    st.multiselect(
        _("Hanya tabel"),
        list(titles),
        default=list(account.tables) if account else [],
        key=f"tables_{fields}",
        format_func=lambda each: titles.get(each, each),
        placeholder=_("Semua tabel"),
    )


def _chosen(fields: str) -> tuple[str, list[str], list[str]]:
    """Return the role, provinces and tables that stand in the fields now."""
    role = str(st.session_state[f"role_{fields}"])
    limits = [list(st.session_state.get(f"{name}_{fields}", [])) for name in ("provinces", "tables")]
    return (role, limits[0], limits[1]) if role == ANALYST else (role, [], [])


def _button(key: str, label: str, icon: str, act: Callable[[Caller], Said]) -> None:
    st.button(label, key=f"account_{key}", icon=icon, on_click=_try, args=(act,))


def _try(act: Callable[[Caller], Said]) -> None:
    """Do what a button says, where this person still may."""
    by = writer.caller()
    try:
        access.require(by, access.ADMINISTER)
        said = act(by)
    except SmartcityError as error:
        said = Said(str(error), is_error=True)
    st.session_state[_SAID] = said


def _add(by: Caller) -> Said:
    role, provinces, limited = _chosen("new")
    password = new_password()
    name = str(st.session_state[_NEW_NAME])
    made = _held().add(name, role, password, by=by, provinces=provinces, tables=limited)
    return Said(_("Akun {name} dibuat.").format(name=made.name), password)


def _change(account: Account, fields: str, by: Caller) -> Said:
    role, provinces, limited = _chosen(fields)
    if role != account.role:
        _must_be_anothers(account, by)
    _held().change(account.name, role, by=by, provinces=provinces, tables=limited)
    return Said(_("Akun {name} diubah.").format(name=account.name))


def _reset(account: Account, by: Caller) -> Said:
    _must_be_anothers(account, by)
    password = new_password()
    _held().reset(account.name, password, by=by)
    text = _("Kata sandi akun {name} disetel ulang; semua sesinya berakhir.")
    return Said(text.format(name=account.name), password)


def _disable(account: Account, by: Caller) -> Said:
    _must_be_anothers(account, by)
    _held().disable(account.name, by=by)
    return Said(_("Akun {name} dinonaktifkan; semua sesinya berakhir.").format(name=account.name))


def _enable(account: Account, by: Caller) -> Said:
    _held().enable(account.name, by=by)
    return Said(_("Akun {name} aktif lagi.").format(name=account.name))


def _must_be_anothers(account: Account, by: Caller) -> None:
    """Raise AccountError for one's own account: an administrator must not shut themselves out with one click."""
    if account.name == by.name:
        raise AccountError(
            _(
                "Akun sendiri tidak dapat diubah begitu di sini; mintalah administrator lain, atau pakai terminal."
            )
        )
