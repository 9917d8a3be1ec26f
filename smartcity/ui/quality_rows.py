"""Rows that did not pass a check, in words: what each is about, what was found, and its source."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from smartcity import formats
from smartcity.contract import Check, load_contract
from smartcity.findings.quality import period_name
from smartcity.ui import data, filters, history_words, source_links, tables
from smartcity.ui.address import NATION
from smartcity.words import _, ngettext

WITH_IDS = ("published_figure", "pilot", "award", "event")
"""Tables whose key is an id that says little to people."""

_NUMBER = re.compile(r"(?<![\d.-])\d+\.\d+(?![\d.-])")
_ID = re.compile(r" \([a-z0-9]+(?:-[a-z0-9]+)+\)$")
_WORD = re.compile(r"[a-z_]+")


def worded(check: Check, rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return offending rows in words; of very many only the first, which are drawn, the rest as they stand."""
    keys = [str(key) for key in rows["row_key"]]
    named = _named(check.table, keys[:most])
    return rows.assign(
        row_words=[_row(check.table, key, named) if place < most else key for place, key in enumerate(keys)],
        found=[found(check, str(detail)) for detail in rows["detail"]],
        source_title=[_source(check.table, key, named) for key in keys],
    )


def _named(table: str, keys: list[str]) -> dict[str, Mapping[str, Any]]:
    """Return what rows with ids for keys are about, by id."""
    if table not in WITH_IDS:
        return {}
    ids = json.dumps([json.loads(key)[0] for key in keys], ensure_ascii=False)
    answer = data.ask("named_rows", table_name=table, ids=ids)
    rows = [{str(name): value for name, value in row.items()} for row in answer.to_dict("records")]
    return {str(row["id"]): row for row in rows}


def _row(table: str, key: str, named: dict[str, Mapping[str, Any]]) -> str:
    """Return what a row is about: its key in words, without its source, which has a column of its own."""
    values = history_words.key_values(table, key)
    about = named.get(str(next(iter(values.values()))))
    if about:
        return _about(table, about)
    return " · ".join(
        history_words.word(table, column, value, values)
        for column, value in values.items()
        if value != "" and column != "source_title"
    )


def _about(table: str, row: Mapping[str, Any]) -> str:
    what = source_links.figure_words(row) if table == "published_figure" else str(row["text"])
    code = str(row["region_code"] or "")
    place = filters.region_name(NATION) if code == NATION else str(row["region_name"]) if code else ""
    period = period_name(row) if row["program"] or row["edition"] else ""
    return " · ".join(part for part in (period, what, place) if part)


def _source(table: str, key: str, named: dict[str, Mapping[str, Any]]) -> str:
    """Return the title of a row's source, '' where the row is not among those that were looked up."""
    known = load_contract().tables[table]
    if "source_title" in known.key:
        return str(history_words.key_values(table, key)["source_title"])
    about = named.get(str(json.loads(key)[0]))
    return "" if about is None or formats.is_missing(about["source_title"]) else str(about["source_title"])


def found(check: Check, detail: str) -> str:
    """Return what was found: the column and its value, in words and with numbers as people write them."""
    column, _mark, value = detail.partition(": ")
    names = ", ".join(history_words.header(check.table, name) for name in column.split(", "))
    if not value:
        return names
    return _("{columns}: {value}").format(columns=names, value=_value(check.name, value))


def _value(check: str, text: str) -> str:
    if check == "contradicting_scores":
        score, mark, source = text.partition(" (")
        return _numbers(score) + mark + source
    if check == "contradicting_figures":
        return _numbers(_ID.sub("", text))
    if check == "figure_below_names":
        return _doubtful(text)
    if check == "stage_order":
        stages = tables.value_names("participation", "stage")
        return _WORD.sub(lambda word: stages.get(word.group(), word.group()), text)
    return _numbers(text) if check in ("grade_differs", "score_range", "weights_sum") else text


def _numbers(text: str) -> str:
    return _NUMBER.sub(lambda number: formats.short_number(float(number.group()), 4), text)


def _doubtful(text: str) -> str:
    """Return by how much names exceed a figure, and how many are in doubt; Pertentangan lists them."""
    numbers, mark, names = text.partition(": ")
    count = len(names.split("), ")) if mark else 0
    said = ngettext("{numbers}; {count} daerah meragukan", "{numbers}; {count} daerah meragukan", count)
    return said.format(numbers=numbers, count=formats.number(count))
