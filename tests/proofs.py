"""For each picture: the numbers that its chart was sent with, beside those that SQL gives."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from smartcity import formats
from smartcity.ui.region_parts import uppermost
from tests.queries.database import plain

Rows = list[dict[str, Any]]
Answers = dict[str, pd.DataFrame]
Proof = Callable[[Rows, Answers, str], tuple[Any, Any]]
"""From the rows of a chart, the answers of its questions and its key: what is drawn, and what must be."""


def having(rows: Rows, *fields: str) -> Iterator[dict[str, Any]]:
    """Give the rows that have all of these fields; layers of one chart repeat them."""
    return (row for row in rows if set(fields) <= set(row))


def pairs(rows: Rows, *fields: str) -> set[tuple[Any, ...]]:
    """Return some fields of the rows that have all of them, where the last one is a number."""
    found = {tuple(row[field] for field in fields) for row in having(rows, *fields)}
    return {each for each in found if each[-1] is not None}


def columns(frame: pd.DataFrame, *names: str) -> set[tuple[Any, ...]]:
    """Return some columns of an answer, where the last one is a number."""
    return {row for row in plain(frame[list(names)]) if row[-1] is not None}


def funnel(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """Every stage with its count."""
    known = [row for row in having(rows, "stage", "value", "label") if row["label"] != formats.MISSING]
    return pairs(known, "stage", "value"), columns(answers["funnel"], "stage", "count")


def editions(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """Every edition and stage with its count in words."""
    counted = answers["funnel_editions"].dropna(subset=["count"])
    wanted = {
        (row["edition"], row["name_id"], formats.number(row["count"])) for row in counted.to_dict("records")
    }
    drawn = {each for each in pairs(rows, "edition", "stage", "label") if each[-1] != formats.MISSING}
    return drawn, wanted


def areas(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """How many are known in each area, and how many nowhere."""
    answer = answers["funnel_by_area"]
    counted = answer[(answer["area"] != "") | (answer["known"] > 0)]
    drawn = {(row["name"], row["unknown"], row["known"]) for row in having(rows, "name", "unknown", "known")}
    return Counter(known for *_who, known in drawn), Counter(int(known) for known in counted["known"])


def trail(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """The furthest stage of each program and edition."""
    furthest = answers["region_programs"].groupby(["program", "edition"])["ordinal"].max()
    drawn = pairs(rows, "y_title", "reached")
    return sorted(reached for _place, reached in drawn), sorted(int(ordinal) for ordinal in furthest)


def scores(rows: Rows, answers: Answers, key: str) -> tuple[Any, Any]:
    """The region's own scores of one family of instruments."""
    answer = answers["region_scores"]
    family = key.removeprefix("scores_")
    some = answer[answer["framework"].str.replace(r"-\d{4}$", "", regex=True) == family]
    drawn = {(row["edition"], row["value"]) for row in having(rows, "own", "edition", "value") if row["own"]}
    return drawn, columns(some, "edition", "score")


def series(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """The region's own scores of the family that is looked at: all of them are known scores."""
    drawn = {(row["edition"], row["value"]) for row in having(rows, "own", "edition", "value") if row["own"]}
    return drawn - columns(answers["region_scores"], "edition", "score"), set()


def region_parts(rows: Rows, answers: Answers, key: str) -> tuple[Any, Any]:
    """The uppermost parts of an instrument with the region's score and the nation's."""
    answer = answers["region_parts"]
    some = uppermost(answer[answer["framework"] == key.removeprefix("parts_")])
    drawn = {
        (row["title"], row["score"], row["nation"])
        for row in having(rows, "title", "score", "nation", "weight")
    }
    return drawn, set(plain(some[["name_id", "score", "national_score"]]))


def children(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """The scores of the regions right below, where they may be compared."""
    answer = answers["region_children"]
    comparable = answer[answer["spbe_comparable"].fillna(False).astype(bool)] if len(answer) else answer
    return pairs(rows, "name", "value"), columns(comparable, "name", "spbe_score")


def on_map(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """Which regions have a value on a map."""
    (answer,) = answers.values()
    placed = answer.dropna(subset=["lat", "lon"])
    is_valued = placed["value"].notna() | (placed["category"].fillna("") != "") & placed["edition"].ne("")
    drawn = {row["code"] for row in having(rows, "code", "at") if row["at"] is not None and row["at"] >= 0}
    return drawn, set(placed[is_valued]["code"])


def pilot_groups(rows: Rows, answers: Answers, key: str) -> tuple[Any, Any]:
    """How many pilots of each group stand at each status, and how many of a group are late."""
    answer = answers["agency_initiative_groups" if key == "initiatives" else "pilot_groups"]
    parts = {
        (row["name"], row["status"], row["stop"] - row["start"]) for row in having(rows, "status", "stop")
    }
    sums = {(row["name"], row["pilots"], row["late"]) for row in having(rows, "name", "pilots", "late")}
    wanted = answer.groupby("grouped", dropna=False)[["pilots", "late"]].sum()
    drawn = Counter((status, count) for _name, status, count in parts), Counter(each[1:] for each in sums)
    return drawn, (Counter(plain(answer[["status", "pilots"]])), Counter(plain(wanted)))


def pilot_timeline(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """Which pilots are drawn, and with which status."""
    return pairs(rows, "pilot", "status"), columns(answers["pilot_timeline"], "pilot", "status")


def pilot_progress(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """The progress of each pilot beside the time that has passed, in words."""
    wanted = {
        (
            row["pilot"],
            formats.percent(row["elapsed_share"], 0),
            formats.percent(row["progress_percent"] / 100, 0),
        )
        for row in answers["pilot_progress"].to_dict("records")
    }
    return pairs(rows, "pilot", "elapsed", "progress"), wanted


def living_lab(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """Every score of every member that is drawn."""
    drawn = pairs(rows, "code", "edition", "score")
    members = {code for code, *_score in drawn}
    wanted = columns(answers["joined_scores"], "region_code", "edition", "score")
    return drawn, {each for each in wanted if each[0] in members}


def profile(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """Every known score of every group: points that would lie on each other are counted together."""
    drawn = {
        (row["y"], row["own"], row["score"], row.get("count", 1))
        for row in having(rows, "own", "score", "label")
    }
    found: Counter[float] = Counter()
    for _place, _own, score, count in drawn:
        found[score] += count
    return found, Counter(answers["assessment_peers"]["score"])


def ranking(rows: Rows, answers: Answers, key: str) -> tuple[Any, Any]:
    """Places, names and scores of those that are drawn: the first and the last are among them."""
    answer = answers["agency_ranking" if key == "agency_ranking" else "assessment_ranking"]
    wanted = {(f"{place}. {name}", score) for place, name, score in plain(answer[["place", "name", "score"]])}
    drawn = pairs(rows, "title", "score")
    ends = set(answer["score"].iloc[[0, -1]]) if len(answer) else set()
    return (drawn - wanted, ends - {score for _title, score in drawn}), (set(), set())


def grades(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """How many governments each predicate has by the thresholds and in print, where there are any."""
    answer = answers["assessment_grades"]
    known = answer[answer["kind"] != "unknown"][["by_threshold", "by_print"]].fillna(0)
    drawn = {
        (row["y_name"], row["by_threshold"], row["by_print"])
        for row in having(rows, "by_threshold", "y_name")
    }
    counts = Counter((int(ruled or 0), int(printed or 0)) for _place, ruled, printed in drawn)
    wanted = Counter((int(ruled), int(printed)) for ruled, printed in plain(known))
    for counted in (counts, wanted):
        counted.pop((0, 0), None)
    return counts, wanted


def change(rows: Rows, answers: Answers, key: str) -> tuple[Any, Any]:
    """The two scores of each government or agency that is drawn."""
    answer = answers["agency_change" if key == "agency_change" else "assessment_change"]
    wanted = columns(answer, "name", "score_before", "score_after")
    drawn = {each for each in pairs(rows, "title", "before", "after") if each[1] is not None}
    return drawn - wanted, set()


def tree(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """The score of each part of each government that is drawn."""
    drawn = pairs(rows, "region_code", "indicator", "score")
    return drawn - columns(answers["assessment_parts"], "region_code", "indicator", "score"), set()


def schedule(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """How many came on which days in all."""
    answer = answers["stage_regions"]
    came = answer[answer["direct"] & ~answer["low_only"]]
    drawn = pairs(rows, "day", "group", "count")
    return sum(count for *_which, count in drawn), len(came)


def coverage(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """How many are known of each program, edition and province."""
    wanted = {
        (row["program"], row["edition"], row["area"], formats.number(row["known"]))
        for row in answers["coverage"].to_dict("records")
    }
    drawn = {each for each in pairs(rows, "program", "edition", "area", "label") if each[-1]}
    return drawn - wanted, set()


def ages(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """The newest fact of each table in each province."""
    answer = answers["age_by_province"].dropna(subset=["newest"])
    wanted = Counter((row["area"], formats.date(row["newest"])) for row in answer.to_dict("records"))
    drawn = {
        (row["area"], row["column"], row["words"]) for row in having(rows, "area", "column", "words", "facts")
    }
    known = [(area, words) for area, _column, words in drawn if words in {date for _area, date in wanted}]
    return Counter(known), wanted


def agency_heatmap(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """The score of each agency by each criterion."""
    wanted = columns(answers["agency_scores"], "agency", "indicator", "score")
    return pairs(rows, "region_code", "indicator", "score"), wanted


def agency_profile(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """Every score of every agency in the latest periods; points that would lie on each other are counted together."""
    drawn = {
        (row["y"], row["own"], row["score"], row.get("count", 1))
        for row in having(rows, "own", "score", "label")
    }
    found: Counter[float] = Counter()
    for _place, _own, score, count in drawn:
        found[score] += count
    return found, Counter(answers["agency_profile"]["score"])


def published(answers: Answers, measure: str) -> pd.DataFrame:
    """Return the chosen figures of one measure of the country and of its parts."""
    answer = answers["ietpd_figures"]
    return answer[
        (answer["measure"] == measure) & (answer["scope_code"] == "00") & answer["chosen"].astype(bool)
    ]


def ietpd_shares(rows: Rows, answers: Answers, key: str) -> tuple[Any, Any]:
    """The shares of the country, of its parts in the latest period, or of those in the championship."""
    measure = "championship_participation_percent" if key == "ietpd_championship" else "digital_percent"
    answer = published(answers, measure)
    parts = answer[answer["scope_label"] != ""]
    some = (
        parts[parts["edition"] == parts["edition"].max()]
        if key == "ietpd_areas"
        else answer[answer["scope_label"] == ""]
    )
    targets = set(published(answers, "target_digital_percent")["value"]) if key == "ietpd_shares" else set()
    drawn = list(having(rows, "name", "value", "target"))
    return (
        {row["value"] for row in drawn if row["value"] is not None},
        {row["target"] for row in drawn if row["target"] is not None},
    ), (set(some["value"]), targets)


def ietpd_levels(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """How many governments each source counted at each level, in words."""
    counted = published(answers, "local_governments")
    named = counted[(counted["scope_label"] == "") & (counted["category"] != "")]
    wanted = {(row["category"], formats.number(row["value"])) for row in named.to_dict("records")}
    return pairs(rows, "level", "label"), wanted


def event_calendar(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """How many events began in each month."""
    drawn = {each for each in pairs(rows, "year", "month", "events") if each[-1]}
    return drawn, columns(answers["event_calendar"], "year", "month", "events")


def event_layers(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """How many events address each layer."""
    return pairs(rows, "layer", "events"), columns(answers["event_layers"], "layer", "events")


def attendance_provinces(rows: Rows, answers: Answers, _key: str) -> tuple[Any, Any]:
    """How many governments of each province came often, seldom, never."""
    names = ("province_code", "often", "seldom", "never")
    return pairs(rows, *names), columns(answers["attendance_provinces"], *names)


PROOFS: dict[str, Proof] = {
    "funnel": funnel,
    "editions": editions,
    "areas": areas,
    "trail": trail,
    "scores_": scores,
    "series": series,
    "parts_": region_parts,
    "parts": tree,
    "children": children,
    "map_": on_map,
    "pilot_groups": pilot_groups,
    "pilot_timeline": pilot_timeline,
    "pilot_progress": pilot_progress,
    "living_lab": living_lab,
    "profile": profile,
    "ranking": ranking,
    "grades": grades,
    "change": change,
    "schedule": schedule,
    "coverage": coverage,
    "ages": ages,
    "agency_heatmap": agency_heatmap,
    "agency_ranking": ranking,
    "agency_change": change,
    "agency_profile": agency_profile,
    "initiatives": pilot_groups,
    "ietpd_shares": ietpd_shares,
    "ietpd_areas": ietpd_shares,
    "ietpd_championship": ietpd_shares,
    "ietpd_levels": ietpd_levels,
    "event_calendar_": event_calendar,
    "event_layers": event_layers,
    "attendance_provinces": attendance_provinces,
}


def proof(key: str) -> str:
    """Return the proof for a picture: that of its key, else that of what its key begins with."""
    return (
        key
        if key in PROOFS
        else next((name for name in PROOFS if name[-1] == "_" and key.startswith(name)), "")
    )
