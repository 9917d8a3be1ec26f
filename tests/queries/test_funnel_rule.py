"""The funnel rule, on a small country and on the bundled data against the figures that were published."""

from typing import Any

import pytest

from tests.queries.database import Database, Row, plain

CLAIM = "program edition region_code stage source_title confidence"
FIGURE = "figure program edition scope_code scope_label stage measure value as_of source_title confidence"
SHORT = "stage count known known_direct low_only published larger_than_previous contradicting"
SHARES = "stage count of_previous of_first larger_than_previous"


def claims(country: Database, *rows: tuple[str, str, str]) -> None:
    """Add claims for the edition 2022: region, stage, confidence."""
    country.add("participation", CLAIM, *[("gmsc", "2022", r, s, f"S {r} {s} {c}", c) for r, s, c in rows])


def figures(country: Database, *rows: tuple[str, str, float, str], label: str = "") -> None:
    """Add stage figures for the edition 2022: scope, stage, value, confidence."""
    start = country.connection.sql("select count(*) from published_figure").fetchall()[0][0]
    country.add(
        "published_figure",
        FIGURE,
        *[
            (
                f"f{start + i}",
                "gmsc",
                "2022",
                scope,
                label,
                stage,
                "reached_stage",
                value,
                "2022",
                f"F{i}",
                sure,
            )
            for i, (scope, stage, value, sure) in enumerate(rows)
        ],
    )


def funnel(country: Database, region: str = "00", columns: str = SHORT) -> list[Row]:
    return country.rows("funnel", columns, program="gmsc", edition="2022", region=region)


def test_a_region_at_a_stage_has_reached_the_earlier_ones(country: Database) -> None:
    claims(
        country,
        ("16.01", "selected", "high"),
        ("16.02", "invited", "official"),
        ("32.04", "assessed", "medium"),
    )
    assert funnel(country) == [
        ("invited", 3, 3, 1, 0, None, False, 0),
        ("assessed", 2, 2, 1, 0, None, False, 0),
        ("selected", 1, 1, 1, 0, None, False, 0),
    ]


def test_a_figure_for_the_nation_is_never_shown_for_a_province(country: Database) -> None:
    figures(country, ("00", "invited", 150, "high"), ("16", "selected", 3, "high"))
    claims(country, ("16.01", "selected", "high"), ("32.04", "invited", "high"))
    assert funnel(country) == [
        ("invited", 150, 2, 1, 0, 150, False, 0),
        ("assessed", 1, 1, 0, 0, None, False, 0),
        ("selected", 1, 1, 1, 0, None, False, 0),
    ]
    assert funnel(country, "16") == [
        ("invited", 1, 1, 0, 0, None, False, 0),
        ("assessed", 1, 1, 0, 0, None, False, 0),
        ("selected", 3, 1, 1, 0, 3, False, 0),
    ]
    assert funnel(country, "16.02") == [
        ("invited", None, 0, 0, 0, None, False, 0),
        ("assessed", None, 0, 0, 0, None, False, 0),
        ("selected", None, 0, 0, 0, None, False, 0),
    ]
    assert funnel(country, "99") == []


def test_a_figure_for_another_scope_is_not_the_nations(country: Database) -> None:
    figures(country, ("00", "selected", 2, "high"), label="Provinsi cerdas")
    claims(country, ("32", "selected", "high"))
    assert funnel(country, columns="stage count known published") == [
        ("invited", None, 0, None),
        ("assessed", None, 0, None),
        ("selected", None, 0, None),
    ]


def test_regions_with_low_claims_only_stand_apart(country: Database) -> None:
    claims(
        country,
        ("16.01", "selected", "low"),
        ("16.01", "invited", "high"),
        ("16.02", "assessed", "low"),
        ("16.71", "invited", "low"),
        ("16.71", "selected", "medium"),
    )
    assert funnel(country) == [
        ("invited", 2, 2, 1, 1, None, False, 0),
        ("assessed", 1, 1, 0, 2, None, False, 0),
        ("selected", 1, 1, 1, 1, None, False, 0),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((150, 88, 50), [(None, 1.0, False), (88 / 150, 88 / 150, False), (50 / 88, 50 / 150, False)]),
        ((120, 165, 50), [(None, 1.0, False), (None, None, True), (50 / 165, 50 / 120, False)]),
        ((120, 165, 150), [(None, 1.0, False), (None, None, True), (150 / 165, None, False)]),
        ((80, 80, 25), [(None, 1.0, False), (1.0, 1.0, False), (25 / 80, 25 / 80, False)]),
        ((0, 0, 0), [(None, None, False), (None, None, False), (None, None, False)]),
        ((10, 0, 0), [(None, 1.0, False), (0.0, 0.0, False), (None, 0.0, False)]),
        ((0, 5, 5), [(None, None, False), (None, None, True), (1.0, None, False)]),
        ((None, None, 50), [(None, None, False), (None, None, False), (None, None, False)]),
        ((100, None, 50), [(None, 1.0, False), (None, None, False), (None, 0.5, False)]),
    ],
)
def test_shares(values: tuple[float | None, ...], expected: list[Row], country: Database) -> None:
    stages = ("invited", "assessed", "selected")
    published = [(stage, value) for stage, value in zip(stages, values, strict=True) if value is not None]
    figures(country, *[("00", stage, value, "high") for stage, value in published])
    assert funnel(country, columns="of_previous of_first larger_than_previous") == expected


def test_names_are_compared_with_names_that_sources_state(country: Database) -> None:
    claims(
        country,
        ("16.01", "invited", "high"),
        ("16.02", "invited", "high"),
        ("16.01", "assessed", "high"),
        ("16.01", "selected", "high"),
    )
    assert funnel(country, columns=SHARES) == [
        ("invited", 2, None, 1.0, False),
        ("assessed", 1, 0.5, 0.5, False),
        ("selected", 1, 1.0, 0.5, False),
    ]


@pytest.mark.parametrize(
    ("stated", "published", "shares"),
    [
        # a name of 25 published is no conversion of 4 percent, 48 published are not more than 2 names
        (("invited", "selected"), (("assessed", 25),), [None, None, None]),
        (("invited", "assessed"), (("selected", 48),), [None, 1.0, None]),
        # the names of the earlier stage only follow from those of the later
        (("selected",), (), [None, None, None]),
    ],
)
def test_unlike_counts_are_not_compared(
    stated: tuple[str, ...],
    published: tuple[tuple[str, float], ...],
    shares: list[float | None],
    country: Database,
) -> None:
    claims(country, *[(region, stage, "high") for region in ("16.01", "16.02") for stage in stated])
    figures(country, *[("00", stage, value, "high") for stage, value in published])
    found = country.ask("funnel", program="gmsc", edition="2022", region="00")
    assert [row[0] for row in plain(found[["of_previous"]])] == shares
    assert not found["larger_than_previous"].any()


def test_contradicting_claims_stand_beside_the_chosen_one(country: Database) -> None:
    figures(
        country,
        ("00", "assessed", 200, "low"),
        ("00", "assessed", 88, "high"),
        ("00", "assessed", 88, "medium"),
        ("00", "assessed", 90, "medium"),
    )
    answer = country.ask("funnel", program="gmsc", edition="2022", region="00")
    assert plain(answer[["count", "sources", "contradicting"]])[1] == (
        88,
        [
            {"source_title": "F1", "source_url": None, "confidence": "high", "value": 88.0},
            {"source_title": "F2", "source_url": None, "confidence": "medium", "value": 88.0},
        ],
        2,
    )
    assert answer["sources"].tolist()[0] == []
    assert country.rows(
        "figure_claims", "figure chosen contradicts", program="gmsc", edition="2022", region="00"
    ) == [
        ("f1", True, False),
        ("f2", False, False),
        ("f0", False, True),
        ("f3", False, True),
    ]


def test_a_listed_exception_is_the_headline(country: Database) -> None:
    figures(country, ("00", "assessed", 88, "high"), ("00", "assessed", 165, "low"))
    country.add(
        "headline_exception", "table_name row_key reason", ("published_figure", '["f1"]', "Keputusan resmi")
    )
    assert funnel(country, columns="count contradicting")[1] == (165, 1)


def test_editions_side_by_side_are_the_funnels(bundled: Database) -> None:
    columns = SHORT + " of_previous of_first"
    together = bundled.rows("funnel_editions", "edition " + columns, program="gmsc", region="00")
    editions = [row[0] for row in bundled.rows("editions", "edition", program="gmsc")]
    apart = [
        (edition, *row)
        for edition in sorted(editions)
        for row in bundled.rows("funnel", columns, program="gmsc", edition=edition, region="00")
    ]
    assert together == apart
    assert len(together) == 40


# Published figures of the bundled facts; known by name counted from the lists of names.
# stage: count, known, low only, published, share of the stage before, larger, contradicting claims
PUBLISHED: dict[str, list[tuple[Any, ...]]] = {
    "2017": [
        (80, 28, 0, 80, None, False, 0),
        (80, 28, 0, 80, 1.0, False, 0),
        (25, 26, 0, 25, 0.3125, False, 0),
        (25, 3, 0, 25, 1.0, False, 0),
        (None, 0, 0, None, None, False, 0),
    ],
    "2018": [
        (120, 52, 1, 120, None, False, 0),
        (165, 52, 1, 165, None, True, 0),
        (50, 51, 1, 50, 50 / 165, False, 0),
        (50, 18, 0, 50, 1.0, False, 0),
        (50, 7, 0, 50, 1.0, False, 0),
    ],
    "2019": [
        (107, 34, 0, 107, None, False, 0),
        (107, 33, 0, 107, 1.0, False, 1),
        (25, 25, 0, 25, 25 / 107, False, 0),
        (25, 4, 0, 25, 1.0, False, 0),
        (1, 1, 0, None, None, False, 0),
    ],
    "2020": [
        (None, 0, 0, None, None, False, 0),
        (None, 0, 0, None, None, False, 0),
        (0, 0, 0, 0, None, False, 0),
        (None, 0, 0, None, None, False, 0),
        (None, 0, 0, None, None, False, 0),
    ],
    "2021": [
        (44, 44, 1, None, None, False, 0),
        (44, 44, 1, None, None, False, 0),
        (48, 43, 1, 48, None, False, 2),
        (48, 13, 0, 48, 1.0, False, 0),
        (5, 5, 0, None, None, False, 0),
    ],
    "2022": [
        (150, 46, 0, 150, None, False, 0),
        (88, 46, 0, 88, 88 / 150, False, 1),
        (50, 46, 0, 50, 50 / 88, False, 0),
        (50, 28, 0, 50, 1.0, False, 0),
        (50, 18, 0, 50, 1.0, False, 0),
    ],
    "2023": [
        (42, 42, 0, None, None, False, 0),
        (88, 42, 0, 88, None, False, 0),
        (50, 42, 0, 50, 50 / 88, False, 0),
        (50, 16, 0, 50, 1.0, False, 0),
        (50, 11, 0, 50, 1.0, False, 0),
    ],
    "2024": [
        (11, 11, 0, None, None, False, 0),
        (10, 10, 1, None, None, False, 0),
        (10, 10, 1, 10, None, False, 0),
        (10, 2, 0, 10, 1.0, False, 0),
        (None, 0, 0, None, None, False, 0),
    ],
}


@pytest.mark.parametrize("edition", PUBLISHED)
def test_the_funnel_of_every_edition_is_as_published(edition: str, bundled: Database) -> None:
    columns = "count known low_only published of_previous larger_than_previous contradicting"
    found = bundled.rows("funnel", columns, program="gmsc", edition=edition, region="00")
    assert found == PUBLISHED[edition]


@pytest.mark.parametrize("by", ["island_group", "province", "level"])
@pytest.mark.parametrize("stage", ["invited", "assessed", "selected", "mou_signed", "masterplan_done"])
@pytest.mark.parametrize("region", ["00", "16"])
def test_a_breakdown_adds_up(by: str, stage: str, region: str, bundled: Database) -> None:
    for edition in PUBLISHED:
        which = {"program": "gmsc", "edition": edition, "region": region}
        steps = {row[0]: row[1:] for row in bundled.rows("funnel", "stage count known low_only", **which)}
        areas = bundled.rows("funnel_by_area", "area known low_only", by=by, stage=stage, **which)
        count, known, low_only = steps[stage]
        assert sum(row[1] for row in areas) == max(count or 0, known)
        assert sum(row[2] for row in areas) == low_only
        assert [row[0] for row in areas].index("") == len(areas) - 1


def test_where_the_selected_of_2022_are(bundled: Database) -> None:
    columns = "area known low_only local_governments"
    which = {"program": "gmsc", "edition": "2022", "stage": "selected", "region": "00"}
    assert bundled.rows("funnel_by_area", columns, by="island_group", **which) == [
        ("Sumatera", 15, 0, 154),
        ("Jawa", 19, 0, 113),
        ("Bali-Nusa Tenggara", 4, 0, 41),
        ("Kalimantan", 3, 0, 56),
        ("Sulawesi", 5, 0, 81),
        ("Maluku", 0, 0, 21),
        ("Papua", 0, 0, 42),
        ("", 4, 0, None),
    ]
    assert bundled.rows("funnel_by_area", columns, by="level", **which) == [
        ("kabupaten", 31, 0, 415),
        ("kota", 15, 0, 93),
        ("", 4, 0, None),
    ]


def test_an_area_without_governments_has_no_share(country: Database) -> None:
    claims(country, ("31.71", "selected", "high"), ("16.01", "selected", "high"))
    figures(country, ("00", "selected", 5, "high"))
    which = {"program": "gmsc", "edition": "2022", "stage": "selected", "region": "00"}
    assert plain(country.ask("funnel_by_area", by="province", **which)) == [
        ("16", "Sumatera Selatan", 1, 0, 3, 1 / 3),
        ("31", "DKI Jakarta", 1, 0, 0, None),
        ("32", "Jawa Barat", 0, 0, 2, 0.0),
        ("", "", 3, 0, None, None),
    ]


def test_who_reached_a_stage_and_who_stopped_there(country: Database) -> None:
    claims(
        country,
        ("16.01", "assessed", "high"),
        ("16.01", "assessed", "low"),
        ("16.02", "selected", "medium"),
        ("16.02", "selected", "official"),
        ("32.73", "assessed", "low"),
        ("32", "assessed", "high"),
    )
    columns = (
        "region_code province_code province direct best_confidence low_only "
        "furthest_stage stopped_here source_title"
    )
    which = {"program": "gmsc", "edition": "2022", "stage": "assessed"}
    own = "Sumatera Selatan"
    in_province: list[Row] = [
        ("16.01", "16", own, True, "high", False, "assessed", True, "S 16.01 assessed high"),
        ("16.02", "16", own, False, "official", False, "selected", False, "S 16.02 selected official"),
    ]
    low: Row = ("32.73", "32", "Jawa Barat", True, "low", True, "assessed", True, "S 32.73 assessed low")
    assert country.rows("stage_regions", columns, region="00", **which) == [*in_province, low]
    assert country.rows("stage_regions", columns, region="16", **which) == in_province
    assert country.rows("stage_regions", columns, region="16.01", **which) == in_province[:1]
    assert country.rows("missing_names", "region_code province", **which) == [
        ("16.71", own),
        ("32.04", "Jawa Barat"),
        ("32.73", "Jawa Barat"),
    ]


def test_the_list_of_names_is_as_long_as_the_number_known(bundled: Database) -> None:
    for edition in PUBLISHED:
        which = {"program": "gmsc", "edition": edition, "region": "00"}
        for stage, known, low in bundled.rows("funnel", "stage known low_only", **which):
            listed = bundled.rows("stage_regions", "low_only", stage=stage, **which)
            assert (listed.count((False,)), listed.count((True,))) == (known, low)
