"""Cari: regions, programs, instruments, pilots, events, agencies and sources for what was typed on any page."""

from smartcity.ui import frame, search
from smartcity.words import _

view, notices = search.read()
frame.heading(
    _("Cari"),
    _("Di mana sesuatu dapat ditemukan: wilayah, program, percontohan, kegiatan, perangkat daerah, sumber."),
)
frame.notices(notices)
search.draw(view)
frame.footer([])
