"""Audit: who did what, when and from where; for administrators."""

from smartcity import access
from smartcity.ui import audit_lines, frame, writer
from smartcity.words import _

frame.heading(
    _("Audit"),
    _("Siapa masuk, mengubah data, mengambil berkas asli, atau mengubah akun; kapan dan dari mana."),
)
if writer.may(access.ADMINISTER, _("Audit hanya untuk administrator")):
    audit_lines.draw()
frame.footer([])
