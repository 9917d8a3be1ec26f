"""The tiles of Penilaian: how much is known, the nation's printed figure, the highest, the region's own."""

from smartcity import findings, formats
from smartcity.ui import assessment, data, filters, questions
from smartcity.ui.address import NATION, View
from smartcity.ui.tiles import Tile, row
from smartcity.words import _


def tiles(view: View) -> list[str]:
    """Draw how much is known, the nation's printed figure, the highest and the region's own; return the sources."""
    shown, sources = data.made(("tiles", view), lambda: _tiles(view))
    row(shown)
    return list(sources)


def _tiles(view: View) -> tuple[tuple[Tile, ...], list[str]]:
    """Return the tiles, and the sources of the nation's figure."""
    nation, sources = _nation(view)
    return (_known(view), nation, _highest(view), _own(view)), sources


def _known(view: View) -> Tile:
    ranked = assessment.asked("assessment_ranking", view).answer()
    note = _("dari {total} pemerintah daerah di {region}")
    return Tile(
        key="known",
        label=_("Indeks diketahui"),
        value=formats.number(len(ranked)),
        note=note.format(
            total=formats.number(assessment.governments(view)), region=assessment.scope_name(view)
        ),
        rows=assessment.claims(view),
    )


def _nation(view: View) -> tuple[Tile, list[str]]:
    asked_ = questions.question("region_scores", region=NATION)
    answer = asked_.answer()
    found = answer[(answer["framework"] == view.framework) & (answer["edition"] == view.edition)]
    label = _("Nasional {period}").format(period=view.edition)
    if found.empty or formats.is_missing(found["score"].iloc[0]):
        note = _("belum ada angka nasional yang terbit")
        return Tile(key="nation", label=label, value=formats.MISSING, note=note), []
    one = found.iloc[0]
    title = str(one["source_title"] or "")
    note = _("angka terpublikasi: {source}").format(source=title)
    return Tile("nation", label, formats.score(one["score"]), note, asked_), [title]


def _highest(view: View) -> Tile:
    ranked = assessment.asked("assessment_ranking", view).answer()
    label = _("Indeks tertinggi")
    if ranked.empty:
        return Tile(key="highest", label=label, value=formats.MISSING, note=_("belum ada nilai"))
    first = ranked[ranked["place"] == 1]
    name = str(first["name"].iloc[0])
    if len(first) > 1:
        name = _("{name} dan {count} daerah lain").format(name=name, count=formats.number(len(first) - 1))
    note = _("{name}: {source}").format(name=name, source=first["source_title"].iloc[0] or formats.MISSING)
    return Tile("highest", label, formats.score(first["score"].iloc[0]), note, assessment.claims(view))


def _own(view: View) -> Tile:
    """Return the region's own index, or how many predicates are printed where no region is chosen."""
    ranked = assessment.asked("assessment_ranking", view).answer()
    if not assessment.own(view):
        graded = int(ranked["grade_published"].notna().sum()) if len(ranked) else 0
        note = _("dari {known} daerah yang nilainya diketahui")
        return Tile(
            key="printed",
            label=_("Predikat tercetak"),
            value=formats.number(graded),
            note=note.format(known=formats.number(len(ranked))),
        )
    label, name = _("Indeks daerah ini"), filters.region_name(view.region)
    mine = ranked[ranked["region_code"] == view.region]
    if mine.empty:
        return Tile(
            key="own", label=label, value=formats.MISSING, note=_("{name}: belum diketahui").format(name=name)
        )
    one = mine.iloc[0]
    note = _("{name}: {grade}, peringkat {place} dari {known} yang diketahui").format(
        name=name,
        grade=findings.grade_name(one["grade_by_rule"]),
        place=formats.number(one["place_nationally"]),
        known=formats.number(one["known_nationally"]),
    )
    return Tile("own", label, formats.score(one["score"]), note, assessment.claims(view))
