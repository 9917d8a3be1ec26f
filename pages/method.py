"""Metode: the rules, instruments, counting, borders and limits behind every number, in plain words."""

from smartcity.ui import filters, frame, method
from smartcity.words import _

view, notices = filters.read(with_stages=False)
frame.heading(
    _("Metode"),
    _("Bagaimana angka dipilih, dihitung, dan dibandingkan; apa batasnya; dan bagaimana memperbaikinya."),
)
frame.notices(notices)

method.contents()
frame.footer(method.sections(view))
