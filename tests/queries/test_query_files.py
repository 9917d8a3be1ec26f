"""Every question: its parameters, its columns, an answer from an empty database, and no way around binding."""

import re
from decimal import Decimal
from typing import Any

import pytest

from smartcity import queries
from smartcity.rules import CONFIDENCES, VIEWS
from tests.queries.database import Database, plain

FUNNEL = (
    "stage name_id name_en ordinal count known known_direct low_only published of_previous of_first "
    "larger_than_previous sources contradicting"
)
SOURCE = "source_title source_url confidence"
PILOT_FILTERS = "today program edition region dimension kind status text"
EVENT_FILTERS = "program year month mode region text"
ON_MAP = "code name level autonomous province lat lon value category edition low_only"

# name: parameters, columns
DECLARED = {
    "programs": (
        "",
        "program name_id name_en owner editions stages description_id description_en url",
    ),
    "editions": ("program", "edition label_id label_en starts_on ends_on note"),
    "stages": ("program", "stage ordinal name_id name_en"),
    "funnel": ("program edition region", FUNNEL),
    "funnel_editions": ("program region", f"edition label_id label_en {FUNNEL}"),
    "funnel_by_area": (
        "by region program edition stage",
        "area area_name known low_only local_governments share_known",
    ),
    "stage_regions": (
        "program edition stage region",
        "region_code name province_code province island_group direct reached_on class best_confidence low_only "
        "furthest_stage furthest_ordinal stopped_here source_title source_url",
    ),
    "figure_claims": (
        "program edition region",
        "figure stage measure category scope_code scope_label value counted_unit as_of note "
        f"{SOURCE} chosen contradicts",
    ),
    "missing_names": ("program edition stage", "region_code name province"),
    "reach": (
        "program region",
        "local_governments reached all_regions governments provinces provinces_reached",
    ),
    "pilots_by_status": ("today program region", "status pilots late"),
    "latest_index": (
        "region framework_program",
        "framework edition score grade name_id name_en assessed_on source_title source_url previous_score "
        "previous_edition comparable",
    ),
    "attention": (
        "today",
        "rule program edition stage region_code subject detail_count detail_total as_of row_id",
    ),
    "recent_changes": (
        "limit",
        "batch version kind made_by made_at reason table_name added changed removed",
    ),
    "data_age": ("", "table_name newest rows sources"),
    "earlier_upload": (
        "digest table_name",
        "batch version made_by made_at file_name added changed removed",
    ),
    "regions_listed": ("", "region_code name province"),
    "batch_changes": ("batch limit offset", "table_name row_key before after later total"),
    "batch_kept": ("batch limit", "table_name row_key later total"),
    "region": (
        "code",
        "code parent_code level name short_name autonomous island_group capital lat lon province children",
    ),
    "regions_short": ("", "code level short_name"),
    "search": ("text kind limit", "kind id of_id name_id name_en place total"),
    "search_words": ("", "word"),
    "agencies_named": ("ids", "region_code agency name"),
    "region_search": ("text limit", "code name level province"),
    "trail": ("code", "code name level"),
    "region_children": (
        "region",
        "code name level autonomous participations gmsc_editions furthest_stage spbe_edition spbe_score "
        "spbe_comparable spbe_grade pilots awards",
    ),
    "region_programs": (
        "region",
        "program edition stage ordinal name_id name_en direct low_only reached_on class note "
        f"{SOURCE} claims",
    ),
    "region_scores": (
        "region",
        "framework edition score grade_published grade_by_rule rank_published province_score national_score "
        f"known_in_province governments_in_province known_nationally {SOURCE} claims",
    ),
    "pilot_list": (
        PILOT_FILTERS,
        "pilot title region_code region_name province agency_name program edition dimension kind status late "
        f"progress_percent start_on due_on finished_on updated_on {SOURCE}",
    ),
    "pilot_groups": (f"by {PILOT_FILTERS}", "grouped name status pilots late"),
    "pilot_totals": (
        PILOT_FILTERS,
        "pilots regions done running still_open late delayed late_and_delayed open_with_due dated with_both_dates",
    ),
    "pilot_timeline": (
        f"{PILOT_FILTERS} limit",
        "pilot title region_code region_name status progress_percent start_on due_on finished_on start_begin due_end "
        f"finished late delayed today {SOURCE}",
    ),
    "pilot_progress": (
        PILOT_FILTERS,
        f"pilot title region_code region_name status progress_percent start_on due_on elapsed_share late {SOURCE}",
    ),
    "pilot_budget": (
        "program edition region dimension kind status today text",
        "program status pilots with_budget budget_idr",
    ),
    "pilot_days": (
        "today pilot",
        "pilot title region_name status progress_percent start_on due_on finished_on start_begin due_end finished late "
        "delayed today",
    ),
    "pilot": (
        "today pilot",
        "pilot region_code agency program edition title dimension kind status progress_percent start_on due_on "
        f"finished_on budget_idr updated_on note {SOURCE} region_name province agency_name late days_past_due",
    ),
    "row_changes": ("table_name row_key", "batch version kind made_by made_at reason before after"),
    "follow_up": (
        "today program edition region",
        "region_code region_name province agency agency_name pilot title program edition kind status late "
        "days_past_due delayed unreported days_unreported missing progress_percent due_on updated_on source_title "
        "source_url",
    ),
    "joined_regions": (
        "program region",
        "region_code name province furthest_stage edition low_only best_confidence source_title source_url",
    ),
    "joined_scores": (
        "program stage framework_program region",
        f"region_code name short_name level framework edition score low_only {SOURCE}",
    ),
    "joined_beside": (
        "framework_program program stage",
        "framework edition national_score others_known others_lower others_median others_upper source_title",
    ),
    "region_awards": (
        "region",
        f"award edition region_code title category rank given_by given_on {SOURCE} region_name",
    ),
    "region_events": (
        "region",
        "event title program starts_on ends_on mode place organiser partner audience participants topics "
        f"ict_layers note {SOURCE} region_code region_participants region_name",
    ),
    "region_figures": (
        "region",
        "figure program edition scope_code scope_label stage measure category value counted_unit as_of note "
        f"{SOURCE} region_name",
    ),
    "region_sources": ("region", f"source {SOURCE} facts tables"),
    "region_parts": (
        "region",
        "framework edition indicator parent level ordinal name_id name_en weight_percent parts_in_level lowest "
        f"highest score national_score {SOURCE}",
    ),
    "region_contradictions": (
        "region",
        "table_name row_key program edition framework region_code scope_label stage measure category indicator "
        f"agency chosen_value value chosen_source {SOURCE} region_name",
    ),
    "region_gaps": ("region", "gap known total missing"),
    "region_changes": (
        "region limit",
        "batch made_at made_by kind reason table_name row_key title region_code region_name happened total",
    ),
    "contradiction_count": ("region", "contradictions figures scores"),
    "sources": ("", "source source_title source_url confidences facts in_tables facts_in_tables"),
    "source_facts": (
        "source table_name limit",
        "table_name row_key region_code region_name program edition what of_what text value dated confidence",
    ),
    "named_rows": (
        "ids table_name",
        "id program edition region_code region_name what of_what text source_title",
    ),
    "contradictions": (
        "",
        "thing table_name row_key program edition framework region_code region_name scope_label stage measure "
        "category indicator name_id name_en agency value chosen_value counted_unit confidence dated note "
        "source_title source_url source chosen decided_by exception_key exception_reason",
    ),
    "names_over_figures": (
        "",
        "program edition stage name_id name_en scope_code known published region_code region_name "
        "best_confidence other_editions",
    ),
    "coverage": ("table_name", "program edition area area_name known total share_known basis"),
    "age_by_province": ("today", "area area_name table_name facts newest days is_old"),
    "instruments": (
        "",
        "framework program name_id name_en version valid_from valid_to indicators weights governments scores",
    ),
    "instrument_weights": ("", "framework name_id name_en indicator part_id part_en weight_percent"),
    "instrument_change": (
        "",
        "program region_code region_name previous_framework previous_name_id previous_name_en "
        "previous_edition previous_score framework name_id name_en edition score",
    ),
    "map_stages": ("program edition region", ON_MAP),
    "map_programs": ("region", ON_MAP),
    "map_scores": ("framework edition region", ON_MAP),
    "map_pilots": ("status today region", ON_MAP),
    "map_change": ("framework region", ON_MAP),
    "map_names": ("program region", ON_MAP),
    "map_awards": ("region", ON_MAP),
    "map_attendance": ("event region", ON_MAP),
    "event_list": (
        EVENT_FILTERS,
        "event title program starts_on ends_on year month mode place organiser partner audience participants "
        f"counted_unit regions of_unit sessions ict_layers {SOURCE}",
    ),
    "event_calendar": ("program mode region text", "year month events titles"),
    "event_totals": (
        EVENT_FILTERS,
        "events with_regions with_sessions with_layers without_month with_participants governments all_governments "
        "provinces all_provinces",
    ),
    "event_layers": (EVENT_FILTERS, "layer events with_layers"),
    "event_layer_list": (
        EVENT_FILTERS,
        "event title starts_on organiser audience ict_layers layers source_title source_url",
    ),
    "event": (
        "event",
        "event title program starts_on ends_on year month mode place organiser partner audience participants "
        f"counted_unit topics ict_layers note {SOURCE} sessions regions of_unit regions_with_people people",
    ),
    "event_sessions": ("event", "ordinal title speaker starts_at"),
    "event_regions": (
        "event",
        "region_code region_name level province_code province participants events source_title source_url",
    ),
    "event_provinces": ("event", "province_code province came governments"),
    "attendance_list": (
        "region",
        "event title starts_on region_code region_name participants source_title source_url",
    ),
    "attendance_regions": (
        "program year month mode text region frequency",
        "region_code region_name level province_code province events people last_on known_events frequency",
    ),
    "attendance_provinces": (
        "program year month mode text region",
        "province_code province governments often seldom never came known_events",
    ),
    "agency_regions": ("region", "region_code name province level agencies assessed edition evaluations"),
    "agency_periods": (
        "region",
        "framework program name_id name_en version edition label_id label_en assessed criteria",
    ),
    "agency_scores": (
        "framework edition region",
        f"agency name kind indicator score computed assessed_on {SOURCE}",
    ),
    "agency_ranking": (
        "framework edition region measure",
        "place agency name kind score sharing grade_by_rule grade_name_id grade_name_en computed claims "
        f"assessed_on {SOURCE}",
    ),
    "agency_change": (
        "framework edition before region before_framework measure",
        f"agency name score_before score_after change comparable added removed source_before {SOURCE}",
    ),
    "agency_lagging": (
        "framework region measure edition",
        "agency name kind score median difference known periods since lags",
    ),
    "agency_profile": (
        "framework region agency limit",
        "edition indicator name_id name_en agency name score known assessed median place own",
    ),
    "agency_claims": (
        "region agency",
        "framework framework_id framework_en edition indicator name_id name_en score grade_published "
        "rank_published assessed_on chosen confidence note source_title source_url",
    ),
    "agency_names": ("region", "agency name kind"),
    "agency_initiatives": (
        "today region agency",
        "pilot title region_code region_name agency agency_name kind status late delayed finished "
        f"progress_percent start_on due_on finished_on updated_on {SOURCE}",
    ),
    "agency_initiative_groups": ("today region", "grouped name status pilots late"),
    "agency_summary": ("region", "agencies governments assessed governments_assessed edition"),
    "ietpd_figures": (
        "region",
        "figure edition measure category scope_code scope_name scope_label value counted_unit chosen contradicts "
        "as_of confidence note source_title source_url",
    ),
    "ietpd_regions": (
        "region",
        "region_code name province edition score level grade_published edition_before score_before change claims "
        f"{SOURCE}",
    ),
    "map_frameworks": ("", "framework program name_id name_en editions governments lowest highest"),
    "map_claims": (
        "program edition region",
        f"region_code name province name_id name_en reached_on {SOURCE}",
    ),
    "map_score_claims": (
        "framework edition region",
        f"region_code name province edition score grade_published {SOURCE}",
    ),
}

GIVEN: dict[str, Any] = {
    "program": "gmsc",
    "framework_program": "spbe",
    "framework": "spbe-2020",
    "status": "running",
    "edition": "2022",
    "stage": "selected",
    "region": "16",
    "parent": "16",
    "code": "16.01",
    "by": "province",
    "text": "ogan",
    "batch": 2,
    "limit": 5,
    "offset": 0,
    "today": "2026-11-22",
    "ids": "[]",
}
TYPED = ("ids", "batch", "limit", "offset", "today")


def given(name: str) -> dict[str, Any]:
    """Return a value for each parameter of a question."""
    return {parameter: GIVEN.get(parameter, "") for parameter in queries.parameters(name)}


@pytest.mark.parametrize("name", DECLARED)
def test_question_has_its_parameters_and_columns(name: str, database: Database) -> None:
    wanted, columns = DECLARED[name]
    assert queries.parameters(name) == tuple(wanted.split())
    assert list(database.ask(name, **given(name)).columns) == columns.split()


def test_questions_of_an_empty_database_have_no_rows(database: Database) -> None:
    answered = {name: len(database.ask(name, **given(name))) for name in DECLARED}
    assert {name: rows for name, rows in answered.items() if rows} == {
        "agency_summary": 1,
        "contradiction_count": 1,
        "data_age": 6,
        "event_layers": 4,
        "event_totals": 1,
        "funnel_by_area": 1,
        "pilot_totals": 1,
        "reach": 1,
    }
    assert database.rows("funnel_by_area", "area known share_known", **given("funnel_by_area")) == [
        ("", 0, None)
    ]
    assert plain(database.ask("reach", program="", region="00")) == [(0, 0, 0, 0, 0, 0)]
    assert database.rows("data_age", "newest rows sources") == [(None, 0, 0)] * 6


@pytest.mark.parametrize("name", queries.NAMES)
def test_every_file_says_what_it_answers_and_runs(name: str, database: Database) -> None:
    assert queries.sql(name).startswith("-- ")
    assert database.ask(name, **given(name)).columns.is_unique


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_of_an_empty_database_is_empty(name: str, database: Database) -> None:
    assert database.connection.sql(f"from {name}").fetchall() == (
        [(0.5, 365, 90, 20, 3, Decimal("0.15"), 10, 2)] if name == "rule_limit" else []
    )


@pytest.mark.parametrize(
    ("params", "message"),
    [
        (
            {"program": "gmsc"},
            "Kueri funnel memerlukan parameter: program, edition, region."
            " Kurang atau tidak dikenal: edition, region.",
        ),
        (
            {"program": "gmsc", "edition": "2022", "region": "00", "limit": 5},
            "Kueri funnel memerlukan parameter: program, edition, region. Kurang atau tidak dikenal: limit.",
        ),
    ],
)
def test_exactly_the_parameters(params: dict[str, Any], message: str, database: Database) -> None:
    with pytest.raises(queries.QueryError) as error:
        database.ask("funnel", **params)
    assert str(error.value) == message


@pytest.mark.parametrize("name", ["tidak_ada", "../rules", "views/funnel_stage", ""])
def test_only_questions_that_exist(name: str, database: Database) -> None:
    with pytest.raises(queries.QueryError) as error:
        database.ask(name)
    assert str(error.value) == f"Tidak ada kueri bernama {name}."


def test_confidences_have_one_order() -> None:
    texts = [*map(queries.sql, queries.NAMES), *VIEWS.values()]
    orders = {
        tuple(re.findall(r"'(\w+)'", found))
        for text in texts
        for found in re.findall(r"\['official'.*?\]", text)
    }
    assert orders == {CONFIDENCES}


def test_parameter_names_in_comments_do_not_count() -> None:
    assert queries.parameters("programs") == ()


def test_values_are_data_and_never_sql(country: Database) -> None:
    text = "'; drop table region; --"
    for name in DECLARED:
        if text_parameters := {key for key in given(name) if key not in TYPED}:
            country.ask(name, **given(name) | dict.fromkeys(text_parameters, text))
    assert country.connection.sql("select count(*) from region").fetchall() == [(10,)]
