"""Tables of texts in which single cells are marked: by colour, by a sign, and by words for who hears the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from smartcity.look import Look
from smartcity.settings import ROOT
from smartcity.ui import frame
from smartcity.words import N_, _

STYLES = ROOT / "smartcity" / "ui" / "upload.css"
SIGNS = {"error": "✕", "warning": "⚠", "after": "→"}
WORDS = {"error": N_("salah:"), "warning": N_("perlu dilihat:"), "after": N_("menjadi:")}


@dataclass(frozen=True)
class Cell:
    """A text and what it is: '' for one that only stands there, else error, warning, before, after or note."""

    text: str
    kind: str = ""


def show(headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, label: str, numbers: int = 0) -> None:
    """Draw a table that scrolls inside itself; `label` names it, the first `numbers` columns stay in sight."""
    st.html(table(headers, rows, label=label, numbers=numbers, look=frame.look()))


def style() -> None:
    """Add how such tables look to the page."""
    st.html(STYLES)


def table(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, label: str, numbers: int, look: Look
) -> str:
    """Return a table as HTML; every text is escaped."""
    colours = f"--line:{look.border};--head:{look.surface};--back:{look.background};--mark:{look.attention};"
    head = "".join(f'<th scope="col">{escape(header)}</th>' for header in headers)
    body = "".join(
        f"<tr>{''.join(_cell(cell, place < numbers) for place, cell in enumerate(row))}</tr>" for row in rows
    )
    return (
        f'<div class="marked" role="region" tabindex="0" aria-label="{escape(label)}" style="{colours}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell, is_number: bool) -> str:
    kind = " ".join(filter(None, (cell.kind, "number" if is_number else "")))
    sign = ""
    if cell.kind in SIGNS:
        heard = escape(_(WORDS[cell.kind]))
        sign = f'<span class="sign" aria-hidden="true">{SIGNS[cell.kind]}</span><span class="heard">{heard}</span> '
    return f'<td class="{kind}">{sign}{escape(cell.text)}</td>'
