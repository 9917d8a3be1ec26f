"""The checks that follow from the data contract: SQL over whole tables, with a reason and a fix."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from smartcity.contract_tables import Field, ForeignKey, Table, in_language, literal, quoted

SENTENCES: dict[str, tuple[str, str, str, str]] = {
    "unique": (
        "Tabel {table} memuat lebih dari satu baris dengan {columns} yang sama.",
        "Table {table} has more than one row with the same {columns}.",
        "Sisakan satu baris dan hapus atau gabungkan yang lain.",
        "Keep one row and remove or merge the others.",
    ),
    "required": (
        "{columns} pada tabel {table} kosong, padahal wajib diisi.",
        "{columns} in table {table} is empty although it is required.",
        "Isi kolom itu; contoh: {example}.",
        "Fill the column in; for example: {example}.",
    ),
    "filled": (
        "Tidak satu pun dari {columns} pada tabel {table} terisi.",
        "None of {columns} in table {table} is filled in.",
        "Isi sedikitnya satu di antaranya.",
        "Fill in at least one of them.",
    ),
    "reference": (
        "{columns} pada tabel {table} tidak ada dalam tabel {target}.",
        "{columns} in table {table} is not in table {target}.",
        "Perbaiki penulisannya, atau tambahkan dahulu ke tabel {target}.",
        "Correct the spelling, or add it to table {target} first.",
    ),
    "enum": (
        "{columns} pada tabel {table} berisi nilai yang tidak dikenal.",
        "{columns} in table {table} has a value that is not known.",
        "Pakai salah satu dari: {allowed}.",
        "Use one of: {allowed}.",
    ),
    "range": (
        "{columns} pada tabel {table} bukan angka yang mungkin ({range}).",
        "{columns} in table {table} is not a possible number ({range}).",
        "Perbaiki angkanya; contoh: {example}.",
        "Correct the number; for example: {example}.",
    ),
    "finite": (
        "{columns} pada tabel {table} bukan bilangan biasa.",
        "{columns} in table {table} is not an ordinary number.",
        "Tulis angkanya, misalnya {example}, atau kosongkan.",
        "Write the number, such as {example}, or leave it empty.",
    ),
    "pattern": (
        "{columns} pada tabel {table} tidak ditulis dalam bentuk yang diminta.",
        "{columns} in table {table} is not written in the form that is asked for.",
        "Tulis seperti contoh: {example}.",
        "Write it as in this example: {example}.",
    ),
    "date": (
        "{columns} pada tabel {table} bukan tanggal yang ada.",
        "{columns} in table {table} is not an existing date.",
        "Tulis tahun-bulan-hari, tahun-bulan, atau tahun saja; contoh: {example}.",
        "Write year-month-day, year-month or the year alone; for example: {example}.",
    ),
}
"""Reason in Indonesian and English, then fix in Indonesian and English, for each kind of check."""


@dataclass(frozen=True)
class Check:
    """A question to the whole database: `sql` returns offending rows as row_key, column_name, value."""

    name: str
    table: str
    severity: str
    sql: str
    reason_id: str
    reason_en: str
    fix_id: str
    fix_en: str

    def reason(self, lang: str) -> str:
        """Return what is wrong, in a language."""
        return in_language({"id": self.reason_id, "en": self.reason_en}, lang)

    def fix(self, lang: str) -> str:
        """Return what to do about it, in a language."""
        return in_language({"id": self.fix_id, "en": self.fix_en}, lang)


@dataclass(frozen=True)
class Rule:
    """What a table declares of its rows, one at a time: the SQL condition that an offending row fulfils."""

    kind: str
    columns: tuple[str, ...]
    condition: str
    target: str = ""


def table_checks(table: Table, tables: Mapping[str, Table]) -> Iterator[Check]:
    """Give the checks that a table declares; all of them are errors."""
    yield _check(table, "unique", table.key, _unique_sql(table))
    for rule in row_rules(table):
        sql = _rows_sql(table, rule.columns, rule.condition)
        yield _check(table, rule.kind, rule.columns, sql, tables.get(rule.target))


def row_rules(table: Table) -> Iterator[Rule]:
    """Give what a table declares of single rows; the rows stand in a relation named as the table."""
    if table.filled:
        condition = " and ".join(_empty(table.field(name)) for name in table.filled)
        yield Rule("filled", table.filled, condition)
    for key in table.foreign_keys:
        yield Rule("reference", key.columns, _unfound(table, key), key.table)
    for field in table.fields:
        for kind, condition in _conditions(field):
            yield Rule(kind, (field.name,), condition)


def _conditions(field: Field) -> Iterator[tuple[str, str]]:
    """Give the kinds of check that a column needs, each with the SQL condition of an offending row."""
    column = quoted(field.name)
    if field.required:
        yield "required", _empty(field)
    if field.enum:
        allowed = ", ".join(literal(value) for value in field.enum)
        yield "enum", f"{column} <> '' and {column} not in ({allowed})"
    if field.range_text:
        yield "range", _out_of_range(field)
    if field.type == "number":
        yield "finite", f"not isfinite({column})"
    if field.pattern:
        wrong = f"not regexp_full_match({column}, {literal(field.pattern)})"
        if field.reduced_date:
            wrong = f"({wrong} or length({column}) = 10 and try_cast({column} as date) is null)"
        yield "date" if field.reduced_date else "pattern", f"{column} <> '' and {wrong}"


def _empty(field: Field) -> str:
    column = quoted(field.name)
    return f"({column} is null or {column} = '')" if field.type == "string" else f"{column} is null"


def _out_of_range(field: Field) -> str:
    """Give the condition for a number outside its bounds; what is not finite has a check of its own."""
    column = quoted(field.name)
    parts = []
    if field.minimum is not None:
        parts.append(f"{column} < {field.minimum}")
    if field.maximum is not None:
        parts.append(f"{column} > {field.maximum}")
    outside = " or ".join(parts)
    return f"isfinite({column}) and ({outside})" if field.type == "number" else outside


def _rows_sql(table: Table, columns: tuple[str, ...], condition: str) -> str:
    return (
        f"select {table.row_key_sql()} as row_key, {literal(', '.join(columns))} as column_name, "
        f"{_value_sql(columns)} as value from {quoted(table.name)} where {condition}"
    )


def _value_sql(columns: Sequence[str]) -> str:
    """Return the offending value as text; those of several columns with commas between."""
    return f"concat_ws(', ', {', '.join(quoted(name) for name in columns)})"


def _unique_sql(table: Table) -> str:
    """Return the keys that occur more than once; the value is how often they do.

    Only keys whose hash occurs more than once are laid side by side: a million keys as texts fill a memory.
    """
    keys = ", ".join(quoted(name) for name in table.key)
    return (
        f"select {table.row_key_sql()} as row_key, {literal(', '.join(table.key))} as column_name, "
        f"cast(count(*) as varchar) as value from {quoted(table.name)} where hash({keys}) in "
        f"(select hash({keys}) from {quoted(table.name)} group by all having count(*) > 1) "
        f"group by {keys} having count(*) > 1"
    )


def _unfound(table: Table, key: ForeignKey) -> str:
    """Give the condition of a row whose reference is filled in and found nowhere."""
    filled = [f"not {_empty(table.field(name))}" for name in key.columns]
    pairs = zip(key.columns, key.target_columns, strict=True)
    same = " and ".join(
        f"target.{quoted(there)} = {quoted(table.name)}.{quoted(here)}" for here, there in pairs
    )
    return " and ".join([*filled, f"not exists (select 1 from {quoted(key.table)} as target where {same})"])


def _check(table: Table, kind: str, columns: tuple[str, ...], sql: str, target: Table | None = None) -> Check:
    indonesian, english = (_parts(table, columns, target, lang) for lang in ("id", "en"))
    reason_id, reason_en, fix_id, fix_en = SENTENCES[kind]
    return Check(
        name=f"{table.name}.{kind}.{'+'.join(columns)}",
        table=table.name,
        severity="error",
        sql=sql,
        reason_id=reason_id.format(**indonesian),
        reason_en=reason_en.format(**english),
        fix_id=fix_id.format(**indonesian),
        fix_en=fix_en.format(**english),
    )


def _parts(table: Table, columns: tuple[str, ...], target: Table | None, lang: str) -> dict[str, str]:
    """Give the words that fill a check's sentences."""
    field = table.field(columns[0])
    return {
        "table": table.title(lang),
        "columns": ", ".join(table.field(name).title(lang) for name in columns),
        "target": target.title(lang) if target else "",
        "example": field.examples[lang],
        "allowed": ", ".join(f"{value} ({field.value_title(value, lang)})" for value in field.enum),
        "range": field.range_text,
    }
