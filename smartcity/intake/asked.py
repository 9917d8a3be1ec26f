"""What a command or a program asks of a file, written as words, becomes decisions about it."""

from collections.abc import Sequence

from smartcity.contract import load_contract
from smartcity.errors import SmartcityError
from smartcity.intake.choices import Choices
from smartcity.words import _


class Unusable(SmartcityError):  # noqa: N818 (said by the person as a state, not as an error)
    """What was asked cannot be done with this table; `where` is the option that asks it."""

    def __init__(self, where: str, message: str) -> None:
        self.where = where
        super().__init__(message)


def uploadable() -> list[str]:
    """Return the names of the tables that files are loaded into."""
    return [name for name, each in load_contract().tables.items() if each.uploadable]


def choices(
    table: str,
    *,
    constants: Sequence[str] = (),
    replace: str | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    dashes: str = "",
) -> Choices:
    """Return the decisions; `constants` are column=value, `replace` is program:edition, `dashes` begin an option."""
    if table not in uploadable():
        text = _("Tabel {name} tidak dapat dimuat; yang dapat: {known}.")
        raise Unusable("table", text.format(name=table, known=", ".join(uploadable())))
    columns = load_contract().tables[table].columns
    return Choices(
        sheet=sheet,
        encoding=encoding,
        delimiter=delimiter,
        constants=dict(_pair(text, columns, dashes) for text in constants),
        replace=None if replace is None else _replaced(replace, columns, dashes),
    )


def _pair(text: str, columns: Sequence[str], dashes: str) -> tuple[str, str]:
    column, sign, value = text.partition("=")
    if not sign or not value or column not in columns:
        message = _("Tulis {option} kolom=nilai dengan salah satu kolom ini: {columns}.")
        raise Unusable("set", message.format(option=f"{dashes}set", columns=", ".join(columns)))
    return column, value


def _replaced(text: str, columns: Sequence[str], dashes: str) -> tuple[str, str]:
    option = f"{dashes}replace"
    program, _sign, edition = text.partition(":")
    if not program or not edition:
        message = _("Tulis {option} PROGRAM:PERIODE, misalnya gmsc:2022.")
        raise Unusable("replace", message.format(option=option))
    if "edition" not in columns or not {"program", "framework"} & set(columns):
        message = _("Tabel ini tidak dibagi menurut program dan periode; {option} tidak dapat dipakai.")
        raise Unusable("replace", message.format(option=option))
    return program, edition
