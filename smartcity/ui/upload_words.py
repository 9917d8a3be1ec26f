"""Words for what files and tables hold: targets of columns, values, keys of rows, regions."""

from collections.abc import Mapping
from typing import Any

from smartcity import formats, words
from smartcity.contract import Table
from smartcity.intake.choices import PROVINCE, REGION_LEVEL, REGION_NAME, Target
from smartcity.intake.examining import reference_of
from smartcity.intake.indicator_headers import families
from smartcity.intake.reference import Reference, Row
from smartcity.ui import data, filters, tables
from smartcity.words import N_, _, language

HELPERS = {
    PROVINCE: N_("Provinsi (membantu mengenali wilayah)"),
    REGION_NAME: N_("Nama wilayah (di samping kodenya)"),
    REGION_LEVEL: N_("Tingkat wilayah (kabupaten atau kota)"),
}
INDEX = "index"
REGIONS = ("region_code", "scope_code")


def reference() -> Reference:
    """Return the programs, instruments, stages and so on that this run's version knows."""

    def make() -> Reference:
        with data.store().read(data.version()) as snapshot:
            return reference_of(snapshot)

    return data.made("reference", make)


def regions() -> dict[str, str]:
    """Return every region by code with its province beside its name."""

    def make() -> dict[str, str]:
        found = data.ask("regions_listed")
        return {
            row["region_code"]: region_label(row["name"], row["province"], row["region_code"])
            for row in found.to_dict("records")
        }

    return data.made("regions listed", make)


def region_label(name: str, province: Any, code: str) -> str:
    """Return how a region is offered: its name, its province, its code."""
    where = "" if formats.is_missing(province) or province == name else f", {province}"
    return f"{name}{where} ({code})"


def target(wanted: Target, table: Table) -> str:
    """Return what a column means in words: Nilai · Kebijakan · 2022."""
    if not wanted.field:
        return _("Tidak dipakai")
    if wanted.field in HELPERS:
        return _(HELPERS[wanted.field])
    told = (told_by_header(name, text) for name, text in wanted.sets)
    return " · ".join((table.field(wanted.field).title(language()), *told))


def told_by_header(name: str, text: str) -> str:
    """Return what the header of a wide column tells: an indicator, a stage, an edition."""
    if name == "stage":
        stages = {row["stage"]: words.local(row, "name") for row in reference().stage}
        return stages.get(text, text)
    return _("Indeks") if (name, text) == ("indicator", INDEX) else text


def value(column: str, stored: Any, table: Table) -> str:
    """Return a value of a table as people write it."""
    if formats.is_missing(stored):
        return _("(kosong)")
    text, field = str(stored), table.field(column)
    if column in REGIONS:
        return regions().get(text, text)
    if field.values:
        return field.value_title(text, language())
    if column in tables.DATES:
        return formats.date(text)
    if field.type in ("number", "integer"):
        return formats.short_number(text, 6)
    return named(column).get(text, text)


def named(column: str) -> Mapping[str, str]:
    """Return the names of the ids that a column may hold, of the tables that others refer to."""
    rows: Mapping[str, tuple[Row, ...]] = {
        "program": reference().program,
        "framework": reference().framework,
        "stage": reference().stage,
    }
    if column == "event":
        return {row["event"]: row["title"] for row in reference().event}
    return {row[column]: words.local(row, "name") for row in rows.get(column, ())}


def cell(column: str, row: Mapping[str, Any], table: Table) -> str:
    """Return one value of a row as people write it; what an indicator is called depends on its instrument."""
    if column == "indicator" and "framework" in row:
        return indicator(str(row["framework"]), str(row[column]))
    return formats.MISSING if formats.is_missing(row[column]) else value(column, row[column], table)


def key(parts: Mapping[str, Any], table: Table) -> str:
    """Return which row is meant, in words."""
    return " · ".join(cell(name, parts, table) for name in parts if not formats.is_missing(parts[name]))


def indicator(framework: str, id_: str) -> str:
    """Return the name of an indicator; the same id means another one in another instrument."""

    def make() -> dict[tuple[str, str], str]:
        rows = reference().indicator
        return {(row["framework"], row["indicator"]): words.local(row, "name") for row in rows}

    return data.made("indicator names", make).get((framework, id_), id_)


def indicators(framework: str) -> list[str]:
    """Return the indicators of an instrument, named with or without its version, in the words that an upload takes."""
    names = (
        INDEX if row["indicator"] == INDEX else words.local(row, "name")
        for row in reference().indicator
        if row["framework"].startswith(framework.casefold())
    )
    return list(dict.fromkeys(names))


def offered(column: str, table: Table, constants: Mapping[str, str]) -> dict[str, str]:
    """Return what may be chosen as the one value of a column; nothing where it is to be typed."""
    field = table.field(column)
    program = program_of(constants)
    if column == "edition" and program:
        return filters.editions(program)
    if column == "stage" and program:
        return filters.stages(program)
    if column == "framework":
        return _frameworks()
    if column == "indicator":
        return {name: told_by_header(column, name) for name in indicators(constants.get("framework", ""))}
    if column in REGIONS:
        return regions()
    if field.values:
        return {id_: field.value_title(id_, language()) for id_ in field.enum or field.values}
    return dict(named(column))


def program_of(known: Mapping[str, Any]) -> str:
    """Return the program that is named, else that of the instrument, which may be named without its version."""
    if known.get("program"):
        return str(known["program"])
    wanted, family = known.get("framework"), families(reference())
    programs = {row["framework"]: row["program"] for row in reference().framework}
    found = (program for name, program in programs.items() if wanted in (name, family[name]))
    return next(found, "")


def _frameworks() -> dict[str, str]:
    """Return the instruments, and before them those with several versions as one."""
    found = families(reference())
    shared = dict.fromkeys(family for framework, family in found.items() if family != framework)
    text = _("{name} (versi menurut periode)")
    return {name: text.format(name=name) for name in shared} | dict(named("framework"))
