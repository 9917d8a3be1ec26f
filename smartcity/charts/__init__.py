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
from smartcity.charts.scores import alt_scores, scores
from smartcity.charts.trail import alt_children, alt_trail, children, trail
from smartcity.findings.scores import score_families

__all__ = [
    "alt_areas",
    "alt_children",
    "alt_editions",
    "alt_funnel",
    "alt_scores",
    "alt_statuses",
    "alt_trail",
    "areas",
    "children",
    "editions",
    "funnel",
    "score_families",
    "scores",
    "status_name",
    "statuses",
    "trail",
]
