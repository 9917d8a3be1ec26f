"""Wilayah: from the nation to a province to a kabupaten or kota, each with all that is known of it."""

from smartcity.ui import (
    agency_latest,
    filters,
    frame,
    onward,
    region,
    region_facts,
    region_file,
    region_parts,
    region_quality,
    region_work,
)
from smartcity.ui.address import NATION
from smartcity.words import _

PAGE = "wilayah"

view, notices = filters.read(with_stages=False)
view = region.start(view)
onward.follow()
frame.heading(
    region.title(view),
    _("Jejak satu wilayah melalui semua program, dari tingkat nasional sampai kabupaten/kota."),
)
filters.bar(view, with_stages=False, program=False)
frame.notices(notices)
region.trail(view)

region.identity(view)
region_file.draw(view)
sources = region_facts.programs(view, page=PAGE)
if view.region in (NATION, view.province):
    sources += region.children(view, page=PAGE)
sources += region_facts.scores(view, page=PAGE)
sources += region_parts.draw(view, page=PAGE)
agency_latest.region(view)
region_work.draw(view)
region_quality.draw(view)
frame.footer(sources)
