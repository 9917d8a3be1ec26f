"""Any table as a person asks for it, beside what plain pandas makes of the same rows; hostile values included."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcity.contract import load_contract
from smartcity.queries import QueryError, explore
from smartcity.queries.explore import Selection
from smartcity.queries.explore_filters import OF_PROGRAM, TESTS, Filter, fits, kind
from tests.queries.database import Database, plain

PILOT = load_contract().tables["pilot"]
COLUMNS = (
    "pilot",
    "region_code",
    "title",
    "dimension",
    "status",
    "progress_percent",
    "start_on",
    "budget_idr",
)
LETTERS = "aAbZ09 %_'\";\\-$<>{}[]().,é\u202eß😀\n"
HOSTILE = ("'; drop table pilot; --", '" or 1=1 --', "$filter_0", "%", "_", "\\", "<script>", "0x", "null")

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(LETTERS, max_size=4))
CODES = st.sampled_from(("00", "16", "16.01", "16.02", "32", "32.73"))
DATES = st.sampled_from(("2022", "2022-05", "2022-05-16", "2022-12-31", "2023", "2023-01", "1999-12"))
NUMBERS = st.one_of(
    st.integers(0, 4).map(float), st.floats(0, 100, allow_nan=False).map(lambda x: round(x, 2))
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "region_code": CODES,
            "title": TEXTS,
            "dimension": st.one_of(st.none(), st.just(""), st.sampled_from(("economy", "living"))),
            "status": st.sampled_from(("running", "planned")),
            "progress_percent": st.one_of(st.none(), NUMBERS),
            "start_on": st.one_of(st.none(), st.just(""), DATES),
            "budget_idr": st.one_of(st.none(), st.integers(0, 2**52), st.integers(0, 3)),
        }
    ),
    max_size=24,
)


def filters() -> st.SearchStrategy[Filter]:
    """Return filters of every kind of column with values of their kind."""
    texts = TEXTS.filter(bool)
    return st.one_of(
        st.builds(Filter, st.sampled_from(("title", "pilot")), st.just("has"), st.tuples(texts)),
        st.builds(
            Filter,
            st.sampled_from(("title", "status")),
            st.just("is"),
            st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
        ),
        st.builds(Filter, st.just("status"), st.just("is"), st.just(("running",))),
        st.builds(Filter, st.just("region_code"), st.just("in"), st.tuples(CODES)),
        st.builds(Filter, st.just("start_on"), st.sampled_from(("from", "to")), st.tuples(DATES)),
        st.builds(
            Filter,
            st.sampled_from(("progress_percent", "budget_idr")),
            st.sampled_from(("from", "to")),
            st.tuples(NUMBERS.map(repr)),
        ),
        st.builds(Filter, st.sampled_from(COLUMNS[2:]), st.sampled_from(("empty", "filled"))),
    )


def holds(one: Filter) -> Callable[[Any], bool]:
    """Return the same condition on one value, in plain Python."""
    of, wanted = kind(PILOT, one.column), one.values[0] if one.values else ""

    def test(value: Any) -> bool:
        is_empty = bool(pd.isna(value) or value == "")
        if one.test in ("empty", "filled"):
            return is_empty == (one.test == "empty")
        if pd.isna(value):
            return False
        if one.test == "is":
            return bool(value in one.values)
        if one.test == "has":
            return bool(wanted.lower() in value.lower())
        if one.test == "in":
            return wanted == "00" or value == wanted or value.startswith(f"{wanted}.")
        if of == "number":
            return float(value) >= float(wanted) if one.test == "from" else float(value) <= float(wanted)
        if is_empty:
            return False
        # Reduced dates: the days that two of them may mean overlap.
        if one.test == "from":
            return value >= wanted or wanted.startswith(value)
        return bool(value[: len(wanted)] <= wanted)

    return test


def by_pandas(rows: Sequence[Mapping[str, Any]], asked: Selection) -> pd.DataFrame:
    """Return the filtered and sorted rows as pandas finds them."""
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    for one in asked.filters:
        frame = frame[frame[one.column].map(holds(one)).astype(bool)]
    if asked.sort:
        frame = frame.sort_values(
            asked.sort, ascending=not asked.descending, kind="stable", na_position="last"
        )
    return frame[list(asked.columns)]


def put(database: Database, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to the table of pilots, all at once."""
    if rows:
        marks = ", ".join(f"({', '.join('?' * len(COLUMNS))}, 'quick_win')" for _row in rows)
        values = [row[name] for row in rows for name in COLUMNS]
        database.connection.execute(f"insert into pilot ({', '.join(COLUMNS)}, kind) values {marks}", values)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few rows be as many parts as a million are."""
    monkeypatch.setattr(explore, "_PART", 3)
    monkeypatch.setattr(explore, "_GROUP", 4)


@pytest.mark.usefixtures("small_parts")
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    ROWS,
    st.lists(filters(), max_size=3).map(tuple),
    st.sampled_from(("", *COLUMNS)),
    st.booleans(),
    st.integers(1, 6),
)
def test_pages_are_what_pandas_finds(
    database: Database,
    rows: list[dict[str, Any]],
    chosen: tuple[Filter, ...],
    sort: str,
    descending: bool,
    limit: int,
) -> None:
    database.connection.execute("delete from pilot")
    numbered = [{"pilot": f"p{place:02}", **row} for place, row in enumerate(rows)]
    put(database, numbered)
    asked = Selection("pilot", COLUMNS, chosen, sort, descending)
    wanted = plain(by_pandas(numbered, asked))

    found = explore.parts(database, asked)
    pages = [
        row
        for offset in range(0, len(wanted) + limit, limit)
        for row in plain(explore.page(database, asked, found, limit, offset))
    ]
    once = explore.statement(asked)
    whole = explore.whole(asked)

    assert explore.total(found) == len(wanted)
    assert pages == wanted
    assert plain(database.frame(once.sql, once.params or None)) == wanted
    assert plain(database.frame(whole.sql, whole.params or None)) == wanted


@pytest.mark.parametrize("sort", ["", "event", "ordinal", "title"])
@pytest.mark.parametrize("chosen", [(), (Filter("title", "has", ("7",)),)])
def test_pages_of_many_row_groups_are_the_whole(
    database: Database, sort: str, chosen: tuple[Filter, ...]
) -> None:
    database.connection.execute(
        "insert into event_session select 'e' || (i * 7919 % 500), i, if(i % 3 = 0, 'x', 't' || (i % 4000)), null, null"
        " from range(300_000) as numbers (i)"
    )
    asked = Selection("event_session", ("event", "ordinal", "title"), chosen, sort, sort == "ordinal")
    found = explore.parts(database, asked)

    total = explore.total(found)
    for offset in (0, 49, total // 3, total // 2, total - 60, total - 10):
        once = explore.statement(asked, 50, offset)
        page = explore.page(database, asked, found, 50, offset)
        assert plain(page) == plain(database.frame(once.sql, once.params))


def test_values_are_bound_and_names_quoted() -> None:
    for text in HOSTILE:
        wanted = explore.statement(
            Selection("pilot", ("title",), (Filter("title", "has", (text,)),), "title"), 5
        )
        assert wanted.sql == (
            'select "title"\nfrom "pilot"\nwhere contains(lower("title"), lower($filter_0))\n'
            'order by "title" asc nulls last, rowid\nlimit $limit offset $offset'
        )
        assert wanted.params == {"filter_0": text, "limit": 5, "offset": 0}


@pytest.mark.parametrize(
    "wrong",
    [
        Filter("nothing", "has", ("a",)),
        Filter('title"; drop table pilot; --', "has", ("a",)),
        Filter("title", "like", ("a",)),
        Filter("title", "has", ()),
        Filter("title", "has", ("",)),
        Filter("title", "has", ("a", "b")),
        Filter("title", "has", ("a" * 201,)),
        Filter("title", "has", ("a\x00",)),
        Filter("title", "is", ()),
        Filter("title", "is", ("a",) * 61),
        Filter("title", "of", ("gmsc",)),
        Filter("title", "empty", ("a",)),
        Filter("progress_percent", "from", ("nan",)),
        Filter("progress_percent", "to", ("1; drop",)),
        Filter("progress_percent", "has", ("1",)),
        Filter("start_on", "from", ("2022-13",)),
        Filter("region_code", "in", ("16.1",)),
    ],
)
def test_what_cannot_be_asked_is_refused(database: Database, wrong: Filter) -> None:
    assert not fits(PILOT, wrong)
    with pytest.raises(QueryError):
        explore.parts(database, Selection("pilot", ("title",), (wrong,)))


def test_every_column_of_every_table_can_be_filtered_and_sorted(bundled: Database) -> None:
    values = {"number": "1", "date": "2022", "moment": "2022-01", "region": "16", "boolean": "true"}
    for table in load_contract().tables.values():
        for name in table.columns:
            of = kind(table, name)
            tests = [test for test in TESTS[of] if test != "of" or name in OF_PROGRAM]
            for test in tests:
                value = () if test in ("empty", "filled") else (values.get(of, "a"),)
                asked = Selection(table.name, table.columns, (Filter(name, test, value),), name, True)
                page = explore.page(bundled, asked, explore.parts(bundled, asked), 3, 0)
                assert list(page.columns) == list(table.columns)


def test_rows_of_a_program_by_their_instrument_or_event(bundled: Database) -> None:
    for column, table in (("framework", "assessment"), ("event", "attendance")):
        asked = Selection(table, (column,), (Filter(column, "of", ("gmsc",)),))
        total = explore.total(explore.parts(bundled, asked))
        (wanted,) = bundled.connection.sql(
            f"select count(*) from {table} join {column} using ({column}) where {column}.program = 'gmsc'"
        ).fetchall()
        assert (total,) == wanted


def test_values_and_one_row(country: Database) -> None:
    wanted = explore.values(Selection("region", ()), "level", 3)
    assert plain(country.frame(wanted.sql, wanted.params)) == [("kabupaten",), ("kota",), ("nasional",)]

    one = explore.row("region", ["16.01"])
    assert country.frame(one.sql, one.params)["name"].tolist() == ["Kabupaten Ogan Komering Ulu"]
    none = explore.row("region", ["' or 1=1 --"])
    assert country.frame(none.sql, none.params).empty
