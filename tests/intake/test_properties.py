"""Properties of uploads: no file breaks them, what is accepted is published and stays, what is exported comes back."""

import random
import shutil
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcity.contract import Field
from smartcity.draft import Draft
from smartcity.export import tables, templates
from smartcity.intake.choices import Choices
from smartcity.intake.examining import examine
from smartcity.intake.present import present_rows
from smartcity.intake.problems import Problem, Unreadable
from smartcity.intake.publishing import publish
from smartcity.intake.rejects import rejected_file, rejected_rows
from smartcity.intake.tidy import tidy
from smartcity.store import Store
from smartcity.words import in_language
from tests.intake.upload_kit import (
    ANI,
    LIMITS,
    TABLES,
    UPLOADS,
    counted,
    examined,
    fingerprint,
    load,
)

SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
pytestmark = pytest.mark.usefixtures("in_process")
QUICK = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=SHARED)
LONG = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=SHARED)
PUBLISHED = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=SHARED)
LONG_PUBLISHED = settings(max_examples=18, deadline=None, derandomize=True, suppress_health_check=SHARED)

WELL_KNOWN: dict[str, Sequence[str]] = {
    "program": ("gmsc", "GMSC", "spbe", "Gerakan Menuju Smart City", "entah"),
    "edition": ("2022", "2023", "Tahun 2022", "2022-S1", "2031", "2O22"),
    "region_code": ("16.01", "KAB. OKU", "Kota Bandung", "Bandung", "16.1", "32", "Atlantis", "'16.10"),
    "scope_code": ("00", "Indonesia", "16", "Jawa Barat", "99"),
    "stage": ("invited", "Terpilih", "Mengikuti penilaian", "entah"),
    "framework": ("spbe-2020", "SPBE", "gmsc-evaluation", "ietpd", "entah"),
    "indicator": ("index", "d1", "Kebijakan Internal SPBE", "governance", "entah"),
    "agency": ("bapenda", "Dinas Komunikasi", "diskominfo", "dishub"),
    "event": ("lok-1", "Lokakarya", "lok-2"),
    "measure": ("invited", "reached_stage", "regions", "Jumlah lain!"),
    "pilot": ("P-1", "P-2", "P-3"),
    "confidence": ("official", "Tinggi", "low", "yakin"),
    "source_title": ("Uji", "Laporan 2024", ""),
    "source_url": ("https://contoh.go.id/a", "contoh"),
    "ict_layers": ("network", "Jaringan; people", "network; people", "satelit"),
}
JUNK = (
    "",
    "-",
    "n/a",
    "null",
    "#REF!",
    "1e309",
    "NaN",
    "'",
    '"',
    "a\nb",
    "<b>",
    "\u202e",
    "=1+1",
    "1.234",
    " ",
)
NUMBERS = ("1", "3,52", "3.52", "1.234,5", "45%", "0", "-0", "1.000.000", "Rp1.500.000,00", "101", "seratus")
DATES = (
    "2022-04-21",
    "21/04/2022",
    "16 Januari 2024",
    "13-Des-2021",
    "2022",
    "2022-04",
    "30/02/2022",
    "44672",
)


def cell(field: Field) -> st.SearchStrategy[str]:
    """Return texts as people write them into a column, now and then something else."""
    if field.name in WELL_KNOWN:
        usual: Sequence[str] = WELL_KNOWN[field.name]
    elif field.values:
        usual = [*field.values, *(field.value_title(value, "id") for value in field.values)]
    elif field.type in ("integer", "number"):
        usual = NUMBERS
    elif field.pattern:
        usual = DATES
    else:
        usual = ("A", "Dinas Kominfo", "é ñ", 'kata "dikutip", lalu; tab\t|', "baris\nbaru", "=HYPERLINK(1)")
    return st.one_of(*[st.sampled_from(usual)] * 6, st.sampled_from(JUNK))


def heading(field: Field) -> st.SearchStrategy[str]:
    """Return what a column may be headed."""
    names = [field.name, field.name.upper(), f" {field.title('id')} ", field.title("en"), *field.synonyms]
    return st.sampled_from(names)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a table and a file for it that is mostly as it should be."""
    table = TABLES[draw(st.sampled_from(UPLOADS))]
    fields = [field for field in table.fields if field.upload_required or draw(st.booleans())]
    fields = draw(st.permutations(fields))
    lines = draw(st.lists(st.tuples(*map(cell, fields)), min_size=1, max_size=6))
    lines += draw(st.lists(st.sampled_from(lines), max_size=2))
    frame = pd.DataFrame([[draw(heading(field)) for field in fields], *map(list, lines)])
    separator = draw(st.sampled_from([",", ";", "\t", "|"]))
    return table.name, frame.to_csv(header=False, index=False, sep=separator).encode()


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a table and any bytes, or a file of which some bytes are not what they were."""
    table, content = draw(files())
    if draw(st.integers(0, 3)) == 0:
        return table, draw(st.binary(max_size=300))
    for _time in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(content)))
        end = draw(st.integers(place, min(place + 9, len(content))))
        content = content[:place] + draw(st.binary(max_size=9)) + content[end:]
    encoding = draw(st.sampled_from(["", "", "utf-16", "cp1252"]))
    if encoding:
        content = content.decode("utf-8", errors="replace").encode(encoding, errors="replace")
    return table, content


def check_any_bytes(store: Store, table: str, content: bytes, *, confident: bool) -> None:
    try:
        report = examine(store, content, "x.csv", table, Choices(), limits=LIMITS, confident=confident)
    except Unreadable:
        return
    try:
        counts = report.counts
        assert report.sheet.count == counts.added + counts.changed + counts.unchanged + counts.rejected
        assert min(counted(report)) >= 0
        assert (counts.rejected > 0) == bool({each.row for each in report.problems() if not each.is_warning})
        assert all(problem.message and problem.fix for problem in report.problems())
        assert len(list(rejected_rows(report))) <= counts.rejected
        assert report.facts["added"] == len(report.added_rows(limit=10_000))
        report.differences(), report.groups(), report.regions_asked(), list(report.resolved()), report.notes()
    finally:
        report.close()


@QUICK
@given(damaged(), st.booleans())
def test_whatever_bytes_come_in_rows_add_up(known: Store, file: tuple[str, bytes], confident: bool) -> None:
    check_any_bytes(known, *file, confident=confident)


@pytest.mark.slow
@LONG
@given(damaged(), st.booleans())
def test_whatever_bytes_come_in_rows_add_up_at_length(
    known: Store, file: tuple[str, bytes], confident: bool
) -> None:
    check_any_bytes(known, *file, confident=confident)


def check_accepted(store: Store, table: str, content: bytes) -> None:
    before, batch = fingerprint(store), store.current()
    with examined(store, content, table) as report:
        first = publish(report, store, content, caller=ANI, accept_valid=True)
        assert (first.version is None) == (first.counts.added + first.counts.changed == 0)
    after = fingerprint(store)

    again = load(store, content, table, accept_valid=True)

    assert (again.version, again.counts.added, again.counts.changed) == (None, 0, 0)
    assert again.counts.rejected == first.counts.rejected
    assert fingerprint(store) == after
    if first.version:
        assert store.undo(first.version, made_by="ani", reason="")[1] == []
        assert store.current() == batch + 2
    assert fingerprint(store) == before


@PUBLISHED
@given(files())
def test_what_is_accepted_is_published_stays_and_is_undone(own: Store, file: tuple[str, bytes]) -> None:
    check_accepted(own, *file)


@pytest.mark.slow
@LONG_PUBLISHED
@given(files())
def test_what_is_accepted_is_published_stays_and_is_undone_at_length(
    own: Store, file: tuple[str, bytes]
) -> None:
    check_accepted(own, *file)


def short(problems: Sequence[Problem]) -> list[tuple[str, str, str, str]]:
    return sorted((each.column, each.value, each.code, each.rule) for each in problems if not each.is_warning)


def check_rejected(store: Store, table: str, content: bytes) -> None:
    """Whatever is rejected is rejected for the same reasons when the file of it is uploaded again."""
    with examined(store, content, table) as report:
        if report.connection is None or not list(rejected_rows(report)):
            return
        told, count = rejected_file(report), len(list(rejected_rows(report)))
        lines = {line for line, _cells, _problems in rejected_rows(report)}
        wrong = short([each for each in report.problems() if each.row in lines])
    with examined(store, told, table) as report:
        assert (report.sheet.count, report.counts.rejected) == (count, count)
        assert short([each for each in report.problems() if each.row]) == wrong


@QUICK
@given(files())
def test_rejected_rows_are_rejected_again_for_the_same_reasons(known: Store, file: tuple[str, bytes]) -> None:
    check_rejected(known, *file)


@pytest.mark.slow
@LONG
@given(files())
def test_rejected_rows_are_rejected_again_at_length(known: Store, file: tuple[str, bytes]) -> None:
    check_rejected(known, *file)


Export = Callable[[str, pd.DataFrame], bytes]
EXPORTS: dict[str, Export] = {
    "csv": lambda _table, frame: tables.csv(frame),
    "xlsx": lambda _table, frame: tables.xlsx(frame),
    "csv template": lambda table, frame: templates.csv_template(TABLES[table], "id", frame),
    "English csv": lambda _table, frame: tables.csv(frame),
    "English csv template": lambda table, frame: templates.csv_template(TABLES[table], "en", frame),
    "xlsx template": lambda table, frame: templates.xlsx_template(TABLES[table], "id", frame),
}


CARRIED = [
    (table, export)
    for table in UPLOADS
    for export in EXPORTS
    if table in ("pilot", "assessment") or export in ("csv", "xlsx template")
]
"""Tables with the ways in which they are exported: all of them for the two with most kinds of columns."""


def exported(export: str, table: str, frame: pd.DataFrame) -> bytes:
    with in_language("en" if export.startswith("English") else "id"):
        return EXPORTS[export](table, frame)


@pytest.mark.parametrize(("table", "export"), CARRIED)
def test_what_is_exported_changes_nothing_when_it_is_uploaded(known: Store, table: str, export: str) -> None:
    with known.read() as snapshot:
        frame = present_rows(snapshot, table, "", "", "")

    with examined(known, exported(export, table, frame), table) as report:
        assert (counted(report), report.problems()) == ((0, 0, len(frame), 0), [])


ODD_TEXTS = (
    "=1+1",
    "+62 811",
    "-5 derajat",
    "@nama",
    "'kutip'",
    "''",
    "＝lebar",
    'ia berkata "ya"',
    "a;b,c|d\te",
    "baris\nbaru",
    "-1.5",
    "0012",
    "1e5",
    "12/03/2024",
    "TRUE",
    "null",
    "n/a",
    "Jumlah",
    "é ñ 北京 🏛️",
    "<script>alert(1)</script>",
    "{value} %s $1 \\n",
    "x" * 4_000,
)


def odd_rows(table: str, texts: Sequence[str]) -> pd.DataFrame:
    """Return rows of a table with given texts wherever any text may stand, as the store gives rows."""
    chance, lines = random.Random(len(texts)), []
    for number, text in enumerate(texts):
        line = {field.name: fitting(field, text, number, chance) for field in TABLES[table].fields}
        lines.append({**line, **REFERRED.get(table, {}), **own_key(table, number)})
    whole = [field.name for field in TABLES[table].fields if field.type == "integer"]
    return pd.DataFrame(lines, columns=list(TABLES[table].columns)).astype(dict.fromkeys(whole, "Int64"))


REFERRED: dict[str, dict[str, Any]] = {
    "edition": {"program": "gmsc"},
    "framework": {"program": "gmsc", "valid_from": 2021, "valid_to": 2025},
    "indicator": {"framework": "ietpd", "parent": None},
    "grade": {"framework": "ietpd"},
    "participation": {"program": "gmsc", "edition": "2022", "region_code": "16.02", "stage": "invited"},
    "published_figure": {"program": "gmsc", "edition": "2022", "scope_code": "16", "stage": "invited"},
    "pilot": {"region_code": "16.01", "agency": "bapenda", "program": "gmsc", "edition": "2022"},
    "assessment": {
        **{"framework": "gmsc-evaluation", "edition": "2022", "region_code": "16.02", "agency": ""},
        **{"indicator": "index", "grade_published": "Baik"},
    },
    "award": {"region_code": "16.01", "edition": "2022"},
    "headline_exception": {"table_name": "assessment"},
    "agency": {"region_code": "16.02"},
    "event": {"program": "gmsc"},
    "event_session": {"event": "lok-1"},
    "attendance": {"event": "lok-1"},
}


def own_key(table: str, number: int) -> dict[str, Any]:
    """Return what tells a row from the others where no text does."""
    keys: dict[str, dict[str, Any]] = {
        "edition": {"edition": str(1990 + number)},
        "framework": {"framework": f"uji-{number}"},
        "event_session": {"ordinal": 100 + number},
        "attendance": {"region_code": ATTENDING[number]},
        "headline_exception": {"row_key": f'["{number}", "a\\"b"]'},
    }
    return keys.get(table, {})


ATTENDING = [f"11.{number:02}" for number in range(1, 19)] + [f"12.{number:02}" for number in range(1, 24)]
NUMBERS_STORED = (0.1, 1234.5, 0.0001, 123456789.125, 3.0, 1 / 3, 0.0)


def fitting(field: Field, text: str, number: int, chance: random.Random) -> Any:
    """Return a value that a column may hold, a text where it takes any."""
    if field.type == "integer":
        return number + 1
    if field.type == "number":
        return chance.choice(NUMBERS_STORED) if field.maximum is None else 12.5
    if field.type == "datetime":
        return None
    if field.enum:
        return chance.choice(field.enum)
    if field.reduced_date or field.name == "starts_at":
        days = {"starts_on": "2020", "ends_on": "2021-05", "start_on": "2020-01-02"}
        return days.get(field.name, "2024-05-06")
    if field.pattern:
        fixed = {"measure": "invited", "ict_layers": "network; people"}
        return fixed.get(field.name, "https://contoh.go.id/=1")
    return text


def check_round_trip(store: Store, table: str, texts: Sequence[str], export: str) -> None:
    """Carry rows to a store that has none of them, and compare all that it would add."""
    frame = odd_rows(table, texts)
    with examined(store, exported(export, table, frame), table) as report:
        assert report.problems() == []
        found = report.added_rows(limit=len(frame))
        assert [[row[name] for name in TABLES[table].columns] for row in found] == frame.to_numpy(
            object
        ).tolist()


@pytest.mark.parametrize(("table", "export"), CARRIED)
def test_odd_texts_come_back_as_they_were(known: Store, table: str, export: str) -> None:
    check_round_trip(known, table, ODD_TEXTS, export)


def storable(text: str) -> bool:
    """Return whether a cell can hold a text for itself: nothing hidden in it, composed, nothing blank around it.

    An apostrophe before a digit or what makes a formula is the mark by which spreadsheets keep a text as it is.
    """
    return (
        unicodedata.normalize("NFC", text) == text == tidy(f"x{text}x")[1:-1]
        and text.strip() == text == tidy(text + "x")[:-1]
        and text not in ("", "-", "–", "—")
        and "�" not in text
        and (not text.startswith("'") or tidy(text) == text)
    )


TEXTS = st.lists(
    st.text(
        st.one_of(
            st.sampled_from("=+-@'\";,|\n\t 0a1.\u00e9"),
            st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")),
        ),
        max_size=12,
    ).filter(storable),
    min_size=1,
    max_size=12,
    unique=True,
)


@QUICK
@given(st.sampled_from(("agency", "award", "pilot")), TEXTS, st.sampled_from(list(EXPORTS)))
def test_any_texts_come_back_as_they_were(known: Store, table: str, texts: list[str], export: str) -> None:
    check_round_trip(known, table, texts, export)


@pytest.mark.slow
@LONG
@given(st.sampled_from(UPLOADS), TEXTS, st.sampled_from(list(EXPORTS)))
def test_any_texts_come_back_as_they_were_at_length(
    known: Store, table: str, texts: list[str], export: str
) -> None:
    check_round_trip(known, table, texts, export)


@pytest.mark.slow
def test_all_tables_carried_to_another_store_are_the_same_there(known_folder: Path, tmp_path: Path) -> None:
    source, target = (
        Store(Path(shutil.copytree(known_folder, tmp_path / name))) for name in ("one", "other")
    )

    def write(draft: Draft) -> None:
        for name in UPLOADS:
            draft.upsert(name, odd_rows(name, ODD_TEXTS))

    source.publish(write, kind="upload", made_by="ani", reason="")
    for table in UPLOADS:
        with source.read() as snapshot:
            content = tables.csv(present_rows(snapshot, table, "", "", ""))
        assert load(target, content, table).counts.added == len(ODD_TEXTS)

    assert fingerprint(target) == fingerprint(source)
