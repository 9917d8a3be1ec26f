"""After a publication: the version, what became of the rows, where to see them, and how to take it back."""

import streamlit as st

from smartcity import changes, formats
from smartcity.access import Caller
from smartcity.errors import SmartcityError, without_paths
from smartcity.intake.publishing import Published
from smartcity.settings import ROOT
from smartcity.ui import address, data, menu, tables, upload_grid, writer
from smartcity.ui.address import NATION, View
from smartcity.ui.text import plain
from smartcity.ui.upload_grid import Cell
from smartcity.ui.upload_work import Undone, Work
from smartcity.words import N_, _

PAGES = {
    "overview.py": N_("Ringkasan"),
    "stages.py": N_("Tahapan seleksi"),
    "region.py": N_("Wilayah"),
    "events.py": N_("Kegiatan"),
    "history.py": N_("Riwayat"),
}
SHOWN_ON = {
    "participation": "stages.py",
    "published_figure": "stages.py",
    "event": "events.py",
    "event_session": "events.py",
    "attendance": "events.py",
}
"""Which page shows the rows of a table; of the others it is Wilayah."""

MOST_LEFT = 100


def draw(work: Work, view: View) -> None:
    """Draw what was published."""
    published = work.published
    if published is None:
        return
    if published.version is None:
        st.info(_("Tidak ada yang perlu diubah: semua isinya sudah ada."), icon=":material/check_circle:")
    elif work.undone is None:
        _published(work, published, published.version)
    else:
        _undone(work.undone)
        st.button(
            _("Periksa berkas ini lagi"),
            key="upload_anew",
            icon=":material/refresh:",
            on_click=work.start_anew,
        )
    if work.said:
        st.error(plain(work.said), icon=":material/error:")
    _links(work, view)


def _published(work: Work, published: Published, version: int) -> None:
    text = _("**Terbit sebagai versi {version}.** {counts}")
    said = text.format(version=version, counts=plain(counted(published)))
    st.success(said, icon=":material/check_circle:")
    if published.conflicts:
        lines = ", ".join(str(each.row) for each in published.conflicts[:MOST_LEFT])
        text = _("Baris {lines} diubah orang lain sementara itu, dan ditinggalkan.")
        st.warning(plain(text.format(lines=lines)), icon=":material/warning:")
    if st.button(_("Batalkan unggahan ini"), key=f"undo_{work.number}", icon=":material/undo:"):
        with st.spinner(_("Unggahan dibatalkan …")):
            _undo(work, version, writer.caller())
        st.rerun()


def counted(published: Published) -> str:
    """Return what became of the rows."""
    counts = published.counts
    text = _("{added} baris baru, {changed} diubah, {unchanged} tetap, {rejected} ditinggalkan.")
    names = ("added", "changed", "unchanged", "rejected")
    return text.format(**{name: formats.number(getattr(counts, name)) for name in names})


def _undo(work: Work, batch: int, caller: Caller) -> None:
    """Take a publication back; no call of Streamlit, so that nothing cuts it in two."""
    if work.undone:
        return
    work.said = ""
    try:
        reason = _("Membatalkan unggahan {batch}").format(batch=batch)
        version, left = changes.undo(data.store(), batch, caller=caller, reason=reason)
        work.undone = Undone(version, left)
    except SmartcityError as error:
        work.said = without_paths(str(error))


def _undone(undone: Undone) -> None:
    text = _("**Unggahan dibatalkan** dengan versi {version}; data kembali seperti sebelumnya.")
    if undone.left:
        text = _("**Unggahan dibatalkan** dengan versi {version}. Baris yang kemudian diubah lagi dibiarkan:")
    st.success(text.format(version=undone.version), icon=":material/undo:")
    if undone.left:
        names = tables.table_names()
        rows = [[Cell(names.get(table, table)), Cell(key)] for table, key in undone.left[:MOST_LEFT]]
        upload_grid.show((_("Tabel"), _("Kunci baris")), rows, label=_("Baris yang dibiarkan"))


def _links(work: Work, view: View) -> None:
    """Draw where the data can be seen, and how to go on."""
    shown_on = SHOWN_ON.get(work.table, "region.py")
    known = {entry.file for entry in menu.ENTRIES}
    with st.container(horizontal=True, key="upload_links"):
        for file in dict.fromkeys((shown_on, "overview.py", "history.py")):
            if file in known:
                st.page_link(
                    ROOT / "pages" / file,
                    label=_("Lihat di {page}").format(page=_(PAGES[file])),
                    icon=":material/arrow_forward:",
                    query_params=_scope(work, view, file),
                )


def _scope(work: Work, view: View, file: str) -> dict[str, str]:
    """Return which part of a page shows what was published: its batch, its region, or the whole country."""
    scope = {part: value for part, value in work.scope.items() if value}
    region = scope.get("region", NATION) if file == "region.py" else NATION
    shared = address.shared(view, **{**scope, "region": region})
    if file == "events.py":
        return address.parameters(View(language=view.language, event=scope.get("event", "")))
    if file != "history.py" or work.published is None or work.published.version is None:
        return shared
    return {**shared, address.PARAMETERS["batch"]: str(work.published.version)}
