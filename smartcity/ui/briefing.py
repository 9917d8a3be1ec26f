"""What Paparan is asked for: parts, order, profiles, language and cover; all of it but the logo in the address."""

from dataclasses import dataclass, replace

from smartcity import formats, words
from smartcity.export.briefing import making
from smartcity.export.briefing.making import ORDER, PROFILES, Piece
from smartcity.export.briefing.reading import Scope
from smartcity.ui import address, data, filters
from smartcity.ui.address import NATION, View
from smartcity.ui.map_measure import KNOWN
from smartcity.words import N_, _

NAMES = {
    "overview": N_("Ringkasan"),
    "funnel": N_("Tahapan seleksi"),
    "map": N_("Peta"),
    "comparison": N_("Perbandingan wilayah"),
    "pilots": N_("Percontohan & quick win"),
    "assessments": N_("Penilaian"),
    "follow_up": N_("Tindak lanjut"),
    "profiles": N_("Profil wilayah"),
    "sources": N_("Sumber"),
}
NONE = "-"
"""Stands in the address where no part is chosen; an address that names none asks for all."""

ALL = "all"
"""Stands in the address for the profiles of all regions: a province and what is in it, or all provinces."""

MOST_REGIONS = 12
"""Regions chosen one by one: as many as an address holds."""


@dataclass(frozen=True)
class Wanted:
    """One briefing, by all that it depends on besides the version of the data."""

    scope: Scope
    parts: tuple[str, ...]
    language: str
    root: str
    profiles: tuple[str, ...] = ()
    title: str = ""
    place: str = ""
    date: str = ""
    logo: bytes = b""
    with_cover: bool = True

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return what it holds, in its order."""
        return making.pieces(self.parts, self.profiles)


def read() -> tuple[View, list[str]]:
    """Return the view that the address asks for, and a notice for each value that does not exist."""
    view, notices = filters.read(with_stages=True)
    kept = {part: address.asked(part) for part in ("title", "place", "date", "regions")}
    told_in, wrong = address.pick("told_in", list(words.LANGUAGES), "")
    measure, unknown = address.pick("measure", data.made("measures told", _measures), "")
    mapped, unmapped = address.pick("mapped", list(KNOWN.known()), View().mapped)
    asked = address.asked("parts")
    notices += [
        wrong,
        unknown,
        unmapped,
        *(address.unknown("parts", each) for each in _split(asked) if each not in NAMES),
    ]
    view = replace(
        view, parts=asked, told_in=told_in, measure=measure or View().measure, mapped=mapped, **kept
    )
    return view, [notice for notice in notices if notice]


def _split(value: str) -> list[str]:
    return [each for each in value.split(",") if each not in ("", NONE)]


def _measures() -> list[str]:
    """Return what may be told of assessments: an instrument or one of its periods; the plain measure leaves it open."""
    frameworks = data.ask("map_frameworks").set_index("framework")["editions"]
    found = [View().measure]
    for framework, editions in frameworks.items():
        found += [f"score.{framework}", *(f"score.{framework}.{edition}" for edition in editions)]
    return found


def parts(view: View) -> tuple[str, ...]:
    """Return the parts that are chosen, in their order; sources always close a briefing."""
    if not view.parts:
        return tuple(part for part in ORDER if part != PROFILES or view.region != NATION)
    chosen = [part for part in dict.fromkeys(_split(view.parts)) if part in NAMES]
    return tuple(sorted(chosen, key="sources".__eq__))


def as_written(chosen: tuple[str, ...]) -> str:
    """Return parts as the address holds them."""
    return ",".join(chosen) or NONE


def choices(view: View) -> dict[str, str]:
    """Return the regions whose profiles may be chosen, by code: of the province, or all of them."""
    if view.province:
        return {view.province: filters.region_name(view.province)} | filters.region_names(view.province)

    def make() -> dict[str, str]:
        rows = data.ask("regions_listed").to_dict("records")
        return {
            row["region_code"]: row["name"]
            if row["name"] == row["province"]
            else f"{row['name']}, {row['province']}"
            for row in rows
        }

    return data.made("regions to choose", make)


def chosen(view: View) -> tuple[str, ...]:
    """Return the codes of the regions whose profiles are asked for; by itself the region that is looked at."""
    if view.regions == ALL:
        return every(view)
    known = choices(view)
    asked = tuple(code for code in dict.fromkeys(_split(view.regions)) if code in known)[:MOST_REGIONS]
    return asked or (() if view.region == NATION else (view.region,))


def every(view: View) -> tuple[str, ...]:
    """Return the province and what is in it, or all provinces, in the order of their codes."""
    below = sorted(filters.region_names(view.province or NATION))
    return (view.province, *below) if view.province else tuple(below)


def language(view: View) -> str:
    """Return the briefing's language: the page's, unless another one is chosen."""
    return view.told_in or words.language()


def usual(view: View) -> tuple[str, str]:
    """Return the title and the date that a briefing has where nobody wrote others, in its language."""
    with words.in_language(language(view)):
        place = _("Indonesia") if view.region == NATION else filters.region_name(view.region)
        return making.usual_title(place), formats.date(data.today())


def wanted(view: View, logo: bytes = b"") -> Wanted:
    """Return the briefing that a view asks for."""
    _kind, framework, edition = (*view.measure.split(".", 2), "", "")[:3]
    held = parts(view)
    return Wanted(
        Scope(view.program, view.edition, view.region, framework, edition, view.mapped),
        held,
        language(view),
        address.root(),
        profiles=chosen(view) if PROFILES in held else (),
        title=view.title,
        place=view.place,
        date=view.date or usual(view)[1],
        logo=logo,
    )


def name(piece: Piece) -> str:
    """Return what a piece of a briefing is called on the page."""
    if piece.region:
        return _("Profil {region}").format(region=filters.region_name(piece.region))
    return _(NAMES[piece.part])
