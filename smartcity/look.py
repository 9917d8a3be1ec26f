"""Design tokens: one calm printed-atlas look, designed for light and for dark.

Colour carries meaning and is never alone: wherever a token marks a stage, a status or a score, a label or a
shape stands beside it. The tests compute contrasts and how far apart colours stay for colour-blind eyes.
"""

from dataclasses import dataclass
from typing import Any, Literal

FONT = "Plus Jakarta Sans"
"""The one family, served from ui/static/fonts; the fallbacks are for the instant before it has loaded."""

FONT_STACK = f"{FONT}, Segoe UI, Roboto, Helvetica, Arial, sans-serif"

Mode = Literal["light", "dark"]

STATUSES = ("nominated", "planned", "preparing", "running", "delayed", "completed", "stopped", "evaluated")
"""Reported statuses of pilots, in the order of a pilot's life."""


@dataclass(frozen=True)
class Look:
    """Every colour of one mode, by what it means."""

    mode: Mode
    background: str
    surface: str
    text: str
    muted: str
    border: str
    grid: str
    link: str
    accent: str
    attention: str
    unknown: str
    land: str
    coast: str
    stages: tuple[str, ...]
    statuses: dict[str, str]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]
    categorical: tuple[str, ...]
    bands: tuple[str, ...]
    font: str = FONT

    def stage(self, ordinal: int) -> str:
        """Return the colour of the stage with this place in its program (1 is the first)."""
        return self.stages[min(max(ordinal, 1), len(self.stages)) - 1]


LIGHT = Look(
    mode="light",
    background="#fbfaf6",
    surface="#f1efe7",
    text="#1d2a31",
    muted="#52616a",
    border="#d3cdbd",
    grid="#e4dfd2",
    link="#0b5a73",
    accent="#0f5f78",
    attention="#a8430f",
    unknown="#dfe5e3",
    land="#e9e4d6",
    coast="#a89f87",
    stages=("#678da1", "#467890", "#28617b", "#134a65", "#072e42"),
    statuses={
        "nominated": "#938070",
        "planned": "#827eba",
        "preparing": "#5b57ad",
        "running": "#09647c",
        "delayed": "#b43d00",
        "completed": "#438a3c",
        "stopped": "#404547",
        "evaluated": "#19491f",
    },
    sequential=("#d9e6dd", "#b0d0c6", "#82b6b1", "#55999b", "#327b85", "#175c6c", "#0b3e4e"),
    diverging=("#85350a", "#c66d24", "#a09d94", "#3f8fae", "#0a4763"),
    categorical=("#0a4a6e", "#c2631a", "#625dae", "#578642", "#8d3642", "#6f5e74", "#2f8bab"),
    bands=("#f6ece4", "#f7f2e2", "#eef1e3", "#e4eee6", "#dae9e8"),
)

DARK = Look(
    mode="dark",
    background="#12191d",
    surface="#1b252b",
    text="#ecebe4",
    muted="#a9b5ba",
    border="#3a4950",
    grid="#2a363c",
    link="#7cc4da",
    accent="#6bb8d0",
    attention="#f0965a",
    unknown="#2c3a41",
    land="#26323a",
    coast="#5e7078",
    stages=("#4f7d90", "#6597aa", "#80b0c1", "#a3cad6", "#cfe6ec"),
    statuses={
        "nominated": "#aa8971",
        "planned": "#8084d6",
        "preparing": "#b5bcf5",
        "running": "#62cec1",
        "delayed": "#e58139",
        "completed": "#9de481",
        "stopped": "#81768e",
        "evaluated": "#dff5cb",
    },
    sequential=("#24404a", "#2d5a64", "#3a757e", "#549197", "#7bb0b0", "#a9cfca", "#dcefe6"),
    diverging=("#ffc08f", "#d07f3f", "#7b8488", "#3f9dc2", "#a5e0f7"),
    categorical=("#71d1d9", "#d6a335", "#b09ae5", "#88d572", "#e482a2", "#bfac86", "#3585ad"),
    bands=("#2a2320", "#2a2821", "#232a23", "#1f2c28", "#1c2e31"),
)

LOOKS: dict[Mode, Look] = {"light": LIGHT, "dark": DARK}


def look(mode: str | None) -> Look:
    """Return the look of a mode; anything but dark is light."""
    return DARK if mode == "dark" else LIGHT


def theme(chosen: Look) -> dict[str, Any]:
    """Return the tokens as .streamlit/config.toml names them ([theme.light], [theme.dark])."""
    return {
        "primaryColor": chosen.accent,
        "backgroundColor": chosen.background,
        "secondaryBackgroundColor": chosen.surface,
        "textColor": chosen.text,
        "borderColor": chosen.border,
        "linkColor": chosen.link,
        "chartCategoricalColors": list(chosen.categorical),
        "chartSequentialColors": _ten(chosen.sequential),
    }


def _ten(colours: tuple[str, ...]) -> list[str]:
    """Return a scale of ten colours, as Streamlit asks, mixed from a shorter one."""
    last = len(colours) - 1
    places = [step * last / 9 for step in range(10)]
    return [mix(colours[int(at)], colours[min(int(at) + 1, last)], at % 1) for at in places]


def mix(first: str, second: str, share: float) -> str:
    """Return a colour between two, by the share of the second."""
    pairs = zip(channels(first), channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of '#rrggbb', each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours by WCAG 2.2: 1 is none, 21 is black on white."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance by WCAG 2.2."""
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    """Return the light behind one sRGB value from 0 to 1."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
