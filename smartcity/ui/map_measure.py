"""The measure that a map shows: read from the address, chosen in a bar, asked through the cache."""

from dataclasses import replace
from typing import Any

import streamlit as st

from smartcity import measures, words
from smartcity.maps.classes import KINDS, Kind
from smartcity.measures import Measure, Measures, Where, statuses
from smartcity.ui import address, data, filters, questions
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.words import _

# The status, the edition and the program that stand for all of them.
ALL = ""
# Pixels of one choice; on a phone it takes what there is.
CHOICE_WIDTH = 340
KNOWN = Measures(data.ask, data.made)


def read(view: View) -> tuple[View, Measure, list[str]]:
    """Return the view with the measure and the kind of map that the address asks for, and notices."""
    known = KNOWN.known()
    id_, measure_notice = address.pick("measure", list(known), "stage")
    kind, map_notice = address.pick("map", address.MAPS, address.MAPS[0])
    notices = [notice for notice in (measure_notice, map_notice) if notice]
    return replace(view, measure=id_, map=kind), known[id_], notices


def bar(view: View, measure: Measure) -> None:
    """Draw the choice of the measure, and of what it needs besides."""
    with st.container(horizontal=True, key="map_measure"):
        there = {"score": KNOWN.frameworks(), "change": KNOWN.changing()}
        kinds = {kind: _(measures.NAMES[kind]) for kind in KINDS if there.get(kind, True)}
        _choose("kind", _("Ukuran"), kinds, measure.kind, lambda id_: _first_of(id_), view)
        if measure.kind == "score":
            of = {row["framework"]: words.local(row, "name") for row in KNOWN.frameworks()}
            _choose("of", _("Instrumen"), of, measure.of, lambda id_: Measure("score", id_), view)
            some = next(row["editions"] for row in KNOWN.frameworks() if row["framework"] == measure.of)
            years = {ALL: _("terbaru")} | {edition: edition for edition in some}
            chosen = measure.edition
            _choose("edition", _("Periode"), years, chosen, lambda id_: replace(measure, edition=id_), view)
        if measure.kind == "change":
            of = {row["framework"]: words.local(row, "name") for row in KNOWN.changing()}
            _choose("of", _("Instrumen"), of, measure.of, lambda id_: Measure("change", id_), view)
        if measure.kind == "names":
            of = {ALL: _("semua program")} | KNOWN.programs()
            _choose("of", _("Program"), of, measure.of, lambda id_: Measure("names", id_), view)
        if measure.kind == "pilots":
            names = {ALL: _("semua status")} | statuses()
            _choose("of", _("Status"), names, measure.of, lambda id_: Measure("pilots", id_), view)


def _first_of(kind: Kind) -> Measure:
    """Return the measure that a kind begins with."""
    first = {"score": KNOWN.frameworks, "change": KNOWN.changing}.get(kind)
    return Measure(kind, first()[0]["framework"]) if first else Measure(kind)


def _choose(part: str, title: str, names: dict[Any, str], value: str, change: Any, view: View) -> None:
    def write(chosen: Any) -> None:
        address.go(view, measure=change(chosen).id)

    filters.choose(f"measure_{part}", title, names, value, write, CHOICE_WIDTH)


def where(view: View) -> Where:
    """Return what the map of a view is of besides its measure: the country or one province, and the edition."""
    return Where(view.province or NATION, view.program, view.edition, data.today())


def question(view: View, measure: Measure) -> Question:
    """Return the question whose answer the map shows."""
    name, parameters = measures.asked(measure, where(view))
    return questions.question(name, **parameters)


def rows(view: View, measure: Measure) -> Question:
    """Return the question for the facts behind the map."""
    name, parameters = KNOWN.rows(measure, where(view))
    return questions.question(name, **parameters)


def seen(view: View, measure: Measure) -> View:
    """Return the view with only those parts on which the map depends."""
    stages = measure.kind == "stage"
    return View(view.program if stages else "", view.edition if stages else "", view.region)
