"""The bundled facts: what was published stands in the tables, once per claim, with its region and source."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest

from smartcity.settings import DATA

Record = dict[str, str]

KEYS = {
    "reference/program": ["program"],
    "reference/edition": ["program", "edition"],
    "reference/stage": ["program", "stage"],
    "reference/framework": ["framework"],
    "reference/indicator": ["framework", "indicator"],
    "reference/grade": ["framework", "grade"],
    "facts/participation": ["program", "edition", "region_code", "stage", "source_title"],
    "facts/published_figure": ["figure"],
    "facts/pilot": ["pilot"],
    "facts/assessment": ["framework", "edition", "region_code", "agency", "indicator", "source_title"],
    "facts/award": ["award"],
    "facts/event": ["event"],
    "facts/event_session": ["event", "ordinal"],
    "facts/attendance": ["event", "region_code"],
}
SOURCED = ["participation", "published_figure", "pilot", "assessment", "award", "event"]
DOMAIN_WEIGHTS = {"d1": 13, "d2": 25, "d3": 16.5, "d4": 45.5}
DIMENSIONS = {"governance", "branding", "economy", "living", "society", "environment"}


def table(path: str) -> list[Record]:
    """Return the rows of a bundled file, such as facts/pilot."""
    with (DATA / f"{path}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def where(rows: Iterable[Record], **wanted: str) -> list[Record]:
    """Return the rows whose columns have these values."""
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def claims(program: str, edition: str, **wanted: str) -> list[tuple[str, str, str]]:
    """Return stage, value and confidence of the national stage figures of an edition."""
    figures = where(
        table("facts/published_figure"),
        program=program,
        edition=edition,
        measure="reached_stage",
        scope_code="00",
        scope_label="",
        **wanted,
    )
    return sorted((row["stage"], row["value"], row["confidence"]) for row in figures)


def named(edition: str, confidences: set[str]) -> set[str]:
    """Return the regions of a cohort that claims of these confidences name as selected or further."""
    return {
        row["region_code"]
        for row in where(table("facts/participation"), program="gmsc", edition=edition)
        if row["stage"] in {"selected", "mou_signed", "masterplan_done"} and row["confidence"] in confidences
    }


@pytest.mark.parametrize(("path", "key"), KEYS.items())
def test_keys_are_unique_and_sorted(path: str, key: list[str]) -> None:
    keys = [tuple(int(row[name]) if name == "ordinal" else row[name] for name in key) for row in table(path)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("path", KEYS)
def test_files_are_plain_utf8(path: str) -> None:
    content = (DATA / f"{path}.csv").read_bytes()
    assert (content[:3] != b"\xef\xbb\xbf", b"\r" in content, content[-1:]) == (True, False, b"\n")


def test_every_region_exists() -> None:
    codes = {row["code"] for row in table("reference/region")}
    used = {
        row[column]
        for path, column in [
            ("facts/participation", "region_code"),
            ("facts/published_figure", "scope_code"),
            ("facts/pilot", "region_code"),
            ("facts/assessment", "region_code"),
            ("facts/award", "region_code"),
            ("facts/attendance", "region_code"),
        ]
        for row in table(path)
    }
    assert (used - codes, {"00", "16.01", "61"} - used) == (set(), set())


def test_every_reference_points_at_a_row() -> None:
    editions = {(row["program"], row["edition"]) for row in table("reference/edition")}
    stages = {(row["program"], row["stage"]) for row in table("reference/stage")}
    indicators = {(row["framework"], row["indicator"]) for row in table("reference/indicator")}
    events = {row["event"] for row in table("facts/event")}
    participation, figures = table("facts/participation"), table("facts/published_figure")
    used_editions = {
        (row["program"], row["edition"]) for row in participation + figures + table("facts/pilot")
    }
    dangling = [
        {edition for edition in used_editions if edition[0]} - editions,
        {(row["program"], row["stage"]) for row in participation + figures if row["stage"]} - stages,
        {(row["framework"], row["indicator"]) for row in table("facts/assessment")} - indicators,
        {row["event"] for row in table("facts/event_session") + table("facts/attendance")} - events,
    ]
    assert dangling == [set(), set(), set(), set()]


def test_every_fact_has_its_source() -> None:
    rows = [row for name in SOURCED for row in table(f"facts/{name}")]
    nameless = [row for row in rows if not row["source_title"].strip()]
    foreign = [row for row in rows if not re.fullmatch(r"(https?://\S+)?", row["source_url"])]
    assert (nameless, foreign, {row["confidence"] for row in rows}) == ([], [], {"high", "medium", "low"})


def test_the_funnel_of_2022_has_all_claims() -> None:
    assert claims("gmsc", "2022") == [
        ("assessed", "200", "low"),
        ("assessed", "88", "high"),
        ("assessed", "88", "high"),
        ("invited", "150", "high"),
        ("masterplan_done", "50", "high"),
        ("mou_signed", "50", "high"),
        ("selected", "50", "high"),
    ]


@pytest.mark.parametrize(
    ("program", "edition", "stage", "values"),
    [
        ("gmsc", "2017", "invited", ["80"]),
        ("gmsc", "2017", "selected", ["25"]),
        ("gmsc", "2018", "invited", ["120"]),
        ("gmsc", "2018", "assessed", ["165"]),
        ("gmsc", "2019", "assessed", ["107", "150"]),
        ("gmsc", "2020", "selected", ["0"]),
        ("gmsc", "2021", "selected", ["47", "48", "52"]),
        ("gmsc", "2023", "assessed", ["88"]),
        ("gmsc", "2024", "selected", ["10"]),
        ("idsll", "2022", "invited", ["62"]),
        ("idsll", "2022", "committed", ["62", "64"]),
        ("idsll", "2022", "piloting", ["62", "62"]),
    ],
)
def test_stage_figures(program: str, edition: str, stage: str, values: list[str]) -> None:
    assert [value for _, value, _ in claims(program, edition, stage=stage)] == values


@pytest.mark.parametrize(
    ("edition", "surer", "low_only"),
    [
        ("2017", 26, 0),
        ("2018", 51, 1),
        ("2019", 25, 0),
        ("2020", 0, 0),
        ("2021", 43, 1),
        ("2022", 46, 0),
        ("2023", 42, 0),
        ("2024", 10, 1),
    ],
)
def test_regions_known_by_name_in_each_cohort(edition: str, surer: int, low_only: int) -> None:
    known = named(edition, {"high", "medium"})
    assert (len(known), len(named(edition, {"low"}) - known)) == (surer, low_only)


def test_regions_known_by_name_in_all_cohorts() -> None:
    cohorts = [named(str(year), {"high", "medium", "low"}) for year in range(2017, 2025)]
    assert (len(set().union(*cohorts)), sum(map(len, cohorts))) == (235, 246)


def test_the_same_claim_from_the_same_source_stands_once_with_its_date() -> None:
    rows = where(
        table("facts/participation"), program="gmsc", edition="2022", region_code="73.22", stage="selected"
    )
    assert [(row["reached_on"], row["note"]) for row in rows if row["reached_on"]] == [
        ("2022-01-03", "Surat hasil B-003/DJAI/AI.01.04/01/2022 tanggal 3 Januari 2022")
    ]


def test_members_of_the_living_lab() -> None:
    rows = where(table("facts/participation"), program="idsll")
    assert Counter((row["edition"], row["region_code"], row["stage"], row["confidence"]) for row in rows) == {
        ("2022", "16.01", "piloting", "high"): 3,
        ("2022", "16.02", "piloting", "high"): 1,
        ("2022", "16.06", "piloting", "high"): 2,
        ("2022", "16.10", "piloting", "low"): 1,
        ("2022", "32.11", "piloting", "high"): 1,
    }


def test_spbe_2020_is_a_tree_of_47_weighted_indicators() -> None:
    rows = where(table("reference/indicator"), framework="spbe-2020")
    parent = {row["indicator"]: row["parent"] for row in rows}
    indicators = where(rows, level="indicator")
    by_domain: defaultdict[str, float] = defaultdict(float)
    for row in indicators:
        by_domain[parent[row["parent"]]] += float(row["weight_percent"])
    assert len(indicators) == 47
    assert Counter(row["level"] for row in rows) == {"index": 1, "domain": 4, "aspect": 8, "indicator": 47}
    assert {name: round(weight, 6) for name, weight in by_domain.items()} == DOMAIN_WEIGHTS
    assert {
        row["indicator"]: float(row["weight_percent"]) for row in where(rows, level="domain")
    } == DOMAIN_WEIGHTS


def test_weights_of_aspects_are_those_of_their_indicators() -> None:
    rows = where(table("reference/indicator"), framework="spbe-2020")
    sums: defaultdict[str, float] = defaultdict(float)
    for row in where(rows, level="indicator"):
        sums[row["parent"]] += float(row["weight_percent"])
    printed = {row["indicator"]: float(row["weight_percent"]) for row in where(rows, level="aspect")}
    assert {name: round(weight, 6) for name, weight in sums.items()} == printed


def test_the_other_frameworks() -> None:
    rows = table("reference/indicator")
    levels = {
        name: Counter(row["level"] for row in where(rows, framework=name))
        for name in (
            "spbe-2018",
            "pemdi-2026",
            "gmsc-evaluation",
            "gmsc-readiness",
            "ietpd",
            "agency-digital",
        )
    }
    assert levels == {
        "spbe-2018": {"index": 1, "domain": 3},
        "pemdi-2026": {"index": 1, "aspect": 1, "indicator": 1},
        "gmsc-evaluation": {"index": 1, "component": 5, "dimension": 6, "sub_dimension": 17},
        "gmsc-readiness": {"element": 3, "aspect": 3, "component": 3, "criterion": 15},
        "ietpd": {"index": 1},
        "agency-digital": {"criterion": 3},
    }


def test_grades_of_spbe_touch_and_cover_the_scale() -> None:
    bands = {
        framework: sorted(
            (float(row["lower"]), float(row["upper"]), row["name_id"])
            for row in where(table("reference/grade"), framework=framework)
        )
        for framework in ("spbe-2018", "spbe-2020")
    }
    expected = [
        (1.0, 1.8, "Kurang"),
        (1.8, 2.6, "Cukup"),
        (2.6, 3.5, "Baik"),
        (3.5, 4.2, "Sangat Baik"),
        (4.2, 5.0, "Memuaskan"),
    ]
    assert bands == {"spbe-2018": expected, "spbe-2020": expected}


def test_local_governments_with_an_spbe_index_by_year() -> None:
    known: defaultdict[str, set[str]] = defaultdict(set)
    for row in table("facts/assessment"):
        if row["framework"].startswith("spbe") and row["indicator"] == "index" and row["score"]:
            known[row["edition"]].add(row["region_code"])
    governments = {year: len(codes - {"00"}) for year, codes in known.items()}
    assert governments == {
        "2018": 14,
        "2019": 20,
        "2020": 17,
        "2021": 73,
        "2022": 100,
        "2023": 118,
        "2024": 64,
        "2025": 17,
    }
    assert len(set().union(*known.values()) - {"00"}) == 211


def test_national_spbe_index_by_year() -> None:
    rows = where(table("facts/assessment"), region_code="00", indicator="index")
    assert {(row["framework"], row["edition"]): row["score"] for row in rows} == {
        ("spbe-2018", "2018"): "1.98",
        ("spbe-2020", "2021"): "2.24",
        ("spbe-2020", "2022"): "2.35",
        ("spbe-2020", "2023"): "2.79",
        ("spbe-2020", "2024"): "3.12",
        ("spbe-2020", "2025"): "3.23",
    }


def test_scores_stay_inside_their_framework_and_its_years() -> None:
    indicators = {(row["framework"], row["indicator"]): row for row in table("reference/indicator")}
    frameworks = {row["framework"]: row for row in table("reference/framework")}
    outside = []
    for row in table("facts/assessment"):
        limits, years = indicators[row["framework"], row["indicator"]], frameworks[row["framework"]]
        year, score = int(row["edition"][:4]), float(row["score"] or "nan")
        if score < float(limits["min"] or "-inf") or score > float(limits["max"] or "inf"):
            outside.append(row)
        if year < int(years["valid_from"] or 0) or year > int(years["valid_to"] or 9999):
            outside.append(row)
    assert outside == []


def test_published_domain_scores_give_back_the_published_index() -> None:
    found: defaultdict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for row in where(table("facts/assessment"), framework="spbe-2020"):
        if row["score"]:
            key = (row["region_code"], row["edition"], row["source_title"])
            found[key][row["indicator"]] = float(row["score"])
    complete = {key: scores for key, scores in found.items() if {"index", *DOMAIN_WEIGHTS} <= scores.keys()}
    far = [
        key
        for key, scores in complete.items()
        if abs(sum(scores[d] * w for d, w in DOMAIN_WEIGHTS.items()) / 100 - scores["index"]) > 0.0051
    ]
    published = {(code, year): scores["index"] for (code, year, _), scores in complete.items()}
    assert (published, far) == (
        {
            ("11.14", "2025"): 2.98,
            ("18.71", "2022"): 1.53,
            ("33.08", "2022"): 3.13,
            ("33.20", "2025"): 3.75,
            ("36", "2025"): 3.69,
            ("62", "2025"): 3.41,
            ("73.22", "2022"): 2.93,
        },
        [],
    )


def test_evaluation_components_give_back_the_index_of_kota_jambi() -> None:
    weights = {
        row["indicator"]: float(row["weight_percent"])
        for row in where(table("reference/indicator"), framework="gmsc-evaluation", level="component")
    }
    scores = {
        row["indicator"]: float(row["score"])
        for row in where(
            table("facts/assessment"), framework="gmsc-evaluation", edition="2024", region_code="15.71"
        )
    }
    assert weights == {"baseline": 10, "output": 20, "outcome": 30, "impact": 20, "quick_win": 20}
    assert round(sum(scores[name] * weight for name, weight in weights.items()) / 100, 2) == scores["index"]
    assert scores["index"] == 3.48


def test_contradicting_scores_are_all_kept() -> None:
    scores: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in where(table("facts/assessment"), framework="spbe-2020", indicator="index"):
        if row["score"]:
            scores[row["region_code"], row["edition"]].add(f"{float(row['score']):.2f}")
    assert {key: values for key, values in scores.items() if len(values) > 1} == {
        ("73.22", "2021"): {"2.68", "2.69"},
        ("18.06", "2022"): {"1.60", "1.03"},
        ("18.71", "2022"): {"1.50", "1.53"},
        ("33.14", "2022"): {"3.12", "3.10"},
        ("75.05", "2023"): {"2.64", "2.66"},
        ("76", "2023"): {"2.89", "2.94"},
        ("81.71", "2023"): {"2.85", "2.25"},
        ("36.04", "2024"): {"3.73", "3.74"},
    }


def test_figures_that_contradict_each_other_are_all_kept() -> None:
    values: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in table("facts/published_figure"):
        key = [row[name] for name in ("program", "edition", "scope_code", "scope_label", "stage", "measure")]
        values[*key, row["category"]].add(row["value"])
    assert {
        (*key[:2], key[4] or key[5], key[6]): found for key, found in values.items() if len(found) > 1
    } == {
        ("gmsc", "2019", "assessed", ""): {"107", "150"},
        ("gmsc", "2021", "selected", ""): {"48", "47", "52"},
        ("gmsc", "2022", "assessed", ""): {"88", "200"},
        ("gmsc", "2022", "component_weight_percent", "Impact"): {"20", "30"},
        ("gmsc", "2022", "component_weight_percent", "Quick Win"): {"20", "10"},
        ("gmsc", "2024", "cumulative_masterplan_done", ""): {"251", "250"},
        ("idsll", "2022", "committed", ""): {"62", "64"},
        ("idsll", "2022", "studied_in_sumedang", ""): {"62", "52"},
    }


def test_averages_of_a_province_are_not_its_own_score() -> None:
    banten = where(table("facts/assessment"), framework="ietpd", edition="2023-S2", region_code="36")
    averages = where(table("facts/published_figure"), program="tp2dd", measure="average_index")
    assert [row["score"] for row in banten] == ["97.9"]
    assert {(row["scope_code"], row["edition"], row["scope_label"]): row["value"] for row in averages} == {
        ("36", "2023-S1", "Rata-rata pemerintah daerah"): "94.9",
        ("36", "2023-S2", "Rata-rata pemerintah daerah"): "96.0",
        ("71", "2025-S1", "Rata-rata pemerintah daerah"): "92.8",
        ("71", "2025-S2", "Rata-rata pemerintah daerah"): "94.3",
    }


def test_quick_wins_and_initiatives() -> None:
    pilots = table("facts/pilot")
    assert Counter((row["program"], row["kind"], row["status"]) for row in pilots) == {
        ("gmsc", "quick_win", "nominated"): 15,
        ("gmsc", "quick_win", "planned"): 5,
        ("gmsc", "quick_win", "running"): 14,
        ("gmsc", "quick_win", "evaluated"): 9,
        ("tp2dd", "infrastructure", "planned"): 1,
        ("tp2dd", "training", "planned"): 1,
        ("tp2dd", "application", "planned"): 1,
        ("tp2dd", "collaboration", "planned"): 1,
    }
    assert {row["dimension"] for row in where(pilots, kind="quick_win")} == DIMENSIONS
    assert {row["title"]: row["progress_percent"] for row in pilots if row["progress_percent"]} == {
        "Dada Warsina (Digitalisasi Data Warisan Budaya Dunia)": "70",
        "Info Sunto": "1",
        "Inovasi Dukcapil (nama terpotong: Jempol Nar...)": "99",
    }


def test_the_national_workshop_of_january_2024() -> None:
    event = "2024-01-16-lokakarya-percepatan-transformasi-digital"
    rows = where(table("facts/event"), starts_on="2024-01-16")
    assert [(row["event"], row["program"], row["mode"], row["participants"]) for row in rows] == [
        (event, "lokakarya", "daring", "")
    ]
    assert [row["speaker"] for row in where(table("facts/event_session"), event=event)] == [
        "Suryawan Hidayat",
        "Avik Mondal",
        "Prof. Dana",
        "",
    ]
    assert [row["region_code"] for row in where(table("facts/attendance"), event=event)] == ["17.02", "64"]


def test_the_outreach_of_october_2023_names_its_layers() -> None:
    rows = where(table("facts/event"), starts_on="2023-10-10")
    assert [(row["program"], row["ict_layers"]) for row in rows] == [
        ("lokakarya", "network; hardware_software; applications_data; people")
    ]


def test_the_readme_counts_the_rows() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    printed: dict[str, str] = {}
    for paths, counts in re.findall(r"^\| (`(?:reference|facts)/[^|]+?) \| ([\d, ]+?) \|", readme, re.M):
        folder = paths.strip("`").split("/")[0]
        names = [name.removeprefix(f"{folder}/") for name in re.findall(r"`([^`]+)\.csv`", paths)]
        printed |= dict(zip([f"{folder}/{name}" for name in names], counts.split(", "), strict=True))
    assert printed == {name: str(len(table(name))) for name in printed}
    assert printed.keys() >= KEYS.keys()
