"""The colours of a table of scores: the sequential scale of the heatmap, and letters that stand out from it."""

from smartcity.look import LIGHT, contrast

INKS = ("#000000", "#ffffff")


def shade(value: float | None, scale: tuple[float, float]) -> str:
    """Return the colour of a score on a scale; '' where there is none."""
    if value is None:
        return ""
    lowest, highest = scale
    share = (value - lowest) / (highest - lowest) if highest > lowest else 0.0
    steps = LIGHT.sequential
    return steps[min(max(int(share * len(steps)), 0), len(steps) - 1)]


def cell_ink(value: float | None, scale: tuple[float, float]) -> str:
    """Return black or white, whichever stands out more from a score's colour; '' where there is none."""
    fill = shade(value, scale)
    return max(INKS, key=lambda ink: contrast(ink, fill)) if fill else ""
