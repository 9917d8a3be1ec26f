"""What all parts of Penilaian share: instruments and their periods, the view, the filter bar, versions, tiles."""

from dataclasses import dataclass, replace

import streamlit as st

from smartcity import formats, words
from smartcity.ui import address, data, filters, questions
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.ui.text import plain
from smartcity.words import N_, _

PAGE = "penilaian"
SMART_CITY = "gmsc"
SECTIONS = {
    "gmsc": N_("Gerakan Menuju Smart City"),
    "grades": N_("Sebaran predikat"),
    "ranking": N_("Peringkat"),
    "change": N_("Perubahan"),
    "tree": N_("Bagian dan indikator"),
    "profile": N_("Profil daerah"),
    "check": N_("Pemeriksaan nilai"),
}


@dataclass(frozen=True)
class Period:
    """One period of an instrument: its id, its name, of how many governments an index is known."""

    edition: str
    label: str
    known: int
    of_agencies: int


@dataclass(frozen=True)
class Instrument:
    """One instrument: its program, its name, the years in which it holds, its periods from the latest."""

    framework: str
    program: str
    name: str
    valid_from: int | None
    valid_to: int | None
    periods: tuple[Period, ...]

    @property
    def editions(self) -> dict[str, str]:
        """Return the periods by id with their names."""
        return {period.edition: period.label for period in self.periods}


def instruments() -> dict[str, Instrument]:
    """Return the instruments, the fullest first."""
    return data.made("instruments", _instruments)


def _instruments() -> dict[str, Instrument]:
    found: dict[str, Instrument] = {}
    for one in data.ask("assessment_periods").to_dict("records"):
        framework = str(one["framework"])
        label = words.local(one, "label") or str(one["edition"])
        period = Period(str(one["edition"]), label, int(one["known"]), int(one["of_agencies"]))
        known = found.get(framework) or Instrument(
            framework=framework,
            program=str(one["program"]),
            name=words.local(one, "name"),
            valid_from=_year(one["valid_from"]),
            valid_to=_year(one["valid_to"]),
            periods=(),
        )
        found[framework] = replace(known, periods=(*known.periods, period))
    return found


def _year(value: object) -> int | None:
    return None if formats.is_missing(value) else int(float(str(value)))


def read() -> tuple[View, list[str]]:
    """Return the view that the address asks for, and a notice for each value that does not exist."""
    known = instruments()
    framework, framework_notice = address.pick("framework", list(known), _first(known))
    edition, edition_notice = _edition(known, framework)
    region, region_notice = address.pick("region", filters.region_codes(), NATION)
    part, part_notice = address.pick("part", list(SECTIONS), "")
    notices = [framework_notice, edition_notice, region_notice, part_notice]
    # What a section has besides is checked where it is used, and stays while one looks at another section.
    kept = {each: address.asked(each) for each in ("before", "branch", "regions")}
    view = View("", edition, region, language=address.language(), framework=framework, part=part, **kept)
    return view, [notice for notice in notices if notice]


def _first(known: dict[str, Instrument]) -> str:
    """Return the instrument that the page opens with: the fullest of the program that a link carries, else of all."""
    asked = address.asked("program")
    of_program = [id_ for id_, instrument in known.items() if instrument.program == asked]
    return next(iter([*of_program, *known]), "")


def _edition(known: dict[str, Instrument], framework: str) -> tuple[str, str]:
    """Return the period: the one asked for, else the latest with an index, else the latest of its program."""
    if framework not in known:
        return "", ""
    instrument = known[framework]
    default = next((period.edition for period in instrument.periods if period.known), "")
    if not default:
        of_program = list(data.ask("default_edition", program=instrument.program)["edition"])
        default = next((id_ for id_ in [*of_program, *instrument.editions] if id_ in instrument.editions), "")
    if not address.asked("framework") and address.asked("edition") not in instrument.editions:
        return default, ""  # the edition of another page's program
    return address.pick("edition", list(instrument.editions), default)


def instrument(view: View) -> Instrument:
    """Return the instrument of a view."""
    return instruments()[view.framework]


def period(view: View) -> Period:
    """Return the period of a view."""
    return next(each for each in instrument(view).periods if each.edition == view.edition)


def scope(view: View) -> str:
    """Return the region that lists and distributions cover: the country or a province."""
    return view.province or NATION


def scope_name(view: View) -> str:
    """Return what that region is called in a sentence."""
    return filters.region_name(view.province) if view.province else _("Indonesia")


def own(view: View) -> str:
    """Return the government that is marked in pictures; '' for the country."""
    return "" if view.region == NATION else view.region


def governments(view: View) -> int:
    """Return how many governments the region has."""
    reach = data.ask("reach", program="", region=scope(view)).iloc[0]
    return int(reach["governments"]) if scope(view) == NATION else int(reach["local_governments"]) + 1


def described(view: View) -> str:
    """Return instrument, period and region in words, as pictures and exports carry them."""
    return " · ".join((instrument(view).name, period(view).label, filters.region_name(view.region)))


def asked(name: str, view: View, **more: str | int) -> Question:
    """Return a question about the view's instrument, period and region."""
    of = {"framework": view.framework, "edition": view.edition, "region": scope(view)}
    return questions.question(name, **{**of, **more})


def asked_nationally(name: str, view: View) -> Question:
    """Return a question about the view's instrument and period over the whole country."""
    return questions.question(name, framework=view.framework, edition=view.edition)


def claims(view: View) -> Question:
    """Return the question for the claims behind indexes."""
    return asked("map_score_claims", view)


def bar(view: View) -> None:
    """Draw the choice of instrument, period and region."""
    filters.bar(view, with_stages=False, program=False, first=lambda: _choices(view))


def _choices(view: View) -> None:
    names = {id_: each.name for id_, each in instruments().items()}
    if not names:
        return
    filters.choose(
        "filter_framework",
        _("Instrumen"),
        names,
        view.framework,
        lambda id_: address.go(view, framework=id_),
    )
    filters.choose(
        "filter_period",
        filters.period_word(instrument(view).program),
        instrument(view).editions,
        view.edition,
        lambda id_: address.go(view, edition=id_),
    )


def versions(view: View) -> list[Instrument]:
    """Return the instruments that follow one another in the view's program, the first one first."""
    program = instrument(view).program
    found = [each for each in instruments().values() if each.program == program and each.valid_from]
    return sorted(found, key=lambda each: each.valid_from or 0)


def ribbon(view: View) -> None:
    """Draw the versions of the instrument with their years, and say that they cannot be compared."""
    found = versions(view)
    if len(found) < 2 or instrument(view) not in found:
        return
    with st.container(horizontal=True, key="versions", vertical_alignment="center", gap="small"):
        for place, each in enumerate(found):
            if place:
                st.markdown("›", width="content")
            text = f"{plain(each.name)} · {_years(each)}"
            if each.framework == view.framework:
                st.markdown(f"**{text}**", width="content")
            else:
                st.button(
                    text,
                    key=f"version_{each.framework}",
                    type="tertiary",
                    on_click=address.go,
                    args=(view,),
                    kwargs={"framework": each.framework},
                )
    st.caption(
        _(
            "Setiap versi mengukur hal yang berbeda dengan bobot yang berbeda. Nilai dari dua versi tidak sebanding: "
            "selisihnya bukan kenaikan atau penurunan."
        )
    )


def _years(each: Instrument) -> str:
    if each.valid_to is None:
        return _("sejak {first}").format(first=each.valid_from)
    if each.valid_to == each.valid_from:
        return str(each.valid_from)
    return _("{first}–{last}").format(first=each.valid_from, last=each.valid_to)


def sections(view: View) -> dict[str, str]:
    """Return the sections of the page for this instrument by id with their names."""
    smart_city = instrument(view).program == SMART_CITY
    return {id_: _(name) for id_, name in SECTIONS.items() if id_ != SMART_CITY or smart_city}


def section(view: View) -> str:
    """Draw the choice of a section and return the chosen one."""
    names = sections(view)
    key = "section"
    chosen = view.part if view.part in names else next(iter(names))
    st.session_state[key] = chosen
    st.segmented_control(
        _("Bagian halaman"),
        list(names),
        key=key,
        format_func=lambda id_: names.get(id_, id_),
        on_change=lambda: address.go(view, part=st.session_state[key] or chosen),
        label_visibility="collapsed",
    )
    return chosen
