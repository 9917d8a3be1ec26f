"""Tindak lanjut: what is overdue, long not reported or incomplete, by region and agency; for paper and as a file."""

from smartcity.ui import filters, follow_up, frame
from smartcity.words import _

view, notices = follow_up.read()
frame.heading(
    _("Tindak lanjut"),
    _("Percontohan mana yang perlu ditagih atau dilengkapi, dan siapa yang bertanggung jawab."),
)
filters.bar(view, with_stages=False, every=True)
frame.notices(notices)

follow_up.needs(view)
frame.footer(follow_up.listing(view))
