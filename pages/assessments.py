"""Penilaian: what an instrument's scores say: predicates, places, changes, parts, one region beside others."""

from smartcity.ui import (
    assessment,
    assessment_change,
    assessment_checks,
    assessment_empty,
    assessment_gmsc,
    assessment_profile,
    assessment_results,
    assessment_tiles,
    assessment_tree,
    frame,
    map_view,
)
from smartcity.words import _

SECTIONS = {
    "gmsc": assessment_gmsc.draw,
    "grades": assessment_results.grades,
    "ranking": assessment_results.ranked,
    "change": assessment_change.draw,
    "tree": assessment_tree.draw,
    "profile": assessment_profile.draw,
    "check": assessment_checks.draw,
}

view, notices = assessment.read()
map_view.follow(view)
frame.heading(
    _("Penilaian"),
    _("Apa kata penilaian: predikat, peringkat, perubahan, dan bagian nilainya, sejauh yang diketahui."),
)
sources: list[str] = []
if view.framework:
    assessment.bar(view)
    frame.notices(notices)
    assessment.ribbon(view)
    sources = assessment_tiles.tiles(view)
    sources += SECTIONS[assessment.section(view)](view)
else:
    assessment_empty.no_instruments()
frame.footer(sources)
