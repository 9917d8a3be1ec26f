"""Ubah satu baris: finding a row, changing it on a form through the same checks as a file, adding or removing one."""

from smartcity.ui import edit, edit_form, filters, frame, writer
from smartcity.words import _

edit_form.settle()
view, notices = filters.read(with_stages=False)
view, more = edit.read(view)
frame.heading(
    _("Ubah satu baris"),
    _("Perbaiki, tambah, atau hapus satu baris; diperiksa dan dicatat seperti unggahan."),
)
frame.notices([*notices, *more])

if writer.may_write():
    edit_form.outcome(view)
    if view.key:
        edit_form.draw(view)
    else:
        edit.find(view)
frame.footer([])
