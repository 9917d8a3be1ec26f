"""Penilaian without a browser: every section of every instrument, and pictures that say what SQL says."""

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from smartcity.contract import load_contract
from smartcity.store import Store
from smartcity.ui import assessment
from tests.ui.test_pages import run

PAGE = "assessments.py"
INSTRUMENTS = (
    "spbe-2020",
    "spbe-2018",
    "pemdi-2026",
    "gmsc-evaluation",
    "gmsc-readiness",
    "ietpd",
    "agency-digital",
)
OF = {"instrumen": "spbe-2020", "periode": "2023"}
# Scores of governments with one of their own, as the pages count them: no low claim, the headline of all claims.
KNOWN = (
    "from headline_score join region on code = region_code where autonomous and framework = '{framework}'"
    " and edition = '{edition}' and indicator = 'index' and agency = '' and confidence <> 'low' and score is not null"
)


@pytest.fixture(scope="session")
def empty_folder(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the reference tables and not one fact; tests only read it."""
    folder = Path(shutil.copytree(data_folder, tmp_path_factory.mktemp("empty") / "db"))

    def clear(draft: Any) -> None:
        for table in load_contract().tables.values():
            if table.group == "facts":
                keys = draft.connection.execute(f"select {', '.join(table.key)} from {table.name}").df()
                draft.delete(table.name, keys)

    store = Store(folder)
    store.publish(clear, kind="upload", made_by="uji", reason="kosong")
    store.close()
    return folder


@pytest.fixture(params=["data_folder", "demo_folder", "empty_folder"])
def folder(request: pytest.FixtureRequest) -> Path:
    """Return each of the bundled, the demonstration and the empty database."""
    found: Path = request.getfixturevalue(request.param)
    return found


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return what SQL says."""
    store = Store(folder)
    with store.read() as snapshot:
        found = snapshot.rows(sql)
    store.close()
    return found


def drawn(test: AppTest) -> list[dict[str, Any]]:
    """Return every row that the page's charts draw."""
    found: list[dict[str, Any]] = []
    for chart in test.get("vega_lite_chart"):
        for dataset in chart.proto.datasets:
            frame: pd.DataFrame = convert_arrow_bytes_to_pandas_df(dataset.data.data)
            found += [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
    return found


def quiet(test: AppTest) -> bool:
    """Tell whether a page has nothing to complain of."""
    return [*test.exception, *test.error, *test.warning] == []


@pytest.mark.parametrize("framework", INSTRUMENTS)
def test_every_section_of_every_instrument(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, framework: str
) -> None:
    parts = [part for part in assessment.SECTIONS if part != "gmsc" or framework.startswith("gmsc")]
    for part in parts:
        for region in ("00", "35.10"):
            test = run(data_folder, monkeypatch, PAGE, instrumen=framework, bagian=part, wilayah=region)

            assert quiet(test), (part, region)
            assert [title.value for title in test.title] == ["Penilaian"]


@pytest.mark.parametrize("part", assessment.SECTIONS)
def test_every_section_of_an_empty_database_teaches(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    test = run(empty_folder, monkeypatch, PAGE, instrumen="gmsc-evaluation", bagian=part, wilayah="35.10")

    said = " ".join(text.value for text in [*test.markdown, *test.subheader])
    assert quiet(test)
    assert "elum" in said or "idak ada" in said


def test_a_database_without_instruments_says_so(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clear(draft: Any) -> None:
        for name in ("assessment", "indicator", "grade", "framework"):
            table = load_contract().tables[name]
            draft.delete(name, draft.connection.execute(f"select {', '.join(table.key)} from {name}").df())

    Store(own_data_folder).publish(clear, kind="upload", made_by="uji", reason="tanpa instrumen")
    test = run(own_data_folder, monkeypatch, PAGE)

    assert quiet(test)
    assert "**Belum ada instrumen penilaian.**" in [text.value for text in test.markdown]


@pytest.mark.parametrize("framework", ["spbe-2020", "spbe-2018"])
def test_predicates_on_screen_are_the_databases(
    folder: Path, monkeypatch: pytest.MonkeyPatch, framework: str
) -> None:
    edition = "2023" if framework == "spbe-2020" else "2019"
    test = run(folder, monkeypatch, PAGE, instrumen=framework, periode=edition, bagian="grades")
    shown = {row["name"]: row["by_threshold"] for row in drawn(test) if "by_threshold" in row}

    case = (
        "case when score < 1.8 then 'Kurang' when score < 2.6 then 'Cukup' when score < 3.5 then 'Baik'"
        " when score < 4.2 then 'Sangat Baik' else 'Memuaskan' end"
    )
    known = KNOWN.format(framework=framework, edition=edition)
    counted = dict(rows(folder, f"select {case}, count(*) {known} group by 1"))
    assert {name: count for name, count in shown.items() if count} == counted
    if counted:
        unknown = 546 - rows(folder, f"select count(*) {known.replace('and score is not null', '')}")[0][0]
        said = [row["text"] for row in drawn(test) if str(row.get("text", "")).startswith("Belum diketahui")]
        assert said == [f"Belum diketahui nilainya: {unknown}"]


def test_ranking_on_screen_is_the_databases(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(folder, monkeypatch, PAGE, **OF, bagian="ranking")
    shown = {row["title"]: row["score"] for row in drawn(test) if "end" in row and pd.notna(row.get("score"))}

    ordered = rows(
        folder,
        f"select rank() over (order by score desc) || '. ' || name, score"
        f" {KNOWN.format(framework='spbe-2020', edition='2023')} order by score desc, code",
    )
    assert shown == dict([*ordered[:8], *ordered[-8:]])


def test_changes_on_screen_are_the_databases(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(folder, monkeypatch, PAGE, **OF, bagian="change", pembanding="2022")
    shown = {
        row["title"]: (row["before"], row["after"])
        for row in drawn(test)
        if "before_label" in row and pd.notna(row.get("before"))
    }

    after, before = (KNOWN.format(framework="spbe-2020", edition=edition) for edition in ("2023", "2022"))
    both = rows(
        folder,
        f"select a.name, b.score, a.score from (select * {after}) a join (select * {before}) b using (code)"
        " order by round(a.score - b.score, 4) desc, a.score desc, code",
    )
    assert shown == {name: (old, new) for name, old, new in [*both[:8], *both[-8:]]}


def test_sumedang_did_not_fall_when_the_instrument_changed(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = run(
        data_folder,
        monkeypatch,
        PAGE,
        instrumen="spbe-2020",
        periode="2021",
        bagian="change",
        wilayah="32.11",
    )

    row = next(row for row in drawn(test) if row.get("title") == "Kabupaten Sumedang" and "label" in row)
    assert row["label"] == "3,81 dan 3,52"
    assert not row["comparable"]
    assert any("tidak sebanding karena instrumen berganti" in text.value for text in test.subheader)
    assert [info.value.split(":")[0] for info in test.info] == ["Tidak sebanding"]
    said = " ".join(text.value for text in [*test.subheader, *test.caption, *test.markdown])
    assert "turun dari" not in said


def test_parts_on_screen_are_the_databases(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of = {"instrumen": "spbe-2020", "periode": "2025"}
    test = run(folder, monkeypatch, PAGE, **of, bagian="tree", wilayah="33")
    shown = {
        (row["region_code"], row["indicator"]): row["score"]
        for row in drawn(test)
        if "part" in row and "left" in row and pd.notna(row["score"])
    }

    known = KNOWN.format(framework="spbe-2020", edition="2025").replace(
        "indicator = 'index'", "indicator ~ '^[da].$'"
    )
    found = rows(folder, f"select code, indicator, score {known} and (code = '33' or code like '33.%')")
    regions = {region for region, _indicator in shown}
    assert shown == {(code, indicator): score for code, indicator, score in found if code in regions}
    assert len(regions) == min(len({code for code, _indicator, _score in found}), 8)


def test_the_chosen_regions_are_compared(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of = {"instrumen": "spbe-2020", "periode": "2025"}
    test = run(data_folder, monkeypatch, PAGE, **of, bagian="tree", daerah="36,62,salah")

    names = {row["name"] for row in drawn(test) if "part" in row}
    assert names == {"Banten", "Kalimantan Tengah"}
    assert quiet(test)


def test_peers_on_screen_are_the_databases(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(folder, monkeypatch, PAGE, **OF, bagian="profile", wilayah="35.78")
    notes = {row["title"]: row["note"] for row in drawn(test) if "note" in row}

    known = KNOWN.format(framework="spbe-2020", edition="2023")
    count, median = rows(folder, f"select count(*), median(score) {known} and level = 'kota'")[0]
    own = rows(folder, f"select score {known} and code = '35.78'")
    if not own:
        assert notes == {}
        return
    line = next(row["y"] for row in drawn(test) if row.get("title") == "Pemerintah kota" and "from" in row)
    points = [row for row in drawn(test) if "nation" in row and "label" in row and row["y"] == line]
    shown = sorted(row["score"] for row in points for _each in range(int(row["count"])))
    assert shown == [
        score for (score,) in rows(folder, f"select score {known} and level = 'kota' order by score")
    ]
    assert notes["Pemerintah kota"].startswith(f"{count} dari 93 diketahui")
    assert f"{median:.2f}".replace(".", ",") in notes["Pemerintah kota"]
    nation = rows(
        folder,
        "select score from headline_score where framework = 'spbe-2020' and edition = '2023' and region_code = '00'"
        " and indicator = 'index'",
    )
    assert notes["Nasional"] == f"angka terpublikasi {nation[0][0]:.2f}".replace(".", ",")


@pytest.mark.parametrize(
    ("edition", "score"), [("2021", "2,24"), ("2023", "2,79"), ("2024", "3,12"), ("2025", "3,23")]
)
def test_printed_national_figures_are_on_screen(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, edition: str, score: str
) -> None:
    test = run(data_folder, monkeypatch, PAGE, instrumen="spbe-2020", periode=edition)

    shown = {metric.label: metric.value for metric in test.metric}
    assert shown[f"Nasional {edition}"] == score
    notes = [text.value for text in test.caption if text.value.startswith("angka terpublikasi")]
    assert len(notes) == 1
    if edition == "2025":
        assert shown["Indeks tertinggi"] == "4,87"


def test_the_old_instruments_national_figure(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, PAGE, instrumen="spbe-2018", periode="2018")

    assert {metric.label: metric.value for metric in test.metric}["Nasional 2018"] == "1,98"


def test_the_nation_over_all_years_with_its_sources(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = run(data_folder, monkeypatch, PAGE, instrumen="spbe-2020", bagian="profile")

    values = [row["label"] for row in drawn(test) if "series" in row and "label" in row]
    assert {"1,98", "2,24", "2,79", "3,12", "3,23"} <= set(values)


def test_no_mean_is_shown(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(
        data_folder, monkeypatch, PAGE, instrumen="spbe-2020", periode="2025", bagian="profile", wilayah="36"
    )

    notes = {row["title"]: row["note"] for row in drawn(test) if "note" in row}
    assert notes["Pemerintah provinsi"] == "6 dari 38 diketahui"


def test_the_schedule_by_day_and_class(
    demo_folder: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = {"instrumen": "gmsc-readiness", "periode": "2022", "bagian": "gmsc"}
    test = run(demo_folder, monkeypatch, PAGE, **of)
    shown = {
        (row["day"], row["group"]): row["count"] for row in drawn(test) if "group" in row and "count" in row
    }
    counted = rows(
        demo_folder,
        "select coalesce(reached_on, ''), coalesce(class, ''), count(*) from stage_claim where program = 'gmsc'"
        " and edition = '2022' and stage = 'assessed' and direct and not low_only"
        " and region_code like '%.%' group by all",
    )
    assert shown == {(day, group): count for day, group, count in counted}
    assert len({group for _day, group in shown}) > 1

    bundled = run(data_folder, monkeypatch, PAGE, **of)
    taught = [text.value for text in bundled.markdown if "kelas (class)" in text.value]
    assert len(taught) == 1


def test_sources_of_a_masterplans_reach(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, PAGE, instrumen="gmsc-evaluation", bagian="gmsc")

    said = " ".join(text.value for text in test.markdown)
    assert "hingga 25 tahun" in said
    assert "hingga 10 tahun" in said
    assert any("Keterangan tertulis Ditjen Aptika" in text.value for text in test.caption)


def test_wrong_values_are_said_and_another_programs_edition_is_not(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = run(data_folder, monkeypatch, PAGE, instrumen="narnia", bagian="narnia")
    assert [warning.value.split(" yang")[0] for warning in wrong.warning] == [
        "Alamat meminta instrumen “narnia”",
        "Alamat meminta bagian “narnia”",
    ]
    carried = run(data_folder, monkeypatch, PAGE, program="gmsc", periode="2017", wilayah="16")
    assert quiet(carried)
    assert run(data_folder, monkeypatch, PAGE, instrumen="spbe-2020", periode="1066").warning


def test_links_of_an_instrument_carry_no_period(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = run(data_folder, monkeypatch, PAGE, **OF, wilayah="16")

    links = [link.proto.query_string for link in test.get("page_link")]
    to_pages = [link for link in links if "instrumen" not in link]
    assert to_pages
    assert [link for link in to_pages if "periode" in link] == []
    assert any("wilayah=16" in link for link in to_pages)


@pytest.mark.parametrize("language", ["en", "qps"])
def test_other_languages(data_folder: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    for part in ("gmsc", "tree", "profile", "check"):
        test = run(
            data_folder,
            monkeypatch,
            PAGE,
            instrumen="gmsc-evaluation",
            bagian=part,
            wilayah="15.71",
            lang=language,
        )

        assert quiet(test), part
