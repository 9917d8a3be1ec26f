"""Tentang data: sources, licences, attribution, how figures are chosen, and the words used."""

from smartcity.ui import about, filters, frame
from smartcity.words import _

view, notices = filters.read(with_stages=False)
frame.heading(
    _("Tentang data"), _("Dari mana data berasal, bagaimana angka dipilih, dan apa arti kata-katanya.")
)
frame.notices(notices)

about.method()
about.coverage()
about.attribution()
about.dictionary()
frame.footer([])
