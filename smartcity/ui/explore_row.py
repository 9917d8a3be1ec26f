"""One row of Jelajah data: all of its cells, the ways onward from it, and the history of its changes."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from smartcity import formats
from smartcity.contract import Table, load_contract
from smartcity.queries import explore
from smartcity.queries.visible import visible
from smartcity.settings import ROOT
from smartcity.ui import (
    address,
    data,
    deck,
    explore_words,
    frame,
    history,
    history_words,
    internal,
    onward,
    row_changes,
    source_links,
)
from smartcity.ui.address import View
from smartcity.ui.explore import region_column, table_of
from smartcity.ui.text import linked, plain
from smartcity.words import _, language

PAGES = ROOT / "pages"
Row = Mapping[str, Any]


def draw(view: View) -> None:
    """Draw the row that the address names; where there is none, say so."""
    if not view.key:
        return
    table = table_of(view)
    row = found(table, view.key)
    if row is None:
        frame.notices([address.unknown("key", view.key)])
        return
    with st.container(border=True, key="explore_row"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(plain(name(table, row)), anchor=False)
            st.button(
                _("Tutup"),
                key="explore_close",
                type="tertiary",
                icon=":material/close:",
                on_click=lambda: address.go(view, key=""),
            )
        _ways(view, table, row)
        _cells(table, row)
        if table.group != "system":
            frame.fold(
                _("Riwayat baris ini"),
                lambda: row_changes.draw(table.name, view.key),
                key="explore_history",
                icon=":material/history:",
            )


def found(table: Table, key: str) -> Row | None:
    """Return the row with a key as addresses hold it, None where there is none; any text may come."""
    values = _key(table, key)
    if values is None:
        return None

    def make() -> Row | None:
        wanted = explore.row(table.name, values)
        with data.store().read(data.version()) as snapshot:
            answer = snapshot.frame(wanted.sql, wanted.params)
        return None if answer.empty else {str(name): value for name, value in answer.iloc[0].items()}

    return data.made(("row", table.name, key), make)


def _key(table: Table, key: str) -> list[str | int] | None:
    """Return the values of a key, None where the text holds none of this table."""
    try:
        values = json.loads(key)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, list) or len(values) != len(table.key):
        return None
    kinds = [int if table.field(column).type == "integer" else str for column in table.key]
    fits = all(type(value) is kind for value, kind in zip(values, kinds, strict=True))
    is_small = all(abs(value) < 2**63 for value in values if isinstance(value, int))
    return values if fits and is_small else None


def name(table: Table, row: Row) -> str:
    """Return what a row is called: by its title or name, else by its key."""
    for column in ("title", "name", "name_en" if language() == "en" else "name_id"):
        if column in table.columns and not formats.is_missing(row[column]):
            return str(row[column])
    parts = [explore_words.cell(table, column, row) for column in table.key if column != "source_title"]
    return " · ".join(part for part in parts if part != formats.MISSING) or table.title(language())


def _cells(table: Table, row: Row) -> None:
    """Draw every cell in full."""
    known = []
    for field in visible(table, internal=internal.is_seen()):
        if field.name == "source_url":
            continue
        text = plain(explore_words.cell(table, field.name, row))
        if field.name == "source_title" and not formats.is_missing(row[field.name]):
            url = None if formats.is_missing(row["source_url"]) else str(row["source_url"])
            text = linked(str(row[field.name]), url)
        known.append((plain(field.title(language())), text))
    if deck.is_on():
        some = tuple(pair for pair in known if pair[1] != plain(formats.MISSING))
        deck.add(plain(name(table, row)), deck.Facts(some), table.title(language()))
        return
    st.markdown("  \n".join(f"**{title}** · {text}" for title, text in known))


def _ways(view: View, table: Table, row: Row) -> None:
    """Draw the ways to the row's region, source, batch, to the page of what it is about, and to its form."""
    with st.container(horizontal=True, gap="medium", key="explore_ways"):
        _region(table, row)
        _source(table, row)
        _batch(table, row, view.key)
        _thing(table, row)
        _program(view, table, row)
        source_links.own_row(table.name, view.key)
        _logged(view, table, row)


def _region(table: Table, row: Row) -> None:
    column = region_column(table)
    code = row[column] if column else None
    if formats.is_missing(code):
        return
    label = history_words.region_names().get(str(code), str(code))
    _way("region.py", label, ":material/location_on:", region=str(code))


def _source(table: Table, row: Row) -> None:
    if "source_title" in table.columns:
        source = onward.source_id(row["source_title"], row["source_url"])
        _way("quality.py", _("Sumber baris ini"), ":material/description:", part="sumber", source=source)


def _batch(table: Table, row: Row, key: str) -> None:
    """Draw the way to the batch that touched the row last; a row of the log names its own."""
    if "batch" in table.columns:
        number, kind = str(row["batch"]), "upload"
        label = _("Riwayat perubahan nomor {batch}").format(batch=number)
    else:
        answer = row_changes.known(table.name, key)
        if answer.empty:
            return
        number, kind = str(answer["batch"].iloc[0]), str(answer["kind"].iloc[0])
        label = _("Terakhir diubah oleh {batch}").format(
            batch=history_words.name({"kind": kind, "batch": number})
        )
    st.page_link(
        history.PAGE,
        label=plain(label),
        icon=":material/history:",
        query_params=address.carried(batch=number),
    )


def _thing(table: Table, row: Row) -> None:
    """Draw the way to the page of the pilot, the event or the agency that the row is about."""
    if table.name == "pilot":
        _way("pilots.py", _("Halaman percontohan"), ":material/rocket_launch:", pilot=str(row["pilot"]))
    if "event" in table.columns:
        _way("events.py", _("Halaman kegiatan"), ":material/event:", event=str(row["event"]))
    if "agency" in table.columns and not formats.is_missing(row["agency"]):
        label = explore_words.cell(table, "agency", row) if table.name != "agency" else str(row["name"])
        region = str(row["region_code"])
        _way("agencies.py", label, ":material/apartment:", region=region, agency=str(row["agency"]))


def _program(view: View, table: Table, row: Row) -> None:
    """Draw the way to the selection or the assessment that the row belongs to."""
    if "program" not in table.columns and "framework" not in table.columns:
        return
    about = {
        "program": "" if formats.is_missing(row.get("program")) else row["program"],
        "edition": "" if formats.is_missing(row.get("edition")) else row["edition"],
        "table_name": "assessment" if "framework" in table.columns else table.name,
        "of_what": row.get("framework", ""),
    }
    source_links.program(view, about)


def _logged(view: View, table: Table, row: Row) -> None:
    """Draw the way from a line of the log to the row that it speaks of."""
    if table.name != "change" or str(row["table_name"]) not in load_contract().tables:
        return
    other, key = str(row["table_name"]), str(row["row_key"])
    st.button(
        _("Baris yang diubah"),
        key="explore_logged",
        type="tertiary",
        icon=":material/arrow_forward:",
        on_click=lambda: address.go(view, table=other, key=key),
    )


def _way(page: str, label: str, icon: str, **parts: str) -> None:
    st.page_link(PAGES / page, label=plain(label), icon=icon, query_params=address.carried(**parts))
