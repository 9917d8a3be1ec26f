"""What pilots show, in words: how far they are, which are late, which fall behind, what is to be followed up."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from smartcity.findings.phrases import share_words
from smartcity.formats import number
from smartcity.words import _, ngettext

Totals = Mapping[str, Any]
"""The only row of the question `pilot_totals`."""


def pilots(totals: Totals) -> str:
    """Return the finding of pilots by status: how many are done or running, and what is known of late ones."""
    total, done, running = (int(totals[name]) for name in ("pilots", "done", "running"))
    if not total:
        return _("Belum ada percontohan yang tercatat")
    if done:
        found = share_words(done, total, _("percontohan"), _("telah selesai"))
    elif running:
        found = share_words(running, total, _("percontohan"), _("sedang berjalan"))
    else:
        found = _("{total} percontohan tercatat").format(total=number(total))
    tail = _late_tail(totals)
    return _("{finding}; {tail}").format(finding=found, tail=tail) if tail else found


def pilot_timeline(totals: Totals) -> str:
    """Return the finding of the timeline: how many open pilots are late by rule, how many as reported."""
    total, dated, with_due, late = (
        int(totals[name]) for name in ("pilots", "dated", "open_with_due", "late")
    )
    if not total:
        return _("Belum ada percontohan yang tercatat")
    if not dated:
        return _("Belum satu pun dari {total} percontohan memiliki tanggal").format(total=number(total))
    if with_due:
        found = share_words(late, with_due, _("percontohan terbuka yang bertenggat"), _("lewat tenggat"))
    elif totals["still_open"]:
        found = _("Belum ada percontohan terbuka yang tenggatnya diketahui")
    else:
        found = _("Semua percontohan yang bertanggal sudah selesai")
    delayed, unknown = int(totals["delayed"]), int(totals["still_open"]) - with_due
    tails = [_("{count} dilaporkan terlambat").format(count=number(delayed))] if delayed else []
    if with_due and unknown:
        tails.append(_("tenggat {count} lainnya belum diketahui").format(count=number(unknown)))
    return "; ".join((found, *tails))


def pilot_progress(frame: pd.DataFrame, totals: Totals) -> str:
    """Return the finding of progress beside time: how many open pilots lag behind the time that has passed."""
    still_open, known = int(totals["still_open"]), len(frame)
    if not still_open:
        return _("Tidak ada percontohan yang masih terbuka")
    if not known:
        text = _("Kemajuan {total} percontohan terbuka belum dapat dibandingkan dengan waktunya")
        return text.format(total=number(still_open))
    behind = int((frame["progress_percent"] < 100 * frame["elapsed_share"].clip(upper=1)).sum())
    group, verb = _("percontohan terbuka"), _("tertinggal dari waktunya")
    found = share_words(behind, known, group, verb)
    unknown = still_open - known
    if not unknown:
        return found
    text = _("{finding}; {count} lainnya tanpa tanggal atau kemajuan")
    return text.format(finding=found, count=number(unknown))


def follow_up(frame: pd.DataFrame, total: int) -> str:
    """Return the finding of the follow-up list: how many pilots need it, and of how many agencies and regions."""
    if not total:
        return _("Belum ada percontohan yang tercatat")
    if frame.empty:
        return _("Semua {total} percontohan lengkap, baru dilaporkan, dan tidak lewat tenggat").format(
            total=number(total)
        )
    found = share_words(len(frame), total, _("percontohan"), _("perlu ditindaklanjuti"))
    regions = int(frame["region_code"].nunique())
    where = ngettext("di {count} daerah", "di {count} daerah", regions).format(count=number(regions))
    return _("{finding}, {where}").format(finding=found, where=where)


def _late_tail(totals: Totals) -> str:
    """Return what is known of pilots past their due date; nothing where no pilot is open."""
    late, with_due, still_open = (int(totals[name]) for name in ("late", "open_with_due", "still_open"))
    if not still_open:
        return ""
    if late:
        return _("{late} lewat tenggat").format(late=number(late))
    if not with_due:
        return _("tenggatnya belum diketahui")
    if with_due < still_open:
        text = _("tidak ada yang lewat tenggat dari {count} yang tenggatnya diketahui")
        return text.format(count=number(with_due))
    return _("tidak ada yang lewat tenggat")
