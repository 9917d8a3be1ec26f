"""The profile of a region as one A4 page, and those of all regions of a province as one file."""

from functools import partial

from smartcity import words
from smartcity.export.briefing.files import KINDS
from smartcity.export.briefing.making import PROFILES
from smartcity.export.briefing.reading import Scope
from smartcity.ui import address, briefing, briefing_files, briefing_made, data, filters
from smartcity.ui.address import NATION, View
from smartcity.ui.briefing import Wanted
from smartcity.ui.briefing_files import Offer
from smartcity.words import _


def draw(view: View) -> None:
    """Draw the files of the region; there is no profile of the nation, only those of its provinces."""
    offers = []
    if view.region != NATION:
        offers.append(_offer(view, _("Profil A4 (PDF)"), (view.region,), view.region))
    if view.region == NATION:
        offers.append(_offer(view, _("Profil semua provinsi (PDF)"), briefing.every(view), "provinsi"))
    elif view.region == view.province:
        label = _("Profil semua kabupaten/kota (PDF)")
        offers.append(_offer(view, label, briefing.every(view), f"{view.region}-semua"))
    briefing_files.draw(offers, "region_files")


def _offer(view: View, label: str, regions: tuple[str, ...], about: str) -> Offer:
    wanted = Wanted(
        Scope(region=view.region),
        (PROFILES,),
        words.language(),
        address.root(),
        profiles=regions,
        title=filters.region_name(view.region),
        with_cover=False,
    )
    return Offer(
        f"profile_{'one' if len(regions) == 1 else 'all'}",
        label,
        data.file_name(f"profil-{about}", "pdf"),
        KINDS["pdf"],
        partial(briefing_made.file, wanted, data.here(), "report"),
    )
