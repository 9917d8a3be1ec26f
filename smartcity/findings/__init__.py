"""Findings: what a picture shows, said in one sentence that becomes its title."""

from smartcity.findings.comparisons import areas, editions, reach, statuses
from smartcity.findings.living_lab import living_lab, members, turns
from smartcity.findings.maps import (
    map_change,
    map_counts,
    map_coverage,
    map_late,
    map_names,
    map_programs,
    map_scores,
    map_stages,
)
from smartcity.findings.pilots import follow_up, pilot_progress, pilot_timeline, pilots
from smartcity.findings.scores import (
    children,
    family_name,
    grade_differences,
    grade_name,
    region_parts,
    scores,
)
from smartcity.findings.stages import Conversion, conversions, funnel, known, pairs, stage

__all__ = [
    "Conversion",
    "areas",
    "children",
    "conversions",
    "editions",
    "family_name",
    "follow_up",
    "funnel",
    "grade_differences",
    "grade_name",
    "known",
    "living_lab",
    "map_change",
    "map_counts",
    "map_coverage",
    "map_late",
    "map_names",
    "map_programs",
    "map_scores",
    "map_stages",
    "members",
    "pairs",
    "pilot_progress",
    "pilot_timeline",
    "pilots",
    "reach",
    "region_parts",
    "scores",
    "stage",
    "statuses",
    "turns",
]
