"""Files that take a while: made when they are asked for, while the page says how far they are, and why one failed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event

import streamlit as st

from smartcity import formats, words
from smartcity.export.briefing.making import Piece
from smartcity.ui import address, briefing, failures
from smartcity.ui.briefing_made import Tell
from smartcity.ui.text import plain
from smartcity.words import _

# Seconds: within which the work begins after the click, and between two looks at how far it is.
BEGINS_WITHIN, LOOKS_EVERY = 5.0, 0.2


@dataclass(frozen=True)
class Offer:
    """A file that may be asked for; `make` runs in another thread, so it is bound to its version and language."""

    key: str
    label: str
    name: str
    kind: str
    make: Callable[[Tell], bytes]
    is_main: bool = False


@dataclass
class Work:
    """The making of one file: how far it is, and how it ended."""

    offer: Offer
    language: str
    begun: Event = field(default_factory=Event)
    ended: Event = field(default_factory=Event)
    done: int = 0
    of: int = 1
    piece: Piece | None = None
    seconds: float = 0.0
    failure: str = ""

    def run(self) -> bytes:
        """Make the file."""
        start = time.perf_counter()
        self.begun.set()
        try:
            return self.offer.make(self._tell)
        except Exception as error:
            with words.in_language(self.language):
                self.failure = failures.of_file(error, self.offer.name)
            raise
        finally:
            self.seconds = time.perf_counter() - start
            self.ended.set()

    def _tell(self, done: int, of: int, piece: Piece | None) -> None:
        self.done, self.of, self.piece = done, of, piece


@st.fragment
def draw(offers: Sequence[Offer], key: str, *, disabled: bool = False) -> None:
    """Draw a button for each file; after a click, how far it is."""
    words.use_language(address.language())
    asked = None
    with st.container(horizontal=True, key=key):
        for offer in offers:
            asked = _button(offer, disabled=disabled) or asked
    if asked:
        _follow(asked)


def _button(offer: Offer, *, disabled: bool) -> Work | None:
    """Draw one button; return the work that a click on it began."""
    slot = f"_work_{offer.key}"
    before: Work | None = st.session_state.get(slot)
    work = st.session_state[slot] = Work(offer, words.language())
    is_clicked = st.download_button(
        offer.label,
        data=work.run,
        file_name=offer.name,
        mime=offer.kind,
        key=offer.key,
        icon=":material/download:",
        type="primary" if offer.is_main and not disabled else "secondary",
        disabled=disabled,
    )
    return before if is_clicked else None


def _follow(work: Work) -> None:
    """Say how far a file is until it is made, and why where it could not be."""
    place = st.empty()
    if not work.begun.wait(BEGINS_WITHIN):
        return
    while not work.ended.wait(LOOKS_EVERY):
        place.progress(work.done / work.of, text=progress(work.done, work.of, work.piece))
    if work.failure:
        place.error(work.failure, icon=":material/error:")
    else:
        text = _("{file} dibuat dalam {seconds} detik.")
        place.caption(
            plain(text.format(file=work.offer.name, seconds=formats.number(work.seconds, 1))),
        )


def progress(done: int, of: int, piece: Piece | None) -> str:
    """Say which piece of a briefing is being made."""
    if piece is None:
        return _("Berkas sedang ditulis …")
    text = _("Bagian {place} dari {total} sedang dibuat: {name}")
    return plain(
        text.format(place=formats.number(done + 1), total=formats.number(of), name=briefing.name(piece))
    )
