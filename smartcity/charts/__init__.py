"""Charts: a DataFrame of a query becomes an Altair chart, the same for the screen and for export."""

from smartcity.charts.comparison import (
    alt_areas,
    alt_editions,
    alt_statuses,
    areas,
    editions,
    status_name,
    statuses,
)
from smartcity.charts.funnel import alt_funnel, funnel
from smartcity.charts.living_lab import alt_living_lab, living_lab
from smartcity.charts.pilot_timeline import alt_pilot_timeline, pilot_timeline
from smartcity.charts.pilots import alt_pilot_groups, alt_pilot_progress, pilot_groups, pilot_progress
from smartcity.charts.region_parts import alt_region_parts, region_parts
from smartcity.charts.scores import alt_scores, scores
from smartcity.charts.trail import alt_children, alt_trail, children, trail
from smartcity.findings.scores import score_families

__all__ = [
    "alt_areas",
    "alt_children",
    "alt_editions",
    "alt_funnel",
    "alt_living_lab",
    "alt_pilot_groups",
    "alt_pilot_progress",
    "alt_pilot_timeline",
    "alt_region_parts",
    "alt_scores",
    "alt_statuses",
    "alt_trail",
    "areas",
    "children",
    "editions",
    "funnel",
    "living_lab",
    "pilot_groups",
    "pilot_progress",
    "pilot_timeline",
    "region_parts",
    "score_families",
    "scores",
    "status_name",
    "statuses",
    "trail",
]
