"""The filters of Jelajah data: those that hold, each with a way to take it off, and the form for one more."""

from collections.abc import Mapping, Sequence

import streamlit as st

from smartcity.contract import Field, Table
from smartcity.intake.dates import read_date
from smartcity.intake.numbers import read_number
from smartcity.queries import explore
from smartcity.queries.explore import Selection
from smartcity.queries.explore_filters import (
    LONGEST_VALUE,
    MOST_FILTERS,
    MOST_VALUES,
    TESTS,
    Filter,
    fits,
    kind,
)
from smartcity.queries.visible import visible
from smartcity.ui import address, data, explore_words, filters, internal
from smartcity.ui.address import View
from smartcity.ui.explore import (
    own_filters,
    program_column,
    region_column,
    table_of,
    tables_in_order,
    written,
)
from smartcity.ui.text import plain
from smartcity.words import N_, _, language

# Values of a column that can be chosen from a list; of more a text is asked for.
MOST_CHOICES = 600
NAMES = {
    "is": N_("salah satu dari"),
    "has": N_("memuat teks"),
    "range": N_("dalam rentang"),
    "empty": N_("kosong"),
    "filled": N_("terisi"),
}
_WRONG = "explore_wrong"


def bar(view: View) -> None:
    """Draw the choice of a table and what narrows it: program and period, region, and its own filters."""
    table = table_of(view)
    with st.container(horizontal=True, key="explore_table"):
        filters.choose(
            "explore_table_name",
            _("Tabel"),
            tables_in_order(),
            view.table,
            lambda name: address.go(view, table=name),
        )
        if program_column(table):
            _program(view, table)
    if region_column(table):
        filters.bar(view, with_stages=False, program=False)
    st.caption(table.description(language()))


def _program(view: View, table: Table) -> None:
    every = {"": _("Semua program"), **filters.programs(with_stages=False)}
    filters.choose(
        "explore_program", _("Program"), every, view.program, lambda value: address.go(view, program=value)
    )
    if view.program and "edition" in table.columns:
        every = {"": _("Semua periode"), **filters.editions(view.program)}
        name = filters.period_word(view.program)
        filters.choose(
            "explore_edition", name, every, view.edition, lambda value: address.go(view, edition=value)
        )


def own(view: View) -> None:
    """Draw the filters that hold, each with a way to take it off, and the form for one more."""
    table, kept = table_of(view), own_filters(view)
    with st.container(horizontal=True, key="explore_filters", gap="small"):
        for place, one in enumerate(kept):
            others = [*kept[:place], *kept[place + 1 :]]
            st.button(
                plain(explore_words.filter_words(table, one)),
                key=f"unfilter_{place}",
                icon=":material/close:",
                help=_("Lepas saringan ini"),
                on_click=lambda others=others: address.go(view, filters=written(others)),
            )
        # With another name it is another window: it closes once a filter was taken in.
        with st.popover(
            _("Tambah saringan"), icon=":material/filter_alt:", key=f"explore_filter_{len(kept)}"
        ):
            _form(view, table)
        if len(kept) > 1:
            st.button(
                _("Lepas semua"),
                key="unfilter_all",
                type="tertiary",
                on_click=lambda: address.go(view, filters=""),
            )


def _form(view: View, table: Table) -> None:
    """Draw the form for one more filter; what it asks for depends on the column."""
    fields = {field.name: field for field in visible(table, internal=internal.is_seen())}
    column = st.selectbox(
        _("Kolom"),
        list(fields),
        key=f"filter_column_{table.name}",
        format_func=lambda name: fields[name].title(language()),
        placeholder=_("Pilih satu"),
    )
    of = kind(table, column)
    known = ["range" if test == "from" else test for test in TESTS[of] if test not in ("to", "in", "of")]
    test = st.selectbox(
        _("Syarat"),
        known,
        key=f"filter_test_{table.name}_{of}",
        format_func=lambda name: _(NAMES[name]),
        placeholder=_("Pilih satu"),
    )
    key = f"{table.name}_{column}_{test}"
    _values(table, fields[column], test, key)
    st.button(
        _("Terapkan"),
        key="filter_add",
        type="primary",
        on_click=lambda: _add(view, table, fields[column], test, key),
    )
    if wrong := st.session_state.pop(_WRONG, ""):
        st.error(wrong)


def _values(table: Table, field: Field, test: str, key: str) -> None:
    """Draw the fields for the values of one test."""
    of = kind(table, field.name)
    if test == "has":
        st.text_input(_("Teks"), key=f"value_{key}", max_chars=address.LONGEST_VALUE)
    elif test == "range":
        hint = _("misalnya 2,5") if of == "number" else _("misalnya 2022, Mei 2022, atau 16/05/2022")
        st.text_input(_("Mulai"), key=f"from_{key}", placeholder=hint, max_chars=40)
        st.text_input(_("Sampai"), key=f"to_{key}", placeholder=hint, max_chars=40)
    elif test == "is":
        names = choices(table, field)
        if len(names) > MOST_CHOICES:
            st.text_input(_("Nilai persis"), key=f"value_{key}", max_chars=LONGEST_VALUE)
        else:
            st.multiselect(
                _("Nilai"),
                list(names),
                key=f"value_{key}",
                format_func=lambda value: names.get(value, value),
                placeholder=_("Pilih nilainya"),
                max_selections=MOST_VALUES,
            )


def choices(table: Table, field: Field) -> Mapping[str, str]:
    """Return the values that a column may be narrowed to, in words: allowed ones, else those that stand in it."""

    def make() -> Mapping[str, str]:
        if field.type == "boolean":
            values: Sequence[str] = ("true", "false")
        elif field.enum:
            values = field.enum
        else:
            wanted = explore.values(Selection(table.name, ()), field.name, MOST_CHOICES + 1)
            with data.store().read(data.version()) as snapshot:
                values = [str(value) for value in snapshot.frame(wanted.sql, wanted.params)["value"]]
        return {value: explore_words.value_words(table, field, value) for value in values}

    return data.made(("choices", table.name, field.name), make)


def _add(view: View, table: Table, field: Field, test: str, key: str) -> None:
    """Put one more filter into the address, or note why it cannot be used (in a callback)."""
    found = _filters(field, test, key)
    kept = own_filters(view)
    if not found or not all(fits(table, one) for one in found):
        st.session_state[_WRONG] = _("Isi nilainya dahulu, dalam bentuk yang dikenal.")
    elif len(kept) + len(found) > MOST_FILTERS:
        st.session_state[_WRONG] = _("Saringannya sudah terlalu banyak; lepas salah satunya dahulu.")
    else:
        address.go(view, filters=written(list(dict.fromkeys([*kept, *found]))))


def _filters(field: Field, test: str, key: str) -> list[Filter]:
    """Return the filters that the form asks for; none where a value is missing or cannot be read."""
    if test in ("empty", "filled"):
        return [Filter(field.name, test)]
    if test == "range":
        bounds = {bound: _bound(field, st.session_state.get(f"{bound}_{key}")) for bound in ("from", "to")}
        if None in bounds.values():
            return []
        return [Filter(field.name, bound, (text,)) for bound, text in bounds.items() if text]
    value = st.session_state.get(f"value_{key}")
    values = [value.strip()] if isinstance(value, str) else list(value or ())
    return [Filter(field.name, test, tuple(values))] if any(values) else []


def _bound(field: Field, value: object) -> str | None:
    """Return a bound as the address holds it, '' for none, None for one that cannot be read."""
    text = str(value or "").strip()
    if not text:
        return ""
    if field.type in ("integer", "number"):
        by_comma, by_point, _rule = read_number(text)
        return (by_point or by_comma) if language() == "en" else (by_comma or by_point)
    found = read_date(text)
    return None if found.rule else found.date
