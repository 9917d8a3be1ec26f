"""The fields of Ubah satu baris: one for each column, made from the contract."""

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from smartcity import formats
from smartcity.contract import Field, Table
from smartcity.intake import form
from smartcity.intake.form import Row
from smartcity.intake.problems import Problem
from smartcity.ui import history_words
from smartcity.ui.text import plain
from smartcity.words import _, language

LONGEST = 5_000
NARROWEST = 300
# Texts that take more than a line.
LONG = ("note", "topics")
# Columns that decide what others can be chosen: the page is drawn anew when they change.
PARENTS = ("program", "framework", "region_code")
# Lists that may be left for a value that is not in them yet.
OPEN = ("measure", "agency")


def draw(
    prefix: str,
    table: Table,
    before: Row | None,
    start: Mapping[str, str],
    problems: Mapping[str, Sequence[Problem]],
) -> None:
    """Draw all fields; the key of a row that is there already stands fixed above them."""
    fixed = table.key if before else ()
    if before:
        _fixed(table, before)
    beside = {name: now(prefix, name, start.get(name, "")) for name in table.columns if name not in fixed}
    beside |= {name: before.values[name] for name in fixed if before}
    grid = st.grid(2, min_column_width=NARROWEST, key="edit_grid", gap="medium")
    for field in table.fields:
        if field.name not in fixed:
            with grid.cell(), st.container(key=f"{prefix}{field.name}_cell", gap="xsmall"):
                _field(prefix, table, field, start.get(field.name, ""), beside)
                for problem in problems.get(field.name, ()):
                    said(problem)


def now(prefix: str, name: str, otherwise: str) -> str:
    """Return what stands in a field now."""
    value = st.session_state.get(f"{prefix}{name}", otherwise)
    return "; ".join(value) if isinstance(value, list) else str(value or "")


def said(problem: Problem) -> None:
    """Say what is wrong and what to do."""
    text = plain(f"{problem.message} {problem.fix}")
    if problem.is_warning:
        st.warning(text, icon=":material/warning:")
    else:
        st.error(text, icon=":material/error:")


def _fixed(table: Table, before: Row) -> None:
    """Show the key of a row, which stays as it is."""
    lines = [
        f"**{plain(table.field(name).title(language()))}** · "
        + plain(history_words.word(table.name, name, before.values[name], before.values))
        for name in table.key
    ]
    st.markdown("  \n".join(lines))
    st.caption(_("Kunci baris tidak dapat diubah. Bila salah, hapus baris ini dan tambahkan yang benar."))


def _field(prefix: str, table: Table, field: Field, start: str, beside: Mapping[str, str]) -> None:
    key, label = f"{prefix}{field.name}", _label(field)
    names = history_words.names(table, field.name, beside)
    if _takes_several(field):
        _several(key, label, field, start)
    elif names:
        _one(key, label, table, field, start, names)
    elif field.name in LONG:
        st.text_area(
            label, start, key=key, max_chars=LONGEST, help=_help(field), height=110, on_change="ignore"
        )
    else:
        st.text_input(
            label,
            start,
            key=key,
            max_chars=LONGEST,
            help=_help(field),
            placeholder=_("mis. {example}").format(example=_example(field)),
            on_change="ignore",
        )


def _one(key: str, label: str, table: Table, field: Field, start: str, names: Mapping[str, str]) -> None:
    ids = ["", *names]
    if start and start not in ids:
        ids.append(start)
    is_region = field.name in history_words.REGIONS
    is_open = field.name in OPEN or (field.name == "edition" and not _refers(table, "edition"))

    def words(id_: str) -> str:
        name = names.get(id_, id_) or _("— kosong —")
        return f"{name} ({id_})" if is_region and id_ else name

    st.selectbox(
        label,
        ids,
        ids.index(start),
        format_func=words,
        key=key,
        help=_help(field),
        accept_new_options=is_open,
        on_change="rerun" if field.name in PARENTS else "ignore",
    )


def _several(key: str, label: str, field: Field, start: str) -> None:
    ids = list(field.values)
    st.multiselect(
        label,
        ids,
        [part for part in start.split("; ") if part in ids],
        format_func=lambda id_: field.value_title(id_, language()),
        key=key,
        help=_help(field),
        placeholder=_("Pilih satu atau lebih"),
        on_change="ignore",
    )


def _takes_several(field: Field) -> bool:
    """Return whether a column holds a list of its allowed values."""
    first = next(iter(field.values), "")
    return bool(first and field.pattern and re.fullmatch(field.pattern, f"{first}; {first}"))


def _refers(table: Table, name: str) -> bool:
    return any(name in key.columns for key in table.foreign_keys)


def _label(field: Field) -> str:
    # Not escaped: screen readers read a field's name as it stands, and titles come from the contract.
    title = field.title(language())
    return f"{title} *" if field.required or field.upload_required else title


def _example(field: Field) -> str:
    text = field.examples["en" if language() == "en" else "id"]
    return form.shown(field, text) if field.type in ("integer", "number") else text


def _help(field: Field) -> str:
    bounds = [formats.short_number(value) for value in (field.minimum, field.maximum) if value is not None]
    told = field.description(language())
    if len(bounds) == 2:
        told = _("{description} Dari {least} sampai {most}.").format(
            description=told, least=bounds[0], most=bounds[1]
        )
    return plain(told)
