"""What the examination found: how many rows of which kind, and what is wrong with them, each thing once."""

import streamlit as st

from smartcity import formats
from smartcity.intake.report import Group, Report
from smartcity.ui.text import plain
from smartcity.ui.tiles import Tile, row
from smartcity.ui.upload_work import Work
from smartcity.words import N_, _, ngettext

STATUSES = {
    "added": N_("Baru"),
    "changed": N_("Berubah"),
    "unchanged": N_("Tetap"),
    "rejected": N_("Ditolak"),
}
NOTES = {
    "added": N_("belum ada, akan ditambahkan"),
    "changed": N_("sudah ada, isinya akan diubah"),
    "unchanged": N_("sudah ada, isinya sama"),
    "rejected": N_("ada yang salah, tidak diterima"),
}
GROUPS_ON_A_PAGE = 8
LINES_NAMED = 8


def draw(work: Work, report: Report) -> None:
    """Draw the counts and the problems."""
    st.header(_("Hasil pemeriksaan"), anchor=False)
    if report.connection is None:
        st.markdown(
            _("Isi berkas belum dapat diperiksa: pilih dahulu kolom atau nilai yang masih kurang di atas.")
        )
        return
    counts = report.counts
    row(
        [
            Tile(name, _(title), formats.number(getattr(counts, name)), _(NOTES[name]))
            for name, title in STATUSES.items()
        ]
    )
    st.markdown(plain(summary(report)))
    _groups(work, report)


def summary(report: Report) -> str:
    """Return the sentence in which the counts add up to the rows of the file."""
    counts = report.counts
    sums = _(
        "{rows} baris dalam berkas = {added} baru + {changed} berubah + {unchanged} tetap + {rejected} ditolak."
    )
    names = ("rows", "added", "changed", "unchanged", "rejected")
    said = sums.format(**{name: formats.number(getattr(counts, name)) for name in names})
    if not report.plan.is_wide:
        return said
    facts = _("Setiap baris memuat beberapa data: {added} data ditambahkan, {changed} diubah.").format(
        added=formats.number(report.facts["added"]), changed=formats.number(report.facts["changed"])
    )
    return f"{said} {facts}"


def _groups(work: Work, report: Report) -> None:
    """Draw the problems, those that say the same together."""
    found = work.once("groups", lambda: [each for each in report.groups() if each.problem.row is not None])
    if not found:
        return
    pages = -(-len(found) // GROUPS_ON_A_PAGE)
    text = ngettext("{count} macam masalah", "{count} macam masalah", len(found))
    st.subheader(text.format(count=formats.number(len(found))), anchor=False)
    page = st.pagination(pages, key=f"groups_{work.number}") if pages > 1 else 1
    first = (page - 1) * GROUPS_ON_A_PAGE
    with st.container(key="upload_groups", gap="xsmall"):
        for group in found[first : first + GROUPS_ON_A_PAGE]:
            _group(group)


def _group(group: Group) -> None:
    problem = group.problem
    icon = ":material/warning:" if problem.is_warning else ":material/close:"
    where = [problem.column, where_named(group)]
    st.markdown(
        f"{icon} **{plain(' · '.join(filter(None, where)))}**  \n{plain(problem.message)} {plain(problem.fix)}"
    )


def where_named(group: Group) -> str:
    """Return in which lines something is wrong, the first of many by number."""
    named = ", ".join(map(str, group.lines[:LINES_NAMED]))
    if group.count > LINES_NAMED:
        text = _("{count} baris: {lines}, …")
        return text.format(count=formats.number(group.count), lines=named)
    return _("baris {lines}").format(lines=named)
