"""Findings: what a picture shows, said in one sentence that becomes its title."""

from smartcity.findings.comparisons import areas, editions, reach, statuses
from smartcity.findings.maps import map_counts, map_coverage, map_programs, map_scores, map_stages
from smartcity.findings.scores import children, family_name, grade_name, scores
from smartcity.findings.stages import Conversion, conversions, funnel, known, pairs, stage

__all__ = [
    "Conversion",
    "areas",
    "children",
    "conversions",
    "editions",
    "family_name",
    "funnel",
    "grade_name",
    "known",
    "map_counts",
    "map_coverage",
    "map_programs",
    "map_scores",
    "map_stages",
    "pairs",
    "reach",
    "scores",
    "stage",
    "statuses",
]
