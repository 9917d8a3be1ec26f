"""The few rules with a name: headline, funnel, late, grade, weighted index, coverage.

Rules that a person may check by hand are functions here. Rules over whole tables are views, written in
`smartcity/queries/views/` and created in every version of the database; where a rule has both forms, a test
holds them together.
"""

import math
import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

SPBE_DOMAIN_WEIGHTS = (13.0, 25.0, 16.5, 45.5)
"""Percent: policy, governance, management, service (Regulation of the Minister PANRB 59 of 2020)."""

GMSC_EVALUATION_WEIGHTS = (10.0, 20.0, 30.0, 20.0, 20.0)
"""Percent: baseline, output, outcome, impact, quick win (evaluation of Gerakan Menuju Smart City)."""

CONFIDENCES = ("official", "high", "medium", "low")
"""How sure a source is, the surest first; a region is known by name from medium upwards."""

FINISHED = ("completed", "evaluated", "stopped")
"""Reported statuses after which a pilot cannot be late any more."""

FEW_NAMES_BELOW = 0.5
"""Share of a published figure known by name under which a stage needs attention.

Below one half most of a stage is unknown, so what its list shows says little about the stage.
"""

OLD_AFTER_DAYS = 365
"""Age of the newest fact above which a program needs attention: all programs report at least yearly."""

UNREPORTED_AFTER_DAYS = 90
"""Days without a report after which an open pilot is followed up: a quarter, as governments report."""

QUARTILES_FROM = 20
"""Scores that must be known before their quartiles are shown: each quarter then rests on five or more."""

MEDIAN_FROM = 10
"""So many known scores a group needs before its median is shown.

With fewer a single government that has not announced its score could move the median by a grade; and known
scores are no sample, so that a mean is never shown.
"""

LAGS_FROM_PERIODS = 2
"""Evaluations in a row in which a local agency must be below the median of its region to lag.

Below the median is always about half of them; only who stays there lags.
"""

RECOMPUTED_WITHIN = 0.01
"""Up to this difference in points an index computed again counts as the published one: both are rounded."""

OFTEN_FROM_EVENTS = 3
"""Recorded events from which a government comes often: once or twice may be chance."""

OFTEN_FROM_SHARE = 0.15
"""Share of the events whose attendance is known from which it comes often, besides: about every seventh."""

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_VIEW_FILES = Path(__file__).resolve().parent / "queries" / "views"
# A view stands after those that it reads.
_VIEW_ORDER = (
    "grade_band",
    "map_place",
    "pilot_due",
    "pilot_shown",
    "event_shown",
    "figure_claim",
    "headline_figure",
    "headline_score",
    "rival_assessment",
    "agency_score",
    "region_stage",
    "known_stage",
    "low_stage",
    "stage_claim",
    "funnel_stage",
)

_FROM, _FROM_RIVALS = "\nfrom assessment\n", "\nfrom rival_assessment as assessment\n"


def _views() -> dict[str, str]:
    """Return each view by its name; rival_score is headline_score where several sources tell, which is found fast."""
    views = {name: (_VIEW_FILES / f"{name}.sql").read_text("utf-8").strip() for name in _VIEW_ORDER}
    return views | {"rival_score": views["headline_score"].replace(_FROM, _FROM_RIVALS)}


VIEWS: dict[str, str] = {
    "rule_limit": f"select {FEW_NAMES_BELOW} as few_names_below, {OLD_AFTER_DAYS} as old_after_days, "
    f"{UNREPORTED_AFTER_DAYS} as unreported_after_days, {QUARTILES_FROM} as quartiles_from, "
    f"{OFTEN_FROM_EVENTS} as often_from_events, {OFTEN_FROM_SHARE} as often_from_share, "
    f"{MEDIAN_FROM} as median_from, {LAGS_FROM_PERIODS} as lags_from_periods",
    **_views(),
}
"""Name and select statement of each view, in the order in which they are created."""


@dataclass(frozen=True)
class Threshold:
    """A grade of a framework: scores from lower up to, but without, upper (in the framework's points).

    A grade whose bounds were not published has none, and no score falls in it.
    """

    grade: str
    lower: float | None
    upper: float | None


def grade(score: float | None, thresholds: Sequence[Threshold]) -> str | None:
    """Return the grade in which a score falls, or None without a score or a fitting grade.

    Rule: lower <= score < upper; the highest grade includes its upper bound, so that 5.00 is "Memuaskan".
    Units: points of the framework, 1 to 5 for SPBE. Source: Regulation of the Minister PANRB 59 of 2020
    (bounds 1.8, 2.6, 3.5 and 4.2), as printed by the press.
    """
    if score is None or math.isnan(score):
        return None
    top = max((band.upper for band in thresholds if band.upper is not None), default=None)
    for band in thresholds:
        if band.lower is None or band.upper is None:
            continue
        if band.lower <= score and (score < band.upper or score == band.upper == top):
            return band.grade
    return None


def weighted_index(scores: Sequence[float | None], weights: Sequence[float]) -> float | None:
    """Return the weighted mean of scores, rounded half up to two decimals; None when a score is missing.

    Rule: sum of score times weight, divided by the sum of the weights, as published indexes are rounded
    (3.405 becomes 3.41). Units: scores in the framework's points, weights in percent. Source: Regulation of
    the Minister PANRB 59 of 2020 for SPBE, Kominfo's evaluation of Gerakan Menuju Smart City for the other.
    """
    if len(scores) != len(weights):
        raise ValueError(f"{len(scores)} scores for {len(weights)} weights")
    known = [score for score in scores if score is not None and not math.isnan(score)]
    total = sum((Decimal(str(weight)) for weight in weights), Decimal())
    if len(known) < len(scores) or total == 0:
        return None
    points = sum((Decimal(str(s)) * Decimal(str(w)) for s, w in zip(known, weights, strict=True)), Decimal())
    return float((points / total).quantize(Decimal("0.01"), ROUND_HALF_UP))


def median_shown(median: float | None, known: int) -> float | None:
    """Return the median of a group of known scores, or None where too few are known to show one.

    Rule: at least MEDIAN_FROM scores of the group are known. Units: points of the framework, governments.
    Source: the project's rule that partial data carry no mean.
    """
    if median is None or math.isnan(median) or known < MEDIAN_FROM:
        return None
    return float(median)


def mean_shown(scores: Sequence[float], known: int) -> float | None:
    """Return the mean of the scores of a region's local agencies, or None where some of them are not assessed.

    Rule: a mean is shown only where every agency on record has a score, and there are at least two: those that
    were not assessed are not like those that were. Units: points of the framework, agencies. Source: the project's
    rule that partial data carry no mean.
    """
    if len(scores) < 2 or len(scores) < known:
        return None
    return float(sum(scores)) / len(scores)


def periods_below(ranks: Sequence[tuple[float | None, float | None, int]]) -> int:
    """Return in how many periods in a row, the latest first, an agency is below the median of its region.

    Each period gives the agency's score, the median of the region's agencies, and of how many it is. Rule: a period
    without a score, or of which fewer than MEDIAN_FROM scores are known, ends the row. An agency lags from
    LAGS_FROM_PERIODS periods on. Units: points of the framework, agencies. Source: the project's own rule.
    """
    count = 0
    for score, median, known in ranks:
        if score is None or median_shown(median, known) is None or score >= float(median or 0):
            break
        count += 1
    return count


def share(part: float | None, whole: float | None) -> float | None:
    """Return part divided by whole (0 to 1 and above), or None when one is missing or the whole is zero.

    Rule: nothing is a share of nothing. Units: both in the same unit. Source: arithmetic.
    """
    if part is None or whole is None or whole == 0:
        return None
    return part / whole


@dataclass(frozen=True)
class Coverage:
    """How much of a figure is known by name: regions known, the figure, those missing and those too many."""

    known: int
    total: int | None
    unknown: int
    surplus: int
    share: float | None


def coverage(known: int, total: int | None) -> Coverage:
    """Return how much of a published total is known by name.

    Rule: what is missing is never negative; where more are known than were published both numbers stand
    and the difference is the surplus. Units: regions. Source: the project's design, "Funnel rule".
    """
    if total is None:
        return Coverage(known, None, 0, 0, None)
    return Coverage(known, total, max(total - known, 0), max(known - total, 0), share(known, total))


def end_of(iso_text: str | None) -> date | None:
    """Return the last day of a date that may be only a year or a month; None for no or no real date.

    Rule: 2024 ends on 31 December 2024, 2024-02 on 29 February 2024. Units: ISO 8601 text of reduced
    precision. Source: the project's design, "Tables": sources often give months or years only.
    """
    if not iso_text or not _ISO.fullmatch(iso_text):
        return None
    year, month, day = (*map(int, iso_text.split("-")), 0, 0)[:3]
    month = month if len(iso_text) > 4 else 12
    try:
        return date(year, month, day if len(iso_text) > 7 else monthrange(year, month)[1])
    except ValueError:
        return None


def is_late(due_on: str | None, status: str | None, finished_on: str | None, today: date) -> bool:
    """Return whether a pilot is past its due date and not finished.

    Rule: a due date given as a month or a year is past only after its end; a pilot is finished when it has a
    finishing date or is reported as completed, evaluated or stopped. The reported status "delayed" is
    another thing. Units: ISO 8601 dates of reduced precision. Source: the project's design, "Words".
    """
    end = end_of(due_on)
    return end is not None and end < today and not finished_on and status not in FINISHED
