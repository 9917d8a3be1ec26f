"""Personal tokens on Akun: those of one's own account, a new one, and the end of one."""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from smartcity import formats, sessions, tokens
from smartcity.accounts import Account
from smartcity.errors import SmartcityError
from smartcity.settings import settings
from smartcity.tokens import Token, Tokens
from smartcity.ui import api_link, writer
from smartcity.ui.text import plain
from smartcity.words import _

_NAME, _DAYS, _PASSWORD, _CHOSEN = "token_name", "token_days", "token_password", "token_chosen"
_SAID, _MADE = "token_said", "token_made"
# Pixels; a phone has fewer.
FORM_WIDTH = 480
# Pixels that leave room for the state beside it on a phone.
NAME_WIDTH = 180
_LIVES_DAYS = (30, tokens.USUAL_DAYS, 180, tokens.MOST_DAYS)


def draw(own: Account) -> None:
    """Draw the tokens of an account."""
    st.caption(
        _(
            "Dengan token, program mengunggah lewat API atas nama akun ini, dengan peran dan batasnya. Simpan "
            "seperti kata sandi. Kata sandi baru dan penonaktifan akun mengakhiri semua token."
        )
    )
    api_link.draw()
    found = Tokens(settings().data).of(own.name)
    if found:
        _table(found)
    with st.container(width=FORM_WIDTH, gap="medium"):
        with st.container():
            _new()
            _told()
        _end([token.name for token in found if token.lives])


def _table(found: list[Token]) -> None:
    rows = [
        {
            "name": token.name,
            "state": tokens.state(token),
            "ends": _moment(token.expires_at),
            "used": _moment(token.used_at),
            "made": _moment(token.made_at),
        }
        for token in found
    ]
    titles: dict[str, ColumnConfig | str | None] = {
        "name": st.column_config.TextColumn(_("Token"), width=NAME_WIDTH),
        "state": _("Keadaan"),
        "ends": _("Berlaku sampai"),
        "used": _("Terakhir dipakai"),
        "made": _("Dibuat"),
    }
    st.dataframe(pd.DataFrame(rows), key="tokens", hide_index=True, column_config=titles)


def _moment(seconds: float | None) -> str:
    return formats.moment(tokens.moment(seconds))


def _new() -> None:
    with st.form("token_new", border=False, clear_on_submit=True):
        st.text_input(
            _("Nama token"),
            key=_NAME,
            max_chars=tokens.LONGEST_NAME,
            placeholder=_("mis. laptop kantor"),
            autocomplete="off",
        )
        st.selectbox(
            _("Berlaku"),
            _LIVES_DAYS,
            index=_LIVES_DAYS.index(tokens.USUAL_DAYS),
            key=_DAYS,
            format_func=lambda days: _("{count} hari").format(count=days),
        )
        st.text_input(_("Kata sandi"), type="password", key=_PASSWORD, autocomplete="current-password")
        st.form_submit_button(_("Buat token"), icon=":material/add:", on_click=_make)


def _told() -> None:
    """Show below the button a token that was just made, once, or why none was."""
    if made := st.session_state.pop(_MADE, ""):
        said = _("Token dibuat. Salin sekarang; token ini tidak dapat ditampilkan lagi.")
        st.success(said, icon=":material/check_circle:")
        st.code(made, language=None, wrap_lines=True)
    if said := st.session_state.pop(_SAID, ""):
        st.error(plain(said), icon=":material/error:")


def _end(living: list[str]) -> None:
    if not living:
        return
    with st.form("token_end", border=False):
        st.selectbox(_("Token yang dicabut"), living, index=None, key=_CHOSEN, placeholder=_("Pilih satu"))
        st.form_submit_button(_("Cabut token"), icon=":material/block:", on_click=_revoke)


def _make() -> None:
    name, days, password = (st.session_state.get(each) for each in (_NAME, _DAYS, _PASSWORD))
    try:
        st.session_state[_MADE] = sessions.make_token(
            settings().data, str(name), int(days or 0), str(password), writer.caller()
        )
    except SmartcityError as error:
        st.session_state[_SAID] = str(error)


def _revoke() -> None:
    by, chosen = writer.caller(), st.session_state.get(_CHOSEN)
    if not chosen or not by.session:
        return
    try:
        Tokens(settings().data).revoke(by.name, str(chosen), by=by)
    except SmartcityError as error:
        st.session_state[_SAID] = str(error)
