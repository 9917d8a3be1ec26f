"""What Jelajah data looks at: a table, its filters, sort, columns and page, as the address holds them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from smartcity.contract import Table, load_contract
from smartcity.queries.explore import Selection
from smartcity.queries.explore_filters import MOST_FILTERS, OF_PROGRAM, Filter, fits
from smartcity.queries.visible import visible
from smartcity.ui import address, filters, internal
from smartcity.ui.address import NATION, View
from smartcity.ui.quality_rows import WITH_IDS
from smartcity.words import N_, _, language

FIRST_TABLE = "participation"
EACH_PAGE = 50
# Columns that are shown where nobody has chosen any: as many as a narrow window can hold.
FIRST_COLUMNS = 6
GROUPS = {"facts": N_("Fakta"), "reference": N_("Rujukan"), "system": N_("Catatan sistem")}
# Columns that say little at first sight.
LATER = ("source_title", "source_url", "confidence", "note", "sha256", "release")
# Filters that the bar above the table makes of program and region; an address holds them under their own names.
BY_BAR = ("in", "of")


def read() -> tuple[View, list[str]]:
    """Return the view that the address asks for, and a notice for each part that could not be followed."""
    view, notices = filters.read_any()
    own = {part: address.asked(part) for part in ("table", "filters", "sort", "columns", "page", "key")}
    view, wrong = checked(replace(view, **own), internal=internal.is_seen())
    return view, [*notices, *wrong]


def checked(view: View, *, internal: bool) -> tuple[View, list[str]]:
    """Return a view with what of it can be followed, and a notice for each part that cannot.

    Without `internal` there are no internal columns, neither to see nor to filter or sort by.
    """
    known = load_contract().tables
    table = known.get(view.table or FIRST_TABLE, known[FIRST_TABLE])
    seen = [field.name for field in visible(table, internal=internal)]
    kept, wrong_filters = read_filters(view.filters, table, seen)
    columns, wrong_columns = read_columns(view.columns, seen)
    sort = view.sort if view.sort.removeprefix("-") in seen else ""
    page = _page(view.page)
    wrong = [
        *[("table", view.table)][: view.table not in ("", table.name)],
        *[("filters", text) for text in wrong_filters],
        *[("sort", view.sort)][: view.sort != sort],
        *[("columns", text) for text in wrong_columns],
        *[("page", view.page)][: not page],
    ]
    parts = {
        "filters": written(kept),
        "sort": sort,
        "columns": columns,
        "page": "" if page < 2 else str(page),
    }
    return replace(view, table=table.name, **parts), [address.unknown(part, text) for part, text in wrong]


def _page(text: str) -> int:
    """Return the number of a page, 1 where none is named, 0 where the text is none."""
    if not text:
        return 1
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def read_filters(text: str, table: Table, seen: Sequence[str]) -> tuple[tuple[Filter, ...], list[str]]:
    """Return the filters that a text of the address holds, and what of it cannot be used."""
    if not text:
        return (), []
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return (), [text]
    if not isinstance(given, list):
        return (), [text]
    kept: list[Filter] = []
    wrong: list[str] = []
    for one in given:
        is_list = isinstance(one, list) and len(one) > 1 and all(isinstance(part, str) for part in one)
        found = Filter(one[0], one[1], tuple(one[2:])) if is_list else Filter("", "")
        usable = found.column in seen and found.test not in BY_BAR and fits(table, found)
        if usable and len(kept) < MOST_FILTERS:
            kept.append(found)
        else:
            wrong.append(json.dumps(one, ensure_ascii=False))
    return tuple(kept), wrong


def written(kept: Sequence[Filter]) -> str:
    """Return filters as the address holds them: a JSON list of column, test and values; '' for none."""
    lists = [[one.column, one.test, *one.values] for one in kept]
    return json.dumps(lists, ensure_ascii=False, separators=(",", ":")) if lists else ""


def read_columns(text: str, seen: Sequence[str]) -> tuple[str, list[str]]:
    """Return the chosen columns as the address holds them, and the names among them that are not there."""
    names = list(dict.fromkeys(name for name in text.split(",") if name))
    return ",".join(name for name in names if name in seen), [name for name in names if name not in seen]


def table_of(view: View) -> Table:
    """Return the table that is looked at."""
    return load_contract().tables[view.table]


def columns(view: View) -> list[str]:
    """Return the columns that are shown: the chosen ones, or the first that say something."""
    if view.columns:
        return view.columns.split(",")
    return first_columns(table_of(view))


def first_columns(table: Table) -> list[str]:
    """Return the columns that are shown where nobody has chosen any: key and required ones before others.

    A region and a name stand in front, for a narrow window shows no more; program and instrument stand behind.
    """
    open_ = [field for field in visible(table, internal=False) if field.name not in LATER]
    if table.name in WITH_IDS:
        open_ = [field for field in open_ if field.name not in table.key]
    always = [field for field in open_ if field.required or field.name in (*table.key, *table.filled)]
    chosen = [*always, *(field for field in open_ if field not in always)][:FIRST_COLUMNS]
    names = [field.name for field in table.fields if field in chosen]
    front = [name for name in (region_column(table), "title", "name") if name in names]
    back = [name for name in ("program", "framework") if front and name in names]
    return [*front, *(name for name in names if name not in (*front, *back)), *back]


def own_filters(view: View) -> tuple[Filter, ...]:
    """Return the filters that stand in the address as such."""
    table = table_of(view)
    return read_filters(view.filters, table, table.columns)[0]


def selection(view: View, wanted: Sequence[str]) -> Selection:
    """Return what is to be asked for these columns: program, period, region, the filters and the sort of a view."""
    table = table_of(view)
    kept: list[Filter] = []
    if view.program and (through := program_column(table)):
        kept.append(Filter(through, "is" if through == "program" else "of", (view.program,)))
    if view.program and view.edition and "edition" in table.columns:
        kept.append(Filter("edition", "is", (view.edition,)))
    if view.region != NATION and (place := region_column(table)):
        kept.append(Filter(place, "in", (view.region,)))
    sort = view.sort.removeprefix("-")
    descending = view.sort.startswith("-")
    if not sort and table.name in ("batch", "change"):
        sort, descending = "batch", True  # the newest first
    return Selection(table.name, tuple(wanted), (*kept, *own_filters(view)), sort, descending)


def as_written(view: View) -> str:
    """Return what a table is narrowed to as a file tells it: titles of columns, values as they are stored."""
    table, kept = table_of(view), selection(view, ()).filters
    signs = {"is": " = ", "has": " ∋ ", "from": " ≥ ", "to": " ≤ ", "in": " = ", "of": " = "}
    ends = {"empty": _("kosong"), "filled": _("terisi")}
    return "; ".join(
        f"{table.field(one.column).title(language())}{signs.get(one.test, ' ')}"
        f"{ends.get(one.test, ', '.join(one.values))}"
        for one in kept
    )


def program_column(table: Table) -> str:
    """Return the column by which rows belong to a program, '' where there is none."""
    if table.name == "program":
        return ""
    return next((name for name in ("program", *OF_PROGRAM) if name in table.columns), "")


def region_column(table: Table) -> str:
    """Return the column that holds the region of a row, '' where there is none."""
    return next((name for name in ("region_code", "scope_code", "code") if name in table.columns), "")


def title(table: Table) -> str:
    """Return a table's name with its group, as the choice of tables shows it."""
    return f"{_(GROUPS[table.group])} · {table.title(language())}"


def tables_in_order() -> Mapping[str, str]:
    """Return the tables, facts first, with their names."""
    known = load_contract().tables.values()
    return {table.name: title(table) for group in GROUPS for table in known if table.group == group}
