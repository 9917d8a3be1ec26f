"""What evaluations of local agencies show, in words: places, changes, who lags, initiatives, one agency."""

from collections.abc import Mapping

import pandas as pd

from smartcity import rules
from smartcity.findings.assessments import MOST_NAMED, counts, rows
from smartcity.findings.phrases import listing
from smartcity.formats import number, score, signed
from smartcity.words import _


def heatmap(frame: pd.DataFrame, known: int, criteria: int, region: str, period: str) -> str:
    """Return the finding of agencies by criteria: how many of those on record were assessed, and by all criteria."""
    scored = frame.dropna(subset=["score"])
    by_criterion = scored[scored["indicator"] != "index"]
    assessed = int(scored["agency"].nunique())
    values = {"region": region, "period": period, "known": number(known), "assessed": number(assessed)}
    if not assessed:
        return _("Belum ada perangkat daerah {region} yang nilainya diketahui pada {period}").format(**values)
    complete = int((by_criterion.groupby("agency")["indicator"].nunique() >= criteria).sum())
    text = _("Semua {known} perangkat daerah {region} dinilai pada {period}")
    if assessed < known:
        text = _("{assessed} dari {known} perangkat daerah {region} dinilai pada {period}")
    found = text.format(**values)
    if complete == assessed or not criteria:
        return found
    rest = _("{finding}; pada {count} di antaranya ada kriteria yang belum diketahui")
    return rest.format(finding=found, count=number(assessed - complete))


def ranking(frame: pd.DataFrame, what: str, region: str, period: str, known: int) -> str:
    """Return the finding of a ranking by an index or a criterion: the highest, a tie, none; of how many it is known."""
    values = {"what": what, "region": region, "period": period, "total": number(known)}
    if frame.empty:
        text = _("Belum ada {what} {period} yang diketahui bagi perangkat daerah {region}")
        return text.format(**values)
    first = [row for row in rows(frame) if row["place"] == 1]
    values |= {
        "score": score(first[0]["score"]),
        "names": listing([str(row["name"]) for row in first[:MOST_NAMED]]),
        "count": number(len(first)),
        "known": number(len(frame)),
    }
    if len(first) == 1:
        text = _("{what} tertinggi di {region}: {names} ({score}); diketahui {known} dari {total}")
    elif len(first) <= MOST_NAMED:
        text = _("{what} {names} sama tinggi di {region} ({score}); diketahui {known} dari {total}")
    else:
        text = _(
            "{what} {count} perangkat daerah sama tinggi di {region} ({score}); diketahui {known} dari {total}"
        )
    return text.format(**values)


def changes(frame: pd.DataFrame, what: str, before: str, after: str, why_not: str = "") -> str:
    """Return the finding of two evaluations: who rose and fell, nobody known in both, or why they do not compare."""
    values = {"what": what, "before": before, "after": after, "count": number(len(frame))}
    if frame.empty:
        text = _("Belum ada perangkat daerah dengan {what} yang diketahui pada {before} dan {after}")
        return text.format(**values)
    if why_not:
        return _("{before} dan {after} tidak sebanding: {why}").format(**values, why=why_not)
    risen, fallen, same = counts(frame)
    text = _("{what}: {risen} perangkat daerah naik, {fallen} turun, {same} tetap sejak {before}")
    if risen == len(frame):
        text = _("{what} semua {count} perangkat daerah naik sejak {before}")
    elif fallen == len(frame):
        text = _("{what} semua {count} perangkat daerah turun sejak {before}")
    elif same == len(frame):
        text = _("{what} semua {count} perangkat daerah tetap sejak {before}")
    found = text.format(**values, risen=number(risen), fallen=number(fallen), same=number(same))
    return found + _ends(frame)


def _ends(frame: pd.DataFrame) -> str:
    """Return the largest rise and the largest fall as the end of a sentence."""
    ordered = sorted(rows(frame), key=lambda row: float(row["change"]))
    low, top = ordered[0], ordered[-1]
    found = ""
    if top["change"] > 0:
        text = _("; kenaikan terbesar {name} ({change})")
        found += text.format(name=top["name"], change=signed(top["change"], 2))
    if low["change"] < 0:
        text = _("; penurunan terbesar {name} ({change})")
        found += text.format(name=low["name"], change=signed(low["change"], 2))
    return found


def lagging(frame: pd.DataFrame, what: str, known: int, period: str) -> str:
    """Return the finding of who lags: some, nobody yet, or that too few are known for a median."""
    values = {"what": what, "period": period, "known": number(known)}
    if known < rules.MEDIAN_FROM:
        text = _("{what} baru diketahui pada {known} perangkat daerah; median memerlukan sedikitnya {least}")
        return text.format(**values, least=number(rules.MEDIAN_FROM))
    lags = frame[frame["lags"].astype(bool)]
    if lags.empty:
        text = _(
            "Tidak ada perangkat daerah yang tertinggal pada {period}: {count} di bawah median satu kali"
        )
        return text.format(**values, count=number(len(frame)))
    longest = rows(lags)[0]
    text = _(
        "{count} dari {known} perangkat daerah tertinggal pada {period}; terlama {name}, di bawah median sejak {since}"
    )
    return text.format(**values, count=number(len(lags)), name=longest["name"], since=longest["since"])


def initiatives(total: int, still_open: int, with_due: int, late: int, delayed: int) -> str:
    """Return the finding of initiatives: how many, how many open, of how many the due date is known, how many late."""
    values = {
        "total": number(total),
        "open": number(still_open),
        "due": number(with_due),
        "late": number(late),
        "delayed": number(delayed),
    }
    if not total:
        return _("Belum ada inisiatif yang tercatat")
    if not still_open:
        return _("Semua {total} inisiatif yang tercatat sudah berakhir").format(**values)
    if not with_due and not delayed:
        return _("{open} dari {total} inisiatif masih terbuka; tenggatnya belum diketahui").format(**values)
    if not late and not delayed:
        text = _(
            "{open} dari {total} inisiatif masih terbuka; dari {due} yang bertenggat tidak ada yang lewat"
        )
        return text.format(**values)
    text = _(
        "{open} dari {total} inisiatif masih terbuka; {late} lewat tenggat menurut aturan, "
        "{delayed} dilaporkan terlambat"
    )
    return text.format(**values)


def profile(frame: pd.DataFrame, name: str, what: Mapping[str, str], period: str) -> str:
    """Return the finding of one agency: above or below the median of how many criteria in its latest period."""
    if frame.empty:
        return _("Belum ada nilai yang diketahui untuk {name}").format(name=name)
    latest = frame[frame["edition"] == frame["edition"].max()]
    own = [row for row in rows(latest) if row["own"]]
    beside = [(row, rules.median_shown(row["median"], int(row["known"]))) for row in own]
    compared = [(row, float(median)) for row, median in beside if median is not None]
    values = {"name": name, "period": period, "count": number(len(own))}
    if not compared:
        text = _(
            "{name} dinilai menurut {count} ukuran pada {period}; terlalu sedikit yang lain untuk median"
        )
        return text.format(**values)
    below = [
        what.get(str(row["indicator"]), str(row["indicator"]))
        for row, median in compared
        if row["score"] < median
    ]
    if not below:
        return _("{name} pada {period} tidak di bawah median ukuran mana pun").format(**values)
    if len(below) == len(compared):
        return _("{name} pada {period} di bawah median semua ukuran").format(**values)
    return _("{name} pada {period} di bawah median: {below}").format(**values, below=listing(below))
