"""Tables: headers in words, numbers as people write them, rows that can be picked."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import findings, formats
from smartcity.contract import load_contract
from smartcity.export import tables as export
from smartcity.findings.events import frequency_name
from smartcity.ui import data, deck
from smartcity.ui.headers import COMPUTED
from smartcity.words import _, language

Names = Mapping[str, Mapping[str, str]]
"""The words for the ids of columns."""

# Columns that serve links and sorting, not reading.
HIDDEN = (
    "figure",
    "pilot",
    "scope_code",
    "spbe_comparable",
    "source_url",
    "source",
    "sources",
    "contradicting",
    "furthest_ordinal",
    "province_code",
    "larger_than_previous",
    "layers",
    "of_unit",
    "year",
    "month",
)
# Columns that hold the ids of another column.
SAME_IDS = {"best_confidence": "confidence", "furthest_stage": "stage"}
SHARES = ("of_previous", "of_first", "share_known")
SCORES = (
    "score",
    "score_before",
    "score_after",
    "recomputed",
    "spbe_score",
    "province_score",
    "national_score",
    "others_lower",
    "others_median",
    "others_upper",
    "value",
)
DATES = (
    "reached_on",
    "as_of",
    "assessed_on",
    "starts_on",
    "ends_on",
    "given_on",
    "start_on",
    "due_on",
    "finished_on",
    "updated_on",
    "newest",
    "dated",
    "last_on",
)


def header(column: str, table: str = "") -> str:
    """Return the words for a column: as the contract names it in that table, else of what queries compute."""
    tables = load_contract().tables
    if table and column in tables[table].columns:
        return tables[table].field(column).title(language())
    if column in COMPUTED:
        return _(COMPUTED[column])
    for known in tables.values():
        if column in known.columns:
            return known.field(column).title(language())
    return column


def formatter(column: str) -> Callable[[Any], str]:
    """Return how a column's values are written."""
    if column in SHARES:
        return formats.percent
    if column in SCORES:
        return lambda value: formats.short_number(value, 2)
    if column in DATES:
        return formats.date
    if column == "made_at":
        return formats.moment
    return _write


def _write(value: Any) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int | float) and not formats.is_missing(value):
        return formats.short_number(value, 2)
    return formats.MISSING if formats.is_missing(value) else str(value)


def show(
    table: pd.DataFrame,
    *,
    key: str,
    of: str = "",
    columns: Sequence[str] = (),
    values: Names | None = None,
    on_pick: Callable[[int], None] | None = None,
    height: int | None = None,
    made_of: Hashable | None = None,
    most: int | None = None,
    title: str = "",
) -> None:
    """Draw a table.

    `of` is the table of the contract that names its columns; `columns` chooses and orders them; `values` gives the
    words for the ids of a column; `on_pick` is called with the position of a row that the person picks. With
    `made_of`, which names all that the rows depend on, the table is prepared once for everybody. Of a table longer
    than `most` the first rows are drawn, and all of them can be downloaded. `title` stands over it in Mode paparan.
    """
    if deck.is_on():
        _slide(table, title, of, columns or tuple(table.columns), values or {})
        return
    if most and len(table) > most:
        _say_cut(table, key, most)
        table = table.head(most)
    chosen = _chosen(columns or tuple(table.columns))

    def prepare() -> Any:
        return _prepared(table, chosen, key, of, dict(values or {}))

    options: dict[str, Any] = {}
    if on_pick:
        options = {"selection_mode": "single-row", "on_select": lambda: _picked(key, on_pick)}
    link = {"source_url": st.column_config.LinkColumn(_("Tautan"), display_text=_("buka"))}
    st.dataframe(
        prepare() if made_of is None else data.made(("table", key, made_of), prepare),
        key=key,
        hide_index=True,
        height=height or "auto",
        placeholder=formats.MISSING,
        column_config={column: header(column, of) for column in chosen} | link,
        **options,
    )


def _chosen(columns: Sequence[str]) -> list[str]:
    """Return the columns that are for reading, in the language in use."""
    other = "_id" if language() == "en" else "_en"
    return [column for column in columns if column not in HIDDEN and not column.endswith(other)]


def _slide(table: pd.DataFrame, title: str, of: str, columns: Sequence[str], values: Names) -> None:
    """Add a slide of the first rows; where they come from stands in its footer, but in a list of sources."""
    listed = _chosen(columns)
    unneeded = {"code", "source_title"} - ({"source_title"} & set(listed[:1]))
    chosen = [column for column in listed if column not in unneeded]
    headers = {column: header(column, of) for column in chosen}

    def make() -> pd.DataFrame:
        shown = _worded(table.head(deck.MOST_ROWS), chosen, of, values)
        written = {column: [formatter(column)(value) for value in shown[column]] for column in chosen}
        return pd.DataFrame({headers[column]: texts for column, texts in written.items()}, dtype="str")

    numeric = tuple(
        headers[column]
        for column in chosen
        if pd.api.types.is_numeric_dtype(table[column]) and table[column].dtype != bool
    )
    found = table["source_title"].dropna() if "source_title" in table else ()
    deck.add(title, deck.Rows(make, len(table), numeric), sources=tuple(map(str, found)))


def _prepared(table: pd.DataFrame, chosen: Sequence[str], key: str, of: str, values: Names) -> Any:
    """Return the chosen columns with words for ids, and how each value is written."""
    shown = _worded(table, chosen, of, values)
    if "source_url" in table and "source_title" in chosen:
        shown["source_url"] = table["source_url"].where(
            table["source_url"].fillna("").str.match(r"https?://"), None
        )
    for column in chosen:
        if shown[column].dtype == bool:
            shown[column] = shown[column].map(_write)
    written: dict[Any, Any] = {column: formatter(column) for column in chosen}
    # Styling costs most of a table's time; a table of nothing but words does without.
    if all(shown[column].dtype == "str" and written[column] is _write for column in chosen):
        return shown
    # With a name of its own instead of a random one it is the same in every run, and is not sent again.
    styled: Any = shown.style.set_uuid(key).format(written)
    # Streamlit has the values written anew at every run, by these two methods: cells onto the values as text.
    translated = styled._translate(False, False)
    texts = _texts(translated, shown)
    styled._translate = lambda *_arguments: {**translated, "body": []}
    styled.data.astype = lambda *_arguments: texts
    return styled


def _worded(table: pd.DataFrame, chosen: Sequence[str], of: str, values: Names) -> pd.DataFrame:
    """Return the chosen columns with words for ids."""
    shown = table[list(chosen)].copy()
    for column, words in ({column: _words(column, of) for column in chosen} | dict(values)).items():
        if words and column in shown:
            shown[column] = shown[column].map(lambda id_, words=words: words.get(id_, id_))
    for column, name in NAMED.items():
        if column in shown:
            shown[column] = shown[column].map(name)
    return shown


def _texts(translated: Mapping[str, Any], shown: pd.DataFrame) -> pd.DataFrame:
    """Return a table's values as they are written."""
    rows = [
        [str(cell["display_value"]) for cell in row if cell["type"] == "td"] for row in translated["body"]
    ]
    return pd.DataFrame(rows, shown.index, shown.columns, dtype="str")


def _say_cut(table: pd.DataFrame, key: str, most: int) -> None:
    """Say that only the first rows follow, and offer all of them."""
    text = _("{count} baris pertama dari {total}; semuanya ada dalam unduhan.")
    with st.container(horizontal=True, key=f"cut_{key}", vertical_alignment="center"):
        st.caption(text.format(count=formats.number(most), total=formats.number(len(table))), width="content")
        st.download_button(
            _("Unduh semua (CSV)"),
            data=data.in_this_language(lambda: export.csv(table)),
            file_name=data.file_name(key, "csv"),
            mime="text/csv",
            key=f"all_{key}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )


def _picked(key: str, on_pick: Callable[[int], None]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        on_pick(int(rows[0]))


def _words(column: str, table: str) -> dict[str, str]:
    """Return the words for the ids of a column: as the contract names them in that table, else in any."""
    tables = load_contract().tables
    ids = SAME_IDS.get(column, column)
    known = [tables[table]] if table and ids in tables[table].columns else tables.values()
    fields = [each.field(ids) for each in known if ids in each.columns]
    return {id_: field.value_title(id_, language()) for field in fields for id_ in field.values}


def _table_list(ids: str) -> str:
    names = table_names()
    return ", ".join(names.get(id_, id_) for id_ in ids.split(", "))


def layer_list(ids: Any) -> str:
    """Return the layers of ICT services that an event addresses in words; the contract parts them by semicolons."""
    if formats.is_missing(ids):
        return formats.MISSING
    names = value_names("event", "ict_layers")
    return "; ".join(names.get(id_.strip(), id_.strip()) for id_ in str(ids).split(";"))


# Columns that hold ids which are no values of the contract. What is read aloud is the cell itself, not how it is
# formatted, so the words are put into the cell.
NAMED = {
    "grade_by_rule": findings.grade_name,
    "spbe_grade": findings.grade_name,
    "tables": _table_list,
    "frequency": frequency_name,
    "ict_layers": layer_list,
}


def value_names(table: str, column: str) -> dict[str, str]:
    """Return the words for the allowed values of a column, as the contract names them."""
    field = load_contract().tables[table].field(column)
    return field.value_titles(language())


def all_value_names(table: str) -> dict[str, dict[str, str]]:
    """Return the words for the values of every column of a table that has a list of them."""
    fields = load_contract().tables[table].fields
    return {field.name: value_names(table, field.name) for field in fields if field.enum or field.values}


def table_names() -> dict[str, str]:
    """Return the name of each table."""
    return {name: table.title(language()) for name, table in load_contract().tables.items()}
