"""The data package and all bundled CSV files, looked at from outside and by our own checks."""

import csv
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package, Schema

from smartcity.contract import Contract, Field, Table, load_contract, quoted
from smartcity.settings import DATA

CONTRACT = load_contract()
PACKAGE: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
TABLES = list(CONTRACT.tables.values())
COLUMNS = [(table, field) for table in TABLES for field in table.fields]
GROUPS = ("reference", "facts", "system")
DESIGN_UPLOADS = {
    "participation": {"program", "edition", "region_code", "stage"},
    "published_figure": {"figure", "value", "measure"},
    "pilot": {"pilot", "region_code", "title", "kind", "status"},
    "assessment": {"framework", "edition", "region_code", "indicator"},
    "event": {"event", "title", "starts_on"},
    "attendance": {"event", "region_code"},
    "agency": {"region_code", "agency", "name"},
    "award": {"award", "region_code", "title"},
    "event_session": {"event", "ordinal", "title"},
    "edition": {"program", "edition", "label_id", "label_en"},
    "framework": {"framework", "name_id", "name_en"},
    "indicator": {"framework", "indicator", "level", "ordinal", "name_id", "name_en"},
    "grade": {"framework", "grade", "name_id", "name_en"},
    "headline_exception": {"table_name", "row_key", "reason"},
}


def named(item: object) -> str:
    """Name a parametrised table or column in the test's id."""
    return item.name if isinstance(item, Table | Field) else str(item)


def problems(folder: Path) -> list[str]:
    """Return what frictionless finds wrong with a package and its files."""
    report = Package(str(folder / "datapackage.json")).validate()
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [f"{error.type}: {error.message}" for error in errors]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key_text(text: str) -> str:
    """Reduce a heading as a person types it: case, spaces and signs don't matter."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def repeated(texts: Iterable[str]) -> list[str]:
    return [text for text, times in Counter(map(key_text, texts)).items() if times > 1]


@pytest.fixture(scope="module")
def loaded() -> duckdb.DuckDBPyConnection:
    """Load all bundled files by the contract's types."""
    connection = duckdb.connect()
    for table in TABLES:
        connection.execute(table.ddl())
        typed = ", ".join(from_text(table, field) for field in table.fields)
        connection.execute(
            f"insert into {quoted(table.name)} select {typed} from read_csv(?, all_varchar = true, header = true,"
            " delim = ',', quote = '\"', escape = '\"')",
            [str(DATA / table.path)],
        )
    return connection


def from_text(table: Table, field: Field) -> str:
    column = quoted(field.name)
    if field.name in table.key and field.type == "string":
        return f"coalesce({column}, '')"
    return f"cast({column} as {field.sql_type})"


def test_frictionless_finds_nothing_wrong() -> None:
    assert problems(DATA) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the package with its tables, to spoil them."""
    shutil.copy(DATA / "datapackage.json", tmp_path)
    for group in GROUPS:
        shutil.copytree(DATA / group, tmp_path / group, ignore=shutil.ignore_patterns("*json"))
    return tmp_path


def test_frictionless_finds_planted_errors(copy: Path) -> None:
    """Each in its own file: a missing file, a wrong value, a repeated key, an unknown region, a wrong header."""
    (copy / "facts/award.csv").unlink()
    spoil(
        copy / "facts/pilot.csv",
        lambda lines: [lines[0], lines[1].replace("quick_win", "quickwin"), *lines[2:]],
    )
    spoil(copy / "reference/stage.csv", lambda lines: [*lines, lines[-1]])
    spoil(copy / "facts/agency.csv", lambda lines: [lines[0], "99.99,Dinas,Dinas,"])
    spoil(copy / "system/batch.csv", lambda lines: [lines[0].replace("batch", "number", 1)])
    assert sorted({problem.split(":")[0] for problem in problems(copy)}) == [
        "constraint-error",
        "foreign-key",
        "incorrect-label",
        "primary-key",
        "scheme-error",
    ]


def spoil(path: Path, change: Any) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(change(lines)) + "\n", encoding="utf-8")


def test_own_checks_find_nothing_wrong(loaded: duckdb.DuckDBPyConnection) -> None:
    found = [(check.name, row) for check in CONTRACT.checks() for row in loaded.execute(check.sql).fetchall()]
    assert found == []


def test_every_row_was_loaded(loaded: duckdb.DuckDBPyConnection) -> None:
    counts = {
        table.name: loaded.execute(f"select count(*) from {quoted(table.name)}").fetchall()
        for table in TABLES
    }
    assert counts == {table.name: [(len(rows(DATA / table.path)),)] for table in TABLES}
    assert [name for name, ((count,),) in counts.items() if count == 0] == [
        "headline_exception",
        "agency",
        "batch",
        "change",
    ]


def test_each_csv_file_is_a_table_and_each_table_a_file() -> None:
    files = {str(path.relative_to(DATA)) for group in GROUPS for path in (DATA / group).glob("*.csv")}
    assert files == {table.path for table in TABLES}
    assert {table.path for table in TABLES} == {f"{table.group}/{table.name}.csv" for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_a_file_is_utf8_with_lf_and_sorted_by_key(table: Table) -> None:
    raw = (DATA / table.path).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8").splitlines()[0] == ",".join(table.columns)
    numbers = {name for name in table.key if table.field(name).type == "integer"}
    keys = [
        tuple(int(row[k]) if k in numbers else row[k] for k in table.key) for row in rows(DATA / table.path)
    ]
    assert keys == sorted(keys)


def test_package_names_and_sources() -> None:
    assert (PACKAGE["profile"], PACKAGE["name"]) == ("tabular-data-package", "smartcity")
    assert all(PACKAGE[word] for word in ("title", "title_en", "description", "description_en", "version"))
    assert [licence["path"] for licence in PACKAGE["licenses"]] == ["README.md"]
    assert all(source["title"] and source["path"] for source in PACKAGE["sources"])


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_a_table_has_its_words_in_both_languages(table: Table) -> None:
    check_words([table.titles, table.descriptions])
    assert table.group in GROUPS
    assert repeated(field.title("id") for field in table.fields) == []
    assert repeated(field.title("en") for field in table.fields) == []


def check_words(texts: Iterable[Any]) -> None:
    for text in texts:
        assert set(text) == {"id", "en"}
        assert all(words == words.strip() and words for words in text.values())


@pytest.mark.parametrize(("table", "field"), COLUMNS, ids=named)
def test_a_column_has_its_words_and_example_in_both_languages(table: Table, field: Field) -> None:
    check_words([field.titles, field.descriptions, field.examples])
    check_words(value.titles for value in field.values.values())
    assert all(field.description(lang).endswith(".") for lang in ("id", "en"))
    assert field.description("id") != field.description("en")
    assert 2 <= len(field.synonyms) <= 8


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=lambda resource: str(resource["name"]))
def test_examples_obey_their_own_column(resource: dict[str, Any]) -> None:
    schema = Schema.from_descriptor(resource["schema"])
    for item, field in zip(resource["schema"]["fields"], schema.fields, strict=True):
        for example in (item["example"], item["example_en"]):
            cell, notes = field.read_cell(example)
            assert notes is None, (field.name, notes)
            assert cell is not None


def test_examples_refer_to_rows_that_exist(loaded: duckdb.DuckDBPyConnection) -> None:
    wrong = []
    for table in TABLES:
        for key in table.foreign_keys:
            same = " and ".join(f"cast({quoted(name)} as varchar) = ?" for name in key.target_columns)
            examples = [table.field(name).example for name in key.columns]
            answer = loaded.execute(
                f"select count(*) from {quoted(key.table)} where {same}", examples
            ).fetchall()
            wrong += [(table.name, key.columns, examples)] if answer == [(0,)] else []
    no_rows_are_bundled = {("change", "batch"), ("pilot", "agency"), ("assessment", "agency")}
    assert {(name, columns[-1]) for name, columns, _ in wrong} == no_rows_are_bundled


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_headings_of_a_table_name_one_column_each(table: Table) -> None:
    """Name, titles and synonyms: whatever a person writes above a column fits at most one."""
    headings = [
        heading
        for field in table.fields
        for heading in {key_text(text) for text in (field.name, *field.titles.values(), *field.synonyms)}
    ]
    assert repeated(headings) == []


@pytest.mark.parametrize(("table", "field"), [pair for pair in COLUMNS if pair[1].values], ids=named)
def test_words_for_a_value_mean_one_value_each(table: Table, field: Field) -> None:
    words = [
        word
        for name, value in field.values.items()
        for word in {key_text(text) for text in (name, *value.titles.values(), *value.synonyms)}
    ]
    assert repeated(words) == []
    assert field.enum in ((), tuple(field.values))


def test_reduced_dates_share_one_pattern() -> None:
    patterns = {field.pattern for _, field in COLUMNS if field.reduced_date}
    dates = {field.name for _, field in COLUMNS if field.reduced_date}
    assert len(patterns) == 1
    assert dates == {
        field.name for _, field in COLUMNS if field.name.endswith("_on") or field.name == "as_of"
    }


def test_what_an_upload_must_have() -> None:
    uploads = [table for table in TABLES if table.uploadable]
    required = {
        table.name: {field.name for field in table.fields if field.upload_required} for table in uploads
    }
    assert required == DESIGN_UPLOADS
    assert CONTRACT.tables["assessment"].filled == ("score", "grade_published", "rank_published")
    assert [table.name for table, field in COLUMNS if field.upload_required and not table.uploadable] == []


def test_what_stays_internal() -> None:
    assert {(table.name, field.name) for table, field in COLUMNS if field.internal} == {
        ("region_alias", "added_by"),
        ("headline_exception", "added_by"),
        ("pilot", "budget_idr"),
        ("pilot", "note"),
        ("assessment", "assessor"),
        ("batch", "made_by"),
        ("batch", "file_name"),
    }


def test_foreign_keys_lead_to_keys() -> None:
    for table in TABLES:
        for key in table.foreign_keys:
            assert key.target_columns == CONTRACT.tables[key.table].key
            assert set(key.columns) <= set(table.columns)


def test_every_column_that_names_a_region_or_program_is_a_reference() -> None:
    """An orphan cannot slip in through a column that was forgotten."""
    named_so = {"region_code", "scope_code", "program", "framework", "event"}
    orphans = [
        (table.name, field.name)
        for table, field in COLUMNS
        if field.name in named_so
        and (field.name,) != table.key
        and not any(field.name in key.columns for key in table.foreign_keys)
    ]
    assert orphans == []


@pytest.mark.parametrize(
    ("column", "path", "key"),
    [
        ("program", "reference/program.csv", "program"),
        ("stage", "reference/stage.csv", "stage"),
    ],
)
def test_value_words_agree_with_the_table_that_names_them(column: str, path: str, key: str) -> None:
    values = CONTRACT.tables["participation"].field(column).values
    stated = {(row[key], row["name_id"], row["name_en"]) for row in rows(DATA / path)}
    assert {(name, value.titles["id"], value.titles["en"]) for name, value in values.items()} == stated


def test_every_measure_in_use_has_words() -> None:
    used = {row["measure"] for row in rows(DATA / "facts/published_figure.csv")}
    assert used - set(CONTRACT.tables["published_figure"].field("measure").values) == set()


def test_the_statuses_and_dimensions_of_the_design() -> None:
    def words(column: str) -> dict[str, str]:
        field = CONTRACT.tables["pilot"].field(column)
        return {value: field.value_title(value, "id") for value in field.enum}

    assert words("status") == {
        "nominated": "Diusulkan",
        "planned": "Direncanakan",
        "preparing": "Persiapan",
        "running": "Berjalan",
        "delayed": "Terlambat",
        "completed": "Selesai",
        "stopped": "Dihentikan",
        "evaluated": "Dievaluasi",
    }
    assert list(words("dimension")) == [
        "governance",
        "branding",
        "economy",
        "living",
        "society",
        "environment",
    ]
    assert words("confidence") == {"official": "Resmi", "high": "Tinggi", "medium": "Sedang", "low": "Rendah"}


def test_the_contract_is_read_once() -> None:
    assert load_contract() is load_contract()
    assert isinstance(CONTRACT, Contract)
