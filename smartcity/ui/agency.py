"""What all parts of Perangkat daerah share: instruments and periods of a region, the view, the bar, questions."""

from dataclasses import dataclass, replace

import streamlit as st

from smartcity import words
from smartcity.ui import address, data, filters, questions
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.words import N_, _

PAGE = "perangkat-daerah"
INDEX = "index"
SECTIONS = {
    "criteria": N_("Nilai menurut kriteria"),
    "ranking": N_("Peringkat"),
    "change": N_("Perubahan"),
    "lagging": N_("Yang tertinggal"),
    "initiatives": N_("Inisiatif"),
    "ietpd": N_("IETPD"),
}
# Sections that show what one instrument found in one period.
OF_INSTRUMENT = ("criteria", "ranking", "change", "lagging")


@dataclass(frozen=True)
class Period:
    """One evaluation: its instrument and period, how many agencies it assessed, by which uppermost criteria."""

    framework: str
    program: str
    instrument: str
    edition: str
    label: str
    assessed: int
    criteria: tuple[str, ...]


def periods(region: str) -> tuple[Period, ...]:
    """Return the evaluations of exactly one region, of any for the country, the latest first."""

    def make() -> tuple[Period, ...]:
        answer = data.ask("agency_periods", region=region).to_dict("records")
        return tuple(
            Period(
                framework=str(row["framework"]),
                program=str(row["program"]),
                instrument=words.local(row, "name"),
                edition=str(row["edition"]),
                label=words.local(row, "label") or str(row["edition"]),
                assessed=int(row["assessed"]),
                criteria=tuple(row["criteria"]),
            )
            for row in ({str(key): value for key, value in each.items()} for each in answer)
        )

    return data.made(("agency periods", region), make)


def read() -> tuple[View, list[str]]:
    """Return the view that the address asks for, and a notice for each value that does not exist."""
    region, region_notice = address.pick("region", filters.region_codes(), NATION)
    part, part_notice = address.pick("part", list(SECTIONS), next(iter(SECTIONS)))
    known = periods(region)
    framework, framework_notice = address.pick(
        "framework",
        list(dict.fromkeys(each.framework for each in known)),
        known[0].framework if known else "",
    )
    editions = [each.edition for each in known if each.framework == framework]
    edition, edition_notice = "", ""
    if editions:
        is_ours = bool(address.asked("framework")) or address.asked("edition") in editions
        edition, edition_notice = (
            address.pick("edition", editions, editions[0]) if is_ours else (editions[0], "")
        )
    agency, agency_notice = _agency(region)
    view = View(
        edition=edition,
        region=region,
        language=address.language(),
        framework=framework,
        part=part,
        agency=agency,
        before=address.asked("before"),
        branch=address.asked("branch"),
    )
    notices = [region_notice, part_notice, framework_notice, edition_notice, agency_notice]
    return view, [notice for notice in notices if notice]


def _agency(region: str) -> tuple[str, str]:
    """Return the agency that the address asks for, which belongs to a region."""
    if not address.asked("agency"):
        return "", ""
    return address.pick("agency", list(names(region)), "")


def names(region: str) -> dict[str, str]:
    """Return the agencies of one region by id with their names."""
    answer = data.ask("agency_names", region=region)
    return dict(zip(answer["agency"], answer["name"], strict=True))


def period(view: View) -> Period | None:
    """Return the evaluation of the view, None where its region has none."""
    found = (
        each
        for each in periods(view.region)
        if (each.framework, each.edition) == (view.framework, view.edition)
    )
    return next(found, None)


def period_name(view: View, edition: str) -> str:
    """Return what a period of the region's evaluations is called."""
    return next((each.label for each in periods(view.region) if each.edition == edition), edition)


def region_name(view: View) -> str:
    """Return whose agencies are meant: those of the region's own government."""
    return _("Indonesia") if view.region == NATION else filters.region_name(view.region)


def described(view: View) -> str:
    """Return instrument, period and region in words, as pictures and exports carry them."""
    found = period(view)
    parts = (found.instrument, found.label) if found else ()
    return " · ".join((*parts, region_name(view)))


def asked(name: str, view: View, **more: str | int) -> Question:
    """Return a question about the view's instrument, period and region."""
    of = {"framework": view.framework, "edition": view.edition, "region": view.region}
    return questions.question(name, **{**of, **more})


def criteria(view: View) -> dict[str, str]:
    """Return the uppermost criteria of the view's instrument by id with their names, in their order."""

    def make() -> dict[str, str]:
        tree = data.ask("assessment_tree", framework=view.framework, edition=view.edition, region=view.region)
        return {
            str(row["indicator"]): words.local({str(key): value for key, value in row.items()}, "name")
            for row in tree.to_dict("records")
            if row["indicator"] != INDEX and row["parent"] in ("", INDEX)
        }

    return data.made(("agency criteria", view.framework), make)


def measures(view: View) -> dict[str, str]:
    """Return what agencies can be compared by: the index where there is one, and each criterion with a score."""

    def make() -> dict[str, str]:
        known = set(asked("agency_scores", view).answer()["indicator"].dropna())
        return {id_: name for id_, name in ({INDEX: _("Indeks")} | criteria(view)).items() if id_ in known}

    return data.made(("agency measures", view.framework, view.edition, view.region), make)


def measure(view: View) -> str:
    """Return the chosen measure: the one that the address asks for, else the index, else the first criterion."""
    known = measures(view)
    return view.branch if view.branch in known else next(iter(known), "")


def measure_name(view: View) -> str:
    """Return what the chosen measure is called."""
    return measures(view).get(measure(view), "")


def on_record(view: View) -> int:
    """Return how many agencies of the region are known, by the table of agencies or by an evaluation."""
    return len(names(view.region))


def bar(view: View) -> None:
    """Draw the choice of instrument, period and region; another region opens with its own latest evaluation."""
    elsewhere = replace(view, framework="", edition="", before="", branch="")
    filters.bar(elsewhere, with_stages=False, program=False, first=lambda: _choices(view))


def _choices(view: View) -> None:
    known = periods(view.region)
    if view.part not in OF_INSTRUMENT or not known or view.region == NATION:
        return
    instruments = {each.framework: each.instrument for each in known}
    filters.choose(
        "agency_framework",
        _("Instrumen"),
        instruments,
        view.framework,
        lambda id_: address.go(view, framework=id_),
    )
    own = {each.edition: each.label for each in known if each.framework == view.framework}
    filters.choose(
        "agency_period", _("Periode penilaian"), own, view.edition, lambda id_: address.go(view, edition=id_)
    )


def section(view: View) -> None:
    """Draw the choice of a section of the page."""
    key = "agency_section"
    st.session_state[key] = view.part
    st.segmented_control(
        _("Bagian halaman"),
        list(SECTIONS),
        key=key,
        format_func=lambda id_: _(SECTIONS[id_]),
        on_change=lambda: address.go(view, part=st.session_state[key] or view.part),
        label_visibility="collapsed",
    )


def choose_measure(view: View) -> None:
    """Draw the choice of what agencies are compared by, where there is one."""
    known = measures(view)
    if len(known) > 1:
        filters.choose(
            "agency_measure", _("Ukuran"), known, measure(view), lambda id_: address.go(view, branch=id_), 340
        )


def open_agency(view: View, agency: str) -> None:
    """Open the page of one agency of the view's region (in a callback)."""
    address.go(replace(view, before="", branch=""), agency=agency)
