"""The example evaluation loads as it is, says that it is one, and gives an index, changes and who lags."""

from pathlib import Path

from smartcity import queries, rules
from smartcity.export import examples
from smartcity.store import Store
from tests.intake.upload_kit import counted, examined, load


def test_the_files_load_as_they_are_in_their_order(own_data_folder: Path) -> None:
    store = Store(own_data_folder)
    found = {}
    for table, content in examples.files().items():
        with examined(store, content, table) as report:
            found[table] = (counted(report), report.problems(), report.plan.is_sure, report.sheet.delimiter)
        load(store, content, table)
    store.close()

    assert found == {
        "framework": ((1, 0, 0, 0), [], True, ";"),
        "indicator": ((4, 0, 0, 0), [], True, ";"),
        "agency": ((40, 0, 0, 0), [], True, ";"),
        "assessment": ((40, 0, 0, 0), [], True, ";"),
    }


def test_scores_in_the_database_are_those_of_the_example(own_data_folder: Path) -> None:
    store = Store(own_data_folder)
    for table, content in examples.files().items():
        load(store, content, table)
    with store.read() as snapshot:
        stored = snapshot.rows(
            "select region_code, agency, edition, indicator, score, source_title, confidence from assessment"
            f" where framework = '{examples.FRAMEWORK}' order by all"
        )
        asked = {"framework": examples.FRAMEWORK, "edition": "2025", "region": "61", "measure": "index"}
        ranked = queries.run(snapshot, "agency_ranking", **asked).set_index("agency")["score"]
        lagging = queries.run(snapshot, "agency_lagging", **asked)
        changed = queries.run(
            snapshot,
            "agency_change",
            **asked,
            before=examples.PERIODS[0],
            before_framework=examples.FRAMEWORK,
        )
    store.close()

    assert stored == sorted(
        (
            "61",
            f"contoh-{agency:02d}",
            period,
            id_,
            examples.score(agency, at, period),
            examples.MARK,
            "medium",
        )
        for agency in range(1, 41)
        for period in examples.PERIODS
        for at, (id_, *_rest) in enumerate(examples.CRITERIA)
    )
    weights = [float(weight) for *_names, weight in examples.CRITERIA]
    assert ranked.to_dict() == {
        f"contoh-{agency:02d}": rules.weighted_index(
            [examples.score(agency, at, "2025") for at in range(3)], weights
        )
        for agency in range(1, 41)
    }
    assert 0 < lagging["lags"].sum() < len(lagging)
    assert (changed["change"] > 0).any()
    assert (changed["change"] < 0).any()


def test_every_name_says_that_it_is_an_example() -> None:
    for table, content in examples.files().items():
        lines = content.decode("utf-8-sig").splitlines()
        assert lines[0].startswith("CONTOH"), table
        assert all("contoh" in line.casefold() for line in lines[2:]), table
    assert len(set(examples.OFFICES)) == 40
    scores = [
        examples.score(agency, at, period)
        for agency in range(1, 41)
        for at in range(3)
        for period in examples.PERIODS
    ]
    assert (min(scores) >= 0, max(scores) <= 100) == (True, True)
