"""Questions from a command line: which there are, what each still needs, and the answer with its types as they are."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from smartcity import queries
from smartcity.store import Snapshot
from smartcity.terminal.usage import UseError
from smartcity.words import _

OPTIONS = {"program": ("program", "framework_program"), "region": ("region", "code", "parent")}
"""Which parameters an option fills; any other option fills the one that is called like it."""


def catalogue() -> list[dict[str, Any]]:
    """Return name, what it answers and parameters of every question."""
    return [
        {"name": name, "answers": queries.sentence(name), "parameters": list(queries.parameters(name))}
        for name in queries.NAMES
    ]


def parameters(name: str, options: Mapping[str, str | None], pairs: Sequence[str]) -> dict[str, Any]:
    """Return a question's parameters from options, `key=value` pairs and defaults; raise UseError if one is amiss."""
    wanted = queries.parameters(name)
    given: dict[str, Any] = {}
    for option, value in options.items():
        if value is not None:
            filled = [each for each in OPTIONS.get(option, (option,)) if each in wanted]
            given.update(dict.fromkeys(filled or [option], value))
    given.update(_pair(pair) for pair in pairs)
    if unknown := [each for each in given if each not in wanted]:
        text = _("Kueri {name} tidak memakai {unknown}.")
        raise UseError(text.format(name=name, unknown=_listed(unknown)))
    if missing := [each for each in wanted if each not in given and each not in queries.USUAL]:
        text = _("Kueri {name} memerlukan {missing}.")
        raise UseError(text.format(name=name, missing=_listed(missing)))
    return {each: _typed(each, given[each]) if each in given else queries.USUAL[each]() for each in wanted}


def _pair(pair: str) -> tuple[str, str]:
    key, equals, value = pair.partition("=")
    if not (key and equals):
        raise UseError(_("Tulis --param sebagai nama=nilai, bukan {pair}.").format(pair=pair))
    return key, value


def _typed(parameter: str, text: str) -> Any:
    try:
        if parameter == "limit":
            return int(text)
        return date.fromisoformat(text).isoformat() if parameter == "today" else text
    except ValueError:
        message = _("Isian {parameter}={text} tidak dapat dipakai; contoh: {parameter}={example}.")
        example = queries.USUAL[parameter]()
        raise UseError(message.format(parameter=parameter, text=text, example=example)) from None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(_as_written(name) for name in names)


def _as_written(parameter: str) -> str:
    """Return how a parameter is given: by its option, or by --param where it has none."""
    for option, filled in OPTIONS.items():
        if parameter in filled:
            return f"--{option}"
    return f"--{parameter}" if parameter in ("edition", "stage", "by") else f"--param {parameter}=…"


def ask(snapshot: Snapshot, name: str, given: Mapping[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns and rows of an answer as Python values: whole numbers with gaps stay whole."""

    def answer(cursor: duckdb.DuckDBPyConnection) -> tuple[list[str], list[tuple[Any, ...]]]:
        found = cursor.execute(queries.sql(name), dict(given) or None)
        return [str(column[0]) for column in found.description], found.fetchall()

    try:
        return snapshot.ask(answer)
    except duckdb.Error as error:
        text = _("Kueri {name} tidak dapat dijawab dengan parameter itu: {reason}.")
        reason = str(error).splitlines()[0].rstrip(".")
        raise UseError(text.format(name=name, reason=reason)) from error
