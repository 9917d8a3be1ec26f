"""The parts of the data contract: tables, columns, keys and allowed values, read from the data package."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smartcity.words import PSEUDO, pseudo

SQL_TYPES = {
    "string": "varchar",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "datetime": "timestamp",
}


@dataclass(frozen=True)
class Value:
    """One allowed value of a column: how it is shown and what else people write for it."""

    titles: Mapping[str, str]
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One column of a table."""

    name: str
    type: str
    required: bool
    upload_required: bool
    enum: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    pattern: str | None
    reduced_date: bool
    internal: bool
    examples: Mapping[str, str]
    synonyms: tuple[str, ...]
    values: Mapping[str, Value]
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]

    @property
    def example(self) -> str:
        """Return an example as it would stand in a CSV file."""
        return self.examples["id"]

    @property
    def sql_type(self) -> str:
        """Return the column's type in DuckDB."""
        return SQL_TYPES[self.type]

    @property
    def range_text(self) -> str:
        """Return the bounds in signs that both languages share, or nothing."""
        if self.minimum is not None and self.maximum is not None:
            return f"{self.minimum} … {self.maximum}"
        if self.minimum is not None:
            return f"≥ {self.minimum}"
        return f"≤ {self.maximum}" if self.maximum is not None else ""

    def title(self, lang: str) -> str:
        """Return the column's heading in a language."""
        return in_language(self.titles, lang)

    def description(self, lang: str) -> str:
        """Return what the column means in a language."""
        return in_language(self.descriptions, lang)

    def value_title(self, value: str, lang: str) -> str:
        """Return how a value is shown; a value that the contract does not name is shown as it is."""
        known = self.values.get(value)
        return in_language(known.titles, lang) if known else value

    def value_titles(self, lang: str) -> dict[str, str]:
        """Return how each allowed value is shown."""
        return {value: self.value_title(value, lang) for value in self.enum or self.values}


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must be found in another table wherever all of them are filled in."""

    columns: tuple[str, ...]
    table: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table; `path` is its CSV file inside the data folder."""

    name: str
    group: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    foreign_keys: tuple[ForeignKey, ...]
    filled: tuple[str, ...]
    path: str
    uploadable: bool
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns in their order."""
        return tuple(field.name for field in self.fields)

    @property
    def region_column(self) -> str:
        """Return the column that says to which region a row belongs, '' if the table has none."""
        return next((name for name in ("region_code", "scope_code") if name in self.columns), "")

    def field(self, name: str) -> Field:
        """Return a column by its name; an unknown one is a KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name}.{name}")

    def title(self, lang: str) -> str:
        """Return the table's name in a language."""
        return in_language(self.titles, lang)

    def description(self, lang: str) -> str:
        """Return what the table holds in a language."""
        return in_language(self.descriptions, lang)

    def row_key_sql(self, alias: str = "") -> str:
        """Return the SQL expression for a row's key as a JSON array text."""
        prefix = f"{alias}." if alias else ""
        return f"cast(json_array({', '.join(prefix + quoted(name) for name in self.key)}) as varchar)"

    def ddl(self) -> str:
        """Return the statement that creates the table: types, and NOT NULL for key and required columns."""
        columns = []
        for field in self.fields:
            always = " not null" if field.required or field.name in self.key else ""
            columns.append(f"{quoted(field.name)} {field.sql_type}{always}")
        return f"create table {quoted(self.name)} ({', '.join(columns)})"


def _both(item: Mapping[str, Any], name: str) -> dict[str, str]:
    return {"id": item[name], "en": item[f"{name}_en"]}


def read_table(resource: Mapping[str, Any]) -> Table:
    """Read a table from a resource of the data package."""
    schema = resource["schema"]
    keys = [*schema.get("foreignKeys", []), *schema.get("partialForeignKeys", [])]
    return Table(
        name=resource["name"],
        group=resource["group"],
        key=tuple(schema["primaryKey"]),
        fields=tuple(_field(item) for item in schema["fields"]),
        foreign_keys=tuple(_foreign_key(resource["name"], key) for key in keys),
        filled=tuple(schema.get("requiredAny", ())),
        path=resource["path"],
        uploadable=resource["uploadable"],
        titles=_both(resource, "title"),
        descriptions=_both(resource, "description"),
    )


def _foreign_key(table: str, key: Mapping[str, Any]) -> ForeignKey:
    """Read a foreign key; the standard writes an empty resource name for the table itself."""
    target = key["reference"]
    return ForeignKey(tuple(key["fields"]), target["resource"] or table, tuple(target["fields"]))


def _field(item: Mapping[str, Any]) -> Field:
    constraints = item.get("constraints", {})
    values = {
        value: Value({"id": known["id"], "en": known["en"]}, tuple(known["synonyms"]))
        for value, known in item.get("values", {}).items()
    }
    return Field(
        name=item["name"],
        type=item["type"],
        required=constraints.get("required", False),
        upload_required=item.get("upload_required", False),
        enum=tuple(constraints.get("enum", ())),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        pattern=constraints.get("pattern"),
        reduced_date=item.get("reduced_date", False),
        internal=item.get("internal", False),
        examples=_both(item, "example"),
        synonyms=tuple(item["synonyms"]),
        values=values,
        titles=_both(item, "title"),
        descriptions=_both(item, "description"),
    )


def quoted(name: str) -> str:
    """Return a name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """Return a text in a language; the pseudo-locale marks the Indonesian one."""
    return pseudo(texts["id"]) if lang == PSEUDO else texts[lang]
