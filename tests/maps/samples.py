"""Regions on a map, made by hand: with no value, with one, with all, and with names that mean harm."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from smartcity.maps import geometry
from tests.samples import HOSTILE, STAGES

NAMES = (*HOSTILE, "@@=alert(1)", "@@type", "{code}")

STAGE_TABLE = pd.DataFrame(
    [
        {"stage": stage, "ordinal": place + 1, "name_id": name, "name_en": english}
        for place, (stage, name, english) in enumerate(STAGES)
    ]
)


def regions(values: Sequence[float | None], names: Sequence[str] = (), **columns: Any) -> pd.DataFrame:
    """Return one row per value at the places of the first regions of the country."""
    places = geometry.bundled_regions()[: len(values)]
    return pd.DataFrame(
        {
            "code": [code for code, _name, _lon, _lat in places],
            "name": [
                names[at % len(names)] if names else name for at, (_c, name, _x, _y) in enumerate(places)
            ],
            "level": "kabupaten",
            "autonomous": True,
            "province": "Aceh",
            "lat": [lat for *_rest, lat in places],
            "lon": [lon for _c, _n, lon, _lat in places],
            "value": pd.Series(list(values), dtype="float64"),
            "category": pd.Series([None] * len(values), dtype="object"),
            "edition": "",
            "low_only": False,
            **columns,
        }
    )


def reached(ordinals: Sequence[int | None], **columns: Any) -> pd.DataFrame:
    """Return regions that reached these stages, counted from one."""
    frame = regions([None if ordinal is None else float(ordinal) for ordinal in ordinals], **columns)
    stages = [None if ordinal is None else STAGES[ordinal - 1][0] for ordinal in ordinals]
    return frame.assign(category=pd.Series(stages, dtype="object"))


COUNTS: dict[str, list[float | None]] = {
    "none": [None] * 4,
    "one": [1.0, None],
    "two": [1.0, 9.0],
    "all": [float(at % 6 + 1) for at in range(514)],
}
