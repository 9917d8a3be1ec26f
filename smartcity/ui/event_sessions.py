"""The sessions of one event in their order, by day and time of day where these are known."""

from itertools import groupby
from typing import Any

import streamlit as st

from smartcity import formats
from smartcity.ui import data, deck, frame, upload_way
from smartcity.ui.address import View
from smartcity.ui.text import plain
from smartcity.words import N_, _, language

# The hour from which a part of the day lasts, as Indonesian names it.
PARTS = ((0, N_("Pagi")), (11, N_("Siang")), (15, N_("Sore")), (18, N_("Malam")))
# Letters of an ISO time: of its date, and with its minutes.
DATE, MINUTES = 10, 16


def draw(view: View) -> None:
    """Draw the sessions with their speakers, and say where their time is not known."""
    st.subheader(_("Sesi dan narasumber"), anchor=False)
    answer = data.ask("event_sessions", event=view.event)
    if answer.empty:
        frame.empty(
            _("Susunan acaranya belum diketahui."),
            _("Topik dan narasumber yang disebut sumber tercantum pada keterangannya."),
            _("Unggah tabel sesi: urutan, judul, narasumber, dan waktu mulainya."),
        )
        upload_way.draw("event_session", _("Unggah sesi"))
        return
    rows = [{str(name): value for name, value in each.items()} for each in answer.to_dict("records")]
    if deck.is_on():
        deck.say(_("Sesi dan narasumber"), "\n".join(_line(each) for each in rows))
        return
    for heading, some in groupby(rows, key=lambda each: part_of_day(each["starts_at"])):
        if heading:
            st.markdown(f"**{plain(heading)}**")
        st.markdown("\n".join(_line(each) for each in some))
    unknown = sum(not _has_time(each["starts_at"]) for each in rows)
    if unknown == len(rows):
        st.caption(_("Waktu setiap sesi belum diketahui; urutannya menurut sumber."))
    elif unknown:
        text = _("Waktu {count} sesi belum diketahui.")
        st.caption(text.format(count=formats.number(unknown)))


def part_of_day(starts_at: Any) -> str:
    """Return day and time of day in words, the day alone where no time is known, '' where neither is."""
    if formats.is_missing(starts_at):
        return ""
    day = formats.date(str(starts_at)[:DATE])
    if not _has_time(starts_at):
        return day
    hour = int(str(starts_at)[DATE + 1 : DATE + 3])
    name = next(name for start, name in reversed(PARTS) if hour >= start)
    return _("{part}, {day}").format(part=_(name), day=day)


def _has_time(starts_at: Any) -> bool:
    text = "" if formats.is_missing(starts_at) else str(starts_at)
    return len(text) >= MINUTES and text[DATE + 1 : DATE + 3].isdigit()


def _line(session: dict[str, Any]) -> str:
    """Return one session as a line of a numbered list."""
    parts = [f"**{plain(str(session['title']))}**"]
    if not formats.is_missing(session["speaker"]):
        parts.append(plain(str(session["speaker"])))
    if _has_time(session["starts_at"]):
        clock = str(session["starts_at"])[DATE + 1 : MINUTES]
        parts.append(plain(clock if language() == "en" else clock.replace(":", ".")))
    return f"{int(session['ordinal'])}. {' · '.join(parts)}"
