"""Jelajah data: any table as it is stored, filtered, sorted, page by page; its rows as files; one row with its ways."""

from smartcity.ui import explore, explore_filters, explore_row, explore_rows, frame
from smartcity.words import _

view, notices = explore.read()
frame.heading(
    _("Jelajah data"),
    _("Isi setiap tabel sebagaimana tersimpan: saring, urutkan, pilih kolomnya, dan unduh."),
)
explore_filters.bar(view)
frame.notices(notices)
explore_filters.own(view)
sources = explore_rows.draw(view)
explore_row.draw(view)
frame.footer(sources)
