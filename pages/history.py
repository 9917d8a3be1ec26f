"""Riwayat: every change of the data, its rows and its file; undoing one, restoring a version."""

from smartcity.ui import filters, frame, history, history_actions, history_batch
from smartcity.words import _

view, notices = filters.read(with_stages=False)
view, more = history.read(view)
frame.heading(
    history.title(view),
    _("Siapa mengubah data apa, kapan, dan mengapa; setiap unggahan dapat diperiksa dan dibatalkan."),
)
frame.notices([*notices, *more])

if view.batch:
    batch = history.chosen(view)
    history_batch.back()
    history_actions.outcome(batch["batch"])
    history_batch.facts(batch)
    history_actions.offer(batch)
    history_batch.rows(batch)
else:
    history.listing()
frame.footer([])
