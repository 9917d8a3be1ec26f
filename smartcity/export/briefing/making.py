"""A briefing from one version of the data: the chosen parts in the chosen order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from smartcity import words
from smartcity.export.briefing.model import Briefing, Cover, Section
from smartcity.export.briefing.origins import sources
from smartcity.export.briefing.places import comparison, on_map
from smartcity.export.briefing.profile import profile
from smartcity.export.briefing.reading import NATION, Reader, Scope
from smartcity.export.briefing.scores import assessments
from smartcity.export.briefing.selection import funnel, overview
from smartcity.export.briefing.work import follow_up, pilots
from smartcity.words import _

PARTS: dict[str, Callable[[Reader, Scope], Section]] = {
    "overview": overview,
    "funnel": funnel,
    "map": on_map,
    "comparison": comparison,
    "pilots": pilots,
    "assessments": assessments,
    "follow_up": follow_up,
    "sources": sources,
}
"""What a briefing may hold besides the profiles of regions, in the usual order."""

PROFILES = "profiles"
ORDER = (*(part for part in PARTS if part != "sources"), PROFILES, "sources")
"""All that a briefing may hold, in the usual order; sources close it wherever they are named."""


@dataclass(frozen=True)
class Piece:
    """What becomes one section: a part, or the profile of a region."""

    part: str
    region: str = ""


def pieces(parts: Sequence[str], profiles: Sequence[str]) -> tuple[Piece, ...]:
    """Return what the parts hold, in their order; `profiles` are codes of regions, told where profiles stand."""
    ordered = [part for part in parts if part != "sources"] + (["sources"] if "sources" in parts else [])
    return tuple(Piece(part, code) for part in ordered for code in (profiles if part == PROFILES else ("",)))


def section(reader: Reader, scope: Scope, piece: Piece) -> Section:
    """Return one section in the language in use."""
    return profile(reader, piece.region) if piece.part == PROFILES else PARTS[piece.part](reader, scope)


def briefing(
    reader: Reader,
    scope: Scope,
    *,
    parts: Sequence[str] = ORDER,
    profiles: Sequence[str] = (),
    cover: Cover | None = None,
) -> Briefing:
    """Return a briefing in the language in use."""
    told = tuple(section(reader, scope, piece) for piece in pieces(parts, profiles))
    return Briefing(cover or cover_of(reader, scope), told, reader.stamp(), words.language())


def profiles(reader: Reader, codes: Sequence[str]) -> Briefing:
    """Return the profiles of regions alone, without a cover."""
    told = tuple(profile(reader, code) for code in codes)
    title = reader.region_name(codes[0]) if codes else ""
    return Briefing(Cover(title), told, reader.stamp(), words.language(), with_cover=False)


def cover_of(
    reader: Reader, scope: Scope, *, title: str = "", place: str = "", date: str = "", logo: bytes = b""
) -> Cover:
    """Return the cover of a briefing; the usual title where nobody wrote one."""
    program = reader.programs().get(scope.program, scope.program)
    edition = reader.editions(scope.program).get(scope.edition, scope.edition)
    subtitle = " · ".join(part for part in (program, edition) if part)
    return Cover(title or usual_title(reader.place_name(scope.region)), subtitle, place, date, logo)


def usual_title(place: str) -> str:
    """Return the title of a briefing about a place for which nobody wrote one."""
    return _("Paparan {region}").format(region=place)


def usual_scope(reader: Reader, region: str = NATION) -> Scope:
    """Return what a briefing about a region tells where nothing else is chosen: the first program with stages."""
    with_stages = reader.answer("programs").query("stages > 0")
    program = str(with_stages["program"].iloc[0]) if len(with_stages) else ""
    default = reader.answer("default_edition", program=program)
    edition = str(default["edition"].iloc[0]) if len(default) else ""
    return Scope(program, edition, region)


def regions_of(reader: Reader, province: str) -> Iterator[str]:
    """Give a province and then its kabupaten and kota, in the order of their codes."""
    yield province
    yield from sorted(reader.answer("region_names", parent=province)["code"])
