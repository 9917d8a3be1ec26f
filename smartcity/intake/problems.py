"""What is wrong with a file, each a value: where, which value, which rule, and what to do, in both languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from smartcity.checks import integrity_checks
from smartcity.contract import Field, load_contract
from smartcity.errors import SmartcityError
from smartcity.intake.sentences import SENTENCES
from smartcity.words import _, language

CODES = (
    "file_unreadable",
    "file_empty",
    "row_malformed",
    "column_missing",
    "column_unknown",
    "value_required",
    "type_invalid",
    "value_not_allowed",
    "value_out_of_range",
    "key_duplicate",
    "region_unknown",
    "region_ambiguous",
    "region_suggested",
    "reference_unknown",
    "stage_out_of_order",
    "changed_meanwhile",
    "not_permitted",
)
"""All kinds of problems."""

WARNINGS = ("column_unknown", "stage_out_of_order")
"""Kinds that reject no row."""


NUMERIC_CHECKS = ("score_range",)
"""Integrity checks whose finding is made of numbers."""

_NEEDLESS_ZERO = re.compile(r"(?<=[0-9])\.0(?![0-9])")
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    `row` is the line as a spreadsheet shows it, None where the file as a whole is meant; `column` the header as the
    person wrote it; `value` the cell as it stands. `rule` names the sentence (`sentences.py`), `details` fill it.
    `candidates` are region codes or column names that may have been meant, the likeliest first.
    """

    row: int | None
    column: str
    value: str
    code: str
    rule: str
    details: Mapping[str, Any] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()

    @property
    def is_warning(self) -> bool:
        """Return whether the row is taken all the same."""
        return self.code in WARNINGS

    @property
    def message(self) -> str:
        """Return what is wrong, in the language in use."""
        return _(SENTENCES[self.rule][0]).format(**self._filled())

    @property
    def fix(self) -> str:
        """Return what to do, in the language in use."""
        return _(SENTENCES[self.rule][1]).format(**self._filled())

    def _filled(self) -> dict[str, Any]:
        """Return what fills the sentences; some details bring with them what the contract or a check says."""
        given = {"column": self.column, "value": self.value, "row": self.row, **self.details}
        return {**given, **_of_columns(given), **_of_check(given)}


def _of_columns(given: Mapping[str, Any]) -> dict[str, str]:
    """Return what the contract says of the column (or the columns) of a table that a problem names."""
    if "table" not in given or "field" not in given:
        return {}
    return _of_contract(given["table"], given["field"], given.get("target", ""), language())


@lru_cache(maxsize=1_000)
def _of_contract(table_name: str, columns: str, target_name: str, lang: str) -> dict[str, str]:
    table = load_contract().tables[table_name]
    fields = [table.field(name) for name in columns.split("+")]
    allowed = (fields[0].value_title(value, lang) for value in fields[0].enum or fields[0].values)
    target = load_contract().tables.get(target_name)
    return {
        "title": fields[0].title(lang),
        "titles": ", ".join(each.title(lang) for each in fields),
        "example": _example(fields[0], lang),
        "allowed": ", ".join(allowed),
        "range": fields[0].range_text,
        "target": target.title(lang) if target else "",
    }


def _example(field: Field, lang: str) -> str:
    """Return an example of a column as people of a language write it."""
    example = field.examples["en" if lang == "en" else "id"]
    return _numbers(example) if field.type == "number" else example


def _numbers(text: str) -> str:
    """Return a text with its numbers as people write them: without needless zeros, with the language's decimal mark."""
    whole = _NEEDLESS_ZERO.sub("", text)
    return whole if language() == "en" else _POINT.sub(",", whole)


def _of_check(given: Mapping[str, Any]) -> dict[str, str]:
    """Return what an integrity check says."""
    if "check" not in given:
        return {}
    found = [check for check in integrity_checks() if check.name == given["check"]]
    if not found:
        return {}
    told = {"reason": found[0].reason(language()), "repair": found[0].fix(language())}
    return told | ({"found": _numbers(given["found"])} if found[0].name in NUMERIC_CHECKS else {})


class Unreadable(SmartcityError):  # noqa: N818 (said by the person as a state, not as an error)
    """The file as a whole cannot be used; `problem` says why (file_unreadable or file_empty)."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(f"{problem.message} {problem.fix}")
