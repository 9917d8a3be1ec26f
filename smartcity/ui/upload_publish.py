"""Publishing: by whom and why, what still stands in the way, what became of it, and taking it back."""

from collections.abc import Mapping

import streamlit as st

from smartcity import access, formats
from smartcity.access import Caller
from smartcity.errors import SmartcityError, without_paths
from smartcity.intake.mapping import fingerprint
from smartcity.intake.publishing import Conflict, confirm_aliases, publish
from smartcity.intake.report import Report
from smartcity.state import State
from smartcity.ui import data, writer
from smartcity.ui.text import plain
from smartcity.ui.upload_changes import likely_scope
from smartcity.ui.upload_work import Work
from smartcity.words import _

MOST_CONFLICTS = 20
MOST_NOTE = 400
LEARNT = ("similar", "wide", "chosen")
"""Meanings of columns that are remembered once they were published."""


def draw(work: Work, report: Report) -> None:
    """Draw the end of the page: publish, or why there is nothing to publish."""
    if report.connection is None:
        return
    st.header(_("Terbitkan"), anchor=False)
    _earlier(report)
    if report.is_clean and not report.has_changes:
        st.success(
            _("Semua isi berkas ini sudah ada; tidak ada yang perlu diubah."), icon=":material/check_circle:"
        )
        return
    writer.ask_name()
    note = st.text_input(
        _("Catatan (tidak wajib)"),
        key=f"note_{work.number}",
        max_chars=MOST_NOTE,
        help=_("Mengapa data ini diubah; tampil di Riwayat."),
    )
    accepts = _accepting(work, report)
    if st.button(label(report), key=f"publish_{work.number}", type="primary", icon=":material/publish:"):
        _publish(work, report, str(note or ""), accepts=accepts)
    _said(work)


def label(report: Report) -> str:
    """Return what the button says it will do."""
    counts, removed = report.counts, report.facts["removed"]
    rows = formats.number(counts.added + counts.changed)
    if removed:
        text = _("Terbitkan {rows} baris dan hapus {removed}")
        return text.format(rows=rows, removed=formats.number(removed))
    return _("Terbitkan {rows} baris").format(rows=rows)


def _earlier(report: Report) -> None:
    """Say that the same file was uploaded before, by whom and when."""
    found = data.ask("earlier_upload", digest=report.sha256, table_name=report.table.name)
    if len(found):
        batch = found.iloc[0]
        text = _("Berkas yang sama pernah diunggah oleh {name} pada {moment} (versi {version}).")
        said = text.format(
            name=batch["made_by"], moment=formats.moment(batch["made_at"]), version=batch["version"]
        )
        st.info(plain(said), icon=":material/history:")


def _accepting(work: Work, report: Report) -> bool:
    """Draw the choice that rejected rows stay out; it is there only where there are any."""
    if not report.counts.rejected:
        return False
    text = _("Terbitkan baris yang benar saja; {count} baris yang ditolak ditinggalkan")
    return st.checkbox(text.format(count=formats.number(report.counts.rejected)), key=f"accept_{work.number}")


def standing_in_the_way(work: Work, report: Report, name: str, *, accepts: bool) -> list[str]:
    """Return what must be done before anything can be published, a sentence each."""
    found = []
    if work.to_confirm():
        found.append(_("Pastikan dahulu arti kolom yang dibaca dari judulnya."))
    if not name:
        found.append(_("Isi nama Anda."))
    if report.counts.rejected and not accepts:
        text = _("Perbaiki {count} baris yang ditolak, atau pilih menerbitkan baris yang benar saja.")
        found.append(text.format(count=formats.number(report.counts.rejected)))
    if not report.has_changes:
        found.append(_("Tidak ada baris yang dapat diterbitkan."))
    return found


def _publish(work: Work, report: Report, note: str, *, accepts: bool) -> None:
    caller = writer.caller()
    waiting = standing_in_the_way(work, report, caller.name, accepts=accepts)
    if waiting or work.published:
        work.said = " ".join(waiting)
        return
    work.scope = likely_scope(report)
    with st.spinner(_("Data diterbitkan …")):
        _write_once(work, report, caller, note, accepts=accepts)
    if work.published or work.conflicts:
        st.rerun()


def _write_once(work: Work, report: Report, caller: Caller, note: str, *, accepts: bool) -> None:
    with work.writing:
        if not work.published:
            _write(work, report, caller, note, accepts=accepts)


def _write(work: Work, report: Report, caller: Caller, note: str, *, accepts: bool) -> None:
    """Publish a report and keep what was confirmed; no call of Streamlit, so that nothing cuts it in two."""
    work.said, work.conflicts = "", ()
    try:
        work.published = publish(
            report, data.store(), work.content, caller=caller, note=note, accept_valid=accepts
        )
        _keep_answers(work, report, caller)
    except Conflict as error:
        work.said, work.conflicts = str(error), error.problems
        work.forget_report()
    except SmartcityError as error:
        work.said = without_paths(str(error))


def _keep_answers(work: Work, report: Report, caller: Caller) -> None:
    """Keep what the columns mean, and the names of regions that the person wanted kept."""
    access.require(caller, access.WRITE, table=report.table.name)
    columns = report.plan.columns
    if any(column.how in LEARNT for column in columns):
        meanings = {column.header: column.target for column in columns}
        headers = fingerprint(report.sheet.headers)
        State(data.store().folder).remember(report.table.name, headers, meanings, caller.name)
    if access.may(caller, access.WRITE, table=access.ALIASES):
        confirm_aliases(data.store(), _aliases(work), caller=caller)


def _aliases(work: Work) -> Mapping[str, str]:
    chosen = work.choices.regions
    return {
        name: chosen[name, province] for name, province in sorted(work.kept) if (name, province) in chosen
    }


def _said(work: Work) -> None:
    """Draw what went wrong, and which rows somebody else has changed."""
    if work.said:
        st.error(plain(work.said), icon=":material/error:")
    if work.conflicts:
        text = _("Baris {line}: {message} {fix}")
        said = [
            plain(text.format(line=each.row, message=each.message, fix=each.fix))
            for each in work.conflicts[:MOST_CONFLICTS]
        ]
        st.markdown("\n".join(f"- {line}" for line in said))
        st.markdown(
            _("Berkas sudah dibandingkan lagi dengan data yang sekarang; periksa, lalu terbitkan lagi.")
        )
