"""Who is at the page: where they sit, the account they are signed in with, or the name that they give."""

import html
from urllib.parse import urlencode

import streamlit as st

from smartcity import access, sessions, visitor, words
from smartcity.access import Caller
from smartcity.caller import from_network
from smartcity.ui import frame, sign_in
from smartcity.ui.text import plain
from smartcity.words import _

_NAME, _PERSON = "writer_name", "_person"


def caller() -> Caller:
    """Return who asks: by the account they are signed in with now, else by the name given on this page."""
    session = sessions.digest_of(str(st.context.cookies.get(visitor.COOKIE, "")))
    headers = dict(st.context.headers)
    return visitor.named(from_network(name(), st.context.ip_address, headers, session))


def name() -> str:
    """Return the name that the person gave on this page, '' before; a signed-in person's is that of the account."""
    return str(st.session_state.get(_NAME, "")).strip()


def keep_apart() -> bool:
    """Forget what the page held for somebody else, whose session has ended; return whether it has.

    A connection may also come back as that of the next person who signs in.
    """
    person = caller().session
    before = st.session_state.setdefault(_PERSON, person)
    if before == person:
        return False
    st.session_state.clear()
    st.session_state[_PERSON] = person
    return bool(before)


def ask_name() -> None:
    """Draw who changes are recorded by: the account, or a field for the name, kept from page to page."""
    person = caller()
    if person.session:
        st.caption(_("Dicatat atas nama akun {name}.").format(name=plain(person.name)))
        return
    st.text_input(
        _("Nama Anda"),
        key=_NAME,
        max_chars=80,
        persist_state="session",
        help=_("Dicatat bersama perubahan, supaya orang lain tahu siapa yang dapat ditanya."),
    )


def may_write() -> bool:
    """Return whether this person may change data; where not, the page says so and how it is opened."""
    return may(access.WRITE, _("Mengubah data tidak terbuka dari sini"))


def may(action: str, title: str) -> bool:
    """Return whether this person may do something; where not, the page says why and offers the way to sign in."""
    asking = caller()
    refused = access.refusal(asking, action)
    if not refused:
        return True
    others = _("Semua halaman lain tetap dapat dibaca.") if access.may(asking, access.READ) else ""
    frame.empty(title, refused, others)
    if access.has_accounts() and not asking.session:
        sign_in_link(_("Masuk"))
    return False


def sign_in_link(label: str) -> None:
    """Draw the way to the form; it leads back to this view."""
    target = f"{sign_in.SIGN_IN}?{urlencode({'ke': _here(), 'lang': words.language()})}"
    st.html(f'<a class="sign-in" href="{html.escape(target)}" target="_self">{html.escape(label)}</a>')


def sign_out_button(asking: Caller) -> None:
    """Draw the form that ends the session; it loads the page anew, so nothing of the session stays in it."""
    values = {"form": sign_in.form_of(asking.session), "ke": _here(), "lang": words.language()}
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(value)}">' for name, value in values.items()
    )
    st.html(
        f'<form method="post" action="{sign_in.SIGN_OUT}" target="_self">{hidden}'
        f'<button class="sign-out" type="submit">{html.escape(_("Keluar"))}</button></form>'
    )


def _here() -> str:
    """Return this page's path and view."""
    path = (st.context.url or "").partition("?")[0].rstrip("/").rpartition("/")[2]
    query = urlencode(st.query_params.to_dict())
    return f"{path}?{query}" if query else path
