"""Briefings made for pages: each section once for each version, so that another order or another form costs little."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from smartcity import words
from smartcity.export.briefing import making
from smartcity.export.briefing.document import Form, Page, pages
from smartcity.export.briefing.files import Form as FileForm
from smartcity.export.briefing.files import written
from smartcity.export.briefing.making import PROFILES, Piece
from smartcity.export.briefing.model import Briefing, Section
from smartcity.export.briefing.reading import Reader, Scope
from smartcity.ui.briefing import Wanted
from smartcity.ui.data import At, Kept

# Sections take some 100 to 500 KB with their pictures, previews 1 to 3 MB. The oldest go first.
_sections, _previews = Kept(100), Kept(8)
PREVIEWED = 3
"""Profiles that a preview shows; a file holds all of them."""

Tell = Callable[[int, int, Piece | None], None]
"""Is told which piece of how many is being made, and None for the writing that ends it."""


def file(wanted: Wanted, at: At, form: FileForm, tell: Tell) -> bytes:
    """Make a briefing and return it as a file; it says that it was made now."""
    told = _briefing(wanted, at, tell)
    tell(len(wanted.pieces), len(wanted.pieces), None)
    return written(told, form)


@dataclass(frozen=True)
class Preview:
    """The pages of a briefing as pictures, and the titles of its sources; shared by everybody: never change it."""

    pages: list[Page]
    sources: list[str]


def preview(wanted: Wanted, at: At, form: Form, tell: Tell) -> Preview:
    """Return what a briefing looks like, with the first of its profiles only."""
    shown = replace(wanted, profiles=wanted.profiles[:PREVIEWED])

    def make() -> Preview:
        told = _briefing(shown, at, tell)
        return Preview(pages(told, form), [title for each in told.sections for title in each.sources])

    return _previews.get(at.folder, at.version, (shown, form), make)


def _briefing(wanted: Wanted, at: At, tell: Tell) -> Briefing:
    with at.read() as snapshot, words.in_language(wanted.language):
        reader = Reader(snapshot, root=wanted.root)
        told = []
        for place, piece in enumerate(wanted.pieces):
            tell(place, len(wanted.pieces), piece)
            told.append(_told(reader, wanted, at, piece))
        cover = making.cover_of(
            reader,
            wanted.scope,
            title=wanted.title,
            place=wanted.place,
            date=wanted.date,
            logo=wanted.logo,
        )
        return Briefing(cover, tuple(told), reader.stamp(), wanted.language, wanted.with_cover)


def _told(reader: Reader, wanted: Wanted, at: At, piece: Piece) -> Section:
    scope = Scope() if piece.part == PROFILES else wanted.scope
    made_of = (wanted.language, wanted.root, reader.today, scope, piece)

    def make() -> Section:
        section = making.section(reader, scope, piece)
        for picture in (section.picture, section.locator):
            if picture:
                _ = picture.svg  # drawn now, and kept
        return section

    return _sections.get(at.folder, at.version, made_of, make)
