"""Classes of a measure: fixed breaks, their colours and words, the same whether no region or all have a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

import pandas as pd

from smartcity.charts.base import rows_of
from smartcity.formats import is_missing, number, score, short_number, signed
from smartcity.look import Look, mix
from smartcity.words import N_, _, local, ngettext

Kind = Literal["stage", "programs", "names", "score", "change", "pilots", "awards", "attendance", "event"]
KINDS: tuple[Kind, ...] = (
    "stage",
    "programs",
    "names",
    "score",
    "change",
    "pilots",
    "awards",
    "attendance",
)
"""The kinds that a person chooses from; who came to one event is shown on its page."""

NONE = -1
"""The place of a region without a value among the classes."""

COUNT_BREAKS = {
    "programs": (1, 2, 3, 4),
    "names": (1, 2, 3, 4),
    "pilots": (1, 2, 3, 5),
    "awards": (1, 2, 3, 5),
    "attendance": (1, 2, 3, 5),
}
"""Lower bounds of the classes of a count; the last one is open."""

LITTLE, MUCH = 0.1, 0.5
"""Below the first an index has hardly changed, from the second on much: half a predicate of SPBE or more."""

HALF_STEP = 0.005
"""Half of a hundredth: changes are known in hundredths, so that bounds lie between two of them."""

LATE = ("late_or_delayed", "late_or_unreported")
"""Groups of pilots that are no reported status: late by date or as reported; besides, without a recent report."""

EQUAL_RANGES = 5
"""So many equal classes for an instrument that has a scale but no predicates with bounds."""

QUIET_RADIUS = 0.55
"""The symbol of a region without a value, as a multiple of the usual."""

UNKNOWN = {
    "stage": N_("belum diketahui namanya"),
    "programs": N_("belum diketahui ikut serta"),
    "names": N_("belum diketahui namanya"),
    "score": N_("nilai belum diketahui"),
    "change": N_("perubahan belum diketahui"),
    "pilots": N_("tidak tercatat"),
    "awards": N_("tidak tercatat"),
    "attendance": N_("tidak pernah tercatat hadir"),
    "event": N_("tidak tercatat hadir"),
}


@dataclass(frozen=True)
class Class:
    """One class: an id that rows may carry, or bounds (lower <= value < upper), and its words."""

    id: str
    label: str
    lower: float | None = None
    upper: float | None = None
    includes_upper: bool = False
    low_only: bool = False

    def holds(self, value: float) -> bool:
        """Tell whether a value falls in the class."""
        if self.lower is not None and value < self.lower:
            return False
        return self.upper is None or value < self.upper or (self.includes_upper and value == self.upper)


@dataclass(frozen=True)
class Scale:
    """The classes of a measure in their order; `of` is the status of pilots where one was chosen."""

    kind: Kind
    classes: tuple[Class, ...]
    of: str = ""

    def place(self, row: Mapping[str, Any]) -> int:
        """Return the place of a row's class, NONE where it has no value."""
        for place, each in enumerate(self.classes):
            if each.low_only and row["low_only"]:
                return place
            if each.id and each.id == row["category"] and not row["low_only"]:
                return place
        if is_missing(row["value"]) or any(each.id for each in self.classes if not each.low_only):
            return NONE
        return next((at for at, each in enumerate(self.classes) if each.holds(float(row["value"]))), NONE)

    def fills(self, look: Look) -> tuple[str, ...]:
        """Return the colour of each class."""
        count = len(self.classes)
        if self.kind == "stage":
            return tuple(
                look.background if each.low_only else look.stage(at + 1)
                for at, each in enumerate(self.classes)
            )
        if self.kind == "change":
            return look.diverging
        if self.kind == "event":
            return (look.attention,)
        if self.kind == "pilots" and self.of:
            colour = look.attention if self.of in LATE else look.statuses.get(self.of, look.accent)
            return (colour,) * count
        shades = look.sequential[2:]
        return tuple(shades[round(at * (len(shades) - 1) / max(count - 1, 1))] for at in range(count))

    def edges(self, look: Look) -> tuple[str, ...]:
        """Return the colour around each class's symbol: a hollow one for low confidence."""
        return tuple(look.stage(1) if each.low_only else look.background for each in self.classes)

    def radii(self) -> tuple[float, ...]:
        """Return how large each class's symbol is, as a multiple of the usual: later stages and larger counts grow,
        and so do changes in either direction."""
        if self.kind == "change":
            return (1.25, 1.0, 0.8, 1.0, 1.25)
        growth = {"stage": (0.85, 0.1), "score": (1.0, 0.0), "event": (1.3, 0.0)}.get(self.kind, (1.0, 0.22))
        return tuple(growth[0] + growth[1] * at for at in range(len(self.classes)))


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend: how its symbol looks, its words, how many regions have it."""

    label: str
    fill: str
    edge: str
    radius: float
    count: int


def stages(stage_table: pd.DataFrame, *, with_low: bool) -> Scale:
    """Return the stages of a program, and apart from them those that claims of low confidence alone name."""
    rows = sorted(rows_of(stage_table), key=lambda row: int(row["ordinal"]))
    found = [Class(str(row["stage"]), local(row, "name") or str(row["stage"])) for row in rows]
    low = [Class("", _("hanya klaim berkeyakinan rendah"), low_only=True)] if with_low else []
    return Scale("stage", (*found, *low))


def counts(kind: Kind, of: str = "") -> Scale:
    """Return the classes of a count."""
    lowers = COUNT_BREAKS[kind]
    found = []
    for lower, upper in zip(lowers, [*lowers[1:], None], strict=True):
        last = number(upper - 1) if upper else ""
        if upper is None:
            label = _("{count} atau lebih").format(count=number(lower))
        else:
            label = number(lower) if upper == lower + 1 else f"{number(lower)}–{last}"
        found.append(Class("", label, lower, upper))
    return Scale(kind, tuple(found), of)


def came() -> Scale:
    """Return the only class of a map of one event: recorded to have come."""
    return Scale("event", (Class("", _("tercatat hadir"), 1, None),))


def changes() -> Scale:
    """Return the classes of a change of an index: much and some down, hardly any, some and much up."""
    some = {"lower": number(LITTLE, 2), "upper": number(MUCH - 2 * HALF_STEP, 2)}
    found = (
        Class("", _("turun {much} atau lebih").format(much=number(MUCH, 2)), None, HALF_STEP - MUCH),
        Class("", _("turun {lower} sampai {upper}").format(**some), HALF_STEP - MUCH, HALF_STEP - LITTLE),
        Class(
            "",
            _("berubah kurang dari {little}").format(little=number(LITTLE, 2)),
            HALF_STEP - LITTLE,
            LITTLE - HALF_STEP,
        ),
        Class("", _("naik {lower} sampai {upper}").format(**some), LITTLE - HALF_STEP, MUCH - HALF_STEP),
        Class("", _("naik {much} atau lebih").format(much=number(MUCH, 2)), MUCH - HALF_STEP, None),
    )
    return Scale("change", found)


def grades(grade_table: pd.DataFrame) -> Scale:
    """Return the predicates of an instrument that have bounds, the lowest first."""
    bound = [row for row in rows_of(grade_table) if row["lower"] is not None and row["upper"] is not None]
    bound.sort(key=lambda row: float(row["lower"]))
    found = [
        Class(
            str(row["grade"]),
            _("{name}: {lower} sampai {upper}").format(
                name=local(row, "name"),
                lower=short_number(row["lower"], 2),
                upper=short_number(row["upper"], 2),
            ),
        )
        for row in bound
    ]
    return Scale("score", tuple(found))


def ranges(lowest: float, highest: float) -> Scale:
    """Return equal classes over the scale of an instrument."""
    step = (highest - lowest) / EQUAL_RANGES
    bounds = [lowest + step * at for at in range(EQUAL_RANGES + 1)]
    found = [
        Class("", f"{short_number(lower, 2)}–{short_number(upper, 2)}", round(lower, 6), round(upper, 6))
        for lower, upper in pairwise(bounds)
    ]
    return Scale("score", (*found[:-1], replace(found[-1], includes_upper=True)))


def scores(grade_table: pd.DataFrame, lowest: float, highest: float) -> Scale:
    """Return the classes of an instrument: its predicates where they have bounds, else equal parts of its scale."""
    found = grades(grade_table)
    return found if found.classes else ranges(lowest, highest)


def classify(frame: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Return the rows with the place of their class (`at`) and their value in words (`label`)."""
    rows = rows_of(frame)
    places = [scale.place(row) for row in rows]
    labels = [value_words(row, scale, at) for row, at in zip(rows, places, strict=True)]
    return frame.assign(at=pd.Series(places, dtype="int64"), label=pd.Series(labels, dtype="str"))


def value_words(row: Mapping[str, Any], scale: Scale, at: int) -> str:
    """Return a row's value in words."""
    name = scale.classes[at].label if at != NONE else ""
    if scale.kind == "score":
        parts = ["" if is_missing(row["value"]) else score(row["value"])]
        parts += [name.split(": ")[0]] if at != NONE and scale.classes[at].id else []
        return " · ".join(part for part in [*parts, str(row["edition"] or "")] if part) or _(
            UNKNOWN[scale.kind]
        )
    if at == NONE:
        return _(UNKNOWN[scale.kind])
    if scale.kind in ("stage", "event"):
        return name
    if scale.kind == "change":
        return f"{signed(row['value'], 2)} · {row['edition']}"
    count = int(row["value"])
    texts = {
        "programs": ngettext("{count} program", "{count} program", count),
        "names": ngettext("{count} periode", "{count} periode", count),
        "pilots": ngettext("{count} percontohan", "{count} percontohan", count),
        "awards": ngettext("{count} penghargaan", "{count} penghargaan", count),
        "attendance": ngettext("{count} kegiatan", "{count} kegiatan", count),
    }
    return texts[scale.kind].format(count=number(count))


def legend(classified: pd.DataFrame, scale: Scale, look: Look) -> list[LegendEntry]:
    """Return every class with how many regions it has, whether any or none, and those without a value."""
    found: dict[int, int] = dict(classified["at"].value_counts())
    rows: Sequence[tuple[Class, str, str, float]] = list(
        zip(scale.classes, scale.fills(look), scale.edges(look), scale.radii(), strict=True)
    )
    entries = [
        LegendEntry(each.label, fill, edge, radius, int(found.get(at, 0)))
        for at, (each, fill, edge, radius) in enumerate(rows)
    ]
    quiet = quiet_fill(look)
    unknown = LegendEntry(_(UNKNOWN[scale.kind]), quiet, quiet, QUIET_RADIUS, int(found.get(NONE, 0)))
    return [*entries, unknown]


def quiet_fill(look: Look) -> str:
    """Return the colour of a region without a value."""
    return mix(look.coast, look.muted, 0.35)
