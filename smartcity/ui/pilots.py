"""What Percontohan & quick win looks at: its filters, its numbers, and what they are counted by."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from smartcity import formats
from smartcity.settings import ROOT
from smartcity.ui import address, data, filters, questions, tables
from smartcity.ui.address import View
from smartcity.ui.questions import Question
from smartcity.ui.tiles import Tile, row
from smartcity.words import N_, _

PAGE = ROOT / "pages" / "pilots.py"
GROUPINGS = {
    "program": N_("Program"),
    "dimension": N_("Dimensi kota cerdas"),
    "province": N_("Provinsi"),
}
LATE = "late"
"""Stands among the statuses for those past their due date, which is a rule and no reported status."""

FILTERED = ("program", "edition", "region", "dimension", "kind", "status", "text")


def read() -> tuple[View, list[str]]:
    """Return the view that the address asks for, one pilot or a filtered list, and notices."""
    view, notices = filters.read_any()
    asked = address.asked("pilot")
    is_known = bool(asked) and len(data.ask("pilot", pilot=asked, today=data.today())) > 0
    choices = {
        "pilot": ([asked] if is_known else [], ""),
        "grouping": (list(GROUPINGS), "program"),
        "status": (list(statuses()), ""),
        "dimension": (list(tables.value_names("pilot", "dimension")), ""),
        "kind": (list(tables.value_names("pilot", "kind")), ""),
    }
    picked = {part: address.pick(part, *known) for part, known in choices.items()}
    values = {part: value for part, (value, _notice) in picked.items()}
    more = [notice for _value, notice in picked.values() if notice]
    return replace(view, text=address.asked("text"), **values), [*notices, *more]


def statuses() -> dict[str, str]:
    """Return the words for each reported status, and for being late by rule."""
    return {**tables.value_names("pilot", "status"), LATE: _("Lewat tenggat (menurut aturan)")}


def asked(view: View) -> dict[str, Any]:
    """Return the parameters that every question about filtered pilots has."""
    return {**{part: getattr(view, part) for part in FILTERED}, "today": data.today()}


def question(name: str, view: View, **more: Any) -> Question:
    """Return a question about the filtered pilots."""
    return questions.question(name, **asked(view), **more)


def totals(view: View) -> Mapping[str, int]:
    """Return how many pilots there are, and what is known of them."""
    answer = question("pilot_totals", view).answer().iloc[0]
    return {str(name): int(value) for name, value in answer.items()}


def described(view: View) -> str:
    """Return the filters in words."""
    chosen = (
        "" if view.program else _("Semua program"),
        filters.described(view),
        tables.value_names("pilot", "dimension").get(view.dimension, ""),
        tables.value_names("pilot", "kind").get(view.kind, ""),
        statuses().get(view.status, ""),
        _("memuat “{text}”").format(text=view.text) if view.text else "",
    )
    return " · ".join(part for part in chosen if part)


def bar(view: View) -> None:
    """Draw the filter bar, and the filters that only pilots have."""
    filters.bar(view, with_stages=False, every=True, more=lambda: _more(view))


def _more(view: View) -> None:
    filters.choose_part(view, "pilots", "status", _("Status"), _("Semua status"), statuses())
    dimensions = tables.value_names("pilot", "dimension")
    filters.choose_part(view, "pilots", "dimension", _("Dimensi"), _("Semua dimensi"), dimensions)
    filters.choose_part(
        view, "pilots", "kind", _("Jenis"), _("Semua jenis"), tables.value_names("pilot", "kind")
    )


def search(view: View) -> None:
    """Draw the search among titles, regions and agencies; what is sought stands in the address."""
    filters.search(view, "pilots", _("Cari percontohan, daerah, atau perangkat daerah"))


def tiles(view: View) -> None:
    """Draw the numbers of the filtered pilots."""
    row(data.made(("tiles", view, data.today()), lambda: _tiles(view)))


def _tiles(view: View) -> list[Tile]:
    found, rows = totals(view), question("pilot_list", view)
    number = {name: formats.number(value) for name, value in found.items()}
    late = question("pilot_list", replace(view, status=LATE))
    return [
        Tile(
            "pilots",
            _("Percontohan"),
            number["pilots"],
            _("di {count} daerah").format(count=number["regions"]),
            rows,
        ),
        Tile("done", _("Selesai"), number["done"], _("selesai atau dievaluasi"), rows),
        Tile(
            "open",
            _("Masih terbuka"),
            number["still_open"],
            _("{count} sedang berjalan").format(count=number["running"]),
            rows,
        ),
        _late(found, number, late),
        _delayed(view, number),
    ]


def _late(found: Mapping[str, int], number: Mapping[str, str], rows: Question) -> Tile:
    note = _("menurut aturan; tenggat {known} dari {total} diketahui").format(
        known=number["open_with_due"], total=number["still_open"]
    )
    value = number["late"] if found["open_with_due"] or not found["still_open"] else formats.MISSING
    return Tile("late", _("Lewat tenggat"), value, note, rows)


def _delayed(view: View, number: Mapping[str, str]) -> Tile:
    note = _("menurut laporan; {count} di antaranya lewat tenggat").format(count=number["late_and_delayed"])
    rows = question("pilot_list", replace(view, status="delayed"))
    return Tile("delayed", _("Dilaporkan terlambat"), number["delayed"], note, rows)
