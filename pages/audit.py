"""Audit: who did what, when and from where; for administrators."""

from smartcity import access
from smartcity.ui import audit_lines, filters, frame, writer
from smartcity.words import _

view, notices = filters.read(with_stages=False)
frame.heading(
    _("Audit"),
    _("Siapa masuk, mengubah data, mengambil berkas asli, atau mengubah akun; kapan dan dari mana."),
)
if writer.may(access.ADMINISTER, _("Audit hanya untuk administrator")):
    view, more = audit_lines.read(view)
    frame.notices([*notices, *more])
    audit_lines.draw(view)
frame.footer()
