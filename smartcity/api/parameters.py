"""Parameters of the API as models: those of the questions, by their names, and those of tables, from the contract."""

import re
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from smartcity import queries
from smartcity.contract import Field as Column
from smartcity.contract import Table, load_contract
from smartcity.queries.explore_filters import (
    LONGEST_VALUE,
    MOST_VALUES,
    OF_PROGRAM,
    TESTS,
    Filter,
    kind,
)
from smartcity.queries.visible import visible
from smartcity.words import N_, _, language

MOST_ROWS, USUAL_ROWS = 10_000, 100
# An offset beyond any table, and one that DuckDB can count.
LAST_OFFSET = 1_000_000_000_000
REGION = r"^[0-9]{2}(\.[0-9]{2})?$"
DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
# A day that there is, from 1900 to 2099.
DAY = (
    r"^((19|20)[0-9]{2}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
    r"|((19|20)(0[48]|[2468][048]|[13579][26])|2000)-02-29)$"
)
# Nothing that no file and no form can hold.
TEXT = r"^[^\x00]*$"
_ITEM = r'"[^"\\\x00-\x1f]*"'
IDS = rf"^\[({_ITEM}(,{_ITEM})*)?\]$"
PAIRS = rf"^\[(\[{_ITEM},{_ITEM}\](,\[{_ITEM},{_ITEM}\])*)?\]$"
# Servers and proxies take no longer addresses, where each character may be written as twelve.
LONGEST_LIST = 4_000

DESCRIBED = {
    "agency": N_("Id perangkat daerah."),
    "batch": N_("Nomor unggahan."),
    "before": N_("Periode pembanding."),
    "before_framework": N_("Instrumen periode pembanding."),
    "by": N_("Menurut apa dikelompokkan: province, island_group, level; program, dimension."),
    "code": N_("Kode wilayah Kemendagri."),
    "codes": N_("Kode wilayah dengan koma di antaranya; kosong untuk semua."),
    "digest": N_("SHA-256 berkas."),
    "dimension": N_("Dimensi kota cerdas."),
    "edition": N_("Periode: angkatan atau tahun penilaian."),
    "event": N_("Id kegiatan."),
    "framework": N_("Id instrumen penilaian."),
    "framework_program": N_("Id program pemilik instrumen."),
    "frequency": N_("Seberapa sering hadir: often, seldom, never."),
    "ids": N_("Id sebagai daftar JSON."),
    "kind": N_("Jenis."),
    "limit": N_("Banyaknya baris paling banyak."),
    "measure": N_("Ukuran atau indikator."),
    "mode": N_("Cara kegiatan berlangsung."),
    "month": N_("Bulan, 01 sampai 12; 00 bila tidak diketahui."),
    "offset": N_("Banyaknya baris yang dilewati."),
    "parent": N_("Kode wilayah induk."),
    "pilot": N_("Id percontohan."),
    "program": N_("Id program."),
    "region": N_("Kode wilayah; 00 untuk seluruh Indonesia."),
    "row_key": N_("Kunci baris sebagai daftar JSON."),
    "source": N_("Id sumber."),
    "stage": N_("Id tahap."),
    "status": N_("Status percontohan."),
    "table_name": N_("Nama tabel."),
    "text": N_("Teks yang dicari."),
    "today": N_("Hari yang dianggap hari ini (TTTT-BB-HH)."),
    "year": N_("Tahun; 0000 bila tidak diketahui."),
}
"""What each parameter of the questions means."""


Asked = TypeVar("Asked", bound=BaseModel)


class Common(BaseModel):
    """What every address understands."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True)

    lang: Annotated[Literal["id", "en"] | None, Field(description=N_("Bahasa kalimat dalam jawaban."))] = None


class Formed(Common):
    """What every address understands that answers in more than one form."""

    format: Annotated[Literal["json", "csv"], Field(description=N_("Bentuk jawaban."))] = "json"


def read(request: Request, model: type[Asked]) -> Asked:
    """Return the parameters of a request. Raises RequestValidationError where they are not those of the model.

    FastAPI would read them itself, but it remembers no more than 128 models, and we have one for each question.
    """
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    lists = {field.alias for field in model.model_fields.values() if "list[" in str(field.annotation)}
    single = {
        name: found[0] if len(found) == 1 and name not in lists else found for name, found in given.items()
    }
    try:
        return model.model_validate(single)
    except ValidationError as error:
        found = [{**each, "loc": ("query", *each["loc"])} for each in error.errors()]
        raise RequestValidationError(found) from None


def described(model: type[BaseModel]) -> dict[str, Any]:
    """Return the parameters of a model as the description of an address lists them."""
    return _described_in(language(), model)


@cache
def _described_in(_language: str, model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    needed = schema.get("required", ())
    return {"parameters": [_described(name, of, name in needed) for name, of in schema["properties"].items()]}


def _described(name: str, schema: dict[str, Any], needed: bool) -> dict[str, Any]:
    kept = {key: value for key, value in schema.items() if key not in ("title", "description", "anyOf")}
    given: dict[str, Any] = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), {})
    if kept.get("default", 0) is None:
        del kept["default"]
    said = _(schema.get("description", ""))
    return {"name": name, "in": "query", "required": needed, "description": said, "schema": {**given, **kept}}


def of_question(name: str, base: type[BaseModel]) -> type[BaseModel]:
    """Return the parameters of a question; those that '' leaves open need not be given."""
    return _of_question_in(language(), name, base)


@cache
def _of_question_in(_language: str, name: str, base: type[BaseModel]) -> type[BaseModel]:
    fields: dict[str, Any] = {each: _of_question(name, each) for each in queries.parameters(name)}
    return _model(f"question_{name}_{base.__name__}", base, fields)


def _of_question(name: str, parameter: str) -> tuple[Any, Any]:
    said = _(DESCRIBED.get(parameter, ""))
    if parameter in ("limit", "offset"):
        least, most, rows = (1, MOST_ROWS, 10) if parameter == "limit" else (0, LAST_OFFSET, 0)
        return int, Field(rows, ge=least, le=most, description=said)
    if parameter == "batch":
        return int, Field(ge=0, le=LAST_OFFSET, description=said)
    pattern = _pattern(name, parameter)
    longest = LONGEST_LIST if parameter in ("ids", "codes") else LONGEST_VALUE
    if parameter == "today":
        return str | None, Field(None, pattern=pattern, description=said)
    usual: Any = "00" if parameter == "region" else "" if parameter in optional(name) else ...
    return str, Field(usual, pattern=pattern, max_length=longest, description=said)


def _pattern(name: str, parameter: str) -> str:
    if parameter in ("region", "code", "parent"):
        return REGION
    if parameter == "ids":
        return PAIRS if "[[" in queries.sql(name) else IDS
    return DAY if parameter == "today" else TEXT


@cache
def optional(name: str) -> frozenset[str]:
    """Return the parameters of a question for which '' means that they do not matter."""
    found = re.findall(r"\$([a-z_]+) (?:=|<>) ''", queries.sql(name))
    return frozenset([*found, "text"])


def of_table(table: Table) -> type[BaseModel]:
    """Return the parameters of a table: a page, an order, columns, and the tests that each column knows."""
    return _of_table_in(language(), table.name)


@cache
def _of_table_in(_language: str, name: str) -> type[BaseModel]:
    table = load_contract().tables[name]
    open_, every = ([field.name for field in visible(table, internal=internal)] for internal in (False, True))
    either = "|".join(re.escape(name) for name in every)
    fields: dict[str, Any] = {
        "columns": _optional(
            str,
            _("Kolom yang diminta, dengan koma di antaranya; semua bila kosong."),
            pattern=rf"^({either})(,({either}))*$",
        ),
        "sort": _optional(
            str,
            _("Kolom untuk mengurutkan; tanda - di depannya membalik urutan."),
            pattern=rf"^-?({either})$",
        ),
        "limit": _optional(
            int,
            _("Baris per halaman; tanpa ini JSON memberi {usual} dan CSV memberi semuanya.").format(
                usual=USUAL_ROWS
            ),
            ge=1,
            le=MOST_ROWS,
        ),
        "offset": (int, Field(0, ge=0, le=LAST_OFFSET, description=_("Banyaknya baris yang dilewati."))),
        "version": _optional(
            int, _("Versi data yang diharapkan; 409 bila data sudah berubah."), ge=1, le=LAST_OFFSET
        ),
    }
    for field in visible(table, internal=True):
        for test in TESTS[kind(table, field.name)]:
            if test != "filled" and (test != "of" or field.name in OF_PROGRAM):
                name = f"{field.name}.{test}"
                fields[name.replace(".", "__")] = _of_column(table, field, test, name, field.name in open_)
    return _model(f"table_{table.name}", Formed, fields)


def _of_column(table: Table, field: Column, test: str, name: str, is_open: bool) -> tuple[Any, Any]:
    of = kind(table, field.name)
    said = _(_TESTS[test]).format(column=field.title(language()))
    said = said if is_open else f"{said} {internal_words()}"
    if test == "empty":
        return _optional(Literal["true", "false"], said, alias=name)
    if test == "is":
        one: Any = Annotated[str, Field(max_length=LONGEST_VALUE, pattern=TEXT)]
        one = Literal["true", "false"] if of == "boolean" else one
        return _optional(list[one], said, alias=name, min_length=1, max_length=MOST_VALUES)
    if of == "number":
        return _optional(float, said, alias=name, allow_inf_nan=False)
    limits = {"max_length": LONGEST_VALUE, "pattern": {"in": REGION, "has": TEXT, "of": TEXT}.get(test, DATE)}
    return _optional(str, said, alias=name, min_length=1, **limits)


_TESTS = {
    "is": N_("{column} salah satu dari nilai ini; dapat diulang."),
    "has": N_("{column} memuat teks ini."),
    "from": N_("{column} mulai dari nilai ini."),
    "to": N_("{column} sampai dengan nilai ini."),
    "in": N_("{column} adalah wilayah ini atau di dalamnya."),
    "of": N_("{column} milik program ini."),
    "empty": N_("{column} kosong (true) atau terisi (false)."),
}


def internal_words() -> str:
    """Return how the description of a column says that it is not for everybody."""
    return _("Hanya untuk yang boleh melihat data internal.")


def filters(asked: BaseModel) -> tuple[Filter, ...]:
    """Return the filters among the parameters of a table."""
    found = []
    for name, value in asked.model_dump(exclude_none=True).items():
        column, mark, test = name.partition(".")
        if mark and test == "empty":
            found.append(Filter(column, "empty" if value == "true" else "filled"))
        elif mark:
            values = value if isinstance(value, list) else [value]
            found.append(Filter(column, test, tuple(str(each) for each in values)))
    return tuple(found)


def _optional(of: Any, said: str, **limits: Any) -> tuple[Any, Any]:
    return of | None, Field(None, description=said, **limits)


def _model(name: str, base: type[BaseModel], fields: dict[str, Any]) -> type[BaseModel]:
    made: type[BaseModel] = create_model(name, __base__=base, **fields)
    return made
