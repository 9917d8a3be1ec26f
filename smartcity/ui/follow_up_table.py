"""The follow-up list as one plain table: grouped by region and agency, every pilot with what is to be done."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd

from smartcity import formats
from smartcity.look import Look
from smartcity.ui import address, filters, tables
from smartcity.ui.address import View
from smartcity.words import _

Row = Mapping[str, Any]


def html(rows: pd.DataFrame, look: Look, language: str) -> str:
    """Return the table; every text from data is escaped, every region and pilot is a link."""
    records = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    groups = groupby(records, key=lambda row: (row["region_code"], row["agency"]))
    colours = f"--line:{look.border};--muted:{look.muted};--mark:{look.attention};--link:{look.link}"
    head = "".join(
        f'<th scope="col"{kind}>{escape(text)}</th>'
        for text, kind in (
            (_("Percontohan"), ""),
            (_("Yang perlu ditindaklanjuti"), ""),
            (_("Tenggat"), ' class="when"'),
            (_("Terakhir dilaporkan"), ' class="when"'),
        )
    )
    body = "".join(_group(list(some), language) for _key, some in groups)
    columns = '<col class="what"><col><col class="when"><col class="when">'
    return (
        f'<table class="follow-up" style="{colours}"><colgroup>{columns}</colgroup>'
        f"<thead><tr>{head}</tr></thead>{body}</table>"
    )


def slide(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the same as plain texts, one row for each pilot."""
    records = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    return pd.DataFrame(
        {
            _("Daerah"): [_region_name(row) for row in records],
            _("Perangkat daerah"): [str(row["agency_name"]) or formats.MISSING for row in records],
            _("Percontohan"): [str(row["title"]) for row in records],
            _("Yang perlu ditindaklanjuti"): [
                "; ".join(f"{SIGNS[kind]} {text}" for kind, text in reasons(row)) for row in records
            ],
            _("Tenggat"): [formats.date(row["due_on"]) for row in records],
            _("Terakhir dilaporkan"): [formats.date(row["updated_on"]) for row in records],
        },
        dtype="str",
    )


def reasons(row: Row) -> list[tuple[str, str]]:
    """Return what is to be done about a pilot: kind and words, the most pressing first."""
    found = []
    if row["late"]:
        days = formats.number(row["days_past_due"])
        found.append(("late", _("Lewat tenggat {days} hari").format(days=days)))
    if row["delayed"]:
        found.append(("delayed", _("Dilaporkan terlambat")))
    if row["unreported"]:
        found.append(("unreported", _unreported(row)))
    if row["missing"]:
        names = ", ".join(tables.header(name, "pilot").lower() for name in str(row["missing"]).split(", "))
        found.append(("incomplete", _("Belum terisi: {columns}").format(columns=names)))
    return found


def _unreported(row: Row) -> str:
    if formats.is_missing(row["days_unreported"]):
        return _("Tanggal laporan tidak diketahui")
    return _("Tidak dilaporkan {days} hari").format(days=formats.number(row["days_unreported"]))


SIGNS = {"late": "▲", "delayed": "◆", "unreported": "●", "incomplete": "○"}


def _group(rows: Sequence[Row], language: str) -> str:
    """Return the rows of one agency, or of one region whose agency is not known, under their name."""
    first = rows[0]
    region = _link("wilayah", _region_name(first), language, region=str(first["region_code"]))
    agency = str(first["agency_name"]) or _("perangkat daerah belum diketahui")
    count = _("{count} percontohan").format(count=formats.number(len(rows)))
    agency = f"{agency} · {count}"
    head = (
        f'<tr class="group"><th colspan="4" scope="rowgroup">{region} <span>{escape(agency)}</span></th></tr>'
    )
    return f"<tbody>{head}{''.join(_row(row, language) for row in rows)}</tbody>"


def _region_name(row: Row) -> str:
    return str(row["region_code"]) if formats.is_missing(row["region_name"]) else str(row["region_name"])


def _link(page: str, text: str, language: str, **parts: str) -> str:
    target = address.link(page, View(language=language), **parts)
    return f'<a href="{escape(target)}">{escape(text)}</a>'


def _row(row: Row, language: str) -> str:
    kinds, statuses = tables.value_names("pilot", "kind"), tables.value_names("pilot", "status")
    program = filters.programs(with_stages=False).get(str(row["program"]), "")
    about = (
        statuses.get(str(row["status"]), ""),
        kinds.get(str(row["kind"]), ""),
        f"{program} {row['edition']}".strip(),
    )
    said = "".join(
        f'<li class="{kind}"><span aria-hidden="true">{SIGNS[kind]}</span>{escape(text)}</li>'
        for kind, text in reasons(row)
    )
    title = _link("percontohan", str(row["title"]), language, pilot=str(row["pilot"]))
    return (
        f"<tr><td>{title}<small>{escape(' · '.join(part for part in about if part))}</small></td>"
        f"<td><ul>{said}</ul></td>"
        f'<td class="when">{escape(formats.date(row["due_on"]))}</td>'
        f'<td class="when">{escape(formats.date(row["updated_on"]))}</td></tr>'
    )
