"""What is known of electronic transactions of local governments (IETPD), in words."""

import pandas as pd

from smartcity.findings.assessments import rows
from smartcity.findings.phrases import listing
from smartcity.formats import is_missing, number, percent
from smartcity.words import _

DIGITAL = "Digital"
ROUNDED = 0.05
"""Half of the last printed digit, in percent points: closer shares are the same."""


def levels(frame: pd.DataFrame) -> str:
    """Return the finding of counts by level: how many were Digital lately, and before; none published."""
    digital = [row for row in rows(frame) if row["category"] == DIGITAL]
    if not digital:
        return _("Belum ada jumlah pemerintah daerah berkategori Digital yang terbit")
    last, first = digital[0], digital[-1]
    values = {"count": number(last["value"]), "period": last["name"], "before": number(first["value"])}
    if last["edition"] == first["edition"]:
        return _("{count} pemerintah daerah berkategori Digital pada {period}").format(**values)
    values["earlier"] = first["name"]
    if last["value"] > first["value"]:
        text = _(
            "{count} pemerintah daerah berkategori Digital pada {period}, naik dari {before} pada {earlier}"
        )
    elif last["value"] < first["value"]:
        text = _(
            "{count} pemerintah daerah berkategori Digital pada {period}, turun dari {before} pada {earlier}"
        )
    else:
        text = _("{count} pemerintah daerah berkategori Digital pada {period}, sama dengan {earlier}")
    return text.format(**values)


def shares(frame: pd.DataFrame) -> str:
    """Return the finding of shares beside targets: the latest that has both; a target ahead without a share."""
    given = rows(frame)
    both = [row for row in given if not is_missing(row["value"]) and not is_missing(row["target"])]
    known = [row for row in given if not is_missing(row["value"])]
    if not known:
        return _("Belum ada bagian pemerintah daerah berkategori Digital yang terbit")
    last = (both or known)[0]
    values = {"share": percent(last["value"] / 100), "period": last["name"]}
    if not both:
        return _("{share} pemerintah daerah berkategori Digital pada {period}; target tidak terbit").format(
            **values
        )
    values["target"] = percent(last["target"] / 100)
    gap = last["value"] - last["target"]
    text = _("{share} pemerintah daerah berkategori Digital pada {period}, tepat pada target {target}")
    if gap > ROUNDED:
        text = _("{share} pemerintah daerah berkategori Digital pada {period}, di atas target {target}")
    elif gap < -ROUNDED:
        text = _("{share} pemerintah daerah berkategori Digital pada {period}, di bawah target {target}")
    return text.format(**values) + _ahead(given)


def _ahead(given: list[dict[str, object]]) -> str:
    """Return as the end of a sentence that the latest target has no figure yet."""
    first = given[0]
    if is_missing(first["value"]) and not is_missing(first["target"]):
        text = _("; untuk target {period} ({target}) belum ada angka")
        return text.format(period=first["name"], target=percent(float(str(first["target"])) / 100))
    return ""


def areas(frame: pd.DataFrame, period: str) -> str:
    """Return the finding of shares by part of the country: the highest and the lowest, all equal, none."""
    known = rows(frame.dropna(subset=["value"]))
    if not known:
        return _("Belum ada bagian menurut gugus pulau yang terbit")
    high = max(float(row["value"]) for row in known)
    low = min(float(row["value"]) for row in known)
    if high == low:
        text = _("Bagian yang Digital sama di semua gugus pulau yang terbit pada {period}: {high}")
        return text.format(period=period, high=percent(high / 100))
    text = _("Bagian yang Digital pada {period}: tertinggi {first} ({high}), terendah {last} ({low})")
    return text.format(
        period=period,
        first=listing([str(row["name"]) for row in known if row["value"] == high]),
        high=percent(high / 100),
        last=listing([str(row["name"]) for row in known if row["value"] == low]),
        low=percent(low / 100),
    )


def championship(frame: pd.DataFrame) -> str:
    """Return the finding of who took part in the championship: the latest share, and whether it rose; none."""
    known = rows(frame.dropna(subset=["value"]))
    if not known:
        return _("Belum ada angka keikutsertaan championship yang terbit")
    last, first = known[0], known[-1]
    values = {
        "share": percent(last["value"] / 100),
        "period": last["name"],
        "before": percent(first["value"] / 100),
    }
    if len(known) == 1:
        return _("{share} pemerintah daerah mengikuti championship pada {period}").format(**values)
    values["earlier"] = first["name"]
    if last["value"] > first["value"]:
        text = _(
            "{share} pemerintah daerah mengikuti championship pada {period}, naik dari {before} pada {earlier}"
        )
    elif last["value"] < first["value"]:
        text = _(
            "{share} pemerintah daerah mengikuti championship pada {period}, turun dari {before} pada {earlier}"
        )
    else:
        text = _("{share} pemerintah daerah mengikuti championship pada {period}, sama dengan {earlier}")
    return text.format(**values)


def regions(frame: pd.DataFrame, total: int, region: str) -> str:
    """Return the finding of the levels known by name: of how many governments, and how many are Digital."""
    values = {"known": number(len(frame)), "total": number(total), "region": region}
    if frame.empty:
        return _("Belum ada pemerintah daerah di {region} yang IETPD-nya diketahui").format(**values)
    digital = int((frame["level"] == DIGITAL.lower()).sum())
    printed = int(frame["level"].notna().sum())
    text = _(
        "IETPD {known} dari {total} pemerintah daerah di {region} diketahui namanya; "
        "kategorinya tercetak pada {printed}, {digital} di antaranya Digital"
    )
    return text.format(**values, printed=number(printed), digital=number(digital))
