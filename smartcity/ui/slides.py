"""Mode paparan on screen: one slide of a page in 16:9, with nothing around it; made for projectors and screenshots."""

from datetime import UTC, datetime
from html import escape

import streamlit as st

from smartcity import demo, formats, words
from smartcity.look import Look
from smartcity.settings import ROOT
from smartcity.ui import address, data, deck, frame, slide_bodies
from smartcity.ui.deck import Deck, Slide, Words
from smartcity.ui.slide_bodies import inline
from smartcity.words import _

UI = ROOT / "smartcity" / "ui"
KEY = "slide"
_stage = st.components.v2.component(
    "smartcity.slide",
    html='<div class="stage"></div>',
    css=(UI / "slides.css").read_text("utf-8"),
    js=(UI / "slides.js").read_text("utf-8"),
)


def draw() -> None:
    """Draw the slide of this run's page that the address names."""
    shown = deck.of_run()
    if not shown.slides:
        deck.add("", Words((shown.line,)))
    numbers = [str(number) for number in range(1, len(shown.slides) + 1)]
    number, notice = address.pick("slide", numbers, "1")
    shown.notices += [notice] if notice else []
    _stage(
        key=KEY,
        data={"html": html(shown, int(number), frame.look())},
        on_to_change=_go,
    )


def _go() -> None:
    """Show the slide that was chosen, or the page itself."""
    address.present(str(st.session_state[KEY]["to"] or ""))


def html(shown: Deck, number: int, look: Look) -> str:
    """Return a slide; every text from data is escaped."""
    slide = shown.slides[number - 1]
    colours = {
        "paper": "#ffffff" if look.mode == "light" else look.background,
        "surface": look.surface,
        "text": look.text,
        "muted": look.muted,
        "border": look.border,
        "accent": look.accent,
        "attention": look.attention,
    }
    style = ";".join(f"--{name}:{colour}" for name, colour in colours.items())
    parts = (
        _head(shown, slide),
        f'<section class="body">{slide_bodies.html(slide.body, look)}</section>',
        _foot(shown, slide, number),
        f'<p class="mark" aria-hidden="true">{escape(demo.label()[0])}</p>' if data.is_demo() else "",
        _way_out(shown),
    )
    return f'<main class="slide" lang="{words.language()}" style="{style}">{"".join(parts)}</main>'


def _head(shown: Deck, slide: Slide) -> str:
    """Return page, finding, subtitle and what of the address could not be followed."""
    label = f'<span class="label">{escape(demo.label()[0])}</span>' if data.is_demo() else ""
    title = slide.title or shown.title
    page = "" if title == shown.title else inline(shown.title)
    above = f'<p class="page">{label}{page}</p>' if label or page else ""
    under = ("" if slide.title else shown.line, slide.subtitle or shown.filters)
    below = "".join(f'<p class="subtitle">{inline(line)}</p>' for line in under if line not in ("", title))
    notices = "".join(f'<p class="notice" role="alert">{inline(notice)}</p>' for notice in shown.notices)
    return f"<header>{above}<h1>{inline(title)}</h1>{below}{notices}</header>"


def _foot(shown: Deck, slide: Slide, number: int) -> str:
    """Return what the exports say at their foot, too: sources, data, time, the link to the view."""
    sources = frame.source_line(slide.sources or shown.sources)
    made = _("dibuat {moment}").format(moment=formats.moment(datetime.now(UTC)))
    lines = (
        _("Sumber: {sources}").format(sources=sources),
        f"{frame.stamp()} · {made}",
        address.here(shown.page),
    )
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<footer><div>{said}</div>{_places(shown, number)}</footer>"


def _places(shown: Deck, number: int) -> str:
    """Return which of how many slides this is, between the ways to the ones beside it."""
    total, label = len(shown.slides), escape(_("Salindia"))
    before = _way(shown, number - 1, "‹", _("Salindia sebelumnya"), "before") if number > 1 else ""
    after = _way(shown, number + 1, "›", _("Salindia berikutnya"), "after") if number < total else ""
    place = f"<span>{formats.number(number)} / {formats.number(total)}</span>"
    return f'<nav aria-label="{label}">{before}{place}{after}</nav>'


def _way(shown: Deck, to: int, sign: str, label: str, kind: str) -> str:
    target = escape(address.here(shown.page, str(to)))
    return f'<a class="{kind}" href="{target}" data-to="{to}" aria-label="{escape(label)}">{sign}</a>'


def _way_out(shown: Deck) -> str:
    """Return the way out, seen only by who points at it or reaches it with the keyboard."""
    target, label = escape(address.here(shown.page)), escape(_("Keluar dari mode paparan"))
    return f'<a class="leave" href="{target}" data-to="">{label}</a>'
