"""The tiles of Perangkat daerah: how many are assessed, the mean where all are, who is highest, who lags."""

from smartcity import formats, rules
from smartcity.ui import agency, questions
from smartcity.ui.address import NATION, View
from smartcity.ui.tiles import Tile, row
from smartcity.words import _


def tiles(view: View) -> None:
    """Draw the numbers of the country's evaluations, or of the region's one that is looked at."""
    if view.region == NATION or not agency.period(view):
        row(_whole(view))
        return
    row((_assessed(view), _middle(view), _highest(view), _lagging(view)))


def _whole(view: View) -> tuple[Tile, Tile]:
    """Return how many agencies are on record and how many were ever assessed, in the region and what lies in it."""
    asked = questions.question("agency_summary", region=view.region)
    found = asked.answer().iloc[0]
    rows = questions.question("agency_regions", region=view.region)
    known = Tile(
        "agencies",
        _("Tercatat"),
        formats.number(found["agencies"]),
        _("perangkat daerah pada {count} pemerintah daerah di {region}").format(
            count=formats.number(found["governments"]), region=agency.region_name(view)
        ),
        rows,
    )
    latest = "" if formats.is_missing(found["edition"]) else agency.period_name(view, str(found["edition"]))
    note = _("perangkat daerah pada {count} pemerintah daerah; periode terakhir {period}").format(
        count=formats.number(found["governments_assessed"]), period=latest
    )
    assessed = Tile(
        "assessed",
        _("Pernah dinilai"),
        formats.number(found["assessed"]),
        note if latest else _("belum ada penilaian yang diketahui"),
        rows,
    )
    return known, assessed


def _assessed(view: View) -> Tile:
    found = agency.period(view)
    note = _("dari {total} perangkat daerah yang tercatat di {region}").format(
        total=formats.number(agency.on_record(view)), region=agency.region_name(view)
    )
    value = formats.number(found.assessed if found else 0)
    return Tile("assessed", _("Dinilai"), value, note, agency.asked("agency_scores", view))


def _middle(view: View) -> Tile:
    """Return the mean where all agencies are assessed, else the median where enough are."""
    asked = _ranking(view)
    scores, total = list(asked.answer()["score"]), agency.on_record(view)
    mean = rules.mean_shown(scores, total)
    if mean is not None:
        note = _("semua {total} perangkat daerah dinilai").format(total=formats.number(total))
        return Tile("middle", _("Rata-rata"), formats.score(mean), _of(view, note), asked)
    median = rules.median_shown(asked.answer()["score"].median() if scores else None, len(scores))
    note = _("dari {known} yang diketahui; tanpa rata-rata karena {missing} belum dinilai").format(
        known=formats.number(len(scores)), missing=formats.number(total - len(scores))
    )
    if median is None:
        note = _("baru {known} diketahui; median memerlukan {least}").format(
            known=formats.number(len(scores)), least=formats.number(rules.MEDIAN_FROM)
        )
    value = formats.MISSING if median is None else formats.score(median)
    return Tile("middle", _("Median"), value, _of(view, note), asked)


def _of(view: View, note: str) -> str:
    """Return a note that begins with what is measured, whose name may be too long for a label."""
    return _("{measure}: {note}").format(measure=agency.measure_name(view) or _("Indeks"), note=note)


def _highest(view: View) -> Tile:
    asked = _ranking(view)
    answer = asked.answer()
    label = _("Tertinggi")
    if answer.empty:
        return Tile("highest", label, formats.MISSING, _("belum ada nilai"))
    first = answer[answer["place"] == 1]
    name = str(first["name"].iloc[0])
    if len(first) > 1:
        name = _("{name} dan {count} lainnya").format(name=name, count=formats.number(len(first) - 1))
    return Tile("highest", label, formats.score(first["score"].iloc[0]), _of(view, name), asked)


def _lagging(view: View) -> Tile:
    asked = agency.asked("agency_lagging", view, measure=agency.measure(view))
    answer, label = asked.answer(), _("Tertinggal")
    if len(_ranking(view).answer()) < rules.MEDIAN_FROM:
        note = _("median memerlukan {least} nilai").format(least=formats.number(rules.MEDIAN_FROM))
        return Tile("lagging", label, formats.MISSING, note, asked)
    lags = answer[answer["lags"].astype(bool)]
    note = _("di bawah median {periods} periode berturut-turut atau lebih").format(
        periods=formats.number(rules.LAGS_FROM_PERIODS)
    )
    return Tile("lagging", label, formats.number(len(lags)), _of(view, note), asked)


def _ranking(view: View) -> questions.Question:
    return agency.asked("agency_ranking", view, measure=agency.measure(view))
