"""Tindak lanjut: which pilots are overdue, long not reported or incomplete, and whose task that is."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from smartcity import findings, formats, rules, words
from smartcity.settings import ROOT
from smartcity.ui import (
    address,
    data,
    deck,
    downloads,
    filters,
    follow_up_table,
    frame,
    pilots,
    questions,
    tables,
)
from smartcity.ui.address import View
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import _

STYLES = ROOT / "smartcity" / "ui" / "follow_up.css"
UPLOAD = ROOT / "pages" / "upload.py"
PATH = "tindak-lanjut"
# Rows of the table; some ten sheets of paper.
MOST_ROWS = 200
NEEDS = ("", "late", "delayed", "unreported", "incomplete")
FILE_COLUMNS = (
    "region_code",
    "region_name",
    "province",
    "agency_name",
    "title",
    "program",
    "edition",
    "kind",
    "status",
    "need",
    "days_past_due",
    "days_unreported",
    "missing",
    "progress_percent",
    "due_on",
    "updated_on",
    "source_title",
    "source_url",
)


def read() -> tuple[View, list[str]]:
    """Return the view that the address asks for, and notices."""
    view, notices = filters.read_any()
    need, notice = address.pick("need", NEEDS, "")
    return replace(view, need=need), [*notices, *([notice] if notice else [])]


def question(view: View) -> Question:
    """Return the question for what is to be followed up."""
    return questions.question(
        "follow_up", program=view.program, edition=view.edition, region=view.region, today=data.today()
    )


def chosen(view: View, need: str) -> pd.DataFrame:
    """Return the pilots with one need, or with '' all."""

    def make() -> pd.DataFrame:
        answer = question(view).answer()
        if not need:
            return answer
        wanted = answer["missing"] != "" if need == "incomplete" else answer[need].astype(bool)
        return answer[wanted].reset_index(drop=True)

    return data.made(("follow up", question(view), need), make)


def names() -> dict[str, str]:
    """Return what each need is called."""
    days = formats.number(rules.UNREPORTED_AFTER_DAYS)
    return {
        "": _("Semua"),
        "late": _("Lewat tenggat"),
        "delayed": _("Dilaporkan terlambat"),
        "unreported": _("Tidak dilaporkan {days} hari").format(days=days),
        "incomplete": _("Belum lengkap"),
    }


def described(view: View) -> str:
    """Return the filters in words."""
    shown = pilots.described(replace(view, status="", dimension="", kind="", text=""))
    return f"{shown} · {names()[view.need]}" if view.need else shown


def needs(view: View) -> None:
    """Draw the choice of a need, each with how many pilots have it."""
    key = "choose_need"
    st.session_state[key] = view.need
    counts = {need: formats.number(len(chosen(view, need))) for need in NEEDS}
    with st.container(key="follow_up_needs"):
        st.segmented_control(
            _("Yang perlu ditindaklanjuti"),
            list(NEEDS),
            key=key,
            format_func=lambda need: f"{names()[need]} ({counts[need]})",
            on_change=lambda: address.go(view, need=st.session_state[key] or ""),
        )


def listing(view: View) -> list[str]:
    """Draw the finding, the table and its downloads; return the titles of the sources."""
    rows, total = chosen(view, view.need), pilots.totals(replace(view, need=""))["pilots"]
    finding = plain(findings.follow_up(chosen(view, ""), total))
    if deck.is_on() and len(rows):
        make = partial(follow_up_table.slide, rows.head(deck.MOST_ROWS))
        deck.add(finding, deck.Rows(make, len(rows)), plain(described(view)))
        return list(rows["source_title"].dropna())
    st.subheader(finding, anchor=False)
    st.caption(plain(f"{described(view)} · {_rule()}"))
    st.html(STYLES)
    if rows.empty:
        _nothing(total)
        return []
    if len(rows) > MOST_ROWS:
        text = _("{count} baris yang paling mendesak dari {total}; semuanya ada dalam unduhan.")
        st.caption(text.format(count=formats.number(MOST_ROWS), total=formats.number(len(rows))))
    look, language = frame.look(), words.language()
    made_of = ("follow up table", question(view), view.need, look.mode)
    st.html(data.made(made_of, lambda: follow_up_table.html(rows.head(MOST_ROWS), look, language)))
    file = data.made(("follow up file", question(view), view.need), lambda: _file(rows))
    downloads.offer(file, PATH, sheet=_("Tindak lanjut"), filters=described(view))
    return [str(title) for title in rows["source_title"].dropna().unique()]


def _rule() -> str:
    """Return what puts a pilot on the list, in words."""
    return _(
        "lewat tenggat, dilaporkan terlambat, tidak dilaporkan lebih dari {days} hari, atau belum lengkap; "
        "yang paling mendesak di atas"
    ).format(days=formats.number(rules.UNREPORTED_AFTER_DAYS))


def _nothing(total: int) -> None:
    if total:
        frame.empty(
            _("Tidak ada percontohan yang perlu ditindaklanjuti di sini."),
            _("Tidak ada yang memenuhi pilihan ini pada saringan yang berlaku."),
            _("Longgarkan saringan untuk melihat yang lain."),
        )
        return
    frame.empty(
        _("Belum ada percontohan yang tercatat."),
        _("Daftar ini dibuat dari tabel percontohan: tenggat, tanggal laporan, dan kelengkapannya."),
        _("Unggah tabel percontohan beserta sumbernya."),
    )
    st.page_link(
        UPLOAD, label=_("Unggah data"), icon=":material/upload_file:", query_params=address.carried()
    )


def _file(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows as people pass them on: headers and values in words."""
    needed = [
        "; ".join(
            text for _kind, text in follow_up_table.reasons({str(name): value for name, value in row.items()})
        )
        for row in rows.to_dict("records")
    ]
    shown = rows.assign(
        need=needed,
        program=rows["program"].map(lambda id_: filters.programs(with_stages=False).get(id_, id_)),
        kind=rows["kind"].map(lambda id_: tables.value_names("pilot", "kind").get(id_, id_)),
        status=rows["status"].map(lambda id_: tables.value_names("pilot", "status").get(id_, id_)),
        missing=rows["missing"].map(
            lambda ids: ", ".join(tables.header(name, "pilot") for name in ids.split(", ") if name)
        ),
    )[list(FILE_COLUMNS)]
    headers = {name: tables.header(name, "pilot") for name in FILE_COLUMNS}
    own = {"need": _("Yang perlu ditindaklanjuti"), "region_name": _("Daerah")}
    return shown.rename(columns=headers | own)
