"""The person's own rows: bad cells marked, narrowed to what matters, corrected in place, taken home if rejected."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from smartcity import formats
from smartcity.intake.problems import Problem
from smartcity.intake.rejects import rejected_file
from smartcity.intake.report import Report
from smartcity.ui import data, upload_grid
from smartcity.ui.upload_grid import Cell
from smartcity.ui.upload_result import STATUSES
from smartcity.ui.upload_work import Work
from smartcity.words import N_, _

ALL, WARNED = "", "warned"
FILTERS = {
    ALL: N_("Semua"),
    "rejected": N_("Ditolak"),
    "changed": N_("Berubah"),
    "added": N_("Baru"),
    "unchanged": N_("Tetap"),
    WARNED: N_("Peringatan"),
}
ON_A_PAGE = 50
LINE, REASON = "line", "reason"
Shown = TypeVar("Shown")


def draw(work: Work, report: Report) -> None:
    """Draw the rows, and what can be done with rejected ones."""
    if report.connection is None:
        return
    st.subheader(_("Baris dalam berkas"), anchor=False)
    which = _filter(work, report)
    lines = _lines(work, report, which)
    if lines:
        found = report.problems(lines=lines)
        rows = marked(report, lines, found)
        headers = [_("Baris"), _("Hasil"), _("Alasan"), *report.sheet.headers]
        if not found:
            headers, rows = _without_reason(headers), [_without_reason(row) for row in rows]
        upload_grid.show(headers, rows, label=_("Baris dalam berkas"), numbers=2)
        if which == "rejected":
            _correction(work, report, lines, found)
    _malformed(report)
    if counted(work, report)["rejected"]:
        _download(report, counted(work, report)["rejected"])


def _malformed(report: Report) -> None:
    """Say of rows that could not be cut into cells that they are not among those shown."""
    count = report.sheet.count - report.sheet.rows.num_rows
    if count:
        text = _("{count} baris tidak terbagi menjadi kolom dan tidak tampil di sini; lihat daftar masalah.")
        st.caption(text.format(count=formats.number(count)))


def _without_reason(row: list[Shown]) -> list[Shown]:
    return [*row[:2], *row[3:]]


def _filter(work: Work, report: Report) -> str:
    counts = counted(work, report)
    shown = [name for name in FILTERS if counts[name]]
    key = f"rows_filter_{work.number}_{work.round}"
    names = {name: f"{_(FILTERS[name])} ({formats.number(counts[name])})" for name in shown}
    chosen = st.segmented_control(
        _("Tampilkan"),
        shown,
        key=key,
        default="rejected" if counts["rejected"] else ALL,
        required=True,
        format_func=lambda name: names.get(name, name),
    )
    return str(chosen or ALL)


def counted(work: Work, report: Report) -> dict[str, int]:
    """Return how many rows that can be shown there are of each kind; rows without cells are only named."""
    whole = {name: getattr(report.counts, name) for name in STATUSES}
    whole["rejected"] -= report.sheet.count - report.sheet.rows.num_rows
    return {ALL: report.sheet.rows.num_rows, **whole, WARNED: len(_warned(work, report))}


def _warned(work: Work, report: Report) -> list[int]:
    """Return the lines that are taken with a warning."""

    def make() -> list[int]:
        if not any(group.problem.is_warning and group.lines for group in report.groups()):
            return []
        return sorted({each.row for each in report.problems() if each.is_warning and each.row is not None})

    return work.once("warned", make)


def _lines(work: Work, report: Report, which: str) -> list[int]:
    """Return the lines of the page that is shown."""
    pages = -(-counted(work, report)[which] // ON_A_PAGE)
    key = f"rows_page_{work.number}_{work.round}_{which}"
    page = st.pagination(pages, key=key) if pages > 1 else 1
    first = (page - 1) * ON_A_PAGE
    if which == WARNED:
        return _warned(work, report)[first : first + ON_A_PAGE]
    return report.lines(which, first, ON_A_PAGE)


def marked(report: Report, lines: Sequence[int], problems: Sequence[Problem]) -> list[list[Cell]]:
    """Return rows of the file with their bad cells marked: line, outcome, reason, then the cells."""
    statuses = report.statuses(lines)
    by_line: dict[int, list[Problem]] = {line: [] for line in lines}
    for problem in problems:
        if problem.row in by_line:
            by_line[problem.row].append(problem)
    return [
        _row(line, statuses[line], cells, by_line[line], report.sheet.headers)
        for line, cells in zip(lines, report.texts(lines), strict=True)
    ]


def _row(
    line: int, status: str, cells: Sequence[str], problems: Sequence[Problem], headers: Sequence[str]
) -> list[Cell]:
    kinds = {
        problem.column: kind_of(problem) for problem in sorted(problems, key=lambda each: not each.is_warning)
    }
    said = Cell(_(STATUSES[status]), "error" if status == "rejected" else "")
    own = [Cell(text, kinds.get(header, "")) for text, header in zip(cells, headers, strict=True)]
    return [Cell(str(line)), said, Cell(reason(problems), "note"), *own]


def kind_of(problem: Problem) -> str:
    """Return how a cell with a problem is marked."""
    return "warning" if problem.is_warning else "error"


def reason(problems: Sequence[Problem]) -> str:
    """Return the first thing that is wrong with a row, what to do about it, and how much more there is."""
    if not problems:
        return ""
    first = min(problems, key=lambda each: each.is_warning)
    said = f"{first.message} {first.fix}"
    more = len(problems) - 1
    return _("{reason} (dan {count} lagi)").format(reason=said, count=formats.number(more)) if more else said


def _correction(work: Work, report: Report, lines: Sequence[int], problems: Sequence[Problem]) -> None:
    """Draw the rejected rows of this page to be corrected in place."""
    st.markdown(_("**Perbaiki di sini**"))
    st.caption(
        _(
            "Ketuk dua kali sel yang salah, tulis yang benar, lalu periksa lagi. Berkas Anda sendiri tidak berubah."
        )
    )
    before = texts(report, lines, problems)
    config: dict[str, Any] = {
        LINE: st.column_config.NumberColumn(_("Baris"), format="%d", pinned=True),
        REASON: st.column_config.TextColumn(_("Kolom yang salah"), pinned=False),
    }
    config |= {str(place): header for place, header in enumerate(report.sheet.headers)}
    after = st.data_editor(
        before,
        key=f"correction_{work.number}_{work.round}_{lines[0]}",
        hide_index=True,
        column_config=config,
        disabled=[LINE, REASON],
        alt=_("Baris yang ditolak, untuk diperbaiki"),
    )
    if st.button(_("Periksa lagi"), key=f"again_{work.number}", icon=":material/refresh:"):
        work.decide(cells={**work.choices.cells, **corrections(before, after)})
        st.rerun()


def texts(report: Report, lines: Sequence[int], problems: Sequence[Problem]) -> pd.DataFrame:
    """Return rows as texts under the places of their columns, with their line and the columns that are wrong."""
    wrong: dict[int, list[str]] = {}
    for problem in problems:
        if problem.row is not None and not problem.is_warning:
            wrong.setdefault(problem.row, []).append(problem.column)
    places = [str(place) for place in range(len(report.sheet.headers))]
    frame = pd.DataFrame(report.texts(lines), columns=places, dtype="str")
    frame.insert(0, LINE, list(lines))
    frame.insert(1, REASON, [", ".join(dict.fromkeys(wrong.get(line, ()))) for line in lines])
    return frame


def corrections(before: pd.DataFrame, after: pd.DataFrame) -> Mapping[tuple[int, int], str]:
    """Return the cells that a person wrote anew: (line, place) -> text."""
    places = [column for column in before.columns if column not in (LINE, REASON)]
    found = {}
    for line, old, new in zip(before[LINE], before[places].to_numpy(), after[places].to_numpy(), strict=True):
        for place, was, now in zip(places, old, new, strict=True):
            text = "" if formats.is_missing(now) else str(now).strip()
            if text != was:
                found[int(line), int(place)] = text
    return found


def _download(report: Report, count: int) -> None:
    """Offer the rejected rows as a file of the kind that was uploaded."""
    kind = "csv" if report.sheet.delimiter else "xlsx"
    stem = report.file_name.rsplit(".", 1)[0]
    st.download_button(
        _("Unduh {count} baris yang ditolak").format(count=formats.number(count)),
        data=data.in_this_language(lambda: rejected_file(report)),
        file_name=f"{stem}-" + _("ditolak") + f".{kind}",
        key="rejected_file",
        on_click="ignore",
        icon=":material/download:",
        help=_("Kolom, pemisah, dan pengodeannya sama; perbaiki lalu unggah lagi apa adanya."),
    )
