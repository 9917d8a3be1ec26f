"""What is known of IDSLL, in words: how many members by name, and whether their index rose; never why."""

import pandas as pd

from smartcity.findings.phrases import share_words
from smartcity.formats import is_missing, number
from smartcity.words import _

TURN = "2022"
"""The year in which the living lab began; its members agreed to it on 21 November 2022."""


def members(known: int, published: int | float | None, edition: str) -> str:
    """Return how many members of an edition are known by name of how many that were published."""
    who = _("anggota IDSLL {edition}").format(edition=edition)
    if not known and is_missing(published):
        return _("Belum ada {who} yang diketahui namanya").format(who=who)
    if is_missing(published):
        text = _("{known} {who} diketahui namanya; jumlah seluruhnya belum terbit")
        return text.format(known=number(known), who=who)
    total = int(published or 0)
    if known > total:
        text = _("{known} {who} diketahui namanya, lebih banyak daripada {total} yang diumumkan")
        return text.format(known=number(known), total=number(total), who=who)
    return share_words(known, total, who, _("diketahui namanya"))


def turns(scores: pd.DataFrame) -> pd.DataFrame:
    """Return each member's last score up to the year of the turn and its latest after it, of one instrument.

    Rows: region_code, name, before, before_edition, after, after_edition; only members with both.
    """
    columns = ["region_code", "name", "before", "before_edition", "after", "after_edition"]
    sure = scores[~scores["low_only"].astype(bool)] if len(scores) else scores
    rows = []
    for code, own in sure.groupby("region_code") if len(sure) else ():
        before = own[own["edition"] <= TURN].sort_values("edition").tail(1)
        same = own["framework"].isin(before["framework"])
        after = own[same & (own["edition"] > TURN)].sort_values("edition").tail(1)
        if len(before) and len(after):
            first, last = before.iloc[0], after.iloc[0]
            rows.append(
                (code, last["name"], first["score"], first["edition"], last["score"], last["edition"])
            )
    return pd.DataFrame(rows, columns=columns)


def living_lab(scores: pd.DataFrame, known: int) -> str:
    """Return the finding of members' index before and after the turn: rise, fall, tie, partial, none."""
    if not known:
        return _("Belum ada anggota IDSLL yang diketahui namanya")
    if scores.empty:
        return _("Belum ada indeks SPBE yang diketahui dari {known} anggota yang diketahui namanya").format(
            known=number(known)
        )
    both = turns(scores)
    if both.empty:
        text = _("Indeks SPBE sebelum dan sesudah {year} belum diketahui dari satu anggota pun")
        return text.format(year=TURN)
    found = share_words(
        len(both),
        known,
        _("anggota yang diketahui namanya"),
        _("memiliki indeks SPBE sebelum dan sesudah {year}").format(year=TURN),
    )
    rose, fell = int((both["after"] > both["before"]).sum()), int((both["after"] < both["before"]).sum())
    return _("{finding}: {change}").format(finding=found, change=_change(rose, fell, len(both)))


def _change(rose: int, fell: int, total: int) -> str:
    """Return how many rose, fell and stayed."""
    if rose == total:
        return _("semuanya naik")
    if fell == total:
        return _("semuanya turun")
    if not rose and not fell:
        return _("semuanya tetap")
    text = _("{rose} naik, {fell} turun, {same} tetap")
    return text.format(rose=number(rose), fell=number(fell), same=number(total - rose - fell))
