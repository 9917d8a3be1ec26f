"""Perangkat daerah: agencies by criteria, who rose, fell and lags, their initiatives; one agency; IETPD of regions."""

from smartcity.ui import (
    agency,
    agency_change,
    agency_page,
    agency_results,
    agency_tiles,
    agency_work,
    frame,
    ietpd,
    onward,
)
from smartcity.ui.text import plain
from smartcity.words import _

SECTIONS = {
    "criteria": agency_results.draw,
    "ranking": agency_results.ranked,
    "change": agency_change.draw,
    "lagging": agency_change.lagging,
    "initiatives": agency_work.draw,
    "ietpd": ietpd.draw,
}

view, notices = agency.read()
onward.follow()
frame.heading(
    plain(agency_page.title(view)),
    _("Satu perangkat daerah: nilainya di antara yang lain, inisiatifnya, dan sumbernya.")
    if view.agency
    else _(
        "Bagaimana perangkat daerah dinilai, siapa yang tertinggal, dan sejauh mana transaksi daerah digital."
    ),
)
if view.agency:
    frame.notices(notices)
    sources = agency_page.draw(view)
else:
    agency.bar(view)
    frame.notices(notices)
    agency.section(view)
    if view.part in agency.OF_INSTRUMENT:
        agency_tiles.tiles(view)
    sources = SECTIONS[view.part](view)
frame.footer(sources)
