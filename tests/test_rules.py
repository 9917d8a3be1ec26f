"""The rules against published figures, and their two forms against each other."""

import math
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smartcity import rules
from smartcity.rules import (
    FINISHED,
    GMSC_EVALUATION_WEIGHTS,
    SPBE_DOMAIN_WEIGHTS,
    VIEWS,
    Coverage,
    Threshold,
    coverage,
    end_of,
    grade,
    is_late,
    share,
    weighted_index,
)
from tests.queries.database import Database

SPBE = (
    Threshold("kurang", 1.0, 1.8),
    Threshold("cukup", 1.8, 2.6),
    Threshold("baik", 2.6, 3.5),
    Threshold("sangat_baik", 3.5, 4.2),
    Threshold("memuaskan", 4.2, 5.0),
)
TODAY = date(2026, 11, 22)

texts = st.none() | st.sampled_from(
    ["", "2024", "2024-02", "2024-02-30", "2026-11-22", "2026-11-21", "2026-11"]
)
dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))
written = texts | dates.map(str) | dates.map(lambda day: str(day)[:7]) | dates.map(lambda day: str(day)[:4])
loose = written | st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}", fullmatch=True) | st.text(max_size=11)
statuses = st.none() | st.sampled_from(
    ["nominated", "planned", "preparing", "running", "delayed", "completed", "stopped", "evaluated"]
)


@pytest.mark.parametrize(
    ("scores", "weights", "published"),
    [
        ((3.10, 2.30, 2.18, 3.51), SPBE_DOMAIN_WEIGHTS, 2.93),  # Kabupaten Luwu Utara 2022
        ((3.50, 2.70, 2.73, 4.01), SPBE_DOMAIN_WEIGHTS, 3.41),  # Provinsi Kalimantan Tengah 2025
        ((3.84, 3.18, 3.53, 3.63, 3.35), GMSC_EVALUATION_WEIGHTS, 3.48),  # Kota Jambi 2024
    ],
)
def test_weighted_index_gives_the_published_figure(
    scores: tuple[float, ...], weights: tuple[float, ...], published: float
) -> None:
    assert weighted_index(scores, weights) == published


def test_weighted_index_is_blank_where_a_score_is() -> None:
    assert weighted_index((3.0, None), (50, 50)) is None
    assert weighted_index((3.0, math.nan), (50, 50)) is None
    assert weighted_index((3.0, 4.0), (0, 0)) is None
    assert weighted_index((), ()) is None


def test_weighted_index_needs_a_weight_for_each_score() -> None:
    with pytest.raises(ValueError, match="2 scores for 1 weights"):
        weighted_index((3.0, 4.0), (100,))


def test_weights_add_up_to_a_hundred() -> None:
    assert (sum(SPBE_DOMAIN_WEIGHTS), sum(GMSC_EVALUATION_WEIGHTS)) == (100, 100)


@given(st.lists(st.tuples(st.floats(1, 5), st.floats(0.5, 100)), min_size=1))
def test_weighted_index_lies_between_its_scores(pairs: list[tuple[float, float]]) -> None:
    scores, weights = zip(*pairs, strict=True)
    index = weighted_index(scores, weights)
    assert index is not None
    assert min(scores) - 0.005 <= index + 1e-9
    assert index <= max(scores) + 0.005 + 1e-9


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0.99, None),
        (1.0, "kurang"),
        (1.79, "kurang"),
        (1.8, "cukup"),
        (2.59, "cukup"),
        (2.6, "baik"),
        (3.5, "sangat_baik"),
        (4.2, "memuaskan"),
        (5.0, "memuaskan"),
        (5.01, None),
        (None, None),
        (math.nan, None),
    ],
)
def test_grade(score: float | None, expected: str | None) -> None:
    assert grade(score, SPBE) == expected


def test_grade_without_bounds() -> None:
    assert grade(3.0, ()) is None
    assert grade(3.0, (Threshold("maju", None, None),)) is None
    assert grade(5.0, (Threshold("maju", None, 9.0), Threshold("digital", 3.0, 5.0))) is None


bounds = st.lists(st.integers(0, 20), min_size=2, max_size=6, unique=True).map(sorted)


@given(bounds, st.booleans(), st.lists(st.integers(-4, 88).map(lambda quarter: quarter / 4), min_size=1))
def test_grade_in_sql_is_the_same_rule(steps: list[int], unbounded: bool, scores: list[float]) -> None:
    bands = [Threshold(f"g{lower}", lower, upper) for lower, upper in pairwise(steps)]
    bands += [Threshold("open", None, steps[-1] + 1.0), Threshold("unknown", None, None)] if unbounded else []
    band_rows = [("f", band.grade, "N", "N", band.lower, band.upper) for band in bands]
    GRADED.connection.execute("delete from grade")
    GRADED.add("grade", "framework grade name_id name_en lower upper", *band_rows)
    GRADED.connection.execute("delete from assessment")
    columns = "framework edition region_code indicator score"
    GRADED.add("assessment", columns, *[("f", str(i), "16", "index", s) for i, s in enumerate(scores)])
    found: dict[str, str | None] = dict(GRADED.rows("region_scores", "edition grade_by_rule", region="16"))
    assert found == {str(i): grade(score, bands) for i, score in enumerate(scores)}


GRADED = Database()


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(88, 150, 88 / 150), (0, 5, 0.0), (5, 0, None), (0, 0, None), (None, 5, None), (5, None, None)],
)
def test_share(part: float | None, whole: float | None, expected: float | None) -> None:
    assert share(part, whole) == expected


@pytest.mark.parametrize(
    ("known", "total", "expected"),
    [
        (46, 50, Coverage(46, 50, 4, 0, 0.92)),
        (51, 50, Coverage(51, 50, 0, 1, 1.02)),
        (0, 0, Coverage(0, 0, 0, 0, None)),
        (3, 0, Coverage(3, 0, 0, 3, None)),
        (7, None, Coverage(7, None, 0, 0, None)),
    ],
)
def test_coverage(known: int, total: int | None, expected: Coverage) -> None:
    assert coverage(known, total) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2024-02-10", date(2024, 2, 10)),
        ("2024-02-30", None),
        ("2024-13", None),
        ("2024-00-01", None),
        ("0000", None),
        ("20240210", None),
        ("٢٠٢٤", None),
        ("besok", None),
        ("", None),
        (None, None),
    ],
)
def test_end_of(text: str | None, expected: date | None) -> None:
    assert end_of(text) == expected


@pytest.mark.parametrize(
    ("due_on", "status", "finished_on", "late"),
    [
        ("2026-11-21", "running", None, True),
        ("2026-11-22", "running", None, False),
        ("2026-11", "running", None, False),
        ("2026-10", "running", None, True),
        ("2026", "planned", "", False),
        ("2025", "planned", "", True),
        ("2025", "delayed", None, True),
        ("2027", "delayed", None, False),
        ("2025", None, None, True),
        ("2025", "running", "2026-03", False),
        ("2025", "completed", None, False),
        ("2025", "evaluated", None, False),
        ("2025", "stopped", None, False),
        (None, "delayed", None, False),
        ("", "running", None, False),
    ],
)
def test_is_late(due_on: str | None, status: str | None, finished_on: str | None, late: bool) -> None:
    assert is_late(due_on, status, finished_on, TODAY) is late


PILOTS = Database()


@given(loose, statuses, written, dates)
@example("2024-02", "running", None, date(2024, 2, 29))
@example("2024-02", "running", None, date(2024, 3, 1))
@example("0000", "running", None, TODAY)
@example("٢٠٢٤", "running", None, TODAY)
@example("2024\n", "running", None, TODAY)
def test_late_in_sql_is_the_same_rule(
    due_on: str | None, status: str | None, finished_on: str | None, today: date
) -> None:
    PILOTS.connection.execute("delete from pilot")
    pilot = ("p", "16", "T", "quick_win", status or "", due_on, finished_on)
    PILOTS.add("pilot", "pilot region_code title kind status due_on finished_on", pilot)
    answer = PILOTS.ask("pilots_by_status", program="", region="00", today=today.isoformat())
    assert [bool(late) for late in answer["late"]] == [is_late(due_on, status, finished_on, today)]


def test_finished_statuses_are_the_same_in_sql() -> None:
    listed = ", ".join(f"'{status}'" for status in FINISHED)
    assert f"in ({listed})" in VIEWS["pilot_due"]


@pytest.mark.parametrize(
    ("scores", "known", "mean"),
    [([], 0, None), ([70.0], 1, None), ([70.0, 80.0], 2, 75.0), ([70.0, 80.0], 3, None), ([1, 2], 1, 1.5)],
)
def test_a_mean_is_shown_only_of_all(scores: list[float], known: int, mean: float | None) -> None:
    assert rules.mean_shown(scores, known) == mean


@pytest.mark.parametrize(
    ("ranks", "periods"),
    [
        ([], 0),
        ([(1.0, 2.0, 10)], 1),
        ([(2.0, 2.0, 10)], 0),
        ([(1.0, 2.0, 9)], 0),
        ([(1.0, 2.0, 10), (1.0, 2.0, 10), (3.0, 2.0, 10), (1.0, 2.0, 10)], 2),
        ([(1.0, 2.0, 10), (None, 2.0, 10), (1.0, 2.0, 10)], 1),
        ([(1.0, 2.0, 10), (1.0, 2.0, 9), (1.0, 2.0, 10)], 1),
        ([(1.0, None, 10)], 0),
    ],
)
def test_periods_in_a_row_below_the_median(
    ranks: list[tuple[float | None, float | None, int]], periods: int
) -> None:
    assert rules.periods_below(ranks) == periods
