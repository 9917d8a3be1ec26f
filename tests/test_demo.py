"""Demonstration data: every table full, the same every time, plausible, and agreeing with itself."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from smartcity import demo, queries
from smartcity.checks import run_checks
from smartcity.contract import load_contract
from smartcity.release import bundle
from smartcity.rules import weighted_index
from smartcity.store import Snapshot, Store
from tests.demo_kit import FACTS, REFERENCE, content

EDITIONS = [str(year) for year in range(2017, 2025)]
STAGES = ["invited", "assessed", "selected", "mou_signed", "masterplan_done"]
TODAY = "2026-11-22"
INDEX = (
    "framework = 'spbe-2020' and indicator = 'index' and source_title = 'Data contoh' and region_code <> '00'"
)


@pytest.fixture
def shown(demo_folder: Path) -> Iterator[Snapshot]:
    """Return the demonstration data as they come."""
    store = Store(demo_folder)
    with store.read() as snapshot:
        yield snapshot
    store.close()


def one(snapshot: Snapshot, sql: str) -> Any:
    """Return a single value."""
    return snapshot.rows(sql)[0][0]


# --- what is in it ---


def test_every_table_is_full(shown: Snapshot) -> None:
    rows = {name: one(shown, f"select count(*) from {name}") for name in [*REFERENCE, *FACTS]}

    assert [name for name, count in rows.items() if not count] == []
    assert rows["assessment"] == demo.ASSESSMENTS
    assert shown.rows("select kind, made_by, reason, added, changed, removed from batch") == [
        ("demo", "smartcity", "Data contoh", sum(rows.values()), 0, 0)
    ]
    assert (shown.is_demo, shown.release) == (True, bundle().digest())


def test_reference_is_the_bundled_one(demo_folder: Path, data_folder: Path) -> None:
    generated, facts = content(demo_folder), content(data_folder)

    for name in REFERENCE:
        if name not in ("headline_exception", "indicator"):
            assert generated[name] == facts[name]
    # nobody published the weights of the criteria for local agencies
    weights = {row[1]: row[7] for row in set(generated["indicator"]) - set(facts["indicator"])}
    assert weights == {"access_to_services": 40, "accountability": 30, "speed_of_administration": 30}
    assert [row[:7] for row in generated["indicator"]] == [row[:7] for row in facts["indicator"]]
    assert sum(code[2:3] == "." for code, *_rest in generated["region"]) == 514


def test_agencies_of_several_governments_are_assessed_in_several_periods(shown: Snapshot) -> None:
    (counted,) = shown.rows(
        "select count(*) filter (where periods >= 4), bool_and(criteria = 3) from (select region_code, agency,"
        " count(distinct edition) as periods, count(distinct indicator) as criteria from assessment"
        " where framework = 'agency-digital' group by all)"
    )
    assert counted[0] > 500
    assert counted[1]


def test_checks_find_only_the_contradictions_that_are_meant(shown: Snapshot) -> None:
    problems = shown.ask(run_checks)

    assert set(problems["check"]) == {"contradicting_figures", "contradicting_scores"}
    assert len(problems) < 40


def test_sources_say_that_it_is_a_demonstration(shown: Snapshot) -> None:
    sourced = [name for name in FACTS if "source_title" in load_contract().tables[name].columns]
    every = " union all ".join(f"select source_title, source_url, confidence from {name}" for name in sourced)
    titles = shown.rows(f"select distinct source_title from ({every}) order by all")
    shares = dict(shown.rows(f"select confidence, count(*) from ({every}) group by all"))

    assert [title for (title,) in titles] == [
        "Data contoh",
        "Data contoh (bukti lemah)",
        "Data contoh (sumber kedua)",
    ]
    assert one(shown, f"select count(source_url) from ({every})") == 0
    assert set(shares) == {"high", "medium", "low"}
    assert 0.5 < shares["high"] / sum(shares.values()) < 0.7
    assert shares["low"] < 100


# --- it is plausible ---


@pytest.mark.parametrize("edition", EDITIONS)
def test_funnel_narrows_and_agrees_with_its_names(shown: Snapshot, edition: str) -> None:
    steps = queries.run(shown, "funnel", program="gmsc", edition=edition, region="00")

    assert steps["stage"].tolist() == STAGES
    assert all(later <= earlier for earlier, later in pairwise(steps["count"]))
    assert 0.2 < steps["count"][2] / steps["count"][0] < 0.5
    assert (steps["known"] <= steps["published"]).all()
    assert (steps["known"][2:] >= steps["published"][2:] - 2).all()


def test_provinces_add_up_to_the_nation(shown: Snapshot) -> None:
    added = (
        "select edition, value, sum(value) filter (where scope_code <> '00') over (partition by edition)"
        " from headline_figure where stage = 'selected' and scope_label = '' qualify scope_code = '00'"
    )

    assert [row for row in shown.rows(added) if row[1] != row[2]] == []


def test_index_is_the_weighted_mean_of_all_47_indicators(shown: Snapshot) -> None:
    weights = dict(
        shown.rows(
            "select indicator, weight_percent from indicator"
            " where framework = 'spbe-2020' and level = 'indicator' order by ordinal"
        )
    )
    scores = (
        "select indicator, score from assessment where framework = 'spbe-2020' and source_title = 'Data contoh'"
        " and region_code = $region and edition = $edition"
    )

    assert one(shown, f"select count(*) from assessment where {INDEX}") == 546 * 5
    for region in ("16", "16.01", "31", "95.01"):
        for edition in ("2021", "2025"):
            found = dict(shown.rows(scores, {"region": region, "edition": edition}))
            assert len(found) == 60
            levels = [found[indicator] for indicator in weights]
            assert set(levels) <= {1, 2, 3, 4, 5}
            assert found["index"] == weighted_index(levels, list(weights.values()))


def test_governments_differ_as_one_expects_and_improve(shown: Snapshot) -> None:
    mean = f"select avg(score) from assessment join region on code = region_code where {INDEX}"
    years = [one(shown, f"{mean} and edition = '{year}'") for year in range(2021, 2026)]
    same_government = (
        f"select corr(first.score, last.score) from (from assessment where {INDEX}) as first"
        f" join (from assessment where {INDEX}) as last using (region_code)"
        " where first.edition = '2021' and last.edition = '2025'"
    )

    assert years == sorted(years)
    assert 1.9 < years[0] < years[-1] < 3.7
    assert one(shown, f"{mean} and level = 'kota'") > one(shown, f"{mean} and level = 'kabupaten'") + 0.2
    assert (
        one(shown, f"{mean} and island_group = 'Jawa'")
        > one(shown, f"{mean} and island_group = 'Papua'") + 0.5
    )
    assert one(shown, same_government) > 0.9


def test_pilots_have_every_status_and_some_are_late(shown: Snapshot) -> None:
    steps = queries.run(shown, "pilots_by_status", program="", region="00", today=TODAY).set_index("status")
    kinds = shown.rows("select distinct kind, program from pilot order by all")

    assert set(steps.index) == set(load_contract().tables["pilot"].field("status").values)
    assert 20 < steps["late"].sum() < 200
    assert steps["late"][["completed", "evaluated", "stopped", "nominated"]].sum() == 0
    assert {kind for kind, _program in kinds} == set(load_contract().tables["pilot"].field("kind").values)


def test_everything_that_can_need_attention_does(shown: Snapshot) -> None:
    found = queries.run(shown, "attention", today=TODAY)

    assert set(found["rule"]) == {"few_names", "contradicting_sources", "old_data", "late_pilot"}


def test_events_count_those_who_came(shown: Snapshot) -> None:
    differing = (
        "select event from event join (select event, sum(participants) as came from attendance group by event)"
        " using (event) where participants is distinct from came"
    )

    assert shown.rows(differing) == []
    assert one(shown, "select count(*) from event anti join event_session using (event)") == 0


def test_exceptions_change_what_is_shown(shown: Snapshot) -> None:
    chosen = "select count(*) from {} where source_title = 'Data contoh (sumber kedua)'"

    assert one(shown, chosen.format("headline_figure")) == 2
    assert one(shown, chosen.format("headline_score")) >= 2


# --- it is exactly as large as asked for, and the same every time ---


@pytest.mark.slow
def test_the_seed_decides(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("first", "again", "other")]
    for folder, seed in zip(folders, (7, 7, 8), strict=True):
        demo.build(folder, assessments=1_000, seed=seed)
    first, again, other = map(content, folders)

    assert first == again
    assert len(first["assessment"]) == 1_000
    assert [name for name in FACTS if first[name] == other[name]] == ["agency"]  # the same offices everywhere


@pytest.mark.slow
def test_larger_data_have_more_agencies(tmp_path: Path) -> None:
    demo.build(tmp_path / "large", assessments=700_001)
    store = Store(tmp_path / "large")
    with store.read() as snapshot:
        found = one(snapshot, "select count(*) from assessment")
        agencies = snapshot.rows("select distinct count(*) over (partition by region_code) from agency")
        editions = one(snapshot, "select count(distinct edition) from assessment where agency <> ''")
    store.close()

    assert (found, agencies, editions) == (700_001, [(39,)], 8)
