"""Asking before something is written: opened by a button, with name and reason, done once however often clicked."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from smartcity.access import Caller
from smartcity.errors import SmartcityError, without_paths
from smartcity.ui import writer
from smartcity.ui.text import plain
from smartcity.words import _

_ASKED, _REASON = "confirm_asked", "confirm_reason"

# One for everybody: writers wait for each other in the store anyway.
_WRITING = threading.Lock()

Write = Callable[[Caller, str], object]
"""Writes, by name and with a reason, and returns what is told of it. It asks Streamlit for nothing."""


@dataclass
class _Asked:
    """What one session is being asked for ('' for nothing), what went wrong, and what was done last.

    It is changed in place: at every look into `st.session_state` Streamlit may break off a run for a second click,
    and between a write and the note that it was done there must be no such look.
    """

    action: str = ""
    error: str = ""
    done: object = None


def _asked() -> _Asked:
    found: _Asked = st.session_state.setdefault(_ASKED, _Asked())
    return found


def begin(action: str) -> None:
    """Open what asks for one action; another one that was open closes."""
    asked = _asked()
    asked.action, asked.error, asked.done = action, "", None


def leave() -> None:
    """Close what is open."""
    asked = _asked()
    asked.action = asked.error = ""


def is_open(action: str) -> bool:
    """Return whether an action is being asked for."""
    return _asked().action == action


def done() -> object:
    """Return what the last write told, None where there was none or it was forgotten."""
    return _asked().done


def forget() -> None:
    """Forget what was done."""
    _asked().done = None


def button(action: str, label: str, icon: str) -> None:
    """Draw the button that opens an action."""
    st.button(label, key=f"begin_{action.split()[0]}", icon=icon, on_click=begin, args=(action,))


def draw(action: str, label: str, prepare: Callable[[], Write | None]) -> None:
    """Ask for name and reason, and do it; `prepare` returns how, or None where it must not be done yet."""
    with st.form(f"confirm_{action.split()[0]}", border=False):
        writer.ask_name()
        st.text_input(
            _("Alasan"),
            key=_REASON,
            max_chars=500,
            help=_("Tercatat di riwayat bersama perubahan ini."),
        )
        if _asked().error:
            st.error(plain(_asked().error), icon=":material/error:")
        with st.container(horizontal=True):
            st.form_submit_button(label, type="primary", on_click=_once, args=(action, prepare))
            st.form_submit_button(_("Kembali"), on_click=leave)


def _once(action: str, prepare: Callable[[], Write | None]) -> None:
    """Do what is open. A second click runs beside the first one: it waits here, and finds it closed and done."""
    asked = _asked()
    with _WRITING:
        if asked.action == action:
            _do(asked, prepare)


def _do(asked: _Asked, prepare: Callable[[], Write | None]) -> None:
    action, caller = asked.action, writer.caller()
    reason = str(st.session_state.get(_REASON, "")).strip()
    if not (caller.name and reason):
        asked.error = _("Isi nama Anda dan alasannya dahulu.")
        return
    write = prepare()
    if write is None:
        return
    asked.action = asked.error = ""
    try:
        asked.done = write(caller, reason)
    except SmartcityError as error:
        asked.action, asked.error = action, without_paths(str(error))
