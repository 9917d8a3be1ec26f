"""The first half of Akun: the account that one is signed in with, and another password for it."""

from functools import partial

import streamlit as st

from smartcity import access, sessions
from smartcity.accounts import ROLES, Account
from smartcity.contract import load_contract
from smartcity.errors import SmartcityError
from smartcity.settings import settings
from smartcity.ui import account_tokens, filters, frame, writer
from smartcity.ui.address import NATION
from smartcity.ui.text import plain
from smartcity.words import _, language

_OLD, _NEW, _AGAIN, _SAID = "own_old", "own_new", "own_again", "own_said"


def draw() -> bool:
    """Draw the account of this person; return whether there is one."""
    said = st.session_state.pop(_SAID, "")
    own = access.account(writer.caller())
    if own is None:
        _nobody()
        return False
    st.markdown(f"**{plain(own.name)}** · {plain(described(own))}")
    if said:
        st.error(plain(said), icon=":material/error:")
    frame.fold(_("Ganti kata sandi saya"), _password, key="own_password", icon=":material/key:")
    frame.fold(
        _("Token pribadi saya"),
        partial(account_tokens.draw, own),
        key="own_tokens",
        icon=":material/vpn_key:",
    )
    return True


def _nobody() -> None:
    if access.has_accounts():
        frame.empty(
            _("Anda belum masuk"),
            _("Halaman ini menampilkan akun Anda; administrator mengelola semua akun di sini."),
            _("Akun dibuat oleh administrator."),
        )
        writer.sign_in_link(_("Masuk"))
        return
    frame.empty(
        _("Belum ada akun"),
        _("Selama belum ada akun, data hanya dapat diubah di komputer peladen."),
        _("Pengelola membuat akun pertama di terminal peladen, dengan peran administrator: {command}").format(
            command="`smartcity account add NAMA --role administrator`"
        ),
    )


def described(account: Account) -> str:
    """Return role and limits of an account in words."""
    limits = [
        *(filters.region_name(code) for code in account.provinces),
        *(load_contract().tables[name].title(language()) for name in account.tables),
    ]
    parts = (_(ROLES[account.role]), _("hanya {limits}").format(limits=", ".join(limits)) if limits else "")
    return " · ".join(part for part in parts if part)


def provinces() -> dict[str, str]:
    """Return all provinces by code."""
    return filters.region_names(NATION)


def _password() -> None:
    width = account_tokens.FORM_WIDTH
    with st.form("own_password", border=False, clear_on_submit=True, width=width):
        st.text_input(_("Kata sandi sekarang"), type="password", key=_OLD, autocomplete="current-password")
        st.text_input(_("Kata sandi baru"), type="password", key=_NEW, autocomplete="new-password")
        st.text_input(
            _("Kata sandi baru, sekali lagi"), type="password", key=_AGAIN, autocomplete="new-password"
        )
        st.form_submit_button(_("Ganti kata sandi"), on_click=_change)
    st.caption(
        _("Sesudahnya semua sesi dan token akun ini berakhir; masuk lagi dengan kata sandi yang baru.")
    )


def _change() -> None:
    old, new, again = (str(st.session_state.get(name, "")) for name in (_OLD, _NEW, _AGAIN))
    if new != again:
        st.session_state[_SAID] = _("Kedua kata sandi baru tidak sama; tidak ada yang diubah.")
        return
    try:
        sessions.change_password(settings().data, old, new, writer.caller())
    except SmartcityError as error:
        st.session_state[_SAID] = str(error)
