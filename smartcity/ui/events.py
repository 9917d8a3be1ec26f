"""What Kegiatan looks at: its filters, its numbers, its words, and how its address is read."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from smartcity import formats
from smartcity.charts.events import month_name, time_name, year_name
from smartcity.findings.events import FREQUENCIES, UNKNOWN_YEAR
from smartcity.ui import address, data, filters, questions, tables
from smartcity.ui.address import NATION, View
from smartcity.ui.questions import Question
from smartcity.ui.tiles import Tile, row
from smartcity.words import _

PATH = "kegiatan"
FILTERED = ("program", "year", "month", "mode", "region", "text")


def read() -> tuple[View, list[str]]:
    """Return the view that the address asks for, one event or filtered ones, and notices."""
    view, notices = filters.read_any()
    asked = address.asked("event")
    is_known = bool(asked) and len(data.ask("event", event=asked)) > 0
    known = calendar()
    year, year_notice = address.pick("year", list(known), "")
    month, month_notice = address.pick("month", known.get(year, []), "")
    choices = {
        "event": [asked] if is_known else [],
        "mode": list(tables.value_names("event", "mode")),
        "status": list(FREQUENCIES),
    }
    picked = {part: address.pick(part, ids, "") for part, ids in choices.items()}
    values = {part: value for part, (value, _notice) in picked.items()}
    more = [year_notice, month_notice, *(notice for _value, notice in picked.values())]
    view = replace(view, edition="", year=year, month=month, text=address.asked("text"), **values)
    return view, [*notices, *(notice for notice in more if notice)]


def calendar() -> dict[str, list[str]]:
    """Return the years in which there were events, the latest first, each with its months."""

    def make() -> dict[str, list[str]]:
        answer = question("event_calendar", View()).answer()
        return {str(year): sorted(some["month"]) for year, some in answer.groupby("year", sort=False)}

    return data.made("event calendar", make)


def asked(view: View, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the parameters that every question about filtered events has."""
    return {part: getattr(view, part) for part in FILTERED if part not in without}


def question(name: str, view: View, **more: Any) -> Question:
    """Return a question about the filtered events; the calendar is of all times."""
    without = ("year", "month") if name == "event_calendar" else ()
    return questions.question(name, **asked(view, without=without), **more)


def totals(view: View) -> Mapping[str, int]:
    """Return how many events there are, and what is known of them."""
    answer = question("event_totals", view).answer().iloc[0]
    return {str(name): int(value) for name, value in answer.items()}


def described(view: View, *, timeless: bool = False) -> str:
    """Return the filters in words."""
    time = "" if timeless else time_name(view.year, view.month)
    chosen = (
        "" if view.program else _("Semua program"),
        filters.described(replace(view, edition="")),
        time,
        tables.value_names("event", "mode").get(view.mode, ""),
        _("memuat “{text}”").format(text=view.text) if view.text else "",
    )
    return " · ".join(part for part in chosen if part)


def layer_names() -> dict[str, str]:
    """Return the words for each layer of ICT services."""
    return tables.value_names("event", "ict_layers")


def bar(view: View) -> None:
    """Draw the filter bar: program, region, and the filters that only events have."""
    filters.bar(
        view,
        with_stages=False,
        program=False,
        first=lambda: filters.choose_part(
            view, "events", "program", _("Program"), _("Semua program"), filters.programs(with_stages=False)
        ),
        more=lambda: _more(view),
    )


def _more(view: View) -> None:
    years = {year: year_name(year) for year in calendar()}
    filters.choose_part(view, "events", "year", _("Tahun"), _("Semua tahun"), years)
    if view.year:
        months = {month: month_name(month) for month in calendar()[view.year]}
        filters.choose_part(view, "events", "month", _("Bulan"), _("Semua bulan"), months)
    modes = tables.value_names("event", "mode")
    filters.choose_part(view, "events", "mode", _("Cara pelaksanaan"), _("Semua cara"), modes)


def search(view: View) -> None:
    """Draw the search among titles, topics, speakers, organisers and places; it stands in the address."""
    filters.search(view, "events", _("Cari kegiatan, topik, narasumber, penyelenggara, atau tempat"))


def tiles(view: View) -> None:
    """Draw the numbers of the filtered events."""
    row(data.made(("tiles", view), lambda: _tiles(view)))


def _tiles(view: View) -> list[Tile]:
    found = totals(view)
    number = {name: formats.number(value) for name, value in found.items()}
    listed = question("event_list", view)
    came = question("attendance_regions", view, frequency="")
    of_events = _("dari {total} kegiatan").format(total=number["events"])
    shown = [
        Tile("events", _("Kegiatan"), number["events"], _time_note(view), listed),
        Tile(
            "attended",
            _("Kehadiran diketahui"),
            number["with_regions"],
            _("{of}; sedikitnya satu daerah").format(of=of_events),
            listed,
        ),
        Tile(
            "governments",
            _("Daerah tercatat hadir"),
            number["governments"],
            _("dari {total} pemerintah daerah").format(total=number["all_governments"]),
            came,
        ),
        Tile("sessions", _("Sesi diketahui"), number["with_sessions"], of_events, listed),
    ]
    if view.region == NATION:
        note = _("dari {total} provinsi").format(total=number["all_provinces"])
        shown.insert(
            3,
            Tile(
                "provinces",
                _("Provinsi tercatat hadir"),
                number["provinces"],
                note,
                question("attendance_provinces", view),
            ),
        )
    return shown


def _time_note(view: View) -> str:
    if view.year:
        return time_name(view.year, view.month)
    there = question("event_calendar", view).answer()["year"]
    years = there[there != UNKNOWN_YEAR]
    if years.empty:
        return _("tanpa tahun yang diketahui") if len(there) else _("belum ada yang tercatat")
    if years.nunique() == 1:
        return str(years.iloc[0])
    return _("{first} sampai {last}").format(first=years.min(), last=years.max())
