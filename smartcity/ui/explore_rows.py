"""The rows of Jelajah data: a page of them at a time, their order and columns, their files and their query."""

import hashlib
import html

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from smartcity import formats
from smartcity.contract import Field, Table
from smartcity.export.large import MOST_SHEET_ROWS
from smartcity.queries import explore
from smartcity.queries.explore import Part, Selection, Statement
from smartcity.queries.explore_filters import REGIONS
from smartcity.queries.visible import visible
from smartcity.settings import ROOT
from smartcity.ui import address, data, deck, edit, explore_files, explore_words, filters, frame, internal
from smartcity.ui.address import View
from smartcity.ui.explore import EACH_PAGE, columns, first_columns, selection, table_of
from smartcity.ui.text import plain
from smartcity.words import _, language, ngettext

UPLOAD = ROOT / "pages" / "upload.py"
# Pixels of the grid for as many rows as a page holds.
HEIGHT, FITTING = 560, 14
# Columns of long names, which would fill a narrow window.
WIDE = (
    "program",
    "framework",
    "indicator",
    "agency",
    "event",
    "source_title",
    "source_url",
    "note",
    "before",
    "after",
)
# What a slide says in its footer.
SOURCE = ("source_title", "source_url")
# From here on a workbook takes long enough to say so.
SLOW_ROWS = 100_000


def draw(view: View) -> list[str]:
    """Draw the rows that the view asks for; return the titles of their sources."""
    table = table_of(view)
    shown = columns(view)
    asked = selection(view, explore_words.needed(table, [*shown, *_source(table)]))
    found = _parts(asked)
    total = explore.total(found)
    if not total:
        _nothing(view, table)
        return []
    pages = -(-total // EACH_PAGE)
    number = min(int(view.page or 1), pages)
    if view.page and number < int(view.page):
        frame.notices([address.unknown("page", view.page)])
    rows = _page(asked, found, number)
    _controls(view, table)
    _count(asked, total, number, len(rows))
    _grid(view, table, rows, shown, total)
    _pages(view, pages, number)
    _files(view, total)
    _query(asked, number)
    return [str(title) for title in rows["source_title"].dropna()] if "source_title" in rows else []


def _source(table: Table) -> list[str]:
    return [name for name in ("source_title",) if name in table.columns]


def _parts(asked: Selection) -> tuple[Part, ...]:
    """Return where the rows of the table stand, found once for each filter and sort."""
    where = Selection(asked.table, (), asked.filters, asked.sort, asked.descending)

    def make() -> tuple[Part, ...]:
        with data.store().read(data.version()) as snapshot:
            return explore.parts(snapshot, where)

    return data.made(("parts", where), make)


def _page(asked: Selection, found: tuple[Part, ...], number: int) -> pd.DataFrame:
    def make() -> pd.DataFrame:
        with data.store().read(data.version()) as snapshot:
            return explore.page(snapshot, asked, found, EACH_PAGE, (number - 1) * EACH_PAGE)

    return data.made(("page", asked, number), make)


def _controls(view: View, table: Table) -> None:
    """Draw the choice of sort and of columns."""
    fields = {field.name: field for field in visible(table, internal=internal.is_seen())}
    titles = {name: field.title(language()) for name, field in fields.items()}
    with st.container(horizontal=True, key="explore_controls", vertical_alignment="bottom"):
        name = view.sort.removeprefix("-")
        filters.choose(
            "explore_sort",
            _("Urutkan menurut"),
            {"": _("Urutan tersimpan"), **titles},
            name,
            lambda value: address.go(view, sort=value),
            width=280,
        )
        if name:
            turned = view.sort.startswith("-")
            st.button(
                _("Menurun") if turned else _("Menaik"),
                key="explore_turn",
                icon=":material/arrow_downward:" if turned else ":material/arrow_upward:",
                help=_("Balik urutannya"),
                on_click=lambda: address.go(view, sort=name if turned else f"-{name}"),
            )
        chosen = columns(view)
        label = _("Kolom: {shown} dari {all}").format(
            shown=formats.number(len(chosen)), all=formats.number(len(fields))
        )
        with st.popover(label, icon=":material/view_column:", key="explore_columns"):
            _choose_columns(view, table, titles, chosen)


def _choose_columns(view: View, table: Table, titles: dict[str, str], chosen: list[str]) -> None:
    key = f"explore_columns_{table.name}"
    st.session_state[key] = chosen

    def write(names: list[str]) -> None:
        is_usual = not names or names == first_columns(table)
        address.go(view, columns="" if is_usual else ",".join(names))

    st.multiselect(
        _("Kolom yang tampil, menurut urutannya"),
        list(titles),
        key=key,
        format_func=titles.__getitem__,
        placeholder=_("Pilih kolom"),
        on_change=lambda: write(list(st.session_state[key])),
    )
    with st.container(horizontal=True):
        st.button(_("Semua kolom"), key="columns_all", on_click=lambda: write(list(titles)))
        st.button(_("Kolom bawaan"), key="columns_first", on_click=lambda: write([]))


def _count(asked: Selection, total: int, number: int, here: int) -> None:
    """Say how many rows there are, which of them are shown, and how to go on from one."""
    first = (number - 1) * EACH_PAGE
    said = ngettext("{count} baris", "{count} baris", total).format(count=formats.number(total))
    every = explore.total(_parts(Selection(asked.table, ())))
    if every != total:
        said = _("{rows} dari {total}").format(rows=said, total=formats.number(every))
    place = _("tampil {first}–{last}").format(
        first=formats.number(first + 1), last=formats.number(first + here)
    )
    how = _(
        "Pilih satu baris (papan tik: Shift+Spasi) untuk membuka isinya, "
        "atau judul kolom untuk mengurutkan seluruh tabel."
    )
    st.caption(f"**{said}** · {place}. {how}")


def _grid(view: View, table: Table, rows: pd.DataFrame, shown: list[str], total: int) -> None:
    """Draw the rows; a picked one is opened below, a picked heading sorts the whole table and not only this page."""
    keys = [edit.key_of(table, rows, place) for place in range(len(rows))]
    # Another page is another table: what was picked in the one before is not picked in it.
    state = repr((view.table, view.filters, view.sort, view.columns, view.page, view.region, view.program))
    key = f"explore_rows_{hashlib.sha256(state.encode()).hexdigest()[:8]}"

    def picked() -> None:
        selected = st.session_state[key]["selection"]
        if selected["columns"]:
            name = str(selected["columns"][0])
            address.go(view, sort=f"-{name}" if view.sort == name else name)
        else:
            address.go(view, key=keys[selected["rows"][0]] if selected["rows"] else "")

    def words() -> pd.DataFrame:
        return data.made((state, view.edition, tuple(keys)), lambda: explore_words.shown(table, rows, shown))

    if deck.is_on():
        titles = {name: table.field(name).title(language()) for name in shown if name not in SOURCE}
        numbers = [titles[name] for name in titles if table.field(name).type in ("integer", "number")]
        body = deck.Rows(lambda: words()[list(titles)].rename(columns=titles), total, tuple(numbers))
        deck.add(table.title(language()), body, plain(explore_words.described(view)))
        return
    with st.container(key="explore_grid"):
        st.dataframe(
            words(),
            key=key,
            hide_index=True,
            height=HEIGHT if len(rows) > FITTING else "auto",
            column_config={name: _column(table.field(name), view.sort) for name in shown},
            selection_mode=["single-row", "single-column"],
            on_select=picked,
        )


def _column(field: Field, sort: str) -> ColumnConfig:
    """Return how a column is headed: its title, its id and meaning on hover, numbers to the right."""
    mark = {field.name: " ↑", f"-{field.name}": " ↓"}.get(sort, "")
    is_number = field.type in ("integer", "number")
    return st.column_config.TextColumn(
        f"{field.title(language())}{mark}",
        help=f"`{field.name}` · {plain(field.description(language()))}",
        alignment="right" if is_number else "left",
        width="medium" if field.name in (*WIDE, *REGIONS) else None,
    )


def _pages(view: View, pages: int, number: int) -> None:
    """Draw the ways to other pages."""
    if pages == 1:
        return
    with st.container(horizontal=True, key="explore_pages", vertical_alignment="bottom"):
        st.session_state["explore_page"] = number
        st.pagination(
            pages,
            key="explore_page",
            on_change=lambda: address.go(view, page=_written(st.session_state["explore_page"])),
        )
        st.session_state["explore_jump"] = number
        st.number_input(
            _("Ke halaman"),
            key="explore_jump",
            min_value=1,
            max_value=pages,
            step=1,
            width=160,
            on_change=lambda: address.go(view, page=_written(st.session_state["explore_jump"])),
        )


def _written(page: int) -> str:
    return "" if page == 1 else str(page)


def _files(view: View, total: int) -> None:
    """Offer all filtered rows as files, each made when its link is opened."""
    kinds = [kind for kind in explore_files.KINDS if kind != "xlsx" or total <= MOST_SHEET_ROWS]
    links = [_link(view, kind) for kind in kinds]
    st.html(f'<div class="file-links">{" ".join(links)}</div>')
    count = ngettext("{count} baris", "{count} baris", total).format(count=formats.number(total))
    said = [
        _("Berkasnya memuat {rows} dengan kolom yang tampil, dan kode sebagaimana tersimpan.").format(
            rows=count
        )
    ]
    if "xlsx" not in kinds:
        said.append(explore_files.sheet_full())
    elif total >= SLOW_ROWS:
        said.append(_("XLSX sebesar ini memerlukan beberapa menit; CSV dan Parquet lebih cepat."))
    st.caption(" ".join(said))


def _link(view: View, kind: str) -> str:
    target = address.link(f"{explore_files.PATH}.{kind}", view, page="", key="")
    label = _("Unduh {kind}").format(kind=_name(kind))
    return f'<a class="file-link" href="{html.escape(target)}" download>{html.escape(label)}</a>'


def _name(kind: str) -> str:
    return "Parquet" if kind == "parquet" else kind.upper()


def _query(asked: Selection, number: int) -> None:
    """Offer the page's question as SQL."""
    with st.popover(_("Lihat kueri"), type="tertiary", icon=":material/code:"):
        wanted: Statement = explore.statement(asked, EACH_PAGE, (number - 1) * EACH_PAGE)
        st.code(wanted.sql, language="sql", wrap_lines=True)
        values = ", ".join(f"${name} = {value!r}" for name, value in wanted.params.items())
        st.caption(_("Parameter: {values}").format(values=f"`{values}`" if values else "—"))


def _nothing(view: View, table: Table) -> None:
    """Say that no row fits, why, and what can be done."""
    name = table.title(language())
    if explore.total(_parts(Selection(table.name, ()))):
        frame.empty(
            _("Tidak ada baris yang cocok"),
            _("Tabel {table} berisi, tetapi tidak satu barisnya memenuhi {filters}.").format(
                table=plain(name), filters=plain(explore_words.described(view))
            ),
            _("Longgarkan atau lepas saringannya."),
        )
        return
    frame.empty(
        _("Tabel {table} masih kosong").format(table=plain(name)),
        plain(table.description(language())),
        _("Unggah tabel ini beserta sumbernya; templatnya ada di Unggah data.")
        if table.uploadable
        else _("Tabel ini diisi oleh program, bukan lewat unggahan."),
    )
    if table.uploadable:
        st.page_link(
            UPLOAD,
            label=_("Unggah data"),
            icon=":material/upload_file:",
            query_params=address.carried(table=table.name),
        )
