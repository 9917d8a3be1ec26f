"""Unggah data: a file is read, matched, checked, compared, published, and can be taken back."""

from smartcity.ui import (
    filters,
    frame,
    upload,
    upload_changes,
    upload_columns,
    upload_done,
    upload_grid,
    upload_publish,
    upload_reading,
    upload_regions,
    upload_result,
    upload_rows,
    writer,
)
from smartcity.words import _

view, notices = filters.read(with_stages=False)
frame.heading(
    _("Unggah data"),
    _("Perbarui data dengan berkas CSV atau Excel: lihat dahulu apa yang akan berubah, lalu terbitkan."),
)
frame.notices(notices)

if writer.may_write():
    upload_grid.style()
    work = upload.start()
    if work and work.published:
        upload_done.draw(work, view)
    elif work and work.report:
        upload_reading.draw(work, work.report.sheet, work.once("notes", work.report.notes))
        upload_columns.draw(work, work.report)
        upload_regions.draw(work, work.report)
        upload_result.draw(work, work.report)
        upload_rows.draw(work, work.report)
        upload_changes.draw(work, work.report)
        upload_publish.draw(work, work.report)
    elif work:
        upload_reading.refused(work)
frame.footer([])
