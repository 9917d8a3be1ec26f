"""Maps: a DataFrame of a query becomes an Altair chart or a pydeck Deck, the same colours in both."""

from smartcity.maps.classes import LATE, came, changes, classify, counts, legend, scores, stages
from smartcity.maps.content import content, without_position
from smartcity.maps.geometry import approximate_borders, bounds, office_boundaries
from smartcity.maps.light import (
    NARROW,
    SELECTION,
    USUAL_WIDTH,
    chart,
    estimate_words,
    government_words,
    has_estimates,
    has_governments,
    picture,
    slide,
)
from smartcity.maps.locator import alt_locator, locator, note

__all__ = [
    "LATE",
    "NARROW",
    "SELECTION",
    "USUAL_WIDTH",
    "alt_locator",
    "approximate_borders",
    "bounds",
    "came",
    "changes",
    "chart",
    "classify",
    "content",
    "counts",
    "estimate_words",
    "government_words",
    "has_estimates",
    "has_governments",
    "legend",
    "locator",
    "note",
    "office_boundaries",
    "picture",
    "scores",
    "slide",
    "stages",
    "without_position",
]
